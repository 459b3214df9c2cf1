using PerfAnalyzers.CodeFixes.Rules.DataAccess;
using PerfAnalyzers.Rules.DataAccess;

namespace PerfAnalyzers.Tests.Rules.DataAccess;

using Verify = RuleVerifier<QueryInLoopAnalyzer, QueryInLoopFix>;

/// <summary>Documents of MongoDB that a loop asks for one by one.</summary>
public sealed class QueryInLoopDocumentFixTests
{
    private const string Keys = "var productIds = lines.Select(line => line.ProductId).Distinct().ToList();\n        ";

    [Theory]
    [InlineData("var product = await products.Find(p => p.Id == line.ProductId).[|FirstOrDefaultAsync(token)|];", "(await products.Find(p => productIds.Contains(p.Id)).ToListAsync(token)).ToDictionary(p => p.Id)", "var product = productsById.GetValueOrDefault(line.ProductId);")]
    [InlineData("var product = products.Find(p => p.Name != \"\" && p.Id == line.ProductId).[|SingleOrDefault()|];", "products.Find(p => p.Name != \"\" && productIds.Contains(p.Id)).ToList().ToDictionary(p => p.Id)", "var product = productsById.GetValueOrDefault(line.ProductId);")]
    [InlineData("var product = await products.Find(p => p.Id == line.ProductId).[|FirstAsync(token)|];", "(await products.Find(p => productIds.Contains(p.Id)).ToListAsync(token)).ToLookup(p => p.Id)", "var product = productsById[line.ProductId].First();")]
    public Task Fixes_the_document_of_a_key(string statement, string load, string answer) => FixAsync(
        statement + "\n            Console.WriteLine(product?.Name);",
        answer + "\n            Console.WriteLine(product?.Name);",
        Keys + "var productsById = " + load + ";",
        QueryInLoopFix.LoadBeforeLoop);

    [Fact]
    public Task Fixes_the_documents_of_a_key() => FixAsync(
        "foreach (var product in await products.Find(p => p.Kind == line.Kind).[|ToListAsync()|])\n                Console.WriteLine(product.Name);",
        "foreach (var product in productsByKind[line.Kind].ToList())\n                Console.WriteLine(product.Name);",
        "var kinds = lines.Select(line => line.Kind).Distinct().ToList();\n        var productsByKind = (await products.Find(p => kinds.Contains(p.Kind)).ToListAsync()).ToLookup(p => p.Kind);",
        QueryInLoopFix.LoadBeforeLoop);

    [Fact]
    public Task Fixes_the_document_behind_a_method()
    {
        const string One = "public Task<Product> GetAsync(int id, CancellationToken token) => products.Find(p => p.Id == id).FirstOrDefaultAsync(token);";
        const string Many = "\n\n    public async Task<Dictionary<int, Product>> GetByIdsAsync(IReadOnlyCollection<int> ids, CancellationToken token) => (await products.Find(p => ids.Contains(p.Id)).ToListAsync(token)).ToDictionary(p => p.Id);";
        return FixAsync(
            "Console.WriteLine((await [|GetAsync(line.ProductId, token)|])?.Name);",
            "Console.WriteLine(productsById.GetValueOrDefault(line.ProductId)?.Name);",
            Keys + "var productsById = await GetByIdsAsync(productIds, token);",
            QueryInLoopFix.CallForAll,
            One,
            One + Many);
    }

    [Theory]
    [InlineData("Console.WriteLine((await products.Find(p => p.Kind == line.Kind).SortBy(p => p.Name).[|FirstOrDefaultAsync()|])?.Name);")]
    [InlineData("Console.WriteLine((await products.Find(Builders<Product>.Filter.Eq(p => p.Id, line.ProductId)).[|FirstOrDefaultAsync()|])?.Name);")]
    [InlineData("Console.WriteLine(await products.Find(p => p.Id == line.ProductId).[|AnyAsync()|]);")]
    [InlineData("Console.WriteLine((await products.Find(p => p.Id > line.ProductId).[|FirstOrDefaultAsync()|])?.Name);")]
    [InlineData("var product = await products.Find(p => p.Id == line.ProductId).[|FirstAsync()|]; product.Name += line.Kind;")]
    public Task OffersNoFix_when_more_is_asked_or_documents_are_changed(string statement)
    {
        var source = Code(statement, "", "");
        return new Verify.Test { TestCode = source, FixedCode = source, ReferenceAssemblies = References.Stores }.RunAsync(TestContext.Current.CancellationToken);
    }

    private static Task FixAsync(string statement, string answer, string before, string key, string members = "", string fixedMembers = "") => new Verify.Test
    {
        TestCode = Code(statement, "", members),
        FixedCode = Code(answer, before + "\n        ", fixedMembers),
        CodeActionEquivalenceKey = key,
        ReferenceAssemblies = References.Stores,
    }.RunAsync(TestContext.Current.CancellationToken);

    private static string Code(string statement, string before, string members) => $$"""
        using MongoDB.Driver;

        public class Product { public int Id { get; set; } public int Kind { get; set; } public string Name { get; set; } = ""; }
        public class Line { public int ProductId { get; set; } public int Kind { get; set; } }

        public class Service
        {
            private readonly IMongoCollection<Product> products;

            public Service(IMongoCollection<Product> products) { this.products = products; }

            public async Task Run(List<Line> lines, CancellationToken token)
            {
                await Task.Yield();
                {{before}}foreach (var line in lines)
                {
                    {{statement}}
                }
            }

            {{members}}
        }
        """;
}
