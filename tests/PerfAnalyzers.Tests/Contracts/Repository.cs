namespace PerfAnalyzers.Tests.Contracts;

/// <summary>The files of this repository, by paths relative to its root with forward slashes.</summary>
internal static class Repository
{
    public static string Root { get; } = FindRoot();

    /// <summary>Whether generated texts are to be rewritten instead of compared.</summary>
    public static bool IsUpdate => Environment.GetEnvironmentVariable("PERFANALYZERS_UPDATE") == "1";

    public static string FullPath(string path) => Path.Combine(Root, path);

    public static bool Exists(string path) => File.Exists(FullPath(path));

    public static string Read(string path) => File.ReadAllText(FullPath(path)).ReplaceLineEndings("\n");

    public static void Write(string path, string text)
    {
        Directory.CreateDirectory(Path.GetDirectoryName(FullPath(path))!);
        File.WriteAllText(FullPath(path), text);
    }

    /// <summary>Every file below a folder, sorted; an absent folder has none.</summary>
    public static IEnumerable<string> Files(string folder, string pattern)
    {
        if (!Directory.Exists(FullPath(folder)))
            return [];

        return Directory.EnumerateFiles(FullPath(folder), pattern, SearchOption.AllDirectories)
            .Select(f => Path.GetRelativePath(Root, f).Replace('\\', '/'))
            .Where(f => !f.Contains("/bin/", StringComparison.Ordinal) && !f.Contains("/obj/", StringComparison.Ordinal))
            .Order(StringComparer.Ordinal);
    }

    private static string FindRoot()
    {
        var folder = new DirectoryInfo(AppContext.BaseDirectory);
        while (folder is not null && !File.Exists(Path.Combine(folder.FullName, "PerfAnalyzers.sln")))
            folder = folder.Parent;

        return folder?.FullName ?? throw new InvalidOperationException("The tests read the pages and sources, so they run inside the repository.");
    }
}
