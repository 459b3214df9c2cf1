namespace PerfAnalyzers.Corpus.Projects;

/// <summary>Decides the conditions of project files. What it cannot decide is null, and the caller chooses the milder mistake.</summary>
internal sealed class Condition
{
    private readonly Expression expression;
    private readonly string baseDirectory;
    private readonly List<string> tokens;
    private int at;

    private Condition(Expression expression, string baseDirectory, List<string> tokens)
    {
        this.expression = expression;
        this.baseDirectory = baseDirectory;
        this.tokens = tokens;
    }

    public static bool? Holds(string? text, Expression expression, string baseDirectory)
    {
        if (string.IsNullOrWhiteSpace(text))
            return true;

        if (Tokenize(text) is not { } tokens)
            return null;

        var condition = new Condition(expression, baseDirectory, tokens);
        var result = condition.Or();
        return condition.at == tokens.Count ? result : null;
    }

    private string? Peek => at < tokens.Count ? tokens[at] : null;

    private bool Take(string token)
    {
        if (!string.Equals(Peek, token, StringComparison.OrdinalIgnoreCase))
            return false;

        at++;
        return true;
    }

    private bool? Or()
    {
        var left = And();
        while (Take("or"))
        {
            var right = And();
            left = left == true || right == true ? true : left is null || right is null ? null : false;
        }

        return left;
    }

    private bool? And()
    {
        var left = Not();
        while (Take("and"))
        {
            var right = Not();
            left = left == false || right == false ? false : left is null || right is null ? null : true;
        }

        return left;
    }

    private bool? Not() => Take("!") ? !Not() : Comparison();

    private bool? Comparison()
    {
        if (Take("("))
        {
            var inner = Or();
            return Take(")") ? inner : null;
        }

        if (Peek is not { } first)
            return null;

        at++;
        if (Take("("))
        {
            var argument = Peek is { } text ? Value(text) : null;
            at++;
            return !Take(")") || argument is null ? null : Call(first, argument);
        }

        var left = Value(first);
        if (Peek is not ("==" or "!=" or "<" or ">" or "<=" or ">=") || tokens[at++] is not { } comparison)
            return AsBool(left);

        if (Peek is not { } second)
            return null;

        at++;
        var right = Value(second);
        if (left is null || right is null)
            return null;

        return comparison switch
        {
            "==" => string.Equals(left, right, StringComparison.OrdinalIgnoreCase),
            "!=" => !string.Equals(left, right, StringComparison.OrdinalIgnoreCase),
            "<" => PackageVersion.Compare(left, right) < 0,
            ">" => PackageVersion.Compare(left, right) > 0,
            "<=" => PackageVersion.Compare(left, right) <= 0,
            _ => PackageVersion.Compare(left, right) >= 0,
        };
    }

    private bool? Call(string function, string argument)
    {
        if (function.Equals("Exists", StringComparison.OrdinalIgnoreCase))
        {
            var path = Path.Combine(baseDirectory, Expression.Slashes(argument));
            return argument.Length > 0 && (File.Exists(path) || Directory.Exists(path));
        }

        return function.Equals("HasTrailingSlash", StringComparison.OrdinalIgnoreCase)
            ? argument.EndsWith('/') || argument.EndsWith('\\')
            : null;
    }

    private string? Value(string token) => expression.Expand(token.Trim('\''));

    private static bool? AsBool(string? text) => text?.ToLowerInvariant() switch
    {
        "true" or "on" or "yes" => true,
        "false" or "off" or "no" or "" => false,
        _ => null,
    };

    private static List<string>? Tokenize(string text)
    {
        var tokens = new List<string>();
        for (var at = 0; at < text.Length;)
        {
            var c = text[at];
            int end;
            if (char.IsWhiteSpace(c))
            {
                at++;
                continue;
            }

            if (c == '\'')
            {
                end = EndOfQuoted(text, at);
            }
            else if (c == '$' && at + 1 < text.Length && text[at + 1] == '(')
            {
                end = Expression.ClosingParenthesis(text, at + 1) + 1;
            }
            else if (c is '(' or ')')
            {
                end = at + 1;
            }
            else if (c is '=' or '!' or '<' or '>')
            {
                end = at + 1 < text.Length && text[at + 1] == '=' ? at + 2 : at + 1;
            }
            else
            {
                end = at;
                while (end < text.Length && !char.IsWhiteSpace(text[end]) && !"()=!<>'".Contains(text[end], StringComparison.Ordinal))
                    end++;
            }

            if (end <= at)
                return null;

            tokens.Add(text[at..end]);
            at = end;
        }

        return tokens;
    }

    /// <summary>A quoted text may hold a function call that quotes its own arguments.</summary>
    private static int EndOfQuoted(string text, int open)
    {
        for (var at = open + 1; at < text.Length; at++)
        {
            if (text[at] == '$' && at + 1 < text.Length && text[at + 1] == '(')
            {
                at = Expression.ClosingParenthesis(text, at + 1);
                if (at < 0)
                    return -1;
            }
            else if (text[at] == '\'')
            {
                return at + 1;
            }
        }

        return -1;
    }
}
