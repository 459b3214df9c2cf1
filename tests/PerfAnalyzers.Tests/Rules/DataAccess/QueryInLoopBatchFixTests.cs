using Microsoft.CodeAnalysis.Testing;
using PerfAnalyzers.CodeFixes.Rules.DataAccess;
using PerfAnalyzers.Rules.DataAccess;

namespace PerfAnalyzers.Tests.Rules.DataAccess;

using Verify = RuleVerifier<QueryInLoopAnalyzer, QueryInLoopFix>;

/// <summary>Calls whose library has a form for many keys.</summary>
public sealed class QueryInLoopBatchFixTests
{
    [Fact]
    public Task Fixes_fields_of_a_hash_with_one_call() => FixAsync(
        """
        foreach (var id in ids)
        {
            // The name of one.
            var name = await redis.[|HashGetAsync("names", id)|];
            Console.WriteLine(name);
        }
        """,
        """
        var hashFields = ids.Select(id => (RedisValue)id).Distinct().ToArray();
        var valuesByHashField = hashFields.Zip(await redis.HashGetAsync("names", hashFields)).ToDictionary(pair => pair.First, pair => pair.Second);
        foreach (var id in ids)
        {
            // The name of one.
            var name = valuesByHashField[id];
            Console.WriteLine(name);
        }
        """,
        QueryInLoopFix.LoadBeforeLoop);

    [Fact]
    public Task Fixes_a_key_that_is_put_together_in_the_loop() => FixAsync(
        """
        foreach (var item in items)
        {
            var field = $"{item.Id}:{prefix}";
            Console.WriteLine(redis.[|HashGet(prefix, field, CommandFlags.PreferReplica)|]);
        }
        """,
        """
        var hashFields = items.Select(item => (RedisValue)$"{item.Id}:{prefix}").Distinct().ToArray();
        var valuesByHashField = hashFields.Zip(redis.HashGet(prefix, hashFields, CommandFlags.PreferReplica)).ToDictionary(pair => pair.First, pair => pair.Second);
        foreach (var item in items)
        {
            var field = $"{item.Id}:{prefix}";
            Console.WriteLine(valuesByHashField[field]);
        }
        """,
        QueryInLoopFix.LoadBeforeLoop);

    [Theory]
    [InlineData("\"item:\" + item.Id", "(RedisKey)(\"item:\" + item.Id)")]
    [InlineData("$\"item:{item.Id}\"", "(RedisKey)$\"item:{item.Id}\"")]
    [InlineData("item.Code", "(RedisKey)item.Code")]
    [InlineData("item.Id.ToString()", "(RedisKey)item.Id.ToString()")]
    [InlineData("item.Key", "item.Key")]
    public Task Fixes_keys_with_one_call_when_asked_to(string key, string collected) => FixAsync(
        $"foreach (var item in items)\n    Console.WriteLine((string?)await redis.[|StringGetAsync({key})|].ConfigureAwait(false));",
        $"""
        var keys = items.Select(item => {collected}).Distinct().ToArray();
        var valuesByKey = keys.Zip(await redis.StringGetAsync(keys).ConfigureAwait(false)).ToDictionary(pair => pair.First, pair => pair.Second);
        foreach (var item in items)
            Console.WriteLine((string?)valuesByKey[{key}]);
        """,
        QueryInLoopFix.LoadBeforeLoopFromOneServer);

    [Fact]
    public Task Fixes_a_list_of_keys() => FixAsync(
        "foreach (var each in known)\n    Console.WriteLine(await redis.[|StringGetAsync(each)|]);",
        """
        var keys = known.Distinct().ToArray();
        var valuesByKey = keys.Zip(await redis.StringGetAsync(keys)).ToDictionary(pair => pair.First, pair => pair.Second);
        foreach (var each in known)
            Console.WriteLine(valuesByKey[each]);
        """,
        QueryInLoopFix.LoadBeforeLoopFromOneServer);

    [Theory]
    [InlineData("await redis.[|HashDeleteAsync(prefix, id)|].ConfigureAwait(false)", "await redis.HashDeleteAsync(prefix, ids.Select(id => (RedisValue)id).ToArray()).ConfigureAwait(false)", QueryInLoopFix.LoadBeforeLoop)]
    [InlineData("redis.ListRightPush(\"all\", $\"{id}\", flags: CommandFlags.FireAndForget)", null, null)]
    [InlineData("_ = redis.KeyExpireAsync($\"item:{id}\", TimeSpan.FromSeconds(3), CommandFlags.FireAndForget)", null, null)]
    [InlineData("redis.[|ListLeftPush(\"all\", $\"{prefix}{id}\")|]", "redis.ListLeftPush(\"all\", ids.Select(id => (RedisValue)$\"{prefix}{id}\").ToArray())", QueryInLoopFix.LoadBeforeLoop)]
    [InlineData("await redis.[|KeyDeleteAsync(\"item:\" + id)|]", "await redis.KeyDeleteAsync(ids.Select(id => (RedisKey)(\"item:\" + id)).ToArray())", QueryInLoopFix.LoadBeforeLoopFromOneServer)]
    [InlineData("await redis.[|StringSetAsync($\"item:{id}\", id * 2)|]", "await redis.StringSetAsync(ids.Select(id => new KeyValuePair<RedisKey, RedisValue>($\"item:{id}\", id * 2)).ToArray())", QueryInLoopFix.LoadBeforeLoopFromOneServer)]
    [InlineData("await redis.[|StringSetAsync($\"item:{id}\", id, TimeSpan.FromSeconds(3))|]", null, null)]
    [InlineData("await redis.[|StringSetAsync($\"item:{id}\", Optional(id))|]", null, null)]
    [InlineData("Console.WriteLine(await redis.[|KeyDeleteAsync($\"item:{id}\")|])", null, null)]
    public Task Fixes_writes_whose_answer_nobody_uses(string one, string? all, string? key)
    {
        var before = $"foreach (var id in ids)\n{{\n    // All of them.\n    {one};\n}}";
        if (all is not null)
            return FixAsync(before, $"// All of them.\n{all};", key!);

        var test = new Verify.Test { TestCode = InMethod(before), FixedCode = InMethod(before), ReferenceAssemblies = References.Stores };
        return test.RunAsync(TestContext.Current.CancellationToken);
    }

    [Theory]
    [InlineData("var id = item.Id;", "\"a:\" + id", "(RedisKey)(\"a:\" + item.Id)")]
    [InlineData("var id = (long)item.Id;", "$\"a:{id}\"", "(RedisKey)$\"a:{((long)item.Id)}\"")]
    [InlineData("var id = item.Id; var text = \"a\" + id;", "text + id", "(RedisKey)((\"a\" + item.Id) + item.Id)")]
    [InlineData("var id = item.Id;", "Key(id)", "(RedisKey)Key(item.Id)")]
    public Task Fixes_keys_that_are_made_of_locals_and_by_helpers(string locals, string key, string collected) => FixAsync(
        $"foreach (var item in items)\n{{\n    {locals}\n    Console.WriteLine((string?)await redis.[|StringGetAsync({key})|]);\n}}",
        $$"""
        var keys = items.Select(item => {{collected}}).Distinct().ToArray();
        var valuesByKey = keys.Zip(await redis.StringGetAsync(keys)).ToDictionary(pair => pair.First, pair => pair.Second);
        foreach (var item in items)
        {
            {{locals}}
            Console.WriteLine((string?)valuesByKey[{{key}}]);
        }
        """,
        QueryInLoopFix.LoadBeforeLoopFromOneServer);

    [Theory]
    [InlineData("_ = await redis.[|StringGetAsync(item.Name)|];")]
    [InlineData("_ = await redis.[|StringGetAsync(Make(item))|];")]
    [InlineData("_ = await redis.[|StringGetAsync(\"a:\" + Make(item))|];")]
    [InlineData("_ = await redis.[|StringGetAsync(Stamped(item.Id))|];")]
    [InlineData("var id = (int)item.Held; _ = await redis.[|StringGetAsync(\"a:\" + id)|];")]
    [InlineData("var id = item.Id; id++; _ = await redis.[|StringGetAsync(\"a:\" + id)|];")]
    [InlineData("var name = item.Name; _ = await redis.[|StringGetAsync(\"a:\" + name)|];")]
    [InlineData("item.Id++; _ = await redis.[|StringGetAsync(\"a\" + item.Id)|];")]
    [InlineData("_ = await redis.[|HashGetAsync(item.Code, item.Id)|];")]
    [InlineData("_ = await redis.[|HashGetAsync(hashField: item.Id, key: prefix)|];")]
    [InlineData("_ = await redis.[|StringGetAsync(item.Parent!.Code)|];")]
    [InlineData("var task = redis.[|StringGetAsync(item.Code)|]; await task;")]
    [InlineData("if (item is null) continue; _ = await redis.[|StringGetAsync(item.Code)|];")]
    [InlineData("_ = await redis.[|StringGetAsync(item.Code)|]; if (item.Id > 3) break;")]
    [InlineData("_ = await redis.[|HashGetAsync(prefix, item.Id)|]; await redis.StringIncrementAsync(\"asked\");")]
    [InlineData("_ = await redis.[|StringGetBitAsync(item.Code, 3)|];")]
    public Task OffersNoFix_when_asking_before_the_loop_could_differ(string statement)
    {
        var source = InMethod($"foreach (var item in items)\n{{\n    {statement}\n}}");
        var test = new Verify.Test { TestCode = source, FixedCode = source, ReferenceAssemblies = References.Stores };
        return test.RunAsync(TestContext.Current.CancellationToken);
    }

    [Theory]
    [InlineData("_ = redis.{|#0:StringGet(new RedisKey[] { item.Code, prefix })|};", "StringGet", "ask for all of them at once, or for several at a time")]
    public Task Suggests_where_calls_ask_for_several_keys(string statement, string call, string advice)
    {
        var source = InMethod($"foreach (var item in items)\n{{\n    {statement}\n}}");
        var test = new Verify.Test { TestCode = source, FixedCode = source, ReferenceAssemblies = References.Stores };
        test.ExpectedDiagnostics.Add(Verify.Diagnostic().WithLocation(0).WithSeverity(DiagnosticSeverity.Info).WithOptions(DiagnosticOptions.IgnoreAdditionalLocations)
            .WithArguments(call, "the cache server", "items", advice));
        return test.RunAsync(TestContext.Current.CancellationToken);
    }

    [Theory]
    [InlineData("tasks.Add(redis.StringGetAsync(item.Code));")]
    [InlineData("started[item.Id] = redis.StringGetAsync(item.Code);")]
    [InlineData("tasks.Add(redis.HashGetAsync(item.Code, item.Id));")]
    [InlineData("started[item.Id] = redis.HashGetAsync(item.Code, prefix);")]
    [InlineData("var asked = redis.HashGetAsync(item.Code, prefix); tasks.Add(asked);")]
    public Task StaysSilent_where_calls_are_sent_in_a_row(string statement)
    {
        var source = InMethod($"var tasks = new List<Task<RedisValue>>(); var started = new Task<RedisValue>[9];\nforeach (var item in items)\n{{\n    {statement}\n}}");
        return new Verify.Test { TestCode = source, FixedCode = source, ReferenceAssemblies = References.Stores }.RunAsync(TestContext.Current.CancellationToken);
    }

    private static Task FixAsync(string before, string after, string key)
    {
        var test = new Verify.Test { TestCode = InMethod(before), FixedCode = InMethod(after), ReferenceAssemblies = References.Stores, CodeActionEquivalenceKey = key };
        if (key != QueryInLoopFix.LoadBeforeLoop)
            test.CodeFixTestBehaviors = CodeFixTestBehaviors.SkipFixAllCheck;

        return test.RunAsync(TestContext.Current.CancellationToken);
    }

    private static string InMethod(string statements) => $$"""
        using StackExchange.Redis;

        public class Item
        {
            public int Id { get; set; }
            public string Code { get; set; } = "";
            public string? Name { get; set; }
            public RedisKey Key { get; set; }
            public Item? Parent { get; set; }
            public object Held { get; set; } = 1;
        }

        public class Service
        {
            private readonly IDatabase redis;

            public Service(IDatabase redis) { this.redis = redis; }

            private static string? Optional(int id) => id > 3 ? "a" : null;

            private static string Key(int id) => "item:" + id;

            private string Stamped(int id) => "item:" + id + next++;

            private int next;

            private static string Make(Item item) => item.Name ?? throw new InvalidOperationException();

            public async Task Run(List<Item> items, List<int> ids, RedisKey[] known, string prefix)
            {
                await Task.Yield();
                {{statements.Replace("\n", "\n        ", StringComparison.Ordinal)}}
            }
        }
        """;
}
