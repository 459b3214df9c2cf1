using PerfAnalyzers.Analysis.Iteration;
using PerfAnalyzers.Knowledge;

namespace PerfAnalyzers.Analysis.RoundTrips;

/// <summary>A read that is awaited into a local: <c>var price = await prices.GetAsync(id);</c></summary>
/// <param name="Statement">The declaration.</param>
/// <param name="Local">The local.</param>
/// <param name="Call">What is awaited, without <c>ConfigureAwait</c>.</param>
internal sealed record AwaitedRead(IOperation Statement, ILocalSymbol Local, IInvocationOperation Call)
{
    public static AwaitedRead? Of(IOperation statement, CompilationContext compilation) =>
        Shaped(statement) is { } read && ConcurrentReads.For(compilation).Contains(read.Call) ? read : null;

    /// <summary>The same where it is not known what is awaited.</summary>
    public static AwaitedRead? Shaped(IOperation statement) =>
        statement is IVariableDeclarationGroupOperation { Declarations: { Length: 1 } declarations }
        && declarations[0].Declarators is { Length: 1 } declarators
        && declarators[0].GetVariableInitializer()?.Value.Unwrap() is IAwaitOperation awaited
        && awaited.UnwrapAwait() is IInvocationOperation call
            ? new AwaitedRead(statement, declarators[0].Symbol, call)
            : null;
}

/// <summary>Reads of a loop that asks for one element after the other and collects the answers in a list.</summary>
/// <param name="Loop">The loop; collecting is all that it does.</param>
/// <param name="Collect">The call that adds an answer.</param>
/// <param name="Call">What is awaited.</param>
internal sealed record ReadPerElement(IForEachLoopOperation Loop, IInvocationOperation Collect, IInvocationOperation Call);

/// <summary>Finds reads that wait for each other although none needs the answer of another.</summary>
internal static class SequentialReads
{
    /// <summary>The reads that directly follow each other where the awaited one stands; none when it has no neighbours.</summary>
    public static ImmutableArray<AwaitedRead> Around(IAwaitOperation awaited, CompilationContext compilation)
    {
        var statement = awaited.ParentValue()?.Parent?.Parent?.Parent;
        if (statement is not IVariableDeclarationGroupOperation || statement.Parent is not IBlockOperation { Operations: var statements })
            return ImmutableArray<AwaitedRead>.Empty;

        // Most awaits have no neighbour at all, or need its answer; only what is left is worth asking what it reads.
        var first = statements.IndexOf(statement);
        if (!MayFollow(statements, first) && !MayFollow(statements, first + 1))
            return ImmutableArray<AwaitedRead>.Empty;

        while (first > 0 && AwaitedRead.Of(statements[first - 1], compilation) is not null)
            first--;

        var run = ImmutableArray.CreateBuilder<AwaitedRead>();
        for (var index = first; index < statements.Length && AwaitedRead.Of(statements[index], compilation) is { } read; index++)
        {
            if (run.Any(earlier => Needs(read, earlier)))
            {
                if (run.Any(r => r.Statement == statement))
                    break;

                run.Clear();
            }

            run.Add(read);
        }

        return run.Any(r => r.Statement == statement) ? run.ToImmutable() : ImmutableArray<AwaitedRead>.Empty;
    }

    /// <summary>Whether a statement awaits a call, as the one before it does, and takes nothing of that one's answer.</summary>
    private static bool MayFollow(ImmutableArray<IOperation> statements, int index) =>
        index > 0 && index < statements.Length
        && AwaitedRead.Shaped(statements[index]) is { } read
        && AwaitedRead.Shaped(statements[index - 1]) is { } before
        && !Needs(read, before);

    /// <summary>The loop that does nothing else than to await a read per element; null where the awaited is no such read.</summary>
    public static ReadPerElement? InLoop(IAwaitOperation awaited, CompilationContext compilation)
    {
        if (awaited.ParentValue() is not IArgumentOperation { Parent: IInvocationOperation { TargetMethod.Name: "Add", Parent: IExpressionStatementOperation collected } collect }
            || !collect.TargetMethod.IsMemberOf(compilation.Type(TypeNames.System.ListOfT))
            || (collected.Parent is IBlockOperation { Operations.Length: 1 } block ? block.Parent : collected.Parent) is not IForEachLoopOperation { IsAsynchronous: false } loop
            || awaited.UnwrapAwait() is not IInvocationOperation call
            || Iterations.PerElement(awaited, compilation)?.Operation != loop
            || collect.Receiver()?.ReferencedSymbol() is not { } list
            || call.Descendants().Any(o => o.ReferencedSymbol().Is(list))
            || !ConcurrentReads.For(compilation).Contains(call))
        {
            return null;
        }

        // What is asked for many at once is better still.
        return ConcurrentReads.For(compilation).Direct(call) is { Batch: not null } ? null : new ReadPerElement(loop, collect, call);
    }

    private static bool Needs(AwaitedRead read, AwaitedRead earlier) =>
        read.Call.Descendants().Any(o => o is ILocalReferenceOperation reference && reference.Local.Is(earlier.Local));
}
