using PerfAnalyzers.Analysis.Collections;
using PerfAnalyzers.Analysis.Queries;
using PerfAnalyzers.Knowledge;

namespace PerfAnalyzers.Analysis.Bounds;

internal enum Bound
{
    /// <summary>Every row of the table may come, or a share that grows with it.</summary>
    None,

    /// <summary>All rows come that are of a kind which whoever asks names, and there are few kinds.</summary>
    Kind,

    /// <summary>All rows come that something has happened to since a time which whoever asks says.</summary>
    Since,

    /// <summary>Something limits the rows where whoever asks says so, and nothing does where he does not.</summary>
    Optional,

    /// <summary>It may be limited in a way that cannot be judged.</summary>
    Unknown,

    /// <summary>Something limits the rows: a number, a key, an owner, a list of keys.</summary>
    Some,
}

/// <summary>Tells what limits the number of rows of a query.</summary>
internal static class QueryBounds
{
    // Operators that do not limit rows.
    private static readonly ImmutableHashSet<string> Neutral = ImmutableHashSet.Create(
        StringComparer.Ordinal,
        "Select", "ProjectTo", "ProjectToType", "OrderBy", "OrderByDescending", "ThenBy", "ThenByDescending", "Order", "OrderDescending", "Reverse", "Include", "ThenInclude", "AsNoTracking",
        "AsNoTrackingWithIdentityResolution", "AsTracking", "AsSplitQuery", "AsSingleQuery", "AsQueryable", "TagWith", "TagWithCallSite", "IgnoreQueryFilters",
        "IgnoreAutoIncludes", "OfType", "Cast", "Skip", "GroupJoin", "LeftJoin", "SelectMany");

    public static Bound Of(QueryTrail trail, CompilationContext compilation)
    {
        var bound = Bound.None;
        foreach (var call in trail.Always)
            bound = Stronger(bound, Of(call, compilation));

        if (bound > Bound.Kind)
            return bound;

        // A limit that only some callers ask for is none for the others; one in each branch is.
        var limits = 0;
        foreach (var call in trail.Perhaps)
        {
            limits += call.TargetMethod.Name == "Take" ? 1 : 0;
            if (Of(call, compilation) != Bound.None)
                bound = Bound.Optional;
        }

        return limits > 1 ? Bound.Unknown : bound;
    }

    /// <summary>Whether all rows of a query surely belong to one owner of whom there are many, such as a user.</summary>
    public static bool IsOfOneOwner(IOperation rows, CompilationContext compilation) =>
        QueryTrail.Read(rows, compilation) is { } trail
        && trail.Always.Any(c => c.TargetMethod.Name == "Where"
            && RowLambda.Of(c.Argument(1)) is { } row
            && EqualityPredicate.Parts(row.Result, negated: false).Any(p => p is IBinaryOperation { OperatorKind: BinaryOperatorKind.Equals } equal
                && (IsOwner(equal.LeftOperand, equal.RightOperand, row) || IsOwner(equal.RightOperand, equal.LeftOperand, row))));

    /// <summary>Of a tenant or a shop, which somebody has entered, there are many rows each.</summary>
    private static bool IsOwner(IOperation column, IOperation value, RowLambda row) =>
        row.Column(column) is { Length: > 2 } name
        && name.EndsWith("Id", StringComparison.Ordinal)
        && !row.Uses(value)
        && !IsConstant(value)
        && TableGrowth.OfName(name.Substring(0, name.Length - 2)) != Growth.Small
        && !TableSizes.NamesKind(Words.Split(name.Substring(0, name.Length - 2)))
        && !TableSizes.NamesState(Words.Split(name));

    private static Bound Of(IInvocationOperation call, CompilationContext compilation) => call.TargetMethod.Name switch
    {
        "Take" => Bound.Some,
        "Where" => call.Argument(1) is { } condition && RowLambda.Of(condition) is { } lambda ? Of(lambda.Result, lambda, compilation) : Bound.Unknown,
        "Join" => call.Argument(1) is { } other && QueryTrail.Read(other, compilation) is { } trail ? Of(trail, compilation) : Bound.Unknown,
        { } name => Neutral.Contains(name) ? Bound.None : Bound.Unknown,
    };

    /// <summary>What limits the rows of which a condition is true.</summary>
    public static Bound Of(IOperation condition, RowLambda row, CompilationContext compilation)
    {
        switch (condition.Unwrap())
        {
            case IBinaryOperation { OperatorKind: BinaryOperatorKind.ConditionalAnd or BinaryOperatorKind.And } both:
                return Stronger(Of(both.LeftOperand, row, compilation), Of(both.RightOperand, row, compilation));

            case IBinaryOperation { OperatorKind: BinaryOperatorKind.ConditionalOr or BinaryOperatorKind.Or } either:
                return OfEither(either, row, compilation);
            case IBinaryOperation { OperatorKind: BinaryOperatorKind.Equals } equal:
                return OfEquality(equal.LeftOperand, equal.RightOperand, row);
            case IInvocationOperation { TargetMethod.Name: "Equals" } equal when (equal.Instance ?? equal.Argument(0)) is { } left && equal.Arguments.LastOrDefault()?.Value is { } right:
                return OfEquality(left, right, row);
            case IBinaryOperation { OperatorKind: BinaryOperatorKind.NotEquals }:
                return Bound.None;
            case IBinaryOperation { OperatorKind: BinaryOperatorKind.LessThan or BinaryOperatorKind.LessThanOrEqual or BinaryOperatorKind.GreaterThan or BinaryOperatorKind.GreaterThanOrEqual } comparison:
                return IsConstant(comparison.LeftOperand) || IsConstant(comparison.RightOperand) || IsStateOfNow(comparison, row) ? Bound.None : SinceGiven(comparison, row);
            case IUnaryOperation { OperatorKind: UnaryOperatorKind.Not } not:
                return not.Operand.Unwrap() is IPropertyReferenceOperation or IInvocationOperation or IParameterReferenceOperation or ILocalReferenceOperation ? Bound.None : Bound.Unknown;
            case IPropertyReferenceOperation { Type.SpecialType: SpecialType.System_Boolean } flag:
                return IsChosen(flag, row) ? Bound.Some : Bound.None;
            case IParameterReferenceOperation or ILocalReferenceOperation or IFieldReferenceOperation:
            case IIsPatternOperation:
                return Bound.None;
            case IInvocationOperation call:
                return OfCall(call, row);
            default:
                return IsConstant(condition) ? Bound.None : Bound.Unknown;
        }
    }

    private static Bound OfEither(IBinaryOperation either, RowLambda row, CompilationContext compilation)
    {
        var (left, right) = (Of(either.LeftOperand, row, compilation), Of(either.RightOperand, row, compilation));
        if (left != Bound.None && right != Bound.None)
            return Weaker(left, right);

        // customer == null || o.CustomerId == customer: without a customer everything comes.
        return (left != Bound.None && !row.Uses(either.RightOperand)) || (right != Bound.None && !row.Uses(either.LeftOperand)) ? Bound.Optional : Bound.None;
    }

    /// <summary>All that is newer than whoever asks says: who goes far back gets everything.</summary>
    private static Bound SinceGiven(IBinaryOperation comparison, RowLambda row)
    {
        var (column, value, isNewer) = Sides(comparison, row);
        return isNewer ? SinceGiven(column, value, row) : Bound.Unknown;
    }

    /// <inheritdoc cref="SinceGiven(IBinaryOperation, RowLambda)"/>
    public static Bound SinceGiven(IOperation column, IOperation value, RowLambda row)
    {
        if (!row.Uses(column)
            || !TableGrowth.IsTime(column.Unwrap().Type)
            || !(value.Unwrap() is IParameterReferenceOperation || (value.Unwrap() is IPropertyReferenceOperation { Instance: IParameterReferenceOperation } && !row.Uses(value))))
        {
            return Bound.Unknown;
        }

        return column.Unwrap() is IPropertyReferenceOperation { Property.Name: var name } && TimeColumns.IsAudit(name) ? Bound.Optional : Bound.Since;
    }

    /// <summary>All that still count, and all that has begun: a share of the table like that of a flag. What is yet to come is less, and what has expired is often removed.</summary>
    private static bool IsStateOfNow(IBinaryOperation comparison, RowLambda row)
    {
        var (side, value, isNewer) = Sides(comparison, row);
        return side.Unwrap() is IPropertyReferenceOperation { Property: var column } && row.Uses(side) && TableGrowth.IsTime(column.Type) && ClockReads.IsNow(value) && TimeColumns.IsEnd(column.Name) == isNewer;
    }

    private static (IOperation Column, IOperation Value, bool IsNewer) Sides(IBinaryOperation comparison, RowLambda row)
    {
        var isLeft = row.Uses(comparison.LeftOperand);
        var isGreater = comparison.OperatorKind is BinaryOperatorKind.GreaterThan or BinaryOperatorKind.GreaterThanOrEqual;
        return isLeft ? (comparison.LeftOperand, comparison.RightOperand, isGreater) : (comparison.RightOperand, comparison.LeftOperand, !isGreater);
    }

    /// <summary>What limits the rows for which two values are the same.</summary>
    public static Bound OfEquality(IOperation left, IOperation right, RowLambda row)
    {
        var (column, value) = row.Uses(left) ? (left, right) : (right, left);
        if (row.Uses(value))
            return Bound.Unknown;

        if (IsChosen(column, row) && value.Unwrap().ConstantValue is { HasValue: true, Value: true })
            return Bound.Some;

        // All open orders, all inactive users: a share of the table.
        if ((IsConstant(value) && !NamesOwner(column)) || IsKind(column.Unwrap().Type) || IsKind(value.Unwrap().Type))
            return Bound.None;

        return !row.Uses(column) ? Bound.None
            : column.Unwrap() is IPropertyReferenceOperation { Type.SpecialType: SpecialType.System_String, Property.Name: var name } && TableSizes.NamesKind(Words.Split(name)) ? Bound.Kind
            : Bound.Some;
    }

    /// <summary>Whether a column is a flag of the few rows that somebody has put before all others.</summary>
    public static bool IsChosen(IOperation column, RowLambda row) => row.Column(column) is { } name && TableSizes.NamesChosen(Words.Split(name));

    /// <summary>Whether a column says whom the rows belong to, so that one value of it picks those of one.</summary>
    private static bool NamesOwner(IOperation column) => column.Unwrap() is IPropertyReferenceOperation { Property.Name: { Length: > 2 } name } && name.EndsWith("Id", StringComparison.Ordinal);

    private static Bound OfCall(IInvocationOperation call, RowLambda row)
    {
        if (!row.Uses(call))
            return Bound.None;

        var receiver = call.Receiver();
        switch (call.TargetMethod.Name)
        {
            // A search finds as many as match.
            case "Contains" or "StartsWith" or "EndsWith" when receiver?.Type?.SpecialType == SpecialType.System_String:
            case "Like" or "ILike":
                return IsWholeValue(call) ? Bound.Some : Bound.None;
            case "IsNullOrEmpty" or "IsNullOrWhiteSpace":
                return Bound.None;
            case "Contains" or "Any" when receiver is not null && !row.Uses(receiver):
                return Bound.Some;
            default:
                return Bound.Unknown;
        }
    }

    /// <summary>Whether a pattern is what a column is to be, whatever the case of its letters: <c>EF.Functions.ILike(u.Email, email)</c>.</summary>
    private static bool IsWholeValue(IInvocationOperation like) =>
        like.Arguments.Length > 2
        && like.Arguments[1].Value.Unwrap() is IPropertyReferenceOperation { Property.Name: var column }
        && like.Arguments[2].Value.Unwrap() is IParameterReferenceOperation { Parameter.Name: var value }
        && value.Equals(column, StringComparison.OrdinalIgnoreCase);

    private static bool IsConstant(IOperation value) => value.Unwrap() is { ConstantValue.HasValue: true } or IDefaultValueOperation or IFieldReferenceOperation { Field: { IsStatic: true, IsReadOnly: true } };

    /// <summary>Values of which there are few, so that many rows share each.</summary>
    private static bool IsKind(ITypeSymbol? type)
    {
        var value = type is INamedTypeSymbol { OriginalDefinition.SpecialType: SpecialType.System_Nullable_T } nullable ? nullable.TypeArguments[0] : type;
        return value is { TypeKind: TypeKind.Enum } or { SpecialType: SpecialType.System_Boolean };
    }

    private static Bound Stronger(Bound first, Bound second) => first > second ? first : second;

    private static Bound Weaker(Bound first, Bound second) => first < second ? first : second;
}
