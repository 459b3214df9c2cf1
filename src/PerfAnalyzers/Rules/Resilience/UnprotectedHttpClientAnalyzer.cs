using PerfAnalyzers.Analysis;
using PerfAnalyzers.Analysis.Resilience;

namespace PerfAnalyzers.Rules.Resilience;

/// <summary>Finds registered HTTP clients without a handler that limits and repeats their requests, where the package for it is there.</summary>
[DiagnosticAnalyzer(LanguageNames.CSharp)]
public sealed class UnprotectedHttpClientAnalyzer : RuleAnalyzer
{
    internal static readonly DiagnosticDescriptor Rule = RuleDescriptor.Create(
        id: RuleIds.UnprotectedHttpClient,
        title: "HTTP client without resilience",
        messageFormat: "The client that '{0}' registers has no limit of time but 100 seconds, and passes on every short failure; add 'AddStandardResilienceHandler'",
        category: Categories.Performance,
        ruleLevel: RuleLevel.Disabled,
        description: "The standard handler gives up on an attempt after ten seconds and on a request after thirty, tries again with growing delays, and stops "
            + "asking a service that fails all the time. Without it each caller waits, and fails, on its own.");

    public UnprotectedHttpClientAnalyzer()
        : base(Rule)
    {
    }

    private protected override SilentCode Includes => SilentCode.Startup;

    private protected override void Register(RuleContext rule)
    {
        if (ClientRegistration.For(rule.Compilation).CanGuard)
            rule.OnOperation(Analyze, OperationKind.Invocation);
    }

    private static void Analyze(OperationRuleContext context)
    {
        var call = (IInvocationOperation)context.Operation;
        if (ClientRegistration.For(context.Compilation).Unguarded(call) is not null)
            context.Report(Rule, call.NameAndArguments(), Confidence.High, path: null, properties: null, call.TargetMethod.Name);
    }
}
