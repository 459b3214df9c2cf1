using PerfAnalyzers.CodeFixes.Rules.DataAccess;
using PerfAnalyzers.Rules.DataAccess;

namespace PerfAnalyzers.Tests.Rules.DataAccess;

using Verify = RuleVerifier<SaveInLoopAnalyzer, SaveInLoopFix>;

public sealed class SaveInLoopTests
{
    [Fact]
    public Task Reports_what_it_costs_and_where_the_loop_is() => Verify.ReportsAsync(
        Shop.InMethod("""
            {|#1:foreach (var order in orders)
            {
                order.Price += 1;
                await db.{|#0:SaveChangesAsync(token)|};
            }|}
            """),
        Verify.Diagnostic().WithLocation(0).WithLocation(1).WithArguments("SaveChangesAsync", "orders", "save once after the loop"));

    [Theory]
    [InlineData("foreach (var order in orders) { order.Price += 1; db.[|SaveChanges()|]; }")]
    [InlineData("foreach (var id in ids) { db.Orders.Add(new Order { CustomerId = id }); await db.[|SaveChangesAsync()|].ConfigureAwait(false); }")]
    [InlineData("var saved = 0; foreach (var order in orders) { db.Update(order); saved += await db.[|SaveChangesAsync()|]; }")]
    [InlineData("for (var i = 0; i < orders.Count; i++) { db.Update(orders[i]); db.[|SaveChanges()|]; }")]
    [InlineData("orders.ForEach(order => { db.Update(order); db.[|SaveChanges()|]; });")]
    [InlineData("foreach (var order in orders) { var same = db; same.Update(order); same.[|SaveChanges()|]; }")]
    [InlineData("foreach (var order in orders) { await using var transaction = await db.Database.[|BeginTransactionAsync()|]; db.Update(order); await db.SaveChangesAsync(); await transaction.CommitAsync(); }")]
    [InlineData("foreach (var order in orders) { try { db.Update(order); db.[|SaveChanges()|]; } finally { Console.WriteLine(); } }")]
    [InlineData("foreach (var order in orders) { try { db.Update(order); db.[|SaveChanges()|]; } catch (DbUpdateException) { Console.WriteLine(order.Id); throw; } }")]
    [InlineData("foreach (var group in orders.GroupBy(o => o.CustomerId)) { foreach (var order in group) db.Update(order); db.[|SaveChanges()|]; }")]
    [InlineData("foreach (var order in orders) { for (var attempt = 0; attempt < 3; attempt++) { db.Update(order); db.[|SaveChanges()|]; } }")]
    [InlineData("for (var local = new ShopContext(); ids.Count > 0;) { foreach (var order in orders) { local.Update(order); local.[|SaveChanges()|]; } break; }")]
    public Task Reports_each_way_to_save_per_element(string statements) => Verify.ReportsAsync(Shop.InMethod(statements));

    [Fact]
    public Task Reports_the_first_of_several_saves() => Verify.ReportsAsync(Shop.InMethod("""
        foreach (var order in orders)
        {
            db.Update(order);
            await db.[|SaveChangesAsync()|];
            order.Price += 1;
            await db.SaveChangesAsync();
        }
        """));

    [Fact]
    public Task Reports_a_save_through_an_interface_that_exposes_sets() => Verify.ReportsAsync(Shop.InMethod(
        "foreach (var order in orders) { order.Price += 1; await shop.[|SaveChangesAsync(token)|]; }",
        "private readonly IShop shop = null!; public interface IShop { DbSet<Order> Orders { get; } Task<int> SaveChangesAsync(CancellationToken token); }"));

    [Fact]
    public Task Reports_a_transaction_of_ADO_NET_per_element() => new Verify.Test
    {
        ReferenceAssemblies = References.Net80,
        TestCode = """
            public class Writer
            {
                private readonly System.Data.Common.DbConnection connection;

                public Writer(System.Data.Common.DbConnection connection) { this.connection = connection; }

                public async Task Run(List<int> ids)
                {
                    foreach (var id in ids)
                    {
                        using var transaction = await connection.[|BeginTransactionAsync()|];
                        await transaction.CommitAsync();
                    }
                }
            }
            """,
    }.RunAsync(TestContext.Current.CancellationToken);

    [Theory]
    // 57: slices, pages and thresholds
    [InlineData("foreach (var chunk in orders.Chunk(500)) { db.UpdateRange(chunk); await db.SaveChangesAsync(); }")]
    [InlineData("var n = 0; foreach (var order in orders) { db.Update(order); if (++n % 100 == 0) await db.SaveChangesAsync(); }")]
    [InlineData("var buffer = new List<Order>(); foreach (var order in orders) { buffer.Add(order); if (buffer.Count >= 500) { db.UpdateRange(buffer); db.SaveChanges(); buffer.Clear(); } }")]
    [InlineData("foreach (var order in orders) { db.Update(order); db.SaveChanges(); db.ChangeTracker.Clear(); }")]
    [InlineData("await foreach (var part in ChunkAsync(orders, 500)) { db.UpdateRange(part); await db.SaveChangesAsync(); }")]
    // 58: a failure of one is survived by the others
    [InlineData("foreach (var order in orders) { try { db.Update(order); await db.SaveChangesAsync(); } catch (DbUpdateException e) { Console.WriteLine(e); } }")]
    [InlineData("foreach (var order in orders) { try { db.Update(order); await db.SaveChangesAsync(); } catch (DbUpdateException) { continue; } }")]
    // 59: a context of its own
    [InlineData("foreach (var order in orders) { using var own = new ShopContext(); own.Update(order); own.SaveChanges(); }")]
    [InlineData("foreach (var order in orders) { await using (var own = new ShopContext()) { own.Update(order); await own.SaveChangesAsync(); } }")]
    [InlineData("foreach (var order in orders) { using var own = factory.CreateDbContext(); var same = own; same.Update(order); same.SaveChanges(); }")]
    [InlineData("foreach (var order in orders) { factory.CreateDbContext().SaveChanges(); }")]
    [InlineData("var contexts = new List<ShopContext>(); foreach (var own in contexts) own.SaveChanges();")]
    [InlineData("contexts.ForEach(own => own.SaveChanges());")]
    // 60: the key is needed
    [InlineData("foreach (var id in ids) { var order = new Order(); db.Add(order); await db.SaveChangesAsync(); db.Add(new Order { SalesmanId = order.Id }); }")]
    [InlineData("foreach (var id in ids) { var order = new Order(); db.Add(order); await db.SaveChangesAsync(); Handle(order); }")]
    [InlineData("Order? last = null; foreach (var id in ids) { var order = new Order { SalesmanId = last?.Id }; db.Add(order); db.SaveChanges(); last = order; }")]
    // 61: a record of what was done elsewhere, a lock
    [InlineData("var http = new HttpClient(); foreach (var order in orders) { await http.PostAsync(\"x\", null); order.State = State.Closed; await db.SaveChangesAsync(); }")]
    [InlineData("foreach (var order in orders) { File.WriteAllText(order.CustomerName, \"\"); order.State = State.Closed; await db.SaveChangesAsync(); }")]
    [InlineData("foreach (var order in orders) { using (await LockAsync(order.Id)) { order.Price += 1; await db.SaveChangesAsync(); } }")]
    [InlineData("foreach (var order in orders) { using var taken = await LockAsync(order.Id); order.Price += 1; await db.SaveChangesAsync(); }")]
    [InlineData("foreach (var order in orders) { using var transaction = db.Database.BeginTransaction(System.Data.IsolationLevel.Serializable); db.SaveChanges(); transaction.Commit(); }")]
    // 62: saves that depend on each other
    [InlineData("foreach (var order in orders) { using var transaction = db.Database.BeginTransaction(); db.Add(new Customer()); db.SaveChanges(); db.Update(order); db.SaveChanges(); transaction.Commit(); }")]
    [InlineData("foreach (var order in orders) db.Update(order); await db.SaveChangesAsync();")]
    [InlineData("for (var attempt = 0; attempt < 3; attempt++) { db.SaveChanges(); }")]
    [InlineData("var saved = false; while (!saved) { try { await db.SaveChangesAsync(); saved = true; } catch (DbUpdateConcurrencyException e) { foreach (var entry in e.Entries) await entry.ReloadAsync(); } }")]
    [InlineData("while (!token.IsCancellationRequested) { await db.SaveChangesAsync(); await Task.Delay(1000, token); }")]
    [InlineData("foreach (var state in new[] { 1, 2 }) { db.Add(new Order { CustomerId = state }); db.SaveChanges(); }")]
    [InlineData("foreach (var order in orders) { if (order.Price > 5) { db.Remove(order); db.SaveChanges(); break; } }")]
    [InlineData("foreach (var order in orders) { try { db.Update(order); } catch { db.SaveChanges(); throw; } }")]
    public Task StaysSilent_when_a_round_is_meant_to_be_a_unit(string statements) => Verify.SilentAsync(Shop.InMethod(
        statements,
        "private readonly IDbContextFactory<ShopContext> factory = null!; private readonly List<ShopContext> contexts = new(); private void Handle(Order order) { } private Task<IDisposable> LockAsync(int id) => null!; private IAsyncEnumerable<IEnumerable<Order>> ChunkAsync(List<Order> all, int size) => null!;"));

    [Fact]
    public Task StaysSilent_when_the_round_awaits_code_that_may_act_elsewhere() => Verify.SilentAsync(Shop.InMethod(
        "foreach (var order in orders) { await notifier.NotifyAsync(order); order.State = State.Closed; await db.SaveChangesAsync(token); }",
        "private readonly INotifier notifier = null!; public interface INotifier { Task NotifyAsync(Order order); }"));

    [Fact]
    public Task StaysSilent_when_the_round_awaits_code_that_waits_for_something_else() => Verify.SilentAsync(Shop.InMethod(
        "foreach (var order in orders) { await ConvertAsync(order); order.State = State.Closed; await db.SaveChangesAsync(token); }",
        "private async Task ConvertAsync(Order order) => await Task.Run(() => order.CustomerName.Normalize());"));

    [Fact]
    public Task Reports_a_save_beside_code_that_only_asks_the_database() => Verify.ReportsAsync(Shop.InMethod(
        "foreach (var order in orders) { order.Price = await CountAsync(order); await db.[|SaveChangesAsync(token)|]; }",
        "private async Task<int> CountAsync(Order order) => await db.Orders.CountAsync(o => o.CustomerId == order.CustomerId);"));

    [Fact]
    public Task Reports_one_finding_where_transaction_and_save_are_run_by_a_strategy() => Verify.ReportsAsync(Shop.InMethod("""
        var strategy = db.Database.CreateExecutionStrategy();
        foreach (var order in orders)
        {
            await strategy.ExecuteAsync(async () =>
            {
                using var transaction = await db.Database.[|BeginTransactionAsync()|];
                db.Update(order);
                await db.SaveChangesAsync();
                await transaction.CommitAsync();
            });
        }
        """));

    [Fact]
    public Task StaysSilent_when_something_else_is_called_so() => Verify.SilentAsync(Shop.InMethod(
        "foreach (var order in orders) { file.SaveChanges(); }",
        "private readonly IFile file = null!; public interface IFile { void SaveChanges(); }"));

    /// <summary>What one row has at a time is taken from one row.</summary>
    [Theory]
    [InlineData("c.CustomerId == target.CustomerId && c.Id != target.Id && c.IsPrimary", "one.IsPrimary = false;", "target.IsPrimary = true;", false)]
    [InlineData("c.IsPrimary", "one.IsPrimary = false; one.Name = target.Name;", "target.IsPrimary = true;", false)]
    [InlineData("c.CustomerId == target.CustomerId", "one.IsPrimary = false;", "target.IsPrimary = true;", true)]
    [InlineData("!c.IsPrimary", "one.IsPrimary = false;", "target.IsPrimary = true;", true)]
    [InlineData("c.IsPrimary", "one.IsPrimary = false;", "target.Name = name;", true)]
    [InlineData("c.IsPrimary", "one.Name = name;", "target.IsPrimary = true;", true)]
    [InlineData("c.IsPrimary", "one.IsPrimary = false;", "target.IsPrimary = false;", true)]
    public Task StaysSilent_when_a_flag_moves_to_another_row(string condition, string round, string end, bool isReported) => Verify.ReportsAsync($$"""
        using Microsoft.EntityFrameworkCore;

        public class Contact { public int Id { get; set; } public int CustomerId { get; set; } public string Name { get; set; } = ""; public bool IsPrimary { get; set; } }
        public class Shop : DbContext { public DbSet<Contact> Contacts => Set<Contact>(); }

        public class Service
        {
            public async Task SetPrimaryAsync(Shop db, Contact target, string name)
            {
                var others = await db.Contacts.Where(c => {{condition}}).ToListAsync();
                foreach (var one in others)
                {
                    {{round}}
                    await db.{{(isReported ? "[|SaveChangesAsync()|]" : "SaveChangesAsync()")}};
                }

                {{end}}
                await db.SaveChangesAsync();
            }
        }
        """);
}
