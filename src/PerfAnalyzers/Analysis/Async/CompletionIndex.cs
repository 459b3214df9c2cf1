using System.Runtime.CompilerServices;

namespace PerfAnalyzers.Analysis.Async;

/// <summary>
/// Which statements of a body can say anything about a task, and what they have said: without it every wait of a long
/// body would read all statements before it anew.
/// </summary>
internal sealed class CompletionIndex
{
    // A task in a collection in a WhenAll in a condition in another.
    private const int MostHops = 6;

    private static readonly ConditionalWeakTable<IOperation, CompletionIndex> Bodies = new();

    // A name -> the locals whose value or content mentions it.
    private readonly Dictionary<ISymbol, HashSet<ISymbol>> mentionedBy = new(SymbolEqualityComparer.Default);
    private readonly Dictionary<ISymbol, List<IOperation>> places = new(SymbolEqualityComparer.Default);
    private readonly Dictionary<IOperation, Sequence> sequences = new();

    private CompletionIndex(IOperation root)
    {
        foreach (var operation in root.DescendantsAndSelf())
            AddLinks(operation);
    }

    /// <summary>The index of the body that an operation is part of; made once.</summary>
    public static CompletionIndex Of(IOperation operation) => Bodies.GetValue(LocalValues.Root(operation), root => new CompletionIndex(root));

    /// <summary>
    /// What holds for a place before the operation at a position in a list of operations: what the last of those before it says that
    /// says anything. <paramref name="read"/> is asked at most once for each, and only for those that name the
    /// place, or something that holds it, or that ask in a way that needs no name.
    /// </summary>
    public Completion Before(IOperation parent, ImmutableArray<IOperation> operations, int position, IOperation place, Func<IOperation, IOperation, Completion> read)
    {
        // Several rules ask at once.
        lock (sequences)
        {
            if (!sequences.TryGetValue(parent, out var sequence))
                sequences[parent] = sequence = new Sequence(operations);

            var same = Same(place);
            return sequence.Of(same, () => SpeakersOf(same)).Before(position, operations, same, read);
        }
    }

    /// <summary>The operation that stands for all that read the same place.</summary>
    private IOperation Same(IOperation place)
    {
        if (Names(place).FirstOrDefault() is not { } name)
            return place;

        if (!places.TryGetValue(name, out var asked))
            places[name] = asked = new List<IOperation>();

        if (asked.FirstOrDefault(e => TaskStorage.Same(e, place)) is { } earlier)
            return earlier;

        asked.Add(place);
        return place;
    }

    private void AddLinks(IOperation operation)
    {
        switch (operation)
        {
            case IVariableDeclaratorOperation declarator when declarator.GetVariableInitializer() is { } initial:
                Link(declarator.Symbol, initial.Value);
                break;
            case IAssignmentOperation assignment:
                Link(TaskStorage.RootLocal(assignment.Target), assignment.Value);
                break;
            case IForEachLoopOperation loop:
                foreach (var element in loop.Locals)
                    Link(element, loop.Collection);

                break;
            case IIsPatternOperation match:
                foreach (var pattern in match.Pattern.DescendantsAndSelf())
                {
                    if (pattern is IDeclarationPatternOperation or IRecursivePatternOperation)
                        Link(NameOf(pattern), match.Value);
                }

                break;
            case IInvocationOperation call when call.Receiver() is { } filled:
                foreach (var argument in call.Arguments)
                    Link(TaskStorage.RootLocal(filled), argument.Value);

                break;
        }
    }

    private void Link(ISymbol? holder, IOperation value)
    {
        if (holder is null)
            return;

        foreach (var name in value.DescendantsAndSelf().Select(NameOf))
        {
            if (name is null || name.Is(holder))
                continue;

            if (!mentionedBy.TryGetValue(name, out var holders))
                mentionedBy[name] = holders = new HashSet<ISymbol>(SymbolEqualityComparer.Default);

            holders.Add(holder);
        }
    }

    private HashSet<ISymbol> SpeakersOf(IOperation place)
    {
        var all = new HashSet<ISymbol>(Names(place), SymbolEqualityComparer.Default);
        var last = all.ToList();
        for (var hop = 0; hop < MostHops && last.Count > 0; hop++)
        {
            var next = new List<ISymbol>();
            foreach (var holder in last.SelectMany(n => mentionedBy.TryGetValue(n, out var holders) ? holders : Enumerable.Empty<ISymbol>()))
            {
                if (all.Add(holder))
                    next.Add(holder);
            }

            last = next;
        }

        return all;
    }

    private static ISymbol? NameOf(IOperation operation) => operation switch
    {
        ILocalReferenceOperation local => local.Local,
        IParameterReferenceOperation parameter => parameter.Parameter,
        IMemberReferenceOperation member => member.Member,
        IVariableDeclaratorOperation declarator => declarator.Symbol,
        IDeclarationPatternOperation { DeclaredSymbol: { } declared } => declared,
        IRecursivePatternOperation { DeclaredSymbol: { } declared } => declared,
        _ => null,
    };

    private static IEnumerable<ISymbol> Names(IOperation place) =>
        place.DescendantsAndSelf().Select(NameOf).OfType<ISymbol>();

    /// <summary>The operations of a block, by what they name.</summary>
    private sealed class Sequence
    {
        private readonly Dictionary<ISymbol, List<int>> byName = new(SymbolEqualityComparer.Default);
        private readonly List<int> nameless = new();
        private readonly Dictionary<IOperation, Track> tracks = new();

        public Sequence(ImmutableArray<IOperation> operations)
        {
            for (var i = 0; i < operations.Length; i++)
            {
                foreach (var operation in operations[i].DescendantsAndSelf())
                    Add(operation, i);
            }
        }

        public Track Of(IOperation place, Func<HashSet<ISymbol>> speakers)
        {
            if (!tracks.TryGetValue(place, out var track))
            {
                var positions = new SortedSet<int>(nameless);
                foreach (var name in speakers())
                    positions.UnionWith(byName.TryGetValue(name, out var named) ? named : Enumerable.Empty<int>());

                tracks[place] = track = new Track(positions.ToArray());
            }

            return track;
        }

        private void Add(IOperation operation, int position)
        {
            if (NameOf(operation) is { } name)
            {
                if (!byName.TryGetValue(name, out var named))
                    byName[name] = named = new List<int>();

                AddOnce(named, position);
            }

            // HasValue may ask a field of its class; a batch completes tasks that it is not given.
            if (operation is IPropertyReferenceOperation { Property: { Type.SpecialType: SpecialType.System_Boolean, DeclaringSyntaxReferences.IsEmpty: false } }
                || (operation is IInvocationOperation call && CompletionFacts.IsBatchCall(call)))
            {
                AddOnce(nameless, position);
            }
        }

        private static void AddOnce(List<int> positions, int position)
        {
            if (positions.Count == 0 || positions[positions.Count - 1] != position)
                positions.Add(position);
        }
    }

    /// <summary>What the operations of a block say about one place, read as far as somebody asked.</summary>
    private sealed class Track
    {
        private readonly int[] positions;
        private readonly List<Completion> last = new();

        public Track(int[] positions) => this.positions = positions;

        public Completion Before(int position, ImmutableArray<IOperation> operations, IOperation place, Func<IOperation, IOperation, Completion> read)
        {
            var found = Array.BinarySearch(positions, position);
            var count = found < 0 ? ~found : found;
            while (last.Count < count)
            {
                var said = read(operations[positions[last.Count]], place);
                last.Add(said == Completion.Same && last.Count > 0 ? last[last.Count - 1] : said);
            }

            return count == 0 ? Completion.Same : last[count - 1];
        }
    }
}
