using PerfAnalyzers.Framework;
using PerfAnalyzers.Tests.Contracts;

namespace PerfAnalyzers.Tests.Docs;

/// <summary>The pages say what the rules are; none is missing and none is left over.</summary>
public sealed class PageTests
{
    /// <summary>What was seen on public code; a rule may have it anywhere among the others.</summary>
    private const string Measured = "Measured";

    private static readonly string[] Sections =
        ["Why it costs", "Example", "When it stays silent", "The fix", "Options", "When to suppress", "Related"];

    public static TheoryData<string> Rules => ShippedRule.Ids;

    [Theory]
    [MemberData(nameof(Rules))]
    public void Every_rule_has_a_page(string id)
    {
        var rule = ShippedRule.WithId(id);
        if (RulePage.Find(id) is null && Repository.IsUpdate)
            Repository.Write(rule.PagePath, PageStub.For(rule));

        Assert.True(Repository.Exists(rule.PagePath), $"{rule.PagePath} is missing. Set PERFANALYZERS_UPDATE=1 and run the tests once to get a stub.");
    }

    [Fact]
    public void Every_page_belongs_to_a_rule() =>
        Assert.Equal(
            ShippedRule.All.Select(r => r.PagePath),
            Repository.Files("docs/rules", "*.md"));

    [Theory]
    [MemberData(nameof(Rules))]
    public void Heading_is_id_and_title(string id) =>
        Assert.StartsWith($"# {id}: {ShippedRule.WithId(id).Descriptor.Title}\n", Page(id).Text);

    [Theory]
    [MemberData(nameof(Rules))]
    public void Table_is_what_the_rule_declares(string id)
    {
        var rule = ShippedRule.WithId(id);
        GeneratedText.Expect(rule.PagePath, "rule", RuleTables.OfRule(rule));
    }

    [Theory]
    [MemberData(nameof(Rules))]
    public void Sections_are_those_of_every_page_in_the_same_order(string id)
    {
        var hasOptions = !ShippedRule.WithId(id).Analyzer.Options.IsEmpty;
        Assert.Equal(Sections.Where(s => s != "Options" || hasOptions), Page(id).Sections.Where(s => s != Measured));
    }

    [Theory]
    [MemberData(nameof(Rules))]
    public void First_paragraph_starts_with_a_sentence_for_the_index(string id) =>
        Assert.Matches("^[A-Z`'].{20,}[.!]$", Page(id).Summary);

    [Theory]
    [MemberData(nameof(Rules))]
    public void Every_option_is_explained(string id) =>
        Assert.All(
            ShippedRule.WithId(id).Analyzer.Options,
            option => Assert.Contains($"{RuleOption.Prefix}{id}.{option.Name}", Page(id).Text));

    [Theory]
    [MemberData(nameof(Rules))]
    public void Page_of_a_rule_without_fix_says_why(string id)
    {
        if (ShippedRule.WithId(id).Fix is null)
            Assert.Contains("\n## The fix\n\nNone: ", Page(id).Text);
    }

    [Theory]
    [MemberData(nameof(Rules))]
    public void Page_shows_what_is_reported_what_the_fix_makes_of_it_and_what_is_silent(string id)
    {
        var rule = ShippedRule.WithId(id);
        var kinds = Page(id).Blocks.Select(b => b.Kind).ToArray();
        if (!rule.IsAboutCode)
            return;

        Assert.Contains(BlockKind.Reports, kinds);
        Assert.Contains(BlockKind.Silent, kinds);
        Assert.Equal(rule.Fix is not null, kinds.Contains(BlockKind.Fixed));
        foreach (var (before, kind) in kinds.Prepend(BlockKind.Silent).Zip(kinds))
            Assert.True(kind != BlockKind.Fixed || before == BlockKind.Reports, "A 'fixed' block follows the 'reports' block that it is made from.");
    }

    [Fact]
    public void Index_lists_every_rule() => GeneratedText.Expect("docs/README.md", "rules", RuleTables.OfAll("rules/"));

    [Fact]
    public void Readme_lists_every_rule() => GeneratedText.Expect("README.md", "rules", RuleTables.OfAll("docs/rules/"));

    [Fact]
    public void Configuration_page_lists_every_option() => GeneratedText.Expect("docs/configuration.md", "options", RuleTables.OfOptions());

    private static RulePage Page(string id) => RulePage.Find(id) ?? throw new InvalidOperationException($"docs/rules/{id}.md is missing.");
}
