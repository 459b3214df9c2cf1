using PerfAnalyzers.CodeFixes.Rules.Resilience;
using PerfAnalyzers.Rules.Resilience;

namespace PerfAnalyzers.Tests.Rules.Resilience;

using Verify = RuleVerifier<MissingTokenAnalyzer, MissingTokenFix>;

public sealed partial class MissingTokenTests
{
    /// <summary>What can be stopped, for all sources of these tests.</summary>
    private const string Web = "public static class Web { public static readonly HttpClient Http = new HttpClient(); }";

    [Theory]
    [InlineData("class C { Task<string> [|A|]() => Web.Http.GetStringAsync(\"/\"); async Task R(CancellationToken ct) { await A(); } }")]
    [InlineData("class C { async Task<string> [|A|]() { return await Web.Http.GetStringAsync(\"/\"); } async Task R(CancellationToken ct) { await A(); await A(); } }")]
    [InlineData("class C { async Task<string> [|A|]() => await B(); Task<string> B() => Web.Http.GetStringAsync(\"/\"); async Task R(CancellationToken ct) { await A(); } }")]
    [InlineData("interface I { Task A(); } class X : I { public async Task [|A|]() => await Web.Http.GetStringAsync(\"/\"); } class C { async Task R(I i, CancellationToken ct) { await i.A(); } }")]
    [InlineData("class C { async ValueTask [|A|]() { await Task.Delay(5000); } async Task R(CancellationToken ct) { await A(); } }")]
    [InlineData("class C { Task [|A|]() => Task.WhenAll(new[] { 1 }.Select(i => Web.Http.GetStringAsync(\"/\" + i))); async Task R(CancellationToken ct) { await A(); } }")]
    public Task Reports_calls_of_methods_that_lack_the_token(string source) => Verify.ReportsAsync(Web + source);

    [Fact]
    public Task Reports_the_way() => Verify.ReportsAsync(
        Web + "class C { async Task {|#0:A|}() => await {|#2:B()|}; Task<string> B() => Web.Http.{|#3:GetStringAsync(\"/\")|}; async Task R(CancellationToken ct) { await {|#1:A()|}; } }",
        Verify.Diagnostic().WithLocation(0).WithLocation(1).WithLocation(2).WithLocation(3).WithArguments("A", "ct", "A → B → GetStringAsync"));

    [Theory]
    [InlineData("class C { Task<int> A() => Task.FromResult(1); async Task R(CancellationToken ct) { await A(); } }")]
    [InlineData("class C { Task<string> A() => Web.Http.GetStringAsync(\"/\"); async Task R() { await A(); } }")]
    [InlineData("class C { Task<string> A() => Web.Http.GetStringAsync(\"/\", CancellationToken.None); async Task R(CancellationToken ct) { await A(); } }")]
    [InlineData("class C { Task<string> A(CancellationToken t = default) => Web.Http.GetStringAsync(\"/\", t); async Task R(CancellationToken ct) { await A(); } }")]
    [InlineData("class C { Task<string> A() => Web.Http.GetStringAsync(\"/\"); async Task R(CancellationToken ct) { try { await Task.Yield(); } finally { await A(); } } }")]
    [InlineData("class C { Task<string> A() => Web.Http.GetStringAsync(\"/\"); async Task R(CancellationToken ct) { try { await Task.Yield(); } catch (Exception) { await A(); throw; } } }")]
    [InlineData("class C { Task<string> A() => Web.Http.GetStringAsync(\"/\"); void R(CancellationToken ct) { _ = A(); } }")]
    [InlineData("class C { Task<string> A() => Web.Http.GetStringAsync(\"/\"); async Task R(CancellationToken ct) { await Web.Http.PostAsync(\"/\", null, ct); await A(); } }")]
    [InlineData("class C { async Task A() { try { await Task.Yield(); } finally { await Web.Http.GetStringAsync(\"/\"); } } async Task R(CancellationToken ct) { await A(); } }")]
    [InlineData("class C { async Task A() { await new MemoryStream().CopyToAsync(new MemoryStream()); } async Task R(CancellationToken ct) { await A(); } }")]
    [InlineData("class C { async Task A() { await Task.Delay(10); } async Task R(CancellationToken ct) { await A(); } }")]
    [InlineData("class C { async Task A() { await Task.Delay(5000); } async Task R(CancellationToken _) { await A(); } }")]
    [InlineData("interface ICache { Task<T> GetAsync<T>(string key, Func<Task<T>> make); } class C { ICache store = null!; Task<string> A() => store.GetAsync(\"a\", () => Web.Http.GetStringAsync(\"/\")); async Task R(CancellationToken ct) { await A(); } }")]
    [InlineData("class C { async Task A() { await Task.Delay(5000); } void R(Func<Func<int, CancellationToken, Task>, int> must) { must(async (n, _) => await A()); } }")]
    [InlineData("class C { Task<string> A(params CancellationToken[] t) => Web.Http.GetStringAsync(\"/\", t[0]); async Task R(CancellationToken ct) { await A(); } }")]
    [InlineData("class C { Task<string> A(CancellationToken? t = null) => Web.Http.GetStringAsync(\"/\", t ?? default); async Task R(CancellationToken ct) { await A(); } }")]
    [InlineData("class C { async Task A() { await Task.Delay(5000); } async Task R(CancellationToken ct) { var gone = new TaskCompletionSource<bool>(); ct.Register(() => gone.TrySetResult(true)); await Task.WhenAny(A(), gone.Task); } }")]
    [InlineData("class C { Task<string> A() => Web.Http.GetStringAsync(\"/\"); async Task R(params CancellationToken[] t) { await A(); } }")]
    [InlineData("class C { async Task R(CancellationToken ct) { await A(Web.Http); static async Task<string> A(HttpClient http) => await http.GetStringAsync(\"/\"); } }")]
    [InlineData("class Q { } class H : MassTransit.IConsumer<Q> { public async Task Consume(MassTransit.ConsumeContext<Q> c) => await Web.Http.GetStringAsync(\"/\"); } class C { async Task R(H h, MassTransit.ConsumeContext<Q> c, CancellationToken ct) { await h.Consume(c); } }")]
    [InlineData("class Job { public CancellationToken Stop { get; set; } public string Url => \"/\"; } class C { Task<string> A(Job job) => Web.Http.GetStringAsync(job.Url); async Task R(Job job) { await Task.Delay(5000, job.Stop); await A(job); } }")]
    [InlineData("class C : IAsyncDisposable { public async ValueTask DisposeAsync() { await Web.Http.GetStringAsync(\"/\"); } async Task R(CancellationToken ct) { await DisposeAsync(); } }")]
    public Task StaysSilent_when_there_is_nothing_to_stop_or_nobody_who_could(string source) => Verify.SilentAsync(Web + source);

    private const string Store = "using Microsoft.EntityFrameworkCore; public class Row { public int Id { get; set; } } public class Db : DbContext { public DbSet<Row> Rows => Set<Row>(); }";

    [Theory]
    [InlineData("class C { Db db = new(); Task<Row?> [|A|](int id) => db.Rows.FirstOrDefaultAsync(r => r.Id == id); async Task R(CancellationToken ct) { await A(1); } }")]
    [InlineData("class C { Db db = new(); Task<bool> [|A|](int id) => db.Rows.AnyAsync(r => r.Id == id); async Task R(CancellationToken ct) { await A(1); } }")]
    public Task Reports_single_rows(string source) => Verify.ReportsAsync(Store + source);

    [Theory]
    [InlineData("class C { Db db = new(); Task<Row?> A(int id) => db.Rows.FirstOrDefaultAsync(r => r.Id == id); async Task R(CancellationToken ct) { await A(1); } }")]
    [InlineData("class C { Db db = new(); Task<bool> A(int id) => db.Rows.AnyAsync(r => r.Id == id); async Task R(CancellationToken ct) { await A(1); } }")]
    public Task StaysSilent_when_only_what_saves_much_is_asked_for(string source)
    {
        var test = new Verify.Test { TestCode = Store + source };
        test.TestState.AnalyzerConfigFiles.Add(("/.editorconfig", "root = true\n[*.cs]\nperf_analyzers.confidence = high\n"));
        return test.RunAsync(TestContext.Current.CancellationToken);
    }

    [Theory]
    [InlineData("class C { Db db = new(); async Task {0}(int id) { db.Add(new Row { Id = id }); await db.SaveChangesAsync(); } async Task R(CancellationToken ct) { await A(1); } }")]
    [InlineData("class C { Db db = new(); async Task {0}(int id) { var all = await db.Rows.ToListAsync(); all[id].Id = 1; await db.SaveChangesAsync(); } async Task R(CancellationToken ct) { await A(1); } }")]
    public async Task Reports_what_writes_to_those_who_ask_for_guesses(string source)
    {
        await Verify.SilentAsync(Store + source.Replace("{0}", "A", StringComparison.Ordinal));
        var asked = new Verify.Test { TestCode = Store + source.Replace("{0}", "[|A|]", StringComparison.Ordinal) };
        asked.TestState.AnalyzerConfigFiles.Add(("/.editorconfig", "root = true\n[*.cs]\nperf_analyzers.confidence = low\n"));
        await asked.RunAsync(TestContext.Current.CancellationToken);
    }

    [Theory]
    [InlineData("class C { Task KillJobs() => Web.Http.GetStringAsync(\"/\"); async Task R(CancellationToken ct) { await KillJobs(); } }")]
    [InlineData("class C { Task StopAll() => Web.Http.GetStringAsync(\"/\"); async Task R(CancellationToken ct) { await StopAll(); } }")]
    [InlineData("class C { Task DeleteTempFiles() => Web.Http.GetStringAsync(\"/\"); async Task R(CancellationToken ct) { await DeleteTempFiles(); } }")]
    [InlineData("class C { Task ReleaseAsync() => Web.Http.GetStringAsync(\"/\"); async Task R(CancellationToken ct) { await ReleaseAsync(); } }")]
    [InlineData("class C { Task PublishAsync(string what) => Web.Http.GetStringAsync(\"/\" + what); async Task R(CancellationToken ct) { await PublishAsync(\"a\"); } }")]
    [InlineData("class C { Task InitializeAsync() => Web.Http.GetStringAsync(\"/\"); async Task R(CancellationToken ct) { await InitializeAsync(); } }")]
    [InlineData("class C { Task<string> A() => Web.Http.GetStringAsync(\"/\"); async Task Initialize(CancellationToken ct) { await A(); } }")]
    [InlineData("class C { SemaphoreSlim gate = new(1); async Task A() { await gate.WaitAsync(CancellationToken.None); await Web.Http.GetStringAsync(\"/\"); gate.Release(); } async Task R(CancellationToken ct) { await A(); } }")]
    [InlineData("class C { Task NotifyAll() => Web.Http.GetStringAsync(\"/\"); async Task R(CancellationToken ct) { await NotifyAll(); } }")]
    [InlineData("class C { Task SaveInfo() => Web.Http.GetStringAsync(\"/\"); async Task R(CancellationToken ct) { await Task.Delay(5000, ct); await SaveInfo(); } }")]
    [InlineData("class C { Task TrySaveRows() => Web.Http.GetStringAsync(\"/\"); async Task R(CancellationToken ct) { await Web.Http.GetStringAsync(\"/\", ct); await TrySaveRows(); } }")]
    [InlineData("class C { Task RunMetadataSavers() => Web.Http.GetStringAsync(\"/\"); async Task R(CancellationToken ct) { await Web.Http.GetStringAsync(\"/\", ct); await RunMetadataSavers(); } }")]
    public Task StaysSilent_when_the_call_cleans_up_tells_or_keeps_what_was_done(string source) => Verify.SilentAsync(Web + source);

    [Theory]
    [InlineData(
        "class C { Task<string> [|A|]() => Web.Http.GetStringAsync(\"/\"); async Task R(CancellationToken ct) { await A(); } }",
        "class C { Task<string> A(CancellationToken ct = default) => Web.Http.GetStringAsync(\"/\", ct); async Task R(CancellationToken ct) { await A(ct); } }")]
    [InlineData(
        "class C { async Task [|A|](int n) { await B(n + 1); } async Task B(int n) { await D(n); await D(2); } async Task D(int n) => await Web.Http.GetStringAsync(\"/\" + n); async Task R(CancellationToken ct) { await A(1); } }",
        "class C { async Task A(int n, CancellationToken ct = default) { await B(n + 1, ct); } async Task B(int n, CancellationToken ct = default) { await D(n, ct); await D(2, ct); } async Task D(int n, CancellationToken ct = default) => await Web.Http.GetStringAsync(\"/\" + n, ct); async Task R(CancellationToken ct) { await A(1, ct); } }")]
    [InlineData(
        "interface I { Task<string> A(int n); } class X : I { public async Task<string> [|A|](int n) => await Web.Http.GetStringAsync(\"/\" + n); } class Fake : I { public Task<string> A(int n) => Task.FromResult(\"\"); } class Y : I { Task<string> I.A(int n) => Task.FromResult(\"\"); } class C { async Task R(I i, CancellationToken ct) { await i.A(1); } async Task Other(I i) { await i.A(2); } }",
        "interface I { Task<string> A(int n, CancellationToken ct = default); } class X : I { public async Task<string> A(int n, CancellationToken ct = default) => await Web.Http.GetStringAsync(\"/\" + n, ct); } class Fake : I { public Task<string> A(int n, CancellationToken ct = default) => Task.FromResult(\"\"); } class Y : I { Task<string> I.A(int n, CancellationToken ct) => Task.FromResult(\"\"); } class C { async Task R(I i, CancellationToken ct) { await i.A(1, ct); } async Task Other(I i) { await i.A(2); } }")]
    [InlineData(
        "abstract class B { public abstract Task A(); public virtual async Task [|V|]() => await A(); } class X : B { public override async Task A() => await Web.Http.GetStringAsync(\"/\"); public override async Task V() { await base.V(); } } class C { async Task R(B b, CancellationToken ct) { await b.V(); } }",
        "abstract class B { public abstract Task A(CancellationToken ct = default); public virtual async Task V(CancellationToken ct = default) => await A(ct); } class X : B { public override async Task A(CancellationToken ct = default) => await Web.Http.GetStringAsync(\"/\", ct); public override async Task V(CancellationToken ct = default) { await base.V(ct); } } class C { async Task R(B b, CancellationToken ct) { await b.V(ct); } }")]
    [InlineData(
        "partial class C { private partial Task A(); } partial class C { private async partial Task [|A|]() { await Web.Http.GetStringAsync(\"/\"); } async Task R(CancellationToken ct) { await A(); } }",
        "partial class C { private partial Task A(CancellationToken ct = default); } partial class C { private async partial Task A(CancellationToken ct) { await Web.Http.GetStringAsync(\"/\", ct); } async Task R(CancellationToken ct) { await A(ct); } }")]
    [InlineData(
        "static class E { public static async Task [|A|](this int n, int m = 1) => await Web.Http.GetStringAsync(\"/\" + n + m); } class C { async Task R(CancellationToken ct) { await 5.A(); await 6.A(2); await E.A(7); } }",
        "static class E { public static async Task A(this int n, int m = 1, CancellationToken ct = default) => await Web.Http.GetStringAsync(\"/\" + n + m, ct); } class C { async Task R(CancellationToken ct) { await 5.A(ct: ct); await 6.A(2, ct); await E.A(7, ct: ct); } }")]
    [InlineData(
        "class C { async Task [|A|](int n) { if (n > 0) await A(n - 1); await Web.Http.GetStringAsync(\"/\"); } async Task R(CancellationToken stop) { await A(1); } async Task S(CancellationToken other) { await A(2); } }",
        "class C { async Task A(int n, CancellationToken stop = default) { if (n > 0) await A(n - 1, stop); await Web.Http.GetStringAsync(\"/\", stop); } async Task R(CancellationToken stop) { await A(1, stop); } async Task S(CancellationToken other) { await A(2, other); } }")]
    [InlineData(
        "class C { async Task [|A|]() { var ct = 1; await Web.Http.GetStringAsync(\"/\" + ct); } async Task R(CancellationToken ct) { await A(); } }",
        "class C { async Task A(CancellationToken cancellationToken = default) { var ct = 1; await Web.Http.GetStringAsync(\"/\" + ct, cancellationToken); } async Task R(CancellationToken ct) { await A(ct); } }")]
    [InlineData(
        "class C { async Task [|A|]() { await Task.WhenAll(new[] { 1 }.Select(async i => await Web.Http.GetStringAsync(\"/\" + i))); _ = Task.Run(() => Web.Http.GetStringAsync(\"/\")); try { } finally { await Web.Http.GetStringAsync(\"/\"); } } async Task R(CancellationToken ct) { await A(); } }",
        "class C { async Task A(CancellationToken ct = default) { await Task.WhenAll(new[] { 1 }.Select(async i => await Web.Http.GetStringAsync(\"/\" + i, ct))); _ = Task.Run(() => Web.Http.GetStringAsync(\"/\")); try { } finally { await Web.Http.GetStringAsync(\"/\"); } } async Task R(CancellationToken ct) { await A(ct); } }")]
    [InlineData(
        "class C { async Task L() { await Web.Http.GetStringAsync(\"/\"); } async Task [|A|]() { await L(); } async Task [|B|]() { await L(); } async Task R(CancellationToken ct) { await A(); await B(); } }",
        "class C { async Task L(CancellationToken ct = default) { await Web.Http.GetStringAsync(\"/\", ct); } async Task A(CancellationToken ct = default) { await L(ct); } async Task B(CancellationToken ct = default) { await L(ct); } async Task R(CancellationToken ct) { await A(ct); await B(ct); } }")]
    [InlineData(
        "class G<T> { public async Task<T> [|A|]<U>(T x, U y) { await Web.Http.GetStringAsync(\"/\"); return x; } } class C { async Task R(CancellationToken ct) { await new G<int>().A(1, \"\"); } }",
        "class G<T> { public async Task<T> A<U>(T x, U y, CancellationToken ct = default) { await Web.Http.GetStringAsync(\"/\", ct); return x; } } class C { async Task R(CancellationToken ct) { await new G<int>().A(1, \"\", ct); } }")]
    [InlineData(
        "interface I { Task A(); } class X : I { public async Task [|A|]() => await Web.Http.GetStringAsync(\"/\"); } class Log : I { readonly I inner; public Log(I i) { inner = i; } public async Task A() { Console.WriteLine(); await inner.A(); } } class C { async Task R(I i, CancellationToken ct) { await i.A(); } string N() => nameof(I.A); }",
        "interface I { Task A(CancellationToken ct = default); } class X : I { public async Task A(CancellationToken ct = default) => await Web.Http.GetStringAsync(\"/\", ct); } class Log : I { readonly I inner; public Log(I i) { inner = i; } public async Task A(CancellationToken ct = default) { Console.WriteLine(); await inner.A(ct); } } class C { async Task R(I i, CancellationToken ct) { await i.A(ct); } string N() => nameof(I.A); }")]
    [InlineData(
        "class C { public async Task [|A|](int n) => await Web.Http.GetStringAsync(\"/\" + n); async Task R(CancellationToken ct) { await A(1); await A(2); } } class D { readonly CancellationToken stop; public D(CancellationToken s) { stop = s; } async Task S(C c) { await c.A(3); } }",
        "class C { public async Task A(int n, CancellationToken ct = default) => await Web.Http.GetStringAsync(\"/\" + n, ct); async Task R(CancellationToken ct) { await A(1, ct); await A(2, ct); } } class D { readonly CancellationToken stop; public D(CancellationToken s) { stop = s; } async Task S(C c) { await c.A(3, stop); } }")]
    public Task Fixes_all_methods_on_the_way(string before, string after) => FixAsync([Web + before], [Web + after]);

    [Theory]
    [InlineData(
        "class C { async Task [|A|](int n) => await Web.Http.GetStringAsync(\"/\" + n); async Task R(CancellationToken ct) { await A(1); } async Task S() { await A(2); } }",
        "class C { async Task A(int n, CancellationToken ct) => await Web.Http.GetStringAsync(\"/\" + n, ct); async Task R(CancellationToken ct) { await A(1, ct); } async Task S() { await A(2, CancellationToken.None); } }")]
    [InlineData(
        "public class C { public async Task [|A|](int n) => await Web.Http.GetStringAsync(\"/\" + n); async Task R(CancellationToken ct) { await A(1); } async Task S() { await A(2); } }",
        "public class C { public async Task A(int n, CancellationToken ct = default) => await Web.Http.GetStringAsync(\"/\" + n, ct); async Task R(CancellationToken ct) { await A(1, ct); } async Task S() { await A(2); } }")]
    [InlineData(
        "class C { async Task [|A|](int n = 1) => await Web.Http.GetStringAsync(\"/\" + n); async Task R(CancellationToken ct) { await A(); } }",
        "class C { async Task A(int n = 1, CancellationToken ct = default) => await Web.Http.GetStringAsync(\"/\" + n, ct); async Task R(CancellationToken ct) { await A(ct: ct); } }")]
    [InlineData(
        "interface I { Task A(); } class X : I { public async Task [|A|]() => await Web.Http.GetStringAsync(\"/\"); } class Fake : I { public Task A() => Task.CompletedTask; } class C { async Task R(I i, CancellationToken ct) { await i.A(); } Task S(I i) => i.A(); }",
        "interface I { Task A(CancellationToken ct); } class X : I { public async Task A(CancellationToken ct) => await Web.Http.GetStringAsync(\"/\", ct); } class Fake : I { public Task A(CancellationToken ct) => Task.CompletedTask; } class C { async Task R(I i, CancellationToken ct) { await i.A(ct); } Task S(I i) => i.A(CancellationToken.None); }")]
    public Task Fixes_with_a_parameter_that_must_be_given_where_that_is_wanted(string before, string after) => FixAsync([Web + before], [Web + after], test =>
    {
        test.TestState.AnalyzerConfigFiles.Add(("/.editorconfig", "root = true\n[*.cs]\nperf_analyzers.PERF3002.token_parameter = required\n"));
        test.FixedState.AnalyzerConfigFiles.Add(("/.editorconfig", "root = true\n[*.cs]\nperf_analyzers.PERF3002.token_parameter = required\n"));
    });

    [Theory]
    [InlineData(
        "class C { async IAsyncEnumerable<string> [|A|]() { for (var i = 0; i < 9; i++) { yield return await Web.Http.GetStringAsync(\"/\" + i); } } async Task R(CancellationToken ct) { await foreach (var s in A()) { Console.WriteLine(s); } } }",
        "class C { async IAsyncEnumerable<string> A([EnumeratorCancellation] CancellationToken ct = default) { for (var i = 0; i < 9; i++) { yield return await Web.Http.GetStringAsync(\"/\" + i, ct); } } async Task R(CancellationToken ct) { await foreach (var s in A(ct)) { Console.WriteLine(s); } } }")]
    [InlineData(
        "interface I { IAsyncEnumerable<string> A(int n); } class X : I { public async IAsyncEnumerable<string> [|A|](int n) { yield return await Web.Http.GetStringAsync(\"/\" + n); } } class C { async Task R(I i, CancellationToken ct) { await foreach (var s in i.A(1).ConfigureAwait(false)) { Console.WriteLine(s); } } }",
        "interface I { IAsyncEnumerable<string> A(int n, CancellationToken ct = default); } class X : I { public async IAsyncEnumerable<string> A(int n, [EnumeratorCancellation] CancellationToken ct = default) { yield return await Web.Http.GetStringAsync(\"/\" + n, ct); } } class C { async Task R(I i, CancellationToken ct) { await foreach (var s in i.A(1, ct).ConfigureAwait(false)) { Console.WriteLine(s); } } }")]
    public Task Fixes_iterators_on_the_way(string before, string after) => FixAsync(["using System.Runtime.CompilerServices;" + Web + before], ["using System.Runtime.CompilerServices;" + Web + after]);

    [Fact]
    public Task Fixes_iterators_of_files_that_do_not_know_the_attribute() => FixAsync(
        [Web + "class C { async IAsyncEnumerable<string> [|A|]() { yield return await Web.Http.GetStringAsync(\"/\"); } async Task R(CancellationToken ct) { await foreach (var s in A()) { Console.WriteLine(s); } } }"],
        [Web + "class C { async IAsyncEnumerable<string> A([System.Runtime.CompilerServices.EnumeratorCancellation] CancellationToken ct = default) { yield return await Web.Http.GetStringAsync(\"/\", ct); } async Task R(CancellationToken ct) { await foreach (var s in A(ct)) { Console.WriteLine(s); } } }"]);

    [Fact]
    public Task Fixes_long_lists_and_documentation() => FixAsync(
        [Web + """

        class C
        {
            /// <summary>Loads.</summary>
            /// <param name="first">One.</param>
            /// <param name="second">Two.</param>
            async Task [|A|](
                int first,
                int second)
            {
                await Web.Http.GetStringAsync("/" + first + second);
            }

            async Task R(CancellationToken ct) => await A(1, 2);
        }
        """],
        [Web + """

        class C
        {
            /// <summary>Loads.</summary>
            /// <param name="first">One.</param>
            /// <param name="second">Two.</param>
            /// <param name="ct">Cancels the work.</param>
            async Task A(
                int first,
                int second,
                CancellationToken ct = default)
            {
                await Web.Http.GetStringAsync("/" + first + second, ct);
            }

            async Task R(CancellationToken ct) => await A(1, 2, ct);
        }
        """]);

    [Theory]
    [InlineData("class C { Task [|A|](params int[] x) => Web.Http.GetStringAsync(\"/\"); async Task R(CancellationToken ct) { await A(1, 2); } }")]
    [InlineData("class C { Task [|A|]() => Web.Http.GetStringAsync(\"/\"); Func<Task> F() => A; async Task R(CancellationToken ct) { await A(); } }")]
    [InlineData("class C { Task [|A|]() => Web.Http.GetStringAsync(\"/\"); object? F() => typeof(C).GetMethod(nameof(A))!.Invoke(this, null); async Task R(CancellationToken ct) { await A(); } }")]
    [InlineData("class C { public static implicit operator Func<Task>(C c) => c.A; Task [|A|]() => Web.Http.GetStringAsync(\"/\"); async Task R(CancellationToken ct) { await A(); } }")]
    [InlineData("class NamedAttribute : Attribute { } class C { [Named] Task [|A|]() => Web.Http.GetStringAsync(\"/\"); async Task R(CancellationToken ct) { await A(); } }")]
    [InlineData("class C { Task [|A|](int n) => Web.Http.GetStringAsync(\"/\" + n); Task A(int n, string s) => Task.CompletedTask; Task<int> A(int n, CancellationToken t) => Task.FromResult(n); async Task R(CancellationToken ct) { await A(1); } }")]
    [InlineData("interface I { Task A(); } class X : I { public Task [|A|]() => Web.Http.GetStringAsync(\"/\"); } class C { event Func<Task>? E; async Task R(I i, CancellationToken ct) { E += i.A; await i.A(); } }")]
    public Task OffersNoFix_when_a_use_of_the_method_would_break(string source) => Verify.NoFixAsync(Web + source);

    [Theory]
    [InlineData(
        "Moq",
        "class T { void M() { var m = new Moq.Mock<I>(); m.Setup(x => x.A(1)).Returns(Task.FromResult(2)); m.Verify(x => x.A(Moq.It.IsAny<int>())); Moq.ReturnsExtensions.ReturnsAsync(m.Setup(x => x.A(2)), 3); } }",
        "class T { void M() { var m = new Moq.Mock<I>(); m.Setup(x => x.A(1, It.IsAny<CancellationToken>())).Returns(Task.FromResult(2)); m.Verify(x => x.A(Moq.It.IsAny<int>(), It.IsAny<CancellationToken>())); Moq.ReturnsExtensions.ReturnsAsync(m.Setup(x => x.A(2, It.IsAny<CancellationToken>())), 3); } }")]
    [InlineData(
        "Moq",
        "class T { void M() { var m = new Mock<I>(); m.Setup(x => x.A(1)).ReturnsAsync((int n) => n); } }",
        "class T { void M() { var m = new Mock<I>(); m.Setup(x => x.A(1, It.IsAny<CancellationToken>())).ReturnsAsync((int n, CancellationToken _) => n); } }")]
    [InlineData(
        "NSubstitute",
        "class T { void M() { var s = Substitute.For<I>(); s.A(1).Returns(2); s.Received().A(Arg.Any<int>()); } }",
        "class T { void M() { var s = Substitute.For<I>(); s.A(1, Arg.Any<CancellationToken>()).Returns(2); s.Received().A(Arg.Any<int>(), Arg.Any<CancellationToken>()); } }")]
    [InlineData(
        "FakeItEasy",
        "class T { void M() { var f = A.Fake<I>(); A.CallTo(() => f.A(1)).MustHaveHappened(); } }",
        "class T { void M() { var f = A.Fake<I>(); A.CallTo(() => f.A(1, A<CancellationToken>._)).MustHaveHappened(); } }")]
    public async Task Fixes_what_stands_in_for_classes_in_tests(string library, string before, string after)
    {
        const string Code = "public interface I { Task<int> A(int n); } class X : I { public async Task<int> [|A|](int n) { await Web.Http.GetStringAsync(\"/\"); return n; } } class C { async Task R(I i, CancellationToken ct) { await i.A(1); } }";
        const string Fixed = "public interface I { Task<int> A(int n, CancellationToken ct = default); } class X : I { public async Task<int> A(int n, CancellationToken ct = default) { await Web.Http.GetStringAsync(\"/\", ct); return n; } } class C { async Task R(I i, CancellationToken ct) { await i.A(1, ct); } }";
        var reference = await LibraryStubs.OneAsync(library);
        await FixAsync([Web + Code, $"using {library};" + before], [Web + Fixed, $"using {library};" + after], test =>
        {
            test.TestState.AdditionalReferences.Add(reference);
            test.FixedState.AdditionalReferences.Add(reference);
        });
    }

    [Fact]
    public Task Fixes_expression_trees_that_may_leave_out_no_argument() => FixAsync(
        [Web + "class C { Task [|A|]() => Web.Http.GetStringAsync(\"/\"); System.Linq.Expressions.Expression<Func<Task>> E() => () => A(); async Task R(CancellationToken ct) { await A(); } }"],
        [Web + "class C { Task A(CancellationToken ct = default) => Web.Http.GetStringAsync(\"/\", ct); System.Linq.Expressions.Expression<Func<Task>> E() => () => A(default(CancellationToken)); async Task R(CancellationToken ct) { await A(ct); } }"]);

    [Fact]
    public Task Fixes_files_that_do_not_know_the_type_yet()
    {
        const string Usings = "using System; using System.Threading.Tasks; using System.Net.Http;\n";
        return FixAsync(
            [Usings + "public class A { public Task Run() => Web.Http.GetStringAsync(\"/\"); }\n" + Web, "using System.Threading;\nusing System.Threading.Tasks;\nclass C { async Task R(A a, CancellationToken ct) { await a.[|Run()|]; } }"],
            ["using System; using System.Threading.Tasks; using System.Net.Http;\nusing System.Threading;\npublic class A { public Task Run(CancellationToken ct = default) => Web.Http.GetStringAsync(\"/\", ct); }\n" + Web, "using System.Threading;\nusing System.Threading.Tasks;\nclass C { async Task R(A a, CancellationToken ct) { await a.Run(ct); } }"],
            test => test.GlobalUsings = false);
    }

    private static Task FixAsync(string[] before, string[] after, Action<Verify.Test>? adjust = null)
    {
        var test = new Verify.Test();
        foreach (var source in before)
            test.TestState.Sources.Add(source);

        foreach (var source in after)
            test.FixedState.Sources.Add(source);

        test.NumberOfIncrementalIterations = -10;
        test.NumberOfFixAllIterations = test.NumberOfFixAllInDocumentIterations = test.NumberOfFixAllInProjectIterations = -3;
        adjust?.Invoke(test);
        return test.RunAsync(TestContext.Current.CancellationToken);
    }
}
