namespace PerfAnalyzers.Framework;

/// <summary>The category of every rule. One for all, so that one line of .editorconfig addresses them together.</summary>
internal static class Categories
{
    public const string Performance = "Performance";
}
