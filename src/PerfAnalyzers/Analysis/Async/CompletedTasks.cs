using System.Collections.Concurrent;
using PerfAnalyzers.Analysis.Calls;
using PerfAnalyzers.Knowledge;

namespace PerfAnalyzers.Analysis.Async;

/// <summary>
/// Tells whether a task is done wherever control can reach an operation, so that waiting for it there never blocks.
/// It reads the statements that come before, the conditions around, and nothing that it cannot see: no flow analysis.
/// </summary>
internal sealed class CompletedTasks
{
    /// <summary>How many methods that await each other are looked into.</summary>
    private const int DeepestCall = 3;

    private readonly CompletionFacts facts;
    private readonly AwaitableTypes types;
    private readonly CompilationContext compilation;
    private readonly ConcurrentDictionary<IMethodSymbol, bool> finished = new(SymbolEqualityComparer.Default);

    private CompletedTasks(CompilationContext compilation)
    {
        this.compilation = compilation;
        types = AwaitableTypes.For(compilation);
        facts = new CompletionFacts(types);
    }

    public static CompletedTasks For(CompilationContext compilation) => compilation.Get(c => new CompletedTasks(c));

    /// <summary>Whether <paramref name="task"/> is done when it is evaluated where it stands.</summary>
    public bool IsComplete(IOperation task) => IsComplete(task, ImmutableHashSet<ISymbol>.Empty.WithComparer(SymbolEqualityComparer.Default));

    private bool IsComplete(IOperation task, ImmutableHashSet<ISymbol> seen)
    {
        task = TaskStorage.Unwrap(task, types);
        if (CompletedValues.IsDone(task, types) || (task is IInvocationOperation call && (GivesOnlyDone(call) || ReadsFromMemory(call))))
            return true;

        var origins = TaskOrigins.Of(task, types, compilation);
        return origins.IsComplete || IsComplete(task, origins.Places, seen) || (task is ILocalReferenceOperation local && (HoldsOnlyDone(local, seen) || (LocalValues.Matched(local) is { } matched && CompletedValues.IsDone(TaskStorage.Unwrap(matched, types), types))));
    }

    /// <summary>Whether a call reads on in what is in memory, by a reader of a library made over it: <c>new StreamReader(new MemoryStream(data))</c>.</summary>
    private bool ReadsFromMemory(IInvocationOperation call) =>
        call.TargetMethod.Name.StartsWith("Read", StringComparison.Ordinal)
        && call.TargetMethod.DeclaringSyntaxReferences.IsEmpty
        && call.Receiver() is { } reader
        && Made(reader) is IObjectCreationOperation made
        && (IsMemory(made) || made.Arguments.Any(a => Made(a.Value) is IObjectCreationOperation source && IsMemory(source)));

    private bool IsMemory(IObjectCreationOperation made) => InMemoryIo.MemoryTypes.Concat(InMemoryIo.MemoryBodies).Any(name => made.Type.Is(compilation.Type(name)));

    private static IOperation? Made(IOperation value) => value.Unwrap() is ILocalReferenceOperation local ? LocalValues.SetOnce(local)?.Unwrap() : value.Unwrap();

    /// <summary>Whether whatever a call may run is asynchronous for the sake of its callers only: it never waits, or gives a finished task.</summary>
    private bool GivesOnlyDone(IInvocationOperation call) =>
        CallTargets.MayRunSource(call.TargetMethod)
        && CallTargets.Of(call, compilation).Methods is { IsEmpty: false } methods
        && methods.All(GivesDone);

    /// <summary>Whether a method in source is asynchronous for the sake of its callers only: it never waits, or gives a finished task. False where that cannot be seen.</summary>
    public bool GivesDone(IMethodSymbol method) => finished.GetOrAdd(MethodBodies.Declared(method), m => GivesOnlyDone(m, DeepestCall));

    private bool GivesOnlyDone(IMethodSymbol method, int depth)
    {
        if (MethodBodies.For(compilation).Of(method) is not { } body)
            return false;

        var own = RunningCode.Of(body).ToList();
        return method.IsAsync
            ? !own.Any(o => (o is IAwaitOperation { Operation: var awaited } && !AwaitsOnlyDone(awaited, depth)) || o is IForEachLoopOperation { IsAsynchronous: true } or IUsingOperation { IsAsynchronous: true } or IUsingDeclarationOperation { IsAsynchronous: true })
            : own.OfType<IReturnOperation>().Where(r => r.ReturnedValue is not null && !r.IsInLambda()).ToList() is { Count: > 0 } returned && returned.All(r => CompletedValues.IsDone(r.ReturnedValue!, types));
    }

    /// <summary>Whether what is awaited is done already, as a method in source gives nothing else.</summary>
    private bool AwaitsOnlyDone(IOperation awaited, int depth) =>
        TaskStorage.Unwrap(awaited, types) is var task
        && (CompletedValues.IsDone(task, types)
            || (depth > 0
                && task is IInvocationOperation call
                && CallTargets.MayRunSource(call.TargetMethod)
                && CallTargets.Of(call, compilation).Methods is { IsEmpty: false } methods
                && methods.All(m => GivesOnlyDone(MethodBodies.Declared(m), depth - 1))));

    /// <summary>Whether everything that a local is ever given is done where it is given, as the winner of a race is. Nobody waits for null.</summary>
    private bool HoldsOnlyDone(ILocalReferenceOperation reference, ImmutableHashSet<ISymbol> seen)
    {
        if (seen.Contains(reference.Local))
            return false;

        var given = 0;
        foreach (var operation in LocalValues.Root(reference).DescendantsAndSelf())
        {
            if (CompletionFacts.Given(operation, reference.Local, out var value))
            {
                if (value is null)
                    return false;

                if (value.Unwrap() is { ConstantValue: { HasValue: true, Value: null } } or IDefaultValueOperation)
                    continue;

                given++;
                if (!IsComplete(value, seen.Add(reference.Local)))
                    return false;
            }
        }

        return given > 0;
    }

    private bool IsComplete(IOperation from, IEnumerable<IOperation> places, ImmutableHashSet<ISymbol> functions)
    {
        var known = places.ToList();
        var child = from;
        for (var parent = from.Parent; parent is not null && known.Count > 0; child = parent, parent = parent.Parent)
        {
            switch (parent)
            {
                case IBlockOperation block when DecidedBefore(block, block.Operations, child, known):
                case ISwitchCaseOperation section when section.Body.Contains(child) && (facts.SelectsComplete(section, known) || DecidedBefore(section, section.Body, child, known)):
                case ISwitchExpressionArmOperation arm when child == arm.Value && facts.SelectsComplete(arm, known):
                case IConditionalOperation conditional when child != conditional.Condition && GuardedBy(conditional.Condition, child == conditional.WhenTrue, known):
                case IBinaryOperation { OperatorKind: BinaryOperatorKind.ConditionalAnd } both when child == both.RightOperand && GuardedBy(both.LeftOperand, true, known):
                case IBinaryOperation { OperatorKind: BinaryOperatorKind.ConditionalOr } either when child == either.RightOperand && GuardedBy(either.LeftOperand, false, known):
                case IWhileLoopOperation { Condition: { } condition, ConditionIsTop: true } loop when child == loop.Body && GuardedBy(condition, !loop.ConditionIsUntil, known):
                case ICatchClauseOperation { Filter: { } filter } handler when child == handler.Handler && GuardedBy(filter, true, known):
                    return true;

                case IAnonymousFunctionOperation lambda when IsFilteredByAnswer(lambda, known):
                    return true;

                case IAnonymousFunctionOperation:
                    // The lambda may run after the variable was given another task.
                    known.RemoveAll(place => IsWrittenTwice(place, parent));
                    break;

                case ILocalFunctionOperation function:
                    return !functions.Contains(function.Symbol) && EveryCallIsAfter(function, known, functions.Add(function.Symbol));
            }

            if (parent is ILoopOperation repeated)
            {
                // The next round comes back here with whatever this round has stored.
                known.RemoveAll(place => facts.Writes(repeated.Body, place));
            }
            else if (IsEvaluatedInOrder(parent) && DecidedBefore(parent, parent.ChildOperations.ToImmutableArray(), child, known))
            {
                return true;
            }
        }

        return false;
    }

    private bool GuardedBy(IOperation condition, bool value, List<IOperation> known) =>
        known.Any(place => facts.Implies(condition, value, place)) || Decided(place => facts.After(condition, place), known);

    private bool DecidedBefore(IOperation parent, ImmutableArray<IOperation> operations, IOperation child, List<IOperation> known)
    {
        var position = operations.IndexOf(child);
        return position > 0 && Decided(place => CompletionIndex.Of(parent).Before(parent, operations, position, place, facts.After), known);
    }

    /// <summary>Whether a place is done; the places of which nothing is known any more are taken out.</summary>
    private static bool Decided(Func<IOperation, Completion> after, List<IOperation> known)
    {
        for (var i = known.Count - 1; i >= 0; i--)
        {
            switch (after(known[i]))
            {
                case Completion.Done:
                    return true;
                case Completion.Unknown:
                    known.RemoveAt(i);
                    break;
            }
        }

        return false;
    }

    /// <summary>Whether a filter before it has waited for the element that a lambda is given: <c>tasks.Where(t =&gt; t.Result != null).Select(t =&gt; t.Result)</c>.</summary>
    private bool IsFilteredByAnswer(IAnonymousFunctionOperation lambda, List<IOperation> known)
    {
        if (lambda.Parent?.Parent is not IArgumentOperation { Parent: IInvocationOperation call }
            || !known.Any(p => p is IParameterReferenceOperation { Parameter: { Ordinal: 0 } given } && given.ContainingSymbol.Is(lambda.Symbol)))
        {
            return false;
        }

        while (call.Receiver()?.Unwrap() is IInvocationOperation { TargetMethod: { Name: "Where" or "TakeWhile", IsExtensionMethod: true } } filter)
        {
            if (filter.Argument(1)?.Unwrap() is IDelegateCreationOperation { Target: IAnonymousFunctionOperation { Symbol: { } test, Body: { } body } }
                && body.Descendants().OfType<IParameterReferenceOperation>().FirstOrDefault(p => p.Parameter.ContainingSymbol.Is(test)) is { } place
                && facts.After(body, place) == Completion.Done)
            {
                return true;
            }

            call = filter;
        }

        return false;
    }

    private static bool IsEvaluatedInOrder(IOperation parent) => parent is IInvocationOperation or IObjectCreationOperation or IArgumentOperation
        or IBinaryOperation { OperatorKind: not (BinaryOperatorKind.ConditionalAnd or BinaryOperatorKind.ConditionalOr) }
        or ITupleOperation or IObjectOrCollectionInitializerOperation or IAnonymousObjectCreationOperation or IVariableDeclarationOperation
        or IVariableDeclarationGroupOperation or IArrayInitializerOperation or IInterpolatedStringOperation or ISimpleAssignmentOperation
        or IUsingOperation or ILockOperation;

    private static bool IsWrittenTwice(IOperation place, IOperation within) =>
        TaskStorage.RootLocal(place) is { } local
        && LocalValues.SetOnce(local, within) is null
        && CompletionFacts.CountWrites(LocalValues.Root(within), local) > 1;

    /// <summary>A local function sees what its callers have established, if all of them have.</summary>
    private bool EveryCallIsAfter(ILocalFunctionOperation function, List<IOperation> known, ImmutableHashSet<ISymbol> functions)
    {
        known.RemoveAll(place => IsWrittenTwice(place, function) || DependsOnOwn(place, function));
        if (known.Count == 0)
            return false;

        var calls = 0;
        foreach (var operation in LocalValues.Root(function).DescendantsAndSelf())
        {
            switch (operation)
            {
                case IMethodReferenceOperation reference when reference.Method.Is(function.Symbol):
                    return false;
                case IInvocationOperation call when call.TargetMethod.Is(function.Symbol):
                    calls++;
                    if (!IsComplete(call, known, functions))
                        return false;
                    break;
            }
        }

        return calls > 0;
    }

    private static bool DependsOnOwn(IOperation place, ILocalFunctionOperation function) =>
        place.DescendantsAndSelf().Any(o => o is IParameterReferenceOperation parameter && parameter.Parameter.ContainingSymbol.Is(function.Symbol));
}
