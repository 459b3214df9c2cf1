using System.Runtime.CompilerServices;

namespace PerfAnalyzers.Analysis.Iteration;

/// <summary>
/// Recognises loops that take their work from a queue, stack or list in memory which their rounds fill: searches through graphs and trees, which come past
/// as much as can be reached.
/// </summary>
internal static class WorkLists
{
    private static readonly ConditionalWeakTable<IOperation, Found> Known = new();

    private static readonly ImmutableHashSet<string> Takes = ImmutableHashSet.Create(StringComparer.Ordinal, "Dequeue", "TryDequeue", "Pop", "TryPop", "RemoveAt", "RemoveFirst", "RemoveLast");

    private static readonly ImmutableHashSet<string> Puts = ImmutableHashSet.Create(
        StringComparer.Ordinal, "Enqueue", "EnqueueRange", "Push", "Add", "AddRange", "AddFirst", "AddLast", "Insert", "InsertRange");

    /// <summary>What the rounds take from and put into; null where a loop does something else.</summary>
    public static IOperation? Of(Iteration iteration) =>
        iteration.Operation is IWhileLoopOperation loop ? Known.GetValue(loop, key => new Found(Find((IWhileLoopOperation)key))).List : null;

    /// <summary>
    /// The <c>list</c> of <c>while (list.Count &gt; 0)</c> and <c>while (list.Any())</c>: the loop goes on until there is none left, or something else that is no number
    /// in the code ends it before.
    /// </summary>
    public static IOperation? UntilEmpty(IOperation condition) => condition.Unwrap() switch
    {
        IBinaryOperation { OperatorKind: BinaryOperatorKind.GreaterThan or BinaryOperatorKind.NotEquals, LeftOperand: { } left } test when test.RightOperand.ConstantValue is { HasValue: true, Value: 0 } => Counted(left),
        IInvocationOperation { TargetMethod: { Name: "Any", IsExtensionMethod: true }, Arguments.Length: 1 } any => any.Receiver(),
        IBinaryOperation { OperatorKind: BinaryOperatorKind.ConditionalAnd } both when !IsLimit(both.RightOperand) && !IsLimit(both.LeftOperand) => UntilEmpty(both.LeftOperand) ?? UntilEmpty(both.RightOperand),
        _ => null,
    };

    private static bool IsLimit(IOperation test) => test.DescendantsAndSelf().Any(o => o.ConstantValue is { HasValue: true, Value: int and > 1 });

    private static IOperation? Counted(IOperation count) => count.Unwrap() is IPropertyReferenceOperation { Property.Name: "Count", Instance: { } list } ? list : null;

    private static IOperation? Find(IWhileLoopOperation loop)
    {
        if (loop.Condition is not { } condition)
            return null;

        var puts = loop.Body.DescendantsAndSelf().Where(o => IsCall(o, Puts)).Select(o => ((IInvocationOperation)o).Instance!.ReferencedSymbol()).ToList();
        return puts.Count == 0
            ? null
            : LoopShape.OwnOperations(condition).Concat(LoopShape.OwnOperations(loop.Body))
                .Where(o => IsCall(o, Takes))
                .Select(o => ((IInvocationOperation)o).Instance!)
                .FirstOrDefault(list => list.ReferencedSymbol() is { } taken && puts.Any(p => p.Is(taken)) && IsMentionedIn(condition, taken));
    }

    private static bool IsMentionedIn(IOperation condition, ISymbol list) => LoopFacts.ReferencedSymbols(condition).Any(s => s.Is(list));

    /// <summary>Whether a collection that belongs to one thread is asked: what several share hands messages from one to the other.</summary>
    private static bool IsCall(IOperation operation, ImmutableHashSet<string> methods) =>
        operation is IInvocationOperation { Instance: { } list, TargetMethod: { Name: { } name, ContainingType.ContainingNamespace: { Name: "Generic", ContainingNamespace: { Name: "Collections", ContainingNamespace.Name: "System" } } } }
        && methods.Contains(name)
        && list.ReferencedSymbol() is not null;

    private sealed record Found(IOperation? List);
}
