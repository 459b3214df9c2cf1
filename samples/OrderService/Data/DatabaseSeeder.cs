using OrderService.Domain;

namespace OrderService.Data;

public static class DatabaseSeeder
{
    private static readonly string[] Teams = ["Billing", "Delivery", "Returns"];
    private static readonly string[] Currencies = ["EUR", "USD", "GBP", "CHF"];
    private static readonly string[] EventKinds = ["Message", "Note", "Transfer", "Hold"];

    public static async Task SeedAsync(OrderContext db, DateTime now)
    {
        await db.Database.EnsureCreatedAsync();
        if (db.Agents.Any())
            return;

        for (var i = 1; i <= 24; i++)
            db.Agents.Add(new Agent { Name = $"Agent {i}", Team = Teams[i % 3], Capacity = 5 + i % 4, IsOnline = i % 5 != 0 });

        for (var i = 1; i <= 60; i++)
            db.Customers.Add(new Customer { Name = $"Customer {i}", Currency = Currencies[i % 4] });

        for (var i = 1; i <= 40; i++)
            db.Products.Add(new Product { Sku = $"SKU-{i:000}", Name = $"Product {i}", Price = 5 + i });

        await db.SaveChangesAsync();

        for (var i = 1; i <= 200; i++)
        {
            db.Cases.Add(new Case
            {
                Subject = $"Question about order {i}",
                Status = (CaseStatus)(i % 4),
                CustomerId = 1 + i % 60,
                AgentId = i % 7 == 0 ? null : 1 + i % 24,
                OpenedAt = now.AddHours(-i),
            });
            db.Orders.Add(new Order
            {
                Reference = $"ORD-{i:00000}",
                CustomerId = 1 + i % 60,
                CaseId = i % 3 == 0 ? i : null,
                PlacedAt = now.AddDays(-i % 30),
                Lines =
                [
                    new OrderLine { ProductId = 1 + i % 40, Quantity = 1 + i % 3, UnitPrice = 6 + i % 40 },
                    new OrderLine { ProductId = 1 + (i + 7) % 40, Quantity = 1, UnitPrice = 6 + (i + 7) % 40 },
                ],
            });
        }

        await db.SaveChangesAsync();

        for (var i = 1; i <= 150; i++)
            db.Sessions.Add(new Session { AgentId = 1 + i % 24, CaseId = 1 + i % 200, StartedAt = now.AddMinutes(-10 * i) });

        await db.SaveChangesAsync();

        for (var i = 1; i <= 600; i++)
        {
            db.SessionEvents.Add(new SessionEvent
            {
                SessionId = 1 + i % 150,
                Kind = EventKinds[i % 4],
                OccurredAt = now.AddMinutes(-i),
            });
        }

        await db.SaveChangesAsync();
    }
}
