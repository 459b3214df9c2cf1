using PerfAnalyzers.CodeFixes.Rules.Algorithms;
using PerfAnalyzers.Rules.Algorithms;

namespace PerfAnalyzers.Tests.Rules.Algorithms;

using Verify = RuleVerifier<DeferredQueryInLoopAnalyzer, DeferredQueryInLoopFix>;

public sealed class DeferredQueryInLoopFixTests
{
    [Theory]
    [InlineData("customers.Select(c => c.Id)", "[|Contains(o.CustomerId)|]", "customers.Select(c => c.Id).ToHashSet()")]
    [InlineData("customers.Where(c => c.IsActive).Select(c => c.Id)", "[|Contains(o.CustomerId)|]", "customers.Where(c => c.IsActive).Select(c => c.Id).ToHashSet()")]
    [InlineData("from c in customers select c.Id", "[|Contains(o.CustomerId)|]", "(from c in customers select c.Id).ToHashSet()")]
    [InlineData("(await shop.GetCustomersAsync()).Select(c => c.Id)", "[|Contains(o.CustomerId)|]", "(await shop.GetCustomersAsync()).Select(c => c.Id).ToHashSet()")]
    [InlineData("customers.Where(c => c.IsActive)", "[|Any(c => c.Id > o.CustomerId)|]", "customers.Where(c => c.IsActive).ToList()")]
    [InlineData("customers.Where(c => c.IsActive)", "[|Any(c => c.Weight == o.Weight)|]", "customers.Where(c => c.IsActive).ToList()")]
    public Task Fixes_at_the_declaration(string query, string question, string after) => Verify.FixAsync(
        Shop.In($$"""
            var wanted = {{query}};
            foreach (var o in orders)
                shop.Use(wanted.{{question}});
            """),
        Shop.In($$"""
            var wanted = {{after}};
            foreach (var o in orders)
                shop.Use(wanted.{{question.Replace("[|", "", StringComparison.Ordinal).Replace("|]", "", StringComparison.Ordinal)}});
            """),
        DeferredQueryInLoopFix.RunOnce);

    [Theory]
    [InlineData("Any(c => c.Id == o.CustomerId)", "wantedIds", "wanted.Select(c => c.Id).ToHashSet()", "wantedIds.Contains(o.CustomerId)")]
    [InlineData("FirstOrDefault(c => c.Id == o.CustomerId)", "wantedById", "wanted.DistinctBy(c => c.Id).ToDictionary(c => c.Id)", "wantedById.GetValueOrDefault(o.CustomerId)")]
    [InlineData("Where(c => c.Name == o.Name).ToList()", "wantedByName", "wanted.ToLookup(c => c.Name)", "wantedByName[o.Name].ToList()")]
    public Task Fixes_with_an_index_before_the_loop(string question, string local, string build, string answer) => Verify.FixAsync(
        Shop.In($$"""
            var wanted = customers.Where(c => c.IsActive);
            foreach (var o in orders)
                shop.Use(wanted.[|{{question.Replace(").ToList()", ")|].ToList()", StringComparison.Ordinal)}}{{(question.EndsWith(".ToList()", StringComparison.Ordinal) ? "" : "|]")}});
            """),
        Shop.In($$"""
            var wanted = customers.Where(c => c.IsActive);
            var {{local}} = {{build}};
            foreach (var o in orders)
                shop.Use({{answer}});
            """),
        DeferredQueryInLoopFix.RunOnce);

    [Fact]
    public Task Fixes_a_sorted_query_with_an_index_before_the_loop() => Verify.FixAsync(
        Shop.In("""
            var wanted = customers.Where(c => c.IsActive).OrderBy(c => c.Name);
            foreach (var o in orders)
                shop.Use(wanted.[|FirstOrDefault(c => c.Id == o.CustomerId)|]);
            """),
        Shop.In("""
            var wanted = customers.Where(c => c.IsActive).OrderBy(c => c.Name);
            var wantedById = wanted.DistinctBy(c => c.Id).ToDictionary(c => c.Id);
            foreach (var o in orders)
                shop.Use(wantedById.GetValueOrDefault(o.CustomerId));
            """));

    [Fact]
    public Task Fixes_a_question_that_an_inner_loop_asks() => Verify.FixAsync(
        Shop.In("""
            var wanted = from c in customers where c.IsActive select c;
            foreach (var o in orders)
                foreach (var found in wanted.[|Where(c => c.Id == o.CustomerId)|])
                    shop.Use(found.Name);
            """),
        Shop.In("""
            var wanted = from c in customers where c.IsActive select c;
            var wantedById = wanted.ToLookup(c => c.Id);
            foreach (var o in orders)
                foreach (var found in wantedById[o.CustomerId])
                    shop.Use(found.Name);
            """),
        DeferredQueryInLoopFix.RunOnce);

    [Fact]
    public Task Fixes_all_uses_with_one_set() => Verify.FixAsync(
        Shop.In("""
            var wanted = customers
                .Where(c => c.IsActive) // only those
                .Select(c => c.Id);
            var first = orders.Where(o => wanted.[|Contains(o.CustomerId)|]).ToList();
            var others = orders.Where(o => !wanted.[|Contains(o.Id)|]).ToList();
            customers.Clear();
            shop.Use(first.Concat(others));
            """),
        Shop.In("""
            var wanted = customers
                .Where(c => c.IsActive) // only those
                .Select(c => c.Id)
                .ToHashSet();
            var first = orders.Where(o => wanted.Contains(o.CustomerId)).ToList();
            var others = orders.Where(o => !wanted.Contains(o.Id)).ToList();
            customers.Clear();
            shop.Use(first.Concat(others));
            """),
        DeferredQueryInLoopFix.RunOnce);

    [Fact]
    public Task Fixes_with_a_list_where_the_order_of_the_elements_is_used_too() => Verify.FixAsync(
        Shop.In("""
            IEnumerable<Customer> wanted = customers.Where(c => c.IsActive);
            foreach (var o in orders)
                foreach (var c in [|wanted|])
                    shop.Use(c.Id > o.Id);
            foreach (var c in wanted)
                shop.Use(c.Id);
            """),
        Shop.In("""
            IEnumerable<Customer> wanted = customers.Where(c => c.IsActive).ToList();
            foreach (var o in orders)
                foreach (var c in wanted)
                    shop.Use(c.Id > o.Id);
            foreach (var c in wanted)
                shop.Use(c.Id);
            """),
        DeferredQueryInLoopFix.RunOnce);

    [Fact]
    public Task Fixes_a_query_that_a_query_uses() => Verify.FixAsync(
        Shop.In("""
            var wanted = customers.Select(c => c.Id);
            var missing = orders.Where(o => !wanted.[|Contains(o.CustomerId)|]);
            foreach (var o in missing)
                shop.Use(o);
            """),
        Shop.In("""
            var wanted = customers.Select(c => c.Id).ToHashSet();
            var missing = orders.Where(o => !wanted.Contains(o.CustomerId));
            foreach (var o in missing)
                shop.Use(o);
            """),
        DeferredQueryInLoopFix.RunOnce);

    [Theory]
    [InlineData("foreach (var o in missing) customers.Add(new Customer { Id = o.CustomerId });")]
    [InlineData("customers.RemoveAll(c => c.Id > 3); shop.Use(missing.ToList());")]
    [InlineData("customers[0].Id = 3; shop.Use(missing.ToList());")]
    [InlineData("void Change() => customers.Clear(); Change(); shop.Use(missing.ToList());")]
    public Task OffersNoFix_when_the_source_changes_before_the_query_is_used(string use) => Verify.NoFixAsync(Shop.In($$"""
        var wanted = customers.Select(c => c.Id);
        var missing = orders.Where(o => !wanted.[|Contains(o.CustomerId)|]);
        {{use}}
        """));

    [Theory]
    [InlineData("customers.Select(c => c.Full)")]
    [InlineData("customers.Select(c => c.Name.Trim())")]
    [InlineData("customers.Select(c => Load(c))")]
    [InlineData("customers.Where(c => c.Id < DateTime.UtcNow.Year).Select(c => c.Name)")]
    public Task OffersNoFix_for_all_when_a_function_of_the_query_is_not_plain(string query) => SinglyAsync(
        $$"""
        var wanted = {{query}};
        foreach (var o in orders)
            shop.Use(wanted.{|PERF4010:Contains(o.Name)|});
        """,
        $$"""
        var wanted = {{query}}.ToHashSet();
        foreach (var o in orders)
            shop.Use(wanted.Contains(o.Name));
        """);

    [Fact]
    public Task OffersNoFix_for_all_when_the_query_is_kept_for_later() => SinglyAsync(
        """
        var wanted = customers.Select(c => c.Id);
        shop.Use(orders.Where(o => !wanted.{|PERF4010:Contains(o.CustomerId)|}));
        """,
        """
        var wanted = customers.Select(c => c.Id).ToHashSet();
        shop.Use(orders.Where(o => !wanted.Contains(o.CustomerId)));
        """);

    [Fact]
    public Task OffersNoFix_for_all_when_other_code_gets_the_elements() => SinglyAsync(
        """
        var open = customers.Where(c => c.IsActive);
        foreach (var o in orders)
        {
            var next = open.{|PERF4010:FirstOrDefault(c => c.Weight >= o.Weight)|};
            shop.Use(Close(next!));
        }
        """,
        """
        var open = customers.Where(c => c.IsActive).ToList();
        foreach (var o in orders)
        {
            var next = open.FirstOrDefault(c => c.Weight >= o.Weight);
            shop.Use(Close(next!));
        }
        """);

    [Fact]
    public Task OffersNoFix_when_the_list_has_other_members_of_that_name() => Verify.NoFixAsync(Shop.In("""
        var wanted = customers.Where(c => c.IsActive);
        foreach (var o in orders)
            shop.Use(wanted.[|Any(c => c.Weight == o.Weight)|] ? wanted.Reverse().First() : null);
        """));

    private static Task SinglyAsync(string before, string after) => new Verify.Test
    {
        TestCode = Shop.In(before, Members),
        FixedCode = Shop.In(after, Members),
        CodeActionEquivalenceKey = DeferredQueryInLoopFix.RunOnceAssumingSame,
        CodeFixTestBehaviors = CodeFixTestBehaviors.SkipFixAllCheck,
    }.RunAsync(TestContext.Current.CancellationToken);

    private const string Members = "private static string Load(Customer c) => c.Name;\nprivate static bool Close(Customer c) => c.IsActive = false;";
}
