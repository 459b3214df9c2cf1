using PerfAnalyzers.CodeFixes.Rules.Resilience;
using PerfAnalyzers.Rules.Resilience;

namespace PerfAnalyzers.Tests.Rules.Resilience;

using Verify = RuleVerifier<HttpClientPerCallAnalyzer, HttpClientPerCallFix>;

public sealed partial class HttpClientPerCallTests
{
    private const string Loader = """
        public static class Loader
        {
            public static async Task<string> LoadAsync(string url)
            {
                using var client = [|new HttpClient()|];
                return await client.GetStringAsync(url);
            }
        }
        """;

    [Theory]
    [InlineData("using var host = Host.CreateDefaultBuilder(args).Build(); var settings = host.Services; await Loader.LoadAsync(args[0]);")]
    [InlineData("var host = Host.CreateDefaultBuilder(args).Build(); try { await Loader.LoadAsync(args[0]); } finally { host.Dispose(); }")]
    [InlineData("var services = Host.CreateDefaultBuilder(args).Build().Services; await Loader.LoadAsync(args[0]);")]
    [InlineData("var app = WebApplication.CreateBuilder(args).Build(); var services = app.Services; await Loader.LoadAsync(args[0]);")]
    public Task StaysSilent_when_a_host_is_built_for_its_services_alone(string main) => InProgramAsync(main, Unmarked(Loader));

    [Theory]
    [InlineData("var host = Host.CreateDefaultBuilder(args).Build(); await Loader.LoadAsync(args[0]); await host.RunAsync();")]
    [InlineData("using var host = Host.CreateDefaultBuilder(args).Build(); await host.StartAsync(); await Loader.LoadAsync(args[0]);")]
    [InlineData("var host = Host.CreateDefaultBuilder(args).Build(); await Task.WhenAll(Both(host), Loader.LoadAsync(args[0])); static Task Both(IHost given) => given.RunAsync();")]
    [InlineData("Kept.Host = Host.CreateDefaultBuilder(args).Build(); await Again.LoadAsync(args[0]);")]
    [InlineData("var idle = Host.CreateDefaultBuilder(args).Build().Services; await Again.LoadAsync(args[0]); Host.CreateDefaultBuilder(args).Build().Run();")]
    public Task Reports_clients_where_a_host_may_run(string main) => InProgramAsync(
        main,
        Loader + "\npublic static class Kept { public static IHost? Host { get; set; } }\npublic static class Again { public static Task<string> LoadAsync(string url) => Loader.LoadAsync(url); public static Task<string> TwiceAsync(string url) => LoadAsync(url); }\npublic class Ones { public Task<string> OneAsync() => Loader.LoadAsync(\"x\"); public Task<string> TwoAsync() => OneAsync(); }");

    [Fact]
    public Task StaysSilent_in_programs_that_are_packed_as_commands() => InProgramAsync(Running, Unmarked(Loader) + Caller, "build_property.PackAsTool = true\n");

    [Fact]
    public Task Reports_clients_of_programs_that_are_not_packed_as_commands() => InProgramAsync(Running, Loader + Caller, "build_property.PackAsTool = false\n");

    [Fact]
    public Task StaysSilent_when_nobody_in_the_program_calls_the_method() => InProgramAsync(Running, Unmarked(Loader));

    [Fact]
    public Task StaysSilent_when_nobody_in_the_program_calls_the_member_of_an_interface() => InProgramAsync(Running, "public interface IPrices { Task<string> LoadAsync(string url); }\npublic class Prices : IPrices { public async Task<string> LoadAsync(string url) { using var client = new HttpClient(); return await client.GetStringAsync(url); } }");

    [Fact]
    public Task Reports_what_a_library_calls_by_its_interface() => InProgramAsync(
        Running,
        "public class Prices : IProgress<string> { public async void Report(string url) { using var client = [|new HttpClient()|]; await client.GetStringAsync(url); } }");

    [Fact]
    public Task StaysSilent_when_the_method_is_called_only_before_the_host_runs() => InProgramAsync("await Loader.LoadAsync(args[0]);" + Running, Unmarked(Loader));

    [Theory]
    [InlineData("if (names == null) names = await LoadAsync();")]
    [InlineData("if (names is not null) return names; names = await LoadAsync();")]
    [InlineData("names ??= await LoadAsync();")]
    [InlineData("await Task.Yield(); if (keys.Count == 0) { await FillAsync(); } return \"\";")]
    [InlineData("if (!keys.Any()) await FillAsync(); return \"\";")]
    public Task StaysSilent_when_it_runs_until_a_field_is_filled(string statements) => Verify.SilentAsync(Names(statements, "new HttpClient()"));

    [Theory]
    [InlineData("if (names == null) names = \"\"; await LoadAsync();")]
    [InlineData("if (names == null || late) names = await LoadAsync();")]
    [InlineData("if (never == null) names = await LoadAsync();")]
    [InlineData("if (keys.Count > 0) await FillAsync(); return \"\";")]
    [InlineData("if (keys.Count == 0) await FillAsync(); await FillAsync(); return \"\";")]
    public Task Reports_clients_that_are_made_again_whatever_a_field_holds(string statements) => Verify.ReportsAsync(Names(statements, "[|new HttpClient()|]"));

    [Theory]
    [InlineData("foreach (var url in urls) await client.GetStringAsync(url);")]
    [InlineData("for (var i = 0; i < urls.Count; i++) await client.GetStringAsync(urls[i]);")]
    public Task StaysSilent_when_one_client_serves_a_whole_loop(string loop) => Verify.SilentAsync(
        $$"""
        public static class Prices
        {
            public static async Task LoadAsync(List<string> urls)
            {
                using var client = new HttpClient();
                {{loop}}
            }
        }
        """);

    [Fact]
    public Task Reports_clients_whose_headers_are_set_in_a_loop() => Verify.ReportsAsync(
        """
        public static class Prices
        {
            public static async Task<string> LoadAsync(string url, Dictionary<string, string> headers)
            {
                using var client = [|new HttpClient()|];
                foreach (var header in headers)
                    client.DefaultRequestHeaders.Add(header.Key, header.Value);

                return await client.GetStringAsync(url);
            }
        }
        """);

    [Fact]
    public Task Reports_a_client_that_serves_a_loop_of_an_action_as_information() => Verify.ReportsAsync(
        InController("public async Task Get(List<string> urls) { using var client = {|#0:new HttpClient()|}; foreach (var url in urls) await client.GetStringAsync(url); }"),
        Verify.Diagnostic().WithLocation(0).WithSeverity(DiagnosticSeverity.Info).WithArguments("Get", "is made for one call: each call opens connections anew, and their ports stay taken for minutes; take it from 'IHttpClientFactory' or share one"));

    [Fact]
    public Task StaysSilent_when_a_kept_client_is_used_until_a_field_is_filled() => Verify.SilentAsync(InController(
        """
        private static readonly HttpClient client = new HttpClient();
            private static readonly Dictionary<string, string> names = new();

            public async Task<string> Find(string key)
            {
                if (names.Count == 0)
                {
                    await LoadAsync("one");
                    await LoadAsync("two");
                }

                return names[key];
            }

            private static async Task LoadAsync(string key) => names[key] = await client.GetStringAsync(key);
        """));

    private const string Running = "WebApplication.CreateBuilder(args).Build().Run();";

    private const string Caller = "\npublic class Ones { public Task<string> OneAsync() => Loader.LoadAsync(\"x\"); public Task<string> TwoAsync() => OneAsync(); }";

    private static string Unmarked(string code) => code.Replace("[|", "", StringComparison.Ordinal).Replace("|]", "", StringComparison.Ordinal);

    private static string Names(string statements, string client) =>
        $$"""
        public class Names
        {
            private readonly List<string> keys = new();
            private readonly bool late;
            private readonly string? never = null;
            private string? names;

            public async Task<string?> FindAsync()
            {
                {{statements}}
                return names;
            }

            private async Task FillAsync()
            {
                keys.Add(await LoadAsync());
            }

            private async Task<string> LoadAsync()
            {
                using var client = {{client}};
                return await client.GetStringAsync("x");
            }
        }
        """;

    private static Task InProgramAsync(string main, string types, string config = "")
    {
        var test = new Verify.Test { TestCode = "using Microsoft.AspNetCore.Builder;\nusing Microsoft.Extensions.Hosting;\n\n" + main + "\n\n" + types };
        test.TestState.OutputKind = OutputKind.ConsoleApplication;
        if (config.Length > 0)
            test.TestState.AnalyzerConfigFiles.Add(("/.globalconfig", "is_global = true\n" + config));

        return test.RunAsync(TestContext.Current.CancellationToken);
    }
}
