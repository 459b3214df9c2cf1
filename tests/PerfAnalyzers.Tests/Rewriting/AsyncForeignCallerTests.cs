using Microsoft.CodeAnalysis.CodeActions;
using Microsoft.CodeAnalysis.CodeFixes;
using Microsoft.CodeAnalysis.CSharp;
using Microsoft.CodeAnalysis.Diagnostics;
using Microsoft.CodeAnalysis.VisualBasic;
using PerfAnalyzers.CodeFixes.Rules.Asynchrony;

namespace PerfAnalyzers.Tests.Rewriting;

/// <summary>Callers that the fix cannot write: in another language, or in a file that belongs to several projects.</summary>
public sealed class AsyncForeignCallerTests
{
    private const string Before = """
        using System.Threading.Tasks;
        public class Stock
        {
            public int Count() => Task.Run(() => 1).Result;
            public int Twice() => Count() * 2;
        }
        """;

    private const string After = """
        using System.Threading.Tasks;
        public class Stock
        {
            public int Count() => Task.Run(() => 1).Result;
            public async Task<int> CountAsync() => await Task.Run(() => 1);
            public async Task<int> TwiceAsync() => await CountAsync() * 2;
        }
        """;

    private const string CallsCount = """
        Public Class Page
            Public Function Show(stock As Stock) As Integer
                Return stock.Count()
            End Function
        End Class
        """;

    private const string CallsBoth = """
        Public Class Page
            Public Function Show(stock As Stock) As Integer
                Return stock.Count() + stock.Twice()
            End Function
        End Class
        """;

    private const string Linked = """
        public class Page
        {
            public int Show(Stock stock) => stock.Count();
        }
        """;

    [Fact]
    public async Task Fixes_by_a_twin_what_Visual_Basic_calls()
    {
        using var workspace = new AdhocWorkspace();
        var solution = await WithVisualBasicAsync(workspace, CallsCount);
        await ExpectTwinAsync(await FixAsync(solution));
    }

    [Fact]
    public async Task OffersNoFix_when_only_Visual_Basic_calls()
    {
        using var workspace = new AdhocWorkspace();
        Assert.Null(await FixAsync(await WithVisualBasicAsync(workspace, CallsBoth)));
    }

    [Fact]
    public async Task Fixes_by_a_twin_what_a_linked_file_calls()
    {
        using var workspace = new AdhocWorkspace();
        var solution = await StockAsync(workspace);
        var stock = solution.ProjectIds.Single();
        var tool = ProjectId.CreateNewId();
        solution = solution
            .AddProject(ProjectInfo.Create(tool, VersionStamp.Default, "Tool", "Tool", LanguageNames.CSharp, compilationOptions: new CSharpCompilationOptions(OutputKind.DynamicallyLinkedLibrary), metadataReferences: solution.Projects.Single().MetadataReferences, projectReferences: [new ProjectReference(stock)]))
            .AddDocument(DocumentId.CreateNewId(stock), "Page.cs", Linked, filePath: "/Page.cs")
            .AddDocument(DocumentId.CreateNewId(tool), "Page.cs", Linked, filePath: "/Page.cs");
        var changed = await FixAsync(solution);
        await ExpectTwinAsync(changed);
        foreach (var page in changed!.Projects.SelectMany(p => p.Documents).Where(d => d.Name == "Page.cs"))
            Assert.Equal(Linked, (await page.GetTextAsync(TestContext.Current.CancellationToken)).ToString());
    }

    private static async Task ExpectTwinAsync(Solution? solution)
    {
        Assert.NotNull(solution);
        Assert.Equal(After, (await solution.Projects.SelectMany(p => p.Documents).Single(d => d.Name == "Stock.cs").GetTextAsync(TestContext.Current.CancellationToken)).ToString());
        foreach (var project in solution.Projects)
        {
            var compilation = (await project.GetCompilationAsync(TestContext.Current.CancellationToken))!;
            Assert.DoesNotContain(compilation.GetDiagnostics(TestContext.Current.CancellationToken), d => d.Severity == DiagnosticSeverity.Error);
        }
    }

    private static async Task<Solution> StockAsync(AdhocWorkspace workspace)
    {
        var references = await References.Net80.ResolveAsync(LanguageNames.CSharp, TestContext.Current.CancellationToken);
        var stock = ProjectId.CreateNewId();
        return workspace.CurrentSolution
            .AddProject(ProjectInfo.Create(stock, VersionStamp.Default, "Stock", "Stock", LanguageNames.CSharp, compilationOptions: new CSharpCompilationOptions(OutputKind.DynamicallyLinkedLibrary), metadataReferences: references))
            .AddDocument(DocumentId.CreateNewId(stock), "Stock.cs", Before);
    }

    private static async Task<Solution> WithVisualBasicAsync(AdhocWorkspace workspace, string visualBasic)
    {
        var solution = await StockAsync(workspace);
        var page = ProjectId.CreateNewId();
        return solution
            .AddProject(ProjectInfo.Create(page, VersionStamp.Default, "Page", "Page", LanguageNames.VisualBasic, compilationOptions: new VisualBasicCompilationOptions(OutputKind.DynamicallyLinkedLibrary), metadataReferences: solution.Projects.Single().MetadataReferences, projectReferences: [new ProjectReference(solution.ProjectIds.Single())]))
            .AddDocument(DocumentId.CreateNewId(page), "Page.vb", visualBasic);
    }

    private static async Task<Solution?> FixAsync(Solution solution)
    {
        var token = TestContext.Current.CancellationToken;
        var document = solution.Projects.SelectMany(p => p.Documents).Single(d => d.Name == "Stock.cs");
        var compilation = (await document.Project.GetCompilationAsync(token))!;
        var findings = await compilation.WithAnalyzers([new EveryWaitAnalyzer()]).GetAnalyzerDiagnosticsAsync(token);
        var offered = new List<CodeAction>();
        await new BlockingOnTaskFix().RegisterCodeFixesAsync(new CodeFixContext(document, Assert.Single(findings), (action, _) => offered.Add(action), token));
        if (offered.Count == 0)
            return null;

        return (await offered[0].GetOperationsAsync(token)).OfType<ApplyChangesOperation>().Single().ChangedSolution;
    }
}
