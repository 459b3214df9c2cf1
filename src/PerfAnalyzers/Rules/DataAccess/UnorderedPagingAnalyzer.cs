using PerfAnalyzers.Analysis;
using PerfAnalyzers.Analysis.Queries;
using PerfAnalyzers.Knowledge;

namespace PerfAnalyzers.Rules.DataAccess;

/// <summary>Finds pages that are cut from rows in no stated order, or in one that leaves open which of several equal rows comes first.</summary>
[DiagnosticAnalyzer(LanguageNames.CSharp)]
public sealed class UnorderedPagingAnalyzer : RuleAnalyzer
{
    internal static readonly DiagnosticDescriptor Rule = RuleDescriptor.Create(
        id: RuleIds.UnorderedPaging,
        title: "Pages of rows in no certain order",
        messageFormat: "'Skip' leaves out rows of '{0}', {1}, so that pages may repeat some rows and never show others; {2}",
        category: Categories.Performance,
        ruleLevel: RuleLevel.BuildWarning,
        description: "A database gives rows in whatever order is cheapest at the moment, unless an order is stated. Two pages are two queries, and what one leaves out "
            + "the other need not have had. Only an order in which no two rows are equal makes pages fit together, and lets an index serve them.");

    public UnorderedPagingAnalyzer()
        : base(Rule)
    {
    }

    private protected override void Register(RuleContext rule)
    {
        if (rule.Type(TypeNames.EfCore.DbContext) is not null && rule.Type(TypeNames.System.Queryable) is { } queryable)
            rule.OnOperation(context => Analyze(context, queryable), OperationKind.Invocation);
    }

    private static void Analyze(OperationRuleContext context, INamedTypeSymbol queryable)
    {
        var skip = (IInvocationOperation)context.Operation;
        if (skip.TargetMethod.Name != "Skip" || !skip.TargetMethod.IsMemberOf(queryable))
        {
            AnalyzeHelper(context, skip);
            return;
        }

        if (skip.Argument(1) is not { } count
            || count.ConstantValue is { HasValue: true, Value: 0 }
            || IsRandom(count)
            || skip.Receiver() is not { } source
            || QueryOrder.Of(source, context.Compilation) is not { } order
            || (order.Kind == OrderKind.Partial && RowNumbers.Are(order, context.Compilation)))
        {
            return;
        }

        var (confidence, state, cure) = order.Kind switch
        {
            OrderKind.None => (Confidence.High, "which are in no order", "order by a key first"),
            OrderKind.Partial => (OwnTimes.Are(order, context.Compilation, context.CancellationToken) ? Confidence.Low : Confidence.Medium, $"ordered by '{string.Join(", ", order.Columns.Select(c => c.Name))}', which several may have in common", "order by a key after that"),
            _ => (Confidence.Low, "", ""),
        };
        if (state.Length == 0)
            return;

        context.Report(
            Rule,
            skip.NameAndArguments(),
            confidence,
            path: order.Last.Select(l => l.NameAndArguments()),
            properties: null,
            order.Trail.Entity?.Name ?? "the query",
            state,
            cure);
    }

    /// <summary>A method in source that pages whatever it is handed leaves the order to whoever calls it.</summary>
    private static void AnalyzeHelper(OperationRuleContext context, IInvocationOperation call)
    {
        if (!PagingHelper.For(context.Compilation).Is(call) || call.Receiver() is not { } source || QueryOrder.Of(source, context.Compilation) is not { Kind: OrderKind.None } order)
            return;

        context.Report(
            Rule,
            call.NameAndArguments(),
            Confidence.Medium,
            path: null,
            properties: null,
            order.Trail.Entity?.Name ?? "the query",
            $"and '{call.TargetMethod.Name}' calls it on rows in no order",
            "order by a key first");
    }

    /// <summary>Whoever wants any row at all does not care which one comes first.</summary>
    private static bool IsRandom(IOperation count)
    {
        var value = count.Unwrap() is ILocalReferenceOperation local ? LocalValues.SetOnce(local) ?? count : count;
        return value.DescendantsAndSelf().Any(o => o is IInvocationOperation { TargetMethod.ContainingType: { Name: "Random" or "RandomNumberGenerator" } type } && type.ContainingNamespace.IsFramework());
    }
}
