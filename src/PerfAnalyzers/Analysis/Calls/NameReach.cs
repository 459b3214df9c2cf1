using System.Collections.Concurrent;

namespace PerfAnalyzers.Analysis.Calls;

/// <summary>
/// Tells quickly, by names alone, that a method cannot lead to what is looked for. To bind a body costs as much as the compiler takes for
/// it; most bodies that a loop calls lead nowhere near a round trip, and their names show it.
/// </summary>
internal sealed class NameReach
{
    private static readonly int Loop = MentionReader.Number("foreach");

    private readonly ConcurrentDictionary<(int Name, MentionForm Form, int Depth), bool> known = new();
    private readonly ConcurrentDictionary<MentioningBody, bool> isEnd = new();
    private readonly ImmutableArray<ProjectNames> projects;
    private readonly HashSet<int> ends;
    private readonly HashSet<int> operators;
    private readonly HashSet<int> properties;
    private readonly HashSet<int> queries;

    /// <param name="compilation">The project that asks.</param>
    /// <param name="ends">
    /// The members that are looked for: a name, and what the source has to mention somewhere for the name to mean this member, when it
    /// is one that many things have.
    /// </param>
    /// <param name="operators">The names of the members that are looked for where they are called on a query; a loop over one counts too.</param>
    /// <param name="cancellationToken">Stops the reading of files.</param>
    /// <param name="properties">Ends that are properties, and so need not be called.</param>
    public NameReach(CompilationContext compilation, IEnumerable<(string Name, string? Mark)> ends, IEnumerable<string> operators, CancellationToken cancellationToken, params string[] properties)
    {
        this.properties = new HashSet<int>(properties.Select(MentionReader.Number));
        projects = SourceProjects.Of(compilation).Select(p => ProjectNames.For(p, cancellationToken)).ToImmutableArray();
        var isMentioned = new Dictionary<string, bool>(StringComparer.Ordinal);
        this.ends = new HashSet<int>(ends.Where(e => e.Mark is null || IsMentioned(e.Mark, isMentioned)).Select(e => MentionReader.Number(e.Name)));
        this.operators = new HashSet<int>(operators.Select(MentionReader.Number)) { Loop };
        queries = new HashSet<int>(MentionedNames.QueryTypes.Select(MentionReader.Number).Concat(projects.SelectMany(p => p.Queries)));
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
        return name is null || May(new Mention(MentionReader.Number(name), MentionForm.Called), depth);
    }

    private bool IsMentioned(string name, Dictionary<string, bool> known)
    {
        if (known.TryGetValue(name, out var answer))
            return answer;

        var number = MentionReader.Number(name);
        answer = projects.Any(p => p.Mentions(number));
        known.Add(name, answer);
        return answer;
    }

    private bool May(Mention mention, int depth)
    {
        var form = mention.Form & (MentionForm.Called | MentionForm.Handed);
        if (known.TryGetValue((mention.Name, form, depth), out var answer))
            return answer;

        answer = Search(mention, depth);
        known.TryAdd((mention.Name, form, depth), answer);
        return answer;
    }

    private bool Search(Mention mention, int depth)
    {
        foreach (var project in projects)
        {
            foreach (var body in project.Bodies(mention.Name))
            {
                if (mention.MayRun(body.Kind) && (IsEnd(body) || (depth > 1 && LeadsOn(body, depth - 1))))
                    return true;
            }
        }

        return false;
    }

    private bool LeadsOn(MentioningBody body, int depth)
    {
        foreach (var mention in body.Mentions)
        {
            if (May(mention, depth))
                return true;
        }

        return false;
    }

    private bool IsEnd(MentioningBody body)
    {
        if (isEnd.TryGetValue(body, out var known))
            return known;

        var hasQuery = body.HasQuery;
        var hasOperator = false;
        foreach (var mention in body.Mentions)
        {
            if ((mention.MayRun(BodyKind.Method) && ends.Contains(mention.Name)) || properties.Contains(mention.Name))
            {
                hasQuery = hasOperator = true;
                break;
            }

            hasQuery |= (mention.Form & (MentionForm.Member | MentionForm.Called)) != 0 && queries.Contains(mention.Name);
            hasOperator |= operators.Contains(mention.Name);
        }

        isEnd.TryAdd(body, hasQuery && hasOperator);
        return hasQuery && hasOperator;
    }

    /// <summary>The names of one project, gathered once for all that ask.</summary>
    private sealed class ProjectNames
    {
        private readonly Dictionary<int, List<MentioningBody>> bodies = new();
        private readonly HashSet<int> types = new();

        private ProjectNames(CompilationContext compilation, CancellationToken cancellationToken)
        {
            foreach (var tree in compilation.Compilation.SyntaxTrees)
            {
                var names = MentionedNames.Of(tree, cancellationToken);
                Queries.UnionWith(names.Queries);
                types.UnionWith(names.Types);
                foreach (var entry in names.Bodies)
                {
                    if (bodies.TryGetValue(entry.Key, out var known))
                        known.AddRange(entry.Value);
                    else
                        bodies.Add(entry.Key, new List<MentioningBody>(entry.Value));
                }
            }
        }

        public HashSet<int> Queries { get; } = new();

        public static ProjectNames For(CompilationContext compilation, CancellationToken cancellationToken) =>
            compilation.Get(c => new ProjectNames(c, cancellationToken));

        public bool Mentions(int name) => types.Contains(name) || bodies.Values.Any(b => b.Any(body => body.Mentions.Any(m => m.Name == name)));

        public IReadOnlyList<MentioningBody> Bodies(int name) => bodies.TryGetValue(name, out var found) ? found : Array.Empty<MentioningBody>();
    }
}
