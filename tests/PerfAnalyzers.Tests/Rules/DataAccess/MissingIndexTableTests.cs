using Verify = PerfAnalyzers.Tests.Verification.RuleVerifier<PerfAnalyzers.Rules.DataAccess.MissingIndexAnalyzer, PerfAnalyzers.CodeFixes.Rules.DataAccess.MissingIndexFix>;

namespace PerfAnalyzers.Tests.Rules.DataAccess;

/// <summary>Where the tables of a model come from, and which of them are none.</summary>
public sealed class MissingIndexTableTests
{
    [Theory]
    [InlineData("\"vw_orders\"", false)]
    [InlineData("\"orders\"", true)]
    [InlineData("new[] { \"vw_orders\", \"orders\" }", true)]
    public Task Reads_tables_from_attributes_of_whatever_shape(string table, bool isReported) => Verify.ReportsAsync($$"""
        using Microsoft.EntityFrameworkCore;

        public class TableAttribute : Attribute { public TableAttribute(string name) { } public TableAttribute(string[] names) { } }
        [Table({{table}})] public class Order { public int Id { get; set; } public string Code { get; set; } = ""; public DateTime Ordered { get; set; } }
        public class Shop : DbContext { public DbSet<Order> Orders => Set<Order>(); }

        public class Service
        {
            public Order? Find(Shop db, string text) => db.Orders.FirstOrDefault(o => {{(isReported ? "[|o.Code|]" : "o.Code")}} == text);
        }
        """);

    /// <summary>A model of many entities without any index is not what the tables are made from, unless something says so.</summary>
    [Theory]
    [InlineData(3, "", "", true)]
    [InlineData(9, "", "", false)]
    [InlineData(9, "Database.EnsureCreated();", "", true)]
    [InlineData(9, "", "model.Entity<E3>().HasIndex(e => e.Name);", true)]
    [InlineData(9, "", "model.Entity<E3>().HasIndex(e => e.Id).IsUnique();", false)]
    [InlineData(9, "", "model.Entity<E3>().HasIndex(e => new { e.Id, e.Name });", true)]
    [InlineData(9, "", "model.Entity<E3>(e => { e.HasIndex(x => x.Name).IsUnique(); e.HasKey(x => x.Name); });", false)]
    [InlineData(9, "", "model.Entity<E3>(e => { e.HasIndex(x => x.Id).IsUnique(); e.HasKey(x => x.Name); });", true)]
    public Task StaysSilent_when_the_tables_are_kept_elsewhere(int entities, string made, string model, bool isReported)
    {
        var more = Enumerable.Range(0, entities).ToList();
        return Verify.ReportsAsync($$"""
            using Microsoft.EntityFrameworkCore;

            public class Order { public int Id { get; set; } public string Code { get; set; } = ""; public DateTime Ordered { get; set; } }
            {{string.Join('\n', more.Select(i => $"public class E{i} {{ public int Id {{ get; set; }} public string Name {{ get; set; }} = \"\"; }}"))}}

            public class Shop : DbContext
            {
                public DbSet<Order> Orders => Set<Order>();
                {{string.Join('\n', more.Select(i => $"public DbSet<E{i}> Es{i} => Set<E{i}>();"))}}

                public Shop() { {{made}} }

                protected override void OnModelCreating(ModelBuilder model) { {{model}} }
            }

            public class Service
            {
                public Order? Find(Shop db, string text) => db.Orders.FirstOrDefault(o => {{(isReported ? "[|o.Code|]" : "o.Code")}} == text);
            }
            """);
    }

    /// <summary>What tests make for themselves are other tables than those of production.</summary>
    [Theory]
    [InlineData("Shop.Testing.Helpers", false)]
    [InlineData("Shop.Setup", true)]
    public Task StaysSilent_when_only_tests_make_the_tables(string project, bool isReported)
    {
        var test = new Verify.Test
        {
            TestCode = $$"""
                using Microsoft.EntityFrameworkCore;

                public class Order { public int Id { get; set; } public string Code { get; set; } = ""; public DateTime Ordered { get; set; } }
                {{string.Join('\n', Enumerable.Range(0, 9).Select(i => $"public class E{i} {{ public int Id {{ get; set; }} }}"))}}

                public class Shop : DbContext
                {
                    public DbSet<Order> Orders => Set<Order>();
                    {{string.Join('\n', Enumerable.Range(0, 9).Select(i => $"public DbSet<E{i}> Es{i} => Set<E{i}>();"))}}
                }

                public class Service
                {
                    public Order? Find(Shop db, string text) => db.Orders.FirstOrDefault(o => {{(isReported ? "[|o.Code|]" : "o.Code")}} == text);
                }
                """,
        };
        test.TestState.AdditionalProjects[project].ReferenceAssemblies = References.Default;
        test.TestState.AdditionalProjects[project].Sources.Add("public static class Tables { public static void Make(Microsoft.EntityFrameworkCore.DbContext db) => db.Database.EnsureCreated(); }");
        test.TestState.AdditionalProjectReferences.Add(project);
        return test.RunAsync(TestContext.Current.CancellationToken);
    }
}
