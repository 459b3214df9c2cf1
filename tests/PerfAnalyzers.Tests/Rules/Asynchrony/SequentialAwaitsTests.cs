using PerfAnalyzers.CodeFixes.Rules.Asynchrony;
using PerfAnalyzers.Rules.Asynchrony;

namespace PerfAnalyzers.Tests.Rules.Asynchrony;

using Verify = RuleVerifier<SequentialAwaitsAnalyzer, SequentialAwaitsFix>;

public sealed class SequentialAwaitsTests
{
    [Theory]
    [InlineData("var a = await http.GetStringAsync(\"a\"); var b = await http.[|GetStringAsync(\"b\")|]; Use(a, b);")]
    [InlineData("var a = await http.GetStringAsync(\"a\"); var b = await http.[|GetStringAsync(\"b\")|]; var c = await http.GetStringAsync(\"c\"); Use(a, b, c);")]
    [InlineData("var a = await http.GetStringAsync($\"a/{id}\").ConfigureAwait(false); byte[] b = await http.[|GetByteArrayAsync(\"b/\" + id)|].ConfigureAwait(false); Use(a, b);")]
    [InlineData("var a = await cache.GetStringAsync(\"a\", token); var b = await http.[|GetStringAsync(\"b\", token)|]; Use(a, b);")]
    [InlineData("var a = await LoadAsync(id); var b = await rates.[|LatestAsync(id)|]; Use(a, b);")]
    [InlineData("var a = await http.GetStringAsync(\"a\"); var b = await http.GetStringAsync(a); var c = await http.[|GetStringAsync(\"c\")|]; Use(a, b, c);")]
    [InlineData("var all = new List<string>(); foreach (var i in ids) all.Add(await http.[|GetStringAsync($\"x/{i}\")|]); Use(all);")]
    [InlineData("var all = new List<string>(); foreach (var i in ids) { all.Add(await rates.[|LatestAsync(i)|]); } Use(all);")]
    public Task Reports_reads_that_need_nothing_of_each_other(string statements) => Verify.ReportsAsync(In(statements));

    [Theory]
    [InlineData("var a = await http.GetStringAsync(\"a\"); var b = await http.GetStringAsync(a); Use(a, b);")]
    [InlineData("var a = await http.GetStringAsync(\"a\"); var l = a.Length; var b = await http.GetStringAsync(\"b\" + l); Use(a, b);")]
    [InlineData("var a = await http.GetStringAsync(\"a\"); if (a.Length == 0) return; var b = await http.GetStringAsync(\"b\"); Use(a, b);")]
    [InlineData("var a = await http.GetStringAsync(\"a\"); var b = await http.GetStringAsync(Next()); Use(a, b);")]
    [InlineData("var a = await http.GetStringAsync(\"a\" + id++); var b = await http.GetStringAsync(\"b\" + id++); Use(a, b);")]
    [InlineData("var a = await http.PostAsync(\"a\", null); var b = await http.PostAsync(\"b\", null); Use(a, b);")]
    [InlineData("var a = await http.SendAsync(new HttpRequestMessage(HttpMethod.Post, \"a\")); var b = await http.SendAsync(new HttpRequestMessage(HttpMethod.Post, \"b\")); Use(a, b);")]
    [InlineData("await cache.RemoveAsync(\"a\"); await cache.RemoveAsync(\"b\");")]
    [InlineData("var a = await db.Orders.ToListAsync(); var b = await db.Lines.ToListAsync(); Use(a, b);")]
    [InlineData("var a = await db.Orders.ToListAsync(); var b = await http.GetStringAsync(\"b\"); Use(a, b);")]
    [InlineData("var a = await command.ExecuteScalarAsync(); var b = await command.ExecuteScalarAsync(); Use(a!, b!);")]
    [InlineData("var a = await reader.ReadToEndAsync(); var b = await reader.ReadToEndAsync(); Use(a, b);")]
    [InlineData("var stream = File.OpenRead(\"x\"); var buffer = new byte[9]; var a = await stream.ReadAsync(buffer); var b = await stream.ReadAsync(buffer); Use(a, b);")]
    [InlineData("await File.AppendAllTextAsync(\"log\", \"a\"); await File.AppendAllTextAsync(\"log\", \"b\");")]
    [InlineData("string a; try { a = await http.GetStringAsync(\"a\"); } catch (HttpRequestException) { a = \"\"; } var b = await http.GetStringAsync(\"b\"); Use(a, b);")]
    [InlineData("await gate.WaitAsync(); var a = await http.GetStringAsync(\"a\"); gate.Release(); var b = await http.GetStringAsync(\"b\"); Use(a, b);")]
    [InlineData("var all = new List<string>(); foreach (var i in ids) { var text = await http.GetStringAsync($\"{i}\"); all.Add(text); count++; } Use(all);")]
    [InlineData("var a = await http.GetStringAsync(\"a\"); File.AppendAllText(\"log\", a); var b = await http.GetStringAsync(\"b\"); Use(a, b);")]
    [InlineData("var a = await Task.Run(() => id); var b = await Task.Run(() => id); Use(a, b);")]
    [InlineData("var a = await CountedAsync(id); var b = await CountedAsync(id); Use(a, b);")]
    [InlineData("var a = await GuardedAsync(); var b = await GuardedAsync(); Use(a, b);")]
    [InlineData("var a = await plugin.AskAsync(); var b = await plugin.AskAsync(); Use(a, b);")]
    [InlineData("using var a = await http.GetAsync(\"a\"); using var b = await http.GetAsync(\"b\"); Use(a, b);")]
    [InlineData("var x = http.GetStringAsync(\"a\"); var y = http.GetStringAsync(\"b\"); var a = await x; var b = await y; Use(a, b);")]
    [InlineData("var next = \"a\"; var all = new List<string>(); foreach (var i in ids) { all.Add(await http.GetStringAsync(next)); next = all[0]; } Use(all);")]
    [InlineData("var all = new List<string>(); foreach (var i in ids) all.Add(await http.GetStringAsync($\"{i}/{all.Count}\")); Use(all);")]
    [InlineData("var all = new List<string>(); foreach (var i in new[] { 1, 2 }) all.Add(await http.GetStringAsync($\"{i}\")); Use(all);")]
    [InlineData("var a = await Console.In.ReadLineAsync(); var b = await Console.In.ReadLineAsync(); var c = await Console.In.ReadLineAsync(); Use(a!, b!, c!);")]
    [InlineData("var a = await context.Request.ReadFormAsync(); var b = await context.Request.ReadFormAsync(); Use(a, b);")]
    [InlineData("using var t = await db.Database.BeginTransactionAsync(); var a = await http.GetStringAsync(\"a\"); await t.CommitAsync(); Use(a);")]
    [InlineData("var (a, b) = (await http.GetStringAsync(\"a\"), id); Use(a, b);")]
    [InlineData("var all = new List<string>(); foreach (var i in ids) { var text = await http.GetStringAsync($\"{i}\"); if (text.Length == 0) break; all.Add(text); } Use(all);")]
    [InlineData("var all = new List<string>(); foreach (var i in ids) { var text = await http.GetStringAsync($\"{i}\"); if (text.Length == 0) return; all.Add(text); } Use(all);")]
    [InlineData("var all = new List<string>(); foreach (var i in ids) { var text = await http.GetStringAsync($\"{i}\"); if (text.Length == 0) continue; all.Add(text); } Use(all);")]
    [InlineData("var sum = 0; foreach (var i in ids) { sum += (await http.GetStringAsync($\"{i}\")).Length; } Use(sum);")]
    [InlineData("var first = \"\"; foreach (var i in ids) { first = await http.GetStringAsync($\"{i}\"); if (first.Length > 0) break; } Use(first);")]
    [InlineData("async IAsyncEnumerable<string> Lines() { foreach (var i in ids) yield return await http.GetStringAsync($\"{i}\"); } await foreach (var line in Lines()) Use(line);")]
    [InlineData("string? page = \"\"; while (page is not null) { var text = await http.GetStringAsync(page); page = text.Length > 0 ? text : null; }")]
    [InlineData("var all = new List<int>(); foreach (var i in ids) all.Add(await db.Orders.CountAsync(o => o.Id == i)); Use(all);")]
    public Task StaysSilent_when_one_needs_the_other_or_may_not_run_beside_it(string statements) => Verify.SilentAsync(In(statements));

    [Theory]
    [InlineData(
        "var a = await http.GetStringAsync(\"a\"); var b = await http.[|GetStringAsync(\"b\")|]; Use(a, b);",
        "var aTask = http.GetStringAsync(\"a\");\n        var bTask = http.GetStringAsync(\"b\");\n        await Task.WhenAll(aTask, bTask);\n        var a = await aTask; var b = await bTask; Use(a, b);")]
    [InlineData(
        "string a = await LoadAsync(id); // First.\n        var b = await rates.[|LatestAsync(id)|]; Use(a, b);",
        "var aTask = LoadAsync(id);\n        var bTask = rates.LatestAsync(id);\n        await Task.WhenAll(aTask, bTask);\n        string a = await aTask; // First.\n        var b = await bTask; Use(a, b);")]
    public Task Fixes_by_starting_all_first(string before, string after) => Verify.FixSinglyAsync(In(before), In(after), SequentialAwaitsFix.StartTogether);

    [Theory]
    [InlineData(
        "var all = new List<string>(); foreach (var i in ids) all.Add(await http.[|GetStringAsync($\"x/{i}\")|]); Use(all);",
        "var all = new List<string>(); foreach (var chunk in ids.Chunk(8)) all.AddRange(await Task.WhenAll(chunk.Select(i => http.GetStringAsync($\"x/{i}\")))); Use(all);")]
    [InlineData(
        "var all = new List<string>(); foreach (var i in ids) { all.Add(await rates.[|LatestAsync(i)|].ConfigureAwait(false)); } Use(all);",
        "var all = new List<string>(); foreach (var chunk in ids.Chunk(8)) { all.AddRange(await Task.WhenAll(chunk.Select(i => rates.LatestAsync(i))).ConfigureAwait(false)); } Use(all);")]
    public Task Fixes_loops_by_chunks(string before, string after) => Verify.FixSinglyAsync(In(before), In(after), SequentialAwaitsFix.StartInChunks);

    [Fact]
    public Task OffersNoFix_when_a_value_task_would_be_awaited_twice() => Verify.NoFixAsync(In(
        "var a = await QuickAsync(1); var b = await [|QuickAsync(2)|]; Use(a, b);"));

    private static string In(string statements) => $$"""
        using Microsoft.EntityFrameworkCore;
        using Microsoft.Extensions.Caching.Distributed;
        public interface IPlugin { Task<string> AskAsync(); }
        public interface IRates { Task<string> LatestAsync(int id); }
        public class Rates : IRates
        {
            private readonly HttpClient http = new();
            public async Task<string> LatestAsync(int id)
            {
                using var response = await http.GetAsync($"rates/{id}");
                response.EnsureSuccessStatusCode();
                return await response.Content.ReadAsStringAsync();
            }
        }
        public class Order { public int Id { get; set; } }
        public class ShopContext : DbContext { public DbSet<Order> Orders => Set<Order>(); public DbSet<Order> Lines => Set<Order>(); }
        public class Service
        {
            private readonly HttpClient http = new();
            private readonly IRates rates = new Rates();
            private readonly IPlugin plugin = null!;
            private readonly IDistributedCache cache = null!;
            private readonly SemaphoreSlim gate = new(1);
            private int count;
            public async Task RunAsync(int id, int[] ids, ShopContext db, System.Data.Common.DbCommand command, TextReader reader, Microsoft.AspNetCore.Http.HttpContext context, CancellationToken token)
            {
                {{statements}}
                await Task.Yield();
            }
            private Task<string> LoadAsync(int id) => http.GetStringAsync($"x/{id}");
            private ValueTask<string> QuickAsync(int id) => new(http.GetStringAsync($"x/{id}"));
            private async Task<string> CountedAsync(int id) { count++; return await http.GetStringAsync($"x/{id}"); }
            private async Task<string> GuardedAsync() { await gate.WaitAsync(); return await http.GetStringAsync("x"); }
            private string Next() => count.ToString();
            private static void Use(params object[] values) { }
        }
        """;
}
