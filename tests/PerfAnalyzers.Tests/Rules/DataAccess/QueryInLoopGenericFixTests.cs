using PerfAnalyzers.CodeFixes.Rules.DataAccess;
using PerfAnalyzers.Rules.DataAccess;

namespace PerfAnalyzers.Tests.Rules.DataAccess;

using Verify = RuleVerifier<QueryInLoopAnalyzer, QueryInLoopFix>;

/// <summary>Queries in repositories that are made for any kind of row.</summary>
public sealed class QueryInLoopGenericFixTests
{
    [Fact]
    public Task Fixes_a_document_behind_a_generic_repository() => FixAsync(
        "private readonly MongoDB.Driver.IMongoCollection<T> rows = null!;",
        "rows.Find(r => r.Id == id).FirstOrDefaultAsync()",
        "(await rows.Find(r => ids.Contains(r.Id)).ToListAsync()).ToDictionary(r => r.Id)",
        "Dictionary<int, T>",
        ("new Dictionary<int, T>()", "found[id] = row;", "found"),
        ".GetValueOrDefault(line)",
        QueryInLoopFix.CallForAll);

    [Fact]
    public Task Fixes_a_row_behind_a_generic_repository() => FixAsync(
        "private readonly DbContext db = null!;",
        "db.Set<T>().AsNoTracking().FirstOrDefaultAsync(r => r.Id == id)",
        "(await db.Set<T>().AsNoTracking().Where(r => ids.Contains(r.Id)).ToListAsync()).ToLookup(r => r.Id)",
        "ILookup<int, T>",
        ("new List<KeyValuePair<int, T>>()", "found.Add(new KeyValuePair<int, T>(id, row));", "found.ToLookup(pair => pair.Key, pair => pair.Value)"),
        "[line].FirstOrDefault()",
        QueryInLoopFix.LoadBeforeLoopOfOneRow);

    [Fact]
    public Task Fixes_a_query_in_a_generic_method() => Verify.FixSinglyAsync(
        Generic("Console.WriteLine(await db.Set<TOrder>().[|AnyAsync(o => o.Id == id)|]);", ""),
        Generic("Console.WriteLine(existingIds.Contains(id));", "var existingIds = (await db.Set<TOrder>().Where(o => ids.Contains(o.Id)).Select(o => o.Id).Distinct().ToListAsync()).ToHashSet();\n        "),
        QueryInLoopFix.LoadBeforeLoop);

    [Fact]
    public Task OffersNoFix_where_nobody_knows_the_key_that_Find_goes_by() =>
        Verify.NoFixAsync(Generic("Console.WriteLine(await db.Set<TOrder>().[|FindAsync(id)|]);", ""));

    private static string Generic(string statement, string before) => $$"""
        using Microsoft.EntityFrameworkCore;

        public class Service
        {
            private readonly ShopContext db = new();

            public async Task Run<TOrder>(List<int> ids) where TOrder : Order
            {
                {{before}}foreach (var id in ids)
                    {{statement}}
            }
        }
        {{Shop.Model}}
        """;

    private static Task FixAsync(string source, string one, string many, string index, (string Start, string Add, string End) each, string answer, string key)
    {
        const string Declared = "    Task<T?> GetAsync(int id);\n";
        const string Faked = "    public Task<T?> GetAsync(int id) => Task.FromResult<T?>(null);\n";
        var asked = $"    public Task<T?> GetAsync(int id) => {one};\n";
        var call = $"\n    public async Task<{index}> GetByIdsAsync(IReadOnlyCollection<int> ids)\n    {{\n        var found = {each.Start};\n        foreach (var id in ids.Distinct())\n        {{\n            if (await GetAsync(id) is {{ }} row)\n                {each.Add}\n        }}\n\n        return {each.End};\n    }}\n";
        return new Verify.Test
        {
            TestCode = Code("", "(await stocks.[|GetAsync(line)|])", Declared, Faked, asked),
            FixedCode = Code(
                "var stocksById = await stocks.GetByIdsAsync(lines);\n        ",
                "stocksById" + answer,
                Declared + $"    Task<{index}> GetByIdsAsync(IReadOnlyCollection<int> ids);\n",
                Faked + call,
                asked + $"\n    public async Task<{index}> GetByIdsAsync(IReadOnlyCollection<int> ids) => {many};\n"),
            CodeActionEquivalenceKey = key,
            CodeFixTestBehaviors = key == QueryInLoopFix.CallForAll ? CodeFixTestBehaviors.None : CodeFixTestBehaviors.SkipFixAllCheck,
            ReferenceAssemblies = References.Stores,
        }.RunAsync(TestContext.Current.CancellationToken);

        string Code(string before, string value, string declared, string faked, string members) =>
            "using Microsoft.EntityFrameworkCore;\nusing MongoDB.Driver;\n\n"
            + $"public class Service\n{{\n    private readonly IRepository<Stock> stocks = null!;\n\n    public async Task Run(List<int> lines)\n    {{\n        {before}foreach (var line in lines)\n            Console.WriteLine({value}?.Name);\n    }}\n}}\n\n"
            + $"public interface IRepository<T> where T : Row\n{{\n{declared}}}\n\n"
            + $"public class FakeRepository<T> : IRepository<T> where T : Row\n{{\n{faked}}}\n\n"
            + $"public class Repository<T> : IRepository<T> where T : Row\n{{\n    {source}\n\n{members}}}\n\n"
            + "public abstract class Row { public int Id { get; set; } }\npublic class Stock : Row { public string Name { get; set; } = \"\"; }\n";
    }
}
