using PerfAnalyzers.Analysis.Collections;
using PerfAnalyzers.CodeFixes.Rewriting;

namespace PerfAnalyzers.CodeFixes.Rules.Algorithms;

/// <summary>Asks once, before the loop.</summary>
[ExportCodeFixProvider(LanguageNames.CSharp, Name = nameof(RepeatedScanInLoopFix))]
public sealed class RepeatedScanInLoopFix : RuleCodeFix
{
    public const string Hoist = "PERF4006.Hoist";
    public const string HoistAssumingElements = "PERF4006.HoistAssumingElements";

    public RepeatedScanInLoopFix()
        : base(RuleIds.RepeatedScanInLoop)
    {
    }

    internal override ImmutableArray<string> EquivalenceKeys { get; } = ImmutableArray.Create(Hoist, HoistAssumingElements);

    internal override async Task<ImmutableArray<FixPlan>> PlanAsync(FixRequest request)
    {
        if (request.Node<InvocationExpressionSyntax>() is not { } syntax
            || request.Model.GetOperation(syntax, request.CancellationToken) is not IInvocationOperation call
            || RepeatedScan.Read(call, request.Compilation) is not { } scan
            || ScanHoist.TryWrite(request, scan) is not { } hoist)
        {
            return ImmutableArray<FixPlan>.Empty;
        }

        var member = syntax.FirstAncestorOrSelf<MemberDeclarationSyntax>(m => m is not GlobalStatementSyntax) ?? request.Root;
        if (!await StillCompiles.AfterAsync(hoist.Changes, member, request, withoutNullDoubts: true).ConfigureAwait(false))
            return ImmutableArray<FixPlan>.Empty;

        var title = $"Call '{call.TargetMethod.Name}' once before the loop";
        return ImmutableArray.Create(hoist.MayFailEarlier
            ? new FixPlan(title + " (even without a round, where it may fail)", HoistAssumingElements, hoist.Changes) { ChangesBehaviour = true }
            : new FixPlan(title, Hoist, hoist.Changes));
    }
}
