using PerfAnalyzers.Analysis.Growth;
using PerfAnalyzers.Analysis.Iteration;
using PerfAnalyzers.CodeFixes.Rewriting;

namespace PerfAnalyzers.CodeFixes.Rules.Algorithms;

/// <summary>Turns a list that moves its elements in each round into a queue, or into one that is reversed or filtered once.</summary>
[ExportCodeFixProvider(LanguageNames.CSharp, Name = nameof(ShiftingListInLoopFix))]
public sealed class ShiftingListInLoopFix : RuleCodeFix
{
    public const string UseQueue = "PERF4003.UseQueue";
    public const string ReverseOnce = "PERF4003.ReverseOnce";
    public const string RemoveAll = "PERF4003.RemoveAll";

    public ShiftingListInLoopFix()
        : base(RuleIds.ShiftingListInLoop)
    {
    }

    internal override ImmutableArray<string> EquivalenceKeys { get; } = ImmutableArray.Create(UseQueue, ReverseOnce, RemoveAll);

    internal override async Task<ImmutableArray<FixPlan>> PlanAsync(FixRequest request)
    {
        if (request.Node<InvocationExpressionSyntax>() is not { } syntax
            || request.Model.GetOperation(syntax, request.CancellationToken) is not IInvocationOperation call
            || ListShift.Read(call, request.Compilation) is not { } shift
            || Plan(request, shift) is not { } plan)
        {
            return ImmutableArray<FixPlan>.Empty;
        }

        var member = syntax.FirstAncestorOrSelf<MemberDeclarationSyntax>(m => m is not GlobalStatementSyntax) ?? request.Root;
        return await StillCompiles.AfterAsync(plan.Changes, member, request).ConfigureAwait(false) ? ImmutableArray.Create(plan) : ImmutableArray<FixPlan>.Empty;
    }

    private static FixPlan? Plan(FixRequest request, ListShift shift)
    {
        var list = Naming.Describe(shift.List);
        return shift.Kind switch
        {
            ShiftKind.TakesFirst when QueueRewrite.TryWrite(request, shift) is { } changes => new FixPlan($"Make '{list}' a queue", UseQueue, changes),
            ShiftKind.InsertsFirst when ListShiftRewrite.TryReverse(request, shift) is { } changes => new FixPlan($"Add to the end of '{list}', and reverse it after the loop", ReverseOnce, changes),
            ShiftKind.RemovesInPlace when RemoveAllRewrite.TryWrite(request, shift) is { } changes => new FixPlan($"Remove from '{list}' with RemoveAll", RemoveAll, changes),
            _ => null,
        };
    }
}
