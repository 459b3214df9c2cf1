using PerfAnalyzers.CodeFixes.Rules.DataAccess;
using PerfAnalyzers.Rules.DataAccess;

namespace PerfAnalyzers.Tests.Rules.DataAccess;

using Verify = RuleVerifier<QueryInLoopAnalyzer, QueryInLoopFix>;

/// <summary>Rounds that ask another collection or service each, statements, and rounds that ask for many rows and save.</summary>
public sealed class QueryInLoopOwnStoreTests
{
    [Theory]
    [InlineData("await mongo.GetCollection<Line>(name).DeleteManyAsync(l => l.Id == shop);", "")]
    [InlineData("var lines = mongo.GetCollection<Line>(name); await lines.DeleteManyAsync(l => l.Id == shop);", "")]
    [InlineData("await ClearAsync(name);", "async Task ClearAsync(string collection) => await mongo.GetCollection<Line>(collection).DeleteManyAsync(l => l.Id != \"\");")]
    [InlineData("Console.WriteLine(await FirstAsync(name));", "async Task<Line> FirstAsync(string collection) { var lines = mongo.GetCollection<Line>(collection); return await lines.Find(l => l.Id == shop).FirstAsync(); }")]
    [InlineData("Console.WriteLine(await stores[name].FirstAsync(name));", "")]
    [InlineData("Console.WriteLine(await OfNodeAsync(name));", "async Task<Line> OfNodeAsync(string node) { var store = stores[node]; return await store.FirstAsync(shop); }")]
    [InlineData("await mongo.RunCommandAsync(new JsonCommand<Line>(\"{dropSearchIndex: '\" + name + \"'}\")).ConfigureAwait(false);", "")]
    public Task StaysSilent_when_each_round_asks_another_store(string statement, string function) => RunAsync(statement, function);

    [Theory]
    [InlineData("await mongo.GetCollection<Line>(shop).[|DeleteManyAsync(l => l.Id == name)|];", "")]
    [InlineData("Console.WriteLine(await [|FirstAsync(shop, name)|]);", "async Task<Line> FirstAsync(string collection, string id) => await mongo.GetCollection<Line>(collection).Find(l => l.Id == id).FirstAsync();")]
    [InlineData("IMongoCollection<Line> lines = lines.WithReadConcern(ReadConcern.Default); await lines.[|DeleteManyAsync(l => l.Id == name)|];", "")]
    [InlineData("Console.WriteLine(await stores[shop].[|FirstAsync(name)|]);", "")]
    [InlineData("Console.WriteLine(await mongo.[|RunCommandAsync(new JsonCommand<Line>(\"{count: '\" + name + \"'}\"))|]);", "")]
    public Task Reports_what_one_store_is_asked_for_each_element(string statement, string function) => RunAsync(statement, function);

    private static Task RunAsync(string statement, string function) => new Verify.Test
    {
        TestCode = $$"""
            using MongoDB.Driver;

            public class Line { public string Id { get; set; } = ""; }

            public class LineStore
            {
                private readonly IMongoCollection<Line> lines = null!;
                public async Task<Line> FirstAsync(string id) => await lines.Find(l => l.Id == id).FirstAsync();
            }

            public class Service
            {
                private readonly IMongoDatabase mongo = null!;
                private readonly Dictionary<string, LineStore> stores = new();

                public async Task Run(List<string> names, string shop)
                {
                    foreach (var name in names)
                    {
                        {{statement}}
                    }

                    {{function}}
                }
            }
            """,
        ReferenceAssemblies = References.Stores,
        CompilerDiagnostics = CompilerDiagnostics.None,
    }.RunAsync(TestContext.Current.CancellationToken);

    /// <summary>A context that the element makes may be one of another database.</summary>
    [Theory]
    [InlineData("using var own = entry.Value(); Console.WriteLine(await own.Orders.FirstAsync(o => o.Id == entry.Key));", "")]
    [InlineData("Console.WriteLine(await FirstAsync(entry.Key, entry.Value));", "private async Task<Order> FirstAsync(int id, Func<ShopContext> open) { using var own = open(); return await own.Orders.FirstAsync(o => o.Id == id); }")]
    [InlineData("Console.WriteLine(await [|FirstAsync(entry.Key, () => db)|]);", "private async Task<Order> FirstAsync(int id, Func<ShopContext> open) { using var own = open(); return await own.Orders.FirstAsync(o => o.Id == id); }")]
    public Task Tells_contexts_that_the_element_makes(string statement, string method) => Verify.ReportsAsync(Shop.InMethod(
        "foreach (var entry in sources) { " + statement + " }",
        "private readonly Dictionary<int, Func<ShopContext>> sources = new(); " + method));

    /// <summary>A function that makes the query may ask for anything.</summary>
    [Theory]
    [InlineData("var part = within(db.Orders, id); found.AddRange(await part.ToListAsync(token));")]
    [InlineData("found.AddRange(await within(db.Orders, id).ToListAsync(token));")]
    [InlineData("found.AddRange(await open(db.Orders).Where(o => o.Id == id).[|ToListAsync(token)|]);")]
    public Task StaysSilent_when_a_function_makes_the_query(string statement) => Verify.ReportsAsync(Shop.InMethod(
        "var found = new List<Order>(); foreach (var id in ids) { " + statement + " }",
        "private readonly Func<IQueryable<Order>, int, IQueryable<Order>> within = null!; private readonly Func<IQueryable<Order>, IQueryable<Order>> open = null!;"));

    [Theory]
    [InlineData("var numbers = await read(id); var known = await db.Orders.Where(o => numbers.Any(n => n == o.Id)).Select(o => o.Id).ToListAsync(token); db.AddRange(numbers.Except(known).Select(n => new Order { Id = n })); await db.SaveChangesAsync(token);")]
    [InlineData("var numbers = await read(id); var known = await db.Orders.Where(o => numbers.Contains(o.Id)).ToListAsync(token); db.RemoveRange(known); await db.SaveChangesAsync(token);")]
    public Task StaysSilent_when_each_round_asks_for_many_rows_and_saves(string statements) =>
        Verify.SilentAsync(Shop.InMethod("foreach (var id in ids) { " + statements + " }", "private readonly Func<int, Task<int[]>> read = null!;"));

    [Fact]
    public Task Reports_when_each_round_asks_for_many_rows_and_only_reads() => Verify.ReportsAsync(Shop.InMethod(
        "foreach (var id in ids) { var numbers = await read(id); Console.WriteLine((await db.Orders.Where(o => numbers.Any(n => n == o.Id)).[|ToListAsync(token)|]).Count); }",
        "private readonly Func<int, Task<int[]>> read = null!;"));
}
