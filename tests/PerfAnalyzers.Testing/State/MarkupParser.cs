using System.Text;
using System.Text.RegularExpressions;

namespace Microsoft.CodeAnalysis.Testing;

/// <summary>A text without its markup, and the places the markup named. The name of <c>[|…|]</c> is empty.</summary>
internal sealed record MarkedText(string Text, ImmutableArray<int> Positions, ImmutableArray<(string Name, TextSpan Span)> Spans);

/// <summary>
/// Reads <c>[|…|]</c>, <c>{|NAME:…|}</c>, <c>{|#key:…|}</c>, <c>{|#key:…|#key}</c> and <c>$$</c>.
/// </summary>
internal static partial class MarkupParser
{
    public static MarkedText Parse(string input, bool positionsAreCode = false)
    {
        var text = new StringBuilder(input.Length);
        var positions = ImmutableArray.CreateBuilder<int>();
        var spans = ImmutableArray.CreateBuilder<(string Name, TextSpan Span)>();
        var open = new List<Opening>();
        var read = 0;

        foreach (Match match in Markup().Matches(input))
        {
            if (match.Value == "$$" && positionsAreCode)
                continue;

            text.Append(input, read, match.Index - read);
            read = match.Index + match.Length;
            switch (match.Value)
            {
                case "$$":
                    positions.Add(text.Length);
                    break;
                case "[|":
                    open.Add(new Opening(match.Value, string.Empty, text.Length));
                    break;
                case "|]" or "|}":
                    Close(open.Count - 1);
                    break;
                default:
                    if (match.Groups["name"] is { Success: true } name)
                        open.Add(new Opening("{|", name.Value, text.Length));
                    else
                        Close(open.FindLastIndex(o => o.Name == match.Groups["end"].Value));
                    break;
            }

            void Close(int index)
            {
                var opener = match.Value == "|]" ? "[|" : "{|";
                if (index < 0 || open[index].Kind != opener)
                    throw new ArgumentException($"The markup '{match.Value}' at {match.Index} closes no '{opener}': {Excerpt(input, match.Index)}", nameof(input));

                spans.Add((open[index].Name, TextSpan.FromBounds(open[index].Start, text.Length)));
                open.RemoveAt(index);
            }
        }

        if (open.Count > 0)
            throw new ArgumentException($"The markup '{open[^1].Kind}{open[^1].Name}' is never closed: {Excerpt(input, 0)}", nameof(input));

        text.Append(input, read, input.Length - read);
        return new MarkedText(text.ToString(), positions.ToImmutable(), spans.OrderBy(s => s.Span.Start).ThenBy(s => s.Span.End).ToImmutableArray());
    }

    private static string Excerpt(string input, int at)
    {
        var start = Math.Max(0, at - 20);
        return input.Substring(start, Math.Min(60, input.Length - start)).ReplaceLineEndings(" ");
    }

    [GeneratedRegex(@"\$\$|\[\||\|\]|\{\|(?<name>[^:|\[\]{}\s]+):|\|(?<end>#[^:|\[\]{}\s]+)\}|\|\}")]
    private static partial Regex Markup();

    private readonly record struct Opening(string Kind, string Name, int Start);
}
