using PerfAnalyzers.CodeFixes.Rules.DataAccess;
using PerfAnalyzers.Rules.DataAccess;

namespace PerfAnalyzers.Tests.Rules.DataAccess;

using Verify = RuleVerifier<QueryInLoopAnalyzer, QueryInLoopFix>;

public sealed class QueryInLoopNoFixTests
{
    [Theory]
    [InlineData("_ = await db.Orders.[|SingleOrDefaultAsync(o => o.Price == order.Price)|];")]
    [InlineData("_ = await db.Orders.Where(o => o.Ordered == order.Ordered).[|ToListAsync()|];")]
    [InlineData("_ = await db.Orders.Where(o => o.Weight == order.Weight).[|ToListAsync()|];")]
    public Task OffersNoFix_when_database_and_dictionary_may_compare_keys_differently(string statement) => InLoop(statement);

    [Theory]
    [InlineData("_ = await db.Orders.Where(o => o.Price > order.Price).[|ToListAsync()|];")]
    [InlineData("_ = await db.Orders.Where(o => o.Id == order.Id || o.Price > 3).[|ToListAsync()|];")]
    [InlineData("_ = await db.Orders.Where(o => o.Id == order.Id && o.Price > order.Price).[|ToListAsync()|];")]
    [InlineData("_ = await db.Orders.Where(o => o.Id == order.Id && o.Id == order.CustomerId).[|ToListAsync()|];")]
    [InlineData("_ = await db.Orders.Where(o => o.CustomerId == order.CustomerId).Take(3).[|ToListAsync()|];")]
    [InlineData("_ = await db.Orders.Where(o => o.CustomerId == Next(order)).[|ToListAsync()|];")]
    public Task OffersNoFix_when_the_query_is_more_than_a_key_lookup(string statement) => InLoop(statement);

    [Theory]
    [InlineData("_ = await db.Customers.[|FindAsync(order.CustomerId)|]; if (order.Id > 3) break;")]
    [InlineData("_ = await db.Customers.[|FindAsync(order.CustomerId)|]; await db.SaveChangesAsync();")]
    [InlineData("if (await db.Customers.[|FindAsync(order.CustomerId)|] is null) db.Customers.Add(new Customer());")]
    [InlineData("_ = await db.Orders.Where(o => o.Id == order.CustomerId).[|ToListAsync()|]; order.CustomerId = 7;")]
    [InlineData("_ = await db.Customers.[|FindAsync(order.CustomerId)|]; db.Add(new Customer());")]
    [InlineData("if (await db.Orders.[|AnyAsync(o => o.CustomerId == order.CustomerId)|]) { db.Orders.Add(new Order()); db.SaveChanges(); }")]
    public Task OffersNoFix_when_reading_ahead_reads_something_else(string statement) => InLoop(statement);

    [Fact]
    public Task OffersNoFix_when_a_missing_key_means_all_rows_without_one() =>
        InLoop("_ = await db.Orders.Where(o => o.SalesmanId == order.SalesmanId).[|ToListAsync()|];");

    [Theory]
    [InlineData("var row = await db.Customers.AsNoTracking().[|FirstAsync(c => c.Id == order.CustomerId)|]; row.Name += order.Id;")]
    [InlineData("(await db.Customers.AsNoTracking().[|FirstAsync(c => c.Id == order.CustomerId)|]).Name = \"\";")]
    [InlineData("if (await db.Customers.AsNoTracking().[|FirstOrDefaultAsync(c => c.Id == order.CustomerId)|] is { } row) row.Name = \"\";")]
    [InlineData("var rows = await db.Orders.AsNoTracking().Where(o => o.CustomerId == order.CustomerId).[|ToListAsync()|]; foreach (var row in rows) row.Price++;")]
    [InlineData("var row = await db.Orders.AsNoTracking().Include(o => o.Customer).[|FirstAsync(o => o.Id == order.CustomerId)|]; row.Customer!.Name = \"\";")]
    [InlineData("Customer? row; row = await db.Customers.AsNoTracking().[|FirstOrDefaultAsync(c => c.Id == order.CustomerId)|]; var same = row; if (same != null) same.Name = \"\";")]
    [InlineData("var row = await db.Customers.AsTracking().Where(c => c.Id == order.CustomerId).Select(c => new Customer { Id = c.Id, Name = c.Name }).[|FirstAsync()|]; row.Name += order.Id;")]
    public Task OffersNoFix_when_elements_would_share_a_row_that_they_change(string statement) => InLoop(statement);

    [Theory]
    [InlineData("_ = await db.Customers.[|CountAsync(c => c.Name == ((int)order.State).ToString())|];")]
    [InlineData("var code = (int)order.State; _ = await db.Customers.[|AnyAsync(c => c.Name == code.ToString())|];")]
    public Task OffersNoFix_when_a_cast_makes_another_text(string statement) => InLoop(statement);

    [Theory]
    [InlineData("_ = await db.Customers.[|FindAsync((int)(byte)order.CustomerId)|];")]
    [InlineData("var id = (byte)order.CustomerId; _ = await db.Customers.Where(c => c.Id == id).[|ToListAsync()|];")]
    public Task OffersNoFix_when_a_cast_makes_another_key(string statement) => InLoop(statement);

    [Theory]
    [InlineData("var seen = new HashSet<int>();", "_ = await db.Orders.Where(o => o.CustomerId == order.CustomerId && !seen.Contains(o.Id)).[|ToListAsync()|]; seen.Add(order.Id);")]
    [InlineData("var last = 0;", "_ = await db.Orders.Where(o => o.CustomerId == order.CustomerId && o.Id > last).[|ToListAsync()|]; last = order.Id;")]
    public Task OffersNoFix_when_the_query_reads_what_the_loop_changes(string before, string statement) => Verify.NoFixAsync(Shop.InMethod(
        before + "\nforeach (var order in orders)\n{\n    " + statement + "\n}"));

    [Theory]
    [InlineData("foreach (var order in orders) { Console.WriteLine((await [|OfAsync(order.CustomerId)|]).Count); least = order.Id; }")]
    [InlineData("foreach (var order in orders) { Console.WriteLine((await [|OfAsync(order.CustomerId)|]).Count); known.Add(order.Id); }")]
    public Task OffersNoFix_when_the_method_reads_what_the_loop_changes(string loop) => Verify.NoFixAsync(Shop.InMethod(loop, """
        private readonly HashSet<int> known = new();
        private int least;
        private Task<List<Order>> OfAsync(int customerId) => db.Orders.Where(o => o.CustomerId == customerId && o.Id > least && !known.Contains(o.Id)).ToListAsync();
        """));

    [Fact]
    public Task OffersNoFix_when_a_derived_class_has_the_name() => Verify.NoFixAsync(Shop.InMethod(
        "foreach (var id in ids) _ = await customers.[|GetByIdAsync(id)|];",
        """
        private readonly Customers customers = new();
        public class Reader
        {
            protected readonly ShopContext db = new();
            public Task<Customer?> GetByIdAsync(int id) => db.Customers.FirstOrDefaultAsync(c => c.Id == id);
        }
        public sealed class Customers : Reader
        {
            public Task<List<Customer>> GetByIdsAsync(IReadOnlyCollection<int> ids) => db.Customers.OrderBy(c => c.Name).Where(c => ids.Contains(c.Id) && c.Name != "").ToListAsync();
        }
        """));

    [Theory]
    [InlineData("_ = await db.Customers.Where(c => c.Id == order.CustomerId).Select<Customer, int?>(c => c.Id).[|FirstOrDefaultAsync()|];")]
    [InlineData("var d = await db.Customers.AsNoTracking().Where(c => c.Id == order.CustomerId).Select(c => new { Customer = c }).[|FirstAsync()|]; d.Customer.Name += order.Id;")]
    public Task OffersNoFix_when_the_projection_is_no_plain_value(string statement) => InLoop(statement);

    [Theory]
    [InlineData("private static void Rename(Customer customer) => customer.Name = \"\";")]
    [InlineData("private static void Rename(Customer customer) => At(1, customer); private static void At(int depth, Customer customer) { customer.Orders[0].Price++; customer.Name += depth; }")]
    public Task OffersNoFix_when_a_method_changes_a_row_that_elements_would_share(string members) => Verify.NoFixAsync(Shop.InMethod(
        "foreach (var order in orders)\n{\n    var row = await db.Customers.AsNoTracking().[|FirstAsync(c => c.Id == order.CustomerId)|];\n    Rename(row);\n}", members));

    [Fact]
    public Task OffersNoFix_when_a_context_without_tracking_has_its_rows_changed() => Verify.NoFixAsync(Shop.InMethod(
        """
        foreach (var order in orders)
        {
            var row = await db.Customers.[|FirstAsync(c => c.Id == order.CustomerId)|];
            row.Name += order.Id;
        }
        """,
        "public Service() => db.ChangeTracker.QueryTrackingBehavior = QueryTrackingBehavior.NoTracking;"));

    [Theory]
    [InlineData("db.Customers.Add(new Customer());")]
    [InlineData("db.Remove(orders[0]);")]
    [InlineData("db.AttachRange(orders);")]
    public Task OffersNoFix_when_Find_would_see_what_is_only_tracked(string before) => Verify.NoFixAsync(Shop.InMethod(
        before + "\nforeach (var id in ids)\n    _ = await db.Customers.[|FindAsync(id)|];"));

    [Theory]
    [InlineData("if (order is null) continue; _ = await db.Customers.[|FindAsync(order.CustomerId)|];")]
    [InlineData("Console.WriteLine(order?.Id); _ = await db.Customers.[|FindAsync(order!.CustomerId)|];")]
    public Task OffersNoFix_when_an_element_may_be_missing(string statement) => InLoop(statement);

    [Theory]
    [InlineData("_ = await db.Customers.[|FindAsync(order.LastDigit)|];")]
    [InlineData("var q = db.Orders.Where(o => o.CustomerId == order.CustomerId); if (order.Id > 3) q = q.OrderBy(o => o.Id); _ = await q.[|ToListAsync()|];")]
    [InlineData("var q = db.Orders.Where(o => o.CustomerId == order.CustomerId); Console.WriteLine(q); _ = await q.[|ToListAsync()|];")]
    [InlineData("var all = db.Orders; _ = await all.Take(3).Where(o => o.CustomerId == order.CustomerId).[|ToListAsync()|];")]
    [InlineData("_ = await db.Orders.Where(o => o.CustomerId == order.CustomerId && o.Id > Next(orders[0])).[|ToListAsync()|];")]
    [InlineData("using var own = new ShopContext(); _ = await own.Orders.Where(o => o.CustomerId == order.CustomerId).[|ToListAsync()|];")]
    public Task OffersNoFix_when_what_it_reads_is_made_in_the_loop(string statement) => InLoop(statement);

    [Theory]
    [InlineData("var task = db.Customers.[|FirstAsync(c => c.Id == order.CustomerId)|]; await task;")]
    [InlineData("_ = await db.Customers.[|FirstAsync(c => c.Id == order.CustomerId /* the owner */, token /* stop */)|];")]
    public Task OffersNoFix_when_text_or_the_task_would_be_lost(string statement) => InLoop(statement);

    [Theory]
    [InlineData("await foreach (var order in db.Orders.AsAsyncEnumerable()) _ = await db.Customers.[|FindAsync(order.CustomerId)|];")]
    [InlineData("var all = await Task.WhenAll(ids.Select(async id => await db.Customers.[|FirstAsync(c => c.Id == id)|]));")]
    [InlineData("var later = ids.Select(id => db.Customers.[|First(c => c.Id == id)|]); Console.WriteLine(later);")]
    public Task OffersNoFix_when_the_elements_cannot_be_gone_through_before(string statements) => Verify.NoFixAsync(Shop.InMethod(statements));

    private static Task InLoop(string statement) => Verify.NoFixAsync(Shop.InMethod(
        "foreach (var order in orders)\n{\n    " + statement + "\n}", "private static int Next(Order order) => order.Id + 1;"));
}
