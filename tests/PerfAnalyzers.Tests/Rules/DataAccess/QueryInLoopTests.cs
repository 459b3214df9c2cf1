using PerfAnalyzers.CodeFixes.Rules.DataAccess;
using PerfAnalyzers.Rules.DataAccess;

namespace PerfAnalyzers.Tests.Rules.DataAccess;

using Verify = RuleVerifier<QueryInLoopAnalyzer, QueryInLoopFix>;

public sealed class QueryInLoopTests
{
    [Fact]
    public Task Reports_what_it_costs_and_where_the_loop_is() => Verify.ReportsAsync(
        Shop.InMethod("""
            {|#1:foreach (var order in orders)
            {
                var customer = await db.Customers.{|#0:FirstOrDefaultAsync(c => c.Id == order.CustomerId)|};
            }|}
            """),
        Verify.Diagnostic().WithLocation(0).WithLocation(1)
            .WithArguments("FirstOrDefaultAsync", "the database", "orders", "load the rows for all of them with one query before the loop"));

    [Theory]
    [InlineData("_ = await db.Customers.[|SingleAsync(c => c.Id == order.CustomerId)|];")]
    [InlineData("_ = await db.Customers.[|FindAsync(order.CustomerId)|];")]
    [InlineData("_ = await db.FindAsync<Customer>(order.CustomerId).AsTask();", "db.[|FindAsync<Customer>(order.CustomerId)|]")]
    [InlineData("_ = await db.Orders.Where(o => o.CustomerId == order.CustomerId).[|ToListAsync(token)|];")]
    [InlineData("_ = await db.Orders.Where(o => o.CustomerId == order.CustomerId).[|SumAsync(o => o.Price)|];")]
    [InlineData("_ = await db.Orders.[|CountAsync(o => o.CustomerId == order.CustomerId)|];")]
    [InlineData("_ = await (from o in db.Orders where o.CustomerId == order.CustomerId select o.Price).[|ToArrayAsync()|];")]
    [InlineData("_ = db.Orders.[|First(o => o.Id == order.Id)|];")]
    [InlineData("_ = db.Orders.Where(o => o.Id == order.Id).AsEnumerable().[|Last()|];")]
    [InlineData("_ = db.Orders.Where(o => o.Id == order.Id).[|ToLookup(o => o.Id)|];")]
    [InlineData("await db.Entry(order).Reference(o => o.Customer).[|LoadAsync()|];")]
    [InlineData("await db.Orders.Where(o => o.Id == order.Id).[|LoadAsync()|];")]
    [InlineData("foreach (var other in [|db.Orders.Where(o => o.CustomerId == order.CustomerId)|]) Console.WriteLine(other.Id);")]
    [InlineData("await foreach (var other in [|db.Orders.Where(o => o.CustomerId == order.CustomerId).AsAsyncEnumerable()|]) Console.WriteLine(other.Id);")]
    [InlineData("_ = db.Set<Order>().FromSqlRaw(\"select 1\").[|Any()|];")]
    public Task Reports_each_way_to_run_a_query(string statement, string? marked = null) => Verify.ReportsAsync(
        Shop.InMethod("foreach (var order in orders)\n{\n    " + (marked is null ? statement : statement.Replace("db.FindAsync<Customer>(order.CustomerId)", marked, StringComparison.Ordinal)) + "\n}"));

    [Fact]
    public Task Reports_a_command_per_element() => Verify.ReportsAsync(
        Shop.InMethod("""
            foreach (var id in ids)
                await db.Orders.Where(o => o.Id == id).{|#0:ExecuteDeleteAsync(token)|};
            """),
        Verify.Diagnostic().WithLocation(0).WithOptions(DiagnosticOptions.IgnoreAdditionalLocations)
            .WithArguments("ExecuteDeleteAsync", "the database", "ids", "change the rows of all of them with one command"));

    [Theory]
    [InlineData("for (var i = 0; i < orders.Count; i++) _ = await db.Customers.[|FindAsync(orders[i].CustomerId)|];")]
    [InlineData("for (var i = 0; i < orders.Count;) { _ = await db.Customers.[|FindAsync(orders[i].CustomerId)|]; i = i + 1; }")]
    [InlineData("await foreach (var id in AllAsync()) _ = await db.Customers.[|FindAsync(id)|]; async IAsyncEnumerable<int> AllAsync() { foreach (var id in ids) { await Task.Yield(); yield return id; } }")]
    [InlineData("foreach (var order in orders) { if (order.Id % 2 == 0) _ = await db.Customers.[|FindAsync(order.CustomerId)|]; }")]
    [InlineData("foreach (var id in await db.Orders.Select(o => o.Id).ToListAsync()) _ = await db.Orders.[|FirstAsync(o => o.Id == id)|];")]
    [InlineData("var names = ids.Select(id => db.Customers.[|First(c => c.Id == id)|].Name).ToList();")]
    [InlineData("var all = await Task.WhenAll(ids.Select(async id => await db.Customers.[|FirstAsync(c => c.Id == id)|]));")]
    [InlineData("var names = (from id in ids select db.Customers.[|First(c => c.Id == id)|].Name).ToList();")]
    [InlineData("ids.ForEach(id => db.Customers.[|First(c => c.Id == id)|]);")]
    [InlineData("Parallel.ForEach(ids, id => db.Customers.[|First(c => c.Id == id)|]);")]
    [InlineData("await Parallel.ForEachAsync(ids, async (id, stop) => await db.Customers.[|FirstAsync(c => c.Id == id, stop)|]);")]
    [InlineData("foreach (var group in orders.GroupBy(o => o.CustomerId)) _ = db.Customers.[|First(c => c.Id == group.Key)|];")]
    [InlineData("var known = ids.Where(id => db.Customers.[|Any(c => c.Id == id)|]).ToList();")]
    [InlineData("foreach (var id in ids) await Task.Run(() => db.Customers.[|First(c => c.Id == id)|]);")]
    [InlineData("foreach (var id in ids) { var mine = Of(id); _ = await mine.[|CountAsync()|]; }")]
    [InlineData("var q = db.Orders.AsQueryable(); foreach (var id in ids) { var one = q.Where(o => o.Id == id); _ = await one.[|ToListAsync()|]; }")]
    [InlineData("foreach (var id in ids) { if (id > 3) { try { _ = await db.Orders.[|AnyAsync(o => o.Id == id)|]; } finally { } } }")]
    [InlineData("foreach (var id in ids) { var x = id switch { 1 => null, _ => await db.Orders.[|FirstOrDefaultAsync(o => o.Id == id)|] }; }")]
    public Task Reports_in_each_kind_of_loop(string statements) => Verify.ReportsAsync(
        Shop.InMethod(statements, "private IQueryable<Order> Of(int id) => db.Orders.Where(o => o.CustomerId == id);"));

    [Theory]
    [InlineData("foreach (var id in ids) for (var attempt = 0; attempt < 3; attempt++) { try { _ = await db.Orders.[|FirstAsync(o => o.Id == id)|]; break; } catch (Exception) { } }")]
    [InlineData("foreach (var chunk in ids.Chunk(100)) foreach (var id in chunk) _ = await db.Orders.[|FirstAsync(o => o.Id == id)|];")]
    [InlineData("while (!token.IsCancellationRequested) { foreach (var id in ids) _ = await db.Orders.[|FirstAsync(o => o.Id == id)|]; await Task.Delay(1000); }")]
    [InlineData("for (var page = 0; page < 9; page++) { foreach (var o in db.Orders.Skip(page * 100).Take(100).ToList()) _ = await db.Customers.[|FirstAsync(c => c.Id == o.CustomerId)|]; }")]
    [InlineData("foreach (var id in ids) foreach (var state in new[] { State.Open, State.Closed }) _ = await db.Orders.[|AnyAsync(o => o.Id == id && o.State == state)|];")]
    public Task Reports_the_loop_per_element_beside_loops_of_other_kinds(string statements) => Verify.ReportsAsync(Shop.InMethod(statements));

    [Fact]
    public Task Reports_a_missing_row_that_ends_the_method() => Verify.ReportsAsync(Shop.InMethod("""
        foreach (var order in orders)
        {
            var customer = await db.Customers.[|FindAsync(order.CustomerId)|];
            if (customer is null)
                return;
        }
        """));

    [Theory]
    [InlineData("IQueryable<Order> source", "source.{|#0:First(o => o.Id == id)|}")]
    public Task Reports_a_query_of_unknown_origin_as_information(string parameter, string query) => Verify.ReportsAsync(
        Shop.InMethod("foreach (var id in ids) _ = Find(null!, id);", $"Order? Find({parameter}, int id) => null; void Each({parameter}, List<int> ids) {{ foreach (var id in ids) _ = {query}; }}"),
        Verify.Diagnostic().WithLocation(0).WithSeverity(DiagnosticSeverity.Info).WithOptions(DiagnosticOptions.IgnoreAdditionalLocations)
            .WithArguments("First", "the database", "ids", "load the rows for all of them with one query before the loop"));

    [Fact]
    public Task Reports_a_list_of_keys_per_element_as_information() => Verify.ReportsAsync(
        Shop.InMethod("""
            foreach (var group in orders.GroupBy(o => o.CustomerId))
            {
                var keys = group.Select(o => o.CustomerId).ToArray();
                _ = await db.Customers.Where(c => keys.Contains(c.Id)).{|#0:ToListAsync()|};
            }
            """),
        Verify.Diagnostic().WithLocation(0).WithSeverity(DiagnosticSeverity.Info).WithOptions(DiagnosticOptions.IgnoreAdditionalLocations)
            .WithArguments("ToListAsync", "the database", "orders.GroupBy(o => o.CustomerId)", "load the rows for all of them with one query before the loop"));

    [Theory]
    [InlineData("foreach (var id in ids) { command.Parameters[0].Value = id; Console.WriteLine(command.[|ExecuteScalar()|]); }")]
    [InlineData("var key = command.CreateParameter(); command.Parameters.Add(key); foreach (var id in ids) { key.Value = id; Console.WriteLine(await command.[|ExecuteScalarAsync(token)|]); }")]
    [InlineData("foreach (var id in ids) { command.Parameters.Clear(); command.Parameters.Insert(0, id); using var reader = command.[|ExecuteReader()|]; while (reader.Read()) Console.WriteLine(reader.GetInt32(0)); }")]
    [InlineData("foreach (var id in ids) { using var own = connection.CreateCommand(); own.CommandText = \"select name from orders where id = @id\"; own.Parameters.Insert(0, id); Console.WriteLine(own.[|ExecuteScalar()|]); }")]
    public Task Reports_commands_with_parameters(string statements) =>
        Verify.ReportsAsync(Shop.InMethod(statements, "readonly System.Data.Common.DbCommand command = null!; readonly System.Data.Common.DbConnection connection = null!;"));

    [Theory]
    [InlineData("db.Orders.Where(o => o.Id < order.Id).{|#0:CountAsync()|}", "CountAsync")]
    [InlineData("db.Orders.Where(o => o.CustomerId == order.CustomerId && o.Id > order.Id).{|#0:ToListAsync()|}", "ToListAsync")]
    [InlineData("db.Customers.{|#0:FirstOrDefaultAsync(c => c.Name.StartsWith(order.Customer!.Name))|}", "FirstOrDefaultAsync")]
    [InlineData("db.Customers.{|#0:AnyAsync(c => c.Name.Contains(order.Customer!.Name))|}", "AnyAsync")]
    public Task Reports_ranges_and_parts_of_texts_as_information(string query, string name) => Verify.ReportsAsync(
        Shop.InMethod($"foreach (var order in orders) _ = await {query};"),
        Verify.Diagnostic().WithLocation(0).WithSeverity(DiagnosticSeverity.Info).WithOptions(DiagnosticOptions.IgnoreAdditionalLocations)
            .WithArguments(name, "the database", "orders", "load the rows for all of them with one query before the loop"));

    [Theory]
    [InlineData("db.Orders.Where(o => o.Id > 10).[|FirstOrDefaultAsync(o => o.CustomerId == order.CustomerId)|]")]
    [InlineData("db.Customers.[|FirstOrDefaultAsync(c => c.Name.ToLower() == order.Customer!.Name.ToLower())|]")]
    [InlineData("db.Customers.[|AnyAsync(c => c.Orders.Any(o => o.Id == order.Id))|]")]
    public Task Reports_what_is_asked_by_key(string query) => Verify.ReportsAsync(Shop.InMethod($"foreach (var order in orders) _ = await {query};"));

    [Fact]
    public Task Reports_a_command_by_several_keys_as_information() => Verify.ReportsAsync(
        Shop.InMethod("foreach (var order in orders) await db.Orders.Where(o => o.Id == order.Id && o.CustomerId == order.CustomerId).{|#0:ExecuteDeleteAsync()|};"),
        Verify.Diagnostic().WithLocation(0).WithSeverity(DiagnosticSeverity.Info).WithOptions(DiagnosticOptions.IgnoreAdditionalLocations)
            .WithArguments("ExecuteDeleteAsync", "the database", "orders", "change the rows of all of them with one command"));

    [Theory]
    [InlineData("SaveAsync", DiagnosticSeverity.Info)]
    [InlineData("UpdateAsync", DiagnosticSeverity.Info)]
    [InlineData("StoredAsync", DiagnosticSeverity.Warning)]
    [InlineData("NotifyAsync", DiagnosticSeverity.Warning)]
    public Task Reports_as_information_where_code_that_nobody_sees_writes_in_the_round(string name, DiagnosticSeverity severity) => Verify.ReportsAsync(
        Shop.InMethod($"foreach (var order in orders) {{ var customer = await db.Customers.{{|#0:FirstAsync(c => c.Id == order.CustomerId)|}}; await store.{name}(customer); }}", $"public interface IStore {{ Task {name}(Customer customer); }} private readonly IStore store = null!;"),
        Verify.Diagnostic().WithLocation(0).WithSeverity(severity).WithOptions(DiagnosticOptions.IgnoreAdditionalLocations)
            .WithArguments("FirstAsync", "the database", "orders", "load the rows for all of them with one query before the loop"));

    [Fact]
    public Task Reports_SQL_text_per_element_as_information() => Verify.ReportsAsync(
        Shop.InMethod("foreach (var id in ids) await db.Database.{|#0:ExecuteSqlRawAsync(\"DELETE FROM Orders WHERE Id = {0}\", id)|};"),
        Verify.Diagnostic().WithLocation(0).WithSeverity(DiagnosticSeverity.Info).WithOptions(DiagnosticOptions.IgnoreAdditionalLocations)
            .WithArguments("ExecuteSqlRawAsync", "the database", "ids", "change the rows of all of them with one command"));

    [Fact]
    public Task Reports_a_context_of_its_own_per_element_as_information() => Verify.ReportsAsync(
        Shop.InMethod("""
            foreach (var id in ids)
            {
                using var own = new ShopContext();
                _ = await own.Orders.{|#0:FirstAsync(o => o.Id == id)|};
            }
            """),
        Verify.Diagnostic().WithLocation(0).WithSeverity(DiagnosticSeverity.Info).WithOptions(DiagnosticOptions.IgnoreAdditionalLocations)
            .WithArguments("FirstAsync", "the database", "ids", "load the rows for all of them with one query before the loop"));

    [Theory]
    [InlineData(nameof(References.EfCore6))]
    [InlineData(nameof(References.EfCore8))]
    [InlineData(nameof(References.EfCore10))]
    public Task Reports_with_every_supported_version(string references) => new Verify.Test
    {
        ReferenceAssemblies = (ReferenceAssemblies)typeof(References).GetProperty(references)!.GetValue(null)!,
        TestCode = Shop.InMethod("foreach (var id in ids) _ = await db.Orders.[|FirstAsync(o => o.Id == id)|];"),
    }.RunAsync(TestContext.Current.CancellationToken);

    [Theory]
    [InlineData("_ = db.Orders.[|First(o => o.Id == id)|];")]
    [InlineData("_ = await db.Orders.[|FirstAsync(o => o.Id == id)|];")]
    [InlineData("_ = db.Orders.[|Find(id)|];")]
    [InlineData("foreach (var order in [|db.Orders.Where(o => o.Id == id)|]) Console.WriteLine(order.Id);")]
    [InlineData("db.Database.[|ExecuteSqlCommand(\"delete\", id)|];")]
    public async Task Reports_queries_of_Entity_Framework_6(string statement)
    {
        var test = new Verify.Test
        {
            ReferenceAssemblies = References.Net80,
            TestCode = $$"""
                using System.Data.Entity;
                public class Order { public int Id { get; set; } }
                public class Shop : DbContext { public DbSet<Order> Orders => Set<Order>(); }
                public class Service
                {
                    private readonly Shop db;

                    public Service(Shop db) { this.db = db; }

                    public async Task Run(List<int> ids)
                    {
                        foreach (var id in ids)
                        {
                            {{statement}}
                        }
                        await Task.Yield();
                    }
                }
                """,
        };
        test.TestState.AdditionalReferences.Add(await LibraryStubs.OneAsync("EntityFramework"));
        await test.RunAsync(TestContext.Current.CancellationToken);
    }
}
