namespace PerfAnalyzers.Analysis.Cancellation;

/// <summary>How a method on the way takes a token from then on.</summary>
internal enum TokenParameterForm
{
    /// <summary>With a default, so that other callers compile as before.</summary>
    Optional,

    /// <summary>Without one where only this project can call the method, so that nobody forgets the token later.</summary>
    Required,
}

/// <summary>The setting that the rules share whose fix adds tokens to methods.</summary>
internal static class TokenParameters
{
    public static readonly RuleOption<TokenParameterForm> Form = RuleOption.Choice(
        "token_parameter",
        TokenParameterForm.Optional,
        "how the fix adds a token to methods on the way: optional gives it a default, required gives none to methods that only their own project can call");

    public static ImmutableArray<RuleOption> Options { get; } = ImmutableArray.Create<RuleOption>(Form);
}
