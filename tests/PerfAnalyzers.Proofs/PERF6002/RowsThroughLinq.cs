using Microsoft.AspNetCore.Builder;
using Microsoft.AspNetCore.Routing;
using PerfAnalyzers.Proofs.Shop;

public static class Program
{
    public static void Map(IEndpointRouteBuilder server) =>
        server.MapGet("/orders", (ShopContext db) => db.Orders.Where(o => o.State == State.Open).AsEnumerable().Select(OrderDto.Of));
}

public record OrderDto(int Id, string Price)
{
    public static OrderDto Of(Order order) => new(order.Id, $"{order.Price} EUR");
}
