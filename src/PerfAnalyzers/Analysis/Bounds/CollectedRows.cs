using PerfAnalyzers.Analysis.Iteration;
using PerfAnalyzers.Analysis.Queries;
using PerfAnalyzers.Knowledge;

namespace PerfAnalyzers.Analysis.Bounds;

/// <summary>Rows that come one by one and are put into a list all the same: <c>await foreach (var row in query.AsAsyncEnumerable()) rows.Add(row);</c></summary>
internal static class CollectedRows
{
    /// <summary>Whether a call hands out the rows of a query to a loop that does nothing but collect them.</summary>
    public static bool Are(IInvocationOperation call, CompilationContext compilation) =>
        call.TargetMethod.Name == "AsAsyncEnumerable"
        && call.TargetMethod.IsMemberOf(compilation.Type(TypeNames.EfCore.QueryableExtensions))
        && call.Receiver() is { } source
        && QueryReader.For(compilation).IsQueryable(source.Unwrap().Type)
        && LoopOver(call) is { } loop
        && Only(loop.Body) is IExpressionStatementOperation { Operation: IInvocationOperation { TargetMethod.Name: "Add", Instance: { } instance } }
        && instance.Unwrap() is ILocalReferenceOperation { Local: { } list }
        && !LoopFacts.Of(loop).Declares(list);

    private static IForEachLoopOperation? LoopOver(IInvocationOperation call)
    {
        var sequence = call.ParentValue();
        while (sequence is IArgumentOperation { Parent: IInvocationOperation { TargetMethod.Name: "WithCancellation" or "ConfigureAwait" } })
            sequence = sequence.Parent.ParentValue();

        while (sequence is IInvocationOperation { TargetMethod.Name: "WithCancellation" or "ConfigureAwait" } view)
            sequence = view.ParentValue();

        return sequence as IForEachLoopOperation;
    }

    private static IOperation Only(IOperation body) => body is IBlockOperation { Operations: { Length: 1 } statements } ? statements[0] : body;
}
