using PerfAnalyzers.Analysis;
using PerfAnalyzers.Analysis.Async;
using PerfAnalyzers.Analysis.Caching;
using PerfAnalyzers.Analysis.Collections;
using PerfAnalyzers.Analysis.Resilience;
using PerfAnalyzers.Knowledge;
using PerfAnalyzers.Knowledge.Caching;
using PerfAnalyzers.Knowledge.RoundTrips;

namespace PerfAnalyzers.Rules.Caching;

/// <summary>Finds caches that every request fills which does not find an entry, all at the same time.</summary>
[DiagnosticAnalyzer(LanguageNames.CSharp)]
public sealed class CacheStampedeAnalyzer : RuleAnalyzer
{
    internal static readonly DiagnosticDescriptor Rule = RuleDescriptor.Create(
        id: RuleIds.CacheStampede,
        title: "Cache filled by every request that misses",
        messageFormat: "Every request that does not find {0} waits for '{1}' on its own: when the entry has expired under load, all of them load it at once; let one load it and the others wait for that",
        category: Categories.Performance,
        ruleLevel: RuleLevel.IdeSuggestion,
        description: "Between the question to a cache and the answer that is stored lies the time of a query or a call of a service. All requests that come in that "
            + "time find nothing either and load the same again, so that the moment an entry of a busy page expires is the one in which the database gets all of its load.");

    public CacheStampedeAnalyzer()
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
        var write = (IInvocationOperation)context.Operation;
        if (writes.Find(write.TargetMethod) is null
            || CacheMissLoad.Of(write, context.Compilation, context.CancellationToken) is not { } miss
            || IsAlone(context.ContainingMember, context)
            || ServingPlaces.For(context.Compilation).Of(write, context.CancellationToken, alsoOnMiss: true) is not { Serving: not Serving.No and var serving })
        {
            return;
        }

        context.Report(
            Rule,
            write.NameOnly(),
            Weight(write, miss, serving, context),
            new[] { miss.Read.NameOnly() }.Concat(miss.Load.Locations),
            properties: null,
            miss.Key.ConstantValue is { HasValue: true, Value: string text } ? $"'{text}'" : $"'{miss.Key.Syntax}'",
            miss.Load.Text);
    }

    /// <summary>
    /// One entry that all requests want is worth it. Of many, each is wanted by few at a time, unless a service is asked that counts its calls; and what never
    /// expires is loaded when the server starts, and not again.
    /// </summary>
    private static Confidence Weight(IInvocationOperation write, CacheMissLoad miss, Serving serving, OperationRuleContext context)
    {
        if (OpenEntry.Of(write, context.Compilation) is not null)
            return Confidence.Low;

        if (miss.Key.ConstantValue.HasValue || miss.Key.Unwrap() is IFieldReferenceOperation { Field: { IsStatic: true } or { IsReadOnly: true } })
            return serving == Serving.Certain ? Confidence.High : Confidence.Medium;

        if (CacheKey.Of(miss.Key, context.Compilation, context.CancellationToken) is not { } many)
            return Confidence.Medium;

        return miss.Load.End.Kind is RoundTripKind.Http or RoundTripKind.Grpc && !CacheUse.NamesPerson(many.Name) ? Confidence.Medium : Confidence.Low;
    }

    /// <summary>Whether the place is run by one loop in the background, or by a job: there is nobody who loads at the same time.</summary>
    private static bool IsAlone(ISymbol member, OperationRuleContext context) =>
        member.ContainingType is { } type
        && (type.DerivesFrom(context.Rule.Type(TypeNames.Hosting.BackgroundService)) || PurposeWords.IsOwnRun(Words.Split(type.Name))
            || (member is IMethodSymbol method && ServerCode.For(context.Compilation).Of(method, context.CancellationToken) is { Entry.ContainingType: { } entry } && entry.DerivesFrom(context.Rule.Type(TypeNames.Hosting.BackgroundService))));
}
