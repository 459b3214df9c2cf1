using PerfAnalyzers.Analysis.Iteration;
using PerfAnalyzers.Analysis.RoundTrips;

namespace PerfAnalyzers.Analysis.Collections;

/// <summary>Weighs what else the rounds of a loop do.</summary>
internal static class RoundWork
{
    /// <summary>
    /// How sure it still is that a search matters: where each round waits for something outside as well, whatever is found, the search is little beside it until there is
    /// far more to search than anybody waits for.
    /// </summary>
    /// <param name="worth">How sure it is by the sizes.</param>
    /// <param name="place">The search.</param>
    /// <param name="loop">The innermost loop that counts.</param>
    /// <param name="compilation">The compilation.</param>
    public static Confidence? Beside(Confidence? worth, IOperation place, Iteration.Iteration loop, CompilationContext compilation) =>
        worth == Confidence.High && loop.Operation is ILoopOperation && WaitsInEachRound(place, loop, compilation) ? Confidence.Medium : worth;

    private static bool WaitsInEachRound(IOperation place, Iteration.Iteration loop, CompilationContext compilation) => LoopShape.OwnOperations(loop.Body).Any(o =>
        (o is IAwaitOperation || (o is IInvocationOperation call && RoundTripReader.For(compilation).Read(call) is { LeavesMachine: true }))
        && !o.Syntax.Span.Contains(place.Syntax.Span)
        && IsInEachRound(o, place, loop));

    /// <summary>Whether no test, other than one that the search stands behind too, decides whether the operation runs.</summary>
    private static bool IsInEachRound(IOperation operation, IOperation place, Iteration.Iteration loop)
    {
        IOperation child = operation;
        for (var parent = operation.Parent; parent is not null && parent != loop.Operation; child = parent, parent = parent.Parent)
        {
            var isChoice = parent switch
            {
                IConditionalOperation test => test.Condition != child,
                ISwitchCaseOperation or ISwitchExpressionArmOperation or ICatchClauseOperation => true,
                ICoalesceOperation fallback => fallback.WhenNull == child,
                IBinaryOperation { OperatorKind: BinaryOperatorKind.ConditionalAnd or BinaryOperatorKind.ConditionalOr } both => both.RightOperand == child,
                _ => false,
            };
            if (isChoice && !child.Syntax.Span.Contains(place.Syntax.Span))
                return false;
        }

        return true;
    }
}
