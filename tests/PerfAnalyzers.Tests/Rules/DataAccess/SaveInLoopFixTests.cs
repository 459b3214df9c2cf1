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
        if (orders.Count > 0)
            await db.SaveChangesAsync(token).ConfigureAwait(false);

        Console.WriteLine();
        """);

    [Fact]
    public Task Fixes_a_save_after_entities_were_added_and_changed_by_their_own_methods() => FixSinglyAsync(
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

    [Fact]
    public Task Fixes_a_save_that_some_rounds_pass_over_before_they_change_anything() => FixSinglyAsync(
        """
        foreach (var order in orders)
        {
            if (order.Price > 1)
                continue;

            order.Price = 1;
            await db.[|SaveChangesAsync(token)|];
        }
        """,
        """
        foreach (var order in orders)
        {
            if (order.Price > 1)
                continue;

            order.Price = 1;
        }

        await db.SaveChangesAsync(token);
        """);

    [Fact]
    public Task Fixes_a_save_that_is_counted() => FixAsync(
        """
        var changed = 0;
        foreach (var order in orders)
        {
            order.Price += 1;
            await db.[|SaveChangesAsync(token)|];
            changed++;
        }

        Console.WriteLine(changed);
        """,
        """
        var changed = 0;
        foreach (var order in orders)
        {
            order.Price += 1;
            changed++;
        }

        if (orders.Count > 0)
            await db.SaveChangesAsync(token);

        Console.WriteLine(changed);
        """);

    [Theory]
    [InlineData("foreach (var order in orders) { await db.[|SaveChangesAsync()|]; order.Price += 1; }")]
    [InlineData("foreach (var order in orders) { order.Price += 1; if (order.Price > 1) continue; db.Update(order); db.[|SaveChanges()|]; }")]
    [InlineData("foreach (var order in orders) { db.Update(order); if (order.Price > 1) continue; db.[|SaveChanges()|]; }")]
    [InlineData("foreach (var order in orders) { db.Update(order); db.[|SaveChanges()|]; Console.WriteLine(order.Id); }")]
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

    [Theory]
    [InlineData("if (orders.Count == 0)\n    return;\n", "")]
    [InlineData("if (orders.Count == 0)\n{\n    Console.WriteLine();\n    return;\n}\n", "")]
    [InlineData("Console.WriteLine();\n", "if (orders.Count > 0)\n    ")]
    public Task Fixes_without_a_test_when_the_list_has_elements(string before, string test) => FixAsync(
        before + "foreach (var order in orders)\n{\n    order.Price += 1;\n    db.[|SaveChanges()|];\n}",
        before + "foreach (var order in orders)\n{\n    order.Price += 1;\n}\n\n" + test + "db.SaveChanges();");

    [Theory]
    [InlineData("using var own = new ShopContext();\n")]
    [InlineData("using var own = factory.CreateDbContext();\n")]
    [InlineData("await using var own = await factory.CreateDbContextAsync(token);\nvar known = await own.Customers.CountAsync(token);\n")]
    public Task Fixes_without_a_test_when_the_context_is_made_for_it(string before) => FixAsync(
        before + "foreach (var id in ids)\n{\n    own.Orders.Add(new Order { CustomerId = id });\n    own.[|SaveChanges()|];\n}",
        before + "foreach (var id in ids)\n{\n    own.Orders.Add(new Order { CustomerId = id });\n}\n\nown.SaveChanges();",
        "private readonly IDbContextFactory<ShopContext> factory = null!;");

    [Theory]
    // A loop without rounds would save what is under way elsewhere, and nobody can be asked how many there are.
    [InlineData("foreach (var id in ids.Where(i => i > 1))\n", "db.Orders.Add(new Order { CustomerId = id });")]
    [InlineData("for (var i = 0; i < ids.Count; i++)\n", "db.Orders.Add(new Order { CustomerId = ids[i] });")]
    // A key that an earlier save gives.
    [InlineData("foreach (var id in ids)\n", "db.Orders.Add(new Order { CustomerId = owner.Id });")]
    [InlineData("foreach (var order in orders)\n", "order.CustomerId = order.Customer!.Id;")]
    // What goes out is not what this project sees.
    [InlineData("foreach (var order in orders)\n", "shop.Orders.Add(order);", "shop")]
    [InlineData("foreach (var order in orders)\n", "watched.Orders.Add(order);", "watched")]
    public Task Fixes_singly_when_it_cannot_be_proven_to_do_the_same(string loop, string statement, string context = "db") => FixSinglyAsync(
        loop + "{\n    " + statement + "\n    await " + context + ".[|SaveChangesAsync(token)|];\n}",
        loop + "{\n    " + statement + "\n}\n\nawait " + context + ".SaveChangesAsync(token);",
        Contexts);

    [Fact]
    public Task Fixes_singly_when_a_failure_is_caught_around_the_loop() => FixSinglyAsync(
        """
        try
        {
            foreach (var order in orders)
            {
                order.Price += 1;
                db.[|SaveChanges()|];
            }
        }
        catch (DbUpdateException)
        {
            Console.WriteLine();
        }
        """,
        """
        try
        {
            foreach (var order in orders)
            {
                order.Price += 1;
            }

            db.SaveChanges();
        }
        catch (DbUpdateException)
        {
            Console.WriteLine();
        }
        """);

    [Fact]
    public Task Fixes_singly_a_unit_of_work_that_only_saves() => FixSinglyAsync(
        "foreach (var order in orders)\n{\n    work.Update(order);\n    await work.[|CommitAsync(token)|];\n}",
        "foreach (var order in orders)\n{\n    work.Update(order);\n}\n\nawait work.CommitAsync(token);",
        """
        private readonly Work work = new();
            public class Work
            {
                private readonly ShopContext db = new();
                public void Update(Order order) => db.Update(order);
                public async Task CommitAsync(CancellationToken token) => await db.SaveChangesAsync(token);
                public async Task StoreAsync(Order order, CancellationToken token) { db.Update(order); await db.SaveChangesAsync(token); }
            }
        """);

    private const string Contexts = """
        private readonly Customer owner = new(); private readonly IShop shop = null!; private readonly WatchedContext watched = new();
            public interface IShop { DbSet<Order> Orders { get; } Task<int> SaveChangesAsync(CancellationToken token); }
            public class WatchedContext : ShopContext { public override Task<int> SaveChangesAsync(CancellationToken token) => base.SaveChangesAsync(token); }
        """;

    private static Task FixAsync(string statements, string expected, string members = "") =>
        Verify.FixAsync(Shop.InMethod(statements, members), Shop.InMethod(expected, members), SaveInLoopFix.SaveAfterLoop);

    private static Task FixSinglyAsync(string statements, string expected, string members = "") =>
        Verify.FixSinglyAsync(Shop.InMethod(statements, members), Shop.InMethod(expected, members), SaveInLoopFix.SaveAllOrNone);
}
