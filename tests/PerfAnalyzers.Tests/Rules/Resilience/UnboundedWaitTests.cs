using PerfAnalyzers.CodeFixes.Rules.Resilience;
using PerfAnalyzers.Knowledge.Resilience;
using PerfAnalyzers.Rules.Resilience;

namespace PerfAnalyzers.Tests.Rules.Resilience;

using Verify = RuleVerifier<UnboundedWaitAnalyzer, UnboundedWaitFix>;

public sealed class UnboundedWaitTests
{
    public static TheoryData<string> WithToken =>
    [
        "await gate.[|WaitAsync()|];",
        "await gate.[|WaitAsync(-1)|];",
        "await gate.[|WaitAsync(Timeout.InfiniteTimeSpan)|].ConfigureAwait(false);",
        "var shared = gates.GetOrAdd(\"a\", _ => new SemaphoreSlim(1)); await shared.[|WaitAsync()|]; shared.Release();",
        "gate.[|Wait()|];",
        "gate.[|Wait(Timeout.Infinite)|];",
        "signal.[|Wait()|];",
        "Use(queue.[|Take()|]);",
        "Use(await channel.Reader.[|ReadAsync()|]);",
        "while (await channel.Reader.[|WaitToReadAsync()|]) { }",
        "await process.[|WaitForExitAsync()|];",
        "var tcs = new TaskCompletionSource(); Use(tcs); await [|tcs.Task|];",
        "var tcs = new TaskCompletionSource<int>(); Use(tcs); Use(await [|tcs.Task|].ConfigureAwait(false));",
        "var tcs = new TaskCompletionSource(); Use(tcs); try { Use(1); tcs.TrySetResult(); } catch (Exception e) { Use(e); } await [|tcs.Task|];",
    ];

    public static TheoryData<string> WithoutToken =>
    [
        "process.[|WaitForExit()|];",
        "await process.[|WaitForExitAsync()|];",
        "handle.[|WaitOne()|];",
        "handle.[|WaitOne(-1)|];",
        "handle.[|WaitOne(Timeout.Infinite)|];",
        "handle.[|WaitOne(Timeout.InfiniteTimeSpan)|];",
        "process.[|WaitForExit(-1)|];",
        "thread.[|Join(Timeout.Infinite)|];",
        "thread.[|Join()|];",
        "signal.[|Wait()|];",
        "await gate.[|WaitAsync()|]; try { await http.GetStringAsync(\"x\"); } finally { gate.Release(); }",
        "var tcs = new TaskCompletionSource<int>(); Use(tcs); Use(await [|tcs.Task|]);",
    ];

    public static TheoryData<string> Bounded =>
    [
        "await gate.WaitAsync(1000); handle.WaitOne(TimeSpan.FromSeconds(1)); thread.Join(1000); signal.Wait(1000); Use(process.WaitForExit(1000));",
        "await gate.WaitAsync(CancellationToken.None);",
        "await gate.WaitAsync(default(CancellationToken));",
        "await gate.WaitAsync(); try { Use(1); } finally { gate.Release(); }",
        "try { await gate.WaitAsync(); await http.GetStringAsync(\"x\"); } finally { gate.Release(); }",
        "var given = HttpContext.RequestAborted; await gate.WaitAsync(given); signal.Wait(given); Use(queue.Take(given));",
        "Monitor.Enter(gate); try { Use(1); } finally { Monitor.Exit(gate); }",
        "if (Monitor.TryEnter(gate)) Monitor.Exit(gate);",
        "if (Monitor.TryEnter(gate, 1000)) Monitor.Exit(gate);",
        "if (Monitor.TryEnter(gate, Timeout.Infinite)) Monitor.Exit(gate);",
        "http.GetStringAsync(\"x\").Wait();",
        "Use(await channel.Reader.ReadAsync());",
        "while (await channel.Reader.WaitToReadAsync()) { }",
        "Use(queue.Take());",
        "process.Kill(); process.WaitForExit();",
        "if (!process.WaitForExit(1000)) return; process.WaitForExit();",
        "var tcs = new TaskCompletionSource(); Use(tcs); try { Use(1); tcs.TrySetResult(); } catch (Exception e) { tcs.TrySetException(e); } await tcs.Task;",
        "var tcs = new TaskCompletionSource(); Use(tcs); tcs.SetResult(); await tcs.Task;",
        "var tcs = new TaskCompletionSource(); Use(tcs); await tcs.Task.WaitAsync(TimeSpan.FromSeconds(1));",
        "var tcs = new TaskCompletionSource(); Use(tcs); await Task.WhenAny(tcs.Task, Task.Delay(1000)); await tcs.Task;",
        "var tcs = new TaskCompletionSource(); using var cts = new CancellationTokenSource(1000); using var r = cts.Token.Register(() => tcs.TrySetCanceled()); await tcs.Task;",
        "var throttle = new SemaphoreSlim(10); await throttle.WaitAsync(); await http.GetStringAsync(\"x\"); throttle.Release();",
    ];

    [Theory]
    [InlineData("public class Worker : Microsoft.Extensions.Hosting.IHostedService { private readonly Thread thread = null!; private readonly ManualResetEventSlim done = new(); public Task StartAsync(CancellationToken token) => Task.CompletedTask; public Task StopAsync(CancellationToken token) { thread.Join(); return Task.CompletedTask; } }")]
    [InlineData("public sealed class Worker : IDisposable { private readonly Thread thread = null!; public void Dispose() => thread.Join(); }")]
    [InlineData("public static class Program { public static void Main() { using var done = new ManualResetEvent(false); done.WaitOne(); } }")]
    public Task StaysSilent_when_the_process_starts_or_ends(string source) => Verify.SilentAsync(source);

    [Theory]
    [InlineData("try { Use(1); } finally { await gate.WaitAsync(); }")]
    [InlineData("while (!token.IsCancellationRequested) { Use(1); } await gate.WaitAsync();")]
    [InlineData("if (token.IsCancellationRequested) { Use(await channel.Reader.ReadAsync()); }")]
    public Task StaysSilent_when_the_token_may_have_fired(string statements) => Verify.SilentAsync(In(statements, "CancellationToken token"));

    [Theory]
    [InlineData("var waiting = gate.WaitAsync(); await waiting.ContinueWith(_ => { }, token);")]
    [InlineData("var waiting = gate.WaitAsync(); await Task.WhenAny(waiting, Task.Delay(1000, token));")]
    [InlineData("var waiting = gate.[|WaitAsync()|]; Use(waiting); await waiting;")]
    public Task StaysSilent_when_something_else_decides_how_long_the_task_is_waited_for(string statements) => Verify.ReportsAsync(In(statements, "CancellationToken token"));

    public static TheoryData<string, string> Rows => TableRows.Of(OpenWaits.Rows);

    [Theory]
    [MemberData(nameof(WithToken))]
    public Task Reports_waits_with_a_token_at_hand(string statements) => Verify.ReportsAsync(In(statements, "CancellationToken token"));

    [Theory]
    [MemberData(nameof(WithoutToken))]
    public Task Reports_waits_of_requests(string statements) => Verify.ReportsAsync(In(statements, ""));

    [Theory]
    [MemberData(nameof(Bounded))]
    public Task StaysSilent_when_the_wait_ends_or_is_short(string statements) => Verify.SilentAsync(In(statements, ""));

    [Theory]
    [InlineData("await EnterAsync(); try { await http.GetStringAsync(\"x\"); } finally { gate.Release(); }", "private static async Task EnterAsync() { await gate.[|WaitAsync()|]; }")]
    [InlineData("await EnterAsync(); try { await LoadAsync(); } finally { Leave(); }", "private static Task EnterAsync() => gate.[|WaitAsync()|]; private static void Leave() => gate.Release(); private Task LoadAsync() => http.GetStringAsync(\"x\");")]
    [InlineData("Use(await WaitAsync(\"a\"));", "private static readonly System.Collections.Concurrent.ConcurrentDictionary<string, TaskCompletionSource<int>> open = new(); private static async Task<int> WaitAsync(string key) { var source = open.GetOrAdd(key, _ => new TaskCompletionSource<int>()); return await [|source.Task|]; }")]
    public Task Reports_in_helpers_what_requests_wait_for(string statements, string members) => Verify.ReportsAsync(In(statements, "", members));

    [Theory]
    [InlineData("await EnterAsync(); try { Use(1); } finally { gate.Release(); }", "private static async Task EnterAsync() { await gate.WaitAsync(); }")]
    [InlineData("await CountAsync(); await http.GetStringAsync(\"x\");", "private static async Task CountAsync() { await gate.WaitAsync(); try { Use(1); } finally { gate.Release(); } }")]
    [InlineData("using (await LockAsync()) { await http.GetStringAsync(\"x\"); }", "private static async Task<IDisposable> LockAsync() { await gate.WaitAsync(); return gate; }")]
    [InlineData("await http.GetStringAsync(\"x\"); await EnterAsync(); gate.Release();", "private static async Task EnterAsync() { await gate.WaitAsync(); }")]
    public Task StaysSilent_when_callers_give_a_gate_back_at_once(string statements, string members) => Verify.SilentAsync(In(statements, "", members));

    [Fact]
    public Task OffersNoFix_for_a_gate_that_callers_give_back() => Verify.NoFixAsync(In(
        "try { await EnterAsync(); await http.GetStringAsync(\"x\"); } finally { gate.Release(); }", "", "private static async Task EnterAsync() { await gate.[|WaitAsync()|]; }"));

    [Theory]
    [InlineData("process.WaitForExit();")]
    [InlineData("handle.WaitOne();")]
    [InlineData("await gate.WaitAsync(); await http.GetStringAsync(\"x\");")]
    public Task StaysSilent_when_nobody_is_seen_to_wait(string statements) => Verify.SilentAsync(In(statements, "").Replace(": Microsoft.AspNetCore.Mvc.ControllerBase", "", StringComparison.Ordinal));

    [Theory]
    [MemberData(nameof(Rows))]
    public Task Every_row_names_a_member(string type, string member) => TableRows.ExpectMemberAsync(type, member);

    [Fact]
    public Task Reports_what_waits_and_what_would_end_it() => Verify.ReportsAsync(
        In("await gate.{|#0:WaitAsync()|};", "CancellationToken token"),
        Verify.Diagnostic().WithLocation(0).WithArguments("SemaphoreSlim.WaitAsync", "pass 'token' to it"));

    [Theory]
    [InlineData("await gate.[|WaitAsync()|];", "await gate.WaitAsync(token);")]
    [InlineData("await gate.[|WaitAsync(-1)|];", "await gate.WaitAsync(-1, token);")]
    [InlineData("Use(queue.[|Take()|]);", "Use(queue.Take(token));")]
    [InlineData("Use(await channel.Reader.[|ReadAsync()|]);", "Use(await channel.Reader.ReadAsync(token));")]
    [InlineData("var tcs = new TaskCompletionSource(); Use(tcs); await [|tcs.Task|];", "var tcs = new TaskCompletionSource(); Use(tcs); await tcs.Task.WaitAsync(token);")]
    public Task Fixes_by_passing_the_token(string before, string after) =>
        Verify.FixAsync(In(before, "CancellationToken token"), In(after, "CancellationToken token"), UnboundedWaitFix.PassToken);

    [Theory]
    [InlineData(
        "var tcs = new TaskCompletionSource(); Use(tcs); await [|tcs.Task|];",
        "var tcs = new TaskCompletionSource(); Use(tcs); await tcs.Task.WaitAsync(TimeSpan.FromSeconds(30));")]
    [InlineData(
        "await gate.[|WaitAsync()|];\n        await http.GetStringAsync(\"x\");",
        "if (!await gate.WaitAsync(TimeSpan.FromSeconds(30)))\n            throw new TimeoutException();\n        await http.GetStringAsync(\"x\");")]
    public Task Fixes_by_a_limit(string before, string after) => Verify.FixSinglyAsync(In(before, ""), In(after, ""), UnboundedWaitFix.Limit);

    [Theory]
    [InlineData("process.[|WaitForExit()|];", "")]
    [InlineData("thread.[|Join()|];", "")]
    public Task OffersNoFix_when_the_caller_would_go_on_without(string statements, string parameters) => Verify.NoFixAsync(In(statements, parameters));

    private static string In(string statements, string parameters, string members = "") => $$"""
        public class ReportsController : Microsoft.AspNetCore.Mvc.ControllerBase
        {
            private static readonly SemaphoreSlim gate = new SemaphoreSlim(1);
            private static readonly System.Collections.Concurrent.ConcurrentDictionary<string, SemaphoreSlim> gates = new();
            private static readonly ManualResetEventSlim signal = new ManualResetEventSlim();
            private static readonly EventWaitHandle handle = new ManualResetEvent(false);
            private static readonly System.Collections.Concurrent.BlockingCollection<int> queue = new();
            private static readonly System.Threading.Channels.Channel<int> channel = System.Threading.Channels.Channel.CreateUnbounded<int>();
            private readonly System.Diagnostics.Process process = null!;
            private readonly Thread thread = null!;
            private readonly HttpClient http = null!;
            private static void Use(object? value) { }
            {{members}}

            public async Task GetAsync({{parameters}})
            {
                {{statements}}
                await Task.Yield();
            }
        }
        """;
}
