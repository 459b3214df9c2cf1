using PerfAnalyzers.CodeFixes.Rules.DataAccess;
using PerfAnalyzers.Rules.DataAccess;

namespace PerfAnalyzers.Tests.Rules.DataAccess;

using Verify = RuleVerifier<QueryInLoopAnalyzer, QueryInLoopFix>;

/// <summary>Loops that look like a query per element and are none, and near twins that are.</summary>
public sealed class QueryInLoopTrapTests
{
    [Theory]
    // A queue of a broker, of whichever kind.
    [InlineData("while (await source.ReceiveAsync() is { } id) _ = await db.Orders.FirstAsync(o => o.Id == id);")]
    // One row has one round.
    [InlineData("foreach (var order in orders.Take(1)) _ = await db.Customers.FirstAsync(c => c.Id == order.CustomerId);")]
    // After the loop has been left nothing runs.
    [InlineData("foreach (var order in orders) { Console.WriteLine(order.Id); throw new InvalidOperationException((await db.Customers.FirstAsync(c => c.Id == order.CustomerId)).Name); }")]
    // A batcher collects what the rounds ask for.
    [InlineData("var asked = new List<Task<Customer>>(); foreach (var order in orders) asked.Add(loader.LoadAsync(order.CustomerId)); _ = await Task.WhenAll(asked);")]
    // Started once, awaited in each round.
    [InlineData("var all = db.Customers.ToListAsync(); foreach (var order in orders) _ = (await all).Count;")]
    // In the source of the loop, behind a call.
    [InlineData("foreach (var customer in await AllAsync()) Console.WriteLine(customer.Name); async Task<List<Customer>> AllAsync() => await db.Customers.ToListAsync();")]
    // A view of what is tracked.
    [InlineData("foreach (var entry in db.ChangeTracker.Entries<Order>()) Console.WriteLine(entry.Entity.Id);")]
    // A sequence that nobody goes through.
    [InlineData("var later = ids.Select(id => db.Orders.Where(o => o.Id == id));")]
    public Task StaysSilent_when_it_only_looks_like_one(string statements) => Verify.SilentAsync(Shop.InMethod(
        statements,
        "private readonly ISource source = null!; public interface ISource { Task<int?> ReceiveAsync(); } private readonly ILoader loader = null!; public interface ILoader { Task<Customer> LoadAsync(int id); }"));

    // What a method is handed as any object is no text where the caller hands in a row.
    private const string Named = "private Customer? Named(object customer) { if (customer is string name) { return db.Customers.FirstOrDefault(c => c.Name == name); } return customer as Customer; }";
    private const string NotNamed = "private Customer? Named(object customer) { if (customer is not string) { return customer as Customer; } var name = (string)customer; return db.Customers.FirstOrDefault(c => c.Name == name); }";

    [Theory]
    [InlineData("foreach (var order in orders) Console.WriteLine(Named(order.Customer!));", Named)]
    [InlineData("foreach (var order in orders) Console.WriteLine(Named(order.Id));", NotNamed)]
    public Task StaysSilent_when_the_argument_cannot_be_of_the_type_that_is_asked_for(string statements, string members) => Verify.SilentAsync(Shop.InMethod(statements, members));

    [Theory]
    [InlineData("foreach (var order in orders) Console.WriteLine({|#0:Named(order.CustomerName)|});", Named)]
    [InlineData("foreach (var any in new List<object>(orders)) Console.WriteLine({|#0:Named(any)|});", Named)]
    [InlineData("foreach (var order in orders) Console.WriteLine({|#0:Named(order.Customer!)|});", "private Customer? Named(object customer) { customer = customer is Order ? customer : \"\"; if (customer is string name) { return db.Customers.FirstOrDefault(c => c.Name == name); } return customer as Customer; }")]
    public Task Reports_an_argument_that_may_be_of_the_type_that_is_asked_for(string statements, string members) => Verify.ReportsAsync(
        Shop.InMethod(statements, members), Verify.Diagnostic().WithLocation(0).WithSeverity(DiagnosticSeverity.Info).WithOptions(DiagnosticOptions.IgnoreAdditionalLocations).WithMessage(null));

    [Theory]
    [InlineData("foreach (var id in ids) foreach (var order in await db.Orders.Where(o => o.CustomerId == id).[|ToListAsync()|]) Console.WriteLine(order.Id);")]
    [InlineData("foreach (var id in ids) { Func<Order> now = () => db.Orders.First(o => o.Id == id); Console.WriteLine([|now()|].Id); }")]
    [InlineData("var at = 0; while (at < ids.Count) { _ = await db.Orders.[|FirstAsync(o => o.Id == ids[at])|]; at++; }")]
    [InlineData("var at = 0; while (true) { if (at >= ids.Count) break; _ = await db.Orders.[|FirstAsync(o => o.Id == ids[at])|]; at++; }")]
    [InlineData("var at = 0; do { if (at == ids.Count) { break; } _ = await db.Orders.[|FirstAsync(o => o.Id == ids[at])|]; at++; } while (true);")]
    [InlineData("foreach (var id in ids) await foreach (var order in [|db.Orders.Where(o => o.CustomerId == id).AsAsyncEnumerable().WithCancellation(token).ConfigureAwait(false)|]) Console.WriteLine(order.Id);")]
    public Task Reports_the_near_twin(string statements) => Verify.ReportsAsync(Shop.InMethod(statements));

    [Theory]
    [InlineData("var name = \"a\"; for (var n = 2; await db.Customers.AnyAsync(c => c.Name == name); n++) name = \"a\" + n;")]
    [InlineData("var at = 0; while (true) { if (at >= ids.Count) break; _ = await db.Orders.FirstAsync(o => o.Id == ids[at]); ids.RemoveAt(at); at++; }")]
    [InlineData("foreach (var order in orders) _ = await db.Customers.OrderBy(c => c.Name).Take(order.Id).ToListAsync();")]
    [InlineData("var name = \"a\"; for (var n = 2; !await db.Customers.AllAsync(c => c.Name != name); n++) name = \"a\" + n;")]
    [InlineData("var work = new List<int>(ids); var at = 0; while (at < work.Count) { work.AddRange(await db.Orders.Where(o => o.CustomerId == work[at]).Select(o => o.Id).ToListAsync()); at++; }")]
    public Task StaysSilent_when_the_answer_decides_whether_there_is_another_round(string statements) => Verify.SilentAsync(Shop.InMethod(statements));

    [Theory]
    [InlineData("for (var all = await db.Customers.ToListAsync(); all.Count > 0; all.RemoveAt(all.Count - 1)) Console.WriteLine(all.Count);")]
    [InlineData("for (var (i, many) = (0, await db.Orders.CountAsync()); i < many; i++) Console.WriteLine(i);")]
    public Task StaysSilent_when_only_the_start_of_a_loop_asks(string statements) => Verify.SilentAsync(Shop.InMethod(statements));

    [Theory]
    [InlineData("foreach (var id in ids) for (var left = await db.Orders.[|CountAsync(o => o.CustomerId == id)|]; left > 0; left--) Console.WriteLine(left);")]
    public Task Reports_what_each_round_asks_outside_of_the_body(string statements) => Verify.ReportsAsync(Shop.InMethod(statements));

    [Theory]
    [InlineData("foreach (var id in ids) _ = orders.AsQueryable().First(o => o.Id == id);")]
    [InlineData("foreach (var id in ids) _ = orders.ToArray().AsQueryable().Where(o => o.Id == id).ToList();")]
    [InlineData("foreach (var id in ids) _ = db.Orders.Local.First(o => o.Id == id);")]
    [InlineData("foreach (var id in ids) _ = db.Orders.Local.AsQueryable().Where(o => o.Id == id).Count();")]
    [InlineData("foreach (var id in ids) _ = db.ChangeTracker.Entries<Order>().First(e => e.Entity.Id == id);")]
    [InlineData("foreach (var id in ids) _ = shelf.First(o => o.Id == id);")]
    [InlineData("foreach (var id in ids) _ = await shelf.ToListAsync(id);")]
    public Task StaysSilent_when_the_rows_are_in_memory_or_of_another_library(string statements) => Verify.SilentAsync(Shop.InMethod(
        statements,
        """
        private readonly Shelf shelf = new();
        public class Shelf
        {
            public Order First(Func<Order, bool> which) => throw new InvalidOperationException();
            public Task<List<Order>> ToListAsync(int id) => Task.FromResult(new List<Order>());
        }
        """));

    [Fact]
    public Task Suggests_where_the_context_has_the_rows_already_that_are_found_by_key() => Verify.ReportsAsync(
        Shop.InMethod("var all = await db.Customers.ToListAsync();\nforeach (var order in orders) Console.WriteLine((await db.Customers.{|#0:FindAsync(order.CustomerId)|})?.Name + all.Count);"),
        Verify.Diagnostic().WithLocation(0).WithSeverity(DiagnosticSeverity.Info).WithOptions(DiagnosticOptions.IgnoreAdditionalLocations)
            .WithArguments("FindAsync", "the database", "orders", "load the rows for all of them with one query before the loop"));

    [Theory]
    // What is done for each of those is a job of its own.
    [InlineData("foreach (var site in sites) Console.WriteLine(await db.Orders.Where(o => o.CustomerId == site.Id).{|#0:CountAsync()|});", "CountAsync", "sites")]
    // What is pending and taken out.
    [InlineData("foreach (var id in pending.ToList()) { Console.WriteLine((await db.Orders.{|#0:FirstAsync(o => o.Id == id)|}).State); pending.Remove(id); }", "FirstAsync", "pending.ToList()")]
    // What somebody has typed.
    [InlineData("foreach (var name in text.Split(',')) Console.WriteLine((await db.Customers.{|#0:FirstAsync(c => c.Name == name)|}).Id);", "FirstAsync", "text.Split(',')")]
    [InlineData("var names = text.Length == 0 ? Array.Empty<string>() : text.Split(',').ToArray(); foreach (var name in names) Console.WriteLine((await db.Customers.{|#0:FirstAsync(c => c.Name == name)|}).Id);", "FirstAsync", "names")]
    [InlineData("foreach (var name in text?.Split(',') ?? Array.Empty<string>()) Console.WriteLine((await db.Customers.{|#0:FirstAsync(c => c.Name == name)|}).Id);", "FirstAsync", "the sequence")]
    [InlineData("foreach (var id in form.Keys) Console.WriteLine((await db.Customers.{|#0:FirstAsync(c => c.Name == id)|}).Id);", "FirstAsync", "form.Keys")]
    // Each row is asked for again, for which there is no other way.
    [InlineData("foreach (var entry in db.ChangeTracker.Entries<Order>()) Console.WriteLine(entry.{|#0:GetDatabaseValues()|});", "GetDatabaseValues", "db.ChangeTracker.Entries<Order>()")]
    // There may be one of each kind.
    [InlineData("foreach (var order in orders) { switch (order.CustomerName) { case \"a\": Console.WriteLine(await db.Customers.{|#0:AnyAsync(c => c.Id == order.CustomerId)|}); break; case \"b\": break; default: break; } }", "AnyAsync", "orders")]
    [InlineData("foreach (var order in orders) { if (order.CustomerName == \"a\") Console.WriteLine(1); else if (order.CustomerName == \"b\") Console.WriteLine(await db.Customers.{|#0:AnyAsync(c => c.Id == order.CustomerId)|}); else if (order.CustomerName is \"c\") Console.WriteLine(3); }", "AnyAsync", "orders")]
    public Task Suggests_where_one_query_for_all_is_not_the_usual_cure(string statements, string call, string source) => Verify.ReportsAsync(
        Shop.InMethod(statements, "private readonly List<Site> sites = new(); private readonly HashSet<int> pending = new(); private readonly string text = \"\"; private readonly Microsoft.AspNetCore.Http.IFormCollection form = null!; public class Site { public int Id { get; set; } }"),
        Verify.Diagnostic().WithLocation(0).WithSeverity(DiagnosticSeverity.Info).WithOptions(DiagnosticOptions.IgnoreAdditionalLocations)
            .WithArguments(call, "the database", source, "load the rows for all of them with one query before the loop"));

    [Theory]
    [InlineData("static Service() { using var start = new ShopContext(); foreach (var id in new List<int>()) Console.WriteLine(start.Orders.First(o => o.Id == id)); }")]
    [InlineData("public static void SeedOrders(ShopContext db, List<int> ids) { foreach (var id in ids) if (!db.Orders.Any(o => o.Id == id)) db.Add(new Order { Id = id }); }")]
    public Task StaysSilent_when_it_runs_once(string member) => Verify.SilentAsync(Shop.InMethod("", member));

    [Fact]
    public Task StaysSilent_when_the_model_says_that_rows_are_cached() => Verify.SilentAsync(Countries("[CacheableEntity(10)]", "FirstAsync(c => c.Id == order.CustomerId)"));

    [Fact]
    public Task Reports_rows_of_which_the_model_says_something_else() => Verify.ReportsAsync(Countries("[Obsolete]", "[|FirstAsync(c => c.Id == order.CustomerId)|]"));

    private static string Countries(string attribute, string query) =>
        Shop.InMethod($"foreach (var order in orders) _ = await countries.Set<Country>().{query};", "private readonly DbContext countries = null!;")
            + "\npublic class CacheableEntityAttribute : Attribute { public CacheableEntityAttribute(int seconds) { } }\n#pragma warning disable CS0612\n" + attribute + " public class Country { public int Id { get; set; } }";

    [Fact]
    public Task Suggests_where_a_cache_may_stand_below_the_context() => Verify.ReportsAsync(
        Shop.InMethod("foreach (var order in orders) _ = await db.Customers.{|#0:FirstAsync(c => c.Id == order.CustomerId)|};", "public static void Add(DbContextOptionsBuilder options, SecondLevelCacheInterceptor cache) => options.AddInterceptors(cache);").Replace("using Microsoft.EntityFrameworkCore;", "using EFCoreSecondLevelCacheInterceptor;\nusing Microsoft.EntityFrameworkCore;", StringComparison.Ordinal)
            + "\nnamespace EFCoreSecondLevelCacheInterceptor { public class SecondLevelCacheInterceptor : Microsoft.EntityFrameworkCore.Diagnostics.DbCommandInterceptor { } }",
        Verify.Diagnostic().WithLocation(0).WithSeverity(DiagnosticSeverity.Info).WithOptions(DiagnosticOptions.IgnoreAdditionalLocations)
            .WithArguments("FirstAsync", "the database", "orders", "load the rows for all of them with one query before the loop"));

    [Fact]
    public Task StaysSilent_when_the_model_is_configured() => Verify.SilentAsync($$"""
        using Microsoft.EntityFrameworkCore;
        using Microsoft.EntityFrameworkCore.Metadata.Builders;

        public class OrderMap : IEntityTypeConfiguration<Order>
        {
            private readonly ShopContext db = new();
            public void Configure(EntityTypeBuilder<Order> builder)
            {
                foreach (var name in new List<string>())
                    builder.HasIndex(name).HasDatabaseName(name);
            }
        }
        {{Shop.Model}}
        """);

    /// <summary>To leave with what was looked for is a search; to leave because something is wrong is the exception, and the usual course goes through all.</summary>
    [Theory]
    [InlineData("Task<bool>", "[|FirstAsync(x => x.Id == o.CustomerId)|]", "if (c.Orders.Count > 3) return false;", "true")]
    [InlineData("Task<string?>", "[|FirstAsync(x => x.Id == o.CustomerId)|]", "if (c.Orders.Count > 3) return null;", "\"done\"")]
    [InlineData("Task<Answer>", "[|FirstAsync(x => x.Id == o.CustomerId)|]", "if (c.Orders.Count > 3) return Answer.Fail(c.Name);", "Answer.Done")]
    [InlineData("Task<Answer>", "[|FirstAsync(x => x.Id == o.CustomerId)|]", "if (c.Orders.Count > 3) return Answer.Invalid;", "Answer.Done")]
    [InlineData("Task<bool>", "FirstAsync(x => x.Id == o.CustomerId)", "if (c.Orders.Count > 3) return true;", "false")]
    [InlineData("Task<Customer?>", "FirstAsync(x => x.Id == o.CustomerId)", "if (c.Orders.Count > 3) return c;", "null")]
    public Task Tells_a_failure_from_what_was_looked_for(string returns, string query, string exit, string last) => Verify.ReportsAsync(
        Shop.InMethod("", $"public async {returns} Check(List<Order> all) {{ foreach (var o in all) {{ var c = await db.Customers.{query}; {exit} }} return {last}; }}")
        + "\npublic record Answer(string Text) { public static Answer Done { get; } = new(\"\"); public static readonly Answer Invalid = new(\"\"); public static Answer Fail(string text) => new(text); }");
}
