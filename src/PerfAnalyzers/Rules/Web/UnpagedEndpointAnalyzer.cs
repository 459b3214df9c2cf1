using PerfAnalyzers.Analysis;
using PerfAnalyzers.Analysis.Async;
using PerfAnalyzers.Analysis.Bounds;
using PerfAnalyzers.Knowledge;

namespace PerfAnalyzers.Rules.Web;

/// <summary>Finds endpoints whose answer has as many rows as a table.</summary>
[DiagnosticAnalyzer(LanguageNames.CSharp)]
public sealed class UnpagedEndpointAnalyzer : RuleAnalyzer
{
    internal static readonly DiagnosticDescriptor Rule = RuleDescriptor.Create(
        id: RuleIds.UnpagedEndpoint,
        title: "Endpoint that answers with a whole table",
        messageFormat: "'{0}' answers with the rows of '{1}'{2} without a limit, so that it gets slower with each row that is added; give it pages",
        category: Categories.Performance,
        ruleLevel: RuleLevel.BuildWarning,
        description: "An answer without a limit is small in tests and grows with the table: each request reads all rows, keeps them in memory and writes all of them, until it "
            + "takes too long or too much memory. Pages of a fixed size in a stable order cost the same whatever the table holds.");

    public UnpagedEndpointAnalyzer()
        : base(Rule)
    {
    }

    internal override ImmutableArray<RuleOption> Options => ImmutableArray.Create<RuleOption>(PageSizeOptions.LargestPage);

    private protected override void Register(RuleContext rule)
    {
        if (rule.Type(TypeNames.EfCore.DbContext) is not null && Endpoints.For(rule.Compilation).Exist)
            rule.OnOperation(Analyze, OperationKind.MethodBody, OperationKind.AnonymousFunction, OperationKind.LocalFunction);
    }

    private static void Analyze(OperationRuleContext context)
    {
        if (UnpagedEndpoint.Of(context.Operation, context.ContainingMember, context.Compilation, context.CancellationToken) is not { } found)
            return;

        context.Report(
            Rule,
            found.Asked.NameAndArguments(),
            found.Rows.ConfidenceFor(found.Endpoint),
            path: found.Rows.Calls.Skip(1).Append(found.Rows.Execution).Where(c => c != found.Asked).Select(c => c.NameAndArguments()),
            properties: null,
            found.Name,
            found.Rows.Entity.Name,
            found.Rows.Calls.IsEmpty ? "" : " through '" + string.Join(" → ", found.Rows.Calls.Select(c => c.TargetMethod.Name)) + "'");
    }
}
