using PerfAnalyzers.Knowledge;

namespace PerfAnalyzers.Analysis.Collections;

/// <summary>A sort of which only the first or last element is taken.</summary>
/// <param name="Sort">The call that sorts: OrderBy or OrderByDescending.</param>
/// <param name="Copy">The call that makes a list or array of it; null where the element is taken from the sort itself.</param>
/// <param name="Taken">The expression that takes the element.</param>
/// <param name="Collection">What is sorted.</param>
/// <param name="TakesFirst">Whether the first element is taken.</param>
/// <param name="IsDirect">Whether it is taken where the copy is made, and not from a variable.</param>
/// <param name="HasFurtherKeys">Whether equal elements are sorted by something else.</param>
internal sealed record SortedExtreme(IInvocationOperation Sort, IInvocationOperation? Copy, IOperation Taken, IOperation Collection, bool TakesFirst, bool IsDirect, bool HasFurtherKeys)
{
    public bool IsDescending => Sort.TargetMethod.Name == "OrderByDescending";

    /// <summary>Whether a list is sorted where it stands, and not a copy of it.</summary>
    public bool IsInPlace => Sort == Copy;

    /// <summary>The operator that finds the element without sorting.</summary>
    public string Cure => IsInPlace ? "MinBy or MaxBy" : IsDescending == TakesFirst ? "MaxBy" : "MinBy";

    /// <summary>
    /// Reads a call of ToList or ToArray, or one that takes an element from the sort itself: that sorts nothing since .NET Core, and still
    /// compares by way of the sort.
    /// </summary>
    public static SortedExtreme? Read(IInvocationOperation call, CompilationContext compilation) => call.TargetMethod.Name switch
    {
        "ToList" or "ToArray" => ReadCopy(call, compilation),
        "Sort" => ReadInPlace(call, compilation),
        "First" or "FirstOrDefault" or "Last" or "LastOrDefault" when call.Arguments.Length == 1 => ReadTake(call, compilation),
        "ElementAt" or "ElementAtOrDefault" when call.Argument(1)?.ConstantValue is { HasValue: true, Value: 0 } => ReadTake(call, compilation),
        _ => null,
    };

    private static SortedExtreme? ReadTake(IInvocationOperation take, CompilationContext compilation) =>
        SortBefore(take, compilation) is (var sort, var collection, HasFurtherKeys: false)
            ? new(sort, Copy: null, take, collection, !take.TargetMethod.Name.StartsWith("Last", StringComparison.Ordinal), IsDirect: true, HasFurtherKeys: false)
            : null;

    /// <summary>The sort that a call of the standard operators is made on.</summary>
    private static (IInvocationOperation Sort, IOperation Collection, bool HasFurtherKeys)? SortBefore(IInvocationOperation call, CompilationContext compilation)
    {
        var enumerable = compilation.Type(TypeNames.System.Enumerable);
        if (!call.TargetMethod.IsMemberOf(enumerable))
            return null;

        var further = false;
        var sort = Sorted(call);
        while (sort is { TargetMethod.Name: "ThenBy" or "ThenByDescending" } && sort.TargetMethod.IsMemberOf(enumerable))
        {
            further = true;
            sort = Sorted(sort);
        }

        return sort is { TargetMethod.Name: "OrderBy" or "OrderByDescending" } && sort.TargetMethod.IsMemberOf(enumerable) && sort.Argument(0) is { } collection
            ? (sort, collection, further)
            : null;
    }

    private static IInvocationOperation? Sorted(IInvocationOperation call) =>
        (call.Argument(0)?.Unwrap() is var sorted && sorted is ITranslatedQueryOperation query ? query.Operation.Unwrap() : sorted) as IInvocationOperation;

    private static SortedExtreme? ReadCopy(IInvocationOperation copy, CompilationContext compilation)
    {
        if (SortBefore(copy, compilation) is not var (sort, collection, further))
            return null;

        if (TakenFrom(copy, compilation) is { } taken)
            return new(sort, copy, taken.Expression, collection, taken.First, IsDirect: true, further);

        return copy.ParentValue() is IVariableInitializerOperation { Parent: IVariableDeclaratorOperation { Symbol: { } local } }
            && OnlyReference(local, copy) is { } reference
            && TakenFrom(reference, compilation) is { } later
            ? new(sort, copy, later.Expression, collection, later.First, IsDirect: false, further)
            : null;
    }

    /// <summary><c>var open = sites.FindAll(...); open.Sort(...); return open[0];</c>, where nobody else has the list and nothing more is taken from it.</summary>
    private static SortedExtreme? ReadInPlace(IInvocationOperation sort, CompilationContext compilation)
    {
        var isArray = sort.TargetMethod.IsMemberOf(compilation.Type(TypeNames.System.Array));
        if ((!isArray && !sort.TargetMethod.IsMemberOf(compilation.Type(TypeNames.System.ListOfT)))
            || sort.Arguments.Any(a => a.Parameter is { Ordinal: var ordinal, Type: var type } && (!isArray || ordinal > 0) && type.Name is not ("Comparison" or "IComparer"))
            || sort.Parent is not IExpressionStatementOperation { Parent: IBlockOperation block }
            || (isArray ? sort.Argument(0) : sort.Instance)?.Unwrap() is not ILocalReferenceOperation { Local: var local } sorted
            || LocalValues.SetOnce(sorted)?.Unwrap() is not { } made
            || !IsOwn(made)
            || !block.Operations.Any(o => o is IVariableDeclarationGroupOperation && o.Syntax.Span.Contains(local.DeclaringSyntaxReferences[0].Span)))
        {
            return null;
        }

        var later = LocalValues.Root(sort).Descendants().OfType<ILocalReferenceOperation>().Where(r => r.Local.Is(local) && r.Syntax.SpanStart > sort.Syntax.Span.End && !AsksForAny(r)).ToList();
        return later.Count == 1 && TakenFrom(later[0], compilation) is var (taken, isFirst) && !(taken.Parent is IAssignmentOperation { Target: var target } && target == taken)
            ? new(sort, sort, taken, sorted, isFirst, IsDirect: false, HasFurtherKeys: false)
            : null;
    }

    /// <summary>Whether a list or array is one that the code at hand has made for itself.</summary>
    private static bool IsOwn(IOperation value) =>
        value is IObjectCreationOperation
        || (value is IInvocationOperation { TargetMethod: { Name: "ToList" or "ToArray" or "FindAll" or "GetRange" or "ConvertAll", ContainingNamespace: var space } } && space.IsFramework());

    private static (IOperation Expression, bool First)? TakenFrom(IOperation sorted, CompilationContext compilation)
    {
        switch (sorted.ParentValue())
        {
            case IArgumentOperation { Parent: IInvocationOperation { Arguments.Length: 1 } call } when call.TargetMethod.IsMemberOf(compilation.Type(TypeNames.System.Enumerable)):
                return call.TargetMethod.Name switch
                {
                    "First" or "FirstOrDefault" => (call, true),
                    "Last" or "LastOrDefault" => (call, false),
                    _ => null,
                };
            case IPropertyReferenceOperation { Property.IsIndexer: true, Arguments: { Length: 1 } arguments } element when element.Instance?.Unwrap() == sorted:
                return End(arguments[0].Value, sorted) is { } end ? (element, end) : null;
            case IArrayElementReferenceOperation { Indices: { Length: 1 } indices } element when element.ArrayReference.Unwrap() == sorted:
                return End(indices[0], sorted) is { } side ? (element, side) : null;
            case IImplicitIndexerReferenceOperation element when element.Instance.Unwrap() == sorted:
                return End(element.Argument, sorted) is { } edge ? (element, edge) : null;
            default:
                return null;
        }
    }

    /// <summary>Whether an index is that of the first element, or of the last: <c>^1</c> or <c>sorted.Count - 1</c>; null for any other.</summary>
    private static bool? End(IOperation index, IOperation sorted) => index.Unwrap() switch
    {
        { ConstantValue: { HasValue: true, Value: 0 } } => true,
        IUnaryOperation { OperatorKind: UnaryOperatorKind.Hat, Operand.ConstantValue: { HasValue: true, Value: 1 } } => false,
        IBinaryOperation { OperatorKind: BinaryOperatorKind.Subtract, RightOperand.ConstantValue: { HasValue: true, Value: 1 }, LeftOperand: var all }
            when all.Unwrap() is IPropertyReferenceOperation { Property.Name: "Count" or "Length", Instance: { } counted } && counted.ReferencedSymbol() is { } symbol && symbol.Is(sorted.ReferencedSymbol()) => false,
        _ => null,
    };

    /// <summary>Whether only the elements of one key are sorted, which are few; copied group by group, they are all that there are.</summary>
    public bool IsOfOneKey(CompilationContext compilation) => (IsInPlace && Collection is ILocalReferenceOperation local && LocalValues.SetOnce(local) is { } made ? made : Collection).Unwrap() switch
    {
        IInvocationOperation { TargetMethod.Name: "Where" or "FindAll" } filter => LinearLookup.Read(filter, compilation) is not null,
        { Type: INamedTypeSymbol { Name: "IGrouping", TypeArguments.Length: 2 } } => Copy is null,
        _ => false,
    };

    /// <summary>The one place that takes from a variable, beside those that only ask whether there is anything.</summary>
    private static ILocalReferenceOperation? OnlyReference(ILocalSymbol local, IOperation within)
    {
        ILocalReferenceOperation? only = null;
        foreach (var operation in LocalValues.Root(within).DescendantsAndSelf())
        {
            if (operation is not ILocalReferenceOperation reference || !reference.Local.Is(local) || AsksForAny(reference))
                continue;

            if (only is not null)
                return null;

            only = reference;
        }

        return only;
    }

    /// <summary><c>sorted.Count == 0</c>, <c>sorted.Length &gt; 0</c>, <c>sorted.Any()</c>, <c>sorted is []</c></summary>
    private static bool AsksForAny(IOperation sorted) => sorted.ParentValue() switch
    {
        IPropertyReferenceOperation { Property.Name: "Count" or "Length" } length => length.ParentValue() is IBinaryOperation { RightOperand.ConstantValue: { HasValue: true, Value: 0 or 1 } },
        IArgumentOperation { Parent: IInvocationOperation { TargetMethod: { Name: "Any", IsExtensionMethod: true }, Arguments.Length: 1 } } => true,
        IIsPatternOperation { Pattern: var pattern } => AsksForAny(pattern),
        _ => false,
    };

    private static bool AsksForAny(IPatternOperation pattern) => pattern switch
    {
        INegatedPatternOperation { Pattern: var other } => AsksForAny(other),
        IListPatternOperation { Patterns.IsEmpty: true, DeclaredSymbol: null } => true,
        IRecursivePatternOperation { DeclaredSymbol: null, DeconstructionSubpatterns.IsEmpty: true, PropertySubpatterns: { Length: 1 } parts } =>
            parts[0] is { Member: IPropertyReferenceOperation { Property.Name: "Count" or "Length" }, Pattern: var counted }
            && counted is IConstantPatternOperation { Value.ConstantValue: { HasValue: true, Value: 0 } } or IRelationalPatternOperation { Value.ConstantValue: { HasValue: true, Value: 0 or 1 } },
        _ => false,
    };
}
