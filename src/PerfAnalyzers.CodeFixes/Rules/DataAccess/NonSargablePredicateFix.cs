using PerfAnalyzers.Analysis;
using PerfAnalyzers.Analysis.Queries;
using PerfAnalyzers.CodeFixes.Rewriting;

namespace PerfAnalyzers.CodeFixes.Rules.DataAccess;

/// <summary>Compares a column of times with the start and the end of a day.</summary>
[ExportCodeFixProvider(LanguageNames.CSharp, Name = nameof(NonSargablePredicateFix))]
public sealed class NonSargablePredicateFix : RuleCodeFix
{
    public const string CompareRange = "PERF2015.CompareRange";
    public const string CompareRangeOfDay = "PERF2015.CompareRangeOfDay";

    public NonSargablePredicateFix()
        : base(RuleIds.NonSargablePredicate)
    {
    }

    internal override ImmutableArray<string> EquivalenceKeys { get; } = ImmutableArray.Create(CompareRange, CompareRangeOfDay);

    internal override async Task<ImmutableArray<FixPlan>> PlanAsync(FixRequest request)
    {
        if (Find(request) is not { Side: IPropertyReferenceOperation { Property: { Name: "Date", Type.SpecialType: SpecialType.System_DateTime } } date, Value: { Syntax: ExpressionSyntax value } sought } condition
            || date.Instance?.Syntax is not ExpressionSyntax column
            || condition.Condition.Syntax is not BinaryExpressionSyntax comparison
            || Comments.AreIn(comparison)
            || !IsSimple(value)
            || Range(condition.Comparison, column, value, comparison) is not { } range
            || request.Node<MemberDeclarationSyntax>() is not { } member)
        {
            return ImmutableArray<FixPlan>.Empty;
        }

        var changes = ImmutableArray.Create(new TextChange(comparison.Span, range));
        if (!await StillCompiles.AfterAsync(changes, member, request, withoutNullDoubts: true).ConfigureAwait(false))
            return ImmutableArray<FixPlan>.Empty;

        return ImmutableArray.Create(IsStartOfDay(sought)
            ? new FixPlan("Compare with the range of the day", CompareRange, changes)
            : new FixPlan($"Compare with the range of the day (if '{value}' has no time of day)", CompareRangeOfDay, changes) { ChangesBehaviour = true });
    }

    private static string? Range(BinaryOperatorKind kind, ExpressionSyntax column, ExpressionSyntax value, BinaryExpressionSyntax comparison)
    {
        var range = kind switch
        {
            BinaryOperatorKind.Equals => $"{column} >= {value} && {column} < {value}.AddDays(1)",
            BinaryOperatorKind.LessThan => $"{column} < {value}",
            BinaryOperatorKind.LessThanOrEqual => $"{column} < {value}.AddDays(1)",
            BinaryOperatorKind.GreaterThan => $"{column} >= {value}.AddDays(1)",
            BinaryOperatorKind.GreaterThanOrEqual => $"{column} >= {value}",
            _ => null,
        };
        return range is not null && kind == BinaryOperatorKind.Equals && comparison.Parent is BinaryExpressionSyntax { RawKind: not (int)SyntaxKind.LogicalAndExpression } ? "(" + range + ")" : range;
    }

    /// <summary>What is written twice must cost and do nothing.</summary>
    private static bool IsSimple(ExpressionSyntax value) =>
        value is IdentifierNameSyntax || (value is MemberAccessExpressionSyntax { Expression: var owner } && (owner is ThisExpressionSyntax || IsSimple(owner)));

    private static bool IsStartOfDay(IOperation value) => value.Unwrap() switch
    {
        IPropertyReferenceOperation { Property: { Name: "Date" or "Today", ContainingType.SpecialType: SpecialType.System_DateTime } } => true,
        ILocalReferenceOperation local => LocalValues.SetOnce(local) is { } once && IsStartOfDay(once),
        IObjectCreationOperation { Type.SpecialType: SpecialType.System_DateTime, Arguments.Length: 3 } => true,
        _ => false,
    };

    private static ColumnCondition? Find(FixRequest request)
    {
        var node = request.Root.FindNode(request.Span, getInnermostNodeForTie: true);
        for (var call = node.FirstAncestorOrSelf<InvocationExpressionSyntax>(); call is not null; call = call.Parent?.FirstAncestorOrSelf<InvocationExpressionSyntax>())
        {
            if (request.Model.GetOperation(call, request.CancellationToken) is IInvocationOperation execution
                && HiddenColumn.In(execution, request.Compilation)?.FirstOrDefault(c => c.Condition.Syntax.Span == request.Span) is { } condition)
            {
                return condition;
            }
        }

        return null;
    }
}
