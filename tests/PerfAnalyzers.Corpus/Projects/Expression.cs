using System.Text;
using System.Text.RegularExpressions;

namespace PerfAnalyzers.Corpus.Projects;

/// <summary>Expands <c>$(…)</c> in project files: properties, and the functions that projects use in practice.</summary>
internal sealed partial class Expression(IReadOnlyDictionary<string, string> properties)
{
    /// <summary>The text with every property replaced, or null when it calls something unknown.</summary>
    public string? Expand(string text)
    {
        if (!text.Contains("$(", StringComparison.Ordinal))
            return text;

        var result = new StringBuilder();
        for (var at = 0; at < text.Length; at++)
        {
            if (text[at] != '$' || at + 1 >= text.Length || text[at + 1] != '(')
            {
                result.Append(text[at]);
                continue;
            }

            var end = ClosingParenthesis(text, at + 1);
            if (end < 0 || Evaluate(text[(at + 2)..end].Trim()) is not { } value)
                return null;

            result.Append(value);
            at = end;
        }

        return result.ToString();
    }

    public static int ClosingParenthesis(string text, int open)
    {
        var depth = 0;
        var quoted = false;
        for (var at = open; at < text.Length; at++)
        {
            switch (text[at])
            {
                case '\'':
                    quoted = !quoted;
                    break;
                case '(' when !quoted || (at > 0 && text[at - 1] == '$'):
                    depth++;
                    break;
                case ')' when depth > 0:
                    if (--depth == 0)
                        return at;
                    break;
            }
        }

        return -1;
    }

    private string? Evaluate(string inner)
    {
        if (StaticCall().Match(inner) is { Success: true } call)
        {
            var open = call.Length - 1;
            var close = ClosingParenthesis(inner, open);
            return close == inner.Length - 1
                ? CallStatic(call.Groups["type"].Value, call.Groups["method"].Value, Arguments(inner[(open + 1)..close]))
                : null;
        }

        if (InstanceCall().Match(inner) is { Success: true } method)
        {
            var open = method.Length - 1;
            var close = ClosingParenthesis(inner, open);
            return close == inner.Length - 1
                ? CallOn(Property(method.Groups["name"].Value), method.Groups["method"].Value, Arguments(inner[(open + 1)..close]))
                : null;
        }

        if (inner is "[System.IO.Path]::DirectorySeparatorChar")
            return "/";

        return Name().IsMatch(inner) ? Property(inner) : null;
    }

    private string Property(string name) => properties.GetValueOrDefault(name, string.Empty);

    private string?[] Arguments(string text)
    {
        var parts = new List<string>();
        var start = 0;
        var depth = 0;
        var quoted = false;
        for (var at = 0; at < text.Length; at++)
        {
            if (text[at] == '\'')
                quoted = !quoted;
            else if (text[at] == '(')
                depth++;
            else if (text[at] == ')')
                depth--;
            else if (text[at] == ',' && depth == 0 && !quoted)
            {
                parts.Add(text[start..at]);
                start = at + 1;
            }
        }

        if (text.Trim().Length > 0)
            parts.Add(text[start..]);
        return [.. parts.Select(p => Expand(p.Trim().Trim('\'', '"')))];
    }

    private static string? CallOn(string value, string method, string?[] arguments) => (method, arguments) switch
    {
        ("Contains", [{ } part]) => Text(value.Contains(part, StringComparison.Ordinal)),
        ("StartsWith", [{ } part, ..]) => Text(value.StartsWith(part, StringComparison.Ordinal)),
        ("EndsWith", [{ } part, ..]) => Text(value.EndsWith(part, StringComparison.Ordinal)),
        ("Equals", [{ } other, ..]) => Text(value == other),
        ("Replace", [{ Length: > 0 } old, { } with]) => value.Replace(old, with, StringComparison.Ordinal),
        ("ToLower" or "ToLowerInvariant", []) => value.ToLowerInvariant(),
        ("ToUpper" or "ToUpperInvariant", []) => value.ToUpperInvariant(),
        ("Trim", []) => value.Trim(),
        ("TrimStart", [{ Length: 1 } c]) => value.TrimStart(c[0]),
        ("TrimEnd", [{ Length: 1 } c]) => value.TrimEnd(c[0]),
        ("Substring", [{ } from]) when int.TryParse(from, out var start) && start <= value.Length => value[start..],
        _ => null,
    };

    private string? CallStatic(string type, string method, string?[] arguments)
    {
        if (arguments.Contains(null))
            return null;

        return (type, method, arguments) switch
        {
            ("MSBuild", "GetPathOfFileAbove", [{ } file]) => FileAbove(Property("MSBuildThisFileDirectory"), file),
            ("MSBuild", "GetPathOfFileAbove", [{ } file, { } from]) => FileAbove(from, file),
            ("MSBuild", "GetDirectoryNameOfFileAbove", [{ } from, { } file]) => Path.GetDirectoryName(FileAbove(from, file)) ?? string.Empty,
            ("MSBuild", "NormalizePath", { Length: > 0 }) => Path.GetFullPath(Path.Combine([.. arguments.Select(a => Slashes(a!))])),
            ("MSBuild", "NormalizeDirectory", { Length: > 0 }) => Path.GetFullPath(Path.Combine([.. arguments.Select(a => Slashes(a!))])) + '/',
            ("MSBuild", "EnsureTrailingSlash", [{ } path]) => path.EndsWith('/') ? path : path + '/',
            ("MSBuild", "ValueOrDefault", [{ } value, { } fallback]) => value.Length > 0 ? value : fallback,
            ("MSBuild", "IsOSPlatform", [{ } system]) => Text(system.Equals("linux", StringComparison.OrdinalIgnoreCase)),
            ("MSBuild", "IsTargetFrameworkCompatible", [{ } target, { } candidate]) =>
                Text(TargetFramework.Parse(target).IsCompatibleWith(TargetFramework.Parse(candidate))),
            ("MSBuild", "GetTargetPlatformIdentifier", [{ } target]) => TargetFramework.Parse(target).Platform,
            ("MSBuild", "GetTargetFrameworkIdentifier", [{ } target]) => TargetFramework.Parse(target).Family switch
            {
                FrameworkFamily.NetCore => ".NETCoreApp",
                FrameworkFamily.NetStandard => ".NETStandard",
                FrameworkFamily.NetFramework => ".NETFramework",
                _ => string.Empty,
            },
            ("MSBuild", "GetTargetFrameworkVersion", [{ } target, ..]) => TargetFramework.Parse(target).Version.ToString(),
            ("MSBuild", "VersionGreaterThanOrEquals", [{ } a, { } b]) => Text(PackageVersion.Compare(a, b) >= 0),
            ("MSBuild", "VersionGreaterThan", [{ } a, { } b]) => Text(PackageVersion.Compare(a, b) > 0),
            ("MSBuild", "VersionLessThan", [{ } a, { } b]) => Text(PackageVersion.Compare(a, b) < 0),
            ("MSBuild", "VersionLessThanOrEquals", [{ } a, { } b]) => Text(PackageVersion.Compare(a, b) <= 0),
            ("MSBuild", "VersionEquals", [{ } a, { } b]) => Text(PackageVersion.Compare(a, b) == 0),
            ("System.IO.Path", "Combine", { Length: > 0 }) => Path.Combine([.. arguments.Select(a => Slashes(a!))]),
            ("System.IO.Path", "GetFullPath", [{ } path]) => Path.GetFullPath(Slashes(path)),
            ("System.IO.Path", "GetDirectoryName", [{ } path]) => Path.GetDirectoryName(Slashes(path)),
            ("System.IO.Path", "GetFileName", [{ } path]) => Path.GetFileName(Slashes(path)),
            ("System.IO.File", "Exists", [{ } path]) => Text(File.Exists(Slashes(path))),
            ("System.IO.Directory", "Exists", [{ } path]) => Text(Directory.Exists(Slashes(path))),
            ("System.String", "IsNullOrEmpty", [{ } value]) => Text(value.Length == 0),
            ("System.String", "IsNullOrEmpty", []) => Text(true),
            _ when type.EndsWith("RuntimeInformation", StringComparison.Ordinal) => Text(arguments is [var os] && os!.Contains("Linux", StringComparison.OrdinalIgnoreCase)),
            _ => null,
        };
    }

    public static string Slashes(string path) => path.Replace('\\', '/');

    public static string FileAbove(string directory, string file)
    {
        for (var current = directory.Length == 0 ? null : new DirectoryInfo(Slashes(directory)); current is not null; current = current.Parent)
        {
            var candidate = Path.Combine(current.FullName, file);
            if (File.Exists(candidate))
                return candidate;
        }

        return string.Empty;
    }

    private static string Text(bool value) => value ? "true" : "false";

    [GeneratedRegex(@"^\[(?<type>[\w.]+)\]::(?<method>\w+)\(")]
    private static partial Regex StaticCall();

    [GeneratedRegex(@"^(?<name>[\w-]+)\.(?<method>\w+)\(")]
    private static partial Regex InstanceCall();

    [GeneratedRegex(@"^[\w-]+$")]
    private static partial Regex Name();
}
