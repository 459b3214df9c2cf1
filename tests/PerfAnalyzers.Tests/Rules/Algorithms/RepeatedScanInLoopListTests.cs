using PerfAnalyzers.CodeFixes.Rules.Algorithms;
using PerfAnalyzers.Rules.Algorithms;

namespace PerfAnalyzers.Tests.Rules.Algorithms;

using Verify = RuleVerifier<RepeatedScanInLoopAnalyzer, RepeatedScanInLoopFix>;

/// <summary>Loops that count through a sequence.</summary>
public sealed class RepeatedScanInLoopListTests
{
    [Fact]
    public Task Fixes_a_query_of_a_list_that_stays() => Verify.FixAsync(
        Shop.In("""
            var open = orders.Where(o => o.Id > 3);
            for (var i = 1; i < open.[|Count()|]; i++)
            {
                if (open.[|ElementAt(i)|].Id < open.[|ElementAt(i - 1)|].Id)
                    shop.Use(i);
            }
            """).Replace("[|", "{|PERF4006:").Replace("|]", "|}"),
        Shop.In("""
            var open = orders.Where(o => o.Id > 3);
            var openList = open.ToList();
            for (var i = 1; i < openList.Count; i++)
            {
                if (openList[i].Id < openList[i - 1].Id)
                    shop.Use(i);
            }
            """),
        RepeatedScanInLoopFix.MakeList);

    [Fact]
    public Task Fixes_a_sequence_that_may_change_only_where_somebody_says_so() => new Verify.Test
    {
        TestCode = Shop.Class("""
            public void Run(IEnumerable<Order> orders, IShop shop)
            {
                for (var i = 0; i < orders.{|PERF4006:Count()|}; i++)
                    shop.Use(orders.{|PERF4006:ElementAt(i)|});
            }
            """),
        FixedCode = Shop.Class("""
            public void Run(IEnumerable<Order> orders, IShop shop)
            {
                var orderList = orders.ToList();
                for (var i = 0; i < orderList.Count; i++)
                    shop.Use(orderList[i]);
            }
            """),
        CodeActionEquivalenceKey = RepeatedScanInLoopFix.MakeListAssumingSame,
        CodeFixTestBehaviors = CodeFixTestBehaviors.SkipFixAllCheck,
    }.RunAsync(TestContext.Current.CancellationToken);

    [Theory]
    [InlineData("rows.Values.OrderBy(c => c.Name)", "shop.Use(sorted.{|#0:ElementAt(i)|});", true)]
    [InlineData("rows.Values.OrderBy(c => c.Name)", "if (sorted.{|#0:ElementAtOrDefault(i)|} is not { } row) break; shop.Use(row);", true)]
    [InlineData("rows.Values.OrderBy(c => c.Name).ToList()", "shop.Use(sorted.ElementAt(i));", false)]
    public Task Reports_one_place_after_the_other_of_what_an_object_keeps(string sorted, string asked, bool isReported)
    {
        var test = new RuleVerifier<RepeatedScanInLoopAnalyzer, EmptyCodeFixProvider>.Test
        {
            TestCode = Shop.Class($$"""
                private readonly Dictionary<int, Customer> rows = new();
                public void Put(Customer row) => rows[row.Id] = row;
                public void Run(IShop shop)
                {
                    var sorted = {{sorted}};
                    for (var i = 0; i < rows.Count; i++)
                    {
                        {{asked}}
                    }
                }
                """),
        };
        if (isReported)
            test.ExpectedDiagnostics.Add(new DiagnosticResult("PERF4006", DiagnosticSeverity.Info).WithLocation(0).WithOptions(DiagnosticOptions.IgnoreAdditionalLocations));

        return test.RunAsync(TestContext.Current.CancellationToken);
    }

    [Theory]
    [InlineData("public void Run(IEnumerable<Order> all, int step, IShop shop) { var some = all.Where(o => o.Id > 3); for (var i = 0; i < some.{|#0:Count()|}; i += step) shop.Use(i); }")]
    [InlineData("private static IEnumerable<Order> Large(IEnumerable<Order> all) => all.Where(o => o.Id > 3); public void Run(List<Order> orders, IShop shop) { var large = Large(orders); for (var i = 0; i < large.{|#0:Count()|}; i++) shop.Use(i); }")]
    public Task Reports_how_many_there_are_as_a_suggestion(string member) => new RuleVerifier<RepeatedScanInLoopAnalyzer, EmptyCodeFixProvider>.Test
    {
        TestCode = Shop.Class(member),
        ExpectedDiagnostics = { new DiagnosticResult("PERF4006", DiagnosticSeverity.Info).WithLocation(0).WithOptions(DiagnosticOptions.IgnoreAdditionalLocations) },
    }.RunAsync(TestContext.Current.CancellationToken);

    [Fact]
    public Task Fixes_a_query_whose_elements_others_may_set_only_where_somebody_says_so() => new Verify.Test
    {
        TestCode = Shop.In("""
            var open = orders.Where(o => o.Id > 3);
            for (var i = 0; i < open.{|PERF4006:Count()|}; i++)
                Close(open.{|PERF4006:ElementAt(i)|});
            """, "private static void Close(Order order) => order.Id = 0;"),
        FixedCode = Shop.In("""
            var open = orders.Where(o => o.Id > 3);
            var openList = open.ToList();
            for (var i = 0; i < openList.Count; i++)
                Close(openList[i]);
            """, "private static void Close(Order order) => order.Id = 0;"),
        CodeActionEquivalenceKey = RepeatedScanInLoopFix.MakeListAssumingSame,
        CodeFixTestBehaviors = CodeFixTestBehaviors.SkipFixAllCheck,
    }.RunAsync(TestContext.Current.CancellationToken);

    [Theory]
    [InlineData("shop.Use(open);")]
    [InlineData("shop.Use(open.First());")]
    public Task OffersNoFix_when_more_is_done_with_the_sequence(string statement) => Verify.NoFixAsync(Shop.Class($$"""
        public void Run(IEnumerable<Order> open, IShop shop)
        {
            for (var i = 0; i < open.[|Count()|]; i++)
            {
                {{statement}}
            }
        }
        """));
}
