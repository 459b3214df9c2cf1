using PerfAnalyzers.CodeFixes.Rules.Resilience;
using PerfAnalyzers.Rules.Resilience;
using static PerfAnalyzers.Tests.Rules.Resilience.TokenCode;

namespace PerfAnalyzers.Tests.Rules.Resilience;

using Verify = RuleVerifier<TokenNotForwardedAnalyzer, TokenNotForwardedFix>;

public sealed partial class TokenNotForwardedTests
{
    [Theory]
    [InlineData("var all = await db.Orders.[|ToListAsync()|];")]
    [InlineData("var one = await db.Orders.Where(o => o.Id == id).[|FirstOrDefaultAsync()|];")]
    [InlineData("var one = await db.Orders.[|SingleAsync(o => o.Id == id)|].ConfigureAwait(false);")]
    [InlineData("var n = await db.Orders.[|CountAsync()|] + 1;")]
    [InlineData("var one = await db.Orders.[|FindAsync(id)|];")]
    [InlineData("await db.[|SaveChangesAsync()|];")]
    [InlineData("await db.Orders.[|ExecuteDeleteAsync()|];")]
    [InlineData("await db.Database.[|ExecuteSqlRawAsync(\"delete from Orders\")|];")]
    [InlineData("var text = await http.[|GetStringAsync(\"/a\")|];")]
    [InlineData("using var answer = await http.[|GetAsync(\"/a\")|];")]
    [InlineData("using var answer = await http.[|PostAsync(\"/a\", null)|];")]
    [InlineData("using var answer = await http.[|SendAsync(new HttpRequestMessage())|];")]
    [InlineData("var order = await orders.[|FindAsync(id)|];")]
    [InlineData("await orders.[|SaveAsync(new Order())|];")]
    [InlineData("var n = await orders.[|CountAsync()|];")]
    [InlineData("var bytes = await File.[|ReadAllBytesAsync(\"a\")|];")]
    [InlineData("await Task.[|Delay(60_000)|];")]
    [InlineData("await Task.[|Delay(TimeSpan.FromMinutes(1))|];")]
    [InlineData("var task = http.[|GetStringAsync(\"/a\")|]; Console.WriteLine(1); Console.WriteLine(await task);")]
    [InlineData("await Task.WhenAll(http.[|GetStringAsync(\"/a\")|], http.[|GetStringAsync(\"/b\")|]);")]
    [InlineData("var tasks = new List<Task>(); for (var i = 0; i < id; i++) tasks.Add(http.[|GetStringAsync(\"/a\" + i)|]); await Task.WhenAll(tasks);")]
    [InlineData("await Task.WhenAll(new[] { 1, 2 }.Select(i => http.[|GetStringAsync(\"/a\" + i)|]));")]
    [InlineData("await Task.WhenAll(new[] { 1, 2 }.Select(async i => { await http.[|GetStringAsync(\"/a\" + i)|]; }));")]
    [InlineData("foreach (var i in new[] { 1, 2 }) { await http.[|GetStringAsync(\"/a\" + i)|]; }")]
    [InlineData("if (id > 1) { await http.[|PostAsync(\"/a\", null)|]; return; } await db.Orders.[|ToListAsync()|];")]
    [InlineData("if (id > 1) await http.[|PostAsync(\"/a\", null)|]; else await db.[|SaveChangesAsync()|];")]
    [InlineData("await db.Database.CreateExecutionStrategy().ExecuteAsync(async () => await db.Orders.[|ToListAsync()|]);")]
    [InlineData("using var t = await db.Database.[|BeginTransactionAsync()|]; await db.[|SaveChangesAsync()|]; await db.[|SaveChangesAsync()|]; await t.CommitAsync();")]
    [InlineData("async Task<int> Local() => await db.Orders.[|CountAsync()|]; await Local();")]
    [InlineData("using var linked = CancellationTokenSource.CreateLinkedTokenSource(ct); await http.[|GetStringAsync(\"/a\")|];")]
    [InlineData("try { await http.[|GetStringAsync(\"/a\")|]; } catch (HttpRequestException) { }")]
    [InlineData("try { await http.[|GetStringAsync(\"/a\")|]; } catch (Exception e) when (e is not OperationCanceledException) { Console.WriteLine(e); }")]
    [InlineData("try { await http.[|GetStringAsync(\"/a\")|]; } catch (Exception e) { Console.WriteLine(e); }")]
    [InlineData("foreach (var i in new[] { 1, 2 }) { try { await http.[|GetStringAsync(\"/a\" + i)|]; } catch (OperationCanceledException) { throw; } catch (Exception) { } }")]
    [InlineData("await (id > 1 ? http.[|GetStringAsync(\"/a\")|] : http.[|GetStringAsync(\"/b\")|]);")]
    public Task Reports_awaited_work_that_is_not_given_the_token(string statements) => Verify.ReportsAsync(Method(statements));

    [Fact]
    public Task Reports_a_task_that_is_handed_back() => Verify.ReportsAsync(Class("""
        public Task<List<Order>> A(CancellationToken ct) => db.Orders.[|ToListAsync()|];
            public Task<Order?> B(int id, CancellationToken ct) { return orders.[|FindAsync(id)|]; }
        """));

    [Fact]
    public async Task Reports_the_token_and_the_way()
    {
        await Verify.ReportsAsync(
            Method("var order = await orders.{|#0:FindAsync(id)|};").Replace("FirstOrDefaultAsync(o => o.Id == id, cancellationToken)", "{|#1:FirstOrDefaultAsync(o => o.Id == id, cancellationToken)|}"),
            Verify.Diagnostic().WithLocation(0).WithLocation(1).WithArguments("FindAsync → FirstOrDefaultAsync", "ct"));
    }

    [Theory]
    [InlineData("public async Task Run(CancellationToken? ct) { await http.[|GetStringAsync(\"/\")|]; }", "ct.GetValueOrDefault()")]
    [InlineData("public async Task Run(Microsoft.AspNetCore.Http.HttpContext context) { if (context.RequestAborted.IsCancellationRequested) return; await http.[|GetStringAsync(\"/\")|]; }", "context.RequestAborted")]
    [InlineData("private readonly CancellationToken stopping; public async Task Run() { await http.[|GetStringAsync(\"/\")|]; }", "stopping")]
    [InlineData("private CancellationToken Stopping { get; set; } public async Task Run() { await http.[|GetStringAsync(\"/\")|]; }", "Stopping")]
    [InlineData("public async Task Run(CancellationToken ct) { using var both = CancellationTokenSource.CreateLinkedTokenSource(ct); await http.[|GetStringAsync(\"/\")|]; }", "both.Token")]
    [InlineData("public async Task Run(CancellationToken ct) { using (var both = CancellationTokenSource.CreateLinkedTokenSource(ct)) { await http.[|GetStringAsync(\"/\")|]; } }", "both.Token")]
    [InlineData("public async Task Run(CancellationToken ct) { using var own = new CancellationTokenSource(100); await http.[|GetStringAsync(\"/\")|]; }", "ct")]
    [InlineData("public async Task Run() { using var own = new CancellationTokenSource(100); await http.[|GetStringAsync(\"/\")|]; }", "own.Token")]
    [InlineData("public async Task Run() { using var own = new CancellationTokenSource(); own.CancelAfter(100); await http.[|GetStringAsync(\"/\")|]; }", "own.Token")]
    [InlineData("public async Task Run(CancellationToken ct) { var inner = ct; await http.[|GetStringAsync(\"/\")|]; }", "ct")]
    [InlineData("public async Task Run(CancellationTokenSource s) { var token = s.Token; await http.[|GetStringAsync(\"/\")|]; }", "token")]
    [InlineData("public Task Run(List<int> ids, CancellationToken ct) => Parallel.ForEachAsync(ids, async (id, inner) => await http.[|GetStringAsync(\"/\" + id)|]);", "inner")]
    [InlineData("public Task Run(List<int> ids, CancellationToken ct) => Parallel.ForEachAsync(ids, ct, async (id, _) => { await http.[|GetStringAsync(\"/\" + id)|]; });", "_")]
    [InlineData("public async Task Run(CancellationToken @default) { await http.[|GetStringAsync(\"/\")|]; }", "@default")]
    [InlineData("private readonly CancellationToken field; public async Task Run(CancellationToken ct) { await http.[|GetStringAsync(\"/\")|]; }", "ct")]
    [InlineData("public record Work(HttpClient Http, CancellationToken Stop) { public async Task Run() { await Http.[|GetStringAsync(\"/\")|]; } }", "Stop")]
    [InlineData("public sealed class Request { public CancellationToken Cancellation { get; init; } } public async Task Run(Request request) { await http.[|GetStringAsync(\"/\")|]; }", "request.Cancellation")]
    [InlineData("public record Options(int Size, CancellationToken Token); public async Task Run(Options options, CancellationToken ct) { await http.[|GetStringAsync(\"/\")|]; }", "ct")]
    [InlineData("public async Task Run(ParallelOptions options) { await http.[|GetStringAsync(\"/\")|]; }", "options.CancellationToken")]
    [InlineData("public Task Run(List<int> ids, ParallelOptions options) => Parallel.ForEachAsync(ids, options, async (id, inner) => await http.[|GetStringAsync(\"/\" + id)|]);", "inner")]
    public Task Fixes_with_the_nearest_token(string member, string token) => Verify.FixAsync(
        Class(member),
        Class(member.Replace("[|", "").Replace(")|]", ", " + token + ")")));

    [Theory]
    [InlineData("await db.Orders.[|ToListAsync()|];", "await db.Orders.ToListAsync(ct);")]
    [InlineData("await db.Orders.[|SingleAsync(o => o.Id == id)|];", "await db.Orders.SingleAsync(o => o.Id == id, ct);")]
    [InlineData("await EntityFrameworkQueryableExtensions.[|ToListAsync(db.Orders)|];", "await EntityFrameworkQueryableExtensions.ToListAsync(db.Orders, ct);")]
    [InlineData("await db.[|SaveChangesAsync(acceptAllChangesOnSuccess: true)|];", "await db.SaveChangesAsync(acceptAllChangesOnSuccess: true, cancellationToken: ct);")]
    [InlineData("await orders.[|FindAsync(id: id)|];", "await orders.FindAsync(id: id, cancellationToken: ct);")]
    [InlineData("await http.[|GetStringAsync(/* where */ \"/a\" /* here */)|];", "await http.GetStringAsync(/* where */ \"/a\" /* here */, ct);")]
    [InlineData("await Task.WhenAll(http.[|GetStringAsync(\"/a\")|], http.[|GetStringAsync(\"/b\")|]);", "await Task.WhenAll(http.GetStringAsync(\"/a\", ct), http.GetStringAsync(\"/b\", ct));")]
    [InlineData("await orders.[|SaveAsync((await orders.[|FindAsync(id)|])!)|];", "await orders.SaveAsync((await orders.FindAsync(id, ct))!, ct);")]
    [InlineData("await db.Database.[|ExecuteSqlRawAsync(\"delete from Orders\")|];", "await db.Database.ExecuteSqlRawAsync(\"delete from Orders\", ct);")]
    public Task Fixes_all_forms_of_arguments(string before, string after) => Verify.FixAsync(Method(before), Method(after));

    [Fact]
    public Task Fixes_with_the_token_of_a_primary_constructor()
    {
        Requires.CSharp(12);
        const string Before = "public class Job(HttpClient http, CancellationToken stop) { public async Task Run() { await http.[|GetStringAsync(\"/\")|]; } }";
        return Verify.FixAsync(Before, Before.Replace("[|", "").Replace(")|]", ", stop)"));
    }

    [Fact]
    public Task Fixes_keys_of_which_any_number_may_be_given() => new Verify.Test
    {
        LanguageVersion = Microsoft.CodeAnalysis.CSharp.LanguageVersion.CSharp11,
        TestCode = Method("await db.Orders.[|FindAsync(id)|];"),
        FixedCode = Method("await db.Orders.FindAsync(new object[] { id }, ct);"),
    }.RunAsync(TestContext.Current.CancellationToken);

    [Fact]
    public Task Fixes_keys_with_a_collection_expression()
    {
        Requires.CSharp(12);
        return Verify.FixAsync(Method("await db.Orders.[|FindAsync(id)|];"), Method("await db.Orders.FindAsync([id], ct);"));
    }
}
