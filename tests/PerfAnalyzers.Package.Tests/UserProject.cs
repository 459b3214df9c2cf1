namespace PerfAnalyzers.Package.Tests;

/// <summary>A fresh project that references the package.</summary>
internal sealed class UserProject
{
    private UserProject(PackedPackage package, string name) =>
        Directory = System.IO.Directory.CreateDirectory(Path.Combine(package.Root, name)).FullName;

    private UserProject(
        PackedPackage package,
        string name,
        string framework,
        string sdk,
        string properties,
        string items,
        (string Name, string Text)[] files)
        : this(package, name)
    {
        Write($"{name}.csproj", $"""
            <Project Sdk="{sdk}">
              <PropertyGroup>
                <TargetFramework>{framework}</TargetFramework>
                <LangVersion>latest</LangVersion>
                <ImplicitUsings>disable</ImplicitUsings>
                <NuGetAudit>false</NuGetAudit>
                {properties}
              </PropertyGroup>
              <ItemGroup>
                {items}
              </ItemGroup>
            </Project>
            """);
        foreach (var (file, text) in files)
            Write(file, text);
    }

    public string Directory { get; }

    public string Name => Path.GetFileName(Directory);

    public static UserProject Create(
        PackedPackage package,
        string name,
        string framework = "net10.0",
        string sdk = "Microsoft.NET.Sdk",
        string properties = "",
        string items = "",
        bool isPrivate = true,
        params (string Name, string Text)[] files)
    {
        var reference = $"""<PackageReference Include="PerfAnalyzers" Version="{package.Version}" PrivateAssets="{(isPrivate ? "all" : "none")}" />""";
        return new UserProject(package, name, framework, sdk, properties, reference + items, files);
    }

    public static UserProject WithoutPackage(PackedPackage package, string name, string items, params (string Name, string Text)[] files) =>
        new(package, name, "net10.0", "Microsoft.NET.Sdk", "", items, files);

    /// <summary>A project that builds others, so that they share one restore and one build.</summary>
    public static UserProject Together(PackedPackage package, string name, IEnumerable<UserProject> projects)
    {
        var all = new UserProject(package, name);
        all.Write($"{name}.slnx", $"""
            <Solution>
            {string.Join('\n', projects.Select(p => $"""  <Project Path="../{p.Name}/{p.Name}.csproj" />"""))}
            </Solution>
            """);
        return all;
    }

    public Task<DotNetResult> BuildAsync(params string[] arguments) => RunAsync(["build", .. arguments]);

    /// <summary>Compiles anew: a switch on the command line alone does not make a build do so.</summary>
    public Task<DotNetResult> RebuildAsync(params string[] arguments) => RunAsync(["build", "--no-restore", "--no-incremental", .. arguments]);

    public Task<DotNetResult> RunAsync(params string[] arguments) => DotNet.RunAsync(Directory, arguments);

    public string Read(string name) => File.ReadAllText(Path.Combine(Directory, name));

    public void Write(string name, string text) => File.WriteAllText(Path.Combine(Directory, name), text);
}
