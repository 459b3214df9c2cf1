using PerfAnalyzers.CodeFixes.Rules.DataAccess;
using PerfAnalyzers.Rules.DataAccess;

namespace PerfAnalyzers.Tests.Rules.DataAccess;

using Verify = RuleVerifier<SaveInLoopAnalyzer, SaveInLoopFix>;

public sealed class SaveInLoopFixTests
{
    [Fact]
    public Task Fixes_a_save_at_the_end_of_each_round() => FixAsync(
        """
        foreach (var order in orders)
        {
            order.Price += 1;

            // Now it is final.
            await db.[|SaveChangesAsync(token)|].ConfigureAwait(false);
        }

        Console.WriteLine();
        """,
        """
        foreach (var order in orders)
        {
            order.Price += 1;
        }

        // Now it is final.
        await db.SaveChangesAsync(token).ConfigureAwait(false);

        Console.WriteLine();
        """);

    [Fact]
    public Task Fixes_a_save_after_entities_were_added_and_changed_by_their_own_methods() => FixAsync(
        """
        for (var i = 0; i < ids.Count; i++)
        {
            var customer = new Customer { Id = ids[i] };
            customer.Orders.Add(new Order());
            if (i > 3)
                db.Customers.Add(customer);
            else
                await db.AddAsync(customer, token);
            db.[|SaveChanges()|]; // each
        }
        """,
        """
        for (var i = 0; i < ids.Count; i++)
        {
            var customer = new Customer { Id = ids[i] };
            customer.Orders.Add(new Order());
            if (i > 3)
                db.Customers.Add(customer);
            else
                await db.AddAsync(customer, token);
        }

        db.SaveChanges(); // each
        """);

    [Theory]
    [InlineData("foreach (var order in orders) { await db.[|SaveChangesAsync()|]; order.Price += 1; }")]
    [InlineData("foreach (var order in orders) { if (order.Price > 1) continue; db.Update(order); db.[|SaveChanges()|]; }")]
    [InlineData("foreach (var order in orders) { if (order.Price > 1) break; db.Update(order); db.[|SaveChanges()|]; }")]
    [InlineData("foreach (var order in orders) { if (order.Price > 1) return; db.Update(order); db.[|SaveChanges()|]; }")]
    [InlineData("foreach (var order in orders) { db.Update(order); if (await db.[|SaveChangesAsync()|] == 0) Console.WriteLine(); }")]
    [InlineData("var saved = 0; foreach (var order in orders) { db.Update(order); saved += db.[|SaveChanges()|]; }")]
    [InlineData("foreach (var order in orders) { db.Update(order); db.[|SaveChanges()|]; db.Update(order); db.SaveChanges(); }")]
    [InlineData("foreach (var order in orders) { if (order.Price > 1) { db.Update(order); db.[|SaveChanges()|]; } }")]
    [InlineData("foreach (var order in orders) { if (!db.Orders.Any(o => o.Id == order.Id)) db.Add(order); db.[|SaveChanges()|]; }")]
    [InlineData("foreach (var order in orders) { foreach (var other in db.Orders.Where(o => o.CustomerId == order.CustomerId)) other.Price = 0; db.[|SaveChanges()|]; }")]
    [InlineData("foreach (var order in orders) { Handle(order); db.[|SaveChanges()|]; }")]
    [InlineData("foreach (var order in orders) { using var stream = new MemoryStream(); db.Update(order); db.[|SaveChanges()|]; }")]
    [InlineData("foreach (var id in ids) { foreach (var order in orders) { order.Price += id; db.[|SaveChanges()|]; } }")]
    [InlineData("db.Add(new Order()); foreach (var order in orders) { db.Update(order); db.[|SaveChanges()|]; }")]
    [InlineData("orders[0].Price = 3; var first = orders[0]; first.Price = 4; foreach (var order in orders) { db.Update(order); db.[|SaveChanges()|]; }")]
    [InlineData("orders.ForEach(order => { db.Update(order); db.[|SaveChanges()|]; });")]
    [InlineData("foreach (var order in orders) db.[|SaveChanges()|];")]
    [InlineData("foreach (var order in orders) { order.Customer = last; last = order.Customer; db.[|SaveChanges()|]; }")]
    [InlineData("foreach (var order in orders) { using var transaction = db.Database.[|BeginTransaction()|]; db.Update(order); db.SaveChanges(); transaction.Commit(); }")]
    public Task OffersNoFix_when_the_save_cannot_wait(string statements) =>
        Verify.NoFixAsync(Shop.InMethod(statements, "private Customer? last; private void Handle(Order order) { }"));

    [Fact]
    public Task OffersNoFix_when_the_element_is_given_out_while_the_loop_runs() => Verify.NoFixAsync(Shop.InMethod("", """
        public IEnumerable<Order> Each(List<Order> orders)
        {
            foreach (var order in orders)
            {
                yield return order;
                db.Update(order);
                db.SaveChanges();
            }
        }
        """));

    private static Task FixAsync(string statements, string expected) =>
        Verify.FixSinglyAsync(Shop.InMethod(statements), Shop.InMethod(expected), SaveInLoopFix.SaveAfterLoop);
}
