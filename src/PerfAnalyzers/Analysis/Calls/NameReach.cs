using System.Collections.Concurrent;

namespace PerfAnalyzers.Analysis.Calls;

/// <summary>
/// Tells quickly, by names alone, that a method cannot lead to what is looked for. To bind a body costs as much as the compiler takes for
/// it; most bodies that a loop calls lead nowhere near a round trip, and their names show it.
/// </summary>
internal sealed class NameReach
{
    private static readonly int Loop = MentionReader.Number("foreach");

    private readonly List<Level> levels = new();
    private readonly ImmutableArray<ProjectNames> projects;
    private readonly HashSet<int> ends;
    private readonly HashSet<int> operators;
    private readonly HashSet<int> properties;
    private readonly HashSet<int> queries;
    private readonly ConcurrentDictionary<(IMethodSymbol Method, int Depth), bool> own = new();

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
        return name is null || (May(name, depth) && MayItself(MethodBodies.Declared(method), depth));
    }

    /// <summary>Whether the very method may, and not only another of its name: half of all methods are named Get, Load or Add.</summary>
    private bool MayItself(IMethodSymbol method, int depth)
    {
        if (method is not { MethodKind: MethodKind.Ordinary or MethodKind.ExplicitInterfaceImplementation, DeclaringSyntaxReferences.Length: 1 }
            || Implementations.CanBeReplaced(method)
            || RequestHandlers.MaySend(method))
        {
            return true;
        }

        return own.GetOrAdd((method, depth), key =>
        {
            var declaration = key.Method.DeclaringSyntaxReferences[0];
            return MentionedNames.Of(declaration.SyntaxTree, CancellationToken.None).Within(declaration.Span) is not { } body
                || IsEnd(body)
                || (key.Depth > 1 && At(key.Depth - 1).IsMentioned(body));
        });
    }

    /// <summary>Whether a method of this name may.</summary>
    public bool May(string name, int depth) => At(depth).Has(new Mention(MentionReader.Number(name), MentionForm.Called));

    private bool IsMentioned(string name, Dictionary<string, bool> known)
    {
        if (known.TryGetValue(name, out var answer))
            return answer;

        var number = MentionReader.Number(name);
        answer = projects.Any(p => p.Mentions(number));
        known.Add(name, answer);
        return answer;
    }

    /// <summary>What leads to an end through so many bodies; each level is found from the one before, in one pass over what it left.</summary>
    private Level At(int depth)
    {
        lock (levels)
        {
            if (levels.Count == 0)
                levels.Add(new Level(projects.SelectMany(p => p.All), IsEnd, null));

            while (levels.Count < depth)
            {
                var last = levels[levels.Count - 1];
                levels.Add(new Level(last.Rest, last.IsMentioned, last));
            }

            return levels[depth - 1];
        }
    }

    private bool IsEnd(MentioningBody body)
    {
        var hasQuery = body.HasQuery;
        var hasOperator = false;
        foreach (var mention in body.Mentions)
        {
            if ((mention.MayRun(BodyKind.Method) && ends.Contains(mention.Name)) || properties.Contains(mention.Name))
                return true;

            hasQuery |= (mention.Form & (MentionForm.Member | MentionForm.Called)) != 0 && queries.Contains(mention.Name);
            hasOperator |= operators.Contains(mention.Name);
        }

        return hasQuery && hasOperator;
    }

    /// <summary>The names whose bodies lead to an end through no more than so many bodies, and the bodies that do not.</summary>
    private sealed class Level
    {
        private readonly HashSet<int> methods;
        private readonly HashSet<int> others;

        public Level(IEnumerable<NamedBody> bodies, Func<MentioningBody, bool> leads, Level? before)
        {
            methods = before is null ? new() : new(before.methods);
            others = before is null ? new() : new(before.others);
            foreach (var body in bodies)
            {
                if (leads(body.Body))
                    (body.Body.Kind == BodyKind.Method ? methods : others).Add(body.Name);
                else
                    Rest.Add(body);
            }
        }

        public List<NamedBody> Rest { get; } = new();

        public bool Has(Mention mention) => others.Contains(mention.Name) || (mention.MayRun(BodyKind.Method) && methods.Contains(mention.Name));

        public bool IsMentioned(MentioningBody body)
        {
            foreach (var mention in body.Mentions)
            {
                if (Has(mention))
                    return true;
            }

            return false;
        }
    }

    private readonly record struct NamedBody(int Name, MentioningBody Body);

    /// <summary>The names of one project, gathered once for all that ask.</summary>
    private sealed class ProjectNames
    {
        private readonly HashSet<int> types = new();
        private readonly Lazy<HashSet<int>> mentioned;

        private ProjectNames(CompilationContext compilation, CancellationToken cancellationToken)
        {
            foreach (var tree in compilation.Compilation.SyntaxTrees)
            {
                var names = MentionedNames.Of(tree, cancellationToken);
                Queries.UnionWith(names.Queries);
                types.UnionWith(names.Types);
                foreach (var entry in names.Bodies)
                {
                    foreach (var body in entry.Value)
                        All.Add(new NamedBody(entry.Key, body));
                }
            }

            mentioned = new(() =>
            {
                var names = new HashSet<int>(types);
                foreach (var body in All)
                {
                    foreach (var mention in body.Body.Mentions)
                        names.Add(mention.Name);
                }

                return names;
            });
        }

        public HashSet<int> Queries { get; } = new();

        public List<NamedBody> All { get; } = new();

        public static ProjectNames For(CompilationContext compilation, CancellationToken cancellationToken) =>
            compilation.Get(c => new ProjectNames(c, cancellationToken));

        public bool Mentions(int name) => mentioned.Value.Contains(name);
    }
}
