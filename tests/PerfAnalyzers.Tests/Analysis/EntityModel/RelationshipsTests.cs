using PerfAnalyzers.Analysis.EntityModel;

namespace PerfAnalyzers.Tests.Analysis.EntityModel;

public sealed class RelationshipsTests
{
    [Theory]
    [InlineData("", "", "", "Orders")]
    [InlineData("public List<Order> Returned { get; } = new();", "", "", null)]
    [InlineData("[InverseProperty(\"Customer\")] public List<Order> Returned { get; } = new();", "", "", "Returned")]
    [InlineData("public List<Order> Returned { get; } = new();", "", "model.Entity<Order>().HasOne(o => o.Customer).WithMany(c => c.Returned);", "Returned")]
    [InlineData("public List<Order> Returned { get; } = new();", "", "model.Entity<Customer>().HasMany(c => c.Returned).WithOne(o => o.Customer);", "Returned")]
    [InlineData("", "", "model.Entity<Order>().HasOne(o => o.Customer).WithMany();", null)]
    [InlineData("", "public Customer? Payer { get; set; }", "", null)]
    public async Task Knows_the_other_end(string customer, string order, string configuration, string? expected)
    {
        var model = await ModelCode.ShopAsync(configuration, order, customer);
        Assert.Equal(expected, Relationships.For(model.Compilation).Inverse(model.Navigation("Order", "Customer"))?.Property.Name);
    }

    [Theory]
    [InlineData("", "", true)]
    [InlineData("public Customer? Payer { get; set; }", "", true)]
    [InlineData("public Customer? Payer { get; set; }", "model.Entity<Order>().HasOne(o => o.Payer).WithMany(c => c.Orders);", false)]
    public async Task Tells_whether_a_way_leads_back(string order, string configuration, bool expected)
    {
        var model = await ModelCode.ShopAsync(configuration, order);
        Assert.Equal(expected, Relationships.For(model.Compilation).MayLeadBack(model.Navigation("Customer", "Orders"), model.Navigation("Order", "Customer")));
    }

    [Theory]
    [InlineData("", "", "CustomerId")]
    [InlineData("[ForeignKey(\"Payer\")] public int PayerKey { get; set; } public Customer? Payer { get; set; }", "", "PayerKey")]
    [InlineData("public int PayerKey { get; set; } [ForeignKey(\"PayerKey\")] public Customer? Payer { get; set; }", "", "PayerKey")]
    [InlineData("public int PayerKey { get; set; } public Customer? Payer { get; set; }", "model.Entity<Order>().HasOne(o => o.Payer).WithMany().HasForeignKey(o => o.PayerKey).IsRequired();", "PayerKey")]
    [InlineData("public int PayerKey { get; set; } public Customer? Payer { get; set; }", "model.Entity<Order>().HasOne(o => o.Payer).WithMany().HasForeignKey(\"PayerKey\");", "PayerKey")]
    [InlineData("public int PayerId { get; set; } public Customer? Payer { get; set; }", "", "PayerId")]
    public async Task Knows_the_foreign_key(string order, string configuration, string expected)
    {
        var model = await ModelCode.ShopAsync(configuration, order);
        var reference = model.Navigation("Order", order.Contains("Payer", StringComparison.Ordinal) ? "Payer" : "Customer");
        Assert.Equal([expected], Relationships.For(model.Compilation).ForeignKey(reference)!.Value.Select(p => p.Name));
    }

    [Fact]
    public async Task Knows_relationships_from_a_snapshot()
    {
        var model = await ModelCode.ShopAsync(order: "public int PayerKey { get; set; } public Customer? Payer { get; set; }", types: """
            [DbContext(typeof(ShopContext))]
            public class Snapshot : ModelSnapshot
            {
                protected override void BuildModel(ModelBuilder builder)
                {
                    builder.Entity("Order", b =>
                    {
                        b.HasOne("Customer", "Payer").WithMany().HasForeignKey("PayerKey").IsRequired();
                        b.HasOne("Customer", "Customer").WithMany("Orders").HasForeignKey("CustomerId");
                        b.HasIndex("Number").IsUnique();
                        b.Navigation("Payer");
                    });
                }
            }
            """);

        Assert.Equal("Orders", Relationships.For(model.Compilation).Inverse(model.Navigation("Order", "Customer"))?.Property.Name);
        Assert.Equal("PayerKey", Assert.Single(Relationships.For(model.Compilation).ForeignKey(model.Navigation("Order", "Payer"))!.Value).Name);
        Assert.Equal("Number", Assert.Single(Assert.Single(EntityKeys.For(model.Compilation).Unique(model["Order"]))).Name);
    }
}
