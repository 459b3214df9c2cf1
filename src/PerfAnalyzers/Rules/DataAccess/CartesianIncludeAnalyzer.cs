using PerfAnalyzers.Analysis;
using PerfAnalyzers.Analysis.Queries;
using PerfAnalyzers.Knowledge;

namespace PerfAnalyzers.Rules.DataAccess;

/// <summary>Finds queries that load two collections of the same rows with one statement.</summary>
[DiagnosticAnalyzer(LanguageNames.CSharp)]
public sealed class CartesianIncludeAnalyzer : RuleAnalyzer
{
    internal static readonly DiagnosticDescriptor Rule = RuleDescriptor.Create(
        id: RuleIds.CartesianInclude,
        title: "Two collections are included side by side in one statement",
        messageFormat: "'{0}' and '{1}' are included side by side, so each row of one comes with each row of the other; 'AsSplitQuery' loads them apart",
        category: Categories.Performance,
        ruleLevel: RuleLevel.IdeSuggestion,
        description: "A statement that joins two collections of the same row gives their product: of 20 lines and 10 payments 200 rows, each with all columns of the order. "
            + "A statement for each collection gives 30.");

    public CartesianIncludeAnalyzer()
        : base(Rule)
    {
    }

    private protected override void Register(RuleContext rule)
    {
        if (rule.Type(TypeNames.EfCore.RelationalQueryableExtensions) is not { } extensions || extensions.GetMembers("AsSplitQuery").IsEmpty)
            return;

        rule.OnOperation(Analyze, OperationKind.Invocation);
    }

    private static void Analyze(OperationRuleContext context)
    {
        var call = (IInvocationOperation)context.Operation;
        if (call.IsNotRun(context.Compilation)
            || SiblingCollections.In(call, context.Compilation) is not { } found

            // A query that is run at two places is written once.
            || (found.Place != call && SiblingCollections.Sharing(found.Place, LocalValues.Root(call), context.Compilation).First().Syntax != call.Syntax))
        {
            return;
        }

        context.Report(
            Rule,
            found.Place.NameAndArguments(),
            found.Query.IsRootCertain ? Confidence.High : Confidence.Medium,
            path: found.Query.Operators.Where(o => o.TargetMethod.Name == "Include").Append(call).Where(o => o != found.Place).Select(o => o.NameAndArguments()),
            properties: null,
            found.First,
            found.Second);
    }
}
