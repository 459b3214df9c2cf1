using PerfAnalyzers.Analysis.Calls;
using PerfAnalyzers.Knowledge.Caching;

namespace PerfAnalyzers.Analysis.Caching;

/// <summary>Tells which writers of a queue wait for something or are turned away, so that there are never more entries than writers, places or things to write about.</summary>
internal sealed class HeldBackWriters
{
    private readonly CompilationContext compilation;
    private readonly CancellationToken cancellationToken;

    public HeldBackWriters(CompilationContext compilation, CancellationToken cancellationToken)
    {
        this.compilation = compilation;
        this.cancellationToken = cancellationToken;
    }

    /// <summary>Whether a call that fills a queue is made under a limit: there, or by all who call the member that makes it.</summary>
    public bool Contain(QueueCall write)
    {
        if (write.Call.Arguments.Any(a => a.Value.Unwrap().Type is { } item && HasAnswer(item)) || IsHeld(write.Call) || IsTurnedAway(write.Call))
            return true;

        return write.Member is IMethodSymbol { MethodKind: MethodKind.Ordinary or MethodKind.ExplicitInterfaceImplementation } method
            && Callers.For(compilation).Of(method, cancellationToken) is { IsEmpty: false } sites
            && sites.All(s => s.Operation is IInvocationOperation call && IsHeld(call));
    }

    /// <summary>Whether code takes a place that others give back, or waits for an answer, around a call that writes.</summary>
    private bool IsHeld(IInvocationOperation call)
    {
        var all = LocalValues.Root(call).Descendants().ToList();
        return all.Any(o => IsAnswer(o.Type))
            || all.OfType<IInvocationOperation>().Any(c => TakesPlace(c) && !all.Any(o => GivesBack(o, c)))
            || all.Any(o => o.Syntax.SpanStart >= call.Syntax.Span.End && WaitsForAnswer(o, call));
    }

    private static bool TakesPlace(IInvocationOperation call) => call.TargetMethod is { Name: "Wait" or "WaitAsync", ContainingType.Name: "SemaphoreSlim" };

    /// <summary>Whether a place that was taken is given back by the same code, when all goes well.</summary>
    private static bool GivesBack(IOperation operation, IInvocationOperation taking)
    {
        if (operation is not IInvocationOperation { TargetMethod: { Name: "Release", ContainingType.Name: "SemaphoreSlim" } } release || release.Receiver()?.ReferencedSymbol().Is(taking.Receiver()?.ReferencedSymbol()) == false)
            return false;

        for (var parent = operation.Parent; parent is not null; parent = parent.Parent)
        {
            if (parent is ICatchClauseOperation)
                return false;
        }

        return true;
    }

    /// <summary>Whether code after a write waits until what was written is done: for a signal, for a channel of its own, or for something of the item itself.</summary>
    private bool WaitsForAnswer(IOperation operation, IInvocationOperation write) => operation switch
    {
        IInvocationOperation { TargetMethod: { Name: "Wait" or "WaitOne", ContainingType.Name: "ManualResetEventSlim" or "CountdownEvent" or "WaitHandle" or "EventWaitHandle" or "ManualResetEvent" or "AutoResetEvent" } } => true,
        IAwaitOperation waits => waits.UnwrapAwait() is var task && (IsOfItem(task, write) || ReadsOwnChannel(task)),
        IForEachLoopOperation { IsAsynchronous: true, Collection: { } answers } => ReadsOwnChannel(answers.Unwrap()),
        IReturnOperation { ReturnedValue: { } given } => IsOfItem(given.Unwrap(), write),
        _ => false,
    };

    /// <summary>Whether a task belongs to something that a write puts in: <c>job.WaitAsync()</c>, <c>job.Done.Task</c>.</summary>
    private static bool IsOfItem(IOperation task, IInvocationOperation write) =>
        task.Type?.Name is "Task" or "ValueTask" && Base(task) is { } item && !item.Equals(task) && item.ReferencedSymbol() is ILocalSymbol or IParameterSymbol && write.Arguments.Any(a => a.Value.ReferencedSymbol().Is(item.ReferencedSymbol()));

    private bool ReadsOwnChannel(IOperation task) =>
        task is IInvocationOperation call && QueueMembers.For(compilation).Find(call.TargetMethod) == QueueUse.Read && Base(call)?.ReferencedSymbol() is ILocalSymbol;

    /// <summary>What a chain of calls and properties starts from.</summary>
    private static IOperation? Base(IOperation? chain)
    {
        while (chain?.Unwrap() is IInvocationOperation { Instance: not null } or IPropertyReferenceOperation { Instance: not null } or IFieldReferenceOperation { Instance: not null and not IInstanceReferenceOperation })
        {
            chain = chain.Unwrap() switch
            {
                IInvocationOperation call => call.Receiver(),
                IMemberReferenceOperation member => member.Instance?.ThroughConditionalAccess(),
                _ => null,
            };
        }

        return chain?.Unwrap();
    }

    /// <summary>Whether code writes only while there are few, or one, or for what is not in the queue yet.</summary>
    private bool IsTurnedAway(IInvocationOperation write) =>
        CountLimits.IsCountedBeside(write, compilation, cancellationToken) || PathCondition.Of(write).Any(c => c.Means(IsOpen));

    private bool IsOpen(IOperation test, bool holds) => test switch
    {
        IBinaryOperation { OperatorKind: BinaryOperatorKind.Equals or BinaryOperatorKind.NotEquals } same => same.LeftOperand.Unwrap() is IInvocationOperation exchange && Sets(exchange),
        IInvocationOperation { TargetMethod: { Name: "TryAdd" or "Add", ReturnType.SpecialType: SpecialType.System_Boolean } } added => holds && added.Receiver()?.ReferencedSymbol() is IFieldSymbol or IPropertySymbol && IsTakenOut(added.Receiver()!.ReferencedSymbol()!),
        _ => false,
    };

    /// <summary>Whether a call sets a field that says whether one is there already; what puts in the value that it asks for only reads.</summary>
    private static bool Sets(IInvocationOperation call) =>
        call.TargetMethod is { Name: "CompareExchange" or "Exchange", ContainingType.Name: "Interlocked" } && (call.Argument(2) is not { } compared || !Equals(compared.ConstantValue, call.Argument(1)?.ConstantValue));

    /// <summary>Whether a collection is also emptied.</summary>
    private bool IsTakenOut(ISymbol noted) =>
        MemberReferences.Of(noted.OriginalDefinition, compilation, cancellationToken)?.Any(r => ValueUse.Of(r.Operation).Any(u => u is { End: ValueEnd.Call, By: IInvocationOperation { TargetMethod.Name: "Remove" or "TryRemove" or "Clear" } })) == true;

    /// <summary>Whether an item carries what its sender waits for.</summary>
    private static bool HasAnswer(ITypeSymbol item)
    {
        for (var type = item; type is not null; type = type.BaseType)
        {
            if (type.GetMembers().Any(m => IsAnswer((m as IFieldSymbol)?.Type ?? (m as IPropertySymbol)?.Type)))
                return true;
        }

        return false;
    }

    private static bool IsAnswer(ITypeSymbol? type) => type is { Name: "TaskCompletionSource" };
}
