using Microsoft.CodeAnalysis.Text;
using PerfAnalyzers.CodeFixes.Framework;

namespace PerfAnalyzers.Tests.Framework;

public sealed class SpanTrackingTests
{
    [Theory]
    [InlineData("[keep] edit", 5, 4, "changed", "keep")]
    [InlineData("edit [keep]", 0, 4, "changed", "keep")]
    [InlineData("[keep]edit", 4, 4, "", "keep")]
    [InlineData("edit[keep]", 0, 4, "", "keep")]
    [InlineData("[a edit b]", 2, 4, "changed", "a changed b")]
    [InlineData("[edit]", 0, 4, "changed", "changed")]
    [InlineData("before [edit] after", 0, 17, "all", "all")]
    [InlineData("x [abc] y", 2, 0, "new ", "abc")]
    [InlineData("x [abc] y", 5, 0, "new", "abc")]
    [InlineData("x [abc] y", 3, 0, "new", "anewbc")]
    [InlineData("[abc] y", 0, 2, "new", "newc")]
    public void Follows_the_marked_text_through_one_edit(string marked, int start, int length, string newText, string expected)
    {
        var span = TextSpan.FromBounds(marked.IndexOf('['), marked.IndexOf(']') - 1);
        var text = marked.Replace("[", "").Replace("]", "");
        var changes = ImmutableArray.Create(new TextChange(new TextSpan(start, length), newText));

        Assert.Equal(expected, After(text, changes).ToString(SpanTracking.Move(span, changes)));
    }

    [Fact]
    public void Keeps_text_that_no_edit_touches_whatever_the_edits_are()
    {
        var random = new Random(20260601);
        for (var round = 0; round < 5_000; round++)
        {
            var text = RandomText(random, 40);
            var changes = RandomEdits(random, text.Length);
            var span = RandomSpan(random, text.Length);
            var moved = SpanTracking.Move(span, changes);
            var after = After(text, changes);

            Assert.InRange(moved.Start, 0, after.Length);
            Assert.InRange(moved.End, moved.Start, after.Length);
            if (span.Length > 0 && !changes.Any(c => Touches(c.Span, span)))
                Assert.Equal(text.Substring(span.Start, span.Length), after.ToString(moved));
        }
    }

    [Fact]
    public void Gives_the_same_answer_in_whatever_order_the_edits_are_listed()
    {
        var random = new Random(20260602);
        for (var round = 0; round < 2_000; round++)
        {
            var changes = RandomEdits(random, 40);
            var span = RandomSpan(random, 40);
            var shuffled = changes.OrderBy(_ => random.Next()).ToImmutableArray();

            Assert.Equal(SpanTracking.Move(span, changes), SpanTracking.Move(span, shuffled));
        }
    }

    [Fact]
    public void Covers_the_new_text_of_edits_strictly_inside()
    {
        var random = new Random(20260603);
        for (var round = 0; round < 2_000; round++)
        {
            var text = RandomText(random, 40);
            var changes = RandomEdits(random, 38).Select(c => new TextChange(new TextSpan(c.Span.Start + 1, c.Span.Length), c.NewText!)).ToImmutableArray();
            var moved = SpanTracking.Move(new TextSpan(0, text.Length), changes);

            Assert.Equal(new TextSpan(0, After(text, changes).Length), moved);
        }
    }

    private static SourceText After(string text, ImmutableArray<TextChange> changes) =>
        SourceText.From(text).WithChanges(changes.OrderBy(c => c.Span.Start));

    private static bool Touches(TextSpan edit, TextSpan span) => edit.Start < span.End && edit.End > span.Start;

    private static string RandomText(Random random, int length) =>
        string.Concat(Enumerable.Range(0, length).Select(_ => (char)('a' + random.Next(26))));

    private static TextSpan RandomSpan(Random random, int length)
    {
        var start = random.Next(length);
        return new TextSpan(start, random.Next(length - start + 1));
    }

    private static ImmutableArray<TextChange> RandomEdits(Random random, int length)
    {
        var edits = ImmutableArray.CreateBuilder<TextChange>();
        for (var at = random.Next(8); at < length; at += 1 + random.Next(12))
        {
            var span = new TextSpan(at, random.Next(Math.Min(6, length - at + 1)));
            edits.Add(new TextChange(span, RandomText(random, random.Next(8))));
            at = span.End;
        }

        return edits.ToImmutable();
    }
}
