using PerfAnalyzers.CodeFixes.Rules.Asynchrony;
using PerfAnalyzers.Rules.Asynchrony;
using static PerfAnalyzers.Tests.Rules.Asynchrony.IoCode;

namespace PerfAnalyzers.Tests.Rules.Asynchrony;

using VerifyFix = RuleVerifier<SynchronousIoAnalyzer, SynchronousIoFix>;

/// <summary>Awaiting the twin.</summary>
public sealed partial class SynchronousIoTests
{
    [Theory]
    [InlineData("Use(File.[|ReadAllText(path)|]);", "Use(await File.ReadAllTextAsync(path, token));")]
    [InlineData("File.[|WriteAllText(path, path)|];", "await File.WriteAllTextAsync(path, path, token);")]
    [InlineData("Use(File.[|ReadAllLines(path)|].Length);", "Use((await File.ReadAllLinesAsync(path, token)).Length);")]
    [InlineData("foreach (var line in File.[|ReadLines(path)|]) Use(line);", "await foreach (var line in File.ReadLinesAsync(path, token)) Use(line);")]
    [InlineData("Use(db.Orders.[|ToList()|]);", "Use(await db.Orders.ToListAsync(token));")]
    [InlineData("Use(db.Orders.[|ToDictionary(o => o.Id)|]);", "Use(await db.Orders.ToDictionaryAsync(o => o.Id, token));")]
    [InlineData("Use(db.Orders.[|First(o => o.Id == 1)|].Price);", "Use((await db.Orders.FirstAsync(o => o.Id == 1, token)).Price);")]
    [InlineData("Use(db.Orders.[|Find(1)|]);", "Use(await db.Orders.FindAsync(1));")]
    [InlineData("Use(db.[|Find<Order>(1)|]);", "Use(await db.FindAsync<Order>(1));")]
    [InlineData("db.[|SaveChanges()|];", "await db.SaveChangesAsync(token);")]
    [InlineData("try { } finally { db.[|SaveChanges()|]; }", "try { } finally { await db.SaveChangesAsync(); }")]
    [InlineData("using var t = db.Database.[|BeginTransaction()|]; t.[|Commit()|];", "using var t = await db.Database.BeginTransactionAsync(token); await t.CommitAsync(token);")]
    [InlineData("foreach (var o in [|db.Orders|]) Use(o);", "await foreach (var o in db.Orders.AsAsyncEnumerable().WithCancellation(token)) Use(o);")]
    [InlineData("foreach (var o in [|from o in db.Orders select o|]) Use(o);", "await foreach (var o in (from o in db.Orders select o).AsAsyncEnumerable().WithCancellation(token)) Use(o);")]
    [InlineData("connection.[|Open()|];", "await connection.OpenAsync(token);")]
    public Task Fixes_by_awaiting_the_twin(string before, string after) => VerifyFix.FixAsync(InAsync(before), InAsync(after));

    [Fact]
    public Task Fixes_an_action_with_the_service_behind_it() => VerifyFix.FixAsync(
        """
        using Microsoft.AspNetCore.Mvc;
        using System.Linq;
        namespace Shop
        {
            using Microsoft.EntityFrameworkCore;
            public class Order { public int Id { get; set; } }
            public class ShopContext : DbContext { public DbSet<Order> Orders => Set<Order>(); }
        }
        [ApiController]
        public class OrdersController : ControllerBase
        {
            private readonly Shop.ShopContext db;
            public OrdersController(Shop.ShopContext db) { this.db = db; }
            public int Count() { db.[|SaveChanges()|]; return db.Orders.[|Count()|]; }
        }
        """,
        """
        using Microsoft.AspNetCore.Mvc;
        using System.Linq;
        using Microsoft.EntityFrameworkCore;
        namespace Shop
        {
            using Microsoft.EntityFrameworkCore;
            public class Order { public int Id { get; set; } }
            public class ShopContext : DbContext { public DbSet<Order> Orders => Set<Order>(); }
        }
        [ApiController]
        public class OrdersController : ControllerBase
        {
            private readonly Shop.ShopContext db;
            public OrdersController(Shop.ShopContext db) { this.db = db; }
            public async Task<int> Count() { await db.SaveChangesAsync(); return await db.Orders.CountAsync(); }
        }
        """);

    [Theory]
    [InlineData("lock (data) { Use(File.[|ReadAllText(path)|]); }")]
    [InlineData("System.Threading.Monitor.Enter(data); Use(File.[|ReadAllText(path)|]); System.Threading.Monitor.Exit(data);")]
    public Task OffersNoFix_when_the_place_cannot_await(string statements) => VerifyFix.NoFixAsync(InAsync(statements));
}
