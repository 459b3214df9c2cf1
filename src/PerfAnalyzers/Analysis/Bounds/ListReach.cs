using PerfAnalyzers.Analysis.Calls;

namespace PerfAnalyzers.Analysis.Bounds;

/// <summary>Tells by names whether a method may lead to a call that loads the rows of a query, before any body is bound.</summary>
internal sealed class ListReach
{
    private const int LongestPath = 5;

    private readonly Lazy<NameReach> names;

    // Who loads asynchronously loads a query; a list is made of anything.
    private ListReach(CompilationContext compilation) => names = new(() => new NameReach(
        compilation,
        UnboundedRows.Lists.Where(IsAsync).Select(name => (name, (string?)null)),
        UnboundedRows.Lists.Where(name => !IsAsync(name))));

    public static ListReach For(CompilationContext compilation) => compilation.Get(c => new ListReach(c));

    public bool May(IMethodSymbol method) => names.Value.May(MethodBodies.Declared(method), LongestPath);

    private static bool IsAsync(string name) => name.EndsWith("Async", StringComparison.Ordinal);
}
