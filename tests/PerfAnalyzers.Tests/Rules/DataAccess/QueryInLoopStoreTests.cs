using PerfAnalyzers.CodeFixes.Rules.DataAccess;
using PerfAnalyzers.Rules.DataAccess;

namespace PerfAnalyzers.Tests.Rules.DataAccess;

using Verify = RuleVerifier<QueryInLoopAnalyzer, QueryInLoopFix>;

/// <summary>Writes into document stores, one by one where the store takes many, and where it does not.</summary>
public sealed class QueryInLoopStoreTests
{
    [Theory]
    [InlineData("await dynamo.{|#0:PutItemAsync(new PutItemRequest { TableName = \"lines\", Item = Item(line) }, token)|};", DiagnosticSeverity.Warning)]
    [InlineData("await dynamo.{|#0:PutItemAsync(new PutItemRequest { TableName = \"lines\", Item = Item(line), ConditionExpression = \"attribute_not_exists(id)\" }, token)|};", DiagnosticSeverity.Info)]
    [InlineData("var request = new DeleteItemRequest { TableName = \"lines\", ConditionExpression = \"seen = :no\" }; await dynamo.{|#0:DeleteItemAsync(request, token)|};", DiagnosticSeverity.Info)]
    [InlineData("await cosmos.{|#0:DeleteItemAsync<Line>(line.Id, new PartitionKey(shop), cancellationToken: token)|};", DiagnosticSeverity.Warning)]
    [InlineData("await cosmos.{|#0:DeleteItemAsync<Line>(line.Id, new PartitionKey(line.Id), cancellationToken: token)|};", DiagnosticSeverity.Info)]
    [InlineData("await cosmos.{|#0:ReadItemAsync<Line>(line.Id, new PartitionKey(line.Id), cancellationToken: token)|};", DiagnosticSeverity.Warning)]
    [InlineData("await mongo.{|#0:DeleteOneAsync(l => l.Id == line.Id, token)|};", DiagnosticSeverity.Warning)]
    [InlineData("await handle(line); await mongo.{|#0:DeleteOneAsync(l => l.Id == line.Id, token)|};", DiagnosticSeverity.Info)]
    [InlineData("await mongo.{|#0:DeleteOneAsync(l => l.Id == line.Id, token)|}; await handle(line);", DiagnosticSeverity.Warning)]
    [InlineData("await mongo.{|#0:ReplaceOneAsync(l => l.Id == line.Id, line)|}; Console.WriteLine(await mongo.Find(l => l.Id == line.Id).FirstAsync(token));", DiagnosticSeverity.Warning)]
    public async Task Tells_writes_that_one_batch_takes_from_those_that_it_does_not(string statement, DiagnosticSeverity severity)
    {
        var source = Service("foreach (var line in lines)\n{\n" + statement + "\n}");
        var test = new Verify.Test { TestCode = source, FixedCode = source, ReferenceAssemblies = References.Stores, CompilerDiagnostics = CompilerDiagnostics.None };
        test.ExpectedDiagnostics.Add(Verify.Diagnostic().WithLocation(0).WithSeverity(severity).WithOptions(DiagnosticOptions.IgnoreAdditionalLocations).WithMessage(null));
        await test.RunAsync(TestContext.Current.CancellationToken);
    }

    [Theory]
    [InlineData("await Task.WhenAll(lines.Select(line => dynamo.PutItemAsync(new PutItemRequest { TableName = \"lines\", Item = Item(line), ConditionExpression = \"attribute_not_exists(id)\" }, token)));")]
    [InlineData("var written = lines.Select(async line => await cosmos.DeleteItemAsync<Line>(line.Id, new PartitionKey(line.Id), cancellationToken: token)).ToList(); await Task.WhenAll(written);")]
    [InlineData("var written = new List<Task>(); foreach (var line in lines) written.Add(cosmos.UpsertItemAsync(line, new PartitionKey(shop), cancellationToken: token)); await Task.WhenAll(written);")]
    public Task StaysSilent_when_writes_that_no_batch_takes_run_side_by_side(string statements) =>
        new Verify.Test { TestCode = Service(statements), ReferenceAssemblies = References.Stores, CompilerDiagnostics = CompilerDiagnostics.None }.RunAsync(TestContext.Current.CancellationToken);

    /// <summary>The package of the cache is missing.</summary>
    [Theory]
    [InlineData("cacheManager", false)]
    [InlineData("line", true)]
    public Task StaysSilent_when_a_cache_that_does_not_bind_asks_on_another_way(string keeper, bool isReported)
    {
        var code = Service("foreach (var line in lines) Console.WriteLine(" + (isReported ? "await [|ReadAsync(line, line.Id)|]" : "await ReadAsync(line, line.Id)") + ");")
            .Replace("private static Dictionary", $$"""
            private readonly ICacheManager<Line> cacheManager = null!;
            private async Task<Line> ReadAsync(Line line, string id)
            {
                if (id.Length > 3)
                    return await {{keeper}}.GetOrCreateAsync(id, async () => await LoadAsync(id));

                return await LoadAsync(id);
            }
            private async Task<Line> LoadAsync(string id) => await mongo.Find(l => l.Id == id).FirstAsync();
            private static Dictionary
            """);
        return new Verify.Test { TestCode = code, ReferenceAssemblies = References.Stores, CompilerDiagnostics = CompilerDiagnostics.None }.RunAsync(TestContext.Current.CancellationToken);
    }

    private static string Service(string statements) => $$"""
        using Amazon.DynamoDBv2;
        using Amazon.DynamoDBv2.Model;
        using Microsoft.Azure.Cosmos;
        using MongoDB.Driver;

        public class Line { public string Id { get; set; } = ""; }

        public class Service
        {
            private readonly IAmazonDynamoDB dynamo = null!;
            private readonly Container cosmos = null!;
            private readonly IMongoCollection<Line> mongo = null!;

            public async Task Run(List<Line> lines, string shop, Func<Line, Task> handle, CancellationToken token)
            {
                {{statements}}
            }

            private static Dictionary<string, AttributeValue> Item(Line line) => new() { ["id"] = new AttributeValue(line.Id) };
        }
        """;

    [Theory]
    [InlineData("container.GetBlobs()", DiagnosticSeverity.Warning)]
    [InlineData("container.GetBlobs(BlobTraits.None, BlobStates.None, \"old/\", token)", DiagnosticSeverity.Warning)]
    [InlineData("container.GetBlobs(BlobTraits.None, BlobStates.None, $\"{shop}/\", token)", DiagnosticSeverity.Info)]
    [InlineData("container.GetBlobs(new GetBlobsOptions { Prefix = $\"{shop}/\" })", DiagnosticSeverity.Info)]
    public async Task Tells_all_that_a_container_holds_from_what_belongs_to_one_thing(string blobs, DiagnosticSeverity severity)
    {
        var source = $$"""
            using Azure.Storage.Blobs;
            using Azure.Storage.Blobs.Models;

            public class Service
            {
                private readonly BlobContainerClient container = null!;

                public async Task Run(int shop, CancellationToken token)
                {
                    foreach (var blob in {{blobs}})
                        await container.GetBlobClient(blob.Name).{|#0:DeleteIfExistsAsync(cancellationToken: token)|};
                }
            }
            """;
        var test = new Verify.Test { TestCode = source, FixedCode = source, ReferenceAssemblies = References.Stores, CompilerDiagnostics = CompilerDiagnostics.None };
        test.ExpectedDiagnostics.Add(Verify.Diagnostic().WithLocation(0).WithSeverity(severity).WithOptions(DiagnosticOptions.IgnoreAdditionalLocations).WithMessage(null));
        await test.RunAsync(TestContext.Current.CancellationToken);
    }

    [Theory]
    [InlineData("using var e = names.GetEnumerator(); while (e.MoveNext()) { if (!(await container.GetBlobClient(e.Current).{|#0:ExistsAsync()|}).Value) missing.Add(e.Current); }", true)]
    [InlineData("using var e = new List<string> { \"a\", \"b\" }.GetEnumerator(); while (e.MoveNext()) { if (!(await container.GetBlobClient(e.Current).{|#0:ExistsAsync()|}).Value) missing.Add(e.Current); }", false)]
    public async Task Reports_loops_that_move_on_by_hand(string loop, bool isReported)
    {
        var source = $$"""
            using Azure.Storage.Blobs;

            public class Service
            {
                private readonly BlobContainerClient container = null!;

                public async Task<List<string>> MissingAsync(List<string> names)
                {
                    var missing = new List<string>();
                    {{loop}}
                    return missing;
                }
            }
            """;
        var test = new Verify.Test { TestCode = source, FixedCode = source, ReferenceAssemblies = References.Stores, CompilerDiagnostics = CompilerDiagnostics.None };
        if (isReported)
            test.ExpectedDiagnostics.Add(Verify.Diagnostic().WithLocation(0).WithSeverity(DiagnosticSeverity.Info).WithOptions(DiagnosticOptions.IgnoreAdditionalLocations).WithMessage(null));

        await test.RunAsync(TestContext.Current.CancellationToken);
    }
}
