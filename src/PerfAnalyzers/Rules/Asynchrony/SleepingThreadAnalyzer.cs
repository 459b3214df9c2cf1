using PerfAnalyzers.Analysis;
using PerfAnalyzers.Analysis.Async;
using PerfAnalyzers.Knowledge;

namespace PerfAnalyzers.Rules.Asynchrony;

/// <summary>Finds threads that sleep, or wait for another thread, where they could be given back meanwhile.</summary>
[DiagnosticAnalyzer(LanguageNames.CSharp)]
public sealed class SleepingThreadAnalyzer : RuleAnalyzer
{
    internal static readonly DiagnosticDescriptor Rule = RuleDescriptor.Create(
        id: RuleIds.SleepingThread,
        title: "Thread sleeps or waits for another thread",
        messageFormat: "'{0}' holds a thread of the pool that does nothing meanwhile; {1}",
        category: Categories.Performance,
        ruleLevel: RuleLevel.BuildWarning,
        description: "A thread of the pool that sleeps or waits for a signal is missing for everybody else. With as many such waits as the pool has "
            + "threads nothing moves, and what would give the signal may not get a thread either. An awaited delay or lock needs none.");

    public SleepingThreadAnalyzer()
        : base(Rule)
    {
    }

    internal override ImmutableArray<RuleOption> Options => AsyncNaming.Options;

    private protected override void Register(RuleContext rule)
    {
        if (rule.Type(TypeNames.System.Task) is null)
            return;

        rule.OnOperation(Analyze, OperationKind.Invocation);
    }

    private static void Analyze(OperationRuleContext context)
    {
        if (ThreadWait.Of(context.Operation, context.Compilation) is not { } wait)
            return;

        var place = BlockedPlaces.Of(wait.Operation, context.Compilation, context.CancellationToken);
        if (place is BlockedPlace.Unknown or BlockedPlace.Offered || wait.Operation.IsNotRun(context.Compilation))
            return;

        var (confidence, path) = BlockedPlaces.Evidence(place, wait.Operation, context.Compilation, context.CancellationToken);
        context.Report(Rule, wait.Operation.NameAndArguments(), confidence, path, properties: null, wait.Name, BlockedPlaces.Advice(place, wait.Instead));
    }
}
