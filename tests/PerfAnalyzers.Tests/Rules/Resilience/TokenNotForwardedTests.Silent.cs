using PerfAnalyzers.CodeFixes.Rules.Resilience;
using PerfAnalyzers.Rules.Resilience;
using static PerfAnalyzers.Tests.Rules.Resilience.TokenCode;

namespace PerfAnalyzers.Tests.Rules.Resilience;

using Verify = RuleVerifier<TokenNotForwardedAnalyzer, TokenNotForwardedFix>;

public sealed partial class TokenNotForwardedTests
{
    [Theory]
    [InlineData("await db.Orders.ToListAsync(ct);")]
    [InlineData("await db.Orders.ToListAsync(CancellationToken.None);")]
    [InlineData("await db.Orders.ToListAsync(default);")]
    [InlineData("await orders.FindAsync(id, cancellationToken: default);")]
    [InlineData("await orders.AnswerAsync();")]
    [InlineData("await new MemoryStream().CopyToAsync(new MemoryStream());")]
    [InlineData("await Task.Delay(5);")]
    [InlineData("try { await orders.SaveAsync(new Order(), ct); } catch (InvalidOperationException) { await Task.Delay(5000); }")]
    [InlineData("while (true) { try { await orders.SaveAsync(new Order(), ct); } catch (InvalidOperationException) { await Task.Delay(5000); Console.WriteLine(id); } }")]
    [InlineData("while (true) { try { await orders.SaveAsync(new Order(), ct); } catch (InvalidOperationException) { await Task.Delay(5000); } Console.WriteLine(id); }")]
    [InlineData("await Task.Delay(1000);")]
    [InlineData("await Task.Delay(TimeSpan.FromMilliseconds(200));")]
    [InlineData("await Task.Delay(TimeSpan.FromSeconds(0.5));")]
    [InlineData("await Task.WhenAny(Task.Delay(5000), Task.Delay(-1, ct));")]
    [InlineData("var saved = orders.SaveAsync(new Order(), ct); if (await Task.WhenAny(saved, Task.Delay(5000)) != saved) throw new TimeoutException();")]
    [InlineData("await Task.Delay(Random.Shared.Next(5, 15));")]
    [InlineData("using var answer = await http.GetAsync(\"/a\", HttpCompletionOption.ResponseHeadersRead, ct); await using var text = await answer.Content.ReadAsStreamAsync(); await text.CopyToAsync(Stream.Null, ct);")]
    [InlineData("var gate = new SemaphoreSlim(1); await gate.WaitAsync(ct); Console.WriteLine(await http.GetStringAsync(\"/a\")); gate.Release();")]
    [InlineData("await Task.Yield();")]
    [InlineData("Console.WriteLine(nameof(http.GetStringAsync));")]
    public Task StaysSilent_when_nothing_is_left_out(string statements) => Verify.SilentAsync(Method(statements));

    [Fact]
    public Task StaysSilent_when_a_token_is_left_unused_on_purpose() =>
        Verify.SilentAsync(Method("await db.Orders.ToListAsync();").Replace("CancellationToken ct", "CancellationToken _", StringComparison.Ordinal));

    [Theory]
    [InlineData("try { } finally { await orders.SaveAsync(new Order()); }")]
    [InlineData("try { } catch (Exception) { await orders.SaveAsync(new Order()); throw; }")]
    [InlineData("try { } catch (OperationCanceledException) { await http.PostAsync(\"/undo\", null); }")]
    [InlineData("using var t = await db.Database.BeginTransactionAsync(ct); await t.RollbackAsync();")]
    [InlineData("using var t = await db.Database.BeginTransactionAsync(ct); await t.CommitAsync();")]
    [InlineData("await using var file = File.Create(\"a\"); await file.WriteAsync(new byte[1], ct); await file.FlushAsync();")]
    [InlineData("while (!ct.IsCancellationRequested) { await Task.Delay(5000, ct); await FlushAsync(); } async Task FlushAsync() => await http.PutAsync(\"/rows\", null);")]
    [InlineData("await ReleaseAsync(); async Task ReleaseAsync() => await http.DeleteAsync(\"/lease\");")]
    [InlineData("try { await http.GetStringAsync(\"/a\", ct); } catch (Exception e) { await LogAsync(e.Message); } async Task LogAsync(string what) => await http.PutAsync(\"/log/\" + what, null);")]
    [InlineData("await CompensateAsync(); async Task CompensateAsync() { await http.DeleteAsync(\"/order\"); }")]
    public Task StaysSilent_when_the_work_cleans_up_or_handles_a_failure(string statements) => Verify.SilentAsync(Method(statements));

    [Theory]
    [InlineData("public async Task ReleaseAsync(int id) { await http.DeleteAsync(\"/lease\"); Console.WriteLine(stop.CanBeCanceled); } private readonly CancellationToken stop;")]
    [InlineData("public async Task RollbackAsync(int id, CancellationToken ct) { await http.PostAsync(\"/undo/\" + id, null); }")]
    [InlineData("public sealed class Host : Microsoft.Extensions.Hosting.IHostedService { private readonly HttpClient http = new(); public Task StartAsync(CancellationToken ct) => Task.CompletedTask; public async Task StopAsync(CancellationToken ct) { await http.DeleteAsync(\"/here\"); } }")]
    [InlineData("public async Task Run(int id, CancellationToken ct) { await Give(); async Task Give() { await ReleaseAsync(); } } public Task ReleaseAsync(CancellationToken ct = default) => http.DeleteAsync(\"/lease\", ct);")]
    public Task StaysSilent_when_a_method_gives_back_what_it_holds(string members) => Verify.SilentAsync(Class(members));

    [Theory]
    [InlineData("public async Task<int> Release(string name, CancellationToken ct) { return await db.Orders.Where(o => o.Name == name).[|ExecuteDeleteAsync()|]; }")]
    [InlineData("public async Task<int> TryReleaseLockAsync(string name, CancellationToken ct) { ct.ThrowIfCancellationRequested(); return await db.Orders.Where(o => o.Name == name).ExecuteDeleteAsync(); }")]
    [InlineData("public async Task UnsubscribeAsync(string name, CancellationToken ct) { db.Orders.Add(new Order { Name = name }); await db.[|SaveChangesAsync()|]; }")]
    [InlineData("public async Task<string> Terminate(int contract, CancellationToken ct) { var terms = await http.[|GetStringAsync(\"/terms/\" + contract)|]; return terms; }")]
    public Task Reports_what_a_business_does_under_the_name_of_clean_up(string members) => Verify.ReportsAsync(Class(members));

    [Theory]
    [InlineData("using var answer = await http.GetAsync(\"/a\", HttpCompletionOption.ResponseHeadersRead, ct); Console.WriteLine(await answer.Content.[|ReadAsStringAsync()|]);")]
    [InlineData("using var answer = await http.SendAsync(new HttpRequestMessage(), HttpCompletionOption.ResponseHeadersRead, ct).ConfigureAwait(false); var all = await answer.Content.[|ReadAsByteArrayAsync()|]; Console.WriteLine(all.Length);")]
    [InlineData("var answer = await http.GetAsync(\"/a\", HttpCompletionOption.ResponseHeadersRead, ct); Console.WriteLine(await System.Net.Http.Json.HttpContentJsonExtensions.[|ReadFromJsonAsync<Order>(answer.Content)|]);")]
    [InlineData("using var answer = await http.GetAsync(\"/a\", ct); Console.WriteLine(await answer.Content.ReadAsStringAsync());")]
    [InlineData("using var answer = await http.GetAsync(\"/a\", ct); Console.WriteLine(await System.Text.Json.JsonSerializer.DeserializeAsync<Order>(await answer.Content.ReadAsStreamAsync(ct)));")]
    [InlineData("using var answer = await http.GetAsync(\"/a\", HttpCompletionOption.ResponseContentRead, ct); Console.WriteLine(await answer.Content.ReadAsStringAsync());")]
    [InlineData("using var answer = await http.GetAsync(\"/a\", HttpCompletionOption.ResponseHeadersRead, ct); await using var text = await answer.Content.ReadAsStreamAsync(); Console.WriteLine(text);")]
    public Task Reports_answers_that_are_still_on_their_way(string statements) => Verify.ReportsAsync(Method(statements));

    [Theory]
    [InlineData("for (var left = 5; left > 0; left--) { try { await orders.SaveAsync(new Order(), CancellationToken.None); return; } catch (Exception e) { Console.WriteLine(e); } await Task.Delay(5000); }")]
    [InlineData("for (var left = 5; left > 0; left--) { try { await orders.SaveAsync(new Order(), default); return; } catch (InvalidOperationException) { } await Task.Delay(5000); }")]
    [InlineData("using var limit = new CancellationTokenSource(1000); var text = await http.GetStringAsync(\"/scan\", limit.Token); if (text == \"bad\") await http.DeleteAsync(\"/file\"); Console.WriteLine(nameof(ct));", "int id")]
    public Task StaysSilent_when_what_was_tried_must_be_finished(string statements, string parameters = "int id, CancellationToken ct") =>
        Verify.SilentAsync(Method(statements).Replace("int id, CancellationToken ct", parameters, StringComparison.Ordinal).Replace("nameof(ct)", parameters.Contains("ct") ? "nameof(ct)" : "1", StringComparison.Ordinal));

    [Theory]
    [InlineData("for (var left = 5; left > 0; left--) { try { await orders.SaveAsync(new Order(), ct); return; } catch (InvalidOperationException) { } await Task.[|Delay(5000)|]; }")]
    [InlineData("while (true) { try { await orders.SaveAsync(new Order(), ct); } catch (InvalidOperationException e) { Console.WriteLine(e); await Task.[|Delay(5000)|]; } }")]
    [InlineData("if (id > 0) { await orders.SaveAsync(new Order(), CancellationToken.None); return; } await Task.[|Delay(5000)|];")]
    public Task Reports_pauses_between_attempts_that_are_told_to_stop(string statements) => Verify.ReportsAsync(Method(statements));

    [Theory]
    [InlineData("public async Task Run(System.Data.Common.DbTransaction open, System.Data.Common.DbCommand first, System.Data.Common.DbCommand second, CancellationToken ct) { first.Transaction = open; await first.ExecuteNonQueryAsync(ct); await second.[|ExecuteNonQueryAsync()|]; }")]
    [InlineData("public async Task Run(Microsoft.EntityFrameworkCore.Storage.IDbContextTransaction open, CancellationToken ct) { await db.SaveChangesAsync(ct); await db.[|SaveChangesAsync()|]; }")]
    [InlineData("public async Task Run(System.Data.Common.DbCommand first, System.Data.Common.DbCommand second, CancellationToken ct) { await first.ExecuteNonQueryAsync(ct); await second.ExecuteNonQueryAsync(); }")]
    public Task Reports_later_writes_of_a_transaction_that_is_handed_in(string member) => Verify.ReportsAsync(Class(member));

    [Fact]
    public Task Suggests_the_limit_of_another_step() => Verify.ReportsAsync(
        Class("public async Task Run(string url) { using var limit = new CancellationTokenSource(1000); Console.WriteLine(await http.GetStringAsync(url, limit.Token)); Console.WriteLine(await http.{|#0:GetStringAsync(\"/a\")|}); }"),
        new DiagnosticResult(RuleIds.TokenNotForwarded, DiagnosticSeverity.Info).WithLocation(0).WithArguments("GetStringAsync", "limit.Token"));

    [Theory]
    [InlineData("public async Task DisposeAsync(CancellationToken ct) { await http.DeleteAsync(\"/\"); }")]
    [InlineData("private readonly CancellationToken ct; public async ValueTask DisposeAsync() { await http.DeleteAsync(\"/\"); }")]
    [InlineData("public async Task RollbackAsync(CancellationToken ct) { await http.DeleteAsync(\"/\"); }")]
    [InlineData("public async Task UndoReservation(CancellationToken ct) { await http.DeleteAsync(\"/\"); }")]
    public Task StaysSilent_when_the_method_cleans_up(string member) => Verify.SilentAsync(Class(member));

    [Fact]
    public Task StaysSilent_when_a_message_is_taken_off_its_queue() => Verify.SilentAsync(
        Class("public async Task Run(IQueue queue, CancellationToken ct) { var text = await queue.ReceiveAsync(ct); await queue.DeleteMessageAsync(text); }")
        + " public interface IQueue { Task<string> ReceiveAsync(CancellationToken ct = default); Task DeleteMessageAsync(string id, CancellationToken ct = default); } public class Queue : IQueue { private readonly HttpClient http; public Queue(HttpClient http) { this.http = http; } public Task<string> ReceiveAsync(CancellationToken ct = default) => http.GetStringAsync(\"/\", ct); public Task DeleteMessageAsync(string id, CancellationToken ct = default) => http.DeleteAsync(id, ct); }");

    [Fact]
    public Task StaysSilent_when_something_was_sent_by_a_class_whose_library_cannot_be_seen() => Verify.SilentAsync(
        Class("public async Task Run(ITexts texts, CancellationToken ct) { await texts.SendAsync(\"a\"); await db.SaveChangesAsync(); }")
        + " public interface IGateway { Task DeliverAsync(string text); } public interface ITexts { Task SendAsync(string text); } public class Texts : ITexts { private readonly IGateway gateway; public Texts(IGateway gateway) { this.gateway = gateway; } public async Task SendAsync(string text) { await gateway.DeliverAsync(text); } }");

    [Theory]
    [InlineData("await db.SaveChangesAsync(ct); await http.PostAsync(\"/published\", null);")]
    [InlineData("await orders.SaveAsync(new Order(), ct); await http.PostAsync(\"/audit\", null);")]
    [InlineData("await http.PostAsync(\"/pay\", null, ct); await db.SaveChangesAsync();")]
    [InlineData("if (id > 1) await db.SaveChangesAsync(ct); await http.PostAsync(\"/published\", null);")]
    [InlineData("while (id > 1) { await db.SaveChangesAsync(ct); await Task.Delay(60000); await http.PostAsync(\"/published\", null); }")]
    [InlineData("using var t = await db.Database.BeginTransactionAsync(ct); await db.SaveChangesAsync(ct); await t.CommitAsync(ct); await http.PostAsync(\"/published\", null);")]
    [InlineData("using var t = await db.Database.BeginTransactionAsync(ct); await t.CommitAsync(CancellationToken.None); await http.GetStringAsync(\"/published\");")]
    [InlineData("await http.GetStringAsync(\"/a\", CancellationToken.None); await http.GetStringAsync(\"/b\");")]
    [InlineData("await http.PutAsync(\"/a\", null, default); await http.GetStringAsync(\"/b\");")]
    public Task StaysSilent_when_something_was_written_before(string statements) => Verify.SilentAsync(Method(statements));

    [Theory]
    [InlineData("_ = http.GetStringAsync(\"/a\");")]
    [InlineData("_ = Task.Run(async () => await http.GetStringAsync(\"/a\"));")]
    [InlineData("_ = Task.Run(() => http.GetStringAsync(\"/a\"));")]
    [InlineData("Action act = async () => await http.GetStringAsync(\"/a\"); act();")]
    [InlineData("var timer = new Timer(async _ => await http.GetStringAsync(\"/a\"));")]
    [InlineData("var kept = http.GetStringAsync(\"/a\"); Console.WriteLine(kept.Id);")]
    [InlineData("AppDomain.CurrentDomain.ProcessExit += async (_, _) => await http.GetStringAsync(\"/a\");")]
    [InlineData("await GetOrCreateAsync(async () => await http.GetStringAsync(\"/a\")); Task<string> GetOrCreateAsync(Func<Task<string>> make) => make();")]
    [InlineData("_ = Local(); async Task Local() => await http.GetStringAsync(\"/a\");")]
    public Task StaysSilent_when_nobody_waits_or_many_share_the_work(string statements) => Verify.SilentAsync(Method(statements));

    [Theory]
    [InlineData("public async Task Run() { await http.GetStringAsync(\"/\"); }")]
    [InlineData("public async Task Run(Microsoft.AspNetCore.Http.HttpContext context) { await http.GetStringAsync(\"/\"); }")]
    [InlineData("public async Task Run(Microsoft.Extensions.Hosting.IHostApplicationLifetime life) { var started = life.ApplicationStarted; await http.GetStringAsync(\"/\"); }")]
    [InlineData("public async Task Run() { var token = CancellationToken.None; await http.GetStringAsync(\"/\"); }")]
    [InlineData("public async Task Run() { using var s = new CancellationTokenSource(100); s.Cancel(); await http.GetStringAsync(\"/\"); }")]
    [InlineData("public async Task Run() { var own = new CancellationTokenSource(); await Task.Delay(5, own.Token); await http.GetStringAsync(\"/\"); }")]
    [InlineData("public async Task Run() { var s = new CancellationTokenSource(100); s.Dispose(); await http.GetStringAsync(\"/\"); }")]
    [InlineData("public async Task Run() { await http.GetStringAsync(\"/\"); using var s = new CancellationTokenSource(100); await Task.Delay(1, s.Token); }")]
    [InlineData("public async Task Run(CancellationToken ct) { await Local(); static async Task Local() { using var c = new HttpClient(); await c.GetStringAsync(\"/\"); } }")]
    [InlineData("private static readonly CancellationToken never; public async Task Run() { await http.GetStringAsync(\"/\"); }")]
    [InlineData("private readonly CancellationToken field; public static async Task Run(HttpClient c) { await c.GetStringAsync(\"/\"); }")]
    [InlineData("public Task<int> Run() => Run(CancellationToken.None); public async Task<int> Run(CancellationToken ct) { await Task.Delay(1, ct); return ct.IsCancellationRequested ? 0 : await Run(); }")]
    [InlineData("public void Run(out CancellationToken ct) { ct = default; http.GetStringAsync(\"/\").Wait(); }")]
    [InlineData("private static readonly AsyncLocal<CancellationToken> Ambient = new(); public async Task Run() { await http.GetStringAsync(\"/\"); }")]
    [InlineData("public async Task Run(CancellationToken ct) { Func<HttpClient, Task<string>> f = static c => c.GetStringAsync(\"/\"); await f(http); }")]
    [InlineData("public Task Run(CancellationToken ct) { return Local(1); async Task Local(int ct) { await http.GetStringAsync(\"/\" + ct); } }")]
    [InlineData("private static readonly HttpClient Shared = new(); private readonly Func<Task<string>> load = () => Shared.GetStringAsync(\"/\");")]
    [InlineData("public async Task Run(params CancellationToken[] any) { await http.GetStringAsync(\"/\"); }")]
    [InlineData("public async Task Run(CancellationTokenSource source) { await http.GetStringAsync(\"/\"); }")]
    [InlineData("public sealed class Request { public CancellationToken Cancellation { get; init; } } public async Task Run(Request? request) { await http.GetStringAsync(\"/\"); }")]
    [InlineData("public sealed class Request { internal static CancellationToken Never { get; } } public async Task Run(Request request) { await http.GetStringAsync(\"/\"); }")]
    [InlineData("public async Task Run() { await http.GetStringAsync(\"/\"); var token = new CancellationTokenSource(100).Token; await Task.Delay(1, token); }")]
    public Task StaysSilent_when_no_token_is_in_reach(string member) => Verify.SilentAsync(Class(member));

    [Theory]
    [InlineData("private readonly CancellationToken ends; public Rates(HttpClient http, Microsoft.Extensions.Hosting.IHostApplicationLifetime life) { this.http = http; ends = life.ApplicationStopping; }")]
    [InlineData("private readonly Microsoft.Extensions.Hosting.IHostApplicationLifetime life; private CancellationToken Ends => life.ApplicationStopping; public Rates(HttpClient http, Microsoft.Extensions.Hosting.IHostApplicationLifetime life) { this.http = http; this.life = life; }")]
    public Task StaysSilent_when_the_token_tells_that_the_application_ends(string members) =>
        Verify.SilentAsync($$"""public class Rates { private readonly HttpClient http; {{members}} public Task<string> LoadAsync(string code) => http.GetStringAsync("/" + code); }""");

    [Theory]
    [InlineData("await journal.LogAsync(\"done\");")]
    [InlineData("await journal.LogErrorAsync(\"failed\");")]
    [InlineData("await journal.AuditAsync(\"seen\");")]
    public Task StaysSilent_when_the_call_writes_down_what_happened(string statement) => Verify.SilentAsync(Journal(statement));

    [Fact]
    public Task Reports_what_only_begins_like_a_log() => Verify.ReportsAsync(Journal("await journal.[|LoginAsync(\"a\")|];").Replace("AuditAsync", "LoginAsync", StringComparison.Ordinal));

    [Theory]
    [InlineData("await Task.Run(() => id * 2);")]
    [InlineData("await Task.Run(() => Console.WriteLine(id));")]
    [InlineData("await Task.Factory.StartNew(() => id * 2);")]
    public Task StaysSilent_when_a_token_would_only_keep_the_work_from_starting(string statements) => Verify.SilentAsync(Method(statements));

    [Theory]
    [InlineData("public struct Work { private readonly CancellationToken stop; private readonly List<int> ids; public Task Run(HttpClient http) => Task.WhenAll(ids.Select(i => http.GetStringAsync(\"/\" + i))); }")]
    [InlineData("public struct Work { private readonly CancellationToken stop; public Task Run(HttpClient http) { return Local(); Task Local() => http.GetStringAsync(\"/\"); } }")]
    [InlineData("public struct Work { private readonly CancellationToken stop; private readonly List<int> ids; public Task Run(HttpClient http) => Task.WhenAll(from i in ids select http.GetStringAsync(\"/\" + i)); }")]
    [InlineData("public readonly ref struct Context { public CancellationToken Stop { get; } } public Task Run(Context context, List<int> ids) => Task.WhenAll(ids.Select(i => http.GetStringAsync(\"/\" + i)));")]
    public Task StaysSilent_when_the_token_cannot_be_captured(string member) => Verify.SilentAsync(Class(member));

    [Fact]
    public Task StaysSilent_when_no_overload_for_spans_takes_a_token()
    {
        Requires.CSharp(13);
        return Verify.SilentAsync("""
            public class Store
            {
                private readonly HttpClient http = new HttpClient();
                public Task LoadAsync(params string[] names) => http.GetStringAsync("/" + names.Length);
                public Task LoadAsync(CancellationToken stop, params ReadOnlySpan<string> names) => http.GetStringAsync("/" + names.Length, stop);
            }
            public class C { public async Task Run(Store store, CancellationToken ct) { await store.LoadAsync("a", "b"); ct.ThrowIfCancellationRequested(); } }
            """);
    }

    [Fact]
    public Task StaysSilent_when_a_query_is_data_in_memory() => Verify.SilentAsync(Method("var all = new List<Order>().AsQueryable(); await all.ToListAsync();"));

    [Fact]
    public Task StaysSilent_when_the_token_type_is_not_that_of_the_framework() => Verify.SilentAsync("""
        namespace Mine
        {
            public struct CancellationToken { }
            public class Client { public Task<int> GetAsync() => Task.FromResult(1); public Task<int> GetAsync(CancellationToken t) => Task.FromResult(1); }
            public class C { public async Task Run(Client c, CancellationToken ct) { await c.GetAsync(); } }
        }
        """);

    private static string Journal(string statement) => $$"""
        public interface IJournal { Task LogAsync(string what, CancellationToken stop = default); Task LogErrorAsync(string what, CancellationToken stop = default); Task AuditAsync(string what, CancellationToken stop = default); }
        public class Journal : IJournal
        {
            private readonly HttpClient http = new HttpClient();
            public async Task LogAsync(string what, CancellationToken stop = default) => await http.PutAsync("/" + what, null, stop);
            public async Task LogErrorAsync(string what, CancellationToken stop = default) => await http.PutAsync("/" + what, null, stop);
            public async Task AuditAsync(string what, CancellationToken stop = default) => await http.PutAsync("/" + what, null, stop);
        }
        public class C { public async Task Run(IJournal journal, CancellationToken ct) { ct.ThrowIfCancellationRequested(); {{statement}} } }
        """;
}
