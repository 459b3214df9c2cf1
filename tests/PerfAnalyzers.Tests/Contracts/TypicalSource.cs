using PerfAnalyzers.Tests.Docs;

namespace PerfAnalyzers.Tests.Contracts;

/// <summary>
/// The code that stands for a rule where all rules are tried alike: the first example of its page. Whoever writes
/// the page has thereby said what the rule typically reports.
/// </summary>
internal static class TypicalSource
{
    public static string Of(string id) => Unmark(Marked(id));

    /// <summary>A page shows the code of today, so a compiler of yesterday need not understand it.</summary>
    public static string Marked(string id)
    {
        Requires.CSharp(14);
        return RulePage.Find(id)?.Blocks.FirstOrDefault(b => b.Kind == BlockKind.Reports)?.Source
        ?? throw new InvalidOperationException($"docs/rules/{id}.md has no block tagged 'csharp reports'.");
    }

    /// <summary>Every example of every page, with what it is called in a failure.</summary>
    public static IEnumerable<(string Name, string Source)> AllExamples() =>
        from rule in ShippedRule.All
        from block in RulePage.Find(rule.Id)?.Blocks ?? []
        select ($"{rule.Id} block {block.Index}", Unmark(block.Source));

    /// <summary>All examples as the files of one project.</summary>
    public static IEnumerable<(string Path, string Text)> InOneProject() => InOneProject(AllExamples().Select(e => e.Source));

    /// <summary>Sources as the files of one project, each in a namespace of its own so that their names do not clash.</summary>
    public static IEnumerable<(string Path, string Text)> InOneProject(IEnumerable<string> sources) => sources.Select((source, i) => ($"/0/{i:000}.cs", $"namespace N{i} {{ {source} }}"));

    private static string Unmark(string marked) => BlockContext.WithoutMarkup(marked);
}
