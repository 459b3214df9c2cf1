namespace PerfAnalyzers.Tests.Rewriting;

using static AsyncChain;

/// <summary>A method becomes async, and so does what calls it.</summary>
public sealed class AsyncChainTests
{
    [Theory]
    [InlineData(
        "class C { int Get() => Store.LoadAsync().[|Result|]; async Task Run() { await Task.Yield(); Console.WriteLine(Get()); } }",
        "class C { async Task<int> GetAsync() => await Store.LoadAsync(); async Task Run() { await Task.Yield(); Console.WriteLine(await GetAsync()); } }")]
    [InlineData(
        "class C { void Save() { Store.SaveAsync().[|Wait()|]; } void Run() { Save(); Save(); } }",
        "class C { async Task SaveAsync() { await Store.SaveAsync(); } async Task RunAsync() { await SaveAsync(); await SaveAsync(); } }")]
    [InlineData(
        "class C { int A() => Store.LoadAsync().[|Result|]; int B() => A() + 1; int D() { return B() * A(); } }",
        "class C { async Task<int> AAsync() => await Store.LoadAsync(); async Task<int> BAsync() => await AAsync() + 1; async Task<int> DAsync() { return await BAsync() * await AAsync(); } }")]
    [InlineData(
        "class C { int Get(int n) => n == 0 ? Store.LoadAsync().[|Result|] : Get(n - 1); }",
        "class C { async Task<int> GetAsync(int n) => n == 0 ? await Store.LoadAsync() : await GetAsync(n - 1); }")]
    [InlineData(
        "class C { int Even(int n) => n == 0 ? Store.LoadAsync().[|Result|] : Odd(n - 1); int Odd(int n) => n == 0 ? 0 : Even(n - 1); }",
        "class C { async Task<int> EvenAsync(int n) => n == 0 ? await Store.LoadAsync() : await OddAsync(n - 1); async Task<int> OddAsync(int n) => n == 0 ? 0 : await EvenAsync(n - 1); }")]
    [InlineData(
        "class C { int Leaf() => Store.LoadAsync().[|Result|]; int L() => Leaf(); int R() => Leaf(); int Top() => L() + R(); }",
        "class C { async Task<int> LeafAsync() => await Store.LoadAsync(); async Task<int> LAsync() => await LeafAsync(); async Task<int> RAsync() => await LeafAsync(); async Task<int> TopAsync() => await LAsync() + await RAsync(); }")]
    [InlineData(
        "class C { int A() => Store.LoadAsync(1).[|Result|]; int B() => A() + Store.LoadAsync(2).[|Result|]; }",
        "class C { async Task<int> AAsync() => await Store.LoadAsync(1); async Task<int> BAsync() => await AAsync() + await Store.LoadAsync(2); }")]
    [InlineData(
        "class C { int A(int n) => Store.LoadAsync(n).[|Result|]; int B() => A(A(1)); }",
        "class C { async Task<int> AAsync(int n) => await Store.LoadAsync(n); async Task<int> BAsync() => await AAsync(await AAsync(1)); }")]
    [InlineData(
        "class C { List<int> All() => Store.ListAsync().[|Result|]; int N() => All().Count + All()[0]; }",
        "class C { async Task<List<int>> AllAsync() => await Store.ListAsync(); async Task<int> NAsync() => (await AllAsync()).Count + (await AllAsync())[0]; }")]
    [InlineData(
        "class C { C Load() { Store.SaveAsync().[|Wait()|]; return this; } void Twice() { Load().Load(); } }",
        "class C { async Task<C> LoadAsync() { await Store.SaveAsync(); return this; } async Task TwiceAsync() { await (await LoadAsync()).LoadAsync(); } }")]
    [InlineData(
        "class C { T Get<T>(T x) { Store.SaveAsync().[|Wait()|]; return x; } string S() => Get(\"a\") + Get<int>(1); }",
        "class C { async Task<T> GetAsync<T>(T x) { await Store.SaveAsync(); return x; } async Task<string> SAsync() => await GetAsync(\"a\") + await GetAsync<int>(1); }")]
    [InlineData(
        "static class E { public static int Load(this int id) => Store.LoadAsync(id).[|Result|]; } class C { int Run() => 5.Load() + E.Load(6); }",
        "static class E { public static async Task<int> LoadAsync(this int id) => await Store.LoadAsync(id); } class C { async Task<int> RunAsync() => await 5.LoadAsync() + await E.LoadAsync(6); }")]
    [InlineData(
        "class C { void Run(C? other) { Store.SaveAsync().[|Wait()|]; other?.Run(null); } }",
        "class C { async Task RunAsync(C? other) { await Store.SaveAsync(); await (other?.RunAsync(null) ?? Task.CompletedTask); } }")]
    [InlineData(
        "class C { int Run() { int Get() => Store.LoadAsync().[|Result|]; return Get(); } }",
        "class C { async Task<int> RunAsync() { async Task<int> GetAsync() => await Store.LoadAsync(); return await GetAsync(); } }")]
    [InlineData(
        "class C { bool Any() => Store.LoadAsync().[|Result|] > 0; void Run() { while (Any() && !Any()) { if (Any()) break; } for (; Any();) { } do { } while (Any()); } }",
        "class C { async Task<bool> AnyAsync() => await Store.LoadAsync() > 0; async Task RunAsync() { while (await AnyAsync() && !await AnyAsync()) { if (await AnyAsync()) break; } for (; await AnyAsync();) { } do { } while (await AnyAsync()); } }")]
    [InlineData(
        "class C { int N() => Store.LoadAsync().[|Result|]; string Run() => N() switch { 1 => $\"{N():N2}\", _ => N().ToString() }; }",
        "class C { async Task<int> NAsync() => await Store.LoadAsync(); async Task<string> RunAsync() => (await NAsync()) switch { 1 => $\"{await NAsync():N2}\", _ => (await NAsync()).ToString() }; }")]
    [InlineData(
        "class C { (int, string) Both() => (Store.LoadAsync().[|Result|], Store.NameAsync(1).[|Result|]); void Run() { var (a, b) = Both(); } }",
        "class C { async Task<(int, string)> BothAsync() => (await Store.LoadAsync(), await Store.NameAsync(1)); async Task RunAsync() { var (a, b) = await BothAsync(); } }")]
    [InlineData(
        "class C { int? Get() => Store.LoadAsync().[|Result|]; int Run() => Get() ?? Get()!.Value; }",
        "class C { async Task<int?> GetAsync() => await Store.LoadAsync(); async Task<int> RunAsync() => await GetAsync() ?? (await GetAsync())!.Value; }")]
    [InlineData(
        "class C { dynamic Get() => Store.LoadAsync().[|Result|]; object[] Run(params int[] x) => new object[] { Get() }; }",
        "class C { async Task<dynamic> GetAsync() => await Store.LoadAsync(); async Task<object[]> RunAsync(params int[] x) => new object[] { await GetAsync() }; }")]
    [InlineData(
        "class C { static int Get() => Store.LoadAsync().[|Result|]; } class D { Task<int> Run() { return Task.FromResult(Use(1)); } static int Use(int x) => x; Task<int> More() => Store.LoadAsync(C2.Get()); } static class C2 { public static int Get() => Store.LoadAsync().[|Result|]; }",
        "class C { static async Task<int> GetAsync() => await Store.LoadAsync(); } class D { Task<int> Run() { return Task.FromResult(Use(1)); } static int Use(int x) => x; async Task<int> More() => await Store.LoadAsync(await C2.GetAsync()); } static class C2 { public static async Task<int> GetAsync() => await Store.LoadAsync(); }")]
    [InlineData(
        "class C { int Get() => Store.LoadAsync().[|GetAwaiter().GetResult()|]; int Run() { try { return Get(); } catch (Exception e) when (e.Message != \"\") { return Get(); } finally { Get(); } } }",
        "class C { async Task<int> GetAsync() => await Store.LoadAsync(); async Task<int> RunAsync() { try { return await GetAsync(); } catch (Exception e) when (e.Message != \"\") { return await GetAsync(); } finally { await GetAsync(); } } }")]
    [InlineData(
        "class C { int Get() => Store.LoadAsync().[|Result|]; int Run() => Task.Run(() => Get()).[|Result|]; }",
        "class C { async Task<int> GetAsync() => await Store.LoadAsync(); async Task<int> RunAsync() => await Task.Run(async () => await GetAsync()); }")]
    [InlineData(
        "class C { int GetAsync() => Store.LoadAsync().[|Result|]; int Run() => GetAsync(); }",
        "class C { async Task<int> GetAsync() => await Store.LoadAsync(); async Task<int> RunAsync() => await GetAsync(); }")]
    [InlineData(
        "partial class C { int Get() => Store.LoadAsync().[|Result|]; } partial class C { int Run() => this.Get(); } class D : C { }",
        "partial class C { async Task<int> GetAsync() => await Store.LoadAsync(); } partial class C { async Task<int> RunAsync() => await this.GetAsync(); } class D : C { }")]
    [InlineData(
        "record R(int Id) { public int Get() => Store.LoadAsync(Id).[|Result|]; } class C { int Run(R r) => r.Get() + (r with { Id = r.Get() }).Id; }",
        "record R(int Id) { public async Task<int> GetAsync() => await Store.LoadAsync(Id); } class C { async Task<int> RunAsync(R r) => await r.GetAsync() + (r with { Id = await r.GetAsync() }).Id; }")]
    [InlineData(
        "class C { static void Main() { Run(); } static void Run() => Store.SaveAsync().[|Wait()|]; }",
        "class C { static async Task Main() { await RunAsync(); } static async Task RunAsync() => await Store.SaveAsync(); }")]
    [InlineData(
        "class C { static int Main(string[] args) => Run(); static int Run() => Store.LoadAsync().[|Result|]; }",
        "class C { static async Task<int> Main(string[] args) => await RunAsync(); static async Task<int> RunAsync() => await Store.LoadAsync(); }")]
    public Task Fixes_chains_of_helpers(string before, string after) => FixesAsync(before, after, test =>
    {
        if (before.Contains(" Main("))
            test.TestState.OutputKind = Microsoft.CodeAnalysis.OutputKind.ConsoleApplication;
    });

    /// <summary>A synchronous Main goes before asynchronous ones; two of those are an error that only the whole program has.</summary>
    [Theory]
    [InlineData("class A { static void Main() { Run(); } static void Run() => Store.SaveAsync().[|Wait()|]; } class B { static async Task Main(string[] args) { await Task.Yield(); } }")]
    [InlineData("class A { static void Main() { Store.SaveAsync().[|Wait()|]; } } class B { static Task<int> Main() => Task.FromResult(1); }")]
    public Task OffersNoFix_when_another_Main_would_compete(string source) => LeavesAloneAsync(source, test => test.TestState.OutputKind = Microsoft.CodeAnalysis.OutputKind.ConsoleApplication);

    [Fact]
    public Task Fixes_beside_a_Main_that_is_no_entry_point() => FixesAsync(
        "class A { static void Main() { Store.SaveAsync().[|Wait()|]; } } class B { static void Main(int n) { } static async Task Main(string a, string b) { await Task.Yield(); } }",
        "class A { static async Task Main() { await Store.SaveAsync(); } } class B { static void Main(int n) { } static async Task Main(string a, string b) { await Task.Yield(); } }",
        test => test.TestState.OutputKind = Microsoft.CodeAnalysis.OutputKind.ConsoleApplication);

    [Theory]
    [InlineData(
        "interface I { int Get(); } class A : I { public int Get() => Store.LoadAsync().[|Result|]; } class C { int Run(I i) => i.Get(); }",
        "interface I { Task<int> GetAsync(); } class A : I { public async Task<int> GetAsync() => await Store.LoadAsync(); } class C { async Task<int> RunAsync(I i) => await i.GetAsync(); }")]
    [InlineData(
        "interface I { int Get(); } class A : I { public int Get() => Store.LoadAsync().[|Result|]; } class Fake : I { public int Get() { return 1; } } class None : I { int I.Get() => throw new NotImplementedException(); }",
        "interface I { Task<int> GetAsync(); } class A : I { public async Task<int> GetAsync() => await Store.LoadAsync(); } class Fake : I { public Task<int> GetAsync() { return Task.FromResult(1); } } class None : I { Task<int> I.GetAsync() => throw new NotImplementedException(); }")]
    [InlineData(
        "interface I { void Save(); } class A : I { public void Save() => Store.SaveAsync().[|Wait()|]; } class Fake : I { public int N; public void Save() { if (N > 9) return; N++; } }",
        "interface I { Task SaveAsync(); } class A : I { public async Task SaveAsync() => await Store.SaveAsync(); } class Fake : I { public int N; public Task SaveAsync() { if (N > 9) return Task.CompletedTask; N++; return Task.CompletedTask; } }")]
    [InlineData(
        "interface I { string? Get(); } class A : I { public string? Get() => Store.NameAsync(1).[|Result|]; } class Fake : I { public string? Get() => null; } class Other : I { public string? Get() => \"a\"; }",
        "interface I { Task<string?> GetAsync(); } class A : I { public async Task<string?> GetAsync() => await Store.NameAsync(1); } class Fake : I { public Task<string?> GetAsync() => Task.FromResult<string?>(null); } class Other : I { public Task<string?> GetAsync() => Task.FromResult<string?>(\"a\"); }")]
    [InlineData(
        "interface I<T> { T Get(int id); } class A : I<string> { public string Get(int id) => Store.NameAsync(id).[|Result|]; } class B : I<int> { public int Get(int id) => id; } class C { string Run(I<string> i) => i.Get(1); T Any<T>(I<T> i) => i.Get(2); }",
        "interface I<T> { Task<T> GetAsync(int id); } class A : I<string> { public async Task<string> GetAsync(int id) => await Store.NameAsync(id); } class B : I<int> { public Task<int> GetAsync(int id) => Task.FromResult(id); } class C { async Task<string> RunAsync(I<string> i) => await i.GetAsync(1); async Task<T> AnyAsync<T>(I<T> i) => await i.GetAsync(2); }")]
    [InlineData(
        "abstract class B { public abstract int Get(); public int Twice() => Get() * 2; } class A : B { public override int Get() => Store.LoadAsync().[|Result|]; }",
        "abstract class B { public abstract Task<int> GetAsync(); public async Task<int> TwiceAsync() => await GetAsync() * 2; } class A : B { public override async Task<int> GetAsync() => await Store.LoadAsync(); }")]
    [InlineData(
        "class B { public virtual int Get() => 1; } class A : B { public override int Get() => base.Get() + Store.LoadAsync().[|Result|]; } class D : A { public sealed override int Get() => base.Get(); }",
        "class B { public virtual Task<int> GetAsync() => Task.FromResult(1); } class A : B { public override async Task<int> GetAsync() => await base.GetAsync() + await Store.LoadAsync(); } class D : A { public sealed override async Task<int> GetAsync() => await base.GetAsync(); }")]
    [InlineData(
        "interface I { int Get() => Store.LoadAsync().[|Result|]; } class A : I { } class C { int Run(I i) => i.Get(); }",
        "interface I { async Task<int> GetAsync() => await Store.LoadAsync(); } class A : I { } class C { async Task<int> RunAsync(I i) => await i.GetAsync(); }")]
    [InlineData(
        "interface I { int Get(); } class B { public int Get() => Store.LoadAsync().[|Result|]; } class A : B, I { } class C { int Run(I i) => i.Get(); }",
        "interface I { Task<int> GetAsync(); } class B { public async Task<int> GetAsync() => await Store.LoadAsync(); } class A : B, I { } class C { async Task<int> RunAsync(I i) => await i.GetAsync(); }")]
    [InlineData(
        "interface I { int Get(); } interface J { int Get(); } class A : I, J { public int Get() => Store.LoadAsync().[|Result|]; } class C { int Run(I i, J j) => i.Get() + j.Get(); }",
        "interface I { Task<int> GetAsync(); } interface J { Task<int> GetAsync(); } class A : I, J { public async Task<int> GetAsync() => await Store.LoadAsync(); } class C { async Task<int> RunAsync(I i, J j) => await i.GetAsync() + await j.GetAsync(); }")]
    [InlineData(
        "interface I { int Get(); } class A : I { readonly I inner; public A(I i) { inner = i; } public int Get() { Store.SaveAsync().[|Wait()|]; return inner.Get(); } }",
        "interface I { Task<int> GetAsync(); } class A : I { readonly I inner; public A(I i) { inner = i; } public async Task<int> GetAsync() { await Store.SaveAsync(); return await inner.GetAsync(); } }")]
    [InlineData(
        "interface IRepo { int Load(); } interface IService { int Get(); } class Repo : IRepo { public int Load() => Store.LoadAsync().[|Result|]; } class Service : IService { readonly IRepo repo; public Service(IRepo r) { repo = r; } public int Get() => repo.Load(); } class Web { readonly IService s; public Web(IService s) { this.s = s; } public int Index() => s.Get(); }",
        "interface IRepo { Task<int> LoadAsync(); } interface IService { Task<int> GetAsync(); } class Repo : IRepo { public async Task<int> LoadAsync() => await Store.LoadAsync(); } class Service : IService { readonly IRepo repo; public Service(IRepo r) { repo = r; } public async Task<int> GetAsync() => await repo.LoadAsync(); } class Web { readonly IService s; public Web(IService s) { this.s = s; } public async Task<int> IndexAsync() => await s.GetAsync(); }")]
    public Task Fixes_interfaces_implementations_and_overrides(string before, string after) => FixesAsync(before, after);
}
