namespace PerfAnalyzers.Framework;

/// <summary>The options that every rule understands.</summary>
internal static class CommonOptions
{
    public static readonly RuleOption<Confidence> Confidence = RuleOption.Choice(
        "confidence",
        Framework.Confidence.Medium,
        "the least confidence that is reported: high hides what depends on sizes or callers that cannot be seen, low adds guesses");

    public static readonly RuleOption<SilentCode> Include = RuleOption.Choice(
        "include",
        SilentCode.None,
        "kinds of code that are reported although they are silent by default, separated by commas");

    public static ImmutableArray<RuleOption> All { get; } = ImmutableArray.Create<RuleOption>(Confidence, Include);
}
