using PerfAnalyzers.CodeFixes.Rules.Web;
using PerfAnalyzers.Rules.Web;

namespace PerfAnalyzers.Tests.Rules.Web;

using Verify = RuleVerifier<MissingRateLimitAnalyzer, MissingRateLimitFix>;

public sealed class MissingRateLimitTests
{
    private const string Usings = """
        using Microsoft.AspNetCore.Builder;
        using Microsoft.AspNetCore.Http;
        using Microsoft.AspNetCore.Http.Timeouts;
        using Microsoft.AspNetCore.Mvc;
        using Microsoft.AspNetCore.RateLimiting;
        using Microsoft.Extensions.DependencyInjection;

        """;

    private const string Build = "var builder = WebApplication.CreateBuilder(args); ";
    private const string Map = " app.MapGet(\"/orders/{id}\", (int id) => new { id }); app.Run();";

    [Theory]
    [InlineData("", "how many requests it takes and on how long one may run", "'AddRateLimiter' and 'AddRequestTimeouts'")]
    [InlineData("builder.Services.AddRequestTimeouts(); ", "how many requests it takes", "'AddRateLimiter'")]
    [InlineData("builder.Services.AddRateLimiter(o => o.AddFixedWindowLimiter(\"a\", w => { })); ", "how long a request may run", "'AddRequestTimeouts'")]
    public Task Reports_which_limit_is_missing(string services, string what, string cure)
    {
        var test = Program(Build + services + "var app = builder.{|#0:Build()|};" + Map);
        test.ExpectedDiagnostics.Add(Verify.Diagnostic().WithLocation(0).WithArguments(what, cure));
        return test.RunAsync(TestContext.Current.CancellationToken);
    }

    public static TheoryData<string> Unlimited =>
    [
        Build + "var app = builder.[|Build()|]; app.MapPost(\"/orders\", (string name) => { }); app.Run();",
        Build + "var app = builder.[|Build()|]; app.MapGet(\"/orders\", async context => await context.Response.WriteAsync(\"a\")); app.Run();",
        Build + "var app = builder.[|Build()|]; app.MapControllers(); app.Run();\npublic class OrdersController : ControllerBase { [HttpPost] public void Post() { } }",
        "var app = WebApplication.[|Create(args)|];" + Map,
        Build + "var app = builder.[|Build()|]; app.MapGet(\"/a\", (int id) => id); var other = WebApplication.CreateBuilder(args).[|Build()|]; other.MapGet(\"/b\", (int id) => id); app.Run();",
    ];

    public static TheoryData<string> Limited =>
    [
        Build + "builder.Services.AddRequestTimeouts(); builder.Services.AddRateLimiter(o => { }); var app = builder.Build();" + Map,
        Build + "var app = builder.Build(); app.UseRequestTimeouts(); app.UseRateLimiter();" + Map,
        Build + "var app = builder.Build(); app.UseIpRateLimiting(); app.MapGet(\"/a\", (int id) => id).WithRequestTimeout(\"a\"); app.Run();\npublic static class Own { public static void UseIpRateLimiting(this WebApplication app) { } }",
        Build + "builder.Services.AddReverseProxy(); var app = builder.Build();" + Map + "\npublic static class Own { public static void AddReverseProxy(this IServiceCollection services) { } }",

        // Nobody can ask for anything.
        Build + "var app = builder.Build(); app.Run();",
        Build + "var app = builder.Build(); app.MapGet(\"/\", () => \"up\"); app.Run();",
        Build + "var app = builder.Build(); app.MapGet(\"/\", () => Results.Redirect(\"/docs\")); app.Run();",
        Build + "var app = builder.Build(); app.MapControllers(); app.Run();",
        "var builder = new Own.WebApplicationBuilder(); var app = builder.Build(); app.MapGet(\"/a\", (int id) => id);\nnamespace Own { public class WebApplicationBuilder { public WebApplication Build() => new(); } public class WebApplication { public void MapGet(string path, Delegate get) { } } }",
    ];

    [Theory]
    [MemberData(nameof(Unlimited))]
    public Task Reports_applications_without_limits(string program) => Program(program).RunAsync(TestContext.Current.CancellationToken);

    [Theory]
    [MemberData(nameof(Limited))]
    public Task StaysSilent_when_there_are_limits_or_no_endpoints(string program) => Program(program).RunAsync(TestContext.Current.CancellationToken);

    [Fact]
    public Task Reports_in_a_main_method() => Verify.ReportsAsync(
        Usings + "public static class Program { public static void Main(string[] args) { " + Build + "var app = builder.[|Build()|];" + Map + " } }");

    [Fact]
    public Task Reports_in_start_up_classes() => Verify.ReportsAsync(Usings + """
        public class Startup
        {
            public void ConfigureServices(IServiceCollection services) => services.AddControllers();
            public void Configure(IApplicationBuilder app) => app.[|UseEndpoints|](e => e.MapGet("/orders/{id}", (int id) => new { id }));
        }
        """);

    [Fact]
    public Task Fixes_by_a_limit_of_time() => FixAsync(
        """
        builder.Services.AddRateLimiter(options => { });
        var app = builder.[|Build()|];
        app.UseRateLimiter();
        """,
        """
        builder.Services.AddRateLimiter(options => { });
        builder.Services.AddRequestTimeouts(options => options.DefaultPolicy = new RequestTimeoutPolicy { Timeout = TimeSpan.FromSeconds(30) });
        var app = builder.Build();
        app.UseRequestTimeouts();
        app.UseRateLimiter();
        """);

    [Fact]
    public Task Fixes_behind_routing_that_is_written_out() => FixAsync(
        """
        var app = builder.[|Build()|]; // The application.
        app.UseStaticFiles();
        app.UseRouting(); // Needed.
        app.UseRateLimiter();
        """,
        """
        builder.Services.AddRequestTimeouts(options => options.DefaultPolicy = new RequestTimeoutPolicy { Timeout = TimeSpan.FromSeconds(30) });
        var app = builder.Build(); // The application.
        app.UseStaticFiles();
        app.UseRouting(); // Needed.
        app.UseRequestTimeouts();
        app.UseRateLimiter();
        """);

    [Theory]
    [InlineData("builder.Services.AddRequestTimeouts();\nvar app = builder.[|Build()|];")]
    [InlineData("var app = builder.[|Build()|];")]
    [InlineData("var app = WebApplication.CreateBuilder(args).[|Build()|];")]
    public Task Offers_nothing_where_the_number_is_open_or_the_builder_is_no_local(string statements)
    {
        var test = Program("var builder = WebApplication.CreateBuilder(args);\n" + statements + Map);
        test.FixedCode = Usings + "var builder = WebApplication.CreateBuilder(args);\n" + statements + Map;
        return test.RunAsync(TestContext.Current.CancellationToken);
    }

    [Fact]
    public async Task StaysSilent_where_the_framework_is_absent()
    {
        var test = new Verify.Test { TestCode = "public class WebApplicationBuilder { public object Build() => this; } public class A { public object B() => new WebApplicationBuilder().Build(); }", ReferenceAssemblies = References.Net80 };
        await test.RunAsync(TestContext.Current.CancellationToken);
    }

    private static Task FixAsync(string before, string after)
    {
        const string Start = Usings + "var builder = WebApplication.CreateBuilder(args);\n";
        var test = new Verify.Test
        {
            TestCode = Start + before + "\n" + Map,
            FixedCode = Start + after + "\n" + Map,
            CodeActionEquivalenceKey = MissingRateLimitFix.EndLate,
            CodeFixTestBehaviors = CodeFixTestBehaviors.SkipFixAllCheck,
        };
        test.TestState.OutputKind = OutputKind.ConsoleApplication;
        return test.RunAsync(TestContext.Current.CancellationToken);
    }

    private static Verify.Test Program(string program)
    {
        var test = new Verify.Test { TestCode = Usings + program };
        test.TestState.OutputKind = OutputKind.ConsoleApplication;
        return test;
    }
}
