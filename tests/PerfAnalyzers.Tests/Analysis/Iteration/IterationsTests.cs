using Microsoft.CodeAnalysis.CSharp;
using Microsoft.CodeAnalysis.CSharp.Syntax;
using PerfAnalyzers.Analysis.Iteration;
using PerfAnalyzers.Framework;

namespace PerfAnalyzers.Tests.Analysis.Iteration;

public sealed class IterationsTests
{
    [Theory]
    [InlineData("foreach (var x in list) Mark();", "ForEach PerElement list")]
    [InlineData("foreach (var x in await LoadAsync()) Mark();", "ForEach PerElement LoadAsync()")]
    [InlineData("foreach (var (key, value) in map) Mark();", "ForEach PerElement map")]
    [InlineData("await foreach (var x in stream) Mark();", "AwaitForEach PerElement stream")]
    [InlineData("for (var i = 0; i < list.Count; i++) Mark();", "For PerElement list")]
    [InlineData("for (var i = list.Count - 1; i >= 0; i--) Mark();", "For PerElement list")]
    [InlineData("for (var i = n; i < 5; i++) Mark();", "For PerElement the loop")]
    [InlineData("for (var i = 9; i > 0; i--) Mark();", "For FewElements the loop")]
    [InlineData("for (var i = 0; i < n; i++) Mark();", "For PerElement the loop")]
    [InlineData("while (reader.ReadLine() is { } line) Mark();", "While PerElement reader")]
    [InlineData("string? line; while ((line = reader.ReadLine()) != null) Mark();", "While PerElement reader")]
    [InlineData("list.ForEach(x => Mark());", "Callback PerElement list")]
    [InlineData("Array.ForEach(array, x => Mark());", "Callback PerElement array")]
    [InlineData("_ = list.Select(x => Mark()).ToList();", "Callback PerElement list")]
    [InlineData("_ = list.Where((x, i) => Mark() > i).Count();", "Callback PerElement list")]
    [InlineData("_ = (from x in list select Mark()).Sum();", "Callback PerElement list")]
    [InlineData("Parallel.ForEach(list, x => Mark());", "ParallelCallback PerElement list")]
    [InlineData("await Parallel.ForEachAsync(list, async (x, stop) => { await Task.Yield(); Mark(); });", "ParallelCallback PerElement list")]
    [InlineData("_ = await Task.WhenAll(list.Select(async x => { await Task.Yield(); return Mark(); }));", "Callback PerElement list")]
    public Task Tells_form_and_source(string statements, string expected) => CheckAsync(statements, expected);

    [Theory]
    [InlineData("foreach (var x in new[] { 1, 2 }) Mark();", "ForEach FewElements new[] { 1, 2 }")]
    [InlineData("foreach (var day in Enum.GetValues<DayOfWeek>()) Mark();", "ForEach FewElements Enum.GetValues<DayOfWeek>()")]
    [InlineData("foreach (var x in Enumerable.Range(0, 5)) Mark();", "ForEach FewElements Enumerable.Range(0, 5)")]
    [InlineData("foreach (var x in Enumerable.Range(0, n)) Mark();", "ForEach PerElement Enumerable.Range(0, n)")]
    [InlineData("foreach (var p in typeof(string).GetProperties()) Mark();", "ForEach FewElements typeof(string).GetProperties()")]
    [InlineData("var parts = new List<System.Reflection.PropertyInfo>(); foreach (var p in parts) Mark();", "ForEach FewElements parts")]
    [InlineData("foreach (var x in list.OrderBy(i => i).Take(3)) Mark();", "ForEach FewElements list.OrderBy(i => i).Take(3)")]
    [InlineData("foreach (var x in list.Chunk(50)) Mark();", "ForEach Chunk list.Chunk(50)")]
    [InlineData("foreach (var group in list.GroupBy(i => i.GetType())) Mark();", "ForEach FewElements list.GroupBy(i => i.GetType())")]
    [InlineData("foreach (var group in list.GroupBy(i => (DayOfWeek)i).OrderBy(g => g.Key)) Mark();", "ForEach FewElements list.GroupBy(i => (DayOfWeek)i)")]
    [InlineData("foreach (var group in list.GroupBy(i => new { EntityName = i.ToString() }.EntityName)) Mark();", "ForEach FewElements list")]
    [InlineData("foreach (var pair in kinds) Mark();", "ForEach FewElements kinds")]
    [InlineData("foreach (var day in list.Select(i => (DayOfWeek)i).Distinct()) Mark();", "ForEach FewElements list.Select(i => (DayOfWeek)i)")]
    [InlineData("foreach (var group in list.GroupBy(i => i / 3)) Mark();", "ForEach PerElement list.GroupBy(i => i / 3)")]
    [InlineData("foreach (var day in list.Select(i => (DayOfWeek)i)) Mark();", "ForEach PerElement list.Select(i => (DayOfWeek)i)")]
    [InlineData("for (var i = 0; i < 999; i++) { var batch = Items(i).ToList(); if (batch.Count == 0) break; Mark(); }", "For Page the loop")]
    [InlineData("while (true) { var batch = Items(n).ToList(); if (!batch.Any()) break; Mark(); }", "While Page the loop")]
    [InlineData("for (var i = 0; i < list.Count; i++) { var batch = Items(i).ToList(); if (batch.Count == 0) break; Mark(); }", "For PerElement list")]
    [InlineData("for (var i = 0; i < 3; i++) Mark();", "For FewElements the loop")]
    [InlineData("for (var i = 0; i < n; i += 100) Mark();", "For Chunk the loop")]
    [InlineData("for (var attempt = 0; attempt < n; attempt++) Mark();", "For Retry the loop")]
    [InlineData("for (;;) { try { Mark(); return; } catch (IOException) { } }", "For Retry the loop")]
    [InlineData("while (true) { Mark(); await Task.Delay(5); }", "While Poll the loop")]
    [InlineData("while (!token.IsCancellationRequested) Mark();", "While Poll the loop")]
    [InlineData("while (queue.TryDequeue(out var x)) Mark();", "While Consumer the loop")]
    [InlineData("var page = 0; while (page < n) { Mark(); page++; }", "While Page the loop")]
    [InlineData("var node = n; while (node > 0) { Mark(); node = Next(node); }", "While Steered the loop")]
    public Task Tells_the_kind(string statements, string expected) => CheckAsync(statements, expected);

    [Theory]
    [InlineData("foreach (var x in list) { Mark(); break; }", "ForEach Once list")]
    [InlineData("foreach (var x in list) { if (x > 3) { Mark(); return; } }", "ForEach Once list")]
    [InlineData("foreach (var x in list) { if (x > 3) { if (n > 3) continue; Mark(); return; } }", "ForEach Once list")]
    [InlineData("foreach (var x in list) { if (x > 3) { Mark(); if (n > 3) continue; return; } }", "ForEach PerElement list")]
    [InlineData("foreach (var x in list) { if (x > 3) { Mark(); throw new IOException(); } }", "ForEach Once list")]
    [InlineData("foreach (var x in list) { try { if (x > 3) { Mark(); throw new IOException(); } } catch (IOException) { } }", "ForEach PerElement list")]
    [InlineData("foreach (var x in list) { if (Mark() > x) return; }", "ForEach Search list")]
    [InlineData("foreach (var x in list) { var found = Mark(); var half = found / 2; if (half > x) return; }", "ForEach Search list")]
    [InlineData("foreach (var x in list) { var found = Mark(); var half = x / 2; if (half > n) return; found++; }", "ForEach PerElement list")]
    [InlineData("if (list.Select(x => Mark()).Any(x => x > 3)) return;", "Callback Search list")]
    [InlineData("_ = list.Where(x => x > Mark()).Select(x => x + 1).FirstOrDefault();", "Callback Search list")]
    [InlineData("_ = list.Select(x => Mark()).OrderBy(x => x).First();", "Callback PerElement list")]
    [InlineData("_ = list.Select(x => Mark()).ToList().Any(x => x > 3);", "Callback PerElement list")]
    [InlineData("foreach (var x in list) { if (!(Mark() > x)) return; }", "ForEach PerElement list")]
    [InlineData("foreach (var x in list) { var found = Mark(); if (found == 0) return; }", "ForEach PerElement list")]
    [InlineData("foreach (var x in list) { try { } catch (IOException) { Mark(); } }", "ForEach Failure list")]
    [InlineData("foreach (var x in list) { if (!cache.ContainsKey(x)) cache[x] = Mark(); }", "ForEach CacheMiss list")]
    [InlineData("foreach (var x in list) { if (cache.ContainsKey(x)) continue; cache[x] = Mark(); }", "ForEach CacheMiss list")]
    [InlineData("foreach (var x in list) { if (!cache.ContainsKey(x)) continue; cache[x] = Mark(); }", "ForEach PerElement list")]
    [InlineData("var buffer = new List<int>(); foreach (var x in list) { buffer.Add(x); if (buffer.Count >= 500) { Mark(); buffer.Clear(); } }", "ForEach Chunk list")]
    [InlineData("var done = 0; foreach (var x in list) { if (++done % 100 == 0) Mark(); }", "ForEach Chunk list")]
    [InlineData("var done = 0; foreach (var x in list) { done += 1; if (done % 100 == 0) Mark(); }", "ForEach Chunk list")]
    [InlineData("for (var i = 0; i < list.Count; i++) { if ((i + 1) % 100 == 0) Mark(); }", "For Chunk list")]
    [InlineData("_ = list.Select((x, i) => i % 100 == 0 ? Mark() : x).ToList();", "Callback Chunk list")]
    [InlineData("Parallel.For(0, n, i => { if (i % 100 == 0) Mark(); });", "ParallelCallback Chunk the loop")]
    [InlineData("foreach (var i in Enumerable.Range(0, n)) { if (i % 100 == 0) Mark(); }", "ForEach Chunk Enumerable.Range(0, n)")]
    [InlineData("foreach (var x in list) { if (x % 2 == 0) Mark(); }", "ForEach PerElement list")]
    [InlineData("for (var i = 0; i < list.Count; i++) { if (list[i] % 2 == 0) Mark(); }", "For PerElement list")]
    [InlineData("foreach (var x in list) { var own = x; own++; if (own % 2 == 0) Mark(); }", "ForEach PerElement list")]
    [InlineData("for (var i = 0; i < n; i++) foreach (var x in list) { if (i % 2 == 0) Mark(); }", "ForEach PerElement list", "For Chunk the loop")]
    [InlineData("_ = list.Select((x, i) => x % 2 == 0 ? Mark() : i).ToList();", "Callback PerElement list")]
    [InlineData("_ = list.Aggregate(0, (sum, x) => x % 2 == 0 ? Mark() : sum);", "Callback PerElement list")]
    [InlineData("foreach (var x in list) { if (list.Count > 3) Mark(); }", "ForEach PerElement list")]
    [InlineData("var first = true; foreach (var x in list) { if (first) { Mark(); first = false; } }", "ForEach Once list")]
    [InlineData("var done = false; foreach (var x in list) { if (!done) { Mark(); done = true; } else Next(x); }", "ForEach Once list")]
    [InlineData("var changed = true; foreach (var x in list) { if (changed) { Mark(); changed = x > 3; } }", "ForEach PerElement list")]
    [InlineData("var open = true; foreach (var x in list) { if (open) { Mark(); open = false; } if (x > 3) open = true; }", "ForEach PerElement list")]
    [InlineData("foreach (var x in list) _ = async ? (await LoadAsync()).Count : Mark();", "ForEach Twin list")]
    [InlineData("foreach (var x in list) { if (!async) Mark(); else await Task.Yield(); }", "ForEach Twin list")]
    [InlineData("foreach (var x in list) _ = n > 3 ? (await LoadAsync()).Count : Mark();", "ForEach PerElement list")]
    [InlineData("foreach (var x in list) { if (!async) Mark(); }", "ForEach PerElement list")]
    [InlineData("foreach (var x in list) { Func<int> one = () => x; foreach (var y in array) { Mark(); } return; }", "ForEach PerElement array", "ForEach Once list")]
    [InlineData("foreach (var x in list) _ = array.Where(y => y > Mark()).ToList();", "Callback PerElement array", "ForEach PerElement list")]
    public Task Tells_what_the_loop_is_for_the_place(string statements, params string[] expected) => CheckAsync(statements, expected);

    [Theory]
    [InlineData("foreach (var x in Items(Mark())) { }")]
    [InlineData("for (var i = Mark(); i < 3; ) { i++; }")]
    [InlineData("foreach (var x in list) { Action later = () => Mark(); later.ToString(); }")]
    [InlineData("foreach (var x in list) { void Local() => Mark(); Local(); }")]
    [InlineData("foreach (var x in list) { Unknown(() => Mark()); }")]
    [InlineData("_ = list.AsQueryable().Where(x => x > Mark()).ToList();")]
    [InlineData("_ = list.AsQueryable().Where(x => array.Any(y => y > Mark())).ToList();")]
    public Task Finds_none(string statements) => CheckAsync(statements);

    [Fact]
    public Task Passes_through_what_runs_once_per_call() => CheckAsync(
        "foreach (var x in list) await Task.Run(() => Mark());", "ForEach PerElement list");

    private static async Task CheckAsync(string statements, params string[] expected)
    {
        var source = $$"""
            using System; using System.Collections.Generic; using System.Collections.Concurrent; using System.IO; using System.Linq; using System.Threading; using System.Threading.Tasks;
            public class C
            {
                private readonly Dictionary<int, int> cache = new();
                private static int Mark() => 0;
                private static int Next(int n) => n - 1;
                private static IEnumerable<int> Items(int n) => new[] { n };
                private static void Unknown(Action work) { }
                private static Task<List<int>> LoadAsync() => null!;
                public async Task Run(List<int> list, int[] array, Dictionary<int, int> map, IAsyncEnumerable<int> stream, ConcurrentQueue<int> queue, TextReader reader, int n, bool async, Dictionary<Type, int> kinds, CancellationToken token)
                {
                    await Task.Yield();
                    {{statements}}
                }
            }
            """;
        var token = TestContext.Current.CancellationToken;
        var tree = CSharpSyntaxTree.ParseText(source, cancellationToken: token);
        var references = await References.Net80.ResolveAsync(LanguageNames.CSharp, token);
        var compilation = CSharpCompilation.Create("Test", [tree], references, new CSharpCompilationOptions(OutputKind.DynamicallyLinkedLibrary));
        Assert.Empty(compilation.GetDiagnostics(token).Where(d => d.Severity == DiagnosticSeverity.Error));

        var call = (await tree.GetRootAsync(token)).DescendantNodes().OfType<InvocationExpressionSyntax>()
            .Single(i => i.Expression is IdentifierNameSyntax { Identifier.Text: "Mark" });
        var place = compilation.GetSemanticModel(tree).GetOperation(call, token)!;
        var found = Iterations.Around(place, CompilationContext.For(compilation));

        Assert.Equal(expected, found.Select(i => $"{i.Form} {i.Kind} {i.SourceName}"));
    }
}
