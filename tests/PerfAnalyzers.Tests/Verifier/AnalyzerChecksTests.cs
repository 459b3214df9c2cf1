using Microsoft.CodeAnalysis.CSharp;
using PerfAnalyzers.Tests.Verifier.Props;

namespace PerfAnalyzers.Tests.Verifier;

using static VerifierAssert;

/// <summary>What a test of an analyzer finds out by itself.</summary>
public sealed class AnalyzerChecksTests
{
    private const string Marked = "class C { void Bad() { [|Bad|](); } }";

    private const string Unmarked = "class C { void Bad() { Bad(); } }";

    [Fact]
    public Task Passes_when_all_is_as_marked() => PassesAsync(Test<BadCallAnalyzer>(Marked));

    [Fact]
    public Task Fails_without_a_source() => FailsAsync(new RuleVerifier<BadCallAnalyzer, EmptyCodeFixProvider>.Test { GlobalUsings = false }, "is empty");

    [Fact]
    public Task Fails_on_a_missing_diagnostic() => FailsAsync(Test<BadCallAnalyzer>("class C { [|void|] M() { } }"), "Expected 1 diagnostics, found 0", "TEST0001");

    [Fact]
    public Task Fails_on_an_unexpected_diagnostic() => FailsAsync(
        Test<BadCallAnalyzer>(Unmarked), "Expected 0 diagnostics, found 1", "Diagnostic(\"TEST0001\")", ".WithSpan(\"/0/Test0.cs\", 1, 24, 1, 27)", "'Bad' is bad");

    [Fact]
    public Task Fails_on_a_diagnostic_elsewhere() => FailsAsync(Test<BadCallAnalyzer>("class C { void Bad() { [|Bad()|]; } }"), "Expected the place /0/Test0.cs(1,24)-(1,29), found /0/Test0.cs(1,24)-(1,27)");

    [Fact]
    public Task Fails_on_another_id() => FailsAsync(Test<TwoDescriptorsAnalyzer>("class C { void Bad() { {|TEST0002:Bad|}(); } }"), "Expected the id 'TEST0002', found 'TEST0001'");

    [Fact]
    public Task Fails_when_the_source_does_not_compile() => FailsAsync(Test<BadCallAnalyzer>("class C { Absent M() => null; }"), "CS0246");

    [Fact]
    public Task Passes_when_a_compiler_error_is_marked() => PassesAsync(Test<BadCallAnalyzer>("class C { {|CS0246:Absent|} M() => null!; }"));

    [Fact]
    public Task Fails_on_an_error_that_only_emitting_finds() => FailsAsync(Test<BadCallAnalyzer>(ErrorOnlyInEmit("Two(new int[1].AsSpan(), await Task.FromResult(1))")), "CS4007");

    [Fact]
    public Task Passes_when_an_error_of_emitting_is_marked()
    {
        // Later compilers point at the value that cannot be kept, earlier ones at the await.
        var marked = Requires.LatestCSharp >= 13
            ? "Two({|CS4007:new int[1].AsSpan()|}, await Task.FromResult(1))"
            : "Two(new int[1].AsSpan(), {|CS4007:await Task.FromResult(1)|})";
        return PassesAsync(Test<BadCallAnalyzer>(ErrorOnlyInEmit(marked)));
    }

    [Fact]
    public async Task Looks_at_warnings_of_the_compiler_only_when_told()
    {
        const string UnusedField = "class C { private int unused; }";

        await PassesAsync(Test<BadCallAnalyzer>(UnusedField));
        var test = Test<BadCallAnalyzer>(UnusedField);
        test.CompilerDiagnostics = CompilerDiagnostics.Warnings;
        await FailsAsync(test, "CS0169");
    }

    [Fact]
    public Task Fails_when_the_analyzer_throws() => FailsAsync(Test<ThrowingAnalyzer>(Unmarked), "AD0001", "I cannot bear it");

    [Fact]
    public Task Fails_when_the_analyzer_throws_although_the_diagnostic_is_expected() => FailsAsync(Test<ThrowingAnalyzer>(Marked), "AD0001");

    [Fact]
    public async Task Switches_rules_on_that_are_off_by_default()
    {
        await PassesAsync(Test<OffByDefaultAnalyzer>(Marked));

        var configured = Test<OffByDefaultAnalyzer>(Unmarked);
        configured.TestState.AnalyzerConfigFiles.Add(("/.editorconfig", "root = true\n[*.cs]\ndotnet_diagnostic.TEST0001.severity = none\n"));
        await PassesAsync(configured);

        var disabled = Test<OffByDefaultAnalyzer>(Unmarked);
        disabled.DisabledDiagnostics.Add(BadCallAnalyzer.Id);
        await PassesAsync(disabled);
    }

    [Fact]
    public Task Fails_when_generated_code_is_reported() => FailsAsync(Test<ReportsInGeneratedCodeAnalyzer>(Marked), "as generated code", "Expected 0 diagnostics, found 1");

    [Fact]
    public Task Leaves_the_check_of_generated_code_out_when_told()
    {
        var test = Test<ReportsInGeneratedCodeAnalyzer>(Marked);
        test.TestBehaviors = TestBehaviors.SkipGeneratedCodeCheck;
        return PassesAsync(test);
    }

    [Fact]
    public Task Fails_when_a_pragma_does_not_help()
    {
        var test = Test<DeafToPragmasAnalyzer>(Marked);
        test.TestBehaviors = TestBehaviors.SkipGeneratedCodeCheck;
        return FailsAsync(test, "below a #pragma", "Expected 0 diagnostics, found 1");
    }

    [Fact]
    public Task Leaves_the_check_of_the_pragma_out_when_told()
    {
        var test = Test<DeafToPragmasAnalyzer>(Marked);
        test.TestBehaviors = TestBehaviors.SkipGeneratedCodeCheck | TestBehaviors.SkipSuppressionCheck;
        return PassesAsync(test);
    }

    [Fact]
    public Task Expects_what_cannot_be_configured_below_a_pragma() => PassesAsync(Test<NotConfigurableAnalyzer>(Marked));

    [Fact]
    public Task Fails_on_another_message() => FailsAsync(
        Test<BadCallAnalyzer>("class C { void Bad() { {|#0:Bad|}(); } }", Expect().WithLocation(0).WithArguments("Good")), "'Good' is bad", "'Bad' is bad");

    [Fact]
    public Task Fails_when_the_arguments_of_the_message_are_forgotten() =>
        FailsAsync(Test<BadCallAnalyzer>("class C { void Bad() { {|#0:Bad|}(); } }", Expect().WithLocation(0)), "'{0}' is bad");

    [Fact]
    public Task Passes_with_any_message_when_told() =>
        PassesAsync(Test<BadCallAnalyzer>("class C { void Bad() { {|#0:Bad|}(); } }", Expect().WithLocation(0).WithMessage(null)));

    [Fact]
    public Task Compares_no_severity_where_a_place_is_only_marked() => PassesAsync(Test<MereSuggestionAnalyzer>(Marked));

    [Fact]
    public async Task Compares_the_severity_of_an_explicit_expectation()
    {
        const string Source = "class C { void Bad() { {|#0:Bad|}(); } }";
        var expected = Expect().WithLocation(0).WithArguments("Bad");

        await FailsAsync(Test<MereSuggestionAnalyzer>(Source, expected), "Expected the severity 'Warning', found 'Info'");
        await PassesAsync(Test<MereSuggestionAnalyzer>(Source, expected.WithSeverity(DiagnosticSeverity.Info)));
        await PassesAsync(Test<MereSuggestionAnalyzer>(Source, expected.WithOptions(DiagnosticOptions.IgnoreSeverity)));
    }

    [Fact]
    public async Task Compares_the_additional_places_of_an_explicit_expectation()
    {
        const string Source = "class C { void Bad() { {|#1:{|#0:Bad|}()|}; } }";
        var expected = Expect().WithLocation(0).WithArguments("Bad");

        await FailsAsync(Test<TwoPlacesAnalyzer>(Source, expected), "Expected 0 additional places, found 1");
        await FailsAsync(Test<TwoPlacesAnalyzer>(Source, expected.WithLocation(0)), "Expected the additional place");
        await PassesAsync(Test<TwoPlacesAnalyzer>(Source, expected.WithLocation(1)));
        await PassesAsync(Test<TwoPlacesAnalyzer>(Marked));
    }

    [Fact]
    public async Task Names_no_default_when_several_ids_are_possible()
    {
        await FailsAsync(Test<TwoDescriptorsAnalyzer>(Marked), "exactly one");
        await FailsAsync(Test<OneIdTwiceAnalyzer>("class C { void Bad() { {|TEST0001:Bad|}(); } }"), "Several descriptors");

        var test = Test<TwoDescriptorsAnalyzer>(Marked);
        test.MarkupOptions = MarkupOptions.UseFirstDescriptor;
        await PassesAsync(test);
    }

    [Fact]
    public Task Fails_on_a_place_that_is_not_marked() => FailsAsync(Test<BadCallAnalyzer>(Unmarked, Expect().WithLocation(7)), "#7");

    [Fact]
    public Task Fails_on_a_key_that_is_used_twice() => FailsAsync(Test<BadCallAnalyzer>("class {|#0:C|} { } class {|#0:D|} { }"), "#0");

    [Fact]
    public async Task Looks_at_every_file_and_project()
    {
        var test = Test<BadCallAnalyzer>(Marked);
        test.TestState.Sources.Add("class D { void Bad() { [|Bad|](); } }");
        test.TestState.AdditionalProjects["Other"].Sources.Add("public class E { void Bad() { [|Bad|](); } }");
        test.TestState.AdditionalProjectReferences.Add("Other");
        test.TestState.Sources.Add("class F : E { }");
        await PassesAsync(test);

        var failing = Test<BadCallAnalyzer>(Marked);
        failing.TestState.AdditionalProjects["Other"].Sources.Add(Unmarked);
        await FailsAsync(failing, "/Other/Test0.cs");
    }

    [Fact]
    public async Task Reads_options_from_configuration_files()
    {
        var test = Test<BadCallAnalyzer>(Unmarked);
        test.TestState.AnalyzerConfigFiles.Add(("/.editorconfig", "root = true\n[*.cs]\ndotnet_diagnostic.TEST0001.severity = none\n"));
        await PassesAsync(test);
    }

    [Fact]
    public async Task Leaves_disabled_ids_out()
    {
        var test = Test<BadCallAnalyzer>(Unmarked);
        test.DisabledDiagnostics.Add(BadCallAnalyzer.Id);
        await PassesAsync(test);
    }

    [Fact]
    public async Task Applies_the_language_version()
    {
        var test = Test<BadCallAnalyzer>(Marked);
        test.LanguageVersion = LanguageVersion.CSharp7_3;
        await FailsAsync(test, "CS8630");
    }

    internal static string ErrorOnlyInEmit(string expression) => $$"""
        class C
        {
            async Task<int> M() => {{expression}};
            int Two(Span<int> first, int second) => second;
            Task<int> Bad() => Task.FromResult(0);
        }
        """;

    private static DiagnosticResult Expect() => new(BadCallAnalyzer.Rule);

    private static RuleVerifier<TAnalyzer, EmptyCodeFixProvider>.Test Test<TAnalyzer>(string source, params DiagnosticResult[] expected)
        where TAnalyzer : Microsoft.CodeAnalysis.Diagnostics.DiagnosticAnalyzer, new()
    {
        // All checks, whichever compiler it is.
        var test = new RuleVerifier<TAnalyzer, EmptyCodeFixProvider>.Test { TestCode = source, TestBehaviors = TestBehaviors.None };
        test.ExpectedDiagnostics.AddRange(expected);
        return test;
    }
}
