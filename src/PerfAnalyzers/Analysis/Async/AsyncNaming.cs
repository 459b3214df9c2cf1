namespace PerfAnalyzers.Analysis.Async;

/// <summary>What a method that becomes async is called.</summary>
internal enum AsyncSuffix
{
    /// <summary>As before, with Async after it.</summary>
    Add,

    /// <summary>As before.</summary>
    Keep,
}

/// <summary>The setting that all rules share whose fix makes methods async.</summary>
internal static class AsyncNaming
{
    public static readonly RuleOption<AsyncSuffix> Suffix = RuleOption.Choice(
        "async_suffix",
        AsyncSuffix.Add,
        "what the fix calls a method that it makes async: add puts Async after its name, keep leaves the name");

    public static ImmutableArray<RuleOption> Options { get; } = ImmutableArray.Create<RuleOption>(Suffix);
}
