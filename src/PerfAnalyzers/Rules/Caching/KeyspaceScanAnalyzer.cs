using PerfAnalyzers.Analysis;
using PerfAnalyzers.Analysis.Caching;
using PerfAnalyzers.Analysis.Collections;
using PerfAnalyzers.Analysis.Resilience;
using PerfAnalyzers.Knowledge;
using PerfAnalyzers.Knowledge.Caching;

namespace PerfAnalyzers.Rules.Caching;

/// <summary>Finds requests that make a server of Redis go through all of its keys.</summary>
[DiagnosticAnalyzer(LanguageNames.CSharp)]
public sealed class KeyspaceScanAnalyzer : RuleAnalyzer
{
    internal static readonly DiagnosticDescriptor Rule = RuleDescriptor.Create(
        id: RuleIds.KeyspaceScan,
        title: "Request goes through all keys of a cache server",
        messageFormat: "'{0}' goes through every key of the server, whoever they belong to, {1}; keep the keys that belong together in a set, or put a version into them",
        category: Categories.Performance,
        ruleLevel: RuleLevel.BuildWarning,
        description: "A cache server finds a key at once, but has no index of patterns: to find those that match it looks at all there are. With KEYS it answers nobody "
            + "else meanwhile. The more is cached, by whatever application, the longer each such request takes.");

    private const string Blocking = "and answers nobody meanwhile";
    private const string Paging = "in as many round trips as they fill pages";

    public KeyspaceScanAnalyzer()
        : base(Rule)
    {
    }

    private protected override void Register(RuleContext rule)
    {
        if (KeyspaceScans.For(rule.Compilation) is { IsEmpty: false } scans)
            rule.OnOperation(context => Analyze(context, scans), OperationKind.Invocation);
    }

    private static void Analyze(OperationRuleContext context, KeyspaceScans scans)
    {
        var call = (IInvocationOperation)context.Operation;
        if (scans.Find(call.TargetMethod) is null
            || KeyspaceScan.Of(call, context.Compilation) is not { } scan
            || IsOfOwnRun(context.ContainingMember)
            || ServingPlaces.For(context.Compilation).Of(call, context.CancellationToken, alsoOnMiss: true) is not { Serving: not Serving.No and var serving } served)
        {
            return;
        }

        var confidence = serving == Serving.Certain && scan.Blocks ? Confidence.High : Confidence.Medium;
        context.Report(Rule, call.NameAndArguments(), IsForOperators(context.ContainingMember) && !scan.IsOfOne ? Confidence.Low : confidence, served.Path, properties: null, scan.What, scan.Blocks ? Blocking : Paging);
    }

    /// <summary>Whether a job looks for keys: it does so now and then, and nobody waits.</summary>
    private static bool IsOfOwnRun(ISymbol member) => member.ContainingType is { } type && PurposeWords.IsOwnRun(Words.Split(type.Name));

    /// <summary>Whether names say that somebody who runs the server empties or looks at all of it, which he seldom does.</summary>
    private static bool IsForOperators(ISymbol member) =>
        Words.Split(member.Name).Concat(Words.Split(member.ContainingType?.Name ?? "")).Any(w => w is "Clear" or "Flush" or "Purge" or "Reset" or "Admin" or "Dump" or "Diagnostics" or "Health" or "Statistics" or "Maintenance");
}
