using PerfAnalyzers.Tests.Rules.DataAccess;
using Verify = PerfAnalyzers.Tests.Verification.RuleVerifier<PerfAnalyzers.Rules.Web.LazyEndpointResultAnalyzer, PerfAnalyzers.CodeFixes.Rules.Web.LazyEndpointResultFix>;

namespace PerfAnalyzers.Tests.Rules.Web;

public sealed class LazyEndpointResultTests
{
    private const string Load = "PERF6002.LoadRows";
    private const string Stream = "PERF6002.StreamRows";

    private const string Others = """
        public record OrderDto(int Id, decimal Price)
        {
            public static OrderDto Of(Order order) => new(order.Id, order.Price);
        }
        public class OrderList { public IEnumerable<OrderDto> Orders { get; set; } = new List<OrderDto>(); public int Number { get; set; } }
        public sealed class EnableQueryAttribute : Attribute { }
        public class ODataController : ControllerBase { }
        public class OrderService
        {
            private readonly ShopContext db = new();
            private readonly List<Order> kept = new();
            public IQueryable<Order> Query() => db.Orders.Where(o => o.Price > 3);
            public IEnumerable<OrderDto> Lazy() => db.Orders.AsEnumerable().Select(OrderDto.Of);
            public IEnumerable<OrderDto> Loaded() { var orders = db.Orders.ToList(); return orders.Select(OrderDto.Of); }
            public IQueryable<Order> Kept() => kept.AsQueryable();
        }
        """;

    [Theory]
    [InlineData("[HttpGet] public IQueryable<Order> All() => [|db.Orders|];")]
    [InlineData("[HttpGet] public DbSet<Order> All() => [|db.Orders|];")]
    [InlineData("[HttpGet] public IEnumerable<Order> All() => db.Orders.[|Where(o => o.Price > 3)|];")]
    [InlineData("[HttpGet] public IEnumerable<Order> All() { return db.Orders.[|OrderBy(o => o.Id)|].AsEnumerable(); }")]
    [InlineData("[HttpGet] public IActionResult All() => Ok(db.Orders.[|AsNoTracking()|]);")]
    [InlineData("[HttpGet] public IActionResult All(int customer) { var orders = db.Orders.Where(o => o.CustomerId == customer); if (customer < 0) return NotFound(); return Ok([|orders|]); }")]
    [InlineData("[HttpGet] public IActionResult All(int? customer) { IQueryable<Order> orders = db.Orders; if (customer != null) orders = orders.Where(o => o.CustomerId == customer); return new JsonResult([|orders|]); }")]
    [InlineData("[HttpGet] public IEnumerable<OrderDto> All() => [|db.Orders|].AsEnumerable().Select(OrderDto.Of);")]
    [InlineData("[HttpGet] public IEnumerable<OrderDto> All() { IEnumerable<Order> orders = db.Orders.[|Where(o => o.Price > 3)|]; return orders.Select(o => OrderDto.Of(o)); }")]
    [InlineData("[HttpGet] public async Task<IActionResult> All() { await Task.Yield(); return Ok(new { number = 1, orders = db.Orders.[|Select(o => o.Id)|] }); }")]
    [InlineData("[HttpGet] public OrderList All() => new OrderList { Number = 1, Orders = db.Orders.[|Select(o => new OrderDto(o.Id, o.Price))|] };")]
    [InlineData("[HttpGet] public ActionResult<IQueryable<Order>> All() => new OkObjectResult(db.Orders.[|Take(5)|]);")]
    [InlineData("[HttpGet] public IQueryable<Order> All([FromServices] OrderService orders) => orders.[|Query()|];")]
    [InlineData("[HttpGet] public IEnumerable<OrderDto> All([FromServices] OrderService orders) => orders.[|Lazy()|];")]
    [InlineData("[HttpGet] public IEnumerable<Order> All() => [|from o in db.Orders where o.Price > 3 select o|];")]
    public Task Reports_an_answer_that_has_not_run(string members) => Verify.ReportsAsync(WebShop.InController(members, Others));

    [Theory]
    [InlineData("app.MapGet(\"/\", (ShopContext db) => [|db.Orders|]);", "")]
    [InlineData("app.MapGet(\"/\", (ShopContext db) => Results.Ok(db.Orders.[|Where(o => o.Price > 3)|]));", "")]
    [InlineData("app.MapGet(\"/\", (ShopContext db) => TypedResults.Ok(db.Orders.[|Where(o => o.Price > 3)|]));", "")]
    [InlineData("app.MapGet(\"/\", Handlers.Orders);", "public static class Handlers { public static IEnumerable<Order> Orders(ShopContext db) => db.Orders.[|Where(o => o.Price > 3)|]; }")]
    public Task Reports_an_endpoint_that_is_mapped(string statements, string others)
    {
        var test = new Verify.Test { TestCode = WebShop.InProgram(statements, others) };
        test.TestState.OutputKind = Microsoft.CodeAnalysis.OutputKind.ConsoleApplication;
        return test.RunAsync(TestContext.Current.CancellationToken);
    }

    [Fact]
    public Task Reports_what_blocks_as_a_warning_and_the_rest_as_a_suggestion() => Verify.ReportsAsync(
        WebShop.InController("""
            [HttpGet] public IEnumerable<OrderDto> All() => {|#0:db.Orders|}.AsEnumerable().Select(OrderDto.Of);
            [HttpGet("b")] public IEnumerable<Order> Rows() => {|#1:db.Orders|};
            """, Others),
        Verify.Diagnostic().WithLocation(0).WithArguments("All", "Order", "by a thread that waits for each row; load the rows before"),
        Verify.Diagnostic().WithLocation(1).WithSeverity(Microsoft.CodeAnalysis.DiagnosticSeverity.Info)
            .WithArguments("Rows", "Order", "after the status is sent and with a connection that waits for the client; load the rows before"));

    [Theory]
    [InlineData("[HttpGet] public List<Order> All() => db.Orders.ToList();")]
    [InlineData("[HttpGet] public IEnumerable<Order> All() => db.Orders.ToList();")]
    [InlineData("[HttpGet] public async Task<IEnumerable<OrderDto>> All() { var orders = await db.Orders.ToListAsync(); return orders.Select(OrderDto.Of); }")]
    [InlineData("[HttpGet] public IAsyncEnumerable<Order> All() => db.Orders.AsAsyncEnumerable();")]
    [InlineData("[HttpGet, EnableQuery] public IQueryable<Order> All() => db.Orders;")]
    [InlineData("[NonAction] public IQueryable<Order> All() => db.Orders;")]
    [InlineData("private IQueryable<Order> All() => db.Orders; [HttpGet] public int Count() => All().Count();")]
    [InlineData("[HttpGet] public IQueryable<Order> All() => new List<Order>().AsQueryable();")]
    [InlineData("[HttpGet] public IEnumerable<int> All() => new List<int> { 1 }.Select(n => n + 1);")]
    [InlineData("[HttpGet] public IEnumerable<OrderDto> All([FromServices] OrderService orders) => orders.Loaded();")]
    [InlineData("[HttpGet] public IQueryable<Order> All([FromServices] OrderService orders) => orders.Kept();")]
    [InlineData("[HttpGet] public IActionResult All() => Ok(db.Orders.Count());")]
    [InlineData("[HttpGet] public IActionResult All() => Ok(db.Orders.Where(o => o.Price > 3).ToArray());")]
    [InlineData("[HttpGet] public IActionResult All() { var open = db.Orders.Where(o => o.Price > 3); return Ok(open.Sum(o => o.Price)); }")]
    [InlineData("[HttpGet] public Order? One(int id) => db.Orders.FirstOrDefault(o => o.Id == id);")]
    [InlineData("[HttpGet] public IActionResult All() { var orders = new List<OrderDto>(); foreach (var order in db.Orders) orders.Add(OrderDto.Of(order)); return Ok(orders); }")]
    public Task StaysSilent_when_the_rows_are_loaded_or_a_library_asks_for_the_query(string members) => Verify.SilentAsync(WebShop.InController(members, Others));

    [Fact]
    public Task StaysSilent_when_a_controller_of_OData_gives_a_query() => Verify.SilentAsync(WebShop.InController("", Others) + """

        public class Products : ODataController
        {
            private readonly ShopContext db = new();
            public IQueryable<Order> Get() => db.Orders;
        }
        """);

    [Theory]
    [InlineData(
        "[HttpGet] public IQueryable<Order> All() => [|db.Orders|];",
        "[HttpGet] public async Task<List<Order>> All() => await db.Orders.ToListAsync();")]
    [InlineData(
        "[HttpGet] public IEnumerable<Order> All(CancellationToken token) => db.Orders.[|Where(o => o.Price > 3)|];",
        "[HttpGet] public async Task<IEnumerable<Order>> All(CancellationToken token) => await db.Orders.Where(o => o.Price > 3).ToListAsync(token);")]
    [InlineData(
        "[HttpGet] public IActionResult All() => Ok(db.Orders.[|AsNoTracking()|]);",
        "[HttpGet] public async Task<IActionResult> All() => Ok(await db.Orders.AsNoTracking().ToListAsync());")]
    [InlineData(
        "[HttpGet] public ActionResult<IQueryable<Order>> All(int id) { if (id < 0) return NotFound(); return Ok(db.Orders.[|Where(o => o.CustomerId == id)|]); }",
        "[HttpGet] public async Task<ActionResult<List<Order>>> All(int id) { if (id < 0) return NotFound(); return Ok(await db.Orders.Where(o => o.CustomerId == id).ToListAsync()); }")]
    [InlineData(
        "[HttpGet] public IEnumerable<OrderDto> All() => [|db.Orders|].AsEnumerable().Select(OrderDto.Of);",
        "[HttpGet] public async Task<IEnumerable<OrderDto>> All() => (await db.Orders.ToListAsync()).Select(OrderDto.Of);")]
    [InlineData(
        "[HttpGet] public async Task<IActionResult> All() { await Task.Yield(); return Ok(new { orders = from o in db.Orders select o.Id }); }",
        "[HttpGet] public async Task<IActionResult> All() { await Task.Yield(); return Ok(new { orders = await (from o in db.Orders select o.Id).ToListAsync() }); }")]
    [InlineData(
        "[HttpGet] public IQueryable<Order> All([FromServices] OrderService orders) => orders.[|Query()|];",
        "[HttpGet] public async Task<List<Order>> All([FromServices] OrderService orders) => await orders.Query().ToListAsync();")]
    public Task Fixes_by_loading(string before, string after) => Verify.FixAsync(
        WebShop.InController(before.Replace("orders = from o in db.Orders select o.Id", "orders = [|from o in db.Orders select o.Id|]", StringComparison.Ordinal), Others), WebShop.InController(after, Others), Load);

    [Fact]
    public Task Fixes_by_streaming() => Verify.FixAsync(
        WebShop.InController("""
            [HttpGet]
            public IEnumerable<Order> All()
            {
                return db.Orders
                    .[|Where(o => o.Price > 3)|];
            }
            """),
        WebShop.InController("""
            [HttpGet]
            public IAsyncEnumerable<Order> All()
            {
                return db.Orders
                    .Where(o => o.Price > 3)
                    .AsAsyncEnumerable();
            }
            """),
        Stream);

    [Fact]
    public Task Fixes_a_lambda()
    {
        var test = new Verify.Test
        {
            TestCode = WebShop.InProgram("app.MapGet(\"/\", (ShopContext db) => db.Orders.[|Where(o => o.Price > 3)|]);"),
            FixedCode = WebShop.InProgram("app.MapGet(\"/\", async (ShopContext db) => await db.Orders.Where(o => o.Price > 3).ToListAsync());"),
            CodeActionEquivalenceKey = Load,
        };
        test.TestState.OutputKind = Microsoft.CodeAnalysis.OutputKind.ConsoleApplication;
        test.FixedState.OutputKind = Microsoft.CodeAnalysis.OutputKind.ConsoleApplication;
        return test.RunAsync(TestContext.Current.CancellationToken);
    }

    [Theory]
    [InlineData("[HttpGet] public IEnumerable<OrderDto> All([FromServices] OrderService orders) => orders.[|Lazy()|];")]
    [InlineData("[HttpGet] public IActionResult All(out int n) { n = 1; return Ok([|db.Orders|]); }")]
    [InlineData("[HttpGet] public IActionResult All() => Ok([|db.Orders|]); [HttpGet(\"b\")] public IActionResult Other() => All();")]
    public Task OffersNoFix_when_the_query_is_elsewhere_or_somebody_calls_the_endpoint(string members) => Verify.NoFixAsync(WebShop.InController(members, Others));
}
