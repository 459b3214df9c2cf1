using PerfAnalyzers.Analysis;
using PerfAnalyzers.Analysis.Queries;
using PerfAnalyzers.Knowledge;

namespace PerfAnalyzers.Rules.DataAccess;

/// <summary>Finds navigations that a query loads and nobody reads.</summary>
[DiagnosticAnalyzer(LanguageNames.CSharp)]
public sealed class UnusedIncludeAnalyzer : RuleAnalyzer
{
    internal static readonly DiagnosticDescriptor Rule = RuleDescriptor.Create(
        id: RuleIds.UnusedInclude,
        title: "Navigation is included and never read",
        messageFormat: "'{0}' is loaded along with the rows and never read; take the include away",
        category: Categories.Performance,
        ruleLevel: RuleLevel.Disabled,
        description: "An include joins another table, reads and sends its rows and makes objects of them. Where nobody reads the navigation, that is for nothing.");

    public UnusedIncludeAnalyzer()
        : base(Rule)
    {
    }

    private protected override void Register(RuleContext rule)
    {
        if (rule.Type(TypeNames.EfCore.QueryableExtensions) is null)
            return;

        rule.OnOperation(Analyze, OperationKind.Invocation);
    }

    private static void Analyze(OperationRuleContext context)
    {
        foreach (var unused in UnusedInclude.In((IInvocationOperation)context.Operation, context.Compilation))
            context.Report(Rule, unused.Calls[0].NameAndArguments(), Confidence.High, path: null, properties: null, unused.Name);
    }
}
