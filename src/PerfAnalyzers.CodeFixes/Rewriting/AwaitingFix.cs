namespace PerfAnalyzers.CodeFixes.Rewriting;

/// <summary>Base of the fixes that await in place of a call that holds its thread, and make async what has to be for that.</summary>
public abstract class AwaitingFix : RuleCodeFix
{
    private readonly AsyncAction action;

    private protected AwaitingFix(string ruleId, string key, string movingKey)
        : base(ruleId)
    {
        action = new AsyncAction(ruleId, key, movingKey);
        EquivalenceKeys = ImmutableArray.Create(key, movingKey);
    }

    internal sealed override ImmutableArray<string> EquivalenceKeys { get; }

    internal sealed override bool ReachesOtherDocuments => true;

    internal sealed override async Task<ImmutableArray<FixPlan>> PlanAsync(FixRequest request)
    {
        return await FindAsync(request).ConfigureAwait(false) is var (awaited, what)
            && await AsyncFix.PlanAsync(awaited, request, what, action).ConfigureAwait(false) is { } plan
            && Cures(plan, request)
                ? ImmutableArray.Create(plan with { ChangesBehaviour = plan.ChangesBehaviour || ChangesBehaviour })
                : ImmutableArray<FixPlan>.Empty;
    }

    /// <summary>What is to be awaited for a finding, and what a title calls it; null when nothing can be.</summary>
    private protected abstract Task<(AsyncAwait Awaited, string What)?> FindAsync(FixRequest request);

    /// <summary>Whether awaiting makes the program do something else than before in any case.</summary>
    private protected virtual bool ChangesBehaviour => false;

    private protected virtual bool Cures(FixPlan plan, FixRequest request) => true;

    /// <summary>The call that a finding shows by its name and arguments; null when the text has changed since.</summary>
    private protected static IInvocationOperation? Call(FixRequest request) =>
        request.Node<InvocationExpressionSyntax>() is { } node
        && request.Model.GetOperation(node, request.CancellationToken) is IInvocationOperation call
        && call.NameAndArguments().SourceSpan == request.Span
            ? call
            : null;
}
