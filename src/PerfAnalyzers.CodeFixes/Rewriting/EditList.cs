namespace PerfAnalyzers.CodeFixes.Rewriting;

/// <summary>Collects edits of one text. Text put at the same position keeps the order in which it was added: outer first.</summary>
internal sealed class EditList
{
    private readonly List<TextChange> edits = new();

    public void Insert(int position, string text) => edits.Add(new TextChange(new TextSpan(position, 0), text));

    public void Delete(TextSpan span) => Replace(span, "");

    public void Replace(TextSpan span, string text)
    {
        if (span.Length > 0 || text.Length > 0)
            edits.Add(new TextChange(span, text));
    }

    public void AddRange(IEnumerable<TextChange> changes) => edits.AddRange(changes);

    /// <summary>The edits in order, or null when two of them want the same text.</summary>
    public ImmutableArray<TextChange>? Build()
    {
        var merged = new List<TextChange>();
        foreach (var edit in edits.OrderBy(e => e.Span.Start).ThenBy(e => e.Span.Length > 0))
        {
            if (merged.Count == 0)
            {
                merged.Add(edit);
                continue;
            }

            var last = merged[merged.Count - 1];
            if (edit.Span.Start < last.Span.End)
            {
                // What stands in place of the text has an indentation of its own.
                if (edit.Span.IsEmpty && string.IsNullOrWhiteSpace(edit.NewText))
                    continue;

                return null;
            }

            if (last.Span.Start == edit.Span.Start)
                merged[merged.Count - 1] = new TextChange(edit.Span, last.NewText + edit.NewText);
            else
                merged.Add(edit);
        }

        return merged.ToImmutableArray();
    }
}
