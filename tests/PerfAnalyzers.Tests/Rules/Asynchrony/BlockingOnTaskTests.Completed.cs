using static PerfAnalyzers.Tests.Rules.Asynchrony.AsyncCode;

namespace PerfAnalyzers.Tests.Rules.Asynchrony;

using Verify = RuleVerifier<PerfAnalyzers.Rules.Asynchrony.BlockingOnTaskAnalyzer, PerfAnalyzers.CodeFixes.Rules.Asynchrony.BlockingOnTaskFix>;

/// <summary>Tasks that are done: asking them for their result costs nothing.</summary>
public sealed partial class BlockingOnTaskTests
{
    [Theory]
    [InlineData("var t = LoadAsync(); await t; Use(t.Result);")]
    [InlineData("var t = LoadAsync(); await t.ConfigureAwait(false); Use(t.GetAwaiter().GetResult());")]
    [InlineData("var t = LoadAsync(); await t.WaitAsync(token); Use(t.Result);")]
    [InlineData("var t = LoadAsync(); await t.WaitAsync(TimeSpan.FromSeconds(1)).ConfigureAwait(false); Use(t.Result);")]
    [InlineData("var t = LoadAsync(); Use(await t, t.Result);")]
    [InlineData("var t = LoadAsync(); try { await t; } catch { } Use(t.Result);")]
    [InlineData("var t = LoadAsync(); try { await t; } finally { Use(1); } Use(t.Result);")]
    [InlineData("Task<int> t; await (t = LoadAsync()); Use(t.Result);")]
    [InlineData("await field; Use(field.Result);")]
    [InlineData("await this.Property; Use(Property.Result);")]
    [InlineData("await next!.field; Use(next.field.Result);")]
    [InlineData("var t = LoadAsync(); using (await ListAsync() as IDisposable) { await t; } Use(t.Result);")]
    [InlineData("var t = LoadAsync(); t.[|Wait()|]; Use(t.Result);")]
    [InlineData("var t = LoadAsync(); Use(t.[|Result|], t.Result);")]
    [InlineData("Use(ids.Select(i => LoadAsync(i)).Where(t => t.[|Result|] > 0).Where(t => flag).Select(t => t.Result));")]
    [InlineData("Use(ids.Select(i => LoadAsync(i)).Where(t => flag || t.[|Result|] > 0).Select(t => t.[|Result|]));")]
    [InlineData("var t = LoadAsync(); if (flag) await t; else await t; Use(t.Result);")]
    [InlineData("var t = LoadAsync(); if (flag) return; else await t; Use(t.Result);")]
    [InlineData("var t = LoadAsync(); Func<Task<int>> f = async () => { await Task.Yield(); await t; return t.Result; }; Use(f);")]
    [InlineData("var t = LoadAsync(); await t; Func<Task<int>> f = async () => { await Task.Yield(); return t.Result; }; Use(f);")]
    [InlineData("var t = LoadAsync(); await t; async Task<int> Inner() { await Task.Yield(); return t.Result; } Use(Inner());")]
    [InlineData("var t = LoadAsync(); var other = t; await other; Use(other.Result, t.GetType());")]
    [InlineData("var t = LoadAsync(); foreach (var id in ids) { await t; Use(t.Result); }")]
    [InlineData("var t = LoadAsync(); await t; foreach (var id in ids) { Use(t.Result); }")]
    public Task StaysSilent_when_the_task_was_awaited(string statements) => Verify.ReportsAsync(InAsync(statements));

    [Theory]
    [InlineData("var a = LoadAsync(); var b = LoadAsync(); await Task.WhenAll(a, b); Use(a.Result, b.Result);")]
    [InlineData("var a = LoadAsync(); var b = LoadAsync(); await Task.WhenAll(a, b).ConfigureAwait(false); Use(a.Result + b.Result);")]
    [InlineData("var a = LoadAsync(); var b = LoadAsync(); var both = Task.WhenAll(a, b); try { await both; } catch (Exception) { if (both.Exception != null) throw both.Exception; throw; } Use(a!.Result!, b!.Result!);")]
    [InlineData("var a = LoadAsync(); var b = LoadAsync(); try { await Task.WhenAll(a, b); } catch (Exception) { } Use(a.Result, b.Result);")]
    [InlineData("var a = LoadAsync(); await Task.WhenAll(new[] { a, LoadAsync() }); Use(a.Result);")]
    [InlineData("var a = LoadAsync(); var all = new Task[] { a, SaveAsync() }; await Task.WhenAll(all); Use(a.Result);")]
    [InlineData("var a = LoadAsync(); var all = new List<Task> { a }; await Task.WhenAll(all); Use(a.Result);")]
    [InlineData("var a = LoadAsync(); var all = new List<Task>(); all.Add(a); await Task.WhenAll(all); Use(a.Result);")]
    [InlineData("var a = LoadAsync(); var both = Task.WhenAll(a, SaveAsync()); await both; Use(a.Result);")]
    [InlineData("var tasks = ids.Select(i => LoadAsync(i)).ToList(); await Task.WhenAll(tasks); Use(tasks.Select(t => t.Result).ToList());")]
    [InlineData("var tasks = ids.Select(i => LoadAsync(i)).ToArray(); await Task.WhenAll(tasks); Use(tasks[0].Result, tasks.First().Result);")]
    [InlineData("var tasks = ids.Select(i => LoadAsync(i)).ToArray(); await Task.WhenAll(tasks); foreach (var t in tasks) Use(t.Result);")]
    [InlineData("var tasks = ids.Select(i => LoadAsync(i)).ToArray(); await Task.WhenAll(tasks); for (var i = 0; i < ids.Length; i++) Use(tasks[i].Result);")]
    [InlineData("var tasks = ids.Select(i => LoadAsync(i)).ToArray(); await Task.WhenAll(tasks); foreach (var t in tasks.Where(t => t.Result > 0)) Use(t.Result);")]
    [InlineData("var tasks = ids.Select(i => LoadAsync(i)).ToArray(); foreach (var t in tasks) await t; Use(tasks.Where(t => t.Result > 0).Select(t => t.Result));")]
    [InlineData("var tasks = ids.ToDictionary(i => i, i => LoadAsync(i)); await Task.WhenAll(tasks.Values); foreach (var pair in tasks) Use(pair.Value.Result);")]
    [InlineData("var tasks = ids.ToDictionary(i => i, i => LoadAsync(i)); await Task.WhenAll(tasks.Values); Use(tasks.ToDictionary(p => p.Key, p => p.Value.Result));")]
    [InlineData("var pairs = ids.Select(i => new { i, Task = LoadAsync(i) }).ToList(); await Task.WhenAll(pairs.Select(p => p.Task)); Use(pairs.Select(p => p.Task.Result));")]
    [InlineData("var pairs = ids.Select(i => (i, Task: LoadAsync(i))).ToList(); await Task.WhenAll(pairs.Select(p => p.Task)); foreach (var pair in pairs) Use(pair.Task.Result);")]
    [InlineData("var tasks = ids.Select(i => LoadAsync(i)).ToList(); foreach (var t in tasks) await t; Use(tasks.Select(t => t.Result));")]
    [InlineData("var tasks = ids.Select(i => LoadAsync(i)).ToList(); var first = tasks[0]; await Task.WhenAll(tasks); Use(first.Result);")]
    [InlineData("var (a, b) = (LoadAsync(), LoadAsync()); await Task.WhenAll(a, b); Use(a.Result, b.Result);")]
    [InlineData("var a = LoadAsync(); Task.[|WaitAll(a, SaveAsync())|]; Use(a.Result);")]
    [InlineData("var all = new List<(int, Task<int>)> { (1, LoadAsync()) }; await Task.WhenAll(all.Select(p => p.Item2)); all = all.OrderBy(p => p.Item1).ToList(); Use(all.Select(p => p.Item2.Result));")]
    [InlineData("var batch = new Batch(); var t = batch.GetAsync(); await batch.ExecuteAsync(); Use(t.Result);")]
    [InlineData("var batch = new Batch(); var all = new List<Task<int>>(); foreach (var id in ids) all.Add(batch.GetAsync()); await batch.SendBatchAsync(); Use(all.Select(t => t.Result));")]
    [InlineData("var a = LoadAsync(); await Task.WhenAll(a, SaveAsync()).ContinueWith(_ => Use(1)); Use(a.Result);")]
    [InlineData("var a = LoadAsync(); await a.ContinueWith(t => t.Result + 1); Use(a.Result);")]
    [InlineData("var tasks = ids.Select(i => LoadAsync(i)).ToList(); await Task.WhenAll(tasks); Task.WaitAll(tasks.ToArray());")]
    [InlineData("var a = LoadAsync(); var b = LoadAsync(); await Task.WhenAll(a, b); Task.WaitAll(a, b);")]
    public Task StaysSilent_after_WhenAll(string statements) => Verify.ReportsAsync(InAsync(statements));

    [Theory]
    [InlineData("var a = LoadAsync(); await Task.WhenAll([a, LoadAsync()]); Use(a.Result);")]
    public Task StaysSilent_after_WhenAll_of_a_collection_expression(string statements)
    {
        Requires.CSharp(12);
        return Verify.SilentAsync(InAsync(statements));
    }

    [Theory]
    [InlineData("var t = LoadAsync(); if (t.IsCompleted) Use(t.Result);")]
    [InlineData("var t = LoadAsync(); if (t.IsCompletedSuccessfully) { Use(1); Use(t.Result); }")]
    [InlineData("var t = LoadAsync(); if (!t.IsCompleted) return; Use(t.Result);")]
    [InlineData("var t = LoadAsync(); if (!t.IsCompleted) { await t; } Use(t.Result);")]
    [InlineData("var t = LoadAsync(); if (!t.IsCompleted) throw new TimeoutException(); Use(t.Result);")]
    [InlineData("var t = LoadAsync(); while (!t.IsCompleted) await Task.Delay(1); Use(t.Result);")]
    [InlineData("var t = LoadAsync(); do { await Task.Delay(1); } while (!t.IsCompleted); Use(t.Result);")]
    [InlineData("var t = LoadAsync(); Use(t.IsCompleted ? t.Result : await t);")]
    [InlineData("var t = LoadAsync(); Use(!t.IsCompletedSuccessfully ? await t : t.Result);")]
    [InlineData("var t = LoadAsync(); if (t.IsCompleted && t.Result > 0) Use(1);")]
    [InlineData("var t = LoadAsync(); if (!t.IsCompleted || t.Result > 0) Use(1);")]
    [InlineData("var t = LoadAsync(); if (flag && t.IsCompleted) Use(t.Result);")]
    [InlineData("var t = LoadAsync(); if (t.Status == TaskStatus.RanToCompletion) Use(t.Result);")]
    [InlineData("var t = LoadAsync(); if (TaskStatus.RanToCompletion == t.Status) Use(t.Result);")]
    [InlineData("var t = LoadAsync(); if (t.Status != TaskStatus.RanToCompletion) return; Use(t.Result);")]
    [InlineData("var t = LoadAsync(); if (t.Status is TaskStatus.RanToCompletion or TaskStatus.Faulted) Use(t.Result);")]
    [InlineData("var t = LoadAsync(); if (t is { IsCompleted: true }) Use(t.Result);")]
    [InlineData("var t = LoadAsync(); if (t is { Status: TaskStatus.RanToCompletion }) Use(t.Result);")]
    [InlineData("var t = LoadAsync(); if (t is not { IsCompletedSuccessfully: true }) return; Use(t.Result);")]
    [InlineData("if (LoadAsync() is not { IsCompletedSuccessfully: true } t) return; Use(t.Result);")]
    [InlineData("if (LoadAsync() is not { IsCompletedSuccessfully: true } t) return; await Task.Yield(); Use(t.GetAwaiter().GetResult());")]
    [InlineData("if (LoadAsync() is not { IsCompletedSuccessfully: true } t) return; Use(t.GetAwaiter().GetResult());")]
    [InlineData("if (LoadAsync() is not { IsCompletedSuccessfully: true } t) return; await Task.Yield(); Use(t.Result);")]
    [InlineData("if (LoadAsync() is { IsCompletedSuccessfully: true } t) Use(t.Result);")]
    [InlineData("if (LoadAsync() is not { IsFaulted: false } t) return; Use(t.[|Result|]);")]
    [InlineData("var t = LoadAsync(); if (t.IsCompleted == true) Use(t.Result);")]
    [InlineData("var t = LoadAsync(); if (t.IsCompleted is true) Use(t.Result);")]
    [InlineData("Task<int>? t = null; if (t?.IsCompleted == true) Use(t.Result);")]
    [InlineData("Task<int>? t = null; if (t?.IsCompleted ?? false) Use(t.Result);")]
    [InlineData("var t = LoadAsync(); var done = t.IsCompleted; if (done) Use(t.Result);")]
    [InlineData("var t = LoadAsync(); switch (t.Status) { case TaskStatus.RanToCompletion: Use(t.Result); break; }")]
    [InlineData("var t = LoadAsync(); switch (t) { case { IsCompleted: true }: Use(t.Result); break; }")]
    [InlineData("var t = LoadAsync(); Use(t switch { { IsCompletedSuccessfully: true } => t.Result, _ => 0 });")]
    [InlineData("var t = LoadAsync(); Use(t.Status switch { TaskStatus.RanToCompletion => t.Result, _ => 0 });")]
    [InlineData("var t = ReadAsync(); Use(t.IsCompletedSuccessfully ? t.Result : await t);")]
    [InlineData("var t = LoadAsync(); if (t.Exception is null) Use(1); if (t.Exception != null) Use(t.Result);")]
    [InlineData("var t = LoadAsync(); await t.ConfigureAwait(ConfigureAwaitOptions.SuppressThrowing); if (t.IsCompletedSuccessfully) Use(t.Result);")]
    [InlineData("var t = LoadAsync(); if (t.[|Wait(100)|]) Use(t.Result);")]
    [InlineData("var t = LoadAsync(); try { } catch (Exception) when (t.IsCompleted) { Use(t.Result); }")]
    [InlineData("var t = LoadAsync(); if (t.IsCompleted is false) return; Use(t.Result);")]
    [InlineData("var tasks = ids.Select(i => LoadAsync(i)).ToList(); Use(tasks.Where(t => t.IsCompletedSuccessfully).Select(t => t.Result));")]
    [InlineData("var tasks = ids.Select(i => LoadAsync(i)).ToList(); foreach (var t in tasks.Where(t => t.Status == TaskStatus.RanToCompletion)) Use(t.Result);")]
    [InlineData("var tasks = ids.Select(i => LoadAsync(i)).ToList(); Use(tasks.First(t => t.IsCompleted).Result);")]
    [InlineData("var tasks = ids.Select(i => LoadAsync(i)).ToList(); if (tasks.All(t => t.IsCompleted)) Use(tasks.Select(t => t.Result));")]
    [InlineData("Task<int>? won = null; foreach (var id in ids) { var t = LoadAsync(); if (t.IsCompletedSuccessfully) { won = t; break; } } if (won is null) throw new Exception(); Use(won.Result);")]
    [InlineData("Task<int>? won = null; while (won is null) { Task<int> t; if (flag) t = await Task.WhenAny(LoadAsync(), LoadAsync()); else t = await Task.WhenAny(LoadAsync()); won = t; } Use(won.Result);")]
    [InlineData("var t = LoadAsync(); var first = Task.WhenAny(t, Task.Delay(5)).[|Result|]; if (first == t) Use(t.Result);")]
    [InlineData("var t = LoadAsync(); if (Task.WhenAny(t, Task.Delay(5)).[|GetAwaiter().GetResult()|] == t) Use(t.Result);")]
    [InlineData("var t = LoadAsync(); var u = LoadAsync(); var index = Task.[|WaitAny(u, t, Task.Delay(5))|]; if (index == 1) Use(t.Result);")]
    [InlineData("var t = LoadAsync(); if (Task.[|WaitAny(new Task[] { t, Task.Delay(5) }, 50)|] == 0) Use(t.Result);")]
    [InlineData("var t = LoadAsync(); var u = LoadAsync(); switch (Task.[|WaitAny(u, t)|]) { case 0: Use(u.Result); break; case 1: Use(t.Result); break; }")]
    [InlineData("var t = LoadAsync(); var u = LoadAsync(); if (Task.[|WaitAny(u, t)|] == 0) Use(t.[|Result|]);")]
    [InlineData("var t = LoadAsync(); var u = LoadAsync(); if (Task.[|WaitAny(u, t)|] != 1) Use(t.[|Result|]);")]
    public Task StaysSilent_when_a_condition_says_it_is_done(string statements) => Verify.ReportsAsync(InAsync(statements));

    [Theory]
    [InlineData("var done = await Task.WhenAny(LoadAsync(1), LoadAsync(2)); Use(done.Result);")]
    [InlineData("Use((await Task.WhenAny(LoadAsync(1), LoadAsync(2))).Result);")]
    [InlineData("var t = LoadAsync(); if (await Task.WhenAny(t, Task.Delay(5)) == t) Use(t.Result);")]
    [InlineData("var t = LoadAsync(); var done = await Task.WhenAny(t, Task.Delay(5)); if (done != t) throw new TimeoutException(); Use(t.Result);")]
    [InlineData("var t = LoadAsync(); var delay = Task.Delay(5); var done = await Task.WhenAny(t, delay); if (done == delay) throw new TimeoutException(); Use(t.Result);")]
    [InlineData("var done = await Task.WhenAny(LoadAsync(), SaveAsync()); if (done is Task<int> loaded) Use(loaded.Result);")]
    [InlineData("switch (await Task.WhenAny(LoadAsync(), SaveAsync())) { case Task<int> loaded: Use(loaded.Result); break; }")]
    [InlineData("var t = LoadAsync(); var all = new List<Task> { t, SaveAsync() }; var won = await Task.WhenAny(all); switch (won) { case Task<int> loaded: if (t == loaded) Use(t.Result); break; }")]
    [InlineData("var t = LoadAsync(); switch (await Task.WhenAny(t, SaveAsync())) { case Task<int> won: if (t == won) Use(t.Result); break; }")]
    [InlineData("Use(await Task.WhenAny(LoadAsync(), SaveAsync()) switch { Task<int> loaded => loaded.Result, _ => 0 });")]
    [InlineData("var tasks = ids.Select(i => LoadAsync(i)).ToList(); while (tasks.Count > 0) { var done = await Task.WhenAny(tasks); tasks.Remove(done); Use(done.Result); }")]
    [InlineData("Use(Task.FromResult(1).Result);")]
    [InlineData("var t = Task.FromResult(1); Use(t.Result);")]
    [InlineData("Task.CompletedTask.Wait();")]
    [InlineData("Task.CompletedTask.GetAwaiter().GetResult();")]
    [InlineData("ValueTask.CompletedTask.GetAwaiter().GetResult();")]
    [InlineData("Use(new ValueTask<int>(1).Result, ValueTask.FromResult(2).Result);")]
    [InlineData("ValueTask<int> t = default; Use(t.Result);")]
    [InlineData("await LoadAsync().ContinueWith(t => Use(t.Result));")]
    [InlineData("await LoadAsync().ContinueWith(async t => { await Task.Yield(); Use(t.Result); });")]
    [InlineData("await Task.Factory.ContinueWhenAll(new[] { LoadAsync() }, done => done.Select(d => d.Result).Sum());")]
    [InlineData("var source = new TaskCompletionSource<int>(); source.SetResult(1); Use(source.Task.Result);")]
    [InlineData("var t = LoadAsync(); await Helper(t); Use(t.Result); static Task Helper(Task t) => t;")]
    public Task StaysSilent_when_the_task_is_born_done_or_won(string statements) => Verify.ReportsAsync(InAsync(statements));

    [Theory]
    [InlineData("private static readonly Task<int> One = Task.FromResult(1); public async Task M() => Use(One.Result);")]
    [InlineData("public Task M() => LoadAsync().ContinueWith(OnLoaded); private async Task OnLoaded(Task<int> t) { await Task.Yield(); Use(t.Result); }")]
    [InlineData("public Task<int> M(Task<int> t) { if (t.IsCompletedSuccessfully) return Task.FromResult(t.Result + 1); return Slow(); async Task<int> Slow() => await t + 1; }")]
    [InlineData("public Task<int> M() { var t = ReadAsync(); return t.IsCompleted ? Task.FromResult(t.Result) : t.AsTask(); }")]
    [InlineData("private readonly TaskCompletionSource<int> source = new(); public bool HasValue => source.Task.Status == TaskStatus.RanToCompletion; public Task<int> M() { lock (this) { if (HasValue) { switch (source.Task.Result) { case 1: return LoadAsync(); } } } return source.Task; }")]
    [InlineData("private bool IsReady => this.field.IsCompletedSuccessfully; public Task<int> M() { if (IsReady) return Task.FromResult(field.Result); return field; }")]
    public Task StaysSilent_when_members_know_it_is_done(string members) => Verify.SilentAsync(Type("    " + members));

    [Fact]
    public Task StaysSilent_in_what_an_extension_of_a_task_runs_after_it() => Verify.SilentAsync(
        InAsync("await LoadAsync().Then(t => t.Result + 1);") + "\npublic static class Tasks { public static Task<B> Then<A, B>(this Task<A> first, Func<Task<A>, B> next) => first.ContinueWith(next); }");

    [Fact]
    public Task StaysSilent_after_a_WhenAll_that_does_not_bind() =>
        Verify.SilentAsync(InAsync("var a = LoadAsync(); await Task.WhenAll(a, {|CS0103:Missing|}()); Use(a.Result);"));

    [Fact]
    public async Task StaysSilent_in_loops_over_WhenEach()
    {
        var test = new Verify.Test
        {
            TestCode = InAsync("await foreach (var done in Task.WhenEach(ids.Select(i => LoadAsync(i)))) Use(done.Result);"),
            ReferenceAssemblies = References.Net100,
        };
        await test.RunAsync(TestContext.Current.CancellationToken);
    }

    [Theory]
    [InlineData("var t = LoadAsync(); await t; t = LoadAsync(); Use(t.[|Result|]);")]
    [InlineData("var t = LoadAsync(); if (flag) await t; Use(t.[|Result|]);")]
    [InlineData("var batch = new Batch(); var t = batch.GetAsync(); await new Batch().ExecuteAsync(); Use(t.[|Result|]);")]
    [InlineData("var all = new List<Task<int>>(); await Task.WhenAll(all); all = ids.Select(i => LoadAsync(i)).ToList(); Use(all.Select(t => t.[|Result|]));")]
    [InlineData("var t = LoadAsync(); if (flag) { await t; } else { Use(t.[|Result|]); }")]
    [InlineData("var t = LoadAsync(); Use(t.[|Result|]); await t;")]
    [InlineData("var t = LoadAsync(); await t; foreach (var id in ids) { Use(t.[|Result|]); t = LoadAsync(id); }")]
    [InlineData("var t = LoadAsync(); await t; Replace(ref t); Use(t.[|Result|]); static void Replace(ref Task<int> t) => t = LoadAsync();")]
    [InlineData("var t = LoadAsync(); await t; Func<Task<int>> f = async () => { await Task.Yield(); return t.[|Result|]; }; t = LoadAsync(); Use(f);")]
    [InlineData("var t = LoadAsync(); Func<Task<int>> f = async () => { await Task.Yield(); return t.[|Result|]; }; await t; Use(f);")]
    [InlineData("var t = LoadAsync(); Func<Task> f = async () => await t; Use(t.[|Result|], f);")]
    [InlineData("var t = LoadAsync(); await Task.WhenAny(t, Task.Delay(5)); Use(t.[|Result|]);")]
    [InlineData("var t = LoadAsync(); switch ((Task)t) { case Task<int> it: Use(it.[|Result|]); break; }")]
    [InlineData("var t = LoadAsync(); switch (await Task.WhenAny(t, SaveAsync())) { case Task<int> won: Use(t.[|Result|]); break; }")]
    [InlineData("switch (await Task.WhenAny(LoadAsync(), SaveAsync())) { case Task<int> won: won = LoadAsync(); Use(won.[|Result|]); break; }")]
    [InlineData("var t = LoadAsync(); if (!t.IsCompleted) Use(t.[|Result|]);")]
    [InlineData("var t = LoadAsync(); if (flag || t.IsCompleted) Use(t.[|Result|]);")]
    [InlineData("var a = LoadAsync(); var b = LoadAsync(); await a; Use(b.[|Result|]);")]
    [InlineData("var t = LoadAsync(); if (t.IsFaulted) return; Use(t.[|Result|]);")]
    [InlineData("var a = LoadAsync(); var b = LoadAsync(); if (await Task.WhenAny(a, b) == a) Use(b.[|Result|]); else Use(b.Result);")]
    [InlineData("await field; field = LoadAsync(); Use(field.[|Result|]);")]
    [InlineData("await next!.field; next = new Service(); Use(next.field.[|Result|]);")]
    [InlineData("var t = flag ? LoadAsync() : Task.FromResult(1); Use(t.[|Result|]);")]
    [InlineData("var tasks = ids.Select(i => LoadAsync(i)).ToArray(); await tasks[0]; Use(tasks[1].[|Result|]);")]
    [InlineData("foreach (var t in ids.Select(i => LoadAsync(i))) Use(t.[|Result|]);")]
    [InlineData("var t = LoadAsync(); while (!t.IsCompleted) { if (flag) break; } Use(t.[|Result|]);")]
    [InlineData("var flagged = flag && await LoadAsync() > 0; Use(field.[|Result|], flagged);")]
    [InlineData("Task<int>? won = null; foreach (var id in ids) { var t = LoadAsync(); if (flag) { won = t; break; } } if (won is null) throw new Exception(); Use(won.[|Result|]);")]
    [InlineData("Task<int> won = Task.FromResult(1); foreach (var id in ids) { Use(won.[|Result|]); won = LoadAsync(); }")]
    public Task Reports_when_the_task_may_be_another_or_still_run(string statements) => Verify.ReportsAsync(InAsync(statements));

    [Theory]
    [InlineData("private readonly Task<IDisposable?> done; public Service() { done = Task.FromResult((IDisposable?)null); } public Task<IDisposable?> M() => Task.FromResult(done.Result);")]
    [InlineData("private readonly Task<int> done; public Service() => this.done = Task.FromResult(1); public async Task M() { await Task.Yield(); Use(done.Result); }")]
    [InlineData("private Task<int>? last; public Task<int> M(int n) => last != null && last.Result == n ? last : (last = Task.FromResult(n));")]
    [InlineData("private Task<int>? last; public Task<int> M(int n) => last != null && last.[|Result|] == n ? last : (last = Task.FromResult(n)); public void Reset() => last = LoadAsync(1);")]
    [InlineData("private readonly Task<int> done; public Service() { done = Task.FromResult(1); } public Service(int n) { done = LoadAsync(n); } public async Task M() { await Task.Yield(); Use(done.[|Result|]); }")]
    [InlineData("private Task<int> done; public Service() { done = Task.FromResult(1); } public void Again() => done = LoadAsync(2); public async Task M() { await Task.Yield(); Use(done.[|Result|]); }")]
    public Task StaysSilent_when_the_constructors_set_a_field_to_a_finished_task(string members) => Verify.ReportsAsync(Type(members));

    [Theory]
    [InlineData("public async Task M(ILine line) { await Task.Yield(); Use(line.IsOpenAsync().Result); } public interface ILine { Task<bool> IsOpenAsync(); } public class Line : ILine { public Task<bool> IsOpenAsync() { return Task.FromResult(total > 0); } private static int total; }")]
    [InlineData("public async Task M() { await Task.Yield(); Use(OpenAsync(1).Result); } private static async Task<bool> OpenAsync(int n) { if (n > 0) return true; return false; }")]
    [InlineData("public async Task M(ILine line) { await Task.Yield(); Use(line.IsOpenAsync().[|Result|]); } public interface ILine { Task<bool> IsOpenAsync(); } public class Line : ILine { public Task<bool> IsOpenAsync() => Task.FromResult(true); } public class Far : ILine { public async Task<bool> IsOpenAsync() { await SaveAsync(); return true; } }")]
    [InlineData("public async Task M() { await Task.Yield(); Use(OpenAsync(1).[|Result|]); } private static Task<int> OpenAsync(int n) => n > 0 ? Task.FromResult(1) : LoadAsync();")]
    [InlineData("public async Task M(ILine line) { await Task.Yield(); Use(line.IsOpenAsync().[|Result|]); } public interface ILine { Task<bool> IsOpenAsync(); }")]
    public Task StaysSilent_when_a_method_never_waits(string members) => Verify.ReportsAsync(Type(members));

    [Theory]
    [InlineData("using var answer = await http.GetAsync(\"a\"); Use(answer.Content.ReadAsStringAsync().{|#0:Result|});", DiagnosticSeverity.Info)]
    [InlineData("using var answer = await Sender.AskAsync(http, \"a\"); Use(answer.Content.ReadAsStringAsync().{|#0:Result|});", DiagnosticSeverity.Info)]
    [InlineData("using var answer = await http.GetAsync(\"a\", System.Net.Http.HttpCompletionOption.ResponseHeadersRead); Use(answer.Content.ReadAsStringAsync().{|#0:Result|});", DiagnosticSeverity.Warning)]
    [InlineData("using var answer = await Sender.AskForHeadersAsync(http, \"a\"); Use(answer.Content.ReadAsStringAsync().{|#0:Result|});", DiagnosticSeverity.Warning)]
    [InlineData("Use(Sender.WaitAsync(3).{|#0:Result|});", DiagnosticSeverity.Warning)]
    [InlineData("var late = new LateReader(new System.IO.MemoryStream()); Use(late.ReadAsync().{|#0:Result|});", DiagnosticSeverity.Warning)]
    public Task Tells_bodies_that_are_there_from_those_on_their_way(string statements, DiagnosticSeverity severity) => Verify.ReportsAsync(
        InAsync(statements.Replace("http", "new System.Net.Http.HttpClient()")) + Senders,
        Verify.Diagnostic().WithLocation(0).WithSeverity(severity).WithOptions(DiagnosticOptions.IgnoreAdditionalLocations).WithMessage(null));

    [Theory]
    [InlineData("Use(Sender.CountAsync(3).Result);")]
    [InlineData("var reader = new System.IO.StreamReader(new System.IO.MemoryStream(new byte[3])); Use(reader.ReadLineAsync().Result);")]
    [InlineData("var data = new System.IO.MemoryStream(new byte[3]); using var reader = new System.IO.StreamReader(data); Use(reader.ReadToEndAsync().Result);")]
    [InlineData("var body = new System.Net.Http.StringContent(\"a\"); Use(body.ReadAsStringAsync().Result);")]
    [InlineData("Use(Kept.ReadAsync(3).AsTask().Result ?? 0);")]
    [InlineData("Kept.SignalAsync(new TaskCompletionSource<int>()).Wait();")]
    public Task StaysSilent_about_what_is_in_memory_or_never_waits(string statements) => Verify.SilentAsync(InAsync(statements) + Senders);

    [Theory]
    [InlineData("var t = LoadAsync(); Task won = await Task.WhenAny(t, Task.Delay(5)); Assert.IsTrue(won == t, \"late\"); Use(t.Result);")]
    [InlineData("var t = LoadAsync(); Task won = await Task.WhenAny(t, Task.Delay(5)); Assert.AreSame(t, won); Use(t.Result);")]
    [InlineData("var t = LoadAsync(); Task won = await Task.WhenAny(t, Task.Delay(5)); Assert.IsFalse(won == t); Use(t.[|Result|]);")]
    [InlineData("var t = LoadAsync(); var u = LoadAsync(); Task won = await Task.WhenAny(t, Task.Delay(5)); Assert.AreSame(t, u); Use(t.[|Result|]);")]
    [InlineData("var t = LoadAsync(); Task won = await Task.WhenAny(t, Task.Delay(5)); won.Should().BeSameAs(t); Use(t.Result);")]
    public Task StaysSilent_when_a_test_says_who_has_won(string statements) => Verify.ReportsAsync(
        InAsync(statements) + """
        public static class Assert { public static void IsTrue(bool told, string text = "") { } public static void IsFalse(bool told) { } public static void AreSame(object one, object other) { } }
        public static class Says { public static Said Should(this Task task) => new(); }
        public class Said { public void BeSameAs(object other) { } }
        """);

    private const string Senders = """
        public static class Kept { public static Task SignalAsync(TaskCompletionSource<int> told) { var all = new List<Task> { Task.Run(() => told.TrySetResult(1)) }; if (told.Task.IsCompleted) return Task.FromResult(0); all.Clear(); return Task.FromResult(0); } public static ValueTask<int?> ReadAsync(int id) => id > 3 ? new ValueTask<int?>(id) : new ValueTask<int?>((int?)null); }
        public class LateReader { public LateReader(System.IO.Stream into) { } public async Task<int> ReadAsync() { await Task.Delay(1); return 1; } }
        public static class Sender
        {
            public static Task<System.Net.Http.HttpResponseMessage> AskAsync(System.Net.Http.HttpClient http, string at) => http.SendAsync(new System.Net.Http.HttpRequestMessage { RequestUri = new Uri(at) });
            public static Task<System.Net.Http.HttpResponseMessage> AskForHeadersAsync(System.Net.Http.HttpClient http, string at) => http.GetAsync(at, System.Net.Http.HttpCompletionOption.ResponseHeadersRead);
            public static async Task<int> CountAsync(int n) { var (isRight, text) = await CheckAsync(n); return isRight ? n : text.Length; }
            private static Task<(bool, string)> CheckAsync(int n) => Task.FromResult((n > 3, "a"));
            public static async Task<int> WaitAsync(int n) { await Task.Delay(n); return n; }
        }
        """;

    [Theory]
    [InlineData("private readonly Task<int> kept; public Service() => kept = Load(); public async Task M() { await Task.Yield(); Use(kept.{|#0:Result|}); } private static async Task<int> Load() { await Task.Delay(1); return 1; }", DiagnosticSeverity.Info)]
    [InlineData("private Task<int>? kept; public Service() => kept = Start(); private Task<int> Start() { if (kept != null) return kept; return kept = Load(); } public async Task M() { await Task.Yield(); Use(kept!.{|#0:Result|}); } private static async Task<int> Load() { await Task.Delay(1); return 1; }", DiagnosticSeverity.Info)]
    [InlineData("private Task<int> kept; public Service() => kept = Load(); public void Again() => kept = Load(); public async Task M() { await Task.Yield(); Use(kept.{|#0:Result|}); } private static async Task<int> Load() { await Task.Delay(1); return 1; }", DiagnosticSeverity.Warning)]
    public Task Suggests_about_a_task_that_is_kept_since_the_object_was_made(string members, DiagnosticSeverity severity) => Verify.ReportsAsync(
        Type(members),
        Verify.Diagnostic().WithLocation(0).WithSeverity(severity).WithOptions(DiagnosticOptions.IgnoreAdditionalLocations).WithMessage(null));
}
