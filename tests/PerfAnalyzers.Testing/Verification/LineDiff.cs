using System.Text;

namespace Microsoft.CodeAnalysis.Testing;

/// <summary>Shows how two texts differ, line by line, with differing line endings made visible.</summary>
internal static class LineDiff
{
    /// <summary>Null when the texts are equal; else unchanged lines, and changed ones marked '-' (expected) or '+' (actual).</summary>
    public static string? Between(string expected, string actual)
    {
        if (expected == actual)
            return null;

        var left = Lines(expected);
        var right = Lines(actual);
        var common = CommonSuffixLengths(left, right);
        var text = new StringBuilder();
        var (i, j) = (0, 0);
        while (i < left.Count || j < right.Count)
        {
            if (i < left.Count && j < right.Count && left[i] == right[j])
            {
                text.Append("  ").Append(left[i++].TrimEnd('\r', '\n')).Append('\n');
                j++;
            }
            else if (i < left.Count && (j == right.Count || common[i + 1, j] >= common[i, j + 1]))
            {
                text.Append("- ").Append(Visible(left[i++])).Append('\n');
            }
            else
            {
                text.Append("+ ").Append(Visible(right[j++])).Append('\n');
            }
        }

        return text.ToString();
    }

    private static List<string> Lines(string text)
    {
        var source = SourceText.From(text);
        return source.Lines.Select(line => source.ToString(line.SpanIncludingLineBreak)).Where(line => line.Length > 0).ToList();
    }

    private static int[,] CommonSuffixLengths(List<string> left, List<string> right)
    {
        var common = new int[left.Count + 1, right.Count + 1];
        for (var i = left.Count - 1; i >= 0; i--)
        {
            for (var j = right.Count - 1; j >= 0; j--)
                common[i, j] = left[i] == right[j] ? common[i + 1, j + 1] + 1 : Math.Max(common[i + 1, j], common[i, j + 1]);
        }

        return common;
    }

    private static string Visible(string line) =>
        line.EndsWith("\r\n", StringComparison.Ordinal) ? line[..^2] + "<CR><LF>"
        : line.EndsWith('\n') ? line[..^1] + "<LF>"
        : line + "<no line end>";
}
