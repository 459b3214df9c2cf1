using PerfAnalyzers.Tests.Contracts;

namespace PerfAnalyzers.Tests.Docs;

/// <summary>A part of a page that follows from the rules. Tests compare it, or rewrite it when PERFANALYZERS_UPDATE is 1.</summary>
internal static class GeneratedText
{
    private const string Hint = "Set PERFANALYZERS_UPDATE=1 and run the tests once to rewrite it.";

    public static string Start(string marker) => marker == "rule" ? "<!-- rule: generated -->" : $"<!-- {marker} -->";

    public static string End(string marker) => $"<!-- /{marker} -->";

    public static void Expect(string path, string marker, string content)
    {
        Assert.True(Repository.Exists(path), $"{path} is missing. {Hint}");
        var text = Repository.Read(path);
        var start = text.IndexOf(Start(marker), StringComparison.Ordinal);
        var end = text.IndexOf(End(marker), StringComparison.Ordinal);
        Assert.True(start >= 0 && end > start, $"{path} lacks the lines {Start(marker)} and {End(marker)}.");

        start += Start(marker).Length;
        var expected = $"\n{content.Trim('\n')}\n";
        if (text[start..end] == expected)
            return;

        Assert.True(Repository.IsUpdate, $"{path} is out of date between {Start(marker)} and {End(marker)}. {Hint} Expected:\n{content}");
        Repository.Write(path, text[..start] + expected + text[end..]);
    }

    public static string Table(IEnumerable<string> header, IEnumerable<IEnumerable<string>> rows)
    {
        var columns = header.ToArray();
        return string.Join('\n', [Row(columns), Row(columns.Select(_ => "---")), .. rows.Select(Row)]);
    }

    private static string Row(IEnumerable<string> cells) => $"| {string.Join(" | ", cells)} |";
}
