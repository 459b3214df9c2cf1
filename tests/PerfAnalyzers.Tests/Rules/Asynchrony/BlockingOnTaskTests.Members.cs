using PerfAnalyzers.CodeFixes.Rules.Asynchrony;
using static PerfAnalyzers.Tests.Rules.Asynchrony.AsyncCode;

namespace PerfAnalyzers.Tests.Rules.Asynchrony;

using Verify = RuleVerifier<PerfAnalyzers.Rules.Asynchrony.BlockingOnTaskAnalyzer, BlockingOnTaskFix>;

/// <summary>Functions that return a task without being async.</summary>
public sealed partial class BlockingOnTaskTests
{
    [Theory]
    [InlineData("public Task<int> M() => Task.FromResult(LoadAsync().[|Result|]);", "public async Task<int> M() => await LoadAsync();")]
    [InlineData("public Task<int> M() => LoadAsync(LoadAsync().[|Result|]);", "public async Task<int> M() => await LoadAsync(await LoadAsync());")]
    [InlineData("public Task M() => LoadAsync(LoadAsync().[|Result|]);", "public async Task M() => await LoadAsync(await LoadAsync());")]
    [InlineData("public ValueTask<int> M() => new(LoadAsync().[|Result|]);", "public async ValueTask<int> M() => await LoadAsync();")]
    [InlineData("public ValueTask<int> M() { return ValueTask.FromResult(LoadAsync().[|Result|] + 1); }", "public async ValueTask<int> M() { return await LoadAsync() + 1; }")]
    [InlineData("public Task<int> M(bool b) { var x = LoadAsync().[|Result|]; return b ? LoadAsync(x) : Task.FromResult(x); }", "public async Task<int> M(bool b) { var x = await LoadAsync(); return await (b ? LoadAsync(x) : Task.FromResult(x)); }")]
    [InlineData("public static Task<T> M<T>(Task<T> t) { var r = t.[|Result|]; return Task.FromResult(r); }", "public static async Task<T> M<T>(Task<T> t) { var r = await t; return r; }")]
    [InlineData("public virtual Task<object> M() => Task.FromResult<object>(LoadAsync().[|Result|]);", "public virtual async Task<object> M() => await LoadAsync();")]
    [InlineData("public Task<int> M(int n) { if (n < LoadAsync().[|Result|]) return Task.FromResult(1); return LoadAsync(n); }", "public async Task<int> M(int n) { if (n < await LoadAsync()) return 1; return await LoadAsync(n); }")]
    [InlineData("public Task<int> M() { var x = LoadAsync().[|Result|]; var y = LoadAsync(x).[|Result|]; return Task.FromResult(y); }", "public async Task<int> M() { var x = await LoadAsync(); var y = await LoadAsync(x); return y; }")]
    [InlineData("public Task<int> M() { var x = LoadAsync().[|Result|]; return x == 0 ? throw new Exception() : LoadAsync(x); }", null)]
    [InlineData("public Task<int> M() { var x = LoadAsync().[|Result|]; if (x > 0) return Task.FromException<int>(new Exception()); return LoadAsync(); }", "public async Task<int> M() { var x = await LoadAsync(); if (x > 0) throw new Exception(); return await LoadAsync(); }")]
    [InlineData("public Func<Task<int>> M() => () => LoadAsync(LoadAsync().[|Result|]);", "public Func<Task<int>> M() => async () => await LoadAsync(await LoadAsync());")]
    [InlineData("public Func<int, Task> M() => x => { LoadAsync(x).[|Wait()|]; return SaveAsync(); };", "public Func<int, Task> M() => async x => { await LoadAsync(x); await SaveAsync(); };")]
    [InlineData("public Func<Task<int>> M() => static () => Task.FromResult(LoadAsync().[|Result|]);", "public Func<Task<int>> M() => static async () => await LoadAsync();")]
    [InlineData("public Func<Task<int>> M() => delegate { return Task.FromResult(LoadAsync().[|Result|]); };", "public Func<Task<int>> M() => async delegate { return await LoadAsync(); };")]
    [InlineData("public void M() { Task<int> Inner() => Task.FromResult(LoadAsync().[|Result|]); Use(Inner()); }", "public void M() { async Task<int> Inner() => await LoadAsync(); Use(Inner()); }")]
    [InlineData("public Task<int> M() { Func<Task<int>> f = () => LoadAsync(); var x = LoadAsync().[|Result|]; return Task.FromResult(x); }", "public async Task<int> M() { Func<Task<int>> f = () => LoadAsync(); var x = await LoadAsync(); return x; }")]
    public Task Fixes_by_making_the_function_async(string before, string? after) => after is null
        ? Verify.FixAsync(Type("    " + before), Type("    public async Task<int> M() { var x = await LoadAsync(); return await (x == 0 ? throw new Exception() : LoadAsync(x)); }"))
        : Verify.FixAsync(Type("    " + before), Type("    " + after));

    [Fact]
    public Task Fixes_returns_of_a_task_without_result() => Verify.FixAsync(
        In("public Task RunAsync(bool flag)", """
            var x = LoadAsync().[|Result|];
            if (x == 1)
                return SaveAsync();
            if (x == 2) return Task.CompletedTask;
            if (x == 3) return SaveAsync();
            foreach (var y in new[] { x })
            {
                // done
                return LoadAsync(y);
            }

            return Task.CompletedTask;
            """),
        In("public async Task RunAsync(bool flag)", """
            var x = await LoadAsync();
            if (x == 1)
            {
                await SaveAsync();
                return;
            }
            if (x == 2) return;
            if (x == 3) { await SaveAsync(); return; }
            foreach (var y in new[] { x })
            {
                // done
                await LoadAsync(y);
                return;
            }
            """));

    [Fact]
    public Task Fixes_a_last_return_in_place() => Verify.FixAsync(
        In("public ValueTask RunAsync()", "SaveAsync().[|Wait()|];\nreturn FlushAsync();"),
        In("public async ValueTask RunAsync()", "await SaveAsync();\nawait FlushAsync();"));

    [Fact]
    public Task Fixes_overrides_and_implementations_whose_signature_stays() => Verify.FixAsync(
        Type("""
                public abstract class Handler { public abstract Task<int> HandleAsync(); }
                public sealed class Mine : Handler { public override Task<int> HandleAsync() => Task.FromResult(LoadAsync().[|Result|]); }
            """),
        Type("""
                public abstract class Handler { public abstract Task<int> HandleAsync(); }
                public sealed class Mine : Handler { public override async Task<int> HandleAsync() => await LoadAsync(); }
            """));

    [Fact]
    public Task Fixes_partial_methods_at_the_implementing_part() => Verify.FixAsync(
        "public partial class A { public partial Task<int> M(); public partial Task<int> M() => Task.FromResult(Task.Run(() => 1).[|Result|]); }",
        "public partial class A { public partial Task<int> M(); public async partial Task<int> M() => await Task.Run(() => 1); }");

    [Theory]
    [InlineData("public Task<int> M(string s) { ArgumentNullException.ThrowIfNull(s); return Task.FromResult(LoadAsync().[|Result|]); }", "public async Task<int> M(string s) { ArgumentNullException.ThrowIfNull(s); return await LoadAsync(); }")]
    [InlineData("public Task<int> M(string s) { if (s == \"\") throw new ArgumentException(\"s\"); return Task.FromResult(LoadAsync().[|Result|]); }", "public async Task<int> M(string s) { if (s == \"\") throw new ArgumentException(\"s\"); return await LoadAsync(); }")]
    [InlineData("public Task<int> M() { try { return LoadAsync(LoadAsync().[|Result|]); } catch (IOException) { return Task.FromResult(0); } }", "public async Task<int> M() { try { return await LoadAsync(await LoadAsync()); } catch (IOException) { return 0; } }")]
    public Task Fixes_one_at_a_time_when_exceptions_move_into_the_task(string before, string after) =>
        Verify.FixSinglyAsync(Type("    " + before), Type("    " + after), BlockingOnTaskFix.AwaitMovingExceptionsKey);

    [Theory]
    [InlineData("public Task<int> M(ref int x) => Task.FromResult(LoadAsync(x).[|Result|]);")]
    [InlineData("public Task<int> M(in int x) => Task.FromResult(LoadAsync(x).[|Result|]);")]
    [InlineData("public Task<int> M(out int x) { x = LoadAsync().[|Result|]; return Task.FromResult(x); }")]
    [InlineData("public Task<int> M(Span<int> x) => Task.FromResult(LoadAsync(x[0]).[|Result|]);")]
    [InlineData("public unsafe Task<int> M(int* x) => Task.FromResult(LoadAsync(*x).[|Result|]);")]
    [InlineData("public Task<int>? M() => Task.FromResult(LoadAsync().[|Result|]);")]
    [InlineData("public Task<int> M(bool b) { var x = LoadAsync().[|Result|]; if (b) return null!; return LoadAsync(x); }")]
    [InlineData("public Task<int> M() { var x = LoadAsync().[|Result|]; lock (this) { return LoadAsync(x); } }")]
    [InlineData("public Task<int> M() { var await = LoadAsync().[|Result|]; return LoadAsync(await); }")]
    [InlineData("[System.Runtime.CompilerServices.MethodImpl(System.Runtime.CompilerServices.MethodImplOptions.Synchronized)] public Task<int> M() => Task.FromResult(LoadAsync().[|Result|]);")]
    [InlineData("public struct S { private int n; public Task<int> M() { n++; return Task.FromResult(LoadAsync().[|Result|]); } }")]
    [InlineData("public Task<int> P => Task.FromResult(LoadAsync().[|Result|]);")]
    [InlineData("public unsafe Task<int> M() => Task.FromResult(LoadAsync().[|Result|]);")]
    [InlineData("public Task<int> M() { try { return Task.FromResult(LoadAsync().[|Result|]); } catch (AggregateException) { return Task.FromResult(0); } }")]
    [InlineData("public Task<int> M() { var gate = new object(); Monitor.Enter(gate); var x = LoadAsync().[|Result|]; Monitor.Exit(gate); return LoadAsync(x); }")]
    public Task OffersNoFix_when_the_function_cannot_become_async(string member) => Verify.NoFixAsync(Type("    " + member));

    [Fact]
    public async Task OffersNoFix_when_the_language_has_no_spans_in_async_methods()
    {
        const string Source = "using System; using System.Threading.Tasks; class A { Task<int> M(int[] x) { Span<int> s = x; s[0] = 1; return Task.FromResult(Task.Run(() => 1).[|Result|]); } }";
        var test = new Verify.Test { TestCode = Source, FixedCode = Source, LanguageVersion = Microsoft.CodeAnalysis.CSharp.LanguageVersion.CSharp11, GlobalUsings = false };
        await test.RunAsync(TestContext.Current.CancellationToken);
    }
}
