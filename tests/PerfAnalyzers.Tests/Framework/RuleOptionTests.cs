using Microsoft.CodeAnalysis.CSharp;
using PerfAnalyzers.Framework;

namespace PerfAnalyzers.Tests.Framework;

public sealed class RuleOptionTests
{
    private static readonly RuleOption<int> Number = RuleOption.Number("least_size", 8, 2, "a size");
    private static readonly RuleOption<Confidence> Choice = RuleOption.Choice("confidence", Confidence.Medium, "how sure");
    private static readonly RuleOption<SilentCode> Flags = RuleOption.Choice("include", SilentCode.None, "what");

    [Theory]
    [InlineData("2", true)]
    [InlineData(" 10 ", true)]
    [InlineData("2147483647", true)]
    [InlineData("1", false)]
    [InlineData("-3", false)]
    [InlineData("+3", false)]
    [InlineData("3.0", false)]
    [InlineData("1,000", false)]
    [InlineData("2147483648", false)]
    [InlineData("0x10", false)]
    [InlineData("", false)]
    [InlineData("ten", false)]
    public void Numbers_are_plain_and_not_below_the_minimum(string text, bool valid) => Assert.Equal(valid, Number.IsValid(text));

    [Theory]
    [InlineData("high", true)]
    [InlineData("HIGH", true)]
    [InlineData(" low\t", true)]
    [InlineData("2", false)]
    [InlineData("low,high", false)]
    [InlineData("highest", false)]
    [InlineData("", false)]
    public void Choices_are_one_of_the_names(string text, bool valid) => Assert.Equal(valid, Choice.IsValid(text));

    [Theory]
    [InlineData("tests", true)]
    [InlineData("tests, startup", true)]
    [InlineData("tests,startup,tests", true)]
    [InlineData("tests,", false)]
    [InlineData("tests startup", false)]
    [InlineData("tests, 8", false)]
    [InlineData("tests, nonsense", false)]
    public void Flags_are_names_with_commas_between(string text, bool valid) => Assert.Equal(valid, Flags.IsValid(text));

    [Theory]
    [InlineData("", 8)]
    [InlineData("perf_analyzers.least_size = 5", 5)]
    [InlineData("perf_analyzers.PERF4001.least_size = 6", 6)]
    [InlineData("perf_analyzers.least_size = 5\nperf_analyzers.PERF4001.least_size = 6", 6)]
    [InlineData("perf_analyzers.PERF2001.least_size = 6", 8)]
    [InlineData("perf_analyzers.least_size = nonsense", 8)]
    [InlineData("perf_analyzers.least_size = 5\nperf_analyzers.PERF4001.least_size = nonsense", 5)]
    [InlineData("PERF_ANALYZERS.perf4001.Least_Size = 7", 7)]
    public void Value_of_the_rule_wins_over_that_of_all_rules_and_both_over_the_default(string config, int expected)
    {
        var tree = CSharpSyntaxTree.ParseText("", path: "/A.cs", cancellationToken: TestContext.Current.CancellationToken);
        Assert.Equal(expected, Number.Value(ProjectFiles.Options("[*.cs]\n" + config), tree, "PERF4001"));
    }

    [Fact]
    public void Value_is_that_of_the_section_a_file_is_in()
    {
        var options = ProjectFiles.Options("[*.cs]\nperf_analyzers.include = tests\n[Jobs/**.cs]\nperf_analyzers.include = startup, seeding\n");
        Assert.Equal(SilentCode.Tests, ValueAt("/A.cs"));
        Assert.Equal(SilentCode.Startup | SilentCode.Seeding, ValueAt("/Jobs/A.cs"));

        SilentCode ValueAt(string path) =>
            Flags.Value(options, CSharpSyntaxTree.ParseText("", path: path, cancellationToken: TestContext.Current.CancellationToken), "PERF4001");
    }
}
