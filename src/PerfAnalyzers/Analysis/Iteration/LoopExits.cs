using System.Runtime.CompilerServices;
using PerfAnalyzers.Knowledge;

namespace PerfAnalyzers.Analysis.Iteration;

/// <summary>A test in a loop below which it is left.</summary>
/// <param name="Test">The test.</param>
/// <param name="OnTrue">The answer on which the loop is left.</param>
/// <param name="TellsFailure">Whether the method then answers that something is not in order, so that the usual course goes on.</param>
internal readonly record struct LoopExit(IConditionalOperation Test, bool OnTrue, bool TellsFailure);

/// <summary>
/// The tests in a loop under which it is left by <c>break</c> or <c>return</c>. A throw is not among them: it reports an element that
/// must not be, and the usual course still goes through all of them.
/// </summary>
internal static class LoopExits
{
    private static readonly ConditionalWeakTable<IOperation, List<LoopExit>> Known = new();

    /// <summary>Each test with the answer on which, somewhere below it, the loop is left.</summary>
    public static IReadOnlyList<LoopExit> Of(ILoopOperation loop) =>
        Known.GetValue(loop, key => Find((ILoopOperation)key));

    private static List<LoopExit> Find(ILoopOperation loop)
    {
        var found = new HashSet<LoopExit>();
        foreach (var operation in LoopShape.OwnOperations(loop.Body))
        {
            if (operation is not IReturnOperation { Kind: OperationKind.Return } && !LoopShape.IsBreakOf(operation, loop))
                continue;

            var child = operation;
            var tellsFailure = operation is IReturnOperation { ReturnedValue: { } answer } && IsFailure(answer);
            for (var parent = operation.Parent; parent is not null && parent != loop; child = parent, parent = parent.Parent)
            {
                // What is above a test already found has been found with it.
                if (parent is IConditionalOperation test && child != test.Condition && !found.Add(new LoopExit(test, child == test.WhenTrue, tellsFailure)))
                    break;
            }
        }

        return found.ToList();
    }

    /// <summary>Whether a method answers no, nothing, or that something went wrong.</summary>
    private static bool IsFailure(IOperation answer) => answer.UnwrapAwait() switch
    {
        { ConstantValue: { HasValue: true, Value: null or false } } => true,
        IInvocationOperation { TargetMethod: { Name: "FromResult", IsStatic: true }, Arguments: { Length: 1 } given } => IsFailure(given[0].Value),
        IInvocationOperation { TargetMethod.Name: { } maker } => FailureAnswers.AreMadeBy(maker),
        IFieldReferenceOperation { Field: { IsStatic: true, Name: { } name } } => FailureAnswers.AreMadeBy(name),
        IPropertyReferenceOperation { Property: { IsStatic: true, Name: { } name } } => FailureAnswers.AreMadeBy(name),
        _ => false,
    };
}
