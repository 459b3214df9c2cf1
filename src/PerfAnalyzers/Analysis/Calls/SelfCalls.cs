namespace PerfAnalyzers.Analysis.Calls;

/// <summary>Calls of a function from its own code.</summary>
internal static class SelfCalls
{
    /// <summary>The function whose code an operation stands in: a local function, or the member; null inside a lambda.</summary>
    public static IMethodSymbol? FunctionAround(IOperation place, ISymbol member)
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
    public static IOperation Body(IOperation place)
    {
        while (place.Parent is { } parent and not ILocalFunctionOperation)
            place = parent;

        return place;
    }

    /// <summary>Whether a call hands on the parameters of its function as they are, or further by some amount, and at least one of them further.</summary>
    public static bool IsStep(IInvocationOperation call, IMethodSymbol function)
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
    public static bool MayBothRun(IOperation first, IOperation second)
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
