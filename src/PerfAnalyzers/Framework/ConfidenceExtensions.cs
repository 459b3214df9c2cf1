namespace PerfAnalyzers.Framework;

internal static class ConfidenceExtensions
{
    /// <summary>The lesser of two.</summary>
    public static Confidence AtMost(this Confidence confidence, Confidence limit) => confidence < limit ? confidence : limit;
}
