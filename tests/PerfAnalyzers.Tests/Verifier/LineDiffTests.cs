namespace PerfAnalyzers.Tests.Verifier;

public sealed class LineDiffTests
{
    [Fact]
    public void Has_nothing_to_say_about_equal_texts() => Assert.Null(LineDiff.Between("a\nb", "a\nb"));

    [Fact]
    public void Marks_what_was_expected_and_what_is_there() =>
        Assert.Equal("  a\n- b<LF>\n+ x<LF>\n+ y<LF>\n  c\n", LineDiff.Between("a\nb\nc", "a\nx\ny\nc"));

    [Fact]
    public void Shows_line_ends() => Assert.Equal("- a<CR><LF>\n+ a<LF>\n", LineDiff.Between("a\r\n", "a\n"));

    [Fact]
    public void Shows_a_missing_line_end() => Assert.Equal("- a<LF>\n+ a<no line end>\n", LineDiff.Between("a\n", "a"));
}
