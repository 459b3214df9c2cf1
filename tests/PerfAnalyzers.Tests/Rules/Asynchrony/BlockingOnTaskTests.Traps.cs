using static PerfAnalyzers.Tests.Rules.Asynchrony.AsyncCode;

namespace PerfAnalyzers.Tests.Rules.Asynchrony;

using Verify = RuleVerifier<PerfAnalyzers.Rules.Asynchrony.BlockingOnTaskAnalyzer, PerfAnalyzers.CodeFixes.Rules.Asynchrony.BlockingOnTaskFix>;

/// <summary>Places that are easily forgotten.</summary>
public sealed partial class BlockingOnTaskTests
{
    [Theory]
    [InlineData("[Obsolete] public async Task M() { await SaveAsync(); Use(LoadAsync().Result); }")]
    [InlineData("[Obsolete] public Func<Task> M() => async () => Use(LoadAsync().Result);")]
    [InlineData("public interface IOld { [Obsolete] Task M(); } public sealed class Old : IOld { public async Task M() { await SaveAsync(); SaveAsync().Wait(); } }")]
    [InlineData("[Obsolete] public sealed class Old { public async Task M() { await SaveAsync(); SaveAsync().Wait(); } }")]
    [InlineData("[System.CodeDom.Compiler.GeneratedCode(\"tool\", \"1\")] public async Task M() { await SaveAsync(); SaveAsync().Wait(); }")]
    public Task StaysSilent_when_the_member_is_obsolete_or_generated(string members) => Verify.SilentAsync(Type("    " + members));

    [Theory]
    [InlineData("public async Task M(Func<Task<int>> load) { Use(load().[|Result|]); }", "public async Task M(Func<Task<int>> load) { Use(await load()); }")]
    [InlineData("public async Task M(Func<Task<int>> load) { Use(load.Invoke().[|Result|]); }", "public async Task M(Func<Task<int>> load) { Use(await load.Invoke()); }")]
    [InlineData("[System.Diagnostics.DebuggerStepThrough] public Task<int> M() => Task.FromResult(LoadAsync().[|Result|]);", "[System.Diagnostics.DebuggerStepThrough] public async Task<int> M() => await LoadAsync();")]
    public Task Fixes_what_delegates_answer_and_members_with_attributes(string before, string after) => Verify.FixAsync(Type("    " + before), Type("    " + after));

    [Theory]
    [InlineData("var a = SaveAsync().GetAwaiter(); Use(1); a.[|GetResult()|];")]
    [InlineData("var t = LoadAsync(); var a = t.GetAwaiter(); Use(a.[|GetResult()|]);")]
    [InlineData("var a = ReadAsync().ConfigureAwait(false).GetAwaiter(); Use(a.[|GetResult()|]);")]
    [InlineData("var a = LoadAsync().GetAwaiter(); Use(a.[|GetResult()|]); Use(a.GetResult());")]
    public Task OffersNoFix_when_an_awaiter_is_kept(string statements) => Verify.NoFixAsync(InAsync(statements));

    [Theory]
    [InlineData("var a = LoadAsync().GetAwaiter(); if (a.IsCompleted) Use(a.GetResult());")]
    [InlineData("var a = LoadAsync().GetAwaiter(); a.OnCompleted(() => Use(a.GetResult()));")]
    [InlineData("var t = LoadAsync(); var a = t.GetAwaiter(); await t; Use(a.GetResult());")]
    [InlineData("var a = Task.FromResult(1).GetAwaiter(); Use(a.GetResult());")]
    [InlineData("var a = LoadAsync().GetAwaiter(); Pass(ref a); Use(a.GetResult()); static void Pass(ref System.Runtime.CompilerServices.TaskAwaiter<int> x) { }")]
    [InlineData("var a = LoadAsync().GetAwaiter(); Func<int> later = () => a.GetResult(); Use(later);")]
    public Task StaysSilent_when_an_awaiter_is_asked_or_handed_on(string statements) => Verify.SilentAsync(InAsync(statements));

    /// <summary>While a loop goes through them, another caller may change them as soon as the thread is given back.</summary>
    [Theory]
    [InlineData("private readonly List<int> held = new(); public void Add(int id) => held.Add(id); public async Task M() { await Task.Yield(); foreach (var id in held) LoadAsync(id).[|Wait()|]; }")]
    [InlineData("private static readonly Dictionary<int, int> Held = new(); public static void Set(int id) => Held[id] = id; public async Task M() { await Task.Yield(); foreach (var id in Held.Keys) LoadAsync(id).[|Wait()|]; }")]
    [InlineData("private readonly HashSet<int> held = new(); public void Drop(int id) => held.Remove(id); public async Task M() { await Task.Yield(); foreach (var id in held.Where(i => i > 1)) { if (id > 2) LoadAsync(id).[|Wait()|]; } }")]
    [InlineData("public List<int> Held { get; } = new(); public void Add(int id) => Held.Add(id); public async Task M() { await Task.Yield(); foreach (var id in Held) LoadAsync(id).[|Wait()|]; }")]
    [InlineData("private readonly List<int> held = new(); public void Add(int id) => held.Add(id); public async Task M() { await Task.Yield(); held.ForEach(id => LoadAsync(id).[|Wait()|]); }")]
    [InlineData("private readonly List<int> held = new(); public void Add(int id) => held.Add(id); public async Task M() { await Task.Yield(); var all = held.Select(id => LoadAsync(id).[|Result|]).ToList(); Use(all); }")]
    public Task OffersNoFix_when_others_may_change_what_a_loop_goes_through(string members) => Verify.NoFixAsync(Type("    " + members));

    [Theory]
    [InlineData("private readonly List<int> held = new(); public void Add(int id) => held.Add(id); public async Task M() { await Task.Yield(); foreach (var id in held.ToArray()) LoadAsync(id).[|Wait()|]; }", "private readonly List<int> held = new(); public void Add(int id) => held.Add(id); public async Task M() { await Task.Yield(); foreach (var id in held.ToArray()) await LoadAsync(id); }")]
    [InlineData("private readonly List<int> held = new(); public Service() { held.Add(1); } public async Task M() { await Task.Yield(); foreach (var id in held) LoadAsync(id).[|Wait()|]; }", "private readonly List<int> held = new(); public Service() { held.Add(1); } public async Task M() { await Task.Yield(); foreach (var id in held) await LoadAsync(id); }")]
    [InlineData("private readonly System.Collections.Concurrent.ConcurrentDictionary<int, int> held = new(); public void Add(int id) => held.TryAdd(id, id); public async Task M() { await Task.Yield(); foreach (var id in held.Keys) LoadAsync(id).[|Wait()|]; }", "private readonly System.Collections.Concurrent.ConcurrentDictionary<int, int> held = new(); public void Add(int id) => held.TryAdd(id, id); public async Task M() { await Task.Yield(); foreach (var id in held.Keys) await LoadAsync(id); }")]
    [InlineData("private readonly List<int> held = new(); public void Add(int id) => held.Add(id); public async Task M() { await Task.Yield(); foreach (var id in held) Use(id); LoadAsync(2).[|Wait()|]; }", "private readonly List<int> held = new(); public void Add(int id) => held.Add(id); public async Task M() { await Task.Yield(); foreach (var id in held) Use(id); await LoadAsync(2); }")]
    public Task Fixes_loops_through_what_nobody_changes(string before, string after) => Verify.FixAsync(Type("    " + before), Type("    " + after));

    [Theory]
    [InlineData("public Task<int> M(params Span<int> x) => Task.FromResult(LoadAsync(x[0]).[|Result|]);")]
    [InlineData("public Task<int> M(params ReadOnlySpan<int> x) { var n = LoadAsync(x.Length).[|Result|]; return Task.FromResult(n); }")]
    public Task OffersNoFix_when_the_member_takes_a_span_of_arguments(string members)
    {
        Requires.CSharp(13);
        return Verify.NoFixAsync(Type("    " + members));
    }

    [Theory]
    [InlineData("public async Task M() { await Task.Yield(); Spread(1, LoadAsync().[|Result|]); } private static void Spread(params Span<int> x) { }", "public async Task M() { await Task.Yield(); Spread(1, await LoadAsync()); } private static void Spread(params Span<int> x) { }")]
    public Task Fixes_arguments_that_become_a_span(string before, string after)
    {
        Requires.CSharp(13);
        return Verify.FixAsync(Type("    " + before), Type("    " + after));
    }

    [Fact]
    public Task OffersNoFix_beside_the_request_of_a_thread() => Verify.NoFixAsync(
        Type("    public async Task M() { await Task.Yield(); Use(LoadAsync().[|Result|]); Use(System.Web.HttpContext.Current); }") + "\nnamespace System.Web { public class HttpContext { public static HttpContext? Current => null; } }");

    [Theory]
    [InlineData("[System.Runtime.InteropServices.ComVisible(true)] public Task<int> M() => Task.FromResult(LoadAsync().[|Result|]);")]
    [InlineData("public async Task M() { await Task.Yield(); using (var held = new Held()) { Use(LoadAsync().[|Result|]); } } private ref struct Held { public void Dispose() { } }")]
    [InlineData("public async Task M() { await Task.Yield(); Take(stackalloc int[2], LoadAsync().[|Result|]); } private static void Take(Span<int> s, int n) { }")]
    public Task OffersNoFix_when_what_is_held_cannot_wait(string members)
    {
        Requires.CSharp(13);
        return Verify.NoFixAsync(Type("    " + members));
    }

    [Theory]
    [InlineData("public async Task M() { await Task.Yield(); Take(LoadAsync().[|Result|]); } private static void Take(in int n) { }", "public async Task M() { await Task.Yield(); Take(await LoadAsync()); } private static void Take(in int n) { }")]
    public Task Fixes_arguments_that_are_passed_by_a_hidden_reference(string before, string after) => Verify.FixAsync(Type("    " + before), Type("    " + after));

    /// <summary>An async function would not leave the value to its caller.</summary>
    [Theory]
    [InlineData("private static readonly AsyncLocal<int> Flow = new(); public Task<int> M() { Flow.Value = LoadAsync().Result; return Task.FromResult(1); }")]
    [InlineData("public interface IScope { int Current { get; set; } } public sealed class Scope : IScope { private readonly AsyncLocal<Box> flow = new(); public int Current { get => flow.Value!.Number; set { flow.Value ??= new Box(); flow.Value.Number = value; } } } public sealed class Box { public int Number; } public static Task<int> M(IScope scope) { var x = LoadAsync().Result; scope.Current = x; return Task.FromResult(x); }")]
    public Task StaysSilent_when_a_value_is_left_to_the_caller(string members) => Verify.SilentAsync(Type("    " + members));

    [Theory]
    [InlineData("private static readonly AsyncLocal<int> Flow = new(); private static void Set() => Flow.Value = 1; public Task<int> M() { Set(); return Task.FromResult(LoadAsync().[|Result|]); }")]
    public Task OffersNoFix_when_a_call_leaves_a_value_to_the_caller(string members) => Verify.NoFixAsync(Type("    " + members));

    [Theory]
    [InlineData("private static readonly AsyncLocal<int> Flow = new(); public async Task<int> M() { Flow.Value = 1; await Task.Yield(); return LoadAsync().[|Result|]; }", "private static readonly AsyncLocal<int> Flow = new(); public async Task<int> M() { Flow.Value = 1; await Task.Yield(); return await LoadAsync(); }")]
    public Task Fixes_where_the_caller_has_lost_the_value_already(string before, string after) => Verify.FixAsync(Type("    " + before), Type("    " + after));

    [Fact]
    public Task OffersNoFix_when_a_local_is_named_like_the_keyword() => Verify.NoFixAsync(Type(
        "    public Task<int> M() { var await = 1; return Task.FromResult(LoadAsync(await).[|Result|]); }"));

    [Theory]
    [InlineData("public unsafe Task M(delegate*<Task<int>> load) { Use(load().[|Result|]); return SaveAsync(); }")]
    [InlineData("[System.Security.SecurityCritical] public Task<int> M() => Task.FromResult(LoadAsync().[|Result|]);")]
    [InlineData("public Task<int> M(scoped Span<int> x) => Task.FromResult(LoadAsync(x[0]).[|Result|]);")]
    public Task OffersNoFix_when_the_member_must_not_be_async(string members) => Verify.NoFixAsync(Type("    " + members));
}
