using PerfAnalyzers.Knowledge;

namespace PerfAnalyzers.Analysis.Cancellation;

/// <summary>Tells the endpoints that change something from those that answer, by what they say of themselves.</summary>
internal sealed class RequestVerbs
{
    /// <summary>How actions begin that are posted to because what they ask for does not fit into an address.</summary>
    private static readonly ImmutableArray<string> Asking = ImmutableArray.Create(
        "Get", "List", "Search", "Find", "Query", "Load", "Read", "Fetch", "Filter", "Export", "Download", "Count", "Lookup", "Show", "View", "Browse", "Preview", "Suggest");

    private readonly INamedTypeSymbol? post;
    private readonly ImmutableArray<INamedTypeSymbol> changes;

    private RequestVerbs(CompilationContext compilation)
    {
        post = compilation.Type(TypeNames.AspNetCore.HttpPostAttribute);
        changes = TypeNames.AspNetCore.ChangingVerbs.Select(compilation.Type).OfType<INamedTypeSymbol>().ToImmutableArray();
    }

    public static RequestVerbs For(CompilationContext compilation) => compilation.Get(c => new RequestVerbs(c));

    /// <summary>Whether the method is there to change something.</summary>
    public bool IsCommand(IMethodSymbol method)
    {
        if (FinalWrites.IsNamed(method.Name))
            return true;

        foreach (var attribute in method.GetAttributes())
        {
            var type = attribute.AttributeClass;
            if (changes.Any(c => type.DerivesFrom(c)) || (post is not null && type.DerivesFrom(post) && !IsAsking(method.Name)))
                return true;
        }

        return method.Name.StartsWith("OnPost", StringComparison.Ordinal)
            || method.Name.StartsWith("OnPut", StringComparison.Ordinal)
            || method.Name.StartsWith("OnPatch", StringComparison.Ordinal)
            || method.Name.StartsWith("OnDelete", StringComparison.Ordinal);
    }

    /// <summary>Whether a lambda or method group is mapped to requests that change something: <c>MapPost</c> and its kin.</summary>
    public static bool IsCommand(IOperation function)
    {
        var value = function;
        while (value.Parent is IDelegateCreationOperation or IConversionOperation or IParenthesizedOperation)
            value = value.Parent;

        return value.Parent is IArgumentOperation { Parent: IInvocationOperation { TargetMethod.Name: "MapPost" or "MapPut" or "MapPatch" or "MapDelete" } };
    }

    /// <summary>Whether a library calls the method by an interface of its own: a filter, a handler of messages, a job.</summary>
    public static bool IsOfLibrary(IMethodSymbol method) => !method.IsStatic && method.ContainingType.AllInterfaces
        .Where(i => i.OriginalDefinition.DeclaringSyntaxReferences.IsEmpty)
        .SelectMany(i => i.GetMembers(method.Name))
        .Any(m => method.ContainingType.FindImplementationForInterfaceMember(m).Is(method));

    private static bool IsAsking(string name)
    {
        foreach (var word in Asking)
        {
            if (name.StartsWith(word, StringComparison.Ordinal))
                return true;
        }

        return false;
    }
}
