using PerfAnalyzers.Knowledge;

namespace PerfAnalyzers.Analysis.Collections;

/// <summary>What a request carries in its address or its form: somebody has ticked it, and the framework takes a thousand at most.</summary>
internal static class RequestValues
{
    public static readonly Provenance Ticked = new(Magnitude.Modest, "what a request names in its address or form");

    /// <summary>Whether a property or parameter is bound from there.</summary>
    public static bool Fill(ISymbol target, CompilationContext compilation) =>
        target.GetAttributes().Any(a =>
            a.AttributeClass is { } attribute
            && (attribute.Is(compilation.Type(TypeNames.AspNetCore.FromQueryAttribute))
                || attribute.Is(compilation.Type(TypeNames.AspNetCore.FromFormAttribute))
                || attribute.Is(compilation.Type(TypeNames.AspNetCore.BindPropertyAttribute))));
}
