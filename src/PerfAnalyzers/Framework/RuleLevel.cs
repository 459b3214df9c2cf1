// The meta-analyzers for release tracking recognise a rule level by this namespace and name only.
namespace Microsoft.CodeAnalysis;

/// <summary>How sure a rule is, as measured on public code that nobody tuned it on.</summary>
internal enum RuleLevel
{
    /// <summary>Reported as a warning: at least 98 of 100 findings are true and worth acting on.</summary>
    BuildWarning = 1,

    /// <summary>Reported as a suggestion: at least 90 of 100 findings are true.</summary>
    IdeSuggestion = 2,

    /// <summary>Off until a preset or the user switches it on: advice that depends on context.</summary>
    Disabled = 4,
}
