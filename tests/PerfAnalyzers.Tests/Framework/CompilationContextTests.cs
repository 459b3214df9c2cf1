using System.Runtime.CompilerServices;
using Microsoft.CodeAnalysis.Text;
using PerfAnalyzers.Framework;
using PerfAnalyzers.Tests.Contracts;

namespace PerfAnalyzers.Tests.Framework;

public sealed class CompilationContextTests
{
    [Fact]
    public async Task Is_one_for_all_who_ask_about_a_compilation()
    {
        var compilation = await RuleRun.CompileAsync("class C { }");
        var contexts = await Task.WhenAll(Enumerable.Range(0, 16).Select(_ => Task.Run(() => CompilationContext.For(compilation))));
        Assert.Single(contexts.Distinct());
        Assert.NotSame(contexts[0], CompilationContext.For(await RuleRun.CompileAsync("class C { }")));
    }

    [Fact]
    public async Task Makes_one_service_of_a_kind()
    {
        var context = CompilationContext.For(await RuleRun.CompileAsync(""));
        var services = await Task.WhenAll(Enumerable.Range(0, 16).Select(_ => Task.Run(() => context.Get(c => new Service(c)))));
        Assert.Single(services.Distinct());
    }

    [Fact]
    public async Task Dies_with_its_compilation()
    {
        var references = await RuleRun.ServerReferencesAsync();
        var weak = UseOne(references);
        for (var round = 0; round < 10 && weak.IsAlive; round++)
        {
            GC.Collect();
            GC.WaitForPendingFinalizers();
        }

        Assert.False(weak.IsAlive, "Something outside of the compilation holds its context.");
    }

    [Fact]
    public async Task Finds_types_of_the_source_and_of_references_and_remembers_absent_ones()
    {
        var context = CompilationContext.For(await RuleRun.CompileAsync("namespace N { class Outer<T> { class Inner { } } }"));
        Assert.Equal("Inner", context.Type("N.Outer`1+Inner")?.Name);
        Assert.Equal(SpecialType.System_Int32, context.Type("System.Int32")?.SpecialType);
        Assert.Null(context.Type("N.Absent"));
        Assert.Null(context.Type("N.Absent"));
    }

    [Fact]
    public async Task Takes_the_visible_one_of_several_types_and_of_those_the_one_of_the_library_itself()
    {
        var references = await RuleRun.ServerReferencesAsync();
        var visible = RuleRun.Compile(references, "namespace N { public class T { } }").WithAssemblyName("Visible").ToMetadataReference();
        var hidden = RuleRun.Compile(references, "namespace N { internal class T { } }").WithAssemblyName("Hidden").ToMetadataReference();
        var owner = RuleRun.Compile(references, "namespace N { public class T { } }").WithAssemblyName("N").ToMetadataReference();

        Assert.Equal("Visible", Find([visible, hidden])?.ContainingAssembly.Name);
        Assert.Equal("N", Find([visible, owner])?.ContainingAssembly.Name);
        Assert.Equal("N", Find([owner, visible, hidden])?.ContainingAssembly.Name);

        INamedTypeSymbol? Find(MetadataReference[] more) =>
            CompilationContext.For(RuleRun.Compile(references.AddRange(more), "")).Type("N.T");
    }

    [Fact]
    public async Task Compilations_with_the_same_references_share_the_names_of_those()
    {
        var compilation = await RuleRun.CompileAsync("namespace N { class C { } }");
        var edited = compilation.ReplaceSyntaxTree(compilation.SyntaxTrees[0], compilation.SyntaxTrees[0].WithChangedText(SourceText.From("namespace N { class D { } }")));
        Assert.Same(Names(compilation), Names(edited));
        Assert.NotSame(Names(compilation), Names(compilation.WithReferences(compilation.References.Skip(1))));

        var before = CompilationContext.For(compilation);
        var after = CompilationContext.For(edited);
        Assert.NotNull(before.Type("N.C"));
        Assert.Null(after.Type("N.C"));
        Assert.NotNull(after.Type("N.D"));
        Assert.Same(before.Type("System.Collections.Generic.Dictionary`2+KeyCollection"), after.Type("System.Collections.Generic.Dictionary`2+KeyCollection"));

        static TypesByName Names(Compilation compilation) =>
            TypesByName.Shared([.. compilation.SourceModule.ReferencedAssemblySymbols.Where(a => a.GetMetadata() is not null)]);
    }

    [Fact]
    public async Task Knows_the_types_of_referenced_projects_as_they_are_now()
    {
        var references = await RuleRun.ServerReferencesAsync();
        var project = RuleRun.Compile(references, "namespace N { public class C { public class Inner { } } }");
        var context = CompilationContext.For(RuleRun.Compile(references.Add(project.ToMetadataReference()), ""));
        Assert.NotNull(context.Type("N.C+Inner"));

        var renamed = RuleRun.Compile(references, "namespace N { public class D { } }");
        var changed = CompilationContext.For(RuleRun.Compile(references.Add(renamed.ToMetadataReference()), ""));
        Assert.Null(changed.Type("N.C+Inner"));
        Assert.NotNull(changed.Type("N.D"));
    }

    [MethodImpl(MethodImplOptions.NoInlining)]
    private static WeakReference UseOne(ImmutableArray<MetadataReference> references)
    {
        var context = CompilationContext.For(RuleRun.Compile(references, "class C { }"));
        context.Type("C");
        context.Get(c => new Service(c));
        return new WeakReference(context);
    }

    private sealed record Service(CompilationContext Context);
}
