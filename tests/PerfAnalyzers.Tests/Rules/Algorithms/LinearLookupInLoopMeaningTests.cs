using Microsoft.CodeAnalysis.CSharp;
using PerfAnalyzers.CodeFixes.Rules.Algorithms;
using PerfAnalyzers.Rules.Algorithms;

namespace PerfAnalyzers.Tests.Rules.Algorithms;

using Verify = RuleVerifier<LinearLookupInLoopAnalyzer, LinearLookupInLoopFix>;

/// <summary>Where an index would mean something else: equality, comparers, side effects, time.</summary>
public sealed class LinearLookupInLoopMeaningTests
{
    private const string Kinds = """
        public sealed class Code { public string Text { get; set; } = ""; public static bool operator ==(Code? a, Code? b) => a?.Text.Length == b?.Text.Length; public static bool operator !=(Code? a, Code? b) => !(a == b); public override bool Equals(object? other) => ReferenceEquals(this, other); public override int GetHashCode() => 3; }
        public interface IKey { }
        public sealed class Row { public Code Code { get; set; } = new(); public IKey Key { get; set; } = null!; public object Boxed { get; set; } = 1; public DayOfWeek Day { get; set; } public short Small { get; set; } public string Name { get; set; } = ""; public int Id { get; set; } }
        public interface IRows { Task<List<Row>> ReadAsync(); Task<List<object>> ReadObjectsAsync(); }
        private readonly IRows source = null!;

        """;

    [Theory]
    [InlineData("Exists(r => r.Code == o.Code)")]
    [InlineData("Exists(r => r.Key == o.Key)")]
    [InlineData("Exists(r => r.Boxed == o.Boxed)")]
    [InlineData("Exists(r => r.Boxed.Equals(o.Boxed))")]
    [InlineData("Exists(r => Equals(r.Boxed, o.Id))")]
    [InlineData("Exists(r => (int)r.Day == o.Id)")]
    [InlineData("Exists(r => string.Compare(r.Name, o.Name) == 0)", false)]
    [InlineData("Exists(r => r.Name.Equals(o.Name, StringComparison.CurrentCultureIgnoreCase))")]
    [InlineData("Exists(r => new { r.Id }.Equals(new { o.Id }))")]
    public async Task OffersNoFix_when_equality_is_of_another_kind(string question, bool isFound = true)
    {
        var code = Shop.In($"var mine = await source.ReadAsync(); var theirs = await source.ReadAsync(); foreach (var o in mine) shop.Use(theirs.{(isFound ? $"[|{question}|]" : question)});", Kinds);
        await (isFound ? Verify.NoFixAsync(code) : Verify.SilentAsync(code));
    }

    [Fact]
    public Task OffersNoFix_for_boxed_numbers() => Verify.NoFixAsync(Shop.In(
        "var theirs = await source.ReadObjectsAsync(); foreach (var o in orders) shop.Use(theirs.[|Contains(o.Id)|]);", Kinds));

    /// <summary>What is behind the type may be a set, with a comparer of its own.</summary>
    [Theory]
    [InlineData("public int Run(List<Order> orders, ICollection<string> given) => orders.Count(o => given.Contains(o.Name));")]
    [InlineData("public int Run(List<Order> orders, IReadOnlyCollection<string> given) => orders.Count(o => given.Contains(o.Name));")]
    public Task StaysSilent_when_the_collection_may_answer_in_its_own_way(string member) => Verify.SilentAsync(Shop.Class(member));

    [Fact]
    public Task OffersNoFix_when_a_set_that_compares_otherwise_is_searched() => Verify.NoFixAsync(Shop.In(
        "var some = new HashSet<string>(names, StringComparer.OrdinalIgnoreCase); foreach (var o in orders) shop.Use(some.[|Any(n => n == o.Name)|]);"));

    [Fact]
    public Task StaysSilent_when_each_question_is_another_by_chance() => Verify.SilentAsync(Shop.In(
        "foreach (var o in orders) shop.Use(customers.Exists(c => c.Id == Random.Shared.Next()));"));

    [Theory]
    [InlineData("customers.[|Exists(c => c.Id == o.Id && Ask(c))|]", "customersById[o.Id].Any(c => Ask(c))")]
    [InlineData("customers.[|Exists(c => c.Id == o.Id && c.Number > least)|]", "customersById[o.Id].Any(c => c.Number > least)")]
    [InlineData("customers.[|Find(c => c.Id == o.Id && c.Number > Least)|]", "customersById[o.Id].FirstOrDefault(c => c.Number > Least)")]
    public Task Fixes_and_asks_at_the_same_moment_for_what_may_change(string before, string after)
    {
        const string members = "private int least;\npublic int Least { get; set; }\nprivate void Raise() => least = Least++;\nprivate bool Ask(Customer c) => least++ > c.Id;";
        return Verify.FixAsync(
            Shop.In($"foreach (var o in orders)\n{{\n    Raise();\n    shop.Use({before});\n}}", members),
            Shop.In($"var customersById = customers.ToLookup(c => c.Id);\nforeach (var o in orders)\n{{\n    Raise();\n    shop.Use({after});\n}}", members));
    }

    [Theory]
    [InlineData("Rename(customers[0], o);", "private static void Rename(Customer customer, Order o) => customer.Name = o.Name;")]
    [InlineData("Rename(o);", "private Customer first = new(); private void Rename(Order o) => first.Name = o.Name;")]
    [InlineData("customers[0].Close();", "public static void Rename(Customer customer) => customer.Name += \".\";")]
    [InlineData("void Rename() => customers[0].Name = o.Name; Rename();", "")]
    public async Task Fixes_singly_when_called_code_could_set_the_key(string call, string members)
    {
        const string extension = "public static class Extensions { public static void Close(this Customer customer) => customer.Name = \"closed\"; }\n";
        var before = extension + Shop.In($"foreach (var o in orders)\n{{\n    {call}\n    shop.Use(customers.[|Exists(c => c.Name == o.Name)|]);\n}}", members);
        var after = extension + Shop.In($"var customerNames = customers.Select(c => c.Name).ToHashSet();\nforeach (var o in orders)\n{{\n    {call}\n    shop.Use(customerNames.Contains(o.Name));\n}}", members);
        if (call.StartsWith("void", StringComparison.Ordinal))
            await Verify.NoFixAsync(before);
        else
            await Verify.FixSinglyAsync(before, after, LinearLookupInLoopFix.BuildIndexAssumingSame);
    }

    [Theory]
    [InlineData("void Change() => names.Clear();", "Change();")]
    [InlineData("Action change = () => names.Add(\"a\");", "change();")]
    public Task OffersNoFix_when_a_function_of_the_method_changes_the_list(string declaration, string call) => Verify.NoFixAsync(Shop.In(
        declaration + "\nforeach (var o in orders) { shop.Use(names.[|Contains(o.Name)|]); " + call + " }"));

    [Fact]
    public Task OffersNoFix_for_a_sequence_that_may_never_end() => Verify.NoFixAsync(Shop.In(
        "var numbers = Numbers(orders); foreach (var o in orders) shop.Use(numbers.Contains(o.Id));",
        "private static IEnumerable<int> Numbers(List<Order> orders) { var at = orders.Count; while (true) yield return at++; }"));

    [Fact]
    public Task Fixes_one_list_that_is_asked_by_two_keys_with_an_index_for_each()
    {
        const string byId = "var customersById = customers.DistinctBy(c => c.Id).ToDictionary(c => c.Id);\n";
        const string codes = "var customerCodes = customers.Select(c => c.Code).ToHashSet();\n";
        const string loop = "foreach (var o in orders)\n{{\n    shop.Use({0});\n    shop.Use({1});\n    shop.Use({2});\n}}";
        var after = string.Format(null, loop, "customersById.GetValueOrDefault(o.CustomerId)", "customerCodes.Contains(o.Code)", "customersById.GetValueOrDefault(o.Id)");
        return new Verify.Test
        {
            TestCode = Shop.In(string.Format(null, loop, "customers.[|Find(c => c.Id == o.CustomerId)|]", "customers.[|Exists(c => c.Code == o.Code)|]", "customers.[|FirstOrDefault(c => c.Id == o.Id)|]")),
            FixedCode = Shop.In(byId + codes + after),
            BatchFixedCode = Shop.In(codes + byId + after),
        }.RunAsync(TestContext.Current.CancellationToken);
    }

    [Fact]
    public Task Fixes_what_is_asked_from_many_threads() => Verify.FixAsync(
        Shop.In("Parallel.ForEach(orders, o => shop.Use(codes.[|Contains(o.Code)|]));"),
        Shop.In("var codeSet = codes.ToHashSet();\nParallel.ForEach(orders, o => shop.Use(codeSet.Contains(o.Code)));"),
        LinearLookupInLoopFix.BuildIndex);

    [Fact]
    public Task OffersNoFix_when_many_threads_fill_the_list() => Verify.NoFixAsync(Shop.In(
        "var seen = new List<string>(); Parallel.ForEach(orders, o => { lock (seen) { if (!seen.[|Contains(o.Name)|]) seen.Add(o.Name); } }); shop.Use(seen);"));

    /// <summary>The set lives as long as the call, so that it cannot become stale.</summary>
    [Theory]
    [InlineData("private readonly List<string> known = new();")]
    [InlineData("private static readonly List<string> known = new();")]
    public Task Fixes_a_field_with_a_set_of_the_method(string field) => Verify.FixAsync(
        Shop.Class(field + "\npublic void Load(IEnumerable<string> all) => known.AddRange(all);\npublic int Run(string path)\n{\n    return System.IO.File.ReadAllLines(path).Count(l => known.[|Contains(l)|]);\n}"),
        Shop.Class(field + "\npublic void Load(IEnumerable<string> all) => known.AddRange(all);\npublic int Run(string path)\n{\n    var knownSet = known.ToHashSet();\n    return System.IO.File.ReadAllLines(path).Count(l => knownSet.Contains(l));\n}"),
        LinearLookupInLoopFix.BuildIndex);

    [Fact]
    public Task Fixes_beside_a_list_made_by_a_new_without_its_type() => Verify.FixAsync(
        Shop.In("""
            List<string> given = new();
            given.AddRange(names);
            foreach (var o in orders)
                shop.Use(given.[|Contains(o.Name)|]);
            """),
        Shop.In("""
            List<string> given = new();
            given.AddRange(names);
            var givenSet = given.ToHashSet();
            foreach (var o in orders)
                shop.Use(givenSet.Contains(o.Name));
            """),
        LinearLookupInLoopFix.BuildIndex);

    [Fact]
    public Task Fixes_in_a_language_without_newer_syntax() => new Verify.Test
    {
        TestCode = "using System.Collections.Generic;\nusing System.IO;\nusing System.Linq;\npublic class C\n{\n    public int M(string path)\n    {\n        List<string> names = File.ReadAllLines(path).ToList();\n        return File.ReadAllLines(path).Sum(l => names.[|FindIndex(n => n == l)|]);\n    }\n}\n",
        FixedCode = "using System.Collections.Generic;\nusing System.IO;\nusing System.Linq;\npublic class C\n{\n    public int M(string path)\n    {\n        List<string> names = File.ReadAllLines(path).ToList();\n        var namePositions = names.Select((n, position) => (Key: n, Position: position)).ToLookup(pair => pair.Key, pair => pair.Position);\n        return File.ReadAllLines(path).Sum(l => namePositions[l].FirstOrDefault(-1));\n    }\n}\n",
        LanguageVersion = LanguageVersion.CSharp7_3,
        Nullable = NullableContextOptions.Disable,
    }.RunAsync(TestContext.Current.CancellationToken);
}
