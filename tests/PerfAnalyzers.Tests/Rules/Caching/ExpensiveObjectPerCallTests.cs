using PerfAnalyzers.CodeFixes.Rules.Caching;
using PerfAnalyzers.Rules.Caching;

namespace PerfAnalyzers.Tests.Rules.Caching;

using Verify = RuleVerifier<ExpensiveObjectPerCallAnalyzer, ExpensiveObjectPerCallFix>;

public sealed class ExpensiveObjectPerCallTests
{
    public static TheoryData<string> Remade =>
    [
        "Use(JsonSerializer.Serialize(text, [|new JsonSerializerOptions|] { Converters = { new Plain() } }));",
        "Use(JsonSerializer.Deserialize<int[]>(text, [|new JsonSerializerOptions(JsonSerializerDefaults.Web)|] { Converters = { new Plain() } }));",
        "var options = [|new JsonSerializerOptions|] { Converters = { new Plain() } }; Use(JsonSerializer.Deserialize<int[]>(text, options));",
        "JsonSerializerOptions options = [|new()|] { PropertyNamingPolicy = JsonNamingPolicy.CamelCase, Converters = { new Plain() } }; Use(JsonSerializer.Serialize(text, options)); Use(JsonSerializer.Serialize(count, options));",
        "var options = [|new JsonSerializerOptions|] { Converters = { new System.Text.Json.Serialization.JsonStringEnumConverter() } }; Use(JsonSerializer.Serialize(text, options));",
        "var options = [|new JsonSerializerOptions|] { Converters = { new Plain() } }; Use(JsonSerializer.Serialize(text, options));",
        "Use(await http.GetFromJsonAsync<int[]>(\"x\", [|new JsonSerializerOptions()|] { Converters = { new Plain() } }));",
        "Use(Results.Json(text, [|new JsonSerializerOptions|] { Converters = { new Plain() } }));",
        "await JsonSerializer.SerializeAsync(Stream.Null, text, [|new JsonSerializerOptions|] { Converters = { new Plain() } });",
        "var pattern = [|new Regex(\"^[a-z]+$\", RegexOptions.Compiled)|]; Use(pattern.IsMatch(text));",
        "Use([|new Regex(\"^[a-z]+$\", RegexOptions.Compiled | RegexOptions.CultureInvariant, TimeSpan.FromSeconds(1))|].Match(text).Value);",
        "Use(Regex.[|IsMatch(text, \"^[a-z]+$\", RegexOptions.Compiled)|]);",
        "Use(Regex.[|Replace(text, Word, \"\", RegexOptions.Compiled, TimeSpan.FromSeconds(1))|]);",
        "foreach (var name in names) Use([|new Regex(\"^[a-z]+$\")|].IsMatch(name));",
        "Use(names.Where(n => [|new Regex(\"^[a-z]+$\")|].IsMatch(n)).ToList());",
        "var serializer = [|new XmlSerializer(typeof(int[]), new XmlRootAttribute(\"numbers\"))|]; serializer.Serialize(Stream.Null, names);",
        "[|new XmlSerializer(typeof(object), new[] { typeof(int), typeof(string) })|].Serialize(Stream.Null, names);",
        "Local(); void Local() => Use(JsonSerializer.Serialize(text, [|new JsonSerializerOptions|] { Converters = { new Plain() } }));",
    ];

    public static TheoryData<string> Kept =>
    [
        // It is kept, or handed to somebody who may keep it.
        "shared = new JsonSerializerOptions(); Use(JsonSerializer.Serialize(text, shared));",
        "shared ??= new JsonSerializerOptions { Converters = { new Plain() } }; Use(JsonSerializer.Serialize(text, shared));",
        "if (shared is null) shared = new JsonSerializerOptions(); Use(JsonSerializer.Serialize(text, shared));",
        "System.Threading.Interlocked.CompareExchange(ref shared, new JsonSerializerOptions(), null);",
        "Use(patterns.GetOrAdd(\"x\", p => new Regex(\"^[a-z]+$\", RegexOptions.Compiled)).IsMatch(text));",
        "var lazy = new Lazy<Regex>(() => new Regex(\"^[a-z]+$\", RegexOptions.Compiled)); Use(lazy.Value.IsMatch(text));",
        "Use(cache.GetOrCreate(\"x\", _ => new Regex(\"^[a-z]+$\", RegexOptions.Compiled)));",
        "Use(new JsonSerializerOptions());",
        "var holder = new Holder(new JsonSerializerOptions()); Use(holder);",
        "var pattern = new Regex(\"^[a-z]+$\", RegexOptions.Compiled); Use(pattern);",

        // It depends on the call, or is changed.
        "Use(JsonSerializer.Serialize(text, new JsonSerializerOptions(given)));",
        "Use(JsonSerializer.Serialize(text, new JsonSerializerOptions { WriteIndented = count > 0 }));",
        "var options = new JsonSerializerOptions(); options.WriteIndented = true; Use(JsonSerializer.Serialize(text, options));",
        "var options = new JsonSerializerOptions(); options.Converters.Add(new Plain()); Use(JsonSerializer.Serialize(text, options));",
        "var options = new JsonSerializerOptions { Converters = { new Counting() } }; Use(JsonSerializer.Serialize(text, options));",
        "var pattern = new Regex(text, RegexOptions.Compiled); Use(pattern.IsMatch(text));",
        "var pattern = new Regex(Regex.Escape(text) + \"x\", RegexOptions.Compiled); Use(pattern.IsMatch(text));",
        "Use(Regex.IsMatch(text, text, RegexOptions.Compiled));",
        "foreach (var name in names) Use(new Regex(name).IsMatch(text));",
        "var serializer = new XmlSerializer(text.GetType(), new XmlRootAttribute(text)); serializer.Serialize(Stream.Null, names);",

        // It depends on what a generic method is given.
        "Of<int[]>(); void Of<T>() => new XmlSerializer(typeof(T), new XmlRootAttribute(\"numbers\")).Serialize(Stream.Null, names);",
        "Of<int>(); void Of<T>() => new XmlSerializer(typeof(List<T[]>), new XmlRootAttribute(\"numbers\")).Serialize(Stream.Null, names);",

        // What the framework keeps by itself, or what costs little: equal options share what they have learned.
        "Use(JsonSerializer.Serialize(text, new JsonSerializerOptions { WriteIndented = true }));",
        "Use(JsonSerializer.Deserialize<int[]>(text, new JsonSerializerOptions(JsonSerializerDefaults.Web)));",
        "foreach (var name in names) Use(JsonSerializer.Serialize(name, new JsonSerializerOptions { MaxDepth = 5 }));",
        "var serializer = new XmlSerializer(typeof(int[])); serializer.Serialize(Stream.Null, names);",
        "var serializer = new XmlSerializer(typeof(int[]), \"urn:x\"); serializer.Serialize(Stream.Null, names);",
        "Use(Regex.IsMatch(text, \"^[a-z]+$\"));",
        "Use(new Regex(\"^[a-z]+$\").IsMatch(text));",
        "foreach (var part in new[] { \"a\", \"b\" }) Use(new Regex(\"^[a-z]+$\").IsMatch(part));",

        // Where something has failed.
        "try { Use(text); } catch (IOException e) { Use(JsonSerializer.Serialize(e.Message, new JsonSerializerOptions { Converters = { new Plain() } })); }",
    ];

    [Theory]
    [MemberData(nameof(Remade))]
    public Task Reports_what_is_made_anew_for_each_request(string statements) => Verify.ReportsAsync(In(statements));

    [Theory]
    [MemberData(nameof(Kept))]
    public Task StaysSilent_when_it_is_kept_or_differs(string statements) => Verify.SilentAsync(In(statements));

    [Theory]
    [InlineData("public class Settings { private static readonly System.Text.Json.JsonSerializerOptions Options = new() { Converters = { new System.Text.Json.Serialization.JsonStringEnumConverter() } }; }")]
    [InlineData("public class Settings { private readonly System.Text.Json.JsonSerializerOptions options = new() { Converters = { new System.Text.Json.Serialization.JsonStringEnumConverter() } }; }")]
    [InlineData("public class Settings { static Settings() => Text = System.Text.Json.JsonSerializer.Serialize(1, new System.Text.Json.JsonSerializerOptions { Converters = { new System.Text.Json.Serialization.JsonStringEnumConverter() } }); public static string Text { get; } }")]
    [InlineData("public class Settings { public System.Text.Json.JsonSerializerOptions Make() => new System.Text.Json.JsonSerializerOptions { Converters = { new System.Text.Json.Serialization.JsonStringEnumConverter() } }; }")]
    [InlineData("public class Settings { public void Save(string path) => File.WriteAllText(path, System.Text.Json.JsonSerializer.Serialize(1, new System.Text.Json.JsonSerializerOptions { Converters = { new System.Text.Json.Serialization.JsonStringEnumConverter() } })); }")]
    [InlineData("public class Program { public static void Main() => Console.WriteLine(System.Text.Json.JsonSerializer.Serialize(1, new System.Text.Json.JsonSerializerOptions { Converters = { new System.Text.Json.Serialization.JsonStringEnumConverter() } })); }")]
    [InlineData("public class Migration1 { public void Up(List<string> rows) { foreach (var row in rows) Console.WriteLine(Own.Regex.IsMatch(row)); } } namespace Own { public class Regex { public static bool IsMatch(string text) => false; } }")]
    public Task StaysSilent_when_no_request_leads_there(string code) => Verify.SilentAsync(code);

    [Theory]
    [InlineData("public class Rows { public int Read(List<string> rows) { var n = 0; foreach (var row in rows) if ([|new System.Text.RegularExpressions.Regex(\"^x\")|].IsMatch(row)) n++; return n; } }")]
    [InlineData("public class Rows { public void Write(Stream to, int[] rows) => [|new System.Xml.Serialization.XmlSerializer(typeof(int[]), new System.Xml.Serialization.XmlRootAttribute(\"rows\"))|].Serialize(to, rows); }")]
    [InlineData("public class Rows { public bool Check(string row) => [|new System.Text.RegularExpressions.Regex(\"^x\", System.Text.RegularExpressions.RegexOptions.Compiled)|].IsMatch(row); }")]
    [InlineData("public class Rows { public bool Check(string row) => Pattern().IsMatch(row); private static System.Text.RegularExpressions.Regex Pattern() => [|new System.Text.RegularExpressions.Regex(\"^x\", System.Text.RegularExpressions.RegexOptions.Compiled)|]; }")]
    [InlineData("public class Rows { public bool Check(string row) => Pattern.IsMatch(row); private static System.Text.RegularExpressions.Regex Pattern { get { return [|new System.Text.RegularExpressions.Regex(\"^x\", System.Text.RegularExpressions.RegexOptions.Compiled)|]; } } }")]
    [InlineData("public class Rows { private static readonly System.Text.RegularExpressions.Regex Kept = Pattern(); public bool Check(string row) => Kept.IsMatch(row); private static System.Text.RegularExpressions.Regex Pattern() => new System.Text.RegularExpressions.Regex(\"^x\", System.Text.RegularExpressions.RegexOptions.Compiled); }")]
    [InlineData("public class Rows { private System.Text.RegularExpressions.Regex? kept; public bool Check(string row) => (kept ??= Pattern()).IsMatch(row); private static System.Text.RegularExpressions.Regex Pattern() => new System.Text.RegularExpressions.Regex(\"^x\", System.Text.RegularExpressions.RegexOptions.Compiled); }")]
    [InlineData("public class Rows { public bool Check(string row) => Pattern().IsMatch(row); public static System.Text.RegularExpressions.Regex Pattern() => new System.Text.RegularExpressions.Regex(\"^x\", System.Text.RegularExpressions.RegexOptions.Compiled); }")]
    public Task Reports_loops_and_what_writes_code_in_libraries(string code) => Verify.ReportsAsync(code);

    [Fact]
    public Task Reports_plain_options_of_versions_that_share_nothing() => Verify.ReportsAsync("""
        #pragma warning disable CS0436
        namespace System.Text.Json
        {
            public class JsonSerializerOptions { public bool WriteIndented { get; set; } }
            public static class JsonSerializer { public static string Serialize<T>(T value, JsonSerializerOptions options) => ""; }
        }

        [Microsoft.AspNetCore.Mvc.Controller]
        public class Rows
        {
            [Microsoft.AspNetCore.Mvc.HttpGet]
            public string Get(int x) => System.Text.Json.JsonSerializer.Serialize(x, [|new System.Text.Json.JsonSerializerOptions|] { WriteIndented = true });
        }
        """);

    [Fact]
    public Task Reports_what_it_costs() => Verify.ReportsAsync(
        In("Use(JsonSerializer.Serialize(text, {|#0:new JsonSerializerOptions|} { Converters = { new Plain() } }));"),
        Verify.Diagnostic().WithLocation(0).WithArguments("JsonSerializerOptions", "is made anew", "for each call of 'Read'", "it has to learn each type again"));

    [Theory]
    [InlineData("Use(JsonSerializer.Serialize(text, [|new JsonSerializerOptions|] { Converters = { new Plain() } }));", "private static readonly JsonSerializerOptions SerializerOptions = new JsonSerializerOptions { Converters = { new Plain() } };", "Use(JsonSerializer.Serialize(text, SerializerOptions));")]
    [InlineData("var options = [|new JsonSerializerOptions|] { Converters = { new Plain() } };\n        Use(JsonSerializer.Serialize(text, options)); // all", "private static readonly JsonSerializerOptions SerializerOptions = new JsonSerializerOptions { Converters = { new Plain() } };", "Use(JsonSerializer.Serialize(text, SerializerOptions)); // all")]
    [InlineData("JsonSerializerOptions lenient = [|new()|] { Converters = { new Plain() } };\n        Use(JsonSerializer.Serialize(text, lenient));\n        Use(JsonSerializer.Serialize(count, lenient));", "private static readonly JsonSerializerOptions Lenient = new() { Converters = { new Plain() } };", "Use(JsonSerializer.Serialize(text, Lenient));\n        Use(JsonSerializer.Serialize(count, Lenient));")]
    [InlineData("var options = [|new JsonSerializerOptions|]\n        {\n            Converters = { new Plain() },\n        };\n        Use(JsonSerializer.Serialize(text, options));", "private static readonly JsonSerializerOptions SerializerOptions = new JsonSerializerOptions\n    {\n        Converters = { new Plain() },\n    };", "Use(JsonSerializer.Serialize(text, SerializerOptions));")]
    [InlineData("Use([|new Regex(\"^[a-z]+$\", RegexOptions.Compiled)|].IsMatch(text));", "private static readonly Regex ReadPattern = new Regex(\"^[a-z]+$\", RegexOptions.Compiled);", "Use(ReadPattern.IsMatch(text));")]
    [InlineData("var word = [|new Regex(Word, RegexOptions.Compiled)|];\n        Use(word.IsMatch(text));", "private static readonly Regex Word2 = new Regex(Word, RegexOptions.Compiled);", "Use(Word2.IsMatch(text));")]
    [InlineData("Use(Regex.[|IsMatch(text, \"^[a-z]+$\", RegexOptions.Compiled)|]);", "private static readonly Regex ReadPattern = new Regex(\"^[a-z]+$\", RegexOptions.Compiled);", "Use(ReadPattern.IsMatch(text));")]
    [InlineData("Use(Regex.[|Replace(text, \"[a-z]\", \"_\", RegexOptions.Compiled, TimeSpan.FromSeconds(1))|]);", "private static readonly Regex ReadPattern = new Regex(\"[a-z]\", RegexOptions.Compiled, TimeSpan.FromSeconds(1));", "Use(ReadPattern.Replace(text, \"_\"));")]
    [InlineData("var serializer = [|new XmlSerializer(typeof(int[]), new XmlRootAttribute(\"numbers\"))|];\n        serializer.Serialize(Stream.Null, names);", "private static readonly XmlSerializer Serializer = new XmlSerializer(typeof(int[]), new XmlRootAttribute(\"numbers\"));", "Serializer.Serialize(Stream.Null, names);")]
    public Task Fixes_by_a_static_field(string before, string field, string after) => Verify.FixAsync(In(before), In(after, field), ExpensiveObjectPerCallFix.Keep);

    [Theory]
    [InlineData("private static Regex Pattern() => [|new Regex(\"^x\", RegexOptions.Compiled)|]; // all rows", "private static Regex Pattern() => SharedPattern; // all rows", "Pattern()")]
    [InlineData("private static Regex Pattern { get { return [|new Regex(\"^x\", RegexOptions.Compiled)|]; } }", "private static Regex Pattern { get { return SharedPattern; } }", "Pattern")]
    public Task Fixes_what_a_member_makes_for_all_who_ask(string before, string after, string use)
    {
        const string Field = "private static readonly Regex SharedPattern = new Regex(\"^x\", RegexOptions.Compiled);\n\n    ";
        string Rows(string field, string member) => $"using System.Text.RegularExpressions;\n\npublic class Rows\n{{\n    {field}public bool Check(string row) => {use}.IsMatch(row);\n\n    {member}\n}}\n";
        return Verify.FixAsync(Rows("", before), Rows(Field, after), ExpensiveObjectPerCallFix.Keep);
    }

    [Theory]
    [InlineData("Use([|new Regex(\"^[a-z]+$\", RegexOptions.Compiled | RegexOptions.IgnoreCase)|].IsMatch(text));", "private static readonly Regex ReadPattern = new Regex(\"^[a-z]+$\", RegexOptions.Compiled | RegexOptions.IgnoreCase);", "Use(ReadPattern.IsMatch(text));")]
    [InlineData("Use(Regex.[|IsMatch(text, \"(?i)^[a-z]+$\", RegexOptions.Compiled)|]);", "private static readonly Regex ReadPattern = new Regex(\"(?i)^[a-z]+$\", RegexOptions.Compiled);", "Use(ReadPattern.IsMatch(text));")]
    public Task Fixes_singly_where_the_culture_matters(string before, string field, string after) => Verify.FixSinglyAsync(In(before), In(after, field), ExpensiveObjectPerCallFix.KeepWithCulture);

    [Theory]
    [InlineData("Use(Regex.[|IsMatch(input: text, pattern: \"^[a-z]+$\", options: RegexOptions.Compiled)|]);")]
    [InlineData("Use(Regex.[|IsMatch(text, \"^[a-z]+$\" /* lower */, RegexOptions.Compiled)|]);")]
    [InlineData("int other = 1; JsonSerializerOptions a = [|new()|] { Converters = { new Plain() } }, b = shared!; Use(JsonSerializer.Serialize(other, a)); Use(b);")]
    public Task OffersNoFix_when_arguments_are_named_or_hold_comments(string statements) => Verify.NoFixAsync(In(statements));

    [Fact]
    public Task OffersNoFix_when_each_instance_of_a_generic_type_would_have_its_own() => Verify.NoFixAsync("""
        [Microsoft.AspNetCore.Mvc.Controller]
        public class Rows<T>
        {
            [Microsoft.AspNetCore.Mvc.HttpGet]
            public string Get(int x) => System.Text.Json.JsonSerializer.Serialize(x, [|new System.Text.Json.JsonSerializerOptions|] { Converters = { new System.Text.Json.Serialization.JsonStringEnumConverter() } });
        }
        """);

    private static string In(string statements, string? field = null) => $$"""
        using System.Collections.Concurrent;
        using System.Net.Http.Json;
        using System.Text.Json;
        using System.Text.RegularExpressions;
        using System.Xml.Serialization;
        using Microsoft.AspNetCore.Http;
        using Microsoft.AspNetCore.Mvc;
        using Microsoft.Extensions.Caching.Memory;

        public class Plain : System.Text.Json.Serialization.JsonConverter<DateTime>
        {
            public override DateTime Read(ref Utf8JsonReader reader, Type type, JsonSerializerOptions options) => default;
            public override void Write(Utf8JsonWriter writer, DateTime value, JsonSerializerOptions options) { }
        }

        public class Counting : Plain
        {
            private int count;
            public int Next() => count++;
        }

        public class Holder
        {
            public Holder(JsonSerializerOptions options) { }
        }

        [Controller]
        public class OrdersController
        {{{(field is null ? "" : "\n    " + field)}}
            private const string Word = "[a-z]+";
            private static readonly ConcurrentDictionary<string, Regex> patterns = new();
            private static JsonSerializerOptions? shared;
            private readonly JsonSerializerOptions given = new();
            private readonly HttpClient http = new();
            private readonly IMemoryCache cache = null!;

            [HttpPost]
            public async Task<int> Read(string text, List<string> names)
            {
                var count = text.Length;
                {{statements}}
                await Task.Yield();
                return count;
            }

            private static void Use(object? value) { }
        }
        """;
}
