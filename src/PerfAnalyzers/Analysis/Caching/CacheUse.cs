using PerfAnalyzers.Analysis.Collections;

namespace PerfAnalyzers.Analysis.Caching;

/// <summary>Tells what a place that writes to a store is for.</summary>
internal static class CacheUse
{
    private static readonly ImmutableHashSet<string> Lifetimes = ImmutableHashSet.Create(
        StringComparer.OrdinalIgnoreCase, "expiry", "expiration", "expire", "expires", "ttl", "lifetime", "duration", "minutes", "seconds", "hours", "options", "policy");

    /// <summary>What a framework keeps through an interface, with lifetimes of its own.</summary>
    private static readonly ImmutableHashSet<string> Kept = ImmutableHashSet.Create(StringComparer.Ordinal, "ITicketStore", "ISessionStore", "ISession", "IXmlRepository", "IDistributedCache", "IMemoryCache");

    /// <summary>Whether what is put into Redis is a copy: names say so, or the function asks for it first. Else Redis may be the database.</summary>
    public static bool IsMeant(IInvocationOperation write, IOperation key)
    {
        for (var symbol = write.SemanticModel?.GetEnclosingSymbol(write.Syntax.SpanStart); symbol is not (null or INamespaceSymbol); symbol = symbol.ContainingSymbol)
        {
            if (NamesCache(symbol.Name))
                return true;
        }

        if (NamesCache(write.Receiver()?.ReferencedSymbol()?.Name ?? "") || NamesCache(key.Syntax.ToString()))
            return true;

        return LocalValues.Root(write).Descendants().Any(o =>
            o is IInvocationOperation { TargetMethod.Name: "StringGet" or "StringGetAsync" } read
            && read.Syntax.SpanStart < write.Syntax.SpanStart
            && read.Argument(0)?.Syntax.IsEquivalentTo(key.Syntax) == true);
    }

    /// <summary>Whether the callers of a method say how long an entry stays, one way or another.</summary>
    public static bool TakesLifetime(ISymbol member) =>
        member is IMethodSymbol method && method.Parameters.Any(p => p.Type.Name is "TimeSpan" or "DateTimeOffset" || Words.Split(p.Name).Any(Lifetimes.Contains) || (p.Type is INamedTypeSymbol { OriginalDefinition.SpecialType: SpecialType.System_Nullable_T } nullable && nullable.TypeArguments[0].Name is "TimeSpan" or "DateTimeOffset"));

    public static bool IsKeptForFramework(INamedTypeSymbol? type) => type is not null && type.AllInterfaces.Any(i => Kept.Contains(i.Name));

    /// <summary>Whether a name is that of one person, who seldom asks twice at the same time.</summary>
    public static bool NamesPerson(string name) => Words.Split(name).Any(w => w.ToUpperInvariant() is "USER" or "SESSION" or "ACCOUNT" or "CUSTOMER" or "MEMBER" or "EMAIL" or "TOKEN" or "USERNAME" or "LOGIN");

    private static bool NamesCache(string name) => name.IndexOf("cache", StringComparison.OrdinalIgnoreCase) >= 0;
}
