using PerfAnalyzers.CodeFixes.Rules.Asynchrony;
using PerfAnalyzers.Rules.Asynchrony;

namespace PerfAnalyzers.Tests.Rules.Asynchrony;

using Verify = RuleVerifier<UnboundedFanOutAnalyzer, UnboundedFanOutFix>;

public sealed class UnboundedFanOutTests
{
    [Theory]
    [InlineData("await Task.WhenAll(urls.[|Select(u => http.GetStringAsync(u))|]);")]
    [InlineData("await Task.WhenAll(urls.[|Select(async u => await http.GetStringAsync(u))|]);")]
    [InlineData("await Task.WhenAll(urls.[|Select(http.GetStringAsync)|]);")]
    [InlineData("await Task.WhenAll(urls.[|Select(LoadAsync)|]);")]
    [InlineData("await Task.WhenAll(urls.Where(u => u.Length > 1).[|Select(u => LoadAsync(u))|].ToList());")]
    [InlineData("await Task.WhenAll(from u in urls [|select http.GetStringAsync(u)|]);")]
    [InlineData("await Task.WhenAll(urls.[|Select(u => frames.ReadAsync(u, default))|]);")]
    [InlineData("var tasks = urls.Select(u => LoadAsync(u)); await Task.[|WhenAll(tasks)|];")]
    [InlineData("var tasks = urls.Select(u => LoadAsync(u)).ToArray(); Use(tasks); await Task.[|WhenAll(tasks)|];")]
    [InlineData("Use(Task.WhenAll(urls.[|Select(async u => { var text = await http.GetStringAsync(u); return text.Length; })|]));")]
    [InlineData("var tasks = new List<Task>(); foreach (var u in urls) tasks.Add(http.GetStringAsync(u)); await Task.[|WhenAll(tasks)|];")]
    [InlineData("var tasks = new List<Task<string>>(); foreach (var u in urls) { tasks.Add(LoadAsync(u)); } await Task.[|WhenAll(tasks)|];")]
    public Task Reports_round_trips_without_limit(string statements) => Verify.ReportsAsync(In(statements));

    [Theory]
    [InlineData("await Task.WhenAll(new[] { \"a\", \"b\" }.Select(u => http.GetStringAsync(u)));")]
    [InlineData("await Task.WhenAll(LoadAsync(\"a\"), LoadAsync(\"b\"));")]
    [InlineData("await Task.WhenAll(urls.Select(u => ComputeAsync(u)));")]
    [InlineData("await Task.WhenAll(urls.Select(async u => { await gate.WaitAsync(); try { return await http.GetStringAsync(u); } finally { gate.Release(); } }));")]
    [InlineData("foreach (var chunk in urls.Chunk(10)) await Task.WhenAll(chunk.Select(u => http.GetStringAsync(u)));")]
    [InlineData("foreach (var u in urls) { var text = await http.GetStringAsync(u); if (text.Length == 0) break; }")]
    [InlineData("var (a, b) = (http.GetStringAsync(\"a\"), http.GetStringAsync(\"b\")); await Task.WhenAll(a, b); Use(await a + await b);")]
    [InlineData("await Task.WhenAll(urls.Take(5).Select(u => http.GetStringAsync(u)));")]
    [InlineData("await Parallel.ForEachAsync(urls, async (u, t) => await http.GetStringAsync(u, t));")]
    [InlineData("var tasks = new List<Task>(); foreach (var u in urls) { tasks.Add(http.GetStringAsync(u)); if (tasks.Count > 9) { await Task.WhenAll(tasks); tasks.Clear(); } } await Task.WhenAll(tasks);")]
    [InlineData("var tasks = new List<Task>(); foreach (var u in urls) { await gate.WaitAsync(); tasks.Add(LoadAsync(u)); } await Task.WhenAll(tasks);")]
    [InlineData("await Task.WhenAll(all.Select(f => f.ReadAsync(\"a\", default)));")]
    [InlineData("await Task.WhenAll(urls.Select(u => frames.NameAsync(u)));")]
    [InlineData("var tasks = new List<Task>(); tasks.Add(LoadAsync(\"a\")); tasks.Add(LoadAsync(\"b\")); await Task.WhenAll(tasks);")]
    public Task StaysSilent_when_the_number_is_limited(string statements) => Verify.SilentAsync(In(statements));

    [Theory]
    [InlineData(OutputKind.ConsoleApplication, "Select(u => http.GetStringAsync(u))")]
    [InlineData(OutputKind.DynamicallyLinkedLibrary, "[|Select(u => http.GetStringAsync(u))|]")]
    public Task StaysSilent_in_tools(OutputKind kind, string call)
    {
        var test = new Verify.Test
        {
            TestCode = In("await Task.WhenAll(urls." + call + ");") + " public static class Program { public static void Main() { } }",
            ReferenceAssemblies = References.Net80,
            TestState = { OutputKind = kind },
        };
        return test.RunAsync(TestContext.Current.CancellationToken);
    }

    [Theory]
    [InlineData("await Task.WhenAll(urls.Select(u => HeldAsync(u)));", "private async Task<string> HeldAsync(string url) { await gate.WaitAsync(); try { return await http.GetStringAsync(url); } finally { gate.Release(); } }")]
    [InlineData("await Task.WhenAll(urls.Select(HeldAsync));", "private async Task<string> HeldAsync(string url) { await gate.WaitAsync(); try { return await LoadAsync(url); } finally { gate.Release(); } }")]
    [InlineData("var tasks = new List<Task>(); foreach (var u in urls) { tasks.Add(OuterAsync(u)); } await Task.WhenAll(tasks);", "private Task<string> OuterAsync(string url) => HeldAsync(url); private async Task<string> HeldAsync(string url) { await gate.WaitAsync(); try { return await http.GetStringAsync(url); } finally { gate.Release(); } }")]
    public Task StaysSilent_when_a_method_on_the_way_waits_at_a_gate(string statements, string member) => Verify.SilentAsync(In(statements).Replace("private readonly List<IFrames> all", member + " private readonly List<IFrames> all"));

    [Theory]
    [InlineData("private async Task<string> HeldAsync(string url) { using var own = new SemaphoreSlim(1); await own.WaitAsync(); return await http.GetStringAsync(url); }")]
    [InlineData("private async Task<string> HeldAsync(string url) => await http.GetStringAsync(url).WaitAsync(TimeSpan.FromSeconds(1));")]
    public Task Reports_what_holds_nobody_back(string member) => Verify.ReportsAsync(In("await Task.WhenAll(urls.[|Select(u => HeldAsync(u))|]);").Replace("private readonly List<IFrames> all", member + " private readonly List<IFrames> all"));

    [Theory]
    [InlineData(
        "await Task.WhenAll(urls.[|Select(u => http.GetStringAsync(u))|]);",
        "foreach (var chunk in urls.Chunk(8)) await Task.WhenAll(chunk.Select(u => http.GetStringAsync(u)));")]
    [InlineData(
        "await Task.WhenAll(urls.[|Select(async u => { await LoadAsync(u); })|].ToList()).ConfigureAwait(false);",
        "foreach (var chunk in urls.Chunk(8)) await Task.WhenAll(chunk.Select(async u => { await LoadAsync(u); })).ConfigureAwait(false);")]
    [InlineData(
        "var pages = await Task.WhenAll(urls.Where(u => u.Length > 1).[|Select(LoadAsync)|]); Use(pages.Length);",
        "var results = new List<string>(); foreach (var chunk in urls.Where(u => u.Length > 1).Chunk(8)) results.AddRange(await Task.WhenAll(chunk.Select(LoadAsync))); var pages = results.ToArray(); Use(pages.Length);")]
    [InlineData(
        "var tasks = urls.Select(u => LoadAsync(u)); await Task.[|WhenAll(tasks)|];",
        "foreach (var chunk in urls.Chunk(8)) await Task.WhenAll(chunk.Select(u => LoadAsync(u)));")]
    [InlineData(
        "var tasks = new List<Task>(); foreach (var u in urls) { tasks.Add(LoadAsync(u)); } await Task.[|WhenAll(tasks)|];",
        "foreach (var chunk in urls.Chunk(8)) await Task.WhenAll(chunk.Select(u => LoadAsync(u)));")]
    [InlineData(
        "var tasks = new List<Task<string>>(); foreach (var u in urls) tasks.Add(LoadAsync(u)); var all = await Task.[|WhenAll(tasks)|]; Use(all);",
        "var results = new List<string>(); foreach (var chunk in urls.Chunk(8)) results.AddRange(await Task.WhenAll(chunk.Select(u => LoadAsync(u)))); var all = results.ToArray(); Use(all);")]
    [InlineData(
        "var pages = await Task.WhenAll(urls.[|Select(u => http.GetByteArrayAsync(u))|]); Use(pages);",
        "var results = new List<byte[]>(); foreach (var chunk in urls.Chunk(8)) results.AddRange(await Task.WhenAll(chunk.Select(u => http.GetByteArrayAsync(u)))); var pages = results.ToArray(); Use(pages);")]
    public Task Fixes_by_going_through_chunks(string before, string after) => Verify.FixSinglyAsync(In(before), In(after), UnboundedFanOutFix.InChunks);

    [Fact]
    public Task Fixes_in_the_shape_of_the_file() => Verify.FixSinglyAsync(
        """
        public class Service
        {
            public async Task<string[]> RunAsync(HttpClient http, List<string> urls)
            {
                // All pages.
                return await Task.WhenAll(urls.[|Select(async url =>
                {
                    // One page.
                    return await http.GetStringAsync(url);
                })|]);
            }
        }
        """,
        """
        public class Service
        {
            public async Task<string[]> RunAsync(HttpClient http, List<string> urls)
            {
                // All pages.
                var results = new List<string>();
                foreach (var chunk in urls.Chunk(8))
                    results.AddRange(await Task.WhenAll(chunk.Select(async url =>
                    {
                        // One page.
                        return await http.GetStringAsync(url);
                    })));
                return results.ToArray();
            }
        }
        """,
        UnboundedFanOutFix.InChunks);

    [Theory]
    [InlineData("await Task.WhenAll(urls.[|Select((u, i) => http.GetStringAsync(u + i))|]);")]
    [InlineData("var tasks = urls.Select(u => LoadAsync(u)).ToArray(); Use(tasks); await Task.[|WhenAll(tasks)|];")]
    [InlineData("var tasks = urls.Select(u => LoadAsync(u)).ToArray(); await Task.[|WhenAll(tasks)|]; Use(tasks);")]
    [InlineData("Use(Task.WhenAll(urls.[|Select(u => LoadAsync(u))|]));")]
    [InlineData("var all = Task.WhenAll(urls.[|Select(u => LoadAsync(u))|]); try { await all; } catch (HttpRequestException) { Use(all.Exception!); }")]
    [InlineData("Use((await Task.WhenAll(urls.[|Select(u => LoadAsync(u))|])).Length);")]
    [InlineData("var tasks = new List<Task>(); foreach (var u in urls) { Use(u); tasks.Add(LoadAsync(u)); } await Task.[|WhenAll(tasks)|];")]
    [InlineData("var tasks = new List<Task> { LoadAsync(\"\") }; foreach (var u in urls) { tasks.Add(LoadAsync(u)); } await Task.[|WhenAll(tasks)|];")]
    [InlineData("var pages = await Task.WhenAll(urls.[|Select(async u => new { u, Page = await LoadAsync(u) })|]); Use(pages);")]
    public Task OffersNoFix_when_the_tasks_mean_more(string statements) => Verify.NoFixAsync(In(statements));

    private static string In(string statements) => $$"""
        public class Service
        {
            private readonly HttpClient http = new();
            private readonly SemaphoreSlim gate = new(4);
            public async Task RunAsync(IReadOnlyList<string> urls) { {{statements}} await Task.Yield(); }
            private async Task<string> LoadAsync(string url) => await http.GetStringAsync(url);
            private static Task<int> ComputeAsync(string url) => Task.Run(() => url.Length);
            private static void Use(object value) { }
            private readonly IFrames frames = null!;
            private readonly List<IFrames> all = new();
        }

        public interface IFrames
        {
            Task<string> ReadAsync(string url, CancellationToken token);
            Task<string> NameAsync(string url);
        }
        """;
}
