using PerfAnalyzers.Analysis.Iteration;
using PerfAnalyzers.Analysis.Queries;
using PerfAnalyzers.Analysis.RoundTrips;
using PerfAnalyzers.Knowledge;

namespace PerfAnalyzers.Rules.DataAccess;

/// <summary>Finds filters, pages and sums over rows in memory that a query has loaded only for them.</summary>
[DiagnosticAnalyzer(LanguageNames.CSharp)]
public sealed class ClientSideQueryAnalyzer : RuleAnalyzer
{
    internal static readonly DiagnosticDescriptor Rule = RuleDescriptor.Create(
        id: RuleIds.ClientSideQuery,
        title: "Work on rows in memory that the database could do",
        messageFormat: "'{0}' runs in memory, after {1} has loaded all rows of '{2}'; make it part of the query",
        category: Categories.Performance,
        ruleLevel: RuleLevel.BuildWarning,
        description: "What is loaded only to be filtered, counted or cut travels over the network and becomes objects for nothing, more with every row that is added to the "
            + "table. As part of the query, the database reads an index and sends what is wanted.");

    public ClientSideQueryAnalyzer()
        : base(Rule)
    {
    }

    private protected override void Register(RuleContext rule)
    {
        if (rule.Type(TypeNames.EfCore.QueryableExtensions) is null)
            return;

        rule.OnOperation(Analyze, OperationKind.Invocation, OperationKind.PropertyReference);
        rule.OnOperation(AnalyzeLoop, OperationKind.Loop);
    }

    private static void AnalyzeLoop(OperationRuleContext context)
    {
        if (context.Operation is not IForEachLoopOperation loop || SummedRows.Of(loop, context.Compilation) is not { } found)
            return;

        context.Report(
            Rule,
            loop.Collection.Syntax.GetLocation(),
            Confidence.Medium,
            path: new[] { found.Update.Syntax.GetLocation() },
            properties: null,
            found.Update.Syntax.ToString(),
            "the loop",
            Naming.Describe(found.Rows.Query.Root));
    }

    private static void Analyze(OperationRuleContext context)
    {
        // Whether there is any row at all is another question, with an answer of its own.
        if (ClientSideWork.From(context.Operation, context.Compilation) is not { } work || ExistenceTest.Of(work) is not null || ExistenceTest.IsOfOneThing(work))
            return;

        context.Report(
            Rule,
            work.Location,
            work.Confidence,
            path: new[] { work.Rows.Materialiser is { } loading ? RoundTrip.Shortest(loading) : work.Rows.Value.Syntax.GetLocation() },
            properties: null,
            string.Join(".", work.Operators.Select(NameOf)),
            work.Rows.Method is { } method ? $"'{method.Name}'" : work.Rows.Materialiser is { } materialiser ? $"'{materialiser.TargetMethod.Name}'" : "the sequence",
            Naming.Describe(work.Rows.Query.Root));
    }

    private static string NameOf(IOperation operation) =>
        operation is IInvocationOperation call ? call.TargetMethod.Name : ((IPropertyReferenceOperation)operation).Property.Name;
}
