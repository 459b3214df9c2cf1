using System.Globalization;
using Microsoft.CodeAnalysis.CSharp;

namespace PerfAnalyzers.Tests.Verification;

/// <summary>Skips a test that the compiler it runs on cannot understand.</summary>
internal static class Requires
{
    /// <summary>The version of C# that the running compiler calls its latest.</summary>
    public static int LatestCSharp { get; } = (int)LanguageVersion.Latest.MapSpecifiedToEffectiveVersion() / 100;

    public static Version Roslyn { get; } = typeof(SyntaxTree).Assembly.GetName().Version!;

    /// <summary>Whether it is the newest compiler that tests are run on.</summary>
    public static bool IsNewest => Roslyn.Major >= 5;

    public static void CSharp(int version) => Assert.SkipUnless(
        LatestCSharp >= version,
        string.Create(CultureInfo.InvariantCulture, $"Needs C# {version}; this compiler knows C# {LatestCSharp}."));

    /// <param name="version">Such as "4.8".</param>
    public static void RoslynVersion(string version) =>
        Assert.SkipUnless(Roslyn >= Version.Parse(version), $"Needs Roslyn {version}; this is {Roslyn}.");
}
