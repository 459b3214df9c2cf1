using PerfAnalyzers.CodeFixes.Rules.DataAccess;
using PerfAnalyzers.Rules.DataAccess;

namespace PerfAnalyzers.Tests.Rules.DataAccess;

using Verify = RuleVerifier<RowByRowWriteAnalyzer, RowByRowWriteFix>;

public sealed class RowByRowWriteTests
{
    [Fact]
    public Task Reports_what_it_costs_and_what_does_it_instead() => Verify.ReportsAsync(
        Shop.InMethod("""
            var open = await {|#1:db.Orders.Where(o => o.State == State.Open).ToListAsync(token)|};
            foreach (var order in {|#0:open|})
                order.State = State.Closed;
            await {|#2:db.SaveChangesAsync(token)|};
            """),
        Verify.Diagnostic().WithLocation(0).WithLocation(1).WithLocation(2)
            .WithArguments("db.Orders", "is loaded only to change the rows one by one", "'ExecuteUpdateAsync' does it in the database with one statement"));

    [Theory]
    [InlineData("foreach (var order in [|await db.Orders.Where(o => o.CustomerId == 3).ToListAsync()|]) order.Price = 0; await db.SaveChangesAsync();")]
    [InlineData("foreach (var order in [|db.Orders.Where(o => o.CustomerId == 3)|]) { order.Price = order.Price + 1; order.SalesmanId = null; } db.SaveChanges();")]
    [InlineData("await foreach (var order in [|db.Orders.AsAsyncEnumerable()|]) order.Price = ids.Count > 0 ? 0 : 0; await db.SaveChangesAsync();", false)]
    [InlineData("var old = db.Orders.ToArray(); foreach (var order in [|old|]) { order.CustomerName = name; db.Update(order); } db.SaveChanges();")]
    [InlineData("foreach (var order in [|await db.Orders.ToListAsync()|]) db.Remove(order); await db.SaveChangesAsync();")]
    [InlineData("foreach (var order in [|await db.Orders.ToListAsync()|]) db.Orders.Remove(order); await db.SaveChangesAsync().ConfigureAwait(false);")]
    [InlineData("var old = await db.Orders.Where(o => o.Price < 5).OrderBy(o => o.Id).ToListAsync(); db.[|RemoveRange(old)|]; await db.SaveChangesAsync();")]
    [InlineData("var old = await db.Orders.Where(o => o.Price < 5).ToListAsync(); if (old.Count == 0) return; db.[|RemoveRange(old)|]; await db.SaveChangesAsync();")]
    [InlineData("db.Orders.[|RemoveRange(db.Orders.Where(o => o.Price < 5))|]; db.SaveChanges();")]
    [InlineData("Func<Task<int>> purge = async () => { var old = await db.Orders.Where(o => o.Price < 5).ToListAsync(); db.Orders.[|RemoveRange(old)|]; return await db.SaveChangesAsync(); }; await purge();")]
    [InlineData("db.Add(new Customer()); await db.SaveChangesAsync(); db.Orders.[|RemoveRange(db.Orders.Where(o => o.Price < 5))|]; db.SaveChanges();")]
    public Task Reports_rows_that_are_loaded_only_to_be_written(string statements, bool reported = true) => Verify.ReportsAsync(Shop.InMethod(
        reported ? statements : statements.Replace("[|", "", StringComparison.Ordinal).Replace("|]", "", StringComparison.Ordinal),
        "private readonly string name = \"\";"));

    [Theory]
    [InlineData("var old = await Cheap(5).ToListAsync(); db.Orders.[|RemoveRange(old)|]; var n = await db.SaveChangesAsync(); Console.WriteLine(n);")]
    [InlineData("var old = await Cheap(5).Where(o => o.State == State.Closed).ToListAsync(); db.[|RemoveRange(old)|]; await db.SaveChangesAsync();")]
    [InlineData("var old = await First(5).ToListAsync(); db.RemoveRange(old); await db.SaveChangesAsync();")]
    [InlineData("var old = await Cheap(5).ToListAsync(); db.RemoveRange(old); Console.WriteLine(old[0]); await db.SaveChangesAsync();")]
    [InlineData("var old = await Elsewhere(5).ToListAsync(); db.RemoveRange(old); await db.SaveChangesAsync();")]
    [InlineData("var old = await From(db).ToListAsync(); db.RemoveRange(old); await db.SaveChangesAsync();")]
    public Task Reports_rows_that_a_method_of_the_object_asks_for(string statements) => Verify.ReportsAsync(Shop.InMethod(statements, """
        private readonly ShopContext other = new();
        private IQueryable<Order> Cheap(decimal below) => from o in db.Orders where o.Price < below select o;
        private IQueryable<Order> First(int count) => db.Orders.Where(o => o.Price < 5).Take(count);
        private IQueryable<Order> Elsewhere(decimal below) => other.Orders.Where(o => o.Price < below);
        private static IQueryable<Order> From(ShopContext of) => of.Orders.Where(o => o.Price < 5);
        """));

    [Theory]
    // The rows, or the query, serve something else.
    [InlineData("var all = await db.Orders.ToListAsync(); foreach (var order in all) order.Price = 0; await db.SaveChangesAsync(); Console.WriteLine(all[0].Id);")]
    [InlineData("foreach (var order in await db.Orders.Include(o => o.Customer).ToListAsync()) order.Price = 0; await db.SaveChangesAsync();")]
    [InlineData("foreach (var order in await db.Orders.Take(10).ToListAsync()) order.Price = 0; await db.SaveChangesAsync();")]
    [InlineData("foreach (var order in await db.Orders.AsNoTracking().ToListAsync()) order.Price = 0; await db.SaveChangesAsync();")]
    [InlineData("foreach (var order in (await db.Orders.ToListAsync()).Where(o => Matches(o))) order.Price = 0; await db.SaveChangesAsync();")]
    [InlineData("foreach (var order in orders) order.Price = 0; await db.SaveChangesAsync();")]
    [InlineData("foreach (var order in await db.Orders.Where(o => o.Id == 3).ToListAsync()) order.Price = 0; await db.SaveChangesAsync();")]
    // What is set is no value that the database can compute.
    [InlineData("foreach (var order in await db.Orders.ToListAsync()) order.CustomerName = Name(order); await db.SaveChangesAsync();")]
    [InlineData("var n = 0; foreach (var order in await db.Orders.ToListAsync()) order.Price = n++; await db.SaveChangesAsync();")]
    [InlineData("foreach (var order in await db.Orders.ToListAsync()) order.Customer = null; await db.SaveChangesAsync();")]
    [InlineData("foreach (var order in await db.Orders.ToListAsync()) { order.Price = 1; order.SalesmanId = order.CustomerId; Console.WriteLine(order.Id); } await db.SaveChangesAsync();")]
    [InlineData("foreach (var order in await db.Orders.ToListAsync()) { order.CustomerId = 3; order.SalesmanId = order.CustomerId; } await db.SaveChangesAsync();")]
    [InlineData("foreach (var order in await db.Orders.ToListAsync()) { if (order.Price > 3) order.Price = 3; } await db.SaveChangesAsync();")]
    // Something else is saved along, or nothing here.
    [InlineData("foreach (var order in await db.Orders.ToListAsync()) order.Price = 0; db.Add(new Customer()); await db.SaveChangesAsync();")]
    [InlineData("foreach (var order in await db.Orders.ToListAsync()) order.Price = 0;")]
    [InlineData("foreach (var order in await db.Orders.ToListAsync()) order.Price = 0; await other.SaveChangesAsync();")]
    [InlineData("db.Add(new Customer()); db.RemoveRange(db.Orders.Where(o => o.Price < 5)); await db.SaveChangesAsync();")]
    [InlineData("await BumpAsync(db); db.RemoveRange(db.Orders.Where(o => o.Price < 5)); await db.SaveChangesAsync();")]
    // The query is not what it first was.
    [InlineData("var old = db.Orders.Where(o => o.Price < 5); if (ids.Count > 0) old = old.Take(5); db.RemoveRange(old); await db.SaveChangesAsync();")]
    // The context sees what is saved.
    [InlineData("foreach (var order in await audited.Orders.ToListAsync()) order.Price = 0; await audited.SaveChangesAsync();")]
    // Concurrency token, setter with code, inheritance.
    [InlineData("foreach (var item in await db2.Versioned.ToListAsync()) item.Price = 0; await db2.SaveChangesAsync();")]
    [InlineData("foreach (var item in await db2.Coded.ToListAsync()) item.Price = 0; await db2.SaveChangesAsync();")]
    [InlineData("db2.Bases.RemoveRange(await db2.Bases.ToListAsync()); await db2.SaveChangesAsync();")]
    public Task StaysSilent_when_one_statement_would_do_something_else(string statements) => Verify.SilentAsync(Shop.InMethod(statements, """
        private readonly ShopContext other = new();
        private readonly Audited audited = new();
        private readonly Others db2 = new();
        private string Name(Order order) => "";
        private Task BumpAsync(ShopContext context) => Task.CompletedTask;
        private bool Matches(Order order) => true;
        public class Audited : DbContext { public DbSet<Order> Orders => Set<Order>(); public override Task<int> SaveChangesAsync(CancellationToken token = default) => base.SaveChangesAsync(token); }
        public class Versioned { public int Id { get; set; } public decimal Price { get; set; } public byte[] RowVersion { get; set; } = null!; }
        public class Coded { private decimal price; public int Id { get; set; } public decimal Price { get => price; set { price = value; Console.WriteLine(); } } }
        public class Base { public int Id { get; set; } }
        public class Derived : Base { }
        public class Others : DbContext { public DbSet<Versioned> Versioned => Set<Versioned>(); public DbSet<Coded> Coded => Set<Coded>(); public DbSet<Base> Bases => Set<Base>(); public DbSet<Derived> Derived => Set<Derived>(); }
        """));

    [Fact]
    public Task StaysSilent_when_an_interceptor_sees_what_is_saved() => Verify.SilentAsync(Shop.InMethod(
        "foreach (var order in await db.Orders.ToListAsync()) order.Price = 0; await db.SaveChangesAsync();",
        "public class Audit : Microsoft.EntityFrameworkCore.Diagnostics.SaveChangesInterceptor { }"));

    [Fact]
    public Task StaysSilent_when_EF_Core_has_no_such_command() => new Verify.Test
    {
        ReferenceAssemblies = References.EfCore6,
        TestCode = Shop.InMethod("foreach (var order in await db.Orders.ToListAsync()) order.Price = 0; await db.SaveChangesAsync();"),
    }.RunAsync(TestContext.Current.CancellationToken);

    [Theory]
    [InlineData("foreach (var id in ids) await connection.[|ExecuteAsync(\"INSERT INTO Orders (Id) VALUES (@id)\", new { id })|];")]
    [InlineData("foreach (var id in ids) await connection.[|ExecuteAsync(new CommandDefinition(\"INSERT INTO Orders (Id) VALUES (@id)\", new { id }))|];")]
    [InlineData("foreach (var id in ids) { var insert = new CommandDefinition(\"INSERT INTO Orders (Id) VALUES (@id)\", new { id }); connection.[|Execute(insert)|]; }")]
    [InlineData("const string Sql = \"update Orders set Price = 0 where Id = @id\"; foreach (var id in ids) connection.[|Execute(Sql, new { id })|];")]
    [InlineData("foreach (var id in ids) { using var command = new SqlCommand($\"DELETE FROM Orders WHERE Id = {id}\", sql); command.[|ExecuteNonQuery()|]; }")]
    [InlineData("foreach (var id in ids) { using var command = sql.CreateCommand(); command.CommandText = \"INSERT INTO Orders VALUES (1)\"; await command.[|ExecuteNonQueryAsync()|]; }")]
    [InlineData("foreach (var id in ids) { await mediator.Find(id); await connection.[|ExecuteAsync(\"UPDATE Outbox SET Done = 1 WHERE Id = @id\", new { id })|]; }")]
    [InlineData("using var command = new SqlCommand(\"INSERT INTO Orders VALUES (@id)\", sql); foreach (var id in ids) { command.Parameters[0].Value = id; command.[|ExecuteNonQuery()|]; }")]
    public Task Reports_a_command_per_row(string statements) => CommandsAsync(statements);

    [Theory]
    [InlineData("foreach (var id in ids) await connection.ExecuteAsync(\"EXEC Recalculate @id\", new { id });")]
    [InlineData("foreach (var id in ids) await connection.ExecuteAsync(new CommandDefinition(\"EXEC Recalculate @id\", new { id }));")]
    [InlineData("foreach (var id in ids) await connection.ExecuteAsync(new CommandDefinition(\"UpdatePrices\", new { id }, commandType: System.Data.CommandType.StoredProcedure));")]
    [InlineData("foreach (var id in ids) await connection.ExecuteAsync(Text(id));")]
    [InlineData("foreach (var id in ids) { using var own = new SqlConnection(\"\"); own.Execute(\"DELETE FROM Orders\"); }")]
    [InlineData("foreach (var id in ids) { using var own = new SqlConnection(\"\"); using var command = new SqlCommand(\"DELETE FROM Orders\", own); command.ExecuteNonQuery(); }")]
    [InlineData("foreach (var id in ids) { try { connection.Execute(\"DELETE FROM Orders\"); } catch (Exception) { } }")]
    [InlineData("foreach (var id in ids) { await mediator.Publish(id); await connection.ExecuteAsync(\"UPDATE Outbox SET Done = 1 WHERE Id = @id\", new { id }); }")]
    [InlineData("foreach (var chunk in ids.Chunk(100)) connection.Execute(\"DELETE FROM Orders WHERE Id IN @chunk\", new { chunk });")]
    [InlineData("foreach (var table in new[] { \"A\", \"B\" }) connection.Execute(\"DELETE FROM \" + table);")]
    public Task StaysSilent_when_a_command_is_for_many_rows_or_a_unit_of_its_own(string statements) => CommandsAsync(statements);

    private static Task CommandsAsync(string statements) => new Verify.Test
    {
        ReferenceAssemblies = References.Stores,
        TestCode = $$"""
            using Dapper;
            using Microsoft.Data.SqlClient;
            public interface IMediator { Task Publish(object what); Task<object> Find(int id); }
            public class Writer
            {
                private readonly IMediator mediator = null!; private readonly System.Data.IDbConnection connection; private readonly SqlConnection sql;

                public Writer(System.Data.IDbConnection connection, SqlConnection sql) { this.connection = connection; this.sql = sql; }

                private string Text(int id) => "";
                public async Task Run(List<int> ids)
                {
                    {{statements}}
                    await Task.Yield();
                }
            }
            """,
    }.RunAsync(TestContext.Current.CancellationToken);
}
