using PerfAnalyzers.CodeFixes.Rules.Resilience;
using PerfAnalyzers.Rules.Resilience;
using static PerfAnalyzers.Tests.Rules.Resilience.TokenCode;

namespace PerfAnalyzers.Tests.Rules.Resilience;

using Verify = RuleVerifier<TokenNotForwardedAnalyzer, TokenNotForwardedFix>;

/// <summary>Tokens that have fired when the call is reached, or that are meant for another step.</summary>
public sealed partial class TokenNotForwardedTests
{
    [Theory]
    [InlineData("while (!ct.IsCancellationRequested) { await Task.Delay(5000, ct); } await http.PutAsync(\"/left\", null);")]
    [InlineData("while (id > 0 && !ct.IsCancellationRequested) { id--; } await http.PutAsync(\"/left\", null);")]
    [InlineData("for (var i = 0; !ct.IsCancellationRequested && i < id; i++) { Console.WriteLine(i); } await http.PutAsync(\"/left\", null);")]
    [InlineData("do { await Task.Delay(5000, ct); } while (!ct.IsCancellationRequested); await http.GetStringAsync(\"/left\");")]
    [InlineData("foreach (var i in new[] { 1, 2 }) { if (ct.IsCancellationRequested) break; Console.WriteLine(i); } await http.GetStringAsync(\"/left\");")]
    [InlineData("while (true) { if (id > 0) { if (ct.IsCancellationRequested) { Console.WriteLine(1); break; } } } await http.GetStringAsync(\"/left\");")]
    [InlineData("while (true) { try { await Task.Delay(5000, ct); } catch (OperationCanceledException) { break; } } await http.GetStringAsync(\"/left\");")]
    [InlineData("if (ct.IsCancellationRequested) { await http.GetStringAsync(\"/cancelled\"); }")]
    [InlineData("if (ct.IsCancellationRequested && id > 1) await http.GetStringAsync(\"/cancelled\");")]
    [InlineData("if (id < 1 || ct.IsCancellationRequested == true) await http.GetStringAsync(\"/cancelled\");")]
    [InlineData("if (!ct.IsCancellationRequested) { Console.WriteLine(1); } else { await http.GetStringAsync(\"/cancelled\"); }")]
    [InlineData("if (!ct.IsCancellationRequested) { return; } await http.GetStringAsync(\"/cancelled\");")]
    [InlineData("if (ct.IsCancellationRequested) { Console.WriteLine(1); } else { return; } await http.GetStringAsync(\"/cancelled\");")]
    [InlineData("var stopped = ct.IsCancellationRequested; if (stopped) { await orders.FindAsync(id); }")]
    [InlineData("Console.WriteLine(ct.IsCancellationRequested ? await http.GetStringAsync(\"/cancelled\") : \"\");")]
    [InlineData("try { await Task.Delay(5000, ct); } catch (OperationCanceledException) { Console.WriteLine(1); } await http.GetStringAsync(\"/cancelled\");")]
    [InlineData("try { await Task.Delay(5000, ct); } catch (TaskCanceledException) when (ct.IsCancellationRequested) { } await http.GetStringAsync(\"/cancelled\");")]
    [InlineData("var state = \"done\"; try { await orders.FindAsync(id, ct); } catch (OperationCanceledException) { state = \"cancelled\"; } catch (Exception) { state = \"failed\"; } await http.GetStringAsync(\"/\" + state);")]
    [InlineData("using var both = CancellationTokenSource.CreateLinkedTokenSource(ct); while (!both.IsCancellationRequested) { await Task.Delay(5000, both.Token); } await http.GetStringAsync(\"/left\");")]
    [InlineData("while (!ct.IsCancellationRequested) { await Task.Delay(5000, ct); } await LeaveAsync(); async Task LeaveAsync() => await http.GetStringAsync(\"/left\");")]
    [InlineData("if (ct.IsCancellationRequested) { await Task.WhenAll(new[] { 1, 2 }.Select(i => http.GetStringAsync(\"/\" + i))); }")]
    public Task StaysSilent_when_the_call_runs_because_somebody_cancelled(string statements) => Verify.SilentAsync(Method(statements));

    /// <summary>Who takes a token only to give it to itself tells nobody of it.</summary>
    [Theory]
    [InlineData("await SendAsync(id); async Task SendAsync(int left, CancellationToken token = default) { await http.GetStringAsync(\"/\" + left); if (left > 0) await SendAsync(left - 1, token); }")]
    public Task StaysSilent_when_a_method_takes_a_token_for_itself_only(string statements) => Verify.SilentAsync(Method(statements));

    [Theory]
    [InlineData("await [|SendAsync(id)|]; async Task SendAsync(int left, CancellationToken token = default) { await http.GetStringAsync(\"/\" + left, token); if (left > 0) await SendAsync(left - 1, token); }")]
    public Task Reports_when_a_method_uses_the_token_as_well_as_handing_it_to_itself(string statements) => Verify.ReportsAsync(Method(statements));

    [Theory]
    [InlineData("if (!ct.IsCancellationRequested) { await http.[|GetStringAsync(\"/a\")|]; }")]
    [InlineData("if (ct.IsCancellationRequested) { return; } await http.[|GetStringAsync(\"/a\")|];")]
    [InlineData("if (ct.IsCancellationRequested) throw new TimeoutException(); await http.[|GetStringAsync(\"/a\")|];")]
    [InlineData("if (ct.IsCancellationRequested) { Console.WriteLine(1); } await http.[|GetStringAsync(\"/a\")|];")]
    [InlineData("while (!ct.IsCancellationRequested) { await http.[|GetStringAsync(\"/a\")|]; }")]
    [InlineData("while (!ct.IsCancellationRequested) { await StepAsync(); } async Task StepAsync() => await http.[|GetStringAsync(\"/a\")|];")]
    [InlineData("while (true) { if (ct.IsCancellationRequested) return; if (id-- < 0) break; } await http.[|GetStringAsync(\"/a\")|];")]
    [InlineData("foreach (var i in new[] { 1, 2 }) { while (id > 0) { if (ct.IsCancellationRequested) return; break; } await http.[|GetStringAsync(\"/a\")|]; }")]
    [InlineData("try { await Task.Delay(5000, ct); } catch (OperationCanceledException) { return; } await http.[|GetStringAsync(\"/a\")|];")]
    [InlineData("try { await Task.Delay(5000, ct); } catch (OperationCanceledException) { throw; } await http.[|GetStringAsync(\"/a\")|];")]
    [InlineData("try { await Task.Delay(5000, ct); } catch (OperationCanceledException) when (!ct.IsCancellationRequested) { } await http.[|GetStringAsync(\"/a\")|];")]
    [InlineData("using var limit = new CancellationTokenSource(1000); try { await Task.Delay(5000, limit.Token); } catch (OperationCanceledException) { } await http.[|GetStringAsync(\"/a\")|];")]
    [InlineData("using var limit = new CancellationTokenSource(1000); while (!limit.IsCancellationRequested) { Console.WriteLine(1); } await http.[|GetStringAsync(\"/a\")|];")]
    [InlineData("using var limit = new CancellationTokenSource(1000); if (limit.Token.IsCancellationRequested) { await http.[|GetStringAsync(\"/a\")|]; }")]
    [InlineData("try { await http.[|GetStringAsync(\"/a\")|]; } catch (TaskCanceledException) { Console.WriteLine(\"too late\"); }")]
    [InlineData("try { Console.WriteLine(id); } catch (TaskCanceledException) { Console.WriteLine(\"too late\"); } await http.[|GetStringAsync(\"/a\")|];")]
    public Task Reports_what_runs_when_nobody_has_cancelled(string statements) => Verify.ReportsAsync(Method(statements));

    [Theory]
    [InlineData("public async Task Run(CancellationToken ct) { using var limit = CancellationTokenSource.CreateLinkedTokenSource(ct); limit.CancelAfter(1000); await http.GetStringAsync(\"/first\", limit.Token); await http.[|GetStringAsync(\"/\")|]; }", "ct")]
    [InlineData("public async Task Run(CancellationToken ct) { using var limit = CancellationTokenSource.CreateLinkedTokenSource(ct); limit.CancelAfter(1000); await http.[|GetStringAsync(\"/\")|]; }", "limit.Token")]
    [InlineData("public async Task Run(CancellationToken ct) { using var limit = CancellationTokenSource.CreateLinkedTokenSource(ct); limit.CancelAfter(1000); var text = await http.[|GetStringAsync(\"/\")|]; await File.WriteAllTextAsync(\"x\", text, limit.Token); }", "limit.Token")]
    [InlineData("public async Task Run(CancellationToken ct) { using var limit = new CancellationTokenSource(1000); var token = limit.Token; await http.GetStringAsync(\"/first\", token); await http.[|GetStringAsync(\"/\")|]; }", "ct")]
    [InlineData("public async Task Run(CancellationToken ct) { var token = new CancellationTokenSource(1000).Token; await http.[|GetStringAsync(\"/\")|]; Console.WriteLine(token); }", "ct")]
    [InlineData("private readonly CancellationToken stopping; public async Task Run() { using var limit = CancellationTokenSource.CreateLinkedTokenSource(stopping); limit.CancelAfter(1000); await http.GetStringAsync(\"/first\", limit.Token); await http.[|GetStringAsync(\"/\")|]; }", "stopping")]
    [InlineData("public async Task Run(CancellationToken flushLogsTimeoutToken, CancellationToken ct) { await http.[|GetStringAsync(\"/\")|]; }", "ct")]
    [InlineData("public async Task Run(CancellationToken loadDeadline, CancellationToken ct) { await LoadAsync(ct); await http.[|GetStringAsync(\"/load\")|]; } private Task LoadAsync(CancellationToken stop) => Task.Delay(1, stop);", "loadDeadline")]
    [InlineData("public async Task FlushAllAsync(CancellationToken requestTimeout) { await http.GetStringAsync(\"/a\", requestTimeout); } public async Task Run(CancellationToken requestTimeout) { await http.[|GetStringAsync(\"/\")|]; }", "requestTimeout")]
    [InlineData("public async Task LoadPagesAsync(CancellationToken pageTimeoutToken) { await http.[|GetStringAsync(\"/\")|]; }", "pageTimeoutToken")]
    [InlineData("public async Task Run(CancellationToken cancellationToken, CancellationToken flushTimeoutToken) { await http.[|GetStringAsync(\"/\")|]; }", "cancellationToken")]
    public Task Fixes_with_no_token_of_another_step(string member, string token) => Verify.FixAsync(
        Class(member),
        Class(member.Replace("[|", "").Replace(")|]", ", " + token + ")")));

    [Theory]
    [InlineData("public async Task Run(CancellationToken ct) { await Local(); async Task Local() { await http.[|GetStringAsync(\"/\")|]; } }", "ct")]
    [InlineData("public async Task Run(CancellationToken ct) { var made = new Order { Name = await http.[|GetStringAsync(\"/\")|] }; Console.WriteLine(made.Name); }", "ct")]
    [InlineData("public async Task Run(CancellationToken ct) { var all = new List<string> { await http.[|GetStringAsync(\"/\")|] }; Console.WriteLine(all.Count); }", "ct")]
    [InlineData("public async Task Run(CancellationToken ct) { Func<CancellationToken, Task<string>> load = async stop => await http.[|GetStringAsync(\"/\")|]; Console.WriteLine(await load(ct)); }", "stop")]
    [InlineData("public sealed class Worker : Microsoft.Extensions.Hosting.BackgroundService { private readonly HttpClient http = new(); protected override async Task ExecuteAsync(CancellationToken stoppingToken) { await http.[|GetStringAsync(\"/\")|]; } }", "stoppingToken")]
    [InlineData("public sealed class Worker : Microsoft.Extensions.Hosting.BackgroundService { private readonly HttpClient http = new(); private CancellationToken stopping; protected override Task ExecuteAsync(CancellationToken stoppingToken) { stopping = stoppingToken; return LoadAsync(); } private async Task LoadAsync() { await http.[|GetStringAsync(\"/\")|]; } }", "stopping")]
    [InlineData("public async Task Run(Microsoft.AspNetCore.Http.HttpContext context, CancellationToken ct) { if (context.RequestAborted.IsCancellationRequested) return; await http.[|GetStringAsync(\"/\")|]; }", "ct")]
    public Task Fixes_with_the_token_of_the_function_around(string member, string token) => Verify.FixAsync(
        Class(member),
        Class(member.Replace("[|", "").Replace(")|]", ", " + token + ")")));

    [Fact]
    public async Task Fixes_with_the_token_of_a_gRPC_call()
    {
        string Source(string call) => Class("public async Task<string> Read(string name, Grpc.Core.ServerCallContext context) { context.CancellationToken.ThrowIfCancellationRequested(); return await http." + call + "; }");
        var test = new Verify.Test { TestCode = Source("[|GetStringAsync(name)|]"), FixedCode = Source("GetStringAsync(name, context.CancellationToken)") };
        var reference = await LibraryStubs.OneAsync("Grpc.Core.Api");
        test.TestState.AdditionalReferences.Add(reference);
        test.FixedState.AdditionalReferences.Add(reference);
        await test.RunAsync(TestContext.Current.CancellationToken);
    }

    [Theory]
    [InlineData("public async Task Run(CancellationToken workerFlushLogsTimeoutToken) { await http.GetStringAsync(\"/job\"); }")]
    [InlineData("public async Task Run(CancellationToken killTimeout) { await orders.FindAsync(1); }")]
    [InlineData("public async Task Run() { using var warmUpLimit = new CancellationTokenSource(1000); await Task.Delay(1, warmUpLimit.Token); await http.GetStringAsync(\"/job\"); }")]
    [InlineData("public async Task Run() { using var limit = new CancellationTokenSource(); await http.GetStringAsync(\"/job\"); limit.CancelAfter(1000); await orders.FindAsync(1, limit.Token); }")]
    public Task StaysSilent_when_the_only_token_is_that_of_another_step(string member) => Verify.SilentAsync(Class(member));
}
