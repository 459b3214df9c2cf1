using PerfAnalyzers.Analysis.Async;

namespace PerfAnalyzers.Analysis.Bounds;

/// <summary>An endpoint that answers with rows that nothing limits.</summary>
/// <param name="Endpoint">The function.</param>
/// <param name="Rows">What it answers with.</param>
internal sealed record UnpagedEndpoint(IMethodSymbol Endpoint, UnboundedRows Rows)
{
    /// <summary>The call in the endpoint that asks for the rows.</summary>
    public IInvocationOperation Asked => Rows.Calls.IsEmpty ? Rows.Execution : Rows.Calls[0];

    /// <summary>How the endpoint is named to a reader.</summary>
    public string Name => Endpoint.MethodKind == MethodKind.AnonymousFunction ? "The endpoint" : Endpoint.Name;

    /// <summary>The first answer of an endpoint that nothing limits; null where there is none, or the function is no endpoint.</summary>
    /// <param name="function">The body of a method, a lambda or a local function.</param>
    /// <param name="member">The member whose body holds it.</param>
    /// <param name="compilation">The project.</param>
    /// <param name="cancellationToken">Stops the search for places that hand a method over.</param>
    public static UnpagedEndpoint? Of(IOperation function, ISymbol member, CompilationContext compilation, CancellationToken cancellationToken)
    {
        // Who calls a function is dear to find out; most cannot answer with a list.
        if (EndpointAnswers.Function(function, member) is not { } symbol
            || !MayBeList(symbol.ReturnType)
            || (symbol.MethodKind == MethodKind.Ordinary && !ListReach.For(compilation).May(symbol))
            || Endpoints.For(compilation).Of(function, member, cancellationToken) is not { } endpoint
            || EndpointTraits.LimitsOrMeansAll(endpoint))
        {
            return null;
        }

        foreach (var answer in EndpointAnswers.In(function))
        {
            if (MayBeList(answer.Type) && UnboundedRows.In(answer, compilation) is { } rows)
                return new UnpagedEndpoint(endpoint, rows);
        }

        return null;
    }

    /// <summary>Nothing is looked up for what is plainly no list.</summary>
    private static bool MayBeList(ITypeSymbol? answer) => answer switch
    {
        INamedTypeSymbol { Name: "Task" or "ValueTask" } task => task.TypeArguments.Length == 1 && MayBeList(task.TypeArguments[0]),
        null => false,
        _ => answer.SpecialType is SpecialType.None or SpecialType.System_Object or SpecialType.System_Array or (>= SpecialType.System_Collections_IEnumerable and <= SpecialType.System_Collections_Generic_IReadOnlyCollection_T),
    };
}
