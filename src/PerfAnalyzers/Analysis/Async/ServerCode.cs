using System.Collections.Concurrent;
using PerfAnalyzers.Analysis.Calls;
using PerfAnalyzers.Analysis.Iteration;

namespace PerfAnalyzers.Analysis.Async;

/// <summary>How a synchronous member comes to serve requests or messages.</summary>
/// <param name="Entry">What the framework calls.</param>
/// <param name="Calls">The calls from there to the member, the first one in the entry.</param>
/// <param name="IsCertain">Whether no other class behind an interface may be meant.</param>
internal sealed record ServerPath(ISymbol Entry, ImmutableArray<IOperation> Calls, bool IsCertain);

/// <summary>Tells whether a member is run for requests or messages: a framework calls it for them, or what a framework calls leads there.</summary>
internal sealed class ServerCode
{
    private const int LongestPath = 4;

    /// <summary>Of how many members one question may look at the callers.</summary>
    private const int MostMembers = 24;

    private readonly CompilationContext compilation;
    private readonly ConcurrentDictionary<ISymbol, ServerPath?> known = new(SymbolEqualityComparer.Default);

    private ServerCode(CompilationContext compilation) => this.compilation = compilation;

    public static ServerCode For(CompilationContext compilation) => compilation.Get(c => new ServerCode(c));

    /// <summary>Whether an operation is run for requests or messages: by a function that is handed over for them, or as part of its member.</summary>
    public bool Holds(IOperation operation, ISymbol member, CancellationToken cancellationToken) =>
        RequestEntries.For(compilation).MayExist && (RequestDelegates.Surround(operation, compilation) || (member is IMethodSymbol method && Of(method, cancellationToken) is not null));

    /// <summary>The shortest way from an entry to the member; null when none is known.</summary>
    public ServerPath? Of(IMethodSymbol member, CancellationToken cancellationToken)
    {
        if (!RequestEntries.For(compilation).MayExist)
            return null;

        var declared = MethodBodies.Declared(member);
        if (known.TryGetValue(declared, out var path))
            return path;

        path = Find(declared, cancellationToken);
        known.TryAdd(declared, path);
        return path;
    }

    private ServerPath? Find(IMethodSymbol member, CancellationToken cancellationToken)
    {
        var entries = RequestEntries.For(compilation);
        var seen = new HashSet<ISymbol>(SymbolEqualityComparer.Default) { member };
        if (entries.Serves(member))
            return new ServerPath(member, ImmutableArray<IOperation>.Empty, IsCertain: true);

        var open = new Queue<(IMethodSymbol Method, ImmutableArray<IOperation> Calls, bool IsCertain)>();
        open.Enqueue((member, ImmutableArray<IOperation>.Empty, true));
        for (var opened = 0; open.Count > 0 && opened < MostMembers; opened++)
        {
            var (method, calls, isCertain) = open.Dequeue();
            if (calls.Length == LongestPath)
                continue;

            foreach (var site in Callers.For(compilation).Some(method, cancellationToken))
            {
                var path = calls.Insert(0, site.Operation);
                if (RequestDelegates.Surround(site.Operation, compilation) || (site.Operation is IMethodReferenceOperation && RequestDelegates.IsHandedOver(site.Operation, compilation)))
                    return new ServerPath(site.Member, path, isCertain);

                if (site.Member is IMethodSymbol { MethodKind: MethodKind.Ordinary or MethodKind.ExplicitInterfaceImplementation or MethodKind.PropertyGet } caller && RunsWithin(site.Operation, compilation) && seen.Add(caller))
                {
                    var isSure = isCertain && IsOnly(site.Operation, method);
                    if (entries.Serves(caller))
                        return new ServerPath(caller, path, isSure);

                    open.Enqueue((caller, path, isSure));
                }
            }
        }

        return null;
    }

    /// <summary>Whether a call runs as part of the member it is written in, and not on a thread, timer or occasion of its own.</summary>
    public static bool RunsWithin(IOperation call, CompilationContext compilation)
    {
        if (call is IMethodReferenceOperation && Callbacks.Match(call, compilation).Iteration is null)
            return false;

        for (var parent = call.Parent; parent is not null; parent = parent.Parent)
        {
            if (parent is IAnonymousFunctionOperation { Symbol.IsAsync: false } lambda && Callbacks.Match(lambda, compilation).Iteration is null)
                return false;
        }

        return true;
    }

    private bool IsOnly(IOperation call, IMethodSymbol method)
    {
        var targets = CallTargets.Of(call, compilation).Methods;
        return targets.Length == 1 && MethodBodies.Declared(targets[0]).Is(method);
    }
}
