using PerfAnalyzers.Analysis.EntityModel;
using PerfAnalyzers.Analysis.Iteration;
using PerfAnalyzers.Analysis.Queries;
using PerfAnalyzers.Knowledge;

namespace PerfAnalyzers.Rules.DataAccess;

/// <summary>Finds navigations that are read from each row of a query and that the query does not load.</summary>
[DiagnosticAnalyzer(LanguageNames.CSharp)]
public sealed class LazyNavigationInLoopAnalyzer : RuleAnalyzer
{
    internal static readonly DiagnosticDescriptor Rule = RuleDescriptor.Create(
        id: RuleIds.LazyNavigationInLoop,
        title: "Navigation that is not loaded is read for each element of a loop",
        messageFormat: "The query that makes '{0}' does not load '{1}', {2}; include it in the query",
        category: Categories.Performance,
        ruleLevel: RuleLevel.BuildWarning,
        description: "With lazy loading, reading a navigation that no query has loaded sends a query, once for each element. Without it, the navigation stays null or "
            + "empty. Include loads it for all elements along with them.");

    public LazyNavigationInLoopAnalyzer()
        : base(Rule)
    {
    }

    private protected override void Register(RuleContext rule)
    {
        if (rule.Type(TypeNames.EfCore.QueryableExtensions) is null)
            return;

        rule.OnOperation(AnalyzeLoop, OperationKind.Loop);
        rule.OnOperation(AnalyzeCallback, OperationKind.AnonymousFunction, OperationKind.MethodReference);
    }

    private static void AnalyzeLoop(OperationRuleContext context) =>
        Analyze(context, LoopClassifier.Of((ILoopOperation)context.Operation, context.Compilation));

    private static void AnalyzeCallback(OperationRuleContext context)
    {
        if (Callbacks.Match(context.Operation, context.Compilation).Iteration is { } callback)
            Analyze(context, callback);
    }

    private static void Analyze(OperationRuleContext context, Iteration loop)
    {
        if (UnloadedReads.In(loop, context.Compilation) is not { } unloaded)
            return;

        foreach (var read in unloaded.Reads)
        {
            context.Report(
                Rule,
                UnloadedReads.LocationOf(read.Place),
                read.Confidence,
                path: Path(read, unloaded.Source.Query),
                properties: null,
                loop.SourceName,
                string.Join("', '", read.Paths.Select(p => p.Text)),
                Consequence(read));
        }
    }

    private static IEnumerable<Location> Path(UnloadedRead read, EntityQuery query)
    {
        yield return query.Execution.Syntax.GetLocation();
        if (read.Origin != read.Place)
            yield return read.Origin.Syntax.GetLocation();
    }

    private static string Consequence(UnloadedRead read) => read.LazyLoading switch
    {
        LazyLoading.Proven => "so reading it sends a query for each element",
        LazyLoading.Possible => "so reading it sends a query for each element, or finds nothing",
        _ => read.Paths.All(p => p.Last.IsCollection) ? "and without lazy loading it stays empty" : "and without lazy loading it stays null",
    };
}
