using PerfAnalyzers.Corpus.References;

namespace PerfAnalyzers.Corpus.Projects;

/// <summary>Turns an evaluated project file into sources and settings, adding what the SDK would.</summary>
internal sealed class ProjectReader(SourceFolder folder)
{
    private static readonly string[] TestPackages = ["Microsoft.NET.Test.Sdk", "xunit", "nunit", "MSTest", "TUnit", "BenchmarkDotNet"];

    private static readonly string[] BaseUsings =
        ["System", "System.Collections.Generic", "System.IO", "System.Linq", "System.Net.Http", "System.Threading", "System.Threading.Tasks"];

    private static readonly string[] HostUsings =
        ["Microsoft.Extensions.Configuration", "Microsoft.Extensions.DependencyInjection", "Microsoft.Extensions.Hosting", "Microsoft.Extensions.Logging"];

    private static readonly string[] WebUsings =
        ["System.Net.Http.Json", "Microsoft.AspNetCore.Builder", "Microsoft.AspNetCore.Hosting", "Microsoft.AspNetCore.Http", "Microsoft.AspNetCore.Routing"];

    public SourceProject Read(string projectFile)
    {
        var project = ProjectEvaluation.Of(projectFile);
        var name = Path.GetFileNameWithoutExtension(projectFile);
        var framework = TargetFramework.Parse(project["TargetFramework"].Length > 0 ? project["TargetFramework"] : project["TargetFrameworkVersion"].Replace("v", "net", StringComparison.Ordinal).Replace(".", string.Empty, StringComparison.Ordinal));
        var packages = Packages(project);
        return new SourceProject
        {
            Name = name,
            Path = projectFile,
            AssemblyName = project["AssemblyName"] is { Length: > 0 } assembly ? assembly : name,
            Files = Files(project),
            Framework = framework,
            Language = Language(project["LangVersion"], framework),
            Nullable = project["Nullable"].ToLowerInvariant() switch
            {
                "enable" => NullableContextOptions.Enable,
                "warnings" => NullableContextOptions.Warnings,
                "annotations" => NullableContextOptions.Annotations,
                _ => NullableContextOptions.Disable,
            },
            OutputKind = project["OutputType"].ToLowerInvariant() switch
            {
                "exe" => OutputKind.ConsoleApplication,
                "winexe" => OutputKind.WindowsApplication,
                "" when project.Sdks.Any(s => s is "Microsoft.NET.Sdk.Web" or "Microsoft.NET.Sdk.Worker" or "Microsoft.NET.Sdk.BlazorWebAssembly" || s.StartsWith("Aspire.AppHost", StringComparison.Ordinal)) => OutputKind.ConsoleApplication,
                _ => OutputKind.DynamicallyLinkedLibrary,
            },
            Constants = [.. project["DefineConstants"].Split([';', ',', ' '], StringSplitOptions.RemoveEmptyEntries).Append("TRACE").Append("DEBUG").Concat(framework.Constants()).Distinct().Where(SyntaxFacts.IsValidIdentifier)],
            GlobalUsings = Usings(project),
            FriendAssemblies = [.. project.Items.Where(i => i.Kind == "InternalsVisibleTo").SelectMany(i => i.Values("Include"))],
            ProjectReferences =
            [
                .. project.Items.Where(i => i.Kind == "ProjectReference" && !IsFalse(i.Metadata("ReferenceOutputAssembly")))
                    .SelectMany(i => i.Values("Include"))
                    .SelectMany(p => folder.ResolveProjects(project.Directory, p))
                    .Where(p => p != projectFile)
                    .Distinct(),
            ],
            Packages = packages,
            IsTest = project["IsTestProject"].Equals("true", StringComparison.OrdinalIgnoreCase)
                || project.Sdks.Contains("MSTest.Sdk")
                || (!IsFalse(project["IsTestProject"]) && packages.Any(p => TestPackages.Any(t => p.Id.StartsWith(t, StringComparison.OrdinalIgnoreCase) && !p.Id.Contains("Analyzers", StringComparison.OrdinalIgnoreCase)))),
            IsTool = project["PackAsTool"].Equals("true", StringComparison.OrdinalIgnoreCase),
            AsksForWeb = project.Sdks.Contains("Microsoft.NET.Sdk.Web")
                || project.Items.Any(i => i.Kind == "FrameworkReference" && i.Values("Include").Contains(FrameworkPacks.AspNetCore + ".App")),
            Notes = [.. project.Notes],
        };
    }

    /// <summary>The files that no project file speaks for, read as one project.</summary>
    public static SourceProject Loose(string directory, IEnumerable<string> files) => new()
    {
        Name = Path.GetFileName(directory) + " (files without a project)",
        Path = directory,
        AssemblyName = "Loose",
        Files = [.. files],
        Constants = ["TRACE", "DEBUG", .. TargetFramework.Parse("net10.0").Constants()],
        Framework = TargetFramework.Parse("net10.0"),
        Nullable = NullableContextOptions.Annotations,
        AsksForWeb = true,
        GlobalUsings = [.. BaseUsings, .. HostUsings, .. WebUsings],
    };

    private ImmutableArray<string> Files(ProjectEvaluation project)
    {
        var files = new List<string>();
        if (project.Sdks.Any(s => s.StartsWith("Microsoft.Build.Traversal", StringComparison.Ordinal) || s.StartsWith("Microsoft.Build.NoTargets", StringComparison.Ordinal)))
        {
            // It builds other projects, or runs something else, and has no code of its own.
            return [];
        }

        if (project.Sdks.Count > 0 || project.Notes.Count > 0)
        {
            if (!IsFalse(project["EnableDefaultCompileItems"]) && !IsFalse(project["EnableDefaultItems"]))
            {
                var excluded = project["DefaultItemExcludes"].Split(';', StringSplitOptions.RemoveEmptyEntries | StringSplitOptions.TrimEntries)
                    .Select(p => SourceFolder.Matcher(project.Directory, p))
                    .ToArray();
                files.AddRange(folder.SourcesBelow(project.Directory).Where(f => !excluded.Any(e => e(f))));
            }
        }

        foreach (var item in project.Items.Where(i => i.Kind == "Compile"))
        {
            foreach (var pattern in item.Values("Remove"))
            {
                var removed = SourceFolder.Matcher(project.Directory, pattern);
                files.RemoveAll(f => removed(f));
            }

            var excluded = item.Values("Exclude").Select(p => SourceFolder.Matcher(project.Directory, p)).ToArray();
            foreach (var pattern in item.Values("Include"))
                files.AddRange(folder.Resolve(project.Directory, pattern).Where(f => f.EndsWith(".cs", StringComparison.OrdinalIgnoreCase) && !excluded.Any(e => e(f))));
        }

        return [.. files.Distinct(StringComparer.Ordinal)];
    }

    private static ImmutableArray<string> Usings(ProjectEvaluation project)
    {
        var usings = new List<string>();
        if (project["ImplicitUsings"].ToLowerInvariant() is "enable" or "true")
        {
            usings.AddRange(BaseUsings);
            if (project.Sdks.Contains("Microsoft.NET.Sdk.Web"))
                usings.AddRange([.. HostUsings, .. WebUsings]);
            if (project.Sdks.Contains("Microsoft.NET.Sdk.Worker"))
                usings.AddRange(HostUsings);
            if (project.Sdks.Any(s => s.StartsWith("Aspire.AppHost", StringComparison.Ordinal)))
                usings.AddRange(["Aspire.Hosting", "Aspire.Hosting.ApplicationModel", .. HostUsings]);
            if (project.Sdks.Contains("MSTest.Sdk"))
                usings.Add("Microsoft.VisualStudio.TestTools.UnitTesting");
        }

        foreach (var item in project.Items.Where(i => i.Kind == "Using"))
        {
            usings.RemoveAll(item.Values("Remove").Contains);
            foreach (var name in item.Values("Include"))
            {
                usings.Add(item.Metadata("Alias") is { Length: > 0 } alias ? $"{alias} = {name}"
                    : IsTrue(item.Metadata("Static")) ? $"static {name}"
                    : name);
            }
        }

        return [.. usings.Distinct(StringComparer.Ordinal)];
    }

    private static ImmutableArray<PackageRequest> Packages(ProjectEvaluation project)
    {
        var central = new Dictionary<string, string>(StringComparer.OrdinalIgnoreCase);
        foreach (var item in project.Items.Where(i => i.Kind is "PackageVersion" or "GlobalPackageReference"))
        {
            foreach (var id in item.Values("Include").Concat(item.Values("Update")))
                central[id] = item.Metadata("Version");
        }

        var packages = new Dictionary<string, string>(StringComparer.OrdinalIgnoreCase);
        foreach (var item in project.Items.Where(i => i.Kind is "PackageReference" or "GlobalPackageReference"))
        {
            foreach (var id in item.Values("Remove"))
                packages.Remove(id);

            var own = item.Metadata("VersionOverride") is { Length: > 0 } overridden ? overridden : item.Metadata("Version");
            foreach (var id in item.Values("Include"))
                packages[id] = own.Length > 0 ? own : central.GetValueOrDefault(id, string.Empty);
            foreach (var id in item.Values("Update").Where(packages.ContainsKey))
                packages[id] = own.Length > 0 ? own : packages[id];
        }

        return [.. packages.Select(p => new PackageRequest(p.Key, PackageVersion.Lowest(p.Value)))];
    }

    private static LanguageVersion Language(string text, TargetFramework framework) =>
        text.Length == 0 || text.Equals("default", StringComparison.OrdinalIgnoreCase) ? framework.DefaultLanguage()
        : LanguageVersionFacts.TryParse(text, out var version) ? version.MapSpecifiedToEffectiveVersion()
        : LanguageVersion.Latest;

    private static bool IsFalse(string text) => text.Equals("false", StringComparison.OrdinalIgnoreCase);

    private static bool IsTrue(string text) => text.Equals("true", StringComparison.OrdinalIgnoreCase);
}
