using PerfAnalyzers.Analysis.Growth;
using PerfAnalyzers.Analysis.Iteration;
using PerfAnalyzers.CodeFixes.Rewriting;

namespace PerfAnalyzers.CodeFixes.Rules.Algorithms;

/// <summary>Appends to a StringBuilder instead of copying the text for each element.</summary>
[ExportCodeFixProvider(LanguageNames.CSharp, Name = nameof(StringGrowthInLoopFix))]
public sealed class StringGrowthInLoopFix : RuleCodeFix
{
    public const string UseStringBuilder = "PERF4004.UseStringBuilder";

    public StringGrowthInLoopFix()
        : base(RuleIds.StringGrowthInLoop)
    {
    }

    internal override ImmutableArray<string> EquivalenceKeys { get; } = ImmutableArray.Create(UseStringBuilder);

    internal override async Task<ImmutableArray<FixPlan>> PlanAsync(FixRequest request)
    {
        if (request.Node<AssignmentExpressionSyntax>() is not { } syntax
            || request.Model.GetOperation(syntax, request.CancellationToken) is not IAssignmentOperation assignment
            || StringGrowth.Read(assignment) is not { } growth
            || GrownVariable.Loop(assignment, request.Compilation) is not { } loop
            || StringBuilding.TryWrite(request, growth, loop) is not { } changes)
        {
            return ImmutableArray<FixPlan>.Empty;
        }

        var member = syntax.FirstAncestorOrSelf<MemberDeclarationSyntax>(m => m is not GlobalStatementSyntax) ?? request.Root;
        return await StillCompiles.AfterAsync(changes, member, request).ConfigureAwait(false)
            ? ImmutableArray.Create(new FixPlan($"Build '{Naming.Describe(assignment.Target)}' with a StringBuilder", UseStringBuilder, changes))
            : ImmutableArray<FixPlan>.Empty;
    }
}
