using Microsoft.CodeAnalysis.Testing;

namespace PerfAnalyzers.Tests.Rewriting;

using static AsyncChain;

/// <summary>Chains that go through callbacks, other files, other projects, and into functions that a framework calls.</summary>
public sealed class AsyncReachTests
{
    private const string Members = " static int Get(int id = 0) => Store.LoadAsync(id).[|Result|]; static void Save(int id) => Store.SaveAsync(id).[|Wait()|]; static void Use(object x) { } }";
    private const string Awaited = " static async Task<int> GetAsync(int id = 0) => await Store.LoadAsync(id); static async Task SaveAsync(int id) => await Store.SaveAsync(id); static void Use(object x) { } }";

    [Theory]
    [InlineData("void Run(List<int> x) { x.ForEach(i => Save(i)); }", "async Task RunAsync(List<int> x) { foreach (var i in x) await SaveAsync(i); }")]
    [InlineData("void Run(List<int> x) { x.ForEach(i => { Save(i); Use(i); }); Save(0); }", "async Task RunAsync(List<int> x) { foreach (var i in x) { await SaveAsync(i); Use(i); } await SaveAsync(0); }")]
    [InlineData("void Run(List<int> x) { Parallel.ForEach(x, i => Save(i)); }", "async Task RunAsync(List<int> x) { await Parallel.ForEachAsync(x, async (i, _) => await SaveAsync(i)); }")]
    [InlineData("void Run(int[] x) { var all = x.Select(i => Get(i)).ToList(); Use(all); Save(1); }", "async Task RunAsync(int[] x) { var all = new List<int>(); foreach (var i in x) all.Add(await GetAsync(i)); Use(all); await SaveAsync(1); }")]
    [InlineData("List<int> Run(int[] x) { Save(1); return x.Select(i => Get(i) + 1).ToList(); }", "async Task<List<int>> RunAsync(int[] x) { await SaveAsync(1); var results = new List<int>(); foreach (var i in x) results.Add(await GetAsync(i) + 1); return results; }")]
    [InlineData("int[] Run(int[] x) { Save(1); return x.Select(i => Get(i)).ToArray(); }", "async Task<int[]> RunAsync(int[] x) { await SaveAsync(1); var results = new List<int>(); foreach (var i in x) results.Add(await GetAsync(i)); return results.ToArray(); }")]
    [InlineData("void Run(int[] x) { var all = x.Select(i => Get(i)).ToArray(); Use(all); Save(1); }", "async Task RunAsync(int[] x) { var results = new List<int>(); foreach (var i in x) results.Add(await GetAsync(i)); var all = results.ToArray(); Use(all); await SaveAsync(1); }")]
    [InlineData("List<int> Run(int[] x) => x.Select(i => Get(i)).ToList(); void More() => Save(1);", "async Task<List<int>> RunAsync(int[] x) { var results = new List<int>(); foreach (var i in x) results.Add(await GetAsync(i)); return results; } async Task MoreAsync() => await SaveAsync(1);")]
    [InlineData("Task<int> Run() { Save(1); return Task.Run(() => Get()); }", "async Task<int> Run() { await SaveAsync(1); return await Task.Run(async () => await GetAsync()); }")]
    [InlineData("void Run() { Func<Task<int>> f = async () => { await Task.Yield(); Save(1); return Get(); }; f(); }", "void Run() { Func<Task<int>> f = async () => { await Task.Yield(); await SaveAsync(1); return await GetAsync(); }; f(); }")]
    [InlineData("void Run() { Func<Task<int>> f = () => { Save(1); return Task.FromResult(Get()); }; f(); }", "void Run() { Func<Task<int>> f = async () => { await SaveAsync(1); return await GetAsync(); }; f(); }")]
    [InlineData("void Run(Microsoft.AspNetCore.Http.HttpResponse r) { r.OnStarting(() => { Save(1); return Task.CompletedTask; }); Get(); }", "async Task RunAsync(Microsoft.AspNetCore.Http.HttpResponse r) { r.OnStarting(async () => { await SaveAsync(1); return; }); await GetAsync(); }")]
    [InlineData("void Run() { _ = Task.Run(() => Get()); Save(1); }", "async Task RunAsync() { _ = Task.Run(async () => await GetAsync()); await SaveAsync(1); }")]
    [InlineData("void Run(IDisposable scope) { using (scope) { Use(Get()); } Save(1); }", "async Task RunAsync(IDisposable scope) { using (scope) { Use(await GetAsync()); } await SaveAsync(1); }")]
    [InlineData("async void Clicked(object sender, EventArgs e) { await Task.Yield(); Save(Get()); }", "async void Clicked(object sender, EventArgs e) { await Task.Yield(); await SaveAsync(await GetAsync()); }")]
    [InlineData("async ValueTask<int> Run() { await Task.Yield(); Save(1); return Get(); }", "async ValueTask<int> Run() { await Task.Yield(); await SaveAsync(1); return await GetAsync(); }")]
    [InlineData("async IAsyncEnumerable<int> Run() { Save(1); yield return Get(); await Task.Yield(); }", "async IAsyncEnumerable<int> Run() { await SaveAsync(1); yield return await GetAsync(); await Task.Yield(); }")]
    public Task Fixes_through_callbacks_and_async_functions(string before, string after) => FixesAsync("class C { " + before + Members, "class C { " + after + Awaited);

    [Fact]
    public Task Fixes_a_loop_in_the_shape_of_the_file() => FixesAsync(
        """
        class C
        {
            static int Get(int id) => Store.LoadAsync(id).[|Result|];

            public List<int> Run(List<int> ids)
            {
                // All of them.
                ids.ForEach(id =>
                {
                    // One.
                    Console.WriteLine(Get(id));
                });
                ids.ForEach(id => Get(id));
                return ids.Select(id => Get(id)).ToList();
            }

            public int[] All(List<int> ids) => ids.Select(id => Get(id)).ToArray();
        }
        """,
        """
        class C
        {
            static async Task<int> GetAsync(int id) => await Store.LoadAsync(id);

            public async Task<List<int>> RunAsync(List<int> ids)
            {
                // All of them.
                foreach (var id in ids)
                {
                    // One.
                    Console.WriteLine(await GetAsync(id));
                }
                foreach (var id in ids)
                    await GetAsync(id);
                var results = new List<int>();
                foreach (var id in ids)
                    results.Add(await GetAsync(id));
                return results;
            }

            public async Task<int[]> AllAsync(List<int> ids)
            {
                var results = new List<int>();
                foreach (var id in ids)
                    results.Add(await GetAsync(id));
                return results.ToArray();
            }
        }
        """);

    [Fact]
    public Task Fixes_controllers_pages_hubs_and_tests_without_renaming_them() => FixesAsync(
        """
        using Microsoft.AspNetCore.Mvc;
        public interface IService { string Name(int id); }
        public class Service : IService { public string Name(int id) => Store.NameAsync(id).[|Result|]; }
        public class HomeController : ControllerBase
        {
            private readonly IService service;
            public HomeController(IService service) { this.service = service; }
            public IActionResult Index(int id) => Ok(service.Name(id));
            public ActionResult<string> Other(int id) { if (id == 0) return NotFound(); return service.Name(id); }
            public IActionResult Make() => CreatedAtAction(nameof(Index), service.Name(1));
        }
        public class Page : Microsoft.AspNetCore.Mvc.RazorPages.PageModel { public void OnGet(IService s) { Console.WriteLine(s.Name(1)); } }
        public class Chat : Microsoft.AspNetCore.SignalR.Hub { public string Send(IService s) => s.Name(1); }
        """,
        """
        using Microsoft.AspNetCore.Mvc;
        public interface IService { Task<string> NameAsync(int id); }
        public class Service : IService { public async Task<string> NameAsync(int id) => await Store.NameAsync(id); }
        public class HomeController : ControllerBase
        {
            private readonly IService service;
            public HomeController(IService service) { this.service = service; }
            public async Task<IActionResult> Index(int id) => Ok(await service.NameAsync(id));
            public async Task<ActionResult<string>> Other(int id) { if (id == 0) return NotFound(); return await service.NameAsync(id); }
            public async Task<IActionResult> Make() => CreatedAtAction(nameof(Index), await service.NameAsync(1));
        }
        public class Page : Microsoft.AspNetCore.Mvc.RazorPages.PageModel { public async Task OnGet(IService s) { Console.WriteLine(await s.NameAsync(1)); } }
        public class Chat : Microsoft.AspNetCore.SignalR.Hub { public async Task<string> Send(IService s) => await s.NameAsync(1); }
        """);

    /// <summary>Tests keep their names, and wait; what must throw at once stays synchronous.</summary>
    [Fact]
    public Task Fixes_tests_without_renaming_them() => FixesAsync(
        """
        using Xunit;
        class C { public static int Get() => Store.LoadAsync().[|Result|]; }
        class Tests
        {
            [Fact] public void Gets() { Assert.Equal(1, C.Get()); }
            [Theory] public void Gets_all(int n) => Assert.Equal(n, C.Get());
        }
        """ + XunitOfOld,
        """
        using Xunit;
        class C { public static async Task<int> GetAsync() => await Store.LoadAsync(); }
        class Tests
        {
            [Fact] public async Task Gets() { Assert.Equal(1, await C.GetAsync()); }
            [Theory] public async Task Gets_all(int n) => Assert.Equal(n, await C.GetAsync());
        }
        """ + XunitOfOld);

    [Fact]
    public Task Fixes_by_a_twin_what_a_test_expects_to_throw() => FixesAsync(
        """
        using Xunit;
        class C
        {
            public static int Get() => Store.LoadAsync().[|Result|];
        }
        class Tests
        {
            [Fact] public void Gets() { Assert.Equal(1, C.Get()); }
            [Fact] public void Throws() { Assert.Throws<Exception>(() => C.Get()); }
        }
        """ + XunitOfOld,
        """
        using Xunit;
        class C
        {
            public static int Get() => Store.LoadAsync().[|Result|];

            public static async Task<int> GetAsync() => await Store.LoadAsync();
        }
        class Tests
        {
            [Fact] public async Task Gets() { Assert.Equal(1, await C.GetAsync()); }
            [Fact] public void Throws() { Assert.Throws<Exception>(() => C.Get()); }
        }
        """ + XunitOfOld);

    private const string XunitOfOld = """

        namespace Xunit
        {
            public class FactAttribute : Attribute { }
            public class TheoryAttribute : FactAttribute { }
            public static class Assert { public static void Equal<T>(T a, T b) { } public static void Throws<T>(Func<object> f) { } }
        }
        """;

    [Fact]
    public Task Fixes_a_chain_over_three_projects() => FixesAsync(
        "public interface IRates { int Rate(); }\npublic class Rates : IRates { public int Rate() => Store.LoadAsync().[|Result|]; }",
        "public interface IRates { Task<int> RateAsync(); }\npublic class Rates : IRates { public async Task<int> RateAsync() => await Store.LoadAsync(); }",
        test =>
        {
            AddProject(test.TestState, "public interface IShop { int Price(); }\npublic class Shop : IShop { private readonly IRates rates; public Shop(IRates rates) { this.rates = rates; } public int Price() => rates.Rate() * 2; }");
            AddProject(test.FixedState, "public interface IShop { Task<int> PriceAsync(); }\npublic class Shop : IShop { private readonly IRates rates; public Shop(IRates rates) { this.rates = rates; } public async Task<int> PriceAsync() => await rates.RateAsync() * 2; }");
            AddProject(test.TestState, "public class Page { public string Show(IShop shop) => shop.Price().ToString(); }", "Web", "Other");
            AddProject(test.FixedState, "public class Page { public async Task<string> ShowAsync(IShop shop) => (await shop.PriceAsync()).ToString(); }", "Web", "Other");
        });

    [Fact]
    public Task Fixes_what_an_alias_calls_Task() => FixesAsync(
        ["using Job = System.Threading.Tasks.Task;\npublic class C { public void Save() => Job.Run(() => 1).[|Wait()|]; public void Run() => Save(); }"],
        ["using System.Threading.Tasks;\nusing Job = System.Threading.Tasks.Task;\npublic class C { public async Task SaveAsync() => await Job.Run(() => 1); public async Task RunAsync() => await SaveAsync(); }"],
        test =>
        {
            test.GlobalUsings = false;
            test.TestState.Sources[1] = test.FixedState.Sources[1] = ("/0/Test1.cs", Microsoft.CodeAnalysis.Text.SourceText.From("public static class Store { }"));
        });

    [Fact]
    public Task Fixes_other_files_and_imports_Task_there() => FixesAsync(
        [
            "public interface IStock { int Count(int id); }",
            "namespace Shop\n{\n    /// <summary>Asks <see cref=\"Count\"/>.</summary>\n    public class Stock : IStock\n    {\n        public int Count(int id) => global::Store.LoadAsync(id).[|Result|];\n    }\n}\n",
            "public class Page\n{\n    public string Show(IStock stock) => $\"{stock.Count(1)} {nameof(IStock.Count)}\";\n}\n",
        ],
        [
            "using System.Threading.Tasks;\n\npublic interface IStock { Task<int> CountAsync(int id); }",
            "using System.Threading.Tasks;\n\nnamespace Shop\n{\n    /// <summary>Asks <see cref=\"CountAsync\"/>.</summary>\n    public class Stock : IStock\n    {\n        public async Task<int> CountAsync(int id) => await global::Store.LoadAsync(id);\n    }\n}\n",
            "using System.Threading.Tasks;\n\npublic class Page\n{\n    public async Task<string> ShowAsync(IStock stock) => $\"{await stock.CountAsync(1)} {nameof(IStock.CountAsync)}\";\n}\n",
        ],
        test =>
        {
            test.GlobalUsings = false;
            test.TestState.Sources[3] = test.FixedState.Sources[3] = ("/0/Test3.cs", Microsoft.CodeAnalysis.Text.SourceText.From("using System.Threading; using System.Threading.Tasks; using System.Collections.Generic;\n" + test.TestState.Sources[3].content));
        });

    [Fact]
    public Task Fixes_another_project_and_its_fakes() => FixesAsync(
        "public interface IRates { decimal Rate(string from); }\npublic class Rates : IRates { public decimal Rate(string from) => Store.LoadAsync(from.Length).[|Result|]; }",
        "public interface IRates { Task<decimal> RateAsync(string from); }\npublic class Rates : IRates { public async Task<decimal> RateAsync(string from) => await Store.LoadAsync(from.Length); }",
        test =>
        {
            AddProject(test.TestState, "public class FakeRates : IRates { public decimal Rate(string from) => 1m; }\npublic class Shop { public decimal Price(IRates rates) => rates.Rate(\"EUR\") * 2; }");
            AddProject(test.FixedState, "public class FakeRates : IRates { public Task<decimal> RateAsync(string from) => Task.FromResult(1m); }\npublic class Shop { public async Task<decimal> PriceAsync(IRates rates) => await rates.RateAsync(\"EUR\") * 2; }");
        });

    [Fact]
    public Task Fixes_by_a_twin_what_generated_code_calls() => FixesAsync(
        ["public partial class C { public static int Get() => Store.LoadAsync().[|Result|]; public static int Run() => Get(); }"],
        ["public partial class C { public static int Get() => Store.LoadAsync().[|Result|]; public static async Task<int> GetAsync() => await Store.LoadAsync(); public static async Task<int> RunAsync() => await GetAsync(); }"],
        test =>
        {
            test.TestState.Sources.Add(("/0/Other.g.cs", "public partial class C { public static int Generated() => Get(); }"));
            test.FixedState.Sources.Add(("/0/Other.g.cs", "public partial class C { public static int Generated() => Get(); }"));
        });

    [Fact]
    public Task Fixes_by_a_twin_the_public_interface_of_a_package() => FixesAsync(
        "public class C { public int Get() => Store.LoadAsync().[|Result|]; internal int Run() => Get(); }",
        "public class C { public int Get() => Store.LoadAsync().[|Result|]; public async Task<int> GetAsync() => await Store.LoadAsync(); internal async Task<int> RunAsync() => await GetAsync(); }",
        test => test.TestState.AdditionalFiles.Add(("PublicAPI.Shipped.txt", "")));

    [Theory]
    [InlineData(
        "class C { int Get() => Store.LoadAsync().[|Result|]; async Task Run() { await Task.Yield(); Use(Get()); } static void Use(int x) { } }",
        "class C { async Task<int> GetAsync() => await Store.LoadAsync().ConfigureAwait(false); async Task Run() { await Task.Yield(); Use(await GetAsync().ConfigureAwait(false)); } static void Use(int x) { } async Task Old() { await Store.SaveAsync().ConfigureAwait(false); } }")]
    public Task Fixes_in_the_style_of_the_file(string before, string after) => FixesAsync(
        before.Replace("static void Use(int x) { } }", "static void Use(int x) { } async Task Old() { await Store.SaveAsync().ConfigureAwait(false); } }"), after);

    [Fact]
    public Task Fixes_and_keeps_the_names_when_told_to() => FixesAsync(
        "public interface IStock { int Count(int id); }\npublic class Stock : IStock { int IStock.Count(int id) => Store.LoadAsync(id).[|Result|]; }\npublic class Shop { public int Show(IStock stock) => stock.Count(1) + 1; }",
        "public interface IStock { Task<int> Count(int id); }\npublic class Stock : IStock { async Task<int> IStock.Count(int id) => await Store.LoadAsync(id); }\npublic class Shop { public async Task<int> Show(IStock stock) => await stock.Count(1) + 1; }",
        test => test.TestState.AnalyzerConfigFiles.Add(("/.editorconfig", "root = true\n[*.cs]\nperf_analyzers.async_suffix = keep\n")));

    [Fact]
    public Task Fixes_without_a_new_name_when_the_type_Task_means_something_else() => FixesAsync(
        ["public class Task { } public class C { public int Get() => Store.LoadAsync().[|Result|]; public void Run() => Get(); }"],
        ["public class Task { } public class C { public async System.Threading.Tasks.Task<int> GetAsync() => await Store.LoadAsync(); public async System.Threading.Tasks.Task RunAsync() => await GetAsync(); }"],
        test => test.TestState.Sources[1] = test.FixedState.Sources[1] = ("/0/Test1.cs", Microsoft.CodeAnalysis.Text.SourceText.From("public static class Store { public static System.Threading.Tasks.Task<int> LoadAsync() => System.Threading.Tasks.Task.Run(() => 1); }")));

    private static void AddProject(SolutionState state, string source, string name = "Other", string? alsoSees = null)
    {
        var project = state.AdditionalProjects[name];
        project.Sources.Add(source);
        project.AdditionalProjectReferences.Add("TestProject");
        if (alsoSees is not null)
            project.AdditionalProjectReferences.Add(alsoSees);
    }
}
