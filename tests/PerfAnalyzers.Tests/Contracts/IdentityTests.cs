using System.Reflection;
using System.Text.RegularExpressions;
using Microsoft.CodeAnalysis.Diagnostics;
using PerfAnalyzers.Framework;

namespace PerfAnalyzers.Tests.Contracts;

public sealed partial class IdentityTests
{
    private static readonly ImmutableArray<string> Families =
        ["Configuration", "Asynchrony", "DataAccess", "Resilience", "Algorithms", "Caching", "Web"];

    public static TheoryData<string> Rules => ShippedRule.Ids;

    private static ImmutableArray<(string Name, string Id)> Constants { get; } =
        [.. typeof(RuleIds).GetFields(BindingFlags.Public | BindingFlags.Static)
            .OrderBy(f => f.MetadataToken)
            .Select(f => (f.Name, (string)f.GetRawConstantValue()!))];

    [Fact]
    public void Every_analyzer_reports_under_one_id_of_its_own()
    {
        Assert.All(ShippedRule.All, rule => Assert.Single(rule.Analyzer.SupportedDiagnostics));
        Assert.Equal(ShippedRule.All.Select(r => r.Id).Distinct(), ShippedRule.All.Select(r => r.Id));
    }

    [Fact]
    public void RuleIds_lists_the_rules_by_id_and_nothing_else()
    {
        Assert.Equal(Constants.OrderBy(c => c.Id, StringComparer.Ordinal), Constants);
        Assert.Equal(ShippedRule.All.Select(r => (r.Stem, r.Id)), Constants);
    }

    [Theory]
    [MemberData(nameof(Rules))]
    public void Thousand_of_the_id_is_the_family(string id)
    {
        Assert.Matches(IdShape(), id);
        Assert.Equal(Families[id[4] - '0'], ShippedRule.WithId(id).Family);
    }

    [Theory]
    [MemberData(nameof(Rules))]
    public void Analyzer_is_sealed_exported_for_CSharp_and_without_state(string id)
    {
        var type = ShippedRule.WithId(id).Analyzer.GetType();
        Assert.True(type.IsSealed && type.IsPublic);
        Assert.Equal([LanguageNames.CSharp], type.GetCustomAttribute<DiagnosticAnalyzerAttribute>()!.Languages);
        Assert.Empty(type.GetFields(BindingFlags.Instance | BindingFlags.Public | BindingFlags.NonPublic | BindingFlags.DeclaredOnly));
    }

    [Theory]
    [MemberData(nameof(Rules))]
    public void Descriptor_is_a_readonly_field_that_release_tracking_sees(string id)
    {
        var rule = ShippedRule.WithId(id);
        var field = rule.Analyzer.GetType()
            .GetFields(BindingFlags.Static | BindingFlags.NonPublic | BindingFlags.Public)
            .Single(f => f.FieldType == typeof(DiagnosticDescriptor));
        Assert.True(field.IsInitOnly);
        Assert.Same(rule.Descriptor, field.GetValue(null));
    }

    [Theory]
    [MemberData(nameof(Rules))]
    public void Category_and_help_link_are_those_of_the_package(string id)
    {
        var descriptor = ShippedRule.WithId(id).Descriptor;
        Assert.Equal(Categories.Performance, descriptor.Category);
        Assert.Equal(RuleDescriptor.HelpLink(id), descriptor.HelpLinkUri);
    }

    [Theory]
    [MemberData(nameof(Rules))]
    public void Title_is_a_fragment_that_starts_with_a_capital(string id)
    {
        var title = ShippedRule.WithId(id).Descriptor.Title.ToString();
        Assert.Matches("^[A-Z]", title);
        Assert.DoesNotMatch(@"[.!?:]$|[\r\n{}]|  ", title);
        Assert.InRange(title.Length, 10, 90);
    }

    [Theory]
    [MemberData(nameof(Rules))]
    public void Message_is_one_sentence_with_a_hole_for_what_was_found(string id)
    {
        var message = ShippedRule.WithId(id).Descriptor.MessageFormat.ToString();
        Assert.DoesNotMatch(@"\.$|\. [A-Z]|[\r\n]|  |^\s|\s$", message);
        var holes = Hole().Matches(message).Select(m => int.Parse(m.Groups[1].Value, provider: null)).Distinct().Order().ToArray();
        Assert.Equal(Enumerable.Range(0, holes.Length), holes);
        Assert.NotEmpty(holes);
    }

    [Theory]
    [MemberData(nameof(Rules))]
    public void Description_is_made_of_full_sentences(string id) =>
        Assert.Matches(@"^[A-Z][^\r\n]*[.!]$", ShippedRule.WithId(id).Descriptor.Description.ToString());

    [Fact]
    public void Catalog_of_options_holds_exactly_what_the_rules_declare()
    {
        Assert.Equal(ShippedRule.All.Select(r => r.Id), OptionCatalog.Rules);
        foreach (var rule in ShippedRule.All)
            Assert.Equal(rule.Analyzer.Options.Concat(CommonOptions.All), OptionCatalog.For(rule.Id));
    }

    [Fact]
    public void Options_that_share_a_name_take_the_same_values()
    {
        var options = ShippedRule.All.SelectMany(r => OptionCatalog.For(r.Id)).Distinct();
        foreach (var same in options.GroupBy(o => o.Name))
        {
            Assert.Matches("^[a-z]+(_[a-z]+)*$", same.Key);
            Assert.Single(same.Select(o => o.Allowed).Distinct());
            Assert.All(same, o => Assert.True(o.IsValid(o.DefaultText), $"The default of {o.Name} is not one of its values."));
        }
    }

    [GeneratedRegex("^PERF[0-9]{4}$")]
    private static partial Regex IdShape();

    [GeneratedRegex(@"\{([0-9])\}")]
    private static partial Regex Hole();
}
