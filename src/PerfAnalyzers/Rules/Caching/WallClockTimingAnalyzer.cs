using PerfAnalyzers.Analysis.Caching;
using PerfAnalyzers.Analysis.Resilience;
using PerfAnalyzers.Knowledge;
using PerfAnalyzers.Knowledge.Caching;

namespace PerfAnalyzers.Rules.Caching;

/// <summary>Finds durations that are measured with the clock on the wall.</summary>
[DiagnosticAnalyzer(LanguageNames.CSharp)]
public sealed class WallClockTimingAnalyzer : RuleAnalyzer
{
    internal static readonly DiagnosticDescriptor Rule = RuleDescriptor.Create(
        id: RuleIds.WallClockTiming,
        title: "Duration measured with the time of day",
        messageFormat: "'{0}' is kept only to see how long something takes, and '{1}' jumps when the clock is set{2}: durations become wrong or negative, and timeouts early or late; use Stopwatch",
        category: Categories.Performance,
        ruleLevel: RuleLevel.IdeSuggestion,
        description: "The time of day is corrected while a server runs, by milliseconds or by minutes, and local time jumps by an hour twice a year. What is measured with it is wrong "
            + "whenever that happens in between. Stopwatch counts the ticks of a timer that only goes forward, is finer, and costs less to read.");

    public WallClockTimingAnalyzer()
        : base(Rule)
    {
    }

    private protected override void Register(RuleContext rule)
    {
        var places = ServingPlaces.For(rule.Compilation);
        if ((places.IsServer || places.IsLibrary) && !places.IsTool && rule.Type(TypeNames.Clocks.Stopwatch) is not null)
            rule.OnOperation(Analyze, OperationKind.Binary, OperationKind.Invocation);
    }

    private static void Analyze(OperationRuleContext context)
    {
        if (WallClockTiming.Of(context.Operation, context.Compilation, context.CancellationToken) is not { } timing)
            return;

        context.Report(
            Rule,
            context.Operation.Syntax.GetLocation(),
            timing.Confidence,
            timing.Settings.Concat(timing.Differences.Skip(1)).Select(o => o.Syntax.GetLocation()),
            properties: null,
            timing.Start.Name,
            timing.Now.ContainingType.Name + "." + timing.Now.Name,
            WallClock.IsLocal(timing.Now) ? " and when summer time begins or ends" : "");
    }
}
