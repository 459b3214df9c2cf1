using static PerfAnalyzers.Tests.Rules.Asynchrony.AsyncCode;

namespace PerfAnalyzers.Tests.Rules.Asynchrony;

using Verify = RuleVerifier<PerfAnalyzers.Rules.Asynchrony.BlockingOnTaskAnalyzer, PerfAnalyzers.CodeFixes.Rules.Asynchrony.BlockingOnTaskFix>;

public sealed partial class BlockingOnTaskTests
{
    private static readonly DiagnosticResult Suggestion = new DiagnosticResult(RuleIds.BlockingOnTask, DiagnosticSeverity.Info).WithLocation(0);

    /// <summary>The lock has to become another one first.</summary>
    [Theory]
    [InlineData("lock (this) { SaveAsync().{|#0:Wait()|}; }")]
    [InlineData("lock (this) { if (flag) { Use(LoadAsync().{|#0:Result|}); } }")]
    [InlineData("lock (this) { ids.ToList().ForEach(i => LoadAsync(i).{|#0:Wait()|}); }")]
    public Task Reports_as_a_suggestion_and_offers_no_fix_when_a_lock_is_held(string statements) => Verify.NoFixAsync(InAsync(statements), Suggestion);

    [Theory]
    [InlineData("try { } catch (Exception) when (LoadAsync().[|Result|] > 0) { }")]
    [InlineData("Use(from i in ids where LoadAsync(i).[|Result|] > 0 select i);")]
    [InlineData("Use(from i in ids select LoadAsync(i).[|Result|]);")]
    [InlineData("Use(from i in ids let j = LoadAsync(i).[|Result|] select j);")]
    [InlineData("Use(from i in ids orderby LoadAsync(i).[|Result|] select i);")]
    [InlineData("Use(from i in ids from j in ListAsync().[|Result|] select j);")]
    [InlineData("unsafe { Use(LoadAsync().[|Result|]); }")]
    [InlineData("Use(ids.AsSpan()[LoadAsync().[|Result|]]);")]
    [InlineData("Use(ids.AsSpan().Slice(LoadAsync().[|Result|]).Length);")]
    [InlineData("Take(ids.AsSpan(), LoadAsync().[|Result|]); static void Take(Span<int> s, int n) { }")]
    [InlineData("Take(ids, LoadAsync().[|Result|]); static void Take(ReadOnlySpan<int> s, int n) { }")]
    [InlineData("Take(ref ids[0], LoadAsync().[|Result|]); static void Take(ref int first, int n) { }")]
    [InlineData("First(ids) = LoadAsync().[|Result|]; static ref int First(int[] all) => ref all[0];")]
    [InlineData("var b = new System.Text.StringBuilder(); b.Append($\"{LoadAsync().[|Result|]}\");")]
    [InlineData("Use(string.Create(null, $\"{LoadAsync().[|Result|]}\"));")]
    [InlineData("Use($\"{ids.AsSpan().Length}{\"abc\".AsSpan()}{LoadAsync().[|Result|]}\");")]
    public Task OffersNoFix_when_await_is_not_allowed(string statements) => Verify.NoFixAsync(InAsync(statements));

    [Theory]
    [InlineData("Span<int> s = ids; Use(LoadAsync().[|Result|]); Use(s.Length);")]
    [InlineData("Span<int> s = ids; foreach (var id in ids) { s[0] = id; Use(LoadAsync().[|Result|]); }")]
    [InlineData("ref var first = ref ids[0]; Use(LoadAsync().[|Result|]); first = 1;")]
    [InlineData("foreach (var id in ids.AsSpan()) { Use(LoadAsync(id).[|Result|]); }")]
    [InlineData("Span<int> s = ids; again: s[0]++; Use(LoadAsync().[|Result|]); if (flag) goto again;")]
    [InlineData("ReadOnlySpan<int> s = ids; switch (ids.Length) { case 1: Use(LoadAsync().[|Result|]); goto case 2; case 2: Use(s.Length); break; }")]
    public Task OffersNoFix_when_a_span_or_reference_lives_across(string statements)
    {
        Requires.CSharp(13);
        return Verify.NoFixAsync(InAsync(statements));
    }

    [Theory]
    [InlineData("var gate = new object(); Monitor.Enter(gate); try { SaveAsync().[|Wait()|]; } finally { Monitor.Exit(gate); }")]
    [InlineData("var gate = new object(); if (Monitor.TryEnter(gate)) { SaveAsync().[|Wait()|]; Monitor.Exit(gate); }")]
    [InlineData("using var m = new Mutex(); m.WaitOne(); SaveAsync().[|Wait()|]; m.ReleaseMutex();")]
    [InlineData("var l = new ReaderWriterLockSlim(); l.EnterReadLock(); try { SaveAsync().[|Wait()|]; } finally { l.ExitReadLock(); }")]
    [InlineData("var l = new ReaderWriterLockSlim(); l.EnterWriteLock(); if (flag) l.ExitWriteLock(); SaveAsync().[|Wait()|];")]
    [InlineData("var l = new ReaderWriterLock(); l.AcquireReaderLock(5); SaveAsync().[|Wait()|]; l.ReleaseReaderLock();")]
    [InlineData("var l = new SpinLock(); var taken = false; l.Enter(ref taken); SaveAsync().[|Wait()|]; l.Exit();")]
    [InlineData("using (var t = new System.Transactions.TransactionScope()) { SaveAsync().[|Wait()|]; t.Complete(); }")]
    [InlineData("using var t = new System.Transactions.TransactionScope(System.Transactions.TransactionScopeOption.Required); SaveAsync().[|Wait()|];")]
    [InlineData("try { SaveAsync().[|Wait()|]; } catch (AggregateException) { }")]
    [InlineData("try { Use(LoadAsync().[|Result|]); } catch (Exception e) { Use(e.InnerException); }")]
    [InlineData("try { Use(LoadAsync().[|Result|]); } catch (Exception e) when (e is AggregateException) { }")]
    [InlineData("try { Use(LoadAsync().[|Result|]); } catch (Exception e) { Use(e.GetBaseException()); }")]
    [InlineData("try { try { Task.[|WaitAll(SaveAsync())|]; } finally { } } catch (AggregateException e) { e.Handle(_ => true); }")]
    [InlineData("total += LoadAsync().[|Result|];")]
    [InlineData("ids[0] += LoadAsync().[|Result|];")]
    [InlineData("Thread.CurrentThread.Name = \"x\"; SaveAsync().[|Wait()|];")]
    [InlineData("var slot = new ThreadLocal<int>(); SaveAsync().[|Wait()|]; Use(slot.Value);")]
    [InlineData("var t = ReadAsync(); Use(t.[|Result|]); Use(t);")]
    [InlineData("System.Globalization.CultureInfo.CurrentCulture = System.Globalization.CultureInfo.InvariantCulture; SaveAsync().[|Wait()|];")]
    [InlineData("Thread.CurrentPrincipal = null; SaveAsync().[|Wait()|];")]
    [InlineData("var gate = new object(); bool taken = false; try { Monitor.Enter(gate, ref taken); SaveAsync().[|Wait()|]; } finally { if (taken) Monitor.Exit(gate); }")]
    [InlineData("try { SaveAsync().[|Wait()|]; } catch (AggregateException e) when (e.Flatten().InnerExceptions.Count > 0) { }")]
    public Task OffersNoFix_when_awaiting_would_change_what_happens(string statements) => Verify.NoFixAsync(InAsync(statements));

    [Theory]
    [InlineData("Use(SaveAsync().[|Wait(100)|]);")]
    [InlineData("SaveAsync().[|Wait(100)|];")]
    [InlineData("SaveAsync().[|Wait(TimeSpan.FromSeconds(1))|];")]
    [InlineData("SaveAsync().[|Wait(Timeout.Infinite)|];")]
    [InlineData("SaveAsync().[|Wait(100, token)|];")]
    [InlineData("Task.[|WaitAll(new[] { SaveAsync() }, 100)|];")]
    [InlineData("Task.[|WaitAll(new[] { SaveAsync() }, token)|];")]
    [InlineData("Use(Task.[|WaitAny(SaveAsync(), LoadAsync())|]);")]
    [InlineData("Task.[|WaitAny(ids.Select(i => LoadAsync(i)).ToArray())|];")]
    [InlineData("var tasks = new Task[ids.Length]; Use(Task.[|WaitAny(tasks)|]);")]
    [InlineData("var tasks = new[] { LoadAsync() }; tasks = new Task<int>[0]; Use(Task.[|WaitAny(tasks)|]);")]
    [InlineData("Task? t = null; t?.[|Wait()|];")]
    [InlineData("Use(next?.field.[|Result|]);")]
    [InlineData("Use(ids.Select(i => LoadAsync(i).[|Result|]));")]
    [InlineData("new List<int>().ForEach(async i => { await Task.Yield(); SaveAsync().[|Wait()|]; });")]
    [InlineData("Handle(); async void Handle() { await Task.Yield(); SaveAsync().[|Wait()|]; }")]
    public Task OffersNoFix_when_there_is_no_awaitable_form(string statements) => Verify.NoFixAsync(InAsync(statements));

    [Fact]
    public Task Fixes_inside_a_transaction_that_flows() => Verify.FixAsync(
        InAsync("using var t = new System.Transactions.TransactionScope(System.Transactions.TransactionScopeAsyncFlowOption.Enabled);\nSaveAsync().[|Wait()|];"),
        InAsync("using var t = new System.Transactions.TransactionScope(System.Transactions.TransactionScopeAsyncFlowOption.Enabled);\nawait SaveAsync();"));

    [Theory]
    [InlineData("using (gate.EnterScope()) { SaveAsync().[|Wait()|]; }")]
    [InlineData("gate.Enter(); SaveAsync().[|Wait()|]; gate.Exit();")]
    [InlineData("lock (gate) { SaveAsync().{|#0:Wait()|}; }")]
    public async Task OffersNoFix_when_the_new_lock_type_is_held(string statements)
    {
        var source = InAsync("var gate = new Lock(); " + statements);
        var test = new Verify.Test { TestCode = source, FixedCode = source, ReferenceAssemblies = References.Net100 };
        if (source.Contains("#0:", StringComparison.Ordinal))
        {
            test.TestState.ExpectedDiagnostics.Add(Suggestion);
            test.FixedState.ExpectedDiagnostics.Add(Suggestion);
        }

        await test.RunAsync(TestContext.Current.CancellationToken);
    }

    [Fact]
    public Task OffersNoFix_when_a_directive_stands_in_the_expression() => Verify.NoFixAsync(InAsync("""
        Use(LoadAsync(
        #if DEBUG
            1
        #endif
            ).[|Result|]);
        """));
}
