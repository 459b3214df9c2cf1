using PerfAnalyzers.Analysis;
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
        if (call.TargetMethod is not { ReturnsVoid: false } target
            || call.Arguments.IsEmpty
            || SelfCalls.FunctionAround(call, context.ContainingMember) is not { } function
            || !target.OriginalDefinition.Is(function.OriginalDefinition)
            || !SelfCalls.IsStep(call, function))
        {
            return;
        }

        var body = SelfCalls.Body(call);
        var steps = body.DescendantsAndSelf().OfType<IInvocationOperation>()
            .Where(c => c.TargetMethod.OriginalDefinition.Is(function.OriginalDefinition) && SelfCalls.FunctionAround(c, context.ContainingMember).Is(function) && SelfCalls.IsStep(c, function))
            .ToList();
        var index = steps.IndexOf(call);
        var further = steps.Skip(index + 1).Where(s => SelfCalls.MayBothRun(call, s)).ToList();
        if (further.Count == 0 || steps.Take(index).Any(s => SelfCalls.MayBothRun(s, call)) || Remembers(body))
            return;

        context.Report(
            Rule,
            call.Syntax.GetLocation(),
            Confidence.High,
            path: further.Select(s => s.Syntax.GetLocation()),
            properties: null,
            function.Name,
            further.Count + 1);
    }

    /// <summary>Whether answers are kept or looked up, or the calls do more than compute: then the same call is not the same work.</summary>
    private static bool Remembers(IOperation body)
    {
        foreach (var operation in body.DescendantsAndSelf())
        {
            switch (operation)
            {
                case IInvocationOperation { TargetMethod.Name: "TryGetValue" or "ContainsKey" or "GetOrAdd" or "GetOrCreate" or "TryGet" or "Add" or "Remove" or "Push" or "Pop" }:
                case IAssignmentOperation { Target: not ILocalReferenceOperation }:
                case IIncrementOrDecrementOperation { Target: not ILocalReferenceOperation }:
                case IAwaitOperation:
                    return true;
            }
        }

        return false;
    }
}
