using Microsoft.CodeAnalysis.Text;

namespace PerfAnalyzers.Tests.Verifier;

public sealed class MarkupParserTests
{
    [Theory]
    [InlineData("plain { } [0] | || a |b", "plain { } [0] | || a |b", "")]
    [InlineData("a [|b|] c", "a b c", "''@2-3")]
    [InlineData("a[||]b", "ab", "''@1-1")]
    [InlineData("{|CS0103:x|}", "x", "'CS0103'@0-1")]
    [InlineData("{|#0:x|}", "x", "'#0'@0-1")]
    [InlineData("[|a[|b|]|]", "ab", "''@0-2 ''@1-2")]
    [InlineData("{|A:x{|B:y|}|}", "xy", "'A'@0-2 'B'@1-2")]
    [InlineData("{|#0:a{|#1:b|#0}c|#1}", "abc", "'#0'@0-2 '#1'@1-3")]
    [InlineData("{|#0:a{|B:b|}|#0}", "ab", "'#0'@0-2 'B'@1-2")]
    [InlineData("if (a || b) { c |= d; } [|e|]", "if (a || b) { c |= d; } e", "''@24-25")]
    [InlineData("x is {|A:{ Length: 1 }|}", "x is { Length: 1 }", "'A'@5-18")]
    public void Reads_text_and_spans(string marked, string text, string spans)
    {
        var result = MarkupParser.Parse(marked);

        Assert.Equal(text, result.Text);
        Assert.Empty(result.Positions);
        Assert.Equal(spans, string.Join(' ', result.Spans.OrderBy(s => s.Span.Start).ThenByDescending(s => s.Span.End).Select(s => Invariant(s.Name, s.Span))));
    }

    [Fact]
    public void Reads_positions()
    {
        var result = MarkupParser.Parse("a$$b[|c$$|]");

        Assert.Equal("abc", result.Text);
        Assert.Equal([1, 3], result.Positions);
    }

    [Fact]
    public void Leaves_positions_alone_when_they_are_code()
    {
        var result = MarkupParser.Parse("""$$\"\"\"{{[|a|]}}\"\"\" """, positionsAreCode: true);

        Assert.StartsWith("$$", result.Text, StringComparison.Ordinal);
        Assert.Empty(result.Positions);
        Assert.Single(result.Spans);
    }

    [Theory]
    [InlineData("a |] b")]
    [InlineData("a |} b")]
    [InlineData("[|a")]
    [InlineData("{|A:b")]
    [InlineData("[|a|}")]
    [InlineData("{|A:a|]")]
    [InlineData("{|#0:a|#1}")]
    public void Rejects_unbalanced_markup(string marked) => Assert.Throws<ArgumentException>(() => MarkupParser.Parse(marked));

    private static string Invariant(string name, TextSpan span) => FormattableString.Invariant($"'{name}'@{span.Start}-{span.End}");
}
