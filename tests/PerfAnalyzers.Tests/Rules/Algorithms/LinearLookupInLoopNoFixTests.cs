using PerfAnalyzers.CodeFixes.Rules.Algorithms;
using PerfAnalyzers.Rules.Algorithms;

namespace PerfAnalyzers.Tests.Rules.Algorithms;

using Verify = RuleVerifier<LinearLookupInLoopAnalyzer, LinearLookupInLoopFix>;

/// <summary>Where an index could answer differently from the search, or cannot be built.</summary>
public sealed class LinearLookupInLoopNoFixTests
{
    [Theory]
    [InlineData("customers.[|Find(c => c.Weight == o.Weight)|]")]
    [InlineData("customers.[|Find(c => c.Number == o.Id)|]")]
    [InlineData("customers.[|Find(c => (int)c.Number == o.Id)|]")]
    [InlineData("customers.[|Find(c => c.Full == o.Name)|]")]
    [InlineData("customers.[|Find(c => c.Name.ToLower() == o.Name)|]")]
    [InlineData("customers.[|Find(c => c.Name == o.Name.Trim())|]")]
    [InlineData("customers.[|Find(c => c.Name == shop.ToString() + o.Name)|]")]
    [InlineData("customers.[|Find(c => c.Alias!.Equals(o.Name))|]")]
    [InlineData("customers.[|Find(c => string.Equals(c.Name, o.Name, StringComparison.CurrentCulture))|]")]
    [InlineData("customers.[|Find(c => c == o.Customer)|]")]
    [InlineData("customers.[|Find(c => c.Name.StartsWith(\"a\") && c.Id == o.CustomerId)|]")]
    [InlineData("customers.[|Find(c => c.Full == \"a\" && c.Id == o.CustomerId)|]")]
    [InlineData("customers.[|All(c => c.Id != o.CustomerId || c.Number > o.Id)|]")]
    [InlineData("customers.[|All(c => c.Id != o.CustomerId || c.IsActive)|]")]
    [InlineData("customers.[|FirstOrDefault(c => c.Id == o.CustomerId, customers[0])|]")]
    [InlineData("customers.[|FindIndex(c => c.IsActive && c.Id == o.CustomerId)|]")]
    [InlineData("customers.[|FindIndex(c => c.Number > o.Id && c.Id == o.CustomerId)|]")]
    [InlineData("codes.[|IndexOf(o.Code, 1)|] >= 0")]
    [InlineData("Enumerable.[|Contains(codes, o.Code)|]")]
    [InlineData("customers.[|Find(c => /* by id */ c.Id == o.CustomerId)|]")]
    [InlineData("customers.[|Where(c => c.Id == o.CustomerId)|]")]
    public Task OffersNoFix_when_an_index_is_no_proven_substitute(string question) => Verify.NoFixAsync(Shop.In($$"""
        foreach (var o in orders)
            shop.Use({{question}});
        """));

    [Theory]
    [InlineData("Change(codes); shop.Use(codes.[|Contains(o.Code)|]);")]
    [InlineData("var other = codes; shop.Use(codes.[|Contains(o.Code)|]); other = null;")]
    [InlineData("customers[0].Code = o.Code; shop.Use(customers.[|Exists(c => c.Code == o.Code)|]);")]
    [InlineData("foreach (var c in customers) c.Code = o.Code; shop.Use(customers.[|Exists(c => c.Code == o.Code)|]);")]
    [InlineData("var made = new Customer(); made.Code = o.Code; customers[0].Code = made.Code; shop.Use(customers.[|Exists(c => c.Code == o.Code)|]);")]
    [InlineData("(customers[0].Code, _) = (o.Code, 1); shop.Use(customers.[|Exists(c => c.Code == o.Code)|]);")]
    [InlineData("var parts = o.Name.Split(new[] { ';' }, StringSplitOptions.RemoveEmptyEntries); shop.Use(customers.[|Exists(c => c.Name == parts[0])|]);")]
    [InlineData("var parts = o.Name.Split(';'); shop.Use(customers.[|Exists(c => c.Name == parts[1])|]);")]
    [InlineData("codes.EnsureCapacity(3); shop.Use(codes.[|Contains(o.Code)|]);")]
    public Task OffersNoFix_when_the_loop_may_change_what_is_indexed(string statements) => Verify.NoFixAsync(Shop.In(
        $$"""
        foreach (var o in orders)
        {
            {{statements}}
        }
        """,
        "private static void Change(List<Guid> codes) => codes.Clear();"));

    [Fact]
    public Task OffersNoFix_when_another_name_for_the_list_changes_it() => Verify.NoFixAsync(Shop.Class("""
        private readonly List<string> found = new();

        public void Run(string[] lines, List<string> names)
        {
            foreach (var line in System.IO.File.ReadAllLines(lines[0]))
            {
                if (names.[|Contains(line)|])
                    found.Add(line);
            }
        }
        """));

    [Fact]
    public Task OffersNoFix_when_a_field_may_change_in_called_code() => Verify.NoFixAsync(Shop.Class("""
        private readonly List<string> found = new();

        public void Run(string path)
        {
            foreach (var line in System.IO.File.ReadAllLines(path))
            {
                if (found.[|Contains(line)|])
                    Note(line);
            }
        }

        private void Note(string line) => found.Add(line);
        """));

    [Fact]
    public Task OffersNoFix_when_the_elements_have_an_equality_that_is_not_known() => Verify.NoFixAsync(Shop.Class("""
        public async Task RunAsync<T>(Func<Task<List<T>>> load, Func<Task<List<object>>> loadObjects, IShop shop)
        {
            var items = await load.Invoke();
            var objects = await loadObjects.Invoke();
            foreach (var item in items)
                shop.Use(objects.[|Contains(item!)|]);
            foreach (var item in objects.OfType<T>())
                shop.Use(items.[|Contains(item)|]);
        }
        """));

    [Fact]
    public Task OffersNoFix_when_equality_has_no_matching_hash() => Verify.NoFixAsync(Shop.Class("""
        public void Run(IShop shop)
        {
            var left = System.Text.Json.JsonSerializer.Deserialize<List<Tag>>("[]")!;
            var right = System.Text.Json.JsonSerializer.Deserialize<List<Tag>>("[]")!;
            foreach (var tag in left)
                shop.Use(right.[|Contains(tag)|]);
        }

        public sealed class Tag : IEquatable<Tag> { public string? Name { get; set; } public bool Equals(Tag? other) => other?.Name == Name; }
        """.Replace("Tag", "Entry", StringComparison.Ordinal)));

    [Fact]
    public Task OffersNoFix_when_the_sequence_is_gone_through_later() => Verify.NoFixAsync(Shop.In("""
        var wanted = orders.Where(o => codes.[|Contains(o.Code)|]);
        codes.Add(Guid.Empty);
        shop.Use(wanted.ToList());
        """));

    [Fact]
    public Task OffersNoFix_when_the_list_is_made_in_the_same_statement() => Verify.NoFixAsync(Shop.In("""
        if (names.Count > 0 && shop is List<string> { } listed && names.ToList() is { } given && System.IO.File.ReadAllLines(given[0]).Count(g => listed.{|PERF4001:Contains(g)|}) > 0)
            shop.Use(orders);
        """));

    [Fact]
    public Task OffersNoFix_in_a_field_initialiser() => Verify.NoFixAsync(Shop.Class("""
        private static readonly List<string> Found = System.IO.File.ReadAllLines("a").ToList();
        private readonly int count = System.IO.File.ReadAllLines("b").Count(l => Found.{|PERF4001:Contains(l)|});
        public int Count => count;
        """));

    [Fact]
    public Task OffersNoFix_inside_another_query() => Verify.NoFixAsync(Shop.In("""
        shop.Use((from c in customers from o in orders.Where(o => c.Name.Split('x').ToList() is { } parts && parts.Count(p => names.[|Contains(p)|]) > 1) select o).ToList());
        """));

    [Fact]
    public async Task OffersNoFix_for_all_when_null_is_not_ruled_out()
    {
        const string before = """
            using System.Collections.Generic;
            using System.Linq;
            public class C
            {
                public int M(List<string> names, List<string> others) => names.Count(n => others.{|PERF4001:Contains(n)|});
            }
            """;
        var test = new Verify.Test
        {
            TestCode = before,
            FixedCode = """
                using System.Collections.Generic;
                using System.Linq;
                public class C
                {
                    public int M(List<string> names, List<string> others)
                    {
                        var otherSet = others.ToHashSet();
                        return names.Count(n => otherSet.Contains(n));
                    }
                }
                """,
            Nullable = NullableContextOptions.Disable,
            CodeActionEquivalenceKey = LinearLookupInLoopFix.BuildIndexAssumingNotNull,
            CodeFixTestBehaviors = CodeFixTestBehaviors.SkipFixAllCheck,
        };
        await test.RunAsync(TestContext.Current.CancellationToken);
    }

    [Fact]
    public Task OffersNoFix_when_the_sequence_may_be_a_query() => Verify.NoFixAsync(Shop.Class("""
        public int Run(List<Order> orders, IEnumerable<Customer> customers) =>
            orders.Count(o => customers.{|PERF4001:Any(c => c.Id == o.CustomerId)|});
        """));

    [Fact]
    public Task OffersNoFix_when_the_list_may_be_null_before_the_loop() => Verify.NoFixAsync(Shop.Class("""
        public int Run(string path, List<string>? names) =>
            names is null ? 0 : System.IO.File.ReadAllLines(path).Count(l => names.[|Contains(l)|]);
        """));

    [Fact]
    public Task OffersNoFix_when_the_loop_hands_elements_on_one_by_one() => Verify.NoFixAsync(Shop.Class("""
        public IEnumerable<string> Run(List<Order> orders, List<string> names)
        {
            foreach (var o in orders)
            {
                if (names.{|PERF4001:Contains(o.Name)|})
                    yield return o.Name;
            }
        }
        """));
}
