using Microsoft.CodeAnalysis;
using Microsoft.CodeAnalysis.CodeActions;
using Microsoft.CodeAnalysis.CodeFixes;
using Microsoft.CodeAnalysis.CSharp;
using Microsoft.CodeAnalysis.Diagnostics;
using PerfAnalyzers.CodeFixes.Rules.DataAccess;
using PerfAnalyzers.Rules.DataAccess;

namespace PerfAnalyzers.Proofs.Framework;

/// <summary>The analyzer and the fix of one rule, as an editor finds and uses them.</summary>
internal sealed class RuleTools
{
    private const int MostFindings = 20;

    private readonly string id;
    private readonly DiagnosticAnalyzer analyzer;
    private readonly CodeFixProvider fix;

    private RuleTools(string id)
    {
        this.id = id;
        analyzer = Instances<DiagnosticAnalyzer>(typeof(QueryInLoopAnalyzer)).Single(a => a.SupportedDiagnostics.Any(d => d.Id == id));
        fix = Instances<CodeFixProvider>(typeof(QueryInLoopFix)).Single(f => f.FixableDiagnosticIds.Contains(id));
    }

    public static RuleTools Of(string id) => new(id);

    /// <summary>The source after every finding that has a fix got the first one offered. At least one has.</summary>
    public async Task<string> FixAsync(string source)
    {
        using var workspace = new AdhocWorkspace();
        var document = Open(workspace, source);
        for (var round = 0; round < MostFindings; round++)
        {
            if (await ApplyFirstAsync(document) is not { } changed)
            {
                Assert.True(round > 0, $"{id} reports nothing that it fixes in\n{source}");
                return (await document.GetTextAsync()).ToString();
            }

            document = changed;
        }

        throw new InvalidOperationException($"After {MostFindings} fixes there is still another.");
    }

    /// <summary>The document after the first fix offered for any finding; null when none is offered.</summary>
    private async Task<Document?> ApplyFirstAsync(Document document)
    {
        var compilation = (await document.Project.GetCompilationAsync())!;
        var switchedOn = compilation.WithOptions(compilation.Options.WithSpecificDiagnosticOptions([new(id, ReportDiagnostic.Info)]));
        var findings = await switchedOn.WithAnalyzers([analyzer]).GetAnalyzerDiagnosticsAsync();
        foreach (var finding in findings.OrderBy(f => f.Location.SourceSpan.Start))
        {
            Assert.Equal(id, finding.Id);
            var offered = new List<CodeAction>();
            var context = new CodeFixContext(document, finding, (action, _) => offered.Add(action), CancellationToken.None);
            await fix.RegisterCodeFixesAsync(context);
            if (offered.Count == 0)
                continue;

            var operations = await offered[0].GetOperationsAsync(CancellationToken.None);
            return operations.OfType<ApplyChangesOperation>().Single().ChangedSolution.GetDocument(document.Id);
        }

        return null;
    }

    private static Document Open(AdhocWorkspace workspace, string source)
    {
        var project = workspace.AddProject(ProjectInfo.Create(
            ProjectId.CreateNewId(),
            VersionStamp.Default,
            "Program",
            "Program",
            LanguageNames.CSharp,
            compilationOptions: CompiledProgram.Options,
            parseOptions: CSharpParseOptions.Default.WithLanguageVersion(LanguageVersion.Preview),
            metadataReferences: CompiledProgram.References));
        return project.AddDocument("Usings.cs", CompiledProgram.Usings).Project.AddDocument("Program.cs", source);
    }

    private static IEnumerable<T> Instances<T>(Type sibling) =>
        sibling.Assembly.GetTypes().Where(t => !t.IsAbstract && typeof(T).IsAssignableFrom(t)).Select(t => (T)Activator.CreateInstance(t)!);
}
