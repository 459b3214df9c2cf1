using System.Reflection;
using PerfAnalyzers.Corpus.Running;

namespace PerfAnalyzers.Benchmarks.Measuring;

/// <summary>Analyzers that are measured together.</summary>
internal sealed record MeasuredRules(string Name, ImmutableArray<DiagnosticAnalyzer> Analyzers)
{
    public static MeasuredRules Own { get; } = new("PerfAnalyzers", RuleCatalog.Own().Analyzers);

    /// <summary>Each of our rules by itself.</summary>
    public static IEnumerable<MeasuredRules> Single => Own.Analyzers.Select(a => new MeasuredRules(ProjectAnalysis.Id(a), [a])).OrderBy(s => s.Name, StringComparer.Ordinal);

    /// <summary>Analyzers that do nothing.</summary>
    public static MeasuredRules Idle(int count) => new($"{count} that do nothing", [.. Enumerable.Range(0, count).Select(_ => new IdleAnalyzer())]);

    /// <summary>The packages of others that this program was built with.</summary>
    public static IEnumerable<MeasuredRules> Peers =>
        from peer in typeof(MeasuredRules).Assembly.GetCustomAttributes<AssemblyMetadataAttribute>()
        where peer.Key == "Peer"
        let parts = peer.Value!.Split('|')
        select new MeasuredRules($"{parts[0]} {Path.GetFileName(parts[1])}", [.. Assemblies(Path.Combine(parts[1], "analyzers")).SelectMany(f => RuleCatalog.FromFiles([f]).Analyzers)]);

    private static IEnumerable<string> Assemblies(string folder) =>
        Directory.EnumerateFiles(folder, "*.dll", SearchOption.AllDirectories)
            .Where(f => !Path.GetFileName(f).Contains(".resources.", StringComparison.Ordinal) && !f.Contains("CodeFix", StringComparison.OrdinalIgnoreCase) && !f.Contains("/vb/", StringComparison.OrdinalIgnoreCase))
            .Order(StringComparer.Ordinal)
            .GroupBy(Path.GetFileName)
            .Select(g => g.Last());
}
