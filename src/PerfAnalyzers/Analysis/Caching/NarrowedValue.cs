using PerfAnalyzers.Analysis.Calls;

namespace PerfAnalyzers.Analysis.Caching;

/// <summary>Tells whether a value was tested, before code gets to a place, to be one of a few that are written down.</summary>
internal static class NarrowedValue
{
    /// <summary>Whether a parameter, local or property is one of a few where it is read: <c>if (!Allowed.Contains(name)) return;</c>, <c>case "a":</c>.</summary>
    public static bool IsFew(IOperation read, CompilationContext compilation) =>
        read.ReferencedSymbol() is not null && PathCondition.Of(read).Any(c => c.Means((test, holds) => Says(test, holds, read, compilation)));

    private static bool Says(IOperation test, bool holds, IOperation read, CompilationContext compilation) => test switch
    {
        ISwitchCaseOperation { Parent: ISwitchOperation choice } section => IsSame(choice.Value, read) && section.Clauses.All(IsWrittenDown),
        ISwitchExpressionArmOperation { Parent: ISwitchExpressionOperation choice } arm => IsSame(choice.Value, read) && IsWrittenDown(arm.Pattern),
        IIsPatternOperation { Pattern: INegatedPatternOperation not } match => !holds && IsSame(match.Value, read) && IsWrittenDown(not.Pattern),
        IIsPatternOperation match => holds && IsSame(match.Value, read) && IsWrittenDown(match.Pattern),
        IBinaryOperation { OperatorKind: BinaryOperatorKind.Equals } same => holds && IsSameAsConstant(same, read),
        IBinaryOperation { OperatorKind: BinaryOperatorKind.NotEquals } other => !holds && IsSameAsConstant(other, read),
        IInvocationOperation call => holds && CallSays(call, read, compilation),
        _ => false,
    };

    private static bool CallSays(IInvocationOperation call, IOperation read, CompilationContext compilation) => call.TargetMethod.Name switch
    {
        "Contains" or "ContainsKey" or "TryGetValue" => call.Receiver() is { } known && IsFixed(known, compilation) && call.Arguments.Any(a => IsSame(a.Value, read)),
        "Any" => call.Receiver() is { } known && IsFixed(known, compilation) && call.Descendants().Any(o => IsComparison(o, read)),
        "Equals" => call.Arguments.Any(a => a.Value.ConstantValue.HasValue) && call.Arguments.Select(a => a.Value).Append(call.Instance).Any(v => v is not null && IsSame(v, read)),
        "TryParse" or "IsDefined" => call.TargetMethod.ContainingType.SpecialType == SpecialType.System_Enum && call.Arguments.Any(a => IsSame(a.Value, read)),
        _ => false,
    };

    private static bool IsComparison(IOperation operation, IOperation read) => operation switch
    {
        IBinaryOperation { OperatorKind: BinaryOperatorKind.Equals } same => IsSame(same.LeftOperand, read) || IsSame(same.RightOperand, read),
        IInvocationOperation { TargetMethod.Name: "Equals" } call => call.Arguments.Select(a => a.Value).Append(call.Instance).Any(v => v is not null && IsSame(v, read)),
        _ => false,
    };

    /// <summary>Whether a collection is made once, of what is written down or configured, and held for good.</summary>
    private static bool IsFixed(IOperation collection, CompilationContext compilation) => collection.UnwrapView() switch
    {
        IMemberReferenceOperation { Member: var member } => MemberValues.For(compilation).Of(member)?.Value is { } value && IsFilled(value),
        ILocalReferenceOperation local => LocalValues.SetOnce(local) is { } value && IsFilled(value),
        var made => IsFilled(made),
    };

    private static bool IsFilled(IOperation made) => made.Unwrap() switch
    {
        IObjectCreationOperation { Initializer.Initializers.IsEmpty: false } => true,
        IObjectCreationOperation copy => copy.Arguments.Any(a => IsFilled(a.Value)),
        IArrayCreationOperation { Initializer.ElementValues.IsEmpty: false } or IArrayInitializerOperation { ElementValues.IsEmpty: false } => true,
        IInvocationOperation call => call.Arguments.Any(a => IsFilled(a.Value)) || (call.Instance is { } source && IsFilled(source)),

        // [a, b]: a kind without a name in the oldest compiler.
        var value => (int)value.Kind == 127,
    };

    private static bool IsSameAsConstant(IBinaryOperation test, IOperation read) =>
        (test.RightOperand.ConstantValue is { HasValue: true, Value: not null } && IsSame(test.LeftOperand, read)) || (test.LeftOperand.ConstantValue is { HasValue: true, Value: not null } && IsSame(test.RightOperand, read));

    private static bool IsWrittenDown(ICaseClauseOperation clause) => clause switch
    {
        ISingleValueCaseClauseOperation => true,
        IPatternCaseClauseOperation pattern => IsWrittenDown(pattern.Pattern),
        _ => false,
    };

    private static bool IsWrittenDown(IPatternOperation pattern) => pattern switch
    {
        IConstantPatternOperation { Value.ConstantValue: { HasValue: true, Value: not null } } => true,
        IBinaryPatternOperation { OperatorKind: BinaryOperatorKind.Or } either => IsWrittenDown(either.LeftPattern) && IsWrittenDown(either.RightPattern),
        IBinaryPatternOperation { OperatorKind: BinaryOperatorKind.And } both => IsWrittenDown(both.LeftPattern) || IsWrittenDown(both.RightPattern),
        _ => false,
    };

    /// <summary>Whether a value is the one that is read, also in other letters or without blanks.</summary>
    private static bool IsSame(IOperation value, IOperation read)
    {
        var current = value.ThroughConditionalAccess().Unwrap();
        while (current is IInvocationOperation { Instance: { } text, TargetMethod: { Name: "ToLower" or "ToLowerInvariant" or "ToUpper" or "ToUpperInvariant" or "Trim", ContainingType.SpecialType: SpecialType.System_String } })
            current = text.ThroughConditionalAccess().Unwrap();

        return current.ReferencedSymbol() is { } symbol && symbol.Is(read.ReferencedSymbol()) && (symbol is ILocalSymbol or IParameterSymbol || current.Syntax.IsEquivalentTo(read.Syntax, topLevel: false));
    }
}
