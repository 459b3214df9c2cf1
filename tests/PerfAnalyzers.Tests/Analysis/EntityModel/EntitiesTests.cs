using PerfAnalyzers.Analysis.EntityModel;

namespace PerfAnalyzers.Tests.Analysis.EntityModel;

public sealed class EntitiesTests
{
    [Fact]
    public async Task Knows_what_sets_expose_and_what_navigations_reach()
    {
        var model = await ModelCode.ShopAsync();

        Assert.Equal(["Customer", "Line", "Order"], new[] { "Customer", "Order", "Line", "Address", "ShopContext" }.Where(t => model.Entities.Contains(model[t])).Order());
        Assert.Equal(["Customer", "Lines"], model.NavigationNames("Order"));
        Assert.Equal(["Orders"], model.NavigationNames("Customer"));
    }

    [Theory]
    [InlineData("public class Region { public int Id { get; set; } } public interface IShop { DbSet<Region> Regions { get; } }", "")]
    [InlineData("public class Region { public int Id { get; set; } }", "model.Entity<Region>();")]
    [InlineData("public class Region { public int Id { get; set; } } public class Regions : IEntityTypeConfiguration<Region> { public void Configure(EntityTypeBuilder<Region> builder) => builder.ToTable(\"R\"); }", "")]
    [InlineData("public class Region { public int Id { get; set; } } public static class Models { public static void AddRegions(this ModelBuilder builder) => builder.Entity<Region>(e => e.HasKey(r => r.Id)); }", "model.AddRegions();")]
    [InlineData("[DbContext(typeof(ShopContext))] public class Snapshot : ModelSnapshot { protected override void BuildModel(ModelBuilder builder) { builder.Entity(\"Region\", b => { b.HasKey(\"Id\"); }); } } public class Region { public int Id { get; set; } }", "")]
    public async Task Knows_entities_from(string types, string configuration)
    {
        var model = await ModelCode.ShopAsync(configuration, types: types);
        Assert.True(model.Entities.Contains(model["Region"]));
    }

    [Theory]
    [InlineData("[NotMapped] public Region? Region { get; set; }", "")]
    [InlineData("public Region? Region { get; set; }", "model.Entity<Order>().Ignore(o => o.Region);")]
    [InlineData("public Region? Region { get; set; }", "model.Entity<Order>(e => e.Ignore(\"Region\"));")]
    [InlineData("public Region? Region { get; set; }", "model.Ignore<Region>();")]
    [InlineData("public Region? Region { get; set; }", "model.Ignore(typeof(Region));")]
    [InlineData("public Region? Region { get; set; }", "model.Entity<Order>().OwnsOne(o => o.Region);")]
    [InlineData("public Region? Region { get; set; }", "model.Entity<Order>().OwnsOne(o => o.Region, r => r.ToJson());")]
    [InlineData("public List<Region> Region { get; set; } = new();", "model.Entity<Order>().OwnsMany(o => o.Region);")]
    [InlineData("public Region? Region { get; set; }", "model.Owned<Region>();")]
    [InlineData("public Region Region { get; set; } = null!;", "model.Entity<Order>().ComplexProperty(o => o.Region);")]
    [InlineData("public Region? Region { get; set; }", "model.Entity<Order>().Property(o => o.Region).HasConversion(r => r!.Id, i => new Region { Id = i });")]
    [InlineData("[Column(TypeName = \"jsonb\")] public Region? Region { get; set; }", "")]
    [InlineData("internal Region? Region { get; set; }", "")]
    [InlineData("public Region? Region => null;", "")]
    [InlineData("public Owned? Region { get; set; }", "")]
    [InlineData("public Complex? Region { get; set; }", "")]
    [InlineData("public Keyless? Region { get; set; }", "")]
    [InlineData("public Uri? Region { get; set; }", "")]
    [InlineData("public List<string> Region { get; set; } = new();", "")]
    [InlineData("public byte[] Region { get; set; } = null!;", "")]
    public async Task Knows_what_is_no_navigation(string order, string configuration)
    {
        var model = await ModelCode.ShopAsync(configuration, order, types: """
            public class Region { public int Id { get; set; } }
            [Owned] public class Owned { public int Id { get; set; } }
            [ComplexType] public class Complex { public int Id { get; set; } }
            public class Keyless { public string Text { get; set; } = ""; }
            """);
        Assert.Equal(["Customer", "Lines"], model.NavigationNames("Order"));
    }

    [Fact]
    public async Task Knows_entities_of_projects_referenced_as_source()
    {
        var model = await ModelCode.CompileAsync(
            "public class Customer { public int Id { get; set; } public List<Order> Orders { get; } = new(); } public class Order { public int Id { get; set; } public Customer Customer { get; set; } = null!; }",
            "public class ShopContext : DbContext { public DbSet<Order> Orders => Set<Order>(); protected override void OnModelCreating(ModelBuilder model) => model.Entity<Order>().Navigation(o => o.Customer).AutoInclude(); }",
            "public class Service { }");

        Assert.Equal(AutoInclude.Yes, model.Navigation("Order", "Customer").AutoInclude);
        Assert.Equal(AutoInclude.No, model.Navigation("Customer", "Orders").AutoInclude);
    }

    [Theory]
    [InlineData("", AutoInclude.No)]
    [InlineData("model.Entity<Order>().Navigation(o => o.Customer).AutoInclude();", AutoInclude.Yes)]
    [InlineData("model.Entity<Order>().Navigation(\"Customer\").AutoInclude();", AutoInclude.Yes)]
    [InlineData("model.Entity<Order>().Navigation(o => o.Customer).AutoInclude(false);", AutoInclude.No)]
    [InlineData("var order = model.Entity<Order>(); order.Navigation(o => o.Customer).IsRequired().AutoInclude();", AutoInclude.Yes)]
    [InlineData("foreach (var n in model.Model.GetEntityTypes().SelectMany(e => e.GetNavigations())) n.SetIsEagerLoaded(true);", AutoInclude.Unknown)]
    [InlineData("var name = Environment.MachineName; model.Entity<Order>().Navigation(name).AutoInclude();", AutoInclude.Unknown)]
    public async Task Knows_what_is_always_included(string configuration, object expected)
    {
        var model = await ModelCode.ShopAsync(configuration);
        Assert.Equal(expected, model.Navigation("Order", "Customer").AutoInclude);
    }

    [Theory]
    [InlineData("", "", LazyLoading.Impossible)]
    [InlineData("virtual ", "", LazyLoading.Possible)]
    [InlineData("virtual ", ".UseLazyLoadingProxies()", LazyLoading.Proven)]
    [InlineData("virtual ", ".UseLazyLoadingProxies(false)", LazyLoading.Possible)]
    [InlineData("", ".UseLazyLoadingProxies()", LazyLoading.Impossible)]
    [InlineData("virtual ", ".UseLazyLoadingProxies(); ChangeTracker.LazyLoadingEnabled = false", LazyLoading.Possible)]
    public async Task Knows_whether_proxies_load(string modifier, string options, object expected)
    {
        var model = await ModelCode.CompileAsync($$"""
            public class Customer { public int Id { get; set; } }
            public class Order { public int Id { get; set; } public {{modifier}}Customer Customer { get; set; } = null!; }
            public class ShopContext : DbContext
            {
                public DbSet<Order> Orders => Set<Order>();
                protected override void OnConfiguring(DbContextOptionsBuilder options) { options.EnableDetailedErrors(){{options}}; }
            }
            namespace Microsoft.EntityFrameworkCore
            {
                public static class ProxiesExtensions { public static DbContextOptionsBuilder UseLazyLoadingProxies(this DbContextOptionsBuilder options, bool use = true) => options; }
            }
            """);
        Assert.Equal(expected, model.Navigation("Order", "Customer").LazyLoading);
    }

    [Theory]
    [InlineData("public Order(ILazyLoader loader) => this.loader = loader; private readonly ILazyLoader? loader;", "loader.Load(this, ref customer)", LazyLoading.Proven)]
    [InlineData("public Order(Action<object, string> loader) => this.loader = loader; private readonly Action<object, string>? loader;", "Get()", LazyLoading.Proven)]
    [InlineData("private Customer? Other => customer;", "customer", LazyLoading.Impossible)]
    public async Task Knows_whether_a_loader_loads(string members, string getter, object expected)
    {
        var model = await ModelCode.CompileAsync($$"""
            public class Customer { public int Id { get; set; } }
            public class Order
            {
                private Customer? customer;
                {{members}}
                private Customer? Get() => customer;
                public int Id { get; set; }
                public Customer? Customer { get => {{getter}}; set => customer = value; }
            }
            public class ShopContext : DbContext { public DbSet<Order> Orders => Set<Order>(); }
            """);
        Assert.Equal(expected, model.Navigation("Order", "Customer").LazyLoading);
    }
}
