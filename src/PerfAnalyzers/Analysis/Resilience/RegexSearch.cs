using PerfAnalyzers.Knowledge;

namespace PerfAnalyzers.Analysis.Resilience;

/// <summary>A place that makes or runs a regular expression without a limit of time.</summary>
/// <param name="Pattern">The argument that is the pattern.</param>
/// <param name="IsGiven">Whether the pattern comes from outside, instead of being one that may take long.</param>
internal sealed record RegexSearch(IArgumentOperation Pattern, bool IsGiven)
{
    private const int NonBacktracking = 1024;

    public static RegexSearch? Of(IOperation operation, CompilationContext compilation, CancellationToken cancellationToken)
    {
        var (arguments, method) = operation switch
        {
            IObjectCreationOperation { Type.Name: "Regex" } creation => (creation.Arguments, creation.Constructor),
            IInvocationOperation { TargetMethod: { IsStatic: true, ContainingType.Name: "Regex" } called } call => (call.Arguments, called),
            _ => default,
        };
        if (method is null
            || !method.ContainingType.Is(compilation.Type(TypeNames.Texts.Regex))
            || method.Parameters.Any(p => p.Name == "matchTimeout")
            || compilation.Get(c => new RegexDefaults(c)).HasLimit)
        {
            return null;
        }

        var pattern = arguments.FirstOrDefault(a => a.Parameter?.Name == "pattern");
        if (pattern is null || arguments.Any(a => a.Parameter?.Name == "options" && MayBeLinear(a.Value)))
            return null;

        if (pattern.Value.ConstantValue is { HasValue: true, Value: string text })
            return RegexPattern.MayExplode(text) && arguments.FirstOrDefault(a => a.Parameter?.Name == "input")?.Value.ConstantValue.HasValue != true ? new RegexSearch(pattern, IsGiven: false) : null;

        return OutsideText.Is(pattern.Value, compilation, cancellationToken) ? new RegexSearch(pattern, IsGiven: true) : null;
    }

    /// <summary>Whether the options say, or may say, that the search does not go back.</summary>
    private static bool MayBeLinear(IOperation options) => options.ConstantValue is not { HasValue: true, Value: int value } || (value & NonBacktracking) != 0;

    /// <summary>Whether the process has a limit for all searches.</summary>
    private sealed class RegexDefaults
    {
        // Read from text: whoever sets it has to write this name.
        public RegexDefaults(CompilationContext compilation) =>
            HasLimit = compilation.Compilation.SyntaxTrees.Any(t => t.TryGetText(out var text) && text.ToString().IndexOf("REGEX_DEFAULT_MATCH_TIMEOUT", StringComparison.Ordinal) >= 0);

        public bool HasLimit { get; }
    }
}
