namespace PerfAnalyzers.Knowledge;

/// <summary>The operators of LINQ that go through a whole sequence to answer a question, or to give the part that fits.</summary>
internal static class SequenceScans
{
    public static readonly ImmutableHashSet<string> Operators = ImmutableHashSet.Create(
        StringComparer.Ordinal,
        "Contains", "Any", "All", "First", "FirstOrDefault", "Single", "SingleOrDefault", "Last", "LastOrDefault", "Count", "LongCount", "Where",
        "ElementAt", "ElementAtOrDefault", "Sum", "Min", "Max", "Average", "MinBy", "MaxBy", "Except", "Intersect", "SequenceEqual");
}
