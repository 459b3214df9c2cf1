using PerfAnalyzers.CodeFixes.Rules.Asynchrony;
using PerfAnalyzers.CodeFixes.Rules.DataAccess;
using PerfAnalyzers.Rules.Asynchrony;
using PerfAnalyzers.Rules.DataAccess;
using PerfAnalyzers.Rules.Resilience;

namespace PerfAnalyzers.Tests.Analysis.RoundTrips;

using InLoop = RuleVerifier<QueryInLoopAnalyzer, QueryInLoopFix>;
using Repeated = RuleVerifier<RepeatedQueryAnalyzer, RepeatedQueryFix>;
using Saving = RuleVerifier<SaveInLoopAnalyzer, SaveInLoopFix>;
using Synchronous = RuleVerifier<SynchronousIoAnalyzer, SynchronousIoFix>;
using Token = RuleVerifier<TokenNotForwardedAnalyzer, EmptyCodeFixProvider>;

/// <summary>What the rules about round trips say of code that uses one library.</summary>
/// <param name="References">The packages that the code compiles against.</param>
/// <param name="Stubs">The libraries that stand in for packages.</param>
/// <param name="Write">Makes a file of statements.</param>
internal sealed record StoreVerifier(ReferenceAssemblies References, ImmutableArray<string> Stubs, Func<string, string> Write)
{
    /// <summary>A library that tests have no copy of, without any other.</summary>
    public static StoreVerifier OfStub(string library, Func<string, string> write) => new(Verification.References.Net100, [library], write);

    /// <summary>A round trip per element, as marked with 0, which no fix takes away.</summary>
    public async Task ReportsPerElementAsync(string statements, DiagnosticSeverity severity)
    {
        var test = new InLoop.Test { TestCode = Write(statements), FixedCode = Write(statements) };
        test.ExpectedDiagnostics.Add(InLoop.Diagnostic().WithLocation(0).WithSeverity(severity).WithOptions(DiagnosticOptions.IgnoreAdditionalLocations).WithMessage(null));
        await RunAsync(test);
    }

    public Task StaysSilentPerElementAsync(string statements) => RunAsync(new InLoop.Test { TestCode = Write(statements) });

    /// <summary>What is asked twice.</summary>
    public Task ReportsRepeatedAsync(string statements) => RunAsync(new Repeated.Test { TestCode = Write(statements), FixedCode = Write(statements) });

    /// <summary>Saves per element, which no fix moves.</summary>
    public Task ReportsSavesAsync(string statements) => RunAsync(new Saving.Test { TestCode = Write(statements), FixedCode = Write(statements) });

    public Task FixesSynchronousAsync(string before, string after) => RunAsync(new Synchronous.Test { TestCode = Write(before), FixedCode = Write(after) });

    public Task ReportsMissingTokenAsync(string statements) => RunAsync(new Token.Test { TestCode = Write(statements) });

    private async Task RunAsync<TAnalyzer, TFix>(RuleVerifier<TAnalyzer, TFix>.Test test)
        where TAnalyzer : Microsoft.CodeAnalysis.Diagnostics.DiagnosticAnalyzer, new()
        where TFix : Microsoft.CodeAnalysis.CodeFixes.CodeFixProvider, new()
    {
        test.ReferenceAssemblies = References;
        foreach (var stub in Stubs)
            test.TestState.AdditionalReferences.Add(await LibraryStubs.OneAsync(stub));

        await test.RunAsync(TestContext.Current.CancellationToken);
    }
}
