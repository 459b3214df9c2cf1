using PerfAnalyzers.CodeFixes.Rules.Algorithms;
using PerfAnalyzers.Rules.Algorithms;

namespace PerfAnalyzers.Tests.Rules.Algorithms;

using Verify = RuleVerifier<RepeatedScanInLoopAnalyzer, RepeatedScanInLoopFix>;

public sealed class RepeatedScanInLoopTests
{
    [Fact]
    public Task Reports_both_sizes_and_what_to_do() => Verify.ReportsAsync(
        Shop.In("""
            foreach (var order in orders)
                shop.Use(order.Id / customers.{|#0:Max(c => c.Id)|});
            """),
        Verify.Diagnostic().WithLocation(0).WithArguments("Max", "customers", "orders", "ask once before the loop").WithOptions(DiagnosticOptions.IgnoreAdditionalLocations));

    [Theory]
    [InlineData("customers.[|Max(c => c.Id)|]")]
    [InlineData("customers.[|Min(c => c.Id)|]")]
    [InlineData("customers.[|Sum(c => c.Weight)|]")]
    [InlineData("customers.[|Average(c => c.Weight)|]")]
    [InlineData("customers.Where(c => c.IsActive).[|Max(c => c.Id)|]")]
    [InlineData("customers.Select(c => c.Id).[|Min()|]")]
    [InlineData("customers.[|Count(c => c.IsActive)|]")]
    [InlineData("customers.[|Any(c => c.IsActive)|]")]
    [InlineData("customers.[|FirstOrDefault(c => c.IsActive)|]")]
    [InlineData("customers.Where(c => c.IsActive).[|Count()|]")]
    [InlineData("customers.OrderBy(c => c.Name).[|First()|]")]
    [InlineData("customers.OrderBy(c => c.Name).[|Last()|]")]
    [InlineData("customers.OrderBy(c => c.Name).[|ToList()|][0]")]
    [InlineData("customers.OrderBy(c => c.Name).[|ToArray()|].Length")]
    [InlineData("customers.Select(c => c.Name).[|ToList()|].Contains(o.Name)")]
    [InlineData("customers.Select(c => c.Name).[|ToHashSet()|].Contains(o.Name)")]
    [InlineData("customers.[|ToDictionary(c => c.Id)|][o.CustomerId]")]
    [InlineData("customers.[|ToLookup(c => c.Id)|][o.CustomerId]")]
    [InlineData("customers.[|ToDictionary(c => c.Id)|].Count")]
    [InlineData("customers.[|MaxBy(c => c.Id)|]")]
    [InlineData("names.[|Aggregate((a, b) => a + b)|]")]
    public Task Reports_questions_that_repeat(string question) => Verify.ReportsAsync(Shop.In($$"""
        foreach (var o in orders)
            shop.Use({{question}});
        """));

    [Theory]
    [InlineData("for (var i = 0; i < orders.Where(o => o.Id > 3).[|Count()|]; i++) shop.Use(i);")]
    [InlineData("var some = orders.Where(o => o.Id > 3); for (var i = 0; i < some.[|Count()|]; i++) shop.Use(i);")]
    [InlineData("var set = orders.ToHashSet(); for (var i = 0; i < set.Count; i++) shop.Use(set.[|ElementAt(i)|]);")]
    [InlineData("var map = orders.ToDictionary(o => o.Id); for (var i = 0; i < map.Count; i++) shop.Use(map.[|ElementAt(i)|].Value);")]
    [InlineData("orders.ForEach(o => shop.Use(customers.[|Max(c => c.Id)|]));")]
    [InlineData("shop.Use(orders.Select(o => customers.[|Max(c => c.Id)|] - o.Id).ToList());")]
    [InlineData("shop.Use(orders.Where(o => o.Id == orders.[|Max(x => x.Id)|]).ToList());")]
    [InlineData("foreach (var o in orders) foreach (var line in o.Lines) shop.Use(customers.[|Max(c => c.Id)|] + line.Id);")]
    [InlineData("var all = customers.ToArray(); foreach (var o in orders) shop.Use(all.[|Max(c => c.Id)|]);")]
    public Task Reports_in_every_form_of_loop(string statement) => Verify.ReportsAsync(Shop.In(statement));

    [Theory]
    [InlineData("foreach (var o in orders) { var sorted = customers.OrderBy(c => c.Name).[|ToList()|]; shop.Use(sorted.FindIndex(c => c.Id == o.CustomerId)); }")]
    [InlineData("foreach (var o in orders) { var byId = customers.[|ToDictionary(c => c.Id)|]; if (byId.TryGetValue(o.CustomerId, out var c)) shop.Use(byId.Count - c.Id); }")]
    [InlineData("foreach (var o in orders) foreach (var best in customers.[|OrderByDescending(c => c.Weight)|].Take(3)) shop.Use(best.Id - o.Id);")]
    [InlineData("foreach (var o in orders) shop.Use(customers.[|OrderBy(c => c.Weight)|].Take(3).Any(c => c.Id == o.CustomerId));")]
    public Task Reports_copies_and_sorts_that_are_only_looked_at(string statement) => Verify.NoFixAsync(Shop.In(statement));

    [Theory]
    [InlineData("public void Run(ISet<Order> open, IShop shop) { while (open.Count > 0) { var next = open.{|#0:MinBy(o => o.Id)|}!; open.Remove(next); shop.Use(next); } }")]
    [InlineData("public void Run(IEnumerable<Order> all, IShop shop) { var open = all.ToHashSet(); while (open.Any()) { var next = open.OrderBy(o => o.Id).{|#0:First()|}; shop.Use(next); open.Remove(next); } }")]
    [InlineData("public void Run(string source, IShop shop) { for (var i = 0; i < source.{|#0:Split('\\n')|}.Length; i++) shop.Use(i); }")]
    [InlineData("public void Run(List<string> names, string body, IShop shop) { foreach (var name in names) shop.Use(body.{|#0:Split(' ')|}.Contains(name)); }")]
    public Task Reports_what_is_left_counted_or_cut_again_as_a_suggestion(string member) => Verify.NoFixAsync(
        Shop.Class(member), new DiagnosticResult("PERF4006", DiagnosticSeverity.Info).WithLocation(0).WithOptions(DiagnosticOptions.IgnoreAdditionalLocations));

    [Theory]
    [InlineData("foreach (var o in orders) { var copy = customers.ToList(); if (copy.Contains(o.Customer)) copy.Remove(o.Customer); }")]
    [InlineData("foreach (var o in orders) { var copy = customers.ToArray(); copy[0] = o.Customer; shop.Use(copy[0]); }")]
    [InlineData("foreach (var o in orders) { var copy = customers.ToList(); shop.Use(copy); }")]
    [InlineData("foreach (var o in orders) { var copy = customers.ToList(); foreach (var c in copy) customers.Remove(c); }")]
    [InlineData("foreach (var o in orders) { var best = customers.OrderBy(c => c.Weight).Take(3); shop.Use(best); }")]
    [InlineData("foreach (var o in orders) shop.Use(customers.OrderBy(c => c.Weight - o.Weight).Take(3).Any(c => c.Id == o.CustomerId));")]
    [InlineData("var open = orders.ToHashSet(); while (open.Count > 0) { var next = open.MinBy(o => o.Id)!; shop.Use(next); open.Clear(); }")]
    [InlineData("var open = orders[0].Lines.ToHashSet(); while (open.Count > 0) { var next = open.MinBy(o => o.Id)!; open.Remove(next); }")]
    [InlineData("var some = orders.Where(o => o.Id > 3); for (var i = 0; i < some.Count(); i += 100) shop.Use(i);")]
    [InlineData("foreach (var o in orders) shop.Use(o.Name.Split(' ')[0]);")]
    [InlineData("var line = names[0]; foreach (var o in orders) shop.Use(line.Split(',')[3]);")]
    public Task StaysSilent_when_the_round_needs_it_or_little_is_gone_through(string statement) => Verify.SilentAsync(Shop.In(statement));

    [Fact]
    public Task Reports_what_may_be_a_query_as_a_suggestion() => new Verify.Test
    {
        TestCode = Shop.Class("public void Run(IEnumerable<Order> orders, IShop shop) { for (var i = 0; i < orders.{|#0:Count()|}; i++) shop.Use(orders.{|#1:ElementAt(i)|}); }"),
        ExpectedDiagnostics =
        {
            new DiagnosticResult("PERF4006", DiagnosticSeverity.Info).WithLocation(0).WithOptions(DiagnosticOptions.IgnoreAdditionalLocations),
            new DiagnosticResult("PERF4006", DiagnosticSeverity.Info).WithLocation(1).WithOptions(DiagnosticOptions.IgnoreAdditionalLocations),
        },
    }.RunAsync(TestContext.Current.CancellationToken);

    [Fact]
    public Task OffersNoFix_when_the_sequence_may_never_end_or_be_another_each_time() => Verify.NoFixAsync(
        Shop.Class("public void Run(IEnumerable<Order> orders, int count, IShop shop) { for (var i = 0; i < count; i++) shop.Use(orders.{|#0:ElementAt(i)|}); }"),
        new DiagnosticResult("PERF4006", DiagnosticSeverity.Info).WithLocation(0).WithOptions(DiagnosticOptions.IgnoreAdditionalLocations));

    [Fact]
    public Task StaysSilent_when_numbers_stand_in_a_list() => Verify.SilentAsync(
        Shop.Class("public int Run(List<Order> orders, List<int> scores) => orders.Count(o => o.Id == scores.Max());"));

    [Theory]
    [InlineData("public int Run(List<Order> orders, List<Customer> customers) => orders.Count(o => o.Id == customers.{|#0:Max(c => c.Id)|});")]
    [InlineData("public void Run(List<Order> orders, List<int> scores, IShop shop) { foreach (var o in orders) shop.Use(scores.OrderBy(s => s).{|#0:ElementAt(o.Id)|}); }")]
    [InlineData("public void Run(List<Order> orders, List<int> scores, IShop shop) { foreach (var o in orders) shop.Use(scores.Select(s => s * 2).{|#0:Max()|} - o.Id); }")]
    public Task Reports_sizes_that_cannot_be_seen_as_a_suggestion(string member) => new Verify.Test
    {
        TestCode = Shop.Class(member),
        ExpectedDiagnostics = { new DiagnosticResult("PERF4006", DiagnosticSeverity.Info).WithLocation(0).WithOptions(DiagnosticOptions.IgnoreAdditionalLocations) },
    }.RunAsync(TestContext.Current.CancellationToken);

    [Theory]
    [InlineData("foreach (var o in orders) shop.Use(o.Lines.Max(l => l.Id));")]
    [InlineData("foreach (var o in orders) shop.Use(customers.Max(c => c.Id + o.Id));")]
    [InlineData("foreach (var o in orders) shop.Use(customers.Where(c => c.Id == o.CustomerId).Max(c => c.Id));")]
    [InlineData("foreach (var o in orders) { var own = customers.Where(c => c.Id == o.Id).ToList(); shop.Use(own.Max(c => c.Id)); }")]
    [InlineData("foreach (var o in orders) { customers.Add(o.Customer); shop.Use(customers.Max(c => c.Id)); }")]
    [InlineData("foreach (var o in orders) { shop.Use(customers.Max(c => c.Id)); customers = await shop.GetCustomersAsync(); }")]
    [InlineData("foreach (var o in orders) { o.Customer.IsActive = false; shop.Use(customers.Count(c => c.IsActive)); }")]
    [InlineData("foreach (var g in orders.GroupBy(o => o.CustomerId)) shop.Use(g.Max(o => o.Id));")]
    [InlineData("var chance = new Random(); foreach (var o in orders) shop.Use(customers.Where(c => c.Weight > chance.NextDouble()).Count());")]
    [InlineData("foreach (var o in orders) shop.Use(customers.Count(c => c.Code == Guid.NewGuid()));")]
    public Task StaysSilent_when_each_round_has_its_own_answer(string statement) => Verify.SilentAsync(Shop.In(statement));

    [Theory]
    [InlineData("foreach (var o in orders) shop.Use(customers.Count());")]
    [InlineData("foreach (var o in orders) shop.Use(customers.Any());")]
    [InlineData("foreach (var o in orders) shop.Use(customers.First());")]
    [InlineData("foreach (var o in orders) shop.Use(customers.Last());")]
    [InlineData("foreach (var o in orders) shop.Use(customers.ElementAt(3));")]
    [InlineData("for (var i = 0; i < orders.Count(); i++) shop.Use(orders.ElementAt(i));")]
    [InlineData("var set = customers.ToHashSet(); foreach (var o in orders) shop.Use(set.Count());")]
    [InlineData("var numbers = Enumerable.Range(0, orders.Count); foreach (var o in orders) shop.Use(numbers.Count());")]
    public Task StaysSilent_when_the_answer_costs_a_step(string statement) => Verify.SilentAsync(Shop.In(statement));

    [Theory]
    [InlineData("foreach (var o in orders) { var copy = customers.ToList(); copy.Add(o.Customer); shop.Use(copy); }")]
    [InlineData("foreach (var o in orders) shop.Use(customers.ToList());")]
    [InlineData("foreach (var o in orders) foreach (var c in customers.ToList()) shop.Use(c);")]
    [InlineData("foreach (var o in orders) o.Lines = o.Lines.ToList();")]
    [InlineData("shop.Use(orders.Select(o => customers.ToArray()).ToList());")]
    [InlineData("foreach (var o in orders) { foreach (var c in customers.ToList()) customers.Remove(c); }")]
    public Task StaysSilent_when_each_element_gets_a_copy_of_its_own(string statement) => Verify.SilentAsync(Shop.In(statement));

    [Theory]
    [InlineData("var numbers = new[] { 1, 2, 3 }; foreach (var o in orders) shop.Use(numbers.Max());")]
    [InlineData("for (var i = 0; i < 3; i++) shop.Use(customers.Max(c => c.Id));")]
    [InlineData("foreach (var day in Enum.GetValues<DayOfWeek>()) shop.Use(customers.Max(c => c.Id));")]
    [InlineData("var roles = await shop.GetNamesAsync(); foreach (var o in orders) shop.Use(roles.Max(r => r.Length));")]
    [InlineData("for (var attempt = 0; attempt < 30; attempt++) shop.Use(customers.Max(c => c.Id));")]
    [InlineData("foreach (var o in orders) { shop.Use(customers.Max(c => c.Id)); break; }")]
    [InlineData("foreach (var o in orders) { if (o.Id == 3) { shop.Use(customers.Max(c => c.Id)); return; } }")]
    [InlineData("while (true) { shop.Use(customers.Max(c => c.Id)); await Task.Delay(10); }")]
    [InlineData("foreach (var chunk in orders.Chunk(100)) shop.Use(customers.Max(c => c.Id));")]
    [InlineData("foreach (var o in orders) { Func<int> later = () => customers.Max(c => c.Id); shop.Use(later); }")]
    [InlineData("foreach (var o in orders) { if (o.Id == 0) throw new Exception(customers.Max(c => c.Id) + o.Name); }")]
    [InlineData("var max = customers.Max(c => c.Id); foreach (var o in orders) shop.Use(max);")]
    [InlineData("foreach (var o in customers.OrderBy(c => c.Id).ToList()) shop.Use(o);")]
    public Task StaysSilent_when_one_side_is_small_or_the_place_runs_seldom(string statement) => Verify.SilentAsync(Shop.In(statement));

    [Fact]
    public Task StaysSilent_when_a_database_answers() => Verify.SilentAsync(Shop.Class("""
        public void Run(List<Order> orders, IQueryable<Customer> customers, IShop shop)
        {
            foreach (var o in orders)
                shop.Use(customers.Max(c => c.Id));
            shop.Use(customers.Where(c => c.Id == customers.Max(x => x.Id)));
        }
        """));

    [Theory]
    [InlineData("customers.[|Count(c => c.IsActive)|]", "customersCount", "customers.Count(c => c.IsActive)", "customersCount")]
    [InlineData("customers.Where(c => c.IsActive).[|Count()|]", "customersCount", "customers.Where(c => c.IsActive).Count()", "customersCount")]
    [InlineData("customers.[|FirstOrDefault(c => c.IsActive)|]?.Name", "customersFirstOrDefault", "customers.FirstOrDefault(c => c.IsActive)", "customersFirstOrDefault?.Name")]
    [InlineData("customers.[|Sum(c => c.Weight)|]", "customersSum", "customers.Sum(c => c.Weight)", "customersSum")]
    [InlineData("customers.[|Max(c => c.Name)|]", "customersMax", "customers.Max(c => c.Name)", "customersMax")]
    [InlineData("customers.Select(c => c.Name).[|ToHashSet()|].Contains(o.Name)", "customersSet", "customers.Select(c => c.Name).ToHashSet()", "customersSet.Contains(o.Name)")]
    [InlineData("customers.[|ToLookup(c => c.Id)|][o.CustomerId].Any()", "customersByKey", "customers.ToLookup(c => c.Id)", "customersByKey[o.CustomerId].Any()")]
    [InlineData("customers.OrderBy(c => c.Name).[|ToList()|].Count", "customersList", "customers.OrderBy(c => c.Name).ToList()", "customersList.Count")]
    public Task Fixes_questions_that_cannot_fail(string before, string local, string build, string after) => Verify.FixAsync(
        Shop.In($$"""
            foreach (var o in orders)
            {
                foreach (var line in o.Lines)
                    shop.Use({{before}});
            }
            """),
        Shop.In($$"""
            var {{local}} = {{build}};
            foreach (var o in orders)
            {
                foreach (var line in o.Lines)
                    shop.Use({{after}});
            }
            """),
        RepeatedScanInLoopFix.Hoist);

    [Theory]
    [InlineData("customers.[|Max(c => c.Id)|]", "customersMax", "customers.Max(c => c.Id)", "customersMax")]
    [InlineData("customers.OrderBy(c => c.Name).[|Last()|]", "customersLast", "customers.OrderBy(c => c.Name).Last()", "customersLast")]
    [InlineData("customers.[|ToDictionary(c => c.Id)|][o.CustomerId]", "customersByKey", "customers.ToDictionary(c => c.Id)", "customersByKey[o.CustomerId]")]
    public Task Fixes_singly_what_may_fail_without_a_round(string before, string local, string build, string after) => Verify.FixSinglyAsync(
        Shop.In($$"""
            foreach (var o in orders)
                shop.Use({{before}});
            """),
        Shop.In($$"""
            var {{local}} = {{build}};
            foreach (var o in orders)
                shop.Use({{after}});
            """),
        RepeatedScanInLoopFix.HoistAssumingElements);

    [Fact]
    public Task Fixes_by_moving_the_name_that_the_answer_has() => Verify.FixAsync(
        Shop.In("""
            foreach (var o in orders)
            {
                double best = customers.[|Sum(c => c.Weight)|];
                shop.Use(o.Weight / best);
            }
            """),
        Shop.In("""
            double best = customers.Sum(c => c.Weight);
            foreach (var o in orders)
            {
                shop.Use(o.Weight / best);
            }
            """),
        RepeatedScanInLoopFix.Hoist);

    [Theory]
    [InlineData("best += o.Weight;")]
    [InlineData("foreach (var line in o.Lines) { } } foreach (var best in customers) {")]
    public Task Fixes_by_another_name_where_the_first_belongs_to_the_round(string more) => Verify.FixAsync(
        Shop.In("foreach (var o in orders) { var best = customers.[|Sum(c => c.Weight)|]; shop.Use(best); " + more + " }"),
        Shop.In("var customersSum = customers.Sum(c => c.Weight);\nforeach (var o in orders) { var best = customersSum; shop.Use(best); " + more + " }"),
        RepeatedScanInLoopFix.Hoist);

    [Fact]
    public Task Fixes_a_condition_that_counts_again() => Verify.FixAsync(
        Shop.In("for (var i = 0; i < orders.Where(o => o.Id > 3).[|Count()|]; i++) shop.Use(i);").Replace("[|", "{|PERF4006:").Replace("|]", "|}"),
        Shop.In("""
            var ordersCount = orders.Where(o => o.Id > 3).Count();
            for (var i = 0; i < ordersCount; i++) shop.Use(i);
            """));

    [Fact]
    public Task Fixes_what_stands_at_a_number() => Verify.FixAsync(
        Shop.In("""
            var map = orders.ToDictionary(o => o.Id);
            for (var i = 0; i < map.Count; i++)
                shop.Use(map.[|ElementAt(i)|].Value);
            """),
        Shop.In("""
            var map = orders.ToDictionary(o => o.Id);
            var mapList = map.ToList();
            for (var i = 0; i < map.Count; i++)
                shop.Use(mapList[i].Value);
            """));

    [Theory]
    [InlineData("shop.Use(customers.[|Count(c => Fits(c))|]);")]
    [InlineData("shop.Use(customers.[|Count(c => c.Full == \"a\")|]);")]
    [InlineData("var alias = customers; alias.Clear(); shop.Use(customers.[|Count(c => c.IsActive)|]);")]
    [InlineData("Change(customers); shop.Use(customers.[|Count(c => c.IsActive)|]);")]
    [InlineData("shop.Use(customers.[|Count(c => c.Id == DateTime.Now.Second)|]);")]
    public Task OffersNoFix_when_a_later_answer_could_differ(string statement) => Verify.NoFixAsync(Shop.In(
        $$"""
        foreach (var o in orders)
        {
            {{statement}}
        }
        """,
        "private bool Fits(Customer c) => c.Id > 3;\nprivate void Change(List<Customer> all) => all.Clear();"));

    [Fact]
    public Task OffersNoFix_when_the_loop_hands_elements_on_one_by_one() => Verify.NoFixAsync(Shop.Class("""
        public IEnumerable<int> Run(List<Order> orders, List<Customer> customers)
        {
            foreach (var o in orders)
                yield return customers.{|PERF4006:Count(c => c.IsActive)|};
        }
        """));
}
