using PerfAnalyzers.Benchmarks.Synthetic;

namespace PerfAnalyzers.Benchmarks.Measuring;

/// <summary>How time grows with code.</summary>
/// <param name="Points">Lines and the time of all rules on them.</param>
internal sealed record Growth(ImmutableArray<(int Lines, TimeSpan Time)> Points)
{
    /// <summary>The slope of the line that fits best when both axes are logarithmic: 1 is linear, 2 quadratic.</summary>
    public double Exponent
    {
        get
        {
            var x = Points.Select(p => Math.Log(p.Lines)).ToArray();
            var y = Points.Select(p => Math.Log(p.Time.TotalMilliseconds)).ToArray();
            var (meanX, meanY) = (x.Average(), y.Average());
            return x.Zip(y, (a, b) => (a - meanX) * (b - meanY)).Sum() / x.Sum(a => (a - meanX) * (a - meanX));
        }
    }

    public static async Task<Growth> MeasureAsync(MeasuredRules rules, CodeKind kind, IEnumerable<int> lines, int rounds)
    {
        var points = ImmutableArray.CreateBuilder<(int, TimeSpan)>();
        foreach (var size in lines)
        {
            var subject = Subject.Make(kind, size);
            points.Add((subject.Lines, (await Ratio.MeasureAsync(subject, rules, rounds).ConfigureAwait(false)).Rules));
        }

        return new Growth(points.ToImmutable());
    }
}
