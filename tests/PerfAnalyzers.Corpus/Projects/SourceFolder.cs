using System.Text;
using System.Text.RegularExpressions;

namespace PerfAnalyzers.Corpus.Projects;

/// <summary>The files of a folder, listed once; all paths are full and use forward slashes.</summary>
internal sealed class SourceFolder
{
    private static readonly string[] IgnoredDirectories = ["bin", "obj", "node_modules"];

    private readonly string[] sources;

    public SourceFolder(string root)
    {
        Root = Expression.Slashes(Path.TrimEndingDirectorySeparator(Path.GetFullPath(root)));
        var files = new List<string>();
        Walk(new DirectoryInfo(Root), files);
        sources = [.. files.Where(f => f.EndsWith(".cs", StringComparison.OrdinalIgnoreCase)).Order(StringComparer.Ordinal)];
        ProjectFiles = [.. files.Where(f => f.EndsWith(".csproj", StringComparison.OrdinalIgnoreCase)).Order(StringComparer.Ordinal)];
    }

    public string Root { get; }

    public ImmutableArray<string> ProjectFiles { get; }

    public IReadOnlyList<string> Sources => sources;

    /// <summary>All C# files below a directory, wherever it lies.</summary>
    public IEnumerable<string> SourcesBelow(string directory)
    {
        var prefix = directory + "/";
        if (!prefix.StartsWith(Root + "/", StringComparison.Ordinal))
        {
            var elsewhere = new List<string>();
            if (Directory.Exists(directory))
                Walk(new DirectoryInfo(directory), elsewhere);
            return elsewhere.Where(f => f.EndsWith(".cs", StringComparison.OrdinalIgnoreCase));
        }

        var first = Array.BinarySearch(sources, prefix, StringComparer.Ordinal);
        return sources.Skip(first < 0 ? ~first : first).TakeWhile(f => f.StartsWith(prefix, StringComparison.Ordinal));
    }

    /// <summary>The existing files that an Include attribute names.</summary>
    public IEnumerable<string> Resolve(string directory, string pattern)
    {
        var full = Full(directory, pattern);
        var wildcard = full.IndexOfAny(['*', '?']);
        if (wildcard < 0)
            return File.Exists(full) ? [full] : [];

        var matches = Glob(full);
        return SourcesBelow(full[..full.LastIndexOf('/', wildcard)]).Where(f => matches.IsMatch(f));
    }

    /// <summary>The projects that a reference names: the path itself, or the projects of the folder that a pattern matches.</summary>
    public IEnumerable<string> ResolveProjects(string directory, string pattern)
    {
        var full = Full(directory, pattern);
        if (full.IndexOfAny(['*', '?']) < 0)
            return [full];

        var matches = Glob(full);
        return ProjectFiles.Where(f => matches.IsMatch(f));
    }

    public static Predicate<string> Matcher(string directory, string pattern)
    {
        var full = Full(directory, pattern);
        if (full.IndexOfAny(['*', '?']) < 0)
            return file => string.Equals(file, full, StringComparison.OrdinalIgnoreCase);

        var matches = Glob(full);
        return matches.IsMatch;
    }

    private static string Full(string directory, string path) => Expression.Slashes(Path.GetFullPath(Path.Combine(directory, Expression.Slashes(path))));

    private static Regex Glob(string pattern)
    {
        var text = new StringBuilder("^");
        for (var at = 0; at < pattern.Length; at++)
        {
            if (pattern.AsSpan(at).StartsWith("**/"))
            {
                text.Append("(?:.*/)?");
                at += 2;
            }
            else if (pattern.AsSpan(at).StartsWith("**"))
            {
                text.Append(".*");
                at++;
            }
            else
            {
                text.Append(pattern[at] switch { '*' => "[^/]*", '?' => "[^/]", var c => Regex.Escape(c.ToString()) });
            }
        }

        return new Regex(text.Append('$').ToString(), RegexOptions.IgnoreCase | RegexOptions.CultureInvariant);
    }

    private static void Walk(DirectoryInfo directory, List<string> files)
    {
        // Links out of the tree would count code twice, or for ever.
        if (directory.LinkTarget is not null)
            return;

        FileSystemInfo[] entries;
        try
        {
            entries = directory.GetFileSystemInfos();
        }
        catch (Exception e) when (e is UnauthorizedAccessException or DirectoryNotFoundException)
        {
            return;
        }

        foreach (var entry in entries)
        {
            if (entry is DirectoryInfo child)
            {
                if (child.Name[0] != '.' && !IgnoredDirectories.Contains(child.Name, StringComparer.OrdinalIgnoreCase))
                    Walk(child, files);
            }
            else if (entry.LinkTarget is null)
            {
                files.Add(Expression.Slashes(entry.FullName));
            }
        }
    }
}
