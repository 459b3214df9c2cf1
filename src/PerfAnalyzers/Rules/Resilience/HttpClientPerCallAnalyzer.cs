using PerfAnalyzers.Analysis;
using PerfAnalyzers.Analysis.Resilience;

namespace PerfAnalyzers.Rules.Resilience;

/// <summary>Finds HTTP clients that are made for one call, and those that are kept and never renew their connections.</summary>
[DiagnosticAnalyzer(LanguageNames.CSharp)]
public sealed class HttpClientPerCallAnalyzer : RuleAnalyzer
{
    internal static readonly DiagnosticDescriptor Rule = RuleDescriptor.Create(
        id: RuleIds.HttpClientPerCall,
        title: "HTTP client made per call",
        messageFormat: "The HTTP client of '{0}' {1}",
        category: Categories.Performance,
        ruleLevel: RuleLevel.BuildWarning,
        description: "Each client brings connections of its own. One that is made per call opens a connection, with its handshake, for every call, and the "
            + "closed ones keep their ports for minutes: under load the ports run out. One that is kept for ever without a lifetime of its connections "
            + "never notices that the other side has moved to another address.");

    private const string PerCall = "is made for one call: each call opens connections anew, and their ports stay taken for minutes; take it from 'IHttpClientFactory' or share one";
    private const string PerRequest = "is made with its owner, for each request: connections are opened anew, and their ports stay taken for minutes; take it from 'IHttpClientFactory' or share one";
    private const string ForEver = "keeps its connections as long as the process lives, also when the address has changed; set 'PooledConnectionLifetime'";

    public HttpClientPerCallAnalyzer()
        : base(Rule)
    {
    }

    private protected override void Register(RuleContext rule)
    {
        if (HttpClients.For(rule.Compilation).IsKnown && !ServingPlaces.For(rule.Compilation).RunsInBrowser)
            rule.OnOperation(Analyze, OperationKind.ObjectCreation);
    }

    private static void Analyze(OperationRuleContext context)
    {
        var creation = (IObjectCreationOperation)context.Operation;
        var clients = HttpClients.For(context.Compilation);
        if (!clients.Makes(creation) || clients.OriginOf(creation) is var origin && origin == HandlerOrigin.Foreign)
            return;

        var life = ObjectLife.Of(creation, resultsKeepIt: false);
        var places = ServingPlaces.For(context.Compilation);
        switch (life)
        {
            case { End: ObjectEnd.WithCall }:
                var (serving, path) = places.Of(creation, context.CancellationToken);
                var isShared = HttpClients.ServesLoop(creation, context.Compilation);
                if (serving == Serving.Certain || (serving == Serving.Possible && !isShared))
                    Report(context, creation, serving == Serving.Certain && origin != HandlerOrigin.SetUp && !isShared ? Confidence.High : Confidence.Medium, path, PerCall);

                break;
            case { End: ObjectEnd.WithOwner, Owner: { IsStatic: true } kept } when clients.CanRenew && origin != HandlerOrigin.Renewing && (places.IsServer || places.IsLibrary):
                Report(context, creation, places.IsServer && !places.IsTool && !OnceFilled.AreAllUses(kept, context.Compilation, context.CancellationToken) ? Confidence.Medium : Confidence.Low, path: null, ForEver);
                break;
            case { End: ObjectEnd.WithOwner, Owner: { IsStatic: false, ContainingType: { } owner } } when places.MakesPerRequest(owner):
                Report(context, creation, origin == HandlerOrigin.SetUp ? Confidence.Medium : Confidence.High, path: null, PerRequest);
                break;
        }
    }

    private static void Report(OperationRuleContext context, IObjectCreationOperation creation, Confidence confidence, IEnumerable<Location>? path, string what) =>
        context.Report(Rule, creation.WithoutInitializer(), confidence, path, properties: null, context.ContainingMember.Name, what);
}
