using Microsoft.AspNetCore.Builder;
using Microsoft.AspNetCore.Http;
using Microsoft.AspNetCore.Routing;
using Microsoft.EntityFrameworkCore;
using PerfAnalyzers.Proofs.Shop;

public static class Program
{
    public static void Map(IEndpointRouteBuilder server) =>
        server.MapGet("/orders", async (ShopContext db) =>
        {
            IOrderService service = new OrderService(new OrderRepository(db));
            var orders = await service.ListAsync();
            return Results.Ok(orders);
        });
}

public record OrderDto(int Id, int Price);

public interface IOrderRepository
{
    Task<List<Order>> GetAllAsync();
}

public class OrderRepository(ShopContext db) : IOrderRepository
{
    public async Task<List<Order>> GetAllAsync() => await db.Orders.AsNoTracking().ToListAsync();
}

public interface IOrderService
{
    Task<IEnumerable<OrderDto>> ListAsync();
}

public class OrderService(IOrderRepository repository) : IOrderService
{
    public async Task<IEnumerable<OrderDto>> ListAsync()
    {
        var orders = await repository.GetAllAsync();
        return orders.Select(o => new OrderDto(o.Id, o.Price));
    }
}
