using PerfAnalyzers.Analysis.Iteration;
using PerfAnalyzers.Knowledge;

namespace PerfAnalyzers.Analysis.Growth;

/// <summary>How a collection is copied to get more elements.</summary>
internal enum CopyKind
{
    /// <summary>Into a new array: <c>Append(x).ToArray()</c>, <c>Array.Resize</c>.</summary>
    Array,

    /// <summary>Into a new list: <c>Concat(xs).ToList()</c>.</summary>
    List,

    /// <summary>Into a new immutable array: <c>Add(x)</c>.</summary>
    ImmutableArray,

    /// <summary>A sequence of which each further step goes through all those before it: <c>seq = seq.Concat(xs)</c>.</summary>
    Sequence,

    /// <summary>A collection expression that begins with what it is assigned to: <c>[..items, x]</c>.</summary>
    Spread,
}

/// <summary>A collection that becomes a copy of itself with more elements.</summary>
/// <param name="Operation">The assignment, or the call of <c>Array.Resize</c>.</param>
/// <param name="Target">The collection.</param>
/// <param name="Kind">What it is copied into.</param>
/// <param name="Added">What comes in at the end; null where something else happens.</param>
/// <param name="AddsMany">Whether that is a sequence.</param>
internal sealed record CollectionGrowth(IOperation Operation, IOperation Target, CopyKind Kind, IOperation? Added, bool AddsMany)
{
    /// <summary>Whether a test in the value itself decides what comes in.</summary>
    public bool IsChosen { get; private init; }

    public static CollectionGrowth? Read(IOperation operation, CompilationContext compilation) => operation switch
    {
        ISimpleAssignmentOperation { Target: { } target } assignment when target.ReferencedSymbol() is not null && target is not IPropertyReferenceOperation { Property.IsIndexer: true } =>
            OfValue(assignment, target, assignment.Value.Unwrap(), compilation),
        IInvocationOperation { TargetMethod.Name: "Resize" } call when call.TargetMethod.IsMemberOf(compilation.Type(TypeNames.System.Array)) => OfResize(call),
        _ => null,
    };

    private static CollectionGrowth? OfValue(ISimpleAssignmentOperation assignment, IOperation target, IOperation value, CompilationContext compilation)
    {
        if (value is IConditionalOperation { WhenFalse: { } otherwise } choice)
            return OfChoice(assignment, target, choice.WhenTrue.Unwrap(), otherwise.Unwrap(), compilation);

        if (value is IInvocationOperation { Instance: { } instance, TargetMethod: { Name: "Add" or "AddRange" or "Insert" } method } immutable)
        {
            return GrownVariable.IsSame(instance, target) && method.IsMemberOf(compilation.Type("System.Collections.Immutable.ImmutableArray`1"))
                ? new(assignment, target, CopyKind.ImmutableArray, method.Name is "Insert" ? null : immutable.Argument(0), method.Name == "AddRange")
                : null;
        }

        if (value is not IInvocationOperation call)
            return LiteralSyntax.IsCollection(value.Syntax) ? OfSpread(assignment, target, value) : null;

        var enumerable = compilation.Type(TypeNames.System.Enumerable);
        CopyKind? kind = call.TargetMethod switch
        {
            { Name: "ToList" } m when m.IsMemberOf(enumerable) => CopyKind.List,
            { Name: "ToArray" } m when m.IsMemberOf(enumerable) => CopyKind.Array,
            { Name: "ToImmutableArray" } => CopyKind.ImmutableArray,
            _ => null,
        };
        var joined = kind is null ? call : call.Argument(0)?.Unwrap() as IInvocationOperation;
        if (joined is not { TargetMethod: { Name: "Concat" or "Append" or "Prepend" or "Union" } joins } || !joins.IsMemberOf(enumerable) || joined.Argument(0) is not { } first)
            return null;

        if (GrownVariable.IsSame(first, target))
            return new(assignment, target, kind ?? CopyKind.Sequence, joins.Name is "Concat" or "Append" ? joined.Argument(1) : null, joins.Name == "Concat");

        return joined.Argument(1) is { } second && joins.Name == "Concat" && GrownVariable.IsSame(second, target)
            ? new(assignment, target, kind ?? CopyKind.Sequence, Added: null, AddsMany: true)
            : null;
    }

    /// <summary><c>items = test ? items.Add(x) : items</c>, or more elements either way; what begins anew in one case does not grow.</summary>
    private static CollectionGrowth? OfChoice(ISimpleAssignmentOperation assignment, IOperation target, IOperation one, IOperation other, CompilationContext compilation)
    {
        var first = OfValue(assignment, target, one, compilation);
        var second = OfValue(assignment, target, other, compilation);
        return (first is not null || GrownVariable.IsSame(one, target)) && (second is not null || GrownVariable.IsSame(other, target)) && (first ?? second) is { } growth
            ? growth with { Added = null, IsChosen = true }
            : null;
    }

    /// <summary><c>Array.Resize(ref items, items.Length + 1)</c>, or by as many as have come in; to double the size is the right thing.</summary>
    private static CollectionGrowth? OfResize(IInvocationOperation call) =>
        call.Argument(0) is { } array
        && array.ReferencedSymbol() is not null
        && call.Argument(1)?.Unwrap() is IBinaryOperation { OperatorKind: BinaryOperatorKind.Add } sum
        && (IsGrownBy(array, sum.LeftOperand, sum.RightOperand, call) || IsGrownBy(array, sum.RightOperand, sum.LeftOperand, call))
            ? new(call, array, CopyKind.Array, Added: null, AddsMany: false)
            : null;

    /// <summary>Whether an array gets a few places, or in each round as many as it needs: room for many, or for a part of its length, lasts for many rounds.</summary>
    private static bool IsGrownBy(IOperation array, IOperation length, IOperation more, IInvocationOperation call)
    {
        if (!IsLength(length, array))
            return false;

        return more.ConstantValue is { HasValue: true } constant
            ? constant.Value is < 16
            : !more.DescendantsAndSelf().Any(o => IsLength(o, array)) && !IsTested(call);
    }

    private static bool IsTested(IOperation operation)
    {
        for (var parent = operation.Parent; parent is not (null or ILoopOperation or IAnonymousFunctionOperation or ILocalFunctionOperation); parent = parent.Parent)
        {
            if (parent is IConditionalOperation or ISwitchCaseOperation)
                return true;
        }

        return false;
    }

    private static bool IsLength(IOperation length, IOperation array) => length.Unwrap() switch
    {
        IPropertyReferenceOperation { Property.Name: "Length", Instance: { } counted } => GrownVariable.IsSame(counted, array),
        ILocalReferenceOperation local when LocalValues.SetOnce(local) is { } set && set.Unwrap() is not ILocalReferenceOperation => IsLength(set, array),
        ILocalReferenceOperation counter => Counts(counter, array),
        _ => false,
    };

    /// <summary>Whether a number tells how many places of an array are taken: it goes up by one from 0, and elements are put where it stands.</summary>
    private static bool Counts(ILocalReferenceOperation counter, IOperation array)
    {
        var isPlace = false;
        foreach (var operation in LocalValues.Root(counter).Descendants())
        {
            switch (operation)
            {
                case IVariableDeclaratorOperation declarator when declarator.Symbol.Is(counter.Local) && declarator.GetVariableInitializer()?.Value.ConstantValue is not { HasValue: true, Value: 0 }:
                case IIncrementOrDecrementOperation { Kind: OperationKind.Decrement } back when back.Target.ReferencedSymbol().Is(counter.Local):
                case IArgumentOperation { Parameter.RefKind: RefKind.Ref or RefKind.Out } handed when handed.Value.ReferencedSymbol().Is(counter.Local):
                case IAssignmentOperation assignment when assignment.Target.ReferencedSymbol().Is(counter.Local):
                    return false;
                case ISimpleAssignmentOperation { Target: IArrayElementReferenceOperation { Indices: { Length: 1 } indices, ArrayReference: { } put } } when GrownVariable.IsSame(put, array):
                    isPlace |= (indices[0].Unwrap() is IIncrementOrDecrementOperation { IsPostfix: true } step ? step.Target : indices[0]).ReferencedSymbol().Is(counter.Local);
                    break;
            }
        }

        return isPlace;
    }

    // The compiler this is built for has no operation for it.
    private static CollectionGrowth? OfSpread(ISimpleAssignmentOperation assignment, IOperation target, IOperation value)
    {
        var first = value.Syntax.ChildNodes().FirstOrDefault();
        return first is not null && LiteralSyntax.IsSpread(first) && first.ChildNodes().FirstOrDefault()?.ToString() == target.Syntax.ToString() && value.Syntax.ChildNodes().Count() > 1
            ? new(assignment, target, CopyKind.Spread, Added: null, AddsMany: false)
            : null;
    }
}
