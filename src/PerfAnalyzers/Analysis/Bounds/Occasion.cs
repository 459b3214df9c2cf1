namespace PerfAnalyzers.Analysis.Bounds;

/// <summary>What runs a place again and again.</summary>
/// <param name="Method">The endpoint, the member of a library that others call, or the body of a background service.</param>
/// <param name="IsOffer">Whether it is the second.</param>
internal sealed record Occasion(IMethodSymbol Method, bool IsOffer)
{
    /// <summary>Whether it is the third.</summary>
    public bool IsRound { get; init; }

    /// <summary>In words, when that is.</summary>
    public string When =>
        IsRound ? $"each time '{Method.ContainingType.Name}' gets to work"
        : IsOffer ? $"each time '{Method.Name}' is called"
        : Method.MethodKind == MethodKind.AnonymousFunction ? "for each request that comes to an endpoint"
        : $"for each request that comes to '{Method.Name}'";
}
