namespace PerfAnalyzers.Analysis.Iteration;

/// <summary>Reads conditions as tests of whether something is there.</summary>
internal static class PresenceTest
{
    /// <summary>How answers say that they are good.</summary>
    private static readonly ImmutableHashSet<string> Success = ImmutableHashSet.Create(
        StringComparer.Ordinal, "IsSuccessStatusCode", "IsSuccess", "IsSuccessful", "IsSuccessfulStatusCode", "Success", "Succeeded", "Successful");

    /// <summary>Whether the answer says itself that it worked; a match of a pattern says no such thing.</summary>
    public static bool TellsSuccess(IOperation condition) =>
        condition.Unwrap() is IPropertyReferenceOperation { Property: { Name: var name, ContainingNamespace.Name: not "RegularExpressions" } } && MeansSuccess(name);

    public static bool MeansSuccess(string property) => Success.Contains(property);

    /// <summary>False for tests that hold when nothing was found: <c>!any</c>, <c>x == null</c>, <c>count == 0</c>.</summary>
    public static bool AsksForPresence(IOperation condition) => condition.UnwrapAwait() switch
    {
        IUnaryOperation { OperatorKind: UnaryOperatorKind.Not } not => !AsksForPresence(not.Operand),
        IBinaryOperation { OperatorKind: BinaryOperatorKind.Equals } equality =>
            !CacheMisses.IsNull(equality.RightOperand) && equality.RightOperand.ConstantValue is not { HasValue: true, Value: 0 or false },
        IBinaryOperation { OperatorKind: BinaryOperatorKind.ConditionalAnd or BinaryOperatorKind.ConditionalOr } both =>
            AsksForPresence(both.LeftOperand) && AsksForPresence(both.RightOperand),
        IIsPatternOperation { Pattern: IConstantPatternOperation { Value: { } constant } } => !CacheMisses.IsNull(constant),
        IInvocationOperation { TargetMethod.Name: "Empty" or "IsEmpty" or "None" or "IsNullOrEmpty" or "IsNullOrWhiteSpace" } => false,
        IPropertyReferenceOperation { Property.Name: "IsEmpty" or "IsDefaultOrEmpty" or "IsNull" or "IsNullOrEmpty" } => false,
        _ => true,
    };

    /// <summary>What a test for nothing asks about; null for other tests.</summary>
    public static IOperation? Subject(IOperation test) => test switch
    {
        IBinaryOperation { RightOperand: { } other } equality when CacheMisses.IsNull(other) => equality.LeftOperand,
        IIsPatternOperation match => match.Value,
        IPropertyReferenceOperation { Property.Name: "HasValue" or "IsNull" or "IsNullOrEmpty" or "IsEmpty" or "IsDefaultOrEmpty", Instance: { } instance } => instance,
        IInvocationOperation { TargetMethod: { IsStatic: true, Name: "IsNullOrEmpty" or "IsNullOrWhiteSpace" }, Arguments: { Length: 1 } given } => given[0].Value,
        _ => null,
    };
}
