using PerfAnalyzers.Analysis.Async;
using PerfAnalyzers.Knowledge;

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

        if (member is not IMethodSymbol { MethodKind: MethodKind.Ordinary } method || ServerCode.For(compilation).Of(method, cancellationToken) is not { IsCertain: true, Entry: IMethodSymbol entry } path)
            return null;

        // A lambda that is handed over as an endpoint stands in a member that is none.
        return RequestEntries.For(compilation).Contains(entry) ? entry
            : path.Calls.IsEmpty ? null
            : Endpoints.For(compilation).Around(path.Calls[0], entry, cancellationToken);
    }

    /// <summary>What runs a place again and again: a request, or whoever calls what a library offers; null where neither is known.</summary>
    /// <param name="operation">The place.</param>
    /// <param name="member">The member whose code it is in.</param>
    /// <param name="compilation">The project.</param>
    /// <param name="cancellationToken">Stops the search.</param>
    public static Occasion? Occasion(IOperation operation, ISymbol member, CompilationContext compilation, CancellationToken cancellationToken)
    {
        if (Entry(operation, member, compilation, cancellationToken) is { } entry)
            return new Occasion(entry, IsOffer: false);

        return member is IMethodSymbol { MethodKind: MethodKind.Ordinary or MethodKind.ExplicitInterfaceImplementation } method
            && OfferedServices.For(compilation).Of(method, isThreadKept: false, cancellationToken) is { } offered
                ? new Occasion(offered, IsOffer: true)
                : null;
    }

    /// <summary>The background service that leads to a place again and again; null where none is known for certain, or it does so once.</summary>
    /// <param name="operation">The place.</param>
    /// <param name="member">The member whose code it is in.</param>
    /// <param name="compilation">The project.</param>
    /// <param name="cancellationToken">Stops the search.</param>
    public static Occasion? Round(IOperation operation, ISymbol member, CompilationContext compilation, CancellationToken cancellationToken) =>
        member is IMethodSymbol { MethodKind: MethodKind.Ordinary } method
        && ServerCode.For(compilation).Of(method, cancellationToken) is { IsCertain: true, Entry: IMethodSymbol { IsOverride: true } entry } path
        && entry.ContainingType.DerivesFrom(compilation.Type(TypeNames.Hosting.BackgroundService))
        && path.Calls.Append(operation).Any(RunsAgain)
            ? new Occasion(entry, IsOffer: false) { IsRound = true }
            : null;

    /// <summary>Whether a loop that waits for the next time, or for the next message, stands around an operation.</summary>
    private static bool RunsAgain(IOperation operation)
    {
        for (var parent = operation.Parent; parent is not null; parent = parent.Parent)
        {
            if (parent is IWhileLoopOperation or IForEachLoopOperation { IsAsynchronous: true })
                return true;
        }

        return false;
    }
}
