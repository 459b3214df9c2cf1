using PerfAnalyzers.Analysis.EntityModel;
using PerfAnalyzers.Analysis.Queries;
using PerfAnalyzers.Knowledge;

namespace PerfAnalyzers.Rules.DataAccess;

/// <summary>Finds queries that look for rows by a column which the model gives no index.</summary>
[DiagnosticAnalyzer(LanguageNames.CSharp)]
public sealed class MissingIndexAnalyzer : RuleAnalyzer
{
    internal static readonly DiagnosticDescriptor Rule = RuleDescriptor.Create(
        id: RuleIds.MissingIndex,
        title: "Rows are looked for by a column without an index",
        messageFormat: "No index of '{0}' starts with '{1}', so the database reads the whole table to find the rows; give the column an index",
        category: Categories.Performance,
        ruleLevel: RuleLevel.IdeSuggestion,
        description: "Without an index a database looks at every row to find some. That takes longer with every row that is added, and holds locks or pages while it lasts.");

    public MissingIndexAnalyzer()
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
        var execution = (IInvocationOperation)context.Operation;
        if (UnindexedColumn.In(execution, context.Compilation) is not { } found)
            return;

        context.Report(
            Rule,
            found.At(execution),
            found.IsSought ? Confidence.High : found.IsOrder || found.IsDue ? Confidence.Medium : Confidence.Low,
            path: found.Condition.Column.Property.Locations.Where(l => l.IsInSource).Concat(found.IsElsewhere(execution) ? new[] { found.Condition.Column.Syntax.GetLocation() } : Array.Empty<Location>()),
            properties: null,
            found.Entity.Name,
            found.Condition.Column.Property.Name);
    }
}
