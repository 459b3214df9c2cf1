using System.Collections.Concurrent;

namespace PerfAnalyzers.Analysis.Calls;

/// <summary>
/// Whether the text of a project mentions something: for what whoever does it has to write out, in whichever place. Each project is searched once
/// for each question, whoever asks.
/// </summary>
internal sealed class ProjectText
{
    private readonly CompilationContext project;
    private readonly ConcurrentDictionary<string, bool> known = new(StringComparer.Ordinal);

    private ProjectText(CompilationContext project) => this.project = project;

    public static ProjectText For(CompilationContext project) => project.Get(p => new ProjectText(p));

    public bool Mentions(string text) => known.GetOrAdd(text, Find);

    private bool Find(string sought)
    {
        foreach (var tree in project.Compilation.SyntaxTrees)
        {
            if (tree.TryGetText(out var text) && text.ToString().IndexOf(sought, StringComparison.Ordinal) >= 0)
                return true;
        }

        return false;
    }
}
