using PerfAnalyzers.Analysis;
using PerfAnalyzers.Analysis.Bounds;
using PerfAnalyzers.Analysis.Iteration;
using PerfAnalyzers.Analysis.Queries;
using PerfAnalyzers.Knowledge;

namespace PerfAnalyzers.Rules.DataAccess;

/// <summary>Finds code that serves requests and loads a whole table to work with it.</summary>
[DiagnosticAnalyzer(LanguageNames.CSharp)]
public sealed class UnboundedQueryAnalyzer : RuleAnalyzer
{
    internal static readonly DiagnosticDescriptor Rule = RuleDescriptor.Create(
        id: RuleIds.UnboundedQuery,
        title: "Whole table loaded",
        messageFormat: "'{0}' loads the rows of '{1}' without a limit {2}, so that it gets slower with each row that is added; read a page of them, or the rows that are needed",
        category: Categories.Performance,
        ruleLevel: RuleLevel.IdeSuggestion,
        description: "A list without a limit is small in tests and grows with the table. Each request reads all rows, makes an object of each and keeps all of them in memory, until it "
            + "takes too long or too much memory.");

    public UnboundedQueryAnalyzer()
        : base(Rule)
    {
    }

    private protected override void Register(RuleContext rule)
    {
        if (rule.Type(TypeNames.EfCore.DbContext) is not null)
            rule.OnOperation(Analyze, OperationKind.Invocation);

        if (rule.Type(TypeNames.Documents.MongoCollection) is not null)
            rule.OnOperation(AnalyzeDocuments, OperationKind.Invocation);
    }

    private static void AnalyzeDocuments(OperationRuleContext context)
    {
        var call = (IInvocationOperation)context.Operation;
        if (UnboundedDocuments.Of(call, context.Compilation) is not { } found
            || !context.Wants(found.Confidence, Rule)
            || QueryVerdicts.Of(call) is not (QueryVerdict.UsedHere or QueryVerdict.HandedOut)
            || Iterations.PerElement(call, context.Compilation) is not null
            || RequestPath.Occasion(call, context.ContainingMember, context.Compilation, context.CancellationToken) is not { } occasion
            || EndpointTraits.LimitsOrMeansAll(occasion.Method)
            || (context.ContainingMember is IMethodSymbol member && EndpointTraits.LimitsOrMeansAll(member)))
        {
            return;
        }

        context.Report(Rule, call.NameAndArguments(), found.Confidence, path: null, properties: null, call.TargetMethod.Name, found.Document.Name, occasion.When);
    }

    private static void Analyze(OperationRuleContext context)
    {
        var call = (IInvocationOperation)context.Operation;
        var isCollected = CollectedRows.Are(call, context.Compilation);
        var isExecution = isCollected || UnboundedRows.IsExecution(call, context.Compilation);
        if (!isExecution && !UnboundedRows.MayBeEntitiesOfMember(call, context.Compilation))
            return;

        if (call.IsInExpressionTree(context.Compilation)
            || (isCollected ? QueryVerdict.UsedHere : QueryVerdicts.Of(call)) is var verdict && verdict is not (QueryVerdict.UsedHere or QueryVerdict.HandedOut)
            || (isExecution ? UnboundedRows.Read(call, context.Compilation) : UnboundedRows.In(call, context.Compilation)) is not { } rows
            || !context.Wants(rows.Confidence, Rule)
            || Iterations.PerElement(call, context.Compilation) is not null
            || When(rows, call, context) is not { Method: var entry } occasion
            || (verdict == QueryVerdict.HandedOut && !(occasion.IsOffer && entry.Is(context.ContainingMember)))
            || EndpointTraits.LimitsOrMeansAll(entry)
            || (context.ContainingMember is IMethodSymbol member && EndpointTraits.LimitsOrMeansAll(member))
            || rows.AreRenewed(call))
        {
            return;
        }

        var confidence = rows.IsLimitedForSome && !entry.Is(context.ContainingMember) ? Confidence.Low : rows.ConfidenceFor(entry);
        context.Report(
            Rule,
            call.NameAndArguments(),
            confidence == Confidence.High && occasion.IsRound ? Confidence.Medium : confidence,
            path: isExecution ? null : rows.Calls.Skip(1).Append(rows.Execution).Select(c => c.NameAndArguments()),
            properties: null,
            call.TargetMethod.Name,
            rows.Entity.Name,
            occasion.When);
    }

    /// <summary>What leads to the rows again and again. A background service goes through what it has to; a whole table that grows it need not hold at once.</summary>
    private static Occasion? When(UnboundedRows rows, IInvocationOperation call, OperationRuleContext context) =>
        RequestPath.Occasion(call, context.ContainingMember, context.Compilation, context.CancellationToken)
        ?? (rows is { IsWhole: true, Growth: Growth.Grows } ? RequestPath.Round(call, context.ContainingMember, context.Compilation, context.CancellationToken) : null);
}
