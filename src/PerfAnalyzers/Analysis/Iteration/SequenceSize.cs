using Microsoft.CodeAnalysis.CSharp.Syntax;
using PerfAnalyzers.Analysis.Calls;
using PerfAnalyzers.Knowledge;

namespace PerfAnalyzers.Analysis.Iteration;

/// <summary>Says what kind of rounds a sequence gives, from the expression that makes it.</summary>
internal static class SequenceSize
{
    /// <summary>Up to this many rounds nothing here is worth a finding: an index costs as much to build as it saves.</summary>
    public const int Few = 16;

    private const int LongestTrace = 6;

    private static readonly ImmutableHashSet<string> Slicers = ImmutableHashSet.Create(
        StringComparer.Ordinal,
        "Chunk", "Batch", "Buffer", "InBatchesOf", "Partition", "Batches", "SplitIntoBatches", "ChunkBy", "Split", "ChunkAsync", "BatchAsync", "BufferAsync");

    // Values that may be missing, or are one of two things, which functional libraries let a loop go through.
    private static readonly ImmutableHashSet<string> Maybes = ImmutableHashSet.Create(StringComparer.Ordinal, "Option", "Maybe", "Optional", "OptionUnsafe", "OptionAsync");

    private static readonly ImmutableHashSet<string> Alternatives = ImmutableHashSet.Create(StringComparer.Ordinal, "Either", "EitherUnsafe");

    private static readonly ImmutableHashSet<string> SidesOfAlternatives = ImmutableHashSet.Create(
        StringComparer.Ordinal, "LeftToSeq", "RightToSeq", "LeftToList", "RightToList", "LeftToArray", "RightToArray", "LeftAsEnumerable", "RightAsEnumerable", "ToSeq");

    private static readonly ImmutableHashSet<string> Keeps = ImmutableHashSet.Create(
        StringComparer.Ordinal,
        "Select", "Where", "OrderBy", "OrderByDescending", "ThenBy", "ThenByDescending", "Reverse", "Distinct", "DistinctBy", "ToList", "ToArray",
        "ToHashSet", "Cast", "OfType", "AsEnumerable", "Skip", "Except", "Intersect", "AsReadOnly", "ToImmutableArray", "ToImmutableList", "Index",
        "AsSpan", "Order", "OrderDescending", "GroupBy", "DefaultIfEmpty", "Append", "Prepend", "WithCancellation", "ConfigureAwait",
        "AsAsyncEnumerable", "ToAsyncEnumerable", "ToBlockingEnumerable");

    /// <summary>The kind of an iteration over <paramref name="source"/>.</summary>
    public static IterationKind Kind(IOperation source, CompilationContext compilation)
    {
        var value = Origin(source, compilation);
        return value switch
        {
            IInvocationOperation call when IsSlicing(call) => IterationKind.Chunk,
            IInvalidOperation { Syntax: InvocationExpressionSyntax { Expression: MemberAccessExpressionSyntax { Name.Identifier.ValueText: var unbound } } } when Slicers.Contains(unbound) => IterationKind.Chunk,
            IInvocationOperation call when IsConsuming(call) || HandsOnMessages(call, compilation) => IterationKind.Consumer,
            _ when MayBeMissing(source) || IsFew(value, compilation) || KindsOfThings.AreElementsOf(source, compilation) => IterationKind.FewElements,
            _ when IsSliced(source.Type, compilation) => IterationKind.Chunk,
            _ => IterationKind.PerElement,
        };
    }

    /// <summary>Whether the sequence is a value that may be missing: one element or none.</summary>
    private static bool MayBeMissing(IOperation source)
    {
        var value = source.UnwrapAwait();
        for (var step = 0; step < LongestTrace; step++)
        {
            if (value.Type is INamedTypeSymbol { TypeArguments: { Length: 1 } parts } type
                && (Maybes.Contains(type.Name) || (type.Name is "Task" or "ValueTask" && parts[0] is INamedTypeSymbol { TypeArguments.Length: 1 } awaited && Maybes.Contains(awaited.Name))))
            {
                return true;
            }

            if (value is not IInvocationOperation call || call.Receiver() is not { } receiver)
                return false;

            // result.LeftToSeq()
            if (receiver.Type is INamedTypeSymbol { TypeArguments.Length: 2 } either && Alternatives.Contains(either.Name) && SidesOfAlternatives.Contains(call.TargetMethod.Name))
                return true;

            if (!Keeps.Contains(call.TargetMethod.Name))
                return false;

            value = receiver.UnwrapAwait();
        }

        return false;
    }

    /// <summary>
    /// Where the elements come from: goes back through operators that keep the number of elements or lower it, and
    /// through locals that are set once.
    /// </summary>
    public static IOperation Origin(IOperation source, CompilationContext compilation)
    {
        var value = source.UnwrapAwait();
        for (var step = 0; step < LongestTrace; step++)
        {
            if (value is IInvocationOperation { Arguments.Length: > 0 } call
                && Keeps.Contains(call.TargetMethod.Name)
                && call.Receiver() is { } receiver
                && !(call.TargetMethod.ContainingType.SpecialType == SpecialType.System_String))
            {
                value = receiver.UnwrapAwait();
            }
            else if (value is ILocalReferenceOperation local && LocalValues.SetOnce(local) is { } set)
            {
                value = set.UnwrapAwait();
            }
            else if ((value.BlockedFor() ?? OtherThanNothing(value)) is { } other)
            {
                value = other.UnwrapAwait();
            }
            else
            {
                break;
            }
        }

        return value;
    }

    /// <summary>What a choice gives where it does not give nothing: <c>x ?? []</c>, <c>text?.Split(',')</c>, <c>text.Length == 0 ? [] : text.Split(',')</c>; null for all else.</summary>
    private static IOperation? OtherThanNothing(IOperation value) => value switch
    {
        IConditionalAccessOperation access => access.WhenNotNull,
        ICoalesceOperation choice when IsEmpty(choice.WhenNull) => choice.Value,
        IConditionalOperation { WhenFalse: { } otherwise } choice when IsEmpty(choice.WhenTrue) => otherwise,
        IConditionalOperation { WhenFalse: { } otherwise } choice when IsEmpty(otherwise) => choice.WhenTrue,
        _ => null,
    };

    private static bool IsEmpty(IOperation value) => value.Unwrap() switch
    {
        IInvocationOperation { TargetMethod: { Name: "Empty", Parameters.IsEmpty: true, IsStatic: true } } => true,
        IFieldReferenceOperation { Field: { Name: "Empty", IsStatic: true } } => true,
        IObjectCreationOperation { Initializer: null, Arguments.IsEmpty: true } => true,
        IArrayCreationOperation { Initializer: null, DimensionSizes: { Length: 1 } sizes } => sizes[0].ConstantValue is { HasValue: true, Value: 0 },
        IArrayCreationOperation { Initializer: { } initializer } => initializer.ElementValues.IsEmpty,
        var other => LiteralSyntax.CountElements(other.Syntax) == 0,
    };

    /// <summary>Whether the elements are the parts of one text: mostly what somebody has typed or written down, which is little.</summary>
    public static bool ArePartsOfText(IOperation? source, CompilationContext compilation) =>
        source is not null && Origin(source, compilation) is IInvocationOperation { TargetMethod: { Name: "Split", ContainingType.SpecialType: SpecialType.System_String } };

    /// <summary>Whether the elements are what a store keeps below a prefix that the code asks for: mostly what belongs to one thing.</summary>
    public static bool AreBelowPrefix(IOperation source, CompilationContext compilation) =>
        Origin(source, compilation) is IInvocationOperation call
        && call.Arguments.Any(a => IsPrefix(a.Parameter?.Name, a.Value)
            || (a.Value.Unwrap() is IObjectCreationOperation { Initializer: { } options }
                && options.Initializers.Any(i => i is ISimpleAssignmentOperation { Target: IPropertyReferenceOperation { Property.Name: { } option }, Value: { } given } && IsPrefix(option, given))));

    private static bool IsPrefix(string? name, IOperation value) =>
        string.Equals(name, "prefix", StringComparison.OrdinalIgnoreCase) && value.Unwrap() is { ConstantValue.HasValue: false } and not IDefaultValueOperation;

    /// <summary>Whether the elements are what a context tracks at the moment, which one unit of work has mostly put there one by one.</summary>
    public static bool AreTracked(IOperation source, CompilationContext compilation) =>
        Origin(source, compilation) is IInvocationOperation { TargetMethod: { Name: "Entries", ContainingType: { } tracker } }
        && (tracker.Is(compilation.Type(TypeNames.EfCore.ChangeTracker)) || tracker.Is(compilation.Type(TypeNames.Ef6.ChangeTracker)));

    /// <summary>Whether the code itself states that there are only a few elements.</summary>
    public static bool IsFew(IOperation value, CompilationContext compilation)
    {
        switch (value)
        {
            case IArrayCreationOperation { Initializer: { } initializer }:
                return initializer.ElementValues.Length <= Few;
            case IArrayCreationOperation { DimensionSizes.Length: 1 } array:
                return array.DimensionSizes[0].ConstantValue is { HasValue: true, Value: int size } && size <= Few;
            case IObjectCreationOperation { Initializer: { } initializer } created when IsCollection(created.Type, compilation):
                return initializer.Initializers.Length <= Few;
            case IFieldReferenceOperation { Field: { IsReadOnly: true } field }:
                return IsFewInitialiser(field) || (IsFixed(field) && IsFewInConstructors(field));
            case IPropertyReferenceOperation { Property: { SetMethod: null, IsStatic: true } property }:
                return IsFewInitialiser(property);
            case ILiteralOperation { ConstantValue: { HasValue: true, Value: string text } }:
                return text.Length <= Few;
            case IInvocationOperation call:
                return IsFewCall(call, compilation);
            default:
                return IsCollectionExpression(value);
        }
    }

    private static bool IsFewCall(IInvocationOperation call, CompilationContext compilation)
    {
        var method = call.TargetMethod;
        if (method.IsMemberOf(compilation.Type(TypeNames.System.Enum)))
            return method.Name is "GetValues" or "GetNames";

        // Members and attributes are written by hand, one by one.
        if (method.ContainingNamespace is { Name: "Reflection", ContainingNamespace: { Name: "System" } }
            || method.ContainingType is { Name: "Type", Arity: 0, ContainingType: null, ContainingNamespace: { Name: "System", ContainingNamespace.IsGlobalNamespace: true } })
        {
            return true;
        }

        var counted = method.Name switch
        {
            "Range" when method.IsMemberOf(compilation.Type(TypeNames.System.Enumerable)) => call.Argument(1),
            "Repeat" when method.IsMemberOf(compilation.Type(TypeNames.System.Enumerable)) => call.Argument(1),
            "Take" or "TakeLast" when method.IsExtensionMethod => call.Argument(1),
            _ => null,
        };
        return counted?.ConstantValue is { HasValue: true, Value: int count } && count <= Few;
    }

    private static bool IsFewInitialiser(ISymbol member)
    {
        foreach (var reference in member.DeclaringSyntaxReferences)
        {
            var initialiser = reference.GetSyntax() switch
            {
                Microsoft.CodeAnalysis.CSharp.Syntax.VariableDeclaratorSyntax { Initializer: { } field } => field.Value,
                Microsoft.CodeAnalysis.CSharp.Syntax.PropertyDeclarationSyntax { Initializer: { } property } => property.Value,
                Microsoft.CodeAnalysis.CSharp.Syntax.PropertyDeclarationSyntax { ExpressionBody: { } body } => body.Expression,
                _ => null,
            };
            // What is empty at first, and is no array, is there to be filled.
            if (initialiser is not null)
                return LiteralSyntax.AreValuesOfEnum(initialiser) || (LiteralSyntax.CountElements(initialiser) is { } count && count <= Few && (count > 0 || IsFixed(member)));
        }

        return false;
    }

    /// <summary>Whether constructors write out a few elements, and nothing else, for a field that has them from there.</summary>
    private static bool IsFewInConstructors(IFieldSymbol field)
    {
        var found = false;
        foreach (var reference in field.ContainingType.InstanceConstructors.SelectMany(c => c.DeclaringSyntaxReferences))
        {
            foreach (var assignment in reference.GetSyntax().DescendantNodes().OfType<Microsoft.CodeAnalysis.CSharp.Syntax.AssignmentExpressionSyntax>())
            {
                if (NameOf(assignment.Left) != field.Name)
                    continue;

                if (LiteralSyntax.CountElements(assignment.Right) is not (> 0 and <= Few))
                    return false;

                found = true;
            }
        }

        return found;
    }

    private static string? NameOf(SyntaxNode target) => target switch
    {
        Microsoft.CodeAnalysis.CSharp.Syntax.IdentifierNameSyntax name => name.Identifier.ValueText,
        Microsoft.CodeAnalysis.CSharp.Syntax.MemberAccessExpressionSyntax { Expression: Microsoft.CodeAnalysis.CSharp.Syntax.ThisExpressionSyntax } own => own.Name.Identifier.ValueText,
        _ => null,
    };

    private static bool IsFixed(ISymbol member) => member switch
    {
        IFieldSymbol { Type: var type } => type is IArrayTypeSymbol || type.ContainingNamespace is { Name: "Immutable" or "Frozen" },
        IPropertySymbol { Type: var type } => type is IArrayTypeSymbol || type.ContainingNamespace is { Name: "Immutable" or "Frozen" },
        _ => true,
    };

    /// <summary>Collection expressions have an operation of their own only in later compilers than the oldest supported one.</summary>
    private static bool IsCollectionExpression(IOperation value) =>
        LiteralSyntax.CountElements(value.Syntax) is { } count && count <= Few;

    private static bool IsCollection(ITypeSymbol? type, CompilationContext compilation) =>
        type.Implements(compilation.Type(TypeNames.System.EnumerableOfT));

    private static bool IsSlicing(IInvocationOperation call) =>
        Slicers.Contains(call.TargetMethod.Name) && call.TargetMethod.ContainingType.SpecialType != SpecialType.System_String;

    private static bool IsConsuming(IInvocationOperation call) =>
        call.TargetMethod.Name is "ReadAllAsync" or "GetConsumingEnumerable" or "ReceiveMessagesAsync" or "ReceiveAllAsync"
            or "ConsumeAsync" or "SubscribeAsync" or "StreamAsync" or "WatchAsync";

    /// <summary>Whether a method of this solution only hands on what a queue or stream gives: <c>ReadAsync(token) => channel.Reader.ReadAllAsync(token)</c>.</summary>
    private static bool HandsOnMessages(IInvocationOperation call, CompilationContext compilation)
    {
        if (call.TargetMethod.ReturnType is not INamedTypeSymbol { Name: "IAsyncEnumerable" })
            return false;

        var targets = CallTargets.Of(call, compilation).Methods;
        return !targets.IsEmpty && targets.All(t =>
            MethodBodies.For(compilation).Of(t) is { Root: var root }
            && LoopShape.OwnOperations(root).OfType<IReturnOperation>().ToList() is { Count: 1 } returns
            && returns[0] is { Kind: OperationKind.Return, ReturnedValue: { } given }
            && Origin(given, compilation) is IInvocationOperation further
            && IsConsuming(further));
    }

    /// <summary>A sequence of lists: each round handles a slice, whoever cut it.</summary>
    private static bool IsSliced(ITypeSymbol? sequence, CompilationContext compilation)
    {
        var element = sequence is IArrayTypeSymbol array
            ? array.ElementType
            : sequence.ArgumentOf(compilation.Type(TypeNames.System.EnumerableOfT));
        return element is IArrayTypeSymbol
            || element.IsConstructedFrom(compilation.Type(TypeNames.System.ListOfT))
            || element?.OriginalDefinition.SpecialType is SpecialType.System_Collections_Generic_IEnumerable_T or SpecialType.System_Collections_Generic_IReadOnlyList_T
                or SpecialType.System_Collections_Generic_IReadOnlyCollection_T or SpecialType.System_Collections_Generic_IList_T or SpecialType.System_Collections_Generic_ICollection_T;
    }
}
