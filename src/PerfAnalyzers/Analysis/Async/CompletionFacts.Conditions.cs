using PerfAnalyzers.Knowledge;

namespace PerfAnalyzers.Analysis.Async;

internal sealed partial class CompletionFacts
{
    private const int LongestCondition = 40;

    /// <summary>The winner of a race may be named, and named again by the pattern that tells its kind.</summary>
    private const int MostNames = 2;

    /// <summary>Whether a condition that came out as <paramref name="value"/> means that the task is done.</summary>
    public bool Implies(IOperation condition, bool value, IOperation place) => Implies(condition, value, place, LongestCondition);

    /// <summary>Whether this section of a switch is only entered when the task is done.</summary>
    public bool SelectsComplete(ISwitchCaseOperation section, IReadOnlyList<IOperation> places) =>
        section.Parent is ISwitchOperation selection
        && section.Clauses.All(clause => places.Any(place => clause switch
        {
            ISingleValueCaseClauseOperation single => (IsStatusOf(selection.Value, place) && IsFinalStatus(single.Value)) || IndexImplies(selection.Value, single.Value, place),
            IPatternCaseClauseOperation pattern =>
                (pattern.Guard is { } guard && Implies(guard, true, place)) || PatternImplies(pattern.Pattern, selection.Value, place, LongestCondition),
            _ => false,
        }));

    /// <inheritdoc cref="SelectsComplete(ISwitchCaseOperation, IReadOnlyList{IOperation})"/>
    public bool SelectsComplete(ISwitchExpressionArmOperation arm, IReadOnlyList<IOperation> places) =>
        arm.Parent is ISwitchExpressionOperation selection
        && places.Any(place =>
            (arm.Guard is { } guard && Implies(guard, true, place)) || PatternImplies(arm.Pattern, selection.Value, place, LongestCondition));

    private bool Implies(IOperation condition, bool value, IOperation place, int depth)
    {
        if (depth == 0)
            return false;

        depth--;
        switch (condition.Unwrap())
        {
            case IUnaryOperation { OperatorKind: UnaryOperatorKind.Not } not:
                return Implies(not.Operand, !value, place, depth);

            case IBinaryOperation { OperatorKind: BinaryOperatorKind.ConditionalAnd } both:
                return value
                    ? Implies(both.LeftOperand, true, place, depth) || Implies(both.RightOperand, true, place, depth)
                    : Implies(both.LeftOperand, false, place, depth) && Implies(both.RightOperand, false, place, depth);

            case IBinaryOperation { OperatorKind: BinaryOperatorKind.ConditionalOr } either:
                return value
                    ? Implies(either.LeftOperand, true, place, depth) && Implies(either.RightOperand, true, place, depth)
                    : Implies(either.LeftOperand, false, place, depth) || Implies(either.RightOperand, false, place, depth);

            case IBinaryOperation { OperatorKind: BinaryOperatorKind.Equals or BinaryOperatorKind.NotEquals } comparison:
                return ComparisonImplies(comparison, value == (comparison.OperatorKind == BinaryOperatorKind.Equals), place, depth);

            case IIsPatternOperation match:
                return match.Pattern switch
                {
                    INegatedPatternOperation negated => !value && PatternImplies(negated.Pattern, match.Value, place, depth),
                    IConstantPatternOperation { Value.ConstantValue: { HasValue: true, Value: bool expected } } => Implies(match.Value, expected == value, place, depth),
                    var pattern => value && PatternImplies(pattern, match.Value, place, depth),
                };

            case IPropertyReferenceOperation { Property: { Name: "IsCompleted" or "IsCompletedSuccessfully" or "IsFaulted" or "IsCanceled" }, Instance: { } task }:
                return value && Is(task, place);

            case IConditionalAccessOperation access:
                return Implies(access.WhenNotNull, value, place, depth);

            case ICoalesceOperation coalesce:
                return coalesce.WhenNull.ConstantValue is { HasValue: true, Value: bool otherwise } && otherwise != value && Implies(coalesce.Value, value, place, depth);

            case ILocalReferenceOperation local when LocalValues.SetOnce(local) is { } stored:
                return Implies(stored, value, place, depth);

            case IPropertyReferenceOperation { Arguments.IsEmpty: true } property:
                return (value && AsksInside(property.Property, place)) || AsksItself(property, place);

            case IInvocationOperation call:
                return value && CallImplies(call, place);

            default:
                return false;
        }
    }

    /// <summary>Whether a test goes on only if the task is done: <c>Assert.IsTrue(winner == task)</c>, <c>Assert.Same(task, winner)</c>, <c>winner.Should().BeSameAs(task)</c>.</summary>
    private bool Asserts(IInvocationOperation call, IOperation place)
    {
        var told = call.TargetMethod.IsExtensionMethod ? call.Arguments.Skip(1).ToList() : call.Arguments.ToList();
        switch (call.TargetMethod)
        {
            case { Name: "IsTrue" or "True" or "That", ContainingType.Name: "Assert" } when told.Count > 0:
                return Implies(told[0].Value, true, place);
            case { Name: "IsFalse" or "False", ContainingType.Name: "Assert" } when told.Count > 0:
                return Implies(told[0].Value, false, place);
            case { Name: "Same" or "AreSame" or "Equal" or "AreEqual", ContainingType.Name: "Assert" } when told.Count > 1:
                return IsWinner(told[0].Value, told[1].Value, place) || IsWinner(told[1].Value, told[0].Value, place);
            case { Name: "Be" or "BeSameAs" } when told.Count > 0 && (call.Receiver()?.Unwrap() as IInvocationOperation)?.Receiver() is { } asked:
                return IsWinner(asked, told[0].Value, place);
            default:
                return false;
        }
    }

    private bool IsWinner(IOperation winner, IOperation compared, IOperation place) => Winner(winner.Unwrap()) is { } race && WinnerImplies(race, compared.Unwrap(), equal: true, place);

    private bool CallImplies(IInvocationOperation call, IOperation place)
    {
        // Wait(timeout) answers whether the task is done; so does WaitAll(tasks, timeout).
        if (call.TargetMethod.Name is "Wait" or "WaitAll" && types.Declares(call.TargetMethod))
            return WaitsFor(call, place);

        // Frameworks without IsCompletedSuccessfully have an extension of that name.
        if (call.TargetMethod.Name.StartsWith("IsComplete", StringComparison.Ordinal) || call.TargetMethod.Name.StartsWith("IsRanToCompletion", StringComparison.Ordinal))
            return call.Receiver() is { } receiver && Is(receiver, place);

        // tasks.All(t => t.IsCompleted)
        return call.TargetMethod.Name is "All" or "TrueForAll"
            && call.Receiver() is { } source
            && Is(source, place)
            && call.Arguments.Any(a => a.Value.DescendantsAndSelf().Any(o => o is IPropertyReferenceOperation { Property: { Name: "IsCompleted" or "IsCompletedSuccessfully" } property } && types.Declares(property)));
    }

    /// <summary>HasValue and its like, written beside the field: a property of ours that asks the same task.</summary>
    private static bool AsksInside(IPropertySymbol property, IOperation place)
    {
        if (place is not IMemberReferenceOperation reference)
            return false;

        var field = reference.Instance is IMemberReferenceOperation owner ? owner.Member : reference.Member;
        foreach (var declaration in property.DeclaringSyntaxReferences)
        {
            // It may be declared in another file, whose model is not at hand: names decide, inside one type.
            var text = declaration.GetSyntax().ToString();
            if (property.ContainingType.Is(field.ContainingType)
                && text.Contains(field.Name)
                && (text.Contains("IsCompleted") || text.Contains("TaskStatus.RanToCompletion")))
            {
                return true;
            }
        }

        return false;
    }

    /// <summary>Whether an awaitable of a library is asked about itself: a <c>UnaryResult</c> that <c>HasRawValue</c> waits for nothing.</summary>
    private bool AsksItself(IPropertyReferenceOperation property, IOperation place) =>
        property is { Instance: { } awaitable, Type.SpecialType: SpecialType.System_Boolean } && !types.Declares(property.Property) && Is(awaitable, place);

    private bool ComparisonImplies(IBinaryOperation comparison, bool equal, IOperation place, int depth)
    {
        var left = comparison.LeftOperand.Unwrap();
        var right = comparison.RightOperand.Unwrap();
        if (left.ConstantValue.HasValue && !right.ConstantValue.HasValue)
            (left, right) = (right, left);

        if (right.ConstantValue is { HasValue: true, Value: bool constant })
            return Implies(left, constant == equal, place, depth);

        if (IsStatusOf(left, place))
            return equal && IsFinalStatus(right);

        if (equal && IndexImplies(left, right, place))
            return true;

        // Whoever looks at the exception of a task does so because the task has ended.
        if (left is IPropertyReferenceOperation { Property.Name: "Exception", Instance: { } task })
            return Is(task, place);

        return Winner(left) is { } call ? WinnerImplies(call, right, equal, place)
            : Winner(right) is { } other && WinnerImplies(other, left, equal, place);
    }

    /// <summary>Being the winner of WhenAny means being done; with two in the race, so does not being beaten by the other.</summary>
    private bool WinnerImplies(IInvocationOperation race, IOperation compared, bool equal, IOperation place)
    {
        if (equal)
            return Is(compared, place);

        var racers = Elements(race).ToList();
        return racers.Count == 2
            && racers.Any(r => Is(r, place))
            && racers.Any(r => Is(r, TaskStorage.Unwrap(compared, types)))
            && !Is(compared, place);
    }

    /// <summary>Task.WaitAny(a, b) that answered 1 has found b done.</summary>
    private bool IndexImplies(IOperation answer, IOperation index, IOperation place)
    {
        if (answer.Unwrap() is ILocalReferenceOperation local && LocalValues.SetOnce(local) is { } stored)
            answer = stored;

        return index.ConstantValue is { HasValue: true, Value: int position and >= 0 }
            && answer.Unwrap() is IInvocationOperation { TargetMethod: { Name: "WaitAny" } method } race
            && types.Declares(method)
            && Elements(race).ElementAtOrDefault(position) is { } racer
            && Is(racer, place);
    }

    private IInvocationOperation? Winner(IOperation operation)
    {
        for (var hop = 0; hop < MostNames && operation.Unwrap() is ILocalReferenceOperation local && (LocalValues.SetOnce(local) ?? LocalValues.Matched(local)) is { } value; hop++)
            operation = value;

        return CompletedValues.WhenAny(operation, types);
    }

    private static IEnumerable<IOperation> Elements(IInvocationOperation call) => call.Arguments.SelectMany(a => a.Value.Unwrap() switch
    {
        IArrayCreationOperation { Initializer: { } initializer } => initializer.ElementValues.AsEnumerable(),
        var value when a.ArgumentKind == ArgumentKind.Explicit => new[] { value },
        var value => value.ChildOperations,
    });

    private bool PatternImplies(IPatternOperation pattern, IOperation matched, IOperation place, int depth)
    {
        if (depth == 0)
            return false;

        depth--;
        switch (pattern)
        {
            case IRecursivePatternOperation recursive:
                return recursive.PropertySubpatterns.Any(p => p.Member is IPropertyReferenceOperation { Property: var property } && (Is(matched, place) || IsNamed(recursive, place)) && SubpatternImplies(property, p.Pattern));
            case IBinaryPatternOperation { OperatorKind: BinaryOperatorKind.Or } either:
                return PatternImplies(either.LeftPattern, matched, place, depth) && PatternImplies(either.RightPattern, matched, place, depth);
            case IBinaryPatternOperation both:
                return PatternImplies(both.LeftPattern, matched, place, depth) || PatternImplies(both.RightPattern, matched, place, depth);
            case IConstantPatternOperation { Value.ConstantValue: { HasValue: true, Value: bool expected } }:
                return Implies(matched, expected, place, depth);
            case IConstantPatternOperation constant:
                return IsStatusOf(matched, place) && IsFinalStatus(constant.Value);
            default:
                return false;
        }
    }

    /// <summary>Whether what was matched is what <paramref name="place"/> reads by the name that the pattern gives it.</summary>
    private static bool IsNamed(IRecursivePatternOperation pattern, IOperation place) =>
        pattern.DeclaredSymbol is { } name && place is ILocalReferenceOperation local && local.Local.Is(name);

    private static bool SubpatternImplies(IPropertySymbol property, IPatternOperation pattern) => (property.Name, pattern) switch
    {
        ("IsCompleted" or "IsCompletedSuccessfully" or "IsFaulted" or "IsCanceled", IConstantPatternOperation { Value.ConstantValue: { HasValue: true, Value: true } }) => true,
        ("Status", IConstantPatternOperation constant) => IsFinalStatus(constant.Value),
        _ => false,
    };

    private bool IsStatusOf(IOperation operation, IOperation place) =>
        operation.Unwrap() is IPropertyReferenceOperation { Property: { Name: "Status" } property, Instance: { } task } && types.Declares(property) && Is(task, place);

    private static bool IsFinalStatus(IOperation value) =>
        value.Unwrap() is IFieldReferenceOperation { Field: { Name: "RanToCompletion" or "Faulted" or "Canceled", ContainingType.Name: "TaskStatus" } };

    private bool Is(IOperation operation, IOperation place) => TaskStorage.Same(TaskStorage.Unwrap(operation, types), place);
}
