using OrderService.Contracts;
using OrderService.Services;

namespace OrderService.Endpoints;

public static class OrderEndpoints
{
    public static async Task<List<OrderRow>> GetRecent(OrderDesk desk, CancellationToken cancellationToken, int count = 20) =>
        await desk.GetRecentAsync(count, cancellationToken);

    public static async Task<IResult> GetTotal(string reference, OrderDesk desk, CancellationToken cancellationToken) =>
        await desk.GetTotalAsync(reference, cancellationToken) is { } total ? Results.Ok(total) : Results.NotFound();

    public static async Task<IResult> Place(PlaceOrder request, OrderDesk desk, CancellationToken cancellationToken)
    {
        var placed = await desk.PlaceAsync(request, cancellationToken);
        return placed is null
            ? Results.BadRequest("Unknown product")
            : Results.Created($"/orders/{placed.Reference}/total", placed);
    }

    public static async Task<Reconciliation> Reconcile(List<string> references, OrderDesk desk, CancellationToken cancellationToken) =>
        await desk.ReconcileAsync(references, cancellationToken);
}
