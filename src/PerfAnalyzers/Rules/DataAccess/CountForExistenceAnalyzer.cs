using PerfAnalyzers.Analysis.Iteration;
using PerfAnalyzers.Analysis.Queries;
using PerfAnalyzers.Knowledge;

namespace PerfAnalyzers.Rules.DataAccess;

/// <summary>Finds queries that count rows, or load them, only to know whether there is one.</summary>
[DiagnosticAnalyzer(LanguageNames.CSharp)]
public sealed class CountForExistenceAnalyzer : RuleAnalyzer
{
    internal static readonly DiagnosticDescriptor Rule = RuleDescriptor.Create(
        id: RuleIds.CountForExistence,
        title: "Rows are counted or loaded only to know whether there is one",
        messageFormat: "'{0}' {1} of '{2}' only to know whether there is one; '{3}' stops at the first",
        category: Categories.Performance,
        ruleLevel: RuleLevel.IdeSuggestion,
        description: "Counting goes through every row that fits, and loading sends it too. Whether there is one at all is known at the first, and as little as that has to be sent.");

    public CountForExistenceAnalyzer()
        : base(Rule)
    {
    }

    private protected override void Register(RuleContext rule)
    {
        if (rule.Type(TypeNames.EfCore.QueryableExtensions) is null)
            return;

        rule.OnOperation(Analyze, OperationKind.Invocation, OperationKind.PropertyReference);
    }

    private static void Analyze(OperationRuleContext context)
    {
        if (ExistenceTest.At(context.Operation, context.Compilation) is not { } test)
            return;

        var run = test.Loaded?.Rows.Materialiser ?? test.Asked as IInvocationOperation;
        var root = test.Loaded?.Rows.Query.Root ?? QueryReader.For(context.Compilation).Read((IInvocationOperation)test.Asked)!.Root;
        var isAsync = run?.TargetMethod.Name.EndsWith("Async", StringComparison.Ordinal) == true;
        context.Report(
            Rule,
            test.Location,
            test.Confidence,
            path: new[] { test.Asked.Syntax.GetLocation() },
            properties: null,
            run?.TargetMethod.Name ?? "the sequence",
            test.Loaded is not null ? "loads all rows" : run!.TargetMethod.Name.StartsWith("First", StringComparison.Ordinal) ? "loads a row" : "counts the rows",
            Naming.Describe(root),
            isAsync ? "AnyAsync" : "Any");
    }
}
