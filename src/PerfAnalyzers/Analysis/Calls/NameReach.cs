using System.Collections.Concurrent;
using PerfAnalyzers.Analysis.Declarations;

namespace PerfAnalyzers.Analysis.Calls;

/// <summary>
/// Tells quickly, by names alone, that a method cannot lead to what is looked for. To bind a body costs as much as the compiler takes for
/// it; most bodies that a loop calls lead nowhere near a round trip, and their names show it.
/// </summary>
internal sealed class NameReach
{
    private readonly CompilationContext compilation;
    private readonly SoughtNames sought;
    private readonly ConcurrentDictionary<(IMethodSymbol Method, int Depth), bool> own = new();
    private ReachedNames? reached;

    /// <param name="compilation">The project that asks.</param>
    /// <param name="ends">
    /// The members that are looked for: a name, and what the source has to mention somewhere for the name to mean this member, when it
    /// is one that many things have.
    /// </param>
    /// <param name="operators">The names of the members that are looked for where they are called on a query; a loop over one counts too.</param>
    /// <param name="properties">Ends that are properties, and so need not be called.</param>
    public NameReach(CompilationContext compilation, IEnumerable<(string Name, string? Mark)> ends, IEnumerable<string> operators, params string[] properties)
    {
        this.compilation = compilation;
        sought = new SoughtNames(ends, operators, properties);
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

    /// <summary>Whether a method of this name may.</summary>
    public bool May(string name, int depth) => At(depth).Has(depth, new Mention(MentionReader.Number(name), MentionForm.Called));

    /// <summary>Whether the very method may, and not only another of its name: half of all methods are named Get, Load or Add.</summary>
    private bool MayItself(IMethodSymbol method, int depth)
    {
        if (method is not { MethodKind: MethodKind.Ordinary or MethodKind.ExplicitInterfaceImplementation or MethodKind.PropertyGet, DeclaringSyntaxReferences.Length: 1 }
            || Implementations.CanBeReplaced(method)
            || RequestHandlers.MaySend(method))
        {
            return true;
        }

        return own.TryGetValue((method, depth), out var known) ? known : own.GetOrAdd((method, depth), MayItself);
    }

    private bool MayItself((IMethodSymbol Method, int Depth) key)
    {
        var declaration = key.Method.DeclaringSyntaxReferences[0];
        return MentionedNames.Of(declaration.SyntaxTree, CancellationToken.None).Within(declaration.Span) is not { } body || At(key.Depth).Leads(key.Depth, body);
    }

    private ReachedNames At(int depth)
    {
        if (Volatile.Read(ref reached) is { } known && known.Depth >= depth)
            return known;

        var found = ProjectFacts.Update<AllReached>(compilation, last => (last ?? new AllReached()).With(sought, compilation, depth)).Of(sought);
        Volatile.Write(ref reached, found);
        return found;
    }

    /// <summary>What is kept from one compilation to the next, for each kind of end.</summary>
    private sealed class AllReached
    {
        /// <summary>Kinds of ends are few; only tables that are being edited make more.</summary>
        private const int Most = 16;

        private ImmutableArray<(SoughtNames Sought, ReachedNames Reached)> all = ImmutableArray<(SoughtNames, ReachedNames)>.Empty;

        public ReachedNames Of(SoughtNames sought) => all[IndexOf(sought)].Reached;

        public AllReached With(SoughtNames sought, CompilationContext compilation, int depth)
        {
            var at = IndexOf(sought);
            var reached = ReachedNames.Of(sought, compilation, depth, at < 0 ? null : all[at].Reached);
            return new AllReached
            {
                all = at >= 0 ? all.SetItem(at, (sought, reached)) : (all.Length < Most ? all : all.RemoveAt(0)).Add((sought, reached)),
            };
        }

        private int IndexOf(SoughtNames sought)
        {
            for (var i = 0; i < all.Length; i++)
            {
                if (all[i].Sought.IsSame(sought))
                    return i;
            }

            return -1;
        }
    }
}
