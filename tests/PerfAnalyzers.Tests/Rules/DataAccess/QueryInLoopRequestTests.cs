using PerfAnalyzers.CodeFixes.Rules.DataAccess;
using PerfAnalyzers.Rules.DataAccess;

namespace PerfAnalyzers.Tests.Rules.DataAccess;

using Verify = RuleVerifier<QueryInLoopAnalyzer, QueryInLoopFix>;

/// <summary>Requests to other services that are one thing's piece of work, or that end no sooner when several are sent.</summary>
public sealed class QueryInLoopRequestTests
{
    private const string Sender = "private async Task<string> RequestAsync(string path, string verb) { using var answer = await http.SendAsync(new HttpRequestMessage(new HttpMethod(verb), path)); return await answer.Content.ReadAsStringAsync(); }";

    private static DiagnosticResult Suggested =>
        Verify.Diagnostic().WithLocation(0).WithSeverity(DiagnosticSeverity.Info).WithOptions(DiagnosticOptions.IgnoreAdditionalLocations).WithMessage(null);

    [Theory]
    [InlineData("private async Task<string> PlaceOrderAsync(string url) => await RequestAsync(url, \"POST\"); " + Sender, "PlaceOrderAsync")]
    [InlineData("private Task<string> CancelAsync(string url) => SentAsync(url); private async Task<string> SentAsync(string url) { using var answer = await http.SendAsync(new HttpRequestMessage(HttpMethod.Delete, url)); return await answer.Content.ReadAsStringAsync(); }", "CancelAsync")]
    [InlineData("private async Task<string> BookAsync(string url) { using var answer = await http.PutAsync(url, null); return await answer.Content.ReadAsStringAsync(); }", "BookAsync")]
    public Task StaysSilent_when_another_service_is_told_to_change_something(string members, string method) => Verify.SilentAsync(
        Client("var done = new List<string>(); foreach (var url in urls) done.Add(await " + method + "(url)); Console.WriteLine(done.Count);", members));

    [Theory]
    [InlineData("private async Task<string> BookAsync(string url) { using var answer = await http.GetAsync(url); return await answer.Content.ReadAsStringAsync(); }", "BookAsync")]
    [InlineData("private async Task<string> PriceAsync(string url) { using var answer = await http.PostAsync(url, null); return await answer.Content.ReadAsStringAsync(); }", "PriceAsync")]
    [InlineData("private async Task<string> OrderedAsync(string url) => await RequestAsync(url, \"POST\"); " + Sender, "OrderedAsync")]
    public Task Reports_as_information_what_only_asks(string members, string method) => Verify.ReportsAsync(
        Client("var done = new List<string>(); foreach (var url in urls) done.Add(await {|#0:" + method + "(url)|}); Console.WriteLine(done.Count);", members),
        Suggested);

    [Theory]
    [InlineData("foreach (var url in urls) { await rateLimit.WaitToProceedAsync(); Console.WriteLine(await http.GetStringAsync(url)); }", "public class Gate { public Task WaitToProceedAsync() => Task.CompletedTask; } private readonly Gate rateLimit = new();")]
    [InlineData("foreach (var url in urls) Console.WriteLine(await AskAsync(url));", "private readonly System.Threading.RateLimiting.RateLimiter limiter = null!; private async Task<string> AskAsync(string url) { using var lease = await limiter.AcquireAsync(); return await http.GetStringAsync(url); }")]
    public Task StaysSilent_when_a_gate_lets_through_so_many_in_a_while(string statements, string members) => Verify.SilentAsync(Client(statements, members));

    [Theory]
    [InlineData("foreach (var url in urls) { await gate.WaitAsync(); Console.WriteLine(await http.{|#0:GetStringAsync(url)|}); gate.Release(); }", "private readonly SemaphoreSlim gate = new(1);")]
    [InlineData("foreach (var url in urls) { await throttler.WaitAsync(); Console.WriteLine(await http.{|#0:GetStringAsync(url)|}); throttler.Release(); }", "private readonly SemaphoreSlim throttler = new(9);")]
    [InlineData("foreach (var url in urls) { Console.WriteLine(rateLimit.Left); Console.WriteLine(await http.{|#0:GetStringAsync(url)|}); }", "public class RateLimit { public int Left { get; } } private readonly RateLimit rateLimit = new();")]
    public Task Reports_as_information_where_others_are_kept_out(string statements, string members) => Verify.ReportsAsync(Client(statements, members), Suggested);

    [Theory]
    [InlineData("using var answer = await http.GetAsync(url); using var file = File.Create(url); await answer.Content.CopyToAsync(file);")]
    [InlineData("using var body = await http.GetStreamAsync(url); using var file = File.Create(url); await body.CopyToAsync(file);")]
    [InlineData("using var answer = await http.GetAsync(url); using var body = await answer.Content.ReadAsStreamAsync(); await body.CopyToAsync(target);")]
    public Task StaysSilent_when_what_comes_is_kept_as_it_comes(string statements) => Verify.SilentAsync(
        Client("foreach (var url in urls) { " + statements + " }", "private readonly Stream target = null!;"));

    [Theory]
    [InlineData("using var body = await http.{|#0:GetStreamAsync(url)|}; var copy = new MemoryStream(); await body.CopyToAsync(copy); Console.WriteLine(copy.Length);")]
    [InlineData("using var body = await http.{|#0:GetStreamAsync(url)|}; await target.CopyToAsync(Stream.Null); Console.WriteLine(body.Length);")]
    public Task Reports_as_information_what_is_read_in_memory(string statements) => Verify.ReportsAsync(
        Client("foreach (var url in urls) { " + statements + " }", "private readonly Stream target = null!;"),
        Suggested);

    private static string Client(string statements, string members) => $$"""
        public class Client
        {
            private readonly HttpClient http = null!;
            {{members}}

            public async Task RunAsync(List<string> urls)
            {
                {{statements}}
            }
        }
        """;
}
