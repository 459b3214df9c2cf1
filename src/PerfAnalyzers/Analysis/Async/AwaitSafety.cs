using Microsoft.CodeAnalysis.CSharp;
using PerfAnalyzers.Knowledge;

namespace PerfAnalyzers.Analysis.Async;

/// <summary>What would change its meaning if an <c>await</c> stood at a place.</summary>
internal enum AwaitHazard
{
    None,

    /// <summary>A lock that only the thread which took it may release.</summary>
    ThreadOwnedLock,

    /// <summary>A transaction that does not follow the method to another thread.</summary>
    Transaction,

    /// <summary>A handler that expects the AggregateException which only blocking waits throw.</summary>
    AggregateHandler,

    /// <summary>State that belongs to the thread.</summary>
    ThreadState,

    /// <summary>A value that is read before the await and written after it, while others may write it.</summary>
    LostUpdate,

    /// <summary>A value task that is used twice.</summary>
    ValueTaskReuse,

    /// <summary>A loop through a collection that others may change meanwhile.</summary>
    ChangingCollection,
}

/// <summary>Tells whether suspending a function at a place, which compiles, would also keep its behaviour.</summary>
internal sealed class AwaitSafety
{
    private static readonly ImmutableHashSet<string> Acquiring = ImmutableHashSet.Create(
        StringComparer.Ordinal,
        "Enter", "TryEnter", "WaitOne", "EnterScope", "EnterReadLock", "EnterWriteLock", "EnterUpgradeableReadLock", "TryEnterReadLock",
        "TryEnterWriteLock", "TryEnterUpgradeableReadLock", "AcquireReaderLock", "AcquireWriterLock", "UpgradeToWriterLock", "BeginCriticalRegion", "BeginThreadAffinity");

    private static readonly ImmutableHashSet<string> Releasing = ImmutableHashSet.Create(
        StringComparer.Ordinal,
        "Exit", "ReleaseMutex", "ExitReadLock", "ExitWriteLock", "ExitUpgradeableReadLock", "ReleaseReaderLock", "ReleaseWriterLock", "ReleaseLock",
        "EndCriticalRegion", "EndThreadAffinity");

    private readonly CompilationContext compilation;
    private readonly AwaitableTypes types;
    private readonly ImmutableArray<INamedTypeSymbol> locks;

    private AwaitSafety(CompilationContext compilation)
    {
        this.compilation = compilation;
        types = AwaitableTypes.For(compilation);
        locks = new[] { TypeNames.Tasks.Monitor, TypeNames.Tasks.Lock, TypeNames.Tasks.Mutex, TypeNames.Tasks.SpinLock, TypeNames.Tasks.ReaderWriterLock, TypeNames.Tasks.ReaderWriterLockSlim, TypeNames.System.Thread }
            .Select(compilation.Type)
            .OfType<INamedTypeSymbol>()
            .ToImmutableArray();
    }

    public static AwaitSafety For(CompilationContext compilation) => compilation.Get(c => new AwaitSafety(c));

    /// <summary>What speaks against awaiting at an operation in a function; <paramref name="wait"/> when a blocking wait stands there now.</summary>
    public AwaitHazard At(IOperation place, BlockingWait? wait)
    {
        var function = Function(place);
        var own = Own(function).ToList();
        if (HoldsLock(own, place))
            return AwaitHazard.ThreadOwnedLock;

        if (own.Any(o => IsClosedTransaction(o) && Surrounds(o, place)))
            return AwaitHazard.Transaction;

        if (wait is { Kind: not WaitKind.GetResult } && ExpectsAggregate(place))
            return AwaitHazard.AggregateHandler;

        if (own.Any(IsThreadState) || (IsAwaitedAnew(place) && own.Any(AmbientWrites.For(compilation).IsLeftToCaller)))
            return AwaitHazard.ThreadState;

        if (LosesUpdate(place))
            return AwaitHazard.LostUpdate;

        if (SharedLoops.Surround(place, compilation))
            return AwaitHazard.ChangingCollection;

        return wait?.Task is { } task && IsReused(TaskStorage.Unwrap(task, types), function) ? AwaitHazard.ValueTaskReuse : AwaitHazard.None;
    }

    /// <summary>Whether the function around would have to become async for it.</summary>
    private static bool IsAwaitedAnew(IOperation place) => place.SemanticModel?.GetEnclosingSymbol(place.Syntax.SpanStart) is not IMethodSymbol { IsAsync: true };

    private static IOperation Function(IOperation place)
    {
        var current = place;
        while (current.Parent is { } parent && current is not (IAnonymousFunctionOperation or ILocalFunctionOperation))
            current = parent;

        return current;
    }

    /// <summary>The operations of a function without those of functions inside it.</summary>
    private static IEnumerable<IOperation> Own(IOperation function)
    {
        var pending = new Stack<IOperation>();
        pending.Push(function);
        while (pending.Count > 0)
        {
            var operation = pending.Pop();
            yield return operation;
            foreach (var child in operation.ChildOperations)
            {
                if (child is not (IAnonymousFunctionOperation or ILocalFunctionOperation))
                    pending.Push(child);
            }
        }
    }

    private bool HoldsLock(List<IOperation> own, IOperation place)
    {
        var acquired = own.OfType<IInvocationOperation>().Where(c => Acquiring.Contains(c.TargetMethod.Name) && IsLock(c)).ToList();
        var released = own.OfType<IInvocationOperation>().Where(c => Releasing.Contains(c.TargetMethod.Name) && IsLock(c)).ToList();
        var (start, end) = (place.Syntax.SpanStart, place.Syntax.Span.End);
        if (acquired.Any(acquire =>
            acquire.Syntax.SpanStart <= start
            && !released.Any(r => r.Syntax.SpanStart > acquire.Syntax.SpanStart && r.Syntax.Span.End <= start && IsOnTheWay(r, acquire))))
        {
            return true;
        }

        // What is given back later and not taken in between is held, in whatever way it was taken: by a constructor, a helper, a caller.
        return released.Any(r => r.Syntax.SpanStart >= end && !acquired.Any(a => a.Syntax.SpanStart >= end && a.Syntax.SpanStart < r.Syntax.SpanStart));
    }

    /// <summary>Whether the release is passed by everyone who took the lock: in a finally, or a statement beside the taking.</summary>
    private static bool IsOnTheWay(IOperation release, IOperation acquire)
    {
        var beside = Statement(acquire)?.Parent;
        for (var current = release; current.Parent is { } parent; current = parent)
        {
            if (parent is ITryOperation attempt && attempt.Finally == current)
                return true;

            if (parent is IConditionalOperation or ILoopOperation or ISwitchOperation)
                return false;

            if (parent == beside)
                return true;
        }

        return false;
    }

    private static IOperation? Statement(IOperation operation)
    {
        var current = operation;
        while (current is not null && current.Parent is not (IBlockOperation or ISwitchCaseOperation))
            current = current.Parent;

        return current;
    }

    private bool IsLock(IInvocationOperation call)
    {
        var type = call.TargetMethod.ContainingType;
        return locks.Any(l => type.Is(l)) || (call.Instance?.Type is { } receiver && locks.Any(l => receiver.DerivesFrom(l)));
    }

    private bool IsClosedTransaction(IOperation operation)
    {
        if (operation is not IObjectCreationOperation creation || !creation.Type.DerivesFrom(compilation.Type(TypeNames.Tasks.TransactionScope)))
            return false;

        var flow = compilation.Type(TypeNames.Tasks.TransactionScopeAsyncFlowOption);
        return !creation.Arguments.Any(a => a.Value.Type.Is(flow) && a.Value is not IFieldReferenceOperation { Field.Name: "Suppress" });
    }

    private static bool Surrounds(IOperation created, IOperation place)
    {
        var scope = created;
        while (scope.Parent is { } parent && scope is not (IUsingOperation or IBlockOperation))
            scope = parent;

        return created.Syntax.SpanStart < place.Syntax.SpanStart && scope.Syntax.Span.Contains(place.Syntax.Span);
    }

    /// <summary>Whether a handler around the place looks for, or into, the exception that only blocking waits throw.</summary>
    public bool ExpectsAggregate(IOperation place)
    {
        var aggregate = compilation.Type(TypeNames.Tasks.AggregateException);
        for (var current = place; current.Parent is { } parent and not (IAnonymousFunctionOperation or ILocalFunctionOperation); current = parent)
        {
            if (parent is ITryOperation attempt && attempt.Body == current && attempt.Catches.Any(c => c.ExceptionType.Is(aggregate) || LooksInside(c)))
                return true;
        }

        return false;
    }

    private bool LooksInside(ICatchClauseOperation handler) => handler.DescendantsAndSelf().Any(o => o switch
    {
        IPropertyReferenceOperation { Property.Name: "InnerException" or "InnerExceptions" } => true,
        IInvocationOperation { TargetMethod.Name: "GetBaseException" or "Flatten" } => true,
        ITypePatternOperation pattern => pattern.MatchedType.Is(compilation.Type(TypeNames.Tasks.AggregateException)),
        IDeclarationPatternOperation pattern => pattern.MatchedType.Is(compilation.Type(TypeNames.Tasks.AggregateException)),
        IIsTypeOperation test => test.TypeOperand.Is(compilation.Type(TypeNames.Tasks.AggregateException)),
        IConversionOperation conversion => conversion.Type.Is(compilation.Type(TypeNames.Tasks.AggregateException)),
        ITypeOfOperation named => named.TypeOperand.Is(compilation.Type(TypeNames.Tasks.AggregateException)),
        _ => false,
    });

    private bool IsThreadState(IOperation operation) => operation switch
    {
        IFieldReferenceOperation { Field: { IsStatic: true } field } =>
            field.GetAttributes().Any(a => a.AttributeClass.Is(compilation.Type(TypeNames.Tasks.ThreadStaticAttribute))),
        IPropertyReferenceOperation { Property: { Name: "Value" } property } => property.ContainingType.IsConstructedFrom(compilation.Type(TypeNames.Tasks.ThreadLocalOfT)),
        IPropertyReferenceOperation { Property: { Name: "CurrentCulture" or "CurrentUICulture", ContainingType: { Name: "CultureInfo", ContainingNamespace.Name: "Globalization" } } } =>
            operation.Parent is IAssignmentOperation changed && changed.Target == operation,
        IPropertyReferenceOperation { Property: { Name: "CurrentThread" or "CurrentPrincipal" } property } =>
            property.ContainingType.Is(compilation.Type(TypeNames.System.Thread)),
        IPropertyReferenceOperation { Property: { Name: "CurrentManagedThreadId", ContainingType: { Name: "Environment", ContainingNamespace.Name: "System" } } } => true,
        IInvocationOperation { TargetMethod: { Name: "GetData" or "SetData" } method } => method.ContainingType.Is(compilation.Type(TypeNames.System.Thread)),
        IPropertyReferenceOperation { Property: { Name: "Current", ContainingType: { Name: "HttpContext", ContainingNamespace.Name: "Web" } } } => true,
        _ => false,
    };

    private static bool LosesUpdate(IOperation place)
    {
        for (var current = place; current.Parent is { } parent and not (IBlockOperation or IAnonymousFunctionOperation); current = parent)
        {
            if (parent is IAssignmentOperation { Target: not (ILocalReferenceOperation or IParameterReferenceOperation or IDiscardOperation) } assignment
                && assignment.Value == current
                && (assignment is ICompoundAssignmentOperation || (assignment is ISimpleAssignmentOperation && ReadsFirst(assignment, place))))
            {
                return true;
            }
        }

        return false;
    }

    /// <summary>Whether what is assigned to is read on the right before the place: <c>total = total + await ...</c>.</summary>
    private static bool ReadsFirst(IAssignmentOperation assignment, IOperation place) =>
        assignment.Value.DescendantsAndSelf().Any(o =>
            o.Syntax.Span.End <= place.Syntax.SpanStart
            && o.Kind == assignment.Target.Kind
            && (o.ReferencedSymbol() is { } symbol ? symbol.Is(assignment.Target.ReferencedSymbol()) : SyntaxFactory.AreEquivalent(o.Syntax, assignment.Target.Syntax)));

    /// <summary>A value task may be waited for once only.</summary>
    private bool IsReused(IOperation task, IOperation function) =>
        types.IsValueTask(task.Type)
        && TaskStorage.IsStorage(task)
        && (task is not (ILocalReferenceOperation or IParameterReferenceOperation)
            || function.DescendantsAndSelf().Count(o => TaskStorage.Same(o, task) && o.GetType() == task.GetType() && !IsAsked(o)) > 1);

    private static bool IsAsked(IOperation operation) =>
        operation.Parent is IPropertyReferenceOperation { Property.Name: "IsCompleted" or "IsCompletedSuccessfully" or "IsFaulted" or "IsCanceled" };
}
