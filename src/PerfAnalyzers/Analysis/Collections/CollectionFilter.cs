using Microsoft.CodeAnalysis.Operations;

namespace PerfAnalyzers.Analysis.Collections;

/// <summary>What filters of a sequence look for.</summary>
internal static class CollectionFilter
{
    /// <summary>
    /// Whether a filter looks for the few elements that something is wrong with: those without a name, those that are there twice.
    /// </summary>
    public static bool LooksForExceptions(IInvocationOperation call)
    {
        if (call.TargetMethod.Name is not ("Where" or "FindAll") || (call.Argument(call.TargetMethod.IsExtensionMethod ? 1 : 0) is not { } predicate) || Body(predicate) is not { } body)
            return false;

        return EqualityPredicate.Parts(body, negated: false).Any(part => IsMissing(part) || IsThereTwice(part));
    }

    /// <summary>What a predicate demands: the parts that are joined by "and"; none where it is no plain lambda.</summary>
    public static IEnumerable<IOperation> Parts(IOperation predicate) => Body(predicate) is { } body ? EqualityPredicate.Parts(body, negated: false) : Enumerable.Empty<IOperation>();

    private static IOperation? Body(IOperation predicate)
    {
        var value = predicate.Unwrap();
        return (value is IDelegateCreationOperation { Target: { } target } ? target.Unwrap() : value) is IAnonymousFunctionOperation { Body.Operations: { Length: 1 } body } && body[0] is IReturnOperation { ReturnedValue: { } answer }
            ? answer.Unwrap()
            : null;
    }

    private static bool IsMissing(IOperation part) => part switch
    {
        IInvocationOperation { TargetMethod: { Name: "IsNullOrEmpty" or "IsNullOrWhiteSpace", ContainingType.SpecialType: SpecialType.System_String } } => true,
        IBinaryOperation { OperatorKind: BinaryOperatorKind.Equals } test => IsNull(test.LeftOperand) || IsNull(test.RightOperand),
        IIsPatternOperation { Pattern: IConstantPatternOperation { Value: { } constant } } => IsNull(constant),
        _ => false,
    };

    private static bool IsThereTwice(IOperation part) =>
        part is IBinaryOperation { OperatorKind: BinaryOperatorKind.GreaterThan, RightOperand.ConstantValue: { HasValue: true, Value: 1 } } more
        && more.LeftOperand.Unwrap() is IInvocationOperation { TargetMethod.Name: "Count" } or IPropertyReferenceOperation { Property.Name: "Count" };

    private static bool IsNull(IOperation value) => value.Unwrap().ConstantValue is { HasValue: true, Value: null };
}
