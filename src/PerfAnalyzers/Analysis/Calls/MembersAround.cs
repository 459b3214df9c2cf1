using PerfAnalyzers.Analysis.Collections;

namespace PerfAnalyzers.Analysis.Calls;

/// <summary>The functions and the member that a place stands in.</summary>
internal static class MembersAround
{
    /// <summary>Whether one of them is named in a way that says something, the words of its name.</summary>
    public static bool AreNamed(IOperation place, Func<IReadOnlyList<string>, bool> says) => Of(place).Any(m => says(Words.Split(m.Name)));

    /// <summary>The innermost first.</summary>
    public static IEnumerable<IMethodSymbol> Of(IOperation place)
    {
        for (var symbol = place.SemanticModel?.GetEnclosingSymbol(place.Syntax.SpanStart); symbol is IMethodSymbol method; symbol = symbol.ContainingSymbol)
            yield return method;
    }
}
