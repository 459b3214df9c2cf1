using Microsoft.CodeAnalysis.CodeFixes;
using PerfAnalyzers.Tests.Verifier.Props;

namespace PerfAnalyzers.Tests.Verifier;

using static VerifierAssert;

/// <summary>What a test of a fix finds out by itself when it fixes everything at once.</summary>
public sealed class FixAllChecksTests
{
    private const string Before = """
        class C
        {
            void M() { [|Bad|](); [|Bad|](); }
            void Bad() { }
            void Good() { }
        }
        """;

    private static readonly string After = Fixed(Before);

    [Fact]
    public Task Passes_when_one_pass_fixes_all() => PassesAsync(FixChecksTests.Test<BadCallFix>(Before, After));

    [Fact]
    public Task Fails_when_one_pass_leaves_some() => FailsAsync(
        FixChecksTests.Test<FixAllFixesOneFix>(Before, After), "Fixing all in the document", "One fix-all must cure everything at once");

    [Fact]
    public Task Passes_when_the_test_states_that_two_passes_are_needed()
    {
        var test = FixChecksTests.Test<FixAllFixesOneFix>(Before, After);
        test.NumberOfFixAllIterations = 2;
        return PassesAsync(test);
    }

    [Fact]
    public Task Fails_when_fix_all_fixes_nothing() => FailsAsync(
        FixChecksTests.Test<FixAllFixesNothingFix>(Before, After), "Fixing all in the document", "+     void M() { Bad(); Bad(); }");

    [Fact]
    public async Task Fixes_two_files_in_every_scope()
    {
        await PassesAsync(TwoFiles<BadCallFix>());
        await FailsAsync(TwoFiles<FixAllInDocumentOnlyFix>(), "Fixing all in the project");
    }

    [Fact]
    public async Task Fixes_two_projects_in_every_scope()
    {
        await PassesAsync(TwoProjects<BadCallFix>());

        var inProject = TwoProjects<FixAllInDocumentOnlyFix>();
        inProject.CodeFixTestBehaviors = CodeFixTestBehaviors.SkipFixAllInProjectCheck;
        await FailsAsync(inProject, "Fixing all in the solution");
    }

    [Fact]
    public async Task Leaves_scopes_out_when_told()
    {
        var test = TwoFiles<FixAllInDocumentOnlyFix>();
        test.CodeFixTestBehaviors = CodeFixTestBehaviors.SkipFixAllInProjectCheck | CodeFixTestBehaviors.SkipFixAllInSolutionCheck;
        await PassesAsync(test);

        var none = FixChecksTests.Test<FixAllFixesNothingFix>(Before, After);
        none.CodeFixTestBehaviors = CodeFixTestBehaviors.SkipFixAllCheck;
        await PassesAsync(none);
    }

    [Fact]
    public async Task Compares_with_the_state_expected_after_fix_all()
    {
        var half = Before.Replace("M() { [|Bad|]", "M() { Good", StringComparison.Ordinal);
        var test = FixChecksTests.Test<FixAllFixesOneFix>(Before, After);
        test.BatchFixedCode = half;
        test.BatchFixedState.MarkupHandling = MarkupMode.Allow;
        test.NumberOfFixAllIterations = 1;
        await FailsAsync(test, "Fixing all in the document", "-     void M() { Good(); Bad(); }");
    }

    private static RuleVerifier<BadCallAnalyzer, TFix>.Test TwoFiles<TFix>()
        where TFix : CodeFixProvider, new()
    {
        var second = Before.Replace("class C", "class D", StringComparison.Ordinal);
        var test = FixChecksTests.Test<TFix>(Before, After);
        test.TestState.Sources.Add(second);
        test.FixedState.Sources.Add(Fixed(second));
        return test;
    }

    private static RuleVerifier<BadCallAnalyzer, TFix>.Test TwoProjects<TFix>()
        where TFix : CodeFixProvider, new()
    {
        var test = FixChecksTests.Test<TFix>(Before, After);
        test.TestState.AdditionalProjects["Other"].Sources.Add(Before);
        test.FixedState.AdditionalProjects["Other"].Sources.Add(After);
        return test;
    }

    private static string Fixed(string source) => source.Replace("[|Bad|]", "Good", StringComparison.Ordinal);
}
