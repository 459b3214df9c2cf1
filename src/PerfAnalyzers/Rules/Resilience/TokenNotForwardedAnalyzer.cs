using PerfAnalyzers.Analysis;
using PerfAnalyzers.Analysis.Cancellation;
using PerfAnalyzers.Knowledge;

namespace PerfAnalyzers.Rules.Resilience;

/// <summary>Finds awaited I/O that could be given a token which is at hand.</summary>
[DiagnosticAnalyzer(LanguageNames.CSharp)]
public sealed class TokenNotForwardedAnalyzer : RuleAnalyzer
{
    internal static readonly DiagnosticDescriptor Rule = RuleDescriptor.Create(
        id: RuleIds.TokenNotForwarded,
        title: "Cancellation token not passed on",
        messageFormat: "'{0}' goes on after '{1}' is cancelled, for nobody; pass the token to it",
        category: Categories.Performance,
        ruleLevel: RuleLevel.BuildWarning,
        description: "When a client gives up or a process shuts down, the token says so. A query or request that was not given the token keeps its connection, and the "
            + "server behind it at work, until an answer comes that nobody reads. Under load such work adds to what made the client give up.");

    public TokenNotForwardedAnalyzer()
        : base(Rule)
    {
    }

    private protected override void Register(RuleContext rule)
    {
        if (rule.Type(TypeNames.System.CancellationToken) is not null && rule.Type(TypeNames.System.Task) is not null)
            rule.OnOperation(Analyze, OperationKind.Invocation);
    }

    private static void Analyze(OperationRuleContext context)
    {
        var call = (IInvocationOperation)context.Operation;
        if (UnforwardedToken.Of(call, context.Compilation, context.CancellationToken) is not { } found)
            return;

        var path = found.Cancellable.Path;
        context.Report(
            Rule,
            call.NameAndArguments(),
            found.Confidence,
            path?.Locations.Skip(1),
            properties: null,
            path?.Text ?? call.TargetMethod.Name,
            found.Token.Text);
    }
}
