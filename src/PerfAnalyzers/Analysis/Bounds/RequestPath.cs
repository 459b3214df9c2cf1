using PerfAnalyzers.Analysis.Async;

namespace PerfAnalyzers.Analysis.Bounds;

/// <summary>Tells which function that a framework calls for a request leads to a place.</summary>
internal static class RequestPath
{
    /// <summary>Null where none is known for certain. A service that runs in the background goes through all rows because that is what it is for.</summary>
    /// <param name="operation">The place.</param>
    /// <param name="member">The member whose code it is in.</param>
    /// <param name="compilation">The project.</param>
    /// <param name="cancellationToken">Stops the search.</param>
    public static IMethodSymbol? Entry(IOperation operation, ISymbol member, CompilationContext compilation, CancellationToken cancellationToken)
    {
        if (Endpoints.For(compilation).Around(operation, member, cancellationToken) is { } endpoint)
            return endpoint;

        return member is IMethodSymbol { MethodKind: MethodKind.Ordinary } method
            && ServerCode.For(compilation).Of(method, cancellationToken) is { IsCertain: true, Entry: IMethodSymbol entry }
            && RequestEntries.For(compilation).Contains(entry)
                ? entry
                : null;
    }
}
