using Microsoft.CodeAnalysis.CSharp;
using Microsoft.CodeAnalysis.Text;
using PerfAnalyzers.Analysis.Declarations;
using PerfAnalyzers.Framework;
using PerfAnalyzers.Tests.Contracts;

namespace PerfAnalyzers.Tests.Analysis.Declarations;

public sealed class ProjectFactsTests
{
    private const string Source = """
        using Microsoft.EntityFrameworkCore;

        public class Order { public int Id { get; set; } public int Size { get => 1; } }
        public class Shop : DbContext
        {
            private readonly int first = 1;
            public Shop() { }
            public void Work() { var a = 1; }
            public int Sum() => 2;
            protected override void OnModelCreating(ModelBuilder model) { model.Entity<Order>(); }
        }
        """;

    [Theory]
    [InlineData("var a = 1;", "var a = 2; Work();")]
    [InlineData("var a = 1;", "")]
    [InlineData("Sum() => 2", "Sum() => 3")]
    [InlineData("public Shop() { }", "public Shop() { Work(); }")]
    [InlineData("get => 1;", "get => 2;")]
    public async Task Outlive_an_edit_of_a_body(string before, string after) => Assert.True(await OutlivesAsync(before, after));

    [Theory]
    [InlineData("public int Id", "public long Id")]
    [InlineData("public void Work()", "public void Work(int times)")]
    [InlineData("class Order {", "class Order : IDisposable {")]
    [InlineData("class Order {", "[Keyless] class Order {")]
    [InlineData("get => 1;", "set => _ = value;")]
    [InlineData("model.Entity<Order>();", "model.Entity<Order>().HasNoKey();")]
    [InlineData("public int Sum() => 2;", "")]
    [InlineData("public int Sum() => 2;", "public int Sum() => 2; public int Product() => 2;")]
    public async Task Go_with_a_declaration(string before, string after) => Assert.False(await OutlivesAsync(before, after));

    [Fact]
    public async Task Go_with_a_file_a_reference_or_the_symbols_of_the_preprocessor()
    {
        var compilation = await CompileAsync();
        var fact = Fact(compilation);
        var (tree, options) = (compilation.SyntaxTrees[0], (CSharpParseOptions)compilation.SyntaxTrees[0].Options);

        Assert.Same(fact, Fact(compilation.WithAssemblyName("Other")));
        Assert.NotSame(fact, Fact(compilation.AddSyntaxTrees(CSharpSyntaxTree.ParseText("class More;", options))));
        Assert.NotSame(fact, Fact(compilation.RemoveReferences(compilation.References.Last())));
        Assert.NotSame(fact, Fact(compilation.ReplaceSyntaxTree(tree, CSharpSyntaxTree.ParseText(tree.ToString(), options.WithPreprocessorSymbols("MORE"), tree.FilePath))));
    }

    [Theory]
    [InlineData("var a = 1;", true)]
    [InlineData("public int Id { get; set; }", false)]
    public async Task Of_a_project_go_with_the_declarations_of_another_that_it_references(string removed, bool outlives)
    {
        var library = await CompileAsync();
        var project = RuleRun.Compile(library.References.Append(library.ToMetadataReference()), "public class Caller { }");
        var fact = Fact(project);
        var changed = project.ReplaceReference(project.References.Single(r => r is CompilationReference), Edit(library, removed, "").ToMetadataReference());

        Assert.Equal(outlives, ReferenceEquals(fact, Fact(changed)));
    }

    [Fact]
    public async Task Are_updated_where_they_follow_from_bodies()
    {
        var compilation = await CompileAsync();
        var first = Count(compilation);
        var second = Count(Edit(compilation, "var a = 1;", "var b = 1;"));

        Assert.Equal((1, 2), (first.Value, second.Value));

        static Counter Count(Compilation compilation) => ProjectFacts.Update<Counter>(CompilationContext.For(compilation), last => new Counter((last?.Value ?? 0) + 1));
    }

    private static async Task<bool> OutlivesAsync(string before, string after)
    {
        var compilation = await CompileAsync();
        var fact = Fact(compilation);
        return ReferenceEquals(fact, Fact(Edit(compilation, before, after)));
    }

    private static async Task<CSharpCompilation> CompileAsync() => RuleRun.Compile(await RuleRun.ServerReferencesAsync(), Source, "public class Else { }");

    private static Counter Fact(Compilation compilation) => ProjectFacts.Get(CompilationContext.For(compilation), _ => new Counter(0));

    private static CSharpCompilation Edit(CSharpCompilation compilation, string before, string after)
    {
        var tree = compilation.SyntaxTrees[0];
        var text = tree.GetText();
        var place = text.ToString().IndexOf(before, StringComparison.Ordinal);
        Assert.True(place >= 0);
        return compilation.ReplaceSyntaxTree(tree, tree.WithChangedText(text.WithChanges(new TextChange(new TextSpan(place, before.Length), after))));
    }

    private sealed record Counter(int Value);
}
