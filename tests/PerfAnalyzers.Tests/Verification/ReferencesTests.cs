using Microsoft.CodeAnalysis.CSharp;

namespace PerfAnalyzers.Tests.Verification;

public sealed class ReferencesTests
{
    private const string Database = """
        using System.Linq;
        using Microsoft.EntityFrameworkCore;
        public class Order { public int Id { get; set; } }
        public class Shop : DbContext
        {
            public DbSet<Order> Orders => Set<Order>();
            protected override void OnConfiguring(DbContextOptionsBuilder options) => options.UseSqlite("Data Source=:memory:");
            public System.Threading.Tasks.Task<Order[]> All() => Orders.FromSqlRaw("SELECT 1").AsNoTracking().Where(o => o.Id > 1).ToArrayAsync();
        }
        """;

    private const string Web = """
        using Microsoft.AspNetCore.Builder;
        using Microsoft.AspNetCore.Mvc;
        using Microsoft.Extensions.Caching.Memory;
        using Microsoft.Extensions.DependencyInjection;
        using Microsoft.Extensions.Logging;
        [ApiController, Route("orders")]
        public class OrdersController : ControllerBase
        {
            private readonly IMemoryCache cache;
            public OrdersController(IMemoryCache cache, ILogger<OrdersController> log) { this.cache = cache; log.LogInformation("made"); }
            [HttpGet("{id}")] public ActionResult<int> Get(int id) => cache.TryGetValue(id, out int found) ? Ok(found) : NotFound();
            public static void Start(WebApplicationBuilder builder) => builder.Services.AddMemoryCache().AddControllers();
        }
        """;

    [Theory]
    [InlineData(nameof(References.Net80), "public class Plain { public System.TimeProvider? Clock; }")]
    [InlineData(nameof(References.Net100), "public class Plain { public System.TimeProvider? Clock; }")]
    [InlineData(nameof(References.EfCore6), Database)]
    [InlineData(nameof(References.EfCore8), Database)]
    [InlineData(nameof(References.EfCore10), Database)]
    [InlineData(nameof(References.AspNetCore8), Web)]
    [InlineData(nameof(References.AspNetCore10), Web)]
    [InlineData(nameof(References.Default), Database)]
    [InlineData(nameof(References.Default), Web)]
    public async Task Resolves_and_compiles(string set, string source)
    {
        var compilation = await CompileAsync(set, source);

        using var output = new MemoryStream();
        Assert.Empty(compilation.Emit(output, cancellationToken: TestContext.Current.CancellationToken).Diagnostics.Where(d => d.Severity >= DiagnosticSeverity.Warning));
    }

    [Theory]
    [InlineData(nameof(References.Net80), "Microsoft.EntityFrameworkCore.DbContext")]
    [InlineData(nameof(References.Net80), "Microsoft.AspNetCore.Mvc.ControllerBase")]
    [InlineData(nameof(References.Net100), "Microsoft.EntityFrameworkCore.DbContext")]
    [InlineData(nameof(References.AspNetCore8), "Microsoft.EntityFrameworkCore.DbContext")]
    [InlineData(nameof(References.EfCore8), "Microsoft.AspNetCore.Mvc.ControllerBase")]
    public async Task Leaves_other_libraries_out(string set, string absentType)
    {
        var compilation = await CompileAsync(set, "");

        Assert.Null(compilation.GetTypeByMetadataName(absentType));
        Assert.NotNull(compilation.GetTypeByMetadataName("System.Threading.Tasks.Task"));
    }

    private static async Task<CSharpCompilation> CompileAsync(string set, string source)
    {
        var references = (ReferenceAssemblies)typeof(References).GetProperty(set)!.GetValue(null)!;
        return CSharpCompilation.Create(
            "Test",
            [CSharpSyntaxTree.ParseText(source, cancellationToken: TestContext.Current.CancellationToken)],
            await references.ResolveAsync(LanguageNames.CSharp, TestContext.Current.CancellationToken),
            new CSharpCompilationOptions(OutputKind.DynamicallyLinkedLibrary, nullableContextOptions: NullableContextOptions.Enable, specificDiagnosticOptions: UsualOptions.Silenced));
    }
}
