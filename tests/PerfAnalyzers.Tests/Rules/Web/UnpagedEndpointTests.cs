using PerfAnalyzers.Tests.Rules.DataAccess;
using Verify = PerfAnalyzers.Tests.Verification.RuleVerifier<PerfAnalyzers.Rules.Web.UnpagedEndpointAnalyzer, PerfAnalyzers.CodeFixes.Rules.Web.UnpagedEndpointFix>;

namespace PerfAnalyzers.Tests.Rules.Web;

public sealed class UnpagedEndpointTests
{
    private const string Others = """
        public record OrderDto(int Id, decimal Price);
        public class OrderList { public List<Order> Orders { get; set; } = new(); public int Number { get; set; } }
        public class Country { public int Id { get; set; } public string Name { get; set; } = ""; }
        public class OrderState { public int Id { get; set; } }
        public class Visit { public int Id { get; set; } public Guid Visitor { get; set; } public string Code { get; set; } = ""; public DateTime At { get; set; } public bool Done { get; set; } public Customer? Customer { get; set; } }
        public class Report { public int Id { get; set; } }
        public class Payment { public int Id { get; set; } }
        public class OtherContext : DbContext
        {
            public DbSet<Country> Countries => Set<Country>();
            public DbSet<OrderState> States => Set<OrderState>();
            public DbSet<Visit> Visits => Set<Visit>();
            public DbSet<Payment> Payments => Set<Payment>();
            protected override void OnModelCreating(ModelBuilder model) => model.Entity<Payment>().HasData(new Payment { Id = 1 });
        }
        public interface IMapper { T Map<T>(object source); }
        public static class Mapping
        {
            public static List<OrderDto> ToDtos(this IEnumerable<Order> orders) => orders.Select(o => new OrderDto(o.Id, o.Price)).ToList();
            public static IQueryable<Order> Active(this IQueryable<Order> orders) => orders.Where(o => o.State == State.Open);
            public static IQueryable<T> Paginate<T>(this IQueryable<T> query, int page) => query.Skip(page * 20).Take(20);
            public static Task<List<T>> ToPagedListAsync<T>(this IQueryable<T> query, int page) => query.Skip(page * 20).Take(20).ToListAsync();
        }
        public sealed class EnableQueryAttribute : Attribute { }
        public class ODataQueryOptions<T> { }
        """;

    [Theory]
    [InlineData("[HttpGet] public Task<List<Order>> All() => db.Orders.[|ToListAsync()|];")]
    [InlineData("[HttpGet] public List<Order> All() => db.Orders.[|ToList()|];")]
    [InlineData("[HttpGet] public async Task<ActionResult<List<Order>>> All() => await db.Orders.[|ToListAsync()|];")]
    [InlineData("[HttpGet] public async Task<IActionResult> All() => Ok(await db.Orders.AsNoTracking().OrderBy(o => o.Id).[|ToListAsync()|]);")]
    [InlineData("[HttpGet] public async Task<IActionResult> All(CancellationToken token) { var orders = await db.Orders.Include(o => o.Customer).[|ToListAsync(token)|]; if (orders == null) return NotFound(); return Ok(orders); }")]
    [InlineData("[HttpGet] public async Task<IEnumerable<OrderDto>> All() { var orders = await db.Orders.[|ToListAsync()|]; return orders.Select(o => new OrderDto(o.Id, o.Price)); }")]
    [InlineData("[HttpGet] public Task<List<OrderDto>> All() => db.Orders.Select(o => new OrderDto(o.Id, o.Price)).[|ToListAsync()|];")]
    [InlineData("[HttpGet] public async Task<List<OrderDto>> All() => (await db.Orders.[|ToListAsync()|]).ToDtos();")]
    [InlineData("[HttpGet] public async Task<List<OrderDto>> All([FromServices] IMapper mapper) => mapper.Map<List<OrderDto>>(await db.Orders.[|ToListAsync()|]);")]
    [InlineData("[HttpGet] public async Task<OrderList> All() => new OrderList { Number = 1, Orders = await db.Orders.[|ToListAsync()|] };")]
    [InlineData("[HttpGet] public async Task<IActionResult> All() => Ok(new { orders = await db.Orders.[|ToListAsync()|] });")]
    [InlineData("[HttpGet] public IActionResult All() => new JsonResult(db.Orders.[|ToList()|]);")]
    [InlineData("[HttpGet] public Task<List<Order>> All() => db.Orders.Where(o => o.State == State.Open).[|ToListAsync()|];")]
    [InlineData("[HttpGet] public Task<List<Order>> All(State state) => db.Orders.Where(o => o.State == state).[|ToListAsync()|];")]
    [InlineData("[HttpGet] public Task<List<Order>> All(string text) => db.Orders.Where(o => o.CustomerName.Contains(text)).[|ToListAsync()|];")]
    [InlineData("[HttpGet] public Task<List<Order>> All(State? state) => db.Orders.Where(o => state == null || o.State == state).[|ToListAsync()|];")]
    [InlineData("[HttpGet] public Task<List<Order>> All(int? customer) => db.Orders.Where(o => customer == null || o.CustomerId == customer).[|ToListAsync()|];")]
    [InlineData("[HttpGet] public Task<List<Order>> All() => db.Orders.Where(o => o.CustomerId != 3 && o.Price > 0 && o.Customer != null).[|ToListAsync()|];")]
    [InlineData("[HttpGet] public Task<List<Order>> All() => db.Orders.Active().[|ToListAsync()|];")]
    [InlineData("[HttpGet] public Task<List<Order>> All(int? limit) { IQueryable<Order> query = db.Orders; if (limit != null) query = query.Take(limit.Value); return query.[|ToListAsync()|]; }")]
    [InlineData("[HttpGet] public Task<List<Order>> All(int? customer) { IQueryable<Order> query = db.Orders; if (customer != null) query = query.Where(o => o.CustomerId == customer); return query.[|ToListAsync()|]; }")]
    [InlineData("[HttpGet] public Task<List<Order>> All() => db.Orders.OrderBy(o => o.Id).Skip(3).[|ToListAsync()|];")]
    [InlineData("[HttpGet] public async Task<List<Order[]>> All() => (await db.Orders.[|ToListAsync()|]).Chunk(50).ToList();")]
    [InlineData("[HttpGet] public async Task<ILookup<int, Order>> All() => (await db.Orders.[|ToListAsync()|]).ToLookup(o => o.CustomerId);")]
    [InlineData("[HttpGet] public async Task<IActionResult> All() => Ok(await db.Orders.Join(db.Customers, o => o.CustomerId, c => c.Id, (o, c) => new { o.Id, c.Name }).[|ToListAsync()|]);")]
    [InlineData("[HttpGet] public async Task<IActionResult> All() => Ok(await (from o in db.Orders join c in db.Customers on o.CustomerId equals c.Id into cs from c in cs.DefaultIfEmpty() select new { o.Id, c.Name }).[|ToListAsync()|]);")]
    [InlineData("[HttpGet] public Task<List<Order>> All() => (from o in db.Orders where o.Price > 3 select o).[|ToListAsync()|];")]
    [InlineData("[HttpGet] public Task<Order[]> All() => [|LoadAsync()|]; private Task<Order[]> LoadAsync() => db.Orders.ToArrayAsync();")]
    [InlineData("[HttpGet] public async Task<IActionResult> All() { try { return Ok(await db.Orders.[|ToListAsync()|]); } catch (Exception) { return BadRequest(); } }")]
    [InlineData("[HttpGet] public Task<List<Visit>> All() => new OtherContext().Visits.Where(v => !v.Done).[|ToListAsync()|];")]
    public Task Reports_an_answer_with_all_rows(string members) => Verify.ReportsAsync(WebShop.InController(members, Others));

    [Fact]
    public Task Reports_the_way_through_services_and_repositories() => Verify.ReportsAsync(
        WebShop.InController(
            "[HttpGet] public async Task<IActionResult> All([FromServices] IOrderService orders) => Ok(await orders.{|#0:ListAsync()|});",
            """
            public interface IOrderService { Task<List<OrderDto>> ListAsync(); }
            public class OrderService : IOrderService
            {
                private readonly IRepository<Order> repository;
                public OrderService(IRepository<Order> repository) => this.repository = repository;
                public async Task<List<OrderDto>> ListAsync() => (await repository.GetAllAsync()).ToDtos();
            }
            public interface IRepository<T> where T : class { Task<List<T>> GetAllAsync(); }
            public class Repository<T> : IRepository<T> where T : class
            {
                private readonly ShopContext db = new();
                public async Task<List<T>> GetAllAsync() => await db.Set<T>().AsNoTracking().ToListAsync();
            }
            """ + Others),
        Verify.Diagnostic().WithLocation(0).WithArguments("All", "Order", " through 'ListAsync → GetAllAsync'").WithOptions(Microsoft.CodeAnalysis.Testing.DiagnosticOptions.IgnoreAdditionalLocations));

    [Fact]
    public Task Reports_the_way_through_a_mediator() => Verify.ReportsAsync(
        WebShop.InController(
            "[HttpGet] public async Task<List<Order>> All([FromServices] IMediator mediator) => await mediator.[|Send(new GetOrders())|];",
            """
            public interface IRequest<T> { }
            public interface IRequestHandler<TRequest, TResult> where TRequest : IRequest<TResult> { Task<TResult> Handle(TRequest request, CancellationToken token); }
            public interface IMediator { Task<T> Send<T>(IRequest<T> request, CancellationToken token = default); }
            public class GetOrders : IRequest<List<Order>> { }
            public class GetOrdersHandler : IRequestHandler<GetOrders, List<Order>>
            {
                private readonly ShopContext db = new();
                public async Task<List<Order>> Handle(GetOrders request, CancellationToken token) => await db.Orders.ToListAsync(token);
            }
            """));

    [Theory]
    [InlineData("app.MapGet(\"/\", async (ShopContext db) => await db.Orders.[|ToListAsync()|]);", "")]
    [InlineData("app.MapGet(\"/\", async (ShopContext db) => TypedResults.Ok(await db.Orders.[|ToListAsync()|]));", "")]
    [InlineData("app.MapGet(\"/\", async (ShopContext db) => { var orders = await db.Orders.[|ToListAsync()|]; return Results.Ok(orders); });", "")]
    [InlineData("app.MapGet(\"/\", Handlers.List);", "public static class Handlers { public static async Task<IResult> List(ShopContext db) => Results.Ok(await db.Orders.[|ToListAsync()|]); }")]
    [InlineData("app.MapGet(\"/\", Handlers.Orders);", "public static class Handlers { public static async Task<List<Order>> Orders(ShopContext db) => await db.Orders.[|ToListAsync()|]; }")]
    [InlineData("app.MapGet(\"/\", List); async Task<List<Order>> List(ShopContext db) => await db.Orders.[|ToListAsync()|];", "")]
    public Task Reports_an_endpoint_that_is_mapped(string statements, string others)
    {
        var test = new Verify.Test { TestCode = WebShop.InProgram(statements, others) };
        test.TestState.OutputKind = Microsoft.CodeAnalysis.OutputKind.ConsoleApplication;
        return test.RunAsync(TestContext.Current.CancellationToken);
    }

    [Theory]
    [InlineData("[HttpGet] public Task<Order?> One(int id) => db.Orders.FirstOrDefaultAsync(o => o.Id == id);")]
    [InlineData("[HttpGet] public Task<List<Order>> Of(int customer) => db.Orders.Where(o => o.CustomerId == customer).ToListAsync();")]
    [InlineData("[HttpGet] public Task<List<Order>> Of(int customer) => db.Orders.Where(o => o.CustomerId.Equals(customer)).ToListAsync();")]
    [InlineData("[HttpGet] public Task<List<Order>> Of(int? salesman) => db.Orders.Where(o => o.SalesmanId == salesman && o.Price > 3).ToListAsync();")]
    [InlineData("[HttpGet] public Task<List<Order>> Of(Guid tenant) => db.Orders.Where(o => o.Tenant == tenant).ToListAsync();")]
    [InlineData("[HttpGet] public Task<List<Order>> Of(int customer) => db.Orders.Where(o => EF.Property<int>(o, \"CustomerId\") == customer).ToListAsync();")]
    [InlineData("[HttpGet] public Task<List<Order>> Of(int customer) => db.Orders.Where(o => o.Customer!.Id == customer).ToListAsync();")]
    [InlineData("[HttpGet] public Task<List<Order>> Of(string name) => db.Orders.Where(o => o.CustomerName == name).ToListAsync();")]
    [InlineData("[HttpGet] public Task<List<Order>> Of(DateTime from, DateTime to) => db.Orders.Where(o => o.Ordered >= from && o.Ordered < to).ToListAsync();")]
    [InlineData("[HttpPost] public Task<List<Order>> Of(List<int> ids) => db.Orders.Where(o => ids.Contains(o.Id)).ToListAsync();")]
    [InlineData("[HttpPost] public Task<List<Order>> Of(List<int> ids) => db.Orders.Where(o => ids.Any(i => i == o.Id)).ToListAsync();")]
    [InlineData("[HttpGet] public Task<List<Order>> Top() => db.Orders.OrderBy(o => o.Price).Take(10).ToListAsync();")]
    [InlineData("[HttpGet] public async Task<IActionResult> Top() => Ok(await db.Orders.Join(db.Customers.Where(c => c.Name == \"x\").Take(3), o => o.CustomerId, c => c.Id, (o, c) => new { o.Id, c.Name }).ToListAsync());")]
    [InlineData("[HttpPost] public async Task<IActionResult> Of(List<int> ids) => Ok(await db.Orders.Join(ids, o => o.Id, i => i, (o, i) => new { o.Id }).ToListAsync());")]
    [InlineData("[HttpGet] public async Task<IActionResult> Sums() => Ok((await db.Orders.ToListAsync()).GroupBy(o => o.CustomerId).Select(g => new { g.Key, Count = g.Count() }).ToList());")]
    [InlineData("[HttpGet] public async Task<IActionResult> Sums() => Ok((await db.Orders.ToListAsync()).GroupBy(o => o.CustomerId).ToDictionary(g => g.Key, g => g.Count()));")]
    [InlineData("[HttpGet] public Task<List<Order>> Top() => db.Orders.OrderBy(o => o.Price).Take(10).Include(o => o.Customer).Select(o => o).ToListAsync();")]
    [InlineData("[HttpGet] public Task<List<Order>> Page(int page) => db.Orders.OrderBy(o => o.Id).Paginate(page).ToListAsync();")]
    [InlineData("[HttpGet] public Task<List<Order>> Page(int page) => db.Orders.OrderBy(o => o.Id).ToPagedListAsync(page);")]
    [InlineData("public interface ISieve { IQueryable<T> Apply<T>(IQueryable<T> rows); } [HttpGet] public Task<List<Order>> Page([FromServices] ISieve sieve) => sieve.Apply(db.Orders).ToListAsync();")]
    [InlineData("[HttpGet] public Task<List<Order>> Page(bool few) { IQueryable<Order> query = db.Orders; if (few) query = query.Take(5); else query = query.Take(50); return query.ToListAsync(); }")]
    [InlineData("[HttpGet] public async Task<List<Order>> Some() { var orders = await db.Orders.ToListAsync(); return orders.Take(5).ToList(); }")]
    [InlineData("[HttpGet] public async Task<List<Order>> Some() { var orders = await db.Orders.ToListAsync(); return orders.Where(o => o.Price > 3).ToList(); }")]
    [InlineData("[HttpGet] public Task<int> Count() => db.Orders.CountAsync();")]
    [InlineData("[HttpGet] public Task<List<Country>> Countries() => new OtherContext().Countries.ToListAsync();")]
    [InlineData("[HttpGet] public Task<List<OrderState>> States() => new OtherContext().States.ToListAsync();")]
    [InlineData("[HttpGet] public Task<List<Payment>> Payments() => new OtherContext().Payments.ToListAsync();")]
    [InlineData("[HttpGet, EnableQuery] public Task<List<Order>> All() => db.Orders.ToListAsync();")]
    [InlineData("[HttpGet] public Task<List<Order>> All(ODataQueryOptions<Order> options) => db.Orders.ToListAsync();")]
    [InlineData("[HttpGet] public Task<List<Order>> Mine(int me) => db.Orders.Where(o => o.CustomerId == me || o.SalesmanId == me).ToListAsync();")]
    [InlineData("[HttpGet] public Task<List<Order>> Export() => db.Orders.ToListAsync();")]
    [InlineData("[HttpGet] public Task<List<int>> Keys() => db.Orders.GroupBy(o => o.CustomerId).Select(g => g.Key).ToListAsync();")]
    [InlineData("[HttpGet] public IAsyncEnumerable<Order> Stream() => db.Orders.AsAsyncEnumerable();")]
    [InlineData("[NonAction] public Task<List<Order>> All() => db.Orders.ToListAsync();")]
    [InlineData("private Task<List<Order>> All() => db.Orders.ToListAsync();")]
    [InlineData("[HttpGet] public Task<List<Order>> Raw() => db.Orders.FromSqlRaw(\"select * from Orders limit 5\").ToListAsync();")]
    [InlineData("[HttpGet] public Task<List<Order>> Find(System.Linq.Expressions.Expression<Func<Order, bool>> filter) => db.Orders.Where(filter).ToListAsync();")]
    [InlineData("[HttpGet] public Task<List<Visit>> Recent() => new OtherContext().Visits.Where(v => v.At > DateTime.UtcNow.AddDays(-7)).ToListAsync();")]
    [InlineData("[HttpGet] public Task<List<Visit>> Between(DateTime from, DateTime to) => new OtherContext().Visits.Where(v => v.At >= from && v.At < to).ToListAsync();")]
    [InlineData("[HttpGet] public Task<List<Order>> Memory() => Task.FromResult(new List<Order>().AsQueryable().ToList());")]
    public Task StaysSilent_when_something_limits_the_rows(string members) => Verify.SilentAsync(WebShop.InController(members, Others));

    [Theory]
    [InlineData("OtherContext().Visits", true)]
    [InlineData("PermitContext().Permits", false)]
    public Task StaysSilent_when_only_administrators_may_ask_for_what_may_stay_few(string rows, bool isReported) => Verify.ReportsAsync(WebShop.InController(
        $"[HttpGet, Microsoft.AspNetCore.Authorization.Authorize(Roles = \"Admin\")] public async Task<IActionResult> All() => Ok(await new {rows}.{(isReported ? "[|ToListAsync()|]" : "ToListAsync()")});",
        "public class Hall { public int Id { get; set; } } public class Permit { public int Id { get; set; } public int HallId { get; set; } public Hall? Hall { get; set; } public DateTime StartedAt { get; set; } }\npublic class PermitContext : DbContext { public DbSet<Permit> Permits => Set<Permit>(); }\n" + Others));

    [Theory]
    [InlineData("Outcome<List<OrderDto>>.Of((await db.Orders.ToListAsync()).ToDtos())", true)]
    [InlineData("new Outcome<List<OrderDto>>((await db.Orders.ToListAsync()).ToDtos(), null)", true)]
    [InlineData("Outcome<List<OrderDto>>.Of((await db.Orders.Take(50).ToListAsync()).ToDtos())", false)]
    [InlineData("Outcome<List<OrderDto>>.Of(new List<OrderDto> { new((await db.Orders.ToListAsync()).Count, 0) })", false)]
    public Task Reports_rows_that_come_in_a_wrapper(string made, bool isReported) => Verify.ReportsAsync(WebShop.InController(
        $"[HttpGet] public async Task<IActionResult> All([FromServices] OrderReader orders) {{ var outcome = await orders.{(isReported ? "[|ReadAsync()|]" : "ReadAsync()")}; return outcome.Error is null ? Ok(outcome.Value) : Problem(outcome.Error); }}",
        $$"""
        public record Outcome<T>(T? Value, string? Error) { public static Outcome<T> Of(T value) => new(value, null); }
        public class OrderReader { private readonly ShopContext db = new(); public async Task<Outcome<List<OrderDto>>> ReadAsync() => {{made}}; }
        {{Others}}
        """));

    [Fact]
    public Task Reports_as_a_suggestion_what_the_caller_may_ask_all_of() => Verify.ReportsAsync(
        WebShop.InController("[HttpGet] public Task<List<Visit>> Recent(DateTime since) => new OtherContext().Visits.Where(v => v.At > since).{|#0:ToListAsync()|};", Others),
        Verify.Diagnostic().WithLocation(0).WithSeverity(Microsoft.CodeAnalysis.DiagnosticSeverity.Info).WithMessage(null));

    [Theory]
    [InlineData("public class Orders : IOrders { private readonly ShopContext db = new(); public Task<List<Order>> ListAsync() => db.Orders.ToListAsync(); } public class Cached : IOrders { public Task<List<Order>> ListAsync() => Task.FromResult(new List<Order>()); }")]
    [InlineData("public class Orders : IOrders { private readonly ShopContext db = new(); private List<Order>? kept; public async Task<List<Order>> ListAsync() => kept ??= await db.Orders.ToListAsync(); }")]
    [InlineData("public class Orders : IOrders { private readonly ShopContext db = new(); public Task<List<Order>> ListAsync() { var orders = db.Orders.Where(o => o.Price > 3); return orders.Take(5).ToListAsync(); } }")]
    [InlineData("public class Orders : IOrders { private readonly ShopContext db = new(); public Task<List<Order>> ListAsync() => FindAsync(new OrderQuery { Customer = 3 }); private async Task<List<Order>> FindAsync(OrderQuery query) { IQueryable<Order> orders = db.Orders; if (query.Customer != null) orders = orders.Where(o => o.CustomerId == query.Customer); return await orders.ToListAsync(); } } public class OrderQuery { public int? Customer { get; set; } }")]
    [InlineData("public class Orders : IOrders { private readonly ShopContext db = new(); public Task<List<Order>> ListAsync() => FindAsync(new OrderQuery { Count = 3 }); private async Task<List<Order>> FindAsync(OrderQuery query) { IQueryable<Order> orders = db.Orders.OrderBy(o => o.Id); if (query.Count is { } count) orders = orders.Take(count); return await orders.ToListAsync(); } } public class OrderQuery { public int? Count { get; set; } }")]
    [InlineData("public class Orders : IOrders { private readonly ShopContext db = new(); public Task<List<Order>> ListAsync() => FindAsync(3); private Task<List<Order>> FindAsync(int? customer) => db.Orders.Where(o => customer == null || o.CustomerId == customer).ToListAsync(); }")]
    public Task StaysSilent_when_it_is_not_known_who_answers(string others) => Verify.SilentAsync(WebShop.InController(
        "[HttpGet] public Task<List<Order>> All([FromServices] IOrders orders) => orders.ListAsync();",
        "public interface IOrders { Task<List<Order>> ListAsync(); }\n" + others));
}
