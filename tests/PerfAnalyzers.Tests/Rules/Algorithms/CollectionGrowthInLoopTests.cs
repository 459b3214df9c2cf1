using PerfAnalyzers.CodeFixes.Rules.Algorithms;
using PerfAnalyzers.Rules.Algorithms;

namespace PerfAnalyzers.Tests.Rules.Algorithms;

using Verify = RuleVerifier<CollectionGrowthInLoopAnalyzer, CollectionGrowthInLoopFix>;

public sealed class CollectionGrowthInLoopTests
{
    private const string Usings = "using System.Collections.Immutable;\n";

    [Fact]
    public Task Reports_the_collection_and_what_it_grows_with() => Verify.ReportsAsync(
        Shop.In("""
            var all = new Order[0];
            foreach (var order in orders)
                {|#0:all|} = all.Append(order).ToArray();
            shop.Use(all);
            """),
        Verify.Diagnostic().WithLocation(0).WithArguments("all", "orders", "add to a List").WithOptions(DiagnosticOptions.IgnoreAdditionalLocations));

    [Theory]
    [InlineData("var all = new Order[0];", "[|all|] = all.Append(o).ToArray();")]
    [InlineData("var all = new Order[0];", "[|all|] = all.Concat(new[] { o, o }).ToArray();")]
    [InlineData("var all = new Order[0];", "[|all|] = all.Prepend(o).ToArray();")]
    [InlineData("var all = new Line[0];", "[|all|] = o.Lines.Concat(all).ToArray();")]
    [InlineData("var all = new Order[0];", "Array.Resize(ref [|all|], all.Length + 1); all[all.Length - 1] = o;")]
    [InlineData("var all = new Line[0];", "var at = all.Length; Array.Resize(ref [|all|], at + o.Lines.Count); o.Lines.CopyTo(all, at);")]
    [InlineData("var all = new List<Line>();", "[|all|] = all.Concat(o.Lines).ToList();")]
    [InlineData("var all = new List<Line>();", "[|all|] = all.Union(o.Lines).ToList();")]
    [InlineData("var all = ImmutableArray<Order>.Empty;", "[|all|] = all.Add(o);")]
    [InlineData("var states = ImmutableArray<Order>.Empty; var all = 3;", "[|states|] = states.Add(o);")]
    [InlineData("var all = ImmutableArray<Line>.Empty;", "[|all|] = all.AddRange(o.Lines);")]
    [InlineData("var all = ImmutableArray<Order>.Empty;", "[|all|] = all.Insert(0, o);")]
    public Task Reports_every_form_of_copy(string declaration, string statement) => Verify.ReportsAsync(Usings + Shop.In($$"""
        {{declaration}}
        foreach (var o in orders)
        {
            {{statement}}
        }
        shop.Use(all);
        """));

    [Theory]
    [InlineData("var all = new List<Line>(); foreach (var o in orders) { if (o.Lines is []) continue; var part = o.Lines; if (part.Count == 0) continue; {|#0:all|} = all.Union(part).ToList(); } shop.Use(all);", DiagnosticSeverity.Info)]
    [InlineData("var all = new List<Line>(); foreach (var o in orders) { var part = o.Lines; if (part is []) continue; {|#0:all|} = all.Union(part).ToList(); } shop.Use(all);", DiagnosticSeverity.Warning)]
    [InlineData("var all = new List<Line>(); foreach (var o in orders) { var part = o.Lines; if (part.Count > 0) {|#0:all|} = all.Concat(part).ToList(); } shop.Use(all);", DiagnosticSeverity.Warning)]
    [InlineData("var all = new List<Line>(); foreach (var o in orders) { var part = o.Lines; if (part.Count > 3) {|#0:all|} = all.Concat(part).ToList(); } shop.Use(all);", DiagnosticSeverity.Info)]
    [InlineData("var all = new int[0]; var n = 0; foreach (var o in orders) { Array.Resize(ref {|#0:all|}, n + 1); all[n++] = o.Id; } shop.Use(all);", DiagnosticSeverity.Warning)]
    [InlineData("var all = new int[4]; var n = 0; foreach (var o in orders) { if (n == all.Length) Array.Resize(ref {|#0:all|}, n + 1); all[n] = o.Id; n++; } shop.Use(all);", DiagnosticSeverity.Warning)]
    public Task Reports_as_surely_as_each_round_makes_a_copy(string statements, DiagnosticSeverity severity) => new Verify.Test
    {
        TestCode = Shop.In(statements),
        ExpectedDiagnostics = { new DiagnosticResult("PERF4005", severity).WithLocation(0).WithOptions(DiagnosticOptions.IgnoreAdditionalLocations) },
    }.RunAsync(TestContext.Current.CancellationToken);

    [Theory]
    [InlineData("var all = new int[4]; var n = 0; foreach (var o in orders) { if (n == all.Length) Array.Resize(ref all, n * 2); all[n++] = o.Id; } shop.Use(all);")]
    [InlineData("var all = new int[4]; var n = 0; foreach (var o in orders) { if (n == all.Length) Array.Resize(ref all, n + n); all[n++] = o.Id; } shop.Use(all);")]
    [InlineData("var all = new int[4]; var n = 0; foreach (var o in orders) { if (n == all.Length) Array.Resize(ref all, n + 64); all[n++] = o.Id; } shop.Use(all);")]
    public Task StaysSilent_when_an_array_gets_room_for_many(string statements) => Verify.SilentAsync(Shop.In(statements));

    [Theory]
    [InlineData("await foreach (var o in feed.StreamAsync()) {|#0:all|} = o.Id > 3 ? all.Add(o) : all; return all;", true)]
    [InlineData("await foreach (var o in feed.StreamAsync()) { all = all.Add(o); Keep(all); } return default;", false)]
    public Task Reports_what_a_stream_is_collected_in_that_ends(string statements, bool isReported)
    {
        var test = new Verify.Test
        {
            TestCode = Usings + Shop.Class($$"""
                public interface IFeed { IAsyncEnumerable<Order> StreamAsync(); }
                public async Task<ImmutableArray<Order>> RunAsync(IFeed feed)
                {
                    var all = ImmutableArray<Order>.Empty;
                    {{statements}}
                }
                private void Keep(ImmutableArray<Order> some) { }
                """),
        };
        if (isReported)
            test.ExpectedDiagnostics.Add(new DiagnosticResult("PERF4005", DiagnosticSeverity.Info).WithLocation(0).WithOptions(DiagnosticOptions.IgnoreAdditionalLocations));

        return test.RunAsync(TestContext.Current.CancellationToken);
    }

    [Theory]
    [InlineData("var all = new Order[0]; foreach (var o in orders) Add(ref [|all|], o); shop.Use(all);", "private static void Add(ref Order[] list, Order order) { Array.Resize(ref list, list.Length + 1); list[list.Length - 1] = order; }")]
    [InlineData("var all = new Order[0]; foreach (var o in orders) { shop.Use(o); Add(o, ref [|all|]); } shop.Use(all);", "private static void Add<T>(T one, ref T[] list) => list = list.Append(one).ToArray();")]
    [InlineData("foreach (var o in orders) [|Add(o)|]; shop.Use(all);", "private Order[] all = new Order[0]; private void Add(Order o) { all = all.Concat(new[] { o }).ToArray(); }")]
    [InlineData("var all = new List<int>(); void Add(int id) => all = all.Append(id).ToList(); foreach (var o in orders) [|Add(o.Id)|]; shop.Use(all);", "")]
    public Task Reports_what_a_method_copies_in_each_call(string statements, string members) => Verify.ReportsAsync(Usings + Shop.In(statements, members));

    [Theory]
    [InlineData("var all = new Order[4]; var n = 0; foreach (var o in orders) Add(ref all, ref n, o); shop.Use(all);", "private static void Add(ref Order[] list, ref int n, Order order) { if (n == list.Length) Array.Resize(ref list, list.Length * 2); list[n++] = order; }")]
    [InlineData("foreach (var o in orders) { all = new Order[0]; Add(o); shop.Use(all); }", "private Order[] all = new Order[0]; private void Add(Order o) { all = all.Concat(new[] { o }).ToArray(); }")]
    [InlineData("var all = new Order[0]; Add(ref all, orders[0]); shop.Use(all);", "private static void Add(ref Order[] list, Order order) { Array.Resize(ref list, list.Length + 1); list[list.Length - 1] = order; }")]
    [InlineData("foreach (var o in orders) shop.Use(With(names, o.Name));", "private static string[] With(IEnumerable<string> list, string name) { var all = new string[0]; all = all.Concat(list).Append(name).ToArray(); return all; }")]
    [InlineData("foreach (var o in orders) Add(o.Id); shop.Use(all);", "private List<int> all = new(); private void Add(int id) => all.Add(id);")]
    [InlineData("foreach (var o in orders) Remember(o); shop.Use(last);", "private int[] last = new int[0]; private void Remember(Order o) { if (o.Id > 100) last = last.Append(o.Id).ToArray(); }")]
    public Task StaysSilent_when_a_method_has_room_or_begins_anew(string statements, string members) => Verify.SilentAsync(Usings + Shop.In(statements, members));

    [Fact]
    public Task Reports_a_spread_of_itself()
    {
        Requires.CSharp(12);
        return Verify.ReportsAsync(Shop.In("""
            Order[] all = [];
            foreach (var o in orders)
                [|all|] = [..all, o];
            shop.Use(all);
            """));
    }

    [Theory]
    [InlineData("IEnumerable<Line> all = new List<Line>(); foreach (var o in orders) {|#0:all|} = all.Concat(o.Lines); shop.Use(all);")]
    [InlineData("var all = new byte[0]; var part = new byte[64]; int n; using var file = File.OpenRead(\"a\"); while ((n = file.Read(part)) > 0) { var at = all.Length; Array.Resize(ref {|#0:all|}, at + n); Array.Copy(part, 0, all, at, n); } shop.Use(all);")]
    [InlineData("var all = new byte[0]; var part = new byte[64]; using var file = File.OpenRead(\"a\"); while (true) { var n = await file.ReadAsync(part); if (n == 0) break; {|#0:all|} = all.Concat(part.Take(n)).ToArray(); } shop.Use(all);")]
    [InlineData("var all = new Order[0]; foreach (var o in orders) if (o.Id > 3) {|#0:all|} = all.Append(o).ToArray(); shop.Use(all);")]
    [InlineData("var all = new Order[0]; foreach (var o in orders) {|#0:all|} = o.Id > 3 ? all.Append(o).ToArray() : all; shop.Use(all);")]
    [InlineData("var all = new Order[0]; foreach (var o in orders) {|#0:all|} = o.Id > 3 ? all : all.Concat(new[] { o }).ToArray(); shop.Use(all);")]
    [InlineData("var all = new int[0]; var work = new Queue<Order>(orders); while (work.Count > 0) { var o = work.Dequeue(); {|#0:all|} = all.Append(o.Id).ToArray(); if (o.Id > 3) work.Enqueue(orders[0]); } shop.Use(all);")]
    [InlineData("var all = new string[0]; var text = names[0]; var at = 0; while (at < text.Length) { var end = text.IndexOf(' ', at); if (end < 0) end = text.Length; {|#0:all|} = all.Append(text.Substring(at, end - at)).ToArray(); at = end + 1; } shop.Use(all);")]
    [InlineData("var all = new byte[0]; using var file = File.OpenRead(\"a\"); int b; while ((b = file.ReadByte()) >= 0) { Array.Resize(ref {|#0:all|}, all.Length + 1); all[^1] = (byte)b; } shop.Use(all);")]
    [InlineData("var all = new string[0]; string? cursor = null; do { var found = await shop.GetNamesAsync(); {|#0:all|} = all.Concat(found).ToArray(); cursor = found.Count > 3 ? found[0] : null; } while (cursor is not null); shop.Use(all);")]
    public Task Reports_what_may_cost_less_as_a_suggestion(string statement) => new Verify.Test
    {
        TestCode = Shop.In(statement),
        ExpectedDiagnostics = { new DiagnosticResult("PERF4005", DiagnosticSeverity.Info).WithLocation(0).WithOptions(DiagnosticOptions.IgnoreAdditionalLocations) },
    }.RunAsync(TestContext.Current.CancellationToken);

    [Theory]
    [InlineData("var all = orders.ToArray(); foreach (var c in customers) all = all.Where(o => o.CustomerId != c.Id).ToArray(); shop.Use(all);")]
    [InlineData("IEnumerable<Guid> all = codes; foreach (var o in orders) all = all.Except(new[] { o.Code }); shop.Use(all);")]
    [InlineData("var all = orders.AsQueryable(); foreach (var c in customers) all = all.Where(o => o.CustomerId != c.Id); shop.Use(all);")]
    [InlineData("var all = ImmutableList<Order>.Empty; foreach (var o in orders) all = all.Add(o); shop.Use(all);")]
    [InlineData("var all = ImmutableDictionary<int, Order>.Empty; foreach (var o in orders) all = all.SetItem(o.Id, o); shop.Use(all);")]
    [InlineData("var all = ImmutableHashSet<int>.Empty; foreach (var o in orders) all = all.Add(o.Id); shop.Use(all);")]
    [InlineData("var all = new byte[64]; int n; var at = 0; using var file = File.OpenRead(\"a\"); while ((n = file.Read(all, at, all.Length - at)) > 0) { at += n; if (at == all.Length) Array.Resize(ref all, all.Length * 2); } shop.Use(all);")]
    [InlineData("var all = new Order[4]; var n = 0; foreach (var o in orders) { if (n == all.Length) Array.Resize(ref all, all.Length * 2); all[n++] = o; } shop.Use(all);")]
    [InlineData("var all = new Order[4]; var n = 0; foreach (var o in orders) { if (n == all.Length) Array.Resize(ref all, all.Length + all.Length / 2); all[n++] = o; } shop.Use(all);")]
    [InlineData("var all = new Order[4]; var n = 0; foreach (var o in orders) { if (n == all.Length) Array.Resize(ref all, all.Length + customers.Count); all[n++] = o; } shop.Use(all);")]
    [InlineData("var all = new Line[4]; foreach (var o in orders) { var size = all.Length; Array.Resize(ref all, size + Math.Max(size, o.Lines.Count)); } shop.Use(all);")]
    [InlineData("var all = new List<Order>(); foreach (var o in orders) all.Add(o); shop.Use(all);")]
    public Task StaysSilent_when_nothing_is_copied_or_it_shrinks(string statement) => Verify.SilentAsync(Usings + Shop.In(statement));

    [Theory]
    [InlineData("foreach (var o in orders) { var all = new Order[0]; all = all.Append(o).ToArray(); shop.Use(all); }")]
    [InlineData("var all = new Order[0]; foreach (var o in orders) all = o.Id > 3 ? all.Append(o).ToArray() : new Order[0]; shop.Use(all);")]
    [InlineData("var all = new Order[0]; foreach (var o in orders) { all = new Order[0]; all = o.Id > 3 ? all.Append(o).ToArray() : all; shop.Use(all); }")]
    [InlineData("foreach (var o in orders) o.Lines = o.Lines.Append(new Line()).ToList();")]
    [InlineData("var all = new Order[0]; foreach (var o in orders) { all = new Order[0]; all = all.Append(o).ToArray(); shop.Use(all); }")]
    [InlineData("var all = new Order[0]; for (var i = 0; i < 3; i++) all = all.Append(orders[i]).ToArray(); shop.Use(all);")]
    [InlineData("var all = new Order[0]; foreach (var o in orders) { all = all.Append(o).ToArray(); break; } shop.Use(all);")]
    [InlineData("var all = new string[0]; foreach (var day in Enum.GetValues<DayOfWeek>()) all = all.Append(day.ToString()).ToArray(); shop.Use(all);")]
    [InlineData("var all = new int[0]; foreach (var chunk in orders.Chunk(100)) all = all.Append(chunk.Length).ToArray(); shop.Use(all);")]
    [InlineData("var extensions = new string[0]; foreach (var n in names) extensions = extensions.Append(n).ToArray(); shop.Use(extensions);")]
    [InlineData("var all = new Order[0]; for (var attempt = 0; attempt < 50; attempt++) all = all.Append(orders[0]).ToArray(); shop.Use(all);")]
    public Task StaysSilent_when_it_starts_again_or_stays_small(string statement) => Verify.SilentAsync(Shop.In(statement));

    [Theory]
    [InlineData("private ImmutableArray<int> all = ImmutableArray<int>.Empty; public void Add(int id) => ImmutableInterlocked.Update(ref all, (a, i) => a.Add(i), id);")]
    [InlineData("private ImmutableArray<int> all = ImmutableArray<int>.Empty; public void Add(int id) { while (true) { var seen = all; var next = seen.Add(id); if (ImmutableInterlocked.InterlockedCompareExchange(ref all, next, seen) == seen) return; } }")]
    public Task StaysSilent_when_a_snapshot_is_published(string members) => Verify.SilentAsync(Usings + Shop.Class(members));

    /// <summary>Whoever keeps each state needs a copy for each.</summary>
    [Theory]
    [InlineData("var all = ImmutableArray<Order>.Empty; var states = new List<ImmutableArray<Order>>(); foreach (var o in orders) { all = all.Add(o); states.Add(all); } shop.Use(states);")]
    [InlineData("var all = new Order[0]; var states = new Dictionary<int, Order[]>(); foreach (var o in orders) { all = all.Append(o).ToArray(); states[o.Id] = all; } shop.Use(states);")]
    [InlineData("var path = ImmutableArray<int>.Empty; foreach (var o in orders) { path = path.Add(o.Id); o.CustomerIds = path.ToList(); o.Customer = new Customer { Weight = path.Length }; shop.Use(new Step(path)); }")]
    public Task StaysSilent_when_each_state_is_kept(string statement) => Verify.SilentAsync(Usings + Shop.In(statement, "public sealed record Step(ImmutableArray<int> Path);"));

    [Theory]
    [InlineData("var q = orders.AsQueryable(); foreach (var n in names) { if (n.Length > 3) q = q.Where(o => o.Name == n); } shop.Use(q.ToList());")]
    [InlineData("var all = new Order[0]; for (var i = 0; i < 2; i++) all = all.Append(orders[i]).ToArray(); shop.Use(all);")]
    [InlineData("IEnumerable<Guid> left = codes; foreach (var o in orders) left = left.Except(new[] { o.Code }).ToList(); shop.Use(left);")]
    [InlineData("IEnumerable<Order> left = orders; foreach (var n in names) left = left.Where(o => o.Name != n); shop.Use(left.ToList());")]
    [InlineData("var all = ImmutableArray.CreateBuilder<Order>(); foreach (var o in orders) all.Add(o); shop.Use(all.ToImmutable());")]
    public Task StaysSilent_when_it_narrows_or_composes(string statement) => Verify.SilentAsync(Usings + Shop.In(statement));

    [Theory]
    [InlineData("var all = new Order[0];", "[|all|] = all.Append(o).ToArray();", "var allList = new List<Order>();", "allList.Add(o);", "all = allList.ToArray();")]
    [InlineData("var all = Array.Empty<Line>();", "[|all|] = all.Concat(o.Lines).ToArray();", "var allList = new List<Line>();", "allList.AddRange(o.Lines);", "all = allList.ToArray();")]
    [InlineData("var all = Array.Empty<Order>();", "Array.Resize(ref [|all|], all.Length + 1); all[^1] = o;", "var allList = new List<Order>();", "allList.Add(o);", "all = allList.ToArray();")]
    [InlineData("var all = new Order[0];", "Array.Resize(ref [|all|], all.Length + 1); all[all.Length - 1] = o;", "var allList = new List<Order>();", "allList.Add(o);", "all = allList.ToArray();")]
    [InlineData("var all = ImmutableArray<Order>.Empty;", "[|all|] = all.Add(o);", "var allBuilder = all.ToBuilder();", "allBuilder.Add(o);", "all = allBuilder.ToImmutable();")]
    [InlineData("var all = ImmutableArray.Create<Line>();", "[|all|] = all.AddRange(o.Lines);", "var allBuilder = all.ToBuilder();", "allBuilder.AddRange(o.Lines);", "all = allBuilder.ToImmutable();")]
    public Task Fixes_with_a_list_or_builder_around_the_loop(string declaration, string before, string builder, string after, string back) => Verify.FixAsync(
        Usings + Shop.In($$"""
            {{declaration}}
            foreach (var o in orders)
            {
                {{before}} // each
            }

            shop.Use(all);
            """),
        Usings + Shop.In($$"""
            {{declaration}}
            {{builder}}
            foreach (var o in orders)
            {
                {{after}} // each
            }
            {{back}}

            shop.Use(all);
            """),
        CollectionGrowthInLoopFix.AddInPlace);

    [Theory]
    [InlineData("IEnumerable<Line> all = new List<Line>();")]
    [InlineData("var all = Enumerable.Empty<Line>();")]
    public Task Fixes_a_sequence_that_becomes_a_list(string declaration) => Verify.FixAsync(
        Shop.In($"""
            {declaration}
            foreach (var o in orders)
                [|all|] = all.Concat(o.Lines).ToList();
            shop.Use(all.Distinct());
            """),
        Shop.In("""
            var all = new List<Line>();
            foreach (var o in orders)
                all.AddRange(o.Lines);
            shop.Use(all.Distinct());
            """));

    [Fact]
    public Task OffersNoFix_when_a_failure_may_leave_half_of_it() => Verify.NoFixAsync(Shop.In("""
        IEnumerable<Line> all = new List<Line>();
        foreach (var o in orders)
        {
            try
            {
                [|all|] = all.Concat(o.Lines).ToList();
            }
            catch (InvalidOperationException)
            {
                shop.Use(o);
            }
        }
        shop.Use(all.Distinct());
        """));

    [Fact]
    public Task Fixes_a_list_of_its_own_in_place() => Verify.FixAsync(
        Shop.In("""
            var all = new List<Line>();
            foreach (var o in orders)
                [|all|] = all.Concat(o.Lines).ToList();
            shop.Use(all);
            """),
        Shop.In("""
            var all = new List<Line>();
            foreach (var o in orders)
                all.AddRange(o.Lines);
            shop.Use(all);
            """));

    [Theory]
    [InlineData("Order[] all = null!;", "[|all|] = all.Append(o).ToArray();")]
    [InlineData("var all = new Order[0]; var other = all;", "[|all|] = all.Append(o).ToArray();")]
    [InlineData("var all = new Order[0];", "[|all|] = all.Append(o).ToArray(); shop.Use(all);")]
    [InlineData("var all = new Order[0];", "[|all|] = all.Append(all.Length > 3 ? o : orders[0]).ToArray();")]
    [InlineData("var all = new Order[0];", "[|all|] = all.Prepend(o).ToArray();")]
    [InlineData("var all = new Line[0];", "[|all|] = all.Union(o.Lines).ToArray();")]
    [InlineData("var all = new Order[0];", "try { [|all|] = all.Append(o).ToArray(); } catch (Exception) { }")]
    [InlineData("var all = new Order[0]; int Count() => all.Length;", "[|all|] = all.Append(o).ToArray(); Count();")]
    [InlineData("var all = new Order[0];", "Array.Resize(ref [|all|], all.Length + 1); all[0] = o;")]
    [InlineData("var all = new Order[0];", "Array.Resize(ref [|all|], all.Length + 1); if (o.Id > 3) all[^1] = o;")]
    [InlineData("var all = new Order[0];", "Array.Resize(ref [|all|], all.Length + 1); all[^1] = all[0] ?? o;")]
    public Task OffersNoFix_when_others_could_see_it(string declaration, string statement) => Verify.NoFixAsync(Shop.In($$"""
        {{declaration}}
        foreach (var o in orders)
        {
            {{statement}}
        }
        shop.Use(all);
        """));
}
