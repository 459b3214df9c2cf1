using PerfAnalyzers.CodeFixes.Rules.DataAccess;
using PerfAnalyzers.Rules.DataAccess;

namespace PerfAnalyzers.Tests.Rules.DataAccess;

using Verify = RuleVerifier<ConnectionPerCallAnalyzer, ConnectionPerCallFix>;

public sealed class ConnectionPerCallTests
{
    public static TheoryData<string> PerCall =>
    [
        "using var redis = ConnectionMultiplexer.[|Connect(text)|]; return await redis.GetDatabase().StringGetAsync(text);",
        "using var redis = await ConnectionMultiplexer.[|ConnectAsync(text)|]; return await redis.GetDatabase().StringGetAsync(text);",
        "var db = ConnectionMultiplexer.[|Connect(\"localhost\")|].GetDatabase(); return await db.StringGetAsync(text);",
        "return await (await ConnectionMultiplexer.[|ConnectAsync(text)|]).GetDatabase().StringGetAsync(text);",
        "await using var source = NpgsqlDataSource.[|Create(text)|]; await using var c = await source.OpenConnectionAsync(); return c.Database;",
        "await using var source = new NpgsqlDataSourceBuilder(text).[|Build()|]; await using var c = await source.OpenConnectionAsync(); return c.Database;",
        "using var cosmos = [|new CosmosClient(text)|]; var c = cosmos.GetContainer(\"a\", \"b\"); return (await c.ReadItemAsync<string>(text, default)).Resource;",
        "var mongo = [|new MongoClient(text)|]; var list = mongo.GetDatabase(\"a\").GetCollection<string>(\"b\"); return await list.EstimatedDocumentCountAsync();",
        "var factory = new ConnectionFactory(); await using var c = await factory.[|CreateConnectionAsync()|]; await using var channel = await c.CreateChannelAsync(); return channel.ChannelNumber;",
        "using var producer = new ProducerBuilder<string, string>(new ProducerConfig()).[|Build()|]; return await producer.ProduceAsync(text, null!);",
    ];

    public static TheoryData<string> Kept =>
    [
        "redis ??= ConnectionMultiplexer.Connect(text); return await redis.GetDatabase().StringGetAsync(text);",
        "return await known.GetOrAdd(text, t => ConnectionMultiplexer.Connect(t)).GetDatabase().StringGetAsync(text);",
        "var made = new Lazy<ConnectionMultiplexer>(() => ConnectionMultiplexer.Connect(text)); return await made.Value.GetDatabase().StringGetAsync(text);",
        "list = new MongoClient(text).GetDatabase(\"a\").GetCollection<string>(\"b\"); return await list.EstimatedDocumentCountAsync();",
        "var db = new MongoClient(text).GetDatabase(\"a\"); list = db.GetCollection<string>(\"b\"); return db;",
        "return await Task.FromResult(new CosmosClient(text));",
        "var blobs = new BlobServiceClient(text); return await blobs.GetBlobContainerClient(\"a\").ExistsAsync();",
        "try { return await Task.FromResult(text); } catch (IOException) { using var cosmos = new CosmosClient(text); return (await cosmos.GetContainer(\"a\", \"b\").ReadItemAsync<string>(text, default)).Resource; }",
        "if (text == \"a\" && status == System.Net.HttpStatusCode.Unauthorized) { using var cosmos = new CosmosClient(text); return (await cosmos.GetContainer(\"a\", \"b\").ReadItemAsync<string>(text, default)).Resource; } return text;",
        "var cosmos = new CosmosClient(text); Keep(cosmos); return await Task.FromResult(1);",
        "return await Task.FromResult(new BlobServiceClient(text).CreateRepository());",
        "return await redis!.GetDatabase().StringGetAsync(text);",
        "using var c = new NpgsqlConnection(text); await c.OpenAsync(); return c.Database;",
        "using var smtp = new System.Net.Mail.SmtpClient(); await smtp.SendMailAsync(\"a\", \"b\", \"c\", text); return text;",
        "foreach (var part in text.Split(',')) { using var smtp = new System.Net.Mail.SmtpClient(part); await smtp.SendMailAsync(\"a\", \"b\", \"c\", text); } return text;",
    ];

    [Theory]
    [MemberData(nameof(PerCall))]
    public Task Reports_clients_made_for_one_call(string statements) => TestAsync(InAction(statements));

    [Theory]
    [MemberData(nameof(Kept))]
    public Task StaysSilent_when_the_client_is_kept_or_cannot_be_shared(string statements) => TestAsync(InAction(statements));

    [Theory]
    [InlineData("foreach (var id in text.Split(',')) { using var smtp = [|new System.Net.Mail.SmtpClient(\"host\")|]; await smtp.SendMailAsync(\"a\", id, \"c\", text); } return text;")]
    [InlineData("foreach (var id in text.Split(',')) { using var redis = ConnectionMultiplexer.[|Connect(\"host\")|]; await redis.GetDatabase().StringGetAsync(id); } return text;")]
    public Task Reports_clients_made_per_element(string statements) => TestAsync(InAction(statements));

    [Theory]
    [InlineData("foreach (var part in text.Split(',')) { await using var c = new NpgsqlConnection(text); await c.[|OpenAsync()|]; await using var cmd = new NpgsqlCommand(\"select 1\", c); await cmd.ExecuteNonQueryAsync(); } return text;")]
    [InlineData("var parts = text.Split(','); for (var i = 0; i < parts.Length; i++) { using var c = new NpgsqlConnection(text); c.[|Open()|]; using var cmd = c.CreateCommand(); cmd.CommandText = \"insert into parts values (1)\"; cmd.ExecuteNonQuery(); } return await Task.FromResult(text);")]
    [InlineData("foreach (var part in text.Split(',')) { await using var c = await pool!.[|OpenConnectionAsync()|]; await using var cmd = new NpgsqlCommand(\"select 1\", c); await cmd.ExecuteNonQueryAsync().ConfigureAwait(false); } return text;")]
    public Task Reports_connections_opened_per_element(string statements) => TestAsync(InAction(statements));

    [Theory]
    [InlineData("foreach (var part in text.Split(',')) { await using var c = new NpgsqlConnection(part); await c.OpenAsync(); } return text;")]
    [InlineData("foreach (var part in text.Split(',')) { try { await using var c = new NpgsqlConnection(text); await c.OpenAsync(); } catch (NpgsqlException) { } } return text;")]
    [InlineData("foreach (var part in text.Split(',')) { await using var c = new NpgsqlConnection(text); await c.OpenAsync(); await Task.Delay(1000); } return text;")]
    [InlineData("await using var c = new NpgsqlConnection(text); await c.OpenAsync(); foreach (var part in text.Split(',')) { await using var cmd = new NpgsqlCommand(\"select 1\", c); await cmd.ExecuteNonQueryAsync(); } return text;")]
    [InlineData("for (var attempt = 0; attempt < 3; attempt++) { await using var c = new NpgsqlConnection(text); await c.OpenAsync(); } return text;")]
    [InlineData("await Parallel.ForEachAsync(text.Split(','), async (part, ct) => { await using var c = new NpgsqlConnection(text); await c.OpenAsync(ct); }); return text;")]
    public Task StaysSilent_when_a_round_needs_a_connection_of_its_own(string statements) => TestAsync(InAction(statements));

    [Theory]
    [InlineData("using var c = new NpgsqlConnection(\"Host=x;[|Pooling=false|]\"); await c.OpenAsync(); return c.Database;")]
    [InlineData("using var c = new Microsoft.Data.SqlClient.SqlConnection(\"[|Pooling=False|];Server=x\"); await c.OpenAsync(); return c.Database;")]
    [InlineData("using var c = new Microsoft.Data.SqlClient.SqlConnection(@\"Server=.\\x; [|pooling = no|]\".Trim()); await c.OpenAsync(); return c.Database;", true)]
    [InlineData("var own = \"Host=x;Pooling=false\"; using var c = new NpgsqlConnection([|own|]); await c.OpenAsync(); return c.Database;")]
    [InlineData("const string own = \"Host=x;\" + \"Pooling=false\"; using var c = new NpgsqlConnection([|own|]); await c.OpenAsync(); return c.Database;")]
    [InlineData("using var c = new NpgsqlConnection([|\"Host=x;\" + \"Pooling=false\"|]); await c.OpenAsync(); return c.Database;")]
    [InlineData("var own = \"Host=x;Pooling=false\"; own = text; using var c = new NpgsqlConnection(own); await c.OpenAsync(); return c.Database;")]
    [InlineData("var own = \"Host=x;Pooling=false\"; using var c = new NpgsqlConnection(text); await c.OpenAsync(); return c.Database + own;")]
    [InlineData("using var c = new NpgsqlConnection(\"Host=x;Pooling=true\"); await c.OpenAsync(); return c.Database;")]
    [InlineData("using var c = new Microsoft.Data.Sqlite.SqliteConnection(\"Data Source=x;Pooling=False\"); await c.OpenAsync(); return \"Pooling=False\";")]
    public Task Reports_pools_that_are_switched_off(string statements, bool isHidden = false) =>
        TestAsync(InAction(isHidden ? statements.Replace("[|", "", StringComparison.Ordinal).Replace("|]", "", StringComparison.Ordinal) : statements));

    [Theory]
    [InlineData("ICheck", "Connect(text)", true)]
    [InlineData("Microsoft.Extensions.Diagnostics.HealthChecks.IHealthCheck", "Connect(text)", false)]
    public Task StaysSilent_when_the_connection_is_what_is_checked(string contract, string made, bool isReported) => TestAsync(
        $$"""
        using Microsoft.Extensions.Diagnostics.HealthChecks;
        using StackExchange.Redis;

        public interface ICheck { Task<HealthCheckResult> CheckHealthAsync(HealthCheckContext context, CancellationToken cancellationToken = default); }

        public class RedisCheck : {{contract}}
        {
            private readonly string text = "localhost";

            public async Task<HealthCheckResult> CheckHealthAsync(HealthCheckContext context, CancellationToken cancellationToken = default)
            {
                using var redis = ConnectionMultiplexer.{{(isReported ? "{|#0:" + made + "|}" : made)}};
                await redis.GetDatabase().PingAsync();
                return HealthCheckResult.Healthy();
            }
        }
        """,
        isReported ? new[] { new DiagnosticResult("PERF2019", Microsoft.CodeAnalysis.DiagnosticSeverity.Info).WithLocation(0) } : Array.Empty<DiagnosticResult>());

    [Theory]
    [InlineData("private IMongoCollection<string> Names => [|new MongoClient(\"mongodb://host\")|].GetDatabase(\"a\").GetCollection<string>(\"b\");")]
    [InlineData("private IMongoCollection<string> Names { get; } = new MongoClient(\"mongodb://host\").GetDatabase(\"a\").GetCollection<string>(\"b\");")]
    [InlineData("public IMongoCollection<string> Names => new MongoClient(\"mongodb://host\").GetDatabase(\"a\").GetCollection<string>(\"b\");")]
    [InlineData("private IMongoCollection<string>? names; private IMongoCollection<string> Names => names ??= new MongoClient(\"mongodb://host\").GetDatabase(\"a\").GetCollection<string>(\"b\");")]
    public Task Reports_clients_that_a_property_makes_each_time(string property) => TestAsync($$"""
        using MongoDB.Driver;

        public class OrdersController : Microsoft.AspNetCore.Mvc.ControllerBase
        {
            {{property}}
            public Task<long> CountAsync() => Names.EstimatedDocumentCountAsync();
        }
        """);

    [Fact]
    public Task StaysSilent_when_the_process_starts() => TestAsync(
        """
        using Microsoft.Extensions.DependencyInjection;
        using StackExchange.Redis;

        public static class Setup
        {
            public static void AddRedis(IServiceCollection services, string text)
            {
                using var redis = ConnectionMultiplexer.Connect(text);
                services.AddSingleton<IConnectionMultiplexer>(ConnectionMultiplexer.Connect(text));
                services.AddSingleton<IConnectionMultiplexer>(_ => ConnectionMultiplexer.Connect(text));
            }
        }
        """);

    [Fact]
    public async Task Reports_clients_of_service_bus_and_grpc()
    {
        var test = new Verify.Test
        {
            TestCode = """
                public class OrdersController : Microsoft.AspNetCore.Mvc.ControllerBase
                {
                    public async Task<int> PostAsync(string text)
                    {
                        await using var client = [|new Azure.Messaging.ServiceBus.ServiceBusClient(text)|];
                        await client.CreateSender("orders").SendMessageAsync(new Azure.Messaging.ServiceBus.ServiceBusMessage(text));
                        using var channel = Grpc.Net.Client.GrpcChannel.[|ForAddress(text)|];
                        return channel.GetHashCode();
                    }
                }
                """,
        };
        test.TestState.AdditionalReferences.Add(await LibraryStubs.OneAsync("Azure.Messaging.ServiceBus"));
        test.TestState.AdditionalReferences.Add(await LibraryStubs.OneAsync("Grpc.Net.Client"));
        await test.RunAsync(TestContext.Current.CancellationToken);
    }

    [Fact]
    public Task Reports_what_is_made_and_what_it_costs() => TestAsync(
        InAction("using var redis = ConnectionMultiplexer.{|#0:Connect(text)|}; return await redis.GetDatabase().StringGetAsync(text);"),
        Verify.Diagnostic().WithLocation(0).WithArguments(
            "ConnectionMultiplexer", "is made for one call, with connections of its own that are opened and thrown away each time; keep one, static or injected"));

    [Fact]
    public Task Fixes_by_sharing_one() => FixAsync(
        """
        using Microsoft.Azure.Cosmos;

        public class OrdersController : Microsoft.AspNetCore.Mvc.ControllerBase
        {
            public async Task<string> GetAsync(string id)
            {
                var client = [|new CosmosClient("AccountEndpoint=x")|];
                var container = client.GetContainer("shop", "orders");
                return await container.ReadItemAsync<string>(id, new PartitionKey(id));
            }
        }
        """,
        """
        using Microsoft.Azure.Cosmos;

        public class OrdersController : Microsoft.AspNetCore.Mvc.ControllerBase
        {
            private static readonly CosmosClient SharedCosmosClient = new CosmosClient("AccountEndpoint=x");

            public async Task<string> GetAsync(string id)
            {
                var container = SharedCosmosClient.GetContainer("shop", "orders");
                return await container.ReadItemAsync<string>(id, new PartitionKey(id));
            }
        }
        """);

    [Fact]
    public Task Fixes_by_making_it_before_the_loop() => FixAsync(
        InAction(
            """
            foreach (var id in text.Split(','))
                    {
                        using var smtp = [|new System.Net.Mail.SmtpClient("host")|];
                        await smtp.SendMailAsync("a", id, "c", text);
                    }

                    return text;
            """),
        InAction(
            """
            using var smtp = new System.Net.Mail.SmtpClient("host");
                    foreach (var id in text.Split(','))
                    {
                        await smtp.SendMailAsync("a", id, "c", text);
                    }

                    return text;
            """));

    [Theory]
    [InlineData("\"Host=x;[|Pooling=false|]\"", "\"Host=x\"")]
    [InlineData("\"[|Pooling=false|];Host=x\"", "\"Host=x\"")]
    [InlineData("\"[|Pooling=false|]\"", "\"\"")]
    public Task Fixes_by_pooling(string before, string after) => FixAsync(
        InAction($"using var c = new NpgsqlConnection({before}); await c.OpenAsync(); return c.Database;"),
        InAction($"using var c = new NpgsqlConnection({after}); await c.OpenAsync(); return c.Database;"));

    [Theory]
    [InlineData("using var cosmos = [|new CosmosClient(text)|]; return (await cosmos.GetContainer(\"a\", \"b\").ReadItemAsync<string>(text, default)).Resource;")]
    [InlineData("using var redis = ConnectionMultiplexer.[|Connect(\"host\")|]; return await redis.GetDatabase().StringGetAsync(text);")]
    [InlineData("foreach (var id in text.Split(',')) { using (var smtp = [|new System.Net.Mail.SmtpClient(\"host\")|]) await smtp.SendMailAsync(\"a\", id, \"c\", text); } return text;")]
    public Task OffersNoFix_when_the_client_depends_on_the_call_or_connects_at_once(string statements)
    {
        var source = InAction(statements);
        return FixAsync(source, source);
    }

    private static Task TestAsync(string source, params DiagnosticResult[] expected)
    {
        var test = new Verify.Test { TestCode = source, ReferenceAssemblies = References.Stores };
        test.ExpectedDiagnostics.AddRange(expected);
        return test.RunAsync(TestContext.Current.CancellationToken);
    }

    private static Task FixAsync(string before, string after)
    {
        var test = new Verify.Test { TestCode = before, FixedCode = after, ReferenceAssemblies = References.Stores };
        test.FixedState.MarkupHandling = MarkupMode.Allow;
        return test.RunAsync(TestContext.Current.CancellationToken);
    }

    private static string InAction(string statements) => $$"""
        using Azure.Storage.Blobs;
        using Confluent.Kafka;
        using Microsoft.Azure.Cosmos;
        using MongoDB.Driver;
        using Npgsql;
        using RabbitMQ.Client;
        using StackExchange.Redis;

        public class OrdersController : Microsoft.AspNetCore.Mvc.ControllerBase
        {
            private static readonly System.Collections.Concurrent.ConcurrentDictionary<string, ConnectionMultiplexer> known = new();
            private static ConnectionMultiplexer? redis;
            private static readonly NpgsqlDataSource? pool;
            private static IMongoCollection<string> list = null!;
            private static readonly System.Net.HttpStatusCode status;
            private static void Keep(object value) { }

            public async Task<object?> GetAsync(string text)
            {
                {{statements}}
            }
        }

        public static class Repositories
        {
            public static object CreateRepository(this BlobServiceClient client) => client;
        }
        """;
}
