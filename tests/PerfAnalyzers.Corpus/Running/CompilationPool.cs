using System.Text;
using PerfAnalyzers.Corpus.Projects;
using PerfAnalyzers.Corpus.References;

namespace PerfAnalyzers.Corpus.Running;

/// <summary>One file that could be read.</summary>
internal sealed record SourceFile(string Path, SourceText Text);

/// <summary>
/// Makes the compilations of a corpus in the order of its projects, and lets go of each as soon as no later project refers to it.
/// </summary>
internal sealed class CompilationPool
{
    /// <summary>Where the global usings of a project live; the name marks the file as generated.</summary>
    public const string GeneratedFileName = "Corpus.GlobalUsings.g.cs";

    private readonly Dictionary<string, SourceProject> projects;
    private readonly ReferenceResolver resolver;
    private readonly Dictionary<string, ImmutableArray<string>> closures = new(StringComparer.OrdinalIgnoreCase);
    private readonly Dictionary<string, CSharpCompilation> alive = new(StringComparer.OrdinalIgnoreCase);
    private readonly Dictionary<string, int> users = new(StringComparer.OrdinalIgnoreCase);

    public CompilationPool(ImmutableArray<SourceProject> ordered, ReferenceResolver resolver)
    {
        projects = ordered.ToDictionary(p => p.Path, StringComparer.OrdinalIgnoreCase);
        this.resolver = resolver;
        foreach (var project in ordered)
        {
            closures[project.Path] = [.. project.ProjectReferences.Concat(project.ProjectReferences.SelectMany(r => closures[r])).Distinct(StringComparer.OrdinalIgnoreCase)];
            foreach (var reference in closures[project.Path])
                users[reference] = users.GetValueOrDefault(reference) + 1;
        }
    }

    /// <summary>All projects that a project refers to, directly or through others.</summary>
    public ImmutableArray<string> References(SourceProject project) => closures[project.Path];

    public ResolvedReferences Resolve(SourceProject project) =>
        resolver.Resolve(
            project.Framework,
            project.Packages.Concat(closures[project.Path].SelectMany(r => projects[r].Packages)),
            project.AsksForWeb || closures[project.Path].Any(r => projects[r].AsksForWeb));

    public CSharpCompilation Create(SourceProject project, ImmutableArray<SourceFile> files)
    {
        var parse = ParseOptions(project);
        var trees = new SyntaxTree[files.Length + 1];
        Parallel.For(0, files.Length, i => trees[i] = CSharpSyntaxTree.ParseText(files[i].Text, parse, files[i].Path));
        trees[^1] = CSharpSyntaxTree.ParseText(Generated(project), parse, GeneratedPath(project));

        var references = Resolve(project).Assemblies.Concat(closures[project.Path].Where(alive.ContainsKey).Select(r => alive[r].ToMetadataReference()));
        var compilation = CSharpCompilation.Create(project.AssemblyName, trees, references, CompilationOptions(project));
        if (users.GetValueOrDefault(project.Path) > 0)
            alive[project.Path] = compilation;
        return compilation;
    }

    /// <summary>To be called once for each project when it has been looked at, or skipped.</summary>
    public void Done(SourceProject project)
    {
        foreach (var reference in closures[project.Path])
        {
            if (--users[reference] == 0)
                alive.Remove(reference);
        }
    }

    /// <summary>The files of a project that are text; the others are named in <paramref name="unreadable"/>.</summary>
    public static ImmutableArray<SourceFile> ReadFiles(SourceProject project, List<string> unreadable)
    {
        var texts = new SourceFile?[project.Files.Length];
        Parallel.For(0, texts.Length, i =>
        {
            try
            {
                using var stream = File.OpenRead(project.Files[i]);
                texts[i] = new(project.Files[i], SourceText.From(stream, Encoding.UTF8, throwIfBinaryDetected: true));
            }
            catch (Exception e) when (e is IOException or UnauthorizedAccessException or InvalidDataException)
            {
            }
        });
        for (var i = 0; i < texts.Length; i++)
        {
            if (texts[i] is null)
                unreadable.Add(project.Files[i]);
        }

        return [.. texts.OfType<SourceFile>()];
    }

    public static CSharpParseOptions ParseOptions(SourceProject project) =>
        new(project.Language, DocumentationMode.None, SourceCodeKind.Regular, project.Constants);

    public static CSharpCompilationOptions CompilationOptions(SourceProject project) =>
        new(
            project.OutputKind,
            nullableContextOptions: project.Nullable,
            allowUnsafe: true,
            optimizationLevel: OptimizationLevel.Debug,
            assemblyIdentityComparer: DesktopAssemblyIdentityComparer.Default,
            metadataImportOptions: MetadataImportOptions.Public);

    public static string GeneratedPath(SourceProject project) =>
        Expression.Slashes(Path.Combine(Directory.Exists(project.Path) ? project.Path : Path.GetDirectoryName(project.Path)!, "obj", GeneratedFileName));

    /// <summary>What the SDK would write: global usings and the assemblies that see internals.</summary>
    public static SourceText Generated(SourceProject project)
    {
        var text = new StringBuilder();
        foreach (var name in project.GlobalUsings)
        {
            var directive = name.StartsWith("static ", StringComparison.Ordinal) ? "static global::" + name["static ".Length..]
                : name.Contains('=', StringComparison.Ordinal) ? name.Replace("= ", "= global::", StringComparison.Ordinal)
                : "global::" + name;
            text.Append("global using ").Append(directive).Append(";\n");
        }

        foreach (var friend in project.FriendAssemblies)
            text.Append("[assembly: global::System.Runtime.CompilerServices.InternalsVisibleTo(\"").Append(friend).Append("\")]\n");
        return SourceText.From(text.ToString(), Encoding.UTF8);
    }
}
