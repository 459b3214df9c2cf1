namespace PerfAnalyzers.Analysis.Iteration;

/// <summary>Recognises tests of whether there is anything in a collection, however they are written.</summary>
internal static class Emptiness
{
    /// <summary>The <c>items</c> of <c>items.Count == 0</c>, <c>items.Count &gt; 0</c>, <c>!items.Any()</c>, <c>items is []</c> and <c>items is { Count: &gt; 0 }</c>; null for any other test.</summary>
    public static ISymbol? AskedForAny(IOperation condition) => condition.Unwrap() switch
    {
        IUnaryOperation { OperatorKind: UnaryOperatorKind.Not, Operand: { } operand } => AskedForAny(operand),
        IBinaryOperation { OperatorKind: BinaryOperatorKind.Equals or BinaryOperatorKind.NotEquals or BinaryOperatorKind.GreaterThan, RightOperand.ConstantValue: { HasValue: true, Value: 0 } } test => LoopShape.Counted(test.LeftOperand),
        IInvocationOperation { TargetMethod: { Name: "Any", IsExtensionMethod: true }, Arguments.Length: 1 } any => any.Receiver()?.ReferencedSymbol(),
        IIsPatternOperation { Value: { } value, Pattern: { } pattern } => IsForAny(pattern) ? value.ReferencedSymbol() : null,
        _ => null,
    };

    private static bool IsForAny(IPatternOperation pattern) => pattern switch
    {
        INegatedPatternOperation { Pattern: var other } => IsForAny(other),
        IListPatternOperation { Patterns.IsEmpty: true, DeclaredSymbol: null } => true,
        IRecursivePatternOperation { DeclaredSymbol: null, DeconstructionSubpatterns.IsEmpty: true, PropertySubpatterns: { Length: 1 } parts } =>
            parts[0] is { Member: IPropertyReferenceOperation { Property.Name: "Count" or "Length" }, Pattern: var counted }
            && counted is IConstantPatternOperation { Value.ConstantValue: { HasValue: true, Value: 0 } } or IRelationalPatternOperation { Value.ConstantValue: { HasValue: true, Value: 0 or 1 } },
        _ => false,
    };
}
