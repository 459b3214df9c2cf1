using PerfAnalyzers.Analysis.Calls;
using PerfAnalyzers.Analysis.Iteration;
using PerfAnalyzers.Knowledge;

namespace PerfAnalyzers.Analysis.Resilience;

/// <summary>Whose connections a client uses.</summary>
internal enum HandlerOrigin
{
    /// <summary>Those of a handler that somebody else made: they may be shared.</summary>
    Foreign,

    /// <summary>Its own, as they come.</summary>
    Usual,

    /// <summary>Its own, of a handler that is set up here.</summary>
    SetUp,

    /// <summary>Its own, of a handler that is set up here and renews them.</summary>
    Renewing,
}

/// <summary>Answers questions about places that make an <c>HttpClient</c>.</summary>
internal sealed class HttpClients
{
    /// <summary>What belongs to one caller or one connection and so cannot be shared.</summary>
    private static readonly ImmutableHashSet<string> Personal = ImmutableHashSet.Create(
        StringComparer.Ordinal, "ClientCertificates", "ClientCertificateOptions", "CookieContainer", "SslOptions", "UseDefaultCredentials", "ConnectCallback");

    /// <summary>What belongs to one caller as well, unless it is written in the code and so the same for all.</summary>
    private static readonly ImmutableHashSet<string> PersonalUnlessWritten = ImmutableHashSet.Create(StringComparer.Ordinal, "Credentials", "Proxy", "DefaultProxyCredentials");

    private readonly INamedTypeSymbol? client;
    private readonly ImmutableArray<INamedTypeSymbol> handlers;

    private HttpClients(CompilationContext compilation)
    {
        client = compilation.Type(TypeNames.Http.Client);
        handlers = TypeNames.Http.Handlers.Select(compilation.Type).OfType<INamedTypeSymbol>().ToImmutableArray();
        CanRenew = compilation.Type(TypeNames.Http.SocketsHandler) is not null;
    }

    /// <summary>Whether the framework has a handler that gives connections a lifetime.</summary>
    public bool CanRenew { get; }

    public bool IsKnown => client is not null;

    public static HttpClients For(CompilationContext compilation) => compilation.Get(c => new HttpClients(c));

    public bool Makes(IObjectCreationOperation creation) => creation.Type is { Name: "HttpClient" } type && type.Is(client);

    public bool MakesHandler(IOperation creation) => creation is IObjectCreationOperation { Type: { } type } && handlers.Any(h => h.Is(type));

    /// <summary>Whose connections the client uses.</summary>
    public HandlerOrigin OriginOf(IObjectCreationOperation creation)
    {
        if (creation.Arguments.FirstOrDefault(a => a.Parameter?.Ordinal == 0) is not { } handler)
            return HandlerOrigin.Usual;

        var value = handler.Value.Unwrap();
        var uses = Enumerable.Empty<IOperation>();
        if (value is ILocalReferenceOperation local)
        {
            if (LocalValues.SetOnce(local) is not { } set)
                return HandlerOrigin.Foreign;

            value = set.Unwrap();
            uses = LocalValues.Root(creation).Descendants().Where(o => o is ILocalReferenceOperation other && other.Local.Is(local.Local));
        }

        if (!MakesHandler(value) || value is not IObjectCreationOperation made)
            return HandlerOrigin.Foreign;

        var settings = Settings(made, uses).ToList();
        if (settings.Any(s => Personal.Contains(s.Name) || (PersonalUnlessWritten.Contains(s.Name) && !IsWritten(s.Value) && !IsKept(s.Value))))
            return HandlerOrigin.Foreign;

        var names = settings.ConvertAll(s => s.Name);
        return names.Contains("PooledConnectionLifetime") ? HandlerOrigin.Renewing : names.Count == 0 ? HandlerOrigin.Usual : HandlerOrigin.SetUp;
    }

    /// <summary>Whether a client that is made for one call serves all rounds of a loop in it: one connection for many requests. To set headers one by one is no request.</summary>
    public static bool ServesLoop(IObjectCreationOperation creation, CompilationContext compilation) =>
        creation.ParentValue() is IVariableInitializerOperation { Parent: IVariableDeclaratorOperation { Symbol: var client } }
        && LocalValues.Root(creation).Descendants().OfType<ILocalReferenceOperation>().Any(use => use.Local.Is(client) && use.ParentValue() is IInvocationOperation or IArgumentOperation && Iterations.Around(use, compilation).Any(i =>
            i.Kind is IterationKind.PerElement or IterationKind.Chunk or IterationKind.Page or IterationKind.Search or IterationKind.Steered && !i.Operation.Syntax.Span.Contains(creation.Syntax.Span)));

    /// <summary>Whether a value is made of nothing but what the code says.</summary>
    private static bool IsWritten(IOperation? value) => value?.Unwrap() switch
    {
        null => false,
        { ConstantValue.HasValue: true } => true,
        IFieldReferenceOperation { Field: { IsStatic: true, IsReadOnly: true } } => true,
        IObjectCreationOperation made => made.Arguments.All(a => IsWritten(a.Value))
            && (made.Initializer?.Initializers.All(i => i is ISimpleAssignmentOperation set && IsWritten(set.Value)) ?? true),
        _ => false,
    };

    /// <summary>Whether a value depends on nothing but what the object at hand keeps, so that it is the same for all of its calls.</summary>
    private static bool IsKept(IOperation? value) =>
        value is not null
        && !value.DescendantsAndSelf().Any(o => o is IInvocationOperation or IAwaitOperation or IArrayElementReferenceOperation)
        && ParameterUse.Of(new[] { value }) is { IsInstanceOnly: true };

    private static IEnumerable<(string Name, IOperation? Value)> Settings(IObjectCreationOperation made, IEnumerable<IOperation> uses)
    {
        foreach (var setting in made.Initializer?.Initializers ?? ImmutableArray<IOperation>.Empty)
        {
            switch (setting)
            {
                case ISimpleAssignmentOperation { Target: IPropertyReferenceOperation property } assignment:
                    yield return (property.Property.Name, assignment.Value);
                    break;
                case IMemberInitializerOperation { InitializedMember: IPropertyReferenceOperation member }:
                    yield return (member.Property.Name, null);
                    break;
            }
        }

        foreach (var use in uses)
        {
            if (use.Parent is IPropertyReferenceOperation property)
                yield return (property.Property.Name, property.Parent is ISimpleAssignmentOperation assignment && assignment.Target == property ? assignment.Value : null);
        }
    }
}
