using PerfAnalyzers.Analysis.Calls;
using PerfAnalyzers.Analysis.Iteration;
using PerfAnalyzers.Analysis.RoundTrips;
using PerfAnalyzers.CodeFixes.Rewriting;

namespace PerfAnalyzers.CodeFixes.Rules.DataAccess;

/// <summary>Asks once, and uses the answer where it was asked for again.</summary>
[ExportCodeFixProvider(LanguageNames.CSharp, Name = nameof(RepeatedQueryFix))]
public sealed class RepeatedQueryFix : RuleCodeFix
{
    public const string AskOnce = "PERF2016.AskOnce";
    public const string AskOnceAlsoForNothing = "PERF2016.AskOnceAlsoForNothing";
    public const string UseEarlierAnswer = "PERF2016.UseEarlierAnswer";

    public RepeatedQueryFix()
        : base(RuleIds.RepeatedQuery)
    {
    }

    internal override ImmutableArray<string> EquivalenceKeys { get; } = ImmutableArray.Create(AskOnce, AskOnceAlsoForNothing, UseEarlierAnswer);

    internal override Task<ImmutableArray<FixPlan>> PlanAsync(FixRequest request) =>
        Task.FromResult(Plan(request) is { } plan ? ImmutableArray.Create(plan) : ImmutableArray<FixPlan>.Empty);

    private static FixPlan? Plan(FixRequest request)
    {
        if (request.Node<InvocationExpressionSyntax>() is not { } syntax
            || request.Model.GetOperation(syntax, request.CancellationToken) is not IInvocationOperation call
            || RoundTripReader.For(request.Compilation).Read(call) is not { Query: { } query })
        {
            return null;
        }

        var answer = new RepeatedAnswer(call, query);
        if (answer.IsShared)
            return null;

        if (RoundTripInLoop.Of(call, request.Compilation, request.CancellationToken) is { } found && RepeatedQueries.InLoop(found, request.CancellationToken) is { Steps.IsEmpty: true })
            return PlanHoist(request, call, found.Loop, answer);

        return RepeatedQueries.Before(call, request.Compilation, request.CancellationToken) is { } earlier
            ? PlanReuse(new RepeatedAnswer(earlier, query), answer)
            : null;
    }

    private static FixPlan? PlanHoist(FixRequest request, IInvocationOperation call, Iteration loop, RepeatedAnswer answer)
    {
        if (loop.Operation is not ILoopOperation
            || !RunsInEveryRound(call, loop)
            || LoopHoist.Before(loop.Operation.Syntax, request.Model) is not { } hoist
            || answer.Syntax.DescendantTrivia().Any(t => t.IsDirective || t.IsKind(SyntaxKind.SingleLineCommentTrivia)))
        {
            return null;
        }

        var text = request.Text;
        var changes = ImmutableArray.CreateBuilder<TextChange>();
        if (answer.Declaration is { } declaration && declaration.Parent is BlockSyntax)
        {
            if (declaration.GetLeadingTrivia().Any(t => t.IsDirective))
                return null;

            // With the comments that belong to it.
            hoist.Insert(changes, text, declaration.ToFullString().Trim());
            changes.Add(new TextChange(declaration.FullSpan, string.Empty));
        }
        else
        {
            var name = Names.Unique(answer.Name, hoist.Place, request.Model);
            hoist.Insert(changes, text, $"var {name} = {answer.Syntax};");
            changes.Add(new TextChange(answer.Syntax.Span, name));
        }

        return answer.MayThrow
            ? new FixPlan("Ask once before the loop (also when there is nothing to go through)", AskOnceAlsoForNothing, changes.ToImmutable()) { ChangesBehaviour = true }
            : new FixPlan("Ask once before the loop", AskOnce, changes.ToImmutable());
    }

    private static FixPlan? PlanReuse(RepeatedAnswer earlier, RepeatedAnswer answer)
    {
        if (earlier.Local is not { } local || earlier.IsShared || !local.Type.Is(answer.Type))
            return null;

        return new FixPlan(
            $"Use '{local.Name}'",
            UseEarlierAnswer,
            ImmutableArray.Create(new TextChange(answer.Syntax.Span, local.Name)));
    }

    /// <summary>Whether no round goes past the place: it stands in no branch, and nothing before it ends the round.</summary>
    private static bool RunsInEveryRound(IOperation call, Iteration loop) =>
        !Branches.IsInBranch(call, loop.Body)
        && !loop.Body.Descendants().Any(o => o.Syntax.SpanStart < call.Syntax.SpanStart && o is IBranchOperation or IReturnOperation or IThrowOperation);
}
