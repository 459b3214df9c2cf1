using PerfAnalyzers.Analysis;
using PerfAnalyzers.Analysis.Bounds;
using PerfAnalyzers.CodeFixes.Rewriting;

namespace PerfAnalyzers.CodeFixes.Rules.Web;

/// <summary>Loads the rows before the answer is written, or hands them on as a stream.</summary>
[ExportCodeFixProvider(LanguageNames.CSharp, Name = nameof(LazyEndpointResultFix))]
public sealed class LazyEndpointResultFix : RuleCodeFix
{
    public const string LoadRows = "PERF6002.LoadRows";
    public const string StreamRows = "PERF6002.StreamRows";

    public LazyEndpointResultFix()
        : base(RuleIds.LazyEndpointResult)
    {
    }

    internal override ImmutableArray<string> EquivalenceKeys { get; } = ImmutableArray.Create(LoadRows, StreamRows);

    internal override async Task<ImmutableArray<FixPlan>> PlanAsync(FixRequest request)
    {
        if (request.Node<ExpressionSyntax>() is not { } node
            || EndpointUses.Around(node, request) is not var (function, member)
            || LazyAnswer.Of(function, member, request.Compilation, request.CancellationToken) is not { } found
            || !found.Place.Syntax.Span.Contains(request.Span)
            || await EagerAnswer.TryCreateAsync(found, request).ConfigureAwait(false) is not { } eager)
        {
            return ImmutableArray<FixPlan>.Empty;
        }

        var plans = ImmutableArray.CreateBuilder<FixPlan>();
        await AddAsync(eager.Load(), LoadRows, "Load the rows before answering").ConfigureAwait(false);
        await AddAsync(eager.Stream(), StreamRows, "Answer with a stream").ConfigureAwait(false);
        return plans.ToImmutable();

        async Task AddAsync(ImmutableArray<TextChange>? changes, string key, string title)
        {
            if (changes is null)
                return;

            var plan = new FixPlan(title, key, changes.Value);
            if (await StillCompiles.EverywhereAsync(plan, request).ConfigureAwait(false))
                plans.Add(plan);
        }
    }
}
