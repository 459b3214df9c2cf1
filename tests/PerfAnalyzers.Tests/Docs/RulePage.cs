using System.Text.RegularExpressions;
using PerfAnalyzers.Tests.Contracts;

namespace PerfAnalyzers.Tests.Docs;

internal enum BlockKind
{
    /// <summary>Code the rule reports, where the markup says so.</summary>
    Reports,

    /// <summary>What the fix makes of the block before.</summary>
    Fixed,

    /// <summary>Code the rule has nothing to say about.</summary>
    Silent,
}

/// <summary>One executable example of a page, as the whole source file it stands for.</summary>
/// <param name="Index">Its place among the executable blocks of the page.</param>
/// <param name="Kind">What is promised of it.</param>
/// <param name="Source">The whole file.</param>
/// <param name="Singly">Whether fix-all leaves the action out because it may change behaviour.</param>
internal sealed record PageBlock(int Index, BlockKind Kind, string Source, bool Singly);

/// <summary>The page of a rule, with its examples.</summary>
internal sealed partial class RulePage
{
    private const string FixedSingly = "fixed singly";

    private RulePage(string text)
    {
        Text = text;
        Blocks = [.. ReadBlocks(text)];
    }

    public string Text { get; }

    public ImmutableArray<PageBlock> Blocks { get; }

    /// <summary>The headings of the second level, in order.</summary>
    public IEnumerable<string> Sections => Section().Matches(OutsideFences(Text)).Select(m => m.Groups[1].Value);

    /// <summary>The first sentence of the first paragraph below the generated table.</summary>
    public string Summary
    {
        get
        {
            var start = Text.IndexOf(GeneratedText.End("rule"), StringComparison.Ordinal);
            var paragraph = Text[(start < 0 ? 0 : start + GeneratedText.End("rule").Length)..].TrimStart().Split("\n\n")[0].ReplaceLineEndings(" ");
            return FirstSentence().Match(paragraph).Value;
        }
    }

    /// <summary>The page of a rule; null when there is none yet.</summary>
    public static RulePage? Find(string id)
    {
        var path = $"docs/rules/{id}.md";
        return Repository.Exists(path) ? Parse(Repository.Read(path)) : null;
    }

    public static RulePage Parse(string text) => new(text);

    private static IEnumerable<PageBlock> ReadBlocks(string text)
    {
        var context = BlockContext.None;
        var index = 0;
        foreach (Match match in Fence().Matches(text))
        {
            var code = match.Groups["code"].Value;
            var tag = match.Groups["tag"].Value;
            if (tag == "context")
            {
                context = new BlockContext(code);
                continue;
            }

            if (!Enum.TryParse<BlockKind>(tag == FixedSingly ? nameof(BlockKind.Fixed) : tag, ignoreCase: true, out var kind))
                throw new InvalidOperationException($"A csharp block is tagged 'reports', 'fixed', '{FixedSingly}', 'silent' or 'context', not '{tag}': {code}");

            yield return new PageBlock(index++, kind, context.Complete(code), tag == FixedSingly);
        }
    }

    private static string OutsideFences(string text) => AnyFence().Replace(text, "");

    [GeneratedRegex("^```csharp[ \t]*(?<tag>[^\n]*?)[ \t]*\n(?<code>.*?)^```[ \t]*$", RegexOptions.Multiline | RegexOptions.Singleline)]
    private static partial Regex Fence();

    [GeneratedRegex("^```.*?^```[ \t]*$", RegexOptions.Multiline | RegexOptions.Singleline)]
    private static partial Regex AnyFence();

    [GeneratedRegex("^## (.+)$", RegexOptions.Multiline)]
    private static partial Regex Section();

    [GeneratedRegex(@"^.*?[.!](?=\s|$)")]
    private static partial Regex FirstSentence();
}
