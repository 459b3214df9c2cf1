using PerfAnalyzers.Knowledge;

namespace PerfAnalyzers.Analysis.Calls;

/// <summary>The projects whose code can be read here: the one that is compiled, and those it references as source, however far away.</summary>
internal static class SourceProjects
{
    /// <summary>The project itself first, then nearer ones before those that are further away; none of tests besides.</summary>
    public static ImmutableArray<CompilationContext> Of(CompilationContext compilation) => compilation.Get(c => new Known(c)).Projects;

    private static bool IsTest(Compilation project) => project.ReferencedAssemblyNames.Any(name => TypeNames.TestAssemblies.Contains(name.Name));

    private sealed class Known
    {
        public Known(CompilationContext compilation)
        {
            var projects = ImmutableArray.CreateBuilder<CompilationContext>();
            var seen = new HashSet<Compilation> { compilation.Compilation };
            var open = new Queue<Compilation>(seen);
            while (open.Count > 0)
            {
                var current = open.Dequeue();
                projects.Add(CompilationContext.For(current));
                foreach (var reference in current.References)
                {
                    if (reference is CompilationReference { Compilation: { Language: LanguageNames.CSharp } project } && seen.Add(project) && !IsTest(project))
                        open.Enqueue(project);
                }
            }

            Projects = projects.ToImmutable();
        }

        public ImmutableArray<CompilationContext> Projects { get; }
    }
}
