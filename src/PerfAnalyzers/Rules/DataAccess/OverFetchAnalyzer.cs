using PerfAnalyzers.Analysis;
using PerfAnalyzers.Analysis.Queries;
using PerfAnalyzers.Knowledge;

namespace PerfAnalyzers.Rules.DataAccess;

/// <summary>Finds lists of whole entities of which only a few columns are read.</summary>
[DiagnosticAnalyzer(LanguageNames.CSharp)]
public sealed class OverFetchAnalyzer : RuleAnalyzer
{
    internal static readonly DiagnosticDescriptor Rule = RuleDescriptor.Create(
        id: RuleIds.OverFetch,
        title: "Whole entities are loaded to read a few columns",
        messageFormat: "All {0} columns of '{1}' are loaded{3} and only '{2}' is read; select it in the query",
        category: Categories.Performance,
        ruleLevel: RuleLevel.IdeSuggestion,
        description: "Every column of every row is read, sent and kept, and each row is tracked as an entity. A query that selects what is needed sends that, and may be answered from an index alone.");

    public OverFetchAnalyzer()
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
        var call = (IInvocationOperation)context.Operation;
        if (OverFetch.In(call, context.Compilation) is not { } found)
            return;

        context.Report(
            Rule,
            call.NameAndArguments(),
            found.IsOfOneOwner ? Confidence.Low : Confidence.High,
            path: null,
            properties: null,
            found.All,
            found.Query.Entity.Name,
            string.Join("', '", found.Read),
            found.Heavy is { } heavy ? $", the whole '{heavy}' of each row among them," : "");
    }
}
