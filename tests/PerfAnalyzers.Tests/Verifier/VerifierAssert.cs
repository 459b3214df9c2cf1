using Microsoft.CodeAnalysis.CodeFixes;
using Microsoft.CodeAnalysis.Diagnostics;

namespace PerfAnalyzers.Tests.Verifier;

/// <summary>Runs a test of a throw-away rule that is meant to pass, or to fail and to say why.</summary>
internal static class VerifierAssert
{
    public static Task PassesAsync<TAnalyzer, TFix>(RuleVerifier<TAnalyzer, TFix>.Test test)
        where TAnalyzer : DiagnosticAnalyzer, new()
        where TFix : CodeFixProvider, new()
    {
        test.ReferenceAssemblies = References.Net80;
        return test.RunAsync(TestContext.Current.CancellationToken);
    }

    public static async Task FailsAsync<TAnalyzer, TFix>(RuleVerifier<TAnalyzer, TFix>.Test test, params string[] said)
        where TAnalyzer : DiagnosticAnalyzer, new()
        where TFix : CodeFixProvider, new()
    {
        var failure = await Assert.ThrowsAsync<InvalidOperationException>(() => PassesAsync(test));
        Assert.All(said, part => Assert.Contains(part, failure.Message, StringComparison.Ordinal));
    }
}
