using System.Diagnostics;
using System.Net.Http.Json;
using System.Text.RegularExpressions;

namespace PerfAnalyzers.Package.Tests;

/// <summary>The sample shows what its page says, and is a server that works.</summary>
public sealed partial class SampleTests(PackedPackage package)
{
    private static readonly string Repository = PackedPackage.Metadata("RepositoryRoot");
    private static readonly string Sample = Path.Combine(Repository, "samples", "OrderService");

    [Fact]
    public async Task Its_build_prints_the_findings_that_its_page_lists()
    {
        var build = await DotNet.RunAsync(
            Sample, "build", "--no-restore", "--no-incremental", "-p:BuildProjectReferences=false", "-c", PackedPackage.Metadata("Configuration"));

        build.Succeeds().AnalyzersRan();
        var listed = Row()
            .Matches(await File.ReadAllTextAsync(Path.Combine(Sample, "README.md"), TestContext.Current.CancellationToken))
            .Select(m => $"{m.Groups["rule"].Value} {m.Groups["type"].Value}.cs");
        var printed = build.Diagnostics
            .Where(d => d.Id.StartsWith("PERF", StringComparison.Ordinal))
            .Select(d => $"{d.Id} {d.File}");
        Assert.Equal(listed.Distinct().Order(StringComparer.Ordinal), printed.Distinct().Order(StringComparer.Ordinal));
    }

    [Fact]
    public async Task It_answers_requests()
    {
        var cancellation = TestContext.Current.CancellationToken;
        var data = Directory.CreateDirectory(Path.Combine(package.Root, "sample-data")).FullName;
        var program = Path.Combine(
            Repository, "artifacts", "bin", "OrderService", PackedPackage.Metadata("Configuration").ToLowerInvariant(), "OrderService.dll");
        var start = new ProcessStartInfo(
            "dotnet",
            [
                program,
                "--contentRoot", Sample,
                "--urls", "http://127.0.0.1:0",
                "--ConnectionStrings:Orders", $"Data Source={Path.Combine(data, "orders.db")}",
                "--Logging:LogLevel:Microsoft.Hosting.Lifetime", "Information",
            ])
        {
            RedirectStandardOutput = true,
        };

        using var server = Process.Start(start)!;
        try
        {
            using var client = new HttpClient { BaseAddress = await AddressAsync(server.StandardOutput, cancellation) };
            var reading = server.StandardOutput.ReadToEndAsync(cancellation);

            Assert.Contains("\"agent\":\"Agent 9\"", await client.GetStringAsync("/api/cases", cancellation), StringComparison.Ordinal);
            Assert.Contains("\"customer\":\"Customer 8\"", await client.GetStringAsync("/api/cases/7", cancellation), StringComparison.Ordinal);
            Assert.Contains("\"total\":23.52", await client.GetStringAsync("/orders/ORD-00001/total", cancellation), StringComparison.Ordinal);
            Assert.Contains("\"openCases\":7", await client.GetStringAsync("/agents/workload", cancellation), StringComparison.Ordinal);
            using var reconciled = await client.PostAsJsonAsync("/orders/reconciliation", new[] { "ORD-00001", "ORD-77777" }, cancellation);
            Assert.Equal("""{"checked":2,"missing":["ORD-77777"]}""", await reconciled.Content.ReadAsStringAsync(cancellation));

            server.Kill(entireProcessTree: true);
            await reading;
        }
        finally
        {
            if (!server.HasExited)
                server.Kill(entireProcessTree: true);
        }
    }

    private static async Task<Uri> AddressAsync(StreamReader output, CancellationToken cancellation)
    {
        var printed = new List<string>();
        while (await output.ReadLineAsync(cancellation) is { } line)
        {
            printed.Add(line);
            if (Listening().Match(line) is { Success: true } match)
                return new Uri(match.Groups["address"].Value);
        }

        Assert.Fail("The sample ended before it listened:\n" + string.Join('\n', printed));
        return null!;
    }

    [GeneratedRegex(@"^\| (?<rule>PERF\d{4}) \| `(?<type>\w+)\.\w+`", RegexOptions.Multiline)]
    private static partial Regex Row();

    [GeneratedRegex(@"Now listening on: (?<address>\S+)")]
    private static partial Regex Listening();
}
