using PerfAnalyzers.CodeFixes.Rules.Asynchrony;
using PerfAnalyzers.Knowledge;
using PerfAnalyzers.Rules.Asynchrony;
using static PerfAnalyzers.Tests.Rules.Asynchrony.AsyncCode;

namespace PerfAnalyzers.Tests.Rules.Asynchrony;

using Verify = RuleVerifier<SleepingThreadAnalyzer, SleepingThreadFix>;

public sealed class SleepingThreadTests
{
    public static TheoryData<string> Waits =>
    [
        "Thread.[|Sleep(100)|];",
        "Thread.[|Sleep(TimeSpan.FromSeconds(1))|];",
        "var t = new Thread(() => { }); t.[|Join()|];",
        "SpinWait.[|SpinUntil(() => flag)|];",
        "Use(SpinWait.[|SpinUntil(() => flag, 100)|]);",
        "var gate = new SemaphoreSlim(1); gate.[|Wait()|];",
        "var gate = new SemaphoreSlim(1); gate.[|Wait(token)|];",
        "var gate = new SemaphoreSlim(1); if (gate.[|Wait(100)|]) { }",
        "var e = new ManualResetEvent(false); e.[|WaitOne()|];",
        "var e = new AutoResetEvent(false); Use(e.[|WaitOne(100)|]);",
        "using var m = new Mutex(); m.[|WaitOne()|];",
        "using var s = new Semaphore(1, 1); s.[|WaitOne()|];",
        "token.WaitHandle.[|WaitOne()|];",
        "Use(WaitHandle.[|WaitAny(new WaitHandle[] { token.WaitHandle })|]);",
        "Use(WaitHandle.[|WaitAll(new WaitHandle[] { token.WaitHandle })|]);",
        "var e = new ManualResetEventSlim(); e.[|Wait()|];",
        "var e = new ManualResetEventSlim(); e.[|Wait(token)|];",
        "var c = new CountdownEvent(1); c.[|Wait()|];",
        "var b = new Barrier(1); b.[|SignalAndWait()|];",
        "var q = new System.Collections.Concurrent.BlockingCollection<int>(); Use(q.[|Take()|]);",
        "var q = new System.Collections.Concurrent.BlockingCollection<int>(); Use(q.[|TryTake(out var x, 100)|], x);",
        "var q = new System.Collections.Concurrent.BlockingCollection<int>(); foreach (var i in q.[|GetConsumingEnumerable()|]) Use(i);",
        "Use(ids.Select(i => { Thread.[|Sleep(i)|]; return i; }).ToList());",
    ];

    public static TheoryData<string> Harmless =>
    [
        "Thread.Sleep(0);",
        "using var m = new Mutex(false, \"between processes\"); m.WaitOne(); m.ReleaseMutex();",
        "using var s = Semaphore.OpenExisting(\"between processes\"); s.WaitOne(); s.Release();",
        "Thread.Sleep(TimeSpan.Zero);",
        "Thread.Yield();",
        "Thread.SpinWait(10);",
        "var gate = new SemaphoreSlim(1); Use(gate.Wait(0));",
        "var gate = new SemaphoreSlim(1); await gate.WaitAsync(token); gate.Release();",
        "var e = new ManualResetEvent(false); Use(e.WaitOne(0)); e.Set();",
        "var e = new ManualResetEventSlim(); Use(e.Wait(TimeSpan.Zero), e.IsSet);",
        "var q = new System.Collections.Concurrent.BlockingCollection<int>(); Use(q.TryTake(out var x), x); q.Add(1);",
        "new Thread(() => Thread.Sleep(100)).Start();",
        "_ = Task.Factory.StartNew(() => Thread.Sleep(100), TaskCreationOptions.LongRunning);",
        "using var timer = new Timer(_ => Thread.Sleep(100));",
        "await Task.Delay(100, token);",
        "Use(nameof(Thread.Sleep));",
    ];

    public static TheoryData<string, string> Rows => TableRows.Of(ThreadWaits.Rows);

    [Theory]
    [MemberData(nameof(Waits))]
    public Task Reports_waits_in_async_code(string statements) => Verify.ReportsAsync(InAsync(statements));

    [Theory]
    [InlineData("lock (ids) { Monitor.{|#0:Wait(ids)|}; }")]
    [InlineData("lock (ids) { Thread.{|#0:Sleep(100)|}; }")]
    public Task Reports_as_a_suggestion_and_offers_no_fix_when_a_lock_is_held(string statements) =>
        Verify.NoFixAsync(InAsync(statements), new DiagnosticResult(RuleIds.SleepingThread, DiagnosticSeverity.Info).WithLocation(0));

    [Theory]
    [MemberData(nameof(Harmless))]
    public Task StaysSilent_when_nothing_waits_or_the_thread_is_its_own(string statements) => Verify.SilentAsync(InAsync(statements));

    [Theory]
    [InlineData("public void M() { Thread.Sleep(1); }")]
    [InlineData("public Service() { Thread.Sleep(1); }")]
    [InlineData("public int P { get { Thread.Sleep(1); return 1; } }")]
    [InlineData("public async Task M(bool async) { if (async) await SaveAsync(); else Thread.Sleep(1); }")]
    [InlineData("public Task StopAsync(CancellationToken token) { Thread.Sleep(1); return Task.CompletedTask; }")]
    [InlineData("public ValueTask Shutdown() { Thread.Sleep(1); return default; }")]
    public Task StaysSilent_when_the_member_serves_nobody(string members) => Verify.SilentAsync(Type(members));

    [Theory]
    [MemberData(nameof(Rows))]
    public Task Every_row_names_a_member(string type, string member) => TableRows.ExpectMemberAsync(type, member);

    [Fact]
    public Task Reports_what_to_do_instead() => Verify.ReportsAsync(
        InAsync("Thread.{|#0:Sleep(1)|};\nnew SemaphoreSlim(1).{|#1:Wait()|};\ntoken.WaitHandle.{|#2:WaitOne(1)|};"),
        Verify.Diagnostic().WithLocation(2).WithArguments("WaitHandle.WaitOne", "await 'Task.Delay' with the token"),
        Verify.Diagnostic().WithLocation(0).WithArguments("Thread.Sleep", "await 'Task.Delay'"),
        Verify.Diagnostic().WithLocation(1).WithArguments("SemaphoreSlim.Wait", "await 'WaitAsync'"));

    [Theory]
    [InlineData("Thread.[|Sleep(100)|];", "await Task.Delay(100, token);")]
    [InlineData("Thread.[|Sleep(TimeSpan.FromSeconds(1))|];", "await Task.Delay(TimeSpan.FromSeconds(1), token);")]
    [InlineData("System.Threading.Thread.[|Sleep(100)|];", "await Task.Delay(100, token);")]
    [InlineData("try { Use(1); } finally { Thread.[|Sleep(100)|]; }", "try { Use(1); } finally { await Task.Delay(100); }")]
    [InlineData("var gate = new SemaphoreSlim(1); try { gate.[|Wait()|]; } finally { gate.Release(); }", "var gate = new SemaphoreSlim(1); try { await gate.WaitAsync(); } finally { gate.Release(); }")]
    [InlineData("var gate = new SemaphoreSlim(1); gate.[|Wait(token)|];", "var gate = new SemaphoreSlim(1); await gate.WaitAsync(token);")]
    [InlineData("var gate = new SemaphoreSlim(1); if (gate.[|Wait(100)|]) { }", "var gate = new SemaphoreSlim(1); if (await gate.WaitAsync(100)) { }")]
    public Task Fixes_by_awaiting(string before, string after) => Verify.FixAsync(InAsync(before), InAsync(after));

    [Fact]
    public Task Fixes_a_synchronous_method_with_the_action_that_calls_it() => Verify.FixAsync(
        """
        [Microsoft.AspNetCore.Mvc.ApiController]
        public class ReportsController : Microsoft.AspNetCore.Mvc.ControllerBase
        {
            public string Get() { Pause(3); return "done"; }

            private static void Pause(int attempts) { Thread.[|Sleep(attempts)|]; }
        }
        """,
        """
        [Microsoft.AspNetCore.Mvc.ApiController]
        public class ReportsController : Microsoft.AspNetCore.Mvc.ControllerBase
        {
            public async Task<string> Get() { await PauseAsync(3); return "done"; }

            private static async Task PauseAsync(int attempts) { await Task.Delay(attempts); }
        }
        """);

    [Theory]
    [InlineData("var t = new Thread(() => { }); t.[|Join()|];")]
    [InlineData("var e = new ManualResetEvent(false); e.[|WaitOne()|];")]
    [InlineData("Monitor.Enter(ids); Thread.[|Sleep(100)|]; Monitor.Exit(ids);")]
    public Task OffersNoFix_when_nothing_can_be_awaited_there(string statements) => Verify.NoFixAsync(InAsync(statements));
}
