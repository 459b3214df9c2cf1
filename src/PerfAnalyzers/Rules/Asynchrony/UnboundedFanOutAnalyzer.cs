using PerfAnalyzers.Analysis;
using PerfAnalyzers.Analysis.Resilience;
using PerfAnalyzers.Analysis.RoundTrips;
using PerfAnalyzers.Knowledge.RoundTrips;

namespace PerfAnalyzers.Rules.Asynchrony;

/// <summary>Finds round trips that are started for all elements at once, however many there are.</summary>
[DiagnosticAnalyzer(LanguageNames.CSharp)]
public sealed class UnboundedFanOutAnalyzer : RuleAnalyzer
{
    internal static readonly DiagnosticDescriptor Rule = RuleDescriptor.Create(
        id: RuleIds.UnboundedFanOut,
        title: "As many round trips at once as there are elements",
        messageFormat: "'{0}' is started for every element of '{1}' at once, however many there are; limit it with 'Parallel.ForEachAsync' or go through chunks",
        category: Categories.Performance,
        ruleLevel: RuleLevel.IdeSuggestion,
        description: "Task.WhenAll sets no limit. With a thousand elements a thousand requests leave at the same moment: connections run out, the other "
            + "side answers with errors or slows down, and timeouts make the work start anew. A degree of parallelism keeps both sides at work.");

    public UnboundedFanOutAnalyzer()
        : base(Rule)
    {
    }

    private protected override void Register(RuleContext rule)
    {
        if (!RoundTripTable.For(rule.Compilation).IsEmpty)
            rule.OnOperation(Analyze, OperationKind.Invocation);
    }

    private static void Analyze(OperationRuleContext context)
    {
        var gather = (IInvocationOperation)context.Operation;
        foreach (var work in GatheredWork.Of(gather, context.Compilation))
        {
            if (work.IsLimited(context.Compilation))
                continue;

            var path = work.RoundTrip(context.Compilation, context.CancellationToken);
            if (path is not null && GatheredWork.IsLimited(path, context.Compilation))
                continue;

            if ((path?.Text ?? work.Unseen(context.Compilation)?.TargetMethod.Name) is not { } text)
                continue;

            // An editor offers fixes only for findings within the operation that is looked at.
            var isWithin = gather.Syntax.Span.Contains(work.Start.Syntax.Span);
            context.Report(
                Rule,
                (isWithin ? work.Start : gather).NameAndArguments(),
                ServingPlaces.For(context.Compilation).IsTool ? Confidence.Low : path?.Certainty == PathCertainty.Certain ? Confidence.High : Confidence.Medium,
                (isWithin ? Enumerable.Empty<Location>() : new[] { work.Start.NameAndArguments() }).Concat(path is null || path.Steps.IsEmpty ? Enumerable.Empty<Location>() : path.Locations),
                properties: null,
                text,
                work.Source.Syntax.ToString());
            return;
        }
    }
}
