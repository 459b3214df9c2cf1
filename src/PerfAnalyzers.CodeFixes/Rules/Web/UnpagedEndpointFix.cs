using PerfAnalyzers.Analysis;
using PerfAnalyzers.Analysis.Bounds;
using PerfAnalyzers.CodeFixes.Rewriting;

namespace PerfAnalyzers.CodeFixes.Rules.Web;

/// <summary>Gives an endpoint pages, and carries them to the query.</summary>
[ExportCodeFixProvider(LanguageNames.CSharp, Name = nameof(UnpagedEndpointFix))]
public sealed class UnpagedEndpointFix : RuleCodeFix
{
    public const string Count = "PERF6001.CountPages";
    public const string StartBehind = "PERF6001.StartBehindKey";

    public UnpagedEndpointFix()
        : base(RuleIds.UnpagedEndpoint)
    {
    }

    internal override ImmutableArray<string> EquivalenceKeys { get; } = ImmutableArray.Create(Count, StartBehind);

    internal override bool ReachesOtherDocuments => true;

    internal override async Task<ImmutableArray<FixPlan>> PlanAsync(FixRequest request)
    {
        if (Find(request) is not { } found || !found.Rows.KeepsOrder || found.Rows.IsShown)
            return ImmutableArray<FixPlan>.Empty;

        var plans = ImmutableArray.CreateBuilder<FixPlan>();
        await AddAsync(PageForm.Counted, Count, "Give pages").ConfigureAwait(false);
        if (PageForm.Behind(found.Rows.Entity, found.Rows.Home) is { } behind)
            await AddAsync(behind, StartBehind, "Give pages that start behind a key").ConfigureAwait(false);

        return plans.ToImmutable();

        async Task AddAsync(PageForm form, string key, string title)
        {
            var largest = PageSizeOptions.LargestPage.Value(request.Document.Project.AnalyzerOptions, request.Root.SyntaxTree, RuleIds.UnpagedEndpoint);
            if (await PagedChain.PlanAsync(found, request, form, largest).ConfigureAwait(false) is not { } edits || !edits.TryGetValue(request.Document.Id, out var here))
                return;

            var plan = new FixPlan($"{title} ({PageForm.UsualSize} rows unless the request asks for up to {largest})", key, here)
            {
                ChangesBehaviour = true,
                OtherChanges = edits.Remove(request.Document.Id),
            };
            if (await StillCompiles.EverywhereAsync(plan, request).ConfigureAwait(false))
                plans.Add(plan);
        }
    }

    private static UnpagedEndpoint? Find(FixRequest request) =>
        request.Node<InvocationExpressionSyntax>() is { } node
        && EndpointUses.Around(node, request) is var (function, member)
        && UnpagedEndpoint.Of(function, member, request.Compilation, request.CancellationToken) is { } found
        && found.Asked.NameAndArguments().SourceSpan == request.Span
            ? found
            : null;
}
