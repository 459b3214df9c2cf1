using PerfAnalyzers.Analysis.Queries;

namespace PerfAnalyzers.Analysis.RoundTrips;

/// <summary>Tells where all rows of a query are loaded that was asked before, on the way there, whether it has any, how many, or for the rows themselves.</summary>
internal static class ReloadedRows
{
    private static readonly ImmutableHashSet<string> Loads = ImmutableHashSet.Create(StringComparer.Ordinal, "ToList", "ToListAsync", "ToArray", "ToArrayAsync");

    private static readonly ImmutableHashSet<string> Questions = Loads.Union(new[] { "Any", "AnyAsync", "Count", "CountAsync", "LongCount", "LongCountAsync" });

    /// <summary>The local that holds the query, and the place that has asked it before; null when the load is the first, or its rows may be others.</summary>
    /// <param name="load">A loop over the query, or a call that makes a list of its rows.</param>
    /// <param name="compilation">The compilation.</param>
    /// <param name="cancellationToken">Stops the search.</param>
    public static (ILocalReferenceOperation Query, IOperation Earlier)? Before(IOperation load, CompilationContext compilation, CancellationToken cancellationToken)
    {
        if (load is IInvocationOperation call && !Loads.Contains(call.TargetMethod.Name))
            return null;

        if (Asked(load) is not { } rows
            || LocalValues.SetOnce(rows) is not { } value
            || QueryReader.For(compilation).ReadSequence(value.UnwrapView()) is not { Origin: QueryOrigin.Database })
        {
            return null;
        }

        foreach (var operation in LocalValues.Root(load).DescendantsAndSelf())
        {
            if (operation.Syntax.SpanStart < load.Syntax.SpanStart
                && Asked(operation) is { } earlier
                && earlier.Local.Is(rows.Local)
                && RepeatedQueries.IsPassedBefore(operation, load)
                && !RepeatedQueries.IsOutdated(operation is IForEachLoopOperation ? earlier : operation, load, new[] { rows }, compilation, cancellationToken))
            {
                return (rows, operation);
            }
        }

        return null;
    }

    /// <summary>The local that a loop goes through, or that a call asks for everything; null for what asks for less.</summary>
    private static ILocalReferenceOperation? Asked(IOperation operation) => operation switch
    {
        IForEachLoopOperation loop => loop.Collection.UnwrapView() as ILocalReferenceOperation,
        IInvocationOperation { TargetMethod: { IsExtensionMethod: true } method } call when Questions.Contains(method.Name) && call.Arguments.Skip(1).All(a => a.Parameter?.Type.Name == "CancellationToken") =>
            call.Argument(0)?.UnwrapView() as ILocalReferenceOperation,
        _ => null,
    };
}
