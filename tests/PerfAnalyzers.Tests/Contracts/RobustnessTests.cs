using System.Globalization;
using Microsoft.CodeAnalysis.CSharp;
using Microsoft.CodeAnalysis.Text;
using PerfAnalyzers.Corpus.Running;

namespace PerfAnalyzers.Tests.Contracts;

/// <summary>Code that is broken, half-typed or monstrous: no exception, no finding about what cannot be bound.</summary>
public sealed class RobustnessTests
{
    private const int UsualMutants = 25;

    public static TheoryData<string> Rules => ShippedRule.IdsAboutCode;

    public static TheoryData<string> BrokenSources =>
    [
        "",
        "\uFEFF",
        "   \r\n\t",
        "// nothing",
        "}",
        "{{{{",
        "class",
        "class C { void M() { foreach (var x in ) { x.Result. } } }",
        "class C { async Task M() { foreach (var id in ids) await db.Set<>().FirstAsync(x => x.Id == ); } }",
        "class C { void M() { for (;;) { list.Contains( } } }",
        "class C : C { C M() => M().M(); }",
        "class C<T> where T : C<T> { T t; void M() { foreach (var x in t) t.Contains(x); } }",
        "interface I : J { } interface J : I { } class D : I { void M(I i) { foreach (var x in i) i.First(x); } }",
        "class C { int P => P; void M() { foreach (var a in new[] { P }) { int a = a.a; goto a; } } }",
        "class C { void M() { var v = v; foreach (var x in v) v.Contains(x); dynamic d = v; d.Wait(); _ = d.Result; } }",
        "await foreach (var x in y) { x.Wait(); }",
        "foreach (var x in args) System.Linq.Enumerable.Contains(args, x);",
        "class C { unsafe void M(int* p) { foreach (var x in p) p->Result; } }",
        "#if A\nclass C {\n#elif B\nstruct C {\n#else\nrecord C {\n#endif\nvoid M() { foreach (var x in y)\n#if A\nx.Wait();\n#else\nx.Result;\n#endif\n}\n",
        "#if\n#elif\n#else\n#endif\n#endif\n#region\nclass C { }\n#line hidden\n#pragma warning disable\n#nullable nonsense\n",
        "class C(int a) { int this[int i] { get => field ??= i; init; } } extension(int i) { public int X => i; }",
        "public static class E { extension<T>(List<T> source) { public bool Has(T item) => source.Contains(item); } }",
        "class C { void M(object o) { if (o is [1, .., { A: > 3 and not 4 } x, ..] and { }) M(x); switch (o) { case } } }",
        "unsafe ref struct R { fixed int x[]; ref readonly scoped R M(in R r, params Span<int> s) => ref r; }",
        "using var a = b; using C = (int, string)[]; global using D = nonsense<>; namespace N; namespace M { }",
        "class \u0416\u4E2D { void M() { foreach (var \u00E9 in \"\uD800\") \u00E9.Contains('\\uZZZZ'); } }",
    ];

    [Theory]
    [MemberData(nameof(BrokenSources))]
    public async Task Broken_code_is_survived_in_silence(string source)
    {
        var compilation = await RuleRun.CompileAsync(source);
        var errors = compilation.GetDiagnostics(TestContext.Current.CancellationToken)
            .Where(d => d.Severity == DiagnosticSeverity.Error && d.Location.IsInSource)
            .ToArray();
        var findings = await RuleRun.RunAsync(compilation);

        Assert.DoesNotContain(findings, f => errors.Any(e => f.Location.SourceSpan.Contains(e.Location.SourceSpan)));
    }

    /// <summary>
    /// Cut off, with tokens missing, doubled, exchanged or in the wrong place. A run tries a few of each page, always the same ones;
    /// <c>PERFANALYZERS_MUTANTS</c> and <c>PERFANALYZERS_SEED</c> ask for more and for others.
    /// </summary>
    [Theory]
    [MemberData(nameof(Rules))]
    public async Task Half_typed_and_garbled_examples_are_survived(string id)
    {
        var references = await RuleRun.ServerReferencesAsync();
        var sources = TypicalSource.AllExamples().Where(e => e.Name.StartsWith(id, StringComparison.Ordinal)).Select(e => e.Source).ToArray();
        var whole = RuleRun.Compile(references, sources[0]);
        var tree = whole.SyntaxTrees[0];
        var random = new Random(Setting("SEED", 1));
        for (var i = 0; i < Setting("MUTANTS", UsualMutants); i++)
        {
            var text = Mutants.Make(sources[random.Next(sources.Length)], random);
            var findings = await RuleRun.RunAsync(whole.ReplaceSyntaxTree(tree, tree.WithChangedText(SourceText.From(text))));
            Assert.All(findings, f => Assert.InRange(f.Location.SourceSpan.End, 0, text.Length));
        }
    }

    private static int Setting(string name, int usual) =>
        int.TryParse(Environment.GetEnvironmentVariable("PERFANALYZERS_" + name), CultureInfo.InvariantCulture, out var value) ? value : usual;

    /// <summary>A run tries some of them, always the same ones, and all when <c>PERFANALYZERS_MUTANTS</c> asks for more.</summary>
    [Fact]
    public async Task Examples_survive_the_loss_of_any_reference()
    {
        var references = await RuleRun.ServerReferencesAsync();
        var sources = TypicalSource.InOneProject(ShippedRule.All.Where(r => r.IsAboutCode).Select(r => TypicalSource.Of(r.Id))).ToArray();
        var used = RuleRun.Compile(references, sources).GetUsedAssemblyReferences(TestContext.Current.CancellationToken);
        var step = Setting("MUTANTS", UsualMutants) > UsualMutants ? 1 : 6;
        for (var i = 0; i < used.Length; i += step)
            await RuleRun.RunAsync(RuleRun.Compile(references.Remove(used[i]), sources));
    }

    [Fact]
    public async Task Examples_survive_being_one_project_with_clashing_names()
    {
        var sources = TypicalSource.AllExamples().Select(e => e.Source);
        await RuleRun.RunAsync(RuleRun.Compile(await RuleRun.ServerReferencesAsync(), sources));
    }

    [Theory]
    [InlineData(LanguageVersion.CSharp1)]
    [InlineData(LanguageVersion.CSharp7_3)]
    [InlineData(LanguageVersion.CSharp8)]
    [InlineData(LanguageVersion.Preview)]
    public async Task Examples_are_survived_in_every_language_version(LanguageVersion version)
    {
        var references = await RuleRun.ServerReferencesAsync();
        await RuleRun.RunAsync(RuleRun.Compile(references, TypicalSource.InOneProject(), version));
    }
}
