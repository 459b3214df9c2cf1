using PerfAnalyzers.Analysis;
using PerfAnalyzers.Analysis.Iteration;
using PerfAnalyzers.Analysis.RoundTrips;
using PerfAnalyzers.Analysis.Writes;
using PerfAnalyzers.CodeFixes.Rewriting;
using PerfAnalyzers.Knowledge;
using PerfAnalyzers.Knowledge.RoundTrips;

namespace PerfAnalyzers.CodeFixes.Rules.DataAccess;

/// <summary>Moves the save behind the loop.</summary>
[ExportCodeFixProvider(LanguageNames.CSharp, Name = nameof(SaveInLoopFix))]
public sealed class SaveInLoopFix : RuleCodeFix
{
    public const string SaveAfterLoop = "PERF2003.SaveAfterLoop";
    public const string SaveAllOrNone = "PERF2003.SaveAllOrNone";

    public SaveInLoopFix()
        : base(RuleIds.SaveInLoop)
    {
    }

    internal override ImmutableArray<string> EquivalenceKeys { get; } = ImmutableArray.Create(SaveAfterLoop, SaveAllOrNone);

    internal override async Task<ImmutableArray<FixPlan>> PlanAsync(FixRequest request)
    {
        if (IsOfAnotherSession(request))
            return ImmutableArray<FixPlan>.Empty;

        return await MovedPlanAsync(request).ConfigureAwait(false) is { IsEmpty: false } plans
            ? plans
            : await TogetherPlanAsync(request).ConfigureAwait(false);
    }

    /// <summary>Whether a session saves that is no context: when its queries see what is not saved yet is up to its library.</summary>
    private static bool IsOfAnotherSession(FixRequest request) =>
        request.Node<InvocationExpressionSyntax>() is { } syntax
        && request.Model.GetOperation(syntax, request.CancellationToken) is { } call
        && SaveInLoop.Of(call, request.Compilation, request.CancellationToken) is { Path.End.Row.Library: { } library }
        && library.Provider is not null;

    private static async Task<ImmutableArray<FixPlan>> MovedPlanAsync(FixRequest request)
    {
        if (request.Node<InvocationExpressionSyntax>() is not { } syntax
            || request.Model.GetOperation(syntax, request.CancellationToken) is not IInvocationOperation call
            || !Saves(call, request)
            || Iterations.PerElement(call, request.Compilation) is not { Operation: ILoopOperation statement } loop
            || syntax.FirstAncestorOrSelf<StatementSyntax>() is not ExpressionStatementSyntax save
            || !IsWhole(save, syntax)
            || !DeferredSave.CanFollow(loop, statement, call, save, request.Compilation))
        {
            return ImmutableArray<FixPlan>.Empty;
        }

        var condition = ProvenSave.Condition(loop, statement, call, request.Compilation);
        if (Move(save, (StatementSyntax)statement.Syntax, condition ?? string.Empty, request.Text) is not { } changes
            || request.Node<MemberDeclarationSyntax>() is not { } member
            || !await StillCompiles.AfterAsync(changes, member, request).ConfigureAwait(false))
        {
            return ImmutableArray<FixPlan>.Empty;
        }

        // Whoever else reads the table while the loop runs, or looks at it after a failure, sees the difference.
        return ImmutableArray.Create(condition is null
            ? new FixPlan("Save once after the loop (the changes of all elements, or of none)", SaveAllOrNone, changes) { ChangesBehaviour = true }
            : new FixPlan("Save once after the loop", SaveAfterLoop, changes));
    }

    /// <summary>A transaction of each round, and a save in a function that only the loop calls.</summary>
    private static async Task<ImmutableArray<FixPlan>> TogetherPlanAsync(FixRequest request)
    {
        if (request.Node<InvocationExpressionSyntax>() is not { } syntax || request.Model.GetOperation(syntax, request.CancellationToken) is not IInvocationOperation call)
            return ImmutableArray<FixPlan>.Empty;

        var (title, changes) = SharedTransaction.TryRead(call, request) is { } transaction
            ? ("Save once after the loop, in one transaction (the changes of all elements, or of none)", transaction.TryWrite(request))
            : ("Save once after the loop (the changes of all elements, or of none)", HelperSave.TryRead(call, request)?.TryWrite(request));
        return changes is { } edits && await StillCompiles.AfterAsync(edits, request.Root, request).ConfigureAwait(false)
            ? ImmutableArray.Create(new FixPlan(title, SaveAllOrNone, edits) { ChangesBehaviour = true })
            : ImmutableArray<FixPlan>.Empty;
    }

    /// <summary>A save of the context, or a method of the project that does nothing but save it.</summary>
    private static bool Saves(IInvocationOperation call, FixRequest request)
    {
        if (SaveCall.For(request.Compilation).IsSave(call))
            return true;

        return call.TargetMethod.Parameters.All(p => p.Type.Is(request.Compilation.Type(TypeNames.System.CancellationToken)))
            && SaveInLoop.Of(call, request.Compilation, request.CancellationToken) is { IsTransaction: false, Path.Certainty: PathCertainty.Certain or PathCertainty.Likely }
            && RoundTripFacts.For(request.Compilation).Of(call, isAction: true, request.CancellationToken).All(p => p.End.Kind == RoundTripKind.Save)
            && !UnseenCode.IsBehind(call, request.Compilation);
    }

    /// <summary>Whether the statement does nothing but save: no result is used.</summary>
    private static bool IsWhole(ExpressionStatementSyntax save, InvocationExpressionSyntax call) => save.Expression switch
    {
        AwaitExpressionSyntax { Expression: InvocationExpressionSyntax awaited } =>
            awaited == call || awaited is { Expression: MemberAccessExpressionSyntax { Name.Identifier.Text: "ConfigureAwait", Expression: { } task } } && task == call,
        _ => save.Expression == call,
    };

    private static ImmutableArray<TextChange>? Move(ExpressionStatementSyntax save, StatementSyntax loop, string condition, SourceText text)
    {
        var line = text.Lines.GetLineFromPosition(save.SpanStart);
        var last = text.Lines.GetLineFromPosition(save.Span.End);
        if (!TextShape.StartsLine(text, save.SpanStart) || !TextShape.StartsLine(text, loop.SpanStart)
            || save.GetLeadingTrivia().Concat(save.GetTrailingTrivia()).Any(t => t.IsDirective || t.HasStructure)
            || !IsNothingOrComment(text.ToString(TextSpan.FromBounds(save.Span.End, last.End))))
        {
            return null;
        }

        // Comments right above belong to the save, and move with it; blank lines do not.
        var start = line.LineNumber;
        while (start > 0 && text.Lines[start - 1].Start >= save.FullSpan.Start && IsComment(text.Lines[start - 1]))
            start--;

        var indentation = TextShape.Indentation(text, loop.SpanStart);
        var deeper = TextShape.Indentation(text, save.SpanStart);
        var newLine = TextShape.NewLine(text);
        var moved = Enumerable.Range(start, last.LineNumber - start + 1).Select(i => newLine + Line(i));

        // A blank line that set the save apart goes as well.
        var removedFrom = start > 0 && text.Lines[start - 1].ToString().Trim().Length == 0 ? start - 1 : start;
        var end = text.Lines.GetLineFromPosition(loop.Span.End).End;
        var edits = new EditList();
        edits.Delete(TextSpan.FromBounds(text.Lines[removedFrom].Start, last.EndIncludingLineBreak));
        edits.Insert(end, newLine + string.Concat(moved));
        return edits.Build();

        // Below a test, the save itself keeps the depth it had.
        string Line(int number)
        {
            var content = text.Lines[number].ToString();
            if (condition.Length > 0 && number >= line.LineNumber)
                return (number == line.LineNumber ? indentation + condition + newLine : string.Empty) + content;

            return content.StartsWith(deeper, StringComparison.Ordinal) ? indentation + content.Substring(deeper.Length) : content;
        }

        static bool IsComment(TextLine candidate) => candidate.ToString().TrimStart().StartsWith("//", StringComparison.Ordinal);
        static bool IsNothingOrComment(string rest) => rest.Trim() is var content && (content.Length == 0 || content.StartsWith("//", StringComparison.Ordinal));
    }
}
