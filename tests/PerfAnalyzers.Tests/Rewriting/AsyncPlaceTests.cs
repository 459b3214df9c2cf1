namespace PerfAnalyzers.Tests.Rewriting;

using static AsyncChain;

/// <summary>Entry points, tests and callers of every kind, as known to trip up whoever makes a method async.</summary>
public sealed class AsyncPlaceTests
{
    [Theory]
    [InlineData("static void Main(string[] args) { Run(); }", "static async Task Main(string[] args) { await RunAsync(); }")]
    [InlineData("static int Main() { Run(); return 1; }", "static async Task<int> Main() { await RunAsync(); return 1; }")]
    [InlineData("static async Task Main() { await Task.Yield(); Run(); }", "static async Task Main() { await Task.Yield(); await RunAsync(); }")]
    [InlineData("static Task<int> Main() { Run(); return Task.FromResult(1); }", "static async Task<int> Main() { await RunAsync(); return 1; }")]
    public Task Fixes_each_form_of_Main(string before, string after) => FixesAsync(
        "class C { " + before + " static void Run() => Store.SaveAsync().[|Wait()|]; }",
        "class C { " + after + " static async Task RunAsync() => await Store.SaveAsync(); }",
        test => test.TestState.OutputKind = OutputKind.ConsoleApplication);

    [Fact]
    public Task Fixes_top_level_statements_and_what_they_declare() => FixesAsync(
        "Console.WriteLine(Get(1));\nStore.SaveAsync().[|Wait()|];\nstatic int Get(int id) => Store.LoadAsync(id).[|Result|];\n",
        "Console.WriteLine(await GetAsync(1));\nawait Store.SaveAsync();\nstatic async Task<int> GetAsync(int id) => await Store.LoadAsync(id);\n",
        test => test.TestState.OutputKind = OutputKind.ConsoleApplication);

    /// <summary>After the first await the program would go on in another apartment.</summary>
    [Fact]
    public Task OffersNoFix_when_Main_names_its_apartment() => LeavesAloneAsync(
        "class C { [STAThread] static void Main() { Run(); } static void Run() => Store.SaveAsync().[|Wait()|]; }",
        test => test.TestState.OutputKind = OutputKind.ConsoleApplication);

    private const string Frameworks = """

        namespace NUnit.Framework { public class TestAttribute : Attribute { } public delegate void TestDelegate(); public static class Assert { public static void That<T>(T a, object? b) { } public static void That(Func<int> code, object? b) { } public static void Throws<T>(TestDelegate code) { } } }
        namespace Microsoft.VisualStudio.TestTools.UnitTesting { public class TestMethodAttribute : Attribute { } public static class Assert { public static void AreEqual<T>(T a, T b) { } public static void ThrowsException<T>(Action code) { } } }
        namespace TUnit.Core { public class TestAttribute : Attribute { } }
        """;

    [Theory]
    [InlineData("NUnit.Framework.Test")]
    [InlineData("Microsoft.VisualStudio.TestTools.UnitTesting.TestMethod")]
    [InlineData("TUnit.Core.Test")]
    public Task Fixes_tests_of_each_framework(string attribute) => FixesAsync(
        "class C { public static int Get() => Store.LoadAsync().[|Result|]; }\nclass Tests { [" + attribute + "] public void Gets() { Use(C.Get()); } private static void Use(int n) { } }" + Frameworks,
        "class C { public static async Task<int> GetAsync() => await Store.LoadAsync(); }\nclass Tests { [" + attribute + "] public async Task Gets() { Use(await C.GetAsync()); } private static void Use(int n) { } }" + Frameworks);

    /// <summary>Code that is handed over to be tried stays synchronous.</summary>
    [Theory]
    [InlineData("NUnit.Framework.Assert.That(() => C.Get(), null);")]
    [InlineData("NUnit.Framework.Assert.Throws<Exception>(() => C.Get());")]
    [InlineData("Microsoft.VisualStudio.TestTools.UnitTesting.Assert.ThrowsException<Exception>(() => C.Get());")]
    public Task Fixes_by_a_twin_what_a_test_hands_over(string statement) => FixesAsync(
        "class C\n{\n    public static int Get() => Store.LoadAsync().[|Result|];\n}\nclass Tests { [NUnit.Framework.Test] public void Tries() { " + statement + " } [NUnit.Framework.Test] public void Gets() { C.Get(); } }" + Frameworks,
        "class C\n{\n    public static int Get() => Store.LoadAsync().[|Result|];\n\n    public static async Task<int> GetAsync() => await Store.LoadAsync();\n}\nclass Tests { [NUnit.Framework.Test] public void Tries() { " + statement + " } [NUnit.Framework.Test] public async Task Gets() { await C.GetAsync(); } }" + Frameworks);

    [Theory]
    [InlineData("[NUnit.Framework.Test] public void Tries() { NUnit.Framework.Assert.Throws<Exception>(() => Store.LoadAsync().[|Wait()|]); }")]
    [InlineData("[NUnit.Framework.Test] public void Tries() { NUnit.Framework.Assert.That(() => Store.LoadAsync().[|Result|], null); }")]
    [InlineData("[NUnit.Framework.Test] public async void Tries() { await Task.Yield(); Store.LoadAsync().[|Wait()|]; }")]
    public Task OffersNoFix_in_code_that_a_test_tries(string member) => LeavesAloneAsync("class Tests { " + member + " }" + Frameworks);

    private const string Getter = "    public int Get() => Store.LoadAsync().[|Result|];";

    /// <summary>Further callers that cannot await, or that nobody sees.</summary>
    [Theory]
    [InlineData("public override bool Equals(object? o) => Get() > 1;")]
    [InlineData("public void Close() { } public sealed class D : IDisposable { public void Dispose() { new C().Get(); } }")]
    [InlineData("protected virtual void Dispose(bool disposing) { Get(); }")]
    [InlineData("public sealed class D : IComparable<int> { public int CompareTo(int x) => new C().Get(); }")]
    [InlineData("[System.Runtime.InteropServices.DllImport(\"x\")] static extern void Set(Func<int> f); void Hand() => Set(Get);")]
    [InlineData("[System.Runtime.InteropServices.DllImport(\"x\")] static extern void Set(Func<int> f); void Hand() => Set(() => Get());")]
    [InlineData("object? Found() => typeof(C).GetMethod(\"Get\");")]
    [InlineData("void Inactive() {\n#if OTHER\n        Use(Get ());\n#endif\n    } static void Use(int n) { }")]
    [InlineData("object? Found() => typeof(C).GetMethod(nameof(Get), System.Reflection.BindingFlags.Public);")]
    [InlineData("int Of(Func<int, int> f) => f(1); int Handed() => Of(i => Get());")]
    [InlineData("public int this[string s] { set { Get(); } }")]
    [InlineData("public int Started { get; init; } = new C().Get();")]
    [InlineData("public static bool operator ==(C a, C b) => a.Get() > 1; public static bool operator !=(C a, C b) => false; public override bool Equals(object? o) => false; public override int GetHashCode() => 1;")]
    [InlineData("static C() { new C().Get(); }")]
    [InlineData("public C(int n) { } public C() : this(new C(1).Get()) { }")]
    [InlineData("int Update(ref System.Collections.Immutable.ImmutableList<int> x) { System.Collections.Immutable.ImmutableInterlocked.Update(ref x, l => l.Add(new C().Get())); return 1; }")]
    [InlineData("System.Threading.Timer Later() => new System.Threading.Timer(Tick); void Tick(object? o) { Get(); }")]
    [InlineData("public record R(int N) { protected virtual bool PrintMembers(System.Text.StringBuilder b) { b.Append(new C().Get()); return true; } }")]
    [InlineData("readonly Lazy<C> lazy = new(() => { var c = new C(); c.Get(); return c; });")]
    [InlineData("public sealed class L : System.Collections.ObjectModel.Collection<int> { protected override void ClearItems() { new C().Get(); } }")]
    [InlineData("public sealed class S : MemoryStream { public override int Read(byte[] b, int o, int c) => new C().Get(); }")]
    [InlineData("public sealed class F : Microsoft.AspNetCore.Mvc.Filters.ActionFilterAttribute { public override void OnActionExecuting(Microsoft.AspNetCore.Mvc.Filters.ActionExecutingContext c) { new C().Get(); } }")]
    [InlineData("public sealed class Db : Microsoft.EntityFrameworkCore.DbContext { public override int SaveChanges() { new C().Get(); return base.SaveChanges(); } }")]
    [InlineData("string Show() { System.Diagnostics.Debug.Assert(true, $\"{Get()}\"); return \"\"; }")]
    [InlineData("int Next() { goto done; done: Span<int> s = stackalloc int[1]; var x = Get(); s[0] = x; return x; }")]
    public Task Fixes_by_a_twin_when_a_caller_stays_synchronous(string caller) => FixesAsync(
        Code("    public async Task<int> Run() => await Store.LoadAsync() + Get();", "    " + caller, Getter),
        Code("    public async Task<int> Run() => await Store.LoadAsync() + await GetAsync();", "    " + caller, Getter, "    public async Task<int> GetAsync() => await Store.LoadAsync();"));

    /// <summary>What another configuration compiles calls it by its old name.</summary>
    [Fact]
    public Task Fixes_by_a_twin_what_inactive_code_calls() => FixesAsync(
        Code("    public async Task<int> Run() => await Store.LoadAsync() + Get();", "#if OTHER\n    public int Old() => Get();\n#endif\n    private int filler;", Getter),
        Code("    public async Task<int> Run() => await Store.LoadAsync() + await GetAsync();", "#if OTHER\n    public int Old() => Get();\n#endif\n    private int filler;", Getter, "    public async Task<int> GetAsync() => await Store.LoadAsync();"));

    [Theory]
    [InlineData("public Task<int> GetAsync(string name) => Store.LoadAsync();", "int Get() => Store.LoadAsync().[|Result|]; int Run() => Get();", "async Task<int> GetAsync() => await Store.LoadAsync(); async Task<int> RunAsync() => await GetAsync();")]
    [InlineData("Task<int> IntAsync() => Store.LoadAsync();", "long Wide() => IntAsync().[|Result|]; long Run() => Wide();", "async Task<long> WideAsync() => await IntAsync(); async Task<long> RunAsync() => await WideAsync();")]
    [InlineData("public class B { } public sealed class D : B { } static Task<D> OneAsync() => Task.Run(() => new D());", "B Make() => OneAsync().[|Result|]; B Run() => Make();", "async Task<B> MakeAsync() => await OneAsync(); async Task<B> RunAsync() => await MakeAsync();")]
    [InlineData("", "bool Try(int id) => int.TryParse(Store.NameAsync(id).[|Result|], out var n) && n > 1; bool Run() => Try(1);", "async Task<bool> TryAsync(int id) => int.TryParse(await Store.NameAsync(id), out var n) && n > 1; async Task<bool> RunAsync() => await TryAsync(1);")]
    [InlineData("", "object Make(int id) => new { id, Name = Store.NameAsync(id).[|Result|] }; object Run() { var made = Make(1); return made; }", "async Task<object> MakeAsync(int id) => new { id, Name = await Store.NameAsync(id) }; async Task<object> RunAsync() { var made = await MakeAsync(1); return made; }")]
    [InlineData("", "IEnumerable<int> All() => Store.ListAsync().[|Result|]; int Run() { var n = 0; foreach (var x in All()) n += x; return n; }", "async Task<IEnumerable<int>> AllAsync() => await Store.ListAsync(); async Task<int> RunAsync() { var n = 0; foreach (var x in await AllAsync()) n += x; return n; }")]
    [InlineData("", "/// <summary>Loads.</summary>\n/// <returns>What is there.</returns>\npublic int Get() => Store.LoadAsync().[|Result|];\n/// <inheritdoc cref=\"Get\"/>\npublic int Run() => Get();", "/// <summary>Loads.</summary>\n/// <returns>What is there.</returns>\npublic async Task<int> GetAsync() => await Store.LoadAsync();\n/// <inheritdoc cref=\"GetAsync\"/>\npublic async Task<int> RunAsync() => await GetAsync();")]
    [InlineData("", "int Get(int id = 1) => Store.LoadAsync(id).[|Result|]; int Run() => Get(id: 2) + this.Get();", "async Task<int> GetAsync(int id = 1) => await Store.LoadAsync(id); async Task<int> RunAsync() => await GetAsync(id: 2) + await this.GetAsync();")]
    public Task Fixes_and_fits_the_signature(string others, string before, string after) => FixesAsync(Code("    " + others, before), Code("    " + others, after));

    [Fact]
    public Task Fixes_the_friends_of_a_project() => FixesAsync(
        "[assembly: System.Runtime.CompilerServices.InternalsVisibleTo(\"Other\")]\nclass C { internal static int Get() => Store.LoadAsync().[|Result|]; }",
        "[assembly: System.Runtime.CompilerServices.InternalsVisibleTo(\"Other\")]\nclass C { internal static async Task<int> GetAsync() => await Store.LoadAsync(); }",
        test =>
        {
            foreach (var (state, source) in new[] { (test.TestState, "class Page { int Show() => C.Get() + 1; }"), (test.FixedState, "class Page { async Task<int> ShowAsync() => await C.GetAsync() + 1; }") })
            {
                var project = state.AdditionalProjects["Other"];
                project.Sources.Add(source);
                project.AdditionalProjectReferences.Add("TestProject");
            }
        });

    [Fact]
    public Task OffersNoFix_when_a_namespace_is_called_Task() => LeavesAloneAsync(
        "namespace Shop.Task { public class Unit { } }\nnamespace Shop { public class C { public int Get() => global::Store.LoadAsync().[|Result|]; public void Run() => Get(); } }");

    /// <summary>Others call these by name, and take what they give as it is.</summary>
    [Theory]
    [InlineData("[Own.Function(nameof(Get))] public int Get() => Store.LoadAsync().[|Result|];")]
    [InlineData("[Own.OperationContract] public int Get() => Store.LoadAsync().[|Result|];")]
    [InlineData("[System.Runtime.InteropServices.DllImport(\"x\")] static extern void Set(Func<int> f); static void Hand() => Set(Get); static int Get() => Store.LoadAsync().[|Result|];")]
    public Task OffersNoFix_when_others_call_it_by_name(string members) => LeavesAloneAsync(
        Code("    " + members) + "namespace Own { public class FunctionAttribute : Attribute { public FunctionAttribute(string name) { } } public class OperationContractAttribute : Attribute { } }");

    [Fact]
    public Task Fixes_endpoints_that_are_named() => FixesAsync(
        """
        using Microsoft.AspNetCore.Builder;
        static class Endpoints
        {
            public static void Map(WebApplication app) => app.MapGet("/", Handle);
            static int Handle(Microsoft.AspNetCore.Http.HttpContext context) => Get() + context.Response.StatusCode;
            static int Get() => Store.LoadAsync().[|Result|];
        }
        """,
        """
        using Microsoft.AspNetCore.Builder;
        static class Endpoints
        {
            public static void Map(WebApplication app) => app.MapGet("/", HandleAsync);
            static async Task<int> HandleAsync(Microsoft.AspNetCore.Http.HttpContext context) => await GetAsync() + context.Response.StatusCode;
            static async Task<int> GetAsync() => await Store.LoadAsync();
        }
        """);

    [Fact]
    public Task Fixes_actions_of_each_answer() => FixesAsync(
        """
        using Microsoft.AspNetCore.Mvc;
        public class HomeController : ControllerBase
        {
            public IEnumerable<int> All() => Store.ListAsync().[|Result|];
            public void Done() { Load(); }
            public IActionResult Back() { Load(); return RedirectToAction(nameof(All)); }
            [NonAction] public int Load() => Store.LoadAsync().[|Result|];
        }
        """,
        """
        using Microsoft.AspNetCore.Mvc;
        public class HomeController : ControllerBase
        {
            public async Task<IEnumerable<int>> All() => await Store.ListAsync();
            public async Task Done() { await LoadAsync(); }
            public async Task<IActionResult> Back() { await LoadAsync(); return RedirectToAction(nameof(All)); }
            [NonAction] public async Task<int> LoadAsync() => await Store.LoadAsync();
        }
        """);

    private static string Code(params string[] members) => "public class C\n{\n" + string.Join("\n", members) + "\n}\n";
}
