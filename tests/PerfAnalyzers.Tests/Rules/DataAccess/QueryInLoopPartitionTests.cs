using PerfAnalyzers.CodeFixes.Rules.DataAccess;
using PerfAnalyzers.Rules.DataAccess;

namespace PerfAnalyzers.Tests.Rules.DataAccess;

using Verify = RuleVerifier<QueryInLoopAnalyzer, QueryInLoopFix>;

/// <summary>Reads of stores that answer for one partition, or one pipeline, at a time.</summary>
public sealed class QueryInLoopPartitionTests
{
    private const string Rows = "var rows = new List<TableEntity>(); await foreach (var row in table.QueryAsync<TableEntity>($\"PartitionKey eq '{id}'\")) rows.Add(row); return rows;";

    private const string Staged = "var staged = mongo.Aggregate().Match(l => l.Id == id).Limit(9); return await staged.ToListAsync();";

    [Theory]
    [InlineData("await Task.WhenAll(ids.Select(id => ReadAsync(id)));")]
    [InlineData("var tasks = ids.Select(id => ReadAsync(id)); foreach (var rows in await Task.WhenAll(tasks)) Console.WriteLine(rows.Count);")]
    [InlineData("await Task.WhenAll(ids.Select(id => Task.Run(async () => { var rows = await ReadAsync(id); Console.WriteLine(rows.Count); })));")]
    [InlineData("var staged = ids.Select(id => StagedAsync(id)); var all = await Task.WhenAll(staged); Console.WriteLine(all.Length);")]
    public Task StaysSilent_when_they_are_asked_side_by_side(string statements) =>
        new Verify.Test { TestCode = Service(statements), ReferenceAssemblies = References.Stores, CompilerDiagnostics = CompilerDiagnostics.None }.RunAsync(TestContext.Current.CancellationToken);

    [Theory]
    [InlineData("foreach (var id in ids) Console.WriteLine((await {|#0:ReadAsync(id)|}).Count);", "'ReadAsync → QueryAsync' goes to the database once per element of 'ids'; ask for those of one partition with one filter, or for several at a time", DiagnosticSeverity.Info)]
    [InlineData("foreach (var id in ids) Console.WriteLine((await {|#0:StagedAsync(id)|}).Count);", "'StagedAsync → ToListAsync' goes to the database once per element of 'ids'; load the rows for all of them with one query before the loop", DiagnosticSeverity.Info)]
    [InlineData("await Task.WhenAll(ids.Select(id => {|#0:FoundAsync(id)|}));", "'FoundAsync → FirstAsync' goes to the database once per element of 'ids'; 'one Find with Filter.In(...)' does it for all of them at once", DiagnosticSeverity.Warning)]
    public async Task Reports_them_in_a_row_and_what_one_find_replaces(string statements, string message, DiagnosticSeverity severity)
    {
        var source = Service(statements);
        var test = new Verify.Test { TestCode = source, FixedCode = source, ReferenceAssemblies = References.Stores, CompilerDiagnostics = CompilerDiagnostics.None };
        test.ExpectedDiagnostics.Add(Verify.Diagnostic().WithLocation(0).WithSeverity(severity).WithOptions(DiagnosticOptions.IgnoreAdditionalLocations).WithMessage(message));
        await test.RunAsync(TestContext.Current.CancellationToken);
    }

    [Theory]
    [InlineData("await blobs.GetBlobClient(id).DownloadToAsync(id + \".bin\");", false)]
    [InlineData("using var file = File.Create(id); await blobs.GetBlobClient(id).DownloadToAsync(file);", false)]
    [InlineData("var copy = new MemoryStream(); await blobs.GetBlobClient(id).{|#0:DownloadToAsync(copy)|};", true)]
    public async Task Tells_blobs_that_are_kept_as_they_come_from_those_in_memory(string statement, bool isReported)
    {
        var source = Service("foreach (var id in ids) { " + statement + " }");
        var test = new Verify.Test { TestCode = source, FixedCode = source, ReferenceAssemblies = References.Stores, CompilerDiagnostics = CompilerDiagnostics.None };
        if (isReported)
            test.ExpectedDiagnostics.Add(Verify.Diagnostic().WithLocation(0).WithSeverity(DiagnosticSeverity.Info).WithOptions(DiagnosticOptions.IgnoreAdditionalLocations).WithMessage(null));

        await test.RunAsync(TestContext.Current.CancellationToken);
    }

    private static string Service(string statements) => $$"""
        using Azure.Data.Tables;
        using Azure.Storage.Blobs;
        using MongoDB.Driver;

        public class Line { public string Id { get; set; } = ""; }

        public class Service
        {
            private readonly TableClient table = null!;
            private readonly BlobContainerClient blobs = null!;
            private readonly IMongoCollection<Line> mongo = null!;

            public async Task Run(List<string> ids)
            {
                {{statements}}
            }

            private async Task<List<TableEntity>> ReadAsync(string id) { {{Rows}} }
            private async Task<List<Line>> StagedAsync(string id) { {{Staged}} }
            private async Task<Line> FoundAsync(string id) => await mongo.Find(l => l.Id == id).FirstAsync();
        }
        """;
}
