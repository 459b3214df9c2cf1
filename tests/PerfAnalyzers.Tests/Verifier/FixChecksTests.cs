using Microsoft.CodeAnalysis.CodeFixes;
using PerfAnalyzers.Tests.Verifier.Props;

namespace PerfAnalyzers.Tests.Verifier;

using static VerifierAssert;

/// <summary>What a test of a fix finds out by itself when it fixes one finding after another.</summary>
public sealed class FixChecksTests
{
    private const string Before = """
        class C
        {
            void M() { [|Bad|](); [|Bad|](); }
            void Bad() { }
            void Good() { }
        }
        """;

    private static readonly string After = Before.Replace("[|Bad|]", "Good", StringComparison.Ordinal);

    private static readonly string HalfWay = Before.Replace("M() { [|Bad|]", "M() { Good", StringComparison.Ordinal);

    [Fact]
    public Task Passes_when_all_is_fixed() => PassesAsync(Test<BadCallFix>(Before, After));

    [Fact]
    public Task Passes_without_fix_all_when_the_fix_has_none() => PassesAsync(Test<WithoutFixAllFix>(Before, After));

    [Fact]
    public Task Fails_on_another_text() => FailsAsync(
        Test<BadCallFix>(Before, After.Replace("Good();", "Better();", StringComparison.Ordinal)),
        "Fixing one by one", "/0/Test0.cs", "-     void M() { Better(); Better(); }", "+     void M() { Good(); Good(); }");

    [Fact]
    public Task Fails_on_other_line_ends() => FailsAsync(Test<DirtyLineEndsFix>(Before, After), "<CR><LF>");

    [Fact]
    public Task Fails_on_another_encoding() => FailsAsync(Test<OtherEncodingFix>(Before, After), "encoding");

    [Fact]
    public Task Fails_on_an_added_file() => FailsAsync(Test<AddsFileFix>(Before, After), "Another.cs");

    [Fact]
    public Task Passes_when_an_added_file_is_expected()
    {
        var test = Test<AddsFileFix>("class C { void Bad() { [|Bad|](); } void Good() { } }", "class C { void Bad() { Good(); } void Good() { } }");
        test.GlobalUsings = false;
        test.FixedState.Sources.Add(("/0/Another.cs", "class Another { }"));
        return FailsAsync(test, "encoding");
    }

    [Fact]
    public Task Fails_on_a_renamed_file() => FailsAsync(Test<RenamesFileFix>(Before, After), "another name");

    [Fact]
    public Task Fails_when_a_diagnostic_has_no_fix() => FailsAsync(Test<ForeignIdFix>(Before, After), "+     void M() { Bad(); Bad(); }");

    [Fact]
    public Task Passes_when_no_fix_is_expected_and_none_is_offered() => PassesAsync(Test<ForeignIdFix>(Before, Before));

    [Fact]
    public Task Fails_when_no_fix_is_expected_and_one_is_offered() => FailsAsync(Test<BadCallFix>(Before, Before), "- ", "+ ");

    [Fact]
    public async Task Fails_when_an_action_changes_nothing()
    {
        await FailsAsync(Test<NothingChangesFix>(Before, Before), "changes nothing");
        await FailsAsync(Test<NothingChangesFix>(Before, After), "-     void M() { Good(); Good(); }");
    }

    [Fact]
    public Task Checks_no_fix_when_no_fixed_state_is_given() => PassesAsync(new RuleVerifier<BadCallAnalyzer, DoesNotCompileFix>.Test { TestCode = Before });

    [Fact]
    public Task Fails_when_the_fixed_code_does_not_compile() => FailsAsync(
        Test<DoesNotCompileFix>(Before, Before.Replace("[|Bad|]", "Absent", StringComparison.Ordinal)), "CS0103");

    [Fact]
    public Task Fails_when_the_code_does_not_compile_between_two_fixes() => FailsAsync(
        Test<DoesNotCompileInBetweenFix>(Before, After), "After 1 fixes the code does not compile", "CS0103");

    [Fact]
    public Task Fails_when_the_fixed_code_can_be_bound_but_not_emitted() => FailsAsync(
        Test<LeavesOneErrorForEmitFix>(
            AnalyzerChecksTests.ErrorOnlyInEmit("await [|Bad|]()"),
            AnalyzerChecksTests.ErrorOnlyInEmit("await Two(new int[1].AsSpan(), await Task.FromResult(1))").Replace("int Two(Span<int> first, int second) => second", "Task<int> Two(Span<int> first, int second) => null!", StringComparison.Ordinal)),
        "-     Task<int> Two");

    [Fact]
    public Task Fails_when_the_fixed_code_has_an_error_of_emitting()
    {
        var before = AnalyzerChecksTests.ErrorOnlyInEmit("await [|Bad|]()").Replace("int Two(Span<int> first, int second) => second", "Task<int> Two(Span<int> first, int second) => null!", StringComparison.Ordinal);
        return FailsAsync(
            Test<LeavesOneErrorForEmitFix>(before, before.Replace("[|Bad|]()", "Two(new int[1].AsSpan(), await Task.FromResult(1))", StringComparison.Ordinal)),
            "Diagnostics of fixed state", "CS4007");
    }

    [Fact]
    public Task Fails_when_the_tree_is_not_what_its_text_means() => FailsAsync(
        Test<StrangeTreeFix>(Before, Before.Replace("[|Bad|]", "Good/**/", StringComparison.Ordinal)), "a tree that the compiler does not read from its text", "IdentifierToken 'Good/**/'");

    [Fact]
    public Task Leaves_the_check_of_the_tree_out_when_told()
    {
        var test = Test<StrangeTreeFix>(Before, Before.Replace("[|Bad|]", "Good/**/", StringComparison.Ordinal));
        test.CodeActionValidationMode = CodeActionValidationMode.None;
        return PassesAsync(test);
    }

    [Fact]
    public Task Fails_on_an_action_with_two_operations() => FailsAsync(Test<TwoOperationsFix>(Before, After), "exactly one");

    [Fact]
    public Task Fails_when_a_diagnostic_in_the_fixed_code_is_not_marked() => FailsAsync(
        Limited(Test<WithoutFixAllFix>(Before, HalfWay.Replace("[|Bad|]", "Bad", StringComparison.Ordinal)), FixOne: true), "Diagnostics of fixed state", "Expected 0 diagnostics, found 1");

    [Fact]
    public Task Passes_when_a_diagnostic_in_the_fixed_code_is_marked() => PassesAsync(Limited(Test<WithoutFixAllFix>(Before, HalfWay), FixOne: true));

    [Theory]
    [InlineData(2, true)]
    [InlineData(-2, true)]
    [InlineData(-5, true)]
    [InlineData(1, false)]
    [InlineData(3, false)]
    [InlineData(-1, false)]
    [InlineData(0, false)]
    public Task Counts_the_iterations(int stated, bool passes)
    {
        var test = Test<WithoutFixAllFix>(Before, After);
        test.NumberOfIncrementalIterations = stated;
        return passes ? PassesAsync(test) : FailsAsync(test, "Fixing one by one");
    }

    [Fact]
    public async Task Chooses_an_action_by_index_or_key()
    {
        await PassesAsync(Choosing(index: 1, key: null));
        await PassesAsync(Choosing(index: null, key: BadCallFix.Key));
        await PassesAsync(Choosing(index: 1, key: BadCallFix.Key));
        await FailsAsync(Choosing(index: null, key: null), "Absent");
        await FailsAsync(Choosing(index: 0, key: BadCallFix.Key), "equivalence key");
        await FailsAsync(Choosing(index: null, key: "TEST0001.Other"), "+     void M() { Bad(); Bad(); }");

        RuleVerifier<BadCallAnalyzer, SubmenuFix>.Test Choosing(int? index, string? key)
        {
            var test = Test<SubmenuFix>(Before, After);
            (test.CodeActionIndex, test.CodeActionEquivalenceKey) = (index, key);
            return test;
        }
    }

    [Fact]
    public Task Fails_when_a_fixable_diagnostic_comes_at_the_end()
    {
        var source = "class C { void Bad() { [|Bad|](); } void Good() { } }";
        return FailsAsync(
            new RuleVerifier<AtTheEndAnalyzer, BadCallFix>.Test { TestCode = source, FixedCode = source.Replace("[|Bad|]", "Good", StringComparison.Ordinal) },
            "at the end of a compilation");
    }

    [Fact]
    public Task Allows_a_fixable_diagnostic_at_the_end_when_told()
    {
        var source = "class C { void Bad() { [|Bad|](); } void Good() { } }";
        return PassesAsync(new RuleVerifier<AtTheEndAnalyzer, BadCallFix>.Test
        {
            TestCode = source,
            FixedCode = source.Replace("[|Bad|]", "Good", StringComparison.Ordinal),
            CodeFixTestBehaviors = CodeFixTestBehaviors.SkipLocalDiagnosticCheck,
        });
    }

    [Fact]
    public async Task Keeps_what_no_fix_can_cure_expected()
    {
        var test = new RuleVerifier<BadCallAnalyzer, ForeignIdFix>.Test { TestCode = "class C { void Bad() { {|#0:Bad|}(); } }" };
        test.ExpectedDiagnostics.Add(new DiagnosticResult(BadCallAnalyzer.Rule).WithLocation(0).WithArguments("Bad"));
        test.FixedCode = "class C { void Bad() { {|#0:Bad|}(); } }";
        await PassesAsync(test);
    }

    internal static RuleVerifier<BadCallAnalyzer, TFix>.Test Test<TFix>(string before, string after)
        where TFix : CodeFixProvider, new()
    {
        var test = new RuleVerifier<BadCallAnalyzer, TFix>.Test { TestCode = before, FixedCode = after };
        test.FixedState.MarkupHandling = MarkupMode.Allow;
        return test;
    }

    private static RuleVerifier<BadCallAnalyzer, TFix>.Test Limited<TFix>(RuleVerifier<BadCallAnalyzer, TFix>.Test test, bool FixOne)
        where TFix : CodeFixProvider, new()
    {
        test.CodeFixTestBehaviors |= FixOne ? CodeFixTestBehaviors.FixOne : CodeFixTestBehaviors.None;
        test.NumberOfIncrementalIterations = 1;
        return test;
    }
}
