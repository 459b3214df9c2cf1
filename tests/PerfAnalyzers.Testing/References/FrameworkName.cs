using System.Globalization;

namespace Microsoft.CodeAnalysis.Testing;

/// <summary>Chooses among the frameworks a package is built for.</summary>
internal static class FrameworkName
{
    /// <summary>The one closest to the target that the target can use, or null. An empty name fits every target.</summary>
    public static string? Nearest(IEnumerable<string> names, string target)
    {
        var (family, version) = Parse(target);
        return names
            .Select(name => (Name: name, Rank: Rank(name)))
            .Where(candidate => candidate.Rank >= 0)
            .OrderByDescending(candidate => candidate.Rank)
            .Select(candidate => candidate.Name)
            .FirstOrDefault();

        double Rank(string name)
        {
            var (other, otherVersion) = Parse(name);
            return other switch
            {
                "any" => 0,
                "netstandard" when family == "net" || otherVersion <= version => 1 + otherVersion,
                "net" when family == "net" && otherVersion <= version => 100 + otherVersion,
                _ => -1,
            };
        }
    }

    /// <summary>.NET Core counts as an early .NET; .NET Framework and platform-specific names as nothing that fits.</summary>
    private static (string Family, double Version) Parse(string name)
    {
        var text = name.TrimStart('.').Replace("NETStandard", "netstandard", StringComparison.OrdinalIgnoreCase).Replace("netcoreapp", "net", StringComparison.OrdinalIgnoreCase);
        if (text.Length == 0)
            return ("any", 0);

        var digits = text.TakeWhile(c => !char.IsDigit(c)).Count();
        return text.Contains('.', StringComparison.Ordinal) && double.TryParse(text.AsSpan(digits), NumberStyles.Float, CultureInfo.InvariantCulture, out var version)
            ? (text[..digits].ToLowerInvariant(), version)
            : ("other", 0);
    }
}
