using PerfAnalyzers.CodeFixes.Rules.Resilience;
using PerfAnalyzers.Rules.Resilience;

namespace PerfAnalyzers.Tests.Rules.Resilience;

using Verify = RuleVerifier<TokenIgnoredAnalyzer, TokenIgnoredFix>;

public sealed class TokenIgnoredTests
{
    [Theory]
    [InlineData(
        "class C { async Task R(IDatabase db, List<string> keys, CancellationToken [|ct|]) { foreach (var key in keys) { await db.StringGetAsync(key); } } }",
        "class C { async Task R(IDatabase db, List<string> keys, CancellationToken ct) { foreach (var key in keys) { ct.ThrowIfCancellationRequested(); await db.StringGetAsync(key); } } }")]
    [InlineData(
        "class C { async Task R(IDatabase db, CancellationToken [|ct|]) { for (var i = 0; i < 9; i++) { while (true) { await db.StringGetAsync(\"\" + i); } } } }",
        "class C { async Task R(IDatabase db, CancellationToken ct) { for (var i = 0; i < 9; i++) { while (true) { ct.ThrowIfCancellationRequested(); await db.StringGetAsync(\"\" + i); } } } }")]
    [InlineData(
        "class C { void R(List<string> paths, CancellationToken [|ct|]) { foreach (var path in paths) { Console.WriteLine(File.ReadAllText(path).Length); } } }",
        "class C { void R(List<string> paths, CancellationToken ct) { foreach (var path in paths) { ct.ThrowIfCancellationRequested(); Console.WriteLine(File.ReadAllText(path).Length); } } }")]
    [InlineData(
        "class C { long R(Queue<string> paths, CancellationToken [|ct|]) { var n = 0L; while (paths.Count > 0) { n += File.ReadAllBytes(paths.Dequeue()).Length; } return n; } }",
        "class C { long R(Queue<string> paths, CancellationToken ct) { var n = 0L; while (paths.Count > 0) { ct.ThrowIfCancellationRequested(); n += File.ReadAllBytes(paths.Dequeue()).Length; } return n; } }")]
    [InlineData(
        "class C { long R(List<List<string>> all, CancellationToken [|ct|]) { var n = 0L; foreach (var paths in all) { foreach (var path in paths) { n += File.ReadAllBytes(path).Length; } } return n; } }",
        "class C { long R(List<List<string>> all, CancellationToken ct) { var n = 0L; foreach (var paths in all) { foreach (var path in paths) { ct.ThrowIfCancellationRequested(); n += File.ReadAllBytes(path).Length; } } return n; } }")]
    [InlineData(
        "interface I { Task R(List<string> k, CancellationToken ct); } class C : I { private readonly IDatabase db; public C(IDatabase d) { db = d; } public async Task R(List<string> k, CancellationToken [|stop|]) { foreach (var key in k) { if (key == \"\") continue; await db.StringGetAsync(key); } } }",
        "interface I { Task R(List<string> k, CancellationToken ct); } class C : I { private readonly IDatabase db; public C(IDatabase d) { db = d; } public async Task R(List<string> k, CancellationToken stop) { foreach (var key in k) { stop.ThrowIfCancellationRequested(); if (key == \"\") continue; await db.StringGetAsync(key); } } }")]
    [InlineData(
        "class C { int R(string folder, CancellationToken [|ct|]) { var n = 0; foreach (var path in Directory.EnumerateFiles(folder)) { using var file = File.OpenRead(path); n += file.ReadByte(); } return n; } }",
        "class C { int R(string folder, CancellationToken ct) { var n = 0; foreach (var path in Directory.EnumerateFiles(folder)) { ct.ThrowIfCancellationRequested(); using var file = File.OpenRead(path); n += file.ReadByte(); } return n; } }")]
    [InlineData(
        "class C { int R(FileInfo[] files, CancellationToken [|ct|]) { var n = 0; foreach (var info in files) { using var text = info.OpenText(); n += text.ReadLine()!.Length; } return n; } }",
        "class C { int R(FileInfo[] files, CancellationToken ct) { var n = 0; foreach (var info in files) { ct.ThrowIfCancellationRequested(); using var text = info.OpenText(); n += text.ReadLine()!.Length; } return n; } }")]
    public Task Fixes_loops_over_what_takes_no_token(string before, string after) => RunAsync(before, after);

    [Theory]
    [InlineData("class C { void R(List<string> paths, CancellationToken [|ct|]) { foreach (var path in paths) Console.WriteLine(File.ReadAllText(path).Length); } }")]
    [InlineData("class C { void R(List<string> paths, CancellationToken [|ct|]) { paths.Reverse(); foreach (var path in paths) Console.WriteLine(File.ReadAllText(path)); } }")]
    public Task OffersNoFix_when_the_loop_has_no_block(string source) => RunAsync(source, source);

    [Theory]
    [InlineData("class C { async Task R(IDatabase db, List<string> keys, CancellationToken [|ct|]) { foreach (var key in keys) { await db.StringSetAsync(key, 1); } } }")]
    [InlineData("class C { void R(List<string> paths, CancellationToken [|ct|]) { foreach (var path in paths) { File.WriteAllText(path, File.ReadAllText(path)); } } }")]
    [InlineData("interface I { Task Store(string k); } class C { async Task R(I i, List<string> keys, CancellationToken [|ct|]) { foreach (var key in keys) { await i.Store(key); } } }")]
    [InlineData("abstract class A { protected abstract ValueTask<int> One(string k); public async Task<int> R(List<string> keys, CancellationToken [|ct|]) { var n = 0; foreach (var key in keys) { n += await One(key).ConfigureAwait(false); } return n; } }")]
    [InlineData("class C { Task<int> R(int[] a, int[] b, int[] c, CancellationToken [|ct|]) => Task.Run(() => { var n = 0; foreach (var x in a) foreach (var y in b) for (var i = 0; i < c.Length; i++) n += x * y * c[i]; return n; }); }")]
    [InlineData("interface I { Task Send(string k); } class M : I { System.Net.Mail.SmtpClient smtp = new(); public Task Send(string k) => smtp.SendMailAsync(k, k, k, k); } class C { async Task R(I i, List<string> keys, CancellationToken [|ct|]) { foreach (var key in keys) { await i.Send(key); } } }")]
    [InlineData("class C { HttpClient http = new(); Task Put(string k) => http.PostAsync(k, null); async Task R(List<string> keys, CancellationToken [|ct|]) { foreach (var key in keys) { await Put(key); } } }")]
    public Task OffersNoFix_when_a_round_changes_something_or_may(string source) => RunAsync(source, source);

    [Theory]
    [InlineData("class C { async Task R(IDatabase db, List<string> keys, CancellationToken ct) { foreach (var key in keys) { ct.ThrowIfCancellationRequested(); await db.StringGetAsync(key); } } }")]
    [InlineData("class C { async Task R(IDatabase db, List<string> keys, CancellationToken ct) { foreach (var key in keys) { if (ct.IsCancellationRequested) break; await db.StringGetAsync(key); } } }")]
    [InlineData("class C { async Task R(IDatabase db, List<string> keys) { foreach (var key in keys) { await db.StringGetAsync(key); } } }")]
    [InlineData("class C { async Task R(IDatabase db, CancellationToken ct) { await db.StringGetAsync(\"\"); } }")]
    [InlineData("class C { async Task R(IDatabase db, CancellationToken ct) { foreach (var key in new[] { \"a\", \"b\" }) { await db.StringGetAsync(key); } } }")]
    [InlineData("class C { async Task R(List<string> keys, CancellationToken ct) { foreach (var key in keys) { await Task.Yield(); } } }")]
    [InlineData("class C { void R(List<string> keys, CancellationToken ct) { foreach (var key in keys) { Console.WriteLine(key); } } }")]
    [InlineData("class C { async Task R(HttpClient http, List<string> keys, CancellationToken ct) { foreach (var key in keys) { await http.GetStringAsync(key); } } }")]
    [InlineData("class C { async Task R(HttpClient http, IDatabase db, List<string> keys, CancellationToken ct) { foreach (var key in keys) { await db.StringGetAsync(key); await Load(http, key); } } Task Load(HttpClient http, string key) => http.GetStringAsync(key); }")]
    [InlineData("class C { Task R(CancellationToken ct) => Task.CompletedTask; }")]
    [InlineData("interface I { Task Store(string k); } class C : MemoryStream { I i = null!; List<string> keys = new(); public override async Task FlushAsync(CancellationToken ct) { foreach (var key in keys) { await i.Store(key); } } }")]
    [InlineData("interface I { Task Store(string k); } class X : I { public Task Store(string k) => Task.CompletedTask; } class C { async Task R(I i, List<string> keys, CancellationToken ct) { foreach (var key in keys) { await i.Store(key); } } }")]
    [InlineData("interface I { Task Store(string k); } class C { async Task R(I i, CancellationToken ct) { for (var n = 0; n < 3; n++) { await i.Store(\"a\"); } } }")]
    [InlineData("interface I { Task Store(string k); } class C { async Task RollbackAsync(I i, List<string> keys, CancellationToken ct) { foreach (var key in keys) { await i.Store(key); } } }")]
    [InlineData("class C { int R(int[] a, int[] b, CancellationToken ct) { var n = 0; foreach (var x in a) foreach (var y in b) n += x * y; return n; } }")]
    [InlineData("class C { int R(int[] a, int[] b, CancellationToken ct) { var n = 0; foreach (var x in a) foreach (var y in b) for (var i = 0; i < 3; i++) n += x * y; return n; } }")]
    [InlineData("class C { async Task R(IDatabase db, List<string> keys, CancellationToken _) { foreach (var key in keys) { await db.StringGetAsync(key); } } }")]
    [InlineData("class C { async Task R(IDatabase db, List<string> keys, CancellationToken ct) { try { } finally { foreach (var key in keys) { await db.StringGetAsync(key); } } } }")]
    [InlineData("class C { async Task CleanupAsync(IDatabase db, List<string> keys, CancellationToken ct) { foreach (var key in keys) { await db.StringGetAsync(key); } } }")]
    [InlineData("class C { abstract class B { public abstract void R(List<string> paths, CancellationToken ct); } }")]
    [InlineData("class C { void R(List<string> paths, CancellationToken ct) { var read = paths.Select(p => File.ReadAllText(p)); Console.WriteLine(read.First()); } }")]
    [InlineData("class C { HttpClient http = new(); Task Put(string k) => http.PostAsync(k, null); async Task R(CancellationToken ct) { foreach (var key in new[] { \"a\", \"b\" }) { await Put(key); } } }")]
    [InlineData("class C { HttpClient http = new(); Task Get(string k) => http.GetStringAsync(k); async Task R(List<string> keys, CancellationToken ct) { foreach (var key in keys) { await Get(key); } } }")]
    [InlineData("class C { IDatabase db = null!; Task Put(string k) => db.StringSetAsync(k, 1); Task Many(List<string> keys, CancellationToken ct) => Put(keys[0]); }")]
    [InlineData("class C { void R(CancellationToken ct) { foreach (var name in new[] { \"a\", \"b\" }) { using var file = File.OpenRead(name); } } }")]
    public Task StaysSilent_when_the_token_is_looked_at_or_there_is_nothing_to_stop_between(string source) => RunAsync(source, source);

    [Theory]
    [InlineData("class C { double R(IReadOnlyList<double[]> seen, int iterations, CancellationToken [|ct|]) { var x = 0.0; for (var i = 0; i < iterations; i++) { foreach (var s in seen) { x += (s[0] - Math.Sin(x)) / (1 + i); } } return x; } }")]
    [InlineData("class C { async Task<double> R(List<double> seen, CancellationToken [|ct|]) { await Task.Yield(); var x = 0.0; while (x < 1e9) { foreach (var s in seen) x += Math.Sin(s); } return x; } }")]
    [InlineData("class C { private readonly int maxEpochs = 900; double R(double[] seen, CancellationToken [|ct|]) { var x = 0.0; var epoch = 0; while (epoch < maxEpochs) { for (var i = 0; i < seen.Length; i++) { x += seen[i] * x; } epoch++; } return x; } }")]
    public Task Reports_passes_over_the_same_elements(string source) => RunAsync(source, source);

    [Theory]
    [InlineData("class C { int R(List<string> names, int days, CancellationToken ct) { var n = 0; for (var d = 0; d < days; d++) { foreach (var name in names) { n += name.Length; } } return n; } }")]
    [InlineData("class C { double R(List<double> seen, int iterations, CancellationToken ct) { var x = 0.0; for (var i = 0; i < iterations; i++) { ct.ThrowIfCancellationRequested(); foreach (var s in seen) x += s; } return x; } }")]
    [InlineData("class C { double R(List<double> seen, int iterations, CancellationToken ct) { var x = 0.0; for (var i = 0; i < iterations; i++) { x += seen[0]; } return x; } }")]
    [InlineData("class C { int R(List<List<string>> steps, CancellationToken ct) { var n = 0; for (var i = 0; i < steps.Count; i++) { foreach (var s in steps[i]) { n += s.Length; } } return n; } }")]
    public Task StaysSilent_when_nothing_says_that_the_passes_are_many(string source) => RunAsync(source, source);

    [Theory]
    [InlineData("class C { void R(List<string> paths, CancellationToken ct) { foreach (var path in paths) { File.WriteAllText(path, \"\"); } } }")]
    [InlineData("interface I { Task Store(string k); } class C { async Task R(I i, List<string> keys, CancellationToken ct) { foreach (var key in keys) { await i.Store(key); } } }")]
    public Task StaysSilent_about_rounds_that_write_where_only_what_is_proven_is_asked_for(string source)
    {
        var test = new Verify.Test { TestCode = source };
        test.TestState.AnalyzerConfigFiles.Add(("/.editorconfig", "root = true\n[*.cs]\nperf_analyzers.confidence = high\n"));
        return test.RunAsync(TestContext.Current.CancellationToken);
    }

    [Theory]
    [InlineData("catch (Exception) { return 0; }", false)]
    [InlineData("catch { }", false)]
    [InlineData("catch (IOException) { return 0; }", true)]
    [InlineData("catch (OperationCanceledException) { throw; } catch (Exception) { return 0; }", true)]
    [InlineData("catch (Exception) { throw; }", true)]
    public async Task Reports_loops_within_a_handler_of_all_failures_to_those_who_ask_for_guesses(string handlers, bool isReported)
    {
        const string Loop = "foreach (var path in paths) { {0}n += File.ReadAllText(path).Length; }";
        var code = "class C { int R(List<string> paths, CancellationToken {1}) { var n = 0; try { " + Loop + " } " + handlers + " return n; } }";
        string With(string ask, string token) => code.Replace("{0}", ask, StringComparison.Ordinal).Replace("{1}", token, StringComparison.Ordinal);
        if (isReported)
        {
            await RunAsync(With("", "[|ct|]"), With("ct.ThrowIfCancellationRequested(); ", "ct"));
            return;
        }

        await RunAsync(With("", "ct"), With("", "ct"));
        var asked = new Verify.Test { TestCode = With("", "[|ct|]"), FixedCode = With("", "[|ct|]") };
        asked.TestState.AnalyzerConfigFiles.Add(("/.editorconfig", "root = true\n[*.cs]\nperf_analyzers.confidence = low\n"));
        await asked.RunAsync(TestContext.Current.CancellationToken);
    }

    [Fact]
    public Task Fixes_loops_whose_rounds_handle_their_own_failures() => RunAsync(
        "class C { int R(List<string> paths, CancellationToken [|ct|]) { var n = 0; foreach (var path in paths) { try { n += File.ReadAllText(path).Length; } catch (Exception) { } } return n; } }",
        "class C { int R(List<string> paths, CancellationToken ct) { var n = 0; foreach (var path in paths) { ct.ThrowIfCancellationRequested(); try { n += File.ReadAllText(path).Length; } catch (Exception) { } } return n; } }");

    private static Task RunAsync(string before, string after) => new Verify.Test
    {
        ReferenceAssemblies = References.Stores,
        TestCode = "using StackExchange.Redis;" + before,
        FixedCode = "using StackExchange.Redis;" + after,
    }.RunAsync(TestContext.Current.CancellationToken);
}
