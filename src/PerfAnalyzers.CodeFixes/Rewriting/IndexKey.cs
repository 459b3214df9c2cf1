using PerfAnalyzers.Analysis.Collections;
using PerfAnalyzers.Knowledge;

namespace PerfAnalyzers.CodeFixes.Rewriting;

/// <summary>What an index is built by, and what it is asked for: both sides of one equality.</summary>
/// <param name="Name">How the key is called in names: <c>Id</c>; null for the element itself.</param>
/// <param name="Selector">The key of an element, as text; null for the element itself.</param>
/// <param name="Sought">The value to look up, as text.</param>
/// <param name="Comparer">The comparer the index needs, as text; null for the default one.</param>
/// <param name="MayBeNull">Whether a key or a sought value may be null, which a dictionary does not take.</param>
internal sealed record IndexKey(string? Name, string? Selector, string Sought, string? Comparer, bool MayBeNull)
{
    /// <summary>
    /// Reads an equality test as a key. Null when the index could answer differently: the types compare in ways of
    /// their own, or reading a side may throw or change something.
    /// </summary>
    public static IndexKey? Read(EqualityTest test, ISymbol element) => Read(test, value => IsElement(value, element));

    /// <inheritdoc cref="Read(EqualityTest, ISymbol)"/>
    /// <param name="test">The test.</param>
    /// <param name="isElement">Whether an expression is the element that is tested.</param>
    public static IndexKey? Read(EqualityTest test, Func<IOperation, bool> isElement)
    {
        if (PlainValue(test.Key) is not { } key || PlainValue(test.Sought) is not { } sought)
            return null;

        if (!IsMemberOfElement(key, isElement) || !(IsSteady(sought) || IsOfCounted(sought)) || ComparerOf(test) is not { } comparer)
            return null;

        var keyType = key.Type;
        var soughtType = sought.Type;
        if (keyType is null || soughtType is null || !KeyComparison.AgreesInMemory(KeyTypes.Underlying(keyType)) || !KeyTypes.Underlying(keyType).Is(KeyTypes.Underlying(soughtType)))
            return null;

        if (test.Operation is IInvocationOperation { Instance: { } instance } && CouldBeNull(instance))
            return null;

        var selector = isElement(key) ? null : key.Syntax.ToString();
        if (KeyTypes.IsNullable(soughtType) && !KeyTypes.IsNullable(keyType))
            selector = "(" + soughtType.ToMinimalDisplayString(test.Operation.SemanticModel!, test.Operation.Syntax.SpanStart) + ")" + key.Syntax;

        var name = isElement(key) ? null : key.ReferencedSymbol()?.Name;
        var mayBeNull = keyType.IsReferenceType || KeyTypes.IsNullable(keyType) || KeyTypes.IsNullable(soughtType);
        return new IndexKey(name, selector, sought.Syntax.ToString(), comparer.Length == 0 ? null : comparer, mayBeNull);
    }

    /// <summary>Whether a value can be read again, or earlier, without another outcome: variables and one member of them.</summary>
    public static bool IsSteady(IOperation value)
    {
        switch (value)
        {
            case ILocalReferenceOperation or IParameterReferenceOperation or ILiteralOperation or IInstanceReferenceOperation:
                return true;
            case IFieldReferenceOperation field:
                return field.Instance is null || IsSafeOwner(field.Instance);
            case IArrayElementReferenceOperation { ArrayReference: ILocalReferenceOperation parts, Indices: { Length: 1 } indices }:
                return indices[0].ConstantValue is { HasValue: true, Value: 0 } && IsSplitText(parts);
            case IPropertyReferenceOperation { Property.IsIndexer: false } property:
                return IsPlain(property.Property) && (property.Instance is null || IsSafeOwner(property.Instance));
            default:
                return false;
        }
    }

    /// <summary>Whether a value is what a loop around it stands at, or a member of that: <c>orders[i].Id</c>.</summary>
    private static bool IsOfCounted(IOperation value) => value switch
    {
        IFieldReferenceOperation { Instance: { } owner } => ElementsOfLoop.IsCounted(owner),
        IPropertyReferenceOperation { Property: { IsIndexer: false } property, Instance: { } owner } => IsPlain(property) && ElementsOfLoop.IsCounted(owner),
        _ => ElementsOfLoop.IsCounted(value),
    };

    /// <summary>Whether an array holds the parts of a text, of which there is always one unless empty ones are left out.</summary>
    private static bool IsSplitText(ILocalReferenceOperation parts) =>
        LocalValues.SetOnce(parts)?.Unwrap() is IInvocationOperation { TargetMethod: { Name: "Split", ContainingType.SpecialType: SpecialType.System_String } } split
        && !split.Arguments.Any(a => a.ArgumentKind == ArgumentKind.Explicit && a.Parameter is { Type.Name: "StringSplitOptions" } or { Name: "count" });

    /// <summary>Whether a property only hands out what it holds. Of a library it is taken on trust; of source it is read.</summary>
    public static bool IsPlain(IPropertySymbol property)
    {
        // The value of a missing number throws, and time goes on.
        if (property.ContainingType.OriginalDefinition.SpecialType == SpecialType.System_Nullable_T
            || ChangingValues.IsReadBy(property))
        {
            return false;
        }

        foreach (var reference in property.DeclaringSyntaxReferences)
        {
            if (reference.GetSyntax() is PropertyDeclarationSyntax declared
                && !HandsOutField(declared, property)
                && (declared.ExpressionBody is not null || declared.AccessorList?.Accessors.Any(a => a.Body is not null || a.ExpressionBody is not null) == true))
            {
                return false;
            }
        }

        return true;
    }

    /// <summary><c>public Order Order =&gt; order;</c></summary>
    private static bool HandsOutField(PropertyDeclarationSyntax declared, IPropertySymbol property) =>
        declared is { AccessorList: null, ExpressionBody.Expression: IdentifierNameSyntax name }
        && property.ContainingType.GetMembers(name.Identifier.ValueText).OfType<IFieldSymbol>().Any();

    /// <summary>The value under conversions that the compiler added; null under one that somebody wrote, which may change it.</summary>
    private static IOperation? PlainValue(IOperation value)
    {
        while (value is IConversionOperation conversion)
        {
            if (!conversion.IsImplicit || conversion.OperatorMethod is not null)
                return null;

            value = conversion.Operand;
        }

        return value;
    }

    /// <summary>The comparer that stands for a StringComparison: empty for the default one, null where there is none that is steady.</summary>
    private static string? ComparerOf(EqualityTest test)
    {
        if (test.Comparison is null)
            return test.Operation is IBinaryOperation { OperatorMethod: { } method } && !IsOwnOperator(method) ? null : "";

        // The current culture may be another one when the index is asked.
        return test.Comparison.ReferencedSymbol()?.Name switch
        {
            "Ordinal" => "",
            "OrdinalIgnoreCase" => "StringComparer.OrdinalIgnoreCase",
            "InvariantCulture" => "StringComparer.InvariantCulture",
            "InvariantCultureIgnoreCase" => "StringComparer.InvariantCultureIgnoreCase",
            _ => null,
        };
    }

    private static bool IsOwnOperator(IMethodSymbol method) => KeyComparison.AgreesInMemory(method.ContainingType);

    private static bool IsMemberOfElement(IOperation key, Func<IOperation, bool> isElement) => key switch
    {
        IFieldReferenceOperation { Instance: { } owner } => isElement(owner),
        IPropertyReferenceOperation { Instance: { } owner, Property: { IsIndexer: false } property } => isElement(owner) && IsPlain(property),
        _ => isElement(key),
    };

    private static bool IsElement(IOperation value, ISymbol element) => value switch
    {
        IParameterReferenceOperation parameter => parameter.Parameter.Is(element),
        ILocalReferenceOperation local => local.Local.Is(element),
        _ => false,
    };

    /// <summary>
    /// Whether asking the owner for a member cannot fail where it did not before: a scan of an empty list asked nothing.
    /// </summary>
    private static bool IsSafeOwner(IOperation owner) => owner switch
    {
        IInstanceReferenceOperation or ILocalReferenceOperation or IParameterReferenceOperation => true,
        _ => IsSteady(owner) && (owner.Type is { IsValueType: true } || IsNeverNull(owner)),
    };

    private static bool IsNeverNull(IOperation value) => value.ReferencedSymbol() switch
    {
        IFieldSymbol field => field.NullableAnnotation == NullableAnnotation.NotAnnotated,
        IPropertySymbol property => property.NullableAnnotation == NullableAnnotation.NotAnnotated,
        _ => false,
    };

    private static bool CouldBeNull(IOperation value)
    {
        var plain = value.Unwrap();
        return plain.Type is { IsReferenceType: true } && !(plain.ReferencedSymbol() switch
        {
            IParameterSymbol parameter => parameter.NullableAnnotation == NullableAnnotation.NotAnnotated,
            ILocalSymbol local => local.NullableAnnotation == NullableAnnotation.NotAnnotated,
            _ => IsNeverNull(plain),
        });
    }
}
