using Microsoft.CodeAnalysis.Host.Mef;

namespace Microsoft.CodeAnalysis.Testing;

/// <summary>Builds solutions from states.</summary>
internal static class TestSolution
{
    // Composing the host takes seconds, so all tests share one.
    private static readonly MefHostServices Host = MefHostServices.Create(MefHostServices.DefaultAssemblies);

    public static async Task<Solution> CreateAsync(
        SolutionState state,
        ReferenceAssemblies defaultReferences,
        CompilationOptions compilationOptions,
        ParseOptions parseOptions,
        CancellationToken cancellationToken)
    {
        var solution = new AdhocWorkspace(Host).CurrentSolution;
        var ids = state.Projects.ToDictionary(project => project.Name, project => ProjectId.CreateNewId(project.Name));
        foreach (var project in state.Projects)
        {
            var id = ids[project.Name];
            var references = await (project.ReferenceAssemblies ?? defaultReferences).ResolveAsync(project.Language, cancellationToken).ConfigureAwait(false);
            solution = solution
                .AddProject(ProjectInfo.Create(
                    id,
                    VersionStamp.Default,
                    project.Name,
                    project.AssemblyName,
                    project.Language,
                    compilationOptions: compilationOptions.WithOutputKind(project.OutputKind ?? compilationOptions.OutputKind),
                    parseOptions: parseOptions.WithDocumentationMode(project.DocumentationMode ?? parseOptions.DocumentationMode),
                    metadataReferences: references.Concat(project.AdditionalReferences)));

            foreach (var (path, content) in project.Sources.Concat(project.GeneratedSources))
            {
                var (name, folders) = NameAndFolders(project, path);
                solution = solution.AddDocument(DocumentId.CreateNewId(id, path), name, content, folders, path);
            }

            foreach (var (path, content) in project.AdditionalFiles)
            {
                var (name, folders) = NameAndFolders(project, path);
                solution = solution.AddAdditionalDocument(DocumentId.CreateNewId(id, path), name, content, folders, path);
            }

            foreach (var (path, content) in project.AnalyzerConfigFiles)
            {
                var (name, folders) = NameAndFolders(project, path);
                solution = solution.AddAnalyzerConfigDocument(DocumentId.CreateNewId(id, path), name, content, folders, path);
            }
        }

        foreach (var project in state.Projects)
        {
            foreach (var referenced in project.AdditionalProjectReferences)
                solution = solution.AddProjectReference(ids[project.Name], new ProjectReference(ids[referenced]));
        }

        return solution;
    }

    /// <summary>The file name, and the folders between the root of the project and the file.</summary>
    public static (string Name, string[] Folders) NameAndFolders(ProjectState project, string path)
    {
        var root = project.DefaultPrefix[..(project.DefaultPrefix.LastIndexOf('/') + 1)];
        var relative = path.StartsWith(root, StringComparison.Ordinal) ? path[root.Length..] : path.TrimStart('/');
        var parts = relative.Split('/');
        return (parts[^1], parts[..^1]);
    }
}
