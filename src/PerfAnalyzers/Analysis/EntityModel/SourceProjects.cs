namespace PerfAnalyzers.Analysis.EntityModel;

/// <summary>The projects whose source can be read from a compilation: its own and those referenced as source, however far away.</summary>
internal static class SourceProjects
{
    public static IEnumerable<CompilationContext> Of(CompilationContext compilation)
    {
        var seen = new HashSet<Compilation> { compilation.Compilation };
        var open = new Stack<Compilation>(seen);
        while (open.Count > 0)
        {
            var current = open.Pop();
            yield return CompilationContext.For(current);
            foreach (var reference in current.References)
            {
                if (reference is CompilationReference project && project.Compilation.Language == LanguageNames.CSharp && seen.Add(project.Compilation))
                    open.Push(project.Compilation);
            }
        }
    }
}
