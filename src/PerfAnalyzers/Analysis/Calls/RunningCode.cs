using PerfAnalyzers.Analysis.Iteration;

namespace PerfAnalyzers.Analysis.Calls;

/// <summary>Goes through the operations that run when a body runs.</summary>
internal static class RunningCode
{
    /// <summary>
    /// The operations of a body in the order of the text, without functions that are only declared there: local functions,
    /// lambdas that are stored or handed to unknown code, and expression trees.
    /// </summary>
    public static IEnumerable<IOperation> Of(MethodBody body)
    {
        var open = new Stack<IOperation>();
        Push(body.Root, open);
        while (open.Count > 0)
        {
            var current = open.Pop();
            if (current is ILocalFunctionOperation || (current is IAnonymousFunctionOperation or IMethodReferenceOperation && !Runs(current, body.Compilation)))
                continue;

            yield return current;
            Push(current, open);
        }
    }

    private static bool Runs(IOperation function, CompilationContext compilation) =>
        !function.IsInExpressionTree(compilation) && Callbacks.Match(function, compilation).Invocation is not null;

    private static void Push(IOperation parent, Stack<IOperation> open)
    {
        var first = open.Count;
        foreach (var child in parent.ChildOperations)
            open.Push(child);

        // The first child has to come off the stack first.
        var children = open.Count - first;
        if (children < 2)
            return;

        var reversed = new IOperation[children];
        for (var i = 0; i < children; i++)
            reversed[i] = open.Pop();

        foreach (var child in reversed)
            open.Push(child);
    }
}
