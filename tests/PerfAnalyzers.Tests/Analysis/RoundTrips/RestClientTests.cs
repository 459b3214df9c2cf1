using PerfAnalyzers.CodeFixes.Rules.Asynchrony;
using PerfAnalyzers.CodeFixes.Rules.DataAccess;
using PerfAnalyzers.Rules.Asynchrony;
using PerfAnalyzers.Rules.DataAccess;
using PerfAnalyzers.Rules.Resilience;

namespace PerfAnalyzers.Tests.Analysis.RoundTrips;

using InLoop = RuleVerifier<QueryInLoopAnalyzer, QueryInLoopFix>;
using Synchronous = RuleVerifier<SynchronousIoAnalyzer, SynchronousIoFix>;
using Token = RuleVerifier<TokenNotForwardedAnalyzer, EmptyCodeFixProvider>;

/// <summary>RestSharp and Flurl, as all rules see them.</summary>
public sealed class RestClientTests
{
    [Theory]
    [InlineData("Use(await rest.{|#0:ExecuteAsync<Item>(new RestRequest(id))|});")]
    [InlineData("Use(await rest.{|#0:GetAsync<Item>(new RestRequest(id), token)|});")]
    [InlineData("Use(await rest.{|#0:GetJsonAsync<Item>(id, token)|});")]
    [InlineData("Use(rest.{|#0:Execute(new RestRequest(id))|});")]
    [InlineData("Use(await concrete.{|#0:ExecuteAsync(new RestRequest(id), token)|});")]
    [InlineData("Use(await (\"https://shop/\" + id).{|#0:GetJsonAsync<Item>(token)|});")]
    [InlineData("Use(await (\"https://shop/\" + id).WithHeader(\"a\", \"b\").{|#0:GetStringAsync(token)|});")]
    [InlineData("Use(await flurl.Request(\"items\", id).{|#0:PostJsonAsync(new { id }, token)|}.ReceiveJson<Item>());")]
    [InlineData("Use(await {|#0:LoadAsync(id)|});")]
    [InlineData("Use(await {|#0:FetchAsync(id)|});")]
    public async Task Reports_a_request_for_each_element(string statement)
    {
        var test = new InLoop.Test { TestCode = Code($"foreach (var id in ids) {{ {statement} }}"), ReferenceAssemblies = References.RestClients };
        test.ExpectedDiagnostics.Add(InLoop.Diagnostic().WithLocation(0).WithSeverity(DiagnosticSeverity.Info).WithOptions(DiagnosticOptions.IgnoreAdditionalLocations).WithMessage(null));
        await test.RunAsync(TestContext.Current.CancellationToken);
    }

    [Theory]
    [InlineData("var requests = new List<RestRequest>(); foreach (var id in ids) requests.Add(new RestRequest(id).AddHeader(\"a\", id)); Use(requests);")]
    [InlineData("foreach (var id in ids) Use(\"https://shop\".AppendPathSegment(id).SetQueryParam(\"a\", id).WithHeader(\"b\", id));")]
    [InlineData("Use(await rest.PostJsonAsync<List<string>, List<Item>>(\"items\", ids, token)); foreach (var id in ids) Use(id);")]
    public Task StaysSilent_when_a_request_is_only_written_or_made_for_all(string statements) =>
        new InLoop.Test { TestCode = Code(statements), ReferenceAssemblies = References.RestClients }.RunAsync(TestContext.Current.CancellationToken);

    [Theory]
    [InlineData("Use(rest.[|Execute(new RestRequest(\"a\"))|]);", "Use(await rest.ExecuteAsync(new RestRequest(\"a\"), token));")]
    [InlineData("Use(rest.[|Execute<Item>(new RestRequest(\"a\"))|]);", "Use(await rest.ExecuteAsync<Item>(new RestRequest(\"a\"), token));")]
    [InlineData("Use(rest.[|Get<Item>(new RestRequest(\"a\"))|]);", "Use(await rest.GetAsync<Item>(new RestRequest(\"a\"), token));")]
    [InlineData("Use(concrete.[|PostJson<Item, Item>(\"a\", new Item())|]);", "Use(await concrete.PostJsonAsync<Item, Item>(\"a\", new Item(), token));")]
    [InlineData("Use(concrete.[|Execute(new RestRequest(\"a\"))|].Content);", "Use((await concrete.ExecuteAsync(new RestRequest(\"a\"), token)).Content);")]
    public Task Fixes_a_synchronous_request(string before, string after) =>
        new Synchronous.Test { TestCode = Code(before), FixedCode = Code(after), ReferenceAssemblies = References.RestClients }.RunAsync(TestContext.Current.CancellationToken);

    [Theory]
    [InlineData("Use(await rest.[|ExecuteAsync<Item>(new RestRequest(\"a\"))|]);")]
    [InlineData("Use(await \"https://shop\".[|GetJsonAsync<Item>()|]);")]
    [InlineData("Use(await \"https://shop\".[|PostJsonAsync(new Item())|].ReceiveJson<Item>());")]
    [InlineData("Use(await rest.ExecuteAsync<Item>(new RestRequest(\"a\"), token));")]
    public Task Reports_a_request_that_is_not_given_the_token(string statements) =>
        new Token.Test { TestCode = Code(statements), ReferenceAssemblies = References.RestClients }.RunAsync(TestContext.Current.CancellationToken);

    private static string Code(string statements) => $$"""
        using Flurl;
        using Flurl.Http;
        using RestSharp;

        public class Item { public string Id { get; set; } = ""; }

        public class Service
        {
            private readonly IRestClient rest = null!;
            private readonly RestClient concrete = null!;
            private readonly IFlurlClient flurl = null!;

            public async Task Run(List<string> ids, CancellationToken token)
            {
                await Task.Yield();
                {{statements}}
            }

            private async Task<Item?> LoadAsync(string id) => await rest.GetAsync<Item>(new RestRequest("items/" + id));

            private Task<Item> FetchAsync(string id) => "https://shop".AppendPathSegment(id).GetJsonAsync<Item>();

            private static void Use(object? value) => Console.WriteLine(value);
        }
        """;
}
