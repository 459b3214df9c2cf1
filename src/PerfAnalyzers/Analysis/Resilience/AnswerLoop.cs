using PerfAnalyzers.Analysis.Collections;
using PerfAnalyzers.Analysis.Iteration;
using PerfAnalyzers.Analysis.RoundTrips;
using PerfAnalyzers.Knowledge;

namespace PerfAnalyzers.Analysis.Resilience;

/// <summary>Reads loops that ask again because of what the answer says: a status, or a word for success.</summary>
internal static class AnswerLoop
{
    /// <summary>Words for what is handed out when it arrives.</summary>
    private static readonly ImmutableHashSet<string> Waiting = ImmutableHashSet.Create(
        StringComparer.OrdinalIgnoreCase, "Receive", "Poll", "Wait", "Consume", "Read", "Dequeue", "Next", "Take", "Pop", "Accept", "Listen", "Watch", "Await", "Fetch", "Pull");

    /// <summary>The names of statuses that are no failure.</summary>
    private static readonly ImmutableHashSet<string> GoodStatuses = ImmutableHashSet.Create(StringComparer.Ordinal, "OK", "Created", "Accepted", "NoContent", "PartialContent", "NotModified", "Found");

    /// <summary>The loop as one that asks again at once; null for any other.</summary>
    public static RetryLoop? Of(ILoopOperation loop, CompilationContext compilation, CancellationToken cancellationToken)
    {
        if (loop is not (IWhileLoopOperation or IForLoopOperation) || Answers(loop.Body) is not { Count: > 0 } answers)
            return null;

        foreach (var (answer, call) in answers)
        {
            if (!(DecidesOn(answer, loop) || (IsAskedUntilThere(answer, loop) && !MayTakeItsTime(call))) || RetryLoop.TriesAnother(loop, call) || MayPause(loop, call) || RetryLoop.PathOf(call, compilation, cancellationToken) is not { } path)
                continue;

            return new RetryLoop(loop, Catch: null, path, RetryFlaws.NoDelay | (IsLimited(loop) || TokenSlots.For(compilation).IsGiven(call) ? RetryFlaws.None : RetryFlaws.NoLimit));
        }

        return null;
    }

    /// <summary>Whether a condition asks if there is an answer at all: <c>receipt is not null</c> of what the body has waited for.</summary>
    public static bool TellsArrival(IOperation condition, IOperation body)
    {
        var asked = condition.Unwrap() switch
        {
            IIsPatternOperation { Pattern: INegatedPatternOperation { Pattern: IConstantPatternOperation { Value: var constant } } } match when IsNull(constant) => match.Value,
            IBinaryOperation { OperatorKind: BinaryOperatorKind.NotEquals } test when IsNull(test.RightOperand) => test.LeftOperand,
            _ => null,
        };
        return asked?.ReferencedSymbol() is { } symbol && Answers(body).Any(a => a.Answer.Is(symbol));

        static bool IsNull(IOperation value) => value.Unwrap().ConstantValue is { HasValue: true, Value: null };
    }

    /// <summary>What the statements of a body, and not of a function or branch in it, hold of awaited answers.</summary>
    private static List<(ISymbol Answer, IInvocationOperation Call)> Answers(IOperation body)
    {
        var found = new List<(ISymbol, IInvocationOperation)>();
        foreach (var statement in body is IBlockOperation block ? block.Operations : ImmutableArray.Create(body))
        {
            var (target, value) = statement switch
            {
                IExpressionStatementOperation { Operation: ISimpleAssignmentOperation assignment } => (assignment.Target.ReferencedSymbol(), assignment.Value),
                IVariableDeclarationGroupOperation group => Declared(group),
                IUsingDeclarationOperation { DeclarationGroup: { } group } => Declared(group),
                _ => default,
            };
            if (target is not null && value?.Unwrap() is IAwaitOperation { Operation: var awaited } && WithoutConfiguration(awaited) is IInvocationOperation call)
                found.Add((target, call));
        }

        return found;

        static (ISymbol?, IOperation?) Declared(IVariableDeclarationGroupOperation group) =>
            group.Declarations.Length == 1 && group.Declarations[0].Declarators is { Length: 1 } declarators && declarators[0].GetVariableInitializer() is { } set ? (declarators[0].Symbol, set.Value) : default;

        static IOperation WithoutConfiguration(IOperation awaited) =>
            awaited.Unwrap() is IInvocationOperation { TargetMethod.Name: "ConfigureAwait", Instance: { } task } ? task.Unwrap() : awaited.Unwrap();
    }

    /// <summary>Whether the answer decides that there is another round: the loop tests it, or is left where it is good.</summary>
    private static bool DecidesOn(ISymbol answer, ILoopOperation loop)
    {
        if (loop is IWhileLoopOperation { Condition: { } condition } && condition.DescendantsAndSelf().Any(o => IsFailure(o, answer)))
            return true;

        if (loop.Body is not IBlockOperation block || block.Operations.OfType<IConditionalOperation>().FirstOrDefault(i => i.Condition.DescendantsAndSelf().Any(o => IsMember(o, answer, PresenceTest.MeansSuccess))) is not { WhenFalse: null } test)
            return false;

        if (!PresenceTest.TellsSuccess(test.Condition))
            return false;

        var last = test.WhenTrue is IBlockOperation inner ? inner.Operations.LastOrDefault() : test.WhenTrue;
        return last is IReturnOperation { Kind: OperationKind.Return }
            || (last is not null && LoopShape.IsBreakOf(last, loop))
            || (loop is IWhileLoopOperation { Condition: { } until } && LoopFacts.ReferencedSymbols(until).Any(LoopFacts.OfBody(test.WhenTrue).Writes));
    }

    /// <summary>Whether the loop goes on for as long as there is no answer: <c>while (number is null)</c>.</summary>
    private static bool IsAskedUntilThere(ISymbol answer, ILoopOperation loop) =>
        loop is IWhileLoopOperation { Condition: { } condition } && PresenceTest.Subject(condition.Unwrap()) is { } asked && !PresenceTest.AsksForPresence(condition) && asked.Unwrap().ReferencedSymbol().Is(answer);

    /// <summary>Whether a question is one for what comes next, which is answered when something has come.</summary>
    private static bool MayTakeItsTime(IInvocationOperation call) => Words.Split(call.TargetMethod.Name).Any(Waiting.Contains);

    private static bool IsLimited(ILoopOperation loop) => RetryLoop.Around(loop).Any(o => RetryLoop.LooksAtToken(o)
        || o is IIncrementOrDecrementOperation { Kind: OperationKind.Decrement }
        || o is IBinaryOperation { OperatorKind: BinaryOperatorKind.LessThan or BinaryOperatorKind.LessThanOrEqual or BinaryOperatorKind.GreaterThan or BinaryOperatorKind.GreaterThanOrEqual });

    /// <summary>Whether an expression says that the answer is bad: what goes on while answers are good works through something.</summary>
    private static bool IsFailure(IOperation operation, ISymbol answer) => operation switch
    {
        IUnaryOperation { OperatorKind: UnaryOperatorKind.Not, Operand: var good } => IsMember(good.Unwrap(), answer, PresenceTest.MeansSuccess),
        IBinaryOperation { OperatorKind: BinaryOperatorKind.Equals, LeftOperand: var asked, RightOperand.ConstantValue: { HasValue: true, Value: false } } => IsMember(asked.Unwrap(), answer, PresenceTest.MeansSuccess),
        IIsPatternOperation { Value: var asked, Pattern: IConstantPatternOperation { Value.ConstantValue: { HasValue: true, Value: false } } } => IsMember(asked.Unwrap(), answer, PresenceTest.MeansSuccess),
        IBinaryOperation { OperatorKind: BinaryOperatorKind.Equals or BinaryOperatorKind.NotEquals } test =>
            IsMember(test.LeftOperand.Unwrap(), answer, IsStatus) && NamesGood(test.RightOperand) == (test.OperatorKind == BinaryOperatorKind.NotEquals),
        IIsPatternOperation { Value: var asked, Pattern: var pattern } => IsMember(asked.Unwrap(), answer, IsStatus) && NamesGood(pattern) == pattern is INegatedPatternOperation,
        _ => false,
    };

    private static bool IsStatus(string member) => member == "StatusCode";

    private static bool NamesGood(IOperation statuses) => statuses.DescendantsAndSelf().Any(o => o is IFieldReferenceOperation { Field.Name: var name } && GoodStatuses.Contains(name));

    private static bool IsMember(IOperation operation, ISymbol answer, Func<string, bool> isMeant) =>
        operation is IPropertyReferenceOperation { Property.Name: var name, Instance: { } instance } && isMeant(name) && instance.ReferencedSymbol().Is(answer);

    /// <summary>Whether anything but the question may take its time: a wait by name, or awaited code that is not the framework's.</summary>
    private static bool MayPause(ILoopOperation loop, IInvocationOperation asked) => RetryLoop.Around(loop).Any(o => o switch
    {
        IInvocationOperation call => call != asked && (RetryLoop.IsWait(call) || (call.TargetMethod.ReturnType.Name is "Task" or "ValueTask" && !call.TargetMethod.ContainingNamespace.IsFramework() && !RetryLoop.IsLogging(call))),
        _ => false,
    });
}
