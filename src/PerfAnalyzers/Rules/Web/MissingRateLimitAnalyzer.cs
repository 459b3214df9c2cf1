using PerfAnalyzers.Analysis.Web;
using PerfAnalyzers.Knowledge;

namespace PerfAnalyzers.Rules.Web;

/// <summary>Finds applications that let in any number of requests, or let one run for any time.</summary>
[DiagnosticAnalyzer(LanguageNames.CSharp)]
public sealed class MissingRateLimitAnalyzer : RuleAnalyzer
{
    internal static readonly DiagnosticDescriptor Rule = RuleDescriptor.Create(
        id: RuleIds.MissingRateLimit,
        title: "Application without limits for its requests",
        messageFormat: "The application sets no limit on {0}: a few clients can take all of it from the others; add {1}",
        category: Categories.Performance,
        ruleLevel: RuleLevel.Disabled,
        description: "A server that takes every request gets slower for all of them when there are too many, and requests that nobody waits for any more still take threads, connections and "
            + "memory. Limits turn some away, or end them, so that the rest is answered in time.");

    public MissingRateLimitAnalyzer()
        : base(Rule)
    {
    }

    /// <summary>Applications are put together at the start.</summary>
    private protected override SilentCode Includes => SilentCode.Startup;

    private protected override void Register(RuleContext rule)
    {
        if (ApplicationSetup.MayExist(rule.Compilation) && (rule.Type(TypeNames.WebApplications.RateLimiterUse) ?? rule.Type(TypeNames.WebApplications.TimeoutUse)) is not null)
            rule.OnOperation(Analyze, OperationKind.Invocation);
    }

    private static void Analyze(OperationRuleContext context)
    {
        var compilation = context.Compilation;
        if (ApplicationSetup.Of((IInvocationOperation)context.Operation, context.ContainingMember, compilation) is not { } place)
            return;

        var lacksRate = compilation.Type(TypeNames.WebApplications.RateLimiterUse) is not null && !compilation.MayHave(ServerFeature.RateLimit);
        var lacksTime = compilation.Type(TypeNames.WebApplications.TimeoutUse) is not null && !compilation.MayHave(ServerFeature.Timeouts);
        if ((!lacksRate && !lacksTime) || !ServedEndpoints.For(compilation).HasAny(context.CancellationToken))
            return;

        var (what, cure) = (lacksRate, lacksTime) switch
        {
            (true, true) => ("how many requests it takes and on how long one may run", "'AddRateLimiter' and 'AddRequestTimeouts'"),
            (true, false) => ("how many requests it takes", "'AddRateLimiter'"),
            _ => ("how long a request may run", "'AddRequestTimeouts'"),
        };
        context.Report(Rule, place, Confidence.High, path: null, properties: null, what, cure);
    }
}
