using Microsoft.CodeAnalysis.CSharp;
using PerfAnalyzers.Tests.Contracts;

namespace PerfAnalyzers.Tests.Analysis.Calls;

/// <summary>
/// Calls are followed into other projects also where these resolve some reference differently, as with another version of a package: the
/// compiler then gives each project symbols of its own for what the others declare.
/// </summary>
public sealed class ProjectViewsTests
{
    private const string Usings = "using System; using System.Collections.Generic; using System.Linq; using System.Net.Http; using System.Threading; using System.Threading.Tasks; using Microsoft.EntityFrameworkCore;\n";

    private const string Core = Usings + """
        namespace Core;
        public class Order { public int Id { get; set; } public string Name { get; set; } = ""; public List<Line> Lines { get; set; } = new(); }
        public class Line { public int Id { get; set; } public int OrderId { get; set; } public Order Order { get; set; } = null!; }
        public interface IOrders { Task<Order?> FindAsync(string name); string Describe(int id); Task ImportAsync(IEnumerable<int> ids); }
        public interface IReader<T> { Task<List<T>> ReadAsync(string name); }
        public abstract class Loader { public abstract Task<string> LoadAsync(int id); }
        public record GetName(string Name);
        public interface IRequestHandler<in TRequest, TResponse> { Task<TResponse> HandleAsync(TRequest request, CancellationToken token); }
        public interface ISender { Task<TResponse> SendAsync<TRequest, TResponse>(TRequest request, CancellationToken token); }
        """;

    private const string Store = Usings + """
        using Core;
        namespace Store;
        public class ShopContext : DbContext { public DbSet<Order> Orders => Set<Order>(); public DbSet<Line> Lines => Set<Line>(); }
        public class Orders : IOrders
        {
            private static readonly HttpClient Http = new();
            private readonly ShopContext db;
            public Orders(ShopContext db) { this.db = db; }
            public Task<Order?> FindAsync(string name) => db.Orders.FirstOrDefaultAsync(o => o.Name == name);
            public string Describe(int id) => Http.GetStringAsync("/" + id).Result;
            public async Task ImportAsync(IEnumerable<int> ids) { foreach (var id in ids) await Http.GetStringAsync("/" + id); }
        }
        public class Lines : IReader<Line>
        {
            private readonly ShopContext db;
            public Lines(ShopContext db) { this.db = db; }
            public Task<List<Line>> ReadAsync(string name) => db.Lines.Where(l => l.Order.Name == name).Take(20).ToListAsync();
        }
        public class FileLoader : Loader { public override async Task<string> LoadAsync(int id) => await new HttpClient().GetStringAsync("/" + id); }
        public class GetNameHandler : IRequestHandler<GetName, string>
        {
            private readonly ShopContext db;
            public GetNameHandler(ShopContext db) { this.db = db; }
            public async Task<string> HandleAsync(GetName request, CancellationToken token) => (await db.Orders.FirstAsync(o => o.Name == request.Name, token)).Name;
        }
        """;

    private const string Web = Usings + """
        using Core;
        namespace Web;
        public class Pages
        {
            private readonly IOrders orders; private readonly IReader<Line> lines; private readonly Loader loader; private readonly ISender sender;
            public Pages(IOrders orders, IReader<Line> lines, Loader loader, ISender sender) { this.orders = orders; this.lines = lines; this.loader = loader; this.sender = sender; }
            public async Task FindAsync(string[] names) { foreach (var name in names) Console.WriteLine(await orders.FindAsync(name)); }
            public async Task ReadAsync(string[] names) { foreach (var name in names) Console.WriteLine((await lines.ReadAsync(name)).Count); }
            public async Task<string> DescribeAsync(int id) { await Task.Yield(); return orders.Describe(id); }
            public async Task<string> LoadAsync(int id, CancellationToken token) { await Task.Delay(1, token); return await loader.LoadAsync(id); }
            public async Task NamesAsync(string[] names, CancellationToken token) { foreach (var name in names) Console.WriteLine(await sender.SendAsync<GetName, string>(new GetName(name), token)); }
        }
        """;

    [Theory]
    [InlineData(1, 1, 2)]
    [InlineData(1, 2, 2)]
    [InlineData(2, 1, 1)]
    [InlineData(1, 2, 3)]
    public async Task Finds_the_same_however_references_resolve(int core, int store, int web)
    {
        var alike = await FindingsAsync(1, 1, 1);
        Assert.Equal(
            ["PERF1004 DescribeAsync", "PERF2001 FindAsync", "PERF2001 NamesAsync", "PERF2001 ReadAsync", "PERF3002 LoadAsync"],
            alike.Where(f => f.StartsWith("PERF1004", StringComparison.Ordinal) || f.StartsWith("PERF2001", StringComparison.Ordinal) || f.StartsWith("PERF3002", StringComparison.Ordinal)));
        Assert.Equal(alike, await FindingsAsync(core, store, web));
    }

    private static async Task<string[]> FindingsAsync(int core, int store, int web)
    {
        var references = await RuleRun.ServerReferencesAsync();
        var versions = Enumerable.Range(1, 3).Select(v => Library(v, references)).ToArray();
        var shared = Make("Core", Core, [.. references, versions[core - 1]]);
        var kept = Make("Store", Store, [.. references, versions[store - 1], shared.ToMetadataReference()]);
        var top = Make("Web", Web, [.. references, versions[web - 1], shared.ToMetadataReference(), kept.ToMetadataReference()]);
        foreach (var project in new[] { shared, kept, top })
            Expect.None(RuleRun.Errors(project).Select(e => e.ToString()));

        var findings = await RuleRun.RunAsync(top);
        return [.. findings.Select(f => $"{f.Id} {MemberAt(f)}").Order(StringComparer.Ordinal)];
    }

    private static string MemberAt(Diagnostic finding) =>
        finding.Location.SourceTree!.GetRoot().FindNode(finding.Location.SourceSpan).FirstAncestorOrSelf<Microsoft.CodeAnalysis.CSharp.Syntax.MethodDeclarationSyntax>()?.Identifier.ValueText ?? "";

    private static CSharpCompilation Make(string name, string source, IEnumerable<MetadataReference> references) => CSharpCompilation.Create(
        name,
        [CSharpSyntaxTree.ParseText(source, new CSharpParseOptions(LanguageVersion.Preview), $"/{name}/{name}.cs")],
        references,
        new CSharpCompilationOptions(OutputKind.DynamicallyLinkedLibrary, nullableContextOptions: NullableContextOptions.Enable));

    /// <summary>One version of a library that nobody uses.</summary>
    public static PortableExecutableReference Library(int version, IEnumerable<MetadataReference> references)
    {
        var code = CSharpSyntaxTree.ParseText($"[assembly: System.Reflection.AssemblyVersion(\"{version}.0.0.0\")] public class Unused {{ }}");
        using var file = new MemoryStream();
        Assert.True(CSharpCompilation.Create("Unused", [code], references, new CSharpCompilationOptions(OutputKind.DynamicallyLinkedLibrary)).Emit(file).Success);
        return MetadataReference.CreateFromImage(file.ToArray());
    }
}
