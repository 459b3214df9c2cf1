using PerfAnalyzers.Analysis.Iteration;

namespace PerfAnalyzers.CodeFixes.Rewriting;

/// <summary>How the key of one round is read from the element: the element itself, or one of its members.</summary>
/// <param name="Element">The element of the loop.</param>
/// <param name="Member">The member that holds the key; null for the element itself.</param>
/// <param name="Type">The type of the member or element, which may be nullable where the key in the round is not.</param>
internal sealed record KeySource(ISymbol Element, ISymbol? Member, ITypeSymbol Type)
{
    /// <summary>
    /// Follows the key back to the element of the loop. Null when it takes more than reading a member, when the member is
    /// set in the loop, or when the sequence cannot be gone through before.
    /// </summary>
    public static KeySource? TryFind(IOperation value, Iteration loop, CompilationContext compilation)
    {
        if (Elements.Judge(loop, compilation) == ReadAhead.Unsafe)
            return null;

        var element = loop.Variables[0];
        var current = WithoutValue(value.Unwrap());
        while (current is ILocalReferenceOperation local && !local.Local.Is(element))
        {
            if (ValueOf(local, loop) is not { } set)
                return null;

            current = WithoutValue(set.Unwrap());
        }

        if (current.ReferencedSymbol().Is(element))
            return current.Type is { } type ? new KeySource(element, null, type) : null;

        var (member, instance) = current switch
        {
            IPropertyReferenceOperation { Property.IsIndexer: false } property when IndexKey.IsPlain(property.Property) => ((ISymbol)property.Property, property.Instance),
            IFieldReferenceOperation field => (field.Field, field.Instance),
            _ => (null!, null),
        };
        if (instance is null || !instance.ReferencedSymbol().Is(element) || LoopFacts.Of(loop).Writes(member) || MayBeMissing(element, loop))
            return null;

        return current.Type is { } memberType ? new KeySource(element, member, memberType) : null;
    }

    /// <summary>The <c>a</c> of <c>a.Value</c>.</summary>
    private static IOperation WithoutValue(IOperation value) =>
        value is IPropertyReferenceOperation { Property: { Name: "Value", ContainingType: { } owner }, Instance: { } nullable } && KeyTypes.IsNullable(owner)
            ? nullable.Unwrap()
            : value;

    /// <summary>What a local is set to, or matched from: <c>order.SalesmanId is int id</c>.</summary>
    private static IOperation? ValueOf(ILocalReferenceOperation local, Iteration loop)
    {
        if (LocalValues.SetOnce(local) is { } set)
            return set;

        if (LoopFacts.Of(loop).Writes(local.Local))
            return null;

        foreach (var operation in loop.Body.DescendantsAndSelf())
        {
            if (operation is IIsPatternOperation { Pattern: IDeclarationPatternOperation or IRecursivePatternOperation } match && DeclaredBy(match.Pattern).Is(local.Local))
                return match.Value;
        }

        return null;
    }

    private static ISymbol? DeclaredBy(IPatternOperation pattern) => pattern switch
    {
        IDeclarationPatternOperation declaration => declaration.DeclaredSymbol,
        IRecursivePatternOperation { DeconstructionSubpatterns.IsEmpty: true, PropertySubpatterns.IsEmpty: true } recursive => recursive.DeclaredSymbol,
        _ => null,
    };

    /// <summary>An element that the loop asks whether it is there: its member cannot be read for all of them.</summary>
    public static bool MayBeMissing(ISymbol element, Iteration loop)
    {
        foreach (var operation in loop.Body.DescendantsAndSelf())
        {
            var tested = operation switch
            {
                IConditionalAccessOperation access => access.Operation,
                IIsPatternOperation match => match.Value,
                ICoalesceOperation coalesce => coalesce.Value,
                IBinaryOperation { OperatorKind: BinaryOperatorKind.Equals or BinaryOperatorKind.NotEquals } test => test.LeftOperand,
                _ => null,
            };
            if (tested?.ReferencedSymbol().Is(element) == true)
                return true;
        }

        return false;
    }
}
