using PerfAnalyzers.Analysis.Queries;
using PerfAnalyzers.CodeFixes.Rewriting;

namespace PerfAnalyzers.CodeFixes.Rules.DataAccess;

/// <summary>Reads the rows without tracking them.</summary>
[ExportCodeFixProvider(LanguageNames.CSharp, Name = nameof(TrackedReadOnlyQueryFix))]
public sealed class TrackedReadOnlyQueryFix : RuleCodeFix
{
    public const string LeaveOutTracking = "PERF2012.LeaveOutTracking";

    public TrackedReadOnlyQueryFix()
        : base(RuleIds.TrackedReadOnlyQuery)
    {
    }

    internal override ImmutableArray<string> EquivalenceKeys { get; } = ImmutableArray.Create(LeaveOutTracking);

    internal override async Task<ImmutableArray<FixPlan>> PlanAsync(FixRequest request)
    {
        if (BeforeExecution.Call(request) is not { } call || TrackedRead.In(call, request.Compilation) is not { } found || request.Node<MemberDeclarationSyntax>() is not { } member)
            return ImmutableArray<FixPlan>.Empty;

        var changes = ImmutableArray.Create(BeforeExecution.Insert(call, found.Method + "()", request));
        return await StillCompiles.AfterAsync(changes, member, request).ConfigureAwait(false)
            ? ImmutableArray.Create(new FixPlan($"Use '{found.Method}' (rows come as they are stored, not as the context may have changed them)", LeaveOutTracking, changes) { ChangesBehaviour = true })
            : ImmutableArray<FixPlan>.Empty;
    }
}
