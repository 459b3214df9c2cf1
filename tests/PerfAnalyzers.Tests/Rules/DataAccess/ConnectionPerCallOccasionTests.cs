using PerfAnalyzers.CodeFixes.Rules.DataAccess;
using PerfAnalyzers.Rules.DataAccess;

namespace PerfAnalyzers.Tests.Rules.DataAccess;

using Verify = RuleVerifier<ConnectionPerCallAnalyzer, ConnectionPerCallFix>;

/// <summary>When a client that is made anew is worth a word: by how often it is.</summary>
public sealed class ConnectionPerCallOccasionTests
{
    [Theory]
    [InlineData("ReadAllAsync", true)]
    [InlineData("RetryAsync", true)]
    [InlineData("AlterTableAsync", false)]
    [InlineData("UpgradeAsync", false)]
    public Task Reports_connections_per_element_where_tables_stay_as_they_are(string member, bool isReported) => TestAsync($$"""
        using Npgsql;

        public class Tables
        {
            public async Task {{member}}(string text, List<string> statements)
            {
                foreach (var statement in statements)
                {
                    await using var c = new NpgsqlConnection(text);
                    await c.{{(isReported ? "[|OpenAsync()|]" : "OpenAsync()")}};
                    await using var cmd = new NpgsqlCommand(statement, c);
                    await cmd.ExecuteNonQueryAsync();
                }
            }
        }
        """);

    [Theory]
    [InlineData("ReadAsync", true)]
    [InlineData("RetryAsync", false)]
    public Task StaysSilent_when_a_call_is_tried_again(string member, bool isReported) => TestAsync($$"""
        using Microsoft.Azure.Cosmos;

        public class OrdersController : Microsoft.AspNetCore.Mvc.ControllerBase
        {
            public async Task<string> {{member}}(string text)
            {
                using var cosmos = {{(isReported ? "[|new CosmosClient(text)|]" : "new CosmosClient(text)")}};
                return (await cosmos.GetContainer("a", "b").ReadItemAsync<string>(text, default)).Resource;
            }
        }
        """);

    [Theory]
    [InlineData("new BlobServiceClient(new Uri(text), token)", true)]
    [InlineData("new BlobServiceClient(text)", false)]
    public Task Reports_clients_of_blobs_that_ask_for_their_token_again(string made, bool isReported) => Verify.ReportsAsync($$"""
        using Azure.Core;
        using Azure.Storage.Blobs;

        namespace Azure.Core { public abstract class TokenCredential { } }
        namespace Azure.Storage.Blobs { public class BlobServiceClient { public BlobServiceClient(string text) { } public BlobServiceClient(Uri uri, TokenCredential token) { } public bool Exists() => true; } }

        public class OrdersController : Microsoft.AspNetCore.Mvc.ControllerBase
        {
            private static readonly TokenCredential token = null!;

            public bool Has(string text)
            {
                var blobs = {{(isReported ? "[|" + made + "|]" : made)}};
                return blobs.Exists();
            }
        }
        """);

    private static Task TestAsync(string source) =>
        new Verify.Test { TestCode = source, ReferenceAssemblies = References.Stores }.RunAsync(TestContext.Current.CancellationToken);
}
