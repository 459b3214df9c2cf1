using Microsoft.CodeAnalysis.CodeActions;
using Microsoft.CodeAnalysis.CodeFixes;
using Microsoft.CodeAnalysis.CSharp;
using PerfAnalyzers.Tests.Analysis.Calls;
using PerfAnalyzers.Tests.Contracts;

namespace PerfAnalyzers.Tests.Rewriting;

/// <summary>Tokens are brought through chains of calls over two projects: what is fixed is emitted, and nothing that had a fix is left behind.</summary>
public sealed class TokenChainTests
{
    public static TheoryData<string> Names => [.. TokenChain.All.Select(c => c.Name)];

    [Fact]
    public void There_are_chains_of_every_length() => Assert.Equal([1, 2, 3, 4], TokenChain.All.Select(c => c.Layers.Length).Distinct().Order());

    [Theory]
    [MemberData(nameof(Names))]
    public async Task Fixes_the_chain_one_by_one_and_all_at_once(string name)
    {
        var chain = TokenChain.All.Single(c => c.Name == name);
        var rule = ShippedRule.WithId(chain.Rule);
        var solution = await OpenAsync([chain]);
        Expect.None(await ErrorsAsync(solution));

        var offered = await OffersAsync(rule, solution);
        Assert.Single(offered);
        foreach (var (_, _, action) in offered)
            Expect.None(await ErrorsAsync(await ApplyAsync(action)));

        await ExpectFixAllAsync(rule, solution, offered);
    }

    [Theory]
    [InlineData("PERF3002", false)]
    [InlineData("PERF3003", false)]
    [InlineData("PERF3002", true)]
    [InlineData("PERF3003", true)]
    public async Task Fixes_all_chains_of_a_solution_in_one_pass(string id, bool hasOtherReferences)
    {
        var chains = TokenChain.All.Where(c => c.Rule == id).ToImmutableArray();
        var rule = ShippedRule.WithId(id);
        var solution = await OpenAsync(chains, hasOtherReferences ? [ProjectViewsTests.Library(1, await RuleRun.ServerReferencesAsync())] : []);
        var offered = await OffersAsync(rule, solution);
        Expect.None(chains.Where((_, i) => offered.All(o => o.Document.Name != SpaceOf(i) + ".cs")).Select(c => c.Name));
        Assert.Equal(chains.Length, offered.Count);
        await ExpectFixAllAsync(rule, solution, offered);
    }

    private static async Task ExpectFixAllAsync(ShippedRule rule, Solution solution, List<(Document Document, Diagnostic Finding, CodeAction Action)> offered)
    {
        CodeFixProvider provider = rule.Fix!;
        var context = new FixAllContext(
            offered[0].Document, provider, FixAllScope.Solution, offered[0].Action.EquivalenceKey!, [rule.Id], new Known(offered), TestContext.Current.CancellationToken);
        var action = await provider.GetFixAllProvider()!.GetFixAsync(context);
        var after = await ApplyAsync(action!);
        Expect.None(await ErrorsAsync(after));
        Expect.None((await OffersAsync(rule, after)).Select(o => o.Finding.ToString()));
    }

    private static async Task<List<(Document Document, Diagnostic Finding, CodeAction Action)>> OffersAsync(ShippedRule rule, Solution solution)
    {
        var offers = new List<(Document, Diagnostic, CodeAction)>();
        foreach (var project in solution.Projects)
        {
            var compilation = await project.GetCompilationAsync(TestContext.Current.CancellationToken);
            foreach (var finding in (await RuleRun.RunAsync(compilation!, [rule.Analyzer])).Where(f => f.Id == rule.Id))
            {
                var document = solution.GetDocument(finding.Location.SourceTree)!;
                var actions = new List<CodeAction>();
                await rule.Fix!.RegisterCodeFixesAsync(new CodeFixContext(document, finding, (a, _) => actions.Add(a), TestContext.Current.CancellationToken));
                if (actions.Count > 0)
                    offers.Add((document, finding, actions[0]));
            }
        }

        return offers;
    }

    private static async Task<Solution> ApplyAsync(CodeAction action)
    {
        var operations = await action.GetOperationsAsync(TestContext.Current.CancellationToken);
        return operations.OfType<ApplyChangesOperation>().Single().ChangedSolution;
    }

    private static async Task<IEnumerable<string>> ErrorsAsync(Solution solution)
    {
        var errors = new List<string>();
        foreach (var project in solution.Projects)
        {
            using var file = new MemoryStream();
            var compilation = await project.GetCompilationAsync(TestContext.Current.CancellationToken);
            var result = compilation!.Emit(file, cancellationToken: TestContext.Current.CancellationToken);
            errors.AddRange(result.Diagnostics.Where(d => d.Severity == DiagnosticSeverity.Error).Select(d => $"{d}\n{d.Location.SourceTree}"));
        }

        return errors;
    }

    private static async Task<Solution> OpenAsync(IReadOnlyList<TokenChain> chains, params ImmutableArray<MetadataReference> lowerOnly)
    {
        var references = await RuleRun.ServerReferencesAsync();
        var workspace = new AdhocWorkspace();
        var lower = workspace.AddProject(Info("Lower", [.. references, .. lowerOnly]));
        var upper = workspace.AddProject(Info("Upper", references).WithProjectReferences([new ProjectReference(lower.Id)]));
        var solution = workspace.CurrentSolution.AddDocument(DocumentId.CreateNewId(lower.Id), "Shared.cs", TokenChain.Shared, filePath: "/lower/Shared.cs");
        for (var i = 0; i < chains.Count; i++)
        {
            var space = SpaceOf(i);
            var (below, above) = chains[i].Sources(space);
            solution = solution.AddDocument(DocumentId.CreateNewId(lower.Id), space + ".cs", below, filePath: $"/lower/{space}.cs");
            solution = solution.AddDocument(DocumentId.CreateNewId(upper.Id), space + ".cs", above, filePath: $"/upper/{space}.cs");
        }

        return solution;
    }

    private static string SpaceOf(int i) => string.Create(System.Globalization.CultureInfo.InvariantCulture, $"C{i}");

    private static ProjectInfo Info(string name, IEnumerable<MetadataReference> references) => ProjectInfo.Create(
        ProjectId.CreateNewId(),
        VersionStamp.Default,
        name,
        name,
        LanguageNames.CSharp,
        compilationOptions: new CSharpCompilationOptions(OutputKind.DynamicallyLinkedLibrary),
        parseOptions: new CSharpParseOptions(LanguageVersion.CSharp11),
        metadataReferences: references);

    private sealed class Known(List<(Document Document, Diagnostic Finding, CodeAction Action)> offered) : FixAllContext.DiagnosticProvider
    {
        public override Task<IEnumerable<Diagnostic>> GetAllDiagnosticsAsync(Project project, CancellationToken cancellationToken) =>
            Task.FromResult(offered.Where(o => o.Document.Project.Id == project.Id).Select(o => o.Finding));

        public override Task<IEnumerable<Diagnostic>> GetDocumentDiagnosticsAsync(Document document, CancellationToken cancellationToken) =>
            Task.FromResult(offered.Where(o => o.Document.Id == document.Id).Select(o => o.Finding));

        public override Task<IEnumerable<Diagnostic>> GetProjectDiagnosticsAsync(Project project, CancellationToken cancellationToken) =>
            Task.FromResult(Enumerable.Empty<Diagnostic>());
    }
}
