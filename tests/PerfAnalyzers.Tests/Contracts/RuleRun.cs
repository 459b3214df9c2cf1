using Microsoft.CodeAnalysis.CSharp;
using Microsoft.CodeAnalysis.Diagnostics;
using Microsoft.CodeAnalysis.Text;

namespace PerfAnalyzers.Tests.Contracts;

/// <summary>Runs rules over sources that need not compile, and holds them to never throwing.</summary>
internal static class RuleRun
{
    private static readonly CSharpCompilationOptions CompilationOptions =
        new(OutputKind.DynamicallyLinkedLibrary, allowUnsafe: true, nullableContextOptions: NullableContextOptions.Enable);

    /// <summary>Every rule that the package ships.</summary>
    public static ImmutableArray<DiagnosticAnalyzer> AllRules { get; } = [.. ShippedRule.All.Select(r => r.Analyzer)];

    /// <summary>Rules that are off until somebody wants them are held to the same.</summary>
    private static readonly ImmutableDictionary<string, ReportDiagnostic> SwitchedOn = AllRules
        .SelectMany(r => r.SupportedDiagnostics)
        .Where(d => !d.IsEnabledByDefault)
        .Select(d => d.Id)
        .Distinct()
        .ToImmutableDictionary(id => id, _ => ReportDiagnostic.Info);

    public static Task<ImmutableArray<MetadataReference>> ServerReferencesAsync() =>
        References.Documented.ResolveAsync(LanguageNames.CSharp, TestContext.Current.CancellationToken);

    /// <summary>A compilation of one file as it stands in a server project.</summary>
    public static async Task<CSharpCompilation> CompileAsync(string source) => Compile(await ServerReferencesAsync(), source);

    public static CSharpCompilation Compile(IEnumerable<MetadataReference> references, params IEnumerable<string> sources) =>
        Compile(references, sources.Select((text, i) => ($"/0/Test{i}.cs", text)));

    public static CSharpCompilation Compile(
        IEnumerable<MetadataReference> references,
        IEnumerable<(string Path, string Text)> sources,
        LanguageVersion version = LanguageVersion.Preview)
    {
        var options = new CSharpParseOptions(version);
        var trees = sources.Append((UsualUsings.File.filename, UsualUsings.File.content))
            .Select(s => CSharpSyntaxTree.ParseText(SourceText.From(s.Item2), options, s.Item1));
        return CSharpCompilation.Create("Contract", trees, references, CompilationOptions);
    }

    public static IEnumerable<Diagnostic> Errors(Compilation compilation) =>
        compilation.GetDiagnostics(TestContext.Current.CancellationToken).Where(d => d.Severity == DiagnosticSeverity.Error);

    public static Task<ImmutableArray<Diagnostic>> RunAsync(Compilation compilation) => RunAsync(compilation, AllRules);

    /// <summary>What the rules report, in the order of the sources. An exception in any of them fails the test.</summary>
    public static async Task<ImmutableArray<Diagnostic>> RunAsync(
        Compilation compilation,
        ImmutableArray<DiagnosticAnalyzer> rules,
        AnalyzerOptions? options = null,
        bool concurrent = true)
    {
        var failures = new List<string>();
        var switchedOn = compilation.WithOptions(compilation.Options.WithSpecificDiagnosticOptions(compilation.Options.SpecificDiagnosticOptions.SetItems(SwitchedOn)));
        var run = switchedOn.WithAnalyzers(rules, new CompilationWithAnalyzersOptions(
            options ?? new AnalyzerOptions([]),
            (exception, analyzer, _) =>
            {
                lock (failures)
                    failures.Add($"{analyzer.GetType().Name}: {exception}");
            },
            concurrentAnalysis: concurrent,
            logAnalyzerExecutionTime: false));
        var findings = await run.GetAnalyzerDiagnosticsAsync(TestContext.Current.CancellationToken);
        Assert.True(failures.Count == 0, string.Join("\n\n", failures.Take(2)));
        Assert.DoesNotContain(findings, f => f.Id == "AD0001");
        return [.. findings
            .OrderBy(f => f.Location.SourceTree?.FilePath, StringComparer.Ordinal)
            .ThenBy(f => f.Location.SourceSpan.Start)
            .ThenBy(f => f.Id, StringComparer.Ordinal)];
    }
}
