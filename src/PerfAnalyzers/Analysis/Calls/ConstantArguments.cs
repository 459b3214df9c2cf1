namespace PerfAnalyzers.Analysis.Calls;

/// <summary>
/// The arguments of one call whose values are written in the code, defaults among them, and the types of those that are handed in as just any object: a
/// method does not run what stands behind <c>if (includeLines)</c> for a caller that says <c>false</c>, nor behind <c>if (code is string)</c> for one that hands in a customer.
/// </summary>
internal sealed class ConstantArguments
{
    public static readonly ConstantArguments None = new(ImmutableDictionary<int, object?>.Empty, ImmutableDictionary<int, ITypeSymbol>.Empty);

    private readonly ImmutableDictionary<int, object?> values;
    private readonly ImmutableDictionary<int, ITypeSymbol> types;

    private ConstantArguments(ImmutableDictionary<int, object?> values, ImmutableDictionary<int, ITypeSymbol> types)
    {
        this.values = values;
        this.types = types;
        Key = string.Join(";", values.OrderBy(v => v.Key).Select(v => v.Key + ":" + v.Value).Concat(types.OrderBy(t => t.Key).Select(t => t.Key + " is " + t.Value)));
    }

    /// <summary>Equal for calls that decide the same.</summary>
    public string Key { get; }

    /// <param name="call">The call.</param>
    /// <param name="given">What is known of the parameters of the method around it, which the call may hand on.</param>
    public static ConstantArguments Of(IOperation call, ConstantArguments given)
    {
        if (call is not IInvocationOperation { Arguments: { IsEmpty: false } arguments })
            return None;

        var values = ImmutableDictionary.CreateBuilder<int, object?>();
        var types = ImmutableDictionary.CreateBuilder<int, ITypeSymbol>();
        foreach (var argument in arguments)
        {
            // Numbers and texts rarely decide, and would make each call a case of its own.
            var value = argument.Value.Unwrap();
            if (argument.Parameter is { } parameter
                && value.ConstantValue is { HasValue: true } constant
                && (constant.Value is null or bool || value.Type?.TypeKind == TypeKind.Enum))
            {
                values[parameter.Ordinal] = constant.Value;
            }
            else if (argument.Parameter is { } handed && given.Own(value) is { } own && given.values.TryGetValue(own.Ordinal, out var known) && !IsSet(own, call))
            {
                values[handed.Ordinal] = known;
            }
            else if (argument.Parameter is { Type.SpecialType: SpecialType.System_Object } any && value.Type is { TypeKind: TypeKind.Class or TypeKind.Struct, SpecialType: not SpecialType.System_Object, OriginalDefinition.SpecialType: not SpecialType.System_Nullable_T } type)
            {
                types[any.Ordinal] = type;
            }
        }

        return values.Count + types.Count == 0 ? None : new ConstantArguments(values.ToImmutable(), types.ToImmutable());
    }

    /// <summary>Whether the place cannot be reached, as far as the arguments decide.</summary>
    public bool Exclude(IOperation place)
    {
        if (values.IsEmpty && types.IsEmpty)
            return false;

        var child = place;
        for (var parent = place.Parent; parent is not null; child = parent, parent = parent.Parent)
        {
            switch (parent)
            {
                case IConditionalOperation test when test.Condition != child && Decide(test.Condition) is { } answer && answer != (test.WhenTrue == child):
                case IBinaryOperation { OperatorKind: BinaryOperatorKind.ConditionalAnd } both when both.RightOperand == child && Decide(both.LeftOperand) == false:
                case IBinaryOperation { OperatorKind: BinaryOperatorKind.ConditionalOr } either when either.RightOperand == child && Decide(either.LeftOperand) == true:
                case IBlockOperation block when LeavesBefore(block, child):
                    return true;
            }
        }

        return false;
    }

    private bool LeavesBefore(IBlockOperation block, IOperation child)
    {
        foreach (var statement in block.Operations)
        {
            if (statement == child)
                return false;

            if (statement is IConditionalOperation { WhenFalse: null } test && Leaves(test.WhenTrue) && Decide(test.Condition) == true)
                return true;
        }

        return false;
    }

    private static bool Leaves(IOperation statement) => statement switch
    {
        IBlockOperation { Operations: { Length: > 0 } statements } => Leaves(statements[statements.Length - 1]),
        IReturnOperation => true,
        IExpressionStatementOperation { Operation: IThrowOperation } => true,
        _ => false,
    };

    private bool? Decide(IOperation condition)
    {
        switch (condition.Unwrap())
        {
            case IParameterReferenceOperation parameter:
                return Own(parameter) is { } own && values.TryGetValue(own.Ordinal, out var value) ? value as bool? : null;
            case IUnaryOperation { OperatorKind: UnaryOperatorKind.Not } not:
                return !Decide(not.Operand);
            case IBinaryOperation { OperatorKind: BinaryOperatorKind.ConditionalAnd } both:
                return And(Decide(both.LeftOperand), Decide(both.RightOperand));
            case IBinaryOperation { OperatorKind: BinaryOperatorKind.ConditionalOr } either:
                return !And(!Decide(either.LeftOperand), !Decide(either.RightOperand));
            case IBinaryOperation { OperatorKind: BinaryOperatorKind.Equals } equal:
                return IsEqual(equal.LeftOperand, equal.RightOperand);
            case IBinaryOperation { OperatorKind: BinaryOperatorKind.NotEquals } different:
                return !IsEqual(different.LeftOperand, different.RightOperand);
            case IIsPatternOperation { Pattern: IConstantPatternOperation { Value: { } constant } } match:
                return IsEqual(match.Value, constant);
            case IIsPatternOperation { Pattern: INegatedPatternOperation { Pattern: IConstantPatternOperation { Value: { } constant } } } match:
                return !IsEqual(match.Value, constant);
            case IIsTypeOperation { IsNegated: var isNegated } test when IsNever(test.ValueOperand, test.TypeOperand):
                return isNegated;
            case IIsPatternOperation match when MatchedType(match.Pattern) is { } matched && IsNever(match.Value, matched):
                return match.Pattern is INegatedPatternOperation;
            case IPropertyReferenceOperation { Property.Name: "HasValue", Instance: { } nullable } when IsNull(nullable):
                return false;
            default:
                return null;
        }
    }

    private static bool? And(bool? left, bool? right) => left == false || right == false ? false : left is null || right is null ? null : true;

    private bool? IsEqual(IOperation left, IOperation right) =>
        Own(left.Unwrap()) is { } parameter
        && values.TryGetValue(parameter.Ordinal, out var value)
        && right.Unwrap().ConstantValue is { HasValue: true, Value: var constant }
            ? Equals(value, constant)
            : null;

    /// <summary>Whether an argument cannot be of a type: of two classes one derives from the other, or no object is both.</summary>
    private bool IsNever(IOperation value, ITypeSymbol type) =>
        type.TypeKind is TypeKind.Class or TypeKind.Struct
        && Own(value.Unwrap()) is { } parameter
        && types.TryGetValue(parameter.Ordinal, out var given)
        && !given.DerivesFrom(type.OriginalDefinition as INamedTypeSymbol) && !type.DerivesFrom(given.OriginalDefinition as INamedTypeSymbol)
        && !IsSet(parameter, value);

    /// <summary>The parameter of the method that a value is; those of lambdas in it are told something else.</summary>
    private IParameterSymbol? Own(IOperation value) =>
        (values.Count > 0 || types.Count > 0) && value is IParameterReferenceOperation { Parameter: { ContainingSymbol: not IMethodSymbol { MethodKind: MethodKind.AnonymousFunction } } parameter } ? parameter : null;

    private static bool IsSet(IParameterSymbol parameter, IOperation place) =>
        LocalValues.Root(place).DescendantsAndSelf().Any(o => o is IAssignmentOperation assignment && assignment.Target.ReferencedSymbol().Is(parameter));

    private static ITypeSymbol? MatchedType(IPatternOperation pattern) => pattern switch
    {
        INegatedPatternOperation negated => MatchedType(negated.Pattern),
        ITypePatternOperation type => type.MatchedType,
        IDeclarationPatternOperation { MatchesNull: false, MatchedType: { } type } => type,
        _ => null,
    };

    private bool IsNull(IOperation value) =>
        Own(value.Unwrap()) is { } parameter && values.TryGetValue(parameter.Ordinal, out var known) && known is null;
}
