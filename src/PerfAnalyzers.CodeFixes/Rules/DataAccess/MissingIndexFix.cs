using PerfAnalyzers.Analysis.Queries;
using PerfAnalyzers.CodeFixes.Rewriting;

namespace PerfAnalyzers.CodeFixes.Rules.DataAccess;

/// <summary>Gives the column an index in the model.</summary>
[ExportCodeFixProvider(LanguageNames.CSharp, Name = nameof(MissingIndexFix))]
public sealed class MissingIndexFix : RuleCodeFix
{
    public const string AddIndex = "PERF2014.AddIndex";

    public MissingIndexFix()
        : base(RuleIds.MissingIndex)
    {
    }

    internal override ImmutableArray<string> EquivalenceKeys { get; } = ImmutableArray.Create(AddIndex);

    internal override bool ReachesOtherDocuments => true;

    internal override async Task<ImmutableArray<FixPlan>> PlanAsync(FixRequest request)
    {
        if (Find(request) is not { } found
            || await IndexDeclaration.TryWriteAsync(found.Entity, found.Condition.Column.Property.Name, request).ConfigureAwait(false) is not var (document, changes))
        {
            return ImmutableArray<FixPlan>.Empty;
        }

        var isHere = document.Id == request.Document.Id;
        var plan = new FixPlan(
            $"Add an index on '{found.Condition.Column.Property.Name}' to the model (a migration has to follow)",
            AddIndex,
            isHere ? changes : ImmutableArray<TextChange>.Empty)
        {
            ChangesBehaviour = true,
            OtherChanges = isHere ? ImmutableDictionary<DocumentId, ImmutableArray<TextChange>>.Empty : ImmutableDictionary<DocumentId, ImmutableArray<TextChange>>.Empty.Add(document.Id, changes),
        };
        return await StillCompiles.EverywhereAsync(plan, request).ConfigureAwait(false) ? ImmutableArray.Create(plan) : ImmutableArray<FixPlan>.Empty;
    }

    private static UnindexedColumn? Find(FixRequest request)
    {
        var node = request.Root.FindNode(request.Span, getInnermostNodeForTie: true);
        for (var call = node.FirstAncestorOrSelf<InvocationExpressionSyntax>(); call is not null; call = call.Parent?.FirstAncestorOrSelf<InvocationExpressionSyntax>())
        {
            if (request.Model.GetOperation(call, request.CancellationToken) is IInvocationOperation execution
                && UnindexedColumn.In(execution, request.Compilation) is { } found
                && found.At(execution).SourceSpan == request.Span)
            {
                return found;
            }
        }

        return null;
    }
}
