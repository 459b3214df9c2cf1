using PerfAnalyzers.Analysis.Async;

namespace PerfAnalyzers.Tests.Analysis.Async;

/// <summary>Where await may stand, and where it should.</summary>
public sealed class AwaitGuardsTests
{
    [Theory]
    [InlineData("Use([|LoadAsync()|]);", AwaitObstacle.None)]
    [InlineData("lock (this) { Use([|LoadAsync()|]); }", AwaitObstacle.Lock)]
    [InlineData("lock ([|LoadAsync()|]) { }", AwaitObstacle.None)]
    [InlineData("lock (this) { Func<Task> f = async () => Use([|LoadAsync()|]); }", AwaitObstacle.None)]
    [InlineData("try { } catch (Exception) when ([|flag|]) { }", AwaitObstacle.CatchFilter)]
    [InlineData("try { } catch (Exception) { Use([|LoadAsync()|]); }", AwaitObstacle.None)]
    [InlineData("try { } finally { Use([|LoadAsync()|]); }", AwaitObstacle.None)]
    [InlineData("Use(from i in [|ids|] select i);", AwaitObstacle.None)]
    [InlineData("Use(from i in ids where [|flag|] select i);", AwaitObstacle.QueryClause)]
    [InlineData("Use(from i in ids group [|i|] by i);", AwaitObstacle.QueryClause)]
    [InlineData("unsafe { Use([|LoadAsync()|]); }", AwaitObstacle.Unsafe)]
    [InlineData("Use($\"{[|LoadAsync()|]}\");", AwaitObstacle.None)]
    [InlineData("new System.Text.StringBuilder().Append($\"{[|LoadAsync()|]}\");", AwaitObstacle.InterpolationHandler)]
    [InlineData("Use(ids.AsSpan()[[|total|]]);", AwaitObstacle.RefStruct)]
    [InlineData("Interlocked.Add(ref total, [|ids[0]|]);", AwaitObstacle.ByReference)]
    public async Task Tells_whether_await_is_legal(string statements, object expected)
    {
        var code = await MarkedCode.InAsync(statements);
        Assert.Equal((AwaitObstacle)expected, AwaitLegality.At(code.Place, code.Member, code.Model, code.Compilation, TestContext.Current.CancellationToken));
    }

    [Theory]
    [InlineData("Span<int> s = ids; Use([|LoadAsync()|]); Use(s.Length);", AwaitObstacle.RefStruct)]
    [InlineData("Span<int> s = ids; Use(s.Length); Use([|LoadAsync()|]);", AwaitObstacle.None)]
    [InlineData("foreach (var i in ids.AsSpan()) Use([|LoadAsync()|]);", AwaitObstacle.RefStruct)]
    [InlineData("foreach (var i in ids) { Span<int> s = ids; Use(s.Length); Use([|LoadAsync()|]); }", AwaitObstacle.None)]
    [InlineData("again: Span<int> s = ids; Use([|LoadAsync()|]); if (flag) goto again;", AwaitObstacle.RefStruct)]
    public Task Tells_whether_await_is_legal_beside_spans(string statements, object expected)
    {
        Requires.CSharp(13);
        return Tells_whether_await_is_legal(statements, expected);
    }

    [Theory]
    [InlineData("public Task M() { return [|SaveAsync()|]; }", AwaitObstacle.None)]
    [InlineData("public Task M(out int x) { x = 1; return [|SaveAsync()|]; }", AwaitObstacle.ByReference)]
    [InlineData("public Task M(Span<int> x) { return [|SaveAsync()|]; }", AwaitObstacle.ByReference)]
    [InlineData("public struct S { public Task M() { return [|SaveAsync()|]; } }", AwaitObstacle.ByReference)]
    [InlineData("public struct S { public static Task M() { return [|SaveAsync()|]; } }", AwaitObstacle.None)]
    [InlineData("public Task P { get { return [|SaveAsync()|]; } }", AwaitObstacle.Member)]
    [InlineData("public Task P => [|SaveAsync()|];", AwaitObstacle.Member)]
    [InlineData("public Service() { Use([|SaveAsync()|]); }", AwaitObstacle.Member)]
    [InlineData("public IEnumerable<Task> M() { yield return [|SaveAsync()|]; }", AwaitObstacle.Member)]
    [InlineData("private int n; public ref int M() { Use([|SaveAsync()|]); return ref n; }", AwaitObstacle.Member)]
    [InlineData("public Task M(int @await) { return [|SaveAsync()|]; }", AwaitObstacle.Member)]
    [InlineData("public static explicit operator Task(Service s) => [|SaveAsync()|];", AwaitObstacle.Member)]
    public async Task Tells_whether_a_function_could_be_async(string members, object expected)
    {
        var code = await MarkedCode.InTypeAsync(members);
        Assert.Equal((AwaitObstacle)expected, AwaitLegality.OfMember(code.Member, code.Compilation));
    }

    [Theory]
    [InlineData("Use([|LoadAsync()|]);", AwaitHazard.None)]
    [InlineData("var s = new SemaphoreSlim(1); s.Wait(); Use([|LoadAsync()|]); s.Release();", AwaitHazard.None)]
    [InlineData("Monitor.Enter(ids); Use([|LoadAsync()|]); Monitor.Exit(ids);", AwaitHazard.ThreadOwnedLock)]
    [InlineData("Monitor.Enter(ids); try { } finally { Monitor.Exit(ids); } Use([|LoadAsync()|]);", AwaitHazard.None)]
    [InlineData("Monitor.Enter(ids); if (flag) Monitor.Exit(ids); Use([|LoadAsync()|]);", AwaitHazard.ThreadOwnedLock)]
    [InlineData("Use([|LoadAsync()|]); Monitor.Enter(ids); Monitor.Exit(ids);", AwaitHazard.None)]
    [InlineData("using (new System.Transactions.TransactionScope()) { Use([|LoadAsync()|]); }", AwaitHazard.Transaction)]
    [InlineData("using (new System.Transactions.TransactionScope()) { } Use([|LoadAsync()|]);", AwaitHazard.None)]
    [InlineData("total += [|ids[0]|];", AwaitHazard.LostUpdate)]
    [InlineData("var sum = 0; sum += [|ids[0]|];", AwaitHazard.None)]
    [InlineData("Use(Thread.CurrentThread.Name); Use([|LoadAsync()|]);", AwaitHazard.ThreadState)]
    public async Task Tells_what_awaiting_would_change(string statements, object expected)
    {
        var code = await MarkedCode.InAsync(statements);
        Assert.Equal((AwaitHazard)expected, AwaitSafety.For(code.Compilation).At(code.Operation, wait: null));
    }
}
