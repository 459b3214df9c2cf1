using System.Globalization;

namespace PerfAnalyzers.Corpus.Projects;

/// <summary>Orders package versions as NuGet does, as far as choosing one of several needs it.</summary>
internal static class PackageVersion
{
    public static readonly IComparer<string> Comparer = Comparer<string>.Create(Compare);

    public static int Compare(string left, string right)
    {
        var (leftNumbers, leftLabel) = Split(left);
        var (rightNumbers, rightLabel) = Split(right);
        for (var i = 0; i < 4; i++)
        {
            var difference = leftNumbers[i].CompareTo(rightNumbers[i]);
            if (difference != 0)
                return difference;
        }

        return (leftLabel.Length, rightLabel.Length) switch
        {
            (0, 0) => 0,
            (0, _) => 1,
            (_, 0) => -1,
            _ => CompareLabels(leftLabel, rightLabel),
        };
    }

    public static int Major(string version) => Split(version).Numbers[0];

    /// <summary>The lowest version that a range, a floating version or a plain version allows.</summary>
    public static string Lowest(string range)
    {
        var lowest = range.Trim().TrimStart('[', '(').Split(',')[0].TrimEnd(']', ')').Trim();
        return lowest.Replace(".*", string.Empty, StringComparison.Ordinal).Replace("*", string.Empty, StringComparison.Ordinal).TrimEnd('-');
    }

    /// <summary>
    /// Of what exists, the version closest to the one asked for: the next higher one of the same major version, then
    /// the next lower one of it, then the next higher of any, then the highest there is.
    /// </summary>
    public static string? Nearest(IEnumerable<string> available, string wanted)
    {
        var ordered = available.Order(Comparer).ToArray();
        if (ordered.Length == 0 || wanted.Length == 0)
            return ordered.LastOrDefault(v => !v.Contains('-', StringComparison.Ordinal)) ?? ordered.LastOrDefault();

        var major = Major(wanted);
        return ordered.FirstOrDefault(v => Major(v) == major && Compare(v, wanted) >= 0)
            ?? ordered.LastOrDefault(v => Major(v) == major)
            ?? ordered.FirstOrDefault(v => Compare(v, wanted) >= 0)
            ?? ordered[^1];
    }

    private static (int[] Numbers, string Label) Split(string version)
    {
        var plus = version.IndexOf('+', StringComparison.Ordinal);
        var core = (plus < 0 ? version : version[..plus]).TrimStart('v', 'V');
        var dash = core.IndexOf('-', StringComparison.Ordinal);
        var numbers = new int[4];
        var parts = (dash < 0 ? core : core[..dash]).Split('.');
        for (var i = 0; i < Math.Min(4, parts.Length); i++)
            _ = int.TryParse(parts[i], NumberStyles.None, CultureInfo.InvariantCulture, out numbers[i]);
        return (numbers, dash < 0 ? string.Empty : core[(dash + 1)..]);
    }

    private static int CompareLabels(string left, string right)
    {
        var leftParts = left.Split('.');
        var rightParts = right.Split('.');
        for (var i = 0; i < Math.Min(leftParts.Length, rightParts.Length); i++)
        {
            var difference = int.TryParse(leftParts[i], out var l) && int.TryParse(rightParts[i], out var r)
                ? l.CompareTo(r)
                : string.Compare(leftParts[i], rightParts[i], StringComparison.OrdinalIgnoreCase);
            if (difference != 0)
                return difference;
        }

        return leftParts.Length.CompareTo(rightParts.Length);
    }
}
