using System.Globalization;
using System.Text;

namespace PerfAnalyzers.Proofs.Measured;

/// <summary>One line of a plot.</summary>
internal sealed record Curve(string Name, string Colour, IReadOnlyList<(double X, double Y)> Points);

/// <summary>Draws lines into an SVG picture that is readable on light and dark pages.</summary>
internal static class Plot
{
    private const int Width = 640;
    private const int Height = 320;
    private const int Left = 64;
    private const int Right = 120;
    private const int Top = 36;
    private const int Bottom = 44;
    private const int Steps = 4;

    /// <param name="title">What is shown, with the unit of the values.</param>
    /// <param name="xName">What the values grow with.</param>
    /// <param name="curves">The lines; all end at the same x.</param>
    public static string Draw(string title, string xName, IReadOnlyList<Curve> curves)
    {
        var maxX = curves.SelectMany(c => c.Points).Max(p => p.X);
        var maxY = Round(curves.SelectMany(c => c.Points).Max(p => p.Y));
        var svg = new StringBuilder();
        svg.Append(Invariant($"<svg xmlns=\"http://www.w3.org/2000/svg\" viewBox=\"0 0 {Width} {Height}\" font-family=\"sans-serif\" font-size=\"12\">\n"));
        svg.Append(Invariant($"<rect width=\"{Width}\" height=\"{Height}\" fill=\"#ffffff\"/>\n"));
        svg.Append(Text(Left, 20, title, "start", "#24292f"));
        for (var step = 0; step <= Steps; step++)
        {
            var (x, y) = (maxX * step / Steps, maxY * step / Steps);
            svg.Append(Invariant($"<path d=\"M{Left} {Y(y):0.#}H{Width - Right}\" stroke=\"#d0d7de\"/>\n"));
            svg.Append(Text(Left - 8, Y(y) + 4, Number(y), "end", "#57606a"));
            svg.Append(Text(X(x), Height - Bottom + 18, Number(x), "middle", "#57606a"));
        }

        svg.Append(Text(Width - Right, Height - 8, xName, "end", "#57606a"));
        foreach (var curve in curves)
        {
            var points = string.Join(' ', curve.Points.Select(p => Invariant($"{X(p.X):0.#},{Y(p.Y):0.#}")));
            var last = curve.Points[^1];
            svg.Append(Invariant($"<polyline points=\"{points}\" fill=\"none\" stroke=\"{curve.Colour}\" stroke-width=\"2\"/>\n"));
            svg.Append(Text(X(last.X) + 8, Y(last.Y) + 4, curve.Name, "start", curve.Colour));
        }

        return svg.Append("</svg>\n").ToString();

        double X(double value) => Left + (value / maxX * (Width - Left - Right));
        double Y(double value) => Height - Bottom - (value / maxY * (Height - Top - Bottom));
    }

    /// <summary>The next number upwards that divides well.</summary>
    private static double Round(double value)
    {
        var unit = Math.Pow(10, Math.Floor(Math.Log10(Math.Max(value, 1))));
        return Math.Ceiling(value / unit * 2) / 2 * unit;
    }

    private static string Text(double x, double y, string text, string anchor, string colour) =>
        Invariant($"<text x=\"{x:0.#}\" y=\"{y:0.#}\" text-anchor=\"{anchor}\" fill=\"{colour}\">{text}</text>\n");

    private static string Number(double value) => value.ToString("#,0.##", CultureInfo.InvariantCulture);

    private static string Invariant(FormattableString text) => text.ToString(CultureInfo.InvariantCulture);
}
