using Microsoft.CodeAnalysis.CodeFixes;
using Microsoft.CodeAnalysis.CSharp;
using Microsoft.CodeAnalysis.CSharp.Testing;
using Microsoft.CodeAnalysis.Diagnostics;

namespace PerfAnalyzers.Tests.Verification;

/// <summary>
/// What a rule test says about one analyzer and its fix. It decides language version, nullability, references and
/// usings, so that a test shows only the code it is about.
/// </summary>
internal static class RuleVerifier<TAnalyzer, TFix>
    where TAnalyzer : DiagnosticAnalyzer, new()
    where TFix : CodeFixProvider, new()
{
    /// <summary>The diagnostic of an analyzer that reports one id only.</summary>
    public static DiagnosticResult Diagnostic() => CSharpCodeFixVerifier<TAnalyzer, TFix, DefaultVerifier>.Diagnostic();

    public static DiagnosticResult Diagnostic(string id) => CSharpCodeFixVerifier<TAnalyzer, TFix, DefaultVerifier>.Diagnostic(id);

    /// <summary>Expects exactly the marked diagnostics, and those given.</summary>
    public static Task ReportsAsync(string markedSource, params DiagnosticResult[] expected)
    {
        var test = new Test { TestCode = markedSource };
        test.ExpectedDiagnostics.AddRange(expected);
        return test.RunAsync(TestContext.Current.CancellationToken);
    }

    public static Task SilentAsync(string source) => ReportsAsync(source);

    /// <summary>Fixes everything marked, one by one and all at once.</summary>
    /// <param name="markedSource">The source before.</param>
    /// <param name="fixedSource">The whole source after; diagnostics that remain are marked.</param>
    /// <param name="key">The equivalence key of the action; without it the first action that is offered.</param>
    public static Task FixAsync(string markedSource, string fixedSource, string? key = null) =>
        Fixing(markedSource, fixedSource, key).RunAsync(TestContext.Current.CancellationToken);

    /// <summary>As <see cref="FixAsync"/>, for an action that fix-all leaves out because it may change behaviour.</summary>
    public static Task FixSinglyAsync(string markedSource, string fixedSource, string key)
    {
        var test = Fixing(markedSource, fixedSource, key);
        test.CodeFixTestBehaviors = CodeFixTestBehaviors.SkipFixAllCheck;
        return test.RunAsync(TestContext.Current.CancellationToken);
    }

    /// <summary>Expects the marked diagnostics, and no action for any of them.</summary>
    public static Task NoFixAsync(string markedSource) =>
        new Test { TestCode = markedSource, FixedCode = markedSource }.RunAsync(TestContext.Current.CancellationToken);

    /// <summary>The same for a diagnostic whose severity is not that of the rule.</summary>
    public static Task NoFixAsync(string markedSource, DiagnosticResult expected)
    {
        var test = new Test { TestCode = markedSource, FixedCode = markedSource };
        test.TestState.ExpectedDiagnostics.Add(expected);
        test.FixedState.ExpectedDiagnostics.Add(expected);
        return test.RunAsync(TestContext.Current.CancellationToken);
    }

    private static Test Fixing(string markedSource, string fixedSource, string? key)
    {
        var test = new Test { TestCode = markedSource, FixedCode = fixedSource, CodeActionEquivalenceKey = key };
        test.FixedState.MarkupHandling = MarkupMode.Allow;
        return test;
    }

    /// <summary>A test with everything adjustable: options, references, several files or projects.</summary>
    public sealed class Test : CSharpCodeFixTest<TAnalyzer, TFix, DefaultVerifier>
    {
        public Test()
        {
            ReferenceAssemblies = References.Default;

            // Once is enough: that generated and suppressed code is left alone is not up to the compiler.
            if (!Requires.IsNewest)
                TestBehaviors = TestBehaviors.SkipGeneratedCodeCheck | TestBehaviors.SkipSuppressionCheck;
        }

        public LanguageVersion LanguageVersion { get; set; } = LanguageVersion.Latest;

        public NullableContextOptions Nullable { get; set; } = NullableContextOptions.Enable;

        /// <summary>Whether the usual namespaces are imported by a file of their own.</summary>
        public bool GlobalUsings { get; set; } = true;

        protected override ParseOptions CreateParseOptions() => ((CSharpParseOptions)base.CreateParseOptions()).WithLanguageVersion(LanguageVersion);

        protected override CompilationOptions CreateCompilationOptions() =>
            ((CSharpCompilationOptions)base.CreateCompilationOptions()).WithAllowUnsafe(true).WithNullableContextOptions(Nullable).WithSpecificDiagnosticOptions(UsualOptions.Silenced);

        protected override Task RunImplAsync(CancellationToken cancellationToken)
        {
            if (GlobalUsings && LanguageVersion.MapSpecifiedToEffectiveVersion() >= LanguageVersion.CSharp10)
            {
                foreach (var state in new[] { TestState, FixedState, BatchFixedState })
                {
                    if (state == TestState || state.Sources.Count > 0)
                        state.Sources.Add(UsualUsings.File);

                    foreach (var project in state.AdditionalProjects.Values)
                        project.Sources.Add(UsualUsings.File);
                }
            }

            return base.RunImplAsync(cancellationToken);
        }
    }
}

/// <summary>The same for a rule that has no fix.</summary>
internal static class RuleVerifier<TAnalyzer>
    where TAnalyzer : DiagnosticAnalyzer, new()
{
    /// <inheritdoc cref="RuleVerifier{TAnalyzer, TFix}.Diagnostic()"/>
    public static DiagnosticResult Diagnostic() => RuleVerifier<TAnalyzer, EmptyCodeFixProvider>.Diagnostic();

    public static DiagnosticResult Diagnostic(string id) => RuleVerifier<TAnalyzer, EmptyCodeFixProvider>.Diagnostic(id);

    /// <inheritdoc cref="RuleVerifier{TAnalyzer, TFix}.ReportsAsync"/>
    public static Task ReportsAsync(string markedSource, params DiagnosticResult[] expected) =>
        RuleVerifier<TAnalyzer, EmptyCodeFixProvider>.ReportsAsync(markedSource, expected);

    public static Task SilentAsync(string source) => RuleVerifier<TAnalyzer, EmptyCodeFixProvider>.SilentAsync(source);
}
