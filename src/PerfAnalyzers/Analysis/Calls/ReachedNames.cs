using PerfAnalyzers.Knowledge.RoundTrips;

namespace PerfAnalyzers.Analysis.Calls;

/// <summary>
/// The names whose bodies lead to an end, by how many bodies lie between. After an edit the names are kept when the changed file adds none; one that it no
/// longer adds only makes a search look at more than it had to.
/// </summary>
internal sealed class ReachedNames
{
    private readonly SoughtNames sought;
    private readonly MentionedNames[] files;
    private readonly HashSet<int> absentMarks;
    private readonly HashSet<int> ends;
    private readonly HashSet<int> queries;
    private readonly ImmutableArray<Level> levels;

    // The bodies that are not reached yet; null after an edit, when they are not known.
    private List<NamedBody>? rest;

    private ReachedNames(SoughtNames sought, CompilationContext compilation, MentionedNames[] files, int depth)
    {
        this.sought = sought;
        this.files = files;
        var names = compilation.Get(c => new NamesOfFiles(files, QueryProviders.For(c).Makers));
        queries = names.Queries;
        absentMarks = sought.Marks;
        var marks = new HashSet<int>(absentMarks.Where(names.Mentions));
        absentMarks.ExceptWith(marks);
        ends = sought.Ends(marks);
        rest = new List<NamedBody>();
        levels = Deeper(ImmutableArray.Create(new Level(names.Bodies, IsEnd, null, rest)), depth);
    }

    private ReachedNames(ReachedNames last, MentionedNames[] files)
    {
        sought = last.sought;
        absentMarks = last.absentMarks;
        ends = last.ends;
        queries = last.queries;
        levels = last.levels;
        this.files = files;
    }

    private ReachedNames(ReachedNames last, int depth)
        : this(last, last.files)
    {
        rest = last.rest;
        levels = Deeper(last.levels, depth);
    }

    /// <summary>How many bodies the search was made for.</summary>
    public int Depth => levels.Length;

    /// <summary>What holds for a project, and the projects it references as source.</summary>
    /// <param name="sought">What is looked for.</param>
    /// <param name="compilation">The project.</param>
    /// <param name="depth">How many bodies may lie on the way.</param>
    /// <param name="last">What held for an earlier compilation of the same declarations.</param>
    public static ReachedNames Of(SoughtNames sought, CompilationContext compilation, int depth, ReachedNames? last)
    {
        var files = compilation.Get(c => new FilesOfProjects(c)).All;
        if (last is null)
            return new ReachedNames(sought, compilation, files, depth);

        if (ReferenceEquals(last.files, files) && last.Depth >= depth)
            return last;

        if (ReferenceEquals(last.files, files) && last.rest is not null)
            return new ReachedNames(last, depth);

        return last.Depth >= depth && last.HoldsFor(files)
            ? new ReachedNames(last, files)
            : new ReachedNames(sought, compilation, files, Math.Max(depth, last.Depth));
    }

    public bool Has(int depth, Mention mention) => levels[depth - 1].Has(mention);

    /// <summary>Whether a body leads to an end through no more than so many bodies, itself among them.</summary>
    public bool Leads(int depth, MentioningBody body) => IsEnd(body) || (depth > 1 && levels[depth - 2].IsMentioned(body));

    private bool IsEnd(MentioningBody body) => sought.IsEnd(body, ends, queries);

    private ImmutableArray<Level> Deeper(ImmutableArray<Level> known, int depth)
    {
        var built = known.ToBuilder();
        while (built.Count < depth)
        {
            var left = new List<NamedBody>();
            built.Add(new Level(rest!, built[built.Count - 1].IsMentioned, built[built.Count - 1], left));
            rest = left;
        }

        return built.ToImmutable();
    }

    private bool HoldsFor(MentionedNames[] others)
    {
        if (others.Length != files.Length)
            return false;

        for (var i = 0; i < files.Length; i++)
        {
            if (!ReferenceEquals(files[i], others[i]) && AddsNames(others[i]))
                return false;
        }

        return true;
    }

    private bool AddsNames(MentionedNames file)
    {
        foreach (var entry in file.Bodies)
        {
            foreach (var body in entry.Value)
            {
                if (Array.Exists(body.Mentions, m => absentMarks.Contains(m.Name)))
                    return true;

                for (var depth = 1; depth <= levels.Length; depth++)
                {
                    if (Leads(depth, body))
                    {
                        if (!levels[depth - 1].HasBody(entry.Key, body.Kind))
                            return true;

                        break;
                    }
                }
            }
        }

        return false;
    }

    /// <summary>The names whose bodies lead to an end through no more than so many bodies.</summary>
    private sealed class Level
    {
        private readonly HashSet<int> methods;
        private readonly HashSet<int> others;

        public Level(IEnumerable<NamedBody> bodies, Func<MentioningBody, bool> leads, Level? before, List<NamedBody> rest)
        {
            methods = before is null ? new() : new(before.methods);
            others = before is null ? new() : new(before.others);
            foreach (var body in bodies)
            {
                if (leads(body.Body))
                    (body.Body.Kind == BodyKind.Method ? methods : others).Add(body.Name);
                else
                    rest.Add(body);
            }
        }

        public bool HasBody(int name, BodyKind kind) => (kind == BodyKind.Method ? methods : others).Contains(name);

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

    /// <summary>What the files of the projects mention, in one order.</summary>
    private sealed class FilesOfProjects
    {
        public FilesOfProjects(CompilationContext compilation) =>
            All = SourceProjects.Of(compilation).SelectMany(p => p.Compilation.SyntaxTrees).Select(t => MentionedNames.Of(t, CancellationToken.None)).ToArray();

        public MentionedNames[] All { get; }
    }

    /// <summary>The names of all files together, gathered once for all that are looked for.</summary>
    private sealed class NamesOfFiles
    {
        private readonly HashSet<int> types = new();
        private readonly Lazy<HashSet<int>> mentioned;

        public NamesOfFiles(MentionedNames[] files, IEnumerable<string> makers)
        {
            Queries.UnionWith(makers.Select(MentionReader.Number));
            Queries.UnionWith(MentionedNames.QueryTypes.Select(MentionReader.Number));
            foreach (var file in files)
            {
                Queries.UnionWith(file.Queries);
                types.UnionWith(file.Types);
                foreach (var entry in file.Bodies)
                {
                    foreach (var body in entry.Value)
                        Bodies.Add(new NamedBody(entry.Key, body));
                }
            }

            mentioned = new(() =>
            {
                var names = new HashSet<int>(types);
                foreach (var body in Bodies)
                {
                    foreach (var mention in body.Body.Mentions)
                        names.Add(mention.Name);
                }

                return names;
            });
        }

        public HashSet<int> Queries { get; } = new();

        public List<NamedBody> Bodies { get; } = new();

        public bool Mentions(int name) => mentioned.Value.Contains(name);
    }
}
