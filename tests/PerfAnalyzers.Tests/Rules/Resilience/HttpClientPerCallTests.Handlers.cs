using PerfAnalyzers.CodeFixes.Rules.Resilience;
using PerfAnalyzers.Rules.Resilience;

namespace PerfAnalyzers.Tests.Rules.Resilience;

using Verify = RuleVerifier<HttpClientPerCallAnalyzer, HttpClientPerCallFix>;

/// <summary>Handlers that are set up with what the object keeps, or with what one call brings.</summary>
public sealed partial class HttpClientPerCallTests
{
    private const string Settings = "private readonly string proxy = \"\"; private readonly string user = \"\"; private readonly System.Net.IWebProxy proxied = null!; ";

    [Theory]
    [InlineData("Proxy = new System.Net.WebProxy(proxy)")]
    [InlineData("UseCookies = false, Proxy = proxied")]
    [InlineData("Credentials = new System.Net.NetworkCredential(user, proxy)")]
    public Task Reports_clients_whose_handler_is_the_same_for_all_calls(string setting) => Verify.ReportsAsync(InController(Settings
        + $"public async Task<string> Ask(string url) {{ using var client = Make(); return await client.GetStringAsync(url); }} private HttpClient Make() {{ var handler = new HttpClientHandler {{ {setting} }}; return [|new HttpClient(handler)|]; }}"));

    [Theory]
    [InlineData("private readonly HttpClient http; public PricesController(HttpClient http) { this.http = http; } public async Task<string> Ask(string url) => await http.GetStringAsync(url);")]
    [InlineData("public sealed class Own : HttpClient { public Own() : base(new SocketsHttpHandler()) { } } private static readonly Own own = new(); public async Task<string> Ask(string url) => await own.GetStringAsync(url);")]
    [InlineData("private static readonly HttpMessageInvoker invoker = new(new SocketsHttpHandler()); public async Task<HttpResponseMessage> Ask(string url) => await invoker.SendAsync(new HttpRequestMessage(HttpMethod.Get, url), default);")]
    public Task StaysSilent_when_a_client_is_handed_in_or_of_another_type(string members) => Verify.SilentAsync(InController(members));

    [Theory]
    [InlineData("Proxy = new System.Net.WebProxy(url)")]
    [InlineData("Proxy = new System.Net.WebProxy(System.Environment.GetEnvironmentVariable(user))")]
    [InlineData("Credentials = new System.Net.NetworkCredential(user, url)")]
    [InlineData("CookieContainer = new System.Net.CookieContainer()")]
    [InlineData("Proxy = proxied, UseDefaultCredentials = true")]
    public Task StaysSilent_when_a_handler_may_be_another_in_the_next_call(string setting) => Verify.SilentAsync(InController(Settings
        + $"public async Task<string> Ask(string url) {{ using var client = new HttpClient(new HttpClientHandler {{ {setting} }}); return await client.GetStringAsync(url); }}"));
}
