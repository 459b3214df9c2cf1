using PerfAnalyzers.CodeFixes.Rules.Web;
using PerfAnalyzers.Rules.Web;

namespace PerfAnalyzers.Tests.Rules.Web;

using Verify = RuleVerifier<UncacheableReadAnalyzer, UncacheableReadFix>;

public sealed class UncacheableReadTests
{
    private const string Types = """
        using System.Security.Claims;
        using Microsoft.AspNetCore.Authorization;
        using Microsoft.AspNetCore.Builder;
        using Microsoft.AspNetCore.Http;
        using Microsoft.AspNetCore.Mvc;
        using Microsoft.AspNetCore.OutputCaching;
        using Microsoft.AspNetCore.Routing;
        using Microsoft.EntityFrameworkCore;
        using Microsoft.Extensions.Caching.Memory;
        using Microsoft.Extensions.DependencyInjection;

        public class Product { public int Id { get; set; } public string Name { get; set; } = ""; public string Buyer { get; set; } = ""; }
        public class ShopContext : DbContext { public DbSet<Product> Products => Set<Product>(); }
        public class Catalog
        {
            private readonly ShopContext db;
            public Catalog(ShopContext db) => this.db = db;
            public Task<List<Product>> TopAsync() => db.Products.OrderBy(p => p.Name).Take(10).ToListAsync();
            public async Task<List<Product>> KeptAsync(IMemoryCache cache) => (await cache.GetOrCreateAsync("top", _ => TopAsync()))!;
            public async Task<List<Product>> SeenAsync() { db.Products.Add(new Product()); await db.SaveChangesAsync(); return await TopAsync(); }
            public Task<List<Product>> OfUserAsync() => db.Products.Where(p => p.Buyer == ClaimsPrincipal.Current!.Identity!.Name).Take(10).ToListAsync();
            public Task<List<Product>> FixedAsync() => Task.FromResult(new List<Product>());
        }

        """;

    public static TheoryData<string> Maps =>
    [
        "app.[|MapGet|](\"/products\", (ShopContext db) => db.Products.Take(10).ToListAsync());",
        "app.[|MapGet|](\"/products\", async (ShopContext db) => Results.Ok(await db.Products.Take(10).ToListAsync())).WithName(\"a\");",
        "app.[|MapGet|](\"/products/top\", (Catalog catalog) => catalog.TopAsync());",
        "app.[|MapGet|](\"/products/{id}\", async (int id, ShopContext db) => await db.Products.FindAsync(id));",
        "app.[|MapGet|](\"/prices\", (HttpClient client) => client.GetStringAsync(\"http://prices\"));",
        "app.[|MapGet|](\"/products\", Top); static Task<List<Product>> Top(Catalog catalog) => catalog.TopAsync();",
        "var group = app.MapGroup(\"/api\").WithTags(\"a\"); group.[|MapGet|](\"/products\", (Catalog catalog) => catalog.TopAsync());",
        "app.MapGroup(\"/api\").[|MapGet|](\"/products\", (Catalog catalog) => catalog.TopAsync());",
        "var open = app.MapGroup(\"/api\"); var closed = app.MapGroup(\"/own\"); closed.RequireAuthorization(); open.[|MapGet|](\"/products\", (Catalog catalog) => catalog.TopAsync());",
    ];

    public static TheoryData<string> QuietMaps =>
    [
        // Somebody keeps it.
        "app.MapGet(\"/products\", (Catalog catalog) => catalog.TopAsync()).CacheOutput();",
        "app.MapGet(\"/products\", (Catalog catalog) => catalog.TopAsync()).WithTags(\"a\").CacheOutput(p => p.Expire(TimeSpan.FromSeconds(5)));",
        "app.MapGet(\"/products\", [OutputCache] (Catalog catalog) => catalog.TopAsync());",
        "app.MapGroup(\"/api\").CacheOutput().MapGet(\"/products\", (Catalog catalog) => catalog.TopAsync());",
        "var group = app.MapGroup(\"/api\"); group.CacheOutput(); group.MapGet(\"/products\", (Catalog catalog) => catalog.TopAsync());",
        "app.MapGet(\"/products\", (Catalog catalog, IMemoryCache cache) => catalog.KeptAsync(cache));",
        "app.MapGet(\"/products\", async (Catalog catalog, HttpContext context) => { context.Response.Headers.ETag = \"a\"; return await catalog.TopAsync(); });",
        "app.MapGet(\"/products\", async (Catalog catalog, HttpResponse response) => { response.Headers.CacheControl = \"max-age=60\"; return await catalog.TopAsync(); });",

        // It is for one only.
        "app.MapGet(\"/products\", (Catalog catalog) => catalog.TopAsync()).RequireAuthorization();",
        "app.MapGroup(\"/api\").RequireAuthorization().MapGet(\"/products\", (Catalog catalog) => catalog.TopAsync());",
        "var group = app.MapGroup(\"/api\"); group.RequireAuthorization(); group.MapGet(\"/products\", (Catalog catalog) => catalog.TopAsync());",
        "app.MapGet(\"/products\", [Authorize] (Catalog catalog) => catalog.TopAsync());",
        "app.MapGet(\"/products\", (ClaimsPrincipal user, ShopContext db) => db.Products.Where(p => p.Buyer == user.Identity!.Name).ToListAsync());",
        "app.MapGet(\"/products\", (Catalog catalog) => catalog.OfUserAsync());",
        "app.MapGet(\"/my/products\", (Catalog catalog) => catalog.TopAsync());",
        "app.MapGet(\"/products\", (string userId, ShopContext db) => db.Products.Where(p => p.Buyer == userId).ToListAsync());",
        "app.MapGet(\"/products\", ([FromHeader] string language, ShopContext db) => db.Products.Where(p => p.Name == language).ToListAsync());",

        // An old answer is a wrong one, or nothing is asked, or something is changed.
        "app.MapGet(\"/products/{id}/status\", async (int id, ShopContext db) => await db.Products.FindAsync(id));",
        "app.MapGet(\"/products\", (Catalog catalog) => catalog.FixedAsync());",
        "app.MapGet(\"/products\", (Catalog catalog) => catalog.SeenAsync());",
        "app.MapGet(\"/products\", async (ShopContext db) => { db.Products.Add(new Product()); await db.SaveChangesAsync(); return await db.Products.ToListAsync(); });",
        "app.MapPost(\"/products\", (Catalog catalog) => catalog.TopAsync());",
        "var made = app.MapGet(\"/products\", (Catalog catalog) => catalog.TopAsync()); Later(made); static void Later(RouteHandlerBuilder made) => made.CacheOutput();",
        "new Own().MapGet(\"/products\", (Catalog catalog) => catalog.TopAsync());",

        // All answers are kept, or all who ask are known.
        "builder.Services.AddOutputCache(o => o.AddBasePolicy(p => p.Expire(TimeSpan.FromSeconds(5)))); app.MapGet(\"/products\", (Catalog catalog) => catalog.TopAsync());",
        "builder.Services.AddAuthorization(o => o.FallbackPolicy = o.DefaultPolicy); app.MapGet(\"/products\", (Catalog catalog) => catalog.TopAsync());",
    ];

    public static TheoryData<string, string> Actions => new()
    {
        { "", "[HttpGet] public Task<List<Product>> [|Top|]() => catalog.TopAsync();" },
        { "[Route(\"products\")]", "[HttpGet(\"{id}\")] public async Task<ActionResult<Product>> [|Get|](int id) { var found = await db.Products.FindAsync(id); return found is null ? NotFound() : found; }" },
        { "", "[HttpGet] public IActionResult [|Top|]() => Ok(db.Products.Take(10).ToList());" },
    };

    public static TheoryData<string, string> QuietActions => new()
    {
        { "", "[HttpGet, OutputCache(Duration = 5)] public Task<List<Product>> Top() => catalog.TopAsync();" },
        { "", "[HttpGet, ResponseCache(Duration = 5)] public Task<List<Product>> Top() => catalog.TopAsync();" },
        { "[OutputCache]", "[HttpGet] public Task<List<Product>> Top() => catalog.TopAsync();" },
        { "[Authorize]", "[HttpGet] public Task<List<Product>> Top() => catalog.TopAsync();" },
        { "", "[HttpGet, Authorize] public Task<List<Product>> Top() => catalog.TopAsync();" },
        { "", "[HttpGet] public Task<List<Product>> Top() { Response.Headers.CacheControl = \"max-age=60\"; return catalog.TopAsync(); }" },
        { "", "[HttpGet] public Task<List<Product>> Top() => db.Products.Where(p => p.Buyer == User.Identity!.Name).ToListAsync();" },
        { "", "[HttpPost] public Task<List<Product>> Top() => catalog.TopAsync();" },
        { "", "public Task<List<Product>> Top() => catalog.TopAsync();" },
        { "", "[HttpGet] public List<Product> Top() => new();" },
        { "", "[HttpGet] public Task<List<Product>> Status() => catalog.TopAsync();" },
        { "", "[HttpGet] public async Task<IActionResult> Photo() => File(System.Text.Encoding.UTF8.GetBytes((await catalog.TopAsync())[0].Name), \"image/png\");" },
    };

    [Theory]
    [MemberData(nameof(Maps))]
    public Task Reports_mapped_reads(string statements) => Verify.ReportsAsync(In(statements));

    [Theory]
    [MemberData(nameof(QuietMaps))]
    public Task StaysSilent_when_answers_are_kept_or_for_one_only(string statements) => Verify.SilentAsync(In(statements));

    [Theory]
    [MemberData(nameof(Actions))]
    public Task Reports_actions_that_read(string attributes, string action) => Verify.ReportsAsync(Controller(attributes, action));

    [Theory]
    [MemberData(nameof(QuietActions))]
    public Task StaysSilent_in_actions_whose_answers_are_kept_or_for_one_only(string attributes, string action) => Verify.SilentAsync(Controller(attributes, action));

    [Fact]
    public Task StaysSilent_in_pages_for_people() => Verify.SilentAsync(
        Types + "public class ProductsController : Controller { private readonly Catalog catalog = null!; [HttpGet] public async Task<IActionResult> Top() => View(await catalog.TopAsync()); }");

    [Fact]
    public Task Reports_maps_of_groups_that_others_hand_in() => Verify.ReportsAsync(
        Types + "public static class Maps { public static void MapProducts(this IEndpointRouteBuilder routes) { routes.[|MapGet|](\"/products\", (Catalog catalog) => catalog.TopAsync()); } }");

    [Fact]
    public Task StaysSilent_in_groups_that_others_hand_in_and_may_close() => Verify.SilentAsync(
        Types + "public static class Maps { public static void MapProducts(this IEndpointRouteBuilder routes) { routes.MapGet(\"/products\", (Catalog catalog) => catalog.TopAsync()); } public static void All(WebApplication app) => app.MapGroup(\"/a\").RequireAuthorization().MapProducts(); }");

    [Fact]
    public Task Reports_what_is_asked() => Verify.ReportsAsync(
        In("app.{|#0:MapGet|}(\"/top\", (Catalog catalog) => catalog.TopAsync());"),
        Verify.Diagnostic().WithLocation(0).WithArguments("'/top'", "TopAsync → ToListAsync").WithOptions(DiagnosticOptions.IgnoreAdditionalLocations));

    [Fact]
    public async Task Reports_in_top_level_programs()
    {
        var test = new Verify.Test { TestCode = Types[..Types.IndexOf("public class Product ", StringComparison.Ordinal)] + "var app = WebApplication.Create(args);\napp.[|MapGet|](\"/products\", (Catalog catalog) => catalog.TopAsync());\napp.Run();\n" + Types[Types.IndexOf("public class Product ", StringComparison.Ordinal)..] };
        test.TestState.OutputKind = OutputKind.ConsoleApplication;
        await test.RunAsync(TestContext.Current.CancellationToken);
    }

    [Theory]
    [InlineData("app.[|MapGet|](\"/products\", (Catalog catalog) => catalog.TopAsync());", "app.MapGet(\"/products\", (Catalog catalog) => catalog.TopAsync()).CacheOutput(policy => policy.Expire(TimeSpan.FromSeconds(60)));")]
    [InlineData("app.[|MapGet|](\"/products\", (Catalog catalog) => catalog.TopAsync()).WithName(\"a\");", "app.MapGet(\"/products\", (Catalog catalog) => catalog.TopAsync()).CacheOutput(policy => policy.Expire(TimeSpan.FromSeconds(60))).WithName(\"a\");")]
    public Task Fixes_mapped_reads(string before, string after) =>
        Verify.FixSinglyAsync(In("builder.Services.AddOutputCache(); app.UseOutputCache(); " + before), In("builder.Services.AddOutputCache(); app.UseOutputCache(); " + after), UncacheableReadFix.Keep);

    [Theory]
    [InlineData("    [HttpGet]\n    public Task<List<Product>> {0}() => catalog.TopAsync();", "    [HttpGet]\n    [OutputCache(Duration = 60)]\n    public Task<List<Product>> {0}() => catalog.TopAsync();")]
    [InlineData("    [HttpGet] public Task<List<Product>> {0}() => catalog.TopAsync();", "    [HttpGet] [OutputCache(Duration = 60)] public Task<List<Product>> {0}() => catalog.TopAsync();")]
    public Task Fixes_actions(string before, string after)
    {
        const string Setup = "\npublic static class Setup { public static void Add(IServiceCollection services, IApplicationBuilder app) { services.AddOutputCache(); app.UseOutputCache(); } }";
        return Verify.FixSinglyAsync(
            Controller("", "\n" + before.Replace("{0}", "[|Top|]", StringComparison.Ordinal)) + Setup,
            Controller("", "\n" + after.Replace("{0}", "Top", StringComparison.Ordinal)) + Setup,
            UncacheableReadFix.Keep);
    }

    [Theory]
    [InlineData("")]
    [InlineData("builder.Services.AddOutputCache(); ")]
    public Task Offers_nothing_where_no_store_is_switched_on(string services) =>
        Verify.NoFixAsync(In(services + "app.[|MapGet|](\"/products\", (Catalog catalog) => catalog.TopAsync());"));

    private static string In(string statements) => Types + $$"""
        public class Own { public void MapGet(string path, Delegate get) { } }

        public static class Setup
        {
            public static void Run(string[] args)
            {
                var builder = WebApplication.CreateBuilder(args);
                var app = builder.Build();
                {{statements}}
            }
        }
        """;

    private static string Controller(string attributes, string action) => Types + $$"""
        [ApiController] {{attributes}}
        public class ProductsController : ControllerBase
        {
            private readonly Catalog catalog;
            private readonly ShopContext db;
            public ProductsController(Catalog catalog, ShopContext db) { this.catalog = catalog; this.db = db; }
            {{action}}
        }
        """;
}
