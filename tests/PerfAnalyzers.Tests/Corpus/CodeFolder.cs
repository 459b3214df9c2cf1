using System.Text;
using PerfAnalyzers.Corpus;
using PerfAnalyzers.Corpus.References;
using PerfAnalyzers.Corpus.Running;
using Spectre.Console;

namespace PerfAnalyzers.Tests.Corpus;

/// <summary>A folder of code in a temporary place, and the runner on it.</summary>
internal sealed class CodeFolder : IDisposable
{
    private static readonly FrameworkPacks Packs = new(PackageCache.DefaultRoot);

    public const string Library = """
        <Project Sdk="Microsoft.NET.Sdk">
          <PropertyGroup>
            <TargetFramework>net10.0</TargetFramework>
            <ImplicitUsings>enable</ImplicitUsings>
            <Nullable>enable</Nullable>
          </PropertyGroup>
        </Project>
        """;

    public CodeFolder(params (string Path, string Text)[] files)
    {
        Root = Directory.CreateTempSubdirectory("corpus-test-").FullName.Replace('\\', '/');
        Directory.CreateDirectory(Path.Combine(Root, "code"));
        Directory.CreateDirectory(Path.Combine(Root, "packages"));
        foreach (var (path, text) in files)
            Write(path, Encoding.UTF8.GetBytes(text));
    }

    public string Root { get; }

    public string Code => Root + "/code";

    public string Packages => Root + "/packages";

    /// <summary>Binds against the framework and <see cref="Packages"/> only, whatever this computer has.</summary>
    public ReferenceResolver Resolver => new(Packs, new PackageCache(Packages));

    public string At(string path) => Code + "/" + path;

    public void Write(string path, byte[] content)
    {
        Directory.CreateDirectory(Path.GetDirectoryName(At(path))!);
        File.WriteAllBytes(At(path), content);
    }

    public async Task<(int ExitCode, string Output)> RunAsync(RuleCatalog? catalog, params string[] arguments)
    {
        var writer = new StringWriter();
        var console = AnsiConsole.Create(new AnsiConsoleSettings { Ansi = AnsiSupport.No, ColorSystem = ColorSystemSupport.NoColors, Interactive = InteractionSupport.No, Out = new AnsiConsoleOutput(writer) });
        var exitCode = await CorpusCommand.InvokeAsync([Code, .. arguments], console, catalog, Resolver);
        return (exitCode, writer.ToString());
    }

    public Task<CorpusResult> ResultAsync(RuleCatalog catalog) =>
        new CorpusRunner(catalog, new CorpusSettings { Folder = Code, ProjectTimeout = TimeSpan.FromMinutes(10) }, Resolver).RunAsync(new SilentProgress(), CancellationToken.None);

    public void Dispose() => Directory.Delete(Root, recursive: true);
}

internal sealed class SilentProgress : IProgressSink
{
    public void Start(int projects)
    {
    }

    public void Project(string name)
    {
    }

    public void Done(ProjectResult result)
    {
    }
}
