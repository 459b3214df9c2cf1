using System.Text.RegularExpressions;
using Microsoft.CodeAnalysis.CodeFixes;

namespace PerfAnalyzers.Tests.Contracts;

/// <summary>What every fix owes to code it has not been written for.</summary>
public sealed partial class FixContractTests
{
    public static TheoryData<string> Rules => ShippedRule.FixableIds;

    [Theory]
    [MemberData(nameof(Rules))]
    public void Equivalence_keys_are_unique_and_begin_with_the_id(string id)
    {
        var keys = ShippedRule.WithId(id).Fix!.EquivalenceKeys;
        Assert.NotEmpty(keys);
        Assert.Equal(keys.Distinct(), keys);
        Assert.All(keys, key => Assert.Matches($"^{id}\\.[A-Za-z][A-Za-z-]*$", key));
    }

    [Theory]
    [MemberData(nameof(Rules))]
    public void Equivalence_keys_are_public_constants(string id)
    {
        var fix = ShippedRule.WithId(id).Fix!;
        var constants = fix.GetType().GetFields().Where(f => f.IsLiteral).Select(f => (string)f.GetRawConstantValue()!);
        Assert.Equal(fix.EquivalenceKeys.Order(StringComparer.Ordinal), constants.Order(StringComparer.Ordinal));
    }

    [Theory]
    [MemberData(nameof(Rules))]
    public void Fix_is_for_one_rule_is_exported_and_can_be_applied_everywhere(string id)
    {
        var fix = ShippedRule.WithId(id).Fix!;
        Assert.Equal([id], fix.FixableDiagnosticIds);
        Assert.Single(fix.GetType().GetCustomAttributes(typeof(ExportCodeFixProviderAttribute), inherit: false));
        Assert.Superset(
            new HashSet<FixAllScope> { FixAllScope.Document, FixAllScope.Project, FixAllScope.Solution },
            fix.GetFixAllProvider().GetSupportedFixAllScopes().ToHashSet());
    }

    [Theory]
    [MemberData(nameof(Rules))]
    public async Task Plans_use_the_declared_keys_and_say_what_they_do(string id)
    {
        var rule = ShippedRule.WithId(id);
        var plans = await FixingSession.PlanAsync(rule, TypicalSource.Of(id));
        Assert.NotEmpty(plans);
        Assert.All(plans, plan => Assert.Contains(plan.Key, rule.Fix!.EquivalenceKeys));
        Assert.All(plans, plan => Assert.Matches(@"^[A-Z][^.\r\n]+$", plan.Title));
        Assert.Equal(plans.Select(p => p.Title).Distinct(), plans.Select(p => p.Title));
    }

    [Theory]
    [MemberData(nameof(Rules))]
    public async Task Windows_line_endings_stay(string id)
    {
        var source = TypicalSource.Of(id);
        var fixedSource = await FixingSession.FixAsync(ShippedRule.WithId(id), source);
        var fixedWindows = await FixingSession.FixAsync(ShippedRule.WithId(id), source.ReplaceLineEndings("\r\n"));

        Assert.NotEqual(source, fixedSource);
        Assert.DoesNotMatch("(?<!\r)\n", fixedWindows);
        Assert.Equal(fixedSource, fixedWindows.ReplaceLineEndings("\n"));
    }

    [Theory]
    [MemberData(nameof(Rules))]
    public async Task Indentation_with_tabs_stays(string id)
    {
        var source = LeadingBlanks().Replace(TypicalSource.Of(id), blanks => new string('\t', blanks.Length / 4));
        var fixedSource = await FixingSession.FixAsync(ShippedRule.WithId(id), source);
        Assert.DoesNotMatch(@"(?m)^\t* {4}", fixedSource);
    }

    [Theory]
    [MemberData(nameof(Rules))]
    public async Task Comments_at_the_end_of_every_line_stay(string id)
    {
        var number = 0;
        var source = LineEnd().Replace(TypicalSource.Of(id), _ => $" // keep {number++}\n");
        var fixedSource = await FixingSession.FixAsync(ShippedRule.WithId(id), source);
        Assert.NotEqual(source, fixedSource);
        Assert.All(Enumerable.Range(0, number), n => Assert.Matches($"// keep {n}\\b", fixedSource));
    }

    [Theory]
    [MemberData(nameof(Rules))]
    public async Task Directives_around_the_member_stay(string id)
    {
        var source = "#define ON\n#if ON\n" + TypicalSource.Of(id) + "\n#else\nnonsense [ ] )\n#endif\n";
        var fixedSource = await FixingSession.FixAsync(ShippedRule.WithId(id), source);
        Assert.StartsWith("#define ON\n", fixedSource);
        Assert.EndsWith("\n#else\nnonsense [ ] )\n#endif\n", fixedSource);
    }

    [Theory]
    [MemberData(nameof(Rules))]
    public async Task Fixing_twice_changes_nothing_more(string id)
    {
        var once = await FixingSession.FixAsync(ShippedRule.WithId(id), TypicalSource.Of(id));
        Assert.Equal(once, await FixingSession.FixAsync(ShippedRule.WithId(id), once));
    }

    [Theory]
    [MemberData(nameof(Rules))]
    public async Task Half_typed_code_is_no_reason_to_throw(string id)
    {
        var rule = ShippedRule.WithId(id);
        var source = TypicalSource.Of(id);
        var finding = (await FixingSession.FindAsync(rule, source))[0].Location.SourceSpan;

        // The finding is old, the text has changed under it: what an editor hands to a fix while somebody types.
        for (var end = finding.End; end < source.Length; end += 7)
            await FixingSession.PlanAsync(rule, source[..end], finding);
    }

    [GeneratedRegex("(?m)^(?: {4})+")]
    private static partial Regex LeadingBlanks();

    [GeneratedRegex("\n")]
    private static partial Regex LineEnd();
}
