using System.Globalization;
using PerfAnalyzers.Proofs.Framework;
using PerfAnalyzers.Tests.Contracts;
using PerfAnalyzers.Tests.Docs;

namespace PerfAnalyzers.Proofs.PostgreSql;

/// <summary>Programs on a real server, before and after their fix: the same answer from fewer rows, fewer bytes, or an index.</summary>
public sealed class ServerProofs(PostgreSqlServer server)
{
    private const string Scene = ".PostgreSql";
    private const string Marker = "postgresql";

    public static TheoryData<string> Rules => ["PERF2009", "PERF2011", "PERF2014", "PERF2015", "PERF6001"];

    [Theory]
    [MemberData(nameof(Rules))]
    public async Task Answers_the_same_for_less_and_the_page_states_how_much(string rule)
    {
        var rows = new List<string[]>();
        foreach (var name in ProofProgram.Names(rule, Scene))
        {
            var program = await ProofProgram.LoadAsync(rule, name, Scene);
            var before = await RunAsync(program.Before);
            var after = await RunAsync(program.After);
            Assert.True(before.Answer == after.Answer, $"Expected\n{before.Answer}\nbut was\n{after.Answer}\nin\n{program.After}");
            Assert.NotEmpty(before.Answer);
            Assert.True(IsLess(before, after), $"{before} is not more than {after} in\n{program.After}");
            rows.Add([name, Number(before.Rows), Number(after.Rows), Number(before.Bytes), Number(after.Bytes), before.Plan, after.Plan]);
        }

        Assert.NotEmpty(rows);
        var path = $"docs/rules/{rule}.md";
        if (Repository.IsUpdate)
            GeneratedText.Expect(path, Marker, GeneratedText.Table(["Program", "Rows before", "Rows after", "Bytes before", "Bytes after", "Plan before", "Plan after"], rows));

        // The bytes differ a little from one version of the server to the next.
        Assert.Equal(rows.Select(r => string.Join('|', r[0], r[1], r[2], r[5], r[6])), Stated(path).Select(r => string.Join('|', r[0], r[1], r[2], r[5], r[6])));
    }

    private static bool IsLess(ServerRun before, ServerRun after) =>
        after.Rows < before.Rows || after.Bytes * 2 < before.Bytes || (before.Plan.EndsWith("Seq Scan", StringComparison.Ordinal) && after.Plan.Contains("Index", StringComparison.Ordinal));

    private async Task<ServerRun> RunAsync(string source) =>
        await ServerRun.OfAsync(CompiledProgram<RunOnServer>.Compile(source).RunAsync, await server.NewDatabaseAsync());

    private static IEnumerable<string[]> Stated(string path)
    {
        var text = Repository.Read(path);
        var start = text.IndexOf(GeneratedText.Start(Marker), StringComparison.Ordinal);
        var end = text.IndexOf(GeneratedText.End(Marker), StringComparison.Ordinal);
        Assert.True(start >= 0 && end > start, $"{path} lacks the lines {GeneratedText.Start(Marker)} and {GeneratedText.End(Marker)}.");
        return text[start..end].Split('\n').Where(l => l.StartsWith('|')).Skip(2).Select(l => l.Trim('|').Split('|', StringSplitOptions.TrimEntries));
    }

    private static string Number(long number) => number.ToString("N0", CultureInfo.InvariantCulture);
}
