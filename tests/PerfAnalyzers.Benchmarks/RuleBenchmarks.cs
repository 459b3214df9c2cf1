using BenchmarkDotNet.Attributes;
using BenchmarkDotNet.Configs;
using BenchmarkDotNet.Jobs;
using BenchmarkDotNet.Running;
using BenchmarkDotNet.Toolchains.InProcess.NoEmit;
using PerfAnalyzers.Benchmarks.Measuring;
using PerfAnalyzers.Benchmarks.Synthetic;

namespace PerfAnalyzers.Benchmarks;

/// <summary>Each rule, and all of them, on generated code. <see cref="Binding"/> is what to compare with.</summary>
[MemoryDiagnoser]
public class RuleBenchmarks
{
    private const string All = "all";

    private Subject subject = null!;
    private CSharpCompilation[] copy = null!;
    private MeasuredRules rules = null!;

    [Params(1_000, 10_000, 100_000)]
    public int Lines { get; set; }

    [ParamsSource(nameof(RuleNames))]
    public string Rule { get; set; } = All;

    public static IEnumerable<string> RuleNames => MeasuredRules.Single.Select(s => s.Name).Prepend(All);

    /// <summary>Runs in this process: what is measured loads compilers and analyzers, which a process of its own would do again each time.</summary>
    internal static int Run()
    {
        var job = Job.ShortRun.WithToolchain(InProcessNoEmitToolchain.Instance);
        BenchmarkRunner.Run<RuleBenchmarks>(DefaultConfig.Instance.AddJob(job));
        return 0;
    }

    [GlobalSetup]
    public void Make()
    {
        subject = Subject.Make(CodeKind.Server, Lines);
        rules = Rule == All ? MeasuredRules.Own : MeasuredRules.Single.First(s => s.Name == Rule);
    }

    [IterationSetup]
    public void Copy() => copy = [.. subject.Copy()];

    [Benchmark(Baseline = true)]
    public int Binding() => copy.Sum(c => c.GetDiagnostics().Length);

    [Benchmark]
    public async Task<int> Analysis()
    {
        var found = 0;
        foreach (var project in copy)
        {
            var driver = project.WithAnalyzers(rules.Analyzers, new CompilationWithAnalyzersOptions(new AnalyzerOptions([]), null, concurrentAnalysis: false, logAnalyzerExecutionTime: false));
            found += (await driver.GetAnalysisResultAsync(CancellationToken.None).ConfigureAwait(false)).GetAllDiagnostics().Length;
        }

        return found;
    }
}
