using PerfAnalyzers.Analysis;
using PerfAnalyzers.Analysis.Bounds;
using PerfAnalyzers.Analysis.Sql;
using PerfAnalyzers.Knowledge;

namespace PerfAnalyzers.Rules.DataAccess;

/// <summary>Finds statements written as text that give more rows than are used, or as many as a table has.</summary>
[DiagnosticAnalyzer(LanguageNames.CSharp)]
public sealed class UnboundedSqlAnalyzer : RuleAnalyzer
{
    internal static readonly DiagnosticDescriptor Rule = RuleDescriptor.Create(
        id: RuleIds.UnboundedSql,
        title: "SQL without a limit",
        messageFormat: "'{0}' {1}",
        category: Categories.Performance,
        ruleLevel: RuleLevel.IdeSuggestion,
        description: "A statement without a condition and without a number of rows gives the whole table, and one that is sorted for its first row sorts all of them where it does not say that "
            + "one is enough.");

    public UnboundedSqlAnalyzer()
        : base(Rule)
    {
    }

    private protected override void Register(RuleContext rule)
    {
        if (rule.Type(TypeNames.Data.Command) is not null)
            rule.OnOperation(Analyze, OperationKind.Invocation);
    }

    private static void Analyze(OperationRuleContext context)
    {
        var call = (IInvocationOperation)context.Operation;
        if (UnboundedSql.Of(call, context.Compilation) is not { } found || !context.Wants(found.Confidence, Rule))
            return;

        var when = "";
        if (found.Sql.Use == SqlUse.List)
        {
            if (RequestPath.Occasion(call, context.ContainingMember, context.Compilation, context.CancellationToken) is not { } occasion
                || EndpointTraits.MeansAll(occasion.Method)
                || (context.ContainingMember is IMethodSymbol member && EndpointTraits.MeansAll(member)))
            {
                return;
            }

            when = occasion.When;
        }

        context.Report(
            Rule,
            call.NameOnly(),
            found.Confidence,
            path: new[] { found.Sql.Source.Syntax.GetLocation() },
            properties: null,
            call.TargetMethod.Name,
            found.Sql.Use == SqlUse.List
                ? $"reads every row of '{found.Select.Table}'{(found.Select.IsSince ? " from the time on that it is told" : "")} {when}; give the statement a condition or a number of rows"
                : $"uses one row of '{found.Select.Table}' of {(found.Select.HasOrder ? "all that the statement sorts" : "all that the statement gives")}; say in the statement that one is enough");
    }
}
