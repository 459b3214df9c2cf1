using PerfAnalyzers.Analysis.Collections;
using PerfAnalyzers.Analysis.Iteration;
using PerfAnalyzers.Knowledge;

namespace PerfAnalyzers.CodeFixes.Rewriting;

/// <summary>
/// What code does with a collection: an index that is built once is right only while nobody adds, removes or replaces
/// elements, and what cannot be seen must be taken for a change.
/// </summary>
internal sealed class CollectionUse
{
    private static readonly ImmutableHashSet<string> Readers = ImmutableHashSet.Create(
        StringComparer.Ordinal,
        "Contains", "IndexOf", "LastIndexOf", "Exists", "TrueForAll", "Find", "FindLast", "FindAll", "FindIndex", "FindLastIndex",
        "ToArray", "AsReadOnly", "GetRange", "BinarySearch", "GetEnumerator", "ForEach", "ConvertAll", "AsSpan", "ToString", "GetHashCode", "Equals");

    private readonly CompilationContext compilation;
    private readonly IOperation root;
    private readonly ISymbol symbol;
    private readonly Lazy<bool> isChangedByFunction;

    private CollectionUse(IOperation root, ISymbol symbol, CompilationContext compilation)
    {
        this.root = root;
        this.symbol = symbol;
        this.compilation = compilation;
        isChangedByFunction = new Lazy<bool>(IsChangedByFunction);
        IsFresh = symbol is ILocalSymbol && IsMadeHere(root);
    }

    /// <summary>Whether the collection was made in this member and no other variable names it.</summary>
    public bool IsFresh { get; }

    /// <summary>Looks at a variable or member; null when it is something else, such as the result of a call.</summary>
    public static CollectionUse? Of(IOperation root, CompilationContext compilation) =>
        root.ReferencedSymbol() is { } symbol ? new CollectionUse(root, symbol, compilation) : null;

    /// <summary>Whether the collection surely holds the same elements all the while a piece of code runs.</summary>
    /// <param name="code">The code.</param>
    /// <param name="known">A place that is known not to change it.</param>
    public bool StaysSameIn(IOperation code, IOperation? known = null)
    {
        foreach (var operation in code.DescendantsAndSelf())
        {
            if (IsReference(operation) && !IsRead(operation) && operation.Syntax != known?.Syntax)
                return false;

            if ((!IsFresh || isChangedByFunction.Value) && MayChangeAnother(operation))
                return false;
        }

        return true;
    }

    /// <summary>Whether nothing changes the collection from a position to the end of its member.</summary>
    public bool StaysSameAfter(int position)
    {
        foreach (var operation in LocalValues.Root(root).DescendantsAndSelf())
        {
            if (operation.Syntax.SpanStart >= position && (IsReference(operation) ? !IsRead(operation) : !IsFresh && MayChangeAnother(operation)))
                return false;
        }

        return true;
    }

    /// <summary>Whether a piece of code asks whether the collection is null, as if it could be, whatever its type says.</summary>
    public bool IsTestedForNullIn(IOperation code) => code.DescendantsAndSelf().Any(o => o switch
    {
        IBinaryOperation { OperatorKind: BinaryOperatorKind.Equals or BinaryOperatorKind.NotEquals } test => (IsNull(test.RightOperand) && IsSame(test.LeftOperand)) || (IsNull(test.LeftOperand) && IsSame(test.RightOperand)),
        IIsPatternOperation test => IsSame(test.Value),
        IConditionalAccessOperation access => IsSame(access.Operation),
        ICoalesceOperation fallback => IsSame(fallback.Value),
        _ => false,
    });

    private bool IsSame(IOperation value) => value.Unwrap() is var plain && IsReference(plain);

    private static bool IsNull(IOperation value) => value.Unwrap().ConstantValue is { HasValue: true, Value: null };

    /// <summary>Whether a local that holds a sequence surely holds its elements, not a query that makes them anew.</summary>
    public bool IsMaterialised(ScanCosts costs) =>
        costs.IsList(root.Type)
        || IsCounted(root.Type)
        || root is ILocalReferenceOperation local && LocalValues.SetOnce(local) is { } set && costs.IsList(set.Unwrap().Type);

    // What knows its count holds its elements; an IEnumerable may be a query.
    private static bool IsCounted(ITypeSymbol? type) =>
        type is INamedTypeSymbol { TypeKind: TypeKind.Interface, Name: "ICollection" or "IReadOnlyCollection", ContainingNamespace: { Name: "Generic", ContainingNamespace.Name: "Collections" } };

    private bool IsReference(IOperation operation) =>
        operation is not (IConversionOperation or IParenthesizedOperation) && operation.ReferencedSymbol().Is(symbol);

    /// <summary>Whether the place reads the collection and neither changes it nor gives it to anybody who could.</summary>
    public bool IsRead(IOperation reference)
    {
        if (symbol is ILocalSymbol { Type: { } type } && IsImmutable(type) && reference.Parent is not IAssignmentOperation)
            return true;

        var value = reference;
        while (value.Parent is IConversionOperation or IParenthesizedOperation)
            value = value.Parent;

        switch (value.Parent)
        {
            case IInvocationOperation call when call.Instance == value:
                return Readers.Contains(call.TargetMethod.Name);
            case IArgumentOperation { Parent: IInvocationOperation call, Parameter: { RefKind: RefKind.None } parameter }:
                return IsQueryOperator(call.TargetMethod) || Readers.Contains(call.TargetMethod.Name) && call.TargetMethod.IsStatic || IsReadOnlyView(parameter.Type);
            case IArgumentOperation { Parent: IObjectCreationOperation created }:
                return created.Constructor?.ContainingNamespace?.ToDisplayString() is { } space && space.StartsWith("System.Collections", StringComparison.Ordinal);
            case IPropertyReferenceOperation member when member.Instance == value:
                return !IsAssigned(member);
            case IArrayElementReferenceOperation element when element.ArrayReference == value:
                return !IsAssigned(element);
            case IForEachLoopOperation or IBinaryOperation or IIsPatternOperation or IReturnOperation or ICoalesceOperation or IInterpolationOperation:
                return true;
            case IConditionalAccessOperation access when access.Operation == value:
                return access.WhenNotNull is IInvocationOperation called && Readers.Contains(called.TargetMethod.Name)
                    || access.WhenNotNull is IPropertyReferenceOperation;
            default:
                return false;
        }
    }

    private static bool IsAssigned(IOperation element) => element.Parent switch
    {
        IAssignmentOperation assignment => assignment.Target == element,
        IIncrementOrDecrementOperation => true,
        IArgumentOperation { Parameter.RefKind: not (RefKind.None or RefKind.In) } => true,
        _ => false,
    };

    private bool IsQueryOperator(IMethodSymbol method) =>
        method.IsMemberOf(compilation.Type(TypeNames.System.Enumerable))
        || method.IsMemberOf(compilation.Type(TypeNames.Collections.ImmutableArrayExtensions))
        || method.IsMemberOf(compilation.Type(TypeNames.Collections.MemoryExtensions))
        || method.ContainingType.SpecialType == SpecialType.System_String;

    // Whoever takes a sequence that can only be read does not add to it; a downcast would be malice.
    private static bool IsReadOnlyView(ITypeSymbol type) =>
        IsImmutable(type) || type is INamedTypeSymbol { TypeKind: TypeKind.Interface, Name: "IEnumerable" or "IReadOnlyList" or "IReadOnlyCollection" };

    private static bool IsImmutable(ITypeSymbol type) => type.ContainingNamespace is { Name: "Immutable" or "Frozen" };

    /// <summary>
    /// Whether an operation may change a collection that others hold too: adding to one of the same element type, or,
    /// for a member, running code that can reach it.
    /// </summary>
    private bool MayChangeAnother(IOperation operation)
    {
        switch (operation)
        {
            case IInvocationOperation { TargetMethod.Name: "Add" or "AddRange" or "Insert" or "Remove" or "RemoveAt" or "RemoveAll" or "Clear" or "Sort" or "Reverse" } call
                when call.Receiver() is { } other && !IsReference(other):
                return SameElements(other.Type) && !(other.ReferencedSymbol() is ILocalSymbol && IsMadeHere(other));
            case IAwaitOperation:
                return IsMember;

            // Whoever takes the elements one by one runs in between.
            case IReturnOperation { Kind: OperationKind.YieldReturn }:
                return true;
            case IInvocationOperation { TargetMethod: { } method } call:
                return (IsMember || isChangedByFunction.Value) && (call.Instance is IInstanceReferenceOperation || method.MethodKind is MethodKind.LocalFunction or MethodKind.DelegateInvoke);
            default:
                return false;
        }
    }

    // What a class is constructed with is a field as soon as a member reads it.
    private bool IsMember => symbol is IFieldSymbol or IPropertySymbol || symbol is IParameterSymbol { ContainingSymbol: IMethodSymbol { MethodKind: MethodKind.Constructor } } parameter
        && parameter.DeclaringSyntaxReferences.Any(r => r.GetSyntax() is ParameterSyntax { Parent.Parent: TypeDeclarationSyntax });

    /// <summary>Whether a lambda or local function changes the variable, whenever it is called.</summary>
    private bool IsChangedByFunction() => symbol is ILocalSymbol or IParameterSymbol && LocalValues.Root(root).DescendantsAndSelf().Any(o =>
        o is IAnonymousFunctionOperation or ILocalFunctionOperation && o.Descendants().Any(inner => IsReference(inner) && !IsRead(inner)));

    private bool SameElements(ITypeSymbol? other) =>
        ElementKind.Of(other, compilation) is { } element && element.Is(ElementKind.Of(root.Type, compilation));

    private bool IsMadeHere(IOperation reference)
    {
        if (reference.Unwrap() is not ILocalReferenceOperation local || LocalValues.SetOnce(local) is not { } set || !Makes(set.UnwrapAwait()))
            return false;

        foreach (var operation in LocalValues.Root(reference).DescendantsAndSelf())
        {
            if (operation is ILocalReferenceOperation other && other.Local.Is(local.Local) && IsAliased(other))
                return false;
        }

        return true;
    }

    private static bool IsAliased(IOperation reference)
    {
        var value = reference;
        while (value.Parent is IConversionOperation or IParenthesizedOperation)
            value = value.Parent;

        return value.Parent switch
        {
            IAssignmentOperation assignment => assignment.Value == value,
            IVariableInitializerOperation => true,
            _ => false,
        };
    }

    private bool Makes(IOperation value) => value switch
    {
        IObjectCreationOperation or IArrayCreationOperation => true,
        IInvocationOperation { TargetMethod.Name: "ToList" or "ToArray" or "ToImmutableArray" or "ToImmutableList" or "ToListAsync" or "ToArrayAsync" or "FindAll" or "ConvertAll" or "GetRange" } => true,
        IInvocationOperation call => IsQueryOperator(call.TargetMethod) && Callbacks.IsDeferred(call.TargetMethod, compilation),
        _ => LiteralSyntax.IsCollection(value.Syntax),
    };
}
