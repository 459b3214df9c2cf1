namespace PerfAnalyzers.Tests.Rules.Asynchrony;

using Verify = RuleVerifier<PerfAnalyzers.Rules.Asynchrony.BlockingOnTaskAnalyzer, PerfAnalyzers.CodeFixes.Rules.Asynchrony.BlockingOnTaskFix>;

/// <summary>Waits of constructors and of what caches run: once for each object or key.</summary>
public sealed partial class BlockingOnTaskTests
{
    private const string Table = """
        using Microsoft.AspNetCore.Mvc;
        using Microsoft.Extensions.DependencyInjection;
        public interface ITable { int Length { get; } }
        public class Table : ITable
        {
            private readonly string text;
            public Table(HttpClient http) { text = http.GetStringAsync("duties").{|#0:GetAwaiter().GetResult()|}; }
            public int Length => text.Length;
        }

        """;

    [Theory]
    [InlineData("public static class Setup { public static void Add(IServiceCollection services) => services.AddHttpClient<ITable, Table>(c => c.Timeout = TimeSpan.FromSeconds(5)); }")]
    [InlineData("public static class Setup { public static void Add(IServiceCollection services) => services.AddSingleton<object>().AddScoped<ITable, Table>(); }")]
    [InlineData("public static class Setup { public static void Add(IServiceCollection services) { services.AddTransient<ITable>(p => new Table(p.GetRequiredService<HttpClient>())); } }")]
    [InlineData("public class XController : ControllerBase { private readonly Table table; public XController(Table table) { this.table = table; } public int Get() => table.Length; }")]
    [InlineData("public class XController : ControllerBase { private readonly ITable table; public XController(ITable table) => this.table = table; public int Get() => table.Length; }")]
    public Task Suggests_where_an_object_that_waits_is_made_for_requests(string uses) => Verify.NoFixAsync(Table + uses, Suggestion);

    [Fact]
    public Task Suggests_where_a_controller_waits_while_it_is_made() => Verify.NoFixAsync(
        "public class XController : Microsoft.AspNetCore.Mvc.ControllerBase { private readonly int size; public XController(HttpClient http) { size = http.GetStringAsync(\"duties\").{|#0:Result|}.Length; } public int Get() => size; }",
        Suggestion);

    [Theory]
    [InlineData("private readonly int size = Load().{|#0:Result|}; public int Get() => size;")]
    [InlineData("public int Size { get; } = Load().{|#0:GetAwaiter().GetResult()|};")]
    [InlineData("private readonly int size; private XController(int size) => this.size = size; public XController() : this(Load().{|#0:Result|}) { }")]
    public Task Suggests_where_an_initializer_of_a_controller_waits(string members) => Verify.NoFixAsync(
        "public class XController : Microsoft.AspNetCore.Mvc.ControllerBase { " + members + " private static Task<int> Load() => Task.Run(() => 1); }", Suggestion);

    [Theory]
    [InlineData("private static readonly int Size = Load().Result; public int Get() => Size;")]
    [InlineData("private readonly Lazy<int> size = new(() => Load().Result); public int Get() => size.Value;")]
    [InlineData("private readonly Func<int> size = () => Load().Result;")]
    public Task StaysSilent_when_an_initializer_of_a_controller_runs_once_or_later(string members) => Verify.SilentAsync(
        "public class XController : Microsoft.AspNetCore.Mvc.ControllerBase { " + members + " private static Task<int> Load() => Task.Run(() => 1); }");

    [Theory]
    [InlineData("")]
    [InlineData("public static class Setup { public static void Add(IServiceCollection services) => services.AddSingleton<ITable, Table>(); } public class XController : ControllerBase { private readonly ITable table; public XController(ITable table) => this.table = table; public int Get() => table.Length; }")]
    [InlineData("public static class Setup { public static void Add(IServiceCollection services) { services.AddScoped<object>(); services.AddSingleton<ITable>(p => new Table(new HttpClient())); } }")]
    [InlineData("public class Worker : Microsoft.Extensions.Hosting.BackgroundService { private readonly ITable table; public Worker(ITable table) => this.table = table; protected override Task ExecuteAsync(CancellationToken stop) => Task.Delay(table.Length, stop); }")]
    public Task StaysSilent_when_the_object_is_made_once_or_nobody_knows(string uses) => Verify.SilentAsync((Table + uses).Replace("{|#0:", "", StringComparison.Ordinal).Replace("|}", "", StringComparison.Ordinal));

    [Theory]
    [InlineData("var size = 0; Task.Run(() => size = http.GetStringAsync(\"a\").Result.Length);")]
    [InlineData("var text = new Lazy<string>(() => http.GetStringAsync(\"a\").Result);")]
    [InlineData("Task.FromResult(1).Wait();")]
    public Task StaysSilent_when_a_constructor_does_not_wait(string statements) =>
        Verify.SilentAsync("public class XController : Microsoft.AspNetCore.Mvc.ControllerBase { public XController(HttpClient http) { " + statements + " } public int Get() => 1; }");

    [Theory]
    [InlineData("public string Get(string id) => known.GetOrAdd(id, k => http.GetStringAsync(k).{|#0:Result|});")]
    [InlineData("public async Task<string> Get(string id) { await Task.Yield(); return known.GetOrAdd(id, static (k, h) => h.GetStringAsync(k).{|#0:GetAwaiter().GetResult()|}, http); }")]
    [InlineData("public string Get(string id) => LazyInitializer.EnsureInitialized(ref one, () => http.GetStringAsync(id).{|#0:Result|})!; private string? one;")]
    public Task Suggests_where_a_cache_waits_for_what_it_lacks(string members) => Verify.NoFixAsync(Cached(members), Suggestion);

    [Fact]
    public Task Fixes_what_a_cache_waits_for_by_its_awaitable_form() => Verify.FixAsync(
        Cached("public string Get(string id) => cache.GetOrCreate(id, e => { e.Size = 1; return http.GetStringAsync(id).[|Result|]; })!;"),
        Cached("public async Task<string> Get(string id) => (await cache.GetOrCreateAsync(id, async e => { e.Size = 1; return await http.GetStringAsync(id); }))!;"));

    [Theory]
    [InlineData("public async Task<string> Get(string id) => (await cache.GetOrCreateAsync(id, e => http.GetStringAsync(id)))!;")]
    [InlineData("private Task<string> Later(string id) => tasks.GetOrAdd(id, k => http.GetStringAsync(k)); private readonly System.Collections.Concurrent.ConcurrentDictionary<string, Task<string>> tasks = new();")]
    [InlineData("private static readonly System.Collections.Concurrent.ConcurrentDictionary<string, string> all = new(); static XController() { all.GetOrAdd(\"a\", k => new HttpClient().GetStringAsync(k).Result); }")]
    public Task StaysSilent_when_a_cache_keeps_the_task_or_is_filled_at_the_start(string members) => Verify.SilentAsync(Cached(members));

    private static string Cached(string members) => $$"""
        using Microsoft.Extensions.Caching.Memory;
        public class XController : Microsoft.AspNetCore.Mvc.ControllerBase
        {
            private readonly IMemoryCache cache;
            private readonly HttpClient http;
            private readonly System.Collections.Concurrent.ConcurrentDictionary<string, string> known = new();
            public XController(IMemoryCache cache, HttpClient http) { this.cache = cache; this.http = http; }
            {{members}}
        }
        """;
}
