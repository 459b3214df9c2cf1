using PerfAnalyzers.Analysis;
using PerfAnalyzers.Analysis.Iteration;
using PerfAnalyzers.Analysis.Queries;
using PerfAnalyzers.Knowledge;
using PerfAnalyzers.Knowledge.RoundTrips;

namespace PerfAnalyzers.Rules.DataAccess;

/// <summary>Finds database queries and commands that run once per element of a sequence (N+1).</summary>
[DiagnosticAnalyzer(LanguageNames.CSharp)]
public sealed class QueryInLoopAnalyzer : RuleAnalyzer
{
    internal static readonly DiagnosticDescriptor Rule = RuleDescriptor.Create(
        id: RuleIds.QueryInLoop,
        title: "Database query for each element of a loop",
        messageFormat: "'{0}' goes to the database once per element of '{1}'; {2}",
        category: Categories.Performance,
        ruleLevel: RuleLevel.BuildWarning,
        description: "Each element waits for a round trip of its own, so the time grows with the number of elements and not with the amount of data. "
            + "One query for all keys before the loop and a dictionary inside it does the same work in one round trip.");

    private const string LoadBefore = "load the rows for all of them with one query before the loop";
    private const string ChangeAtOnce = "change the rows of all of them with one command";

    public QueryInLoopAnalyzer()
        : base(Rule)
    {
    }

    private protected override void Register(RuleContext rule)
    {
        if (RoundTripTable.For(rule.Compilation).IsEmpty)
            return;

        var reader = QueryReader.For(rule.Compilation);
        rule.OnOperation(context => AnalyzeCall(context, reader), OperationKind.Invocation);
        rule.OnOperation(context => AnalyzeLoop(context, reader), OperationKind.Loop);
    }

    private static void AnalyzeCall(OperationRuleContext context, QueryReader reader)
    {
        var call = (IInvocationOperation)context.Operation;
        if (reader.Read(call) is { } query)
            Analyze(context, query, call, call.TargetMethod.Name);
    }

    private static void AnalyzeLoop(OperationRuleContext context, QueryReader reader)
    {
        if (context.Operation is IForEachLoopOperation loop && reader.Read(loop) is { } query)
            Analyze(context, query, loop, "foreach");
    }

    private static void Analyze(OperationRuleContext context, Query query, IOperation place, string name)
    {
        if (query.Origin == QueryOrigin.Memory || Iterations.PerElement(place, context.Compilation) is not { } loop)
            return;

        var confidence = Judge(query, loop, context.Rule.Type(TypeNames.EfCore.DbContext));
        context.Report(
            Rule,
            query.Execution is IInvocationOperation call && place == call ? call.NameAndArguments() : query.Execution.Syntax.GetLocation(),
            confidence,
            path: new[] { loop.Operation.Syntax.GetLocation() },
            properties: null,
            name,
            loop.SourceName,
            query.Kind == RoundTripKind.Command ? ChangeAtOnce : LoadBefore);
    }

    private static Confidence Judge(Query query, Iteration loop, INamedTypeSymbol? dbContext)
    {
        if (AsksForOwnRow(query, loop) || WritesOwnValues(query, loop))
            return Confidence.Low;

        return query.Origin == QueryOrigin.Database && !HasOwnContext(query, loop, dbContext) && !IsText(query) && !AsksForManyKeys(query, loop) ? Confidence.High : Confidence.Medium;
    }

    /// <summary>Whether each round already asks for a list of its own: the loop goes over groups or batches, whatever they are called.</summary>
    private static bool AsksForManyKeys(Query query, Iteration loop)
    {
        var facts = LoopFacts.Of(loop);
        return query.Operators
            .SelectMany(o => o.Arguments)
            .SelectMany(a => a.Value.DescendantsAndSelf())
            .Any(o => o is IInvocationOperation { TargetMethod.Name: "Contains" } contains
                && contains.Receiver()?.ReferencedSymbol() is ILocalSymbol keys
                && facts.Declares(keys));
    }

    /// <summary>Whether an update sets values that differ from element to element, which one command for all cannot.</summary>
    private static bool WritesOwnValues(Query query, Iteration loop) =>
        query is { Kind: RoundTripKind.Command, Execution: IInvocationOperation { TargetMethod.Name: "ExecuteUpdate" or "ExecuteUpdateAsync" } update }
        && update.Arguments.Any(a => a.Parameter?.Ordinal > 0 && Variance.VariesIn(a.Value, loop));

    /// <summary>Whether it is SQL written as text, which may be anything.</summary>
    private static bool IsText(Query query) => query is { Kind: RoundTripKind.Command, Operators: { Length: 1 } operators } && operators[0] == query.Execution && operators[0].TargetMethod.Name.StartsWith("ExecuteSql", StringComparison.Ordinal);

    /// <summary>A context made for each element says that each element is meant to be a unit of work of its own.</summary>
    private static bool HasOwnContext(Query query, Iteration loop, INamedTypeSymbol? dbContext)
    {
        var facts = LoopFacts.Of(loop);
        return LoopFacts.ReferencedSymbols(query.Root).Any(s => s is ILocalSymbol local && facts.Declares(s) && local.Type.DerivesFrom(dbContext));
    }

    /// <summary>
    /// Whether the query looks for what the same round has made and handed on to be stored: no query before the loop
    /// could find it.
    /// </summary>
    private static bool AsksForOwnRow(Query query, Iteration loop)
    {
        var facts = LoopFacts.Of(loop);
        foreach (var call in query.Operators)
        {
            foreach (var read in call.Arguments.SelectMany(a => a.Value.DescendantsAndSelf()).OfType<ILocalReferenceOperation>())
            {
                if (facts.Declares(read.Local) && LocalValues.SetOnce(read)?.Unwrap() is IObjectCreationOperation && IsHandedOn(read.Local, loop))
                    return true;
            }
        }

        return false;
    }

    private static bool IsHandedOn(ILocalSymbol local, Iteration loop) =>
        loop.Body.DescendantsAndSelf().Any(o => o is IArgumentOperation argument && argument.Value.ReferencedSymbol().Is(local));
}
