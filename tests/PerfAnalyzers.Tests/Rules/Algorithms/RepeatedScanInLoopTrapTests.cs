using PerfAnalyzers.CodeFixes.Rules.Algorithms;
using PerfAnalyzers.Rules.Algorithms;

namespace PerfAnalyzers.Tests.Rules.Algorithms;

using Verify = RuleVerifier<RepeatedScanInLoopAnalyzer, RepeatedScanInLoopFix>;

/// <summary>Sequences that are gone through again for a reason, or at no cost.</summary>
public sealed class RepeatedScanInLoopTrapTests
{
    [Theory]
    [InlineData("foreach (var o in orders) o.CustomerIds = customers.Select(c => c.Id).ToList();")]
    [InlineData("foreach (var o in orders) { var own = customers.Select(c => c.Id).ToList(); o.CustomerIds = own; }")]
    [InlineData("var all = new List<List<Customer>>(); foreach (var o in orders) all.Add(customers.Where(c => c.IsActive).ToList()); shop.Use(all);")]
    [InlineData("foreach (var o in orders) { var own = customers.Where(c => c.IsActive).ToList(); own.RemoveAll(c => c.Id == o.CustomerId); shop.Use(own.Count); }")]
    [InlineData("foreach (var o in orders) { var own = customers.Where(c => c.IsActive).ToArray(); Keep(own); }")]
    public Task StaysSilent_when_a_copy_is_kept_changed_or_handed_on(string statement) => Verify.SilentAsync(Shop.In(
        statement, "private Customer[]? kept;\nprivate void Keep(Customer[] some) => kept = some;"));

    [Theory]
    [InlineData("foreach (var o in orders) { Check(customers, names.Count); shop.Use(o); }")]
    [InlineData("foreach (var o in orders) { ArgumentNullException.ThrowIfNull(customers); shop.Use(o); }")]
    [InlineData("foreach (var o in orders) shop.Use(lazy.Count() + lazy.Count);")]
    [InlineData("foreach (var o in orders) shop.Use(lazy.ElementAt(2));")]
    [InlineData("foreach (var o in orders) { names = names.Where(n => n != o.Name).ToList(); shop.Use(names.Max(n => n.Length)); }")]
    public Task StaysSilent_when_nothing_is_gone_through_again(string statement) => Verify.SilentAsync(Shop.In(
        "var lazy = new Lazily(customers);\n" + statement,
        """
        private static void Check(IEnumerable<Customer> all, int count) { if (all is null || count < 0) throw new ArgumentException("none"); }
        public sealed class Lazily : IReadOnlyList<Customer> { private readonly Lazy<List<Customer>> all; public Lazily(IEnumerable<Customer> source) => all = new(() => source.ToList()); public int Count => all.Value.Count; public Customer this[int i] => all.Value[i]; public IEnumerator<Customer> GetEnumerator() => all.Value.GetEnumerator(); System.Collections.IEnumerator System.Collections.IEnumerable.GetEnumerator() => GetEnumerator(); }
        """));

    [Theory]
    [InlineData("customers.[|Count(c => Fits(c))|]")]
    [InlineData("customers.[|Count(c => c.Id == DateTime.Now.Millisecond)|]")]
    public Task OffersNoFix_when_another_round_may_get_another_answer(string question) => Verify.NoFixAsync(Shop.In(
        $"foreach (var o in orders) shop.Use({question});", "private int counted;\nprivate bool Fits(Customer c) => counted++ > c.Id;"));

    [Theory]
    [InlineData("Next(customers).Max(c => c.Id)")]
    [InlineData("customers.Count(c => counted++ > c.Id)")]
    [InlineData("customers.Where(c => c.Weight > Random.Shared.NextDouble()).Max(c => c.Id)")]
    [InlineData("customers.Select(c => new Customer { Id = c.Id }).First(c => c.Id > 3)")]
    public Task StaysSilent_when_going_through_has_effects(string question) => Verify.SilentAsync(Shop.In(
        $"foreach (var o in orders) shop.Use({question});",
        "private int counted;\nprivate IEnumerable<Customer> Next(List<Customer> all) { foreach (var c in all) { counted++; yield return c; } }"));

    [Theory]
    [InlineData("Raise();", "customers.[|Count(c => c.Number > least)|]")]
    [InlineData("Raise();", "customers.[|Count(c => c.Number > Least)|]")]
    [InlineData("Deactivate(o);", "customers.[|Count(c => c.IsActive)|]")]
    [InlineData("o.Customer.Deactivate();", "customers.[|Count(c => c.IsActive)|]")]
    public Task OffersNoFix_when_called_code_may_change_what_is_asked(string call, string question) => Verify.NoFixAsync(
        "public static class Extensions { public static void Deactivate(this Customer customer) => customer.IsActive = false; }\n"
        + Shop.In($"foreach (var o in orders) {{ {call} shop.Use({question}); }}", "private int least;\npublic int Least { get; set; }\nprivate void Raise() => least = Least++;\nprivate static void Deactivate(Order o) => o.Customer.IsActive = false;"));
}
