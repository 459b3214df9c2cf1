namespace PerfAnalyzers.Tests.Rules.Asynchrony;

using Verify = RuleVerifier<PerfAnalyzers.Rules.Asynchrony.BlockingOnTaskAnalyzer, PerfAnalyzers.CodeFixes.Rules.Asynchrony.BlockingOnTaskFix>;

/// <summary>Synchronous functions that the web framework runs on the thread of a request.</summary>
public sealed partial class BlockingOnTaskTests
{
    [Theory]
    [InlineData("public int Get() => Load().[|Result|];", "public async Task<int> Get() => await Load();")]
    [InlineData("public IActionResult Get() { return Ok(Load().[|Result|]); }", "public async Task<IActionResult> Get() { return Ok(await Load()); }")]
    [InlineData("public ActionResult<int> Get(int id) { Load().[|Wait()|]; return Load().[|Result|]; }", "public async Task<ActionResult<int>> Get(int id) { await Load(); return await Load(); }")]
    [InlineData("public void Post() { Load().[|Wait()|]; }", "public async Task Post() { await Load(); }")]
    [InlineData("public IActionResult Post() => CreatedAtAction(nameof(Post), Load().[|Result|]);", "public async Task<IActionResult> Post() => CreatedAtAction(nameof(Post), await Load());")]
    [InlineData("public int Get() => Load().[|Result|]; public int Other() => Get();", "public async Task<int> Get() => await Load(); public async Task<int> Other() => await Get();")]
    [InlineData("public virtual int Get() => Load().[|Result|];", "public virtual async Task<int> Get() => await Load();")]
    public Task Fixes_controller_actions(string before, string after) => Verify.FixAsync(Controller(before), Controller(after));

    [Fact]
    public Task Fixes_an_action_and_imports_Task() => FixAlone(
        "using Microsoft.AspNetCore.Mvc;\npublic class A : ControllerBase\n{\n    public int Get() => System.Threading.Tasks.Task.Run(() => 1).[|Result|];\n}\n",
        "using System.Threading.Tasks;\nusing Microsoft.AspNetCore.Mvc;\npublic class A : ControllerBase\n{\n    public async Task<int> Get() => await System.Threading.Tasks.Task.Run(() => 1);\n}\n");

    [Fact]
    public Task Fixes_page_handlers_and_hubs() => Verify.FixAsync(
        """
        using Microsoft.AspNetCore.Mvc.RazorPages;
        using Microsoft.AspNetCore.SignalR;
        public class Index : PageModel { public void OnGet() { Task.Delay(1).[|Wait()|]; } private void Other() { Task.Delay(1).Wait(); } }
        public class Chat : Hub { public int Send() => Task.Run(() => 1).[|Result|]; }
        """,
        """
        using Microsoft.AspNetCore.Mvc.RazorPages;
        using Microsoft.AspNetCore.SignalR;
        public class Index : PageModel { public async Task OnGet() { await Task.Delay(1); } private void Other() { Task.Delay(1).Wait(); } }
        public class Chat : Hub { public async Task<int> Send() => await Task.Run(() => 1); }
        """);

    [Theory]
    [InlineData("public IQueryable<int> Get() { Load().[|Wait()|]; return new[] { 1 }.AsQueryable(); }")]
    [InlineData("public IEnumerable<int> Get() { yield return Load().[|Result|]; }")]
    [InlineData("public int Get(in int id) => Load().[|Result|];")]
    [InlineData("public object Get() => new[] { 1 }.Select(i => Load().[|Result|]);")]
    public Task OffersNoFix_when_an_action_is_used_otherwise_or_cannot_be_async(string action) => Verify.NoFixAsync(Controller(action));

    [Fact]
    public Task Reports_an_action_that_holds_a_lock_as_a_suggestion() => Verify.NoFixAsync(Controller("public int Get() { lock (this) { return Load().{|#0:Result|}; } }"), Suggestion);

    [Theory]
    [InlineData("public int Get() { var task = LoadValueAsync(); return task.IsCompletedSuccessfully ? task.Result : task.AsTask().{|#0:GetAwaiter().GetResult()|}; }")]
    [InlineData("public int Get() { var task = Load(); if (!task.IsCompleted) task.{|#0:Wait()|}; return 1; }")]
    public Task Suggests_where_the_code_has_asked_whether_the_task_is_done(string action) =>
        Verify.ReportsAsync(Controller(action + " private ValueTask<int> LoadValueAsync() => new(Load());"), Suggestion.WithOptions(DiagnosticOptions.IgnoreAdditionalLocations));

    [Fact]
    public Task Fixes_an_action_that_implements_an_interface() => Verify.FixAsync(
        """
        using Microsoft.AspNetCore.Mvc;
        public interface IA { int Get(); }
        public class A : ControllerBase, IA { public int Get() => Task.Run(() => 1).[|Result|]; }
        """,
        """
        using Microsoft.AspNetCore.Mvc;
        public interface IA { Task<int> Get(); }
        public class A : ControllerBase, IA { public async Task<int> Get() => await Task.Run(() => 1); }
        """);

    [Theory]
    [InlineData("[NonAction] public int Get() => Load().Result;")]
    [InlineData("private int Get() => Load().Result;")]
    [InlineData("public static int Get() => Load().Result;")]
    [InlineData("protected int Get() => Load().Result;")]
    [InlineData("public string? Name => Load().Result.ToString();")]
    [InlineData("public T Get<T>() where T : new() { Load().Wait(); return new T(); }")]
    [InlineData("public void Dispose() => Load().Wait();")]
    public Task StaysSilent_when_the_member_is_no_action(string member) => Verify.SilentAsync(Controller(member));

    [Fact]
    public Task StaysSilent_in_classes_that_are_no_controllers() => Verify.SilentAsync("""
        using Microsoft.AspNetCore.Mvc;
        [NonController] public class A : ControllerBase { public int Get() => Task.Run(() => 1).Result; }
        public abstract class B : ControllerBase { public int Get() => Task.Run(() => 1).Result; }
        public class CController { public int Get() => Task.Run(() => 1).Result; }
        """);

    [Theory]
    [InlineData("public int Get() => Inner(); private static int Inner() => Load().[|Result|];")]
    [InlineData("public async Task<int> Get() { await Load(); return Inner(); } private static int Inner() => Load().[|Result|];")]
    [InlineData("public int Get() => Outer(); private static int Outer() => Inner(); private static int Inner() { Load().[|Wait()|]; return 1; }")]
    public Task Reports_synchronous_members_that_an_action_calls(string members) => Verify.ReportsAsync(Controller(members));

    [Fact]
    public Task StaysSilent_when_an_action_shuts_something_down() => Verify.SilentAsync(
        Controller("public void Stop() => Pool.Shutdown(true); private static class Pool { public static void Shutdown(bool wait) { if (wait) Load().Wait(); } }"));

    [Fact]
    public Task Reports_actions_of_marked_classes() => Verify.ReportsAsync("""
        using Microsoft.AspNetCore.Mvc;
        [ApiController] public class A { [HttpGet("a")] public int Get() => Task.Run(() => 1).[|Result|]; }
        [Controller] public class B { public int Get() => Task.Run(() => 1).[|Result|]; }
        """);

    [Fact]
    public Task Reports_endpoints_and_middleware_written_as_lambdas() => Verify.ReportsAsync("""
        using Microsoft.AspNetCore.Builder;
        public static class Endpoints
        {
            public static void Map(WebApplication app)
            {
                app.MapGet("/a", () => Task.Run(() => 1).[|Result|]);
                app.MapGet("/b", async () => { await Task.Yield(); return Task.Run(() => 1).[|Result|]; });
                app.Use((context, next) => { next().[|Wait()|]; return Task.CompletedTask; });
                Task.Run(() => 1).Wait();
            }
        }
        public class Middleware
        {
            public Task InvokeAsync(Microsoft.AspNetCore.Http.HttpContext context) { Task.Delay(1).[|Wait()|]; return Task.CompletedTask; }
        }
        """);

    [Theory]
    [InlineData("app.MapGet(\"/a\", () => Load().[|Result|]);", "app.MapGet(\"/a\", async () => await Load());")]
    [InlineData("app.MapPost(\"/a\", (int id) => { Load(id).[|Wait()|]; return id; });", "app.MapPost(\"/a\", async (int id) => { await Load(id); return id; });")]
    public Task Fixes_endpoints(string before, string after) => Verify.FixAsync(Endpoints(before), Endpoints(after));

    [Theory]
    [InlineData("app.MapGet(\"/a\", () => Load().[|Wait()|]);")]
    [InlineData("app.MapGet(\"/a\", int () => Load().[|Result|]);")]
    [InlineData("app.Use(next => { return context => { Load().[|Wait()|]; lock (app) { return next(context); } }; });")]
    public Task OffersNoFix_when_an_endpoint_would_answer_differently(string statement) => Verify.NoFixAsync(Endpoints(statement));

    private static string Endpoints(string statement) => $$"""
        using Microsoft.AspNetCore.Builder;
        public static class Endpoints
        {
            public static void Map(WebApplication app)
            {
                {{statement}}
            }

            private static Task<int> Load(int id = 0) => Task.Run(() => id);
        }
        """;

    private static string Controller(string members) => $$"""
        using Microsoft.AspNetCore.Mvc;
        [Route("x")]
        public class XController : ControllerBase
        {
            {{members}}
            private static Task<int> Load() => Task.Run(() => 1);
        }
        """;

    private static Task FixAlone(string before, string after)
    {
        var test = new Verify.Test { TestCode = before, FixedCode = after, GlobalUsings = false };
        return test.RunAsync(TestContext.Current.CancellationToken);
    }
}
