using PerfAnalyzers.CodeFixes.Rules.Algorithms;
using PerfAnalyzers.Rules.Algorithms;

namespace PerfAnalyzers.Tests.Rules.Algorithms;

using Verify = RuleVerifier<LinearLookupInLoopAnalyzer, LinearLookupInLoopFix>;

/// <summary>What looks alike and is fine.</summary>
public sealed class LinearLookupInLoopSilenceTests
{
    /// <summary>A set finds by hash only what has the same hash.</summary>
    [Theory]
    [InlineData("public override int GetHashCode() => base.GetHashCode();", false)]
    [InlineData("public override int GetHashCode() { return base.GetHashCode(); }", false)]
    [InlineData("", false)]
    [InlineData("public override int GetHashCode() => Code.GetHashCode();", true)]
    public Task StaysSilent_when_equal_things_have_other_hashes(string hash, bool isReported) => Verify.ReportsAsync($$"""
        #pragma warning disable CS0659
        public class Mark
        {
            public string Code = "";
            public override bool Equals(object? other) => other is Mark mark && mark.Code == Code;
            {{hash}}
        }

        public class Marks
        {
            public List<Mark> Known(List<Mark> marks, List<Mark> listed) => marks.Where(m => listed.{{(isReported ? "[|Any(l => l.Equals(m))|]" : "Any(l => l.Equals(m))")}}).ToList();

            public List<Mark> Kept(List<Mark> marks, List<Mark> listed) => marks.Where({{(isReported ? "[|listed.Contains|]" : "listed.Contains")}}).ToList();
        }
        """);

    [Theory]
    [InlineData("new[] { \"a\", \"b\" }")]
    [InlineData("new List<string> { \"a\", \"b\" }")]
    [InlineData("Enum.GetNames<DayOfWeek>()")]
    [InlineData("\"a,b\".Split(',')")]
    [InlineData("typeof(string).GetProperties().Select(p => p.Name).ToList()")]
    [InlineData("names.Take(10).ToList()")]
    [InlineData("new string[3]")]
    public Task StaysSilent_when_the_collection_is_small(string collection) => Verify.SilentAsync(Shop.In($$"""
        var scanned = {{collection}};
        foreach (var order in orders)
            shop.Use(scanned.Contains(order.Name));
        """));

    [Theory]
    [InlineData("if (names.Count > 5) return; foreach (var o in orders) shop.Use(names.Contains(o.Name));")]
    [InlineData("if (orders.Count >= 5 || names.Count == 0) throw new Exception(); foreach (var o in orders) shop.Use(names.Contains(o.Name));")]
    [InlineData("if (names.Count <= 5 && orders.Count > 3) foreach (var o in orders) shop.Use(names.Contains(o.Name));")]
    [InlineData("foreach (var o in orders) { if (names.Count != 1) continue; shop.Use(names.Contains(o.Name)); }")]
    [InlineData("if (names.Count > 5) foreach (var o in orders) shop.Use(names.[|Contains(o.Name)|]);", false)]
    [InlineData("if (names.Count > 500) return; foreach (var o in orders) shop.Use(names.[|Contains(o.Name)|]);", false)]
    [InlineData("if (codes.Count > 5) return; foreach (var o in orders) shop.Use(names.[|Contains(o.Name)|]);", false)]
    [InlineData("if (names.Count < 5) return; foreach (var o in orders) shop.Use(names.[|Contains(o.Name)|]);", false)]
    public Task StaysSilent_when_the_size_was_tested(string statement, bool isSilent = true) =>
        isSilent ? Verify.SilentAsync(Shop.In(statement)) : Verify.ReportsAsync(Shop.In(statement));

    // What is added while the search goes on would not be in an index made before it, and what is put between elements moves those behind it.
    [Theory]
    [InlineData("names.AddRange(orders.Select(o => o.Name).Where(n => !names.Contains(n)));")]
    [InlineData("names.AddRange(orders.Select(o => o.Name).Where(n => !names.[|Contains(n)|]).ToList());", false)]
    [InlineData("foreach (var o in orders) { var at = names.IndexOf(o.Name); if (at >= 0) names.Insert(at, o.Name); }")]
    [InlineData("foreach (var o in orders) { shop.Use(names.IndexOf(o.Name)); Fill(names); } static void Fill(List<string> to) => to.Insert(0, to[0]);")]
    [InlineData("foreach (var o in orders) { shop.Use(names.[|IndexOf(o.Name)|]); names.Add(o.Name); }", false)]
    public Task StaysSilent_when_an_index_would_be_out_of_date(string statement, bool isSilent = true) =>
        isSilent ? Verify.SilentAsync(Shop.In(statement)) : Verify.ReportsAsync(Shop.In(statement));

    [Theory]
    [InlineData("roles")]
    [InlineData("allowedScopes")]
    [InlineData("supportedThings")]
    [InlineData("fileExtensions")]
    [InlineData("permissionNames")]
    [InlineData("_mimeTypes")]
    [InlineData("countryCodes")]
    [InlineData("columns")]
    public Task StaysSilent_when_the_name_says_that_people_write_it(string name) => Verify.SilentAsync(Shop.Class($$"""
        public int Run(List<Order> orders, List<string> {{name}}) => orders.Count(o => {{name}}.Contains(o.Name));
        """));

    [Theory]
    [InlineData("public interface IRunner { string Name { get; } Task RunAsync(); }", "IRunner")]
    [InlineData("public sealed class Runner { public Runner(string name) => Name = name; public string Name { get; } public Task RunAsync() => Task.CompletedTask; }", "Runner")]
    public Task StaysSilent_when_the_elements_do_work_instead_of_holding_data(string type, string name) => Verify.SilentAsync(Shop.Class($$"""
        {{type}}
        public int Run(List<Order> orders, List<{{name}}> items) => orders.Count(o => items.Exists(i => i.Name == o.Name));
        """));

    [Theory]
    [InlineData("public int Run(List<Order> orders, params string[] items) => orders.Count(o => items.Contains(o.Name));")]
    [InlineData("private static readonly string[] Items = { \"a\", \"b\" }; public int Run(List<Order> orders) => orders.Count(o => Items.Contains(o.Name));")]
    [InlineData("private readonly ShopOptions options = new(); public class ShopOptions { public List<string> Items { get; } = new(); } public int Run(List<Order> orders) => orders.Count(o => options.Items.Contains(o.Name));")]
    [InlineData("public int Run(List<Order> orders, List<DayOfWeek> items) => orders.Count(o => items.Contains((DayOfWeek)o.Id));")]
    [InlineData("public int Run(List<Order> orders, List<Type> items) => orders.Count(o => items.Contains(o.GetType()));")]
    [InlineData("public int Run(List<Order> orders, List<int> items) => orders.Count(o => items.Contains(o.Id));")]
    [InlineData("public int Run(List<Order> orders, IEnumerable<string> items) => orders.Count(o => items.Contains(o.Name));")]
    [InlineData("public int Run(Order a, Order b) => a.Lines.Count(x => b.Lines.Exists(y => y.Sku == x.Sku));")]
    public Task StaysSilent_when_nothing_says_that_the_list_grows(string members) => Verify.SilentAsync(Shop.Class(members));

    [Theory]
    [InlineData("codes.ToHashSet()", "Contains(o.Code)")]
    [InlineData("(IEnumerable<Guid>)codes.ToHashSet()", "Contains(o.Code)")]
    [InlineData("(ICollection<Guid>)new HashSet<Guid>(codes)", "Contains(o.Code)")]
    [InlineData("new SortedSet<Guid>(codes)", "Contains(o.Code)")]
    [InlineData("codes.ToImmutableHashSet()", "Contains(o.Code)")]
    [InlineData("codes.ToFrozenSet()", "Contains(o.Code)")]
    [InlineData("customers.ToDictionary(c => c.Code).Keys", "Contains(o.Code)")]
    [InlineData("customers.ToLookup(c => c.Code)", "Contains(o.Code)")]
    [InlineData("customers.ToDictionary(c => c.Code)", "ContainsKey(o.Code)")]
    [InlineData("new Index()", "Contains(o.CustomerId)")]
    [InlineData("new System.Collections.BitArray(9)", "Get(o.Id)")]
    [InlineData("(IReadOnlySet<Guid>)codes.ToHashSet()", "Contains(o.Code)")]
    [InlineData("\"some text\"", "Contains(o.Name)")]
    [InlineData("\"some text\"", "IndexOf(o.Name, StringComparison.Ordinal)")]
    [InlineData("\"some text\"", "Any(c => c == o.Name[0])")]
    [InlineData("new Span()", "Contains(o.Id)")]
    public Task StaysSilent_when_the_question_costs_one_step(string collection, string question) => Verify.SilentAsync(
        "using System.Collections.Frozen; using System.Collections.Immutable;\n" + Shop.In(
            $$"""
            var asked = {{collection}};
            foreach (var o in orders)
                shop.Use(asked.{{question}});
            """,
            "public struct Span { public bool Contains(int id) => id > 0; }\npublic sealed class Index : System.Collections.ObjectModel.KeyedCollection<int, Customer> { protected override int GetKeyForItem(Customer item) => item.Id; }"));

    [Theory]
    [InlineData("shop.Use(o.Lines.Exists(l => l.Id == o.Id));")]
    [InlineData("var lines = o.Lines; shop.Use(lines.Exists(l => l.Id == o.Id));")]
    [InlineData("foreach (var line in o.Lines) shop.Use(o.Lines.Exists(l => l.Id == line.ProductId));")]
    [InlineData("var own = await shop.GetCodesAsync(); shop.Use(own.Contains(o.Code));")]
    [InlineData("codes = await shop.GetCodesAsync(); shop.Use(codes.Contains(o.Code));")]
    [InlineData("if (codes.Contains(o.Code)) codes.Remove(o.Code);")]
    [InlineData("if (!codes.Contains(o.Code)) codes.Add(o.Code); if (codes.Count > 100) codes.Clear();")]
    [InlineData("foreach (var c in customers.Where(c => !codes.Contains(c.Code)).OrderBy(c => o.Id)) codes.Add(c.Code);")]
    [InlineData("shop.Use(customers.Where(c => c.ParentId == o.AgentId).Any(c => c.Id == o.Id + 1 && c.Number > o.Id) ? 1 : names.Count);", true)]
    [InlineData("shop.Use(codes.Contains(Guid.Empty));")]
    [InlineData("shop.Use(customers.Exists(c => c.Id > o.CustomerId));")]
    [InlineData("shop.Use(customers.Exists(c => c.Name.StartsWith(o.Name)));")]
    [InlineData("shop.Use(customers.Exists(c => c.Id == o.Id || c.Name == o.Name));")]
    [InlineData("shop.Use(customers.Exists(c => c.Id <= o.Id && c.Number >= o.Id));")]
    [InlineData("shop.Use(customers.Exists(c => c.IsActive));")]
    [InlineData("shop.Use(customers.Where((c, i) => c.Id == o.Id));")]
    [InlineData("shop.Use(customers.Any());")]
    [InlineData("if (codes.Contains(o.Code)) break;")]
    [InlineData("if (codes.Contains(o.Code)) return;")]
    [InlineData("var hit = customers.Find(c => c.Id == o.CustomerId); if (hit != null) { shop.Use(hit); break; }")]
    [InlineData("shop.Use(codes.Contains(o.Code)); break;")]
    [InlineData("throw new Exception(codes.Contains(o.Code).ToString());")]
    [InlineData("Func<bool> later = () => codes.Contains(o.Code); shop.Use(later);")]
    [InlineData("dynamic d = codes; shop.Use(d.Contains(o.Code));")]
    public Task StaysSilent_in_a_loop_when(string statement, bool oneRemains = false) => oneRemains
        ? Verify.ReportsAsync(Shop.In("foreach (var o in orders) { " + statement.Replace("Where(c => c.ParentId == o.AgentId)", "[|Where(c => c.ParentId == o.AgentId)|]", StringComparison.Ordinal) + " }"))
        : Verify.SilentAsync(Shop.In("foreach (var o in orders) { " + statement + " }"));

    [Theory]
    [InlineData("foreach (var code in codes.Where(c => c == orders[0].Code)) shop.Use(code);")]
    [InlineData("foreach (var o in codes.Contains(orders[0].Code) ? orders : new()) shop.Use(o);")]
    [InlineData("for (var i = codes.IndexOf(orders[0].Code); i < 10000; i++) shop.Use(i);")]
    [InlineData("foreach (var day in Enum.GetValues<DayOfWeek>()) shop.Use(customers.Exists(c => c.Id == (int)day));")]
    [InlineData("foreach (var o in orders.Take(5)) shop.Use(codes.Contains(o.Code));")]
    [InlineData("for (var i = 0; i < 3; i++) shop.Use(codes.Contains(orders[i].Code));")]
    [InlineData("for (var attempt = 0; attempt < 30; attempt++) shop.Use(codes.Contains(orders[attempt].Code));")]
    [InlineData("shop.Use(orders.Any(o => codes.Contains(o.Code)));")]
    [InlineData("shop.Use(orders.FirstOrDefault(o => codes.Contains(o.Code)));")]
    [InlineData("do { shop.Use(codes.Contains(orders[0].Code)); } while (false);")]
    [InlineData("while (true) { await Task.Delay(5); shop.Use(codes.Contains(orders[0].Code)); }")]
    [InlineData("bool Local(Order o) => codes.Contains(o.Code); shop.Use(Local(orders[0]));")]
    [InlineData("Func<Order, bool> stored = o => codes.Contains(o.Code); shop.Use(stored);")]
    [InlineData("foreach (var o in orders) { try { shop.Use(o); } catch (Exception) { shop.Use(codes.Contains(o.Code)); } }")]
    public Task StaysSilent_where_the_loop_is_none(string statement) => Verify.SilentAsync(Shop.In(statement));

    [Theory]
    [InlineData("IQueryable<Order> q = orders.AsQueryable(); shop.Use(q.Where(o => codes.Contains(o.Code)).ToList());")]
    [InlineData("IQueryable<Order> q = orders.AsQueryable(); shop.Use(q.Where(o => o.Lines.Any(l => names.Contains(l.Sku))).ToList());")]
    [InlineData("IQueryable<Order> q = orders.AsQueryable(); shop.Use((from o in q where codes.Contains(o.Code) select o).ToList());")]
    [InlineData("System.Linq.Expressions.Expression<Func<List<Order>, int>> e = list => list.Count(o => codes.Contains(o.Code)); shop.Use(e);")]
    public Task StaysSilent_in_expression_trees(string statement) => Verify.SilentAsync(Shop.In(statement));

    [Theory]
    [InlineData("public static void Main() { var a = System.IO.File.ReadAllLines(\"a\"); foreach (var x in System.IO.File.ReadAllLines(\"b\")) Console.WriteLine(a.Contains(x)); }", OutputKind.ConsoleApplication)]
    [InlineData("static Desk() { var a = System.IO.File.ReadAllLines(\"a\"); foreach (var x in System.IO.File.ReadAllLines(\"b\")) Console.WriteLine(a.Contains(x)); }", OutputKind.DynamicallyLinkedLibrary)]
    [InlineData("public void SeedData() { var a = System.IO.File.ReadAllLines(\"a\"); foreach (var x in System.IO.File.ReadAllLines(\"b\")) Console.WriteLine(a.Contains(x)); }", OutputKind.DynamicallyLinkedLibrary)]
    public async Task StaysSilent_in_code_that_runs_once(string members, OutputKind output)
    {
        var test = new Verify.Test { TestCode = Shop.Class(members) };
        test.TestState.OutputKind = output;
        await test.RunAsync(TestContext.Current.CancellationToken);
    }

    [Theory]
    [InlineData("var set = names.ToHashSet(); shop.Use(orders.Select(o => o.Name).Where(set.Contains).ToList());")]
    [InlineData("shop.Use(orders.Select(o => o.Name).Any(names.Contains));")]
    [InlineData("shop.Use(new[] { \"a\" }.Where(names.Contains).ToList());")]
    [InlineData("Func<string, bool> later = names.Contains; shop.Use(later);")]
    [InlineData("foreach (var o in orders) { var own = o.Lines.Select(l => l.Sku).ToList(); shop.Use(own.Count(o.Name.Contains)); }")]
    public Task StaysSilent_when_a_function_that_is_handed_over_is_cheap(string statement) => Verify.SilentAsync(Shop.In(statement));

    [Fact]
    public Task StaysSilent_when_another_rule_speaks_of_the_query() => Verify.SilentAsync(Shop.In("""
        var wanted = customers.Where(c => c.IsActive).Select(c => c.Code);
        foreach (var o in orders)
            shop.Use(wanted.Contains(o.Code));
        """));

    [Fact]
    public Task StaysSilent_when_nested_conditional_accesses_look_inside_the_element() => Verify.SilentAsync(Shop.In("""
        foreach (var o in orders)
            shop.Use(o?.Customer?.Name?.Contains('x') == true || o?.Lines?.Exists(l => l.Id == o?.Id) == true);
        """));

    [Fact]
    public Task StaysSilent_when_the_code_does_not_bind() => new Verify.Test
    {
        TestCode = Shop.In("foreach (var o in orders) shop.Use(missing.Contains(o.Code) || customers.Any(c => c.Nothing == o.Code));"),
        CompilerDiagnostics = CompilerDiagnostics.None,
    }.RunAsync(TestContext.Current.CancellationToken);

    [Theory]
    [InlineData("var n = 0; foreach (var o in orders) { if (++n % 100 == 0) shop.Use(codes.Contains(o.Code)); }")]
    [InlineData("for (var i = 0; i < orders.Count; i++) { if (i % 100 == 0) shop.Use(codes.Contains(orders[i].Code)); }")]
    [InlineData("shop.Use(orders.Select((o, i) => i % 100 == 0 ? codes.Contains(o.Code) : false).ToList());")]
    [InlineData("var first = true; foreach (var o in orders) { if (first) { shop.Use(codes.Contains(o.Code)); first = false; } }")]
    public Task StaysSilent_when_only_some_rounds_search(string statements) => Verify.SilentAsync(Shop.In(statements));
}
