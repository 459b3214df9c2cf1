using PerfAnalyzers.Analysis.Collections;
using PerfAnalyzers.Analysis.Iteration;
using PerfAnalyzers.CodeFixes.Rewriting;

namespace PerfAnalyzers.CodeFixes.Rules.Algorithms;

/// <summary>Builds a lookup of the inner collection before the loops and goes through the elements of one key only.</summary>
[ExportCodeFixProvider(LanguageNames.CSharp, Name = nameof(NestedLoopJoinFix))]
public sealed class NestedLoopJoinFix : RuleCodeFix
{
    public const string BuildLookup = "PERF4002.BuildLookup";
    public const string BuildLookupAssumingSame = "PERF4002.BuildLookupAssumingSame";
    public const string UseJoin = "PERF4002.UseJoin";

    public NestedLoopJoinFix()
        : base(RuleIds.NestedLoopJoin)
    {
    }

    internal override ImmutableArray<string> EquivalenceKeys { get; } = ImmutableArray.Create(BuildLookup, BuildLookupAssumingSame, UseJoin);

    internal override async Task<ImmutableArray<FixPlan>> PlanAsync(FixRequest request)
    {
        if (request.Node<FromClauseSyntax>() is { } clause && clause.Span == request.Span)
            return await JoinAsync(request, clause).ConfigureAwait(false);

        if (request.Node<StatementSyntax>() is not { } syntax
            || syntax is not (ForEachStatementSyntax or ForStatementSyntax)
            || request.Model.GetOperation(syntax, request.CancellationToken) is not ILoopOperation inner
            || NestedJoin.Read(inner, request.Compilation) is not { } join
            || LoopSyntax.Head(syntax).SourceSpan != request.Span
            || JoinRewrite.TryWrite(request, join) is not { } rewrite)
        {
            return ImmutableArray<FixPlan>.Empty;
        }

        var member = syntax.FirstAncestorOrSelf<MemberDeclarationSyntax>(m => m is not GlobalStatementSyntax) ?? request.Root;
        if (!await StillCompiles.AfterAsync(rewrite.Changes, member, request, withoutNullDoubts: true).ConfigureAwait(false))
            return ImmutableArray<FixPlan>.Empty;

        var title = $"Build a lookup of '{Naming.Describe(join.Collection)}' before the loops";
        return ImmutableArray.Create(rewrite.IsProven
            ? new FixPlan(title, BuildLookup, rewrite.Changes)
            : new FixPlan(title + " (assumes that it is not null and no key is set meanwhile)", BuildLookupAssumingSame, rewrite.Changes) { ChangesBehaviour = true });
    }

    private static async Task<ImmutableArray<FixPlan>> JoinAsync(FixRequest request, FromClauseSyntax clause) =>
        QueryJoinRewrite.TryWrite(request, clause) is { } changes
        && await StillCompiles.AfterAsync(changes, clause.FirstAncestorOrSelf<MemberDeclarationSyntax>(m => m is not GlobalStatementSyntax) ?? request.Root, request, withoutNullDoubts: true).ConfigureAwait(false)
            ? ImmutableArray.Create(new FixPlan($"Join '{clause.Expression}' by the key", UseJoin, changes))
            : ImmutableArray<FixPlan>.Empty;
}
