using Microsoft.CodeAnalysis.CSharp.Syntax;
using PerfAnalyzers.Analysis.Calls;
using PerfAnalyzers.Analysis.Iteration;
using PerfAnalyzers.Analysis.RoundTrips;
using PerfAnalyzers.Knowledge;

namespace PerfAnalyzers.Analysis.Resilience;

/// <summary>What is wrong with the way a loop tries again.</summary>
[Flags]
internal enum RetryFlaws
{
    None = 0,

    /// <summary>The next attempt follows at once.</summary>
    NoDelay = 1,

    /// <summary>The attempts never end.</summary>
    NoLimit = 2,

    /// <summary>A cancelled attempt counts as a failed one.</summary>
    IgnoresCancellation = 4,
}

/// <summary>A loop that makes a round trip again until it works.</summary>
/// <param name="Loop">The loop.</param>
/// <param name="Catch">Where a failure is dropped; null where an answer tells it.</param>
/// <param name="Path">The round trip.</param>
/// <param name="Flaws">What is wrong.</param>
internal sealed record RetryLoop(ILoopOperation Loop, ICatchClauseOperation? Catch, RoundTripPath Path, RetryFlaws Flaws)
{
    /// <summary>One is enough; a helper that many use need not be asked about all of them.</summary>
    private const int MostCallers = 12;

    /// <summary>As many attempts, each of which waited for an answer in vain, need no pause between them.</summary>
    private const int FewAttempts = 5;

    /// <summary>Failures that another caller's success explains: the next attempt may follow at once.</summary>
    private static readonly ImmutableArray<string> Races = ImmutableArray.Create("Concurren", "Conflict", "Optimistic", "Duplicate", "Unique", "AlreadyExists");

    /// <summary>The loop as a retry with flaws; null for any other loop.</summary>
    public static RetryLoop? Of(ILoopOperation loop, CompilationContext compilation, CancellationToken cancellationToken)
    {
        if (loop is IForEachLoopOperation)
            return null;

        if (TryIn(loop) is not { } attempt)
            return AnswerLoop.Of(loop, compilation, cancellationToken);

        if (!LeavesOnSuccess(attempt, loop))
            return null;

        var handlers = attempt.Catches.Where(c => GoesOn(c, loop)).ToList();
        if (handlers.Count == 0 || handlers.Any(IsRace) || TriesAnother(loop, attempt.Body))
            return null;

        var flaws = FlawsOf(loop, attempt, handlers, compilation);
        if (flaws == RetryFlaws.None || PathIn(attempt, compilation, cancellationToken) is not { } path || path.Steps.Any(s => ServingPlaces.IsOneOff(s.Method)))
            return null;

        return new RetryLoop(loop, handlers[handlers.Count - 1], path, flaws);
    }

    private static ITryOperation? TryIn(ILoopOperation loop)
    {
        if (loop.Body is ITryOperation { Catches.IsEmpty: false } alone)
            return alone;

        return loop.Body is IBlockOperation block ? block.Operations.OfType<ITryOperation>().FirstOrDefault(t => !t.Catches.IsEmpty) : null;
    }

    /// <summary>Whether the loop ends as soon as an attempt gets to its end.</summary>
    private static bool LeavesOnSuccess(ITryOperation attempt, ILoopOperation loop)
    {
        var last = attempt.Body.Operations.LastOrDefault();
        if (IsLeaving(last, loop) || (last is IConditionalOperation { WhenFalse: null, WhenTrue: var done } tested && (PresenceTest.TellsSuccess(tested.Condition) || AnswerLoop.TellsArrival(tested.Condition, attempt.Body)) && IsLeaving(done is IBlockOperation inner ? inner.Operations.LastOrDefault() : done, loop)))
            return true;

        if (loop.Body is IBlockOperation block && block.Operations.IndexOf(attempt) is var at && at + 1 < block.Operations.Length && IsLeaving(block.Operations[at + 1], loop))
            return true;

        // The condition is what tells success: while (!done) { try { ...; done = true; } ... }
        return loop is IWhileLoopOperation { Condition: { } condition }
            && attempt.Body.Operations.Any(o => o is IExpressionStatementOperation { Operation: ISimpleAssignmentOperation { Target: { } target, Value.ConstantValue.HasValue: true } }
                && target.ReferencedSymbol() is { } flag
                && LoopFacts.ReferencedSymbols(condition).Any(s => s.Is(flag)));
    }

    private static bool IsLeaving(IOperation? statement, ILoopOperation loop) =>
        statement is IReturnOperation { Kind: OperationKind.Return } || (statement is not null && LoopShape.IsBreakOf(statement, loop));

    private static bool GoesOn(ICatchClauseOperation clause, ILoopOperation loop) =>
        clause.Handler.Operations.LastOrDefault() is not (IReturnOperation or IThrowOperation or IExpressionStatementOperation { Operation: IThrowOperation }) and var last
        && !(last is not null && LoopShape.IsBreakOf(last, loop))
        && !(last is IBranchOperation { BranchKind: BranchKind.GoTo });

    /// <summary>Whether more attempts are counted than it takes to get over a hitch: then they are load, however long each has taken.</summary>
    private static bool IsHighLimit(IOperation operation) =>
        operation is IBinaryOperation { OperatorKind: BinaryOperatorKind.LessThan or BinaryOperatorKind.LessThanOrEqual or BinaryOperatorKind.GreaterThan or BinaryOperatorKind.GreaterThanOrEqual } test
        && (test.LeftOperand.ConstantValue, test.RightOperand.ConstantValue) is ({ HasValue: true, Value: int and > FewAttempts }, _) or (_, { HasValue: true, Value: int and > FewAttempts });

    /// <summary>Whether only those failures are dropped that have taken their time already.</summary>
    private static bool IsTimeout(ICatchClauseOperation clause) => clause.ExceptionType.Name.IndexOf("Timeout", StringComparison.Ordinal) >= 0;

    private static bool IsRace(ICatchClauseOperation clause) => Races.Any(r =>
        clause.ExceptionType.Name.IndexOf(r, StringComparison.Ordinal) >= 0 || (clause.Filter?.Syntax.ToString().IndexOf(r, StringComparison.Ordinal) ?? -1) >= 0);

    /// <summary>Whether each round asks another one: the next host of a list, the next page, the next free name.</summary>
    public static bool TriesAnother(ILoopOperation loop, IOperation attempt)
    {
        var facts = LoopFacts.Of(loop);
        foreach (var operation in attempt.Descendants())
        {
            var index = operation switch
            {
                IArrayElementReferenceOperation { Indices: { Length: 1 } indices } => indices[0],
                IPropertyReferenceOperation { Property.IsIndexer: true, Arguments: { Length: 1 } arguments } => arguments[0].Value,
                IArgumentOperation argument => argument.Value,
                _ => null,
            };
            var chosen = index?.Unwrap() is IIncrementOrDecrementOperation { Target: { } stepped } ? stepped : index;
            if (chosen?.ReferencedSymbol() is ILocalSymbol local && facts.Writes(local) && !(operation is IArgumentOperation { Parent: IInvocationOperation call } && IsLogging(call)))
                return true;
        }

        return false;
    }

    private static RetryFlaws FlawsOf(ILoopOperation loop, ITryOperation attempt, List<ICatchClauseOperation> handlers, CompilationContext compilation)
    {
        var token = compilation.Type(TypeNames.System.CancellationToken);
        var around = AroundAttempt(loop, attempt).ToList();
        var waits = around.Where(MayWait).ToList();
        var stops = around.Any(LooksAtToken)
            || waits.SelectMany(w => w.Descendants()).Any(o => o is IArgumentOperation { ArgumentKind: ArgumentKind.Explicit, Value.Type: var type } && type.Is(token));
        var isLimited = around.Any(o => o is IBinaryOperation { OperatorKind: BinaryOperatorKind.LessThan or BinaryOperatorKind.LessThanOrEqual or BinaryOperatorKind.GreaterThan or BinaryOperatorKind.GreaterThanOrEqual or BinaryOperatorKind.Equals }
            || o is IIncrementOrDecrementOperation { Kind: OperationKind.Decrement });

        var flaws = RetryFlaws.None;
        if (waits.Count == 0 && !(handlers.All(IsTimeout) && !around.Any(IsHighLimit)))
            flaws |= RetryFlaws.NoDelay;

        if (!isLimited && !stops)
            flaws |= RetryFlaws.NoLimit;

        var dropsCancellation = attempt.Catches.Any(IsOfCancellation) ? handlers.Any(h => IsOfCancellation(h) && h.Filter is null) : handlers.Any(IsForAll);
        if (!stops && dropsCancellation && IsGivenToken(attempt, token))
            flaws |= RetryFlaws.IgnoresCancellation;

        return flaws;
    }

    /// <summary>Whether somebody may say from outside that there is no next attempt.</summary>
    public static bool LooksAtToken(IOperation operation) =>
        operation is IPropertyReferenceOperation { Property.Name: "IsCancellationRequested" } or IInvocationOperation { TargetMethod.Name: "ThrowIfCancellationRequested" };

    private static IEnumerable<IOperation> AroundAttempt(ILoopOperation loop, ITryOperation attempt)
    {
        var tried = new HashSet<IOperation>(attempt.Body.DescendantsAndSelf());
        return Around(loop).Where(o => !tried.Contains(o));
    }

    /// <summary>The operations of each round, its test first.</summary>
    public static IEnumerable<IOperation> Around(ILoopOperation loop)
    {
        var condition = loop switch
        {
            IWhileLoopOperation { Condition: { } test } => test.DescendantsAndSelf(),
            IForLoopOperation { Condition: { } test } => test.DescendantsAndSelf(),
            _ => Enumerable.Empty<IOperation>(),
        };
        return condition.Concat(LoopShape.OwnOperations(loop.Body));
    }

    /// <summary>A wait by name, or anything awaited that is not known: it may wait.</summary>
    private static bool MayWait(IOperation operation) => operation switch
    {
        IAwaitOperation awaited => awaited.Operation is not IInvocationOperation call || !IsLogging(call),
        IInvocationOperation call => IsWait(call),
        _ => false,
    };

    public static bool IsWait(IInvocationOperation call)
    {
        var name = call.TargetMethod.Name;
        return name.IndexOf("Delay", StringComparison.Ordinal) >= 0
            || name.IndexOf("Sleep", StringComparison.Ordinal) >= 0
            || name.IndexOf("Wait", StringComparison.Ordinal) >= 0
            || name.IndexOf("Backoff", StringComparison.OrdinalIgnoreCase) >= 0
            || name.IndexOf("SpinOnce", StringComparison.Ordinal) >= 0;
    }

    public static bool IsLogging(IInvocationOperation call) =>
        call.TargetMethod.Name.IndexOf("Log", StringComparison.Ordinal) >= 0 || call.TargetMethod.Name.StartsWith("Write", StringComparison.Ordinal) || call.TargetMethod.Name is "Warn" or "Error" or "Info" or "Debug" or "Trace";

    private static bool IsOfCancellation(ICatchClauseOperation clause) => clause.ExceptionType.Name is "OperationCanceledException" or "TaskCanceledException";

    private static bool IsForAll(ICatchClauseOperation clause) =>
        clause.Filter is null && (clause.ExceptionType is { Name: "Exception" or "Object" or "SystemException" } || clause.Syntax is CatchClauseSyntax { Declaration: null });

    private static bool IsGivenToken(ITryOperation attempt, ITypeSymbol? token) =>
        attempt.Body.Descendants().Any(o => o is IArgumentOperation { ArgumentKind: ArgumentKind.Explicit, Value: IParameterReferenceOperation { Type: var type } } && type.Is(token));

    private static RoundTripPath? PathIn(ITryOperation attempt, CompilationContext compilation, CancellationToken cancellationToken)
    {
        foreach (var operation in attempt.Body.Descendants())
        {
            if (operation is not IInvocationOperation call)
                continue;

            if (PathOf(call, compilation, cancellationToken) is { } path)
                return path;

            if (call is { TargetMethod.MethodKind: MethodKind.DelegateInvoke, Instance: IParameterReferenceOperation tried } && PathHandedTo(tried.Parameter, compilation, cancellationToken) is { } handed)
                return handed;
        }

        return null;
    }

    /// <summary>The way from a call to another machine; null when it leads to none, or that is a guess.</summary>
    public static RoundTripPath? PathOf(IInvocationOperation call, CompilationContext compilation, CancellationToken cancellationToken)
    {
        foreach (var path in RoundTripFacts.For(compilation).Of(call, isAction: false, cancellationToken))
        {
            if (path.Certainty != PathCertainty.Guess && path.End.LeavesMachine && !path.End.IsPending)
                return path;
        }

        return null;
    }

    /// <summary>A round trip in one of the functions that callers hand over to be tried.</summary>
    private static RoundTripPath? PathHandedTo(IParameterSymbol tried, CompilationContext compilation, CancellationToken cancellationToken)
    {
        if (tried.ContainingSymbol is not IMethodSymbol { MethodKind: MethodKind.Ordinary } helper)
            return null;

        foreach (var site in Callers.For(compilation).Of(MethodBodies.Declared(helper), cancellationToken).Take(MostCallers))
        {
            if (site.Operation is not IInvocationOperation handing || handing.Argument(tried.Ordinal)?.Unwrap() is not IDelegateCreationOperation { Target: IAnonymousFunctionOperation function })
                continue;

            foreach (var operation in function.Body.Descendants())
            {
                if (operation is IInvocationOperation call && call.SemanticModel is { } model && PathOf(call, CompilationContext.For(model.Compilation), cancellationToken) is { } path)
                    return path;
            }
        }

        return null;
    }
}
