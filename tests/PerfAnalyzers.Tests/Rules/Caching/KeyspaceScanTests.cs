using PerfAnalyzers.Rules.Caching;

namespace PerfAnalyzers.Tests.Rules.Caching;

using Verify = RuleVerifier<KeyspaceScanAnalyzer>;

public sealed class KeyspaceScanTests
{
    public static TheoryData<string> Scanning =>
    [
        "db.[|Execute(\"KEYS\", \"price:*\")|];",
        "db.[|Execute(\"keys\", pattern)|];",
        "await db.[|ExecuteAsync(\"KEYS\", \"price:*\")|];",
        "var keys = (StackExchange.Redis.RedisKey[]?)db.[|Execute(\"KEYS\", pattern)|]; Use(keys);",
        "const string command = \"KEYS\"; await db.[|ExecuteAsync(command, pattern)|];",
        "await db.[|ExecuteAsync(Command, pattern)|];",
        "server.[|Execute(\"KEYS\", pattern)|];",
        "await server.[|ExecuteAsync(\"KEYS\", pattern)|];",
        "db.[|ScriptEvaluate(\"return redis.call('keys', ARGV[1])\")|];",
        "await db.[|ScriptEvaluateAsync(\"for _, k in ipairs(redis.call('KEYS', ARGV[1])) do redis.call('del', k) end\")|];",
        "await db.[|ScriptEvaluateAsync(\"return redis.pcall(\\\"keys\\\", ARGV[1])\")|];",
        "await db.[|ScriptEvaluateAsync(Script)|];",
        "Use(StackExchange.Redis.LuaScript.[|Prepare(\"return redis.call('keys', @pattern)\")|]);",
        "Use(server.[|Keys(pattern: pattern)|].ToList());",
        "Use(server.[|Keys(pattern: pattern)|].ToArray());",
        "Use(server.[|Keys(pattern: pattern)|].Select(k => k.ToString()).ToHashSet());",
        "Use(server.[|Keys()|].Where(k => k.ToString().StartsWith(pattern)).Count());",
        "db.KeyDelete(server.[|Keys(pattern: pattern)|].ToArray());",
        "var keys = server.[|Keys(pattern: pattern)|]; await db.KeyDeleteAsync(keys.ToArray());",
        "foreach (var key in server.[|Keys(pattern: pattern)|]) await db.KeyDeleteAsync(key);",
        "await foreach (var key in server.[|KeysAsync(pattern: pattern)|]) await db.KeyDeleteAsync(key);",
        "await foreach (var key in server.[|KeysAsync(pattern: pattern)|].ConfigureAwait(false)) { await db.KeyDeleteAsync(key); }",
    ];

    public static TheoryData<string> Stopping =>
    [
        "db.Execute(\"GET\", \"price:1\");",
        "db.Execute(\"HKEYS\", \"prices\");",
        "await db.ExecuteAsync(\"SCAN\", \"0\", \"MATCH\", pattern);",
        "await db.ExecuteAsync(pattern);",
        "db.ScriptEvaluate(\"return redis.call('get', KEYS[1])\");",
        "await db.ScriptEvaluateAsync(\"return redis.call('hkeys', KEYS[1])\");",
        "await db.ScriptEvaluateAsync(\"return redis.call('scan', 0)\");",
        "await db.ScriptEvaluateAsync(pattern);",
        "Use(server.Keys(pattern: pattern).First());",
        "Use(server.Keys(pattern: pattern).Any());",
        "Use(server.Keys(pattern: pattern).Take(10).ToList());",
        "foreach (var key in server.Keys(pattern: pattern)) { Use(key); }",
        "foreach (var key in server.Keys(pattern: pattern)) { await db.KeyDeleteAsync(key); break; }",
        "var keys = server.Keys(pattern: pattern); Use(keys.First()); Use(keys);",
        "Use(server.Keys(pattern: pattern));",
        "Use(db.HashKeys(\"prices\").ToList());",
        "Use(await db.SetMembersAsync(\"prices\"));",
        "Use(new Dictionary<string, int>().Keys.ToList());",
        "new Own().Execute(\"KEYS\", pattern);",
        "new Own().Keys(pattern).ToList();",
        "Use(nameof(server.Keys));",
    ];

    [Theory]
    [MemberData(nameof(Scanning))]
    public Task Reports_requests_that_look_at_all_keys(string statements) => With(In(statements)).RunAsync(TestContext.Current.CancellationToken);

    [Theory]
    [MemberData(nameof(Stopping))]
    public Task StaysSilent_when_some_keys_are_enough(string statements) => With(In(statements)).RunAsync(TestContext.Current.CancellationToken);

    [Theory]
    [InlineData("await db.{|#0:ExecuteAsync(\"KEYS\", pattern)|};", DiagnosticSeverity.Warning, "KEYS", "and answers nobody meanwhile")]
    [InlineData("Use(server.{|#0:Keys(pattern: pattern)|}.ToList());", DiagnosticSeverity.Info, "Keys", "in as many round trips as they fill pages")]
    public Task Reports_what_it_costs(string statements, DiagnosticSeverity severity, string what, string cost)
    {
        var test = With(In(statements));
        test.ExpectedDiagnostics.Add(Verify.Diagnostic().WithLocation(0).WithSeverity(severity).WithArguments(what, cost));
        return test.RunAsync(TestContext.Current.CancellationToken);
    }

    [Theory]
    [InlineData("public class Prices { {{members}} public Task RemoveByPatternAsync(string pattern) => db.{|#0:ExecuteAsync(\"KEYS\", pattern)|}; }", true)]
    [InlineData("public class CleanupJob { {{members}} public Task RunAsync(string pattern) => db.ExecuteAsync(\"KEYS\", pattern); }", false)]
    [InlineData("public class Prices { {{members}} public Task ClearAsync(string pattern) => db.ExecuteAsync(\"KEYS\", pattern); }", false)]
    [InlineData("public class AdminController : Microsoft.AspNetCore.Mvc.ControllerBase { {{members}} public Task Get(string pattern) => db.ExecuteAsync(\"KEYS\", pattern); }", false)]
    [InlineData("public class Prices { {{members}} private readonly StackExchange.Redis.IServer server = null!; public List<StackExchange.Redis.RedisKey> ClearAll() => server.Keys(pattern: \"price:*\").ToList(); }", false)]
    [InlineData("public class Prices { {{members}} private Task UnusedAsync(string pattern) => db.ExecuteAsync(\"KEYS\", pattern); }", false)]
    [InlineData("public class Prices { {{members}} public static void Add(Microsoft.Extensions.DependencyInjection.IServiceCollection services, StackExchange.Redis.IDatabase store) => store.Execute(\"KEYS\", \"*\"); }", false)]
    [InlineData("public class Prices { {{members}} public Task InstallAsync(string pattern) => db.ExecuteAsync(\"KEYS\", pattern); }", false)]
    public Task Suggests_where_no_request_is_seen_and_leaves_operators_alone(string type, bool isReported)
    {
        var test = With(type.Replace("{{members}}", "private readonly StackExchange.Redis.IDatabase db = null!;", StringComparison.Ordinal));
        if (isReported)
            test.ExpectedDiagnostics.Add(Verify.Diagnostic().WithLocation(0).WithSeverity(DiagnosticSeverity.Info).WithArguments("KEYS", "and answers nobody meanwhile"));

        return test.RunAsync(TestContext.Current.CancellationToken);
    }

    [Theory]
    [InlineData("public List<StackExchange.Redis.RedisKey> ClearOf(int shop) => server.{|#0:Keys(pattern: $\"price:{shop}:*\")|}.ToList();", "Keys", "in as many round trips as they fill pages")]
    [InlineData("public Task ClearOf(int shop) => db.{|#0:ExecuteAsync(\"KEYS\", $\"price:{shop}:*\")|};", "KEYS", "and answers nobody meanwhile")]
    [InlineData("public void ClearOf(int shop) => db.{|#0:Execute(\"KEYS\", \"price:\" + shop + \":*\")|};", "KEYS", "and answers nobody meanwhile")]
    public Task Suggests_where_the_keys_of_one_thing_are_cleared(string member, string what, string cost)
    {
        var test = With("public class Prices { private readonly StackExchange.Redis.IServer server = null!; private readonly StackExchange.Redis.IDatabase db = null!; " + member + " }");
        test.ExpectedDiagnostics.Add(Verify.Diagnostic().WithLocation(0).WithSeverity(DiagnosticSeverity.Info).WithArguments(what, cost));
        return test.RunAsync(TestContext.Current.CancellationToken);
    }

    private static RuleVerifier<KeyspaceScanAnalyzer, Microsoft.CodeAnalysis.Testing.EmptyCodeFixProvider>.Test With(string code) => new() { TestCode = code, ReferenceAssemblies = References.Stores };

    private static string In(string statements) => $$"""
        public class Own { public void Execute(string command, object value) { } public IEnumerable<string> Keys(string pattern) => new[] { pattern }; }

        public class PricesController : Microsoft.AspNetCore.Mvc.ControllerBase
        {
            private const string Command = "KEYS";
            private static readonly string Script = "return redis.call('keys', ARGV[1])";
            private readonly StackExchange.Redis.IDatabase db = null!;
            private readonly StackExchange.Redis.IServer server = null!;

            public async Task Get(string pattern)
            {
                {{statements}}
                await Task.Yield();
            }

            private static void Use(object? value) { }
        }
        """;
}
