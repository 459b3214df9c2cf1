using PerfAnalyzers.CodeFixes.Rules.Resilience;
using PerfAnalyzers.Rules.Resilience;

namespace PerfAnalyzers.Tests.Rules.Resilience;

using Verify = RuleVerifier<HttpClientPerCallAnalyzer, HttpClientPerCallFix>;

public sealed partial class HttpClientPerCallTests
{
    [Fact]
    public Task Fixes_by_the_factory_at_hand() => Verify.FixSinglyAsync(
        InAction("using var client = [|new HttpClient()|]; client.BaseAddress = new Uri(url); return await client.GetStringAsync(url);"),
        InAction("using var client = factory.CreateClient(); client.BaseAddress = new Uri(url); return await client.GetStringAsync(url);"),
        HttpClientPerCallFix.Factory);

    [Fact]
    public Task Fixes_by_sharing_one() => Verify.FixAsync(
        """
        public class PricesController : Microsoft.AspNetCore.Mvc.ControllerBase
        {
            public async Task<string> GetAsync(string url)
            {
                // The newest ones.
                using var client = [|new HttpClient()|];

                return await client.GetStringAsync(url);
            }

            public async Task<string> FindAsync(string url)
            {
                using (var client = [|new HttpClient()|])
                {
                    // Without a format.
                    var text = await client.GetStringAsync(url);
                    if (text.Length == 0)
                    {
                        return "none";
                    }

                    return text;
                }
            }

            public async Task<string> ReadAsync(string url) => await [|new HttpClient()|].GetStringAsync(url);
        }
        """,
        """
        public class PricesController : Microsoft.AspNetCore.Mvc.ControllerBase
        {
            private static readonly HttpClient SharedHttpClient = new HttpClient(new SocketsHttpHandler { PooledConnectionLifetime = TimeSpan.FromMinutes(15), UseCookies = false });

            public async Task<string> GetAsync(string url)
            {
                // The newest ones.
                return await SharedHttpClient.GetStringAsync(url);
            }

            public async Task<string> FindAsync(string url)
            {
                // Without a format.
                var text = await SharedHttpClient.GetStringAsync(url);
                if (text.Length == 0)
                {
                    return "none";
                }

                return text;
            }

            public async Task<string> ReadAsync(string url) => await SharedHttpClient.GetStringAsync(url);
        }
        """,
        HttpClientPerCallFix.Share);

    [Theory]
    [InlineData(
        "private static readonly HttpClient client = [|new HttpClient()|];",
        "private static readonly HttpClient client = new HttpClient(new SocketsHttpHandler { PooledConnectionLifetime = TimeSpan.FromMinutes(15) });")]
    [InlineData(
        "private static readonly HttpClient client = [|new()|];",
        "private static readonly HttpClient client = new(new SocketsHttpHandler { PooledConnectionLifetime = TimeSpan.FromMinutes(15) });")]
    [InlineData(
        "private static readonly HttpClient client = [|new HttpClient|] { Timeout = TimeSpan.FromSeconds(5) };",
        "private static readonly HttpClient client = new HttpClient(new SocketsHttpHandler { PooledConnectionLifetime = TimeSpan.FromMinutes(15) }) { Timeout = TimeSpan.FromSeconds(5) };")]
    [InlineData(
        "private static readonly HttpClient client = [|new HttpClient(new SocketsHttpHandler { MaxConnectionsPerServer = 10 })|];",
        "private static readonly HttpClient client = new HttpClient(new SocketsHttpHandler { PooledConnectionLifetime = TimeSpan.FromMinutes(15), MaxConnectionsPerServer = 10 });")]
    public Task Fixes_by_renewing_connections(string before, string after) => Verify.FixAsync(InController(before), InController(after));

    [Theory]
    [InlineData("using var client = [|new HttpClient()|]; client.DefaultRequestHeaders.Add(\"X\", url); return await client.GetStringAsync(url);")]
    [InlineData("using var client = [|new HttpClient(new HttpClientHandler { AllowAutoRedirect = false })|]; return await client.GetStringAsync(url);")]
    [InlineData("using var client = [|new HttpClient()|]; return await Read(client);")]
    public Task OffersNoFix_when_the_client_is_set_up_for_the_call(string statements) => Verify.NoFixAsync(
        $$"""
        public class PricesController : Microsoft.AspNetCore.Mvc.ControllerBase
        {
            public async Task<string> GetAsync(string url)
            {
                {{statements}}
            }

            private static Task<string> Read(HttpClient client) => client.GetStringAsync("x");
        }
        """);
}
