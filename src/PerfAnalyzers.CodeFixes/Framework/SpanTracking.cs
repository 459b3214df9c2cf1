namespace PerfAnalyzers.CodeFixes.Framework;

/// <summary>Finds where a piece of text lies after edits.</summary>
internal static class SpanTracking
{
    /// <summary>
    /// The place of <paramref name="span"/> after <paramref name="changes"/>. It moves with edits before it and
    /// stretches with edits inside it; an edge that was itself replaced goes to the edge of the new text. What is
    /// inserted right at an edge stays outside, so that a statement put before the place does not become part of it.
    /// </summary>
    public static TextSpan Move(TextSpan span, ImmutableArray<TextChange> changes)
    {
        var start = span.Start;
        var end = span.End;
        foreach (var change in changes)
        {
            var growth = (change.NewText?.Length ?? 0) - change.Span.Length;
            if (change.Span.End <= span.Start && (change.Span.Start < span.Start || change.Span.IsEmpty))
                start += growth;
            else if (change.Span.Start < span.Start)
                start += change.Span.Start - span.Start;

            if (change.Span.End <= span.End && (change.Span.Start < span.End || change.Span.Start < span.Start))
                end += growth;
            else if (change.Span.Start < span.End)
                end += change.Span.Start + (change.NewText?.Length ?? 0) - span.End;
        }

        return TextSpan.FromBounds(Math.Max(0, start), Math.Max(Math.Max(0, start), end));
    }
}
