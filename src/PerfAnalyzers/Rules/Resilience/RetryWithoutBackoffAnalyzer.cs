using PerfAnalyzers.Analysis.Iteration;
using PerfAnalyzers.Analysis.Resilience;
using PerfAnalyzers.Analysis.RoundTrips;
using PerfAnalyzers.Knowledge.RoundTrips;

namespace PerfAnalyzers.Rules.Resilience;

/// <summary>Finds round trips that are tried again at once, without end, or after they were cancelled.</summary>
[DiagnosticAnalyzer(LanguageNames.CSharp)]
public sealed class RetryWithoutBackoffAnalyzer : RuleAnalyzer
{
    internal static readonly DiagnosticDescriptor Rule = RuleDescriptor.Create(
        id: RuleIds.RetryWithoutBackoff,
        title: "Round trip tried again at once or without end",
        messageFormat: "'{0}' is tried again {1}; {2}",
        category: Categories.Performance,
        ruleLevel: RuleLevel.IdeSuggestion,
        description: "When a service is down, all its callers fail at the same moment. If each tries again at once, the service gets many times its usual "
            + "load just when it comes back, and goes down again. Attempts that grow apart, and that end, let both sides recover.");

    public RetryWithoutBackoffAnalyzer()
        : base(Rule)
    {
    }

    private protected override void Register(RuleContext rule)
    {
        if (!RoundTripTable.For(rule.Compilation).IsEmpty)
            rule.OnOperation(Analyze, OperationKind.Loop);
    }

    private static void Analyze(OperationRuleContext context)
    {
        if (RetryLoop.Of((ILoopOperation)context.Operation, context.Compilation, context.CancellationToken) is not { } retry)
            return;

        var (how, instead) = Words(retry.Flaws);
        context.Report(
            Rule,
            LoopSyntax.Head(retry.Loop.Syntax),
            retry.Path.Certainty == PathCertainty.Certain && retry.Flaws != RetryFlaws.IgnoresCancellation ? Confidence.High : Confidence.Medium,
            (retry.Catch is { } dropped ? new[] { dropped.Syntax.GetFirstToken().GetLocation() } : Enumerable.Empty<Location>()).Concat(retry.Path.Locations),
            properties: null,
            retry.Path.Text,
            how,
            instead);
    }

    private static (string How, string Instead) Words(RetryFlaws flaws)
    {
        if ((flaws & RetryFlaws.NoDelay) == 0)
        {
            return (flaws & RetryFlaws.NoLimit) != 0
                ? ("without end", "give up after some attempts")
                : ("after it was cancelled", "let the cancellation through");
        }

        return (flaws & RetryFlaws.NoLimit) != 0
            ? ("at once and without end", "wait longer before each attempt, and give up after some")
            : ("at once", "wait longer before each attempt");
    }
}
