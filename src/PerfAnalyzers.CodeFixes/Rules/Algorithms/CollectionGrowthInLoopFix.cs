using PerfAnalyzers.Analysis.Growth;
using PerfAnalyzers.Analysis.Iteration;
using PerfAnalyzers.CodeFixes.Rewriting;

namespace PerfAnalyzers.CodeFixes.Rules.Algorithms;

/// <summary>Adds to a list or builder instead of copying the collection for each element.</summary>
[ExportCodeFixProvider(LanguageNames.CSharp, Name = nameof(CollectionGrowthInLoopFix))]
public sealed class CollectionGrowthInLoopFix : RuleCodeFix
{
    public const string AddInPlace = "PERF4005.AddInPlace";

    public CollectionGrowthInLoopFix()
        : base(RuleIds.CollectionGrowthInLoop)
    {
    }

    internal override ImmutableArray<string> EquivalenceKeys { get; } = ImmutableArray.Create(AddInPlace);

    internal override async Task<ImmutableArray<FixPlan>> PlanAsync(FixRequest request)
    {
        if (Grown(request) is not { } syntax
            || request.Model.GetOperation(syntax, request.CancellationToken) is not { } operation
            || CollectionGrowth.Read(operation, request.Compilation) is not { } growth
            || GrownVariable.Loop(growth.Operation, growth.Target, request.Compilation, byPages: true) is not { } loop
            || CollectionBuilding.TryWrite(request, growth, loop) is not { } changes)
        {
            return ImmutableArray<FixPlan>.Empty;
        }

        var member = syntax.FirstAncestorOrSelf<MemberDeclarationSyntax>(m => m is not GlobalStatementSyntax) ?? request.Root;
        return await StillCompiles.AfterAsync(changes, member, request).ConfigureAwait(false)
            ? ImmutableArray.Create(new FixPlan($"Add to '{Naming.Describe(growth.Target)}' in place", AddInPlace, changes))
            : ImmutableArray<FixPlan>.Empty;
    }

    /// <summary>The assignment, or the call of <c>Array.Resize</c>.</summary>
    private static ExpressionSyntax? Grown(FixRequest request) =>
        request.Node<ArgumentSyntax>() is { Parent.Parent: InvocationExpressionSyntax { Parent: ExpressionStatementSyntax } call } argument && argument.Expression.Span == request.Span ? call : request.Node<AssignmentExpressionSyntax>();
}
