using PerfAnalyzers.Analysis.Calls;
using PerfAnalyzers.Analysis.Iteration;
using PerfAnalyzers.Analysis.Queries;
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
    public const string KeepAnswer = "PERF2016.KeepAnswer";

    public RepeatedQueryFix()
        : base(RuleIds.RepeatedQuery)
    {
    }

    internal override ImmutableArray<string> EquivalenceKeys { get; } = ImmutableArray.Create(AskOnce, AskOnceAlsoForNothing, UseEarlierAnswer, KeepAnswer);

    internal override Task<ImmutableArray<FixPlan>> PlanAsync(FixRequest request) =>
        Task.FromResult(Plan(request) is { } plan ? ImmutableArray.Create(plan) : ImmutableArray<FixPlan>.Empty);

    private static FixPlan? Plan(FixRequest request)
    {
        if (request.Node<InvocationExpressionSyntax>() is not { } syntax
            || request.Model.GetOperation(syntax, request.CancellationToken) is not IInvocationOperation call
            || RoundTripReader.For(request.Compilation).Read(call) is not { Query: { Provider: null } query })
        {
            return null;
        }

        var answer = new RepeatedAnswer(call, query);
        if (answer.IsShared)
            return null;

        if (RoundTripInLoop.Of(call, request.Compilation, request.CancellationToken) is { } found && RepeatedQueries.InLoop(found, request.CancellationToken) is { Steps.IsEmpty: true })
            return PlanHoist(request, call, found.Loop, answer);

        return RepeatedQueries.Before(call, request.Compilation, request.CancellationToken) is { } earlier
            ? PlanReuse(request, call, query, new RepeatedAnswer(earlier, query), answer)
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

    private static FixPlan? PlanReuse(FixRequest request, IInvocationOperation call, Query query, RepeatedAnswer earlier, RepeatedAnswer answer)
    {
        if (earlier.IsShared)
            return null;

        if (earlier.Local is not { } local)
            return PlanKeep(request, call, query, earlier, answer);

        if (!earlier.IsKept || !local.Type.Is(answer.Type))
            return null;

        return new FixPlan(
            $"Use '{local.Name}'",
            UseEarlierAnswer,
            ImmutableArray.Create(new TextChange(Whole(answer.Syntax).Span, local.Name)));
    }

    /// <summary>Gives the earlier answer a name, where it is the first thing that its statement asks for, and uses that wherever it is asked for again.</summary>
    private static FixPlan? PlanKeep(FixRequest request, IInvocationOperation call, Query query, RepeatedAnswer earlier, RepeatedAnswer answer)
    {
        if (!earlier.Type.Is(answer.Type)
            || earlier.Syntax.FirstAncestorOrSelf<StatementSyntax>() is not { Parent: BlockSyntax block } statement
            || !answer.Syntax.Ancestors().Contains(block)
            || FirstExpression(statement) is not { } first
            || first.DescendantTokens().First(t => !t.IsKind(SyntaxKind.OpenParenToken)).SpanStart != earlier.Syntax.SpanStart
            || !TextShape.StartsLine(request.Text, statement.SpanStart)
            || earlier.Syntax.DescendantTrivia().Any(t => t.IsDirective || t.IsKind(SyntaxKind.SingleLineCommentTrivia)))
        {
            return null;
        }

        var name = Names.Unique(earlier.Name, block, request.Model);
        var edits = new EditList();
        edits.Insert(statement.SpanStart, $"var {name} = {earlier.Syntax};" + TextShape.NewLine(request.Text) + TextShape.Indentation(request.Text, statement.SpanStart));
        edits.Replace(Whole(earlier.Syntax).Span, name);
        foreach (var again in RepeatedQueries.Again(call, request.Compilation, request.CancellationToken))
        {
            var other = new RepeatedAnswer(again, query);
            if (other.IsShared || !other.Type.Is(answer.Type))
                return null;

            edits.Replace(Whole(other.Syntax).Span, name);
        }

        return edits.Build() is { } changes ? new FixPlan("Ask once", KeepAnswer, changes) : null;
    }

    private static ExpressionSyntax? FirstExpression(StatementSyntax statement) => statement switch
    {
        LocalDeclarationStatementSyntax { UsingKeyword.RawKind: 0, Declaration.Variables: { Count: 1 } variables } => variables[0].Initializer?.Value,
        ReturnStatementSyntax { Expression: { } value } => value,
        IfStatementSyntax { Condition: { } condition } => condition,
        ExpressionStatementSyntax { Expression: InvocationExpressionSyntax call } => call,
        _ => null,
    };

    /// <summary>The expression with the parentheses around it, which a name does not need.</summary>
    private static ExpressionSyntax Whole(ExpressionSyntax expression) =>
        expression.Parent is ParenthesizedExpressionSyntax { Parent: not ParenthesizedExpressionSyntax } parentheses ? parentheses : expression;

    /// <summary>Whether no round goes past the place: it stands in no branch, and nothing before it ends the round.</summary>
    private static bool RunsInEveryRound(IOperation call, Iteration loop) =>
        !Branches.IsInBranch(call, loop.Body)
        && !loop.Body.Descendants().Any(o => o.Syntax.SpanStart < call.Syntax.SpanStart && o is IBranchOperation or IReturnOperation or IThrowOperation);
}
