using PerfAnalyzers.CodeFixes.Rules.Resilience;
using PerfAnalyzers.Rules.Resilience;

namespace PerfAnalyzers.Tests.Rules.Resilience;

using Verify = RuleVerifier<InfiniteTimeoutAnalyzer, InfiniteTimeoutFix>;

public sealed class InfiniteTimeoutTests
{
    public static TheoryData<string> SwitchedOff =>
    [
        "http.Timeout = [|Timeout.InfiniteTimeSpan|];",
        "http.Timeout = [|TimeSpan.FromMilliseconds(-1)|];",
        "http.Timeout = [|new TimeSpan(0, 0, 0, 0, -1)|];",
        "Use(new HttpClient { Timeout = [|Timeout.InfiniteTimeSpan|] });",
        "command.CommandTimeout = [|0|];",
        "dbCommand.CommandTimeout = [|0|];",
        "command.CommandTimeout = ([|0|]);",
        "const int none = 0; dbCommand.CommandTimeout = [|none|];",
        "db.Database.SetCommandTimeout([|0|]);",
        "db.Database.SetCommandTimeout([|TimeSpan.Zero|]);",
        "options.UseSqlite(\"x\", o => o.CommandTimeout([|0|]));",
        "var socket = new System.Net.Sockets.TcpClient(); socket.ReceiveTimeout = [|0|];",
        "var socket = new System.Net.Sockets.TcpClient { SendTimeout = [|Timeout.Infinite|] };",
        "stream.ReadTimeout = [|Timeout.Infinite|];",
        "using var mail = new System.Net.Mail.SmtpClient { Timeout = [|int.MaxValue|] };",
        "var request = System.Net.WebRequest.CreateHttp(\"http://x\"); request.Timeout = [|Timeout.Infinite|];",
        "var request = System.Net.WebRequest.CreateHttp(\"http://x\"); request.ReadWriteTimeout = [|-1|];",
        "services.AddHttpClient(\"x\", c => c.Timeout = [|Timeout.InfiniteTimeSpan|]);",
    ];

    public static TheoryData<string> Limited =>
    [
        "http.Timeout = TimeSpan.FromSeconds(100);",
        "http.Timeout = limit;",
        "http.Timeout = endless ? Timeout.InfiniteTimeSpan : limit;",
        "command.CommandTimeout = 30;",
        "command.CommandTimeout = seconds;",
        "db.Database.SetCommandTimeout(60);",
        "db.Database.SetCommandTimeout((int?)null);",
        "options.UseSqlite(\"x\", o => o.CommandTimeout(60));",
        "using var timer = new Timer(_ => { }, null, Timeout.InfiniteTimeSpan, Timeout.InfiniteTimeSpan);",
        "var socket = new System.Net.Sockets.TcpClient { ReceiveTimeout = 1000 };",
        "new Own().Timeout = Timeout.InfiniteTimeSpan;",

        // The requests have limits of their own, or go on as long as there is something to read.
        "http.Timeout = Timeout.InfiniteTimeSpan; using var cts = new CancellationTokenSource(); cts.CancelAfter(1000); http.GetAsync(\"x\", cts.Token);",
        "http.Timeout = Timeout.InfiniteTimeSpan; using var cts = new CancellationTokenSource(TimeSpan.FromSeconds(10)); http.GetAsync(\"x\", cts.Token);",
        "http.Timeout = Timeout.InfiniteTimeSpan; http.GetAsync(\"x\", HttpCompletionOption.ResponseHeadersRead);",
        "http.Timeout = Timeout.InfiniteTimeSpan; http.GetStreamAsync(\"x\");",
        "http.Timeout = Timeout.InfiniteTimeSpan; WithTimeout(TimeSpan.FromSeconds(10), stop => http.GetAsync(\"x\", stop)); Task WithTimeout(TimeSpan limit, Func<CancellationToken, Task> work) => work(default);",
        "http.Timeout = Timeout.InfiniteTimeSpan; http.PutAsync(\"x\", new StreamContent(Stream.Null));",
        "var request = System.Net.WebRequest.CreateHttp(\"http://x\"); if (seconds > 0) { request.ContentLength = seconds; request.Timeout = -1; }",
        "services.AddHttpClient(\"x\", c => c.Timeout = Timeout.InfiniteTimeSpan).AddHttpMessageHandler(() => null!);",
        "services.AddHttpClient(\"x\").ConfigureHttpClient(c => c.Timeout = Timeout.InfiniteTimeSpan).AddHttpMessageHandler(() => null!);",
    ];

    [Theory]
    [MemberData(nameof(SwitchedOff))]
    public Task Reports_limits_that_are_switched_off(string statements) => Verify.ReportsAsync(In(statements));

    [Theory]
    [MemberData(nameof(Limited))]
    public Task StaysSilent_when_there_is_a_limit(string statements) => Verify.SilentAsync(In(statements));

    [Theory]
    [InlineData("BackupDatabase")]
    [InlineData("RebuildIndexes")]
    [InlineData("MigrateData")]
    [InlineData("AggregateCounters")]
    [InlineData("BackfillEvents")]
    public Task StaysSilent_when_work_takes_as_long_as_it_takes(string name) => Verify.SilentAsync(In("command.CommandTimeout = 0; db.Database.SetCommandTimeout(0);", name));

    [Theory]
    [InlineData("db.Database.SetCommandTimeout(0); db.Database.Migrate();")]
    [InlineData("db.Database.SetCommandTimeout(TimeSpan.Zero); db.Database.Migrate(); db.Database.CloseConnection();")]
    [InlineData("command.CommandTimeout = 0; RebuildStatistics(); void RebuildStatistics() => command.ExecuteNonQuery();")]
    [InlineData("db.Database.Migrate(); db.Database.SetCommandTimeout([|0|]);")]
    [InlineData("db.Database.SetCommandTimeout([|0|]); db.SaveChanges();")]
    public Task StaysSilent_when_the_limit_is_off_for_what_follows(string statements) => Verify.ReportsAsync(In(statements));

    [Theory]
    [InlineData("public Prices(HttpMessageHandler pipeline) { http = new HttpClient(pipeline, disposeHandler: true); http.Timeout = Timeout.InfiniteTimeSpan; }")]
    [InlineData("public Prices(HttpMessageHandler pipeline) { http = new HttpClient(pipeline) { Timeout = Timeout.InfiniteTimeSpan }; }")]
    [InlineData("public Prices() { http = new HttpClient(new Limits()); http.Timeout = TimeSpan.FromMilliseconds(-1); } private sealed class Limits : DelegatingHandler { }")]
    [InlineData("public Prices() { http = new HttpClient { Timeout = Timeout.InfiniteTimeSpan }; Channel = new GrpcChannelOptions { HttpClient = http }; } public object Channel { get; } private sealed class GrpcChannelOptions { public HttpClient? HttpClient { get; set; } }")]
    [InlineData("public Prices() { var plain = new SocketsHttpHandler(); http = new HttpClient(plain); http.Timeout = [|Timeout.InfiniteTimeSpan|]; }")]
    [InlineData("public Prices(HttpMessageHandler pipeline) { http = new HttpClient(); http.Timeout = [|Timeout.InfiniteTimeSpan|]; }")]
    public Task StaysSilent_when_the_client_goes_through_a_handler(string constructor) => Verify.ReportsAsync($$"""
        public class Prices
        {
            private readonly HttpClient http;
            {{constructor}}
            public Task<string> GetAsync() => http.GetStringAsync("x");
        }
        """);

    [Theory]
    [InlineData("ImportRows")]
    [InlineData("ArchiveOrders")]
    public async Task Suggests_a_limit_where_long_work_can_be_done_in_parts(string name)
    {
        await Verify.ReportsAsync(In("command.CommandTimeout = [|0|]; db.Database.SetCommandTimeout([|0|]);", name));
        var strict = new Verify.Test { TestCode = In("command.CommandTimeout = 0; db.Database.SetCommandTimeout(0);", name) };
        strict.TestState.AnalyzerConfigFiles.Add(("/.editorconfig", "root = true\n[*.cs]\nperf_analyzers.confidence = high\n"));
        await strict.RunAsync(TestContext.Current.CancellationToken);
    }

    [Theory]
    [InlineData("public class MailJob { public void Run(System.Data.Common.DbCommand command) { command.CommandTimeout = {|#0:0|}; } }")]
    [InlineData("public class Patches { public void Execute(System.Data.Common.DbCommand command) { command.CommandTimeout = {|#0:0|}; command.ExecuteNonQuery(); } }")]
    public Task Suggests_a_limit_where_no_request_is_seen_to_wait(string code) => Verify.ReportsAsync(
        code,
        Verify.Diagnostic().WithLocation(0).WithSeverity(DiagnosticSeverity.Info).WithArguments("DbCommand.CommandTimeout", "30 seconds"));

    [Theory]
    [InlineData("public void Get() { command.CommandTimeout = {|#0:0|}; command.ExecuteNonQuery(); }")]
    [InlineData("public void Get() => Execute(); private void Execute() { command.CommandTimeout = {|#0:0|}; command.ExecuteNonQuery(); }")]
    public Task Warns_where_a_request_waits(string members) => Verify.ReportsAsync(
        "public class PricesController : Microsoft.AspNetCore.Mvc.ControllerBase { private readonly System.Data.Common.DbCommand command = null!; " + members + " }",
        Verify.Diagnostic().WithLocation(0).WithSeverity(DiagnosticSeverity.Warning).WithArguments("DbCommand.CommandTimeout", "30 seconds"));

    [Theory]
    [InlineData("Use(connection.Query<int>(\"select 1\", commandTimeout: [|0|]));")]
    [InlineData("Use(await connection.QueryAsync<int>(\"select 1\", commandTimeout: [|0|]));")]
    [InlineData("Use(new CommandDefinition(\"select 1\", commandTimeout: [|0|]));")]
    [InlineData("Use(connection.Query<int>(\"select 1\", commandTimeout: 30)); Use(connection.Query<int>(\"select 1\")); Use(new CommandDefinition(\"select 1\"));")]
    [InlineData("var o = new StackExchange.Redis.ConfigurationOptions { SyncTimeout = [|int.MaxValue|], AsyncTimeout = [|-1|], ConnectTimeout = 5000 }; Use(o);")]
    [InlineData("using var c = new Npgsql.NpgsqlConnection(\"Host=x;[|Command Timeout=0|]\");")]
    [InlineData("using var c = new Microsoft.Data.SqlClient.SqlConnection(@\"Server=x;[|Connect Timeout=0|];Command Timeout=30\");")]
    [InlineData("using var c = new Microsoft.Data.SqlClient.SqlConnection(\"Server=x;Connect Timeout=10\"); Use(\"Command Timeout=0\");")]
    [InlineData("using var command = new Npgsql.NpgsqlCommand(); command.CommandTimeout = [|0|];")]
    [InlineData("using var c = new Microsoft.Data.SqlClient.SqlConnection(\"Server=x;[|Command Timeout=0|]\");")]
    [InlineData("const string text = \"Host=x;Command Timeout=0\"; using var c = new Npgsql.NpgsqlConnection([|text|]);")]
    public Task Reports_limits_of_stores_that_are_switched_off(string statements) => new Verify.Test
    {
        TestCode = "using Dapper;\n" + $$"""
            public class Service
            {
                private static System.Data.IDbConnection connection = null!;
                private static void Use(object value) { }

                public static async Task RunAsync()
                {
                    {{statements}}
                    await Task.Yield();
                }
            }
            """,
        ReferenceAssemblies = References.Stores,
    }.RunAsync(TestContext.Current.CancellationToken);

    [Theory]
    [InlineData("await client.[|GetPriceAsync(1)|];")]
    [InlineData("await client.[|GetPriceAsync(1, headers: null)|];")]
    [InlineData("client.[|GetPrice(1)|];")]
    [InlineData("await client.GetPriceAsync(1, cancellationToken: token);")]
    [InlineData("await client.GetPriceAsync(1, deadline: DateTime.UtcNow.AddSeconds(1));")]
    [InlineData("await client.GetPriceAsync(1, new CallOptions());")]
    [InlineData("client.WatchAsync(1);")]
    [InlineData("await client.GetPriceAsync(1); Use(\"EnableCallContextPropagation\");")]
    public async Task Reports_grpc_calls_without_deadline_as_information(string statements)
    {
        var test = new Verify.Test { TestCode = Grpc(statements) };
        test.TestState.AdditionalReferences.Add(await LibraryStubs.OneAsync("Grpc.Core.Api"));
        await test.RunAsync(TestContext.Current.CancellationToken);
    }

    [Fact]
    public async Task Fixes_grpc_calls_with_a_deadline()
    {
        var test = new Verify.Test
        {
            TestCode = Grpc("await client.[|GetPriceAsync(1)|];"),
            FixedCode = Grpc("await client.GetPriceAsync(1, deadline: DateTime.UtcNow.AddSeconds(30));"),
            CodeFixTestBehaviors = CodeFixTestBehaviors.SkipFixAllCheck,
        };
        var reference = await LibraryStubs.OneAsync("Grpc.Core.Api");
        test.TestState.AdditionalReferences.Add(reference);
        test.FixedState.AdditionalReferences.Add(reference);
        await test.RunAsync(TestContext.Current.CancellationToken);
    }

    [Theory]
    [InlineData("http.Timeout = [|Timeout.InfiniteTimeSpan|];", "http.Timeout = TimeSpan.FromSeconds(100);")]
    [InlineData("db.Database.SetCommandTimeout([|TimeSpan.Zero|]);", "db.Database.SetCommandTimeout(TimeSpan.FromSeconds(30));")]
    public Task Fixes_spans(string before, string after) => Verify.FixSinglyAsync(In(before), In(after), InfiniteTimeoutFix.Limit);

    [Fact]
    public Task Fixes_numbers_with_a_name() => Verify.FixSinglyAsync(
        """
        public class Prices
        {
            private readonly System.Data.Common.DbCommand command = null!;

            public void Load()
            {
                command.CommandTimeout = [|0|];
            }

            public void Save() => command.CommandTimeout = [|0|];
        }
        """,
        """
        public class Prices
        {
            private const int CommandTimeoutInSeconds = 30;
            private readonly System.Data.Common.DbCommand command = null!;

            public void Load()
            {
                command.CommandTimeout = CommandTimeoutInSeconds;
            }

            public void Save() => command.CommandTimeout = CommandTimeoutInSeconds;
        }
        """,
        InfiniteTimeoutFix.Limit);

    [Fact]
    public Task StaysSilent_in_tools_that_serve_nobody()
    {
        var test = new Verify.Test
        {
            TestCode = "using var client = new HttpClient { Timeout = Timeout.InfiniteTimeSpan }; Console.WriteLine(await client.GetStringAsync(\"x\"));",
            ReferenceAssemblies = References.Net80,
        };
        test.TestState.OutputKind = OutputKind.ConsoleApplication;
        return test.RunAsync(TestContext.Current.CancellationToken);
    }

    [Fact]
    public Task Reports_what_is_set_and_what_to_set() => Verify.ReportsAsync(
        In("http.Timeout = {|#0:Timeout.InfiniteTimeSpan|};"),
        Verify.Diagnostic().WithLocation(0).WithArguments("HttpClient.Timeout", "100 seconds"));

    [Fact]
    public Task Reports_clients_that_are_given_tokens_as_information() => Verify.ReportsAsync(
        In("http.Timeout = {|#0:Timeout.InfiniteTimeSpan|}; CancellationToken token = default; http.GetAsync(\"x\", token);"),
        Verify.Diagnostic().WithLocation(0).WithSeverity(DiagnosticSeverity.Info).WithArguments("HttpClient.Timeout", "100 seconds"));

    private static string In(string statements, string method = "Run") => $$"""
        using Microsoft.EntityFrameworkCore;
        using Microsoft.Extensions.DependencyInjection;

        public class Service
        {
            private readonly HttpClient http = new HttpClient();
            private readonly System.Data.IDbCommand command = null!;
            private readonly System.Data.Common.DbCommand dbCommand = null!;
            private readonly System.Net.Sockets.NetworkStream stream = null!;
            private readonly DbContext db = null!;
            private readonly DbContextOptionsBuilder options = null!;
            private readonly IServiceCollection services = null!;
            private TimeSpan limit;
            private int seconds;
            private bool endless;
            private static void Use(object value) { }
            private sealed class Own { public TimeSpan Timeout { get; set; } }

            public void {{method}}()
            {
                {{statements}}
            }
        }
        """;

    private static string Grpc(string statements) => $$"""
        using Grpc.Core;

        public class Prices : ClientBase<Prices>
        {
            public virtual AsyncUnaryCall<int> GetPriceAsync(int id, Metadata? headers = null, DateTime? deadline = null, CancellationToken cancellationToken = default) => null!;
            public virtual AsyncUnaryCall<int> GetPriceAsync(int id, CallOptions options) => null!;
            public virtual int GetPrice(int id, Metadata? headers = null, DateTime? deadline = null, CancellationToken cancellationToken = default) => 0;
            public virtual AsyncServerStreamingCall<int> WatchAsync(int id, Metadata? headers = null, DateTime? deadline = null, CancellationToken cancellationToken = default) => null!;
        }

        public sealed class AsyncServerStreamingCall<T> { }

        public class Service
        {
            private static void Use(object value) { }

            public static async Task RunAsync(Prices client, CancellationToken token)
            {
                {{statements}}
                await Task.Yield();
            }
        }
        """;
}
