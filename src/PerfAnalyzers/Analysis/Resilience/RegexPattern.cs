namespace PerfAnalyzers.Analysis.Resilience;

/// <summary>Reads patterns of regular expressions.</summary>
internal static class RegexPattern
{
    /// <summary>
    /// Whether a search by backtracking may take exponentially long: a group that repeats without end consists of nothing but what
    /// repeats without end or may be missing, so that text can be shared out among its rounds in any way.
    /// </summary>
    public static bool MayExplode(string pattern)
    {
        var open = new Stack<Part>();
        var part = new Part();
        for (var at = 0; at < pattern.Length; at++)
        {
            var isAtom = true;
            Part? group = null;
            switch (pattern[at])
            {
                case '\\' when at + 1 < pattern.Length:
                    // What was found before and is asked for again may be nothing.
                    isAtom = pattern[at + 1] is not ('b' or 'B' or 'A' or 'z' or 'Z' or 'G' or (>= '1' and <= '9') or 'k');
                    at = pattern[at + 1] == 'k' ? EndOfName(pattern, at + 1) : at + 1;
                    break;
                case '[':
                    at = EndOfClass(pattern, at);
                    break;
                case '(':
                    open.Push(part);
                    part = new Part { IsAtomic = string.CompareOrdinal(pattern, at, "(?>", 0, 3) == 0 };
                    at = EndOfHead(pattern, at);
                    continue;
                case ')' when open.Count > 0:
                    group = part;
                    group.EndAlternative();
                    part = open.Pop();
                    break;
                case '|':
                    part.EndAlternative();
                    continue;
                case '^' or '$':
                    isAtom = false;
                    break;
            }

            var (isEndless, isOptional, length) = Quantifier(pattern, at + 1);
            at += length;
            if (isEndless && group is { IsAmbiguous: true })
                return true;

            if (isEndless || (group is { IsAmbiguous: true } && !isOptional))
                part.Repeats = true;
            else if (isAtom && !isOptional)
                part.Separates = true;
        }

        return false;
    }

    private static (bool IsEndless, bool IsOptional, int Length) Quantifier(string pattern, int at)
    {
        var length = 1;
        var isEndless = false;
        var isOptional = false;
        switch (at < pattern.Length ? pattern[at] : '\0')
        {
            case '*' or '+':
                isEndless = true;
                break;
            case '?':
                isOptional = true;
                break;
            case '{' when pattern.IndexOf('}', at) is var end && end > at + 1 && char.IsDigit(pattern[at + 1]):
                length = end - at + 1;
                isEndless = pattern[end - 1] == ',';
                isOptional = pattern[at + 1] == '0';
                break;
            default:
                return (false, false, 0);
        }

        // Lazy ones try the same ways in another order.
        return (isEndless, isOptional, at + length < pattern.Length && pattern[at + length] == '?' ? length + 1 : length);
    }

    /// <summary>The end of <c>\k&lt;name&gt;</c>.</summary>
    private static int EndOfName(string pattern, int at)
    {
        if (at + 1 >= pattern.Length || pattern[at + 1] is not ('<' or '\''))
            return at;

        var end = pattern.IndexOf(pattern[at + 1] == '<' ? '>' : '\'', at + 2);
        return end < 0 ? at : end;
    }

    private static int EndOfClass(string pattern, int at)
    {
        var first = at + 1 < pattern.Length && pattern[at + 1] == '^' ? at + 2 : at + 1;
        for (at = first; at < pattern.Length; at++)
        {
            if (pattern[at] == '\\')
                at++;
            else if (pattern[at] == ']' && at > first)
                return at;
        }

        return pattern.Length;
    }

    /// <summary>The end of <c>(</c>, <c>(?:</c>, <c>(?&lt;name&gt;</c> and the like.</summary>
    private static int EndOfHead(string pattern, int at)
    {
        if (at + 1 >= pattern.Length || pattern[at + 1] != '?')
            return at;

        var end = pattern.IndexOfAny(new[] { ':', '>', '=', '!', ')' }, at + 2);
        if (end < 0)
            return at + 1;

        return pattern[end] == ')' ? end - 1 : end;
    }

    /// <summary>What stands between two brackets.</summary>
    private sealed class Part
    {
        public bool IsAtomic { get; set; }

        /// <summary>Whether something in the present alternative repeats without end.</summary>
        public bool Repeats { get; set; }

        /// <summary>Whether something must stand between two rounds of the present alternative.</summary>
        public bool Separates { get; set; }

        /// <summary>Whether an alternative can share text out among its rounds in any way.</summary>
        public bool IsAmbiguous { get; private set; }

        public void EndAlternative()
        {
            IsAmbiguous |= Repeats && !Separates && !IsAtomic;
            Repeats = false;
            Separates = false;
        }
    }
}
