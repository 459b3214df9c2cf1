using PerfAnalyzers.Analysis.Iteration;

namespace PerfAnalyzers.CodeFixes.Rewriting;

/// <summary>Whether a hash set finds an element exactly where a search through the list would.</summary>
internal static class HashSafety
{
    public static bool Holds(ITypeSymbol? element, Iteration loop)
    {
        switch (element)
        {
            case null or IDynamicTypeSymbol or ITypeParameterSymbol or { TypeKind: TypeKind.Interface or TypeKind.Error or TypeKind.Pointer } or { SpecialType: SpecialType.System_Object }:
                return false;
            case { TypeKind: TypeKind.Enum } or { SpecialType: not SpecialType.None and not SpecialType.System_ValueType and not SpecialType.System_Enum }:
                return true;
            case INamedTypeSymbol { IsTupleType: true } tuple:
                return tuple.TupleElements.All(e => Holds(e.Type, loop));
            case INamedTypeSymbol { OriginalDefinition.SpecialType: SpecialType.System_Nullable_T } nullable:
                return Holds(nullable.TypeArguments[0], loop);
            case INamedTypeSymbol named:
                return HoldsForOwnType(named, loop);
            default:
                return false;
        }
    }

    private static bool HoldsForOwnType(INamedTypeSymbol type, Iteration loop)
    {
        var equals = type.IsRecord || Overrides(type, "Equals") || type.AllInterfaces.Any(i => i.Name == "IEquatable");
        if (!equals)
            return true;

        // A hash that changes while the set is in use would hide the element.
        return (type.IsRecord || Overrides(type, "GetHashCode")) && !LoopFacts.Of(loop).Written.Any(s => s is IFieldSymbol or IPropertySymbol && BelongsTo(s.ContainingType, type));
    }

    private static bool Overrides(INamedTypeSymbol type, string method)
    {
        for (var current = type; current is { SpecialType: not SpecialType.System_Object and not SpecialType.System_ValueType }; current = current.BaseType)
        {
            if (current.GetMembers(method).Any(m => m is IMethodSymbol { IsOverride: true }))
                return true;
        }

        return false;
    }

    private static bool BelongsTo(INamedTypeSymbol owner, INamedTypeSymbol type)
    {
        for (INamedTypeSymbol? current = type; current is not null; current = current.BaseType)
        {
            if (current.OriginalDefinition.Is(owner.OriginalDefinition))
                return true;
        }

        return false;
    }
}
