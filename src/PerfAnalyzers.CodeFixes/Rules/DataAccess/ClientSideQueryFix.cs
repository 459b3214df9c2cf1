using PerfAnalyzers.Analysis.Queries;
using PerfAnalyzers.CodeFixes.Rewriting;

namespace PerfAnalyzers.CodeFixes.Rules.DataAccess;

/// <summary>Makes the work a part of the query.</summary>
[ExportCodeFixProvider(LanguageNames.CSharp, Name = nameof(ClientSideQueryFix))]
public sealed class ClientSideQueryFix : RuleCodeFix
{
    public const string MoveIntoQuery = "PERF2009.MoveIntoQuery";
    public const string MoveAsDatabaseCompares = "PERF2009.MoveAsDatabaseCompares";

    public ClientSideQueryFix()
        : base(RuleIds.ClientSideQuery)
    {
    }

    internal override ImmutableArray<string> EquivalenceKeys { get; } = ImmutableArray.Create(MoveIntoQuery, MoveAsDatabaseCompares);

    internal override async Task<ImmutableArray<FixPlan>> PlanAsync(FixRequest request)
    {
        if (request.Node<ExpressionSyntax>() is not { } node
            || Find(node, request) is not { Translation: not Translation.Loose, Rows.AreCounted: false } work
            || LiftedQuery.TryWrite(work, request) is not { } query
            || request.Node<MemberDeclarationSyntax>() is not { } member)
        {
            return ImmutableArray<FixPlan>.Empty;
        }

        var changes = query.Replace(query.Outer, isNegated: false, request);
        if (!await StillCompiles.AfterAsync(changes, member, request, withoutNullDoubts: true).ConfigureAwait(false))
            return ImmutableArray<FixPlan>.Empty;

        var title = "Make it part of the query";
        return ImmutableArray.Create(work.Translation == Translation.Exact
            ? new FixPlan(title, MoveIntoQuery, changes)
            : new FixPlan(title + " (text and equal rows compare as in the database)", MoveAsDatabaseCompares, changes) { ChangesBehaviour = true });
    }

    private static ClientSideWork? Find(ExpressionSyntax node, FixRequest request)
    {
        var expression = node.FirstAncestorOrSelf<ExpressionSyntax>(n => n is InvocationExpressionSyntax or MemberAccessExpressionSyntax);
        return expression is not null
            && request.Model.GetOperation(expression, request.CancellationToken) is { } first
            && ClientSideWork.From(first, request.Compilation) is { } work
            && work.Location.SourceSpan == request.Span
            ? work
            : null;
    }
}
