using PerfAnalyzers.CodeFixes.Rules.Resilience;
using PerfAnalyzers.Rules.Resilience;

namespace PerfAnalyzers.Tests.Rules.Resilience;

using Verify = RuleVerifier<HttpClientPerCallAnalyzer, HttpClientPerCallFix>;

public sealed partial class HttpClientPerCallTests
{
    public static TheoryData<string> PerCall =>
    [
        "using var client = [|new HttpClient()|]; return await client.GetStringAsync(url);",
        "using (var client = [|new HttpClient()|]) { return await client.GetStringAsync(url); }",
        "var client = [|new HttpClient()|]; return await client.GetStringAsync(url);",
        "HttpClient client = [|new()|]; return await client.GetStringAsync(url);",
        "return await [|new HttpClient()|].GetStringAsync(url);",
        "using var client = [|new HttpClient()|] { Timeout = TimeSpan.FromSeconds(5) }; return await client.GetStringAsync(url);",
        "using var client = [|new HttpClient()|]; client.DefaultRequestHeaders.Add(\"X\", url); return await client.GetStringAsync(url);",
        "var client = [|new HttpClient()|]; client.BaseAddress = new Uri(url); return await client.GetStringAsync(\"/\");",
        "var client = [|new HttpClient()|]; try { return await client.GetStringAsync(url); } finally { client.Dispose(); }",
        "HttpClient? client = null; try { client = [|new HttpClient()|]; return await client.GetStringAsync(url); } finally { client?.Dispose(); }",
        "using var client = [|new HttpClient(new HttpClientHandler())|]; return await client.GetStringAsync(url);",
        "using var client = [|new HttpClient(new SocketsHttpHandler(), true)|]; return await client.GetStringAsync(url);",
        "using var client = [|new HttpClient(new SocketsHttpHandler { PooledConnectionLifetime = TimeSpan.FromMinutes(1) })|]; return await client.GetStringAsync(url);",
        "var handler = new HttpClientHandler { AllowAutoRedirect = false }; using var client = [|new HttpClient(handler)|]; return await client.GetStringAsync(url);",
        "using var own = new SocketsHttpHandler { Proxy = new System.Net.WebProxy(\"http://proxy:3128\") }; using var client = [|new HttpClient(own)|]; return await client.GetStringAsync(url);",
        "var own = new HttpClientHandler(); own.Proxy = new System.Net.WebProxy(\"http://proxy\", 80) { Credentials = new System.Net.NetworkCredential(\"u\", \"p\") }; using var client = [|new HttpClient(own)|]; return await client.GetStringAsync(url);",
        "using var client = [|new HttpClient()|]; return await ReadAsync(client, url);",
        "using var client = [|new HttpClient()|]; var first = await client.GetAsync(url); return await client.GetStringAsync(url + first.StatusCode);",
        "foreach (var part in url.Split(',')) { using var client = [|new HttpClient()|]; await client.GetAsync(part); } return \"\";",
        "using (var client = [|new HttpClient()|]) using (var response = await client.GetAsync(url)) return await response.Content.ReadAsStringAsync();",
        "return await LoadAsync(); async Task<string> LoadAsync() { using var client = [|new HttpClient()|]; return await client.GetStringAsync(url); }",
        "return (await System.Net.Http.Json.HttpClientJsonExtensions.GetFromJsonAsync<string>([|new HttpClient()|], url))!;",
    ];

    public static TheoryData<string> Kept =>
    [
        // Handed out, or to code that may keep it.
        "return await ReadAsync(new HttpClient(), url);",
        "var client = new HttpClient(); return await ReadAsync(client, url);",
        "var client = new HttpClient(); clients.Add(client); return await client.GetStringAsync(url);",
        "Func<HttpClient> make = () => new HttpClient(); return await make().GetStringAsync(url);",
        "return await (shared ?? new HttpClient()).GetStringAsync(url);",
        "shared ??= new HttpClient(); return await shared.GetStringAsync(url);",
        "var client = shared; if (client is null) client = new HttpClient(); return await client.GetStringAsync(url);",
        "return await byHost.GetOrAdd(url, _ => new HttpClient()).GetStringAsync(url);",
        "var lazy = new Lazy<HttpClient>(() => new HttpClient()); return await lazy.Value.GetStringAsync(url);",

        // Handlers that others made, or that belong to one caller.
        "using var client = new HttpClient(handler, disposeHandler: false); return await client.GetStringAsync(url);",
        "using var client = new HttpClient(handler); return await client.GetStringAsync(url);",
        "using var client = new HttpClient(MakeHandler()); return await client.GetStringAsync(url);",
        "using var client = new HttpClient(new HttpClientHandler { CookieContainer = new System.Net.CookieContainer() }); return await client.GetStringAsync(url);",
        "using var client = new HttpClient(new HttpClientHandler { Credentials = new System.Net.NetworkCredential(url, url) }); return await client.GetStringAsync(url);",
        "using var client = new HttpClient(new SocketsHttpHandler { Proxy = new System.Net.WebProxy(url) }); return await client.GetStringAsync(url);",
        "var proxy = new System.Net.WebProxy(url); using var client = new HttpClient(new HttpClientHandler { Proxy = proxy }); return await client.GetStringAsync(url);",
        "var own = new HttpClientHandler(); own.ClientCertificates.Add(null!); using var client = new HttpClient(own); return await client.GetStringAsync(url);",

        "using var client = factory.CreateClient(); return await client.GetStringAsync(url);",
        "using var client = new Derived(); return await client.GetStringAsync(url);",
        "using var invoker = new HttpMessageInvoker(handler); await Task.Yield(); return url;",
    ];

    [Theory]
    [MemberData(nameof(PerCall))]
    public Task Reports_clients_made_for_one_call(string statements) => Verify.ReportsAsync(InAction(statements));

    [Theory]
    [MemberData(nameof(Kept))]
    public Task StaysSilent_when_the_client_is_kept_or_its_handler_is_shared(string statements) => Verify.SilentAsync(InAction(statements));

    [Theory]
    [InlineData("private static readonly HttpClient client = [|new HttpClient()|];")]
    [InlineData("private static readonly HttpClient client = [|new()|];")]
    [InlineData("private static HttpClient Client { get; } = [|new HttpClient()|] { Timeout = TimeSpan.FromSeconds(5) };")]
    [InlineData("private static readonly HttpClient client = [|new HttpClient(new HttpClientHandler())|];")]
    [InlineData("private static readonly HttpClient client = [|new HttpClient(new SocketsHttpHandler { MaxConnectionsPerServer = 10 })|];")]
    [InlineData("private static HttpClient? client; private static HttpClient Client() { if (client is null) client = [|new HttpClient()|]; return client; }")]
    public Task Reports_kept_clients_that_never_renew_connections_as_information(string member) => Verify.ReportsAsync(InController(member));

    [Theory]
    [InlineData("private static readonly HttpClient client = new HttpClient(new SocketsHttpHandler { PooledConnectionLifetime = TimeSpan.FromMinutes(2) });")]
    [InlineData("private static readonly HttpMessageHandler own = new SocketsHttpHandler { PooledConnectionLifetime = TimeSpan.FromMinutes(2) };\n    private static readonly HttpClient client = new HttpClient(own);")]
    [InlineData("private static readonly Lazy<HttpClient> client = new Lazy<HttpClient>(() => new HttpClient());")]
    public Task StaysSilent_when_kept_clients_renew_connections(string member) => Verify.SilentAsync(InController(member));

    [Fact]
    public Task Reports_clients_that_a_private_method_sets_up_for_each_call() => Verify.ReportsAsync(InController(
        "public async Task<string> Ask(string url) { using var client = Make(url); return await client.GetStringAsync(url); } private static HttpClient Make(string key) { var client = [|new HttpClient()|]; client.DefaultRequestHeaders.Add(\"X\", key); return client; }"));

    [Fact]
    public Task Reports_clients_that_a_private_method_makes_for_each_call() => Verify.ReportsAsync(InController(
        "public async Task<string> Ask(string url) => await Make().GetStringAsync(url); private static HttpClient Make() => [|new HttpClient()|];"));

    [Theory]
    [InlineData("public static HttpClient Make() => new HttpClient();")]
    [InlineData("private HttpClient? client; public HttpClient Client => client ??= Make(); private static HttpClient Make() { var made = new HttpClient(); made.Timeout = TimeSpan.FromSeconds(5); return made; }")]
    [InlineData("public static HttpClient Make() { var made = new HttpClient(); made.Timeout = TimeSpan.FromSeconds(5); return made; }")]
    [InlineData("public async Task<Page> Open(string url) { var made = new HttpClient(); try { return Wrap(made, await made.GetStringAsync(url)); } catch (Exception) { made.Dispose(); throw; } } private static Page Wrap(HttpClient client, string text) => new Page(client, text); public class Page { public Page(HttpClient client, string text) { } }")]
    [InlineData("private readonly Lazy<HttpClient> client = new(Make); private static HttpClient Make() => new HttpClient();")]
    [InlineData("private HttpClient? client; public HttpClient Client => client ??= Make(); private static HttpClient Make() => new HttpClient();")]
    public Task StaysSilent_when_what_a_method_makes_may_be_kept(string members) => Verify.SilentAsync(InController(members));

    [Theory]
    [InlineData("private readonly HttpClient client = [|new HttpClient()|];")]
    [InlineData("private readonly HttpClient client; public PricesController() { client = [|new HttpClient()|]; }")]
    [InlineData("private readonly HttpClient client; public PricesController(HttpClient? other) { client = other ?? new HttpClient(); }")]
    public Task Reports_clients_made_with_a_controller(string member) => Verify.ReportsAsync(InController(member));

    [Fact]
    public Task StaysSilent_when_the_owner_may_live_as_long_as_the_process() => Verify.SilentAsync(
        """
        public class Prices
        {
            private readonly HttpClient first = new HttpClient();
            private readonly HttpClient second;

            public Prices() => second = new HttpClient();
        }
        """);

    [Fact]
    public Task StaysSilent_in_the_program_itself()
    {
        var test = new Verify.Test { TestCode = "using var client = new HttpClient(); Console.WriteLine(await client.GetStringAsync(\"x\"));" };
        test.TestState.OutputKind = OutputKind.ConsoleApplication;
        return test.RunAsync(TestContext.Current.CancellationToken);
    }

    [Fact]
    public Task StaysSilent_in_tools_that_serve_nobody()
    {
        var test = new Verify.Test
        {
            TestCode = "public static class Program { public static Task Main() => Loader.LoadAsync(); }\npublic static class Loader { public static async Task LoadAsync() { using var client = new HttpClient(); await client.GetStringAsync(\"x\"); } }",
            ReferenceAssemblies = References.Net80,
        };
        test.TestState.OutputKind = OutputKind.ConsoleApplication;
        return test.RunAsync(TestContext.Current.CancellationToken);
    }

    [Theory]
    [InlineData("InstallationController", "GetAsync")]
    [InlineData("SystemController", "UpgradeAsync")]
    public Task StaysSilent_when_the_application_is_installed_or_brought_up_to_date(string type, string method) => Verify.SilentAsync(
        $$"""
        public class {{type}} : Microsoft.AspNetCore.Mvc.ControllerBase
        {
            public async Task<string> {{method}}() => await Loader.LoadAsync("x");
        }

        public static class Loader
        {
            public static async Task<string> LoadAsync(string url)
            {
                using var client = new HttpClient();
                return await client.GetStringAsync(url);
            }
        }
        """);

    [Fact]
    public Task StaysSilent_when_only_code_that_was_sent_away_calls_the_function() => Verify.SilentAsync(
        """
        public class Tracker
        {
            private Task? report;

            public void Start() => report ??= Task.Run(() => ReportAsync());

            private async Task ReportAsync()
            {
                using var client = new HttpClient();
                await client.GetStringAsync("x");
            }
        }
        """);

    [Fact]
    public Task Reports_clients_of_helpers_that_others_can_reach() => Verify.ReportsAsync(
        """
        public class Tracker
        {
            public Task ReportAsync() => SendAsync();

            private async Task SendAsync()
            {
                using var client = [|new HttpClient()|];
                await client.GetStringAsync("x");
            }
        }
        """);

    [Fact]
    public Task StaysSilent_when_the_answer_is_kept() => Verify.SilentAsync(InController(
        """
            private static readonly System.Collections.Concurrent.ConcurrentDictionary<int, string> hosts = new();

            public async Task<string> FindAsync(int port)
            {
                if (hosts.TryGetValue(port, out var host))
                    return host;

                using var client = new HttpClient();
                var found = await client.GetStringAsync("x");
                hosts.TryAdd(port, found);
                return found;
            }
        """));

    [Fact]
    public async Task StaysSilent_in_browsers()
    {
        var test = new Verify.Test { TestCode = InAction("using var client = new HttpClient(); return await client.GetStringAsync(url);") };
        test.TestState.AdditionalReferences.Add(await LibraryStubs.OneAsync("Microsoft.AspNetCore.Components.WebAssembly"));
        await test.RunAsync(TestContext.Current.CancellationToken);
    }

    [Fact]
    public Task StaysSilent_when_services_are_registered() => Verify.SilentAsync(
        """
        using Microsoft.Extensions.DependencyInjection;

        public static class Setup
        {
            public static void AddPrices(IServiceCollection services)
            {
                services.AddSingleton(_ => new HttpClient());
                services.AddSingleton(new HttpClient());
                using var once = new HttpClient();
                once.GetStringAsync("x");
            }
        }
        """);

    [Fact]
    public Task Reports_clients_behind_an_action_with_the_way_there() => Verify.ReportsAsync(
        """
        public class PricesController : Microsoft.AspNetCore.Mvc.ControllerBase
        {
            public Task<string> Get() => Prices.{|#1:LoadAsync("x")|};
        }

        public static class Prices
        {
            public static async Task<string> LoadAsync(string url)
            {
                using var client = {|#0:new HttpClient()|};
                return await client.GetStringAsync(url);
            }
        }
        """,
        Verify.Diagnostic().WithLocation(0).WithLocation(1).WithArguments(
            "LoadAsync",
            "is made for one call: each call opens connections anew, and their ports stay taken for minutes; take it from 'IHttpClientFactory' or share one"));

    [Fact]
    public Task Reports_clients_of_methods_that_nobody_is_seen_to_call_as_information() => Verify.ReportsAsync(
        """
        public static class Prices
        {
            public static async Task<string> LoadAsync(string url)
            {
                using var client = {|#0:new HttpClient()|};
                return await client.GetStringAsync(url);
            }
        }
        """,
        Verify.Diagnostic().WithLocation(0).WithSeverity(DiagnosticSeverity.Info).WithArguments(
            "LoadAsync",
            "is made for one call: each call opens connections anew, and their ports stay taken for minutes; take it from 'IHttpClientFactory' or share one"));

    private static string InAction(string statements) => InController(
        $$"""
            private static readonly System.Collections.Concurrent.ConcurrentDictionary<string, HttpClient> byHost = new();
            private readonly List<HttpClient> clients = new();
            private static HttpClient? shared;
            private IHttpClientFactory factory = null!;
            private HttpMessageHandler handler = null!;
            private static HttpMessageHandler MakeHandler() => null!;
            private static Task<string> ReadAsync(HttpClient client, string url) => client.GetStringAsync(url);
            private sealed class Derived : HttpClient { }

            public async Task<string> GetAsync(string url)
            {
                {{statements}}
            }
        """);

    private static string InController(string members) =>
        $$"""
        public class PricesController : Microsoft.AspNetCore.Mvc.ControllerBase
        {
            {{members}}

            public string Get() => "";
        }
        """;
}
