using PerfAnalyzers.CodeFixes.Rules.Algorithms;
using PerfAnalyzers.Rules.Algorithms;

namespace PerfAnalyzers.Tests.Rules.Algorithms;

using Verify = RuleVerifier<ShiftingListInLoopAnalyzer, ShiftingListInLoopFix>;

public sealed class ShiftingListInLoopTests
{
    [Fact]
    public Task Reports_both_sizes_and_what_to_do() => Verify.ReportsAsync(
        Shop.In("""
            var latest = new List<Order>();
            foreach (var order in orders)
                latest.{|#0:Insert(0, order)|};
            shop.Use(latest);
            """),
        Verify.Diagnostic().WithLocation(0).WithArguments("Insert", "latest", "orders", "add at the end, and reverse once after the loop").WithOptions(DiagnosticOptions.IgnoreAdditionalLocations));

    [Theory]
    [InlineData("var latest = new List<Order>(); foreach (var o in orders) latest.[|Insert(0, o)|]; shop.Use(latest);")]
    [InlineData("var latest = new List<Order>(); foreach (var o in await shop.GetOrdersAsync()) latest.[|Insert(0, o)|]; shop.Use(latest);")]
    [InlineData("var latest = new List<Order>(); orders.ForEach(o => latest.[|Insert(0, o)|]); shop.Use(latest);")]
    [InlineData("var latest = new List<int>(); for (var i = 0; i < orders.Count; i++) latest.[|Insert(0, i)|]; shop.Use(latest);")]
    [InlineData("while (orders.Count > 0) { var o = orders[0]; orders.[|RemoveAt(0)|]; shop.Use(o); }")]
    [InlineData("while (orders.Count != 0) { shop.Use(orders[0]); orders.[|RemoveAt(0)|]; }")]
    [InlineData("while (orders.Any()) { shop.Use(orders.First()); orders.[|RemoveAt(0)|]; }")]
    [InlineData("foreach (var c in customers) { shop.Use(orders[0]); orders.[|RemoveAt(0)|]; }")]
    [InlineData("foreach (var c in codes) names.[|Remove(c.ToString())|];")]
    [InlineData("var i = 0; while (i < orders.Count) { if (orders[i].Id == 0) orders.[|RemoveAt(i)|]; else i++; }")]
    [InlineData("int at = 0; while (at != names.Count) { if (names[at].Length > 9) { names.[|RemoveAt(at)|]; continue; } at++; }")]
    public Task Reports_lists_that_move(string statement) => Verify.ReportsAsync(Shop.In(statement));

    [Theory]
    [InlineData("for (var i = orders.Count - 1; i >= 0; i--) if (orders[i].Id > 3) orders.{|#0:RemoveAt(i)|};")]
    [InlineData("for (var i = 0; i < orders.Count; i++) if (orders[i].Id > 3) { orders.{|#0:RemoveAt(i)|}; i--; }")]
    [InlineData("for (var i = 0; i < orders.Count; i++) { if (orders[i].Id <= 3) continue; orders.{|#0:RemoveAt(i--)|}; }")]
    [InlineData("foreach (var o in orders.ToList()) if (o.Id > 3) orders.{|#0:Remove(o)|};")]
    [InlineData("foreach (var o in orders.ToArray()) { if (o.Id > 3) orders.{|#0:Remove(o)|}; }")]
    [InlineData("var latest = new List<Order>(); foreach (var o in orders) if (o.Id > 3) latest.{|#0:Insert(0, o)|}; shop.Use(latest);")]
    [InlineData("while (orders.Count > 0) { var o = orders[0]; orders.{|#0:RemoveAt(0)|}; orders.AddRange(customers.Select(c => new Order { Id = o.Id + c.Id })); }")]
    [InlineData("while (orders.Count > 0) { var o = orders[0]; orders.{|#0:RemoveAt(0)|}; if (o.Id > 3) orders.Add(new Order { Id = o.Id - 1 }); }")]
    [InlineData("while (orders.Count > 0) { var o = orders[0]; orders.{|#0:RemoveAt(0)|}; await shop.GetNamesAsync(); }")]
    public async Task Reports_what_happens_for_some_elements_or_beside_waiting_as_a_suggestion(string statement) => await new Verify.Test
    {
        TestCode = Shop.In(statement),
        ExpectedDiagnostics = { new DiagnosticResult("PERF4003", DiagnosticSeverity.Info).WithLocation(0).WithOptions(DiagnosticOptions.IgnoreAdditionalLocations) },
    }.RunAsync(TestContext.Current.CancellationToken);

    [Theory]
    [InlineData("private readonly List<Order> all = new(); public void Run(List<Order> orders) { foreach (var o in orders) all.{|#0:Remove(o)|}; }")]
    [InlineData("private readonly List<Order> all = new(); public void Run(List<Order> orders) { foreach (var o in orders) this.all.{|#0:Insert(0, o)|}; }")]
    [InlineData("public void Run(List<Order> orders) { while (orders.Count > 0) { orders.{|#0:RemoveAt(0)|}; } }")]
    [InlineData("public void Run(List<Order> open, IShop shop) { while (open.Count > 0) { var next = open.MinBy(o => o.Id)!; open.{|#0:Remove(next)|}; shop.Use(next); } }")]
    [InlineData("public void Run(List<Order> open, IShop shop) { while (open.Any()) { var at = 0; for (var i = 1; i < open.Count; i++) if (open[i].Id < open[at].Id) at = i; shop.Use(open[at]); open.{|#0:RemoveAt(at)|}; } }")]
    public async Task Reports_sizes_that_cannot_be_seen_as_a_suggestion(string members) => await new Verify.Test
    {
        TestCode = Shop.Class(members),
        ExpectedDiagnostics = { new DiagnosticResult("PERF4003", DiagnosticSeverity.Info).WithLocation(0).WithOptions(DiagnosticOptions.IgnoreAdditionalLocations) },
    }.RunAsync(TestContext.Current.CancellationToken);

    [Theory]
    [InlineData("foreach (var o in orders) o.Lines.Remove(o.Lines[1]);")]
    [InlineData("foreach (var o in orders) o.Lines.Insert(0, new Line());")]
    [InlineData("foreach (var line in orders[0].Lines.ToList()) orders[0].Lines.Remove(line);")]
    [InlineData("foreach (var o in orders) { var lines = new List<Line>(o.Lines); lines.Insert(0, new Line()); shop.Use(lines); }")]
    [InlineData("foreach (var o in orders) { var lines = o.Lines; lines.RemoveAt(0); }")]
    public Task StaysSilent_when_the_list_belongs_to_the_element(string statement) => Verify.SilentAsync(Shop.In(statement));

    [Theory]
    [InlineData("var last = new List<Order>(); foreach (var o in orders) { last.Insert(0, o); if (last.Count > 10) last.RemoveAt(10); } shop.Use(last);")]
    [InlineData("var last = new List<Order>(); foreach (var o in orders) { last.Add(o); while (last.Count > 5) last.RemoveAt(0); } shop.Use(last);")]
    [InlineData("while (orders.Count > 10) orders.RemoveAt(0);")]
    [InlineData("while (orders.Count > 0) { var o = orders[0]; orders.RemoveAt(0); if (o.Id > 3) orders.Add(o); }")]
    [InlineData("orders.Insert(0, orders[1]); orders.RemoveAt(0); orders.Remove(orders[0]);")]
    [InlineData("foreach (var o in orders) { if (o.Id == 3) { orders.Remove(o); break; } }")]
    [InlineData("foreach (var c in codes) if (c != Guid.Empty) names.Remove(c.ToString());")]
    [InlineData("var left = orders.ToList(); foreach (var o in orders) { if (o.Id > 3) continue; left.Remove(o); shop.Use(o); } shop.Use(left);")]
    [InlineData("for (var i = 0; i < orders.Count; i++) if (orders[i].Id == 3) { orders.RemoveAt(i); break; }")]
    [InlineData("for (var i = 0; i < 3; i++) orders.Insert(0, orders[i]);")]
    [InlineData("for (var i = 0; i < orders.Count; i++) if (orders[i].Id > 3) { orders.RemoveAt(i); orders.Insert(i, new Order()); }")]
    [InlineData("foreach (var o in orders.ToList()) { orders.Remove(o); orders.Add(new Order()); }")]
    [InlineData("foreach (var day in Enum.GetValues<DayOfWeek>()) names.Remove(day.ToString());")]
    [InlineData("foreach (var name in new[] { \"a\", \"b\" }) names.Remove(name);")]
    [InlineData("var path = new List<int?>(); Customer? c = customers[0]; while (c != null) { path.Insert(0, c.Id); c = customers[c.Id]; } shop.Use(path);")]
    [InlineData("var first = true; var all = new List<Order>(); foreach (var o in orders) { if (first) { all.Insert(0, o); first = false; } else all.Add(o); } shop.Use(all);")]
    [InlineData("for (var attempt = 0; attempt < orders.Count; attempt++) orders.RemoveAt(0);")]
    [InlineData("while (true) { orders.RemoveAt(0); await Task.Delay(10); }")]
    [InlineData("while (orders.Count > 0 && names.Count < 5) { var next = orders.MinBy(o => o.Id)!; orders.Remove(next); names.Add(next.Name); }")]
    [InlineData("var lines = orders[0].Lines.ToList(); while (lines.Count > 0) { var next = lines.MinBy(l => l.Id)!; lines.Remove(next); shop.Use(next); }")]
    [InlineData("while (orders.Count > 0) { var next = orders.MinBy(o => o.Id)!; if (next.Id > 3) orders.Remove(next); else orders.Clear(); }")]
    [InlineData("while (orders.Count > 0) { var last = orders.Count - 1; shop.Use(orders[^1]); orders.RemoveAt(orders.Count - 1); shop.Use(last); }")]
    [InlineData("for (var i = orders.Count - 1; i >= 0; i--) { shop.Use(orders[i]); orders.RemoveAt(i); }")]
    [InlineData("for (var i = orders.Count - 1; i >= 0; i--) { var names2 = await shop.GetNamesAsync(); if (names2.Count == 3) orders.RemoveAt(i); }")]
    [InlineData("var mine = orders[0].Lines.ToList(); for (var i = 0; i < mine.Count; i++) if (mine[i].Id > 3) { mine.RemoveAt(i); i--; }")]
    [InlineData("var few = new List<Order>(); var maxOrders = 20; foreach (var o in orders) { if (few.Count >= maxOrders) break; few.Insert(0, o); few.Remove(o); } shop.Use(few);")]
    public Task StaysSilent_when_it_happens_once_or_seldom_or_the_list_stays_short(string statement) => Verify.SilentAsync(Shop.In(statement));

    [Theory]
    [InlineData("var set = new HashSet<string>(names); foreach (var n in names) set.Remove(n);")]
    [InlineData("var linked = new LinkedList<Order>(); foreach (var o in orders) linked.AddFirst(o); shop.Use(linked);")]
    [InlineData("var queue = new Queue<Order>(orders); while (queue.Count > 0) shop.Use(queue.Dequeue());")]
    [InlineData("var map = customers.ToDictionary(c => c.Id); foreach (var o in orders) map.Remove(o.Id);")]
    [InlineData("ICollection<Order> some = orders; foreach (var o in orders.ToList()) some.Remove(o);")]
    [InlineData("var seen = new System.Collections.ObjectModel.ObservableCollection<Order>(); foreach (var o in orders) seen.Insert(0, o); shop.Use(seen);")]
    [InlineData("var text = new System.Text.StringBuilder(); foreach (var n in names) text.Insert(0, n); shop.Use(text);")]
    [InlineData("var roles = new List<string>(); foreach (var n in names) roles.Remove(n);")]
    [InlineData("var latest = new List<Order>(); foreach (var o in orders) latest.Insert(latest.Count, o); shop.Use(latest);")]
    [InlineData("for (var i = orders.Count - 1; i >= 0; i--) orders.RemoveAt(orders.Count - 1);")]
    [InlineData("Action<Order> add = o => orders.Insert(0, o); shop.Use(add);")]
    [InlineData("foreach (var o in orders.ToArray()) { try { shop.Use(o); orders.Remove(o); } catch (Exception) { } }")]
    [InlineData("foreach (var c in codes) { try { names.Remove(c.ToString()); } catch (Exception) { shop.Use(c); } }")]
    public Task StaysSilent_when_nothing_moves_or_others_watch(string statement) => Verify.SilentAsync(Shop.In(statement));

    [Fact]
    public Task OffersNoFix_when_the_round_chooses_what_goes() => Verify.NoFixAsync(
        Shop.In("while (orders.Count > 0) { var next = orders.MinBy(o => o.Id)!; orders.{|#0:Remove(next)|}; shop.Use(next); }"),
        new DiagnosticResult("PERF4003", DiagnosticSeverity.Info).WithLocation(0).WithOptions(DiagnosticOptions.IgnoreAdditionalLocations));

    [Fact]
    public Task Fixes_insertions_at_the_start() => Verify.FixAsync(
        Shop.In("""
            var latest = new List<Order>();
            foreach (var order in orders)
            {
                if (order.Id > 3)
                    latest.[|Insert(0, order)|]; // newest first
            }

            shop.Use(latest);
            """),
        Shop.In("""
            var latest = new List<Order>();
            foreach (var order in orders)
            {
                if (order.Id > 3)
                    latest.Add(order); // newest first
            }
            latest.Reverse();

            shop.Use(latest);
            """),
        ShiftingListInLoopFix.ReverseOnce);

    [Theory]
    [InlineData("var latest = orders.ToList();", "latest.[|Insert(0, order)|];")]
    [InlineData("var latest = new List<Order> { orders[0] };", "latest.[|Insert(0, order)|];")]
    [InlineData("var latest = new List<Order>(); latest.Add(orders[0]);", "latest.[|Insert(0, order)|];")]
    [InlineData("var latest = new List<Order>();", "latest.[|Insert(0, order)|]; latest.Add(order);")]
    [InlineData("var latest = new List<Order>();", "latest.[|Insert(0, order)|]; shop.Use(latest[0]);")]
    [InlineData("var latest = new List<Order>();", "latest.[|Insert(0, order)|]; if (latest.Count > 3) continue;")]
    [InlineData("var latest = new List<Order>(); int Count() => latest.Count;", "latest.[|Insert(0, order)|]; Count();")]
    [InlineData("var latest = new List<Order>(); var other = latest;", "latest.[|Insert(0, order)|]; other.Clear();")]
    [InlineData("var latest = new List<Order>();", "latest.[|Insert(index: 0, item: order)|];")]
    public Task OffersNoFix_when_the_order_could_be_another(string declaration, string statement) => Verify.NoFixAsync(Shop.In($$"""
        {{declaration}}
        foreach (var order in orders)
        {
            {{statement}}
        }

        shop.Use(latest);
        """));

    [Fact]
    public Task OffersNoFix_when_a_failure_is_caught_outside() => Verify.NoFixAsync(Shop.In("""
        var latest = new List<Order>();
        try
        {
            foreach (var order in orders)
                latest.[|Insert(0, order)|];
        }
        catch (Exception)
        {
            shop.Use(latest);
        }
        """));

    [Fact]
    public Task Fixes_a_list_that_is_a_queue() => Verify.FixAsync(
        Shop.In("""
            var waiting = new List<Order>(orders);
            waiting.Add(orders[0]);
            while (waiting.Count > 0)
            {
                var order = waiting[0];
                waiting.[|RemoveAt(0)|];
                shop.Use(order);
            }
            """),
        Shop.In("""
            var waiting = new Queue<Order>(orders);
            waiting.Enqueue(orders[0]);
            while (waiting.Count > 0)
            {
                var order = waiting.Dequeue();
                shop.Use(order);
            }
            """),
        ShiftingListInLoopFix.UseQueue);

    [Fact]
    public Task Fixes_a_list_of_a_stated_type() => Verify.FixAsync(
        Shop.In("""
            List<string> waiting = names.Where(n => n != "").ToList();
            while (waiting.Any())
            {
                var name = waiting[0];
                waiting.[|RemoveAt(0)|];
                shop.Use(name + waiting.Count);
            }
            """).Replace("[|", "{|PERF4003:").Replace("|]", "|}"),
        Shop.In("""
            Queue<string> waiting = new Queue<string>(names.Where(n => n != ""));
            while (waiting.Any())
            {
                var name = waiting.Dequeue();
                shop.Use(name + waiting.Count);
            }
            """));

    [Fact]
    public Task Fixes_a_list_that_the_loop_fills() => Verify.FixAsync(
        Shop.In("""
            var open = new List<Order> { orders[0] };
            while (open.Count > 0)
            {
                var order = open[0];
                open.[|RemoveAt(0)|];
                shop.Use(order);
                open.AddRange(orders.Where(o => o.Id == order.CustomerId));
            }
            """).Replace("[|", "{|PERF4003:").Replace("|]", "|}"),
        Shop.In("""
            var open = new Queue<Order>();
            open.Enqueue(orders[0]);
            while (open.Count > 0)
            {
                var order = open.Dequeue();
                shop.Use(order);
                foreach (var item in orders.Where(o => o.Id == order.CustomerId))
                    open.Enqueue(item);
            }
            """),
        ShiftingListInLoopFix.UseQueue);

    [Theory]
    [InlineData("var waiting = new List<Order>(orders);", "shop.Use(waiting[1]);")]
    [InlineData("var waiting = new List<Order>(orders);", "waiting.AddRange(waiting.Where(o => o.Id > 3));")]
    [InlineData("var waiting = new List<Order>(orders) { orders[0] };", "waiting.InsertRange(0, orders);")]
    [InlineData("var waiting = new List<Order>(orders);", "shop.Use(waiting);")]
    [InlineData("var waiting = orders;", "")]
    public Task OffersNoFix_when_the_list_is_more_than_a_queue(string declaration, string statement) => Verify.NoFixAsync(Shop.In($$"""
        {{declaration}}
        while (waiting.Count > 0)
        {
            var order = waiting[0];
            waiting.[|RemoveAt(0)|];
            {{statement}}
        }
        """));

    [Theory]
    [InlineData("for (var i = orders.Count - 1; i >= 0; i--) { if (orders[i].Id > 3) orders.[|RemoveAt(i)|]; }", "orders.RemoveAll(order => order.Id > 3);")]
    [InlineData("for (var i = orders.Count - 1; i >= 0; i--) { var o = orders[i]; if (o.Id > 3 && o.Name.StartsWith(\"a\")) { orders.[|RemoveAt(i)|]; } }", "orders.RemoveAll(o => o.Id > 3 && o.Name.StartsWith(\"a\"));")]
    [InlineData("for (int i = 0; i < orders.Count; i++) { if (orders[i].Name == null) { orders.[|RemoveAt(i)|]; i--; } }", "orders.RemoveAll(order => order.Name == null);")]
    [InlineData("for (var i = orders.Count - 1; i >= 0; i--) if (orders[i] is null || names.Contains(orders[i].Name)) orders.[|RemoveAt(i)|];", "orders.RemoveAll(order => order is null || names.Contains(order.Name));")]
    [InlineData("foreach (var o in orders.ToList()) if (o.AgentId == null) orders.[|Remove(o)|];", "orders.RemoveAll(o => o.AgentId == null);")]
    [InlineData("foreach (var name in names.ToArray()) { if (string.IsNullOrEmpty(name)) { names.[|Remove(name)|]; } }", "names.RemoveAll(name => string.IsNullOrEmpty(name));")]
    public Task Fixes_loops_that_only_remove(string before, string after) => Verify.FixAsync(
        Shop.In(before).Replace("[|", "{|PERF4003:").Replace("|]", "|}"),
        Shop.In(after),
        ShiftingListInLoopFix.RemoveAll);

    [Theory]
    [InlineData("for (var i = 0; i < orders.Count; i++) if (orders[i].Id > 3) orders.[|RemoveAt(i)|];")]
    [InlineData("for (var i = orders.Count - 1; i > 0; i--) if (orders[i].Id > 3) orders.[|RemoveAt(i)|];")]
    [InlineData("for (var i = orders.Count - 1; i >= 0; i--) if (orders[i].Id > i) orders.[|RemoveAt(i)|];")]
    [InlineData("for (var i = orders.Count - 1; i >= 0; i--) if (orders[i].Id > 3) { shop.Use(i); orders.[|RemoveAt(i)|]; }")]
    [InlineData("for (var i = orders.Count - 1; i >= 0; i--) if (Fits(orders[i])) orders.[|RemoveAt(i)|];")]
    [InlineData("for (var i = orders.Count - 1; i >= 0; i--) if (orders[i].Id > 3) orders.[|RemoveAt(i)|]; else shop.Use(i);")]
    [InlineData("for (var i = orders.Count - 1; i >= 0; i--) { shop.Use(i); if (orders[i].Id > 3) orders.[|RemoveAt(i)|]; }")]
    [InlineData("foreach (var o in orders.ToList()) if (o.Id < orders.Count) orders.[|Remove(o)|];")]
    [InlineData("var numbers = orders.Select(o => o.Weight).ToList(); foreach (var w in numbers.ToList()) if (w > 3) numbers.[|Remove(w)|];")]
    [InlineData("foreach (var c in codes) names.[|Remove(c.ToString())|];")]
    public Task OffersNoFix_when_more_happens_or_the_answer_may_change(string statement) => Verify.NoFixAsync(Shop.In(
        statement.Replace("[|", "{|PERF4003:").Replace("|]", "|}"),
        "private bool Fits(Order o) => o.Id++ > 3;\nprivate Task<bool> Ask(Order o) => Task.FromResult(true);"));
}
