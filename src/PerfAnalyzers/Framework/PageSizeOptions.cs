namespace PerfAnalyzers.Framework;

/// <summary>What rules and fixes about pages agree upon.</summary>
internal static class PageSizeOptions
{
    public static readonly RuleOption<int> LargestPage = RuleOption.Number(
        "largest_page",
        100,
        1,
        "how many rows one answer holds at most, where a fix has to choose");
}
