namespace PerfAnalyzers.Framework;

/// <summary>
/// Makes the descriptors of all rules. The parameter names are those that the release-tracking and
/// wording meta-analyzers look for; renaming one silently switches those checks off.
/// </summary>
internal static class RuleDescriptor
{
    public const string DocumentationRoot = "https://github.com/perfanalyzers/perfanalyzers/blob/main/docs/rules/";

    /// <param name="id">One of <see cref="RuleIds"/>.</param>
    /// <param name="title">What is found, as a fragment without a final period.</param>
    /// <param name="messageFormat">What was found, what it costs and what to do instead, in one sentence without a final period.</param>
    /// <param name="category">Always <see cref="Categories.Performance"/>.</param>
    /// <param name="ruleLevel">How sure the rule is.</param>
    /// <param name="description">The mechanism, in full sentences.</param>
    /// <param name="customTags">Roslyn's well-known tags, such as the one for findings made at the end of a compilation.</param>
    public static DiagnosticDescriptor Create(
        string id,
        string title,
        string messageFormat,
        string category,
        RuleLevel ruleLevel,
        string description,
        params string[] customTags) =>
        new(
            id,
            title,
            messageFormat,
            category,
            ruleLevel == RuleLevel.BuildWarning ? DiagnosticSeverity.Warning : DiagnosticSeverity.Info,
            isEnabledByDefault: ruleLevel != RuleLevel.Disabled,
            description,
            helpLinkUri: HelpLink(id),
            customTags);

    /// <summary>The page of a rule. If the pages ever move, redirects must stay: this address is inside shipped packages.</summary>
    public static string HelpLink(string id) => DocumentationRoot + id + ".md";
}
