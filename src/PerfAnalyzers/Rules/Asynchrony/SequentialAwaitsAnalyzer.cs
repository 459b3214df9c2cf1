using PerfAnalyzers.Analysis;
using PerfAnalyzers.Analysis.RoundTrips;
using PerfAnalyzers.Knowledge;

namespace PerfAnalyzers.Rules.Asynchrony;

/// <summary>Finds reads that wait for each other although none needs the answer of another.</summary>
[DiagnosticAnalyzer(LanguageNames.CSharp)]
public sealed class SequentialAwaitsAnalyzer : RuleAnalyzer
{
    internal static readonly DiagnosticDescriptor Rule = RuleDescriptor.Create(
        id: RuleIds.SequentialAwaits,
        title: "Reads that wait for each other without need",
        messageFormat: "'{0}' is not asked before {1} has answered, although it needs nothing of that answer; start them together and await 'Task.WhenAll'",
        category: Categories.Performance,
        ruleLevel: RuleLevel.Disabled,
        description: "Awaiting one answer before the next question is asked adds up the times of all. Questions that need nothing of each other, to a client "
            + "that serves many at once, can be under way together: the time is that of the slowest.");

    public SequentialAwaitsAnalyzer()
        : base(Rule)
    {
    }

    private protected override void Register(RuleContext rule)
    {
        if (rule.Type(TypeNames.System.Task) is not null && ConcurrentReads.MayExist(rule.Compilation))
            rule.OnOperation(Analyze, OperationKind.Await);
    }

    private static void Analyze(OperationRuleContext context)
    {
        var awaited = (IAwaitOperation)context.Operation;
        if (SequentialReads.InLoop(awaited, context.Compilation) is { } perElement)
        {
            Report(context, perElement.Call, "the one of the element before", perElement.Loop.Collection.Syntax.GetLocation());
            return;
        }

        // One finding for all that follow each other: at the second, which is the first to be late.
        var run = SequentialReads.Around(awaited, context.Compilation);
        if (run.Length > 1 && run[1].Call == awaited.UnwrapAwait())
            Report(context, run[1].Call, "'" + run[0].Call.TargetMethod.Name + "'", run[0].Call.NameAndArguments());
    }

    private static void Report(OperationRuleContext context, IInvocationOperation call, string other, Location first) =>
        context.Report(Rule, call.NameAndArguments(), Confidence.High, path: new[] { first }, properties: null, call.TargetMethod.Name, other);
}
