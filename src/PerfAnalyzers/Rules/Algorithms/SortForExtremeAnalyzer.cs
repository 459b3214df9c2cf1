using PerfAnalyzers.Analysis;
using PerfAnalyzers.Analysis.Collections;
using PerfAnalyzers.Analysis.Iteration;
using PerfAnalyzers.Knowledge;

namespace PerfAnalyzers.Rules.Algorithms;

/// <summary>Finds sequences that are sorted for their first or last element.</summary>
[DiagnosticAnalyzer(LanguageNames.CSharp)]
public sealed class SortForExtremeAnalyzer : RuleAnalyzer
{
    internal static readonly DiagnosticDescriptor Rule = RuleDescriptor.Create(
        id: RuleIds.SortForExtreme,
        title: "Whole sequence sorted for one element",
        messageFormat: "'{0}' {1} '{2}' to take one element; {3} finds it in one plain pass",
        category: Categories.Performance,
        ruleLevel: RuleLevel.IdeSuggestion,
        description: "To find the least or greatest element one pass is enough. Sorting compares each element many times, and a sorted list has a place for all of them; "
            + "even where the element is taken from the sort itself, each comparison goes through it.");

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
        var call = (IInvocationOperation)context.Operation;
        if (SortedExtreme.Read(call, context.Compilation) is not { } extreme
            || call.IsInExpressionTree(context.Compilation)
            || Provenance.Of(extreme.Collection, context.Compilation) is var sorted && sorted.Size == Magnitude.Small)
        {
            return;
        }

        context.Report(
            Rule,
            extreme.Sort.NameAndArguments(),
            Sureness(extreme, sorted, context.Compilation),
            path: null,
            properties: null,
            extreme.Sort.TargetMethod.Name,
            extreme.Copy is null ? "sets up a sort of" : extreme.IsInPlace ? "sorts all of" : "sorts a copy of all of",
            Naming.Describe(extreme.Collection),
            extreme.Cure);
    }

    /// <summary>What the machinery of a sort costs matters only where there are surely many.</summary>
    private static Confidence Sureness(SortedExtreme extreme, Provenance sorted, CompilationContext compilation)
    {
        if (extreme.IsOfOneKey(compilation) || (extreme.Copy is null && sorted.Size < Magnitude.Data && !sorted.IsSeries))
            return Confidence.Low;

        return extreme.Copy is null ? Confidence.Medium : Confidence.High;
    }
}
