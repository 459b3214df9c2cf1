using System.Collections.Concurrent;

namespace PerfAnalyzers.Analysis.Calls;

/// <summary>
/// Finds the code behind a mediator: who handles a request is not written at the call, but told by the type of the request.
/// Every mediator works that way, so the shape is looked for and not a library: a class that implements a generic
/// interface named <c>...Handler</c> for that type of request.
/// </summary>
internal sealed class RequestHandlers
{
    private static readonly ImmutableHashSet<string> Senders = ImmutableHashSet.Create(
        StringComparer.Ordinal, "Send", "SendAsync", "Query", "QueryAsync", "Execute", "ExecuteAsync", "Dispatch", "DispatchAsync", "Request", "Invoke", "InvokeAsync", "Ask");

    private readonly ConcurrentDictionary<ISymbol, ImmutableArray<IMethodSymbol>> known = new(SymbolViews.Comparer);
    private readonly Lazy<Dictionary<ISymbol, List<IMethodSymbol>>> handlers;

    private RequestHandlers(CompilationContext compilation) => handlers = new(() => Collect(Implementations.For(compilation)));

    /// <summary>What a method is called that hands on a request.</summary>
    public static IEnumerable<string> NamesOfSenders => Senders;

    public static RequestHandlers For(CompilationContext compilation) => compilation.Get(c => new RequestHandlers(c));

    /// <summary>Whether the method is named like one that hands on a request.</summary>
    public static bool MaySend(IMethodSymbol method) => !method.IsStatic && Senders.Contains(method.Name);

    /// <summary>The handlers that a call which hands on a request runs; empty when it is no such call.</summary>
    public ImmutableArray<IMethodSymbol> Of(IInvocationOperation call)
    {
        return RequestOf(call) is { } request ? known.GetOrAdd(request, _ => Find(request)) : ImmutableArray<IMethodSymbol>.Empty;
    }

    /// <summary>The type of the request that a call may hand on.</summary>
    public static INamedTypeSymbol? RequestOf(IInvocationOperation call)
    {
        if (!MaySend(call.TargetMethod))
            return null;

        foreach (var argument in call.Arguments)
        {
            if (argument.Value.Unwrap().Type is INamedTypeSymbol { TypeKind: TypeKind.Class or TypeKind.Struct, DeclaringSyntaxReferences.IsEmpty: false } request)
                return request;
        }

        return null;
    }

    /// <summary>Whether a class of the project handles requests of the type.</summary>
    public bool Handles(INamedTypeSymbol request) => handlers.Value.ContainsKey(request);

    private ImmutableArray<IMethodSymbol> Find(INamedTypeSymbol request) =>
        handlers.Value.TryGetValue(request, out var found) ? found.ToImmutableArray() : ImmutableArray<IMethodSymbol>.Empty;

    private static Dictionary<ISymbol, List<IMethodSymbol>> Collect(Implementations implementations)
    {
        var found = new Dictionary<ISymbol, List<IMethodSymbol>>(SymbolViews.Comparer);
        foreach (var type in implementations.Marked(ClassMarks.Handler))
        {
            foreach (var implemented in type.AllInterfaces)
            {
                if (implemented is not { IsGenericType: true } || !implemented.Name.EndsWith("Handler", StringComparison.Ordinal))
                    continue;

                if (implemented.TypeArguments[0] is not INamedTypeSymbol { DeclaringSyntaxReferences.IsEmpty: false } request)
                    continue;

                foreach (var member in implemented.GetMembers().OfType<IMethodSymbol>())
                {
                    if (member.Parameters.Any(p => p.Type.Is(request)) && type.FindImplementationForInterfaceMember(member) is IMethodSymbol handler)
                        Add(found, request, handler);
                }
            }
        }

        return found;
    }

    private static void Add(Dictionary<ISymbol, List<IMethodSymbol>> found, INamedTypeSymbol request, IMethodSymbol handler)
    {
        if (!found.TryGetValue(request, out var methods))
            found.Add(request, methods = new List<IMethodSymbol>());

        if (!methods.Any(m => m.Is(handler)))
            methods.Add(handler);
    }
}
