using PerfAnalyzers.Analysis.Calls;

namespace PerfAnalyzers.Rules.Algorithms;

/// <summary>Finds functions that call themselves twice or more for overlapping parts of their work and remember no answer.</summary>
[DiagnosticAnalyzer(LanguageNames.CSharp)]
public sealed class ExponentialRecursionAnalyzer : RuleAnalyzer
{
    internal static readonly DiagnosticDescriptor Rule = RuleDescriptor.Create(
        id: RuleIds.ExponentialRecursion,
        title: "Recursion that computes the same answers again and again",
        messageFormat: "'{0}' calls itself {1} times for steps that overlap, so that the number of calls grows exponentially; remember the answers, or compute them from the smallest on",
        category: Categories.Performance,
        ruleLevel: RuleLevel.Disabled,
        description: "A function that calls itself twice with arguments that lead to the same further calls computes each of them again on every way that leads there. With the "
            + "answers remembered, each is computed once.");

    public ExponentialRecursionAnalyzer()
        : base(Rule)
    {
    }

    private protected override void Register(RuleContext rule) => rule.OnOperation(Analyze, OperationKind.Invocation);

    private static void Analyze(OperationRuleContext context)
    {
        var call = (IInvocationOperation)context.Operation;
        if (call.TargetMethod.ReturnsVoid
            || SelfCalls.StepsFrom(call, context.ContainingMember) is not { Length: > 1 } steps
            || SelfCalls.RemembersOrActs(call))
        {
            return;
        }

        context.Report(
            Rule,
            call.Syntax.GetLocation(),
            Confidence.High,
            path: steps.Skip(1).Select(s => s.Syntax.GetLocation()),
            properties: null,
            call.TargetMethod.Name,
            steps.Length);
    }
}
