namespace PerfAnalyzers.Knowledge;

/// <summary>Something that an application switches on for all its requests, known by the members that do.</summary>
/// <param name="Names">The members, also those of well-known packages. What passes requests on to others leaves it to these.</param>
/// <param name="Library">The assembly that declares it; null where it is one that everything references.</param>
internal sealed record ServerFeature(ImmutableArray<string> Names, string? Library)
{
    private const string PassesOn = "AddReverseProxy";

    /// <summary>Answers that are compressed.</summary>
    public static readonly ServerFeature Compression = new(
        ImmutableArray.Create("AddResponseCompression", "UseResponseCompression", "AddHttpCompression", "UseHttpCompression", "AddCompression", "UseCompression", "UseWebMarkupMin", PassesOn),
        "Microsoft.AspNetCore.ResponseCompression");

    /// <summary>A limit on how many requests are let in.</summary>
    public static readonly ServerFeature RateLimit = new(
        ImmutableArray.Create("AddRateLimiter", "UseRateLimiter", "AddRateLimiting", "UseRateLimiting", "UseIpRateLimiting", "UseClientRateLimiting", "AddThrottling", "UseThrottling", "UseThrottlingTroll", PassesOn),
        "Microsoft.AspNetCore.RateLimiting");

    /// <summary>A limit on how long a request may run.</summary>
    public static readonly ServerFeature Timeouts = new(
        ImmutableArray.Create("AddRequestTimeouts", "UseRequestTimeouts", "WithRequestTimeout", "RequestTimeoutPolicy", "AddRequestTimeout", "UseRequestTimeout", PassesOn),
        Library: null);
}
