using Microsoft.CodeAnalysis.CodeActions;
using Microsoft.CodeAnalysis.CodeFixes;
using Microsoft.CodeAnalysis.CSharp;
using Microsoft.CodeAnalysis.Diagnostics;
using Microsoft.CodeAnalysis.VisualBasic;
using PerfAnalyzers.CodeFixes.Rules.Asynchrony;

namespace PerfAnalyzers.Tests.Rewriting;

/// <summary>Callers in a language that the fix cannot write.</summary>
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

    [Fact]
    public async Task Fixes_by_a_twin_what_Visual_Basic_calls()
    {
        var solution = await FixAsync(CallsCount);
        Assert.NotNull(solution);
        Assert.Equal(After, (await solution.Projects.Single(p => p.Language == LanguageNames.CSharp).Documents.Single().GetTextAsync(TestContext.Current.CancellationToken)).ToString());
        foreach (var project in solution.Projects)
        {
            var compilation = (await project.GetCompilationAsync(TestContext.Current.CancellationToken))!;
            Assert.DoesNotContain(compilation.GetDiagnostics(TestContext.Current.CancellationToken), d => d.Severity == DiagnosticSeverity.Error);
        }
    }

    [Fact]
    public async Task OffersNoFix_when_only_Visual_Basic_calls() => Assert.Null(await FixAsync(CallsBoth));

    private static async Task<Solution?> FixAsync(string visualBasic)
    {
        var token = TestContext.Current.CancellationToken;
        var references = await References.Net80.ResolveAsync(LanguageNames.CSharp, token);
        using var workspace = new AdhocWorkspace();
        var stock = ProjectId.CreateNewId();
        var page = ProjectId.CreateNewId();
        var document = DocumentId.CreateNewId(stock);
        var solution = workspace.CurrentSolution
            .AddProject(ProjectInfo.Create(stock, VersionStamp.Default, "Stock", "Stock", LanguageNames.CSharp, compilationOptions: new CSharpCompilationOptions(OutputKind.DynamicallyLinkedLibrary), metadataReferences: references))
            .AddDocument(document, "Stock.cs", Before)
            .AddProject(ProjectInfo.Create(page, VersionStamp.Default, "Page", "Page", LanguageNames.VisualBasic, compilationOptions: new VisualBasicCompilationOptions(OutputKind.DynamicallyLinkedLibrary), metadataReferences: references, projectReferences: [new ProjectReference(stock)]))
            .AddDocument(DocumentId.CreateNewId(page), "Page.vb", visualBasic);

        var compilation = (await solution.GetProject(stock)!.GetCompilationAsync(token))!;
        var findings = await compilation.WithAnalyzers([new EveryWaitAnalyzer()]).GetAnalyzerDiagnosticsAsync(token);
        var offered = new List<CodeAction>();
        await new BlockingOnTaskFix().RegisterCodeFixesAsync(new CodeFixContext(solution.GetDocument(document)!, Assert.Single(findings), (action, _) => offered.Add(action), token));
        if (offered.Count == 0)
            return null;

        return (await offered[0].GetOperationsAsync(token)).OfType<ApplyChangesOperation>().Single().ChangedSolution;
    }
}
