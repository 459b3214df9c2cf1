using PerfAnalyzers.CodeFixes.Rules.Web;
using PerfAnalyzers.Rules.Web;

namespace PerfAnalyzers.Tests.Rules.Web;

using Verify = RuleVerifier<MissingCompressionAnalyzer, MissingCompressionFix>;

public sealed class MissingCompressionTests
{
    private const string Usings = """
        using Microsoft.AspNetCore.Builder;
        using Microsoft.AspNetCore.Http;
        using Microsoft.AspNetCore.Mvc;
        using Microsoft.AspNetCore.Routing;
        using Microsoft.Extensions.DependencyInjection;

        """;

    private const string Types = """

        public record Order(int Id, string Name);
        public static class Orders { public static List<Order> All() => new() { new(1, "a") }; public static Order Of(int id) => new(id, "a"); }
        """;

    private const string Build = "var builder = WebApplication.CreateBuilder(args); ";

    public static TheoryData<string> Programs =>
    [
        Build + "var app = builder.[|Build()|]; app.MapGet(\"/orders\", () => Orders.All()); app.Run();",
        Build + "var app = builder.[|Build()|]; app.MapGet(\"/orders/{id}\", (int id) => Results.Ok(Orders.Of(id))); app.Run();",
        Build + "var app = builder.[|Build()|]; app.MapGet(\"/orders\", async () => { await Task.Yield(); return TypedResults.Ok(Orders.All()); }); app.Run();",
        Build + "var app = builder.[|Build()|]; var group = app.MapGroup(\"/api\"); group.MapPost(\"/orders\", (Order order) => order); app.Run();",
        Build + "var app = builder.[|Build()|]; app.MapGet(\"/orders\", List); app.Run(); static List<Order> List() => Orders.All();",
        Build + "var app = builder.[|Build()|]; app.MapGet(\"/orders\", Orders.All); app.Run();",
        Build + "var app = builder.[|Build()|]; app.UseRouting().UseEndpoints(e => e.MapGet(\"/orders\", () => Orders.All())); app.Run();",
        Build + "var app = builder.[|Build()|]; app.MapOrders(); app.Run();\npublic static class Maps { public static void MapOrders(this IEndpointRouteBuilder routes) => routes.MapGet(\"/orders\", () => Orders.All()); }",
        Build + "Maps.Map(builder.[|Build()|]);\npublic static class Maps { public static void Map(WebApplication app) { app.MapGet(\"/orders\", () => Orders.All()); app.Run(); } }",
        Build + "builder.Services.AddControllers(); var app = builder.[|Build()|]; app.MapControllers(); app.Run();\n[ApiController] public class OrdersController : ControllerBase { [HttpGet] public List<Order> Get() => Orders.All(); }",
        "var app = WebApplication.[|Create(args)|]; app.MapGet(\"/orders\", () => Orders.All()); app.Run();",

        // Each application is told of once: that of metrics has nothing to compress.
        Build + "var metrics = WebApplication.CreateBuilder(args).Build(); metrics.UseRouting(); var app = builder.[|Build()|]; app.MapGet(\"/orders\", () => Orders.All()); app.Run();",
        Build + "var app = builder.[|Build()|]; app.MapGet(\"/a\", () => Orders.All()); var other = WebApplication.CreateBuilder(args).[|Build()|]; other.MapGet(\"/b\", () => Orders.All()); app.Run();",
    ];

    public static TheoryData<string> Quiet =>
    [
        // It compresses, or something that it passes requests through does.
        Build + "builder.Services.AddResponseCompression(); var app = builder.Build(); app.UseResponseCompression(); app.MapGet(\"/orders\", () => Orders.All()); app.Run();",
        Build + "var app = builder.Build(); app.UseDefaults(); app.MapGet(\"/orders\", () => Orders.All()); app.Run();\npublic static class Own { public static void UseDefaults(this WebApplication app) => app.UseResponseCompression(); }",
        Build + "builder.Services.AddReverseProxy(); var app = builder.Build(); app.MapGet(\"/orders\", () => Orders.All()); app.Run();\npublic static class Proxy { public static void AddReverseProxy(this IServiceCollection services) { } }",
        Build + "var app = builder.Build(); app.UseHttpCompression(); app.MapGet(\"/orders\", () => Orders.All()); app.Run();\npublic static class Own { public static void UseHttpCompression(this WebApplication app) { } }",

        // There is no text, or none worth it.
        Build + "var app = builder.Build(); app.Run();",
        Build + "var app = builder.Build(); app.MapGet(\"/\", () => \"Use a client of gRPC.\"); app.Run();",
        Build + "var app = builder.Build(); app.MapPost(\"/orders\", (Order order) => { }); app.Run();",
        Build + "var app = builder.Build(); app.MapPost(\"/orders\", async (Order order) => { await Task.Yield(); }); app.Run();",
        Build + "var app = builder.Build(); app.MapGet(\"/file\", (string name) => Results.File(name)); app.Run();",
        Build + "var app = builder.Build(); app.MapPost(\"/orders\", (Order order) => Results.NoContent()); app.Run();",
        Build + "var app = builder.Build(); app.MapControllers(); app.Run();",
        Build + "var app = builder.Build(); app.MapControllers(); app.Run();\npublic class OrdersController : ControllerBase { [HttpPost] public void Post() { } [HttpGet] public FileContentResult Get() => File(new byte[1], \"image/png\"); }",
        Build + "var app = builder.Build(); app.Run();\npublic class OrdersController : ControllerBase { [HttpGet] public List<Order> Get() => Orders.All(); }",

        // Something else is built.
        "var builder = new Own.WebApplicationBuilder(); var app = builder.Build(); app.MapGet(\"/orders\", () => Orders.All());\nnamespace Own { public class WebApplicationBuilder { public WebApplication Build() => new(); } public class WebApplication { public void MapGet(string path, Func<object> get) { } } }",
        "var host = Microsoft.Extensions.Hosting.Host.CreateDefaultBuilder(args).Build(); var app = WebApplication.CreateBuilder(args).Build(); _ = host;",
    ];

    [Theory]
    [MemberData(nameof(Programs))]
    public Task Reports_applications_that_compress_nothing(string program) => ProgramAsync(program);

    [Theory]
    [MemberData(nameof(Quiet))]
    public Task StaysSilent_when_it_compresses_or_sends_no_text(string program) => ProgramAsync(program);

    [Fact]
    public Task Reports_which_application_it_is()
    {
        var test = Program(Build + "var app = builder.{|#0:Build()|}; app.MapGet(\"/orders\", () => Orders.All()); app.Run();");
        test.ExpectedDiagnostics.Add(Verify.Diagnostic().WithLocation(0).WithArguments("TestProject"));
        return test.RunAsync(TestContext.Current.CancellationToken);
    }

    [Fact]
    public Task Reports_in_a_main_method() => Verify.ReportsAsync(
        Usings + "public static class Program { public static void Main(string[] args) { " + Build + "var app = builder.[|Build()|]; app.MapGet(\"/orders\", () => Orders.All()); app.Run(); } }" + Types);

    [Fact]
    public Task Reports_what_a_method_builds_and_hands_out() => Verify.ReportsAsync(
        Usings + "public static class Apps { public static WebApplication Make(string[] args) { " + Build + "var app = builder.[|Build()|]; return app; } public static void Map(WebApplication app) => app.MapGet(\"/orders\", () => Orders.All()); }" + Types);

    [Theory]
    [InlineData("app.UseRouting(); app.[|UseEndpoints|](e => e.MapControllers());")]
    [InlineData("app.UseRouting().[|UseEndpoints|](e => { e.MapControllers(); });")]
    [InlineData("app.[|UseEndpoints|](e => e.MapControllers()); app.UseEndpoints(e => e.MapGet(\"/\", () => Orders.All()));")]
    public Task Reports_in_start_up_classes_where_endpoints_are_given(string statements) => Verify.ReportsAsync(Startup(statements));

    [Theory]
    [InlineData("app.UseResponseCompression(); app.UseEndpoints(e => e.MapControllers());")]
    [InlineData("app.Map(\"/api\", branch => branch.UseEndpoints(e => e.MapControllers()));")]
    [InlineData("app.UseRouting();")]
    [InlineData("app.UseEndpoints(e => e.MapControllers()); var built = WebApplication.CreateBuilder().Build();")]
    public Task StaysSilent_in_start_up_classes(string statements) => Verify.SilentAsync(Startup(statements));

    [Fact]
    public Task StaysSilent_in_classes_that_start_nothing() =>
        Verify.SilentAsync(Startup("app.UseEndpoints(e => e.MapControllers());").Replace("ConfigureServices", "AddAll", StringComparison.Ordinal));

    [Fact]
    public async Task StaysSilent_when_another_project_compresses()
    {
        var test = Program(Build + "var app = builder.Build(); app.MapGet(\"/orders\", () => Orders.All()); app.Run();");
        test.TestState.AdditionalProjects["Defaults"].Sources.Add(
            ("/Defaults/Defaults.cs", "using Microsoft.AspNetCore.Builder; public static class Defaults { public static void Use(IApplicationBuilder app) => app.UseResponseCompression(); }"));
        test.TestState.AdditionalProjectReferences.Add("Defaults");
        await test.RunAsync(TestContext.Current.CancellationToken);
    }

    [Theory]
    [InlineData("", "", false)]
    [InlineData("public static class Program\n{\n    public static void Main(string[] args)\n    {\n", "\n    }\n}\n", true)]
    public Task Fixes_by_compression_of_the_framework(string before, string after, bool isInMain)
    {
        var indentation = isInMain ? "        " : "";
        var start = Usings + before + indentation + "var builder = WebApplication.CreateBuilder(args);\n" + indentation;
        var end = "\n" + indentation + "app.MapGet(\"/orders\", () => Orders.All());\n" + indentation + "app.Run();" + after + Types;
        var test = new Verify.Test
        {
            TestCode = start + "var app = builder.[|Build()|];" + end,
            FixedCode = start + "builder.Services.AddResponseCompression();\n" + indentation + "var app = builder.Build();\n" + indentation + "app.UseResponseCompression();" + end,
            CodeActionEquivalenceKey = MissingCompressionFix.Compress,
            CodeFixTestBehaviors = CodeFixTestBehaviors.SkipFixAllCheck,
        };
        if (!isInMain)
            test.TestState.OutputKind = OutputKind.ConsoleApplication;

        return test.RunAsync(TestContext.Current.CancellationToken);
    }

    [Theory]
    [InlineData("var app = WebApplication.CreateBuilder(args).[|Build()|];")]
    [InlineData("var builder = WebApplication.CreateBuilder(args); var app = builder.[|Build()|];")]
    [InlineData("var app =\n    Make(args).[|Build()|];\nstatic WebApplicationBuilder Make(string[] args) => WebApplication.CreateBuilder(args);")]
    [InlineData("var builder = WebApplication.CreateBuilder(args);\nWebApplication app;\napp = builder.[|Build()|];")]
    public Task Offers_nothing_where_the_parts_are_no_locals_of_lines_of_their_own(string statements)
    {
        var source = Usings + statements + "\napp.MapGet(\"/orders\", () => Orders.All());\n" + Types;
        var test = new Verify.Test { TestCode = source, FixedCode = source };
        test.TestState.OutputKind = OutputKind.ConsoleApplication;
        return test.RunAsync(TestContext.Current.CancellationToken);
    }

    private static Task ProgramAsync(string program) => Program(program).RunAsync(TestContext.Current.CancellationToken);

    private static Verify.Test Program(string program)
    {
        var test = new Verify.Test { TestCode = Usings + program + Types };
        test.TestState.OutputKind = OutputKind.ConsoleApplication;
        return test;
    }

    private static string Startup(string statements) => Usings + $$"""
        public class Startup
        {
            public void ConfigureServices(IServiceCollection services) => services.AddControllers();

            public void Configure(IApplicationBuilder app)
            {
                {{statements}}
            }
        }

        public class OrdersController : ControllerBase { [HttpGet] public List<Order> Get() => Orders.All(); }
        """ + Types;
}
