using PerfAnalyzers.Analysis;
using PerfAnalyzers.Analysis.Caching;
using PerfAnalyzers.Analysis.Resilience;
using PerfAnalyzers.Knowledge.Caching;

namespace PerfAnalyzers.Rules.Caching;

/// <summary>Finds queues between requests and a worker that take in whatever comes.</summary>
[DiagnosticAnalyzer(LanguageNames.CSharp)]
public sealed class UnboundedQueueAnalyzer : RuleAnalyzer
{
    internal static readonly DiagnosticDescriptor Rule = RuleDescriptor.Create(
        id: RuleIds.UnboundedQueue,
        title: "Queue without limit between requests and a worker",
        messageFormat: "'{0}' has no limit: what '{1}' writes faster than '{2}' reads stays in memory until there is none left; give it a capacity and say what happens when it is full",
        category: Categories.Performance,
        ruleLevel: RuleLevel.IdeSuggestion,
        description: "Requests come as fast as clients send them, and a worker does one thing after the other. A queue without limit hides that the worker cannot keep up: "
            + "answers stay fast while memory grows and what is in the queue gets older, until the process is ended and all of it is lost.");

    public UnboundedQueueAnalyzer()
        : base(Rule)
    {
    }

    /// <summary>A queue may be made where services are registered.</summary>
    private protected override SilentCode Includes => SilentCode.Startup;

    private protected override void Register(RuleContext rule)
    {
        var places = ServingPlaces.For(rule.Compilation);
        if ((places.IsServer || places.IsLibrary) && !places.IsTool && !places.RunsInBrowser && !QueueMembers.For(rule.Compilation).IsEmpty)
            rule.OnOperation(Analyze, OperationKind.Invocation, OperationKind.ObjectCreation);
    }

    private static void Analyze(OperationRuleContext context)
    {
        if (UnboundedQueue.Of(context.Operation, context.Compilation, context.CancellationToken) is not { } queue)
            return;

        context.Report(
            Rule,
            context.Operation is IInvocationOperation call ? call.NameOnly() : ((IObjectCreationOperation)context.Operation).WithoutInitializer(),
            queue.Confidence,
            new[] { queue.Write.Call.NameOnly() },
            properties: null,
            queue.Name,
            Called(queue.Write.Member),
            Called(queue.Reader));
    }

    /// <summary>A member as a reader calls it: of a property and of a constructor the name of what they belong to.</summary>
    private static string Called(ISymbol member) => member switch
    {
        IMethodSymbol { MethodKind: MethodKind.Constructor } => member.ContainingType.Name,
        IMethodSymbol { AssociatedSymbol: { } owner } => owner.Name,
        IMethodSymbol { Name: WellKnownMemberNames.TopLevelStatementsEntryPointMethodName } => "Program",
        _ => member.Name,
    };
}
