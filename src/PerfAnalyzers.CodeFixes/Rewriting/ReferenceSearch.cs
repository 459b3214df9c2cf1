using Microsoft.CodeAnalysis.FindSymbols;

namespace PerfAnalyzers.CodeFixes.Rewriting;

/// <summary>Finds all uses of a symbol in a solution.</summary>
internal static class ReferenceSearch
{
    private const int Attempts = 3;

    /// <summary>
    /// The symbol, with those that it stands for or that stand for it, and where each is used. Roslyn 4.5 looks at documents side by side and
    /// fails now and then for a symbol that another part of the search has not entered yet; the next search finds it.
    /// </summary>
    public static async Task<IEnumerable<ReferencedSymbol>> FindAsync(ISymbol symbol, Solution solution, CancellationToken cancellationToken)
    {
        for (var attempt = 1; ; attempt++)
        {
            try
            {
                return await SymbolFinder.FindReferencesAsync(symbol, solution, cancellationToken).ConfigureAwait(false);
            }
            catch (KeyNotFoundException) when (attempt < Attempts)
            {
            }
        }
    }
}
