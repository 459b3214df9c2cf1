using PerfAnalyzers.Analysis.Calls;
using PerfAnalyzers.Knowledge;

namespace PerfAnalyzers.Analysis.Caching;

/// <summary>What the type of an object says about how much of it there may be.</summary>
internal enum ContentSize
{
    /// <summary>One thing.</summary>
    One,

    /// <summary>One thing with a list or block of others in it.</summary>
    HoldsMany,

    /// <summary>As many things as there are.</summary>
    Many,
}

/// <summary>Tells from a type whether what is deserialized grows with the data.</summary>
internal static class PayloadSize
{
    public static ContentSize Of(ITypeSymbol? type, CompilationContext compilation, CancellationToken cancellationToken)
    {
        var content = Awaited(type, compilation);
        return content is ITypeParameterSymbol { DeclaringMethod: { } method } parameter ? OfCallers(method, parameter.Ordinal, compilation, cancellationToken) : Of(content, compilation);
    }

    /// <summary>The most that any caller of a generic method asks it for.</summary>
    private static ContentSize OfCallers(IMethodSymbol method, int ordinal, CompilationContext compilation, CancellationToken cancellationToken) =>
        Callers.For(compilation).Some(method, cancellationToken)
            .Select(site => site.Operation is IInvocationOperation { TargetMethod.TypeArguments: var given } && ordinal < given.Length ? Of(given[ordinal], compilation) : ContentSize.One)
            .DefaultIfEmpty(ContentSize.One)
            .Max();

    private static ContentSize Of(ITypeSymbol? content, CompilationContext compilation)
    {
        if (IsMany(content, compilation))
            return ContentSize.Many;

        return Properties(content).Any(p => IsMany(p.Type, compilation)) ? ContentSize.HoldsMany : ContentSize.One;
    }

    private static ITypeSymbol? Awaited(ITypeSymbol? type, CompilationContext compilation) =>
        type is INamedTypeSymbol { TypeArguments: { Length: 1 } arguments } && (type.IsConstructedFrom(compilation.Type(TypeNames.System.TaskOfT)) || type.IsConstructedFrom(compilation.Type(TypeNames.System.ValueTaskOfT)))
            ? arguments[0]
            : type;

    /// <summary>Whether a type is a list of things; a dictionary is as often one thing whose parts are not known beforehand.</summary>
    private static bool IsMany(ITypeSymbol? type, CompilationContext compilation) => type switch
    {
        null or { SpecialType: SpecialType.System_String } => false,
        IArrayTypeSymbol => true,
        INamedTypeSymbol { ContainingNamespace: { } space } named when named.TypeKind != TypeKind.Error && space.ToDisplayString().StartsWith("System.Collections", StringComparison.Ordinal) =>
            named.AsConstructed(compilation.Type(TypeNames.System.EnumerableOfT)) is { } sequence && !sequence.TypeArguments[0].IsConstructedFrom(compilation.Type(TypeNames.System.KeyValuePair)),
        _ => false,
    };

    private static IEnumerable<IPropertySymbol> Properties(ITypeSymbol? type)
    {
        for (var current = type; current is { SpecialType: SpecialType.None, TypeKind: TypeKind.Class or TypeKind.Struct } && !current.ContainingNamespace.IsFramework(); current = current.BaseType)
        {
            foreach (var member in current.GetMembers())
            {
                if (member is IPropertySymbol { IsStatic: false, DeclaredAccessibility: Accessibility.Public } property)
                    yield return property;
            }
        }
    }
}
