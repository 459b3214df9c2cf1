using System.Diagnostics;
using Microsoft.CodeAnalysis.CSharp.Syntax;

namespace PerfAnalyzers.Benchmarks.Measuring;

/// <summary>How long the findings of a file take after an edit in one of its bodies, or to one of its members, in an open project of some size.</summary>
/// <param name="Lines">The size of the project.</param>
/// <param name="Compiler">Times until the compiler has its own diagnostics of the file.</param>
/// <param name="Rules">Times from there until those of the rules are there too.</param>
/// <param name="Callbacks">The part of it that the compiler books on the rules themselves; callbacks run side by side, so it can be more than the time that passes.</param>
/// <param name="BytesAfter">The memory in use after the first tenth of the edits, and after all.</param>
internal sealed record Typing(int Lines, ImmutableArray<TimeSpan> Compiler, ImmutableArray<TimeSpan> Rules, ImmutableArray<TimeSpan> Callbacks, (long First, long Last) BytesAfter)
{
    public static TimeSpan Percentile(ImmutableArray<TimeSpan> times, int percent) => times.Sort()[(times.Length - 1) * percent / 100];

    public static async Task<Typing> MeasureAsync(Subject subject, MeasuredRules rules, int edits, bool ofMembers, int seed = 1)
    {
        var random = new Random(seed);
        var compilation = subject.Copy().OrderByDescending(c => c.SyntaxTrees.Count()).First();
        var compiler = ImmutableArray.CreateBuilder<TimeSpan>();
        var own = ImmutableArray.CreateBuilder<TimeSpan>();
        var callbacks = ImmutableArray.CreateBuilder<TimeSpan>();
        var first = 0L;

        // An editor has bound what is on the screen before anybody types.
        compilation.GetDiagnostics();
        for (var i = -3; i < edits; i++)
        {
            var (edited, tree) = Edit(compilation, random, ofMembers);
            var watch = Stopwatch.StartNew();
            var model = edited.GetSemanticModel(tree);
            model.GetDiagnostics();
            var bound = watch.Elapsed;
            var driver = edited.WithAnalyzers(rules.Analyzers, new CompilationWithAnalyzersOptions(new AnalyzerOptions([]), null, concurrentAnalysis: true, logAnalyzerExecutionTime: true));
            await driver.GetAnalyzerSemanticDiagnosticsAsync(model, filterSpan: null, CancellationToken.None).ConfigureAwait(false);
            var elapsed = watch.Elapsed;
            compilation = edited;
            if (i < 0)
                continue;

            compiler.Add(bound);
            own.Add(elapsed - bound);
            callbacks.Add(await TimeOfAsync(driver).ConfigureAwait(false));
            if (i == edits / 10)
                first = GC.GetTotalMemory(forceFullCollection: true);
        }

        var last = GC.GetTotalMemory(forceFullCollection: true);
        GC.KeepAlive(compilation);
        return new Typing(subject.Lines, compiler.ToImmutable(), own.ToImmutable(), callbacks.ToImmutable(), (first, last));
    }

    private static async Task<TimeSpan> TimeOfAsync(CompilationWithAnalyzers driver)
    {
        var sum = TimeSpan.Zero;
        foreach (var analyzer in driver.Analyzers)
            sum += (await driver.GetAnalyzerTelemetryInfoAsync(analyzer, CancellationToken.None).ConfigureAwait(false)).ExecutionTime;

        return sum;
    }

    /// <summary>A statement more in a body, or a member more before it, which stays code that compiles.</summary>
    private static (CSharpCompilation Compilation, SyntaxTree Tree) Edit(CSharpCompilation compilation, Random random, bool ofMembers)
    {
        var trees = compilation.SyntaxTrees;
        while (true)
        {
            var tree = trees[random.Next(trees.Length)];
            var bodies = tree.GetRoot().DescendantNodes().OfType<BaseMethodDeclarationSyntax>().Where(m => m.Body is not null).ToArray();
            if (bodies.Length == 0)
                continue;

            var method = bodies[random.Next(bodies.Length)];
            var change = ofMembers
                ? new TextChange(new TextSpan(method.FullSpan.Start, 0), $" private static int Added{random.Next()}() => 1;")
                : new TextChange(new TextSpan(method.Body!.OpenBraceToken.Span.End, 0), " _ = 1;");
            var edited = tree.WithChangedText(tree.GetText().WithChanges(change));
            return (compilation.ReplaceSyntaxTree(tree, edited), edited);
        }
    }
}
