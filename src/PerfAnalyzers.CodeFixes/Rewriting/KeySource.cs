using PerfAnalyzers.Analysis.Iteration;

namespace PerfAnalyzers.CodeFixes.Rewriting;

/// <summary>How the key of one round is read from an element: the element itself, or a member of it.</summary>
/// <param name="Elements">The elements of the loop, or of a loop within it.</param>
/// <param name="Path">The members that lead to the key, the first one first; none for the element itself.</param>
/// <param name="Type">The type of the member or element, which may be nullable where the key in the round is not.</param>
internal sealed record KeySource(KeyElements Elements, ImmutableArray<ISymbol> Path, ITypeSymbol Type)
{
    /// <summary>The members as they follow the element; null for the element itself.</summary>
    public string? Member => Path.IsEmpty ? null : string.Join(".", Path.Select(m => m.Name));

    /// <summary>What one key is called.</summary>
    public string Name => Path.Length switch
    {
        0 => Elements.Element.Name,
        1 => Path[0].Name,
        _ => Path[Path.Length - 1].Name is "Id" or "Key" or "Code" or "Name" or "Value" ? Path[Path.Length - 2].Name + Path[Path.Length - 1].Name : Path[Path.Length - 1].Name,
    };

    /// <summary>
    /// Follows the key back to an element of the loop. Null when it takes more than reading members, when one of them is
    /// set in the loop, or when the sequence cannot be gone through before.
    /// </summary>
    public static KeySource? TryFind(IOperation value, Iteration loop, CompilationContext compilation)
    {
        if (Rewriting.Elements.Judge(loop, compilation) == ReadAhead.Unsafe)
            return null;

        var current = WithoutValue(value.Unwrap());
        while (current is ILocalReferenceOperation local && !local.Local.Is(loop.Variables[0]) && ValueOf(local, loop) is { } set)
            current = WithoutValue(set.Unwrap());

        if (current.Type is not { } type || MemberPath.Read(current) is not { } path || KeyElements.TryFind(path.Root, loop, compilation) is not { } elements)
            return null;

        if (path.Members.Any(LoopFacts.Of(loop).Changes)
            || (!path.Members.IsEmpty && MayBeMissing(elements.Element, loop))
            || (path.Members.Length > 1 && !EachRound.Reaches(value, loop, compilation)))
        {
            return null;
        }

        return new KeySource(elements, path.Members, type);
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
