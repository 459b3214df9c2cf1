using PerfAnalyzers.CodeFixes.Rules.Caching;
using PerfAnalyzers.Rules.Caching;

namespace PerfAnalyzers.Tests.Rules.Caching;

using Verify = RuleVerifier<BufferedPayloadAnalyzer, BufferedPayloadFix>;

public sealed class BufferedPayloadTests
{
    public static TheoryData<string> Buffered =>
    [
        "var json = await answer.Content.[|ReadAsStringAsync()|]; Use(JsonSerializer.Deserialize<List<Order>>(json));",
        "Use(JsonSerializer.Deserialize<Order[]>(await answer.Content.[|ReadAsStringAsync(token)|], options));",
        "var json = await answer.Content.[|ReadAsStringAsync()|].ConfigureAwait(false); Use(JsonSerializer.Deserialize<List<Order>>(json, options)!.Count);",
        "var bytes = await answer.Content.[|ReadAsByteArrayAsync()|]; Use(JsonSerializer.Deserialize<IReadOnlyList<Order>>(bytes));",
        "var json = await http.[|GetStringAsync(\"orders\")|]; Use(JsonSerializer.Deserialize<List<Order>>(json));",
        "Use(JsonSerializer.Deserialize<Page>(await answer.Content.[|ReadAsStringAsync()|]));",
        "Use(JsonSerializer.Deserialize<BigPage>(await answer.Content.[|ReadAsStringAsync()|]));",
        "answer.EnsureSuccessStatusCode(); var json = await answer.Content.[|ReadAsStringAsync()|]; Use(JsonSerializer.Deserialize<List<Order>>(json));",
        "if (answer.IsSuccessStatusCode) { var json = await answer.Content.[|ReadAsStringAsync()|]; Use(JsonSerializer.Deserialize<List<Order>>(json)); }",
        "if (answer.StatusCode == System.Net.HttpStatusCode.OK) Use(JsonSerializer.Deserialize<List<Order>>(await answer.Content.[|ReadAsStringAsync()|]));",
        "using var reader = new StreamReader(Request.Body); var body = await reader.[|ReadToEndAsync()|]; Use(JsonSerializer.Deserialize<List<Order>>(body));",
        "using var reader = new StreamReader(file.OpenReadStream()); Use(JsonSerializer.Deserialize<List<Order>>(await reader.[|ReadToEndAsync()|]));",
        "using var reader = new StreamReader(await answer.Content.ReadAsStreamAsync()); Use(JsonSerializer.Deserialize<List<Order>>(await reader.[|ReadToEndAsync()|]));",
        "Use(JsonSerializer.Deserialize<List<Order>>(await File.[|ReadAllTextAsync(name)|]));",
        "Use(JsonSerializer.Deserialize<List<Order>>(File.[|ReadAllBytes(name)|]));",
        "using var memory = new MemoryStream(await answer.Content.[|ReadAsByteArrayAsync()|]); Use(await JsonSerializer.DeserializeAsync<Order[]>(memory));",
        "Use(JsonSerializer.Deserialize<Order[]>(new MemoryStream(await http.[|GetByteArrayAsync(name)|])));",
        "Use((List<Order>?)serializer.Deserialize(new StringReader(await answer.Content.[|ReadAsStringAsync()|])));",
        "using var text = new StringReader(await answer.Content.[|ReadAsStringAsync()|]); Use(((Order[])serializer.Deserialize(text)!).Length);",
        "await File.WriteAllBytesAsync(name, await answer.Content.[|ReadAsByteArrayAsync()|]);",
        "var bytes = await http.[|GetByteArrayAsync(\"logo\")|]; File.WriteAllBytes(name, bytes);",
        "await stream.WriteAsync(await answer.Content.[|ReadAsByteArrayAsync()|]);",
        "await Response.Body.WriteAsync(await File.[|ReadAllBytesAsync(name)|]);",
        "Use(Results.File(await File.[|ReadAllBytesAsync(name)|], \"text/plain\"));",
        "Use(Results.Bytes(await answer.Content.[|ReadAsByteArrayAsync()|]));",
    ];

    /// <summary>The text is wanted as such, or more than once.</summary>
    public static TheoryData<string> Wanted =>
    [
        "var json = await answer.Content.ReadAsStringAsync(); Use(json); Use(JsonSerializer.Deserialize<List<Order>>(json));",
        "var json = await answer.Content.ReadAsStringAsync(); try { Use(JsonSerializer.Deserialize<List<Order>>(json)); } catch (JsonException e) { throw new InvalidOperationException(json, e); }",
        "var json = await answer.Content.ReadAsStringAsync(); Use(JsonSerializer.Deserialize<List<Order>>(json)); Use(JsonSerializer.Deserialize<Order[]>(json));",
        "var json = await answer.Content.ReadAsStringAsync(); if (json.Length > 0) Use(JsonSerializer.Deserialize<List<Order>>(json));",
        "var json = await answer.Content.ReadAsStringAsync(); Use(JsonSerializer.Deserialize<List<Order>>(json.Trim()));",
        "Use(await answer.Content.ReadAsStringAsync());",
        "var json = await answer.Content.ReadAsStringAsync(); json = json.Replace(\"a\", \"b\"); Use(JsonSerializer.Deserialize<List<Order>>(json));",
        "Use(System.Security.Cryptography.SHA256.HashData(await answer.Content.ReadAsByteArrayAsync()));",
        "var bytes = await answer.Content.ReadAsByteArrayAsync(); Use(bytes.Length); await stream.WriteAsync(bytes);",
        "var bytes = await answer.Content.ReadAsByteArrayAsync(); await stream.WriteAsync(bytes, 0, bytes.Length);",

        // Who is told what went wrong is told in a few words.
        "if (!answer.IsSuccessStatusCode) { var json = await answer.Content.ReadAsStringAsync(); Use(JsonSerializer.Deserialize<List<Order>>(json)); }",
        "if (answer.IsSuccessStatusCode) Use(1); else Use(JsonSerializer.Deserialize<List<Order>>(await answer.Content.ReadAsStringAsync()));",
        "if (answer.StatusCode == System.Net.HttpStatusCode.BadRequest) Use(JsonSerializer.Deserialize<List<Order>>(await answer.Content.ReadAsStringAsync()));",
        "try { Use(1); } catch (IOException) { Use(JsonSerializer.Deserialize<List<Order>>(await answer.Content.ReadAsStringAsync())); }",

        // One thing, which takes as long as any.
        "Use(JsonSerializer.Deserialize<Order>(await answer.Content.ReadAsStringAsync()));",
        "Use(JsonSerializer.Deserialize<Dictionary<string, string>>(await answer.Content.ReadAsStringAsync()));",
        "Use(JsonSerializer.Deserialize(await answer.Content.ReadAsStringAsync(), typeof(Order)));",
        "using var reader = new StreamReader(Request.Body); Use(JsonSerializer.Deserialize<Order>(await reader.ReadToEndAsync()));",

        // A file that stays as it is.
        "Use(JsonSerializer.Deserialize<List<Order>>(File.ReadAllText(\"catalogue.txt\")));",
        "Use(JsonSerializer.Deserialize<List<Order>>(File.ReadAllText(Path.Combine(name, \"settings.json\"))));",
        "Use(Results.File(File.ReadAllBytes(\"logo.png\"), \"image/png\"));",

        // In memory as it was before, or where it goes.
        "using var memory = new MemoryStream(); await memory.WriteAsync(await answer.Content.ReadAsByteArrayAsync());",
        "using var reader = new StringReader(name); Use(JsonSerializer.Deserialize<List<Order>>(await reader.ReadToEndAsync()));",

        // A thread may not wait for the body of a request.
        "using var reader = new StreamReader(Request.Body); Use((Order[]?)serializer.Deserialize(new StringReader(await reader.ReadToEndAsync())));",

        // Streams already.
        "Use(await JsonSerializer.DeserializeAsync<List<Order>>(await answer.Content.ReadAsStreamAsync()));",
        "Use(await answer.Content.ReadFromJsonAsync<List<Order>>());",
        "Use(Own.Deserialize(await answer.Content.ReadAsStringAsync()));",
    ];

    [Theory]
    [MemberData(nameof(Buffered))]
    public Task Reports_payloads_that_a_stream_would_do_for(string statements) => Verify.ReportsAsync(In(statements));

    [Theory]
    [MemberData(nameof(Wanted))]
    public Task StaysSilent_when_the_whole_is_wanted_or_small(string statements) => Verify.SilentAsync(In(statements));

    [Fact]
    public Task Reports_what_is_held_and_what_would_do() => Verify.ReportsAsync(
        In("Use(JsonSerializer.Deserialize<List<Order>>(await answer.Content.{|#0:ReadAsStringAsync()|}));"),
        Verify.Diagnostic().WithLocation(0).WithArguments("ReadAsStringAsync", "an answer", "Deserialize", "deserialize from the stream"));

    [Theory]
    [InlineData("GetAsync<int[]>(\"a\", default)", "[|ReadAsStringAsync()|]")]
    [InlineData("GetAsync<string>(\"a\", default)", "ReadAsStringAsync()")]
    public Task Reports_what_callers_ask_a_generic_method_for(string call, string read) => Verify.ReportsAsync($$"""
        using System.Text.Json;
        public class Client
        {
            private readonly HttpClient http = new();
            public async Task<object?> ReadAsync() => await {{call}};
            private async Task<T?> GetAsync<T>(string path, CancellationToken token)
            {
                using var answer = await http.GetAsync(path, token);
                var body = await answer.Content.{{read}};
                return JsonSerializer.Deserialize<T>(body);
            }
        }
        """);

    [Theory]
    [InlineData("Use(Newtonsoft.Json.JsonConvert.DeserializeObject<List<Order>>(await answer.Content.[|ReadAsStringAsync()|]));")]
    [InlineData("Use(Newtonsoft.Json.JsonConvert.DeserializeObject<Page>(await answer.Content.ReadAsStringAsync()));")]
    [InlineData("using var reader = new StreamReader(Request.Body); Use(Newtonsoft.Json.JsonConvert.DeserializeObject<List<Order>>(await reader.ReadToEndAsync()));")]
    public async Task Reports_lists_that_a_synchronous_reader_makes_of_an_answer(string statements)
    {
        var test = new Verify.Test { TestCode = In(statements), FixedCode = In(statements) };
        test.TestState.AdditionalReferences.Add(await LibraryStubs.OneAsync("Newtonsoft.Json"));
        await test.RunAsync(TestContext.Current.CancellationToken);
    }

    [Fact]
    public Task StaysSilent_when_a_tool_runs_and_ends()
    {
        var test = new Verify.Test
        {
            TestCode = """
                using System.Text.Json;
                using var http = new HttpClient();
                Console.WriteLine(JsonSerializer.Deserialize<int[]>(await http.GetStringAsync("http://x"))!.Length);
                """,
        };
        test.TestState.OutputKind = OutputKind.ConsoleApplication;
        return test.RunAsync(TestContext.Current.CancellationToken);
    }

    [Theory]
    [InlineData("var bytes = await answer.Content.[|ReadAsByteArrayAsync()|];\nvar all = JsonSerializer.Deserialize<List<Order>>(bytes);", "using var stream2 = await answer.Content.ReadAsStreamAsync();\nvar all = await JsonSerializer.DeserializeAsync<List<Order>>(stream2);")]
    [InlineData("var all = JsonSerializer.Deserialize<List<Order>>(await answer.Content.[|ReadAsByteArrayAsync(token)|], options);", "using var stream2 = await answer.Content.ReadAsStreamAsync(token);\n        var all = await JsonSerializer.DeserializeAsync<List<Order>>(stream2, options, cancellationToken: token);")]
    [InlineData("var all = JsonSerializer.Deserialize<List<Order>>(File.[|ReadAllBytes(name)|]);", "using var stream2 = File.OpenRead(name);\n        var all = JsonSerializer.Deserialize<List<Order>>(stream2);")]
    [InlineData("var all = JsonSerializer.Deserialize<List<Order>>(await File.[|ReadAllBytesAsync(name, token)|], options);", "using var stream2 = File.OpenRead(name);\n        var all = await JsonSerializer.DeserializeAsync<List<Order>>(stream2, options, cancellationToken: token);")]
    public Task Fixes_bytes(string before, string after) => Verify.FixAsync(In(before), In(after), BufferedPayloadFix.Stream);

    [Theory]
    [InlineData("var json = await answer.Content.[|ReadAsStringAsync(token)|]; // all\nvar all = JsonSerializer.Deserialize<List<Order>>(json, options);", "using var stream2 = await answer.Content.ReadAsStreamAsync(token); // all\nvar all = await JsonSerializer.DeserializeAsync<List<Order>>(stream2, options, cancellationToken: token);")]
    [InlineData("string json = await answer.Content.[|ReadAsStringAsync()|].ConfigureAwait(false);\nUse(JsonSerializer.Deserialize<List<Order>>(json)!.Count);", "using var stream2 = await answer.Content.ReadAsStreamAsync().ConfigureAwait(false);\nUse((await JsonSerializer.DeserializeAsync<List<Order>>(stream2).ConfigureAwait(false))!.Count);")]
    [InlineData("var all = JsonSerializer.Deserialize<List<Order>>(await File.[|ReadAllTextAsync(name)|]);", "using var stream2 = File.OpenRead(name);\n        var all = await JsonSerializer.DeserializeAsync<List<Order>>(stream2);")]
    [InlineData("var all = JsonSerializer.Deserialize<List<Order>>(await answer.Content.[|ReadAsStringAsync()|]) ?? new();", "using var stream2 = await answer.Content.ReadAsStreamAsync();\n        var all = await JsonSerializer.DeserializeAsync<List<Order>>(stream2) ?? new();")]
    public Task Fixes_texts_singly(string before, string after) => Verify.FixSinglyAsync(In(before), In(after), BufferedPayloadFix.StreamOfText);

    [Theory]
    [InlineData("return File(System.IO.File.[|ReadAllBytes(name)|], \"text/csv\", name);", "return File(System.IO.File.OpenRead(name), \"text/csv\", name);")]
    [InlineData("var bytes = System.IO.File.[|ReadAllBytes(name)|];\n        return File(bytes, \"text/csv\");", "var bytes = System.IO.File.OpenRead(name);\n        return File(bytes, \"text/csv\");")]
    public Task Fixes_answers_with_files_singly(string before, string after) => Verify.FixSinglyAsync(InController(before), InController(after), BufferedPayloadFix.SendFile);

    [Theory]
    [InlineData("var json = await http.[|GetStringAsync(\"orders\")|]; Use(JsonSerializer.Deserialize<List<Order>>(json));")]
    [InlineData("var json = await answer.Content.[|ReadAsStringAsync()|]; Use(1); Use(JsonSerializer.Deserialize<List<Order>>(json));")]
    [InlineData("Use(JsonSerializer.Deserialize<List<Order>>(await answer.Content.[|ReadAsStringAsync()|]));")]
    [InlineData("var all = JsonSerializer.Deserialize<List<Order>>(json: await answer.Content.[|ReadAsStringAsync()|]);")]
    [InlineData("var all = JsonSerializer.Deserialize<List<Order>>(File.[|ReadAllText(name, System.Text.Encoding.Latin1)|]);")]
    [InlineData("using var reader = new StreamReader(Request.Body); var body = await reader.[|ReadToEndAsync()|]; Use(JsonSerializer.Deserialize<List<Order>>(body));")]
    [InlineData("var json = await answer.Content.[|ReadAsStringAsync()|]; try { Use(JsonSerializer.Deserialize<List<Order>>(json)); } catch (JsonException) { }")]
    [InlineData("await File.WriteAllBytesAsync(name, await answer.Content.[|ReadAsByteArrayAsync()|]);")]
    public Task OffersNoFix_when_limits_order_or_errors_would_change(string statements) => Verify.NoFixAsync(In(statements));

    private static string InController(string statements) => $$"""
        using Microsoft.AspNetCore.Mvc;

        public class ReportsController : ControllerBase
        {
            [HttpGet]
            public IActionResult Get(string name)
            {
                {{statements}}
            }
        }
        """;

    private static string In(string statements) => $$"""
        using System.Net.Http.Json;
        using System.Text.Json;
        using Microsoft.AspNetCore.Http;
        using Microsoft.AspNetCore.Mvc;

        public class Order
        {
            public int Id { get; set; }
        }

        public class Page
        {
            public int Number { get; set; }
            public List<Order> Orders { get; set; } = new();
        }

        public class BigPage : Page
        {
        }

        public static class Own
        {
            public static List<Order> Deserialize(string json) => new();
        }

        [Controller]
        public class OrdersController
        {
            private readonly HttpClient http = new();
            private readonly JsonSerializerOptions options = new();
            private readonly System.Xml.Serialization.XmlSerializer serializer = new(typeof(Order[]));
            private HttpRequest Request => null!;
            private HttpResponse Response => null!;

            [HttpPost]
            public async Task<int> Read(string name, IFormFile file, CancellationToken token)
            {
                using var answer = await http.GetAsync(name);
                Stream stream = Response.Body;
                {{statements}}
                await Task.Yield();
                return 0;
            }

            private static void Use(object? value) { }
        }
        """;
}
