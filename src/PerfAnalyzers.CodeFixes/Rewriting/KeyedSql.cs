using PerfAnalyzers.Analysis.Sql;

namespace PerfAnalyzers.CodeFixes.Rewriting;

/// <summary>A SELECT of one table that asks for the rows of one key, and whose answer for many keys is those of each together.</summary>
/// <param name="Column">The column that is compared.</param>
/// <param name="Parameter">The parameter that it is compared with, without its sign.</param>
internal sealed record KeyedSql(string Column, string Parameter)
{
    private static readonly ImmutableArray<string> Elsewhere = ImmutableArray.Create(
        "TOP", "DISTINCT", "LIMIT", "OFFSET", "FETCH", "ORDER", "GROUP", "HAVING", "UNION", "EXCEPT", "INTERSECT", "JOIN", "INTO", "WITH", "FOR", "OPTION",
        "OVER", "OR", "EXISTS", "CASE", "ROWNUM", "WINDOW", "QUALIFY", "XOR", "ALL", "ANY", "SOME", "COLLATE");

    /// <summary>Null when rows of one key could depend on those of another, or when the statement is more than such a SELECT.</summary>
    /// <param name="sql">The statement.</param>
    /// <param name="parameter">The parameter that differs from element to element.</param>
    public static KeyedSql? TryRead(string sql, string parameter)
    {
        if (SqlTokens.Read(sql) is not { Length: > 0 } tokens)
            return null;

        if (tokens[tokens.Length - 1].IsSign(";"))
            tokens = tokens.RemoveAt(tokens.Length - 1);

        var from = IndexOf(tokens, "FROM");
        var where = IndexOf(tokens, "WHERE");
        if (!tokens[0].IsWord("SELECT") || from < 0 || where < from
            || tokens.Skip(1).Any(t => t.IsWord("SELECT") || t.IsSign(";") || Elsewhere.Any(t.IsWord))
            || tokens.Count(t => t.IsWord("FROM") || t.IsWord("WHERE")) != 2
            || tokens.Count(t => IsParameter(t, parameter)) != 1
            || TableAndAlias(tokens, from, where) is not { } alias
            || Compared(tokens, where, parameter, alias) is not { } column
            || !Selects(tokens, from, column, alias))
        {
            return null;
        }

        return new KeyedSql(column, parameter);
    }

    /// <summary>What the parameter and the operator before it become, in the text that the statement is written as.</summary>
    /// <returns>The part of the text; null when it is not written there in one piece.</returns>
    public TextSpan? ComparisonIn(string text)
    {
        var end = 0;
        for (var at = text.IndexOf("@" + Parameter, StringComparison.OrdinalIgnoreCase); at >= 0; at = text.IndexOf("@" + Parameter, at + 1, StringComparison.OrdinalIgnoreCase))
        {
            end = at + Parameter.Length + 1;
            if (end < text.Length && (char.IsLetterOrDigit(text[end]) || text[end] == '_'))
                continue;

            var sign = at - 1;
            while (sign >= 0 && char.IsWhiteSpace(text[sign]))
                sign--;

            return sign >= 0 && text[sign] == '=' ? TextSpan.FromBounds(sign, end) : null;
        }

        return null;
    }

    private static int IndexOf(ImmutableArray<SqlToken> tokens, string word)
    {
        for (var i = 0; i < tokens.Length; i++)
        {
            if (tokens[i].IsWord(word))
                return i;
        }

        return -1;
    }

    private static bool IsParameter(SqlToken token, string name) => token.Kind == SqlTokenKind.Parameter && token.Text.Equals(name, StringComparison.OrdinalIgnoreCase);

    /// <summary>The name that stands before columns: the alias, or the table itself; null when there is more than one table.</summary>
    private static string? TableAndAlias(ImmutableArray<SqlToken> tokens, int from, int where)
    {
        var at = from + 1;
        if (at >= where || !tokens[at].IsName)
            return null;

        while (at + 2 < where && tokens[at + 1].IsSign(".") && tokens[at + 2].IsName)
            at += 2;

        var name = tokens[at++].Text;
        if (at < where && tokens[at].IsWord("AS"))
            at++;

        if (at < where && tokens[at].IsName)
            name = tokens[at++].Text;

        return at == where ? name : null;
    }

    /// <summary>The column of <c>column = @parameter</c>, one of the conditions that all must hold.</summary>
    private static string? Compared(ImmutableArray<SqlToken> tokens, int where, string parameter, string alias)
    {
        var depth = 0;
        for (var i = where + 1; i < tokens.Length; i++)
        {
            depth += tokens[i].IsSign("(") ? 1 : tokens[i].IsSign(")") ? -1 : 0;
            if (!IsParameter(tokens[i], parameter))
                continue;

            var isLast = i + 1 == tokens.Length || tokens[i + 1].IsWord("AND");
            if (depth != 0 || !isLast || !tokens[i - 1].IsSign("=") || !tokens[i - 2].IsName)
                return null;

            var start = i - 2;
            if (tokens[start - 1].IsSign("."))
            {
                start -= 2;
                if (!tokens[start].Text.Equals(alias, StringComparison.OrdinalIgnoreCase))
                    return null;
            }

            return start - 1 == where || (tokens[start - 1].IsWord("AND") && !IsAfterBetween(tokens, start - 1)) ? tokens[i - 2].Text : null;
        }

        return null;
    }

    private static bool IsAfterBetween(ImmutableArray<SqlToken> tokens, int and) => and >= 2 && tokens[and - 2].IsWord("BETWEEN");

    /// <summary>Whether the column comes back under its own name, and nothing else under that name.</summary>
    private static bool Selects(ImmutableArray<SqlToken> tokens, int from, string column, string alias)
    {
        var found = 0;
        var start = 1;
        for (var i = 1; i <= from; i++)
        {
            // What is computed may be computed from all rows together.
            if (tokens[i].IsSign("("))
                return false;

            if (i != from && !tokens[i].IsSign(","))
                continue;

            if (i == start)
                return false;

            var name = tokens[i - 1];
            var isPlain = i - start == 1 || (i - start == 3 && tokens[start + 1].IsSign(".") && tokens[start].Text.Equals(alias, StringComparison.OrdinalIgnoreCase));
            if (name.IsSign("*") ? isPlain : name.Text.Equals(column, StringComparison.OrdinalIgnoreCase))
            {
                if (!isPlain)
                    return false;

                found++;
            }

            start = i + 1;
        }

        return found == 1;
    }
}
