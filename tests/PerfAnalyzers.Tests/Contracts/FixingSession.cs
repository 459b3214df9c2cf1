using Microsoft.CodeAnalysis.CSharp;
using Microsoft.CodeAnalysis.Text;
using PerfAnalyzers.CodeFixes.Framework;

namespace PerfAnalyzers.Tests.Contracts;

/// <summary>Applies a fix to one file, finding by finding, as a patient user would.</summary>
internal static class FixingSession
{
    private const int MostFindings = 20;

    public static async Task<ImmutableArray<Diagnostic>> FindAsync(ShippedRule rule, string source) =>
        await FindAsync(rule, await OpenAsync(source));

    /// <summary>The plans for the first finding, or for the text at a place where a finding once was.</summary>
    public static async Task<ImmutableArray<FixPlan>> PlanAsync(ShippedRule rule, string source, TextSpan? place = null)
    {
        var document = await OpenAsync(source);
        var span = place ?? (await FindAsync(rule, document))[0].Location.SourceSpan;
        var properties = ImmutableDictionary<string, string?>.Empty;
        var request = await FixRequest.CreateAsync(document, span, properties, TestContext.Current.CancellationToken);
        return await rule.Fix!.PlanAsync(request!);
    }

    /// <summary>The source after every finding that has a plan is fixed by the first one, also if that may change behaviour.</summary>
    /// <param name="rule">The rule.</param>
    /// <param name="source">The source.</param>
    /// <param name="key">The equivalence key of the plans that count; null for all.</param>
    public static async Task<string> FixAsync(ShippedRule rule, string source, string? key = null)
    {
        var document = await OpenAsync(source);
        for (var round = 0; round < MostFindings; round++)
        {
            var before = document;
            foreach (var finding in await FindAsync(rule, document))
            {
                var request = await FixRequest.CreateAsync(
                    document, finding.Location.SourceSpan, finding.Properties, TestContext.Current.CancellationToken);
                var plans = await rule.Fix!.PlanAsync(request!);
                if (plans.FirstOrDefault(p => key is null || p.Key == key) is not { } plan)
                    continue;

                document = (await plan.ApplyAsync(request!)).GetDocument(document.Id)!;
                break;
            }

            if (document == before)
                return (await document.GetTextAsync(TestContext.Current.CancellationToken)).ToString();
        }

        throw new InvalidOperationException($"After {MostFindings} fixes of {rule.Id} there are still findings with a fix.");
    }

    private static async Task<ImmutableArray<Diagnostic>> FindAsync(ShippedRule rule, Document document)
    {
        var compilation = await document.Project.GetCompilationAsync(TestContext.Current.CancellationToken);
        var findings = await RuleRun.RunAsync(compilation!, [rule.Analyzer]);
        return [.. findings.Where(f => f.Id == rule.Id && f.Location.SourceTree?.FilePath == document.FilePath)];
    }

    private static async Task<Document> OpenAsync(string source)
    {
        var compilation = await RuleRun.CompileAsync(source);
        var workspace = new AdhocWorkspace();
        var project = workspace.AddProject(ProjectInfo.Create(
            ProjectId.CreateNewId(),
            VersionStamp.Default,
            "Contract",
            "Contract",
            LanguageNames.CSharp,
            compilationOptions: compilation.Options,
            parseOptions: new CSharpParseOptions(LanguageVersion.Preview),
            metadataReferences: compilation.References));
        project = project.AddDocument("Usings.cs", UsualUsings.File.content, filePath: UsualUsings.File.filename).Project;
        return project.AddDocument("Test0.cs", SourceText.From(source), filePath: "/0/Test0.cs");
    }
}
