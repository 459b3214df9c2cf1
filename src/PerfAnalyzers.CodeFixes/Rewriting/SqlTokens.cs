namespace PerfAnalyzers.CodeFixes.Rewriting;

/// <summary>What a piece of SQL is.</summary>
internal enum SqlTokenKind
{
    /// <summary>A keyword or a name, without the quotes around it.</summary>
    Word,

    /// <summary>A name in quotes, which is never a keyword.</summary>
    Quoted,

    /// <summary>A parameter, without its sign.</summary>
    Parameter,

    /// <summary>A number or a text.</summary>
    Value,

    /// <summary>An operator or a sign.</summary>
    Sign,
}

/// <summary>One piece of SQL.</summary>
internal readonly record struct SqlToken(SqlTokenKind Kind, string Text)
{
    public bool IsWord(string word) => Kind == SqlTokenKind.Word && Text.Equals(word, StringComparison.OrdinalIgnoreCase);

    public bool IsSign(string sign) => Kind == SqlTokenKind.Sign && Text == sign;

    public bool IsName => Kind is SqlTokenKind.Word or SqlTokenKind.Quoted;
}

/// <summary>Takes a statement apart, as far as all databases agree on how it is written.</summary>
internal static class SqlTokens
{
    private const string Signs = "=<>!.,*()+-/%;";

    /// <summary>The pieces; null where there is one that not every database reads alike, or a comment.</summary>
    public static ImmutableArray<SqlToken>? Read(string sql)
    {
        var tokens = ImmutableArray.CreateBuilder<SqlToken>();
        for (var at = 0; at < sql.Length;)
        {
            var next = sql[at];
            if (char.IsWhiteSpace(next))
            {
                at++;
                continue;
            }

            var end = at + 1;
            if (IsOfWord(next) || next == '@')
            {
                while (end < sql.Length && IsOfWord(sql[end]))
                    end++;

                var text = sql.Substring(at, end - at);
                if (next != '@')
                    tokens.Add(new SqlToken(char.IsDigit(next) ? SqlTokenKind.Value : SqlTokenKind.Word, text));
                else if (text.Length > 1)
                    tokens.Add(new SqlToken(SqlTokenKind.Parameter, text.Substring(1)));
                else
                    return null;
            }
            else if (Closing(next) is { } closing)
            {
                end = sql.IndexOf(closing, at + 1) + 1;
                if (end == 0 || (end < sql.Length && sql[end] == closing))
                    return null;

                tokens.Add(new SqlToken(next == '\'' ? SqlTokenKind.Value : SqlTokenKind.Quoted, sql.Substring(at + 1, end - at - 2)));
            }
            else if (Signs.IndexOf(next) >= 0 && !IsComment(sql, at))
            {
                tokens.Add(new SqlToken(SqlTokenKind.Sign, next.ToString()));
            }
            else
            {
                return null;
            }

            at = end;
        }

        return tokens.ToImmutable();
    }

    private static bool IsOfWord(char character) => char.IsLetterOrDigit(character) || character == '_';

    private static bool IsComment(string sql, int at) =>
        string.CompareOrdinal(sql, at, "--", 0, 2) == 0 || string.CompareOrdinal(sql, at, "/*", 0, 2) == 0;

    private static char? Closing(char opening) => opening switch
    {
        '\'' or '"' or '`' => opening,
        '[' => ']',
        _ => null,
    };
}
