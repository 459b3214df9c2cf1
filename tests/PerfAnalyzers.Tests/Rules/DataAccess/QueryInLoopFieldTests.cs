using PerfAnalyzers.CodeFixes.Rules.DataAccess;
using PerfAnalyzers.Rules.DataAccess;

namespace PerfAnalyzers.Tests.Rules.DataAccess;

using Verify = RuleVerifier<QueryInLoopAnalyzer, QueryInLoopFix>;

/// <summary>Filters of MongoDB whose field the element names, and those whose value it gives.</summary>
public sealed class QueryInLoopFieldTests
{
    [Theory]
    [InlineData("foreach (var path in paths) Console.WriteLine((await ReadAsync(Builders<Line>.Filter.In(path, ids))).Count);")]
    [InlineData("foreach (var path in paths) { var found = Builders<Line>.Filter.Eq(path.Trim(), 3); Console.WriteLine((await mongo.Find(found).ToListAsync()).Count); }")]
    [InlineData("foreach (var path in paths) { var all = new List<FilterDefinition<Line>> { Builders<Line>.Filter.Eq(\"kind\", \"a\"), Builders<Line>.Filter.In(path, ids) }; var both = Builders<Line>.Filter.And(all); Console.WriteLine((await ReadAsync(both)).Count); }")]
    public Task StaysSilent_when_the_element_names_the_field(string statements) =>
        new Verify.Test { TestCode = Service(statements), ReferenceAssemblies = References.Stores, CompilerDiagnostics = CompilerDiagnostics.None }.RunAsync(TestContext.Current.CancellationToken);

    [Theory]
    [InlineData("foreach (var path in paths) Console.WriteLine((await {|#0:ReadAsync(Builders<Line>.Filter.Eq(\"Path\", path))|}).Count);")]
    [InlineData("var name = paths[0]; foreach (var id in ids) Console.WriteLine((await {|#0:ReadAsync(Builders<Line>.Filter.Eq(name, id))|}).Count);")]
    [InlineData("foreach (var id in ids) Console.WriteLine((await {|#0:ReadAsync(Builders<Line>.Filter.Eq(l => l.Id, id))|}).Count);")]
    public async Task Reports_when_it_gives_the_value(string statements)
    {
        var source = Service(statements);
        var test = new Verify.Test { TestCode = source, FixedCode = source, ReferenceAssemblies = References.Stores, CompilerDiagnostics = CompilerDiagnostics.None };
        test.ExpectedDiagnostics.Add(Verify.Diagnostic().WithLocation(0).WithOptions(DiagnosticOptions.IgnoreAdditionalLocations | DiagnosticOptions.IgnoreSeverity).WithMessage(null));
        await test.RunAsync(TestContext.Current.CancellationToken);
    }

    private static string Service(string statements) => $$"""
        using MongoDB.Driver;

        public class Line { public string Id { get; set; } = ""; public string Path { get; set; } = ""; }

        public class Service
        {
            private readonly IMongoCollection<Line> mongo = null!;

            public async Task Run(List<string> ids, List<string> paths)
            {
                {{statements}}
            }

            private async Task<List<Line>> ReadAsync(FilterDefinition<Line> asked) => await mongo.Find(asked).ToListAsync();
        }
        """;
}
