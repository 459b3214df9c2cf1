using PerfAnalyzers.Analysis.Collections;
using PerfAnalyzers.Knowledge;

namespace PerfAnalyzers.Analysis.Sql;

/// <summary>A SELECT of one statement, as far as it tells how many rows it gives.</summary>
/// <param name="Table">The name of the first table.</param>
/// <param name="IsLimited">Whether something limits the rows, or may: a number, a parameter, an aggregate, a subquery.</param>
/// <param name="HasLimit">Whether a number of rows is stated, or there can be one only.</param>
/// <param name="HasCondition">Whether there is any condition.</param>
/// <param name="HasOrder">Whether the rows come in an order.</param>
/// <param name="AfterSelect">Where a number of rows is stated in SQL Server.</param>
/// <param name="End">Where it is stated elsewhere; null behind what has to be last.</param>
internal sealed record SqlSelect(string Table, bool IsLimited, bool HasLimit, bool HasCondition, bool HasOrder, int AfterSelect, int? End)
{
    private static readonly ImmutableHashSet<string> Aggregates = Set("COUNT", "COUNT_BIG", "SUM", "MIN", "MAX", "AVG", "STRING_AGG", "GROUP_CONCAT", "ARRAY_AGG", "JSON_AGG", "TOTAL", "BOOL_AND", "BOOL_OR");
    private static readonly ImmutableHashSet<string> Limits = Set("TOP", "LIMIT", "FETCH", "ROWNUM", "ROW_NUMBER", "TABLESAMPLE");

    // What joins several answers, or makes one of others: their rows are counted elsewhere.
    private static readonly ImmutableHashSet<string> Unread = Set("WITH", "UNION", "INTERSECT", "EXCEPT", "MINUS", "INTO", "APPLY", "LATERAL", "PIVOT", "UNPIVOT", "EXEC", "EXECUTE", "CALL");
    private static readonly ImmutableHashSet<string> Catalogs = Set("INFORMATION_SCHEMA", "sys", "pg_catalog", "mysql", "performance_schema");

    // Behind these no number of rows may stand.
    private static readonly ImmutableHashSet<string> Last = Set("OPTION", "OFFSET", "WINDOW", "LOCK");

    private static ImmutableHashSet<string> Set(params string[] words) => ImmutableHashSet.Create(StringComparer.OrdinalIgnoreCase, words);

    /// <summary>The column that the rows are sorted by first; null where they are not, or by something else.</summary>
    public string? OrderedBy { get; private init; }

    /// <summary>Whether whoever asks says from which time on rows are wanted.</summary>
    public bool IsSince { get; private init; }

    /// <summary>Null where the text is something else, or more, or cannot be read.</summary>
    public static SqlSelect? Read(string sql)
    {
        if (SqlTokens.ReadAny(sql) is not { Length: > 3 } tokens)
            return null;

        if (tokens[tokens.Length - 1].IsSign(";"))
            tokens = tokens.RemoveAt(tokens.Length - 1);

        if (!tokens[0].IsWord("SELECT") || tokens.Any(t => t.IsSign(";")))
            return null;

        var clauses = new Clauses();
        var depth = 0;
        for (var i = 1; i < tokens.Length; i++)
        {
            var token = tokens[i];
            depth += token.IsSign("(") ? 1 : token.IsSign(")") ? -1 : 0;
            if (depth < 0 || (token.Kind == SqlTokenKind.Word && Unread.Contains(token.Text) && !tokens[i - 1].IsSign(".")))
                return null;

            clauses.Add(tokens, i, depth);
        }

        if (depth != 0 || clauses.From < 0 || TableAt(tokens, clauses.From + 1) is not { } table)
            return null;

        var hasLimit = clauses.HasLimit || (clauses.HasAggregate && clauses.Group < 0);
        return new SqlSelect(
            table,
            hasLimit || clauses.Group >= 0 || clauses.HasParameter || clauses.HasSubquery || clauses.NamesKey,
            hasLimit,
            clauses.Where >= 0,
            clauses.Order >= 0,
            tokens[1].IsWord("DISTINCT") || tokens[1].IsWord("ALL") ? tokens[1].End : tokens[0].End,
            clauses.HasLast ? null : tokens[tokens.Length - 1].End)
        {
            IsSince = clauses.HasSince,
            OrderedBy = clauses.Order >= 0 ? ColumnAt(tokens, clauses.Order + 2) : null,
        };
    }

    /// <summary>The last part of the name of a column; null for numbers, and for what is computed.</summary>
    private static string? ColumnAt(ImmutableArray<SqlToken> tokens, int at)
    {
        while (at + 2 < tokens.Length && tokens[at].IsName && tokens[at + 1].IsSign("."))
            at += 2;

        return at < tokens.Length && tokens[at].IsName && (at + 1 == tokens.Length || !tokens[at + 1].IsSign("(")) ? tokens[at].Text : null;
    }

    /// <summary>The last part of the name behind FROM; null for subqueries, functions and what a database says about itself.</summary>
    private static string? TableAt(ImmutableArray<SqlToken> tokens, int at)
    {
        for (; at < tokens.Length && tokens[at].IsName; at += 2)
        {
            var name = tokens[at].Text;
            if (Catalogs.Contains(name) || name.StartsWith("sqlite_", StringComparison.OrdinalIgnoreCase) || name.StartsWith("pg_", StringComparison.OrdinalIgnoreCase) || name.StartsWith("pragma_", StringComparison.OrdinalIgnoreCase))
                return null;

            if (at + 1 >= tokens.Length || !tokens[at + 1].IsSign("."))
                return at + 1 < tokens.Length && tokens[at + 1].IsSign("(") ? null : name;
        }

        return null;
    }

    /// <summary>What stands where in the statement.</summary>
    private sealed class Clauses
    {
        public int From { get; private set; } = -1;

        public int Where { get; private set; } = -1;

        public int Group { get; private set; } = -1;

        public int Order { get; private set; } = -1;

        public bool HasLimit { get; private set; }

        public bool HasAggregate { get; private set; }

        public bool HasParameter { get; private set; }

        public bool HasSince { get; private set; }

        public bool HasSubquery { get; private set; }

        public bool HasLast { get; private set; }

        /// <summary>Whether a column that is named like a key is compared with a value.</summary>
        public bool NamesKey { get; private set; }

        public void Add(ImmutableArray<SqlToken> tokens, int i, int depth)
        {
            var token = tokens[i];
            if (IsParameter(tokens, i))
            {
                var isSince = AsksSince(tokens, i);
                HasSince |= isSince;
                HasParameter |= !isSince && !IsSearch(tokens, i);
            }

            if (token.IsSign("=") && Where >= 0 && EndsKey(tokens, i))
                NamesKey = true;

            if (token.Kind != SqlTokenKind.Word)
                return;

            HasLimit |= Limits.Contains(token.Text);
            HasSubquery |= token.IsWord("SELECT") || token.IsWord("EXISTS");
            HasAggregate |= From < 0 && Aggregates.Contains(token.Text) && i + 1 < tokens.Length && tokens[i + 1].IsSign("(") && !IsOverRows(tokens, i);
            if (depth > 0)
                return;

            // FOR JSON makes one text of all rows, and FOR UPDATE takes what it may.
            HasLimit |= token.IsWord("FOR");
            HasLast |= From >= 0 && Last.Contains(token.Text);
            if (token.IsWord("FROM") && From < 0)
                From = i;
            else if (token.IsWord("WHERE"))
                Where = i;
            else if (token.IsWord("GROUP"))
                Group = i;
            else if (token.IsWord("ORDER"))
                Order = i;
        }

        /// <summary>@id, :id, ?, $1, {0}; not the two signs of a cast.</summary>
        private static bool IsParameter(ImmutableArray<SqlToken> tokens, int i) =>
            tokens[i].Kind == SqlTokenKind.Parameter
            || tokens[i].IsSign("?")
            || tokens[i].IsSign("$")
            || tokens[i].IsSign("{")
            || (tokens[i].IsSign(":") && !tokens[i - 1].IsSign(":") && i + 1 < tokens.Length && tokens[i + 1].Kind == SqlTokenKind.Word);

        /// <summary>Whether a parameter is text to look for, or skips rows.</summary>
        private static bool IsSearch(ImmutableArray<SqlToken> tokens, int i)
        {
            for (var before = i - 1; before > 0 && before > i - 6; before--)
            {
                if (tokens[before].IsWord("LIKE") || tokens[before].IsWord("ILIKE") || tokens[before].IsWord("OFFSET"))
                    return true;

                if (tokens[before].IsWord("AND") || tokens[before].IsWord("OR") || tokens[before].IsWord("WHERE") || tokens[before].IsSign("="))
                    return false;
            }

            return false;
        }

        /// <summary>Whether a parameter says from which time on rows are wanted: who goes far back gets all of them.</summary>
        private static bool AsksSince(ImmutableArray<SqlToken> tokens, int i)
        {
            var column = i - (tokens[i - 1].IsSign("=") ? 3 : 2);
            return column > 0
                && tokens[column].IsName
                && tokens[column + 1].IsSign(">")
                && TimeColumns.IsTime(Words.Split(tokens[column].Text))
                && (i + 1 == tokens.Length || tokens[i + 1].Kind != SqlTokenKind.Sign || tokens[i + 1].IsSign(")"));
        }

        private static bool EndsKey(ImmutableArray<SqlToken> tokens, int equals) =>
            tokens[equals - 1].IsName
            && equals + 1 < tokens.Length
            && tokens[equals + 1].Kind == SqlTokenKind.Value
            && (tokens[equals - 1].Text.EndsWith("id", StringComparison.OrdinalIgnoreCase) || tokens[equals - 1].Text.EndsWith("key", StringComparison.OrdinalIgnoreCase) || tokens[equals - 1].Text.EndsWith("code", StringComparison.OrdinalIgnoreCase));

        /// <summary>COUNT(*) OVER (): one for each row.</summary>
        private static bool IsOverRows(ImmutableArray<SqlToken> tokens, int i)
        {
            var depth = 0;
            for (i++; i < tokens.Length; i++)
            {
                depth += tokens[i].IsSign("(") ? 1 : tokens[i].IsSign(")") ? -1 : 0;
                if (depth == 0)
                    return i + 1 < tokens.Length && tokens[i + 1].IsWord("OVER");
            }

            return false;
        }
    }
}
