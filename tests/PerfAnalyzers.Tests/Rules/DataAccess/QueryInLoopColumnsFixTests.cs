using PerfAnalyzers.CodeFixes.Rules.DataAccess;
using PerfAnalyzers.Rules.DataAccess;

namespace PerfAnalyzers.Tests.Rules.DataAccess;

using Verify = RuleVerifier<QueryInLoopAnalyzer, QueryInLoopFix>;

/// <summary>Keys of several columns: one list for each of them, and an index by all.</summary>
public sealed class QueryInLoopColumnsFixTests
{
    private const string Keys = """
        var customerIds = orders.Select(order => order.CustomerId).Distinct().ToList();
        var states = orders.Select(order => order.State).Distinct().ToList();

        """;

    private const string Chosen = "db.Orders.Where(o => customerIds.Contains(o.CustomerId) && states.Contains(o.State))";

    private const string Test = "o => o.CustomerId == order.CustomerId && o.State == order.State";

    [Theory]
    [InlineData("await db.Orders.[|AnyAsync({0})|]", "var existingCustomerIdsAndStates = (await {1}.Select(o => new { o.CustomerId, o.State }).Distinct().ToListAsync()).Select(o => (o.CustomerId, o.State)).ToHashSet();", "existingCustomerIdsAndStates.Contains((order.CustomerId, order.State))")]
    [InlineData("db.Orders.[|Any({0})|]", "var existingCustomerIdsAndStates = {1}.Select(o => new { o.CustomerId, o.State }).Distinct().AsEnumerable().Select(o => (o.CustomerId, o.State)).ToHashSet();", "existingCustomerIdsAndStates.Contains((order.CustomerId, order.State))")]
    [InlineData("await db.Orders.[|CountAsync({0}, token)|]", "var countByCustomerIdAndState = await {1}.GroupBy(o => new { o.CustomerId, o.State }).Select(g => new { g.Key, Count = g.Count() }).ToDictionaryAsync(g => (g.Key.CustomerId, g.Key.State), g => g.Count, token);", "countByCustomerIdAndState.GetValueOrDefault((order.CustomerId, order.State))")]
    [InlineData("await db.Orders.Where({0}).[|MaxAsync(o => o.Price)|]", "var maxByCustomerIdAndState = (await {1}.GroupBy(o => new { o.CustomerId, o.State }).Select(g => new { g.Key, Max = g.Max(o => o.Price) }).ToListAsync()).ToLookup(g => (g.Key.CustomerId, g.Key.State), g => g.Max);", "maxByCustomerIdAndState[(order.CustomerId, order.State)].First()")]
    [InlineData("(await db.Orders.Where({0}).Select(o => o.Price).[|ToListAsync()|]).Count", "var pricesByCustomerIdAndState = (await {1}.Select(o => new { Key = new { o.CustomerId, o.State }, Value = o.Price }).ToListAsync()).ToLookup(p => (p.Key.CustomerId, p.Key.State), p => p.Value);", "pricesByCustomerIdAndState[(order.CustomerId, order.State)].ToList().Count")]
    public Task Fixes_an_answer_by_two_columns(string query, string load, string answer) => InOrders(
        $"_ = {query.Replace("{0}", Test, StringComparison.Ordinal)};", Keys + load.Replace("{1}", Chosen, StringComparison.Ordinal), $"_ = {answer};");

    [Fact]
    public Task Fixes_rows_by_two_columns_that_are_not_tracked() => InOrders(
        $"foreach (var other in await db.Orders.AsNoTracking().Where({Test}).OrderBy(o => o.Id).[|ToListAsync()|])\n        Console.WriteLine(other.Price);",
        Keys + "var ordersByCustomerIdAndState = (await " + Chosen.Replace("Orders.", "Orders.AsNoTracking().", StringComparison.Ordinal) + ".OrderBy(o => o.Id).ToListAsync()).ToLookup(o => (o.CustomerId, o.State));",
        "foreach (var other in ordersByCustomerIdAndState[(order.CustomerId, order.State)].ToList())\n        Console.WriteLine(other.Price);");

    [Fact]
    public Task Fixes_tracked_rows_by_two_columns_only_when_asked_to() => InOrders(
        $"foreach (var other in await db.Orders.Where({Test}).[|ToListAsync()|])\n        Console.WriteLine(other.Price);",
        Keys + "var ordersByCustomerIdAndState = (await " + Chosen + ".ToListAsync()).ToLookup(o => (o.CustomerId, o.State));",
        "foreach (var other in ordersByCustomerIdAndState[(order.CustomerId, order.State)].ToList())\n        Console.WriteLine(other.Price);",
        QueryInLoopFix.LoadBeforeLoopOfCombinations);

    [Theory]
    [InlineData("model.Entity<Order>().HasKey(o => new { o.CustomerId, o.State })")]
    [InlineData("model.Entity<Order>().HasIndex(o => new { o.State, o.CustomerId }).IsUnique()")]
    public Task Fixes_the_row_of_a_key_of_two_columns(string configuration) => InOrders(
        $"_ = (await db.Orders.AsNoTracking().[|FirstOrDefaultAsync({Test})|])?.Price;",
        Keys + "var ordersByCustomerIdAndState = await " + Chosen.Replace("Orders.", "Orders.AsNoTracking().", StringComparison.Ordinal) + ".ToDictionaryAsync(o => (o.CustomerId, o.State));",
        "_ = ordersByCustomerIdAndState.GetValueOrDefault((order.CustomerId, order.State))?.Price;",
        members: $"private static void Configure(ModelBuilder model) => {configuration};");

    [Fact]
    public Task Fixes_columns_that_are_compared_in_several_places() => InOrders(
        "_ = await db.Orders.Where(x => order.State == x.State).Where(y => y.Id > 3).[|AnyAsync(z => z.CustomerId == order.CustomerId)|];",
        """
        var states = orders.Select(order => order.State).Distinct().ToList();
        var customerIds = orders.Select(order => order.CustomerId).Distinct().ToList();
        var existingStatesAndCustomerIds = (await db.Orders.Where(x => states.Contains(x.State)).Where(y => y.Id > 3).Where(z => customerIds.Contains(z.CustomerId)).Select(x => new { x.State, x.CustomerId }).Distinct().ToListAsync()).Select(x => (x.State, x.CustomerId)).ToHashSet();
        """,
        "_ = existingStatesAndCustomerIds.Contains((order.State, order.CustomerId));");

    [Theory]
    [InlineData("o.CustomerId == order.CustomerId && o.SalesmanId == order.Id", "(int?)order.Id", "ids2", "ids2.Contains(o.SalesmanId)", "(o.CustomerId, o.SalesmanId)", "(order.CustomerId, order.Id)", "o.CustomerId, o.SalesmanId", "CustomerIdsAndSalesmanIds")]
    [InlineData("o.CustomerId == order.CustomerId && o.Id == order.SalesmanId", "order.SalesmanId", "salesmanIds", "salesmanIds.Contains(o.Id)", "(o.CustomerId, (int?)o.Id)", "(order.CustomerId, order.SalesmanId)", "o.CustomerId, o.Id", "CustomerIdsAndIds")]
    public Task Fixes_columns_of_which_one_may_be_null(string test, string read, string list, string chosen, string tuple, string sought, string columns, string name) => InOrders(
        $"_ = await db.Orders.[|AnyAsync(o => {test})|];",
        $$"""
        var customerIds = orders.Select(order => order.CustomerId).Distinct().ToList();
        var {{list}} = orders.Select(order => {{read}}){{(list == "salesmanIds" ? ".OfType<int>()" : "")}}.Distinct().ToList();
        var existing{{name}} = (await db.Orders.Where(o => customerIds.Contains(o.CustomerId) && {{chosen}}).Select(o => new { {{columns}} }).Distinct().ToListAsync()).Select(o => {{tuple}}).ToHashSet();
        """,
        $"_ = existing{name}.Contains({sought});");

    [Theory]
    [InlineData("o.CustomerId == order.CustomerId && o.SalesmanId == order.SalesmanId")]
    [InlineData("o.CustomerId == order.CustomerId && o.Price == order.Price")]
    [InlineData("o.CustomerId == order.CustomerId || o.State == order.State")]
    [InlineData("o.CustomerId == order.CustomerId && o.State != order.State")]
    public Task OffersNoFix_when_a_column_cannot_be_part_of_a_key(string test) => Verify.NoFixAsync(Shop.InMethod(
        $"foreach (var order in orders)\n    _ = await db.Orders.[|AnyAsync(o => {test})|];"));

    private static Task InOrders(string statement, string before, string after, string? onlyAs = null, string members = "")
    {
        var source = Shop.InMethod("foreach (var order in orders)\n{\n    " + statement + "\n}", members);
        var expected = Shop.InMethod(before + "\nforeach (var order in orders)\n{\n    " + after + "\n}", members);
        return onlyAs is null ? Verify.FixAsync(source, expected) : Verify.FixSinglyAsync(source, expected, onlyAs);
    }
}
