using PerfAnalyzers.Rules.Web;

namespace PerfAnalyzers.Tests.Rules.Web;

using Verify = RuleVerifier<SynchronousBodyAllowedAnalyzer>;

public sealed class SynchronousBodyAllowedTests
{
    private const string Feature = "context.Features.Get<IHttpBodyControlFeature>()";

    public static TheoryData<string> Allowed =>
    [
        "services.Configure<KestrelServerOptions>(options => [|options.AllowSynchronousIO = true|]);",
        "services.Configure<KestrelServerOptions>(options => { options.AddServerHeader = false; [|options.AllowSynchronousIO = true|]; });",
        "services.PostConfigure<KestrelServerOptions>(o => { [|o.AllowSynchronousIO = true|]; });",
        "services.Configure<IISServerOptions>(options => [|options.AllowSynchronousIO = true|]);",
        "services.Configure<HttpSysOptions>(options => [|options.AllowSynchronousIO = true|]);",
        "host.ConfigureKestrel(options => [|options.AllowSynchronousIO = true|]);",
        "host.ConfigureKestrel((context, options) => { [|options.AllowSynchronousIO = true|]; });",
        "host.UseKestrel(options => { [|options.AllowSynchronousIO = true|]; });",
        "host.UseKestrel(delegate (KestrelServerOptions options) { [|options.AllowSynchronousIO = true|]; });",
        "var options = new KestrelServerOptions { [|AllowSynchronousIO = true|] }; Use(options);",
        "services.Configure<KestrelServerOptions>(Set); static void Set(KestrelServerOptions options) { [|options.AllowSynchronousIO = true|]; }",
        "if (Environment.ProcessorCount > 4) services.Configure<KestrelServerOptions>(options => [|options.AllowSynchronousIO = true|]);",
        "if (environment.IsDevelopment()) { app.UseStaticFiles(); } else { services.Configure<KestrelServerOptions>(options => [|options.AllowSynchronousIO = true|]); }",
        "if (!environment.IsDevelopment()) services.Configure<KestrelServerOptions>(options => [|options.AllowSynchronousIO = true|]);",
        "if (environment.IsDevelopment()) return; services.Configure<KestrelServerOptions>(options => [|options.AllowSynchronousIO = true|]);",
        "if (environment.IsProduction()) services.Configure<KestrelServerOptions>(options => [|options.AllowSynchronousIO = true|]);",
        "if (environment.IsEnvironment(\"Production\")) services.Configure<KestrelServerOptions>(options => [|options.AllowSynchronousIO = true|]);",
        "if (environment.EnvironmentName != \"Testing\") services.Configure<KestrelServerOptions>(options => [|options.AllowSynchronousIO = true|]);",
        "if (environment.IsDevelopment() || allow) services.Configure<KestrelServerOptions>(options => [|options.AllowSynchronousIO = true|]);",
        "app.Use(async (context, next) => { var body = " + Feature + "; if (body is null) { await next(context); return; } [|body.AllowSynchronousIO = true|]; await next(context); });",
        "app.Use(async (context, next) => { var body = " + Feature + " ?? throw new InvalidOperationException(); [|body.AllowSynchronousIO = true|]; await next(context); });",
        "if (app is null) throw new ArgumentNullException(nameof(app)); app.Use(async (context, next) => { [|" + Feature + "!.AllowSynchronousIO = true|]; await next(context); });",
        "app.Use((context, next) => { var body = " + Feature + "; if (body != null) { [|body.AllowSynchronousIO = true|]; } return next(context); });",
        "app.Use(async (context, next) => { if (" + Feature + " is { } body) [|body.AllowSynchronousIO = true|]; await next(context); });",
        "app.Use(async (HttpContext context, Func<Task> next) => { [|" + Feature + "!.AllowSynchronousIO = true|]; await next(); });",
        "app.Use(async (context, next) => { var body = " + Feature + "; if (body is not null) [|body.AllowSynchronousIO = true|]; await next(context); });",
    ];

    public static TheoryData<string> Refused =>
    [
        // It is off, or somebody else says so.
        "services.Configure<KestrelServerOptions>(options => options.AllowSynchronousIO = false);",
        "services.Configure<KestrelServerOptions>(options => options.AllowSynchronousIO = configuration.GetValue<bool>(\"x\"));",
        "services.Configure<IISServerOptions>(options => options.AllowSynchronousIO = allow);",
        "services.Configure<KestrelServerOptions>(options => options.AllowSynchronousIO = !allow);",
        "services.Configure<KestrelServerOptions>(options => options.AddServerHeader = true);",
        "services.Configure<IISServerOptions>(options => options.AutomaticAuthentication = true);",
        "services.Configure<KestrelServerOptions>(options => { if (options.AllowSynchronousIO) Use(options); });",
        "services.Configure<KestrelServerOptions>(configuration.GetSection(\"Kestrel\"));",
        "services.Configure<Own>(options => options.AllowSynchronousIO = true);",
        "Use(new Own { AllowSynchronousIO = true });",
        "Use(nameof(KestrelServerOptions.AllowSynchronousIO));",

        // A developer runs it.
        "if (environment.IsDevelopment()) services.Configure<KestrelServerOptions>(options => options.AllowSynchronousIO = true);",
        "services.Configure<KestrelServerOptions>(options => { if (environment.IsDevelopment()) options.AllowSynchronousIO = true; });",
        "if (allow && environment.IsDevelopment()) { host.ConfigureKestrel(options => { options.AllowSynchronousIO = true; }); }",

        "if (environment.IsDevelopment() || environment.IsStaging()) services.Configure<KestrelServerOptions>(options => options.AllowSynchronousIO = true);",
        "if (environment.IsEnvironment(\"Testing\")) services.Configure<KestrelServerOptions>(options => options.AllowSynchronousIO = true);",
        "if (environment.EnvironmentName == \"Testing\") services.Configure<KestrelServerOptions>(options => options.AllowSynchronousIO = true);",
        "if (!environment.IsProduction()) services.Configure<KestrelServerOptions>(options => options.AllowSynchronousIO = true);",
        "if (environment.IsProduction()) { app.UseStaticFiles(); } else { services.Configure<KestrelServerOptions>(options => options.AllowSynchronousIO = true); }",
        "if (environment.IsProduction()) return; services.Configure<KestrelServerOptions>(options => options.AllowSynchronousIO = true);",

        // Only for requests that ask for it.
        "app.UseWhen(context => context.Request.Path.StartsWithSegments(\"/export\"), branch => branch.Use(async (context, next) => { " + Feature + "!.AllowSynchronousIO = true; await next(context); }));",
        "app.MapWhen(context => context.Request.Path.StartsWithSegments(\"/export\"), branch => { branch.Use(async (context, next) => { " + Feature + "!.AllowSynchronousIO = true; await next(context); }); });",
        "app.Map(\"/soap\", branch => branch.Use(async (context, next) => { " + Feature + "!.AllowSynchronousIO = true; await next(context); }));",
        "app.Use(async (context, next) => { if (!context.Request.Path.StartsWithSegments(\"/export\")) { await next(context); return; } " + Feature + "!.AllowSynchronousIO = true; await next(context); });",
        "app.Use(async (context, next) => { switch (context.Request.Path.Value) { case \"/export\": " + Feature + "!.AllowSynchronousIO = true; break; } await next(context); });",
        "app.Use(async (context, next) => { if (context.GetEndpoint()?.Metadata.GetMetadata<ObsoleteAttribute>() is not null) { " + Feature + "!.AllowSynchronousIO = true; } await next(context); });",
        "app.Use((context, next) => { if (context.Request.Path.StartsWithSegments(\"/export\")) { var body = " + Feature + "; if (body != null) body.AllowSynchronousIO = true; } return next(context); });",
        "app.Run(context => { var body = " + Feature + "; if (body != null) body.AllowSynchronousIO = true; return Task.CompletedTask; });",
        "app.Use((context, next) => { var body = " + Feature + "; if (body != null) body.AllowSynchronousIO = false; return next(context); });",
        "app.Use((context, next) => { var body = " + Feature + "; if (body != null) body.AllowSynchronousIO = allow; return next(context); });",
    ];

    [Theory]
    [MemberData(nameof(Allowed))]
    public Task Reports_servers_that_are_told_to_wait(string statements) => Verify.ReportsAsync(In(statements));

    [Theory]
    [MemberData(nameof(Refused))]
    public Task StaysSilent_when_it_is_off_or_for_few(string statements) => Verify.SilentAsync(In(statements));

    [Fact]
    public Task Reports_which_setting_it_is() => Verify.ReportsAsync(
        In("services.Configure<IISServerOptions>(options => {|#0:options.AllowSynchronousIO = true|});"),
        Verify.Diagnostic().WithLocation(0).WithArguments("IISServerOptions.AllowSynchronousIO"));

    [Theory]
    [InlineData("private readonly RequestDelegate next; public Sync(RequestDelegate next) => this.next = next; public Task InvokeAsync(HttpContext context) { var body = " + Feature + "; if (body != null) [|body.AllowSynchronousIO = true|]; return next(context); }")]
    [InlineData("public Task InvokeAsync(HttpContext context, RequestDelegate next) { var body = " + Feature + "; if (body != null) [|body.AllowSynchronousIO = true|]; return next(context); }")]
    [InlineData("public void Configure(KestrelServerOptions options) => [|options.AllowSynchronousIO = true|];")]
    public Task Reports_middleware_and_options(string members) => Verify.ReportsAsync(Usings + "public class Sync { " + members + " }");

    [Theory]
    [InlineData("public class Sync : Microsoft.AspNetCore.Mvc.Filters.ActionFilterAttribute { public override void OnActionExecuting(Microsoft.AspNetCore.Mvc.Filters.ActionExecutingContext executing) { var context = executing.HttpContext; var body = " + Feature + "; if (body != null) body.AllowSynchronousIO = true; } }")]
    [InlineData("public class ExportController : Microsoft.AspNetCore.Mvc.ControllerBase { public void Get() { var context = HttpContext; var body = " + Feature + "; if (body != null) body.AllowSynchronousIO = true; } }")]
    public Task StaysSilent_when_one_endpoint_asks_for_it(string type) => Verify.SilentAsync(Usings + type);

    [Fact]
    public async Task Reports_single_endpoints_where_guesses_are_wanted()
    {
        var test = new RuleVerifier<SynchronousBodyAllowedAnalyzer, EmptyCodeFixProvider>.Test { TestCode = Usings + "public class ExportController : Microsoft.AspNetCore.Mvc.ControllerBase { public void Get() { var context = HttpContext; var body = " + Feature + "; if (body != null) [|body.AllowSynchronousIO = true|]; } }" };
        test.TestState.AnalyzerConfigFiles.Add(("/.editorconfig", "root = true\n[*.cs]\nperf_analyzers.confidence = low\n"));
        await test.RunAsync(TestContext.Current.CancellationToken);
    }

    private const string Usings = """
        using Microsoft.AspNetCore.Builder;
        using Microsoft.AspNetCore.Hosting;
        using Microsoft.AspNetCore.Http;
        using Microsoft.AspNetCore.Http.Features;
        using Microsoft.AspNetCore.Server.HttpSys;
        using Microsoft.AspNetCore.Server.Kestrel.Core;
        using Microsoft.Extensions.Configuration;
        using Microsoft.Extensions.DependencyInjection;
        using Microsoft.Extensions.Hosting;

        """;

    private static string In(string statements) => Usings + $$"""
        public class Own { public bool AllowSynchronousIO { get; set; } }

        public static class Setup
        {
            public static void Add(IServiceCollection services, IWebHostBuilder host, IApplicationBuilder app, IConfiguration configuration, IHostEnvironment environment, bool allow)
            {
                {{statements}}
            }

            private static void Use(object? value) { }
        }
        """;
}
