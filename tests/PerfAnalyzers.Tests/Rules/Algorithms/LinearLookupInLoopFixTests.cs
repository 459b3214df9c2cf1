using PerfAnalyzers.CodeFixes.Rules.Algorithms;
using PerfAnalyzers.Rules.Algorithms;

namespace PerfAnalyzers.Tests.Rules.Algorithms;

using Verify = RuleVerifier<LinearLookupInLoopAnalyzer, LinearLookupInLoopFix>;

public sealed class LinearLookupInLoopFixTests
{
    [Fact]
    public Task Fixes_imports_that_make_what_is_not_there_yet() => Verify.FixAsync(
        Shop.In("""
            foreach (var order in orders)
            {
                var customer = customers.[|FirstOrDefault(c => c.Code == order.Code)|] ?? new Customer { Code = order.Code };
                customer.Name = order.Name;
                shop.Use(customer);
            }
            """),
        Shop.In("""
            var customersByCode = customers.DistinctBy(c => c.Code).ToDictionary(c => c.Code);
            foreach (var order in orders)
            {
                var customer = customersByCode.GetValueOrDefault(order.Code) ?? new Customer { Code = order.Code };
                customer.Name = order.Name;
                shop.Use(customer);
            }
            """));

    [Fact]
    public Task Fixes_a_search_by_the_first_part_of_a_line() => Verify.FixAsync(
        Shop.In("""
            foreach (var name in names)
            {
                var parts = name.Split(';');
                shop.Use(customers.[|Exists(c => c.Name == parts[0])|]);
            }
            """),
        Shop.In("""
            var customerNames = customers.Select(c => c.Name).ToHashSet();
            foreach (var name in names)
            {
                var parts = name.Split(';');
                shop.Use(customerNames.Contains(parts[0]));
            }
            """));

    [Fact]
    public Task Fixes_IndexOf_of_an_array() => Verify.FixAsync(
        Shop.In("""
            var all = codes.ToArray();
            foreach (var order in orders)
                shop.Use(Array.[|IndexOf(all, order.Code)|] < 0);
            """),
        Shop.In("""
            var all = codes.ToArray();
            var allSet = all.ToHashSet();
            foreach (var order in orders)
                shop.Use(!allSet.Contains(order.Code));
            """));

    [Theory]
    [InlineData("codes.[|Contains(order.Code)|]", "codeSet", "codes.ToHashSet()", "codeSet.Contains(order.Code)")]
    [InlineData("customers.[|Any(c => c.Code == order.Code)|]", "customerCodes", "customers.Select(c => c.Code).ToHashSet()", "customerCodes.Contains(order.Code)")]
    [InlineData("customers.[|Exists(c => order.Code == c.Code)|]", "customerCodes", "customers.Select(c => c.Code).ToHashSet()", "customerCodes.Contains(order.Code)")]
    [InlineData("customers.[|All(c => c.Code != order.Code)|]", "customerCodes", "customers.Select(c => c.Code).ToHashSet()", "!customerCodes.Contains(order.Code)")]
    [InlineData("codes.[|IndexOf(order.Code)|] >= 0", "codeSet", "codes.ToHashSet()", "codeSet.Contains(order.Code)")]
    [InlineData("codes.[|IndexOf(order.Code)|] == -1", "codeSet", "codes.ToHashSet()", "!codeSet.Contains(order.Code)")]
    [InlineData("codes.[|IndexOf(order.Code)|]", "codePositions", "codes.Select((item, position) => (Key: item, Position: position)).ToLookup(pair => pair.Key, pair => pair.Position)", "codePositions[order.Code].FirstOrDefault(-1)")]
    [InlineData("names.[|LastIndexOf(order.Name)|] > 3", "namePositions", "names.Select((item, position) => (Key: item, Position: position)).ToLookup(pair => pair.Key, pair => pair.Position)", "namePositions[order.Name].LastOrDefault(-1) > 3")]
    [InlineData("customers.[|FindIndex(c => c.Id == order.CustomerId)|]", "customerPositionsById", "customers.Select((c, position) => (Key: c.Id, Position: position)).ToLookup(pair => pair.Key, pair => pair.Position)", "customerPositionsById[order.CustomerId].FirstOrDefault(-1)")]
    [InlineData("customers.[|FirstOrDefault(c => c.Id == order.CustomerId)|]", "customersById", "customers.DistinctBy(c => c.Id).ToDictionary(c => c.Id)", "customersById.GetValueOrDefault(order.CustomerId)")]
    [InlineData("customers.[|Find(c => c.Id == order.CustomerId)|]", "customersById", "customers.DistinctBy(c => c.Id).ToDictionary(c => c.Id)", "customersById.GetValueOrDefault(order.CustomerId)")]
    [InlineData("customers.[|First(c => c.Id == order.CustomerId)|]", "customersById", "customers.ToLookup(c => c.Id)", "customersById[order.CustomerId].First()")]
    [InlineData("customers.[|Single(c => c.Id.Equals(order.CustomerId))|]", "customersById", "customers.ToLookup(c => c.Id)", "customersById[order.CustomerId].Single()")]
    [InlineData("customers.[|SingleOrDefault(c => c.Name == order.Name)|]", "customersByName", "customers.ToLookup(c => c.Name)", "customersByName[order.Name].SingleOrDefault()")]
    [InlineData("customers.[|LastOrDefault(c => c.Id == order.CustomerId)|]", "customersById", "customers.ToLookup(c => c.Id)", "customersById[order.CustomerId].LastOrDefault()")]
    [InlineData("customers.[|Count(c => c.Id == order.CustomerId)|]", "customersById", "customers.ToLookup(c => c.Id)", "customersById[order.CustomerId].Count()")]
    [InlineData("customers.[|Find(c => c.Id == order.CustomerId && c.Number > order.Id)|]", "customersById", "customers.ToLookup(c => c.Id)", "customersById[order.CustomerId].FirstOrDefault(c => c.Number > order.Id)")]
    [InlineData("customers.[|Any(c => c.Id == order.CustomerId && c.Name.StartsWith(\"{\"))|]", "customersById", "customers.ToLookup(c => c.Id)", "customersById[order.CustomerId].Any(c => c.Name.StartsWith(\"{\"))")]
    [InlineData("customers.[|Count(c => c.IsActive && c.Id == order.CustomerId && c.Number > order.Id)|]", "customersById", "customers.Where(c => c.IsActive).ToLookup(c => c.Id)", "customersById[order.CustomerId].Count(c => c.Number > order.Id)")]
    [InlineData("customers.[|Where(c => c.Id == order.CustomerId)|].ToList()", "customersById", "customers.ToLookup(c => c.Id)", "customersById[order.CustomerId].ToList()")]
    [InlineData("customers.[|FindAll(c => c.Id == order.CustomerId)|]", "customersById", "customers.ToLookup(c => c.Id)", "customersById[order.CustomerId].ToList()")]
    [InlineData("customers.[|FirstOrDefault(c => c.Name == order.Name)|]", "customersByName", "customers.ToLookup(c => c.Name)", "customersByName[order.Name].FirstOrDefault()")]
    [InlineData("customers.[|FirstOrDefault(c => c.ParentId == order.CustomerId)|]", "customersByParentId", "customers.ToLookup(c => c.ParentId)", "customersByParentId[order.CustomerId].FirstOrDefault()")]
    [InlineData("customers.[|FirstOrDefault(c => c.Id == order.AgentId)|]", "customersById", "customers.ToLookup(c => (int?)c.Id)", "customersById[order.AgentId].FirstOrDefault()")]
    [InlineData("customers.[|Any(c => string.Equals(c.Name, order.Name, StringComparison.OrdinalIgnoreCase))|]", "customerNames", "customers.Select(c => c.Name).ToHashSet(StringComparer.OrdinalIgnoreCase)", "customerNames.Contains(order.Name)")]
    [InlineData("names.[|Contains(order.Name, StringComparer.OrdinalIgnoreCase)|]", "nameSet", "names.ToHashSet(StringComparer.OrdinalIgnoreCase)", "nameSet.Contains(order.Name)")]
    [InlineData("customers.[|Any(c => c.Id == order.CustomerId && c.IsActive)|]", "customerIds", "customers.Where(c => c.IsActive).Select(c => c.Id).ToHashSet()", "customerIds.Contains(order.CustomerId)")]
    [InlineData("customers.[|Any(c => c.Id == order.CustomerId && c.Name == order.Name)|]", "customerIdAndNames", "customers.Select(c => (c.Id, c.Name)).ToHashSet()", "customerIdAndNames.Contains((order.CustomerId, order.Name))")]
    [InlineData("customers.Select(c => c.Code).[|Contains(order.Code)|]", "customerCodes", "customers.Select(c => c.Code).ToHashSet()", "customerCodes.Contains(order.Code)")]
    public Task Fixes_each_question(string before, string local, string build, string after) => Verify.FixAsync(
        Shop.In($$"""
            foreach (var order in orders)
            {
                shop.Use({{before}});
            }
            """),
        Shop.In($$"""
            var {{local}} = {{build}};
            foreach (var order in orders)
            {
                shop.Use({{after}});
            }
            """),
        LinearLookupInLoopFix.BuildIndex);

    [Theory]
    [InlineData("if (names != null)")]
    [InlineData("if (names is { Count: > 0 })")]
    public Task Fixes_singly_what_the_loop_takes_to_be_null_sometimes(string test) => Verify.FixSinglyAsync(
        Shop.In($"foreach (var order in orders)\n{{\n    {test}\n        shop.Use(names.[|Contains(order.Name)|]);\n}}"),
        Shop.In($"var nameSet = names.ToHashSet();\nforeach (var order in orders)\n{{\n    {test}\n        shop.Use(nameSet.Contains(order.Name));\n}}"),
        LinearLookupInLoopFix.BuildIndexAssumingNotNull);

    [Fact]
    public Task Fixes_an_expression_body_and_moves_its_lines_in() => Verify.FixAsync(
        Shop.Class("""
            private static string Text(List<Order> orders, List<string> names) => string.Join(",", orders
                .Where(o => names.[|Contains(o.Name)|])
                .Select(o => o.Name + @"
                ."));
            """),
        Shop.Class("""
            private static string Text(List<Order> orders, List<string> names)
            {
                var nameSet = names.ToHashSet();
                return string.Join(",", orders
                    .Where(o => nameSet.Contains(o.Name))
                    .Select(o => o.Name + @"
                ."));
            }
            """),
        LinearLookupInLoopFix.BuildIndex);

    [Fact]
    public Task Fixes_an_expression_body_that_has_lines_of_its_own() => Verify.FixAsync(
        Shop.Class("""
            private static string Text(List<Order> orders, List<string> names) =>
                string.Join(",", orders
                    .Where(o => names
                        .[|Contains(o.Name)|]));
            """),
        Shop.Class("""
            private static string Text(List<Order> orders, List<string> names)
            {
                var nameSet = names.ToHashSet();
                return string.Join(",", orders
                    .Where(o => nameSet.Contains(o.Name)));
            }
            """),
        LinearLookupInLoopFix.BuildIndex);

    [Fact]
    public Task Fixes_a_function_that_is_handed_over() => Verify.FixAsync(
        Shop.In("""
            var known = orders.Select(o => o.Name).Where([|names.Contains|]).ToList();
            shop.Use(known);
            """),
        Shop.In("""
            var nameSet = names.ToHashSet();
            var known = orders.Select(o => o.Name).Where(nameSet.Contains).ToList();
            shop.Use(known);
            """),
        LinearLookupInLoopFix.BuildIndex);

    [Fact]
    public Task OffersNoFix_for_a_function_that_gives_a_position() => Verify.NoFixAsync(Shop.In("shop.Use(orders.Select(o => o.Name).ToList().ConvertAll<int>([|names.IndexOf|]));"));

    [Fact]
    public Task OffersNoFix_for_a_function_that_is_called_later() => Verify.NoFixAsync(Shop.In("""
        var known = orders.Select(o => o.Name).Where([|names.Contains|]);
        names.Clear();
        shop.Use(known.ToList());
        """));
}
