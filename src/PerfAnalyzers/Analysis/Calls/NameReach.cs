using System.Collections.Concurrent;

namespace PerfAnalyzers.Analysis.Calls;

/// <summary>
/// Tells quickly, by names alone, that a method cannot lead to what is looked for. To bind a body costs as much as the compiler takes for
/// it; most bodies that a loop calls lead nowhere near a round trip, and their names show it.
/// </summary>
internal sealed class NameReach
{
    private readonly ConcurrentDictionary<(int Name, int Depth), bool> known = new();
    private readonly ImmutableArray<ProjectNames> projects;
    private readonly HashSet<int> ends;

    /// <param name="compilation">The project that asks.</param>
    /// <param name="ends">The names of the members that are looked for.</param>
    /// <param name="withQueries">Whether to mention anything whose type is a query counts too.</param>
    /// <param name="cancellationToken">Stops the reading of files.</param>
    public NameReach(CompilationContext compilation, IEnumerable<string> ends, bool withQueries, CancellationToken cancellationToken)
    {
        projects = SourceProjects.Of(compilation).Select(p => ProjectNames.For(p, cancellationToken)).ToImmutableArray();
        this.ends = new HashSet<int>(ends.Concat(withQueries ? MentionedNames.QueryTypes : ImmutableArray<string>.Empty).Select(MentionedNames.Number));
        if (withQueries)
            this.ends.UnionWith(projects.SelectMany(p => p.Queries));
    }

    /// <summary>Whether a method may lead to an end through no more than so many bodies, its own among them.</summary>
    public bool May(IMethodSymbol method, int depth)
    {
        var name = method switch
        {
            { AssociatedSymbol: IPropertySymbol { IsIndexer: false } property } => property.Name,
            { MethodKind: MethodKind.Constructor } => method.ContainingType.Name,
            { MethodKind: MethodKind.Ordinary or MethodKind.ExplicitInterfaceImplementation or MethodKind.ReducedExtension } => method.Name.Substring(method.Name.LastIndexOf('.') + 1),

            // Lambdas, local functions, indexers and operators go by no name.
            _ => null,
        };
        return name is null || May(MentionedNames.Number(name), depth);
    }

    private bool May(int name, int depth)
    {
        if (known.TryGetValue((name, depth), out var answer))
            return answer;

        answer = Search(name, depth);
        known.TryAdd((name, depth), answer);
        return answer;
    }

    private bool Search(int name, int depth)
    {
        foreach (var project in projects)
        {
            foreach (var mentioned in project.Bodies(name))
            {
                foreach (var other in mentioned)
                {
                    if (ends.Contains(other) || (depth > 1 && May(other, depth - 1)))
                        return true;
                }
            }
        }

        return false;
    }

    /// <summary>The names of one project, gathered once for all that ask.</summary>
    private sealed class ProjectNames
    {
        private readonly Dictionary<int, List<int[]>> bodies = new();

        private ProjectNames(CompilationContext compilation, CancellationToken cancellationToken)
        {
            foreach (var tree in compilation.Compilation.SyntaxTrees)
            {
                var names = MentionedNames.Of(tree, cancellationToken);
                Queries.UnionWith(names.Queries);
                foreach (var entry in names.Bodies)
                {
                    if (bodies.TryGetValue(entry.Key, out var known))
                        bodies[entry.Key] = known.Concat(entry.Value).ToList();
                    else
                        bodies.Add(entry.Key, entry.Value);
                }
            }
        }

        public HashSet<int> Queries { get; } = new();

        public static ProjectNames For(CompilationContext compilation, CancellationToken cancellationToken) =>
            compilation.Get(c => new ProjectNames(c, cancellationToken));

        public IReadOnlyList<int[]> Bodies(int name) => bodies.TryGetValue(name, out var found) ? found : Array.Empty<int[]>();
    }
}
