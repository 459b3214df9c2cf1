namespace OrderService.Domain;

public class Customer
{
    public int Id { get; set; }

    public required string Name { get; set; }

    public required string Currency { get; set; }
}

public class Product
{
    public int Id { get; set; }

    public required string Sku { get; set; }

    public required string Name { get; set; }

    public decimal Price { get; set; }
}

public class Order
{
    public int Id { get; set; }

    public required string Reference { get; set; }

    public int CustomerId { get; set; }

    public int? CaseId { get; set; }

    public DateTime PlacedAt { get; set; }

    public List<OrderLine> Lines { get; set; } = [];
}

public class OrderLine
{
    public int Id { get; set; }

    public int OrderId { get; set; }

    public int ProductId { get; set; }

    public int Quantity { get; set; }

    public decimal UnitPrice { get; set; }
}
