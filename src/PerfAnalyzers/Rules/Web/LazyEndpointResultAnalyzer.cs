using PerfAnalyzers.Analysis;
using PerfAnalyzers.Analysis.Async;
using PerfAnalyzers.Analysis.Bounds;
using PerfAnalyzers.Knowledge;

namespace PerfAnalyzers.Rules.Web;

/// <summary>Finds endpoints that answer with a query which has not run.</summary>
[DiagnosticAnalyzer(LanguageNames.CSharp)]
public sealed class LazyEndpointResultAnalyzer : RuleAnalyzer
{
    internal static readonly DiagnosticDescriptor Rule = RuleDescriptor.Create(
        id: RuleIds.LazyEndpointResult,
        title: "Query that runs while the answer is written",
        messageFormat: "'{0}' answers with a query of '{1}' that has not run; it runs while the answer is written, {2}",
        category: Categories.Performance,
        ruleLevel: RuleLevel.BuildWarning,
        description: "What an endpoint gives back is read when it is written as JSON. A query is read from the database then: by a thread that waits for each row where the rows pass "
            + "through LINQ to Objects, and always after the status has been sent and with a connection that is kept until the client has taken the last byte.");

    public LazyEndpointResultAnalyzer()
        : base(Rule)
    {
    }

    private protected override void Register(RuleContext rule)
    {
        if (rule.Type(TypeNames.EfCore.QueryableExtensions) is not null && Endpoints.For(rule.Compilation).Exist)
            rule.OnOperation(Analyze, OperationKind.MethodBody, OperationKind.AnonymousFunction, OperationKind.LocalFunction);
    }

    private static void Analyze(OperationRuleContext context)
    {
        if (LazyAnswer.Of(context.Operation, context.ContainingMember, context.Compilation, context.CancellationToken) is not { } found)
            return;

        context.Report(
            Rule,
            found.Place is IInvocationOperation call ? call.NameAndArguments() : found.Place.Syntax.GetLocation(),
            found.Blocks && TableGrowth.For(context.Compilation).Of(found.Entity) != Growth.Small ? Confidence.High : Confidence.Medium,
            path: found.Calls.Skip(1).Select(c => c.NameAndArguments()),
            properties: null,
            found.Endpoint.MethodKind == MethodKind.AnonymousFunction ? "The endpoint" : found.Endpoint.Name,
            found.Entity.Name,
            found.Blocks ? "by a thread that waits for each row; load the rows before" : "after the status is sent and with a connection that waits for the client; load the rows before");
    }
}
