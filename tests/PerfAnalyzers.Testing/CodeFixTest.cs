using Microsoft.CodeAnalysis.CodeFixes;

namespace Microsoft.CodeAnalysis.Testing;

/// <summary>
/// An analyzer test that also applies fixes: one finding after another, and all at once in the document, the project
/// and the solution.
/// </summary>
public abstract class CodeFixTest<TVerifier> : CodeActionTest<TVerifier>
    where TVerifier : IVerifier, new()
{
    protected CodeFixTest()
    {
#pragma warning disable CA2214 // As in the base class.
        FixedState = new SolutionState(DefaultTestProjectName, Language, DefaultFilePathPrefix, DefaultFileExt);
        BatchFixedState = new SolutionState(DefaultTestProjectName, Language, DefaultFilePathPrefix, DefaultFileExt);
#pragma warning restore CA2214
    }

    /// <summary>Adds a source as it is after all fixes; the same text as the test code means that nothing is fixed.</summary>
    public string FixedCode
    {
        set => FixedState.Sources.Add(value);
    }

    public SolutionState FixedState { get; }

    /// <summary>Adds a source as it is after a fix-all, where that differs from <see cref="FixedCode"/>.</summary>
    public string BatchFixedCode
    {
        set => BatchFixedState.Sources.Add(value);
    }

    public SolutionState BatchFixedState { get; }

    /// <summary>How many actions are applied one by one; negative for an upper limit. Null: at most one for each fixable diagnostic.</summary>
    public int? NumberOfIncrementalIterations { get; set; }

    public int? NumberOfFixAllIterations { get; set; }

    public int? NumberOfFixAllInDocumentIterations { get; set; }

    public int? NumberOfFixAllInProjectIterations { get; set; }

    public CodeFixTestBehaviors CodeFixTestBehaviors { get; set; }

    private protected override bool WantsCompilerWarnings =>
        base.WantsCompilerWarnings || FixableIds.Except(GetDiagnosticAnalyzers().SelectMany(a => a.SupportedDiagnostics).Select(d => d.Id)).Any();

    private ImmutableArray<string> FixableIds => [.. GetCodeFixProviders().SelectMany(provider => provider.FixableDiagnosticIds)];

    protected abstract IEnumerable<CodeFixProvider> GetCodeFixProviders();

    protected virtual Diagnostic? TrySelectDiagnosticToFix(ImmutableArray<Diagnostic> fixableDiagnostics) => fixableDiagnostics.FirstOrDefault();

    protected override bool IsCompilerDiagnosticIncluded(Diagnostic diagnostic, CompilerDiagnostics compilerDiagnostics) =>
        base.IsCompilerDiagnosticIncluded(diagnostic, compilerDiagnostics) || FixableIds.Contains(diagnostic.Id);

    protected override async Task RunImplAsync(CancellationToken cancellationToken)
    {
        Verify.NotEmpty($"{nameof(TestState)}.{nameof(SolutionState.Sources)}", TestState.Sources);
        var reader = MarkupReaderFor(FixableIds);
        var rawTest = TestState.WithInheritedValues(earlier: null, FixableIds);
        var rawFixed = FixedState.WithInheritedValues(rawTest, FixableIds);
        var test = reader.Read(rawTest);
        var solution = await CreateSolutionAsync(test, cancellationToken).ConfigureAwait(false);
        var cache = new AnalysisCache(FindAsync);

        var (_, findings) = await cache.AnalyzeAsync(solution, cancellationToken).ConfigureAwait(false);
        await VerifyStateAsync(test, solution, OfAnalyzers(findings), Verify.PushContext("Diagnostics of test state"), cancellationToken).ConfigureAwait(false);
        if (!FixedState.StatesAnything && !BatchFixedState.StatesAnything)
            return;

        var expected = reader.Read(rawFixed);
        var batchExpected = reader.Read(BatchFixedState.WithInheritedValues(rawFixed, FixableIds));
        await RunFixesAsync(test, solution, expected, batchExpected, cache, cancellationToken).ConfigureAwait(false);
    }

    private async Task RunFixesAsync(
        SolutionState test, Solution solution, SolutionState expected, SolutionState batchExpected, AnalysisCache cache, CancellationToken cancellationToken)
    {
        var fixable = test.ExpectedDiagnostics.Where(d => FixableIds.Contains(d.Id)).ToList();
        var tolerated = test.ExpectedDiagnostics.Concat(expected.ExpectedDiagnostics).Select(d => d.Id).ToHashSet();
        var fixer = new FixRunner(
            [.. GetCodeFixProviders()],
            cache,
            CodeFixTestBehaviors,
            TrySelectDiagnosticToFix,
            ChooseAction,
            ApplyActionAsync,
            async (state, token) => (await CompileAsync(state, token).ConfigureAwait(false)).Where(d => d.Severity == DiagnosticSeverity.Error && !tolerated.Contains(d.Id)));

        var changes = !test.EditableFilesEqual(expected);
        var one = await fixer.FixEachAsync(
            solution, IterationLimit.From(NumberOfIncrementalIterations, changes ? fixable.Count : 0), Verify.PushContext("Fixing one by one"), cancellationToken).ConfigureAwait(false);
        await FixOutcome.VerifyAsync(one, expected, Verify.PushContext("Fixing one by one"), cancellationToken).ConfigureAwait(false);

        FixOutcome? batch = null;
        if (!CodeFixTestBehaviors.HasFlag(CodeFixTestBehaviors.SkipFixAllCheck) && GetCodeFixProviders().Any(provider => provider.GetFixAllProvider() is not null))
            batch = await RunFixAllsAsync(fixer, fixable, test, solution, batchExpected, cancellationToken).ConfigureAwait(false);

        await VerifyOutcomeAsync(one, test, expected, cache, "Diagnostics of fixed state", cancellationToken).ConfigureAwait(false);
        if (BatchFixedState.StatesAnything && !CodeFixTestBehaviors.HasFlag(CodeFixTestBehaviors.SkipFixAllCheck))
            await VerifyOutcomeAsync(batch, test, batchExpected, cache, "Diagnostics of batch fixed state", cancellationToken).ConfigureAwait(false);
    }

    private async Task<FixOutcome?> RunFixAllsAsync(
        FixRunner fixer, List<DiagnosticResult> fixable, SolutionState test, Solution solution, SolutionState expected, CancellationToken cancellationToken)
    {
        var changes = !test.EditableFilesEqual(expected);
        var changedProjects = test.Projects.Count(p => expected.Projects.FirstOrDefault(e => e.Name == p.Name) is not { } after || !p.EditableFilesEqual(after));
        var documents = fixable.Select(d => d.Spans.FirstOrDefault().Span.Path).Distinct().Count();
        FixOutcome? last = null;
        foreach (var (scope, skip, number, atMost) in new[]
        {
            (FixAllScope.Document, CodeFixTestBehaviors.SkipFixAllInDocumentCheck, NumberOfFixAllInDocumentIterations ?? NumberOfFixAllIterations, documents),
            (FixAllScope.Project, CodeFixTestBehaviors.SkipFixAllInProjectCheck, NumberOfFixAllInProjectIterations ?? NumberOfFixAllIterations, changedProjects),
            (FixAllScope.Solution, CodeFixTestBehaviors.SkipFixAllInSolutionCheck, NumberOfFixAllIterations, 1),
        })
        {
            if (CodeFixTestBehaviors.HasFlag(skip))
                continue;

            var verifier = Verify.PushContext($"Fixing all in the {scope.ToString().ToLowerInvariant()}");
            last = await fixer.FixAllAsync(scope, solution, IterationLimit.From(number, changes ? atMost : 0), verifier, cancellationToken).ConfigureAwait(false);
            await FixOutcome.VerifyAsync(last, expected, verifier, cancellationToken).ConfigureAwait(false);
        }

        return last;
    }

    /// <summary>Once the files are known to be as expected, the solution that holds them need not be made again, unless the test changes more than files.</summary>
    private async Task VerifyOutcomeAsync(
        FixOutcome? outcome, SolutionState test, SolutionState expected, AnalysisCache cache, string context, CancellationToken cancellationToken)
    {
        var verifier = Verify.PushContext(context);
        if (outcome is null || !expected.CompilesLike(test))
        {
            await VerifyStateAsync(expected, solution: null, verifier, cancellationToken).ConfigureAwait(false);
            return;
        }

        var (solution, findings) = await cache.AnalyzeAsync(outcome.Solution, cancellationToken).ConfigureAwait(false);
        await VerifyStateAsync(expected, solution, OfAnalyzers(findings), verifier, cancellationToken).ConfigureAwait(false);
    }

    /// <summary>What the analyzers report, and what the compiler reports under an id that a fix claims.</summary>
    private async Task<ImmutableArray<Finding>> FindAsync(Solution solution, CancellationToken cancellationToken)
    {
        var findings = await AnalyzeAsync(solution, cancellationToken).ConfigureAwait(false);
        if (!WantsCompilerWarnings)
            return findings;

        var compiler = new List<Finding>();
        foreach (var project in solution.Projects)
        {
            var compilation = (await project.GetCompilationAsync(cancellationToken).ConfigureAwait(false))!;
            compiler.AddRange(compilation.GetDiagnostics(cancellationToken)
                .Where(d => !d.IsSuppressed && FixableIds.Contains(d.Id))
                .Select(d => new Finding(project.Id, project.GetDocument(d.Location.SourceTree)?.Id, d, IsLocal: true)));
        }

        return [.. findings.Concat(compiler).OrderBy(f => f.Diagnostic, DiagnosticOrder.Instance)];
    }

    private ImmutableArray<Finding> OfAnalyzers(ImmutableArray<Finding> findings)
    {
        var compilerIds = FixableIds.Except(GetDiagnosticAnalyzers().SelectMany(a => a.SupportedDiagnostics).Select(d => d.Id)).ToHashSet();
        return [.. findings.Where(f => !compilerIds.Contains(f.Diagnostic.Id))];
    }
}
