namespace PerfAnalyzers.Analysis.Calls;

/// <summary>Reads the words of a piece of code, and the signs beside them. What stands in comments and strings is among them, which does no harm.</summary>
internal sealed class MentionReader
{
    private const int Start = unchecked((int)2166136261);

    /// <summary>Properties that everything has: nobody hands on a method of such a name, and each of them stands at the end of many arguments.</summary>
    private static readonly HashSet<int> NeverHanded = new(new[] { "Count", "Length", "Value", "Key", "Result", "Name", "Id" }.Select(Number));

    private static readonly int In = Number("in");

    private readonly Dictionary<int, MentionForm> found = new();

    /// <summary>The number of a name.</summary>
    public static int Number(string name)
    {
        var number = Start;
        foreach (var character in name)
            number = Next(number, character);

        return number;
    }

    /// <summary>Adds the numbers of the words of a text.</summary>
    public static void AddWords(string text, HashSet<int> words)
    {
        var number = Start;
        foreach (var character in text)
        {
            if (IsOfWord(character))
            {
                number = Next(number, character);
            }
            else if (number != Start)
            {
                words.Add(number);
                number = Start;
            }
        }

        if (number != Start)
            words.Add(number);
    }

    public Mention[] Read(string code)
    {
        found.Clear();
        var previous = 0;
        for (var at = 0; at < code.Length;)
        {
            if (!IsOfWord(code[at]))
            {
                at++;
                continue;
            }

            var start = at;
            var number = Start;
            for (; at < code.Length && IsOfWord(code[at]); at++)
                number = Next(number, code[at]);

            var form = Form(code, start, at);
            if (previous == In)
                form |= MentionForm.Member;

            if ((form & MentionForm.Handed) != 0 && NeverHanded.Contains(number))
                form &= ~MentionForm.Handed;

            found[number] = found.TryGetValue(number, out var known) ? known | form : form;
            previous = number;
        }

        return found.Select(f => new Mention(f.Key, f.Value)).ToArray();
    }

    private static MentionForm Form(string code, int start, int end)
    {
        var before = start - 1;
        while (before >= 0 && char.IsWhiteSpace(code[before]))
            before--;

        var form = before >= 0 && code[before] == '.' ? MentionForm.Member : MentionForm.Bare;
        var after = SkipSpace(code, end);
        if (after >= code.Length)
            return form | MentionForm.Handed;

        return code[after] switch
        {
            '(' => form | MentionForm.Called,
            '.' or '?' or '!' => form | MentionForm.Member,

            // Type arguments of a call, of a type, or a comparison.
            '<' => form | MentionForm.Called | MentionForm.Handed,
            ')' or ',' or ';' or '}' or ':' => form | MentionForm.Handed,
            _ => form,
        };
    }

    private static int SkipSpace(string code, int at)
    {
        while (at < code.Length && char.IsWhiteSpace(code[at]))
            at++;

        return at;
    }

    private static bool IsOfWord(char character) =>
        character < 128
            ? (character | 0x20) is >= 'a' and <= 'z' || character is (>= '0' and <= '9') or '_'
            : char.IsLetterOrDigit(character);

    private static int Next(int number, char character) => unchecked((number ^ character) * 16777619);
}
