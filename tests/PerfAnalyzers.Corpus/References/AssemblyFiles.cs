using System.Collections.Concurrent;
using System.Reflection.Metadata;
using System.Reflection.PortableExecutable;

namespace PerfAnalyzers.Corpus.References;

/// <summary>What is known about assemblies on disk, read once.</summary>
internal static class AssemblyFiles
{
    private static readonly ConcurrentDictionary<string, (string Name, Version Version)?> Identities = new(StringComparer.Ordinal);
    private static readonly ConcurrentDictionary<string, PortableExecutableReference> References = new(StringComparer.Ordinal);

    /// <summary>Name and version, or null for a native or damaged file.</summary>
    public static (string Name, Version Version)? Identity(string file) => Identities.GetOrAdd(file, Read);

    public static bool IsManaged(string file) => Identity(file) is not null;

    /// <summary>One reference object per file, so that all compilations share what is read from it.</summary>
    public static PortableExecutableReference Reference(string file) => References.GetOrAdd(file, f => MetadataReference.CreateFromFile(f));

    private static (string Name, Version Version)? Read(string file)
    {
        try
        {
            using var stream = File.OpenRead(file);
            using var image = new PEReader(stream);
            if (!image.HasMetadata || image.GetMetadataReader() is not { IsAssembly: true } metadata)
                return null;

            var definition = metadata.GetAssemblyDefinition();
            return (metadata.GetString(definition.Name), definition.Version);
        }
        catch (Exception e) when (e is BadImageFormatException or IOException or UnauthorizedAccessException)
        {
            return null;
        }
    }
}
