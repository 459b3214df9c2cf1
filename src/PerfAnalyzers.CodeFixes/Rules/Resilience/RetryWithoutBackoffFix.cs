using PerfAnalyzers.Analysis.Async;
using PerfAnalyzers.Analysis.Resilience;
using PerfAnalyzers.CodeFixes.Rewriting;
using PerfAnalyzers.Knowledge;

namespace PerfAnalyzers.CodeFixes.Rules.Resilience;

/// <summary>Waits before the next attempt, longer each time, and gives up after some.</summary>
[ExportCodeFixProvider(LanguageNames.CSharp, Name = nameof(RetryWithoutBackoffFix))]
public sealed class RetryWithoutBackoffFix : RuleCodeFix
{
    public const string Wait = "PERF3008.Wait";
    public const string GiveUp = "PERF3008.GiveUp";

    private const int MostAttempts = 5;

    public RetryWithoutBackoffFix()
        : base(RuleIds.RetryWithoutBackoff)
    {
    }

    internal override ImmutableArray<string> EquivalenceKeys { get; } = ImmutableArray.Create(Wait, GiveUp);

    internal override async Task<ImmutableArray<FixPlan>> PlanAsync(FixRequest request)
    {
        if (request.Node<StatementSyntax>() is not { } loop
            || request.Model.GetOperation(loop, request.CancellationToken) is not ILoopOperation operation
            || RetryLoop.Of(operation, request.Compilation, request.CancellationToken) is not { } retry
            || retry.Catch?.Syntax is not CatchClauseSyntax clause
            || AsyncMember.Around(clause, request.Model, request.CancellationToken) is not { IsAsync: true } member
            || Plan(retry, loop, clause, member, request) is not { } plan
            || !await StillCompiles.AfterAsync(plan.Changes, request.Node<TypeDeclarationSyntax>() ?? request.Root, request).ConfigureAwait(false))
        {
            return ImmutableArray<FixPlan>.Empty;
        }

        return ImmutableArray.Create(plan);
    }

    private static FixPlan? Plan(RetryLoop retry, StatementSyntax loop, CatchClauseSyntax clause, AsyncMember member, FixRequest request)
    {
        var changes = ImmutableArray.CreateBuilder<TextChange>();
        if ((retry.Flaws & RetryFlaws.NoLimit) != 0)
            return PlanLimit(retry, loop, clause, member, changes, request);

        if ((retry.Flaws & RetryFlaws.NoDelay) == 0 || Counter(retry.Loop, clause) is not { } counter)
            return null;

        // After the last attempt nobody waits for another one.
        var isGuarded = clause.Filter is not null || clause.Block.DescendantNodes().Any(n => n is ThrowStatementSyntax or ReturnStatementSyntax or BreakStatementSyntax);
        var guard = isGuarded ? "" : Guard((ForStatementSyntax)loop, counter);
        if (guard is null || !TryAddDelay(changes, clause, counter, guard, member, request))
            return null;

        return new FixPlan("Wait before the next attempt, longer each time", Wait, changes.ToImmutable());
    }

    /// <summary>For a loop that says nothing of an end.</summary>
    private static FixPlan? PlanLimit(RetryLoop retry, StatementSyntax loop, CatchClauseSyntax clause, AsyncMember member, ImmutableArray<TextChange>.Builder changes, FixRequest request)
    {
        if (loop is not WhileStatementSyntax { Condition: LiteralExpressionSyntax } endless || clause.Filter is not null)
            return null;

        var counter = Names.Unique("attempt", loop, request.Model);
        var written = MostAttempts.ToString(System.Globalization.CultureInfo.InvariantCulture);
        var most = NewField.Home(loop) is { } home ? NewField.Declare(changes, "private const int", "MaxAttempts", written, isConstant: true, home, request) : written;
        changes.Add(new TextChange(TextSpan.FromBounds(endless.SpanStart, endless.CloseParenToken.Span.End), $"for (var {counter} = 1; ; {counter}++)"));
        var head = (SyntaxNode?)clause.Declaration;
        changes.Add(new TextChange(new TextSpan(head?.Span.End ?? clause.CatchKeyword.Span.End, 0), $" when ({counter} < {most})"));
        if ((retry.Flaws & RetryFlaws.NoDelay) != 0 && !TryAddDelay(changes, clause, counter, "", member, request))
            return null;

        var title = (retry.Flaws & RetryFlaws.NoDelay) != 0 ? $"Give up after {MostAttempts} attempts, and wait longer before each" : $"Give up after {MostAttempts} attempts";
        return new FixPlan(title, GiveUp, changes.ToImmutable()) { ChangesBehaviour = true };
    }

    /// <summary>The counter of <c>for (var attempt = 0; attempt &lt; n; attempt++)</c>; the limit may stand in the filter of the <c>catch</c> instead.</summary>
    private static string? Counter(ILoopOperation loop, CatchClauseSyntax clause) =>
        loop is IForLoopOperation { Locals: { Length: 1 } locals } counting
        && locals[0].Type.SpecialType == SpecialType.System_Int32
        && (counting.Condition is not null || IsLimit(clause.Filter?.FilterExpression, locals[0].Name) && Steps(counting, locals[0].Name))
            ? locals[0].Name
            : null;

    private static bool IsLimit(ExpressionSyntax? filter, string counter) =>
        filter is BinaryExpressionSyntax { RawKind: (int)SyntaxKind.LessThanExpression or (int)SyntaxKind.LessThanOrEqualExpression, Left: IdentifierNameSyntax left } && left.Identifier.ValueText == counter;

    private static bool Steps(IForLoopOperation loop, string counter) => ((ForStatementSyntax)loop.Syntax).Incrementors is { Count: 1 } steps && steps[0].ToString() is var step && (step == counter + "++" || step == "++" + counter);

    /// <summary>The test that another attempt follows; null where the head of the loop does not tell.</summary>
    private static string? Guard(ForStatementSyntax loop, string counter)
    {
        if (loop.Condition is not BinaryExpressionSyntax { Left: IdentifierNameSyntax { Identifier.ValueText: var left }, Right: var bound } test || left != counter)
            return null;

        if (test.IsKind(SyntaxKind.LessThanOrEqualExpression))
            return $"if ({counter} < {bound})";

        if (!test.IsKind(SyntaxKind.LessThanExpression))
            return null;

        return bound is LiteralExpressionSyntax { Token.Value: int number }
            ? $"if ({counter} < {(number - 1).ToString(System.Globalization.CultureInfo.InvariantCulture)})"
            : $"if ({counter} + 1 < {bound})";
    }

    private static bool TryAddDelay(ImmutableArray<TextChange>.Builder changes, CatchClauseSyntax clause, string counter, string guard, AsyncMember member, FixRequest request)
    {
        if (request.Compilation.Type(TypeNames.System.Task) is not { } task
            || request.Compilation.Type(TypeNames.System.TimeSpan) is not { } span
            || !Usings.TryAdd(changes, task, clause, request)
            || !Usings.TryAdd(changes, span, clause, request)
            || AwaitLegality.At(clause.Block, member, request.Model, request.Compilation, request.CancellationToken) != AwaitObstacle.None)
        {
            return false;
        }

        var token = member.Symbol.Parameters.FirstOrDefault(p => p.Type.Is(request.Compilation.Type(TypeNames.System.CancellationToken)))?.Name;
        var given = token is null ? "" : ", " + token;
        var delay = $"await Task.Delay(TimeSpan.FromMilliseconds(100 * Math.Pow(2, Math.Min({counter}, 6))){given});";
        var text = request.Text;
        var newLine = TextShape.NewLine(text);
        var outer = TextShape.Indentation(text, clause.SpanStart);
        var inner = TextShape.Deeper(outer);
        var lines = guard.Length == 0 ? inner + delay : inner + guard + newLine + TextShape.Deeper(inner) + delay;
        var block = clause.Block;
        if (text.Lines.GetLineFromPosition(block.OpenBraceToken.SpanStart).LineNumber != text.Lines.GetLineFromPosition(block.CloseBraceToken.SpanStart).LineNumber)
        {
            var line = text.Lines.GetLineFromPosition(block.CloseBraceToken.SpanStart);
            if (!TextShape.StartsLine(text, block.CloseBraceToken.SpanStart))
                return false;

            changes.Add(new TextChange(new TextSpan(line.Start, 0), lines + newLine));
            return true;
        }

        if (block.Statements.Count > 0 || block.DescendantTrivia().Any(t => !t.IsKind(SyntaxKind.WhitespaceTrivia) && !t.IsKind(SyntaxKind.EndOfLineTrivia)))
            return false;

        var start = (SyntaxNode?)clause.Filter ?? clause.Declaration;
        var from = start?.Span.End ?? clause.CatchKeyword.Span.End;
        changes.Add(new TextChange(TextSpan.FromBounds(from, block.Span.End), newLine + outer + "{" + newLine + lines + newLine + outer + "}"));
        return true;
    }
}
