using System.Globalization;
using PerfAnalyzers.Benchmarks.Measuring;
using PerfAnalyzers.Benchmarks.Synthetic;
using PerfAnalyzers.Corpus;
using Spectre.Console;

namespace PerfAnalyzers.Benchmarks.Commands;

/// <summary>
/// What the rules may cost before a build says no. Ratios and not seconds, so that the machine does not matter, and far above what was
/// measured on a quiet one, so that a busy machine does not either: it is there for what makes rules several times slower.
/// </summary>
internal static class Budget
{
    private const int CodeLines = 10_000;
    private const int Rounds = 3;
    private const double MostExponent = 1.8;

    private static readonly ImmutableArray<(CodeKind Kind, double All, double One)> Limits =
    [
        (CodeKind.Server, 1.2, 0.4),
        (CodeKind.Plain, 1.2, 0.3),
    ];

    public static async Task<int> CheckAsync()
    {
        var isWithin = true;
        foreach (var (kind, all, one) in Limits)
        {
            var ratio = await Ratio.MeasureAsync(Subject.Make(kind, CodeLines), MeasuredRules.Own, Rounds).ConfigureAwait(false);
            var (dearest, time) = ratio.PerRule.MaxBy(r => r.Value);
            isWithin &= Say($"{kind}: all rules", ratio.Added, all);
            isWithin &= Say($"{kind}: {dearest}, the dearest rule", time / ratio.Binding, one);
        }

        var growth = await Growth.MeasureAsync(MeasuredRules.Own, CodeKind.Server, [3_000, 6_000, 12_000], Rounds - 1).ConfigureAwait(false);
        isWithin &= Say("Server: exponent of growth", growth.Exponent, MostExponent);
        return isWithin ? ExitCodes.Clean : ExitCodes.Defect;
    }

    private static bool Say(string what, double measured, double limit)
    {
        var isWithin = measured <= limit;
        AnsiConsole.WriteLine(string.Create(CultureInfo.InvariantCulture, $"{(isWithin ? "ok" : "TOO MUCH")}: {what} {measured:0.000}, limit {limit:0.00}"));
        return isWithin;
    }
}
