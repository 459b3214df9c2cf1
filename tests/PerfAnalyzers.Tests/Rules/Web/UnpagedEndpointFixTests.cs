using PerfAnalyzers.Tests.Rules.DataAccess;
using Verify = PerfAnalyzers.Tests.Verification.RuleVerifier<PerfAnalyzers.Rules.Web.UnpagedEndpointAnalyzer, PerfAnalyzers.CodeFixes.Rules.Web.UnpagedEndpointFix>;

namespace PerfAnalyzers.Tests.Rules.Web;

public sealed class UnpagedEndpointFixTests
{
    private const string Count = "PERF6001.CountPages";
    private const string Behind = "PERF6001.StartBehindKey";

    [Fact]
    public Task Fixes_a_query_in_the_endpoint() => FixAsync(
        Count,
        WebShop.InController("""
            [HttpGet]
            public async Task<ActionResult<List<Order>>> All()
            {
                return await db.Orders.AsNoTracking().[|ToListAsync()|];
            }
            """),
        WebShop.InController("""
            [HttpGet]
            public async Task<ActionResult<List<Order>>> All(int page = 1, int pageSize = 20)
            {
                page = Math.Max(page, 1);
                pageSize = Math.Clamp(pageSize, 1, 100);
                return await db.Orders.AsNoTracking().OrderBy(o => o.Id).Skip((page - 1) * pageSize).Take(pageSize).ToListAsync();
            }
            """));

    [Fact]
    public Task Fixes_by_starting_behind_a_key() => FixAsync(
        Behind,
        WebShop.InController("""
            [HttpGet]
            public async Task<ActionResult<List<Order>>> All(State state)
            {
                return await db.Orders
                    .Where(x => x.State == state)
                    .Select(x => x)
                    .[|ToListAsync()|];
            }
            """),
        WebShop.InController("""
            [HttpGet]
            public async Task<ActionResult<List<Order>>> All(State state, int? after = null, int pageSize = 20)
            {
                pageSize = Math.Clamp(pageSize, 1, 100);
                return await db.Orders
                    .Where(x => x.State == state)
                    .Select(x => x)
                    .Where(x => after == null || x.Id > after)
                    .OrderBy(x => x.Id)
                    .Take(pageSize)
                    .ToListAsync();
            }
            """));

    [Fact]
    public Task Fixes_before_a_token_and_in_an_expression() => FixAsync(
        Count,
        WebShop.InController("[HttpGet] public Task<List<decimal>> All(CancellationToken token) => db.Orders.OrderBy(o => o.Price).Select(o => o.Price).[|ToListAsync(token)|];"),
        WebShop.InController("[HttpGet] public Task<List<decimal>> All(int? page, int? pageSize, CancellationToken token) => db.Orders.OrderBy(o => o.Price).ThenBy(o => o.Id).Select(o => o.Price).Skip((Math.Max(page ?? 1, 1) - 1) * Math.Clamp(pageSize ?? 20, 1, 100)).Take(Math.Clamp(pageSize ?? 20, 1, 100)).ToListAsync(token);"));

    [Fact]
    public Task Fixes_a_lambda() => FixAsync(
        Count,
        WebShop.InProgram("app.MapGet(\"/\", async (ShopContext db) => await db.Orders.[|ToListAsync()|]);"),
        WebShop.InProgram("app.MapGet(\"/\", async (ShopContext db, int? page, int? pageSize) => await db.Orders.OrderBy(o => o.Id).Skip((Math.Max(page ?? 1, 1) - 1) * Math.Clamp(pageSize ?? 20, 1, 100)).Take(Math.Clamp(pageSize ?? 20, 1, 100)).ToListAsync());"));

    [Fact]
    public Task Fixes_through_a_service_and_a_repository() => FixAsync(
        Count,
        WebShop.InController(
            """
            [HttpGet]
            public async Task<IActionResult> All([FromServices] IOrderService orders, CancellationToken token)
            {
                var all = await orders.[|ListAsync(token)|];
                return Ok(all);
            }
            """,
            """
            public interface IOrderService
            {
                Task<List<int>> ListAsync(CancellationToken token = default);
            }

            public class OrderService : IOrderService
            {
                private readonly IOrderRepository repository;

                public OrderService(IOrderRepository repository) => this.repository = repository;

                public async Task<List<int>> ListAsync(CancellationToken token = default)
                {
                    var orders = await repository.GetAllAsync(token);
                    return orders.Select(o => o.Id).ToList();
                }
            }

            public interface IOrderRepository
            {
                /// <summary>All orders.</summary>
                Task<List<Order>> GetAllAsync(CancellationToken token);
            }

            public class OrderRepository : IOrderRepository
            {
                private readonly ShopContext db = new();

                public Task<List<Order>> GetAllAsync(CancellationToken token)
                {
                    return db.Orders.ToListAsync(token);
                }
            }

            public class Cleaner
            {
                public Task<List<Order>> RunAsync(IOrderRepository repository) => repository.GetAllAsync(default);
            }
            """),
        WebShop.InController(
            """
            [HttpGet]
            public async Task<IActionResult> All([FromServices] IOrderService orders, int? page, int? pageSize, CancellationToken token)
            {
                var all = await orders.ListAsync(Math.Max(page ?? 1, 1), Math.Clamp(pageSize ?? 20, 1, 100), token);
                return Ok(all);
            }
            """,
            """
            public interface IOrderService
            {
                Task<List<int>> ListAsync(int page, int pageSize, CancellationToken token = default);
            }

            public class OrderService : IOrderService
            {
                private readonly IOrderRepository repository;

                public OrderService(IOrderRepository repository) => this.repository = repository;

                public async Task<List<int>> ListAsync(int page, int pageSize, CancellationToken token = default)
                {
                    var orders = await repository.GetAllAsync(page, pageSize, token);
                    return orders.Select(o => o.Id).ToList();
                }
            }

            public interface IOrderRepository
            {
                /// <summary>All orders.</summary>
                Task<List<Order>> GetAllAsync(CancellationToken token);

                /// <summary>As <c>GetAllAsync</c>, one page of it.</summary>
                Task<List<Order>> GetAllAsync(int page, int pageSize, CancellationToken token);
            }

            public class OrderRepository : IOrderRepository
            {
                private readonly ShopContext db = new();

                public Task<List<Order>> GetAllAsync(CancellationToken token)
                {
                    return db.Orders.ToListAsync(token);
                }

                public Task<List<Order>> GetAllAsync(int page, int pageSize, CancellationToken token)
                {
                    return db.Orders.OrderBy(o => o.Id).Skip((page - 1) * pageSize).Take(pageSize).ToListAsync(token);
                }
            }

            public class Cleaner
            {
                public Task<List<Order>> RunAsync(IOrderRepository repository) => repository.GetAllAsync(default);
            }
            """));

    [Fact]
    public async Task Fixes_across_projects()
    {
        const string Data = """
            using System.Collections.Generic;
            using System.Threading.Tasks;
            using Microsoft.EntityFrameworkCore;

            public interface IOrders
            {
                Task<List<Order>> ListAsync();
            }

            public class Orders : IOrders
            {
                private readonly ShopContext db = new();

                public async Task<List<Order>> ListAsync() => await db.Orders.ToListAsync();
            }
            """ + "\n" + Shop.Model;
        const string Web = """
            using Microsoft.AspNetCore.Mvc;

            public class OrdersController : ControllerBase
            {
                [HttpGet]
                public Task<List<Order>> All([FromServices] IOrders orders) => orders.[|ListAsync()|];
            }
            """;
        var test = new Verify.Test
        {
            TestCode = Web,
            FixedCode = Web.Replace("IOrders orders)", "IOrders orders, int page = 1, int pageSize = 20)", StringComparison.Ordinal)
                .Replace("[|ListAsync()|]", "ListAsync(Math.Max(page, 1), Math.Clamp(pageSize, 1, 100))", StringComparison.Ordinal),
            CodeActionEquivalenceKey = Count,
            CodeFixTestBehaviors = Microsoft.CodeAnalysis.Testing.CodeFixTestBehaviors.SkipFixAllCheck,
        };
        test.TestState.AdditionalProjects["Data"].Sources.Add(("/Data/Orders.cs", Data));
        test.FixedState.AdditionalProjects["Data"].Sources.Add(("/Data/Orders.cs", Data
            .Replace(" ListAsync()", " ListAsync(int page, int pageSize)", StringComparison.Ordinal)
            .Replace("db.Orders.", "db.Orders.OrderBy(o => o.Id).Skip((page - 1) * pageSize).Take(pageSize).", StringComparison.Ordinal)));
        test.TestState.AdditionalProjectReferences.Add("Data");
        test.FixedState.AdditionalProjectReferences.Add("Data");
        await test.RunAsync(TestContext.Current.CancellationToken);
    }

    [Theory]
    [InlineData("[HttpGet] public async Task<List<Order>> All() => (await db.Orders.[|ToListAsync()|]).OrderBy(o => o.Price).ToList();", "")]
    [InlineData("[HttpGet] public Task<List<Order>> All(string pageSize) => db.Orders.Where(o => o.Price > 3).[|ToListAsync()|];", "")]
    [InlineData("[HttpGet] public async Task<IActionResult> All() => Ok(await db.Orders.Join(db.Customers, o => o.CustomerId, c => c.Id, (o, c) => new { o.Id, c.Name }).[|ToListAsync()|]);", "")]
    [InlineData("[HttpGet] public async Task<ILookup<int, Order>> All() => (await db.Orders.[|ToListAsync()|]).ToLookup(o => o.CustomerId);", "")]
    [InlineData("[HttpGet] public Task<List<Order>> All() => db.Orders.[|ToListAsync()|]; [HttpGet(\"x\")] public async Task<int> Two() => (await All()).Count;", "")]
    [InlineData("[HttpGet] public Task<List<Payment>> All() => new Other().Payments.[|ToListAsync()|];", "[Keyless] public class Payment { public int Amount { get; set; } } public class Other : DbContext { public DbSet<Payment> Payments => Set<Payment>(); }")]
    public Task OffersNoFix_when_there_is_no_order_or_somebody_else_needs_all(string members, string others) => Verify.NoFixAsync(WebShop.InController(members, others));

    private static Task FixAsync(string key, string before, string after)
    {
        var test = new Verify.Test
        {
            TestCode = before,
            FixedCode = after,
            CodeActionEquivalenceKey = key,
            CodeFixTestBehaviors = Microsoft.CodeAnalysis.Testing.CodeFixTestBehaviors.SkipFixAllCheck,
        };
        if (before.Contains("WebApplication", StringComparison.Ordinal))
        {
            test.TestState.OutputKind = Microsoft.CodeAnalysis.OutputKind.ConsoleApplication;
            test.FixedState.OutputKind = Microsoft.CodeAnalysis.OutputKind.ConsoleApplication;
        }

        return test.RunAsync(TestContext.Current.CancellationToken);
    }
}
