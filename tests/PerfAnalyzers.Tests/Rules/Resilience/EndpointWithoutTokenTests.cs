using PerfAnalyzers.CodeFixes.Rules.Resilience;
using PerfAnalyzers.Rules.Resilience;

namespace PerfAnalyzers.Tests.Rules.Resilience;

using Verify = RuleVerifier<EndpointWithoutTokenAnalyzer, EndpointWithoutTokenFix>;

public sealed class EndpointWithoutTokenTests
{
    private const string Before = """
        using Microsoft.AspNetCore.Builder;
        using Microsoft.AspNetCore.Http;
        using Microsoft.AspNetCore.Mvc;
        using Microsoft.AspNetCore.Mvc.RazorPages;
        using Microsoft.AspNetCore.SignalR;

        public class Rates { private readonly HttpClient http = new HttpClient(); public async Task<string> LoadAsync(int id) => await http.GetStringAsync("/" + id); }
        public static class Web { public static readonly HttpClient Http = new HttpClient(); }

        """;

    private static readonly string After = Before.Replace("(int id) =>", "(int id, CancellationToken cancellationToken = default) =>").Replace("\"/\" + id)", "\"/\" + id, cancellationToken)");

    [Theory]
    [InlineData("public class C : ControllerBase { public async Task<string> [|Get|]() => await Web.Http.GetStringAsync(\"/\"); }")]
    [InlineData("public class C : ControllerBase { private readonly Rates rates = new Rates(); public async Task<string> [|Get|](int id) { return await rates.LoadAsync(id); } }")]
    [InlineData("public class P : PageModel { public async Task [|OnGetAsync|]() { await Web.Http.GetStringAsync(\"/\"); } }")]
    [InlineData("public class H : Hub { public async Task [|Send|](string text) { await Web.Http.GetStringAsync(\"/\" + text); } }")]
    [InlineData("public class M { public async Task [|InvokeAsync|](HttpContext context) { await Web.Http.GetStringAsync(\"/\"); } }")]
    [InlineData("public static class E { public static void Map(WebApplication app) { app.MapGet(\"/\", async [|()|] => await Web.Http.GetStringAsync(\"/\")); } }")]
    [InlineData("public static class E { public static void Map(WebApplication app) { app.MapGet(\"/\", async [|(int id, Rates rates)|] => { return await rates.LoadAsync(id); }); } }")]
    [InlineData("public class Q : MassTransit.IConsumer<Rates> { public async Task [|Consume|](MassTransit.ConsumeContext<Rates> context) { await Web.Http.GetStringAsync(\"/\"); } }")]
    public Task Reports_endpoints_that_ignore_the_request(string source) => Verify.ReportsAsync(Before + source);

    [Fact]
    public Task Reports_the_way() => Verify.ReportsAsync(
        (Before + "public class C : ControllerBase { private readonly Rates rates = new Rates(); public async Task<string> {|#0:Get|}(int id) { return await rates.{|#1:LoadAsync(id)|}; } }").Replace("GetStringAsync(\"/\" + id)", "{|#2:GetStringAsync(\"/\" + id)|}"),
        Verify.Diagnostic().WithLocation(0).WithLocation(1).WithLocation(2).WithArguments("'Get'", "LoadAsync → GetStringAsync", "take a token"));

    [Theory]
    [InlineData("public class C : ControllerBase { public async Task<string> Get(CancellationToken ct) => await Web.Http.GetStringAsync(\"/\"); }")]
    [InlineData("public class C : ControllerBase { public async Task<string> Get() => await Web.Http.GetStringAsync(\"/\", HttpContext.RequestAborted); }")]
    [InlineData("public class C : ControllerBase { public async Task Get() { await Web.Http.GetStringAsync(\"/\", HttpContext.RequestAborted); await Web.Http.GetStringAsync(\"/b\"); } }")]
    [InlineData("public class C : ControllerBase { public string Get() => \"\"; }")]
    [InlineData("public class C : ControllerBase { public Task<string> Get() => Task.FromResult(\"\"); }")]
    [InlineData("public class C : ControllerBase { public async Task Get() { await Web.Http.PostAsync(\"/\", null, CancellationToken.None); } }")]
    [InlineData("public class C : ControllerBase { [NonAction] public async Task Get() { await Web.Http.GetStringAsync(\"/\"); } }")]
    [InlineData("public class C { public async Task Get() { await Web.Http.GetStringAsync(\"/\"); } }")]
    [InlineData("public class C : ControllerBase { public async Task Get() { try { await Task.Yield(); } finally { await Web.Http.GetStringAsync(\"/\"); } } }")]
    [InlineData("public class C : ControllerBase { public void Get() { _ = Web.Http.GetStringAsync(\"/\"); } }")]
    [InlineData("public static class E { public static void Map(WebApplication app) { app.MapGet(\"/\", async (CancellationToken ct) => await Web.Http.GetStringAsync(\"/\", ct)); } }")]
    public Task StaysSilent_when_the_request_is_looked_at_or_nothing_can_be_stopped(string source) => Verify.SilentAsync(Before + source);

    [Theory]
    [InlineData(
        "public class C : ControllerBase { public async Task<string> [|Get|]() => await Web.Http.GetStringAsync(\"/\"); }",
        "public class C : ControllerBase { public async Task<string> Get(CancellationToken cancellationToken) => await Web.Http.GetStringAsync(\"/\", cancellationToken); }")]
    [InlineData(
        "public class C : ControllerBase { public async Task [|Get|](int page = 1) { await Web.Http.GetStringAsync(\"/a\"); await Web.Http.PostAsync(\"/b\", null); await Web.Http.GetStringAsync(\"/c\"); } }",
        "public class C : ControllerBase { public async Task Get(int page = 1, CancellationToken cancellationToken = default) { await Web.Http.GetStringAsync(\"/a\", cancellationToken); await Web.Http.PostAsync(\"/b\", null, cancellationToken); await Web.Http.GetStringAsync(\"/c\"); } }")]
    [InlineData(
        "public class C : ControllerBase { public async Task [|Get|](int n) { await Web.Http.GetStringAsync(\"/\" + n); } } public class T { public Task Run(C c) => c.Get(1); }",
        "public class C : ControllerBase { public async Task Get(int n, CancellationToken cancellationToken = default) { await Web.Http.GetStringAsync(\"/\" + n, cancellationToken); } } public class T { public Task Run(C c) => c.Get(1); }")]
    [InlineData(
        "public class H : Hub { public async Task [|Send|](string text) { await Web.Http.GetStringAsync(\"/\" + text); } }",
        "public class H : Hub { public async Task Send(string text) { await Web.Http.GetStringAsync(\"/\" + text, Context.ConnectionAborted); } }")]
    [InlineData(
        "public class M { public async Task [|InvokeAsync|](HttpContext context) { await Web.Http.GetStringAsync(\"/\"); } }",
        "public class M { public async Task InvokeAsync(HttpContext context) { await Web.Http.GetStringAsync(\"/\", context.RequestAborted); } }")]
    [InlineData(
        "public static class E { public static void Map(WebApplication app) { app.MapGet(\"/\", async [|()|] => await Web.Http.GetStringAsync(\"/\")); } }",
        "public static class E { public static void Map(WebApplication app) { app.MapGet(\"/\", async (CancellationToken cancellationToken) => await Web.Http.GetStringAsync(\"/\", cancellationToken)); } }")]
    [InlineData(
        "public class Q : MassTransit.IConsumer<Rates> { public async Task [|Consume|](MassTransit.ConsumeContext<Rates> context) { await Web.Http.GetStringAsync(\"/\"); } }",
        "public class Q : MassTransit.IConsumer<Rates> { public async Task Consume(MassTransit.ConsumeContext<Rates> context) { await Web.Http.GetStringAsync(\"/\", context.CancellationToken); } }")]
    [InlineData(
        "public interface IC { Task Get(); } public class C : ControllerBase, IC { public async Task [|Get|]() { await Web.Http.GetStringAsync(\"/\"); } }",
        "public interface IC { Task Get(); } public class C : ControllerBase, IC { public async Task Get() { await Web.Http.GetStringAsync(\"/\", HttpContext.RequestAborted); } }")]
    public Task Fixes_what_the_endpoint_does_itself(string before, string after) => FixAsync(Before + before, Before + after);

    [Theory]
    [InlineData(
        "public class C : ControllerBase { private readonly Rates rates = new Rates(); public async Task<string> [|Get|](int id) { return await rates.LoadAsync(id); } }",
        "public class C : ControllerBase { private readonly Rates rates = new Rates(); public async Task<string> Get(int id, CancellationToken cancellationToken) { return await rates.LoadAsync(id, cancellationToken); } }")]
    [InlineData(
        "public static class E { public static void Map(WebApplication app) { app.MapGet(\"/{id}\", async [|(int id, Rates rates)|] => { return await rates.LoadAsync(id); }); } }",
        "public static class E { public static void Map(WebApplication app) { app.MapGet(\"/{id}\", async (int id, Rates rates, CancellationToken cancellationToken) => { return await rates.LoadAsync(id, cancellationToken); }); } }")]
    [InlineData(
        "public interface IDesk { Task<string> OpenAsync(int id); } public class Desk : IDesk { private readonly Rates rates = new Rates(); public async Task<string> OpenAsync(int id) { return await rates.LoadAsync(id); } } public class C : ControllerBase { private readonly IDesk desk = new Desk(); public async Task<string> [|Get|](int id) { return await desk.OpenAsync(id); } }",
        "public interface IDesk { Task<string> OpenAsync(int id, CancellationToken cancellationToken = default); } public class Desk : IDesk { private readonly Rates rates = new Rates(); public async Task<string> OpenAsync(int id, CancellationToken cancellationToken = default) { return await rates.LoadAsync(id, cancellationToken); } } public class C : ControllerBase { private readonly IDesk desk = new Desk(); public async Task<string> Get(int id, CancellationToken cancellationToken) { return await desk.OpenAsync(id, cancellationToken); } }")]
    public Task Fixes_the_whole_way_down(string before, string after) => FixAsync(Before + before, After + after);

    private static Task FixAsync(string before, string after)
    {
        var test = new Verify.Test { TestCode = before, FixedCode = after, NumberOfIncrementalIterations = -10 };
        test.NumberOfFixAllIterations = test.NumberOfFixAllInDocumentIterations = test.NumberOfFixAllInProjectIterations = -3;
        return test.RunAsync(TestContext.Current.CancellationToken);
    }
}
