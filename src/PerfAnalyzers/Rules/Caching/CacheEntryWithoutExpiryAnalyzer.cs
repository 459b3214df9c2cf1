using PerfAnalyzers.Analysis;
using PerfAnalyzers.Analysis.Caching;
using PerfAnalyzers.Analysis.Calls;
using PerfAnalyzers.Analysis.Resilience;
using PerfAnalyzers.Knowledge.Caching;

namespace PerfAnalyzers.Rules.Caching;

/// <summary>Finds entries of caches that are put in for each request or row, and never go.</summary>
[DiagnosticAnalyzer(LanguageNames.CSharp)]
public sealed class CacheEntryWithoutExpiryAnalyzer : RuleAnalyzer
{
    internal static readonly DiagnosticDescriptor Rule = RuleDescriptor.Create(
        id: RuleIds.CacheEntryWithoutExpiry,
        title: "Cache entry without expiration",
        messageFormat: "'{0}' keeps an entry for each '{1}' that never expires: the cache grows as long as the server runs, and what was stored is never loaded anew; set an expiration",
        category: Categories.Performance,
        ruleLevel: RuleLevel.IdeSuggestion,
        description: "A cache whose keys are made of what requests or rows bring gets an entry for each of them. Without an expiration none of them goes, however "
            + "long ago it was last asked for, and the memory of the server or of the cache server fills up until the one is restarted or the other evicts what is needed.");

    public CacheEntryWithoutExpiryAnalyzer()
        : base(Rule)
    {
    }

    private protected override void Register(RuleContext rule)
    {
        if (CacheWrites.For(rule.Compilation) is { IsEmpty: false } writes)
            rule.OnOperation(context => Analyze(context, writes), OperationKind.Invocation);
    }

    private static void Analyze(OperationRuleContext context, CacheWrites writes)
    {
        var call = (IInvocationOperation)context.Operation;
        if (writes.Find(call.TargetMethod) is not { } place
            || call.Arguments.FirstOrDefault(a => a.Parameter?.Name == CacheWrites.Key)?.Value is not { } key
            || OpenEntry.Of(call, context.Compilation) is null
            || (place == CachePlace.Redis && !CacheUse.IsMeant(call, key))
            || CacheUse.TakesLifetime(context.ContainingMember)
            || CacheUse.IsKeptForFramework(context.ContainingMember.ContainingType)
            || CacheKey.Of(key, context.Compilation, context.CancellationToken) is not { } many
            || (place == CachePlace.Memory && IsLimited(context))
            || CacheRemovals.For(context.Compilation).Hold(call, key)
            || ServingPlaces.For(context.Compilation).Of(call, context.CancellationToken, alsoOnMiss: true) is not { Serving: not Serving.No and var serving } served)
        {
            return;
        }

        var confidence = serving == Serving.Certain ? many.Confidence : many.Confidence.AtMost(Confidence.Medium);
        context.Report(Rule, call.NameOnly(), confidence, served.Path, properties: null, call.TargetMethod.Name, many.Name);
    }

    /// <summary>Whether somebody has set how large the caches of the process may get.</summary>
    private static bool IsLimited(OperationRuleContext context) => MentionIndex.For(context.Compilation).Of("SizeLimit").Any();
}
