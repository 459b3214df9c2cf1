using PerfAnalyzers.Analysis.Collections;
using PerfAnalyzers.Analysis.Iteration;
using PerfAnalyzers.CodeFixes.Rewriting;
using PerfAnalyzers.Knowledge;

namespace PerfAnalyzers.CodeFixes.Rules.Algorithms;

/// <summary>Builds a set, dictionary or lookup before the loop and asks it inside.</summary>
[ExportCodeFixProvider(LanguageNames.CSharp, Name = nameof(LinearLookupInLoopFix))]
public sealed class LinearLookupInLoopFix : RuleCodeFix
{
    public const string BuildIndex = "PERF4001.BuildIndex";
    public const string BuildIndexAssumingNotNull = "PERF4001.BuildIndexAssumingNotNull";

    public LinearLookupInLoopFix()
        : base(RuleIds.LinearLookupInLoop)
    {
    }

    internal override ImmutableArray<string> EquivalenceKeys { get; } = ImmutableArray.Create(BuildIndex, BuildIndexAssumingNotNull);

    internal override async Task<ImmutableArray<FixPlan>> PlanAsync(FixRequest request)
    {
        if (request.Node<InvocationExpressionSyntax>() is not { } syntax
            || request.Model.GetOperation(syntax, request.CancellationToken) is not IInvocationOperation call
            || LinearLookup.Read(call, request.Compilation) is not { } lookup
            || !HasElements(lookup)
            || lookup.Loop(request.Compilation) is not { } loop
            || IndexRewrite.TryWrite(request, syntax, lookup, loop) is not { } rewrite)
        {
            return ImmutableArray<FixPlan>.Empty;
        }

        var member = syntax.FirstAncestorOrSelf<MemberDeclarationSyntax>(m => m is not GlobalStatementSyntax) ?? request.Root;
        if (!await StillCompiles.AfterAsync(rewrite.Changes, member, request, withoutNullDoubts: true).ConfigureAwait(false))
            return ImmutableArray<FixPlan>.Empty;

        var title = $"Build {rewrite.KindText} of '{Naming.Describe(lookup.Collection)}' before the loop";
        return ImmutableArray.Create(rewrite.IsSurelyNotNull
            ? new FixPlan(title, BuildIndex, rewrite.Changes)
            : new FixPlan(title + " (fails earlier where it is null)", BuildIndexAssumingNotNull, rewrite.Changes) { ChangesBehaviour = true });
    }

    /// <summary>A local that holds a query is better materialised where it is declared; a chain that is written out here is built into the index.</summary>
    private static bool HasElements(LinearLookup lookup) =>
        lookup.Cost == ScanCost.Linear || (lookup.Cost == ScanCost.Deferred && lookup.Collection.UnwrapView() is IInvocationOperation);
}
