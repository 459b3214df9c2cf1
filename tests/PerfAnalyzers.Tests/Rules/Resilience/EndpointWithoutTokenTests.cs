using PerfAnalyzers.CodeFixes.Rules.Resilience;
using PerfAnalyzers.Rules.Resilience;

namespace PerfAnalyzers.Tests.Rules.Resilience;

using Verify = RuleVerifier<EndpointWithoutTokenAnalyzer, EndpointWithoutTokenFix>;

public sealed class EndpointWithoutTokenTests
{
    private const string Before = """
        using Microsoft.AspNetCore.Builder;
        using Microsoft.AspNetCore.Http;
        using Microsoft.AspNetCore.Mvc;
        using Microsoft.AspNetCore.Mvc.Filters;
        using Microsoft.AspNetCore.Mvc.RazorPages;
        using Microsoft.AspNetCore.SignalR;
        using Microsoft.EntityFrameworkCore;

        public class Order { public int Id { get; set; } public string Name { get; set; } = ""; }
        public class ShopContext : DbContext { public DbSet<Order> Orders => Set<Order>(); }
        public class Rates { private readonly HttpClient http = new HttpClient(); public async Task<string> LoadAsync(int id) => await http.GetStringAsync("/" + id); }
        public static class Web { public static readonly HttpClient Http = new HttpClient(); }

        """;

    private static readonly string After = Before.Replace("(int id) =>", "(int id, CancellationToken cancellationToken = default) =>").Replace("\"/\" + id)", "\"/\" + id, cancellationToken)");

    [Theory]
    [InlineData("public class C : ControllerBase { public async Task<string> [|Get|]() => await Web.Http.GetStringAsync(\"/\"); }")]
    [InlineData("public class C : ControllerBase { private readonly Rates rates = new Rates(); public async Task<string> [|Get|](int id) { return await rates.LoadAsync(id); } }")]
    [InlineData("public class P : PageModel { public async Task [|OnGetAsync|]() { await Web.Http.GetStringAsync(\"/\"); } }")]
    [InlineData("public class H : Hub { public async Task [|Ask|](string text) { await Web.Http.GetStringAsync(\"/\" + text); } }")]
    [InlineData("public class M { public async Task [|InvokeAsync|](HttpContext context) { await Web.Http.GetStringAsync(\"/\"); } }")]
    [InlineData("public static class E { public static void Map(WebApplication app) { app.MapGet(\"/\", async [|()|] => await Web.Http.GetStringAsync(\"/\")); } }")]
    [InlineData("public static class E { public static void Map(WebApplication app) { app.MapGet(\"/\", async [|(int id, Rates rates)|] => { return await rates.LoadAsync(id); }); } }")]
    [InlineData("public static class E { public static void Map(WebApplication app) { app.MapGet(\"/\", ShowAsync); } private static async Task<string> [|ShowAsync|](Rates rates) => await rates.LoadAsync(1); }")]
    [InlineData("public class C : ControllerBase { [HttpPost] public async Task<string> [|Search|](string text) { return await Web.Http.GetStringAsync(\"/\" + text); } }")]
    [InlineData("public class C : ControllerBase { private readonly ShopContext db = new(); public async Task<IActionResult> [|All|]() => Ok(await db.Orders.ToListAsync()); }")]
    [InlineData("public class C : ControllerBase { private readonly ShopContext db = new(); public async Task<int> [|Sum|]() => await db.Orders.SumAsync(o => o.Id); }")]
    [InlineData("public class C : ControllerBase { private readonly ShopContext db = new(); public async Task [|Four|](int a, int b, int c) { await One(a); await One(b); await One(c); await One(a + b); } private async Task One(int id) => await db.Orders.FirstOrDefaultAsync(o => o.Id == id); }")]
    [InlineData("public class C : ControllerBase { private readonly ShopContext db = new(); public async Task [|Loop|](List<int> ids) { foreach (var id in ids) { Console.WriteLine(await db.Orders.FirstOrDefaultAsync(o => o.Id == id)); } } }")]
    [InlineData("public class H : Hub { public async IAsyncEnumerable<string> [|Lines|](int n) { for (var i = 0; i < n; i++) { yield return await Web.Http.GetStringAsync(\"/\" + i); } } }")]
    [InlineData("public class C : ControllerBase { public async IAsyncEnumerable<string> [|Lines|](int n) { for (var i = 0; i < n; i++) { yield return await Web.Http.GetStringAsync(\"/\" + i); } } }")]
    [InlineData("public class C : ControllerBase { public async Task<string> [|Text|](string name) => await System.IO.File.ReadAllTextAsync(name); }")]
    [InlineData("public class C : ControllerBase { private readonly ShopContext db = new(); private readonly IRows rows; public C(IRows r) { rows = r; } public async Task<int> [|Rows|]() => (await rows.AllAsync()).Count; } public interface IRows { Task<List<Order>> AllAsync(); } public class Rows : IRows { private readonly ShopContext db = new(); public async Task<List<Order>> AllAsync() => await db.Orders.ToListAsync(); }")]
    [InlineData("public class C : ControllerBase { private readonly IRows rows; public C(IRows r) { rows = r; } public async Task<int> [|Rows|]() => (await rows.AllAsync()).Count; } public interface IRows { Task<List<Order>> AllAsync(CancellationToken ct = default); } public class Rows : IRows { private readonly ShopContext db = new(); public async Task<List<Order>> AllAsync(CancellationToken ct = default) => await db.Orders.ToListAsync(ct); }")]
    [InlineData("public class C : ControllerBase { private readonly ShopContext db = new(); public async Task<Order?> [|Get|](int id) => await db.Orders.FirstOrDefaultAsync(o => o.Id == id); }")]
    [InlineData("public class C : ControllerBase { private readonly ShopContext db = new(); public async Task<Order?> [|Get|](int id) => await db.Orders.FindAsync(id); }")]
    [InlineData("public class C : ControllerBase { private readonly ShopContext db = new(); public async Task<int> [|Three|](int a, int b, int c) => (await db.Orders.FindAsync(a))!.Id + (await db.Orders.FindAsync(b))!.Id + (await db.Orders.FindAsync(c))!.Id; }")]
    [InlineData("public class C : ControllerBase { private readonly ShopContext db = new(); public async Task [|Three|](int a, int b, int c) { await One(a); await One(b); await One(c); } private async Task One(int id) => await db.Orders.FirstOrDefaultAsync(o => o.Id == id); }")]
    [InlineData("public class C : ControllerBase { public async Task<string> [|Get|]() { return await LoadAsync(); async Task<string> LoadAsync() => await Web.Http.GetStringAsync(\"/\"); } }")]
    [InlineData("public class C : ControllerBase { private readonly ShopContext db = new(); public async Task<bool> [|Has|](int id) => await db.Orders.AnyAsync(o => o.Id == id); }")]
    [InlineData("public class C : ControllerBase { private readonly IRows rows; public C(IRows r) { rows = r; } public async Task<Order?> [|Get|](string isbn) => await rows.ByIsbnAsync(isbn); } public interface IRows { Task<Order?> ByIsbnAsync(string isbn, CancellationToken token = default); }")]
    [InlineData("public class H : Hub { private readonly IRows rows; public H(IRows r) { rows = r; } public async Task [|Refresh|](string yard) { var now = await rows.CurrentAsync(yard); await Clients.Caller.SendAsync(\"now\", now); } } public interface IRows { Task<Order?> CurrentAsync(string yard, CancellationToken token = default); }")]
    public Task Reports_endpoints_that_ignore_the_request(string source) => Verify.ReportsAsync(Before + source);

    [Theory]
    [InlineData("public class H : Hub { public async IAsyncEnumerable<string> Lines(int n, [System.Runtime.CompilerServices.EnumeratorCancellation] CancellationToken ct) { for (var i = 0; i < n; i++) { yield return await Web.Http.GetStringAsync(\"/\" + i, ct); } } }")]
    [InlineData("public class C : ControllerBase { private readonly ShopContext db = new(); public async Task Mark(int id) { var all = await db.Orders.ToListAsync(); all[0].Name = \"\"; await db.SaveChangesAsync(); } }")]
    [InlineData("public class C : ControllerBase { private readonly Store store = new(); public async Task Mark(int id) { await store.MarkAsync(id); } } public class Store { private readonly ShopContext db = new(); public async Task MarkAsync(int id) { var all = await db.Orders.ToListAsync(); all[0].Name = \"\"; await db.SaveChangesAsync(); } }")]
    [InlineData("public class C : ControllerBase { private readonly IRows rows; public C(IRows r) { rows = r; } public async Task<int> Rows() => (await rows.AllAsync()).Count; } public interface IRows { Task<List<Order>> AllAsync(); } public class Far : IRows { private readonly HttpClient http = new(); public async Task<List<Order>> AllAsync() { await http.GetStringAsync(\"/\"); return new(); } } public class Near : IRows { private readonly List<Order> all = new(); public Task<List<Order>> AllAsync() => Task.FromResult(all); }")]
    [InlineData("public class C : ControllerBase { private readonly IRows rows; public C(IRows r) { rows = r; } public async Task<Order?> Get(string isbn) => await rows.CreateAsync(isbn); } public interface IRows { Task<Order?> CreateAsync(string isbn, CancellationToken token = default); }")]
    [InlineData("public class C : ControllerBase { private readonly IRows rows; public C(IRows r) { rows = r; } public async Task<Order?> Get(string isbn) => await rows.ByIsbnAsync(isbn); } public interface IRows { Task<Order?> ByIsbnAsync(string isbn); }")]
    [InlineData("public class C : ControllerBase { private readonly IRows rows; public C(IRows r) { rows = r; } public async Task<Order?> Get(string isbn) => await rows.ByIsbnAsync(isbn); } public interface IRows { Task<Order?> ByIsbnAsync(string isbn, CancellationToken token = default); } public class Rows : IRows { public Task<Order?> ByIsbnAsync(string isbn, CancellationToken token) => Task.FromResult<Order?>(null); }")]
    [InlineData("public class C : ControllerBase { private readonly ShopContext db = new(); private readonly Microsoft.AspNetCore.Identity.UserManager<Order> users = null!; [HttpGet] public async Task Unsubscribe(int id) { var one = await db.Orders.FirstOrDefaultAsync(o => o.Id == id); await users.RemoveFromRoleAsync(one!, \"news\"); } }")]
    [InlineData("public class C : ControllerBase { [HttpPost] public async Task Order() { await Web.Http.GetStringAsync(\"/\"); } }")]
    [InlineData("public class C : ControllerBase { [HttpPut] public async Task Order() { await Web.Http.GetStringAsync(\"/\"); } }")]
    [InlineData("public class C : ControllerBase { [HttpDelete(\"{id}\")] public async Task Order(int id) { await Web.Http.GetStringAsync(\"/\" + id); } }")]
    [InlineData("public class C : ControllerBase { public async Task Update() { await Web.Http.GetStringAsync(\"/\"); } }")]
    [InlineData("public class C : ControllerBase { public async Task Order() { await Web.Http.PostAsync(\"/\", null); } }")]
    [InlineData("public class P : PageModel { public async Task OnPostAsync() { await Web.Http.GetStringAsync(\"/\"); } }")]
    [InlineData("public static class E { public static void Map(WebApplication app) { app.MapPost(\"/\", ShowAsync); } private static async Task<string> ShowAsync(Rates rates) => await rates.LoadAsync(1); }")]
    [InlineData("public static class E { public static void Map(WebApplication app) { app.MapPost(\"/\", async () => await Web.Http.GetStringAsync(\"/\")); } }")]
    [InlineData("public class M : IMiddleware { public async Task InvokeAsync(HttpContext context, RequestDelegate next) { await Web.Http.GetStringAsync(\"/\"); await next(context); } }")]
    [InlineData("public class F : IAsyncActionFilter { public async Task OnActionExecutionAsync(ActionExecutingContext context, ActionExecutionDelegate next) { await Web.Http.GetStringAsync(\"/\"); await next(); } }")]
    [InlineData("public class Q : MassTransit.IConsumer<Rates> { public async Task Consume(MassTransit.ConsumeContext<Rates> context) { await Web.Http.GetStringAsync(\"/\"); } }")]
    [InlineData("public class C : ControllerBase { private readonly Microsoft.Extensions.Caching.Distributed.IDistributedCache cache; public C(Microsoft.Extensions.Caching.Distributed.IDistributedCache c) { cache = c; } public async Task<int> Get() => (await cache.GetAsync(\"a\"))!.Length; }")]
    [InlineData("public class M { public async Task InvokeAsync(HttpContext context) { using var reader = new StreamReader(context.Request.Body); Console.WriteLine(await reader.ReadToEndAsync()); } }")]
    [InlineData("public class M { public async Task InvokeAsync(HttpContext context) { var copy = new MemoryStream(); await context.Request.Body.CopyToAsync(copy); } }")]
    [InlineData("public class M { public async Task InvokeAsync(HttpContext context) { var copy = new MemoryStream(); copy.WriteByte(1); await copy.CopyToAsync(context.Response.Body); } }")]
    [InlineData("public class C : ControllerBase { public async Task Wait() { await Task.Delay(5000); } }")]
    [InlineData("public class C : ControllerBase { private static readonly Microsoft.Extensions.Caching.Memory.IMemoryCache cache = null!; public async Task<string> Get(string key) { if (Microsoft.Extensions.Caching.Memory.CacheExtensions.TryGetValue<string>(cache, key, out var known)) return known!; return await Web.Http.GetStringAsync(key); } }")]
    [InlineData("public class C : ControllerBase { private static readonly Dictionary<string, string> cache = new(); public async Task<string> Get(string key) { if (!cache.TryGetValue(key, out var known) || known == \"\") { known = await Web.Http.GetStringAsync(key); cache[key] = known; } return known; } }")]
    [InlineData("public class C : ControllerBase { public async Task Forward(string verb) { await Web.Http.SendAsync(new HttpRequestMessage(new HttpMethod(verb), \"/\")); } }")]
    [InlineData("public class C : ControllerBase { public async Task Forward() { var sent = new HttpRequestMessage(HttpMethod.Post, \"/\"); await Web.Http.SendAsync(sent); } }")]
    [InlineData("public class C : ControllerBase { public async Task Forward() { var sent = new HttpRequestMessage(); sent.Method = HttpMethod.Put; await Web.Http.SendAsync(sent); } }")]
    [InlineData("public class C : ControllerBase { public async Task Forward() { await Web.Http.SendAsync(Make(Request)); } private static HttpRequestMessage Make(HttpRequest from) { var made = new HttpRequestMessage(); made.Method = new HttpMethod(from.Method); return made; } }")]
    public Task StaysSilent_when_an_abort_saves_little_or_would_leave_work_half_done(string source) => Verify.SilentAsync(Before + source);

    [Theory]
    [InlineData("public class C : ControllerBase { private readonly ShopContext db = new(); public async Task<Order?> [|Get|](string name) => await db.Orders.FirstOrDefaultAsync(o => o.Name == name); }")]
    [InlineData("public class C : ControllerBase { private readonly ShopContext db = new(); public async Task<int> [|Get|](List<int> ids) { var n = 0; foreach (var id in ids) n += await db.Orders.AnyAsync(o => o.Id == id) ? 1 : 0; return n; } }")]
    [InlineData("public class C : ControllerBase { private static readonly Dictionary<string, string> cache = new(); public async Task<string> [|Get|](string key) { if (!cache.TryGetValue(key, out var known)) known = await Web.Http.GetStringAsync(\"/\" + key); return known + await Web.Http.GetStringAsync(\"/more\"); } }")]
    [InlineData("public class C : ControllerBase { private readonly Dictionary<string, string> known = new(); public async Task<string> [|Get|](string key) { if (known.TryGetValue(key, out var address)) return await Web.Http.GetStringAsync(address); return \"\"; } }")]
    [InlineData("public class C : ControllerBase { public async Task [|Forward|]() { await Web.Http.SendAsync(new HttpRequestMessage(HttpMethod.Get, \"/\")); } }")]
    [InlineData("public class C : ControllerBase { public async Task [|Forward|]() { var sent = new HttpRequestMessage { RequestUri = new Uri(\"http://x\") }; await Web.Http.SendAsync(sent); } }")]
    [InlineData("public class C : ControllerBase { public async Task [|Forward|](bool all) { var sent = new HttpRequestMessage(all ? HttpMethod.Get : HttpMethod.Head, \"/\"); await Web.Http.SendAsync(sent); } }")]
    public Task Reports_what_may_take_long(string source) => Verify.ReportsAsync(Before + source);

    [Theory]
    [InlineData("public class C : ControllerBase { [HttpPut] public async Task [|Order|]() { await Web.Http.GetStringAsync(\"/\"); } }")]
    [InlineData("public class C : ControllerBase { public async Task [|Order|]() { await Web.Http.PostAsync(\"/\", null); } }")]
    public Task Reports_the_rest_to_those_who_ask_for_guesses(string source)
    {
        var test = new Verify.Test { TestCode = Before + source };
        test.TestState.AnalyzerConfigFiles.Add(("/.editorconfig", "root = true\n[*.cs]\nperf_analyzers.confidence = low\n"));
        return test.RunAsync(TestContext.Current.CancellationToken);
    }

    [Fact]
    public Task Reports_the_way() => Verify.ReportsAsync(
        (Before + "public class C : ControllerBase { private readonly Rates rates = new Rates(); public async Task<string> {|#0:Get|}(int id) { return await rates.{|#1:LoadAsync(id)|}; } }").Replace("GetStringAsync(\"/\" + id)", "{|#2:GetStringAsync(\"/\" + id)|}"),
        Verify.Diagnostic().WithLocation(0).WithLocation(1).WithLocation(2).WithArguments("'Get'", "LoadAsync → GetStringAsync", "take a token"));

    [Theory]
    [InlineData("public class C : ControllerBase { public async Task<string> Get(CancellationToken ct) => await Web.Http.GetStringAsync(\"/\"); }")]
    [InlineData("public class C : ControllerBase { public async Task<string> Get() => await Web.Http.GetStringAsync(\"/\", HttpContext.RequestAborted); }")]
    [InlineData("public class C : ControllerBase { public async Task Get() { await Web.Http.GetStringAsync(\"/\", HttpContext.RequestAborted); await Web.Http.GetStringAsync(\"/b\"); } }")]
    [InlineData("public class C : ControllerBase { public string Get() => \"\"; }")]
    [InlineData("public class C : ControllerBase { public Task<string> Get() => Task.FromResult(\"\"); }")]
    [InlineData("public class C : ControllerBase { public async Task Get() { await Web.Http.PostAsync(\"/\", null, CancellationToken.None); } }")]
    [InlineData("public class C : ControllerBase { [NonAction] public async Task Get() { await Web.Http.GetStringAsync(\"/\"); } }")]
    [InlineData("public class C { public async Task Get() { await Web.Http.GetStringAsync(\"/\"); } }")]
    [InlineData("public class C : ControllerBase { public async Task Get() { try { await Task.Yield(); } finally { await Web.Http.GetStringAsync(\"/\"); } } }")]
    [InlineData("public class C : ControllerBase { public void Get() { _ = Web.Http.GetStringAsync(\"/\"); } }")]
    [InlineData("public static class E { public static void Map(WebApplication app) { app.MapGet(\"/\", async (CancellationToken ct) => await Web.Http.GetStringAsync(\"/\", ct)); } }")]
    public Task StaysSilent_when_the_request_is_looked_at_or_nothing_can_be_stopped(string source) => Verify.SilentAsync(Before + source);

    [Theory]
    [InlineData(
        "public class C : ControllerBase { public async Task<string> [|Get|]() => await Web.Http.GetStringAsync(\"/\"); }",
        "public class C : ControllerBase { public async Task<string> Get(CancellationToken cancellationToken) => await Web.Http.GetStringAsync(\"/\", cancellationToken); }")]
    [InlineData(
        "public class C : ControllerBase { public async Task [|Get|](int page = 1) { await Web.Http.GetStringAsync(\"/a\"); await Web.Http.GetStringAsync(\"/b\"); await Web.Http.GetStringAsync(\"/c\"); } }",
        "public class C : ControllerBase { public async Task Get(int page = 1, CancellationToken cancellationToken = default) { await Web.Http.GetStringAsync(\"/a\", cancellationToken); await Web.Http.GetStringAsync(\"/b\", cancellationToken); await Web.Http.GetStringAsync(\"/c\", cancellationToken); } }")]
    [InlineData(
        "public class C : ControllerBase { public async Task [|Get|](int n) { await Web.Http.GetStringAsync(\"/\" + n); } } public class T { public Task Run(C c) => c.Get(1); }",
        "public class C : ControllerBase { public async Task Get(int n, CancellationToken cancellationToken = default) { await Web.Http.GetStringAsync(\"/\" + n, cancellationToken); } } public class T { public Task Run(C c) => c.Get(1); }")]
    [InlineData(
        "public class Filter { } public class C : ControllerBase { [HttpPost] public async Task<string> [|Search|]([FromBody] Filter filter) => await Web.Http.GetStringAsync(\"/\"); }",
        "public class Filter { } public class C : ControllerBase { [HttpPost] public async Task<string> Search([FromBody] Filter filter, CancellationToken cancellationToken) => await Web.Http.GetStringAsync(\"/\", cancellationToken); }")]
    [InlineData(
        "public class H : Hub { public async Task [|Ask|](string text) { await Web.Http.GetStringAsync(\"/\" + text); } }",
        "public class H : Hub { public async Task Ask(string text) { await Web.Http.GetStringAsync(\"/\" + text, Context.ConnectionAborted); } }")]
    [InlineData(
        "public class H : Hub { public async IAsyncEnumerable<string> [|Lines|](int n) { for (var i = 0; i < n; i++) { yield return await Web.Http.GetStringAsync(\"/\" + i); } } }",
        "public class H : Hub { public async IAsyncEnumerable<string> Lines(int n, [System.Runtime.CompilerServices.EnumeratorCancellation] CancellationToken cancellationToken) { for (var i = 0; i < n; i++) { yield return await Web.Http.GetStringAsync(\"/\" + i, cancellationToken); } } }")]
    [InlineData(
        "public class M { public async Task [|InvokeAsync|](HttpContext context) { await Web.Http.GetStringAsync(\"/\"); } }",
        "public class M { public async Task InvokeAsync(HttpContext context) { await Web.Http.GetStringAsync(\"/\", context.RequestAborted); } }")]
    [InlineData(
        "public class M { public async Task [|Invoke|](HttpContext context) { await Web.Http.GetStringAsync(\"/\"); } }",
        "public class M { public async Task Invoke(HttpContext context) { await Web.Http.GetStringAsync(\"/\", context.RequestAborted); } }")]
    [InlineData(
        "public class M { public async Task [|InvokeAsync|](HttpContext context, RequestDelegate next) { await Web.Http.GetStringAsync(\"/\"); await next(context); } }",
        "public class M { public async Task InvokeAsync(HttpContext context, RequestDelegate next) { await Web.Http.GetStringAsync(\"/\", context.RequestAborted); await next(context); } }")]
    [InlineData(
        "public static class E { public static void Map(WebApplication app) { app.MapGet(\"/\", async [|()|] => await Web.Http.GetStringAsync(\"/\")); } }",
        "public static class E { public static void Map(WebApplication app) { app.MapGet(\"/\", async (CancellationToken cancellationToken) => await Web.Http.GetStringAsync(\"/\", cancellationToken)); } }")]
    [InlineData(
        "public interface IC { Task Get(); } public class C : ControllerBase, IC { public async Task [|Get|]() { await Web.Http.GetStringAsync(\"/\"); } }",
        "public interface IC { Task Get(); } public class C : ControllerBase, IC { public async Task Get() { await Web.Http.GetStringAsync(\"/\", HttpContext.RequestAborted); } }")]
    public Task Fixes_what_the_endpoint_does_itself(string before, string after) => FixAsync(Before + before, Before + after);

    [Theory]
    [InlineData(
        "public class C : ControllerBase { private readonly Rates rates = new Rates(); public async Task<string> [|Get|](int id) { return await rates.LoadAsync(id); } }",
        "public class C : ControllerBase { private readonly Rates rates = new Rates(); public async Task<string> Get(int id, CancellationToken cancellationToken) { return await rates.LoadAsync(id, cancellationToken); } }")]
    [InlineData(
        "public static class E\n{\n    public static void Map(WebApplication app)\n    {\n        app.MapGet(\"/{id}\", async [|(\n            int id,\n            Rates rates)|] => { return await rates.LoadAsync(id); });\n    }\n}",
        "public static class E\n{\n    public static void Map(WebApplication app)\n    {\n        app.MapGet(\"/{id}\", async (\n            int id,\n            Rates rates,\n            CancellationToken cancellationToken) => { return await rates.LoadAsync(id, cancellationToken); });\n    }\n}")]
    [InlineData(
        "public static class E { public static void Map(WebApplication app) { app.MapGet(\"/{id}\", async [|(int id, Rates rates)|] => { return await rates.LoadAsync(id); }); } }",
        "public static class E { public static void Map(WebApplication app) { app.MapGet(\"/{id}\", async (int id, Rates rates, CancellationToken cancellationToken) => { return await rates.LoadAsync(id, cancellationToken); }); } }")]
    [InlineData(
        "public interface IDesk { Task<string> OpenAsync(int id); } public class Desk : IDesk { private readonly Rates rates = new Rates(); public async Task<string> OpenAsync(int id) { return await rates.LoadAsync(id); } } public class C : ControllerBase { private readonly IDesk desk = new Desk(); public async Task<string> [|Get|](int id) { return await desk.OpenAsync(id); } }",
        "public interface IDesk { Task<string> OpenAsync(int id, CancellationToken cancellationToken = default); } public class Desk : IDesk { private readonly Rates rates = new Rates(); public async Task<string> OpenAsync(int id, CancellationToken cancellationToken = default) { return await rates.LoadAsync(id, cancellationToken); } } public class C : ControllerBase { private readonly IDesk desk = new Desk(); public async Task<string> Get(int id, CancellationToken cancellationToken) { return await desk.OpenAsync(id, cancellationToken); } }")]
    public Task Fixes_the_whole_way_down(string before, string after) => FixAsync(Before + before, After + after);

    [Fact]
    public async Task Fixes_services_that_are_given_a_context()
    {
        const string Code = """
            public abstract class CatalogBase { public virtual Task<string> List(string request, Grpc.Core.ServerCallContext context) => throw new NotSupportedException(); }
            public class Catalog : CatalogBase { public override async Task<string> [|List|](string request, Grpc.Core.ServerCallContext context) => await Web.Http.GetStringAsync("/" + request); }
            """;
        await FixAsync(
            Before + Code,
            Before + Code.Replace("[|List|]", "List", StringComparison.Ordinal).Replace("\"/\" + request)", "\"/\" + request, context.CancellationToken)", StringComparison.Ordinal),
            await LibraryStubs.OneAsync("Grpc.Core.Api"));
    }

    [Fact]
    public async Task Reports_services_of_gRPC_whatever_their_business_is_called()
    {
        const string Code = """
            public abstract class QuayBase { public virtual Task<string> Release(string request, Grpc.Core.ServerCallContext context) => throw new NotSupportedException(); public virtual Task<string> Stop(string request, Grpc.Core.ServerCallContext context) => throw new NotSupportedException(); }
            public class Quay : QuayBase
            {
                private readonly ShopContext db = new();
                public override async Task<string> [|Release|](string request, Grpc.Core.ServerCallContext context) => await db.Orders.AnyAsync(o => o.Name == request) ? "yes" : "no";
                public override async Task<string> [|Stop|](string request, Grpc.Core.ServerCallContext context) => await Web.Http.GetStringAsync("/" + request);
            }
            """;
        var test = new Verify.Test { TestCode = Before + Code };
        test.TestState.AdditionalReferences.Add(await LibraryStubs.OneAsync("Grpc.Core.Api"));
        await test.RunAsync(TestContext.Current.CancellationToken);
    }

    private static Task FixAsync(string before, string after, params MetadataReference[] references)
    {
        var test = new Verify.Test { TestCode = before, FixedCode = after, NumberOfIncrementalIterations = -10 };
        test.TestState.AdditionalReferences.AddRange(references);
        test.FixedState.AdditionalReferences.AddRange(references);
        test.NumberOfFixAllIterations = test.NumberOfFixAllInDocumentIterations = test.NumberOfFixAllInProjectIterations = -3;
        return test.RunAsync(TestContext.Current.CancellationToken);
    }
}
