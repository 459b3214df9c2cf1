using PerfAnalyzers.CodeFixes.Rules.Algorithms;
using PerfAnalyzers.Rules.Algorithms;

namespace PerfAnalyzers.Tests.Rules.Algorithms;

using Verify = RuleVerifier<LinearLookupInLoopAnalyzer, LinearLookupInLoopFix>;

/// <summary>Lists that the loop fills, and asks before each addition.</summary>
public sealed class LinearLookupInLoopSeenTests
{
    [Fact]
    public Task Fixes_a_list_of_what_is_seen() => Fixes(
        """
        var seen = new List<string>();
        foreach (var order in orders)
        {
            // The first of each name.
            if (!seen.[|Contains(order.Name)|])
                seen.Add(order.Name);
        }

        shop.Use(seen);
        """,
        """
        var seen = new List<string>();
        var seenSet = new HashSet<string>();
        foreach (var order in orders)
        {
            // The first of each name.
            if (seenSet.Add(order.Name))
                seen.Add(order.Name);
        }

        shop.Use(seen);
        """);

    [Fact]
    public Task Fixes_a_list_of_which_no_two_share_a_key() => Fixes(
        """
        var unique = new List<Order>();
        foreach (var order in orders)
        {
            // The first of each name.
            if (!unique.[|Any(u => u.Name == order.Name)|])
                unique.Add(order);
        }

        shop.Use(unique);
        """,
        """
        var unique = new List<Order>();
        var uniqueNames = new HashSet<string>();
        foreach (var order in orders)
        {
            // The first of each name.
            if (uniqueNames.Add(order.Name))
                unique.Add(order);
        }

        shop.Use(unique);
        """);

    [Fact]
    public Task Fixes_a_test_for_a_key_that_leaves_the_round() => Fixes(
        """
        var unique = new List<Order>();
        foreach (var order in orders)
        {
            if (unique.[|Exists(u => order.Id == u.Id)|])
                continue;

            unique.Add(order);
            Console.WriteLine(order.Id);
        }

        shop.Use(unique.Count);
        """,
        """
        var unique = new List<Order>();
        var uniqueIds = new HashSet<int>();
        foreach (var order in orders)
        {
            if (!uniqueIds.Add(order.Id))
                continue;

            unique.Add(order);
            Console.WriteLine(order.Id);
        }

        shop.Use(unique.Count);
        """);

    [Theory]
    [InlineData("order.Name = order.Name.Trim(); if (!unique.[|Any(u => u.Name == order.Name)|]) unique.Add(order);")]
    [InlineData("if (!unique.[|Any(u => u.Name == order.Name)|]) unique.Add(new Order { Name = order.Name });")]
    [InlineData("if (!unique.[|Any(u => u.Name == order.Name)|]) unique.Insert(0, order);")]
    [InlineData("if (!unique.[|Any(u => u.Name == order.Name && u.Id != order.Id)|]) unique.Add(order);")]
    [InlineData("if (unique.[|Any(u => u.Name == order.Name)|]) continue; unique.Add(order); shop.Use(order);")]
    public Task OffersNoFix_when_the_keys_of_a_list_could_differ_from_those_of_the_set(string statements) => Verify.NoFixAsync(Shop.In(
        $"var unique = new List<Order>();\nforeach (var order in orders)\n{{\n    {statements}\n}}\n\nshop.Use(unique);"));

    [Fact]
    public Task Fixes_a_test_that_leaves_the_round() => Fixes(
        """
        var visited = new List<int> { 3 };
        foreach (var order in orders)
        {
            if (visited.[|Contains(order.Id)|])
                continue;

            visited.Add(order.Id);
            shop.Use(order);
        }

        shop.Use(visited.Count);
        """,
        """
        var visited = new List<int> { 3 };
        var visitedSet = new HashSet<int>(visited);
        foreach (var order in orders)
        {
            if (!visitedSet.Add(order.Id))
                continue;

            visited.Add(order.Id);
            shop.Use(order);
        }

        shop.Use(visited.Count);
        """);

    [Theory]
    [InlineData("var seen = new List<string>();", "var seen = new HashSet<string>();")]
    [InlineData("List<string> seen = new();", "HashSet<string> seen = new();")]
    [InlineData("List<string> seen = new List<string>(10) { \"a\" };", "HashSet<string> seen = new HashSet<string>(10) { \"a\" };")]
    public Task Fixes_a_list_of_which_nothing_else_is_asked(string before, string after) => Verify.FixAsync(
        Shop.In(before + "\nforeach (var order in orders)\n{\n    if (seen.[|Contains(order.Name)|])\n        continue;\n\n    seen.Add(order.Name);\n    shop.Use(order);\n}"),
        Shop.In(after + "\nforeach (var order in orders)\n{\n    if (seen.Contains(order.Name))\n        continue;\n\n    seen.Add(order.Name);\n    shop.Use(order);\n}"),
        LinearLookupInLoopFix.MakeSet);

    [Fact]
    public async Task Keeps_the_list_where_no_set_of_a_size_can_be_made()
    {
        const string after = "{0}foreach (var line in File.ReadAllLines(path))\n        {{\n            if ({1})\n                continue;\n\n            seen.Add(line);\n            System.Console.WriteLine(line);\n        }}";
        static string In(string body) => "using System.Collections.Generic;\nusing System.IO;\n\npublic class C\n{\n    public void M(string path)\n    {\n        " + body + "\n    }\n}\n";
        var test = new Verify.Test
        {
            TestCode = In(string.Format(null, after, "var seen = new List<string>(10);\n        ", "seen.[|Contains(line)|]")),
            FixedCode = In(string.Format(null, after, "var seen = new List<string>(10);\n        var seenSet = new HashSet<string>();\n        ", "!seenSet.Add(line)")),
            ReferenceAssemblies = Microsoft.CodeAnalysis.Testing.ReferenceAssemblies.NetStandard.NetStandard20,
            GlobalUsings = false,
            Nullable = NullableContextOptions.Disable,
        };
        await test.RunAsync(TestContext.Current.CancellationToken);
    }

    [Fact]
    public Task Fixes_additions_apart_from_the_test() => Fixes(
        """
        var ids = new List<int>();
        foreach (var order in orders)
        {
            if (!ids.[|Contains(order.Id)|])
                shop.Use(order);

            ids.Add(order.CustomerId); // seen now
            shop.Use(ids.Count);
        }
        """,
        """
        var ids = new List<int>();
        var idSet = new HashSet<int>();
        foreach (var order in orders)
        {
            if (!idSet.Contains(order.Id))
                shop.Use(order);

            ids.Add(order.CustomerId); // seen now
            idSet.Add(order.CustomerId);
            shop.Use(ids.Count);
        }
        """);

    [Theory]
    [InlineData("ids.Insert(0, order.CustomerId);")]
    [InlineData("ids[0] = order.CustomerId;")]
    [InlineData("Fill(ids);")]
    [InlineData("var others = ids; others.Add(3);")]
    [InlineData("shop.Use((Action)(() => ids.Add(4)));")]
    [InlineData("ids.Add(Next()); shop.Use(ids.Count);")]
    public Task OffersNoFix_when_more_happens_to_the_list(string statement) => Verify.NoFixAsync(Shop.In(
        $$"""
        var ids = new List<int>();
        foreach (var order in orders)
        {
            if (!ids.[|Contains(order.Id)|])
                ids.Add(order.Id);

            {{statement}}
        }
        """,
        "private static int Next() => 3;\nprivate static void Fill(List<int> list) => list.Add(3);"));

    [Fact]
    public Task OffersNoFix_when_the_elements_are_compared_in_a_way_of_their_own() => Verify.NoFixAsync(
        Shop.In("""
            var seen = new List<Same>();
            foreach (var order in orders)
            {
                var same = new Same(order.Id);
                if (!seen.[|Contains(same)|])
                    seen.Add(same);
            }
            """) + "\npublic sealed class Same : IEquatable<Same> { public Same(int id) => Id = id; public int Id { get; } public bool Equals(Same? other) => other?.Id / 10 == Id / 10; }");

    private static Task Fixes(string before, string after) => Verify.FixAsync(Shop.In(before), Shop.In(after), LinearLookupInLoopFix.KeepSet);
}
