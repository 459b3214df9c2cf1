using PerfAnalyzers.CodeFixes.Rules.Asynchrony;
using PerfAnalyzers.Rules.Asynchrony;
using static PerfAnalyzers.Tests.Rules.Asynchrony.AsyncCode;

namespace PerfAnalyzers.Tests.Rules.Asynchrony;

using Verify = RuleVerifier<BlockingOnTaskAnalyzer, BlockingOnTaskFix>;

public sealed partial class BlockingOnTaskTests
{
    [Theory]
    [InlineData("Use(LoadAsync().[|Result|]);")]
    [InlineData("SaveAsync().[|Wait()|];")]
    [InlineData("SaveAsync().[|Wait(token)|];")]
    [InlineData("Use(SaveAsync().[|Wait(1000)|]);")]
    [InlineData("Use(SaveAsync().[|Wait(TimeSpan.FromSeconds(1))|]);")]
    [InlineData("Use(SaveAsync().[|Wait(1000, token)|]);")]
    [InlineData("SaveAsync().[|GetAwaiter().GetResult()|];")]
    [InlineData("Use(LoadAsync().[|GetAwaiter().GetResult()|]);")]
    [InlineData("Use(LoadAsync().ConfigureAwait(false).[|GetAwaiter().GetResult()|]);")]
    [InlineData("SaveAsync().ConfigureAwait(false).[|GetAwaiter().GetResult()|];")]
    [InlineData("Use(ReadAsync().[|Result|]);")]
    [InlineData("Use(ReadAsync().AsTask().[|Result|]);")]
    [InlineData("FlushAsync().AsTask().[|Wait()|];")]
    [InlineData("FlushAsync().[|GetAwaiter().GetResult()|];")]
    [InlineData("Use(ReadAsync().ConfigureAwait(false).[|GetAwaiter().GetResult()|]);")]
    [InlineData("FlushAsync().ConfigureAwait(false).[|GetAwaiter().GetResult()|];")]
    [InlineData("Task.[|WaitAll(LoadAsync(), SaveAsync())|];")]
    [InlineData("Use(Task.[|WaitAny(LoadAsync(), SaveAsync())|]);")]
    [InlineData("Use(Task.[|WaitAll(new[] { SaveAsync() }, 1000)|]);")]
    [InlineData("Use(field.[|Result|]);")]
    [InlineData("Use(Property.[|Result|]);")]
    [InlineData("Use(next?.field.[|Result|]);")]
    [InlineData("Task? t = null; t?.[|Wait()|];")]
    [InlineData("var t = LoadAsync(); Use(t.[|Result|]);")]
    [InlineData("Use(new Task<int>(() => 1).[|Result|]);")]
    [InlineData("Use(LoadAsync(LoadAsync().[|Result|]).[|Result|]);")]
    [InlineData("Task.Delay(10).[|Wait()|];")]
    public Task Reports_each_way_to_wait(string statements) => Verify.ReportsAsync(InAsync(statements));

    [Fact]
    public Task Reports_what_waits_for_what() => Verify.ReportsAsync(
        InAsync("Use(LoadAsync(1).{|#0:Result|});\nvar first = SaveAsync();\nTask.{|#1:WaitAll(first, SaveAsync())|};"),
        Verify.Diagnostic().WithLocation(0).WithArguments(".Result", "LoadAsync(...)", "await it"),
        Verify.Diagnostic().WithLocation(1).WithArguments("Task.WaitAll", "first, SaveAsync()", "await 'Task.WhenAll' instead"));

    [Theory]
    [InlineData("public async Task M() { Use(LoadAsync().[|Result|]); }")]
    [InlineData("public async ValueTask<int> M() => LoadAsync().[|Result|];")]
    [InlineData("public async void M() { Use(LoadAsync().[|Result|]); }")]
    [InlineData("public async IAsyncEnumerable<int> M() { yield return LoadAsync().[|Result|]; }")]
    [InlineData("public static async Task<T> M<T>(Task<T> t) => t.[|Result|];")]
    [InlineData("public Func<Task<int>> M() => async () => LoadAsync().[|Result|];")]
    [InlineData("public Func<Task<int>> M() => async delegate { return LoadAsync().[|Result|]; };")]
    [InlineData("public void M() { async Task Inner() { Use(LoadAsync().[|Result|]); } Use(Inner()); }")]
    [InlineData("public async Task M() { try { await SaveAsync(); } catch { SaveAsync().[|Wait()|]; } finally { SaveAsync().[|Wait()|]; } }")]
    [InlineData("public Task<int> M() => Task.FromResult(LoadAsync().[|Result|]);")]
    [InlineData("public Task M() { SaveAsync().[|Wait()|]; return Task.CompletedTask; }")]
    [InlineData("public ValueTask<int> M() { return new ValueTask<int>(LoadAsync().[|Result|]); }")]
    [InlineData("public Func<Task<int>> M() => () => Task.FromResult(LoadAsync().[|Result|]);")]
    [InlineData("public void M() { Task<int> Inner() => Task.FromResult(LoadAsync().[|Result|]); Use(Inner()); }")]
    [InlineData("public async Task M(int[] ids) { Use(ids.Select(i => LoadAsync(i).[|Result|]).ToList()); }")]
    [InlineData("public async Task M(List<int> ids) { ids.ForEach(i => SaveAsync().[|Wait()|]); }")]
    [InlineData("public async Task M(int[] ids) { if (ids.Any(i => LoadAsync(i).[|Result|] == 0)) { } }")]
    [InlineData("public async Task M(int[] ids) { var q = from i in ids select LoadAsync(i).[|Result|]; Use(q); }")]
    public Task Reports_in_async_code_and_where_a_task_is_returned(string members) => Verify.ReportsAsync(Type("    " + members));

    [Theory]
    [InlineData("public int M() => LoadAsync().Result;")]
    [InlineData("public Service() { SaveAsync().Wait(); }")]
    [InlineData("static Service() { SaveAsync().Wait(); }")]
    [InlineData("~Service() { SaveAsync().Wait(); }")]
    [InlineData("public int P => LoadAsync().Result;")]
    [InlineData("public int P { get { return LoadAsync().Result; } set { LoadAsync(value).Wait(); } }")]
    [InlineData("public int this[int i] => LoadAsync(i).Result;")]
    [InlineData("public event Action E { add { SaveAsync().Wait(); } remove { } }")]
    [InlineData("public static int operator +(Service s) => LoadAsync().Result;")]
    [InlineData("public static implicit operator int(Service s) => LoadAsync().Result;")]
    [InlineData("private int number = LoadAsync().Result;")]
    [InlineData("private static readonly int Number = LoadAsync().Result;")]
    [InlineData("public void Dispose() { SaveAsync().Wait(); }")]
    [InlineData("public void OnClick(object sender, EventArgs e) { SaveAsync().Wait(); }")]
    [InlineData("public IEnumerable<int> M() { yield return LoadAsync().Result; }")]
    [InlineData("public Service(string s) : this(LoadAsync().Result) { } public Service(int n) { }")]
    [InlineData("public record Base(int Number); public record Derived() : Base(LoadAsync().Result);")]
    [InlineData("public record Row { public int Number { get; init; } = LoadAsync().Result; }")]
    [InlineData("public int V(__arglist) => LoadAsync().Result;")]
    public Task StaysSilent_when_the_member_is_synchronous_and_serves_no_request(string members) => Verify.SilentAsync(Type("    " + members));

    [Theory]
    [InlineData("new Thread(() => SaveAsync().Wait()).Start();")]
    [InlineData("_ = Task.Factory.StartNew(() => SaveAsync().Wait(), TaskCreationOptions.LongRunning);")]
    [InlineData("using var timer = new Timer(_ => SaveAsync().Wait());")]
    [InlineData("var lazy = new Lazy<int>(() => LoadAsync().Result); Use(lazy);")]
    public Task StaysSilent_when_a_callback_runs_on_a_thread_that_cannot_be_known(string statements) => Verify.SilentAsync(InAsync(statements));

    [Theory]
    [InlineData("if (SaveAsync().Wait(0)) { }")]
    [InlineData("if (SaveAsync().Wait(TimeSpan.Zero)) { }")]
    [InlineData("if (SaveAsync().Wait(default(TimeSpan))) { }")]
    [InlineData("Use(nameof(Task<int>.Result));")]
    [InlineData("Use(nameof(field.Result));")]
    [InlineData("System.Linq.Expressions.Expression<Func<Service, int>> e = s => s.field.Result; Use(e);")]
    [InlineData("Use(new int[0].AsQueryable().Select(i => LoadAsync(i, CancellationToken.None).Result));")]
    [InlineData("dynamic d = LoadAsync(); Use(d.Result, d.Wait());")]
    [InlineData("var semaphore = new SemaphoreSlim(1); semaphore.Wait(0);")]
    public Task StaysSilent_when_nothing_waits(string statements) => Verify.SilentAsync(InAsync(statements));

    [Theory]
    [InlineData("public async Task M(bool async) { if (async) await SaveAsync(); else SaveAsync().Wait(); }")]
    [InlineData("public async ValueTask<int> M(bool useAsync) => useAsync ? await LoadAsync() : LoadAsync().Result;")]
    [InlineData("public async Task M(bool sync) { if (sync) SaveAsync().GetAwaiter().GetResult(); else await SaveAsync(); }")]
    [InlineData("public Task M(bool async) { void Inner() { SaveAsync().Wait(); } Inner(); return Task.CompletedTask; }")]
    [InlineData("public async Task M() { M2(async: false).GetAwaiter().GetResult(); } private Task M2(bool async) => SaveAsync();")]
    public Task StaysSilent_when_one_body_serves_both_ways(string members) => Verify.SilentAsync(Type("    " + members));

    [Fact]
    public Task StaysSilent_when_an_awaitable_says_itself_that_it_has_its_value() => Verify.ReportsAsync("""
        using System.Runtime.CompilerServices;

        public readonly struct Unary<T>
        {
            public bool HasValue => false;
            public TaskAwaiter<T> GetAwaiter() => default;
        }

        public class Service
        {
            public async Task<int> M(Unary<int> ready, Unary<int> other)
            {
                await Task.Yield();
                return ready.HasValue ? ready.GetAwaiter().GetResult() : other.[|GetAwaiter().GetResult()|];
            }
        }
        """);

    [Fact]
    public Task StaysSilent_on_look_alikes() => Verify.SilentAsync("""
        public class Answer<T> { public T? Result { get; set; } public void Wait() { } public Answer<T> GetAwaiter() => this; public T? GetResult() => Result; }
        public static class Work { public static void WaitAll(params object[] all) { } }
        public class Service
        {
            public async Task<int> M(Answer<int> answer)
            {
                await Task.Yield();
                answer.Wait();
                Work.WaitAll(answer);
                return answer.Result + answer.GetAwaiter().GetResult();
            }
        }
        """);

    [Fact]
    public Task StaysSilent_in_main_and_seeding() => Verify.SilentAsync(Type("""
            public static Task SeedAsync() { SaveAsync().Wait(); return Task.CompletedTask; }
        """));
}
