using PerfAnalyzers.Analysis;
using PerfAnalyzers.Analysis.Resilience;
using PerfAnalyzers.Knowledge;

namespace PerfAnalyzers.Rules.Resilience;

/// <summary>Finds waits of code that serves requests which nothing ends but what they wait for.</summary>
[DiagnosticAnalyzer(LanguageNames.CSharp)]
public sealed class UnboundedWaitAnalyzer : RuleAnalyzer
{
    internal static readonly DiagnosticDescriptor Rule = RuleDescriptor.Create(
        id: RuleIds.UnboundedWait,
        title: "Wait without an end",
        messageFormat: "'{0}' waits as long as it takes, also when nobody waits for the answer any more; {1}",
        category: Categories.Performance,
        ruleLevel: RuleLevel.IdeSuggestion,
        description: "A signal that never comes, a lock that is held by somebody who hangs, a process that does not end: a request that waits for one without a "
            + "token or a limit stays for good, with its memory and all it holds, and those behind it stay too.");

    public UnboundedWaitAnalyzer()
        : base(Rule)
    {
    }

    private protected override void Register(RuleContext rule)
    {
        if (rule.Type(TypeNames.System.CancellationToken) is not null)
            rule.OnOperation(Analyze, OperationKind.Invocation, OperationKind.Await);
    }

    private static void Analyze(OperationRuleContext context)
    {
        if (UnboundedWait.Of(context.Operation, context.Compilation, context.CancellationToken) is not { } wait)
            return;

        var location = wait.Operation is IInvocationOperation call ? call.NameAndArguments() : wait.Operation.Syntax.GetLocation();
        context.Report(Rule, location, wait.Confidence, path: null, properties: null, wait.Name, wait.Token is { } token ? $"pass '{token}' to it" : "give it a limit of time");
    }
}
