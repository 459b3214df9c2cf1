using PerfAnalyzers.Knowledge;

namespace PerfAnalyzers.Analysis.Calls;

/// <summary>The projects whose code can be read here: the one that is compiled, and those it references as source.</summary>
internal static class SourceProjects
{
    /// <summary>The project itself first; none of tests besides.</summary>
    public static ImmutableArray<CompilationContext> Of(CompilationContext compilation) => compilation.Get(c => new Known(c)).Projects;

    private static bool IsTest(Compilation project) => project.ReferencedAssemblyNames.Any(name => TypeNames.TestAssemblies.Contains(name.Name));

    private sealed class Known
    {
        public Known(CompilationContext compilation)
        {
            var references = compilation.Compilation.References.OfType<CompilationReference>().Where(r => !IsTest(r.Compilation));
            Projects = references.Select(r => CompilationContext.For(r.Compilation)).Prepend(compilation).ToImmutableArray();
        }

        public ImmutableArray<CompilationContext> Projects { get; }
    }
}
