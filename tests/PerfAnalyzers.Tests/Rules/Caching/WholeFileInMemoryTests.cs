using PerfAnalyzers.CodeFixes.Rules.Caching;
using PerfAnalyzers.Rules.Caching;

namespace PerfAnalyzers.Tests.Rules.Caching;

using Verify = RuleVerifier<WholeFileInMemoryAnalyzer, WholeFileInMemoryFix>;

public sealed class WholeFileInMemoryTests
{
    public static TheoryData<string> OnePass =>
    [
        "foreach (var line in File.[|ReadAllLines(name)|]) count += line.Length;",
        "foreach (var line in await File.[|ReadAllLinesAsync(name)|]) count += line.Length;",
        "foreach (var line in await File.[|ReadAllLinesAsync(name)|].ConfigureAwait(false)) count += line.Length;",
        "foreach (var line in File.[|ReadAllLines(Path.Combine(folder, name))|]) count += line.Length;",
        "foreach (var line in File.[|ReadAllLines(name)|].Skip(1)) count += line.Length;",
        "var path = Path.Combine(folder, name); foreach (var line in File.[|ReadAllLines(path)|]) count += line.Length;",
        "var lines = File.[|ReadAllLines(name)|]; foreach (var line in lines) count += line.Length;",
        "string[] lines = await File.[|ReadAllLinesAsync(name)|]; foreach (string line in lines) count += line.Length;",
        "count = File.[|ReadAllLines(name)|].Count(l => l.Length > 0);",
        "count = File.[|ReadAllLines(name)|].Sum(l => l.Length);",
        "count = File.[|ReadAllLines(name)|].Any(l => l == \"x\") ? 1 : 0;",
        "Use(File.[|ReadAllLines(name)|].Where(l => l.Length > 0).ToList());",
        "Use((await File.[|ReadAllLinesAsync(name)|]).Select(l => l.Split(',')).ToDictionary(p => p[0], p => p[1]));",
        "Use(File.[|ReadAllLines(name)|].FirstOrDefault(l => l.StartsWith(\"#\")));",
        "foreach (var line in File.[|ReadAllText(name)|].Split('\\n')) count += line.Length;",
        "foreach (var line in (await File.[|ReadAllTextAsync(name)|]).Split(Environment.NewLine)) count += line.Length;",
        "var text = File.[|ReadAllText(name)|]; foreach (var line in text.Split(new[] { '\\r', '\\n' }, StringSplitOptions.RemoveEmptyEntries)) count += line.Length;",
        "using var reader = new StreamReader(Request.Body); foreach (var line in (await reader.[|ReadToEndAsync()|]).Split('\\n')) count += line.Length;",
        "using var reader = new StreamReader(file.OpenReadStream()); var text = await reader.[|ReadToEndAsync()|]; foreach (var line in text.Split(\"\\r\\n\")) count += line.Length;",
        "using var reader = new StreamReader(name); foreach (var line in reader.[|ReadToEnd()|].Split('\\n')) count += line.Length;",
        "using var stream = File.OpenRead(name); using var reader = new StreamReader(stream); count = reader.[|ReadToEnd()|].Split('\\n').Count(l => l.Length > 1);",
    ];

    /// <summary>More than one pass, or the array itself is wanted.</summary>
    public static TheoryData<string> NotOnePass =>
    [
        "var lines = File.ReadAllLines(name); count = lines.Length; foreach (var line in lines) count += line.Length;",
        "var lines = File.ReadAllLines(name); for (var i = 0; i < lines.Length; i++) count += lines[i].Length;",
        "var lines = File.ReadAllLines(name); foreach (var line in lines) count++; foreach (var line in lines) count++;",
        "count = File.ReadAllLines(name).Length;",
        "count = File.ReadAllLines(name)[0].Length;",
        "foreach (var line in File.ReadAllLines(name).OrderBy(l => l)) count += line.Length;",
        "foreach (var line in Enumerable.Reverse(File.ReadAllLines(name))) count += line.Length;",
        "Use(File.ReadAllLines(name).ToList());",
        "Use(File.ReadAllLines(name).Select(l => l.Trim()).ToList());",
        "Use(File.ReadAllLines(name).GroupBy(l => l.Length).Count());",
        "Use(File.ReadAllLines(name));",
        "Use(string.Join(\"|\", File.ReadAllLines(name)));",
        "var lines = File.ReadAllLines(name); Array.Sort(lines); foreach (var line in lines) count += line.Length;",
        "var lines = File.ReadAllLines(name); for (var round = 0; round < 3; round++) foreach (var line in lines) count += line.Length;",
        "var lines = File.ReadAllLines(name); Func<int> counts = () => lines.Count(l => l.Length > 1); count = counts() + counts();",
        "var lines = count > 0 ? File.ReadAllLines(name) : new string[0]; foreach (var line in lines) count += line.Length;",
        "var rows = File.ReadAllLines(name).Select(l => l.Length); count = rows.Sum() + rows.Count();",

        // The file is written while it would be open.
        "foreach (var line in File.ReadAllLines(name)) File.AppendAllText(name, line);",
        "foreach (var line in File.ReadAllLines(name)) { if (line.Length == 0) File.Delete(name); }",
        "foreach (var line in File.ReadAllLines(name)) File.WriteAllText(line, line);",
        "foreach (var line in File.ReadAllLines(name)) Rewrite(name, line);",
        "foreach (var line in File.ReadAllLines(name)) { using var writer = new StreamWriter(name); writer.Write(line); }",

        // The text is used as a whole, or cut in other places.
        "var text = File.ReadAllText(name); Use(text); foreach (var line in text.Split('\\n')) count += line.Length;",
        "foreach (var word in File.ReadAllText(name).Split(' ')) count += word.Length;",
        "Use(File.ReadAllText(name).Split('\\n'));",
        "foreach (var c in File.ReadAllText(name)) count += c;",
        "using var reader = new StreamReader(new MemoryStream()); foreach (var line in reader.ReadToEnd().Split('\\n')) count += line.Length;",
        "using var reader = new StringReader(name); foreach (var line in reader.ReadToEnd().Split('\\n')) count += line.Length;",
        "using var process = new System.Diagnostics.Process(); foreach (var line in process.StandardOutput.ReadToEnd().Split('\\n')) count += line.Length;",

        // One line after the other already.
        "foreach (var line in File.ReadLines(name)) count += line.Length;",
        "await foreach (var line in File.ReadLinesAsync(name)) count += line.Length;",
    ];

    /// <summary>Files that stay short whoever chooses them, and those of which nobody says that they grow.</summary>
    public static TheoryData<string> SmallFiles =>
    [
        "foreach (var line in File.ReadAllLines(\"/proc/meminfo\")) count += line.Length;",
        "foreach (var line in File.ReadAllLines(\"appsettings.ini\")) count += line.Length;",
        "foreach (var line in File.ReadAllLines(Path.Combine(name, \"hostname\"))) count += line.Length;",
        "foreach (var line in File.ReadAllLines(Path.Combine(\"templates\", name))) count += line.Length;",
        "var settingsPath = folder + name; foreach (var line in File.ReadAllLines(settingsPath)) count += line.Length;",
        "foreach (var line in File.ReadAllLines(Path.Combine(folder, \"words.txt\"))) count += line.Length;",
        "count = File.ReadAllLines(folder).Count(l => l.Length > 0);",
    ];

    [Theory]
    [MemberData(nameof(OnePass))]
    public Task Reports_one_pass_through_a_file_of_the_request(string statements) => Verify.ReportsAsync(In(statements));

    [Theory]
    [MemberData(nameof(NotOnePass))]
    public Task StaysSilent_when_more_is_done_with_it(string statements) => Verify.SilentAsync(In(statements));

    [Theory]
    [MemberData(nameof(SmallFiles))]
    public Task StaysSilent_when_nothing_says_that_the_file_grows(string statements) => Verify.SilentAsync(In(statements));

    [Fact]
    public Task Reports_what_it_costs_and_what_to_do() => Verify.ReportsAsync(
        In("foreach (var line in await File.{|#0:ReadAllLinesAsync(name)|}) count += line.Length;"),
        Verify.Diagnostic().WithLocation(0).WithArguments("ReadAllLinesAsync", "foreach", "File.ReadLinesAsync"));

    [Theory]
    [InlineData("public class OrderImport { public int Run(string path) { var n = 0; foreach (var line in File.[|ReadAllLines(path)|]) n++; return n; } }")]
    [InlineData("public class Prices { public int Load(string folder) => File.[|ReadAllLines(Path.Combine(folder, \"prices.csv\"))|].Count(l => l.Length > 0); }")]
    [InlineData("public class Prices { public int Load(string logFile) => File.[|ReadAllLines(logFile)|].Count(l => l.Length > 0); }")]
    [InlineData("public class Prices { public int Load(string path) => File.ReadAllLines(path).Count(l => l.Length > 0); }")]
    [InlineData("public class AccessLogCounter { public int Count(string path) => File.[|ReadAllLines(path)|].Count(l => l.Length > 0); }")]
    [InlineData("public class AccessLogCounter { public int Count() => File.ReadAllLines(\"log.config\").Count(l => l.Length > 0); }")]
    [InlineData("public class LoginCounter { public int Count(string path) => File.ReadAllLines(path).Count(l => l.Length > 0); }")]
    [InlineData("public class Prices { public decimal Load(string path) { var sum = 0m; foreach (var line in File.[|ReadAllLines(path)|]) { if (decimal.TryParse(line, out var price)) sum += price; } return sum; } }")]
    [InlineData("public class Prices { public double Load(string path) { var top = 0d; foreach (var line in File.[|ReadAllLines(path)|]) { var price = double.Parse(line); top = Math.Max(top, price); } return top; } }")]
    [InlineData("public class Prices { public decimal Load(string path) => File.[|ReadAllLines(path)|].Sum(l => decimal.Parse(l)); }")]
    [InlineData("public class Prices { public int Load(string path) { var at = 0; var port = 0; foreach (var line in File.ReadAllLines(path)) { at++; if (!int.TryParse(line, out port)) throw new FormatException(\"line \" + at); } return port; } }")]
    [InlineData("public class Prices { public int Load(string path) { var length = 0; foreach (var line in File.ReadAllLines(path)) { var own = line.Length; length += own; } return length; } }")]
    public Task Reports_files_of_data_in_libraries(string code) => Verify.ReportsAsync(code);

    [Theory]
    [InlineData("public static class Program { public static void Main(string[] args) { foreach (var line in File.ReadAllLines(args[0] + \".csv\")) Console.WriteLine(line); } }")]
    [InlineData("public class CsvTool { public static void Main() => new CsvTool().Run(\"a.csv\"); private void Run(string path) { foreach (var line in File.ReadAllLines(path)) Console.WriteLine(line); } }")]
    public Task StaysSilent_when_a_tool_runs_and_ends(string code)
    {
        var test = new Verify.Test { TestCode = code };
        test.TestState.OutputKind = OutputKind.ConsoleApplication;
        return test.RunAsync(TestContext.Current.CancellationToken);
    }

    [Fact]
    public Task StaysSilent_when_a_type_only_looks_like_the_file_system() => Verify.SilentAsync(In("foreach (var line in Own.File.ReadAllLines(name)) count += line.Length;"));

    [Theory]
    [InlineData("foreach (var line in File.[|ReadAllLines(name)|]) count += line.Length;", "foreach (var line in File.ReadLines(name)) count += line.Length;")]
    [InlineData("foreach (var line in await File.[|ReadAllLinesAsync(name)|]) count += line.Length;", "await foreach (var line in File.ReadLinesAsync(name)) count += line.Length;")]
    [InlineData("foreach (var line in await File.[|ReadAllLinesAsync(name, token)|].ConfigureAwait(false)) count += line.Length;", "await foreach (var line in File.ReadLinesAsync(name, token).ConfigureAwait(false)) count += line.Length;")]
    [InlineData("var lines = File.[|ReadAllLines(name)|]; foreach (var line in lines) count += line.Length;", "var lines = File.ReadLines(name); foreach (var line in lines) count += line.Length;")]
    [InlineData("string[] lines = File.[|ReadAllLines(name)|]; foreach (var line in lines) count += line.Length;", "IEnumerable<string> lines = File.ReadLines(name); foreach (var line in lines) count += line.Length;")]
    [InlineData("var lines = await File.[|ReadAllLinesAsync(name)|]; /* all */ foreach (var line in lines) count += line.Length;", "var lines = File.ReadLinesAsync(name); /* all */ await foreach (var line in lines) count += line.Length;")]
    [InlineData("count = File.[|ReadAllLines(name /* given */)|].Count(l => l.Length > 0); // long ones", "count = File.ReadLines(name /* given */).Count(l => l.Length > 0); // long ones")]
    [InlineData("var rows = File.[|ReadAllLines(name, System.Text.Encoding.UTF8)|].Where(l => l.Length > 0).ToList();", "var rows = File.ReadLines(name, System.Text.Encoding.UTF8).Where(l => l.Length > 0).ToList();")]
    [InlineData("var parts = new List<string>(); foreach (var line in File.[|ReadAllLines(name)|]) { parts.Add(line.Trim()); }", "var parts = new List<string>(); foreach (var line in File.ReadLines(name)) { parts.Add(line.Trim()); }")]
    public Task Fixes_passes_that_are_over_at_once(string before, string after) => Verify.FixAsync(In(before), In(after), WholeFileInMemoryFix.Lines);

    [Theory]
    [InlineData("foreach (var line in File.[|ReadAllLines(name)|]) await SendAsync(line);", "foreach (var line in File.ReadLines(name)) await SendAsync(line);")]
    [InlineData("foreach (var line in File.[|ReadAllLines(name)|]) Use(line);", "foreach (var line in File.ReadLines(name)) Use(line);")]
    [InlineData("foreach (var line in await File.[|ReadAllLinesAsync(name)|]) await SendAsync(line);", "await foreach (var line in File.ReadLinesAsync(name)) await SendAsync(line);")]
    [InlineData("foreach (var line in File.[|ReadAllLines(name)|]) seen.Add(line);", "foreach (var line in File.ReadLines(name)) seen.Add(line);")]
    [InlineData("try { count = File.[|ReadAllLines(name)|].Count(l => l.Length > 0); } catch (IOException) { }", "try { count = File.ReadLines(name).Count(l => l.Length > 0); } catch (IOException) { }")]
    public Task Fixes_singly_where_the_file_stays_open_meanwhile(string before, string after) => Verify.FixSinglyAsync(In(before), In(after), WholeFileInMemoryFix.LinesWhileOpen);

    [Theory]
    [InlineData("foreach (var line in File.[|ReadAllText(name)|].Split('\\n')) count += line.Length;")]
    [InlineData("using var reader = new StreamReader(Request.Body); foreach (var line in (await reader.[|ReadToEndAsync()|]).Split('\\n')) count += line.Length;")]
    [InlineData("count = (await File.[|ReadAllLinesAsync(name)|]).Count(l => l.Length > 0);")]
    [InlineData("var lines = File.[|ReadAllLines(name)|]; File.Delete(name); foreach (var line in lines) count += line.Length;")]
    [InlineData("string[] lines = await File.[|ReadAllLinesAsync(name)|]; foreach (var line in lines) count += line.Length;")]
    [InlineData("string[] lines; try { lines = File.ReadAllLines(name); } catch (IOException) { return 0; } foreach (var line in lines) count += line.Length; var others = File.[|ReadAllLines(name)|]; Use(count); foreach (var line in others) count += line.Length;")]
    public Task OffersNoFix_when_text_is_split_or_other_things_come_between(string statements) => Verify.NoFixAsync(In(statements));

    private static string In(string statements) => $$"""
        using Microsoft.AspNetCore.Http;
        using Microsoft.AspNetCore.Mvc;

        [Controller]
        public class ReportsController
        {
            private HttpRequest Request => null!;
            private readonly List<string> seen = new();
            private readonly string folder = "data";

            [HttpPost]
            public async Task<int> Read(string name, IFormFile file, CancellationToken token)
            {
                var count = 0;
                {{statements}}
                await Task.Yield();
                return count;
            }

            private static void Use(object? value) { }

            private static void Rewrite(string path, string line) { }

            private Task SendAsync(string line) => Task.CompletedTask;
        }

        namespace Own
        {
            public static class File
            {
                public static string[] ReadAllLines(string path) => new[] { path };
            }
        }
        """;
}
