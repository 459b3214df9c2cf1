using static PerfAnalyzers.Tests.Rules.Asynchrony.AsyncCode;

namespace PerfAnalyzers.Tests.Rules.Asynchrony;

using Verify = RuleVerifier<PerfAnalyzers.Rules.Asynchrony.BlockingOnTaskAnalyzer, PerfAnalyzers.CodeFixes.Rules.Asynchrony.BlockingOnTaskFix>;

/// <summary>What would compile and mean something else.</summary>
public sealed partial class BlockingOnTaskTests
{
    /// <summary>What only the thread that took it may give back.</summary>
    [Theory]
    [InlineData("var gate = new object(); Monitor.TryEnter(gate, 100); SaveAsync().[|Wait()|]; Monitor.Exit(gate);")]
    [InlineData("using var m = new Mutex(); if (m.WaitOne(100)) { try { SaveAsync().[|Wait()|]; } finally { m.ReleaseMutex(); } }")]
    [InlineData("using var m = new Mutex(true); SaveAsync().[|Wait()|]; m.ReleaseMutex();")]
    [InlineData("using var m = new Mutex(); WaitHandle.WaitAll(new WaitHandle[] { m }); SaveAsync().[|Wait()|]; m.ReleaseMutex();")]
    [InlineData("var l = new ReaderWriterLockSlim(); l.EnterUpgradeableReadLock(); try { SaveAsync().[|Wait()|]; } finally { l.ExitUpgradeableReadLock(); }")]
    [InlineData("var l = new ReaderWriterLockSlim(); if (l.TryEnterWriteLock(5)) { SaveAsync().[|Wait()|]; l.ExitWriteLock(); }")]
    [InlineData("var l = new ReaderWriterLock(); l.AcquireWriterLock(5); SaveAsync().[|Wait()|]; l.ReleaseLock();")]
    [InlineData("var l = new SpinLock(); var taken = false; l.TryEnter(ref taken); SaveAsync().[|Wait()|]; l.Exit();")]
    [InlineData("var gate = new object(); Take(gate); SaveAsync().[|Wait()|]; Monitor.Exit(gate); static void Take(object g) => Monitor.Enter(g);")]
    [InlineData("Thread.BeginCriticalRegion(); SaveAsync().[|Wait()|]; Thread.EndCriticalRegion();")]
    public Task OffersNoFix_when_a_thread_holds_something(string statements) => Verify.NoFixAsync(InAsync(statements));

    /// <summary>A counter does not know who took from it.</summary>
    [Theory]
    [InlineData("using var s = new Semaphore(1, 1); s.WaitOne(); SaveAsync().[|Wait()|]; s.Release();", "using var s = new Semaphore(1, 1); s.WaitOne(); await SaveAsync(); s.Release();")]
    [InlineData("var gate = new object(); SaveAsync().[|Wait()|]; Monitor.Enter(gate); Monitor.Exit(gate);", "var gate = new object(); await SaveAsync(); Monitor.Enter(gate); Monitor.Exit(gate);")]
    [InlineData("using var e = new AutoResetEvent(true); e.WaitOne(); SaveAsync().[|Wait()|]; e.Set();", "using var e = new AutoResetEvent(true); e.WaitOne(); await SaveAsync(); e.Set();")]
    public Task Fixes_when_what_is_held_belongs_to_no_thread(string before, string after) => Verify.FixAsync(InAsync(before), InAsync(after));

    [Theory]
    [InlineData("()")]
    [InlineData("(TransactionScopeOption.Required)")]
    [InlineData("(TransactionScopeOption.Suppress)")]
    [InlineData("(TransactionScopeOption.Required, TimeSpan.FromSeconds(1))")]
    [InlineData("(TransactionScopeOption.RequiresNew, new TransactionOptions())")]
    [InlineData("(TransactionScopeOption.Required, new TransactionOptions(), EnterpriseServicesInteropOption.None)")]
    [InlineData("(Transaction.Current!)")]
    [InlineData("(Transaction.Current!, TimeSpan.FromSeconds(1))")]
    [InlineData("(Transaction.Current!, TimeSpan.FromSeconds(1), EnterpriseServicesInteropOption.None)")]
    [InlineData("(TransactionScopeAsyncFlowOption.Suppress)")]
    [InlineData("(TransactionScopeOption.Required, TransactionScopeAsyncFlowOption.Suppress)")]
    public Task OffersNoFix_when_a_transaction_stays_with_its_thread(string arguments) => Verify.NoFixAsync(
        "using System.Transactions;\n" + InAsync($"using var t = new TransactionScope{arguments}; SaveAsync().[|Wait()|]; t.Complete();"));

    [Theory]
    [InlineData("(TransactionScopeAsyncFlowOption.Enabled)")]
    [InlineData("(TransactionScopeOption.Required, TransactionScopeAsyncFlowOption.Enabled)")]
    [InlineData("(TransactionScopeOption.Required, TimeSpan.FromSeconds(1), TransactionScopeAsyncFlowOption.Enabled)")]
    [InlineData("(TransactionScopeOption.Required, new TransactionOptions(), TransactionScopeAsyncFlowOption.Enabled)")]
    [InlineData("(Transaction.Current!, TransactionScopeAsyncFlowOption.Enabled)")]
    [InlineData("(Transaction.Current!, TimeSpan.FromSeconds(1), TransactionScopeAsyncFlowOption.Enabled)")]
    public Task Fixes_when_a_transaction_goes_along(string arguments) => Verify.FixAsync(
        "using System.Transactions;\n" + InAsync($"using var t = new TransactionScope{arguments}; SaveAsync().[|Wait()|]; t.Complete();"),
        "using System.Transactions;\n" + InAsync($"using var t = new TransactionScope{arguments}; await SaveAsync(); t.Complete();"));

    [Theory]
    [InlineData("try { SaveAsync().[|Wait()|]; } catch (Exception e) when (e.InnerException is InvalidOperationException) { }")]
    [InlineData("try { SaveAsync().[|Wait()|]; } catch (Exception e) { switch (e) { case AggregateException a: Use(a.InnerExceptions.Count); break; } }")]
    [InlineData("try { SaveAsync().[|Wait()|]; } catch (Exception e) { var a = e as AggregateException; Use(a); }")]
    [InlineData("try { SaveAsync().[|Wait()|]; } catch (Exception e) { Use(e.GetType() == typeof(AggregateException)); }")]
    [InlineData("try { SaveAsync().[|Wait()|]; } catch (AggregateException e) { e.Flatten().Handle(x => x is IOException); }")]
    [InlineData("var t = SaveAsync(); try { t.[|Wait()|]; } catch (Exception e) { throw e.InnerException!; }")]
    public Task OffersNoFix_when_a_handler_unpacks_what_only_waits_throw(string statements) => Verify.NoFixAsync(InAsync(statements));

    [Theory]
    [InlineData("[ThreadStatic] private static int state; public async Task M() { state = 1; SaveAsync().[|Wait()|]; Use(state); }")]
    [InlineData("[STAThread] public Task M() { SaveAsync().[|Wait()|]; return Task.CompletedTask; }")]
    [InlineData("public async Task M() { Thread.CurrentThread.CurrentCulture = System.Globalization.CultureInfo.InvariantCulture; SaveAsync().[|Wait()|]; Use(1.5.ToString()); }")]
    [InlineData("public async Task M() { Thread.CurrentThread.CurrentUICulture = System.Globalization.CultureInfo.InvariantCulture; SaveAsync().[|Wait()|]; }")]
    [InlineData("public async Task M() { System.Globalization.CultureInfo.CurrentUICulture = System.Globalization.CultureInfo.InvariantCulture; SaveAsync().[|Wait()|]; }")]
    [InlineData("public async Task M() { Use(Thread.CurrentPrincipal); SaveAsync().[|Wait()|]; Use(Thread.CurrentPrincipal); }")]
    [InlineData("public async Task M() { Use(Environment.CurrentManagedThreadId); SaveAsync().[|Wait()|]; Use(Environment.CurrentManagedThreadId); }")]
    [InlineData("public async Task M() { Thread.SetData(Thread.GetNamedDataSlot(\"a\"), 1); SaveAsync().[|Wait()|]; Use(Thread.GetData(Thread.GetNamedDataSlot(\"a\"))); }")]
    public Task OffersNoFix_when_the_thread_is_spoken_of(string members) => Verify.NoFixAsync(Type("    " + members));

    [Theory]
    [InlineData("Use(SaveAsync().[|Wait(-1)|]);")]
    [InlineData("Use(SaveAsync().[|Wait(Timeout.InfiniteTimeSpan)|]);")]
    [InlineData("Use(SaveAsync().[|Wait(Timeout.InfiniteTimeSpan, token)|]);")]
    [InlineData("Task.[|WaitAll(new[] { SaveAsync() }, TimeSpan.FromSeconds(1))|];")]
    [InlineData("Task.[|WaitAll(new[] { SaveAsync() }, 100, token)|];")]
    [InlineData("Use(Task.[|WaitAny(new Task[] { SaveAsync() }, 100)|]);")]
    [InlineData("Use(Task.[|WaitAny(new Task[] { SaveAsync() }, token)|]);")]
    public Task OffersNoFix_when_a_limit_says_what_to_answer(string statements) => Verify.NoFixAsync(InAsync(statements));

    [Theory]
    [InlineData("SaveAsync().[|Wait(default(CancellationToken))|];", "await SaveAsync().WaitAsync(default(CancellationToken));")]
    [InlineData("SaveAsync().[|Wait(CancellationToken.None)|];", "await SaveAsync().WaitAsync(CancellationToken.None);")]
    [InlineData("SaveAsync().[|Wait(cancellationToken: token)|];", "await SaveAsync().WaitAsync(cancellationToken: token);")]
    public Task Fixes_with_the_token_that_was_waited_with(string before, string after) => Verify.FixAsync(InAsync(before), InAsync(after));

    [Theory]
    [InlineData("var t = ReadAsync(); Use(t.[|Result|]);", "var t = ReadAsync(); Use(await t);")]
    [InlineData("var t = ReadAsync().AsTask(); Use(t.[|Result|]); Use(t.Result);", "var t = ReadAsync().AsTask(); Use(await t); Use(t.Result);")]
    public Task Fixes_value_tasks_that_are_read_once(string before, string after) => Verify.FixAsync(InAsync(before), InAsync(after));

    [Theory]
    [InlineData("public async Task M() { var t = ReadAsync(); Use(t.[|Result|]); Use(await t); }")]
    [InlineData("private ValueTask<int> held; public async Task M() { held = ReadAsync(); Use(held.[|Result|]); }")]
    public Task OffersNoFix_when_a_value_task_is_kept(string members) => Verify.NoFixAsync(Type("    " + members));

    [Theory]
    [InlineData("total = total + LoadAsync().[|Result|];")]
    [InlineData("total = Math.Max(total, LoadAsync().[|Result|]);")]
    [InlineData("this.total = 1 + total + LoadAsync().[|Result|];")]
    [InlineData("ids[0] = ids[0] + LoadAsync().[|Result|];")]
    [InlineData("total -= 1 + LoadAsync().[|Result|];")]
    [InlineData("this.total *= LoadAsync().[|Result|];")]
    [InlineData("next!.total += LoadAsync().[|Result|];")]
    [InlineData("ids[ids.Length - 1] |= LoadAsync().[|Result|];")]
    [InlineData("total += flag ? LoadAsync().[|Result|] : 1;")]
    public Task OffersNoFix_when_an_update_would_get_lost(string statements) => Verify.NoFixAsync(InAsync(statements));

    [Theory]
    [InlineData("total = LoadAsync().[|Result|] + total;", "total = await LoadAsync() + total;")]
    [InlineData("total = LoadAsync().[|Result|];", "total = await LoadAsync();")]
    [InlineData("ids[0] = ids[1] + LoadAsync().[|Result|];", "ids[0] = ids[1] + await LoadAsync();")]
    [InlineData("var more = LoadAsync().[|Result|]; total += more;", "var more = await LoadAsync(); total += more;")]
    [InlineData("Use(total, LoadAsync().[|Result|]);", "Use(total, await LoadAsync());")]
    public Task Fixes_what_is_read_afterwards_or_kept_elsewhere(string before, string after) => Verify.FixAsync(InAsync(before), InAsync(after));

    [Theory]
    [InlineData("_ = Task.Factory.StartNew(() => { foreach (var id in new System.Collections.Concurrent.BlockingCollection<int>().GetConsumingEnumerable()) LoadAsync(id).Wait(); }, TaskCreationOptions.LongRunning);")]
    [InlineData("var worker = new Thread(() => { while (!token.IsCancellationRequested) SaveAsync().Wait(); }) { IsBackground = true }; worker.Start();")]
    [InlineData("void Work() { SaveAsync().Wait(); } new Thread(Work).Start();")]
    [InlineData("Thread.MemoryBarrier(); using var r = token.Register(() => SaveAsync().Wait());")]
    public Task StaysSilent_on_a_thread_of_its_own(string statements) => Verify.SilentAsync(InAsync(statements));

    /// <summary>Whoever writes such a loop has decided that many threads work at once.</summary>
    [Theory]
    [InlineData("Parallel.ForEach(ids, i => LoadAsync(i).Wait());")]
    [InlineData("Parallel.For(0, 3, i => Use(LoadAsync(i).Result));")]
    [InlineData("ids.AsParallel().ForAll(i => LoadAsync(i).Wait());")]
    public Task StaysSilent_in_parallel_loops(string statements) => Verify.SilentAsync(InAsync(statements));

    /// <summary>A task has no WaitAsync in older frameworks.</summary>
    [Theory]
    [InlineData("Task.Delay(1).[|Wait(token)|];")]
    public async Task OffersNoFix_when_the_framework_lacks_what_would_be_written(string statement)
    {
        var source = "using System.Threading; using System.Threading.Tasks; public class C { public async Task M(CancellationToken token) { " + statement + " await Task.Yield(); } }";
        var test = new Verify.Test { TestCode = source, FixedCode = source, ReferenceAssemblies = ReferenceAssemblies.NetStandard.NetStandard20, GlobalUsings = false };
        await test.RunAsync(TestContext.Current.CancellationToken);
    }
}
