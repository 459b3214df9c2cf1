using PerfAnalyzers.Rules.Web;

namespace PerfAnalyzers.Tests.Rules.Web;

using Verify = RuleVerifier<BlockingStartupPerRequestAnalyzer>;

public sealed class BlockingStartupPerRequestTests
{
    public static TheoryData<string> Again =>
    [
        "Use(configuration.GetSection(\"Mail\").[|Get<MailOptions>|]()!.Host);",
        "Use(configuration.[|Get<MailOptions>|]());",
        "var options = new MailOptions(); configuration.GetSection(\"Mail\").[|Bind|](options); Use(options);",
        "var options = new MailOptions(); configuration.[|Bind|](\"Mail\", options); Use(options);",
        "var section = configuration.GetSection(\"Mail\"); Use(section.[|Get<MailOptions>|]());",
        "Use(new ConfigurationBuilder().AddInMemoryCollection().[|Build|]()[\"Mail\"]);",
        "IConfiguration own = new ConfigurationBuilder().AddInMemoryCollection().[|Build|](); Use(own);",
        "Use(System.IO.File.[|ReadAllText|](\"templates/welcome.html\"));",
        "Use(await System.IO.File.[|ReadAllTextAsync|](Path.Combine(environment.ContentRootPath, \"templates\", \"welcome.html\")));",
        "var path = Path.Combine(AppContext.BaseDirectory, Name); Use(System.IO.File.[|ReadAllLines|](path).Length);",
        "Use(System.IO.File.[|ReadAllBytes|]($\"{environment.WebRootPath}/logo.png\"));",
        "await using var file = System.IO.File.[|OpenRead|](Path.Combine(AppContext.BaseDirectory, \"mail.json\")); Use(await System.Text.Json.JsonSerializer.DeserializeAsync<MailOptions>(file));",
        "Use(System.Xml.Linq.XDocument.Load(System.IO.File.[|OpenRead|](Name)));",
        "using var reader = System.IO.File.[|OpenText|](Name); Use(await reader.ReadToEndAsync());",
        "Use(typeof(MailOptions).Assembly.[|GetTypes|]().Where(t => t.IsAbstract).ToList());",
        "Use(System.Reflection.Assembly.GetExecutingAssembly().[|GetExportedTypes|]());",
        "foreach (var type in AppDomain.CurrentDomain.[|GetAssemblies|]().SelectMany(a => a.GetTypes())) Use(type);",
        "foreach (var assembly in AppDomain.CurrentDomain.[|GetAssemblies|]()) foreach (var type in assembly.GetTypes()) Use(type);",
        "Local(); void Local() => Use(System.IO.File.[|ReadAllText|](Name));",
    ];

    public static TheoryData<string> Own =>
    [
        "Use(configuration.GetSection(id).Get<MailOptions>());",
        "Use(configuration.GetValue<int>(\"Mail:Port\"));",
        "Use(configuration[\"Mail:Host\"]);",
        "configuration.GetSection(\"Mail\").Bind(shared);",
        "Use(new ConfigurationBuilder().AddInMemoryCollection(new Dictionary<string, string?> { [id] = id }).Build());",
        "Use(System.IO.File.ReadAllText(Path.Combine(environment.ContentRootPath, id)));",
        "Use(System.IO.File.ReadAllText($\"{id}.html\"));",
        "Use(System.IO.File.Exists(\"templates/welcome.html\"));",
        "await using var file = System.IO.File.OpenRead(Name); await file.CopyToAsync(Response.Body);",
        "Use(File(System.IO.File.OpenRead(Name), \"text/html\"));",
        "await using var file = System.IO.File.OpenRead(id + \".json\"); Use(await System.Text.Json.JsonSerializer.DeserializeAsync<MailOptions>(file));",
        "await using var file = System.IO.File.OpenRead(Name); Use(await System.Text.Json.JsonSerializer.DeserializeAsync<MailOptions>(file)); await System.IO.File.AppendAllTextAsync(Name, id);",
        "Use(GetType().Assembly.GetTypes().Length);",
        "Use(typeof(MailOptions).GetProperties());",
        "foreach (var assembly in AppDomain.CurrentDomain.GetAssemblies()) Use(assembly.FullName);",
        "Use(given.GetTypes());",
        "template ??= System.IO.File.ReadAllText(Name); Use(template);",
        "if (template is null) template = System.IO.File.ReadAllText(Name); Use(template);",
        "Use(cache.GetOrCreate(\"welcome\", _ => System.IO.File.ReadAllText(Name)));",
        "var lazy = new Lazy<string>(() => System.IO.File.ReadAllText(Name)); Use(lazy);",
        "try { Use(id); } catch (InvalidOperationException) { Use(System.IO.File.ReadAllText(Name)); }",
    ];

    [Theory]
    [MemberData(nameof(Again))]
    public Task Reports_what_each_request_finds_out_again(string statements) => Verify.ReportsAsync(In(statements));

    [Theory]
    [MemberData(nameof(Own))]
    public Task StaysSilent_when_the_answer_depends_on_the_request_or_is_kept(string statements) => Verify.SilentAsync(In(statements));

    [Fact]
    public Task Reports_what_it_does_and_for_whom() => Verify.ReportsAsync(
        In("Use(System.IO.File.{|#0:ReadAllText|}(Name));"),
        Verify.Diagnostic().WithLocation(0).WithOptions(DiagnosticOptions.IgnoreAdditionalLocations).WithArguments("ReadAllText", "reads a file of the application", "Get", "read it once and keep what is in it"));

    [Theory]
    [InlineData("services.AddScoped<Mailer>();", "[|Get<MailOptions>|]")]
    [InlineData("services.AddTransient<Mailer>();", "[|Get<MailOptions>|]")]
    [InlineData("services.AddSingleton<Mailer>();", "Get<MailOptions>")]
    public Task Reports_constructors_of_services_that_each_request_makes(string registration, string call) => Verify.ReportsAsync($$"""
        using Microsoft.Extensions.Configuration;
        using Microsoft.Extensions.DependencyInjection;

        public class MailOptions { public string Host { get; set; } = ""; }
        public class Mailer
        {
            public Mailer(IConfiguration configuration) => Options = configuration.GetSection("Mail").{{call}}()!;
            public MailOptions Options { get; }
        }

        public static class Setup { public static void Add(IServiceCollection services) { {{registration}} } }
        public class MailController : Microsoft.AspNetCore.Mvc.ControllerBase
        {
            private readonly Mailer mailer;
            public MailController(Mailer mailer) => this.mailer = mailer;
            public string Get() => mailer.Options.Host;
        }
        """);

    [Fact]
    public Task StaysSilent_where_the_class_writes_files() => Verify.SilentAsync(
        In("Use(System.IO.File.ReadAllText(Name)); } public void Put(string text) { System.IO.File.WriteAllText(Name, text);"));

    [Fact]
    public Task StaysSilent_at_the_start_and_in_background_work() => Verify.SilentAsync("""
        using Microsoft.Extensions.Configuration;
        using Microsoft.Extensions.DependencyInjection;
        using Microsoft.Extensions.Hosting;

        public class MailOptions { public string Host { get; set; } = ""; }
        public static class Setup
        {
            public static void Add(IServiceCollection services, IConfiguration configuration) => services.AddSingleton(configuration.GetSection("Mail").Get<MailOptions>()!);
        }

        public class Worker : BackgroundService
        {
            private static readonly string Template = File.ReadAllText("welcome.html");
            protected override async Task ExecuteAsync(CancellationToken stop) => Console.WriteLine(await File.ReadAllTextAsync("welcome.html", stop) + Template);
        }
        """);

    private static string In(string statements) => $$"""
        using Microsoft.AspNetCore.Hosting;
        using Microsoft.Extensions.Caching.Memory;
        using Microsoft.Extensions.Configuration;

        public class MailOptions { public string Host { get; set; } = ""; }

        public class MailController : Microsoft.AspNetCore.Mvc.ControllerBase
        {
            private const string Name = "templates/welcome.html";
            private static string? template;
            private readonly MailOptions shared = new();
            private readonly System.Reflection.Assembly given = null!;
            private readonly IConfiguration configuration;
            private readonly IWebHostEnvironment environment;
            private readonly IMemoryCache cache;

            public MailController(IConfiguration configuration, IWebHostEnvironment environment, IMemoryCache cache)
            {
                this.configuration = configuration;
                this.environment = environment;
                this.cache = cache;
            }

            public async Task Get(string id)
            {
                await Task.Yield();
                {{statements}}
            }

            private static void Use(object? value) { }
        }
        """;
}
