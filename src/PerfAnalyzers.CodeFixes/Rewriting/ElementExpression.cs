using PerfAnalyzers.Analysis.Iteration;

namespace PerfAnalyzers.CodeFixes.Rewriting;

/// <summary>Reads a value of a round as an expression over the element that gives the same before the loop.</summary>
internal static class ElementExpression
{
    /// <summary>
    /// The expression; where the value is a local of the loop, what that is set to. Null when it calls what cannot be seen, may
    /// fail, may be null, or depends on more than the element and what stays.
    /// </summary>
    public static IOperation? TryRead(IOperation value, Iteration loop)
    {
        if (!ElementParts.IsNamed(loop))
            return null;

        var element = loop.Variables[0];
        var facts = LoopFacts.Of(loop);
        var expression = value;
        while (Inner(expression) is ILocalReferenceOperation local && !local.Local.Is(element) && facts.Declares(local.Local))
        {
            if (LocalValues.SetOnce(local) is not { } set)
                return null;

            expression = set;
        }

        return IsNeverNull(expression) && expression.DescendantsAndSelf().All(o => IsSteady(o, element, facts)) && !expression.Syntax.ContainsDirectives
            && !(LoopFacts.ReferencedSymbols(expression).Any(s => !s.Is(element)) && KeySource.MayBeMissing(element, loop))
            ? expression
            : null;
    }

    private static bool IsSteady(IOperation operation, ISymbol element, LoopFacts facts)
    {
        switch (operation)
        {
            case ILiteralOperation or IParenthesizedOperation or IConversionOperation { IsTryCast: false } or IInstanceReferenceOperation:
            case IInterpolatedStringOperation or IInterpolatedStringContentOperation:
            case IArgumentOperation or IArrayCreationOperation { Initializer: not null } or IArrayInitializerOperation:
            case IBinaryOperation { OperatorKind: BinaryOperatorKind.Add, Type.SpecialType: SpecialType.System_String }:
            case IInvocationOperation { TargetMethod: { IsStatic: true, Name: "Concat", ContainingType.SpecialType: SpecialType.System_String } }:
            case IInvocationOperation { TargetMethod: { Name: "ToString" }, Instance.Type: { IsValueType: true } owner } when KeyComparison.AgreesInMemory(owner):
                return true;
            default:
                return IndexKey.IsSteady(operation)
                    && (operation.ReferencedSymbol() is not { } symbol || symbol.Is(element) || !(facts.Writes(symbol) || facts.Declares(symbol)));
        }
    }

    /// <summary>A key that is null fails when it is asked for, which must stay in the round of that key. The calls that are steady never give null.</summary>
    private static bool IsNeverNull(IOperation expression)
    {
        var value = Inner(expression);
        return value.Type is { IsValueType: true, OriginalDefinition.SpecialType: not SpecialType.System_Nullable_T }
            || value is IInterpolatedStringOperation or IBinaryOperation or IInvocationOperation or ILiteralOperation { ConstantValue.Value: not null }
            || value.ReferencedSymbol() is { } symbol && symbol switch
            {
                ILocalSymbol local => local.NullableAnnotation,
                IParameterSymbol parameter => parameter.NullableAnnotation,
                IPropertySymbol property => property.NullableAnnotation,
                IFieldSymbol field => field.NullableAnnotation,
                _ => NullableAnnotation.None,
            } == NullableAnnotation.NotAnnotated;
    }

    private static IOperation Inner(IOperation value)
    {
        while (value.Unwrap() is IConversionOperation conversion)
            value = conversion.Operand;

        return value.Unwrap();
    }
}
