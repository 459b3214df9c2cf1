using System.Globalization;

namespace PerfAnalyzers.Corpus.Projects;

internal enum FrameworkFamily
{
    Unknown,
    NetFramework,
    NetStandard,
    NetCore,
}

/// <summary>A target framework moniker such as net8.0, netstandard2.0 or net10.0-android.</summary>
internal sealed record TargetFramework(FrameworkFamily Family, Version Version, string Platform)
{
    public static readonly TargetFramework Unknown = new(FrameworkFamily.Unknown, new Version(0, 0), string.Empty);

    public static TargetFramework Parse(string moniker)
    {
        var dash = moniker.IndexOf('-', StringComparison.Ordinal);
        var platform = dash < 0 ? string.Empty : moniker[(dash + 1)..].TrimEnd('.', '0', '1', '2', '3', '4', '5', '6', '7', '8', '9').ToLowerInvariant();
        var name = (dash < 0 ? moniker : moniker[..dash]).Trim().ToLowerInvariant();

        foreach (var (prefix, family) in new[] { ("netstandard", FrameworkFamily.NetStandard), ("netcoreapp", FrameworkFamily.NetCore), ("net", FrameworkFamily.NetCore) })
        {
            if (!name.StartsWith(prefix, StringComparison.Ordinal))
                continue;

            var digits = name[prefix.Length..];
            if (Version.TryParse(digits, out var dotted))
                return new(prefix == "net" && dotted.Major < 5 ? FrameworkFamily.NetFramework : family, dotted, platform);

            return prefix == "net" && digits.Length is 2 or 3 && digits.All(char.IsAsciiDigit)
                ? new(FrameworkFamily.NetFramework, Version.Parse(string.Join('.', digits.ToCharArray())), platform)
                : Unknown;
        }

        return Unknown;
    }

    /// <summary>The one to read a project with: without a platform before with one, the newest framework first.</summary>
    public static string? Newest(IEnumerable<string> monikers) =>
        monikers
            .Select(m => (Moniker: m, Framework: Parse(m)))
            .OrderBy(m => m.Framework.Platform.Length > 0)
            .ThenByDescending(m => m.Framework.Family)
            .ThenByDescending(m => m.Framework.Version)
            .Select(m => m.Moniker)
            .FirstOrDefault();

    /// <summary>How well assets made for this framework serve <paramref name="consumer"/>; the highest is best, null is not at all.</summary>
    public int? Suitability(TargetFramework consumer)
    {
        // Android or Windows assets are better than none: the corpus only has to bind.
        var penalty = Platform.Length > 0 && Platform != consumer.Platform ? 100_000 : 0;
        var version = (Version.Major * 100) + Version.Minor;
        return Family switch
        {
            FrameworkFamily.NetCore when consumer.Family == FrameworkFamily.NetCore && Version <= consumer.Version => 60_000 + version - penalty,
            FrameworkFamily.NetStandard when consumer.Family == FrameworkFamily.NetCore || (consumer.Family == FrameworkFamily.NetStandard && Version <= consumer.Version) => 40_000 + version - penalty,
            FrameworkFamily.NetFramework => 20_000 + version - penalty,
            FrameworkFamily.NetCore => 10_000 - version - penalty,
            _ => null,
        };
    }

    /// <summary>Whether code for <paramref name="other"/> may be used in code for this framework.</summary>
    public bool IsCompatibleWith(TargetFramework other) => (Family, other.Family) switch
    {
        (FrameworkFamily.NetCore, FrameworkFamily.NetStandard) => true,
        _ => Family == other.Family && Version >= other.Version,
    };

    /// <summary>The constants that the SDK defines for this framework.</summary>
    public IEnumerable<string> Constants()
    {
        switch (Family)
        {
            case FrameworkFamily.NetCore:
                yield return "NET";
                yield return Version.Major >= 5 ? $"NET{Version.Major}_{Version.Minor}" : $"NETCOREAPP{Version.Major}_{Version.Minor}";
                yield return "NETCOREAPP";
                foreach (var older in new[] { "1_0", "1_1", "2_0", "2_1", "2_2", "3_0", "3_1" })
                    yield return $"NETCOREAPP{older}_OR_GREATER";
                for (var major = 5; major <= Version.Major; major++)
                    yield return $"NET{major}_0_OR_GREATER";
                if (Platform.Length > 0)
                    yield return Platform.ToUpperInvariant();
                break;
            case FrameworkFamily.NetStandard:
                yield return "NETSTANDARD";
                yield return $"NETSTANDARD{Version.Major}_{Version.Minor}";
                foreach (var older in new[] { "1.0", "1.1", "1.2", "1.3", "1.4", "1.5", "1.6", "2.0", "2.1" })
                {
                    if (Version >= Version.Parse(older))
                        yield return $"NETSTANDARD{older.Replace('.', '_')}_OR_GREATER";
                }

                break;
            case FrameworkFamily.NetFramework:
                yield return "NETFRAMEWORK";
                yield return "NET" + Version.ToString().Replace(".", string.Empty, StringComparison.Ordinal);
                foreach (var older in new[] { 20, 35, 40, 45, 451, 452, 46, 461, 462, 47, 471, 472, 48, 481 })
                {
                    if (Version >= Version.Parse(string.Join('.', older.ToString(CultureInfo.InvariantCulture).ToCharArray())))
                        yield return $"NET{older.ToString(CultureInfo.InvariantCulture)}_OR_GREATER";
                }

                break;
        }
    }

    /// <summary>The language version that the SDK takes where the project names none.</summary>
    public LanguageVersion DefaultLanguage() => (Family, Version.Major) switch
    {
        (FrameworkFamily.NetCore, >= 10) => LanguageVersion.CSharp14,
        (FrameworkFamily.NetCore, 9) => LanguageVersion.CSharp13,
        (FrameworkFamily.NetCore, 8) => LanguageVersion.CSharp12,
        (FrameworkFamily.NetCore, 7) => LanguageVersion.CSharp11,
        (FrameworkFamily.NetCore, 6) => LanguageVersion.CSharp10,
        (FrameworkFamily.NetCore, 5) => LanguageVersion.CSharp9,
        (FrameworkFamily.NetCore, 3) => LanguageVersion.CSharp8,
        (FrameworkFamily.NetStandard, 2) when Version.Minor == 1 => LanguageVersion.CSharp8,
        (FrameworkFamily.Unknown, _) => LanguageVersion.Latest,
        _ => LanguageVersion.CSharp7_3,
    };
}
