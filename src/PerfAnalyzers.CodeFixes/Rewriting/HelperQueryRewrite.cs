using PerfAnalyzers.Analysis.Iteration;
using PerfAnalyzers.Knowledge;

namespace PerfAnalyzers.CodeFixes.Rewriting;

/// <summary>
/// Asks the query of a function for all keys before the loop that calls it. A function that does nothing else is gone then; any other one looks
/// the rows up, and is awaited no more where nothing is left to wait for.
/// </summary>
internal static class HelperQueryRewrite
{
    /// <summary>The edits, or null when the place, the key or the function does not allow them.</summary>
    public static ImmutableArray<TextChange>? TryWrite(FixRequest request, HelperQuery helper, Iteration loop)
    {
        if (KeyedLoad.Sources(helper.Query, c => helper.SourceOf(c, loop, request.Compilation)) is not { } sources
            || AheadOfLoop.TryFind(request, loop, helper.Query.IsAsync, configureAwait: helper.Place.ConfigureAwait) is not { } ahead
            || !helper.MeansTheSame(ahead.Place, request)
            || KeyedLoad.TryAdd(ahead, helper.Query, sources, helper.Place.ConfigureAwait, request.Text) is not var (index, map))
        {
            return null;
        }

        var isDone = helper.IsAll ? TryReplaceCall(helper, index, map, ahead, request) : TryLookUp(helper, index, map, ahead, request);
        return isDone ? ahead.Build() : null;
    }

    /// <summary>The answer in place of the call, and nothing in place of the function.</summary>
    private static bool TryReplaceCall(HelperQuery helper, QueryIndex index, string map, AheadOfLoop ahead, FixRequest request)
    {
        var values = helper.Query.Columns.Select(helper.KeyInLoop).ToImmutableArray();
        if (values.Any(v => v is null)
            || helper.Helper.Declaration.GetLeadingTrivia().Any(t => t.HasStructure || t.IsKind(SyntaxKind.SingleLineCommentTrivia) || t.IsKind(SyntaxKind.MultiLineCommentTrivia))
            || QueryPlace.TryFind((InvocationExpressionSyntax)helper.Helper.Call.Syntax, helper.Query.IsAsync) is not { } place)
        {
            return false;
        }

        ahead.Changes.Add(new TextChange(place.Replaced.Span, index.Answer(map, values!)));
        ahead.Changes.Add(new TextChange(Gone(helper.Helper.Declaration, request.Text), ""));
        return true;
    }

    /// <summary>The answer in place of the query. A local function sees the index; a method is handed it.</summary>
    private static bool TryLookUp(HelperQuery helper, QueryIndex index, string map, AheadOfLoop ahead, FixRequest request)
    {
        if (HelperHeader.Of(helper.Helper, helper.Place.Replaced) is not { } header
            || (helper.Query.IsAsync && helper.Place.Replaced is not AwaitExpressionSyntax)
            || (helper.Query.IsAsync && !header.Waits && !header.TryStopWaiting(request))
            || !(helper.Helper.IsLocal ? Sees(helper, ahead.Place) : index.Type(ahead.TypeText) is { } type && ahead.AddUsing(TypeNames.System.ListOfT) && header.TryHandIn(type, map)))
        {
            return false;
        }

        ahead.Changes.AddRange(header.Changes);
        ahead.Changes.Add(new TextChange(helper.Place.Replaced.Span, index.Answer(map, helper.Query.Columns.Select(c => c.Value.Syntax.ToString()).ToImmutableArray())));
        return true;
    }

    /// <summary>Whether a local function can name a local that is declared at a place.</summary>
    private static bool Sees(HelperQuery helper, SyntaxNode place) =>
        helper.Helper.Declaration is LocalFunctionStatementSyntax function
        && !function.Modifiers.Any(SyntaxKind.StaticKeyword)
        && place.Parent is BlockSyntax scope && scope.Span.Contains(function.Span);

    /// <summary>The lines of a declaration, with the blank line that sets it apart.</summary>
    private static TextSpan Gone(SyntaxNode declaration, SourceText text)
    {
        var first = text.Lines.GetLineFromPosition(declaration.SpanStart).LineNumber;
        var last = text.Lines.GetLineFromPosition(declaration.Span.End);
        if (first > 0 && text.Lines[first - 1].ToString().Trim().Length == 0)
            return TextSpan.FromBounds(text.Lines[first - 1].Start, last.EndIncludingLineBreak);

        return TextShape.WholeLines(text, declaration.Span);
    }
}
