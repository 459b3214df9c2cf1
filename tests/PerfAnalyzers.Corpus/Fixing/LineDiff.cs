using System.Text;

namespace PerfAnalyzers.Corpus.Fixing;

/// <summary>A plain line diff, for reading.</summary>
internal static class LineDiff
{
    private const int Context = 2;
    private const int Largest = 1500;

    public static string Of(string path, SourceText before, SourceText after)
    {
        var old = before.Lines.Select(l => l.ToString()).ToArray();
        var now = after.Lines.Select(l => l.ToString()).ToArray();
        var start = 0;
        while (start < old.Length && start < now.Length && old[start] == now[start])
            start++;
        var oldEnd = old.Length;
        var newEnd = now.Length;
        while (oldEnd > start && newEnd > start && old[oldEnd - 1] == now[newEnd - 1])
        {
            oldEnd--;
            newEnd--;
        }

        var edits = Edits(old[start..oldEnd], now[start..newEnd]);
        var text = new StringBuilder($"--- {path}:{start + 1}\n");
        for (var line = Math.Max(0, start - Context); line < start; line++)
            text.Append("  ").Append(old[line]).Append('\n');
        for (var i = 0; i < edits.Count; i++)
        {
            if (edits[i].Mark != ' ' || Near(edits, i))
                text.Append(edits[i].Mark).Append(' ').Append(edits[i].Line).Append('\n');
            else if (Near(edits, i - 1))
                text.Append("  …\n");
        }

        for (var line = oldEnd; line < Math.Min(old.Length, oldEnd + Context); line++)
            text.Append("  ").Append(old[line]).Append('\n');
        return text.ToString();
    }

    private static bool Near(List<(char Mark, string Line)> edits, int at) =>
        at >= 0 && edits.Skip(Math.Max(0, at - Context)).Take((2 * Context) + 1).Any(e => e.Mark != ' ');

    private static List<(char Mark, string Line)> Edits(string[] old, string[] now)
    {
        if (old.Length > Largest || now.Length > Largest)
            return [.. old.Select(l => ('-', l)), .. now.Select(l => ('+', l))];

        var common = new int[old.Length + 1, now.Length + 1];
        for (var i = old.Length - 1; i >= 0; i--)
        {
            for (var j = now.Length - 1; j >= 0; j--)
                common[i, j] = old[i] == now[j] ? common[i + 1, j + 1] + 1 : Math.Max(common[i + 1, j], common[i, j + 1]);
        }

        var edits = new List<(char Mark, string Line)>();
        for (int i = 0, j = 0; i < old.Length || j < now.Length;)
        {
            if (i < old.Length && j < now.Length && old[i] == now[j])
            {
                edits.Add((' ', old[i++]));
                j++;
            }
            else if (i < old.Length && (j == now.Length || common[i + 1, j] >= common[i, j + 1]))
                edits.Add(('-', old[i++]));
            else
                edits.Add(('+', now[j++]));
        }

        return edits;
    }
}
