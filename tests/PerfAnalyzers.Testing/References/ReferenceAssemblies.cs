using System.Collections.Concurrent;

namespace Microsoft.CodeAnalysis.Testing;

/// <summary>
/// The framework and the packages that a test source compiles against. They come from packages that were downloaded
/// when the verifier was built; see TestPackages.props.
/// </summary>
public sealed partial class ReferenceAssemblies
{
    private static readonly ConcurrentDictionary<string, Lazy<ImmutableArray<MetadataReference>>> Resolved = new(StringComparer.Ordinal);

    // One object per file: the compiler keeps what it has read of an assembly with that object.
    private static readonly ConcurrentDictionary<string, MetadataReference> Files = new(StringComparer.Ordinal);

    public ReferenceAssemblies(string targetFramework, PackageIdentity referenceAssemblyPackage, string referenceAssemblyPath)
        : this(targetFramework, referenceAssemblyPackage, referenceAssemblyPath, [])
    {
    }

    private ReferenceAssemblies(
        string targetFramework, PackageIdentity? referenceAssemblyPackage, string? referenceAssemblyPath, ImmutableArray<PackageIdentity> packages)
    {
        TargetFramework = targetFramework;
        ReferenceAssemblyPackage = referenceAssemblyPackage;
        ReferenceAssemblyPath = referenceAssemblyPath;
        Packages = packages;
    }

    public static ReferenceAssemblies Default => Net.Net80;

    public string TargetFramework { get; }

    public PackageIdentity? ReferenceAssemblyPackage { get; }

    /// <summary>The folder inside <see cref="ReferenceAssemblyPackage"/>.</summary>
    public string? ReferenceAssemblyPath { get; }

    public ImmutableArray<PackageIdentity> Packages { get; }

    public ReferenceAssemblies WithPackages(ImmutableArray<PackageIdentity> packages) =>
        new(TargetFramework, ReferenceAssemblyPackage, ReferenceAssemblyPath, packages);

    public ReferenceAssemblies AddPackages(ImmutableArray<PackageIdentity> packages) => WithPackages(Packages.AddRange(packages));

    public Task<ImmutableArray<MetadataReference>> ResolveAsync(string? language, CancellationToken cancellationToken)
    {
        cancellationToken.ThrowIfCancellationRequested();
        var key = string.Join('|', new[] { TargetFramework, $"{ReferenceAssemblyPackage}", ReferenceAssemblyPath }.Concat(Packages.Select(p => $"{p}")));
        return Task.FromResult(Resolved.GetOrAdd(key, _ => new Lazy<ImmutableArray<MetadataReference>>(Resolve)).Value);
    }

    private ImmutableArray<MetadataReference> Resolve()
    {
        var paths = new List<string>();
        if (ReferenceAssemblyPackage is { } package)
        {
            var folder = Path.Combine(PackageStore.FolderOf(package), ReferenceAssemblyPath ?? string.Empty);
            paths.AddRange(Directory.EnumerateFiles(folder, "*.dll"));
        }

        foreach (var dependency in PackageStore.WithDependencies(Packages, TargetFramework))
            paths.AddRange(PackageStore.Assemblies(dependency, TargetFramework));

        return [.. PackageStore.NewestOfEach(paths).Select(path => Files.GetOrAdd(path, p => MetadataReference.CreateFromFile(p)))];
    }

    public static class Net
    {
        public static ReferenceAssemblies Net80 { get; } = Framework("net8.0", "8.0.31");

        public static ReferenceAssemblies Net90 { get; } = Framework("net9.0", "9.0.20");

        public static ReferenceAssemblies Net100 { get; } = Framework("net10.0", "10.0.14");

        private static ReferenceAssemblies Framework(string name, string version) =>
            new(name, new PackageIdentity("Microsoft.NETCore.App.Ref", version), Path.Combine("ref", name));
    }

    public static class NetStandard
    {
        public static ReferenceAssemblies NetStandard20 { get; } =
            new("netstandard2.0", new PackageIdentity("NETStandard.Library", "2.0.3"), Path.Combine("build", "netstandard2.0", "ref"));
    }
}
