using Verify = PerfAnalyzers.Tests.Verification.RuleVerifier<PerfAnalyzers.Rules.DataAccess.QueryInLoopAnalyzer, PerfAnalyzers.CodeFixes.Rules.DataAccess.QueryInLoopFix>;

namespace PerfAnalyzers.Tests.Rules.DataAccess;

/// <summary>What a class keeps of what it has read, and asks for by methods of its own.</summary>
public sealed class QueryInLoopKeptTests
{
    [Theory]
    [InlineData("bool IsTracked(int id) => tracked.ContainsKey(id);", true)]
    [InlineData("bool IsTracked(int id) => this.tracked.ContainsKey(id);", true)]
    [InlineData("bool IsTracked(int id) { return tracked.ContainsKey(id); }", true)]
    [InlineData("bool IsTracked(int id) => id > 3;", false)]
    [InlineData("bool IsTracked(int id) => tracked.Count > id;", false)]
    public Task StaysSilent_when_a_method_of_the_class_asks_what_it_keeps(string question, bool isKept)
    {
        var call = isKept ? "session.GetAsync(order.CustomerId)" : "session.[|GetAsync(order.CustomerId)|]";
        return Verify.ReportsAsync(Shop.InMethod(
            "foreach (var order in orders) Console.WriteLine((await " + call + ").Name);",
            "private readonly Session session = new();") + $$"""

            public class Session
            {
                private readonly ShopContext db = new();
                private readonly Dictionary<int, Customer> tracked = new();

                public async Task<Customer> GetAsync(int id)
                {
                    if (IsTracked(id))
                        return tracked[id];

                    var customer = await db.Customers.FirstAsync(c => c.Id == id);
                    Keep(customer);
                    return customer;
                }

                private void Keep(Customer customer) => tracked.Add(customer.Id, customer);

                private {{question}}
            }
            """);
    }

    /// <summary>Rows that the context holds already, also those not saved yet, are asked first.</summary>
    [Theory]
    [InlineData("=> db.Customers.Local.SingleOrDefault(c => c.Id == id) ?? await db.Customers.SingleOrDefaultAsync(c => c.Id == id);")]
    [InlineData("{ var known = db.Customers.Local.FirstOrDefault(c => c.Id == id); if (known == null) known = await db.Customers.SingleOrDefaultAsync(c => c.Id == id); return known; }")]
    public Task StaysSilent_when_only_what_the_context_does_not_hold_is_asked_for(string body) => Verify.SilentAsync(Shop.InMethod(
        "foreach (var order in orders) Console.WriteLine((await FindAsync(order.CustomerId))?.Name);",
        $"private async Task<Customer?> FindAsync(int id) {body}"));

    /// <summary>A dictionary that is only asked if it has a key keeps no answers.</summary>
    [Fact]
    public Task Reports_when_a_method_of_the_class_asks_for_exceptions() => Verify.ReportsAsync(Shop.InMethod(
        "foreach (var order in orders) { if (IsLeftOut(order.CustomerId)) continue; Console.WriteLine((await db.Customers.[|FirstAsync(c => c.Id == order.CustomerId, token)|]).Name); }",
        "private readonly Dictionary<int, string> leftOut = new(); private bool IsLeftOut(int id) => leftOut.ContainsKey(id);"));
}
