using PerfAnalyzers.Knowledge;

namespace PerfAnalyzers.Analysis.Calls;

/// <summary>The projects whose code can be read here: the one that is compiled, and those it references as source.</summary>
internal static class SourceProjects
{
    /// <summary>The project itself first; none of tests besides.</summary>
    public static IEnumerable<CompilationContext> Of(CompilationContext compilation)
    {
        yield return compilation;
        foreach (var reference in compilation.Compilation.References.OfType<CompilationReference>())
        {
            if (!IsTest(reference.Compilation))
                yield return CompilationContext.For(reference.Compilation);
        }
    }

    private static bool IsTest(Compilation project) => project.ReferencedAssemblyNames.Any(name => TypeNames.TestAssemblies.Contains(name.Name));
}
