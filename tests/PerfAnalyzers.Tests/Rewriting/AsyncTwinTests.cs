namespace PerfAnalyzers.Tests.Rewriting;

using static AsyncChain;

/// <summary>Where somebody needs the synchronous method, it stays, with an async one beside it.</summary>
public sealed class AsyncTwinTests
{
    private const string Getter = "    public int Get() => Store.LoadAsync().[|Result|];";

    /// <summary>A caller that cannot await, beside one that can.</summary>
    [Theory]
    [InlineData("public int Value => Get();")]
    [InlineData("public int this[int i] => Get();")]
    [InlineData("public int Value { get { return Get(); } set { Get(); } }")]
    [InlineData("public event Action E { add { Get(); } remove { } }")]
    [InlineData("public C() { Get(); }")]
    [InlineData("~C() { Get(); }")]
    [InlineData("public static int operator +(C a, C b) => a.Get();")]
    [InlineData("public static implicit operator int(C c) => c.Get();")]
    [InlineData("public override string ToString() => Get().ToString();")]
    [InlineData("public override int GetHashCode() => Get();")]
    [InlineData("readonly Lazy<int> lazy = new Lazy<int>(() => new C().Get());")]
    [InlineData("readonly int field = new C().Get();")]
    [InlineData("IEnumerable<int> All() { yield return Get(); }")]
    [InlineData("void Out(out int x) { x = Get(); }")]
    [InlineData("void Ref(ref int x) { x = Get(); }")]
    [InlineData("void In(in int x) { Get(); }")]
    [InlineData("void Span(Span<int> x) { x[0] = Get(); }")]
    [InlineData("int Locked() { lock (this) { return Get(); } }")]
    [InlineData("int Filter() { try { return 1; } catch (Exception) when (Get() > 1) { return 2; } }")]
    [InlineData("int Query(int[] x) => (from i in x where i > Get() select i).Count();")]
    [InlineData("unsafe int Unsafe() => Get();")]
    [InlineData("Func<int> Group() => Get;")]
    [InlineData("System.Linq.Expressions.Expression<Func<int>> Tree() => () => Get();")]
    [InlineData("[System.Runtime.CompilerServices.MethodImpl(System.Runtime.CompilerServices.MethodImplOptions.Synchronized)] int One() => Get();")]
    [InlineData("int Held(object gate) { System.Threading.Monitor.Enter(gate); try { return Get(); } finally { System.Threading.Monitor.Exit(gate); } }")]
    [InlineData("int Read(ReaderWriterLockSlim gate) { gate.EnterReadLock(); try { return Get(); } finally { gate.ExitReadLock(); } }")]
    [InlineData("int Scope() { using (var t = new System.Transactions.TransactionScope()) { return Get(); } }")]
    [InlineData("int Aggregate() { try { return Get(); } catch (AggregateException) { return 1; } }")]
    [InlineData("int Inner() { try { return Get(); } catch (Exception e) { return e.InnerException == null ? 1 : 2; } }")]
    [InlineData("[ThreadStatic] static int state; int Thread() { state = 1; var x = Get(); return state + x; }")]
    [InlineData("int sum; void Lose() { sum += Get(); }")]
    [InlineData("void Each(List<int> x) { x.RemoveAll(i => i == Get()); }")]
    [InlineData("async void Fire() { await Task.Yield(); Get(); }")]
    [InlineData("int? Maybe(C? c) => c?.Get();")]
    [InlineData("void Timer() { new System.Threading.Timer(_ => Get()); }")]
    [InlineData("void Stop(CancellationToken t) { t.Register(() => Get()); }")]
    [InlineData("void Stopping(Microsoft.Extensions.Hosting.IHostApplicationLifetime l) { l.ApplicationStopping.Register(() => Get()); }")]
    [InlineData("Action Later() => () => Get();")]
    [InlineData("void Loaded(System.ComponentModel.BackgroundWorker w) { w.DoWork += (s, e) => Get(); }")]
    [InlineData("readonly List<int> held = new(); void Add(int i) => held.Add(i); void Loop() { foreach (var i in held) Get(); }")]
    [InlineData("void Invoke() => Parallel.Invoke(() => Get(), () => { });")]
    [InlineData("void Count() => Parallel.For(0, 3, i => Get());")]
    [InlineData("void Every(int[] x) => Array.ForEach(x, i => Get());")]
    [InlineData("bool All(int[] x) => x.All(i => i > Get()); int[] Where(int[] x) => x.Where(i => i > Get()).ToArray();")]
    [InlineData("void Register(Microsoft.Extensions.DependencyInjection.IServiceCollection s) => Microsoft.Extensions.DependencyInjection.ServiceCollectionServiceExtensions.AddSingleton<object>(s, p => Get());")]
    [InlineData("[Named(nameof(Get))] void Other() { } sealed class NamedAttribute : Attribute { public NamedAttribute(string name) { } }")]
    [InlineData("event Func<int>? Asked; void Ask() { Asked += Get; Asked.Invoke(); }")]
    [InlineData("int Cached(System.Collections.Concurrent.ConcurrentDictionary<int, int> x) => x.GetOrAdd(1, _ => Get());")]
    [InlineData("int[] Sorted(int[] x) => x.OrderBy(i => Get()).ToArray();")]
    [InlineData("void Throws() { Check(() => Get()); } static void Check(Func<object> f) { f(); }")]
    [InlineData("int Any(int[] x) => x.Any(i => i > Get()) ? 1 : 2;")]
    [InlineData("int V(__arglist) => Get();")]
    [InlineData("unsafe int Fixed(int[] x) { fixed (int* p = x) { return Get(); } }")]
    [InlineData("void Add(System.Collections.Concurrent.ConcurrentDictionary<int, int> x) => x.AddOrUpdate(1, 2, (k, v) => Get());")]
    [InlineData("string Text() => string.Create(1, this, (span, c) => c.Get());")]
    [InlineData("Task Next(Task t) => t.ContinueWith(x => Get());")]
    [InlineData("void Buffer() { Span<int> s = stackalloc int[1]; var x = Get(); s[0] = x; }")]
    [InlineData("void Handle(System.Runtime.CompilerServices.DefaultInterpolatedStringHandler h) { h.AppendFormatted(Get()); }")]
    public Task Fixes_by_a_twin_when_a_caller_cannot_await(string caller) => FixesAsync(
        Code("    public async Task<int> Run() => await Store.LoadAsync() + Get();", caller, Getter),
        Code("    public async Task<int> Run() => await Store.LoadAsync() + await GetAsync();", caller, Getter, "    public async Task<int> GetAsync() => await Store.LoadAsync();"));

    [Theory]
    [InlineData("void Plain() { using var t = new System.Transactions.TransactionScope(System.Transactions.TransactionScopeAsyncFlowOption.Enabled); Get(); }", "async Task PlainAsync() { using var t = new System.Transactions.TransactionScope(System.Transactions.TransactionScopeAsyncFlowOption.Enabled); await GetAsync(); }")]
    [InlineData("void Slim(SemaphoreSlim s) { s.Wait(0); try { Get(); } finally { s.Release(); } }", "async Task SlimAsync(SemaphoreSlim s) { s.Wait(0); try { await GetAsync(); } finally { s.Release(); } }")]
    [InlineData("void Free(object g) { lock (g) { } Get(); }", "async Task FreeAsync(object g) { lock (g) { } await GetAsync(); }")]
    [InlineData("void Wide() { long n = 0; n += Get(); }", "async Task WideAsync() { long n = 0; n += await GetAsync(); }")]
    public Task Fixes_in_place_when_nothing_stands_in_the_way(string before, string after) => FixesAsync(
        Code(before, Getter),
        Code(after, "    public async Task<int> GetAsync() => await Store.LoadAsync();"));

    [Fact]
    public Task Fixes_by_twins_along_the_branch_that_cannot_change() => FixesAsync(
        """
        public class C
        {
            /// <summary>The lower one.</summary>
            public int Low(int id)
            {
                // Wait for it.
                return Store.LoadAsync(id).[|Result|];
            }

            public int Mid(int id) => Low(id) + 1; // one more

            public int Value => Mid(3);

            public int Top() => Mid(4);
        }
        """,
        """
        public class C
        {
            /// <summary>The lower one.</summary>
            public int Low(int id)
            {
                // Wait for it.
                return Store.LoadAsync(id).[|Result|];
            }

            /// <summary>The lower one.</summary>
            public async Task<int> LowAsync(int id)
            {
                // Wait for it.
                return await Store.LoadAsync(id);
            }

            public int Mid(int id) => Low(id) + 1; // one more

            public async Task<int> MidAsync(int id) => await LowAsync(id) + 1;

            public int Value => Mid(3);

            public async Task<int> TopAsync() => await MidAsync(4);
        }
        """);

    [Fact]
    public Task Fixes_by_twins_on_an_interface_and_its_implementations() => FixesAsync(
        """
        public interface IRates
        {
            int Get(string name);
            void Save(int rate);
        }

        public class Rates : IRates
        {
            public int Get(string name) => Store.LoadAsync(name.Length).[|Result|];
            public void Save(int rate) { }
        }

        public class FakeRates : IRates
        {
            public int Get(string name)
            {
                return 1;
            }

            public void Save(int rate) { }
        }

        public class Shop
        {
            private readonly IRates rates;

            public Shop(IRates rates) { this.rates = rates; Console.WriteLine(rates.Get("a")); }

            public int Price() => rates.Get("b");
        }
        """,
        """
        public interface IRates
        {
            int Get(string name);
            Task<int> GetAsync(string name);
            void Save(int rate);
        }

        public class Rates : IRates
        {
            public int Get(string name) => Store.LoadAsync(name.Length).[|Result|];
            public async Task<int> GetAsync(string name) => await Store.LoadAsync(name.Length);
            public void Save(int rate) { }
        }

        public class FakeRates : IRates
        {
            public int Get(string name)
            {
                return 1;
            }

            public Task<int> GetAsync(string name) => Task.FromResult(Get(name));

            public void Save(int rate) { }
        }

        public class Shop
        {
            private readonly IRates rates;

            public Shop(IRates rates) { this.rates = rates; Console.WriteLine(rates.Get("a")); }

            public async Task<int> PriceAsync() => await rates.GetAsync("b");
        }
        """);

    [Fact]
    public Task Fixes_by_a_twin_what_a_library_calls() => FixesAsync(
        """
        public class Sorter : IComparer<int>
        {
            public int Compare(int x, int y) => Store.LoadAsync(x).[|Result|] - y;
        }

        public class Writer : StringWriter
        {
            public override void Write(string? value) { Store.SaveAsync().[|Wait()|]; }
        }

        public class Run
        {
            public int Go(Sorter s, Writer w) { w.Write("a"); return s.Compare(1, 2); }
        }
        """,
        """
        public class Sorter : IComparer<int>
        {
            public int Compare(int x, int y) => Store.LoadAsync(x).[|Result|] - y;

            public async Task<int> CompareAsync(int x, int y) => await Store.LoadAsync(x) - y;
        }

        public class Writer : StringWriter
        {
            public override void Write(string? value) { Store.SaveAsync().[|Wait()|]; }
        }

        public class Run
        {
            public async Task<int> GoAsync(Sorter s, Writer w) { w.Write("a"); return await s.CompareAsync(1, 2); }
        }
        """);

    [Theory]
    [InlineData("    public async Task<int> GetAsync() => await Store.LoadAsync();")]
    [InlineData("    public async Task<int> GetAsync(CancellationToken token = default) => await Store.LoadAsync(0, token);")]
    [InlineData("    public ValueTask<int> GetAsync() => new ValueTask<int>(Store.LoadAsync());")]
    public Task Fixes_by_the_twin_that_is_there(string twin) => FixesAsync(
        Code(Getter, twin, "    public int Run() => Get();"),
        Code(Getter, twin, "    public async Task<int> RunAsync() => await GetAsync();"));

    [Theory]
    [InlineData("    public Task<int> GetAsync() => Task.FromResult(Get());")]
    [InlineData("    public Task<int> GetAsync() => Task.Run(() => Get());")]
    [InlineData("    public int GetAsync() => 1;")]
    [InlineData("    public int GetAsync { get; set; }")]
    [InlineData("    [Obsolete] public async Task<int> GetAsync() => await Store.LoadAsync();")]
    public Task OffersNoFix_when_the_name_is_taken(string other) => LeavesAloneAsync(Code(Getter, other, "    public int Run() => Get();"));

    [Theory]
    [InlineData("public int Value => Store.LoadAsync().[|Result|];")]
    [InlineData("public C() { Store.SaveAsync().[|Wait()|]; }")]
    [InlineData("static C() { Store.SaveAsync().[|Wait()|]; }")]
    [InlineData("public IEnumerable<int> All() { yield return Store.LoadAsync().[|Result|]; } public void Use() { All(); }")]
    [InlineData("public void Out(out int x) { x = Store.LoadAsync().[|Result|]; } public void Use() { Out(out var x); }")]
    [InlineData("public void Ref(ref int x) { x = Store.LoadAsync().[|Result|]; }")]
    [InlineData("public void Span(Span<int> x) { x[0] = Store.LoadAsync().[|Result|]; }")]
    [InlineData("public unsafe void P(int* x) { *x = Store.LoadAsync().[|Result|]; }")]
    [InlineData("public IQueryable<int> Q() => Store.ListAsync().[|Result|].AsQueryable();")]
    [InlineData("public ref int R() { Store.SaveAsync().[|Wait()|]; return ref field; } int field;")]
    [InlineData("public static C operator +(C a, C b) { Store.SaveAsync().[|Wait()|]; return a; }")]
    [InlineData("public override string ToString() => Store.NameAsync(1).[|Result|];")]
    [InlineData("public override bool Equals(object? o) => Store.LoadAsync(1).[|Result|] > 1;")]
    [InlineData("public int Locked() { lock (this) { return Store.LoadAsync().[|Result|]; } } public void Use() => Locked();")]
    [InlineData("public int Get() => Store.LoadAsync().[|Result|]; public int Value => Get();")]
    [InlineData("public int Get() => Store.LoadAsync().[|Result|]; public int Mid() => Get(); public int Value => Mid();")]
    [InlineData("public int Get(string await) => Store.LoadAsync(await.Length).[|Result|]; public int Run() => Get(\"\");")]
    [InlineData("[System.Runtime.CompilerServices.MethodImpl(System.Runtime.CompilerServices.MethodImplOptions.Synchronized)] public int One() => Store.LoadAsync().[|Result|];")]
    [InlineData("[System.Runtime.InteropServices.UnmanagedCallersOnly] public static int Get() => Store.LoadAsync().[|Result|];")]
    [InlineData("[System.Security.SecurityCritical] public int Get() => Store.LoadAsync().[|Result|]; public int Run() => Get();")]
    [InlineData("public int Get(scoped Span<int> x) => Store.LoadAsync(x.Length).[|Result|]; public int Run() => Get(new int[1]);")]
    [InlineData("public interface I<T> where T : I<T> { static abstract int Get(); } public class A : I<A> { public static int Get() => Store.LoadAsync().[|Result|]; } static int Run<T>() where T : I<T> => T.Get();")]
    [InlineData("static readonly int Field = Store.LoadAsync().[|Result|];")]
    [InlineData("readonly Lazy<int> lazy = new Lazy<int>(() => Store.LoadAsync().[|Result|]);")]
    [InlineData("public void Fire() { var t = new System.Threading.Thread(() => Store.SaveAsync().[|Wait()|]); t.Start(); }")]
    [InlineData("public void Work() { Store.SaveAsync().[|Wait()|]; } public void Run() { var t = new System.Threading.Thread(Work); t.Start(); }")]
    public Task OffersNoFix_when_the_waiting_method_cannot_change(string members) => LeavesAloneAsync(Code(members));

    [Fact]
    public Task OffersNoFix_in_structs_and_partial_methods() => LeavesAloneAsync(
        """
        public struct S { int n; public int Get() { n++; return Store.LoadAsync().[|Result|]; } public int Use() => Get(); }
        public partial class P { partial void Done(); partial void Done() { Store.SaveAsync().[|Wait()|]; } }
        public sealed class D : IDisposable { public void Dispose() { Store.SaveAsync().[|Wait()|]; } public void Close() { Dispose(); } }
        """);

    private static string Code(params string[] members) => "public class C\n{\n" + string.Join("\n", members) + "\n}\n";
}
