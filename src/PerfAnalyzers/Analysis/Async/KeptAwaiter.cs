namespace PerfAnalyzers.Analysis.Async;

/// <summary>Awaiters that are kept in a variable. Awaiting written by hand asks them whether they are done; who only takes the result waits for it.</summary>
internal static class KeptAwaiter
{
    /// <summary>The task behind the awaiter whose result is taken; null where the variable is used in any other way, or the task may be done.</summary>
    public static IOperation? TaskOf(IInvocationOperation result)
    {
        if (result.Instance is not ILocalReferenceOperation awaiter
            || LocalValues.SetOnce(awaiter)?.Unwrap() is not IInvocationOperation { TargetMethod.Name: "GetAwaiter", Instance: { } task } given
            || Function(given) != Function(result))
        {
            return null;
        }

        foreach (var operation in LocalValues.Root(result).Descendants())
        {
            if (operation is ILocalReferenceOperation used && used.Local.Is(awaiter.Local))
            {
                // Taken a second time, the result is there.
                if (used.Parent is not IInvocationOperation { TargetMethod.Name: "GetResult" } || used.Syntax.SpanStart < awaiter.Syntax.SpanStart)
                    return null;
            }
            else if (operation.Syntax.SpanStart > given.Syntax.Span.End && operation.Syntax.Span.End <= result.Syntax.SpanStart && TaskStorage.Same(operation, task))
            {
                return null;
            }
        }

        return task;
    }

    private static IOperation Function(IOperation place)
    {
        var current = place;
        while (current.Parent is { } parent && current is not (IAnonymousFunctionOperation or ILocalFunctionOperation))
            current = parent;

        return current;
    }
}
