using PerfAnalyzers.CodeFixes.Rules.Caching;
using PerfAnalyzers.Rules.Caching;

namespace PerfAnalyzers.Tests.Rules.Caching;

using Verify = RuleVerifier<RandomizedHashKeyAnalyzer, RandomizedHashKeyFix>;

public sealed class RandomizedHashKeyTests
{
    /// <summary>An API takes it that others read.</summary>
    public static TheoryData<string> Shared =>
    [
        "shared.SetString(\"price-\" + name.[|GetHashCode()|], name);",
        "await shared.GetStringAsync($\"price-{name.[|GetHashCode()|]}\");",
        "await shared.GetStringAsync($\"price-{name.[|GetHashCode()|]:x}\");",
        "await shared.GetStringAsync(name.[|GetHashCode()|].ToString());",
        "await shared.GetStringAsync(name.[|GetHashCode(StringComparison.Ordinal)|].ToString(\"x8\"));",
        "await shared.GetStringAsync(StringComparer.Ordinal.[|GetHashCode(name)|].ToString());",
        "await shared.GetStringAsync(\"price-\" + HashCode.[|Combine(name, id)|]);",
        "var hash = new HashCode(); hash.Add(name); await shared.GetStringAsync(\"price-\" + hash.[|ToHashCode()|]);",
        "var hash = name.[|GetHashCode()|]; var key = \"price-\" + hash; await shared.GetStringAsync(key);",
        "var hash = Math.Abs(name.[|GetHashCode()|]) % 1000; await shared.GetStringAsync(string.Format(\"price-{0}\", hash));",
        "int hash; hash = name.[|GetHashCode()|] ^ 17; await shared.GetStringAsync(string.Concat(\"price-\", hash));",
        "await shared.GetStringAsync(\"price-\" + (name?[|.GetHashCode()|] ?? 0));",
        "await shared.GetStringAsync(KeyOf(name)); static string KeyOf(string text) => \"price-\" + text.[|GetHashCode()|];",
        "await shared.GetStringAsync(\"price-\" + Hash(name));",
        "System.IO.File.WriteAllText(\"images/\" + name.[|GetHashCode()|] + \".png\", name);",
        "var path = Path.Combine(\"images\", name.[|GetHashCode()|].ToString()); Use(path);",
        "var path = Path.Combine(\"images\", name.[|GetHashCode()|] + \".png\"); using var file = new FileStream(path, FileMode.Create);",
        "Response.Headers.ETag = \"\\\"\" + name.[|GetHashCode()|] + \"\\\"\";",
        "Response.Headers[\"ETag\"] = name.[|GetHashCode()|].ToString();",
        "Use(new Microsoft.Net.Http.Headers.EntityTagHeaderValue($\"\\\"{name.[|GetHashCode()|]}\\\"\"));",
        "await http.GetStringAsync(\"images/\" + name.[|GetHashCode()|]);",
        "Use(new Uri(\"https://x/\" + name.[|GetHashCode()|]));",
        "await shared.GetStringAsync(\"page-\" + new Uri(name).[|GetHashCode()|]);",
        "var template = \"x\"; System.IO.File.WriteAllText(\"templates/\" + name.[|GetHashCode()|], template);",
        "Use(Redirect(\"/images/\" + name.[|GetHashCode()|]));",
        "db.Orders.Add(new Order { Hash = name.[|GetHashCode()|] });",
        "var order = new Order(); order.Mark = \"x\" + name.[|GetHashCode()|]; db.Orders.Add(order);",
    ];

    /// <summary>Only a name says so.</summary>
    public static TheoryData<string, string> Named => new()
    {
        { "var imageUrl = \"/images/\" + name.{|#0:GetHashCode()|}; Use(imageUrl);", "an address" },
        { "var etag = $\"\\\"{name.{|#0:GetHashCode()|}}\\\"\"; Use(etag);", "an entity tag" },
        { "var model = new Model { PictureUrl = \"/images/\" + name.{|#0:GetHashCode()|} }; Use(model);", "an address" },
        { "var fileName = name.{|#0:GetHashCode()|} + \".png\"; Use(fileName);", "a file name" },
        { "var partitionKey = (name.{|#0:GetHashCode()|} % 10).ToString(); Use(partitionKey);", "a partition key" },
        { "Use(shards[Math.Abs(name.{|#0:GetHashCode()|}) % shards.Length]);", "the choice of one of 'shards'" },
        { "Use(sources[Math.Abs(name.{|#0:GetHashCode()|}) % sources.Length]);", "the choice of one of 'sources'" },
        { "Use(connectionStrings[Math.Abs(name.{|#0:GetHashCode()|}) % connectionStrings.Count]);", "the choice of one of 'connectionStrings'" },
        { "Use(AvatarUrl(name)); static string AvatarUrl(string text) { return \"/avatars/\" + text.{|#0:GetHashCode()|}; }", "an address" },
    };

    public static TheoryData<string> InMemory =>
    [
        // The same in each process.
        "await shared.GetStringAsync(\"price-\" + id.GetHashCode());",
        "await shared.GetStringAsync(\"price-\" + Guid.Empty.GetHashCode());",
        "await shared.GetStringAsync(\"price-\" + DateTime.Today.GetHashCode());",
        "await shared.GetStringAsync(\"price-\" + name);",
        "await shared.GetStringAsync(\"price-\" + StableHash(name));",

        // Nobody else sees it.
        "lock (locks[Math.Abs(name.GetHashCode()) % locks.Length]) { }",
        "var bucket = name.GetHashCode() % 16; Use(buckets[bucket]);",
        "Use(partitions[Math.Abs(name.GetHashCode()) % partitions.Length]);",
        "Use(name.GetHashCode() == \"x\".GetHashCode());",
        "if (name.GetHashCode() > 0) await shared.GetStringAsync(\"price\");",
        "var key = \"price-\" + name.GetHashCode(); cache.Set(key, name);",
        "var seen = new Dictionary<int, string>(); seen[name.GetHashCode()] = name;",
        "var seen = new HashSet<int>(); seen.Add(HashCode.Combine(name, id)); Use(seen);",
        "Console.WriteLine(\"hash \" + name.GetHashCode());",
        "throw new InvalidOperationException(\"hash \" + name.GetHashCode());",
        "var random = new Random(name.GetHashCode()); Use(random);",
        "await Task.Delay(name.GetHashCode() % 10);",
        "var path = Path.Combine(Path.GetTempPath(), name.GetHashCode() + \".tmp\"); Use(path);",
        "var folder = Path.Combine(Path.GetTempPath(), Path.GetRandomFileName()); var path = Path.Combine(folder, name.GetHashCode().ToString()); Use(path);",
        "var temporaryFolder = name; var path = Path.Combine(temporaryFolder, name.GetHashCode().ToString()); Use(path);",
        "System.IO.File.WriteAllText(\"temp/\" + name.GetHashCode(), name);",
        "Use(consumers[Math.Abs(name.GetHashCode()) % consumers.Length]);",
        "await shared.SetStringAsync(\"price\", \"x\" + name.GetHashCode());",

        // It is for memory by what the member is.
        "Use(new Names());",
        "Use(new Compared());",
        "var comparer = new Microsoft.EntityFrameworkCore.ChangeTracking.ValueComparer<string>((a, b) => a == b, v => v.GetHashCode()); Use(comparer);",
        "var orders = db.Orders.Where(o => o.Mark == \"x\" + o.Mark.GetHashCode()); Use(orders);",
        "Use(nameof(name.GetHashCode));",
        "await shared.GetStringAsync(\"price-\" + new Own().GetHashCode());",
    ];

    [Theory]
    [MemberData(nameof(Shared))]
    public Task Reports_hashes_that_others_look_for(string statements) => Verify.ReportsAsync(In(statements));

    [Theory]
    [MemberData(nameof(Named))]
    public Task Suggests_where_only_a_name_says_so(string statements, string what) => new Verify.Test
    {
        TestCode = In(statements),
        ExpectedDiagnostics = { Verify.Diagnostic().WithLocation(0).WithSeverity(DiagnosticSeverity.Info).WithOptions(DiagnosticOptions.IgnoreAdditionalLocations).WithArguments("String.GetHashCode", what) },
    }.RunAsync(TestContext.Current.CancellationToken);

    [Theory]
    [MemberData(nameof(InMemory))]
    public Task StaysSilent_when_the_hash_stays_in_the_process_or_is_stable(string statements) => Verify.SilentAsync(In(statements));

    [Fact]
    public Task Reports_what_the_hash_becomes() => Verify.ReportsAsync(
        In("await shared.GetStringAsync(\"price-\" + name.{|#0:GetHashCode()|});"),
        Verify.Diagnostic().WithLocation(0).WithSeverity(DiagnosticSeverity.Warning).WithOptions(DiagnosticOptions.IgnoreAdditionalLocations).WithArguments("String.GetHashCode", "a key of a shared cache"));

    [Theory]
    [InlineData("await redis.StringGetAsync(\"price-\" + name.[|GetHashCode()|]);")]
    [InlineData("await redis.KeyDeleteAsync(new StackExchange.Redis.RedisKey[] { \"price-\" + name.[|GetHashCode()|] });")]
    [InlineData("await redis.StringSetAsync(\"price\", \"x\" + name.GetHashCode());")]
    public Task Reports_keys_in_redis(string statements) => new Verify.Test
    {
        TestCode = $$"""
            public class Prices
            {
                private readonly StackExchange.Redis.IDatabase redis = null!;
                public async Task Get(string name)
                {
                    {{statements}}
                }
            }
            """,
        ReferenceAssemblies = References.Stores,
    }.RunAsync(TestContext.Current.CancellationToken);

    [Theory]
    [InlineData("await shared.GetStringAsync(\"price-\" + name.[|GetHashCode()|]);", "await shared.GetStringAsync(\"price-\" + BinaryPrimitives.ReadInt32LittleEndian(SHA256.HashData(Encoding.UTF8.GetBytes(name))));")]
    [InlineData("await shared.GetStringAsync($\"price-{name.[|GetHashCode()|]:x}\");", "await shared.GetStringAsync($\"price-{BinaryPrimitives.ReadInt32LittleEndian(SHA256.HashData(Encoding.UTF8.GetBytes(name))):x}\");")]
    [InlineData("await shared.GetStringAsync(name.[|GetHashCode()|].ToString());", "await shared.GetStringAsync(BinaryPrimitives.ReadInt32LittleEndian(SHA256.HashData(Encoding.UTF8.GetBytes(name))).ToString());")]
    [InlineData("await shared.GetStringAsync(\"\" + (name + \"x\").[|GetHashCode()|]);", "await shared.GetStringAsync(\"\" + BinaryPrimitives.ReadInt32LittleEndian(SHA256.HashData(Encoding.UTF8.GetBytes(name + \"x\"))));")]
    [InlineData("await shared.GetStringAsync(\"\" + name.Trim().[|GetHashCode()|] % 10); // kept", "await shared.GetStringAsync(\"\" + BinaryPrimitives.ReadInt32LittleEndian(SHA256.HashData(Encoding.UTF8.GetBytes(name.Trim()))) % 10); // kept")]
    [InlineData("System.IO.File.Delete(\"images/\" + name.[|GetHashCode()|]);", "System.IO.File.Delete(\"images/\" + BinaryPrimitives.ReadInt32LittleEndian(SHA256.HashData(Encoding.UTF8.GetBytes(name))));")]
    [InlineData("Response.Headers.ETag = \"x\" + name.[|GetHashCode()|];", "Response.Headers.ETag = \"x\" + BinaryPrimitives.ReadInt32LittleEndian(SHA256.HashData(Encoding.UTF8.GetBytes(name)));")]
    [InlineData("db.Orders.Add(new Order { Hash = name.[|GetHashCode()|] });", "db.Orders.Add(new Order { Hash = BinaryPrimitives.ReadInt32LittleEndian(SHA256.HashData(Encoding.UTF8.GetBytes(name))) });")]
    public Task Fixes_with_a_stable_hash(string before, string after) => Verify.FixSinglyAsync(
        "using System.Text;\n" + In(before),
        "using System.Buffers.Binary;\nusing System.Security.Cryptography;\nusing System.Text;\n" + In(after),
        RandomizedHashKeyFix.Stable);

    [Theory]
    [InlineData("await shared.GetStringAsync(\"price-\" + name?[|.GetHashCode()|]);")]
    [InlineData("await shared.GetStringAsync(\"price-\" + name.[|GetHashCode(StringComparison.OrdinalIgnoreCase)|]);")]
    [InlineData("await shared.GetStringAsync(\"price-\" + StringComparer.Ordinal.[|GetHashCode(name)|]);")]
    [InlineData("await shared.GetStringAsync(\"price-\" + HashCode.[|Combine(name, id)|]);")]
    [InlineData("var hash = new HashCode(); hash.Add(name); await shared.GetStringAsync(\"price-\" + hash.[|ToHashCode()|]);")]
    public Task OffersNoFix_when_more_than_one_text_is_hashed_or_its_case_is_ignored(string statements) => Verify.NoFixAsync(In(statements));

    private static string In(string statements) => $$"""
        using Microsoft.EntityFrameworkCore;
        using Microsoft.Extensions.Caching.Distributed;
        using Microsoft.Extensions.Caching.Memory;

        public class Order { public int Id { get; set; } public int Hash { get; set; } public string Mark { get; set; } = ""; }
        public class ShopContext : DbContext { public DbSet<Order> Orders => Set<Order>(); }
        public class Model { public string PictureUrl { get; set; } = ""; }
        public class Names : IEqualityComparer<string> { public bool Equals(string? x, string? y) => x == y; public int GetHashCode(string obj) => obj.GetHashCode(); }
        public class Compared { public string Name { get; set; } = ""; public override bool Equals(object? obj) => obj is Compared; public override int GetHashCode() => HashCode.Combine(Name, 1); }
        public class Own { public override int GetHashCode() => 1; public override bool Equals(object? obj) => obj is Own; }

        public class PricesController : Microsoft.AspNetCore.Mvc.ControllerBase
        {
            private readonly IDistributedCache shared = null!;
            private readonly IMemoryCache cache = null!;
            private readonly HttpClient http = null!;
            private readonly ShopContext db = null!;
            private readonly object[] locks = new object[16];
            private readonly object[] buckets = new object[16];
            private readonly object[] consumers = new object[4];
            private readonly string[] shards = new string[4];
            private readonly HttpClient[] sources = new HttpClient[4];
            private readonly Dictionary<string, int>[] partitions = new Dictionary<string, int>[4];
            private readonly List<string> connectionStrings = new();

            public async Task Get(string name, int id)
            {
                {{statements}}
                await Task.Yield();
            }

            private static int Hash(string text) => text.{{(statements.Contains("+ Hash(name)", StringComparison.Ordinal) ? "[|GetHashCode()|]" : "GetHashCode()")}};
            private static int StableHash(string text) => text.Aggregate(17, (hash, c) => hash * 31 + c);
            private static void Use(object? value) { }
        }
        """;
}
