using Microsoft.CodeAnalysis.Host.Mef;
using PerfAnalyzers.Corpus.Projects;
using PerfAnalyzers.Corpus.Running;

namespace PerfAnalyzers.Corpus.Fixing;

/// <summary>All projects of a folder as one solution in memory; nothing is ever written back.</summary>
internal static class CorpusWorkspace
{
    public static Solution Open(ImmutableArray<SourceProject> projects, CompilationPool pool, CorpusSettings settings)
    {
        // Not disposed: the solution lives as long as the process, and its snapshots need the services.
        var workspace = new AdhocWorkspace(MefHostServices.DefaultHost);
        var ids = projects.ToDictionary(p => p.Path, p => ProjectId.CreateNewId(p.Name), StringComparer.OrdinalIgnoreCase);
        return workspace.AddSolution(SolutionInfo.Create(
            SolutionId.CreateNewId(),
            VersionStamp.Default,
            projects: projects.Select(p => Project(p, ids, pool, settings))));
    }

    private static ProjectInfo Project(SourceProject project, Dictionary<string, ProjectId> ids, CompilationPool pool, CorpusSettings settings)
    {
        var id = ids[project.Path];
        var files = CompilationPool.ReadFiles(project, [])
            .Append(new SourceFile(CompilationPool.GeneratedPath(project), CompilationPool.Generated(project)));
        return ProjectInfo.Create(
                id,
                VersionStamp.Default,
                project.Name,
                project.AssemblyName,
                LanguageNames.CSharp,
                project.Path,
                outputFilePath: null,
                CompilationPool.CompilationOptions(project),
                CompilationPool.ParseOptions(project),
                files.Select(f => Document(id, f)),
                pool.References(project).Where(ids.ContainsKey).Select(r => new ProjectReference(ids[r])),
                pool.Resolve(project).Assemblies)
            .WithAnalyzerConfigDocuments(
            [
                Document(id, new SourceFile("/corpus.globalconfig", CorpusOptionsProvider.GlobalConfig(settings))),
            ]);
    }

    private static DocumentInfo Document(ProjectId project, SourceFile file) =>
        DocumentInfo.Create(
            DocumentId.CreateNewId(project, file.Path),
            Path.GetFileName(file.Path),
            loader: TextLoader.From(TextAndVersion.Create(file.Text, VersionStamp.Default, file.Path)),
            filePath: file.Path);
}
