using PerfAnalyzers.CodeFixes.Rules.Resilience;
using PerfAnalyzers.Rules.Resilience;

namespace PerfAnalyzers.Tests.Rules.Resilience;

using Verify = RuleVerifier<UnprotectedHttpClientAnalyzer, UnprotectedHttpClientFix>;

public sealed class UnprotectedHttpClientTests
{
    public static TheoryData<string> Unguarded =>
    [
        "services.[|AddHttpClient(\"prices\")|];",
        "services.[|AddHttpClient<Prices>()|];",
        "services.[|AddHttpClient<Prices>(c => c.BaseAddress = new Uri(\"http://x\"))|];",
        "services.[|AddHttpClient(\"prices\")|].AddTypedClient<Prices>();",
        "_ = services.[|AddHttpClient(\"prices\")|];",
        "services.[|AddHttpClient(\"prices\")|].Services.AddLogging();",
        "Action<IServiceCollection> add = s => s.[|AddHttpClient(\"prices\")|]; add(services);",
        "void Add(IServiceCollection s) => s.[|AddHttpClient(\"prices\")|]; Add(services);",
    ];

    public static TheoryData<string> Guarded =>
    [
        "services.AddHttpClient(\"prices\").AddStandardResilienceHandler();",
        "services.AddHttpClient<Prices>().AddTypedClient<Prices>().AddStandardResilienceHandler();",
        "services.AddHttpClient(\"prices\").AddHttpMessageHandler(() => null!);",
        "services.AddHttpClient(\"prices\").AddResilienceHandler(\"own\", b => { });",
        "services.AddHttpClient(\"prices\").AddPolicyHandler(\"own\");",
        "services.AddHttpClient<Prices>().AddHttpMessageHandler<Limits>();",
        "services.AddHttpClient<Hasty>();",
        "services.AddHttpClient(\"prices\", c => c.Timeout = TimeSpan.FromSeconds(5));",
        "services.AddHttpClient<Prices>().ConfigureHttpClient(c => c.Timeout = TimeSpan.FromSeconds(5));",
        "var builder = services.AddHttpClient(\"prices\"); builder.AddStandardResilienceHandler();",
        "Use(services.AddHttpClient(\"prices\"));",
        "Func<IServiceCollection, IHttpClientBuilder> add = s => s.AddHttpClient(\"prices\"); add(services);",
        "IHttpClientBuilder Add(IServiceCollection s) => s.AddHttpClient(\"prices\"); Add(services);",
        "services.AddHttpClient(\"prices\").AddStandardResilienceHandler(); services.AddLogging();",
        "services.AddHttpClient();",
        "services.ConfigureHttpClientDefaults(b => b.AddStandardResilienceHandler()); services.AddHttpClient(\"prices\");",
        "new Own().AddHttpClient(\"prices\");",
    ];

    [Theory]
    [MemberData(nameof(Unguarded))]
    public Task Reports_clients_that_nothing_guards(string statements) => Verify.ReportsAsync(In(statements) + Package);

    [Theory]
    [MemberData(nameof(Guarded))]
    public Task StaysSilent_when_something_guards_the_client(string statements) => Verify.SilentAsync(In(statements) + Package);

    [Fact]
    public Task Reports_clients_of_members_with_an_arrow() => Verify.ReportsAsync(
        In("").Replace("private static void Use", "public static void Arrow(IServiceCollection s) => s.[|AddHttpClient(\"prices\")|].AddTypedClient<Prices>();\n    private static void Use", StringComparison.Ordinal) + Package);

    [Fact]
    public async Task StaysSilent_when_another_project_sets_all_clients_up()
    {
        var test = new Verify.Test { TestCode = In("services.AddHttpClient(\"prices\");") + Package };
        test.TestState.AdditionalProjects["Defaults"].Sources.Add(
            ("/Defaults/Defaults.cs", "using Microsoft.Extensions.DependencyInjection; public static class Defaults { public static void Add(IServiceCollection s) => s.ConfigureHttpClientDefaults(b => b.ConfigureHttpClient(c => c.Timeout = TimeSpan.FromSeconds(5))); }"));
        test.TestState.AdditionalProjectReferences.Add("Defaults");
        await test.RunAsync(TestContext.Current.CancellationToken);
    }

    [Fact]
    public Task StaysSilent_when_the_package_is_not_there() => Verify.SilentAsync(In("services.AddHttpClient(\"prices\");"));

    [Theory]
    [InlineData("services.[|AddHttpClient(\"prices\")|];", "services.AddHttpClient(\"prices\").AddStandardResilienceHandler();")]
    [InlineData("void Add(IServiceCollection s) => s.[|AddHttpClient(\"prices\")|]; Add(services);", "void Add(IServiceCollection s) => s.AddHttpClient(\"prices\").AddStandardResilienceHandler(); Add(services);")]
    [InlineData("services.[|AddHttpClient<Prices>()|].AddTypedClient<Prices>();", "services.AddHttpClient<Prices>().AddTypedClient<Prices>().AddStandardResilienceHandler();")]
    public Task Fixes_by_the_standard_handler(string before, string after) => RunAsync(In(before), In(after), UnprotectedHttpClientFix.Guard);

    private static Task RunAsync(string before, string after, string? key = null)
    {
        var test = new Verify.Test { TestCode = before + Package, FixedCode = after + Package };
        if (key is not null)
        {
            test.CodeActionEquivalenceKey = key;
            test.CodeFixTestBehaviors = CodeFixTestBehaviors.SkipFixAllCheck;
        }

        return test.RunAsync(TestContext.Current.CancellationToken);
    }

    /// <summary>What Microsoft.Extensions.Http.Resilience declares, as far as the rule names it.</summary>
    private const string Package = """


        namespace Microsoft.Extensions.DependencyInjection
        {
            public static class ResilienceHttpClientBuilderExtensions
            {
                public static object AddStandardResilienceHandler(this IHttpClientBuilder builder) => builder;
                public static IHttpClientBuilder AddResilienceHandler(this IHttpClientBuilder builder, string name, System.Action<object> configure) => builder;
                public static IHttpClientBuilder AddPolicyHandler(this IHttpClientBuilder builder, object policy) => builder;
            }
        }
        """;

    private static string In(string statements) => $$"""
        using Microsoft.Extensions.DependencyInjection;

        public static class Setup
        {
            private static void Use(object value) { }
            public sealed class Prices { public Prices(HttpClient client) { } }
            public sealed class Hasty { public Hasty(HttpClient client) { client.Timeout = TimeSpan.FromSeconds(2); } }
            public sealed class Limits : DelegatingHandler { }
            private sealed class Own { public Own AddHttpClient(string name) => this; }

            public static void Add(IServiceCollection services)
            {
                {{statements}}
            }
        }
        """;
}
