using PerfAnalyzers.Analysis.Collections;
using PerfAnalyzers.Knowledge;

namespace PerfAnalyzers.CodeFixes.Rewriting;

/// <summary>How a search is written as a question to an index.</summary>
/// <param name="Kind">The index that can answer it.</param>
/// <param name="Replaced">What is replaced: the search, or the comparison around it.</param>
/// <param name="Pattern">The new text with <c>{0}</c> for the index and <c>{1}</c> for the key.</param>
internal sealed record IndexAnswer(IndexKind Kind, ExpressionSyntax Replaced, string Pattern)
{
    /// <summary>The answer to a search; null when no index gives the same.</summary>
    /// <param name="lookup">The search.</param>
    /// <param name="syntax">The search as written.</param>
    /// <param name="prefersDictionary">Whether keys are never null and the framework can make a dictionary of first elements.</param>
    /// <param name="rest">What is still asked of the elements of one key, as a lambda; null where the key decides.</param>
    public static IndexAnswer? For(LinearLookup lookup, InvocationExpressionSyntax syntax, bool prefersDictionary, string? rest = null)
    {
        if (rest is not null)
            return WithRest(lookup, syntax, rest.Replace("{", "{{").Replace("}", "}}"));

        switch (lookup.Operation.Answer)
        {
            case ScanAnswer.Presence:
                return new(IndexKind.Set, syntax, "{0}.Contains({1})");
            case ScanAnswer.Absence:
                return new(IndexKind.Set, syntax, Negated(syntax));
            case ScanAnswer.Position:
                return ForPosition(lookup, syntax);
            case ScanAnswer.FirstOrDefault when prefersDictionary:
                return new(IndexKind.Dictionary, syntax, "{0}.GetValueOrDefault({1})");
            case ScanAnswer.Matches:
                return new(IndexKind.Lookup, syntax, "{0}[{1}]");
            case ScanAnswer.MatchList:
                // The list of List.FindAll; the one of Array.FindAll is an array.
                return new(IndexKind.Lookup, syntax, lookup.Call.Type is IArrayTypeSymbol ? "{0}[{1}].ToArray()" : "{0}[{1}].ToList()");
            case ScanAnswer.Count when lookup.Operation.Member == "LongCount":
                return new(IndexKind.Lookup, syntax, "{0}[{1}].LongCount()");
            default:
                return new(IndexKind.Lookup, syntax, "{0}[{1}]." + lookup.Operation.Answer + "()");
        }
    }

    private static IndexAnswer? WithRest(LinearLookup lookup, InvocationExpressionSyntax syntax, string rest) => lookup.Operation.Answer switch
    {
        ScanAnswer.Absence or ScanAnswer.Position => null,
        ScanAnswer.Presence => new(IndexKind.Lookup, syntax, "{0}[{1}].Any(" + rest + ")"),
        ScanAnswer.Matches => new(IndexKind.Lookup, syntax, "{0}[{1}].Where(" + rest + ")"),
        ScanAnswer.MatchList => new(IndexKind.Lookup, syntax, "{0}[{1}].Where(" + rest + ")" + (lookup.Call.Type is IArrayTypeSymbol ? ".ToArray()" : ".ToList()")),
        ScanAnswer.Count when lookup.Operation.Member == "LongCount" => new(IndexKind.Lookup, syntax, "{0}[{1}].LongCount(" + rest + ")"),
        var answer => new(IndexKind.Lookup, syntax, "{0}[{1}]." + answer + "(" + rest + ")"),
    };

    /// <summary>Where a position is compared with "nowhere" a set answers; otherwise a lookup of positions tells it.</summary>
    private static IndexAnswer ForPosition(LinearLookup lookup, InvocationExpressionSyntax syntax)
    {
        if (syntax.Parent is BinaryExpressionSyntax comparison && comparison.Left == syntax && IsFound(comparison) is { } isFound)
            return new(IndexKind.Set, comparison, isFound ? "{0}.Contains({1})" : Negated(comparison));

        var isLast = lookup.Operation.Member.IndexOf("Last", StringComparison.Ordinal) >= 0;
        return new(IndexKind.Positions, syntax, "{0}[{1}]." + (isLast ? "LastOrDefault" : "FirstOrDefault") + "(-1)");
    }

    private static bool? IsFound(BinaryExpressionSyntax comparison) => (comparison.Kind(), comparison.Right.ToString()) switch
    {
        (SyntaxKind.GreaterThanOrEqualExpression, "0") => true,
        (SyntaxKind.NotEqualsExpression or SyntaxKind.GreaterThanExpression, "-1") => true,
        (SyntaxKind.LessThanExpression, "0") => false,
        (SyntaxKind.EqualsExpression, "-1") => false,
        _ => null,
    };

    private static string Negated(ExpressionSyntax replaced) =>
        replaced.Parent is MemberAccessExpressionSyntax or ConditionalAccessExpressionSyntax ? "(!{0}.Contains({1}))" : "!{0}.Contains({1})";
}
