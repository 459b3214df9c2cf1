using PerfAnalyzers.Analysis.Iteration;

namespace PerfAnalyzers.CodeFixes.Rewriting;

/// <summary>How the key of one round is read from an element: the element itself, or a member of it.</summary>
/// <param name="Elements">The elements of the loop, or of a loop within it.</param>
/// <param name="Path">The members that lead from the element to the key.</param>
/// <param name="IsGuarded">Whether the objects on the way may not be there for each element: those have no key, and no round gets to ask for it.</param>
/// <param name="Type">The type of the member or element, which may be nullable where the key in the round is not.</param>
/// <param name="Conversion">What turns the member or element into the key, as it follows it: <c>.ToString()</c>.</param>
internal sealed record KeySource(KeyElements Elements, MemberPath Path, bool IsGuarded, ITypeSymbol Type, string Conversion = "")
{
    /// <summary>What one key is called.</summary>
    public string Name => Path.Members.Length switch
    {
        0 => Elements.Element.Name,
        1 when Elements.Part is not null => Elements.Element.Name,
        > 1 and var length when Path.Members[length - 1].Name is "Id" or "Key" or "Code" or "Name" or "Value" => Path.Members[length - 2].Name + Path.Members[length - 1].Name,
        var length => Path.Members[length - 1].Name,
    };

    /// <summary>
    /// Follows the key back to an element of the loop. Null when it takes more than reading members, when one of them is
    /// set in the loop, or when the sequence cannot be gone through before.
    /// </summary>
    public static KeySource? TryFind(IOperation value, Iteration loop, CompilationContext compilation)
    {
        if (Rewriting.Elements.Judge(loop, compilation) == ReadAhead.Unsafe)
            return null;

        if (LosesCast(value))
            return null;

        var current = Origin(value, loop);
        var (type, conversion) = (current.Type, "");
        if (current is IInvocationOperation { TargetMethod: { Name: "ToString", Parameters.IsEmpty: true }, Instance: { Type: { IsValueType: true } number } written } && KeyComparison.Of(KeyTypes.Underlying(number)) == KeyEquality.Exact)
        {
            (current, conversion) = (Origin(written, loop), ".ToString()");

            // A cast on the way would be lost: the text of an enum is no number.
            if (current.Type is null || !KeyTypes.Underlying(current.Type).Is(KeyTypes.Underlying(number)))
                return null;
        }

        if (type is null || MemberPath.Read(current, o => ElementParts.IsElement(o, loop)) is not { } path || KeyElements.TryFind(path.Root, loop, compilation) is not { } elements)
            return null;

        if (path.Members.Any(LoopFacts.Of(loop).Changes)
            || (!path.Members.IsEmpty && MayBeMissing(elements.Element, loop))
            || (path.Members.Length > 1 && path.MayQuery(compilation)))
        {
            return null;
        }

        if (elements.Part is { } part)
            path = path with { Members = path.Members.Insert(0, part) };

        return new KeySource(elements, path, path.HasGap || !EachRound.Reaches(value, loop, compilation), type, conversion);
    }

    /// <summary>What makes the list of keys out of the sequence of the loop; empty where that is one.</summary>
    /// <param name="types">How the types fit.</param>
    /// <param name="element">The name of an element.</param>
    /// <param name="name">Writes the name of a type.</param>
    public string Selection(KeyTypes types, string element, Func<ITypeSymbol, string> name)
    {
        var guard = IsGuarded && Path.Guard(element) is { Length: > 0 } test ? ".Where(" + element + " => " + test + ")" : "";
        return Elements.Within + guard + types.Selection(element, Path.Members.IsEmpty && Conversion.Length == 0 ? null : Path.Text(element) + Conversion, name);
    }

    /// <summary>Whether a value is cast to another type, here or where a local of the round is set: what is read of all elements would not be.</summary>
    private static bool LosesCast(IOperation value)
    {
        while (value.Parent is IConversionOperation or IParenthesizedOperation)
            value = value.Parent;

        for (; value is IConversionOperation or IParenthesizedOperation; value = value is IConversionOperation cast ? cast.Operand : ((IParenthesizedOperation)value).Operand)
        {
            if (value is IConversionOperation { IsImplicit: false, Type: { IsValueType: true } type, Operand.Type: { IsValueType: true } from } && !KeyTypes.Underlying(type).Is(KeyTypes.Underlying(from)))
                return true;
        }

        return value is ILocalReferenceOperation local && LocalValues.SetOnce(local) is { } set && LosesCast(set);
    }

    /// <summary>What a value was set to, over the locals of a round.</summary>
    private static IOperation Origin(IOperation value, Iteration loop)
    {
        var current = WithoutValue(value.Unwrap());
        while (current is ILocalReferenceOperation local && !loop.Variables.Any(local.Local.Is) && ValueOf(local, loop) is { } set)
            current = WithoutValue(set.Unwrap());

        return current;
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
            if (tested is not null && (tested.ReferencedSymbol().Is(element) || ElementParts.IsElement(tested.Unwrap(), loop)))
                return true;
        }

        return false;
    }
}
