using PerfAnalyzers.Analysis;
using PerfAnalyzers.Analysis.Queries;
using PerfAnalyzers.CodeFixes.Rewriting;

namespace PerfAnalyzers.CodeFixes.Rules.DataAccess;

/// <summary>Asks whether there is any.</summary>
[ExportCodeFixProvider(LanguageNames.CSharp, Name = nameof(CountForExistenceFix))]
public sealed class CountForExistenceFix : RuleCodeFix
{
    public const string UseAny = "PERF2010.UseAny";
    public const string UseAnyAsDatabaseCompares = "PERF2010.UseAnyAsDatabaseCompares";

    public CountForExistenceFix()
        : base(RuleIds.CountForExistence)
    {
    }

    internal override ImmutableArray<string> EquivalenceKeys { get; } = ImmutableArray.Create(UseAny, UseAnyAsDatabaseCompares);

    internal override async Task<ImmutableArray<FixPlan>> PlanAsync(FixRequest request)
    {
        if (Find(request) is not { } test
            || Write(test, request) is not { } changes
            || request.Node<MemberDeclarationSyntax>() is not { } member
            || !await StillCompiles.AfterAsync(changes, member, request, withoutNullDoubts: true).ConfigureAwait(false))
        {
            return ImmutableArray<FixPlan>.Empty;
        }

        return test.Loaded?.Translation switch
        {
            null or Translation.Exact => ImmutableArray.Create(new FixPlan("Ask whether there is any", UseAny, changes)),
            Translation.Text => ImmutableArray.Create(new FixPlan("Ask whether there is any (text compares as in the database)", UseAnyAsDatabaseCompares, changes) { ChangesBehaviour = true }),
            _ => ImmutableArray<FixPlan>.Empty,
        };
    }

    private static ImmutableArray<TextChange>? Write(ExistenceTest test, FixRequest request)
    {
        if (test.Test.Syntax is not ExpressionSyntax decision)
            return null;

        if (test.Loaded is { } work)
            return test.Local is null && LiftedQuery.TryWrite(work, request, "Any") is { } lifted ? lifted.Replace(decision, test.IsNegated, request) : null;

        if (test.Asked.Syntax is not InvocationExpressionSyntax { Expression: MemberAccessExpressionSyntax { Name: IdentifierNameSyntax name } access } call
            || ((IInvocationOperation)test.Asked).Receiver()?.Syntax is not ExpressionSyntax receiver || Inner(receiver).Span != Inner(access.Expression).Span)
        {
            return null;
        }

        var isAsync = name.Identifier.ValueText.EndsWith("Async", StringComparison.Ordinal);
        if (QueryPlace.TryFind(call, isAsync, call.ArgumentList) is not { } place)
            return null;

        var any = request.Text.ToString(TextSpan.FromBounds(access.SpanStart, name.SpanStart)) + (isAsync ? "AnyAsync" : "Any") + call.ArgumentList + place.ConfigureAwait;
        return test.Local is null
            ? new LiftedQuery(decision, any, isAsync, null).Replace(decision, test.IsNegated, request)
            : Rename(test, decision, place.Replaced, (isAsync ? "await " : "") + any, request);
    }

    /// <summary>A query in its own syntax stands in parentheses.</summary>
    private static ExpressionSyntax Inner(ExpressionSyntax expression) => expression is ParenthesizedExpressionSyntax { Expression: var inner } ? Inner(inner) : expression;

    /// <summary>The local holds an answer of another type now, and is called by what it says.</summary>
    private static ImmutableArray<TextChange>? Rename(ExistenceTest test, ExpressionSyntax decision, ExpressionSyntax value, string text, FixRequest request)
    {
        if (value.Parent is not EqualsValueClauseSyntax { Parent: VariableDeclaratorSyntax { Parent: VariableDeclarationSyntax { Variables.Count: 1 } declaration } declarator })
            return null;

        var name = Names.Unique(NameFor(test), declarator, request.Model);
        var changes = ImmutableArray.CreateBuilder<TextChange>();
        if (!declaration.Type.IsVar)
            changes.Add(new TextChange(declaration.Type.Span, "bool"));

        changes.Add(new TextChange(declarator.Identifier.Span, name));
        changes.Add(new TextChange(value.Span, text));
        changes.Add(new TextChange(decision.Span, (test.IsNegated ? "!" : "") + name));
        return changes.ToImmutable();
    }

    private static string NameFor(ExistenceTest test)
    {
        var name = test.Local!.Local.Name;
        if (((IInvocationOperation)test.Asked).TargetMethod.Name.StartsWith("First", StringComparison.Ordinal))
            return name + "Exists";

        var counted = name.EndsWith("Count", StringComparison.OrdinalIgnoreCase) ? name.Substring(0, name.Length - "Count".Length) : name;
        return counted.Length == 0 ? "hasAny" : "has" + char.ToUpperInvariant(counted[0]) + counted.Substring(1);
    }

    private static ExistenceTest? Find(FixRequest request)
    {
        var node = request.Root.FindNode(request.Span, getInnermostNodeForTie: true);
        while (node is not (null or StatementSyntax or MemberDeclarationSyntax) && request.Model.GetOperation(node, request.CancellationToken) is null)
            node = node.Parent;

        if (node is null or MemberDeclarationSyntax)
            return null;

        foreach (var operation in request.Model.GetOperation(node, request.CancellationToken)?.DescendantsAndSelf() ?? Enumerable.Empty<IOperation>())
        {
            if (operation is IInvocationOperation or IPropertyReferenceOperation && ExistenceTest.At(operation, request.Compilation) is { } test && test.Location.SourceSpan == request.Span)
                return test;
        }

        return null;
    }
}
