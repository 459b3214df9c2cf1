namespace Microsoft.CodeAnalysis.Testing;

/// <summary>Compares a tree that a fix built with the tree that its text means.</summary>
internal static class TreeComparison
{
    public static string? FirstDifference(
        SyntaxTree produced, SyntaxTree read, CodeActionValidationMode mode, Type syntaxKinds, CancellationToken cancellationToken)
    {
        var left = Flatten(produced.GetRoot(cancellationToken));
        var right = Flatten(read.GetRoot(cancellationToken));
        foreach (var (made, seen) in left.Zip(right))
        {
            if (made.RawKind != seen.RawKind || made.IsMissing != seen.IsMissing || (made.IsToken && made.AsToken().Text != seen.AsToken().Text))
                return $"it built {Describe(made)} where the text means {Describe(seen)}.";

            if (mode == CodeActionValidationMode.Full && made.IsToken
                && (!SameTrivia(made.GetLeadingTrivia(), seen.GetLeadingTrivia()) || !SameTrivia(made.GetTrailingTrivia(), seen.GetTrailingTrivia())))
            {
                return $"the trivia around {Describe(made)} differ.";
            }
        }

        return left.Count == right.Count ? null : $"it built {left.Count} nodes and tokens where the text means {right.Count}.";

        string Describe(SyntaxNodeOrToken part) => $"{Enum.ToObject(syntaxKinds, (ushort)part.RawKind)} '{part.ToString().ReplaceLineEndings(" ")}'";
    }

    private static List<SyntaxNodeOrToken> Flatten(SyntaxNode root) => [root, .. root.DescendantNodesAndTokens(descendIntoTrivia: true)];

    private static bool SameTrivia(SyntaxTriviaList left, SyntaxTriviaList right) =>
        left.Select(t => (t.RawKind, Text: t.ToFullString())).SequenceEqual(right.Select(t => (t.RawKind, Text: t.ToFullString())));
}
