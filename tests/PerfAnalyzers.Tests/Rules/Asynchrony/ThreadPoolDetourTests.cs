using PerfAnalyzers.CodeFixes.Rules.Asynchrony;
using PerfAnalyzers.Rules.Asynchrony;

namespace PerfAnalyzers.Tests.Rules.Asynchrony;

using Verify = RuleVerifier<ThreadPoolDetourAnalyzer, ThreadPoolDetourFix>;

public sealed class ThreadPoolDetourTests
{
    [Theory]
    [InlineData("await Task.[|Run|](() => System.IO.File.ReadAllText(path)); return 1;")]
    [InlineData("await Task.[|Run|](() => System.IO.File.WriteAllText(path, path)); return 1;")]
    [InlineData("await Task.[|Run|](() => { System.IO.File.WriteAllText(path, path); }); return 1;")]
    [InlineData("var text = await Task.[|Run|](() => System.IO.File.ReadAllText(path), token).ConfigureAwait(false); return text.Length;")]
    [InlineData("return await Task.[|Run|](() => db.SaveChanges());")]
    [InlineData("return await Task.[|Run|](() => db.SaveChangesAsync(token));")]
    [InlineData("return await Task.[|Run|](async () => await db.SaveChangesAsync(token));")]
    [InlineData("return await Task.[|Run|](async () => { return await db.SaveChangesAsync(token).ConfigureAwait(false); });")]
    [InlineData("return (await Task.[|Run|](() => http.GetStringAsync(path))).Length;")]
    [InlineData("return (await Task.[|Run|](() => Read(path))).Length;")]
    [InlineData("return await Task.Factory.[|StartNew|](() => db.SaveChanges());")]
    [InlineData("return await Task.Factory.[|StartNew|](() => db.SaveChangesAsync(token)).Unwrap();")]
    public Task Reports_work_that_needs_no_thread(string statements) => Verify.ReportsAsync(InAction(statements));

    [Theory]
    [InlineData("return await Task.Run(() => Compute(path));")]
    [InlineData("return await Task.Run(() => { var text = System.IO.File.ReadAllText(path); return Compute(text); });")]
    [InlineData("_ = Task.Run(() => db.SaveChangesAsync()); await Task.Yield(); return 1;")]
    [InlineData("var a = Task.Run(() => db.SaveChanges()); Compute(path); return await a;")]
    [InlineData("await Task.WhenAll(Task.Run(() => db.SaveChanges()), Task.Run(() => Compute(path))); return 1;")]
    [InlineData("return await Task.Factory.StartNew(() => db.SaveChanges(), TaskCreationOptions.LongRunning);")]
    [InlineData("return await Task.Run(() => OwnAsync());")]
    [InlineData("return await Task.Run(() => Digest(path));")]
    [InlineData("await Task.Run(() => new MemoryStream().Flush()); return 1;")]
    public Task StaysSilent_when_the_thread_is_needed(string statements) => Verify.SilentAsync(InAction(statements));

    [Fact]
    public Task StaysSilent_when_nothing_says_that_requests_are_served() => Verify.SilentAsync("""
        public class Tool { public async Task<string> LoadAsync(string path) => await Task.Run(() => File.ReadAllText(path)); }
        """);

    [Theory]
    [InlineData("public class Reports { public async Task<int> SaveAsync(Microsoft.EntityFrameworkCore.DbContext db) => await Task.[|Run|](() => db.SaveChanges()); }")]
    [InlineData("public interface IMails { Task SendAsync(string to, CancellationToken token); } public class Mailer { private readonly IMails mails; public Mailer(IMails mails) => this.mails = mails; public async Task TellAsync(string to, CancellationToken token) => await Task.[|Run|](async () => await mails.SendAsync(to, token), token); }")]
    public Task Reports_what_asks_another_machine_in_a_server(string declarations) => Verify.ReportsAsync(declarations);

    [Theory]
    [InlineData("await Task.[|Run|](() => System.IO.File.WriteAllText(path, path)); return 1;", "await System.IO.File.WriteAllTextAsync(path, path, token); return 1;")]
    [InlineData("await Task.[|Run|](() => { System.IO.File.WriteAllText(path, path); }); return 1;", "await System.IO.File.WriteAllTextAsync(path, path, token); return 1;")]
    [InlineData("var text = await Task.[|Run|](() => System.IO.File.ReadAllText(path), token).ConfigureAwait(false); return text.Length;", "var text = await System.IO.File.ReadAllTextAsync(path, token).ConfigureAwait(false); return text.Length;")]
    [InlineData("return await Task.[|Run|](() => db.SaveChanges());", "return await db.SaveChangesAsync(token);")]
    [InlineData("return await Task.[|Run|](() => db.SaveChangesAsync(token));", "return await db.SaveChangesAsync(token);")]
    [InlineData("return await Task.[|Run|](() => db.SaveChangesAsync(token), token);", "return await db.SaveChangesAsync(token);")]
    [InlineData("return await Task.[|Run|](async () => { return await db.SaveChangesAsync(token).ConfigureAwait(false); });", "return await db.SaveChangesAsync(token);")]
    [InlineData("return (await Task.[|Run|](() => http.GetStringAsync(path))).Length;", "return (await http.GetStringAsync(path)).Length;")]
    [InlineData("return await Task.Factory.[|StartNew|](() => db.SaveChanges());", "return await db.SaveChangesAsync(token);")]
    [InlineData("return await Task.Factory.[|StartNew|](() => db.SaveChangesAsync(token)).Unwrap();", "return await db.SaveChangesAsync(token);")]
    public Task Fixes_by_awaiting_the_work(string before, string after) => Verify.FixAsync(InAction(before), InAction(after));

    [Theory]
    [InlineData("(string?)cache.StringGet(path)")]
    [InlineData("(int)cache.StringLength(path)")]
    [InlineData("cache.HashGet(path, \"a\")")]
    public Task Reports_work_whose_answer_is_converted(string work) => new Verify.Test
    {
        TestCode = $$"""
            public class XController : Microsoft.AspNetCore.Mvc.ControllerBase
            {
                private readonly StackExchange.Redis.IDatabase cache;
                public XController(StackExchange.Redis.IDatabase cache) => this.cache = cache;
                public async Task<object?> Get(string path) => await Task.[|Run|](() => {{work}});
                public async Task<object?> Two(string path) => await Task.Run(() => Parse({{work}}));
                private static object? Parse(object? value) => value;
            }
            """,
        ReferenceAssemblies = References.Stores,
    }.RunAsync(TestContext.Current.CancellationToken);

    [Theory]
    [InlineData("return (int)(await Task.[|Run|](() => (long)db.SaveChanges()));")]
    [InlineData("return await Task.[|Run|](() => db.SaveChangesAsync(), token);")]
    [InlineData("var t = await Task.Factory.[|StartNew|](() => db.SaveChangesAsync(token)); return await t;")]
    [InlineData("await Task.Factory.[|StartNew|](() => db.SaveChangesAsync(token)); return 1;")]
    [InlineData("var o = await Task.[|Run<object>|](async () => await http.GetStringAsync(path)); return o.GetHashCode();")]
    [InlineData("return await Task.[|Run|](() => /* slow */ db.SaveChanges());")]
    public Task OffersNoFix_when_something_would_get_lost(string statements) => Verify.NoFixAsync(InAction(statements));

    [Theory]
    [InlineData("Parallel.[|ForEach|](paths, p => http.GetStringAsync(p).Wait());")]
    [InlineData("Parallel.[|ForEach|](paths, p => { var text = http.GetStringAsync(p).Result; Use(text); });")]
    [InlineData("Parallel.[|ForEach|](paths, new ParallelOptions { MaxDegreeOfParallelism = 4 }, p => Use(LoadAsync(p).GetAwaiter().GetResult()));")]
    [InlineData("Parallel.[|For|](0, paths.Count, i => Use(http.Send(new HttpRequestMessage(HttpMethod.Get, paths[i]))));")]
    [InlineData("paths.AsParallel().[|ForAll|](p => http.GetStringAsync(p).Wait());")]
    [InlineData("Parallel.[|ForEach|](paths, p => { using var own = new ShopContext(); own.SaveChanges(); });")]
    public Task Reports_parallel_loops_whose_rounds_only_wait(string statements) => Verify.ReportsAsync(InAction(statements + " await Task.Yield(); return 1;"));

    [Theory]
    [InlineData("Parallel.ForEach(paths, p => Use(Compute(p)));")]
    [InlineData("Parallel.ForEach(paths, p => Use(System.IO.File.ReadAllText(p)));")]
    [InlineData("Parallel.ForEach(paths, p => db.SaveChanges());")]
    [InlineData("Parallel.ForEach(paths, p => SavedAsync().Wait());")]
    [InlineData("Parallel.ForEach(paths, p => Task.CompletedTask.Wait());")]
    [InlineData("Parallel.ForEach(paths, p => Task.Run(() => Compute(p)).Wait());")]
    [InlineData("Parallel.ForEach(paths, p => later.Add(() => http.GetStringAsync(p).Wait()));")]
    [InlineData("Parallel.Invoke(() => http.GetStringAsync(path).Wait(), () => Use(path));")]
    [InlineData("await Parallel.ForEachAsync(paths, async (p, t) => await http.GetStringAsync(p, t));")]
    [InlineData("Use(paths.AsParallel().Select(p => Compute(p)).ToList());")]
    public Task StaysSilent_when_the_rounds_of_a_parallel_loop_compute_or_share_a_connection(string statements) => Verify.SilentAsync(InAction(statements + " await Task.Yield(); return 1;"));

    [Fact]
    public Task OffersNoFix_for_parallel_loops() => Verify.NoFixAsync(InAction("Parallel.[|ForEach|](paths, p => http.GetStringAsync(p).Wait()); await Task.Yield(); return 1;"));

    [Fact]
    public Task Reports_what_a_round_waits_for() => Verify.ReportsAsync(
        InAction("Parallel.{|#0:ForEach|}(paths, p => {|#1:http.GetStringAsync(p).Wait()|}); await Task.Yield(); return 1;"),
        Verify.Diagnostic().WithLocation(0).WithOptions(DiagnosticOptions.IgnoreAdditionalLocations).WithArguments("Parallel.ForEach", "threads", "GetStringAsync", "where it only waits; use 'Parallel.ForEachAsync' and await it"));

    [Fact]
    public Task StaysSilent_about_parallel_loops_of_tools() => new Verify.Test
    {
        TestCode = "public static class Tool { public static void Main(string[] paths) { using var http = new HttpClient(); Parallel.ForEach(paths, p => http.GetStringAsync(p).Wait()); } }",
        ReferenceAssemblies = References.Net80,
        TestState = { OutputKind = OutputKind.ConsoleApplication },
    }.RunAsync(TestContext.Current.CancellationToken);

    private static string InAction(string statements) => $$"""
        using Microsoft.EntityFrameworkCore;
        public class ShopContext : DbContext { }
        public class XController : Microsoft.AspNetCore.Mvc.ControllerBase
        {
            private readonly ShopContext db = null!;
            private readonly HttpClient http = null!;
            public async Task<int> Get(string path, CancellationToken token)
            {
                {{statements}}
            }

            private readonly List<string> paths = new();
            private readonly List<Action> later = new();
            private static void Use(object value) { }
            private Task<string> LoadAsync(string path) => http.GetStringAsync(path);
            private Task SavedAsync() => db.SaveChangesAsync();
            private static int Compute(string path) => path.Length;
            private static string Read(string path) => System.IO.File.ReadAllText(path);
            private static int Digest(string path) => Compute(System.IO.File.ReadAllText(path));
            private async Task<int> OwnAsync() { await Task.Yield(); return 1; }
        }
        """;
}
