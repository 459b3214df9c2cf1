using PerfAnalyzers.CodeFixes.Rules.Algorithms;
using PerfAnalyzers.Rules.Algorithms;

namespace PerfAnalyzers.Tests.Rules.Algorithms;

using Verify = RuleVerifier<NestedLoopJoinAnalyzer, NestedLoopJoinFix>;

public sealed class NestedLoopJoinTests
{
    [Fact]
    public Task Reports_both_collections_the_key_and_the_cost() => Verify.ReportsAsync(
        Shop.In("""
            foreach (var o in orders)
                {|#0:foreach (var c in customers)|}
                    if (c.Id == o.CustomerId)
                        shop.Use(c.Name);
            """),
        Verify.Diagnostic().WithLocation(0).WithArguments("orders", "customers", "Id").WithOptions(DiagnosticOptions.IgnoreAdditionalLocations));

    [Theory]
    [InlineData("foreach (var o in orders) [|foreach (var c in customers)|] if (o.CustomerId == c.Id) shop.Use(c);")]
    [InlineData("foreach (var o in orders) { [|foreach (var c in customers)|] { if (c.Name.Equals(o.Name)) { shop.Use(c); break; } } }")]
    [InlineData("foreach (var o in orders) [|foreach (var c in customers)|] { if (c.Id != o.CustomerId) continue; shop.Use(c); shop.Use(o); }")]
    [InlineData("foreach (var o in orders) [|foreach (var c in customers)|] if (c.IsActive && c.Id == o.CustomerId && c.Number > o.Id) shop.Use(c);")]
    [InlineData("foreach (var o in orders) [|foreach (var code in codes)|] if (code == o.Code) shop.Use(code);")]
    [InlineData("for (var i = 0; i < orders.Count; i++) [|for (var j = 0; j < customers.Count; j++)|] if (orders[i].CustomerId == customers[j].Id) shop.Use(j);")]
    [InlineData("for (var i = 0; i < orders.Count; i++) [|for (var j = 0; j < customers.Count; j++)|] { var c = customers[j]; if (orders[i].CustomerId == c.Id) { shop.Use(c); break; } }")]
    [InlineData("for (var i = 0; i < orders.Count; i++) [|for (var j = 0; j < names.Count; j++)|] { var parts = names[j].Split(','); if (orders[i].Name == parts[0]) { shop.Use(parts[1]); break; } }")]
    [InlineData("orders.ForEach(o => { [|foreach (var c in customers)|] if (c.Id == o.CustomerId) shop.Use(c); });")]
    [InlineData("foreach (var o in orders) foreach (var line in o.Lines) [|foreach (var c in customers)|] if (c.Id == line.ProductId) shop.Use(c);")]
    [InlineData("foreach (var o in orders) [|foreach (var p in orders)|] if (p.AgentId == o.CustomerId) shop.Use(p);")]
    [InlineData("foreach (var o in orders) [|foreach (var c in customers.Where(c => c.IsActive))|] if (c.Id == o.CustomerId) shop.Use(c);")]
    public Task Reports_every_pair_of_loops(string statement) => Verify.ReportsAsync(Shop.In(statement));

    [Theory]
    [InlineData("shop.Use((from o in orders [|from c in customers|] where c.Id == o.CustomerId select c.Name).ToList());")]
    [InlineData("shop.Use((from o in orders where o.Id > 3 [|from c in customers|] where c.IsActive && o.Name == c.Name orderby o.Id select c.Name).ToList());")]
    [InlineData("shop.Use(orders.[|SelectMany(o => customers, (o, c) => new { o, c })|].Where(p => p.c.Id == p.o.CustomerId).Select(p => p.c.Name).ToList());")]
    [InlineData("shop.Use((from o in orders [|from c in customers.Where(c => c.IsActive)|] where c.Name.Equals(o.Name) select new { o, c }).Count());")]
    public Task Reports_queries_that_choose_from_all_pairs(string statement) => Verify.ReportsAsync(Shop.In(statement));

    [Theory]
    [InlineData("shop.Use((from o in orders from line in o.Lines where line.Id == o.Id select line).ToList());")]
    [InlineData("shop.Use((from o in orders from c in customers where c.Id > o.CustomerId select c).ToList());")]
    [InlineData("shop.Use((from o in orders from c in customers where c.Id == 3 select o).ToList());")]
    [InlineData("shop.Use((from o in orders from c in customers where c.Id == o.CustomerId || c.IsActive select o).ToList());")]
    [InlineData("shop.Use((from o in orders join c in customers on o.CustomerId equals c.Id where c.Name == o.Name select o).ToList());")]
    [InlineData("shop.Use((from o in orders.AsQueryable() from c in customers where c.Id == o.CustomerId select o).ToList());")]
    [InlineData("shop.Use((from o in orders from day in Enum.GetValues<DayOfWeek>() where (int)day == o.Id select o).ToList());")]
    [InlineData("shop.Use((from o in orders.Take(3) from c in customers where c.Id == o.CustomerId select o).ToList());")]
    public Task StaysSilent_when_a_query(string statement) => Verify.SilentAsync(Shop.In(statement));

    [Theory]
    [InlineData("foreach (var o in orders) foreach (var line in o.Lines) if (line.Id == o.Id) shop.Use(line);")]
    [InlineData("foreach (var o in orders) foreach (var c in customers) foreach (var line in o.Lines) if (c.Id == line.ProductId) shop.Use(c);")]
    [InlineData("foreach (var o in orders) foreach (var c in customers) { if (c.Id == o.CustomerId) shop.Use(c); shop.Use(o); }")]
    [InlineData("foreach (var o in orders) foreach (var c in customers) { if (c.Id == o.CustomerId) shop.Use(c); else shop.Use(o); }")]
    [InlineData("foreach (var o in orders) foreach (var c in customers) shop.Use(c.Id == o.CustomerId);")]
    [InlineData("foreach (var o in orders) foreach (var c in customers) if (c.Id > o.CustomerId) shop.Use(c);")]
    [InlineData("foreach (var o in orders) foreach (var c in customers) if (c.Id != o.CustomerId) shop.Use(c);")]
    [InlineData("foreach (var o in orders) foreach (var c in customers) if (c.Id == o.CustomerId || c.IsActive) shop.Use(c);")]
    [InlineData("foreach (var o in orders) foreach (var c in customers) if (c.IsActive) shop.Use(c);")]
    [InlineData("foreach (var o in orders) foreach (var c in customers) if (c.Name == \"a\") shop.Use(o);")]
    [InlineData("foreach (var o in orders) foreach (var c in customers) if (c.Id == o.CustomerId) return;")]
    [InlineData("foreach (var o in orders) { var hit = false; foreach (var c in customers) if (c.Id == o.CustomerId) hit = true; if (hit) break; }")]
    [InlineData("for (var i = 0; i < orders.Count; i++) for (var j = i + 1; j < orders.Count; j++) if (orders[i].Code == orders[j].Code) shop.Use(j);")]
    [InlineData("for (var i = 0; i < orders.Count; i++) for (var j = 0; j < 3; j++) if (orders[i].Code == codes[j]) shop.Use(j);")]
    [InlineData("for (var i = 0; i < orders.Count; i++) for (var j = 0; j < orders.Count; j++) if (i == j) shop.Use(j);")]
    [InlineData("foreach (var o in orders) { foreach (var c in customers) { if (c.Id == o.CustomerId) { customers.Remove(c); break; } } }")]
    [InlineData("foreach (var o in orders) { customers = await shop.GetCustomersAsync(); foreach (var c in customers) if (c.Id == o.CustomerId) shop.Use(c); }")]
    [InlineData("foreach (var day in Enum.GetValues<DayOfWeek>()) foreach (var c in customers) if (c.Id == (int)day) shop.Use(c);")]
    [InlineData("foreach (var o in orders) foreach (var day in Enum.GetValues<DayOfWeek>()) if ((int)day == o.Id) shop.Use(o);")]
    [InlineData("foreach (var o in orders.Take(3)) foreach (var c in customers) if (c.Id == o.CustomerId) shop.Use(c);")]
    [InlineData("foreach (var o in orders) foreach (var ch in \"text\") if (ch == o.Name[0]) shop.Use(ch);")]
    [InlineData("foreach (var c in customers) if (c.Id == orders[0].CustomerId) shop.Use(c);")]
    [InlineData("foreach (var o in orders) { Action later = () => { foreach (var c in customers) if (c.Id == o.CustomerId) shop.Use(c); }; shop.Use(later); }")]
    public Task StaysSilent_when(string statement) => Verify.SilentAsync(Shop.In(statement));

    [Theory]
    [InlineData("roles")]
    [InlineData("supportedThings")]
    public Task StaysSilent_when_the_name_says_that_people_write_it(string name) => Verify.SilentAsync(Shop.Class($$"""
        public void Run(List<Order> orders, List<string> {{name}}, IShop shop)
        {
            foreach (var o in orders)
                foreach (var x in {{name}})
                    if (x == o.Name)
                        shop.Use(x);
        }
        """));

    [Fact]
    public Task StaysSilent_when_both_belong_to_one_object_each() => Verify.SilentAsync(Shop.Class("""
        public void Run(Order a, Order b, IShop shop)
        {
            foreach (var x in a.Lines)
                foreach (var y in b.Lines)
                    if (y.Sku == x.Sku)
                        shop.Use(x);
        }
        """));

    [Fact]
    public Task Fixes_an_if_around_everything() => Verify.FixAsync(
        Shop.In("""
            foreach (var o in orders)
            {
                [|foreach (var c in customers)|]
                {
                    if (c.Id == o.CustomerId)
                    {
                        // both
                        shop.Use(c.Name);
                        shop.Use(o.Name);
                    }
                }
            }
            """),
        Shop.In("""
            var customersById = customers.ToLookup(c => c.Id);
            foreach (var o in orders)
            {
                foreach (var c in customersById[o.CustomerId])
                {
                    // both
                    shop.Use(c.Name);
                    shop.Use(o.Name);
                }
            }
            """),
        NestedLoopJoinFix.BuildLookup);

    [Fact]
    public Task Fixes_and_keeps_comments() => Verify.FixAsync(
        Shop.In("""
            foreach (var o in orders)
            {
                [|foreach (var c in customers)|] // all
                {
                    // by id
                    if (c.Id == o.CustomerId) // same
                    {
                        shop.Use(c.Name);
                    } // end
                }
            }
            """),
        Shop.In("""
            var customersById = customers.ToLookup(c => c.Id);
            foreach (var o in orders)
            {
                foreach (var c in customersById[o.CustomerId]) // all
                // by id
                // same
                // end
                {
                    shop.Use(c.Name);
                }
            }
            """),
        NestedLoopJoinFix.BuildLookup);

    [Theory]
    [InlineData("if (c.Id == o.CustomerId) shop.Use(c.Id);", "customersById", "c => c.Id", "o.CustomerId", "shop.Use(c.Id);")]
    [InlineData("if (o.Name == c.Name) { shop.Use(c.Id); break; }", "customersByName", "c => c.Name", "o.Name", "{ shop.Use(c.Id); break; }")]
    [InlineData("{ if (c.Id != o.CustomerId) continue; shop.Use(c.Id); }", "customersById", "c => c.Id", "o.CustomerId", "{ shop.Use(c.Id); }")]
    [InlineData("{ if (c.Id != o.CustomerId || c.IsActive) continue; shop.Use(c.Id); }", "customersById", "c => c.Id", "o.CustomerId", "{ if (c.IsActive) continue; shop.Use(c.Id); }")]
    [InlineData("if (c.IsActive && c.Id == o.CustomerId && (c.Number > 3 || Check(o.Id))) shop.Use(c.Id);", "customersById", "c => c.Id", "o.CustomerId", "if (c.IsActive && (c.Number > 3 || Check(o.Id))) shop.Use(c.Id);")]
    [InlineData("if (c.Id == o.CustomerId && c.Name == o.Name) shop.Use(c.Id);", "customersByIdAndName", "c => (c.Id, c.Name)", "(o.CustomerId, o.Name)", "shop.Use(c.Id);")]
    [InlineData("if (string.Equals(c.Name, o.Name, StringComparison.OrdinalIgnoreCase)) shop.Use(c.Id);", "customersByName", "c => c.Name, StringComparer.OrdinalIgnoreCase", "o.Name", "shop.Use(c.Id);")]
    [InlineData("if (c.Id == o.AgentId) shop.Use(c.Id);", "customersById", "c => (int?)c.Id", "o.AgentId", "shop.Use(c.Id);")]
    [InlineData("if (c.ParentId == o.AgentId) shop.Use(c.Id);", "customersByParentId", "c => c.ParentId", "o.AgentId", "shop.Use(c.Id);")]
    public Task Fixes_each_test(string before, string local, string key, string sought, string after) => Verify.FixAsync(
        Shop.In($$"""
            foreach (var o in orders)
                [|foreach (var c in customers)|]
                    {{before}}
            """, Members),
        Shop.In($$"""
            var {{local}} = customers.ToLookup({{key}});
            foreach (var o in orders)
                foreach (var c in {{local}}[{{sought}}])
                    {{after}}
            """, Members),
        NestedLoopJoinFix.BuildLookup);

    [Fact]
    public Task Fixes_before_the_outermost_loop() => Verify.FixAsync(
        Shop.In("""
            foreach (var o in orders)
                foreach (var line in o.Lines)
                    [|foreach (var c in customers)|]
                        if (c.Id == line.ProductId)
                            shop.Use(c.Id);
            """),
        Shop.In("""
            var customersById = customers.ToLookup(c => c.Id);
            foreach (var o in orders)
                foreach (var line in o.Lines)
                    foreach (var c in customersById[line.ProductId])
                        shop.Use(c.Id);
            """),
        NestedLoopJoinFix.BuildLookup);

    [Theory]
    [InlineData("if (Check(c.Id) && c.Id == o.CustomerId) shop.Use(c.Id);")]
    [InlineData("if (c.Weight == o.Weight) shop.Use(c.Id);")]
    [InlineData("if (c.Full == o.Name) shop.Use(c.Id);")]
    [InlineData("if (c.Name.ToLower() == o.Name) shop.Use(c.Id);")]
    [InlineData("if (c.Id == o.CustomerId) { o.CustomerId = 3; }")]
    [InlineData("if (c.Id == o.CustomerId) { c.Id = 3; }")]
    [InlineData("if (c.Id == o.CustomerId) { o = new Order(); }", "for (var i = 0; i < orders.Count; i++) { var o = orders[i];")]
    [InlineData("if (c.Id == o.CustomerId) Change(customers);")]
    [InlineData("if (c.Id == o.CustomerId /* by id */ && c.IsActive) shop.Use(c.Id);")]
    public Task OffersNoFix_when_a_lookup_is_no_proven_substitute(string statement, string outer = "foreach (var o in orders) {") => Verify.NoFixAsync(Shop.In(
        $$"""
        {{outer}} [|foreach (var c in customers)|] {{statement}} }
        """,
        Members));

    [Fact]
    public Task OffersNoFix_in_an_iterator_over_a_list_of_others() => Verify.NoFixAsync(Shop.Class("""
        public IEnumerable<int> Run(List<Order> orders, List<Customer> customers)
        {
            foreach (var o in orders)
                [|foreach (var c in customers)|]
                    if (c.Name == o.Name)
                        yield return c.Id;
        }
        """));

    [Fact]
    public Task OffersNoFix_for_all_when_unseen_code_could_set_a_key() => new Verify.Test
    {
        TestCode = Shop.In("""
            foreach (var o in orders)
                {|PERF4002:foreach (var c in customers)|}
                    if (c.Id == o.CustomerId)
                        Assign(o, c);
            """, Members),
        FixedCode = Shop.In("""
            var customersById = customers.ToLookup(c => c.Id);
            foreach (var o in orders)
                foreach (var c in customersById[o.CustomerId])
                    Assign(o, c);
            """, Members),
        CodeActionEquivalenceKey = NestedLoopJoinFix.BuildLookupAssumingSame,
        CodeFixTestBehaviors = CodeFixTestBehaviors.SkipFixAllCheck,
    }.RunAsync(TestContext.Current.CancellationToken);

    private const string Members = "private static bool Check(int id) => id > 3;\nprivate static void Change(List<Customer> list) => list.Clear();\nprivate static void Assign(Order o, Customer c) => o.Customer = c;";
}
