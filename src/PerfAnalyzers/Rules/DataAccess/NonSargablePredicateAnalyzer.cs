using PerfAnalyzers.Analysis;
using PerfAnalyzers.Analysis.EntityModel;
using PerfAnalyzers.Analysis.Queries;
using PerfAnalyzers.Knowledge;

namespace PerfAnalyzers.Rules.DataAccess;

/// <summary>Finds conditions that compute something from an indexed column, so that the index cannot be searched.</summary>
[DiagnosticAnalyzer(LanguageNames.CSharp)]
public sealed class NonSargablePredicateAnalyzer : RuleAnalyzer
{
    internal static readonly DiagnosticDescriptor Rule = RuleDescriptor.Create(
        id: RuleIds.NonSargablePredicate,
        title: "Condition hides a column from its index",
        messageFormat: "'{0}' is computed for every row, so the index on '{1}' cannot be searched; {2}",
        category: Categories.Performance,
        ruleLevel: RuleLevel.IdeSuggestion,
        description: "An index is sorted by what the column holds. A condition on something that is computed from it makes the database read and compute every row.");

    public NonSargablePredicateAnalyzer()
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
        if (HiddenColumn.In((IInvocationOperation)context.Operation, context.Compilation) is not { } found)
            return;

        foreach (var condition in found)
        {
            context.Report(
                Rule,
                condition.Condition.Syntax.GetLocation(),
                Confidence.High,
                path: null,
                properties: null,
                (condition.IsOfEnd ? condition.Condition : condition.Side).Syntax.ToString(),
                condition.Column.Property.Name,
                Advice(condition));
        }
    }

    private static string Advice(ColumnCondition condition) => condition.Side switch
    {
        _ when condition.IsOfEnd => "an index is sorted by how text begins, so store it turned round if its end is what is sought",
        IPropertyReferenceOperation => "compare the column with the start and the end of the range",
        IInvocationOperation { TargetMethod.Name: "ToLower" or "ToUpper" or "ToLowerInvariant" or "ToUpperInvariant" or "Trim" } => "store the value in the form that is searched, or give the column a collation",
        IInvocationOperation { TargetMethod.Name: "ToString" } => "convert the value that is sought, not the column",
        _ => "compute with the value that is sought, not with the column",
    };
}
