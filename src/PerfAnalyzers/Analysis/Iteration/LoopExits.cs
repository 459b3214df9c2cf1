using System.Runtime.CompilerServices;

namespace PerfAnalyzers.Analysis.Iteration;

/// <summary>
/// The tests in a loop under which it is left by <c>break</c> or <c>return</c>. A throw is not among them: it reports an element that
/// must not be, and the usual course still goes through all of them.
/// </summary>
internal static class LoopExits
{
    private static readonly ConditionalWeakTable<IOperation, List<(IConditionalOperation Test, bool OnTrue)>> Known = new();

    /// <summary>Each test with the answer on which, somewhere below it, the loop is left.</summary>
    public static IReadOnlyList<(IConditionalOperation Test, bool OnTrue)> Of(ILoopOperation loop) =>
        Known.GetValue(loop, key => Find((ILoopOperation)key));

    private static List<(IConditionalOperation Test, bool OnTrue)> Find(ILoopOperation loop)
    {
        var found = new HashSet<(IConditionalOperation, bool)>();
        foreach (var operation in LoopShape.OwnOperations(loop.Body))
        {
            if (operation is not IReturnOperation { Kind: OperationKind.Return } && !LoopShape.IsBreakOf(operation, loop))
                continue;

            var child = operation;
            for (var parent = operation.Parent; parent is not null && parent != loop; child = parent, parent = parent.Parent)
            {
                // What is above a test already found has been found with it.
                if (parent is IConditionalOperation test && child != test.Condition && !found.Add((test, child == test.WhenTrue)))
                    break;
            }
        }

        return found.ToList();
    }
}
