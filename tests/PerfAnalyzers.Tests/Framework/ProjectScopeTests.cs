using Microsoft.CodeAnalysis.CSharp;
using Microsoft.CodeAnalysis.CSharp.Syntax;
using Microsoft.CodeAnalysis.Diagnostics;
using PerfAnalyzers.Framework;
using PerfAnalyzers.Tests.Contracts;

namespace PerfAnalyzers.Tests.Framework;

/// <summary>A source calls Here() at the place whose kind is asked for.</summary>
public sealed class ProjectScopeTests
{
    private const string Usings = """
        using Microsoft.AspNetCore.Builder;
        using Microsoft.AspNetCore.Http;
        using Microsoft.AspNetCore.Routing;
        using Microsoft.EntityFrameworkCore;
        using Microsoft.EntityFrameworkCore.Metadata.Builders;
        using Microsoft.EntityFrameworkCore.Migrations;
        using Microsoft.Extensions.DependencyInjection;
        using static Places;
        #line 1

        """;

    private const string Place = "static class Places { public static int Here() => 0; }";

    [Theory]
    [InlineData("class C { void M() { Here(); } }")]
    [InlineData("class C { int f = Here(); }")]
    [InlineData("class Seedling { void ProceedAsync() { Here(); } }")]
    [InlineData("class SeedCatalog { void Run() { Here(); } }")]
    [InlineData("interface IOneTimePasswords { void Run(); } class Passwords : IOneTimePasswords { public void Run() { Here(); } }")]
    [InlineData("class SampleDataService { void Run() { Here(); } }")]
    [InlineData("class DataGenerator { void Run() { Here(); } }")]
    [InlineData("class BirdSeedPrices { void Find() { Here(); } }")]
    [InlineData("class C { static void Main2(string[] args) { Here(); } }")]
    [InlineData("class C { C() { Here(); } }")]
    [InlineData("class C { void OnModelCreating() { Here(); } }")]
    [InlineData("class InitPaymentHandler { void Run() { Here(); } }")]
    [InlineData("class Stubborn { void Run() { Here(); } }")]
    public Task None_for_code_that_runs_often(string source) => ExpectAsync(SilentCode.None, source);

    [Theory]
    [InlineData("class C { static C() { Here(); } }")]
    [InlineData("class C { static void Main() { Here(); } }")]
    [InlineData("class C { static async Task Main(string[] args) { await Task.Yield(); Here(); } }")]
    [InlineData("class C { void Configure(IApplicationBuilder app) { Here(); } }")]
    [InlineData("class StartupEventArgs { } class App { void OnStartup(object sender, StartupEventArgs e) { Here(); } }")]
    [InlineData("interface IStartupTask { void Run(); } class LoadTranslations : IStartupTask { public void Run() { Here(); } }")]
    [InlineData("static class E { static void AddIt(this IServiceCollection services) { void Local() { Here(); } Local(); } }")]
    [InlineData("class C { static void Main() { System.Action a = () => Here(); a(); } }")]
    [InlineData("Here();")]
    [InlineData("void Local() { Here(); } Local();")]
    public Task Startup_for_what_runs_once_when_the_process_starts(string source) => ExpectAsync(SilentCode.Startup, source);

    [Theory]
    [InlineData("class C : DbContext { protected override void OnModelCreating(ModelBuilder b) { Here(); } }")]
    [InlineData("class C : Migration { protected override void Up(MigrationBuilder b) { Here(); } }")]
    [InlineData("class UpgradeManager { void M() { Here(); } }")]
    [InlineData("interface IOneTimeTask { void Run(); } class FillPrices : IOneTimeTask { public void Run() { Here(); } }")]
    [InlineData("abstract class BackfillJob { } class Prices : BackfillJob { void Run() { Here(); } }")]
    [InlineData("class QueueMigrator { void M() { Here(); } }")]
    [InlineData("namespace Shop.DataMigration { class Importer { void M() { Here(); } } }")]
    [InlineData("class DatabaseManager { void MigrateMaster() { } void MigrateTenants() { } void CreateSites() { Here(); } }")]
    [InlineData("class T { } class C : IEntityTypeConfiguration<T> { public void Configure(EntityTypeBuilder<T> b) { Here(); } }")]
    public Task Migrations_for_what_shapes_the_database(string source) => ExpectAsync(SilentCode.Migrations, source);

    [Theory]
    [InlineData("class C { void SeedAsync() { Here(); } }")]
    [InlineData("class SampleDataGenerator { void Insert() { Here(); } }")]
    [InlineData("class ShopDemoDataInstaller { void Run() { Here(); } }")]
    [InlineData("class DatabaseSeeder { void Run() { Here(); } }")]
    [InlineData("class SeedUsers { void Run() { Here(); } }")]
    [InlineData("class ShopContextSeed { void Run() { Here(); } }")]
    [InlineData("class SeedThings { void Run() { Here(); } void SeedAsync() { } }")]
    [InlineData("class C { class SeedData { void Run() { System.Action a = () => Here(); } } }")]
    [InlineData("class DbInitializer { void Run() { Here(); } }")]
    public Task Seeding_for_what_fills_the_database(string source) => ExpectAsync(SilentCode.Seeding, source);

    [Theory]
    [InlineData("class OrderRepositoryMock { void Run() { Here(); } }")]
    [InlineData("class FakeOrders { void Run() { Here(); } }")]
    public Task Tests_for_what_stands_in_for_something_else(string source) => ExpectAsync(SilentCode.Tests, source);

    [Theory]
    [InlineData("app.MapGet(\"/\", (IServiceProvider db) => Here());")]
    [InlineData("app.MapGet(\"/\", async (IServiceProvider db) => { await Task.Yield(); return Here(); });")]
    [InlineData("app.MapGroup(\"/a\").MapPost(\"/\", static () => Here());")]
    [InlineData("app.MapGet(\"/\", () => Inner()); int Inner() => Here();")]
    [InlineData("app.MapGet(\"/\", Inner); int Inner() => Here();")]
    [InlineData("app.MapGet(\"/\", Outer); int Outer() => Inner(); int Inner() => Here();")]
    [InlineData("app.MapGet(\"/\", () => new[] { 1 }.Select(x => Here()));")]
    [InlineData("app.Use(async (context, next) => { Here(); await next(context); });")]
    [InlineData("app.Use(next => async context => { Here(); await next(context); });")]
    [InlineData("app.Run(context => { Here(); return Task.CompletedTask; });")]
    [InlineData("app.UseWhen(context => Here() == 0, branch => { });")]
    [InlineData("app.UseWhen(context => true, branch => branch.Run(async context => { Here(); await Task.Yield(); }));")]
    [InlineData("app.MapGet(\"/\", () => 1).AddEndpointFilter(async (context, next) => { Here(); return await next(context); });")]
    [InlineData("RequestDelegate handler = async context => { Here(); await Task.Yield(); }; app.Run(handler);")]
    [InlineData("var handler = (HttpContext context) => Here(); app.MapGet(\"/\", handler);")]
    [InlineData("app.UseStaticFiles(new StaticFileOptions { OnPrepareResponse = context => Here() });")]
    public async Task None_for_requests_that_start_up_code_says_how_to_serve(string statements)
    {
        await ExpectAsync(SilentCode.None, $"var app = WebApplication.Create(); {statements}");
        await ExpectAsync(SilentCode.None, $"static class E {{ static void MapIt(this WebApplication app) {{ {statements} }} }}");
        await ExpectAsync(SilentCode.None, $"class C {{ static void Main() {{ var app = WebApplication.Create(); {statements} }} }}");
    }

    [Theory]
    [InlineData("app.UseWhen(context => true, branch => Here());")]
    [InlineData("app.Use(next => { Here(); return context => next(context); });")]
    [InlineData("app.UseRouting().UseEndpoints(endpoints => Here());")]
    [InlineData("new ServiceCollection().AddSingleton(provider => (object)Here());")]
    [InlineData("new ServiceCollection().AddOptions<object>().Configure(o => Here());")]
    [InlineData("int Unused() => Here();")]
    [InlineData("int Again() => Here() + Again(); Again();")]
    [InlineData("app.MapGet(\"/\", () => 1); Here();")]
    public async Task Startup_for_what_only_prepares_to_serve(string statements)
    {
        await ExpectAsync(SilentCode.Startup, $"var app = WebApplication.Create(); {statements}");
        await ExpectAsync(SilentCode.Startup, $"static class E {{ static void MapIt(this WebApplication app) {{ {statements} }} }}");
    }

    [Fact]
    public Task None_for_endpoints_mapped_through_a_wrapper_of_the_application() => ExpectAsync(SilentCode.None, """
        var app = WebApplication.Create();
        app.Get(() => Here());

        static class E { public static void Get(this IEndpointRouteBuilder routes, System.Delegate handler) => routes.MapGet("/", handler); }
        """);

    [Theory]
    [InlineData("build_property.IsTestProject = true", "", "Tests")]
    [InlineData("build_property.IsTestProject = false", "nunit.framework", "None")]
    [InlineData("", "nunit.framework", "Tests")]
    [InlineData("", "BenchmarkDotNet", "Tests")]
    [InlineData("", "Shouldly", "Tests")]
    [InlineData("", "Microsoft.AspNetCore.TestHost", "Tests")]
    [InlineData("", "", "None")]
    public async Task Tests_for_projects_that_say_so_or_reference_a_test_framework(string config, string reference, string expected)
    {
        var compilation = await RuleRun.CompileAsync(Usings + "class C { void M() { Here(); } }" + Place);
        if (reference.Length > 0)
            compilation = compilation.AddReferences(RuleRun.Compile(compilation.References, "").WithAssemblyName(reference).ToMetadataReference());

        var scope = ProjectScope.For(CompilationContext.For(compilation), ProjectFiles.Options(config));
        Assert.Equal((expected, expected == "Tests"), (Classify(scope, compilation).ToString(), scope.IsSilent));
    }

    [Theory]
    [InlineData("class Program { static void Main() => Serve(); static void Serve() { var app = WebApplication.CreateBuilder().Build(); Here(); app.Run(); } }")]
    [InlineData("class Start { static void Run() { using var host = Microsoft.Extensions.Hosting.Host.CreateDefaultBuilder().Build(); } static void Main() { Run(); Here(); } }")]
    [InlineData("class Shop : Plugin { public override void Add(IMvcBuilder builder) { Here(); } } abstract class Plugin { public abstract void Add(IMvcBuilder builder); static void Main() { } }")]
    public Task Startup_for_what_makes_the_host_or_is_handed_its_builders(string source) => ExpectAsync(SilentCode.Startup, source);

    [Theory]
    [InlineData("perf_analyzers.include = tests", false)]
    [InlineData("perf_analyzers.PERF2001.include = startup, Tests", false)]
    [InlineData("perf_analyzers.include = startup", true)]
    public async Task Test_project_is_not_skipped_when_some_file_includes_tests(string config, bool silent)
    {
        var compilation = await RuleRun.CompileAsync("class C { }");
        compilation = compilation.AddReferences(RuleRun.Compile(compilation.References, "").WithAssemblyName("xunit.core").ToMetadataReference());
        Assert.Equal(silent, ProjectScope.For(CompilationContext.For(compilation), ProjectFiles.Options("[*.cs]\n" + config)).IsSilent);
    }

    [Theory]
    [InlineData("Shop.Tests", true)]
    [InlineData("Shop.TestCommon", true)]
    [InlineData("TestUtils", true)]
    [InlineData("Shop.Testing.Helpers", true)]
    [InlineData("Shop.Tests.Shared", true)]
    [InlineData("Shop.Benchmarks", true)]
    [InlineData("Shop.TestClient", true)]
    [InlineData("TestServer", true)]
    [InlineData("Shop.Test1", true)]
    [InlineData("Shop.UnitTests2", true)]
    [InlineData("Shop.AcceptanceTesting", true)]
    [InlineData("LocalTest", true)]
    [InlineData("Shop.Client.ConsoleTestApp", true)]
    [InlineData("ShopTests", true)]
    [InlineData("Shop.ABTest", false)]
    [InlineData("Shop.Latest", false)]
    [InlineData("Shop.Contest2", false)]
    [InlineData("Shop.benchmark", true)]
    [InlineData("Shop.FunctionalTests", true)]
    [InlineData("Benchmarks", false)]
    [InlineData("Lab.Testing.Api", false)]
    [InlineData("Lab.TestResults", false)]
    [InlineData("Shop.Testimonials", false)]
    [InlineData("TestShop", false)]
    [InlineData("Shop", false)]
    public async Task Tests_for_projects_that_are_named_for_them(string project, bool isTest)
    {
        var compilation = (await RuleRun.CompileAsync(Usings + "class C { void M() { Here(); } }" + Place)).WithAssemblyName(project);
        Assert.Equal(isTest ? SilentCode.Tests : SilentCode.None, Classify(ProjectScope.For(CompilationContext.For(compilation), new AnalyzerOptions([])), compilation));
    }

    [Theory]
    [InlineData("TestGrains", "/repo/test/Grains/TestGrains/Clock.cs", true)]
    [InlineData("TestGrains", "/repo/src/TestGrains/Clock.cs", false)]
    [InlineData("Shop.Dashboard.TestGrains", "/repo/test/Grains/Shop.Dashboard.TestGrains/Clock.cs", true)]
    [InlineData("Shop.Testing.Reminders", "/repo/test/Shop.Testing.Reminders/Clock.cs", true)]
    [InlineData("Shop.TestWebApplication", "/repo/test/Shop.TestWebApplication/Clock.cs", true)]
    [InlineData("DistributedTests.Client", "/repo/test/DistributedTests.Client/Clock.cs", true)]
    [InlineData("Lab.Testing.Api", "/repo/src/Lab.Testing.Api/Clock.cs", false)]
    [InlineData("Shop", "/home/test/Shop/Clock.cs", false)]
    public async Task Tests_for_projects_that_name_and_folder_say_are_for_them(string project, string file, bool isTest)
    {
        var compilation = (await RuleRun.CompileAsync(Usings + "class C { void M() { Here(); } }" + Place)).WithAssemblyName(project);
        compilation = compilation.ReplaceSyntaxTree(compilation.SyntaxTrees.First(), compilation.SyntaxTrees.First().WithFilePath(file));
        Assert.Equal(isTest ? SilentCode.Tests : SilentCode.None, Classify(ProjectScope.For(CompilationContext.For(compilation), new AnalyzerOptions([])), compilation));
    }

    [Theory]
    [InlineData("Shop.Seeder", true)]
    [InlineData("SeederApi", true)]
    [InlineData("Shop.Seedlings", false)]
    [InlineData("Shop", false)]
    public async Task Seeding_for_projects_that_fill_the_database(string project, bool seeds)
    {
        var compilation = (await RuleRun.CompileAsync(Usings + "class C { void M() { Here(); } }" + Place)).WithAssemblyName(project);
        Assert.Equal(seeds ? SilentCode.Seeding : SilentCode.None, Classify(ProjectScope.For(CompilationContext.For(compilation), new AnalyzerOptions([])), compilation));
    }

    [Fact]
    public async Task Only_what_the_user_does_not_include_is_silent()
    {
        var compilation = await RuleRun.CompileAsync(Usings + "class C { void Seed() { Here(); } }" + Place);
        var scope = ProjectScope.For(CompilationContext.For(compilation), new AnalyzerOptions([]));
        var (operation, member) = Find(compilation);
        Assert.True(scope.Silences(operation, member, SilentCode.None));
        Assert.True(scope.Silences(operation, member, SilentCode.Startup));
        Assert.False(scope.Silences(operation, member, SilentCode.Seeding | SilentCode.Startup));
        Assert.False(scope.Silences(operation, member, SilentCode.All));
    }

    [Theory]
    [InlineData("class C { static async Task Main(string[] args) { await Task.Yield(); Here(); } }", SilentCode.Startup)]
    [InlineData("class C { static void Main(int n) { Here(); } }", SilentCode.None)]
    public async Task Startup_for_what_is_written_as_the_start_of_a_program_in_a_library(string source, object expected)
    {
        var compilation = await RuleRun.CompileAsync(Usings + source + "\n" + Place);
        Assert.Equal(OutputKind.DynamicallyLinkedLibrary, compilation.Options.OutputKind);
        Assert.Equal((SilentCode)expected, Classify(ProjectScope.For(CompilationContext.For(compilation), new AnalyzerOptions([])), compilation));
    }

    private static async Task ExpectAsync(SilentCode expected, string source)
    {
        var compilation = await RuleRun.CompileAsync(Usings + source + "\n" + Place);
        var isProgram = compilation.SyntaxTrees[0].GetCompilationUnitRoot(TestContext.Current.CancellationToken).Members.Any(m => m is GlobalStatementSyntax)
            || source.Contains(" Main(", StringComparison.Ordinal);
        if (isProgram)
            compilation = compilation.WithOptions(compilation.Options.WithOutputKind(OutputKind.ConsoleApplication));

        Assert.Empty(RuleRun.Errors(compilation));
        var scope = ProjectScope.For(CompilationContext.For(compilation), new AnalyzerOptions([]));
        Assert.Equal(expected, Classify(scope, compilation));
    }

    private static SilentCode Classify(ProjectScope scope, Compilation compilation)
    {
        var (operation, member) = Find(compilation);
        return scope.Classify(operation, member);
    }

    private static (IOperation Operation, ISymbol Member) Find(Compilation compilation)
    {
        var tree = compilation.SyntaxTrees.First();
        var model = compilation.GetSemanticModel(tree);
        var call = tree.GetRoot().DescendantNodes().OfType<InvocationExpressionSyntax>().Single(i => i.Expression is IdentifierNameSyntax { Identifier.Text: "Here" });
        var member = model.GetEnclosingSymbol(call.SpanStart)!;
        while (member is IMethodSymbol { MethodKind: MethodKind.AnonymousFunction or MethodKind.LocalFunction })
            member = member.ContainingSymbol;

        return (model.GetOperation(call)!, member);
    }
}
