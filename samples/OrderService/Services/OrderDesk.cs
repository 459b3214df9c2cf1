using Microsoft.EntityFrameworkCore;
using OrderService.Contracts;
using OrderService.Data;
using OrderService.Domain;

namespace OrderService.Services;

public class OrderDesk(OrderContext db, IExchangeRates rates, NotificationQueue notifications)
{
    public async Task<List<OrderRow>> GetRecentAsync(int count, CancellationToken cancellationToken)
    {
        var orders = await db.Orders
            .AsNoTracking()
            .Include(o => o.Lines)
            .OrderByDescending(o => o.PlacedAt)
            .ThenBy(o => o.Id)
            .Take(Math.Clamp(count, 1, 100))
            .ToListAsync(cancellationToken);

        return orders
            .Select(o => new OrderRow(
                o.Id,
                o.Reference,
                db.Customers.First(c => c.Id == o.CustomerId).Name,
                o.Lines.Sum(l => l.Quantity * l.UnitPrice)))
            .ToList();
    }

    public async Task<OrderTotal?> GetTotalAsync(string reference, CancellationToken cancellationToken)
    {
        var order = await db.Orders.Include(o => o.Lines).FirstOrDefaultAsync(o => o.Reference == reference, cancellationToken);
        if (order is null)
            return null;

        var customer = await db.Customers.FirstAsync(c => c.Id == order.CustomerId, cancellationToken);
        var rate = rates.GetRateAsync(customer.Currency).GetAwaiter().GetResult();
        var total = order.Lines.Sum(l => l.Quantity * l.UnitPrice);
        return new OrderTotal(reference, Math.Round(total * rate, 2), customer.Currency);
    }

    public async Task<PlacedOrder?> PlaceAsync(PlaceOrder request, CancellationToken cancellationToken)
    {
        var order = new Order
        {
            Reference = request.Reference,
            CustomerId = request.CustomerId,
            PlacedAt = DateTime.UtcNow,
        };

        foreach (var line in request.Lines)
        {
            var product = await db.Products.SingleOrDefaultAsync(p => p.Sku == line.Sku, cancellationToken);
            if (product is null)
                return null;

            order.Lines.Add(new OrderLine { ProductId = product.Id, Quantity = line.Quantity, UnitPrice = product.Price });
        }

        db.Orders.Add(order);
        await db.SaveChangesAsync(cancellationToken);
        await notifications.PublishAsync(new Notification($"customer-{order.CustomerId}", $"{order.Reference} was placed"), cancellationToken);
        return new PlacedOrder(order.Id, order.Reference, order.Lines.Sum(l => l.Quantity * l.UnitPrice));
    }

    public async Task<Reconciliation> ReconcileAsync(List<string> exported, CancellationToken cancellationToken)
    {
        var known = await db.Orders.Select(o => o.Reference).ToListAsync(cancellationToken);
        var missing = new List<string>();
        foreach (var reference in exported)
        {
            if (!known.Contains(reference))
                missing.Add(reference);
        }

        return new Reconciliation(exported.Count, missing);
    }
}
