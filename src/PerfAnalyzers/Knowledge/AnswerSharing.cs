namespace PerfAnalyzers.Knowledge;

/// <summary>Words in code by which one knows whether an answer is kept already, or may not be given to others.</summary>
internal static class AnswerSharing
{
    /// <summary>Who asks, or what is told to one of them only.</summary>
    private static readonly ImmutableHashSet<string> Askers = ImmutableHashSet.Create(
        StringComparer.OrdinalIgnoreCase,
        "user", "users", "claim", "claims", "principal", "identity", "session", "sessions", "cookie", "cookies", "tenant", "tenants", "account", "accounts", "me", "my", "mine", "basket", "cart", "profile",
        "token", "tokens", "authorize", "authorization", "password", "login", "culture", "locale", "permission", "permissions", "role", "roles", "owner", "visitor", "secret");

    /// <summary>What is asked because it changes from moment to moment, or changes by being asked.</summary>
    private static readonly ImmutableHashSet<string> Moments = ImmutableHashSet.Create(
        StringComparer.OrdinalIgnoreCase,
        "status", "progress", "health", "healthz", "ping", "ready", "readiness", "live", "alive", "poll", "now", "current", "random", "next", "confirm", "verify", "validate", "check", "exists", "available", "availability",
        "lock", "generate", "callback", "stock", "export", "download");

    /// <summary>How a cache, or the headers by which others keep an answer, are named.</summary>
    private static readonly ImmutableArray<string> Kept = ImmutableArray.Create("Cache", "cache", "Caching", "ETag", "EntityTag", "LastModified", "NotModified", "IfNoneMatch", "Header", "HttpContext", "Expires");

    /// <summary>What makes an application keep answers, or ask who somebody is, for all its endpoints.</summary>
    public static readonly ImmutableArray<string> ForAll = ImmutableArray.Create(
        "AddBasePolicy", "OutputCacheAttribute", "ResponseCacheAttribute", "OutputCacheFilter", "FallbackPolicy", "SetFallbackPolicy", "AuthorizeFilter", "HasQueryFilter");

    /// <summary>What decides in the application whether some endpoints are for those only who are known.</summary>
    public const string Required = "RequireAuthorization";

    /// <summary>Whether an identifier says that the answer is kept already.</summary>
    public static bool IsKept(string identifier) => Kept.Any(k => identifier.IndexOf(k, StringComparison.Ordinal) >= 0);

    /// <summary>Whether a word names the one who asks.</summary>
    public static bool IsOfAsker(string word) => Askers.Contains(word);

    /// <summary>Whether a word of the name or the address of an endpoint says that an old answer is a wrong one.</summary>
    public static bool IsOfMoment(string word) => Moments.Contains(word);
}
