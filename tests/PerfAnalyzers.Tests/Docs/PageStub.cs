using PerfAnalyzers.Tests.Contracts;

namespace PerfAnalyzers.Tests.Docs;

/// <summary>The page that a new rule starts from.</summary>
internal static class PageStub
{
    public static string For(ShippedRule rule) => $"""
        # {rule.Id}: {rule.Descriptor.Title}

        {GeneratedText.Start("rule")}
        {RuleTables.OfRule(rule)}
        {GeneratedText.End("rule")}

        What is reported, in a paragraph; its first sentence becomes the line in the index.

        ## Why it costs

        The mechanism, and the order of magnitude.

        ## Example

        ```csharp reports
        ```
        {(rule.Fix is null ? "" : "\n```csharp fixed\n```\n")}
        ## When it stays silent

        ```csharp silent
        ```

        ## The fix

        {(rule.Fix is null ? "None: the reason." : "What changes, what cannot change, and when none is offered.")}
        {(rule.Analyzer.Options.IsEmpty ? "" : $"\n## Options\n\n{string.Join('\n', rule.Analyzer.Options.Select(o => $"`perf_analyzers.{rule.Id}.{o.Name}`: {o.Description}."))}\n")}
        ## When to suppress

        ## Related

        """;
}
