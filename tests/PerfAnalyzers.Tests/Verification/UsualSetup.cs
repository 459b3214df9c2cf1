namespace PerfAnalyzers.Tests.Verification;

/// <summary>What the SDK imports into every project with implicit usings.</summary>
internal static class UsualUsings
{
    public static (string filename, string content) File { get; } = ("/0/GlobalUsings.cs", """
        global using System;
        global using System.Collections.Generic;
        global using System.IO;
        global using System.Linq;
        global using System.Net.Http;
        global using System.Threading;
        global using System.Threading.Tasks;

        """);
}

/// <summary>What the SDK passes to the compiler for every project.</summary>
internal static class UsualOptions
{
    /// <summary>A library built against an older version of another is no finding.</summary>
    public static ImmutableDictionary<string, ReportDiagnostic> Silenced { get; } = ImmutableDictionary<string, ReportDiagnostic>.Empty
        .Add("CS1701", ReportDiagnostic.Suppress)
        .Add("CS1702", ReportDiagnostic.Suppress);
}
