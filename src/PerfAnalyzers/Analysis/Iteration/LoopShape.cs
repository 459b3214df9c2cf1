using PerfAnalyzers.Analysis.Collections;

namespace PerfAnalyzers.Analysis.Iteration;

/// <summary>Recognises the purposes of loops that are not simply "for each element".</summary>
internal static class LoopShape
{
    private static readonly ImmutableHashSet<string> Delays = ImmutableHashSet.Create(
        StringComparer.Ordinal, "Delay", "Sleep", "WaitForNextTickAsync", "SpinOnce");

    private static readonly ImmutableHashSet<string> Dequeues = ImmutableHashSet.Create(
        StringComparer.Ordinal, "TryDequeue", "TryRead", "TryTake", "TryPop", "WaitToReadAsync", "Take", "Receive", "ReceiveAsync", "Consume", "ReadAsync");

    /// <summary>What <c>while (true)</c> and <c>for (;;)</c> are: whatever their body says.</summary>
    public static IterationKind Endless(ILoopOperation loop)
    {
        if (Retries(loop))
            return IterationKind.Retry;

        if (Waits(loop.Body))
            return IterationKind.Poll;

        return Pages(loop) || EndsOnEmptyBatch(loop) ? IterationKind.Page : IterationKind.Unknown;
    }

    /// <summary>The loop runs while the process, a connection or a timer lives.</summary>
    public static bool Polls(IOperation condition)
    {
        foreach (var operation in condition.DescendantsAndSelf())
        {
            if (operation is IPropertyReferenceOperation { Property.Name: "IsCancellationRequested" }
                or IInvocationOperation { TargetMethod.Name: "WaitForNextTickAsync" })
            {
                return true;
            }
        }

        return false;
    }

    /// <summary>Each round waits for time to pass.</summary>
    public static bool Waits(IOperation body) => OwnOperations(body).Any(o =>
        o is IInvocationOperation { TargetMethod: { } method } && Delays.Contains(method.Name));

    /// <summary>Whether each round, as one of its own statements, lets time pass, so that what it asks is not asked too much of.</summary>
    public static bool IsPaced(ILoopOperation loop) => loop.Body is IBlockOperation { Operations: var statements } && statements.Any(s =>
        s is IExpressionStatementOperation { Operation: var pause } && pause.UnwrapAwait() is IInvocationOperation { TargetMethod.Name: "Delay" or "Sleep" });

    /// <summary>The elements are how long to wait before something is tried again.</summary>
    public static bool GoesThroughPauses(IForEachLoopOperation loop) => loop.Locals.Any(l => l.Type is { Name: "TimeSpan" or "Int32" }) && OwnOperations(loop.Body).Any(o =>
        o is IInvocationOperation { TargetMethod.Name: "Delay" or "Sleep", Arguments: { Length: > 0 } arguments }
        && arguments[0].Value.DescendantsAndSelf().Any(v => v is ILocalReferenceOperation reference && loop.Locals.Contains(reference.Local, SymbolEqualityComparer.Default)));

    /// <summary>Whether an operation belongs to the last statement of a loop's body, or of the handler of a try that is that statement.</summary>
    public static bool EndsRound(IOperation operation)
    {
        var statement = operation;
        while (true)
        {
            while (statement.Parent is not (null or IBlockOperation))
                statement = statement.Parent;

            if (statement.Parent is not IBlockOperation { Operations: var operations } block || operations[operations.Length - 1] != statement)
                return false;

            if (block.Parent is not ICatchClauseOperation { Parent: ITryOperation attempt })
                return block.Parent is ILoopOperation;

            statement = attempt;
        }
    }

    /// <summary>Something is awaited in the rounds of a loop, or to get to the next one.</summary>
    public static bool AwaitsInEachRound(Iteration loop) =>
        loop.Form == IterationForm.AwaitForEach
        || OwnOperations(loop.Body).Any(o => o is IAwaitOperation)
        || (loop.Operation is IWhileLoopOperation { Condition: { } condition } && condition.DescendantsAndSelf().Any(o => o is IAwaitOperation));

    /// <summary>Rows or lines from a reader: the reader, or null.</summary>
    public static IOperation? Reads(IOperation condition)
    {
        foreach (var operation in condition.DescendantsAndSelf())
        {
            if (operation is IInvocationOperation { Instance: { } reader, TargetMethod: { } method }
                && (method.Name is "ReadLine" or "ReadLineAsync" or "MoveNext" or "MoveNextAsync"
                    || (method.Name is "Read" or "ReadAsync" && method.Parameters.Length <= 1 && method.ContainingType.Name.EndsWith("Reader", StringComparison.Ordinal)
                        && IsBooleanAnswer(method.ReturnType))))
            {
                return reader.Unwrap();
            }
        }

        return null;
    }

    /// <summary>
    /// Each round reads the next part of a stream into a buffer, until there is none: <c>while ((read = stream.Read(buffer)) > 0)</c>, or the same at
    /// the beginning of an endless loop.
    /// </summary>
    public static bool ReadsParts(ILoopOperation loop)
    {
        if (loop is not IWhileLoopOperation { Condition: var condition, Body: { } body })
            return false;

        if (condition is not null && !condition.ConstantValue.HasValue)
            return condition.DescendantsAndSelf().Any(IsReadOfPart);

        return body is IBlockOperation { Operations: { Length: > 0 } statements }
            && statements[0] is IVariableDeclarationGroupOperation or IExpressionStatementOperation
            && statements[0].DescendantsAndSelf().Any(IsReadOfPart);
    }

    /// <summary>The text or list in which each round goes some places further: <c>while (at &lt; text.Length) { ...; at += length; }</c></summary>
    public static IOperation? ForwardIn(IWhileLoopOperation loop)
    {
        if (loop.Condition is not { } condition)
            return null;

        var facts = LoopFacts.Of(loop);
        foreach (var operation in condition.DescendantsAndSelf())
        {
            if (operation is IBinaryOperation { OperatorKind: BinaryOperatorKind.LessThan, LeftOperand: ILocalReferenceOperation { Local: { } place } } test
                && test.RightOperand.Unwrap() is IPropertyReferenceOperation { Property.Name: "Count" or "Length", Instance: { } list }
                && list.ReferencedSymbol() is { } counted
                && !facts.Writes(counted)
                && !facts.Mutates(counted)
                && OwnOperations(loop.Body).Any(step => IsStepOf(step, place)))
            {
                return list;
            }
        }

        return null;
    }

    private static bool IsStepOf(IOperation operation, ILocalSymbol place) => operation switch
    {
        IIncrementOrDecrementOperation { Kind: OperationKind.Increment } step => step.Target.ReferencedSymbol().Is(place),
        IAssignmentOperation step => step.Target.ReferencedSymbol().Is(place),
        _ => false,
    };

    private static bool IsReadOfPart(IOperation operation) =>
        operation is IInvocationOperation { Instance: not null, TargetMethod: { } method, Arguments.IsEmpty: var isAlone }
        && (isAlone ? method.Name is "Read" or "ReadByte" : method.Name is "Read" or "ReadAsync" or "ReadBlock" or "ReadBlockAsync" or "Receive" or "ReceiveAsync")
        && IsNumber(method.ReturnType)
        && method.ContainingNamespace.IsFramework();

    private static bool IsNumber(ITypeSymbol type) =>
        type.SpecialType == SpecialType.System_Int32 || type is INamedTypeSymbol { TypeArguments: { Length: 1 } arguments } && arguments[0].SpecialType == SpecialType.System_Int32;

    /// <summary>Messages from a queue, channel or broker.</summary>
    public static bool Consumes(IOperation condition) => condition.DescendantsAndSelf().Any(o =>
        o is IInvocationOperation { TargetMethod: { } method } && Dequeues.Contains(method.Name));

    /// <summary>The same work again after a failure: what is tried is left on success, and a catch lets the loop go on.</summary>
    public static bool Retries(ILoopOperation loop)
    {
        if (CountsAttempts(loop))
            return true;

        foreach (var operation in OwnOperations(loop.Body))
        {
            if (operation is not ITryOperation { Catches.IsEmpty: false } attempt || !IsDirectlyIn(attempt, loop))
                continue;

            var leavesOnSuccess = OwnOperations(attempt.Body).Any(o => o is IReturnOperation { Kind: OperationKind.Return } || IsBreakOf(o, loop));
            var setsCondition = ConditionSymbols(loop).Any(s => LoopFacts.OfBody(attempt.Body).Writes(s));
            if ((leavesOnSuccess || setsCondition) && loop is not IForEachLoopOperation)
                return true;
        }

        return false;
    }

    /// <summary>Each round asks for the next page of something.</summary>
    /// <param name="loop">The loop.</param>
    /// <param name="counted">The list whose elements are counted through, if any: one of pages has nothing to do with paging.</param>
    public static bool Pages(ILoopOperation loop, ISymbol? counted = null)
    {
        foreach (var operation in OwnOperations(loop.Body))
        {
            if (operation is IInvocationOperation { TargetMethod: { Name: "Skip" or "Take", IsExtensionMethod: true } })
                return true;
        }

        return ConditionSymbols(loop).Any(s => NamesPaging(s.Name) && !s.Is(counted)) || LoopFacts.Of(loop).Written.Any(s => NamesPaging(s.Name));
    }

    /// <summary>Each round takes a batch, and the loop ends when there is none: <c>if (ids.Count == 0) break;</c></summary>
    public static bool EndsOnEmptyBatch(ILoopOperation loop)
    {
        var facts = LoopFacts.Of(loop);
        return LoopExits.Of(loop).Any(exit => exit.OnTrue && EmptyOne(exit.Test.Condition) is ILocalSymbol batch && facts.Declares(batch));
    }

    /// <summary>The <c>ids</c> of <c>ids.Count == 0</c>, <c>ids.Length &lt; 1</c> and <c>!ids.Any()</c>.</summary>
    public static ISymbol? EmptyOne(IOperation condition) => condition.Unwrap() switch
    {
        IUnaryOperation { OperatorKind: UnaryOperatorKind.Not, Operand: IInvocationOperation { TargetMethod.Name: "Any", Arguments.Length: 1 } any } => any.Receiver()?.ReferencedSymbol(),
        IBinaryOperation { OperatorKind: BinaryOperatorKind.Equals, RightOperand.ConstantValue: { HasValue: true, Value: 0 } } test => Counted(test.LeftOperand),
        IBinaryOperation { OperatorKind: BinaryOperatorKind.LessThan, RightOperand.ConstantValue: { HasValue: true, Value: 1 } } test => Counted(test.LeftOperand),
        IIsPatternOperation { Pattern: IConstantPatternOperation { Value.ConstantValue: { HasValue: true, Value: 0 } } } match => Counted(match.Value),
        _ => null,
    };

    /// <summary>The <c>ids</c> of <c>ids.Count</c>, <c>ids.Length</c> and <c>ids.Count()</c>.</summary>
    public static ISymbol? Counted(IOperation count) => count.Unwrap() switch
    {
        IPropertyReferenceOperation { Property.Name: "Count" or "Length", Instance: { } counted } => counted.ReferencedSymbol(),
        IInvocationOperation { TargetMethod.Name: "Count", Arguments.Length: 1 } call => call.Receiver()?.ReferencedSymbol(),
        _ => null,
    };

    /// <summary>A queue or stack of work that the rounds themselves fill: the collection, or null.</summary>
    public static IOperation? WorksThroughList(IWhileLoopOperation loop, CompilationContext compilation)
    {
        foreach (var operation in OwnOperations(loop.Body))
        {
            if (operation is IInvocationOperation { TargetMethod.Name: "Dequeue" or "Pop", Instance: { } work })
                return work.Unwrap();
        }

        return null;
    }

    /// <summary>What the condition tests is found out anew in each round.</summary>
    public static bool IsSteered(IWhileLoopOperation loop, IOperation condition)
    {
        var facts = LoopFacts.Of(loop);
        return LoopFacts.ReferencedSymbols(condition).Any(s => s is ILocalSymbol or IParameterSymbol && facts.Writes(s));
    }

    /// <summary>What the condition tests is replaced by what a round has found: <c>for (var url = first; url is not null;) { ... url = page.Next; }</c></summary>
    public static bool IsReplaced(ILoopOperation loop, IOperation condition) => OwnOperations(loop.Body).Any(o =>
        o is ISimpleAssignmentOperation { Target: { } target, Value: { } value }
        && value.Unwrap() is not IBinaryOperation
        && target.ReferencedSymbol() is { } replaced
        && LoopFacts.ReferencedSymbols(condition).Contains(replaced, SymbolEqualityComparer.Default));

    /// <summary>The operations of a body, without those of lambdas and local functions in it.</summary>
    public static IEnumerable<IOperation> OwnOperations(IOperation body)
    {
        var pending = new Stack<IOperation>();
        pending.Push(body);
        while (pending.Count > 0)
        {
            var operation = pending.Pop();
            if (operation is IAnonymousFunctionOperation or ILocalFunctionOperation)
                continue;

            yield return operation;
            foreach (var child in operation.ChildOperations)
                pending.Push(child);
        }
    }

    public static bool IsBreakOf(IOperation operation, ILoopOperation loop) =>
        operation is IBranchOperation { BranchKind: BranchKind.Break } branch && branch.Target.Is(loop.ExitLabel);

    private static bool IsDirectlyIn(IOperation operation, ILoopOperation loop)
    {
        for (var parent = operation.Parent; parent is not null; parent = parent.Parent)
        {
            if (parent is ILoopOperation nearest)
                return nearest == loop;
        }

        return false;
    }

    private static bool CountsAttempts(ILoopOperation loop) =>
        loop is not IForEachLoopOperation && (ConditionSymbols(loop).Any(s => NamesAttempt(s.Name)) || loop.Locals.Any(l => NamesAttempt(l.Name)));

    private static IEnumerable<ISymbol> ConditionSymbols(ILoopOperation loop)
    {
        var condition = loop switch
        {
            IWhileLoopOperation { Condition: { } test } => test,
            IForLoopOperation { Condition: { } test } => test,
            _ => null,
        };
        return condition is null ? Enumerable.Empty<ISymbol>() : LoopFacts.ReferencedSymbols(condition);
    }

    /// <summary>Whether a number counts how often something is tried; entries and what is retrieved have nothing to do with it.</summary>
    private static bool NamesAttempt(string name) =>
        Contains(name, "attempt") || Contains(name, "retry") || Contains(name, "retries") || Words.Split(name).Any(w => w.Equals("tries", StringComparison.OrdinalIgnoreCase) || w.Equals("try", StringComparison.OrdinalIgnoreCase));

    private static bool NamesPaging(string name) =>
        Contains(name, "page") || Contains(name, "cursor") || Contains(name, "continuation") || Contains(name, "offset") || Contains(name, "batch") || Contains(name, "skip");

    private static bool Contains(string name, string part) => name.IndexOf(part, StringComparison.OrdinalIgnoreCase) >= 0;

    private static bool IsBooleanAnswer(ITypeSymbol type) =>
        type.SpecialType == SpecialType.System_Boolean
        || type is INamedTypeSymbol { TypeArguments: { Length: 1 } arguments } && arguments[0].SpecialType == SpecialType.System_Boolean;
}
