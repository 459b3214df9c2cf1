using PerfAnalyzers.CodeFixes.Rules.Asynchrony;
using PerfAnalyzers.Knowledge;
using PerfAnalyzers.Rules.Asynchrony;
using static PerfAnalyzers.Tests.Rules.Asynchrony.AsyncCode;

namespace PerfAnalyzers.Tests.Rules.Asynchrony;

using Verify = RuleVerifier<AsyncVoidCallbackAnalyzer, AsyncVoidCallbackFix>;

public sealed class AsyncVoidCallbackTests
{
    public static TheoryData<string> Callbacks =>
    [
        "ids.ToList().ForEach([|async|] i => await LoadAsync(i));",
        "ids.ToList().ForEach([|async|] delegate(int i) { await LoadAsync(i); });",
        "Array.ForEach(ids, [|async|] i => await LoadAsync(i));",
        "System.Collections.Immutable.ImmutableList.Create(1).ForEach([|async|] i => await LoadAsync(i));",
        "Parallel.ForEach(ids, [|async|] i => await LoadAsync(i));",
        "Parallel.ForEach(ids, new ParallelOptions(), [|async|] i => { await LoadAsync(i); });",
        "Parallel.For(0, 10, [|async|] i => await LoadAsync(i));",
        "Parallel.Invoke([|async|] () => await SaveAsync());",
        "ids.AsParallel().ForAll([|async|] i => await LoadAsync(i));",
        "using var timer = new Timer([|async|] _ => await SaveAsync());",
        "using var timer = new Timer([|async|] _ => await SaveAsync(), null, 0, 1000);",
        "ThreadPool.QueueUserWorkItem([|async|] _ => await SaveAsync());",
        "new Thread([|async|] () => await SaveAsync()).Start();",
        "token.Register([|async|] () => await SaveAsync());",
        "async void Local(int i) { await LoadAsync(i); } ids.ToList().ForEach([|Local|]);",
    ];

    public static TheoryData<string> Waited =>
    [
        "await Task.WhenAll(ids.Select(async i => await LoadAsync(i)));",
        "await Parallel.ForEachAsync(ids, token, async (i, t) => await LoadAsync(i, t));",
        "await Task.Run(async () => await SaveAsync());",
        "Func<Task> f = async () => await SaveAsync(); await f();",
        "_ = Task.Factory.StartNew(async () => await SaveAsync());",
        "AppDomain.CurrentDomain.ProcessExit += async (s, e) => await SaveAsync();",
        "EventHandler h = async (s, e) => await SaveAsync(); Use(h);",
        "ids.ToList().ForEach(i => Use(i));",
        "_ = SaveAsync().ContinueWith(async t => await SaveAsync());",
        "Action a = async () => await SaveAsync(); Use(a);",
    ];

    public static TheoryData<string, string> Rows => TableRows.Of(AsyncVoidCallbacks.Rows);

    [Theory]
    [MemberData(nameof(Callbacks))]
    public Task Reports_callbacks_nobody_waits_for(string statements) => Verify.ReportsAsync(InAsync(statements + "\nawait Task.Yield();"));

    [Theory]
    [MemberData(nameof(Waited))]
    public Task StaysSilent_when_somebody_waits_or_an_event_is_handled(string statements) => Verify.SilentAsync(InAsync(statements + "\nawait Task.Yield();"));

    [Theory]
    [MemberData(nameof(Rows))]
    public Task Every_row_names_a_member(string type, string member) => TableRows.ExpectMemberAsync(type, member);

    [Theory]
    [InlineData("private static void Do(Action action) { try { action(); } catch (Exception e) { Use(e); } }")]
    [InlineData("private static void Do(Action? action) { for (var i = 0; i < 3; i++) { try { action?.Invoke(); return; } catch (InvalidOperationException) { } } }")]
    public Task Reports_as_information_what_a_method_means_to_catch(string member) => Verify.ReportsAsync(
        Type("public void M() { Do({|#0:async|} () => await SaveAsync()); } " + member),
        new DiagnosticResult(RuleIds.AsyncVoidCallback, DiagnosticSeverity.Info).WithLocation(0));

    [Theory]
    [InlineData("public void M() { Do(async () => { try { await SaveAsync(); } catch { } }); } private static void Do(Action action) { try { action(); } catch (Exception e) { Use(e); } }")]
    [InlineData("public void M() { Do(async () => await SaveAsync()); } private static void Do(Action action) { try { Use(action); } catch (Exception e) { Use(e); } }")]
    [InlineData("public void M() { Do(async () => await SaveAsync()); } private static void Do(Action action) { try { Use(1); } finally { action(); } }")]
    public Task StaysSilent_when_nothing_is_caught_in_vain(string members) => Verify.SilentAsync(Type(members));

    [Theory]
    [InlineData("private static void Each(IEnumerable<int> all, Action<int> action) { foreach (var one in all) action(one); }")]
    [InlineData("private static void Each<T>(IEnumerable<T> all, Action<T>? action) { foreach (var one in all) { if (one is not null) action?.Invoke(one); } }")]
    [InlineData("private static void Each<T>(IReadOnlyList<T> all, Action<T> action) => all.ToList().ForEach(action);")]
    [InlineData("private static void Each<T>(IReadOnlyList<T> all, Action<T> action) => Parallel.ForEach(all, action);")]
    [InlineData("private static void Each<T>(IReadOnlyList<T> all, Action<T> action) => all.ToList().ForEach(one => action(one));")]
    public Task Reports_what_a_method_calls_for_each_element(string member) => Verify.ReportsAsync(
        Type("public void M(List<int> ids) { Each(ids, [|async|] id => await LoadAsync(id)); } " + member));

    [Fact]
    public Task Reports_extensions_that_call_for_each_element() => Verify.ReportsAsync(
        Type("public void M(List<int> ids) { ids.Each([|async|] id => { try { await LoadAsync(id); } catch { } }); }")
        + "\ninternal static class Sequences { public static void Each<T>(this IEnumerable<T> all, Action<T> action) { foreach (var one in all) action(one); } }");

    [Theory]
    [InlineData("private static void Each(IEnumerable<int> all, Func<int, Task> action) { foreach (var one in all) action(one); }")]
    [InlineData("private static void Each(IEnumerable<int> all, Action<int> action) { action(all.Count()); }")]
    [InlineData("private static Action<int>? last; private static void Each(IEnumerable<int> all, Action<int> action) { foreach (var one in all) { last = action; } }")]
    public Task StaysSilent_when_a_method_calls_it_once_or_not_at_all(string member) => Verify.SilentAsync(
        Type("public void M(List<int> ids) { Each(ids, async id => await LoadAsync(id)); } " + member));

    [Fact]
    public Task StaysSilent_when_a_method_in_no_table_may_know_what_it_does() => Verify.SilentAsync(
        Type("public void M() { Do(async () => await SaveAsync()); } private static void Do(Action action) => action();"));

    [Theory]
    [InlineData("using var timer = new Timer(async _ => { try { await SaveAsync(); } catch { } });")]
    [InlineData("var ended = new TaskCompletionSource<bool>(); using var r = token.Register(async () => { await SaveAsync(); ended.TrySetResult(true); }); await ended.Task;")]
    [InlineData("using var timer = new Timer(async _ => { try { await SaveAsync(); } catch (Exception) { Use(1); } });")]
    [InlineData("using var timer = new Timer(async _ => { await Task.Delay(1).ConfigureAwait(false); await Task.Yield(); try { await SaveAsync(); } catch (Exception) { } });")]
    [InlineData("async void Tick(object? state) { try { await SaveAsync(); } catch (Exception) { } } using var timer = new Timer(Tick);")]
    public Task StaysSilent_when_the_function_lets_nothing_out(string statements) => Verify.SilentAsync(InAsync(statements + "\nawait Task.Yield();"));

    [Fact]
    public Task StaysSilent_when_what_is_awaited_lets_nothing_out() => Verify.SilentAsync(InAsync(
        "async Task BeatAsync() { try { await SaveAsync(); } catch (Exception e) { Use(e.HResult); } } using var timer = new Timer(async _ => await BeatAsync().ConfigureAwait(false));\nawait Task.Yield();"));

    [Fact]
    public Task Reports_a_method_for_a_timer_as_information() => Verify.ReportsAsync(
        InAsync("async void Tick(object? state) => await SaveAsync(); using var timer = new Timer({|#0:Tick|});\nawait Task.Yield();"),
        Verify.Diagnostic().WithLocation(0).WithSeverity(DiagnosticSeverity.Info).WithArguments("Timer", "TimerCallback", "use a 'PeriodicTimer' and await it in a loop"));

    [Theory]
    [InlineData("ids.ToList().ForEach([|async|] i => { try { await LoadAsync(i); } catch { } });")]
    [InlineData("using var timer = new Timer([|async|] _ => { await SaveAsync(); try { await SaveAsync(); } catch { } });")]
    [InlineData("using var timer = new Timer([|async|] _ => { await Task.Delay(1, token); try { await SaveAsync(); } catch { } });")]
    [InlineData("using var timer = new Timer([|async|] _ => { try { await SaveAsync(); } catch (InvalidOperationException) { } });")]
    public Task Reports_functions_that_let_something_out_or_that_a_loop_should_wait_for(string statements) => Verify.ReportsAsync(InAsync(statements + "\nawait Task.Yield();"));

    [Fact]
    public Task StaysSilent_when_a_method_takes_an_event_handler() => Verify.SilentAsync(
        Type("public void M() { Do(async (s, e) => await SaveAsync()); } private static void Do(EventHandler handler) => handler(null, EventArgs.Empty);"));

    [Theory]
    [InlineData("ids.ToList().ForEach([|async|] i => await LoadAsync(i));", "foreach (var i in ids.ToList())\n    await LoadAsync(i);")]
    [InlineData("ids.ToList().ForEach([|async|] (i) => { Use(i); await LoadAsync(i); });", "foreach (var i in ids.ToList())\n{ Use(i); await LoadAsync(i); }")]
    [InlineData("Array.ForEach(ids, [|async|] i => await LoadAsync(i));", "foreach (var i in ids)\n    await LoadAsync(i);")]
    [InlineData("Parallel.ForEach(ids, [|async|] i => await LoadAsync(i));", "await Parallel.ForEachAsync(ids, async (i, _) => await LoadAsync(i));")]
    [InlineData("Parallel.ForEach(ids, new ParallelOptions { MaxDegreeOfParallelism = 4 }, [|async|] i => { await LoadAsync(i); });", "await Parallel.ForEachAsync(ids, new ParallelOptions { MaxDegreeOfParallelism = 4 }, async (i, _) => { await LoadAsync(i); });")]
    public Task Fixes_by_awaiting_each(string before, string after) =>
        Verify.FixSinglyAsync(InAsync(before + "\nawait Task.Yield();"), InAsync(after + "\nawait Task.Yield();"), AsyncVoidCallbackFix.AwaitKey);

    [Fact]
    public Task Fixes_with_the_callers() => Verify.FixSinglyAsync(
        Type("private void SaveAll(List<int> ids) { ids.ForEach([|async|] id => await LoadAsync(id)); } public async Task RunAsync() { await Task.Yield(); SaveAll(new()); }"),
        Type("private async Task SaveAllAsync(List<int> ids) { foreach (var id in ids) await LoadAsync(id); } public async Task RunAsync() { await Task.Yield(); await SaveAllAsync(new()); }"),
        AsyncVoidCallbackFix.AwaitKey);

    [Theory]
    [InlineData("ids.ToList().ForEach([|async|] i => { if (i == 0) return; await LoadAsync(i); });")]
    [InlineData("lock (ids) { ids.ToList().ForEach([|async|] i => await LoadAsync(i)); }")]
    [InlineData("Use(Parallel.ForEach(ids, [|async|] i => await LoadAsync(i)));")]
    [InlineData("Parallel.ForEach(ids, [|async|] (i, state) => await LoadAsync(i));")]
    [InlineData("ids.AsParallel().ForAll([|async|] i => await LoadAsync(i));")]
    [InlineData("token.Register([|async|] () => await SaveAsync());")]
    [InlineData("async void Local(int i) { await LoadAsync(i); } ids.ToList().ForEach([|Local|]);")]
    public Task OffersNoFix_when_no_loop_can_await(string statements) => Verify.NoFixAsync(InAsync(statements + "\nawait Task.Yield();"));
}
