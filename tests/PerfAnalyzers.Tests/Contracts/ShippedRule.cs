using System.Reflection;
using Microsoft.CodeAnalysis.CodeFixes;
using PerfAnalyzers.CodeFixes.Framework;
using PerfAnalyzers.Framework;

namespace PerfAnalyzers.Tests.Contracts;

/// <summary>One rule as it is shipped: the analyzer and, if there is one, the fix. Found by reflection, so none is forgotten.</summary>
internal sealed record ShippedRule(RuleAnalyzer Analyzer, RuleCodeFix? Fix)
{
    public static ImmutableArray<ShippedRule> All { get; } = FindAll();

    public DiagnosticDescriptor Descriptor => Analyzer.SupportedDiagnostics[0];

    public string Id => Descriptor.Id;

    /// <summary>The name of the rule: that of its analyzer, less the suffix.</summary>
    public string Stem => Analyzer.GetType().Name[..^"Analyzer".Length];

    /// <summary>The family: the last part of the namespace, and the folder.</summary>
    public string Family => Analyzer.GetType().Namespace!["PerfAnalyzers.Rules.".Length..];

    public string PagePath => $"docs/rules/{Id}.md";

    /// <summary>Whether the rule is about code; the rule about configuration has no code to show.</summary>
    public bool IsAboutCode => Id != RuleIds.InvalidConfiguration;

    public static ShippedRule WithId(string id) => All.Single(r => r.Id == id);

    /// <summary>The ids of all rules, as the rows of a theory.</summary>
    public static TheoryData<string> Ids => [.. All.Select(r => r.Id)];

    public static TheoryData<string> IdsAboutCode => [.. All.Where(r => r.IsAboutCode).Select(r => r.Id)];

    public static TheoryData<string> FixableIds => [.. All.Where(r => r.Fix is not null).Select(r => r.Id)];

    public static IEnumerable<Type> TypesDerivedFrom<T>() =>
        typeof(T).Assembly.GetTypes().Where(t => t.IsSubclassOf(typeof(T)) && !t.IsAbstract);

    private static ImmutableArray<ShippedRule> FindAll()
    {
        var fixes = TypesDerivedFrom<RuleCodeFix>().Select(t => (RuleCodeFix)Activator.CreateInstance(t)!).ToArray();
        return [.. TypesDerivedFrom<RuleAnalyzer>()
            .Select(t => (RuleAnalyzer)Activator.CreateInstance(t)!)
            .Select(a => new ShippedRule(a, fixes.SingleOrDefault(f => f.FixableDiagnosticIds.Contains(a.SupportedDiagnostics[0].Id))))
            .OrderBy(r => r.Id, StringComparer.Ordinal)];
    }
}
