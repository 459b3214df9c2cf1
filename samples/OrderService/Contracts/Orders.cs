namespace OrderService.Contracts;

public record OrderRow(int Id, string Reference, string Customer, decimal Total);

public record OrderTotal(string Reference, decimal Total, string Currency);

public record PlaceOrder(string Reference, int CustomerId, IReadOnlyList<PlaceOrderLine> Lines);

public record PlaceOrderLine(string Sku, int Quantity);

public record PlacedOrder(int Id, string Reference, decimal Total);

public record Reconciliation(int Checked, IReadOnlyList<string> Missing);
