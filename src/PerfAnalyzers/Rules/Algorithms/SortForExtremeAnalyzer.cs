using PerfAnalyzers.Analysis;
using PerfAnalyzers.Analysis.Collections;
using PerfAnalyzers.Analysis.Iteration;
using PerfAnalyzers.Knowledge;

namespace PerfAnalyzers.Rules.Algorithms;

/// <summary>Finds sequences that are sorted into a list of which only the first or last element is taken.</summary>
[DiagnosticAnalyzer(LanguageNames.CSharp)]
public sealed class SortForExtremeAnalyzer : RuleAnalyzer
{
    internal static readonly DiagnosticDescriptor Rule = RuleDescriptor.Create(
        id: RuleIds.SortForExtreme,
        title: "Whole sequence sorted for one element",
        messageFormat: "'{0}' sorts a copy of all of '{1}' to take one element; {2} finds it in one pass",
        category: Categories.Performance,
        ruleLevel: RuleLevel.IdeSuggestion,
        description: "To find the least or greatest element one pass is enough. Sorting compares each element many times, and a sorted list has a place for all of them.");

    public SortForExtremeAnalyzer()
        : base(Rule)
    {
    }

    private protected override void Register(RuleContext rule)
    {
        if (rule.Type(TypeNames.System.Enumerable)?.GetMembers("MinBy").IsEmpty == false)
            rule.OnOperation(Analyze, OperationKind.Invocation);
    }

    private static void Analyze(OperationRuleContext context)
    {
        var copy = (IInvocationOperation)context.Operation;
        if (copy.TargetMethod.Name is not ("ToList" or "ToArray")
            || SortedExtreme.Read(copy, context.Compilation) is not { } extreme
            || copy.IsInExpressionTree(context.Compilation)
            || Provenance.Of(extreme.Collection, context.Compilation).Size == Magnitude.Small)
        {
            return;
        }

        context.Report(
            Rule,
            extreme.Sort.NameAndArguments(),
            extreme.IsOfOneKey(context.Compilation) ? Confidence.Low : Confidence.High,
            path: null,
            properties: null,
            extreme.Sort.TargetMethod.Name,
            Naming.Describe(extreme.Collection),
            extreme.Cure);
    }
}
