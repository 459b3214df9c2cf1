using PerfAnalyzers.Analysis.Collections;
using PerfAnalyzers.Analysis.Iteration;
using PerfAnalyzers.CodeFixes.Rewriting;

namespace PerfAnalyzers.CodeFixes.Rules.Algorithms;

/// <summary>Asks once, before the loop.</summary>
[ExportCodeFixProvider(LanguageNames.CSharp, Name = nameof(RepeatedScanInLoopFix))]
public sealed class RepeatedScanInLoopFix : RuleCodeFix
{
    public const string Hoist = "PERF4006.Hoist";
    public const string HoistAssumingElements = "PERF4006.HoistAssumingElements";
    public const string MakeList = "PERF4006.MakeList";
    public const string MakeListAssumingSame = "PERF4006.MakeListAssumingSame";

    public RepeatedScanInLoopFix()
        : base(RuleIds.RepeatedScanInLoop)
    {
    }

    internal override ImmutableArray<string> EquivalenceKeys { get; } = ImmutableArray.Create(Hoist, HoistAssumingElements, MakeList, MakeListAssumingSame);

    internal override async Task<ImmutableArray<FixPlan>> PlanAsync(FixRequest request)
    {
        if (request.Node<InvocationExpressionSyntax>() is not { } syntax
            || request.Model.GetOperation(syntax, request.CancellationToken) is not IInvocationOperation call
            || RepeatedScan.Read(call, request.Compilation) is not { } scan
            || Plan(request, scan) is not { } plan)
        {
            return ImmutableArray<FixPlan>.Empty;
        }

        var member = syntax.FirstAncestorOrSelf<MemberDeclarationSyntax>(m => m is not GlobalStatementSyntax) ?? request.Root;
        return await StillCompiles.AfterAsync(plan.Changes, member, request, withoutNullDoubts: true).ConfigureAwait(false) ? ImmutableArray.Create(plan) : ImmutableArray<FixPlan>.Empty;
    }

    private static FixPlan? Plan(FixRequest request, RepeatedScan scan)
    {
        if (ScanHoist.TryWrite(request, scan) is { } hoist)
        {
            var title = $"Call '{scan.Call.TargetMethod.Name}' once before the loop";
            return hoist.MayFailEarlier
                ? new FixPlan(title + " (even without a round, where it may fail)", HoistAssumingElements, hoist.Changes) { ChangesBehaviour = true }
                : new FixPlan(title, Hoist, hoist.Changes);
        }

        if (ListBeforeLoop.TryWrite(request, scan) is not { } list)
            return null;

        var made = $"Make a list of '{Naming.Describe(scan.Collection)}' before the loop";
        return list.IsProven
            ? new FixPlan(made, MakeList, list.Changes)
            : new FixPlan(made + " (sees no later changes)", MakeListAssumingSame, list.Changes) { ChangesBehaviour = true };
    }
}
