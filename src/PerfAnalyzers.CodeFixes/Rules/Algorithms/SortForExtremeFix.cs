using PerfAnalyzers.Analysis.Collections;
using PerfAnalyzers.CodeFixes.Rewriting;

namespace PerfAnalyzers.CodeFixes.Rules.Algorithms;

/// <summary>Finds the element with MinBy or MaxBy.</summary>
[ExportCodeFixProvider(LanguageNames.CSharp, Name = nameof(SortForExtremeFix))]
public sealed class SortForExtremeFix : RuleCodeFix
{
    public const string UseExtreme = "PERF4007.UseExtreme";
    public const string UseExtremeAssumingElements = "PERF4007.UseExtremeAssumingElements";

    public SortForExtremeFix()
        : base(RuleIds.SortForExtreme)
    {
    }

    internal override ImmutableArray<string> EquivalenceKeys { get; } = ImmutableArray.Create(UseExtreme, UseExtremeAssumingElements);

    internal override async Task<ImmutableArray<FixPlan>> PlanAsync(FixRequest request)
    {
        if (request.Node<InvocationExpressionSyntax>() is not { Expression: MemberAccessExpressionSyntax access } syntax
            || request.Model.GetOperation(syntax, request.CancellationToken) is not IInvocationOperation sort
            || TakerOf(sort) is not { } taker
            || SortedExtreme.Read(taker, request.Compilation) is not { IsDirect: true, TakesFirst: true, HasFurtherKeys: false } extreme
            || syntax.ArgumentList.Arguments.Count != 1
            || sort.TargetMethod.TypeArguments is not { Length: 2 } types
            || !FindsTheSame(extreme, types[1])
            || IsSameWhenEmpty(extreme.Taken, types[0]) is not { } same)
        {
            return ImmutableArray<FixPlan>.Empty;
        }

        var replaced = TextSpan.FromBounds(access.Name.SpanStart, extreme.Taken.Syntax.Span.End);
        if (extreme.Taken.Syntax.DescendantTrivia().Any(t => replaced.Contains(t.Span) && !syntax.ArgumentList.Span.Contains(t.Span) && (t.IsDirective || t.Kind() is SyntaxKind.SingleLineCommentTrivia or SyntaxKind.MultiLineCommentTrivia)))
            return ImmutableArray<FixPlan>.Empty;

        var changes = ImmutableArray.Create(new TextChange(replaced, extreme.Cure + syntax.ArgumentList));
        var member = syntax.FirstAncestorOrSelf<MemberDeclarationSyntax>(m => m is not GlobalStatementSyntax) ?? request.Root;
        if (!await StillCompiles.AfterAsync(changes, member, request).ConfigureAwait(false))
            return ImmutableArray<FixPlan>.Empty;

        return ImmutableArray.Create(same
            ? new FixPlan($"Use '{extreme.Cure}'", UseExtreme, changes)
            : new FixPlan($"Use '{extreme.Cure}' (differs where there is no element)", UseExtremeAssumingElements, changes) { ChangesBehaviour = true });
    }

    /// <summary>The call after the sort that copies it, or takes the element from it.</summary>
    private static IInvocationOperation? TakerOf(IInvocationOperation sort)
    {
        for (var parent = sort.Parent; parent is IArgumentOperation or IConversionOperation or IInvocationOperation; parent = parent.Parent)
        {
            if (parent is IInvocationOperation { TargetMethod.Name: not ("ThenBy" or "ThenByDescending") } taker)
                return taker;
        }

        return null;
    }

    /// <summary>MinBy passes over keys that are null, which a sort puts first.</summary>
    private static bool FindsTheSame(SortedExtreme extreme, ITypeSymbol key) =>
        extreme.Cure == "MaxBy" || key is { IsValueType: true, OriginalDefinition.SpecialType: not SpecialType.System_Nullable_T };

    /// <summary>Whether both give the same of an empty sequence; null where a default value would become an exception.</summary>
    private static bool? IsSameWhenEmpty(IOperation taken, ITypeSymbol element)
    {
        var givesNull = element.IsReferenceType || element.OriginalDefinition.SpecialType == SpecialType.System_Nullable_T;
        if (!givesNull && !element.IsValueType)
            return null;

        return taken is IInvocationOperation { TargetMethod.Name: "FirstOrDefault" or "ElementAtOrDefault" }
            ? givesNull ? true : null
            : taken is IInvocationOperation && !givesNull;
    }
}
