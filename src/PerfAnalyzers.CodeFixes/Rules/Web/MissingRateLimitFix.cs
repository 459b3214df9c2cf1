using PerfAnalyzers.Analysis.Web;
using PerfAnalyzers.CodeFixes.Rewriting;
using PerfAnalyzers.Knowledge;

namespace PerfAnalyzers.CodeFixes.Rules.Web;

/// <summary>
/// Ends requests after a time, where nothing does and nothing else is missing. How many are to be let in, the code does not say: where that limit is missing
/// too, half a fix would leave the finding where it is.
/// </summary>
[ExportCodeFixProvider(LanguageNames.CSharp, Name = nameof(MissingRateLimitFix))]
public sealed class MissingRateLimitFix : RuleCodeFix
{
    public const string EndLate = "PERF6004.EndLate";

    public MissingRateLimitFix()
        : base(RuleIds.MissingRateLimit)
    {
    }

    internal override ImmutableArray<string> EquivalenceKeys { get; } = ImmutableArray.Create(EndLate);

    internal override async Task<ImmutableArray<FixPlan>> PlanAsync(FixRequest request)
    {
        var compilation = request.Compilation;
        if (ApplicationBlock.Around(request) is not { } block
            || compilation.Type(TypeNames.WebApplications.TimeoutServices) is not { } services
            || compilation.Type(TypeNames.WebApplications.TimeoutUse) is not { } use
            || compilation.Type(TypeNames.WebApplications.TimeoutPolicy) is not { } policy
            || compilation.Type(TypeNames.System.TimeSpan) is not { } time
            || compilation.MayHave(ServerFeature.Timeouts)
            || (compilation.Type(TypeNames.WebApplications.RateLimiterUse) is not null && !compilation.MayHave(ServerFeature.RateLimit)))
        {
            return ImmutableArray<FixPlan>.Empty;
        }

        var changes = block.With(
            "AddRequestTimeouts(options => options.DefaultPolicy = new RequestTimeoutPolicy { Timeout = TimeSpan.FromSeconds(30) })",
            "UseRequestTimeouts()",
            afterRouting: true,
            request.Text).ToBuilder();
        foreach (var type in new[] { services, use, policy, time })
        {
            if (!Usings.TryAdd(changes, type, block.Build, request))
                return ImmutableArray<FixPlan>.Empty;
        }

        var edits = changes.ToImmutable();
        return await StillCompiles.AfterAsync(edits, request.Root, request).ConfigureAwait(false)
            ? ImmutableArray.Create(new FixPlan("End requests after 30 seconds (their token is cancelled, and they answer 504)", EndLate, edits) { ChangesBehaviour = true })
            : ImmutableArray<FixPlan>.Empty;
    }
}
