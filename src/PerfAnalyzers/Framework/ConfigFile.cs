using Microsoft.CodeAnalysis.Text;

namespace PerfAnalyzers.Framework;

/// <summary>One <c>key = value</c> line and where it stands.</summary>
internal sealed record ConfigSetting(string Key, string Value, TextSpan Span);

/// <summary>
/// Reads .editorconfig and .globalconfig files as the compiler does. The compiler hands analyzers the values
/// without the place they come from, and only the place helps whoever mistyped one.
/// </summary>
internal static class ConfigFile
{
    private static readonly char[] Separators = { '=', ':' };
    private static readonly char[] CommentStarts = { '#', ';' };

    public static bool IsConfigFile(string path) =>
        path.EndsWith(".editorconfig", StringComparison.OrdinalIgnoreCase)
        || path.EndsWith(".globalconfig", StringComparison.OrdinalIgnoreCase);

    public static IEnumerable<ConfigSetting> Read(SourceText text)
    {
        foreach (var line in text.Lines)
        {
            var content = line.ToString();
            var separator = content.IndexOfAny(Separators);
            var comment = content.IndexOfAny(CommentStarts);
            if (separator < 0 || (comment >= 0 && comment < separator))
                continue;

            var key = content.Substring(0, separator).Trim();
            var end = comment < 0 ? content.Length : comment;
            var value = content.Substring(separator + 1, end - separator - 1).Trim();
            var start = content.IndexOf(key, StringComparison.Ordinal);
            var length = content.Substring(0, end).TrimEnd().Length - start;
            if (key.Length > 0 && key[0] != '[')
                yield return new ConfigSetting(key, value, new TextSpan(line.Start + start, length));
        }
    }
}
