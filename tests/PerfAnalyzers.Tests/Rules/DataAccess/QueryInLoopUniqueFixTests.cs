using PerfAnalyzers.CodeFixes.Rules.DataAccess;
using PerfAnalyzers.Rules.DataAccess;

namespace PerfAnalyzers.Tests.Rules.DataAccess;

using Verify = RuleVerifier<QueryInLoopAnalyzer, QueryInLoopFix>;

/// <summary>Whether a key has one row: by the primary key, by a unique index, in sets that libraries hand out, or as the author says.</summary>
public sealed class QueryInLoopUniqueFixTests
{
    private const string Row = "_ = (await db.Orders.[|FirstOrDefaultAsync(o => o.LastDigit == order.Id)|])?.Id;";

    [Theory]
    [InlineData("HasIndex(o => o.LastDigit).IsUnique()")]
    [InlineData("HasAlternateKey(o => o.LastDigit)")]
    public Task Fixes_a_row_by_a_unique_index(string index) => InOrders(Row, "ToDictionaryAsync(o => o.LastDigit)", "_ = ordersByLastDigit.GetValueOrDefault(order.Id)?.Id;", Configured(index));

    [Theory]
    [InlineData("HasIndex(o => o.LastDigit)")]
    [InlineData("HasIndex(o => o.LastDigit).IsUnique().HasFilter(\"Id > 3\")")]
    [InlineData("HasIndex(o => new { o.LastDigit, o.CustomerId }).IsUnique()")]
    public Task Fixes_a_row_by_another_index_only_when_asked_to(string index) => InOrders(Row, null, "_ = ordersByLastDigit[order.Id].FirstOrDefault()?.Id;", Configured(index));

    [Theory]
    [InlineData("HasKey(o => o.LastDigit)")]
    [InlineData("HasKey(o => new { o.Id, o.LastDigit })")]
    public Task Fixes_a_row_only_when_asked_to_where_the_configured_key_is_another(string key) => Verify.FixSinglyAsync(
        Shop.InMethod("foreach (var id in ids)\n    _ = await db.Orders.[|FirstOrDefaultAsync(c => c.Id == id)|];", Configured(key)),
        Shop.InMethod("var ordersById = (await db.Orders.Where(c => ids.Contains(c.Id)).ToListAsync()).ToLookup(c => c.Id);\nforeach (var id in ids)\n    _ = ordersById[id].FirstOrDefault();", Configured(key)),
        QueryInLoopFix.LoadBeforeLoopOfOneRow);

    [Theory]
    [InlineData("HasIndex(o => new { o.LastDigit, o.CustomerId }).IsUnique()", "o.CustomerId == 7", true)]
    [InlineData("HasKey(o => new { o.CustomerId, o.LastDigit })", "7 == o.CustomerId", true)]
    [InlineData("HasIndex(o => new { o.LastDigit, o.SalesmanId }).IsUnique()", "o.SalesmanId == 7", true)]
    [InlineData("HasIndex(o => new { o.LastDigit, o.SalesmanId }).IsUnique()", "o.SalesmanId == chosen", false)]
    [InlineData("HasIndex(o => new { o.LastDigit, o.CustomerId }).IsUnique()", "o.CustomerId > 7", false)]
    public Task Fixes_a_row_by_an_index_of_which_a_part_is_the_same_for_all(string index, string part, bool isUnique) => InOrders(
        $"_ = await db.Orders.Where(o => {part}).[|FirstOrDefaultAsync(o => o.LastDigit == order.Id)|];",
        isUnique ? "ToDictionaryAsync(o => o.LastDigit)" : null,
        isUnique ? "_ = ordersByLastDigit.GetValueOrDefault(order.Id);" : "_ = ordersByLastDigit[order.Id].FirstOrDefault();",
        Configured(index) + "\n    private readonly int? chosen = null;",
        $".Where(o => {part})");

    [Theory]
    [InlineData("FirstOrDefaultAsync", "FirstOrDefault()")]
    [InlineData("FirstAsync", "First()")]
    public Task Fixes_one_row_of_what_may_be_several_only_when_asked_to(string query, string answer) => InOrders(
        $"_ = await db.Orders.[|{query}(o => o.LastDigit == order.Id)|];", null, $"_ = ordersByLastDigit[order.Id].{answer};", "");

    [Theory]
    [InlineData(".Concat(context.Set<T>())")]
    [InlineData(".SelectMany(x => new[] { x, x })")]
    public Task Fixes_a_row_of_a_repository_that_may_give_it_twice_only_when_asked_to(string made)
    {
        var repository = "private readonly Repository<Customer> customers = new();\n    public class Repository<T> where T : class { private readonly ShopContext context = new(); public IQueryable<T> GetAll() => context.Set<T>()" + made + "; }";
        return Verify.FixSinglyAsync(
            Shop.InMethod("foreach (var id in ids)\n    _ = await customers.GetAll().[|FirstOrDefaultAsync(c => c.Id == id)|];", repository),
            Shop.InMethod("var customersById = (await customers.GetAll().Where(c => ids.Contains(c.Id)).ToListAsync()).ToLookup(c => c.Id);\nforeach (var id in ids)\n    _ = customersById[id].FirstOrDefault();", repository),
            QueryInLoopFix.LoadBeforeLoopOfOneRow);
    }

    [Theory]
    [InlineData("context.Set<Customer>()", true)]
    [InlineData("context.Set<Customer>().AsNoTracking()", false)]
    [InlineData("new ShopContext().Set<Customer>()", false)]
    public Task Fixes_rows_of_a_repository_that_are_changed_where_they_are_tracked(string set, bool isTracked)
    {
        var repository = "private readonly ShopContext context = new();\n    private IQueryable<Customer> All() => " + set + ";";
        var before = Shop.InMethod("foreach (var order in orders)\n{\n    var customer = await All().[|FirstAsync(c => c.Id == order.CustomerId)|];\n    customer.Name += \"!\";\n}", repository);
        return isTracked
            ? Verify.FixAsync(
                before,
                Shop.InMethod("var customerIds = orders.Select(order => order.CustomerId).Distinct().ToList();\nvar customersById = (await All().Where(c => customerIds.Contains(c.Id)).ToListAsync()).ToLookup(c => c.Id);\nforeach (var order in orders)\n{\n    var customer = customersById[order.CustomerId].First();\n    customer.Name += \"!\";\n}", repository))
            : Verify.NoFixAsync(before);
    }

    [Fact]
    public Task OffersNoFix_when_a_query_may_have_lost_its_tracking_on_the_way() => Verify.NoFixAsync(Shop.InMethod(
        """
        IQueryable<Customer> customers = db.Customers;
        if (token.CanBeCanceled)
            customers = customers.AsNoTracking();

        foreach (var order in orders)
        {
            var customer = await customers.[|FirstAsync(c => c.Id == order.CustomerId)|];
            customer.Name += "!";
        }
        """));

    [Theory]
    [InlineData("users.Users", "Microsoft.AspNetCore.Identity.UserManager<Customer> users", true)]
    [InlineData("roles.Roles", "Microsoft.AspNetCore.Identity.RoleManager<Customer> roles", true)]
    [InlineData("users.Others", "Microsoft.AspNetCore.Identity.UserManager<Customer> users", false)]
    public Task Fixes_a_user_or_role_by_its_key(string set, string member, bool isWhole)
    {
        const string Identity = """

            namespace Microsoft.AspNetCore.Identity
            {
                public class UserManager<T> { public virtual IQueryable<T> Users => null!; public virtual IQueryable<T> Others => null!; }
                public class RoleManager<T> { public virtual IQueryable<T> Roles => null!; }
            }

            namespace Microsoft.AspNetCore.Identity.EntityFrameworkCore
            {
                public class IdentityDbContext<TUser, TRole, TKey> : Microsoft.EntityFrameworkCore.DbContext { }
            }
            """;
        var before = Shop.InMethod($"foreach (var id in ids)\n    _ = await {set}.[|FirstOrDefaultAsync(u => u.Id == id)|];", $"private readonly {member} = null!;") + Identity;
        string After(string load, string answer) => Shop.InMethod($"var customersById = {load};\nforeach (var id in ids)\n    _ = {answer};", $"private readonly {member} = null!;") + Identity;
        var name = set.Substring(set.IndexOf('.', StringComparison.Ordinal) + 1).ToLowerInvariant();
        return isWhole
            ? Verify.FixAsync(before, After($"await {set}.Where(u => ids.Contains(u.Id)).ToDictionaryAsync(u => u.Id)", "customersById.GetValueOrDefault(id)").Replace("customersById", name + "ById", StringComparison.Ordinal))
            : Verify.FixSinglyAsync(before, After($"(await {set}.Where(u => ids.Contains(u.Id)).ToListAsync()).ToLookup(u => u.Id)", "customersById[id].FirstOrDefault()").Replace("customersById", name + "ById", StringComparison.Ordinal), QueryInLoopFix.LoadBeforeLoopOfOneRow);
    }

    [Theory]
    [InlineData("", "await db.Customers.Where(c => names.Contains(c.Name)).ToDictionaryAsync(c => c.Name)", "customersByName.GetValueOrDefault(name)")]
    [InlineData("#nullable disable\n", "(await db.Customers.Where(c => names.Contains(c.Name)).ToListAsync()).ToLookup(c => c.Name)", "customersByName[name].FirstOrDefault()")]
    public Task Fixes_a_row_by_a_text_that_may_be_missing_with_a_lookup(string context, string load, string answer)
    {
        const string Model = "private readonly List<string> names = new();\n    private static void Configure(ModelBuilder model) => model.Entity<Customer>().HasIndex(c => c.Name).IsUnique();";
        return Verify.FixSinglyAsync(
            context + Shop.InMethod("foreach (var name in names)\n    _ = await db.Customers.[|FirstOrDefaultAsync(c => c.Name == name)|];", Model),
            context + Shop.InMethod($"var customersByName = {load};\nforeach (var name in names)\n    _ = {answer};", Model),
            QueryInLoopFix.LoadBeforeLoopByText);
    }

    private static string Configured(string configuration) => $"private static void Configure(ModelBuilder model) => model.Entity<Order>().{configuration};";

    private static Task InOrders(string statement, string? load, string answer, string members, string where = "")
    {
        var before = Shop.InMethod("foreach (var order in orders)\n    " + statement, members);
        var query = $"db.Orders{where}.Where(o => ids2.Contains(o.LastDigit))";
        var loaded = load is null ? $"(await {query}.ToListAsync()).ToLookup(o => o.LastDigit)" : $"await {query}.{load}";
        var after = Shop.InMethod($"var ids2 = orders.Select(order => order.Id).Distinct().ToList();\nvar ordersByLastDigit = {loaded};\nforeach (var order in orders)\n    {answer}", members);
        return load is null ? Verify.FixSinglyAsync(before, after, QueryInLoopFix.LoadBeforeLoopOfOneRow) : Verify.FixAsync(before, after);
    }
}
