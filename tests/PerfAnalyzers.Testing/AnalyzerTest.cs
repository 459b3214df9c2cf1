using Microsoft.CodeAnalysis.Diagnostics;

namespace Microsoft.CodeAnalysis.Testing;

/// <summary>Runs analyzers over sources and compares what they report with what the test expects.</summary>
public abstract class AnalyzerTest<TVerifier>
    where TVerifier : IVerifier, new()
{
    private const string AnalyzerFailure = "AD0001";

    protected AnalyzerTest()
    {
        // The names must be known before a derived constructor runs, as in the library this stands in for.
#pragma warning disable CA2214
        TestState = new SolutionState(DefaultTestProjectName, Language, DefaultFilePathPrefix, DefaultFileExt);
#pragma warning restore CA2214
    }

    public abstract string Language { get; }

    /// <summary>Adds a source.</summary>
    public string TestCode
    {
        set => TestState.Sources.Add(value);
    }

    public SolutionState TestState { get; }

    public List<DiagnosticResult> ExpectedDiagnostics => TestState.ExpectedDiagnostics;

    public CompilerDiagnostics CompilerDiagnostics { get; set; } = CompilerDiagnostics.Errors;

    public MarkupOptions MarkupOptions { get; set; }

    public TestBehaviors TestBehaviors { get; set; }

    public List<string> DisabledDiagnostics { get; } = [];

    public ReferenceAssemblies ReferenceAssemblies { get; set; } = ReferenceAssemblies.Default;

    public List<Func<Solution, ProjectId, Solution>> SolutionTransforms { get; } = [];

    /// <summary>Called for every expected diagnostic that was found.</summary>
    public Action<Diagnostic, DiagnosticResult, IVerifier>? DiagnosticVerifier { get; set; }

    protected static TVerifier Verify { get; } = new();

    protected abstract string DefaultFileExt { get; }

    protected virtual string DefaultFilePathPrefix => "/0/Test";

    protected virtual string DefaultTestProjectName => "TestProject";

    protected virtual string DefaultFilePath => $"{DefaultFilePathPrefix}0.{DefaultFileExt}";

    public Task RunAsync(CancellationToken cancellationToken = default) => RunImplAsync(cancellationToken);

    protected abstract IEnumerable<DiagnosticAnalyzer> GetDiagnosticAnalyzers();

    protected abstract CompilationOptions CreateCompilationOptions();

    protected abstract ParseOptions CreateParseOptions();

    protected virtual async Task RunImplAsync(CancellationToken cancellationToken)
    {
        Verify.NotEmpty($"{nameof(TestState)}.{nameof(SolutionState.Sources)}", TestState.Sources);
        var state = MarkupReaderFor([]).Read(TestState.WithInheritedValues(earlier: null, fixableIds: []));
        await VerifyStateAsync(state, solution: null, Verify.PushContext("Diagnostics of test state"), cancellationToken).ConfigureAwait(false);
    }

    /// <summary>The descriptor meant by markup without an id.</summary>
    protected virtual DiagnosticDescriptor? GetDefaultDiagnostic(DiagnosticAnalyzer[] analyzers)
    {
        var first = analyzers.SelectMany(analyzer => analyzer.SupportedDiagnostics).ToArray();
        return first.Length == 1 || MarkupOptions.HasFlag(MarkupOptions.UseFirstDescriptor) ? first.FirstOrDefault() : null;
    }

    protected virtual CompilationWithAnalyzers CreateCompilationWithAnalyzers(
        Compilation compilation, ImmutableArray<DiagnosticAnalyzer> analyzers, AnalyzerOptions options, CancellationToken cancellationToken) =>
        compilation.WithAnalyzers(analyzers, new CompilationWithAnalyzersOptions(
            options, onAnalyzerException: null, concurrentAnalysis: true, logAnalyzerExecutionTime: false, reportSuppressedDiagnostics: true));

    protected virtual AnalyzerOptions GetAnalyzerOptions(Project project) => project.AnalyzerOptions;

    protected virtual bool IsCompilerDiagnosticIncluded(Diagnostic diagnostic, CompilerDiagnostics compilerDiagnostics) => compilerDiagnostics switch
    {
        CompilerDiagnostics.None => false,
        CompilerDiagnostics.Errors => diagnostic.Severity >= DiagnosticSeverity.Error,
        CompilerDiagnostics.Warnings => diagnostic.Severity >= DiagnosticSeverity.Warning,
        CompilerDiagnostics.Suggestions => diagnostic.Severity >= DiagnosticSeverity.Info,
        _ => true,
    };

    /// <summary>Whether diagnostics of the compiler below an error can matter to the test.</summary>
    private protected virtual bool WantsCompilerWarnings => CompilerDiagnostics > CompilerDiagnostics.Errors;

    private protected MarkupReader MarkupReaderFor(ImmutableArray<string> fixableIds)
    {
        var analyzers = GetDiagnosticAnalyzers().ToArray();
        return new MarkupReader(
            MarkupOptions, GetDefaultDiagnostic(analyzers), [.. analyzers.SelectMany(a => a.SupportedDiagnostics)], fixableIds, DefaultFilePath);
    }

    private protected async Task<Solution> CreateSolutionAsync(SolutionState state, CancellationToken cancellationToken)
    {
        var options = CreateCompilationOptions();
        var severities = options.SpecificDiagnosticOptions.SetItem(AnalyzerFailure, ReportDiagnostic.Error);
        foreach (var id in DisabledDiagnostics)
            severities = severities.SetItem(id, ReportDiagnostic.Suppress);

        var solution = await TestSolution.CreateAsync(
            state, ReferenceAssemblies, options.WithSpecificDiagnosticOptions(severities), CreateParseOptions(), cancellationToken).ConfigureAwait(false);
        foreach (var transform in SolutionTransforms)
        {
            foreach (var project in solution.ProjectIds)
                solution = transform(solution, project);
        }

        return solution;
    }

    /// <summary>Compiles and analyses a state, then once more as generated code and once more below a pragma.</summary>
    private protected async Task VerifyStateAsync(SolutionState state, Solution? solution, IVerifier verifier, CancellationToken cancellationToken)
    {
        solution ??= await CreateSolutionAsync(state, cancellationToken).ConfigureAwait(false);
        var found = await AnalyzeAsync(solution, cancellationToken).ConfigureAwait(false);
        await VerifyStateAsync(state, solution, found, verifier, cancellationToken).ConfigureAwait(false);
    }

    private protected async Task VerifyStateAsync(
        SolutionState state, Solution solution, ImmutableArray<Finding> found, IVerifier verifier, CancellationToken cancellationToken)
    {
        var compiler = await CompileAsync(solution, cancellationToken).ConfigureAwait(false);
        DiagnosticComparison.Verify(
            state.ExpectedDiagnostics, [.. found.Select(f => f.Diagnostic).Concat(compiler).OrderBy(d => d, DiagnosticOrder.Instance)], DiagnosticVerifier, verifier);

        var suppressible = new SuppressibleDiagnostics(GetDiagnosticAnalyzers(), state);
        if (suppressible.Ids.IsEmpty)
            return;

        if (!TestBehaviors.HasFlag(TestBehaviors.SkipGeneratedCodeCheck))
        {
            await VerifyWithFirstLineAsync(
                "// <auto-generated/>\n", state.ExpectedDiagnostics.Where(d => !suppressible.SilencedInGeneratedCode(d)), suppressible, solution,
                verifier.PushContext("The same source as generated code"), cancellationToken).ConfigureAwait(false);
        }

        if (!TestBehaviors.HasFlag(TestBehaviors.SkipSuppressionCheck))
        {
            await VerifyWithFirstLineAsync(
                $"#pragma warning disable {string.Join(", ", suppressible.Ids)}\n", state.ExpectedDiagnostics.Where(d => !suppressible.SilencedByPragma(d)), suppressible, solution,
                verifier.PushContext("The same source below a #pragma that disables the rule"), cancellationToken).ConfigureAwait(false);
        }
    }

    private protected async Task<ImmutableArray<Finding>> AnalyzeAsync(Solution solution, CancellationToken cancellationToken)
    {
        var analyzers = GetDiagnosticAnalyzers().ToImmutableArray();
        var found = new List<Finding>();
        if (analyzers.IsEmpty)
            return [];

        foreach (var project in solution.Projects)
        {
            var compilation = RulesSwitchedOn.In(
                (await project.GetCompilationAsync(cancellationToken).ConfigureAwait(false))!, analyzers.SelectMany(analyzer => analyzer.SupportedDiagnostics).Where(d => !DisabledDiagnostics.Contains(d.Id)));
            var run = CreateCompilationWithAnalyzers(compilation, analyzers, GetAnalyzerOptions(project), cancellationToken);
            var result = await run.GetAnalysisResultAsync(cancellationToken).ConfigureAwait(false);
            var nonLocal = result.CompilationDiagnostics.Values.SelectMany(d => d).ToHashSet();

            // A suppressor is an analyzer whose effect a test wants to see; a pragma or attribute is not.
            found.AddRange(result.GetAllDiagnostics()
                .Where(d => !d.IsSuppressed || analyzers.Any(a => a is DiagnosticSuppressor))
                .Distinct()
                .Select(d => new Finding(project.Id, d.Location.SourceTree is { } tree ? project.GetDocument(tree)?.Id : null, d, !nonLocal.Contains(d))));
        }

        return [.. found.OrderBy(f => f.Diagnostic, DiagnosticOrder.Instance)];
    }

    private async Task VerifyWithFirstLineAsync(
        string line, IEnumerable<DiagnosticResult> expected, SuppressibleDiagnostics analyzed, Solution solution, IVerifier verifier, CancellationToken cancellationToken)
    {
        foreach (var document in solution.Projects.SelectMany(project => project.Documents))
        {
            var text = await document.GetTextAsync(cancellationToken).ConfigureAwait(false);
            solution = solution.WithDocumentText(document.Id, text.WithChanges(new TextChange(default, line)));
        }

        var found = await AnalyzeAsync(solution, cancellationToken).ConfigureAwait(false);
        DiagnosticComparison.Verify(
            [.. expected.Where(analyzed.ComesFromAnalyzer).Select(d => d.WithLineOffset(1))], [.. found.Select(f => f.Diagnostic)], custom: null, verifier);
    }

    /// <summary>
    /// What the compiler says. The code is emitted, because some errors appear nowhere before: what lives across an
    /// await is only known when the state machine is made.
    /// </summary>
    private protected async Task<IEnumerable<Diagnostic>> CompileAsync(Solution solution, CancellationToken cancellationToken)
    {
        var found = new List<Diagnostic>();
        foreach (var project in solution.Projects)
        {
            var compilation = (await project.GetCompilationAsync(cancellationToken).ConfigureAwait(false))!;
            using var output = new MemoryStream();
            var emitted = compilation.Emit(output, cancellationToken: cancellationToken);
            found.AddRange(emitted.Diagnostics);
            if (!emitted.Success || WantsCompilerWarnings)
                found.AddRange(compilation.GetDiagnostics(cancellationToken));
        }

        return found.Where(d => !d.IsSuppressed && IsCompilerDiagnosticIncluded(d, CompilerDiagnostics)).Distinct();
    }
}
