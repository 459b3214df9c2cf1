namespace PerfAnalyzers.Knowledge;

/// <summary>What a framework hands to the code that serves a request or a message, and where the token of that request is in it.</summary>
/// <param name="Type">The metadata name of the type.</param>
/// <param name="Path">The members from there to the token, as they are written.</param>
internal sealed record ContextToken(string Type, string Path)
{
    /// <summary>The member that is the token.</summary>
    public string Member => Path.Substring(Path.LastIndexOf('.') + 1);
}

/// <summary>Finds the token of a request in the objects that stand for it.</summary>
internal sealed class ContextTokens
{
    /// <summary>Types of parameters.</summary>
    public static readonly ImmutableArray<ContextToken> OfParameters = ImmutableArray.Create(
        new ContextToken(TypeNames.Cancellation.HttpContext, "RequestAborted"),
        new ContextToken(TypeNames.Cancellation.HttpRequest, "HttpContext.RequestAborted"),
        new ContextToken(TypeNames.Cancellation.HttpResponse, "HttpContext.RequestAborted"),
        new ContextToken(TypeNames.Cancellation.ActionContext, "HttpContext.RequestAborted"),
        new ContextToken(TypeNames.Cancellation.EndpointFilterContext, "HttpContext.RequestAborted"),
        new ContextToken(TypeNames.Cancellation.HubInvocationContext, "Context.ConnectionAborted"),
        new ContextToken(TypeNames.Grpc.ServerCallContext, "CancellationToken"),
        new ContextToken(TypeNames.Cancellation.PipeContext, "CancellationToken"));

    /// <summary>Types of the object itself.</summary>
    public static readonly ImmutableArray<ContextToken> OfOwners = ImmutableArray.Create(
        new ContextToken(TypeNames.AspNetCore.ControllerBase, "HttpContext.RequestAborted"),
        new ContextToken(TypeNames.AspNetCore.PageModel, "HttpContext.RequestAborted"),
        new ContextToken(TypeNames.AspNetCore.ViewComponent, "HttpContext.RequestAborted"),
        new ContextToken(TypeNames.AspNetCore.Hub, "Context.ConnectionAborted"));

    /// <summary>What every test can ask, wherever it stands.</summary>
    public static readonly ContextToken OfTests = new(TypeNames.Cancellation.TestContext, "Current.CancellationToken");

    private readonly ImmutableArray<(INamedTypeSymbol Type, ContextToken Row)> parameters;
    private readonly ImmutableArray<(INamedTypeSymbol Type, ContextToken Row)> owners;

    private ContextTokens(CompilationContext compilation)
    {
        parameters = Known(OfParameters);
        owners = Known(OfOwners);
        Test = compilation.Type(OfTests.Type);

        ImmutableArray<(INamedTypeSymbol Type, ContextToken Row)> Known(ImmutableArray<ContextToken> rows) =>
            rows.Select(r => (Type: compilation.Type(r.Type), Row: r)).Where(r => r.Type is not null).Select(r => (r.Type!, r.Row)).ToImmutableArray();
    }

    /// <summary>The type that a test asks for its token; null where there is none.</summary>
    public INamedTypeSymbol? Test { get; }

    public static ContextTokens For(CompilationContext compilation) => compilation.Get(c => new ContextTokens(c));

    /// <summary>Where the token is in a value of the type; null when it has none.</summary>
    public ContextToken? OfParameter(ITypeSymbol type) => Find(parameters, type);

    /// <summary>Where a method of the type finds the token of the request it serves; null when the type is no such thing.</summary>
    public ContextToken? OfOwner(ITypeSymbol type) => Find(owners, type);

    private static ContextToken? Find(ImmutableArray<(INamedTypeSymbol Type, ContextToken Row)> rows, ITypeSymbol type)
    {
        foreach (var (known, row) in rows)
        {
            var fits = false;
            if (known.TypeKind == TypeKind.Interface)
            {
                fits = SymbolEqualityComparer.Default.Equals(type, known) || type.AllInterfaces.Contains(known, SymbolEqualityComparer.Default);
            }
            else
            {
                for (var current = type; current is not null && !fits; current = current.BaseType)
                    fits = SymbolEqualityComparer.Default.Equals(current.OriginalDefinition, known);
            }

            if (fits)
                return row;
        }

        return null;
    }
}
