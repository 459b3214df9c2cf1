using PerfAnalyzers.Analysis.Collections;
using PerfAnalyzers.Knowledge;

namespace PerfAnalyzers.Analysis.Bounds;

/// <summary>What the declaration of an endpoint says about how much it gives, and to whom.</summary>
internal static class EndpointTraits
{
    // Attributes by which a library cuts pages from what the endpoint gives.
    private static readonly ImmutableHashSet<string> PagingAttributes = ImmutableHashSet.Create(
        StringComparer.Ordinal,
        "EnableQueryAttribute", "UsePagingAttribute", "UseOffsetPagingAttribute", "UseConnectionAttribute", "GridifyQueryAttribute", "SieveAttribute", "ResourceAttribute", "UseProjectionAttribute", "UseFilteringAttribute");

    // Parameters by which a library is told what page to cut.
    private static readonly ImmutableHashSet<string> PagingParameters = ImmutableHashSet.Create(
        StringComparer.Ordinal, "ODataQueryOptions", "SieveModel", "GridifyQuery", "IGridifyQuery", "DataSourceRequest", "DataSourceLoadOptions");

    private static readonly ImmutableHashSet<string> PagingControllers = ImmutableHashSet.Create(StringComparer.Ordinal, "ODataController", "JsonApiController");

    // Attributes by which the answer is kept, so that most requests read nothing.
    private static readonly ImmutableHashSet<string> CachingAttributes = ImmutableHashSet.Create(
        StringComparer.Ordinal, "OutputCacheAttribute", "ResponseCacheAttribute");

    /// <summary>Whether a library limits the answer, or the endpoint is there to give everything.</summary>
    public static bool LimitsOrMeansAll(IMethodSymbol endpoint) =>
        IsPagedByLibrary(endpoint) || MeansAll(endpoint);

    /// <summary>Whether a member is named for giving everything.</summary>
    public static bool MeansAll(IMethodSymbol member) =>
        PurposeWords.MeansAll(Words.Split(member.Name)) || (!GivesFraction(member.ReturnType) && PurposeWords.MeansAll(Words.Split(member.ContainingType?.Name ?? "")));

    /// <summary>Whether a member answers with a mean, a share or an amount: whatever its type is for, it gives no rows.</summary>
    private static bool GivesFraction(ITypeSymbol type) =>
        (type is INamedTypeSymbol { Name: "Task" or "ValueTask", TypeArguments: { Length: 1 } awaited } ? awaited[0] : type).SpecialType is SpecialType.System_Double or SpecialType.System_Single or SpecialType.System_Decimal;

    /// <summary>Whether a library puts filters and pages on the query that the endpoint gives.</summary>
    public static bool IsPagedByLibrary(IMethodSymbol endpoint) =>
        Attributes(endpoint).Any(PagingAttributes.Contains)
        || endpoint.Parameters.Any(p => Names(p.Type).Any(PagingParameters.Contains))
        || (endpoint.ContainingType is { } type && Names(type).Any(PagingControllers.Contains));

    /// <summary>Whether few requests get there: the answer is kept, or only administrators may ask.</summary>
    public static bool IsRarelyRun(IMethodSymbol endpoint) =>
        Attributes(endpoint).Any(CachingAttributes.Contains) || IsForAdministrators(endpoint);

    private static bool IsForAdministrators(IMethodSymbol endpoint)
    {
        for (ISymbol? symbol = endpoint; symbol is not null and not INamespaceSymbol { IsGlobalNamespace: true }; symbol = symbol.ContainingSymbol)
        {
            if (symbol is not IMethodSymbol && Words.Split(symbol.Name).Any(w => w.StartsWith("Admin", StringComparison.OrdinalIgnoreCase)))
                return true;

            foreach (var attribute in symbol.GetAttributes())
            {
                if (attribute.AttributeClass?.Name == "AuthorizeAttribute"
                    && attribute.ConstructorArguments.Concat(attribute.NamedArguments.Select(a => a.Value))
                        .Any(a => a.Kind != TypedConstantKind.Array && a.Value is string text && NamesAdministrators(text)))
                {
                    return true;
                }
            }
        }

        return false;
    }

    /// <summary>Whether a role or policy is for those who look after the installation: Administrators, Host, CanModifyServerSettings.</summary>
    private static bool NamesAdministrators(string role) =>
        role.IndexOf("admin", StringComparison.OrdinalIgnoreCase) >= 0 || Words.Split(role).Any(w => w is "Host" or "Server" or "System" or "Superuser");

    private static IEnumerable<string> Names(ITypeSymbol type)
    {
        for (var current = type; current is not null; current = current.BaseType)
            yield return current.Name;
    }

    private static IEnumerable<string> Attributes(IMethodSymbol endpoint)
    {
        for (ISymbol? symbol = endpoint; symbol is IMethodSymbol or INamedTypeSymbol; symbol = symbol.ContainingSymbol)
        {
            foreach (var attribute in symbol.GetAttributes())
            {
                if (attribute.AttributeClass is { } type)
                    yield return type.Name;
            }
        }
    }
}
