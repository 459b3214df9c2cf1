using PerfAnalyzers.Analysis;
using PerfAnalyzers.Analysis.Caching;
using PerfAnalyzers.Analysis.Resilience;

namespace PerfAnalyzers.Rules.Caching;

/// <summary>Finds dictionaries that remember what requests ask for, and forget nothing.</summary>
[DiagnosticAnalyzer(LanguageNames.CSharp)]
public sealed class EverGrowingCacheAnalyzer : RuleAnalyzer
{
    internal static readonly DiagnosticDescriptor Rule = RuleDescriptor.Create(
        id: RuleIds.EverGrowingCache,
        title: "Dictionary used as a cache that only grows",
        messageFormat: "'{0}' keeps an entry for each '{1}' that '{2}' is asked for, and nothing takes one out: it grows as long as the server runs; {3}",
        category: Categories.Performance,
        ruleLevel: RuleLevel.IdeSuggestion,
        description: "A dictionary that lives as long as the process gets an entry for each new key that requests or rows bring. Nothing takes entries out, however long "
            + "ago they were last asked for, so that the memory of the server fills up with them until it is restarted.");

    public EverGrowingCacheAnalyzer()
        : base(Rule)
    {
    }

    /// <summary>Static constructors make what requests fill.</summary>
    private protected override SilentCode Includes => SilentCode.Startup;

    private protected override void Register(RuleContext rule)
    {
        var places = ServingPlaces.For(rule.Compilation);
        if ((places.IsServer || places.IsLibrary) && !places.IsTool && !places.RunsInBrowser)
            rule.OnOperation(Analyze, OperationKind.ObjectCreation);
    }

    private static void Analyze(OperationRuleContext context)
    {
        var made = (IObjectCreationOperation)context.Operation;
        if (EverGrowingCache.Of(made, context.Compilation, context.CancellationToken) is not { } cache)
            return;

        context.Report(
            Rule,
            made.WithoutInitializer(),
            cache.Confidence,
            new[] { cache.Write.Place.Syntax.GetLocation() },
            properties: null,
            cache.Name,
            cache.Key,
            cache.Write.Within.Name,
            Instead(cache));
    }

    private static string Instead(EverGrowingCache cache) =>
        cache.HoldsLocks ? "choose among a fixed number of locks by the hash of the key" : "use a cache with a limit or an expiration";
}
