using static PerfAnalyzers.Tests.Rules.Asynchrony.AsyncCode;

namespace PerfAnalyzers.Tests.Rules.Asynchrony;

using Verify = RuleVerifier<PerfAnalyzers.Rules.Asynchrony.BlockingOnTaskAnalyzer, PerfAnalyzers.CodeFixes.Rules.Asynchrony.BlockingOnTaskFix>;

/// <summary>Each kind of member and place in which a task can be waited for.</summary>
public sealed partial class BlockingOnTaskTests
{
    [Theory]
    [InlineData("public async Task M() { Use(LoadAsync().[|Result|]); }", "public async Task M() { Use(await LoadAsync()); }")]
    [InlineData("public async ValueTask<int> M() => LoadAsync().[|Result|];", "public async ValueTask<int> M() => await LoadAsync();")]
    [InlineData("public async IAsyncEnumerable<int> M() { yield return LoadAsync().[|Result|]; }", "public async IAsyncEnumerable<int> M() { yield return await LoadAsync(); }")]
    [InlineData("public Func<Task<int>> M() => async () => LoadAsync().[|Result|];", "public Func<Task<int>> M() => async () => await LoadAsync();")]
    [InlineData("public Func<Task<int>> M() => async delegate { return LoadAsync().[|Result|]; };", "public Func<Task<int>> M() => async delegate { return await LoadAsync(); };")]
    [InlineData("public void M() { async Task Inner() { Use(LoadAsync().[|Result|]); } Use(Inner()); }", "public void M() { async Task Inner() { Use(await LoadAsync()); } Use(Inner()); }")]
    [InlineData("public void M() { static async Task<int> Inner() => LoadAsync().[|Result|]; Use(Inner()); }", "public void M() { static async Task<int> Inner() => await LoadAsync(); Use(Inner()); }")]
    public Task Fixes_in_each_kind_of_async_function(string before, string after) => Verify.FixAsync(Type("    " + before), Type("    " + after));

    /// <summary>None of them can await, or nobody is known to be served by it.</summary>
    [Theory]
    [InlineData("private int M() => LoadAsync().Result;")]
    [InlineData("internal int M() => LoadAsync().Result;")]
    [InlineData("protected int M() => LoadAsync().Result;")]
    [InlineData("public static int M() => LoadAsync().Result;")]
    [InlineData("public T M<T>(Task<T> t) => t.Result;")]
    [InlineData("public sealed class Nested { public int M() => LoadAsync().Result; }")]
    [InlineData("public struct Nested { public int M() => LoadAsync().Result; }")]
    [InlineData("public record struct Nested(int A) { public int M() => LoadAsync(A).Result; }")]
    [InlineData("public partial class Nested { public partial int M(); public partial int M() => LoadAsync().Result; }")]
    [InlineData("public static explicit operator long(Service s) => LoadAsync().Result;")]
    [InlineData("public int P { get; init { Use(LoadAsync().Result); } }")]
    [InlineData("public event Action E { add { } remove { SaveAsync().Wait(); } }")]
    [InlineData("public Service() : base() { SaveAsync().Wait(); }")]
    [InlineData("public class Base(int number) { public int Number => number; } public class Derived() : Base(LoadAsync().Result);")]
    [InlineData("public class Held(Task<int> task) { public int Number { get; } = task.Result; }")]
    [InlineData("public int Number { get; set; } = LoadAsync().Result;")]
    public Task StaysSilent_in_each_kind_of_synchronous_member(string members)
    {
        Requires.CSharp(12);
        return Verify.SilentAsync(Type("    " + members));
    }

    [Fact]
    public Task StaysSilent_in_an_extension_that_nobody_calls() => Verify.SilentAsync(
        "public static class Extensions { public static int Load(this int id) => Task.Run(() => id).Result; }");

    [Theory]
    [InlineData("Use(typeof(Task<int>), nameof(Task.Wait), nameof(SaveAsync));")]
    [InlineData("Use(from i in new int[0].AsQueryable() where field.Result > i select i);")]
    [InlineData("Use(from i in new int[0].AsQueryable() select LoadAsync(i, CancellationToken.None).Result);")]
    [InlineData("Func<int> held = null!; Use(held()); Action act = null!; act();")]
    [InlineData("dynamic d = LoadAsync(); d.GetAwaiter().GetResult(); Use(d.Result);")]
    public Task StaysSilent_where_nothing_is_waited_for_at_all(string statements) => Verify.SilentAsync(InAsync(statements));

    [Theory]
    [InlineData("/// <summary>As <see cref=\"Task{TResult}.Result\"/> and <see cref=\"Task.Wait()\"/>.</summary>\n    public async Task M() { await SaveAsync(); }")]
    [InlineData("[Named(nameof(Task<int>.Result), typeof(Task))] public async Task M() { await SaveAsync(); } private sealed class NamedAttribute : Attribute { public NamedAttribute(string name, Type type) { } }")]
    [InlineData("public unsafe void M(delegate*<int> load) { Use(load()); }")]
    public Task StaysSilent_in_attributes_and_comments(string members) => Verify.SilentAsync(Type("    " + members));

    [Theory]
    [InlineData("Use(from i in ids join j in ids on LoadAsync(i).[|Result|] equals j select i);")]
    [InlineData("Use(from i in ids join j in ids on i equals LoadAsync(j).[|Result|] into k select k);")]
    [InlineData("Use(from i in ids group i by LoadAsync(i).[|Result|]);")]
    [InlineData("Use(from i in ids group LoadAsync(i).[|Result|] by i into g select g);")]
    [InlineData("unsafe { fixed (int* p = ids) { Use(LoadAsync(*p).[|Result|]); } }")]
    [InlineData("unsafe { int n = 1; int* p = &n; Use(LoadAsync(*p).[|Result|]); }")]
    [InlineData("System.Diagnostics.Debug.Assert(flag, $\"{LoadAsync().[|Result|]}\");")]
    [InlineData("Log.Write($\"{LoadAsync().[|Result|]}\");")]
    [InlineData("Func<Task<int>> f = () => { Span<int> s = ids; s[0] = LoadAsync().[|Result|]; return Task.FromResult(s[0]); }; Use(f);")]
    [InlineData("Reader r = (x) => Task.FromResult(LoadAsync(x[0]).[|Result|]); Use(r);")]
    [InlineData("Task<int> Inner(Span<int> x) => Task.FromResult(LoadAsync(x[0]).[|Result|]); Use(Inner(ids));")]
    [InlineData("Task<int> Inner(scoped Held x) => Task.FromResult(LoadAsync(x.N).[|Result|]); Use(Inner(default));")]
    [InlineData("var held = new Held { N = 1 }; Use(LoadAsync().[|Result|]); Use(held.N);")]
    [InlineData("ReadOnlySpan<int> s = ids; if (flag) goto end; Use(LoadAsync().[|Result|]); end: Use(s.Length);")]
    public Task OffersNoFix_when_await_cannot_stand_there(string statements)
    {
        Requires.CSharp(13);
        return Verify.NoFixAsync(InAsync(statements) + Handlers);
    }

    [Fact]
    public Task OffersNoFix_in_an_unsafe_class() => Verify.NoFixAsync(
        "public unsafe class A { public async Task M() { Use(Task.Run(() => 1).[|Result|]); } private static void Use(int n) { } }");

    [Theory]
    [InlineData("[System.Diagnostics.StackTraceHidden] public Task<int> M() => Task.FromResult(LoadAsync().[|Result|]);", "[System.Diagnostics.StackTraceHidden] public async Task<int> M() => await LoadAsync();")]
    public Task Fixes_members_that_are_left_out_of_stack_traces(string before, string after) => Verify.FixAsync(Type("    " + before), Type("    " + after));

    private const string Handlers = """

        internal delegate Task<int> Reader(Span<int> x);
        internal ref struct Held { public int N; }
        internal static class Log { public static void Write(LogHandler handler) { } }
        [System.Runtime.CompilerServices.InterpolatedStringHandler]
        internal struct LogHandler { public LogHandler(int literals, int holes) { } public void AppendLiteral(string s) { } public void AppendFormatted<T>(T value) { } }
        """;
}
