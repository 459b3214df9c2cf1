namespace PerfAnalyzers.Analysis.Queries;

/// <summary>What an operator of a query is told about a row: a condition, a column, a projection.</summary>
/// <param name="Row">The parameter that stands for the row.</param>
/// <param name="Result">What is said about it.</param>
internal sealed record RowLambda(IParameterSymbol Row, IOperation Result)
{
    /// <summary>Null where the argument is no lambda of one expression.</summary>
    public static RowLambda? Of(IOperation? argument)
    {
        var value = argument?.Unwrap();
        if (value is IDelegateCreationOperation created)
            value = created.Target;

        return value is IAnonymousFunctionOperation { Symbol.Parameters: { Length: > 0 } parameters, Body.Operations: { Length: 1 } body }
            && body[0] is IReturnOperation { ReturnedValue: { } result }
                ? new RowLambda(parameters[0], result.Unwrap())
                : null;
    }

    /// <summary>Whether a value is the row itself.</summary>
    public bool IsRow(IOperation? value) => value?.Unwrap() is IParameterReferenceOperation parameter && parameter.Parameter.Is(Row);

    /// <summary>The column of the row that a value is, also with <c>.Value</c> or by <c>EF.Property</c>; null when it is anything else.</summary>
    public string? Column(IOperation value)
    {
        switch (value.Unwrap())
        {
            case IPropertyReferenceOperation { Property.Name: "Value", Instance: { } nullable } when nullable.Type?.OriginalDefinition.SpecialType == SpecialType.System_Nullable_T:
                return Column(nullable);
            case IPropertyReferenceOperation { Instance: { } instance } property when IsRow(instance):
                return property.Property.Name;
            case IInvocationOperation { TargetMethod: { Name: "Property", ContainingType.Name: "EF" } } shadow when IsRow(shadow.Argument(0)):
                return shadow.Argument(1)?.ConstantValue is { HasValue: true, Value: string name } ? name : null;
            default:
                return null;
        }
    }

    /// <summary>Whether a value is made from the row in any way.</summary>
    public bool Uses(IOperation value) => value.DescendantsAndSelf().Any(o => IsRow(o));
}
