using PerfAnalyzers.Analysis.EntityModel;

namespace PerfAnalyzers.Tests.Analysis.EntityModel;

public sealed class EntityKeysTests
{
    [Theory]
    [InlineData("public class Thing { public int Id { get; set; } }", "", "Id")]
    [InlineData("public class Thing { public int ThingId { get; set; } }", "", "ThingId")]
    [InlineData("public abstract class Base { public int Id { get; set; } } public class Thing : Base { }", "", "Id")]
    [InlineData("public class Thing { [Key] public int Code { get; set; } public int Id { get; set; } }", "", "Code")]
    [InlineData("[PrimaryKey(\"Code\")] public class Thing { public int Code { get; set; } }", "", "Code")]
    [InlineData("[PrimaryKey(\"A\", \"B\")] public class Thing { public int A { get; set; } public int B { get; set; } }", "", "A,B")]
    [InlineData("public class Thing { public int A { get; set; } public int B { get; set; } }", "model.Entity<Thing>().HasKey(t => new { t.A, t.B });", "A,B")]
    [InlineData("public class Thing { public int A { get; set; } public int Id { get; set; } }", "model.Entity<Thing>().HasKey(\"A\");", "A")]
    [InlineData("public class Thing { public int A { get; set; } public int Id { get; set; } }", "model.Entity<Thing>(e => { e.ToTable(\"T\"); e.HasKey(t => t.A); });", "A")]
    [InlineData("public class Thing { public int A { get; set; } } public class Things : IEntityTypeConfiguration<Thing> { public void Configure(EntityTypeBuilder<Thing> builder) => builder.HasKey(nameof(Thing.A)); }", "", "A")]
    [InlineData("[DbContext(typeof(ShopContext))] public class Snapshot : ModelSnapshot { protected override void BuildModel(ModelBuilder builder) { builder.Entity(\"Thing\", b => { b.HasKey(\"A\"); }); } } public class Thing { public int A { get; set; } }", "", "A")]
    [InlineData("[Keyless] public class Thing { public int Id { get; set; } }", "", null)]
    [InlineData("public class Thing { public int Id { get; set; } }", "model.Entity<Thing>().HasNoKey();", null)]
    [InlineData("public class Thing { public int Id { get; set; } }", "var name = Environment.MachineName; model.Entity<Thing>().HasKey(name);", null)]
    [InlineData("public class Thing { public int Other { get; set; } }", "", null)]
    public async Task Finds_the_key(string types, string configuration, string? expected)
    {
        var model = await ModelCode.ShopAsync(configuration, types: types);
        var key = EntityKeys.For(model.Compilation).Of(model["Thing"]);
        Assert.Equal(expected, key is null ? null : string.Join(",", key.Value.Select(p => p.Name)));
        Assert.Equal(expected?.Contains(',', StringComparison.Ordinal) == false ? expected : null, EntityKeys.For(model.Compilation).Single(model["Thing"])?.Name);
    }

    [Theory]
    [InlineData("[Index(nameof(A), IsUnique = true)] public class Thing { public int Id { get; set; } public int A { get; set; } public int B { get; set; } }", "", "A")]
    [InlineData("[Index(nameof(A), nameof(B), IsUnique = true)] public class Thing { public int Id { get; set; } public int A { get; set; } public int B { get; set; } }", "", "A,B")]
    [InlineData("[Index(nameof(A))] public class Thing { public int Id { get; set; } public int A { get; set; } public int B { get; set; } }", "", "")]
    [InlineData("public class Thing { public int Id { get; set; } public int A { get; set; } public int B { get; set; } }", "model.Entity<Thing>().HasIndex(t => t.A).IsUnique();", "A")]
    [InlineData("public class Thing { public int Id { get; set; } public int A { get; set; } public int B { get; set; } }", "model.Entity<Thing>().HasIndex(t => new { t.A, t.B }).HasDatabaseName(\"x\").IsUnique();", "A,B")]
    [InlineData("public class Thing { public int Id { get; set; } public int A { get; set; } public int B { get; set; } }", "model.Entity<Thing>().HasIndex(t => t.A).IsUnique(false);", "")]
    [InlineData("public class Thing { public int Id { get; set; } public int A { get; set; } public int B { get; set; } }", "model.Entity<Thing>().HasIndex(t => t.A).HasFilter(\"x\").IsUnique();", "")]
    [InlineData("public class Thing { public int Id { get; set; } public int A { get; set; } public int B { get; set; } }", "model.Entity<Thing>().HasIndex(t => t.A).IsUnique().HasDatabaseName(\"y\").HasFilter(\"x\");", "")]
    [InlineData("public class Thing { public int Id { get; set; } public int A { get; set; } public int B { get; set; } }", "model.Entity<Thing>().HasIndex(t => t.A).IsUnique().HasDatabaseName(\"y\");", "A")]
    [InlineData("public class Thing { public int Id { get; set; } public int A { get; set; } public int B { get; set; } }", "model.Entity<Thing>().HasAlternateKey(t => t.B);", "B")]
    [InlineData("public class Thing { public int Id { get; set; } public int A { get; set; } public List<Part> Parts { get; } = new(); } public class Part { public int Id { get; set; } public int ThingA { get; set; } public Thing Thing { get; set; } = null!; }", "model.Entity<Part>().HasOne(p => p.Thing).WithMany(t => t.Parts).HasForeignKey(p => p.ThingA).HasPrincipalKey(t => t.A);", "A")]
    [InlineData("public class Thing { public int Id { get; set; } public int A { get; set; } public List<Part> Parts { get; } = new(); } public class Part { public int Id { get; set; } public int ThingA { get; set; } public Thing Thing { get; set; } = null!; }", "model.Entity<Thing>().HasMany(t => t.Parts).WithOne(p => p.Thing).HasPrincipalKey(t => t.A).HasForeignKey(p => p.ThingA);", "A")]
    public async Task Finds_unique_indexes(string types, string configuration, string expected)
    {
        var model = await ModelCode.ShopAsync(configuration, types: types);
        Assert.Equal(expected, string.Join(";", EntityKeys.For(model.Compilation).Unique(model["Thing"]).Select(i => string.Join(",", i.Select(p => p.Name)))));
    }
}
