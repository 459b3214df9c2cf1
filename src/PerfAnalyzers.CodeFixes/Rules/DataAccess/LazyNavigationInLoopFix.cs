using PerfAnalyzers.Analysis.EntityModel;
using PerfAnalyzers.Analysis.Iteration;
using PerfAnalyzers.Analysis.Queries;
using PerfAnalyzers.CodeFixes.Rewriting;

namespace PerfAnalyzers.CodeFixes.Rules.DataAccess;

/// <summary>Includes the navigation in the query that makes the list.</summary>
[ExportCodeFixProvider(LanguageNames.CSharp, Name = nameof(LazyNavigationInLoopFix))]
public sealed class LazyNavigationInLoopFix : RuleCodeFix
{
    public const string Include = "PERF2002.Include";
    public const string IncludeWhatIsMissing = "PERF2002.IncludeWhatIsMissing";

    public LazyNavigationInLoopFix()
        : base(RuleIds.LazyNavigationInLoop)
    {
    }

    internal override ImmutableArray<string> EquivalenceKeys { get; } = ImmutableArray.Create(Include, IncludeWhatIsMissing);

    internal override async Task<ImmutableArray<FixPlan>> PlanAsync(FixRequest request)
    {
        if (Find(request) is not { } found)
            return ImmutableArray<FixPlan>.Empty;

        var (source, read) = found;
        var changes = ImmutableArray.CreateBuilder<TextChange>();
        foreach (var path in read.Paths)
        {
            // A longer path loads the shorter ones on its way.
            if (read.Paths.Any(p => p.Text.StartsWith(path.Text + ".", StringComparison.Ordinal)))
                continue;

            if (!IncludeRewrite.TryAdd(changes, source, path, request))
                return ImmutableArray<FixPlan>.Empty;
        }

        var member = source.Query.Execution.Syntax.FirstAncestorOrSelf<MemberDeclarationSyntax>() ?? request.Root;
        var plan = changes.ToImmutable();
        if (!await StillCompiles.AfterAsync(plan, member, request).ConfigureAwait(false))
            return ImmutableArray<FixPlan>.Empty;

        var title = "Include '" + string.Join("', '", read.Paths.Select(p => p.Text)) + "' in the query";
        return ImmutableArray.Create(read.LazyLoading == LazyLoading.Proven
            ? new FixPlan(title, Include, plan)
            : new FixPlan(title + " (it may be null or empty now)", IncludeWhatIsMissing, plan) { ChangesBehaviour = true });
    }

    /// <summary>Looks the finding up again in the text as it is now: the loops around the place, the innermost first.</summary>
    private static (ElementSource Source, UnloadedRead Read)? Find(FixRequest request)
    {
        var node = request.Root.FindNode(request.Span, getInnermostNodeForTie: true);
        while (node is not (null or MemberDeclarationSyntax) && request.Model.GetOperation(node, request.CancellationToken) is null)
            node = node.Parent;

        for (var operation = node is null ? null : request.Model.GetOperation(node, request.CancellationToken); operation is not null; operation = operation.Parent)
        {
            if (LoopOf(operation, request.Compilation) is not { } loop || UnloadedReads.In(loop, request.Compilation) is not { } unloaded)
                continue;

            if (unloaded.Reads.FirstOrDefault(r => UnloadedReads.LocationOf(r.Place).SourceSpan == request.Span) is { } read)
                return (unloaded.Source, read);
        }

        return null;
    }

    private static Iteration? LoopOf(IOperation operation, CompilationContext compilation) => operation switch
    {
        ILoopOperation loop => LoopClassifier.Of(loop, compilation),
        IAnonymousFunctionOperation or IMethodReferenceOperation => Callbacks.Match(operation, compilation).Iteration,
        _ => null,
    };
}
