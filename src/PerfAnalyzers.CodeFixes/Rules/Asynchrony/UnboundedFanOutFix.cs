using PerfAnalyzers.Analysis.RoundTrips;
using PerfAnalyzers.CodeFixes.Rewriting;

namespace PerfAnalyzers.CodeFixes.Rules.Asynchrony;

/// <summary>Goes through chunks of the elements, so that only so many round trips are under way at a time.</summary>
[ExportCodeFixProvider(LanguageNames.CSharp, Name = nameof(UnboundedFanOutFix))]
public sealed class UnboundedFanOutFix : RuleCodeFix
{
    /// <summary>Goes through chunks.</summary>
    public const string InChunks = "PERF1008.in-chunks";

    public UnboundedFanOutFix()
        : base(RuleIds.UnboundedFanOut)
    {
    }

    internal override ImmutableArray<string> EquivalenceKeys { get; } = ImmutableArray.Create(InChunks);

    internal override async Task<ImmutableArray<FixPlan>> PlanAsync(FixRequest request)
    {
        if (request.Node<InvocationExpressionSyntax>() is not { } found
            || Find(found, request) is not var (gather, work)
            || ChunkedGather.Write(gather, work, request) is not { } changes
            || !await StillCompiles.AfterAsync(changes, AsyncAwait.OwnerOf(found), request).ConfigureAwait(false))
        {
            return ImmutableArray<FixPlan>.Empty;
        }

        return ImmutableArray.Create(new FixPlan($"Start at most {ChunkedGather.Size} at a time (a failure leaves later ones undone)", InChunks, changes) { ChangesBehaviour = true });
    }

    /// <summary>The call that gathers, and the work that it gathers: the finding is at the one or at the other.</summary>
    private static (IInvocationOperation Gather, GatheredWork Work)? Find(InvocationExpressionSyntax found, FixRequest request)
    {
        foreach (var node in found.AncestorsAndSelf().OfType<InvocationExpressionSyntax>())
        {
            if (node.ArgumentList.Arguments.Count == 1
                && request.Model.GetOperation(node, request.CancellationToken) is IInvocationOperation gather
                && GatheredWork.Of(gather, request.Compilation).FirstOrDefault(w => node == found || w.Start.Syntax == found) is { } work)
            {
                return (gather, work);
            }
        }

        return null;
    }
}
