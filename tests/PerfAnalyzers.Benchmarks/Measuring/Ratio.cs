namespace PerfAnalyzers.Benchmarks.Measuring;

/// <summary>What analyzers cost beside the compiler, all on one thread. Times are those of the processor, so that other work on the machine does not count, but for those of single rules.</summary>
/// <param name="Binding">The time to bind everything.</param>
/// <param name="Rules">The time on the clock that the analyzers took by the count of the compiler, which books on a rule what it is first to have bound.</param>
/// <param name="Idle">The time of a whole run with one analyzer that does nothing.</param>
/// <param name="Whole">The time of a whole run with the analyzers.</param>
/// <param name="BindingBytes">The memory allocated by binding.</param>
/// <param name="RuleBytes">The memory allocated by a run with the analyzers above one without.</param>
/// <param name="PerRule">The time of each analyzer, by its first id.</param>
internal sealed record Ratio(TimeSpan Binding, TimeSpan Rules, TimeSpan Idle, TimeSpan Whole, long BindingBytes, long RuleBytes, ImmutableDictionary<string, TimeSpan> PerRule)
{
    public double OfBinding => Rules / Binding;

    /// <summary>How much longer a whole run takes for the analyzers, over binding.</summary>
    public double Added => (Whole - Idle) / Binding;

    public double OfBytes => (double)RuleBytes / BindingBytes;

    /// <summary>The best of some rounds: what disturbs a measurement only ever makes it longer.</summary>
    public static async Task<Ratio> MeasureAsync(Subject subject, MeasuredRules rules, int rounds)
    {
        var idle = new MeasuredRules("nothing", [new IdleAnalyzer()]);
        Ratio? best = null;
        for (var round = 0; round < rounds; round++)
        {
            var (binding, bindingBytes) = Bind(subject);
            var (_, idleBytes, idleTime) = await RunAsync(subject, idle).ConfigureAwait(false);
            var (times, bytes, whole) = await RunAsync(subject, rules).ConfigureAwait(false);
            var total = TimeSpan.FromTicks(times.Values.Sum(t => t.Ticks));
            best = new Ratio(
                Shorter(best?.Binding, binding),
                Shorter(best?.Rules, total),
                Shorter(best?.Idle, idleTime),
                Shorter(best?.Whole, whole),
                Math.Min(best?.BindingBytes ?? long.MaxValue, bindingBytes),
                Math.Min(best?.RuleBytes ?? long.MaxValue, Math.Max(0, bytes - idleBytes)),
                times.ToImmutableDictionary(t => t.Key, t => Shorter(best?.PerRule.GetValueOrDefault(t.Key, t.Value), t.Value)));
        }

        return best ?? throw new ArgumentOutOfRangeException(nameof(rounds));
    }

    private static TimeSpan Shorter(TimeSpan? known, TimeSpan measured) => known is { } time && time < measured ? time : measured;

    private static (TimeSpan Time, long Bytes) Bind(Subject subject)
    {
        var copies = subject.Copy().ToArray();
        var before = GC.GetTotalAllocatedBytes(precise: true);
        var start = Environment.CpuUsage.TotalTime;
        foreach (var project in copies)
            project.GetDiagnostics();

        return (Environment.CpuUsage.TotalTime - start, GC.GetTotalAllocatedBytes(precise: true) - before);
    }

    private static async Task<(Dictionary<string, TimeSpan> Times, long Bytes, TimeSpan Elapsed)> RunAsync(Subject subject, MeasuredRules rules)
    {
        var times = new Dictionary<string, TimeSpan>(StringComparer.Ordinal);
        var bytes = 0L;
        var elapsed = TimeSpan.Zero;
        foreach (var project in subject.Copy().ToArray())
        {
            var before = GC.GetTotalAllocatedBytes(precise: true);
            var start = Environment.CpuUsage.TotalTime;
            var driver = project.WithAnalyzers(rules.Analyzers, new CompilationWithAnalyzersOptions(
                new AnalyzerOptions([]),
                (exception, analyzer, _) => throw new InvalidOperationException($"{analyzer} threw.", exception),
                concurrentAnalysis: false,
                logAnalyzerExecutionTime: true));
            var result = await driver.GetAnalysisResultAsync(CancellationToken.None).ConfigureAwait(false);
            elapsed += Environment.CpuUsage.TotalTime - start;
            bytes += GC.GetTotalAllocatedBytes(precise: true) - before;
            foreach (var (analyzer, telemetry) in result.AnalyzerTelemetryInfo)
            {
                var id = Corpus.Running.ProjectAnalysis.Id(analyzer);
                times[id] = times.GetValueOrDefault(id) + telemetry.ExecutionTime;
            }
        }

        return (times, bytes, elapsed);
    }
}
