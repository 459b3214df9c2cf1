using System.Reflection;
using Microsoft.CodeAnalysis.CodeFixes;
using PerfAnalyzers.CodeFixes.Framework;
using PerfAnalyzers.Framework;

namespace PerfAnalyzers.Corpus.Running;

/// <summary>The rules and fixes of some assemblies, found by their attributes as the compiler and the editor find them.</summary>
internal sealed class RuleCatalog
{
    public RuleCatalog(IEnumerable<DiagnosticAnalyzer> analyzers, IEnumerable<CodeFixProvider> fixes)
    {
        Analyzers = [.. analyzers];
        Fixes = [.. fixes];
    }

    public ImmutableArray<DiagnosticAnalyzer> Analyzers { get; }

    public ImmutableArray<CodeFixProvider> Fixes { get; }

    public IEnumerable<DiagnosticDescriptor> Rules => Analyzers.SelectMany(a => a.SupportedDiagnostics).DistinctBy(d => d.Id).OrderBy(d => d.Id, StringComparer.Ordinal);

    /// <summary>The ids that are enabled although they are off by default.</summary>
    public ImmutableHashSet<string> Forced { get; private init; } = [];

    public static RuleCatalog Own() => From(typeof(RuleAnalyzer).Assembly, typeof(RuleCodeFix).Assembly);

    public static RuleCatalog FromFiles(IEnumerable<string> files)
    {
        try
        {
            return From([.. files.Select(f => Assembly.LoadFrom(Path.GetFullPath(f)))]);
        }
        catch (Exception e) when (e is IOException or BadImageFormatException)
        {
            throw new UserErrorException($"cannot load rules: {e.Message}");
        }
    }

    private static RuleCatalog From(params Assembly[] assemblies)
    {
        var types = assemblies.SelectMany(a => a.GetTypes()).Where(t => !t.IsAbstract).ToArray();
        return new(
            Make<DiagnosticAnalyzer>(types.Where(t => t.GetCustomAttribute<DiagnosticAnalyzerAttribute>()?.Languages.Contains(LanguageNames.CSharp) == true)),
            Make<CodeFixProvider>(types.Where(t => t.GetCustomAttribute<ExportCodeFixProviderAttribute>()?.Languages.Contains(LanguageNames.CSharp) == true)));

        static IEnumerable<T> Make<T>(IEnumerable<Type> types)
            where T : class =>
            types.Where(typeof(T).IsAssignableFrom).OrderBy(t => t.FullName, StringComparer.Ordinal).Select(t => (T)Activator.CreateInstance(t, nonPublic: true)!);
    }

    /// <summary>Only the rules named; one that is named runs even when it is off by default.</summary>
    public RuleCatalog Select(IReadOnlyCollection<string> ids, bool all)
    {
        var known = Rules.Select(r => r.Id).ToHashSet(StringComparer.OrdinalIgnoreCase);
        if (ids.FirstOrDefault(i => !known.Contains(i)) is { } unknown)
            throw new UserErrorException($"there is no rule {unknown}; the rules are {string.Join(", ", known.Order(StringComparer.Ordinal))}");

        var wanted = (ids.Count == 0 ? known : ids).ToHashSet(StringComparer.OrdinalIgnoreCase);
        return new(
            Analyzers.Where(a => a.SupportedDiagnostics.Any(d => wanted.Contains(d.Id))),
            Fixes.Where(f => f.FixableDiagnosticIds.Any(wanted.Contains)))
        {
            Forced = all || ids.Count > 0
                ? [.. Rules.Where(r => !r.IsEnabledByDefault && wanted.Contains(r.Id)).Select(r => r.Id)]
                : [],
            Wanted = ids.Count == 0 ? null : [.. wanted.Select(w => w.ToUpperInvariant())],
        };
    }

    /// <summary>Whether a finding of this id is asked for; an analyzer may report several ids.</summary>
    public bool IsWanted(string id) => Wanted is null || Wanted.Contains(id.ToUpperInvariant());

    public IEnumerable<CodeFixProvider> FixesFor(string id) => Fixes.Where(f => f.FixableDiagnosticIds.Contains(id));

    private ImmutableHashSet<string>? Wanted { get; init; }
}
