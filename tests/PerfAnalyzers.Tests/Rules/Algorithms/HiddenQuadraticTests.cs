using PerfAnalyzers.CodeFixes.Rules.Algorithms;
using PerfAnalyzers.Rules.Algorithms;

namespace PerfAnalyzers.Tests.Rules.Algorithms;

using Verify = RuleVerifier<HiddenQuadraticAnalyzer, HiddenQuadraticFix>;

public sealed class HiddenQuadraticTests
{
    private const string IsKnown = "private static bool IsKnown(List<Customer> list, int id) => list.Exists(c => c.Id == id);";

    [Fact]
    public Task Reports_the_collection_the_cost_and_the_way() => Verify.ReportsAsync(
        Shop.In(
            """
            foreach (var o in orders)
                shop.Use({|#0:Check(customers, o)|});
            """,
            "private static bool Check(List<Customer> list, Order o) => o.Id > 3 && IsKnown(list, o.CustomerId);\n" + IsKnown),
        Verify.Diagnostic().WithLocation(0).WithArguments("Check", "customers", "orders", "Check → IsKnown → Exists", "build an index once").WithOptions(DiagnosticOptions.IgnoreAdditionalLocations));

    [Theory]
    [InlineData("foreach (var o in orders) shop.Use([|Find(customers, o.CustomerId)|]);", "private static Customer? Find(List<Customer> list, int id) => list.FirstOrDefault(c => c.Id == id);")]
    [InlineData("foreach (var o in orders) shop.Use([|Find(customers, o)|]);", "private static Customer? Find(IEnumerable<Customer> list, Order o) => list.FirstOrDefault(c => c.Id == o.CustomerId);")]
    [InlineData("foreach (var o in orders) shop.Use([|Near(customers, o.CustomerId)|]);", "private static bool Near(List<Customer> list, int id) { for (var i = -1; i <= 1; i++) { if (list.Exists(c => c.Id == id + i)) return true; } return false; }")]
    [InlineData("foreach (var o in orders) shop.Use([|Has(codes, o.Code)|]);", "private static bool Has(IEnumerable<Guid> list, Guid code) => list.Contains(code);")]
    [InlineData("foreach (var o in orders) shop.Use([|Has(codes, o.Code)|]);", "private static bool Has(ICollection<Guid> list, Guid code) { var found = list.Contains(code); return found; }")]
    [InlineData("shop.Use(orders.Where(o => [|Has(codes, o.Code)|]).ToList());", "private static bool Has(List<Guid> list, Guid code) => list.IndexOf(code) >= 0;")]
    [InlineData("foreach (var o in orders) foreach (var line in o.Lines) shop.Use([|Find(customers, line.ProductId)|]);", "private static Customer? Find(List<Customer> list, int id) => list.Find(c => c.Id == id);")]
    [InlineData("customers.AddRange(all); foreach (var o in orders) shop.Use([|Find(o.CustomerId)|]);", "private readonly List<Customer> all = new(); private Customer? Find(int id) => all.Find(c => c.Id == id);")]
    [InlineData("foreach (var o in orders) shop.Use([|Find(o.CustomerId)|]);", "public List<Customer> All { get; } = new(); private Customer? Find(int id) => All.Find(c => c.Id == id);")]
    [InlineData("foreach (var o in orders) shop.Use([|Find(o.CustomerId)|]);", "private static List<Customer> all = new(); private static Customer? Find(int id) => all.Find(c => c.Id == id);")]
    [InlineData("bool Has(Guid code) => codes.Contains(code); foreach (var o in orders) shop.Use([|Has(o.Code)|]);", "")]
    [InlineData("foreach (var o in orders) shop.Use([|Find(customers, o.CustomerId)|]);", "private static Customer? Find(List<Customer> list, int id) { foreach (var c in list) { if (c.Id == id) return c; } return null; }")]
    [InlineData("foreach (var o in orders) shop.Use([|Has(customers, o.CustomerId)|]);", "private static bool Has(List<Customer> list, int id) { var found = false; foreach (var c in list) if (c.IsActive && c.Id == id) return true; return found; }")]
    [InlineData("foreach (var o in orders) shop.Use([|Share(o)|]); double Share(Order o) => o.Weight / orders.Sum(x => x.Weight);", "")]
    [InlineData("foreach (var o in orders) shop.Use([|Share(orders, o)|]);", "private static double Share(List<Order> all, Order o) => o.Weight / all.Max(x => x.Weight);")]
    [InlineData("foreach (var o in orders) shop.Use(o.Id - [|Newest()|]); int Newest() => customers.Max(c => c.Id);", "")]
    [InlineData("foreach (var o in orders) shop.Use([|Find(customers, o.CustomerId)|]);", "private static Customer? Find(IReadOnlyList<Customer> list, int id) { for (var i = 0; i < list.Count; i++) { if (list[i].Id == id) { return list[i]; } } return null; }")]
    [InlineData("foreach (var o in orders) shop.Use([|At(customers, o.CustomerId)|]);", "private static int At(List<Customer> list, int id) { for (int i = 0; i < list.Count; ++i) { var c = list[i]; if (c.Id == id) return i; } return -1; }")]
    [InlineData("foreach (var o in orders) shop.Use([|Count(customers, o.CustomerId)|]);", "private static int Count(List<Customer> list, int id) { var n = 0; foreach (var c in list) { if (c.IsActive) n++; } return n + id; }")]
    [InlineData("foreach (var o in orders) shop.Use([|Share(orders, o)|]);", "private static double Share(List<Order> all, Order o) { var top = double.MinValue; foreach (var each in all) top = Math.Max(top, each.Weight); return o.Weight / top; }")]
    [InlineData("for (var i = 0; i < orders.Count; i++) shop.Use([|Share(orders, orders[i].Weight)|]);", "private static double Share(List<Order> all, double weight) { var sum = 0.0; foreach (var each in all) { sum += each.Weight; } return weight / sum; }")]
    [InlineData("foreach (var o in orders) shop.Use([|Weight(customers, o.CustomerId)|]);", "private static double Weight(List<Customer> list, int id) { var sum = 0.0; foreach (var c in list) { if (c.Id == id) sum += c.Weight; } return sum; }")]
    [InlineData("foreach (var o in orders) shop.Use($\"{[|Find(customers, o.CustomerId)|]?.Name}/{o.Name}\");", "private static Customer? Find(IReadOnlyList<Customer> list, int? id) { foreach (var c in list) { if (c.Id == id) return c; } return null; }")]
    [InlineData("foreach (var o in orders) shop.Use([|Find(customers, o.CustomerId)|]);", "private static Customer? Find(List<Customer> list, int id) { foreach (var c in list) { if (EqualityComparer<int>.Default.Equals(c.Id, id)) return c; } return null; }")]
    [InlineData("foreach (var o in orders) shop.Use([|Find(customers, c => c.Id, o.CustomerId)|]);", "private static T? Find<T, TKey>(List<T> list, Func<T, TKey> key, TKey id) where T : class { foreach (var c in list) { if (EqualityComparer<TKey>.Default.Equals(key(c), id)) return c; } return null; }")]
    public Task Reports_every_way(string statement, string members) => Verify.ReportsAsync(Shop.In(statement, members));

    [Theory]
    [InlineData("foreach (var c in all) { if (c.Id == id) return c; } return null;")]
    [InlineData("for (var i = 0; i < all.Count; i++) { if (all[i].Id == id) return all[i]; } return null;")]
    public Task Reports_a_loop_behind_an_interface(string body) => Verify.ReportsAsync(Shop.Class($$"""
        public interface IMatcher { Customer? Find(IReadOnlyList<Customer> all, int id); }
        public sealed class Matcher : IMatcher { public Customer? Find(IReadOnlyList<Customer> all, int id) { {{body}} } }
        public async Task Run(IMatcher matcher, IShop shop)
        {
            var customers = await shop.GetCustomersAsync();
            foreach (var o in await shop.GetOrdersAsync())
                shop.Use(matcher.[|Find(customers, o.CustomerId)|]);
        }
        """));

    [Fact]
    public Task Reports_through_an_interface() => Verify.ReportsAsync(Shop.Class("""
        public interface IMatcher { Customer? Find(List<Customer> all, int id); }
        public sealed class Matcher : IMatcher { public Customer? Find(List<Customer> all, int id) => all.FirstOrDefault(c => c.Id == id); }
        public void Run(List<Order> orders, List<Customer> customers, IMatcher matcher, IShop shop)
        {
            foreach (var o in orders)
                shop.Use(matcher.[|Find(customers, o.CustomerId)|]);
        }
        """));

    [Theory]
    [InlineData("foreach (var o in orders) shop.Use(Has(o.Lines, o.Id));", "private static bool Has(List<Line> list, int id) => list.Exists(l => l.Id == id);")]
    [InlineData("foreach (var o in orders) shop.Use(Near(o.Lines, o.Id));", "private static bool Near(List<Line> list, int id) { for (var i = -1; i <= 1; i++) { if (list.Exists(l => l.Id == id + i)) return true; } return false; }")]
    [InlineData("foreach (var o in orders) shop.Use(First(customers, o.CustomerId));", "private static Customer? First(List<Customer> list, int id) { foreach (var c in list) { if (c.Id > id) return c; } return null; }")]
    [InlineData("foreach (var o in orders) shop.Use(Find(customers, o.CustomerId));", "private static int Find(List<Customer> list, int id) { for (var i = 1; i < list.Count; i *= 2) { if (list[i].Id == id) return i; } return -1; }")]
    [InlineData("foreach (var o in orders) shop.Use(Find(customers, o.CustomerId));", "private static int Find(List<Customer> list, int id) { for (var i = 0; i < 3; i++) { if (list[i].Id == id) return i; } return -1; }")]
    [InlineData("foreach (var o in orders) shop.Use(Weight(customers, o.CustomerId));", "private static double Weight(List<Customer> list, int factor) { var sum = 0.0; foreach (var c in list) sum += c.Weight * factor; return sum; }")]
    [InlineData("foreach (var o in orders) shop.Use(Above(customers, o.CustomerId));", "private static int Above(List<Customer> list, int id) { var n = 0; foreach (var c in list) { if (c.Id > id) n++; } return n; }")]
    [InlineData("foreach (var o in orders) shop.Use(Last(customers, o.Name));", "private static string Last(List<Customer> list, string name) { var text = name; foreach (var c in list) { text = Join(text, c.Name); } return text; } private static string Join(string a, string b) => a + b;")]
    [InlineData("foreach (var o in orders) shop.Use(Find(o.Lines, o.Id));", "private static Line? Find(List<Line> list, int id) { foreach (var l in list) { if (l.Id == id) return l; } return null; }")]
    [InlineData("foreach (var o in orders) shop.Use(Weight(o.Lines));", "private static int Weight(List<Line> lines) => lines.Sum(l => l.Id);")]
    [InlineData("foreach (var o in orders) { shop.Use(Share(o)); orders.Add(o); } double Share(Order o) => o.Weight / orders.Sum(x => x.Weight);", "")]
    [InlineData("foreach (var o in orders) shop.Use(Above(orders, o.Weight));", "private static double Above(List<Order> all, double limit) => all.Sum(x => Math.Max(0, x.Weight - limit));")]
    [InlineData("foreach (var o in orders) { customers.Add(o.Customer); shop.Use(Newest()); } int Newest() => customers.Max(c => c.Id);", "")]
    [InlineData("foreach (var o in orders) shop.Use(First()); bool First() => codes.Contains(Guid.Empty);", "")]
    [InlineData("foreach (var o in orders) shop.Use(Has(codes, Guid.Empty));", "private static bool Has(List<Guid> list, Guid code) => list.Contains(code);")]
    [InlineData("var set = codes.ToHashSet(); foreach (var o in orders) shop.Use(Has(set, o.Code));", "private static bool Has(IEnumerable<Guid> list, Guid code) => list.Contains(code);")]
    [InlineData("var set = codes.ToHashSet(); foreach (var o in orders) shop.Use(Has(set, o.Code));", "private static bool Has(HashSet<Guid> list, Guid code) => list.Contains(code);")]
    [InlineData("foreach (var o in orders) shop.Use(Has(new[] { Guid.Empty }, o.Code));", "private static bool Has(Guid[] list, Guid code) => list.Contains(code);")]
    [InlineData("foreach (var o in orders) if (!Has(codes, o.Code)) codes.Add(o.Code);", "private static bool Has(List<Guid> list, Guid code) => list.Contains(code);")]
    [InlineData("foreach (var o in orders) if (Has(codes, o.Code)) break;", "private static bool Has(List<Guid> list, Guid code) => list.Contains(code);")]
    [InlineData("shop.Use(Has(codes, orders[0].Code));", "private static bool Has(List<Guid> list, Guid code) => list.Contains(code);")]
    [InlineData("foreach (var o in orders) Note(o.Code);", "private readonly List<Guid> seen = new(); private void Note(Guid code) { if (!seen.Contains(code)) seen.Add(code); }")]
    [InlineData("foreach (var o in orders) { if (!Has(o.Code)) Note(o.Code); }", "private readonly List<Guid> seen = new(); private bool Has(Guid code) => seen.Contains(code); private void Note(Guid code) => seen.Add(code);")]
    [InlineData("foreach (var o in orders) shop.Use(Has(o.Code));", "private readonly Dictionary<Guid, bool> cache = new(); private readonly List<Guid> all = new(); private bool Has(Guid code) { if (cache.TryGetValue(code, out var known)) return known; return cache[code] = all.Contains(code); }")]
    [InlineData("foreach (var o in orders) shop.Use(Has(o.Name));", "private readonly List<string> roles = new(); private bool Has(string name) => roles.Contains(name);")]
    [InlineData("foreach (var o in orders) shop.Use(Has(o.Name));", "private static readonly string[] Some = { \"a\", \"b\" }; private static bool Has(string name) => Some.Contains(name);")]
    [InlineData("foreach (var o in orders) shop.Use(Has(o.Name));", "private static bool Has(string name) => new List<string>().Contains(name);")]
    [InlineData("foreach (var o in orders) shop.Use(Has(o));", "private static bool Has(Order o) => o.Lines.Exists(l => l.Id == o.Id);")]
    [InlineData("foreach (var o in orders) shop.Use(Has(names, o.Name));", "private static bool Has(List<string> list, string name) => list.Exists(l => l.StartsWith(name));")]
    [InlineData("foreach (var o in orders) { var own = await shop.GetCodesAsync(); shop.Use(Has(own, o.Code)); }", "private static bool Has(List<Guid> list, Guid code) => list.Contains(code);")]
    [InlineData("shop.Use(orders.AsQueryable().Where(o => Has(codes, o.Code)).ToList());", "private static bool Has(List<Guid> list, Guid code) => list.Contains(code);")]
    [InlineData("foreach (var o in orders) shop.Use(Has(\"some text\", o.Name));", "private static bool Has(string text, string name) => text.Contains(name);")]
    [InlineData("foreach (var o in orders) shop.Use(Size(o.Id));", "private int Size(int n) => n == 0 ? 0 : Size(n - 1);")]
    [InlineData("var lines = orders[0].Lines.ToList(); foreach (var o in orders) shop.Use(Has(lines, o.Name));", "private static bool Has(List<Line> list, string sku) => list.Exists(l => l.Sku == sku);")]
    [InlineData("var lines = orders[0].Lines ?? new List<Line>(); shop.Use(orders[1].Lines.Select(o => Has(lines, o.Sku)).ToList());", "private static bool Has(List<Line> list, string sku) => list.Exists(l => l.Sku == sku);")]
    public Task StaysSilent_when(string statement, string members) => Verify.SilentAsync(Shop.In(statement, members));

    [Theory]
    [InlineData("using IEnumerator<Order> e = orders.GetEnumerator(); while (e.MoveNext()) shop.Use([|Of(customers, e.Current.CustomerId)|]);")]
    [InlineData("using IEnumerator<Order> e = orders.GetEnumerator(); var first = orders[0]; while (e.MoveNext()) shop.Use(Of(customers, first.CustomerId));")]
    public Task Reports_what_an_enumerator_stands_at_and_not_what_stays(string statements) => Verify.ReportsAsync(
        Shop.In(statements, "private static Customer? Of(List<Customer> all, int id) { var at = all.FindIndex(c => c.Id == id); return at < 0 ? null : all[at]; }"));

    [Fact]
    public Task StaysSilent_when_one_of_several_classes_does_not_search() => Verify.SilentAsync(Shop.Class("""
        public interface IMatcher { Customer? Find(List<Customer> all, int id); }
        public sealed class Searching : IMatcher { public Customer? Find(List<Customer> all, int id) => all.Find(c => c.Id == id); }
        public sealed class Indexing : IMatcher { public Customer? Find(List<Customer> all, int id) => all[id]; }
        public void Run(List<Order> orders, List<Customer> customers, IMatcher matcher, IShop shop)
        {
            foreach (var o in orders)
                shop.Use(matcher.Find(customers, o.CustomerId));
        }
        """));

    [Fact]
    public Task StaysSilent_when_another_class_holds_the_collection() => Verify.SilentAsync(Shop.Class("""
        public interface IRegistry { Customer? Find(int id); }
        public sealed class Registry : IRegistry { private readonly List<Customer> all = new(); public Customer? Find(int id) => all.Find(c => c.Id == id); }
        public void Run(List<Order> orders, IRegistry registry, IShop shop)
        {
            foreach (var o in orders)
                shop.Use(registry.Find(o.CustomerId));
        }
        """));

    [Theory]
    [InlineData("IEnumerable<Guid>")]
    [InlineData("ICollection<Guid>")]
    [InlineData("IReadOnlyCollection<Guid>")]
    public Task Fixes_by_handing_a_set(string type) => Verify.FixAsync(
        Shop.In(
            """
            foreach (var o in orders)
                shop.Use([|Has(codes, o.Code)|]);
            """,
            $"private static bool Has({type} list, Guid code) => list.Contains(code);"),
        Shop.In(
            """
            var codeSet = codes.ToHashSet();
            foreach (var o in orders)
                shop.Use(Has(codeSet, o.Code));
            """,
            $"private static bool Has({type} list, Guid code) => list.Contains(code);"),
        HiddenQuadraticFix.HandSet);

    [Theory]
    [InlineData("internal static bool Has(List<Guid> list, Guid code) => list.Contains(code);")]
    [InlineData("private static bool Has(List<Guid> list, Guid code) => list.Contains(code) || list.Count > 3;")]
    [InlineData("private static bool Has(List<Guid> list, Guid code) => list.Contains(code); public bool More(Guid code) => Has(new List<Guid>(), code);")]
    [InlineData("private static bool Has(IEnumerable<Guid> list, Guid code) => list.Contains(code) || list.First() == code;")]
    [InlineData("private static bool Has(IEnumerable<Guid> list, Guid code) => Asks(list, code); private static bool Asks(IEnumerable<Guid> list, Guid code) => list.Contains(code);")]
    public Task OffersNoFix_when_the_method_needs_more_than_a_set(string member) => Verify.NoFixAsync(Shop.In("foreach (var o in orders) shop.Use([|Has(codes, o.Code)|]);", member));

    [Fact]
    public Task OffersNoFix_when_the_loop_may_change_the_list() => Verify.NoFixAsync(Shop.In(
        "foreach (var o in orders) { shop.Use([|Has(codes, o.Code)|]); Change(codes); }",
        "private static bool Has(IEnumerable<Guid> list, Guid code) => list.Contains(code);\nprivate static void Change(List<Guid> list) => list.Clear();"));

    [Theory]
    [InlineData("private static bool Has(List<Guid> list, Guid code) => list.Contains(code);", "private static bool Has(HashSet<Guid> list, Guid code) => list.Contains(code);")]
    [InlineData("private static bool Has(IList<Guid> list, Guid code) => list.IndexOf(code) >= 0;", "private static bool Has(HashSet<Guid> list, Guid code) => list.Contains(code);")]
    [InlineData("private static bool Has(IEnumerable<Guid> list, Guid code) => list.Any(c => c == code);", "private static bool Has(HashSet<Guid> list, Guid code) => list.Contains(code);")]
    public Task Fixes_by_letting_the_method_take_a_set(string member, string after) => Verify.FixAsync(
        Shop.In("foreach (var o in orders)\n    shop.Use([|Has(codes, o.Code)|]);", member),
        Shop.In("var codeSet = codes.ToHashSet();\nforeach (var o in orders)\n    shop.Use(Has(codeSet, o.Code));", after),
        HiddenQuadraticFix.HandIndex);

    [Theory]
    [InlineData("private static Customer? Find(List<Customer> list, int id) => list.FirstOrDefault(c => c.Id == id);", "private static Customer? Find(ILookup<int, Customer> list, int id) => list[id].FirstOrDefault();")]
    [InlineData("private static Customer? Find(List<Customer> list, int? id) => list.Find(c => c.Id == id);", "private static Customer? Find(ILookup<int?, Customer> list, int? id) => list[id].FirstOrDefault();", "(int?)c.Id")]
    [InlineData("private static string Find(List<Customer> list, int id)\n{\n    foreach (var c in list)\n    {\n        if (c.Id == id)\n        {\n            return c.Name;\n        }\n    }\n\n    return \"\";\n}", "private static string Find(ILookup<int, Customer> list, int id)\n{\n    foreach (var c in list[id])\n    {\n        return c.Name;\n    }\n\n    return \"\";\n}")]
    [InlineData("private static string Find(List<Customer> list, int id) { foreach (var c in list) if (c.Id == id) return c.Name; return \"\"; }", "private static string Find(ILookup<int, Customer> list, int id) { foreach (var c in list[id]) return c.Name; return \"\"; }")]
    public Task Fixes_by_letting_the_method_take_a_lookup(string member, string after, string key = "c.Id") => (member.Contains("Customer?") ? (Func<string, string, string, Task>)Verify.FixSinglyAsync : Verify.FixAsync)(
        Shop.In("foreach (var o in orders)\n    shop.Use([|Find(customers, o.CustomerId)|]);", member),
        Shop.In($"var customersById = customers.ToLookup(c => {key});\nforeach (var o in orders)\n    shop.Use(Find(customersById, o.CustomerId));", after),
        member.Contains("Customer?") ? HiddenQuadraticFix.HandIndexAssumingSame : HiddenQuadraticFix.HandIndex);

    [Theory]
    [InlineData("private static bool Has(List<Customer> list, int id) => list.Exists(c => c.Id == id && c.IsActive);")]
    [InlineData("private static bool Has(List<Customer> list, int id) => list.Exists(c => c.Weight == id);")]
    [InlineData("private static bool Has(List<Customer> list, int id) { foreach (var c in list) { /* by id */ if (c.Id == id) return true; } return false; }")]
    [InlineData("private static bool Has(List<Customer> list, int id) => list.Exists(c => c.Id == id);", "customers[0].Id++;")]
    public Task OffersNoFix_when_the_method_asks_for_more_or_keys_may_change(string member, string more = "") => Verify.NoFixAsync(Shop.In("foreach (var o in orders) { shop.Use([|Has(customers, o.CustomerId)|]); " + more + " }", member));
}
