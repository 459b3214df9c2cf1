using System.Text;
using PerfAnalyzers.Corpus.Running;

namespace PerfAnalyzers.Tests.Corpus;

/// <summary>All rules on code that nobody should have written: no exception, no hang, nothing said about what does not bind.</summary>
public class BadInputTests
{
    private const string Heads = """
        using System.Collections.Generic;
        using System.Linq;
        using System.Threading.Tasks;

        """;

    [Theory]
    [InlineData("")]
    [InlineData("\uFEFF")]
    [InlineData("class")]
    [InlineData("class C { async Task M() { foreach (var x in ) { if (y.Contains(x) } }")]
    [InlineData("class C { void M(List<int> a, List<int> b) { foreach (var x in a) { b.Contains( } } }")]
    [InlineData("class C { async Task M(Task t) { t.Wait(; t.Result. } }")]
    [InlineData("class C { void M() { foreach (var x in unknown) { missing.Users.First(u => u.Id == x.Id).Result.Wait(); } } }")]
    [InlineData("class C : Missing<C> { async Missing M(IMissing<int> ids) { while (ids.Any()) foreach (var i in ids) await db.Users.FindAsync(i); } }")]
    [InlineData("namespace N; class C(int x) { field int y => field?.z ??= extension(x) { } union U(A, B); void M() { a?.b = c; } }")]
    [InlineData("}}}}}}}}}} ))))) ]]]]] \0 \u0001 \"unterminated")]
    [InlineData("#if A\nclass C {\n#elif B\nstruct C {\n#else\nrecord C {\n#endif\n#if !X && (Y || !Z)\nvoid M(System.Threading.Tasks.Task t) => t.Wait();\n#else\n}}}\n#endif\n}\n#endif\n#region")]
    public async Task Survives(string code)
    {
        using var folder = new CodeFolder(("One.cs", Heads + code), ("Empty.cs", string.Empty));

        var result = await folder.ResultAsync(RuleCatalog.Own());

        Assert.Empty(result.Crashes);
    }

    [Fact]
    public async Task Says_nothing_about_what_does_not_bind()
    {
        using var folder = new CodeFolder(("One.cs", Heads + """
            class C
            {
                async Task M(MissingContext db, MissingList ids, MissingTask task)
                {
                    foreach (var id in ids)
                    {
                        var user = db.Users.First(u => u.Id == id);
                        if (ids.Contains(user.Id))
                            task.Result.Wait();
                    }
                }
            }
            """));

        Assert.Empty((await folder.ResultAsync(RuleCatalog.Own())).Findings);
    }

    [Theory]
    [InlineData("int M(int a) => ", "a + ", "a;", 2000)]
    [InlineData("string M(string a) => ", "a + \"x\" + ", "a;", 2000)]
    [InlineData("bool M(bool a) => ", "a && ", "a;", 2000)]
    [InlineData("object M(object a) => ", "a ?? ", "a;", 1000)]
    [InlineData("IEnumerable<int> M(IEnumerable<int> a) => a", ".Where(x => x > 1)", ";", 1000)]
    [InlineData("int M(Task<int> a, List<int> b) => b.Count(x => x == ", "a.Result + ", "1);", 2000)]
    public async Task Survives_deep_expressions(string start, string repeated, string end, int levels)
    {
        var text = new StringBuilder(Heads).Append("class C { ").Append(start);
        for (var i = 0; i < levels; i++)
            text.Append(repeated);
        using var folder = new CodeFolder(("One.cs", text.Append(end).Append(" }").ToString()));

        Assert.Empty((await folder.ResultAsync(RuleCatalog.Own())).Crashes);
    }

    [Theory]
    [InlineData("foreach (var x in b) { if (b.Contains(1)) { ", "} }", 150)]
    [InlineData("if (b.Count > 0) { ", "}", 400)]
    [InlineData("b.ForEach(_ => { ", "});", 60)]
    public async Task Survives_deep_statements(string open, string close, int levels)
    {
        var body = string.Concat(Enumerable.Range(0, levels).Select(i => open.Replace("var x", "var x" + i, StringComparison.Ordinal).Replace("_ =>", $"y{i} =>", StringComparison.Ordinal)))
            + string.Concat(Enumerable.Repeat(close, levels));
        using var folder = new CodeFolder(("One.cs", Heads + "class C { void M(List<int> b) { " + body + " } }"));

        var started = System.Diagnostics.Stopwatch.StartNew();
        Assert.Empty((await folder.ResultAsync(RuleCatalog.Own())).Crashes);
        Assert.InRange(started.Elapsed, TimeSpan.Zero, TimeSpan.FromMinutes(1));
    }

    [Fact]
    public async Task Reads_a_file_of_twenty_thousand_lines()
    {
        var text = new StringBuilder(Heads).Append("class C\n{\n");
        for (var i = 0; i < 2000; i++)
        {
            text.Append($$"""
                    public async Task<int> M{{i}}(List<int> a, List<int> b, Task<int> t)
                    {
                        var n = 0;
                        foreach (var x in a)
                        {
                            if (b.Contains(x))
                                n += t.Result;
                        }
                        await Task.Yield(); return n;
                    }

                """);
        }

        using var folder = new CodeFolder(("One.cs", text.Append('}').ToString()));

        var result = await folder.ResultAsync(RuleCatalog.Own());

        Assert.Empty(result.Crashes);
        Assert.True(result.Projects.Sum(p => p.Lines) > 20_000);
        Assert.Equal(2000, result.Findings.Count(f => f.Rule == "PERF1001"));
    }
}
