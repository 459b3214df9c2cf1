using Microsoft.CodeAnalysis.CSharp;

namespace PerfAnalyzers.Corpus.Running;

/// <summary>Makes of a source what it is for a moment while somebody types, or after a merge that went wrong.</summary>
internal static class Mutants
{
    /// <summary>A source with one to three faults in it; the same for the same state of <paramref name="random"/>.</summary>
    public static string Make(string source, Random random)
    {
        var text = source;
        for (var faults = random.Next(1, 4); faults > 0; faults--)
            text = Break(text, random);

        return text;
    }

    private static string Break(string source, Random random)
    {
        var tokens = CSharpSyntaxTree.ParseText(source, new CSharpParseOptions(LanguageVersion.Preview)).GetRoot().DescendantTokens().Select(t => t.Span).Where(s => s.Length > 0).ToArray();
        if (tokens.Length < 2)
            return source + "{";

        var one = tokens[random.Next(tokens.Length)];
        var other = tokens[random.Next(tokens.Length)];
        var (first, second) = one.Start < other.Start ? (one, other) : (other, one);
        return random.Next(7) switch
        {
            0 => source[..one.End],
            1 => source.Remove(one.Start, one.Length),
            2 => source.Insert(one.End, " " + source.Substring(one.Start, one.Length)),
            3 => source.Remove(one.Start, one.Length).Insert(one.Start, source.Substring(other.Start, other.Length)),
            4 when first.End <= second.Start => string.Concat(
                source.AsSpan(0, first.Start),
                source.AsSpan(second.Start, second.Length),
                source.AsSpan(first.End, second.Start - first.End)) + source.Substring(first.Start, first.Length) + source[second.End..],
            5 => source.Remove(first.Start, Math.Min(second.End, first.Start + 200) - first.Start),
            _ => source.Remove(one.Start + one.Length / 2, one.Length - one.Length / 2),
        };
    }
}
