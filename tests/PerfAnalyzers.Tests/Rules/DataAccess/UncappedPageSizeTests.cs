using Verify = PerfAnalyzers.Tests.Verification.RuleVerifier<PerfAnalyzers.Rules.DataAccess.UncappedPageSizeAnalyzer, PerfAnalyzers.CodeFixes.Rules.DataAccess.UncappedPageSizeFix>;

namespace PerfAnalyzers.Tests.Rules.DataAccess;

public sealed class UncappedPageSizeTests
{
    private const string Types = """
        public class Page
        {
            public int Number { get; set; }
            public int Size { get; set; } = 20;
        }

        public class Ranged
        {
            [System.ComponentModel.DataAnnotations.Range(1, 100)]
            public int Size { get; set; }
        }

        public class Capped
        {
            private int size;
            public int Size { get => size; set => size = value > 100 ? 100 : value; }
        }

        public record Limits([System.ComponentModel.DataAnnotations.Range(1, 100)] int Size);

        public class Validated
        {
            public int Size { get; set; }
        }

        public class AbstractValidator<T>
        {
            public Rule RuleFor(Func<T, int> value) => new Rule();
        }

        public class Rule
        {
            public Rule LessThanOrEqualTo(int most) => this;
        }

        public class Validator : AbstractValidator<Validated>
        {
            public Validator() => RuleFor(v => v.Size).LessThanOrEqualTo(100);
        }
        """;

    [Theory]
    [InlineData("[HttpGet] public Task<List<Order>> List(int size) => db.Orders.OrderBy(o => o.Id).[|Take(size)|].ToListAsync();")]
    [InlineData("[HttpGet] public async Task<List<Order>> List(int page, int size = 20) => await db.Orders.OrderBy(o => o.Id).Skip((page - 1) * size).[|Take(size)|].ToListAsync();")]
    [InlineData("[HttpGet] public Task<List<Order>> List(int? size) => db.Orders.[|Take(size ?? 20)|].ToListAsync();")]
    [InlineData("[HttpGet] public Task<List<Order>> List(int? size) => db.Orders.[|Take(size.GetValueOrDefault(20))|].ToListAsync();")]
    [InlineData("[HttpGet] public Task<List<Order>> List(int? size) => db.Orders.[|Take(size.HasValue ? size.Value : 20)|].ToListAsync();")]
    [InlineData("[HttpGet] public Task<List<Order>> List(int size) { var rows = size > 0 ? size : 20; return db.Orders.[|Take(rows)|].ToListAsync(); }")]
    [InlineData("[HttpGet] public Task<List<Order>> List(int size) { if (size <= 0) size = 20; return db.Orders.[|Take(size)|].ToListAsync(); }")]
    [InlineData("[HttpGet] public Task<List<Order>> List(int size) { if (size < 1) return Task.FromResult(new List<Order>()); return db.Orders.[|Take(size)|].ToListAsync(); }")]
    [InlineData("[HttpGet] public Task<List<Order>> List(int size) => db.Orders.[|Take(Math.Max(1, size))|].ToListAsync();")]
    [InlineData("[HttpGet] public Task<List<Order>> List([FromQuery] Page page) => db.Orders.Skip(page.Number * page.Size).[|Take(page.Size)|].ToListAsync();")]
    [InlineData("[HttpGet] public List<Order> List(int size) { var query = db.Orders.Where(o => o.Price > 3); query = query.[|Take(size)|]; return query.ToList(); }")]
    [InlineData("[HttpGet] public List<Order> List(int size) => (from o in db.Orders where o.Price > 3 select o).[|Take(size)|].ToList();")]
    [InlineData("[HttpGet] public Task<List<Order>> List(int size) => Read(size); private Task<List<Order>> Read(int count) => db.Orders.[|Take(count)|].ToListAsync();")]
    [InlineData("[HttpGet] public Task<List<Order>> List([FromQuery] Page page) => Read(page); private Task<List<Order>> Read(Page page) => db.Orders.[|Take(page.Size)|].ToListAsync();")]
    [InlineData("[HttpGet] public Task<List<Order>> List(int page, int size) => Read(new Page { Number = page, Size = size }); private Task<List<Order>> Read(Page page) => db.Orders.[|Take(page.Size)|].ToListAsync();")]
    [InlineData("[HttpGet] public Task<List<Order>> List(int size) { var page = new Page { Size = size }; return Read(page); } private Task<List<Order>> Read(Page page) => db.Orders.[|Take(page.Size)|].ToListAsync();")]
    [InlineData("[HttpGet] public Task<List<Order>> List(int page, int size) => Read(new Part(page, size)); private Task<List<Order>> Read(Part part) => Load(part); private Task<List<Order>> Load(Part part) => db.Orders.[|Take(part.Size)|].ToListAsync(); public record Part(int Number = 1, int Size = 20);")]
    [InlineData("[HttpGet] public Task<List<Order>> List([FromQuery] Page page) => Read(page.Size); private Task<List<Order>> Read(int count) => db.Orders.[|Take(count)|].ToListAsync();")]
    [InlineData("[HttpGet] public Task<List<Order>> List(int size, CancellationToken token) { ArgumentOutOfRangeException.ThrowIfNegative(size); return db.Orders.[|Take(size)|].ToListAsync(token); }")]
    [InlineData("[HttpGet] public List<Order> List(int size, bool all) { IQueryable<Order> query = db.Orders; if (!all) query = query.[|Take(size)|]; return query.ToList(); }")]
    public Task Reports_a_size_that_a_request_chooses(string members) => Verify.ReportsAsync(WebShop.InController(members, Types));

    [Theory]
    [InlineData("Microsoft.AspNetCore.Authorization.Authorize(Roles = \"Host\")")]
    [InlineData("Microsoft.AspNetCore.Authorization.Authorize(Policy = \"CanModifyServerSettings\")")]
    public Task Suggests_where_only_administrators_ask(string attribute) => Verify.ReportsAsync(
        WebShop.InController("[HttpGet, " + attribute + "] public Task<List<Order>> List(int size) => db.Orders.{|#0:Take(size)|}.ToListAsync();"),
        Verify.Diagnostic().WithLocation(0).WithSeverity(Microsoft.CodeAnalysis.DiagnosticSeverity.Info).WithOptions(DiagnosticOptions.IgnoreAdditionalLocations).WithArguments("size"));

    [Fact]
    public Task Reports_a_size_behind_an_interface() => Verify.ReportsAsync(WebShop.InController(
        "[HttpGet] public Task<List<Order>> List([FromServices] IOrders orders, int size) => orders.PageAsync(1, size);",
        """
        public interface IOrders { Task<List<Order>> PageAsync(int page, int size); }
        public class Orders : IOrders
        {
            private readonly ShopContext db = new();
            public Task<List<Order>> PageAsync(int page, int size) => db.Orders.OrderBy(o => o.Id).Page(page, size).ToListAsync();
        }
        public static class Paging
        {
            public static IQueryable<T> Page<T>(this IQueryable<T> query, int page, int size) => query.Skip((page - 1) * size).[|Take(size)|];
        }
        """));

    [Theory]
    [InlineData("app.MapGet(\"/\", (ShopContext db, int size) => db.Orders.[|Take(size)|].ToListAsync());", "")]
    [InlineData("app.MapGet(\"/\", Handlers.List);", "public static class Handlers { public static Task<List<Order>> List(ShopContext db, int size) => db.Orders.[|Take(size)|].ToListAsync(); }")]
    [InlineData("app.MapGet(\"/\", List); Task<List<Order>> List(ShopContext db, int size) => db.Orders.[|Take(size)|].ToListAsync();", "")]
    public Task Reports_a_size_in_an_endpoint(string statements, string others) => Program(WebShop.InProgram(statements, others));

    [Fact]
    public Task Reports_a_property_of_a_page() => Verify.ReportsAsync($$"""
        using Microsoft.AspNetCore.Mvc;
        using Microsoft.AspNetCore.Mvc.RazorPages;
        using Microsoft.EntityFrameworkCore;

        public class OrdersModel : PageModel
        {
            private readonly ShopContext db = new();
            public List<Order> Orders { get; private set; } = new();
            [BindProperty(SupportsGet = true)] public int Size { get; set; } = 20;
            public int Fixed { get; set; } = 20;
            public async Task OnGetAsync() => Orders = await db.Orders.[|Take(Size)|].ToListAsync();
            public async Task OnPostAsync() => Orders = await db.Orders.Take(Fixed).ToListAsync();
        }
        {{Shop.Model}}
        """);

    [Theory]
    [InlineData("[HttpGet] public Task<List<Order>> List([FromQuery] GetOrders query, [FromServices] IMediator mediator) => mediator.Send(query);")]
    [InlineData("[HttpGet] public async Task<ActionResult<List<Order>>> List(int skip, int size, [FromServices] IMediator mediator) => Ok(await mediator.Send(new GetOrders(skip, size)));")]
    [InlineData("[HttpGet] public Task<List<Order>> List(int rows, [FromServices] IMediator mediator) { var size = rows > 0 ? rows : 20; return mediator.Send(new GetOrders(0, 0) { Size = size }); }")]
    public Task Reports_a_size_that_comes_over_a_mediator(string member) => Verify.ReportsAsync(WebShop.InController(member, Mediator("[|Take(request.Size)|]")));

    [Theory]
    [InlineData("[HttpGet] public Task<List<Order>> List([FromServices] IMediator mediator) => mediator.Send(new GetOrders(0, 20));")]
    [InlineData("[HttpGet] public Task<List<Order>> List(int size, [FromServices] IMediator mediator) => mediator.Send(new GetOrders(size, Math.Min(size, 100)));")]
    [InlineData("[HttpGet] public Task<List<Order>> List([FromQuery] GetOrders query, [FromServices] IMediator mediator) { if (query.Size > 100) throw new ArgumentException(); return mediator.Send(query); }")]
    [InlineData("public Task<List<Order>> Export(IMediator mediator) { var query = new GetOrders(0, 20); return mediator.Send(query); }")]
    [InlineData("[NonAction] public Task<List<Order>> Export(GetOrders query, IMediator mediator) => mediator.Send(query);")]
    [InlineData("[HttpGet] public Task<List<Order>> List([FromQuery] GetOrders query, [FromServices] IMediator mediator) => mediator.Send(query); public class Validator : AbstractValidator<GetOrders> { public Validator() => RuleFor(v => v.Size).LessThanOrEqualTo(100); }")]
    public Task StaysSilent_when_nobody_chooses_the_size_that_comes_over_a_mediator(string member) => Verify.SilentAsync(WebShop.InController(member, Mediator("Take(request.Size)") + Types));

    private static string Mediator(string take) => $$"""
        public interface IRequest<T> { }
        public interface IRequestHandler<TRequest, TResult> where TRequest : IRequest<TResult> { Task<TResult> Handle(TRequest request, CancellationToken token); }
        public interface IMediator { Task<T> Send<T>(IRequest<T> request, CancellationToken token = default); }
        public record GetOrders(int Skip, int Size) : IRequest<List<Order>>;
        public class GetOrdersHandler : IRequestHandler<GetOrders, List<Order>>
        {
            private readonly ShopContext db = new();
            public Task<List<Order>> Handle(GetOrders request, CancellationToken token) => db.Orders.OrderBy(o => o.Id).Skip(request.Skip).{{take}}.ToListAsync(token);
        }

        """;

    [Theory]
    [InlineData("[HttpGet] public Task<List<Order>> List() => db.Orders.Take(20).ToListAsync();")]
    [InlineData("private const int Most = 50; [HttpGet] public Task<List<Order>> List() => db.Orders.Take(Most).ToListAsync();")]
    [InlineData("private readonly int most = 50; [HttpGet] public Task<List<Order>> List() => db.Orders.Take(most).ToListAsync();")]
    [InlineData("[HttpGet] public Task<List<Order>> List(int size) => db.Orders.Take(Math.Min(size, 100)).ToListAsync();")]
    [InlineData("[HttpGet] public Task<List<Order>> List(int size) => db.Orders.Take(Math.Clamp(size, 1, 100)).ToListAsync();")]
    [InlineData("[HttpGet] public Task<List<Order>> List(int size) { size = Math.Min(size, 100); return db.Orders.Take(size).ToListAsync(); }")]
    [InlineData("[HttpGet] public Task<List<Order>> List(int size) { if (size > 100) size = 100; return db.Orders.Take(size).ToListAsync(); }")]
    [InlineData("[HttpGet] public Task<List<Order>> List(int size) { if (size is < 1 or > 100) throw new ArgumentException(); return db.Orders.Take(size).ToListAsync(); }")]
    [InlineData("[HttpGet] public Task<List<Order>> List(int size) => db.Orders.Take(size <= 100 ? size : 100).ToListAsync();")]
    [InlineData("[HttpGet] public Task<List<Order>> List(int size) => db.Orders.Take(size switch { > 100 => 100, _ => size }).ToListAsync();")]
    [InlineData("[HttpGet] public Task<List<Order>> List(int size) { ArgumentOutOfRangeException.ThrowIfGreaterThan(size, 100); return db.Orders.Take(size).ToListAsync(); }")]
    [InlineData("[HttpGet] public Task<List<Order>> List(int size) { Validate(size); return db.Orders.Take(size).ToListAsync(); } private static void Validate(int size) { }")]
    [InlineData("[HttpGet] public Task<List<Order>> List(int size) { size = Normal(size); return db.Orders.Take(size).ToListAsync(); } private static int Normal(int size) => 3;")]
    [InlineData("[HttpGet] public Task<List<Order>> List([System.ComponentModel.DataAnnotations.Range(1, 100)] int size) => db.Orders.Take(size).ToListAsync();")]
    [InlineData("[HttpGet] public Task<List<Order>> List([FromQuery] Ranged page) => db.Orders.Take(page.Size).ToListAsync();")]
    [InlineData("[HttpGet] public Task<List<Order>> List([FromQuery] Capped page) => db.Orders.Take(page.Size).ToListAsync();")]
    [InlineData("[HttpGet] public Task<List<Order>> List([FromQuery] Limits page) => db.Orders.Take(page.Size).ToListAsync();")]
    [InlineData("[HttpGet] public Task<List<Order>> List([FromQuery] Validated page) => db.Orders.Take(page.Size).ToListAsync();")]
    [InlineData("[HttpGet] public Task<List<Order>> List([FromQuery] Page page) { if (page.Size > 100) page.Size = 100; return db.Orders.Take(page.Size).ToListAsync(); }")]
    [InlineData("[HttpGet] public Task<List<Order>> List(byte size) => db.Orders.Take(size).ToListAsync();")]
    [InlineData("[HttpGet] public Task<List<Order>> List() => Read(20); private Task<List<Order>> Read(int count) => db.Orders.Take(count).ToListAsync();")]
    [InlineData("[HttpGet] public Task<List<Order>> List(int size) => Read(Math.Min(size, 50)); private Task<List<Order>> Read(int count) => db.Orders.Take(count).ToListAsync();")]
    [InlineData("[NonAction] public Task<List<Order>> Read(int count) => db.Orders.Take(count).ToListAsync();")]
    [InlineData("[HttpPost] public List<int> List(List<int> ids, int size) => ids.Take(size).ToList();")]
    [InlineData("[HttpPost] public List<int> List(List<int> ids, int size) => ids.AsQueryable().Take(size).ToList();")]
    public Task StaysSilent_when_the_size_is_limited_or_nobody_chooses_it(string members) => Verify.SilentAsync(WebShop.InController(members, Types));

    [Fact]
    public Task Fixes_a_parameter_at_the_start() => Verify.FixSinglyAsync(
        WebShop.InController("""
            [HttpGet]
            public async Task<List<Order>> List(int page, int size)
            {
                var skipped = (page - 1) * size;
                return await db.Orders.OrderBy(o => o.Id).Skip(skipped).[|Take(size)|].ToListAsync();
            }
            """),
        WebShop.InController("""
            [HttpGet]
            public async Task<List<Order>> List(int page, int size)
            {
                size = Math.Min(size, 100);
                var skipped = (page - 1) * size;
                return await db.Orders.OrderBy(o => o.Id).Skip(skipped).Take(size).ToListAsync();
            }
            """),
        "PERF2006.Clamp");

    [Fact]
    public Task Fixes_a_number_that_may_be_missing() => Verify.FixSinglyAsync(
        WebShop.InController("""
            [HttpGet]
            public async Task<List<Order>> List(int? size)
            {
                return await db.Orders.[|Take(size ?? 20)|].ToListAsync();
            }
            """),
        WebShop.InController("""
            [HttpGet]
            public async Task<List<Order>> List(int? size)
            {
                if (size > 100)
                    size = 100;

                return await db.Orders.Take(size ?? 20).ToListAsync();
            }
            """),
        "PERF2006.Clamp");

    [Fact]
    public Task Fixes_each_use_in_an_expression() => Verify.FixSinglyAsync(
        WebShop.InController("[HttpGet] public Task<List<Order>> List(int page, int size) => db.Orders.OrderBy(o => o.Id).Skip(page * size).[|Take(size)|].ToListAsync();"),
        WebShop.InController("[HttpGet] public Task<List<Order>> List(int page, int size) => db.Orders.OrderBy(o => o.Id).Skip(page * Math.Min(size, 100)).Take(Math.Min(size, 100)).ToListAsync();"),
        "PERF2006.Clamp");

    [Fact]
    public Task Fixes_each_read_of_a_property() => Verify.FixSinglyAsync(
        WebShop.InController("[HttpGet] public Task<List<Order>> List([FromQuery] Page page) => db.Orders.OrderBy(o => o.Id).Skip(page.Number * page.Size).[|Take(page.Size)|].ToListAsync();", Types),
        WebShop.InController("[HttpGet] public Task<List<Order>> List([FromQuery] Page page) => db.Orders.OrderBy(o => o.Id).Skip(page.Number * Math.Min(page.Size, 100)).Take(Math.Min(page.Size, 100)).ToListAsync();", Types),
        "PERF2006.Clamp");

    [Fact]
    public Task Fixes_a_helper_that_counts_pages_itself() => Verify.FixSinglyAsync(
        WebShop.InController(
            "[HttpGet] public Task<List<Order>> List(int page, int size) => db.Orders.OrderBy(o => o.Id).Page(page, size).ToListAsync();",
            "public static class Paging { public static IQueryable<T> Page<T>(this IQueryable<T> query, int page, int size) => query.Skip((page - 1) * size).[|Take(size)|]; }"),
        WebShop.InController(
            "[HttpGet] public Task<List<Order>> List(int page, int size) => db.Orders.OrderBy(o => o.Id).Page(page, size).ToListAsync();",
            "public static class Paging { public static IQueryable<T> Page<T>(this IQueryable<T> query, int page, int size) => query.Skip((page - 1) * Math.Min(size, 100)).Take(Math.Min(size, 100)); }"),
        "PERF2006.Clamp");

    [Fact]
    public Task Fixes_a_helper_that_counts_pages_by_way_of_locals() => Verify.FixSinglyAsync(
        WebShop.InController("""
            [HttpGet]
            public Task<List<Order>> List(int page, int? size) => Read(page, size);

            private Task<List<Order>> Read(int page, int? size)
            {
                var rows = size ?? 20;
                var skipped = page * rows;
                return db.Orders.OrderBy(o => o.Id).Skip(skipped).[|Take(rows)|].ToListAsync();
            }
            """),
        WebShop.InController("""
            [HttpGet]
            public Task<List<Order>> List(int page, int? size) => Read(page, size);

            private Task<List<Order>> Read(int page, int? size)
            {
                if (size > 100)
                    size = 100;

                var rows = size ?? 20;
                var skipped = page * rows;
                return db.Orders.OrderBy(o => o.Id).Skip(skipped).Take(rows).ToListAsync();
            }
            """),
        "PERF2006.Clamp");

    [Theory]
    [InlineData("[HttpGet] public Task<List<Order>> List(int page, int size) => Read(page * size, size); private Task<List<Order>> Read(int skip, int count) => db.Orders.OrderBy(o => o.Id).Skip(skip).[|Take(count)|].ToListAsync();")]
    [InlineData("[HttpGet] public Task<List<Order>> List([FromQuery] Page page) { Log(page); return db.Orders.[|Take(page.Size)|].ToListAsync(); } private static void Log(Page page) { }")]
    [InlineData("[HttpGet] public Task<List<Order>> List(int? size) => db.Orders.[|Take(size ?? 20)|].ToListAsync();")]
    [InlineData("[HttpGet] public Task<List<Order>> List(int size) => Read(new Page { Size = size }); private Task<List<Order>> Read(Page page) => db.Orders.[|Take(page.Size)|].ToListAsync();")]
    public Task OffersNoFix_when_somebody_else_uses_the_size_too(string members) => Verify.NoFixAsync(WebShop.InController(members, Types));

    [Fact]
    public async Task The_largest_page_can_be_chosen()
    {
        var test = new Verify.Test
        {
            TestCode = WebShop.InController("[HttpGet] public Task<List<Order>> List(int size) => db.Orders.[|Take(size)|].ToListAsync();"),
            FixedCode = WebShop.InController("[HttpGet] public Task<List<Order>> List(int size) => db.Orders.Take(Math.Min(size, 500)).ToListAsync();"),
            CodeActionEquivalenceKey = "PERF2006.Clamp",
            CodeFixTestBehaviors = Microsoft.CodeAnalysis.Testing.CodeFixTestBehaviors.SkipFixAllCheck,
        };
        test.TestState.AnalyzerConfigFiles.Add(("/.editorconfig", "root = true\n[*.cs]\nperf_analyzers.PERF2006.largest_page = 500\n"));
        test.FixedState.AnalyzerConfigFiles.Add(("/.editorconfig", "root = true\n[*.cs]\nperf_analyzers.PERF2006.largest_page = 500\n"));
        await test.RunAsync(TestContext.Current.CancellationToken);
    }

    private static Task Program(string source)
    {
        var test = new Verify.Test { TestCode = source };
        test.TestState.OutputKind = Microsoft.CodeAnalysis.OutputKind.ConsoleApplication;
        return test.RunAsync(TestContext.Current.CancellationToken);
    }
}
