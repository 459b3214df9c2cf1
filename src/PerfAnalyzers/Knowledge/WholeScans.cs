namespace PerfAnalyzers.Knowledge;

/// <summary>The operators of LINQ to Objects that go through a sequence to give one answer, or to copy it.</summary>
internal static class WholeScans
{
    /// <summary>Take a step for each element, whatever the sequence is.</summary>
    public static readonly ImmutableHashSet<string> Always = ImmutableHashSet.Create(
        StringComparer.Ordinal, "Max", "Min", "Sum", "Average", "Aggregate", "MaxBy", "MinBy");

    /// <summary>Take a step for each element when they are given a function.</summary>
    public static readonly ImmutableHashSet<string> WithFunction = ImmutableHashSet.Create(
        StringComparer.Ordinal, "Count", "LongCount", "Any", "All", "First", "FirstOrDefault", "Single", "SingleOrDefault", "Last", "LastOrDefault");

    /// <summary>Take a step for each element unless the sequence knows the answer.</summary>
    public static readonly ImmutableHashSet<string> UnlessList = ImmutableHashSet.Create(
        StringComparer.Ordinal, "Count", "LongCount", "Last", "LastOrDefault", "ElementAt", "ElementAtOrDefault");

    /// <summary>Make a collection of their own.</summary>
    public static readonly ImmutableHashSet<string> Copies = ImmutableHashSet.Create(
        StringComparer.Ordinal, "ToList", "ToArray", "ToHashSet", "ToDictionary", "ToLookup");

    /// <summary>Sort a copy of all elements.</summary>
    public static readonly ImmutableHashSet<string> Sorts = ImmutableHashSet.Create(StringComparer.Ordinal, "OrderBy", "OrderByDescending", "Order", "OrderDescending");

    /// <summary>Fail where there is no element, or more than one.</summary>
    public static readonly ImmutableHashSet<string> Throwing = ImmutableHashSet.Create(
        StringComparer.Ordinal, "Max", "Min", "Average", "Aggregate", "MaxBy", "MinBy", "First", "Single", "SingleOrDefault", "Last", "ElementAt", "Sum", "ToDictionary");
}
