using Microsoft.CodeAnalysis.CSharp;
using PerfAnalyzers.Analysis.EntityModel;
using PerfAnalyzers.Framework;

namespace PerfAnalyzers.Tests.Analysis.EntityModel;

/// <summary>A compilation with a model, to ask about its entities by name.</summary>
internal sealed record ModelCode(CompilationContext Compilation)
{
    public Entities Entities => Entities.For(Compilation);

    public INamedTypeSymbol this[string type] => Compilation.Type(type) ?? throw new InvalidOperationException($"There is no type {type}.");

    /// <summary>Compiles a model; each part is a project of its own that refers to those before it as source.</summary>
    public static async Task<ModelCode> CompileAsync(params string[] projects)
    {
        var cancellationToken = TestContext.Current.CancellationToken;
        var options = new CSharpParseOptions(LanguageVersion.Latest);
        var references = (await References.Default.ResolveAsync(LanguageNames.CSharp, cancellationToken)).ToList();
        CSharpCompilation? last = null;
        foreach (var source in projects)
        {
            last = CSharpCompilation.Create(
                "Project" + references.Count,
                new[] { Usings + source, UsualUsings.File.content }.Select(t => CSharpSyntaxTree.ParseText(t, options, cancellationToken: cancellationToken)),
                references,
                new CSharpCompilationOptions(OutputKind.DynamicallyLinkedLibrary, nullableContextOptions: NullableContextOptions.Enable));
            Assert.DoesNotContain(last.GetDiagnostics(cancellationToken), d => d.Severity == DiagnosticSeverity.Error);
            references.Add(last.ToMetadataReference());
        }

        return new ModelCode(CompilationContext.For(last!));
    }

    /// <summary>A model of customers and orders with further lines in its configuration.</summary>
    public static Task<ModelCode> ShopAsync(string configuration = "", string order = "", string customer = "", string types = "") => CompileAsync($$"""
        public class Customer
        {
            public int Id { get; set; }
            public string Name { get; set; } = "";
            public List<Order> Orders { get; set; } = new();
            {{customer}}
        }

        public class Order
        {
            public int Id { get; set; }
            public int CustomerId { get; set; }
            public string Number { get; set; } = "";
            public Customer Customer { get; set; } = null!;
            public List<Line> Lines { get; } = new();
            public Address Address { get; set; } = null!;
            {{order}}
        }

        public class Line { public int Id { get; set; } public Order Order { get; set; } = null!; }
        public class Address { public string City { get; set; } = ""; }
        {{types}}

        public class ShopContext : DbContext
        {
            public DbSet<Customer> Customers => Set<Customer>();
            public DbSet<Order> Orders => Set<Order>();
            protected override void OnModelCreating(ModelBuilder model) { {{configuration}} }
        }
        """);

    public Navigation Navigation(string entity, string property) =>
        Entities.Navigations(this[entity]).SingleOrDefault(n => n.Property.Name == property)
        ?? throw new InvalidOperationException($"{entity}.{property} is no navigation.");

    public IEnumerable<string> NavigationNames(string entity) => Entities.Navigations(this[entity]).Select(n => n.Property.Name);

    private const string Usings = """
        using System.ComponentModel.DataAnnotations;
        using System.ComponentModel.DataAnnotations.Schema;
        using Microsoft.EntityFrameworkCore;
        using Microsoft.EntityFrameworkCore.Infrastructure;
        using Microsoft.EntityFrameworkCore.Metadata.Builders;

        """;
}
