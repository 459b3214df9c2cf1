namespace PerfAnalyzers.Analysis.Bounds;

/// <summary>What runs a place again and again.</summary>
/// <param name="Method">The endpoint, or the member of a library that others call.</param>
/// <param name="IsOffer">Whether it is the latter.</param>
internal sealed record Occasion(IMethodSymbol Method, bool IsOffer)
{
    /// <summary>In words, when that is.</summary>
    public string When =>
        IsOffer ? $"each time '{Method.Name}' is called"
        : Method.MethodKind == MethodKind.AnonymousFunction ? "for each request that comes to an endpoint"
        : $"for each request that comes to '{Method.Name}'";
}
