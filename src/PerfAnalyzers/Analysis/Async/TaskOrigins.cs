using PerfAnalyzers.Knowledge;

namespace PerfAnalyzers.Analysis.Async;

/// <summary>
/// Where a task comes from: the place it is read from, and the collections that hold it. What is known about one of
/// these is known about the task: after <c>await Task.WhenAll(tasks)</c> every <c>tasks[i]</c> is done.
/// </summary>
internal sealed class TaskOrigins
{
    private const int MostHops = 4;

    private readonly AwaitableTypes types;
    private readonly CompilationContext compilation;
    private readonly List<IOperation> places = new();

    private TaskOrigins(AwaitableTypes types, CompilationContext compilation)
    {
        this.types = types;
        this.compilation = compilation;
    }

    /// <summary>Whether the origin itself says that the task is done: the antecedent of a continuation, an item of WhenEach.</summary>
    public bool IsComplete { get; private set; }

    public IReadOnlyList<IOperation> Places => places;

    public static TaskOrigins Of(IOperation task, AwaitableTypes types, CompilationContext compilation)
    {
        var origins = new TaskOrigins(types, compilation);
        origins.Add(task, MostHops);
        return origins;
    }

    /// <summary>Whether a call picks from, or turns into another, the collection it is called on.</summary>
    public static bool IsCollectionCall(IInvocationOperation call)
    {
        var owner = (call.TargetMethod.ReducedFrom ?? call.TargetMethod).ContainingType;
        return owner.Name == "Enumerable"
            || owner.ContainingNamespace?.ToDisplayString() is "System.Linq" or "System.Collections.Generic" or "System.Collections.Concurrent" or "System.Collections.Immutable"
            || owner.SpecialType == SpecialType.System_Array;
    }

    private void Add(IOperation operation, int hops)
    {
        operation = TaskStorage.Unwrap(operation, types);
        if (hops < 0)
            return;

        if (TaskStorage.IsStorage(operation) && operation is not IInstanceReferenceOperation && !places.Any(p => TaskStorage.Same(p, operation)))
            places.Add(operation);

        Expand(operation, hops);
    }

    private void Expand(IOperation operation, int hops)
    {
        switch (operation)
        {
            case ILocalReferenceOperation local:
                ExpandLocal(local, hops);
                break;
            case IParameterReferenceOperation parameter:
                ExpandParameter(parameter, hops);
                break;
            case IArrayElementReferenceOperation element:
                Add(element.ArrayReference, hops - 1);
                break;
            case IPropertyReferenceOperation { Arguments.Length: > 0, Instance: { } indexed }:
                Add(indexed, hops - 1);
                break;
            case IMemberReferenceOperation { Instance: { } owner } and (IFieldReferenceOperation or IPropertyReferenceOperation):
                // pair.Task is done when the collection that holds the pair was awaited, not when the pair itself was passed on.
                if (hops > 0)
                    Expand(TaskStorage.Unwrap(owner, types), hops - 1);
                break;
            case IInvocationOperation call when IsCollectionCall(call) && call.Receiver() is { } receiver:
                IsComplete |= AsksEach(call);
                Add(receiver, hops - 1);
                break;
        }
    }

    private void ExpandLocal(ILocalReferenceOperation reference, int hops)
    {
        if (LocalValues.SetOnce(reference) is { } value)
        {
            value = TaskStorage.Unwrap(value, types);
            if (TaskStorage.IsStorage(value) || value is IInvocationOperation)
                Add(value, hops - 1);

            return;
        }

        for (IOperation? current = reference; current is not null; current = current.Parent)
        {
            if (current is IForEachLoopOperation loop && loop.Locals.Contains(reference.Local, SymbolEqualityComparer.Default))
            {
                AddSource(loop.Collection, hops);
                return;
            }
        }

        if (LocalValues.Matched(reference) is { } matched)
            Add(matched, hops - 1);
    }

    private void ExpandParameter(IParameterReferenceOperation reference, int hops)
    {
        for (IOperation? current = reference; current is not null; current = current.Parent)
        {
            if (current is not IAnonymousFunctionOperation lambda || !lambda.Symbol.Parameters.Contains(reference.Parameter, SymbolEqualityComparer.Default))
                continue;

            var argument = lambda.Parent;
            while (argument is IDelegateCreationOperation or IConversionOperation or IParenthesizedOperation)
                argument = argument.Parent;

            if (argument is not IArgumentOperation { Parent: IInvocationOperation call })
                return;

            if (IsContinuation(call.TargetMethod))
                IsComplete = true;
            else if (IsCollectionCall(call) && call.Receiver() is { } source)
                AddSource(source, hops);

            return;
        }

        IsComplete |= reference.Parameter.ContainingSymbol is IMethodSymbol { MethodKind: MethodKind.Ordinary } method && ContinuationHandlers.For(compilation).Contains(method);
    }

    private void AddSource(IOperation source, int hops)
    {
        source = TaskStorage.Unwrap(source, types);
        IsComplete |= AsksEach(source);
        while (source is IInvocationOperation call && (IsCollectionCall(call) || call.TargetMethod.Name is "ConfigureAwait" or "WithCancellation") && call.Receiver() is { } receiver)
            source = TaskStorage.Unwrap(receiver, types);

        if (source is IInvocationOperation { TargetMethod: { Name: "WhenEach" } method } && types.Declares(method))
            IsComplete = true;
        else
            Add(source, hops - 1);
    }

    /// <summary><c>tasks.Where(t => t.IsCompletedSuccessfully)</c></summary>
    private bool AsksEach(IOperation source)
    {
        var sequence = source;
        for (var hops = 0; hops < MostHops && sequence is IInvocationOperation call && IsCollectionCall(call); hops++)
        {
            if (call.TargetMethod.Name is "Where" or "TakeWhile" or "First" or "FirstOrDefault" or "Single" or "SingleOrDefault" or "FindAll"
                && call.Arguments.Any(a => a.Value.DescendantsAndSelf().Any(IsQuestion)))
            {
                return true;
            }

            if (call.Receiver() is not { } receiver)
                return false;

            sequence = TaskStorage.Unwrap(receiver, types);
        }

        return false;
    }

    private bool IsQuestion(IOperation operation) =>
        operation is IPropertyReferenceOperation { Property: { Name: "IsCompleted" or "IsCompletedSuccessfully" or "Status" } property } && types.Declares(property);

    /// <summary>The library's own, and extensions of a task that hand this very kind of task on: <c>task.Then(t => Use(t.Result))</c>.</summary>
    private bool IsContinuation(IMethodSymbol method) =>
        (method.Name is "ContinueWith" or "ContinueWhenAll" or "ContinueWhenAny" && types.Declares(method))
        || ((method.ReducedFrom ?? method) is { IsExtensionMethod: true, Parameters: { Length: > 1 } parameters }
            && types.IsTaskLike(parameters[0].Type)
            && parameters.Skip(1).Any(p => p.Type is INamedTypeSymbol { DelegateInvokeMethod.Parameters: { Length: 1 } taken } && taken[0].Type.Is(parameters[0].Type)));
}
