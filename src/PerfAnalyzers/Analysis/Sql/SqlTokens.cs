namespace PerfAnalyzers.Analysis.Sql;

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
/// <param name="Kind">What it is.</param>
/// <param name="Text">What it says.</param>
/// <param name="Start">Where it begins.</param>
/// <param name="End">Where the next one may begin.</param>
internal readonly record struct SqlToken(SqlTokenKind Kind, string Text, int Start, int End)
{
    public bool IsWord(string word) => Kind == SqlTokenKind.Word && Text.Equals(word, StringComparison.OrdinalIgnoreCase);

    public bool IsSign(string sign) => Kind == SqlTokenKind.Sign && Text == sign;

    public bool IsName => Kind is SqlTokenKind.Word or SqlTokenKind.Quoted;
}

/// <summary>Takes a statement apart, as far as all databases agree on how it is written.</summary>
internal static class SqlTokens
{
    private const string Signs = "=<>!.,*()+-/%;";

    // Casts, parameters and names of single databases.
    private const string MoreSigns = Signs + "|^&~#?{}$:";

    /// <summary>The pieces; null where there is one that not every database reads alike, or a comment.</summary>
    public static ImmutableArray<SqlToken>? Read(string sql) => Read(sql, isTolerant: false);

    /// <summary>The pieces without comments, in whatever dialect; null where quotes are open.</summary>
    public static ImmutableArray<SqlToken>? ReadAny(string sql) => Read(sql, isTolerant: true);

    private static ImmutableArray<SqlToken>? Read(string sql, bool isTolerant)
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
            if (IsComment(sql, at))
            {
                if (!isTolerant)
                    return null;

                at = EndOfComment(sql, at);
                continue;
            }

            if (IsOfWord(next) || next == '@')
            {
                while (end < sql.Length && IsOfWord(sql[end]))
                    end++;

                var text = sql.Substring(at, end - at);
                if (next != '@')
                    tokens.Add(new SqlToken(char.IsDigit(next) ? SqlTokenKind.Value : SqlTokenKind.Word, text, at, end));
                else if (text.Length > 1)
                    tokens.Add(new SqlToken(SqlTokenKind.Parameter, text.Substring(1), at, end));
                else if (!isTolerant)
                    return null;
            }
            else if (Closing(next) is { } closing)
            {
                end = sql.IndexOf(closing, at + 1) + 1;
                while (isTolerant && end > 0 && end < sql.Length && sql[end] == closing)
                    end = sql.IndexOf(closing, end + 1) + 1;

                if (end == 0 || (end < sql.Length && sql[end] == closing))
                    return null;

                tokens.Add(new SqlToken(next == '\'' ? SqlTokenKind.Value : SqlTokenKind.Quoted, sql.Substring(at + 1, end - at - 2), at, end));
            }
            else if ((isTolerant ? MoreSigns : Signs).IndexOf(next) >= 0)
            {
                tokens.Add(new SqlToken(SqlTokenKind.Sign, next.ToString(), at, end));
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

    private static int EndOfComment(string sql, int at)
    {
        var end = sql[at] == '-' ? sql.IndexOf('\n', at) : sql.IndexOf("*/", at, StringComparison.Ordinal);
        return end < 0 ? sql.Length : end + (sql[at] == '-' ? 1 : 2);
    }

    private static char? Closing(char opening) => opening switch
    {
        '\'' or '"' or '`' => opening,
        '[' => ']',
        _ => null,
    };
}
