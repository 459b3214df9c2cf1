using PerfAnalyzers.Analysis.Growth;
using PerfAnalyzers.Analysis.Iteration;
using PerfAnalyzers.CodeFixes.Rewriting;

namespace PerfAnalyzers.CodeFixes.Rules.Algorithms;

/// <summary>Joins the parts at once, or appends to a StringBuilder, instead of copying the text for each element.</summary>
[ExportCodeFixProvider(LanguageNames.CSharp, Name = nameof(StringGrowthInLoopFix))]
public sealed class StringGrowthInLoopFix : RuleCodeFix
{
    public const string Join = "PERF4004.Join";
    public const string UseStringBuilder = "PERF4004.UseStringBuilder";

    public StringGrowthInLoopFix()
        : base(RuleIds.StringGrowthInLoop)
    {
    }

    internal override ImmutableArray<string> EquivalenceKeys { get; } = ImmutableArray.Create(Join, UseStringBuilder);

    internal override async Task<ImmutableArray<FixPlan>> PlanAsync(FixRequest request)
    {
        if (request.Node<AssignmentExpressionSyntax>() is not { } syntax
            || request.Model.GetOperation(syntax, request.CancellationToken) is not IAssignmentOperation assignment
            || assignment.Target.Syntax.Span != request.Span
            || StringGrowth.Read(assignment) is not { } growth
            || GrownVariable.Loop(assignment, request.Compilation) is not { } loop)
        {
            return ImmutableArray<FixPlan>.Empty;
        }

        var member = syntax.FirstAncestorOrSelf<MemberDeclarationSyntax>(m => m is not GlobalStatementSyntax) ?? request.Root;
        var name = Naming.Describe(assignment.Target);
        var plans = ImmutableArray.CreateBuilder<FixPlan>();
        if (StringJoining.TryWrite(request, growth, loop) is var (method, joined) && await StillCompiles.AfterAsync(joined, member, request, withoutNullDoubts: true).ConfigureAwait(false))
            plans.Add(new FixPlan($"Make '{name}' with one {method}", Join, joined));

        if (StringBuilding.TryWrite(request, growth, loop) is { } built && await StillCompiles.AfterAsync(built, member, request).ConfigureAwait(false))
            plans.Add(new FixPlan($"Build '{name}' with a StringBuilder", UseStringBuilder, built));

        return plans.ToImmutable();
    }
}
