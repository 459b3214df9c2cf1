using PerfAnalyzers.Analysis;
using PerfAnalyzers.Analysis.Iteration;
using PerfAnalyzers.Analysis.RoundTrips;
using PerfAnalyzers.Knowledge.RoundTrips;

namespace PerfAnalyzers.Rules.DataAccess;

/// <summary>Finds questions that are asked again although the answer is there already.</summary>
[DiagnosticAnalyzer(LanguageNames.CSharp)]
public sealed class RepeatedQueryAnalyzer : RuleAnalyzer
{
    internal static readonly DiagnosticDescriptor Rule = RuleDescriptor.Create(
        id: RuleIds.RepeatedQuery,
        title: "Same query again",
        messageFormat: "'{0}' asks for the same {1}; {2}",
        category: Categories.Performance,
        ruleLevel: RuleLevel.IdeSuggestion,
        description: "A query whose inputs have not changed gives the same answer at the price of another round trip. One variable that keeps the answer saves all others.");

    public RepeatedQueryAnalyzer()
        : base(Rule)
    {
    }

    private protected override void Register(RuleContext rule)
    {
        var table = RoundTripTable.For(rule.Compilation);
        if (!table.Has(RoundTripKind.Query) && !table.Has(RoundTripKind.Document))
            return;

        rule.OnOperation(Analyze, OperationKind.Invocation);
        rule.OnOperation(AnalyzeLoop, OperationKind.Loop);
    }

    private static void AnalyzeLoop(OperationRuleContext context)
    {
        if (context.Operation is not IForEachLoopOperation loop)
            return;

        if (RepeatedQueries.Before(loop, context.Compilation, context.CancellationToken) is not { } earlier)
        {
            AnalyzeLoad(context);
            return;
        }

        context.Report(
            Rule,
            loop.Collection.Syntax.GetLocation(),
            Confidence.High,
            path: new[] { earlier.Collection.Syntax.GetLocation() },
            properties: null,
            Naming.Describe(loop.Collection),
            $"as in line {earlier.Collection.Syntax.GetLocation().GetLineSpan().EndLinePosition.Line + 1}",
            "load the rows into a list first");
    }

    private static void Analyze(OperationRuleContext context)
    {
        var call = (IInvocationOperation)context.Operation;
        if (RoundTripInLoop.Of(call, context.Compilation, context.CancellationToken) is { } found && RepeatedQueries.InLoop(found, context.CancellationToken) is { } path)
        {
            context.Report(
                Rule,
                RoundTrip.Shortest(call),
                path.Certainty == PathCertainty.Guess ? Confidence.Low : Confidence.High,
                path: path.Locations.Prepend(found.Loop.Operation.Syntax.GetLocation()),
                properties: null,
                path.Text,
                $"in every round of '{found.Loop.SourceName}'",
                "ask once before the loop");
        }
        else if (RepeatedQueries.Before(call, context.Compilation, context.CancellationToken) is { } earlier)
        {
            context.Report(
                Rule,
                RoundTrip.Shortest(call),
                Confidence.High,
                path: new[] { RoundTrip.Shortest(earlier) },
                properties: null,
                call.TargetMethod.Name,
                $"as in line {earlier.Syntax.GetLocation().GetLineSpan().EndLinePosition.Line + 1}",
                "keep the answer of the first");
        }
        else
        {
            AnalyzeLoad(context);
        }
    }

    private static void AnalyzeLoad(OperationRuleContext context)
    {
        if (ReloadedRows.Before(context.Operation, context.Compilation, context.CancellationToken) is not var (query, earlier))
            return;

        var asked = RoundTrip.Shortest(earlier);
        context.Report(
            Rule,
            RoundTrip.Shortest(context.Operation),
            Confidence.Medium,
            path: new[] { asked },
            properties: null,
            query.Local.Name,
            $"as in line {asked.GetLineSpan().EndLinePosition.Line + 1}",
            "load the rows first, and ask the list");
    }
}
