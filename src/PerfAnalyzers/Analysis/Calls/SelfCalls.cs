namespace PerfAnalyzers.Analysis.Calls;

/// <summary>Calls of a function from its own code.</summary>
internal static class SelfCalls
{
    /// <summary>
    /// The calls that a function makes of itself, further by some amount, on the way on which one of them runs: the call itself and those that may run after
    /// it. Empty when it is no such call, or not the first on its way.
    /// </summary>
    public static ImmutableArray<IInvocationOperation> StepsFrom(IInvocationOperation call, ISymbol member)
    {
        if (call.Arguments.IsEmpty
            || FunctionAround(call, member) is not { } function
            || !IsOfFunction(call, function)
            || !IsStep(call, function))
        {
            return ImmutableArray<IInvocationOperation>.Empty;
        }

        var steps = ImmutableArray.CreateBuilder<IInvocationOperation>();
        var reached = false;
        foreach (var operation in Body(call).DescendantsAndSelf())
        {
            if (operation is not IInvocationOperation other || !IsOfFunction(other, function) || !FunctionAround(other, member).Is(function) || !IsStep(other, function))
                continue;

            if (other == call)
            {
                reached = true;
                steps.Add(other);
            }
            else if (!reached && MayBothRun(other, call))
            {
                return ImmutableArray<IInvocationOperation>.Empty;
            }
            else if (reached && MayBothRun(call, other))
            {
                steps.Add(other);
            }
        }

        return steps.ToImmutable();
    }

    /// <summary>Whether answers are kept or looked up, or the code does more than compute: then the same call is not the same work.</summary>
    public static bool RemembersOrActs(IOperation place)
    {
        foreach (var operation in Body(place).DescendantsAndSelf())
        {
            switch (operation)
            {
                case IInvocationOperation { TargetMethod.Name: "TryGetValue" or "ContainsKey" or "GetOrAdd" or "GetOrCreate" or "TryGet" or "Contains" or "Add" or "Remove" or "Push" or "Pop" or "Append" }:
                case IAssignmentOperation { Target: not (ILocalReferenceOperation or IDiscardOperation) }:
                case IIncrementOrDecrementOperation { Target: not ILocalReferenceOperation }:
                case IAwaitOperation:
                    return true;
            }
        }

        return false;
    }

    /// <summary>Whether a call runs the function on the same object; a child that is asked the same has work of its own.</summary>
    private static bool IsOfFunction(IInvocationOperation call, IMethodSymbol function) =>
        (call.Instance is null or IInstanceReferenceOperation) && call.TargetMethod.OriginalDefinition.Is(function.OriginalDefinition);

    /// <summary>The function whose code an operation stands in: a local function, or the member; null inside a lambda.</summary>
    private static IMethodSymbol? FunctionAround(IOperation place, ISymbol member)
    {
        for (var parent = place.Parent; parent is not null; parent = parent.Parent)
        {
            switch (parent)
            {
                case ILocalFunctionOperation function:
                    return function.Symbol;
                case IAnonymousFunctionOperation:
                    return null;
            }
        }

        return member as IMethodSymbol;
    }

    /// <summary>The code of a function, from a place in it.</summary>
    private static IOperation Body(IOperation place)
    {
        while (place.Parent is { } parent and not ILocalFunctionOperation)
            place = parent;

        return place;
    }

    /// <summary>Whether a call hands on the parameters of its function as they are, or further by some amount, and at least one of them further.</summary>
    private static bool IsStep(IInvocationOperation call, IMethodSymbol function)
    {
        var moves = false;
        foreach (var argument in call.Arguments)
        {
            if (argument.Parameter is not { } parameter || argument.ArgumentKind != ArgumentKind.Explicit)
                return false;

            var value = argument.Value.Unwrap();
            if (IsParameter(value, function, parameter.Ordinal))
                continue;

            if (value is not IBinaryOperation { OperatorKind: BinaryOperatorKind.Add or BinaryOperatorKind.Subtract, OperatorMethod: null, Type.SpecialType: SpecialType.System_Int32 or SpecialType.System_Int64 } step
                || !IsParameter(step.LeftOperand.Unwrap(), function, parameter.Ordinal)
                || step.RightOperand.DescendantsAndSelf().Any(o => o is IInvocationOperation))
            {
                return false;
            }

            moves |= step.RightOperand.ConstantValue.HasValue;
        }

        return moves;
    }

    /// <summary>Whether two places may both run in one call: they are in no branches that exclude each other.</summary>
    private static bool MayBothRun(IOperation first, IOperation second)
    {
        var child = first;
        var leaves = false;
        for (var parent = first.Parent; parent is not null; child = parent, parent = parent.Parent)
        {
            if (parent.Syntax.Span.Contains(second.Syntax.Span))
            {
                var isChoice = parent switch
                {
                    IConditionalOperation choice => choice.Condition != child,
                    ISwitchOperation or ISwitchExpressionOperation => true,
                    _ => false,
                };
                return !isChoice && !leaves;
            }

            leaves |= parent is IReturnOperation { Kind: OperationKind.Return };
        }

        return false;
    }

    private static bool IsParameter(IOperation value, IMethodSymbol function, int ordinal) =>
        value is IParameterReferenceOperation { Parameter: { } parameter } && parameter.Ordinal == ordinal && parameter.ContainingSymbol.Is(function);
}
