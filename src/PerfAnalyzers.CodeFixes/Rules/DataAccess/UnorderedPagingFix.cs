using PerfAnalyzers.Analysis;
using PerfAnalyzers.Analysis.Queries;
using PerfAnalyzers.CodeFixes.Rewriting;

namespace PerfAnalyzers.CodeFixes.Rules.DataAccess;

/// <summary>Orders the rows by their key, alone or after what they are ordered by.</summary>
[ExportCodeFixProvider(LanguageNames.CSharp, Name = nameof(UnorderedPagingFix))]
public sealed class UnorderedPagingFix : RuleCodeFix
{
    public const string OrderByKeyFirst = "PERF2007.OrderByKey";

    public UnorderedPagingFix()
        : base(RuleIds.UnorderedPaging)
    {
    }

    internal override ImmutableArray<string> EquivalenceKeys { get; } = ImmutableArray.Create(OrderByKeyFirst);

    internal override async Task<ImmutableArray<FixPlan>> PlanAsync(FixRequest request)
    {
        if (request.Node<InvocationExpressionSyntax>() is not { } syntax
            || request.Model.GetOperation(syntax, request.CancellationToken) is not IInvocationOperation skip
            || skip.Receiver() is not { } source
            || QueryOrder.Of(source, request.Compilation) is not { Trail.Entity: { } entity } order
            || request.Node<MemberDeclarationSyntax>() is not { } member
            || Changes(skip, order, entity, request) is not { IsEmpty: false } changes
            || !await StillCompiles.AfterAsync(changes, member, request).ConfigureAwait(false))
        {
            return ImmutableArray<FixPlan>.Empty;
        }

        return ImmutableArray.Create(new FixPlan(order.Kind == OrderKind.None ? "Order by key" : "Order by key last", OrderByKeyFirst, changes));
    }

    private static ImmutableArray<TextChange>? Changes(IInvocationOperation skip, QueryOrder order, INamedTypeSymbol entity, FixRequest request)
    {
        if (order.Kind == OrderKind.None)
        {
            // What groups or joins on the way has rows of its own, and what makes rows distinct loses their order.
            return !IsOrderedLater(skip)
                && !order.Trail.Operators.Any(o => o.TargetMethod.Name is "Distinct" or "GroupBy" or "Union" or "Concat" or "Except" or "Intersect")
                && QueryOrder.PlaceForOrder(skip, entity, request.Compilation) is { } place
                && OrderByKey.Before(place, entity, request) is { } change
                    ? ImmutableArray.Create(change)
                    : null;
        }

        if (order.Kind != OrderKind.Partial)
            return null;

        var changes = ImmutableArray.CreateBuilder<TextChange>();
        foreach (var last in order.Last)
        {
            if (last.Syntax.SyntaxTree != request.Root.SyntaxTree || OrderByKey.Behind(last, entity, request) is not { } change)
                return null;

            changes.Add(change);
        }

        return changes.ToImmutable();
    }

    /// <summary>An order that is stated behind the page was meant for all rows, and only its author knows how.</summary>
    private static bool IsOrderedLater(IInvocationOperation skip)
    {
        for (var parent = skip.Parent; parent is not null; parent = parent.Parent)
        {
            if (parent is IInvocationOperation { TargetMethod.Name: "OrderBy" or "OrderByDescending" })
                return true;

            if (parent is ISimpleAssignmentOperation { Target: ILocalReferenceOperation target })
                return LocalValues.Root(skip).DescendantsAndSelf().Any(o => IsOrderOf(o, target.Local, skip));

            if (parent is IVariableDeclaratorOperation declarator)
                return LocalValues.Root(skip).DescendantsAndSelf().Any(o => IsOrderOf(o, declarator.Symbol, skip));
        }

        return false;
    }

    private static bool IsOrderOf(IOperation operation, ILocalSymbol query, IOperation skip) =>
        operation is IInvocationOperation { TargetMethod.Name: "OrderBy" or "OrderByDescending" } order
        && order.Syntax.SpanStart > skip.Syntax.SpanStart
        && order.Receiver()?.DescendantsAndSelf().Any(o => o is ILocalReferenceOperation local && local.Local.Is(query)) == true;
}
