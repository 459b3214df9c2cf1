using System.Collections.Concurrent;
using PerfAnalyzers.Analysis.Calls;
using PerfAnalyzers.Analysis.Iteration;
using PerfAnalyzers.Knowledge.RoundTrips;

namespace PerfAnalyzers.Analysis.RoundTrips;

/// <summary>
/// Tells which round trips a call makes in the end, through every method in source that it leads to. Each method is read once;
/// what it does is remembered for the life of the compilation.
/// </summary>
internal sealed class RoundTripFacts
{
    /// <summary>A way through more methods than this is no longer followed: nobody would recognise the cause.</summary>
    private const int LongestPath = 6;

    /// <summary>How many methods one question may open before the answer is "not known".</summary>
    private const int MostMethods = 200;

    private static readonly ImmutableArray<RoundTripPath> Nothing = ImmutableArray<RoundTripPath>.Empty;

    private readonly ConcurrentDictionary<Question, ImmutableArray<RoundTripPath>> known = new();
    private readonly CompilationContext compilation;
    private readonly Lazy<NameReach?> names;

    private RoundTripFacts(CompilationContext compilation)
    {
        this.compilation = compilation;
        names = new(() =>
        {
            var table = RoundTripTable.For(compilation);
            return table.NamesBesideQueries(RoundTripKind.File, RoundTripKind.Connection) is { } ends
                ? new NameReach(compilation, ends, table.NamesOfQueries.Concat(CallSites.NamesOfChanges))
                : null;
        });
    }

    public static RoundTripFacts For(CompilationContext compilation) => compilation.Get(c => new RoundTripFacts(c));

    /// <summary>
    /// The round trips of an operation, the best way to each kind of them: the operation itself, or what it calls. A way that
    /// runs only on a miss of a cache, or only when something has failed, is none. Files are left out: whether one matters depends on more.
    /// </summary>
    /// <param name="operation">What may leave the process.</param>
    /// <param name="isAction">Whether nobody uses the answer: then everything that the call does matters, not only the nearest way.</param>
    /// <param name="cancellationToken">Stops the search.</param>
    public ImmutableArray<RoundTripPath> Of(IOperation operation, bool isAction, CancellationToken cancellationToken)
    {
        if (RoundTripReader.For(compilation).Read(operation) is { } direct)
            return ImmutableArray.Create(RoundTripPath.To(direct));

        // Most ways are short, and what is near is read first: the whole of what can be reached is only opened when nothing near is certain.
        // One method further tells what else the call does: whoever loads a row and saves it does so by another call.
        var paths = Nothing;
        for (var depth = 2; depth <= LongestPath && (isAction || !paths.Any(p => p.Certainty == PathCertainty.Certain)); depth++)
            paths = Behind(operation, self: null, ConstantArguments.None, depth, new Search(cancellationToken));

        return paths;
    }

    private ImmutableArray<RoundTripPath> Behind(IOperation call, INamedTypeSymbol? self, ConstantArguments given, int depth, Search search)
    {
        var targets = CallTargets.Of(call, compilation, self);
        if (targets.Methods.IsEmpty)
            return Nothing;

        var arguments = ConstantArguments.Of(call, given);
        var answers = targets.Methods.Select((method, i) => (Method: method, Inherited: Inherited(call, method), Paths: OfMethod(method, targets.Object(i), arguments, depth, search))).ToList();
        var best = new BestPaths();
        foreach (var (method, inherited, paths) in answers)
        {
            if (inherited is not null)
                best.Add(RoundTripPath.To(inherited));

            foreach (var path in paths)
            {
                // Where another class behind the same interface stays in the process, nothing is sure.
                var agreed = answers.All(a => a.Inherited?.Kind == path.End.Kind
                    || a.Paths.Any(p => p.IsKnown && p.End.Kind == path.End.Kind && p.End.IsPending == path.End.IsPending));
                best.Add(path.Through(new CallStep(targets.Name, method, call), agreed));
            }
        }

        return best.ToImmutable();
    }

    /// <summary>
    /// The round trip itself, where a class of the project stands behind its interface with what it has inherited from a library: a context
    /// that is its own unit of work.
    /// </summary>
    private RoundTrip? Inherited(IOperation call, IMethodSymbol method) =>
        MethodBodies.Declared(method).DeclaringSyntaxReferences.IsEmpty && RoundTripTable.For(compilation).Find(method) is { Shape: RoundTripShape.Call } row
            ? new RoundTrip(call, method.Name, row, query: null)
            : null;

    private ImmutableArray<RoundTripPath> OfMethod(IMethodSymbol method, INamedTypeSymbol? self, ConstantArguments arguments, int depth, Search search)
    {
        var declared = MethodBodies.Declared(method);
        var key = new Question(declared, self, arguments.Key, depth);
        if (depth == 0)
            return Nothing;

        if (known.TryGetValue(key, out var answer))
            return answer;

        if (names.Value?.May(declared, depth) == false || !search.Enter(declared))
            return Nothing;

        var cutBefore = search.Cuts;
        answer = MethodBodies.For(compilation).Of(method) is { } body ? Read(body, self, arguments, depth, search) : Nothing;
        search.Leave(declared);

        // What was cut off by the bounds of this question may be answered when another one starts nearer.
        if (search.Cuts == cutBefore || search.IsOutermost)
            known.TryAdd(key, answer);

        return answer;
    }

    private ImmutableArray<RoundTripPath> Read(MethodBody body, INamedTypeSymbol? self, ConstantArguments arguments, int depth, Search search)
    {
        var best = new BestPaths();
        foreach (var site in CallSites.Of(body))
        {
            search.CancellationToken.ThrowIfCancellationRequested();
            if (site.RoundTrip is { } direct)
            {
                if (direct.LeavesMachine)
                    Add(best, RoundTripPath.To(direct), site.Operation, body, arguments);
                continue;
            }

            foreach (var path in Behind(site.Operation, self, arguments, depth - 1, search))
                Add(best, path, site.Operation, body, arguments);
        }

        return best.ToImmutable();
    }

    private static void Add(BestPaths best, RoundTripPath path, IOperation place, MethodBody body, ConstantArguments arguments)
    {
        if (!best.Wants(path) || arguments.Exclude(place) || PlaceInLoop.RefineInMethod(body.Root, place) != IterationKind.Unknown)
            return;

        best.Add(path.From(Branches.Count(place, body.Root), Iterations.PerElement(place, body.Compilation) is not null));
    }

    /// <summary>
    /// The best way to each kind of round trip; of those that ask for what the caller names and of those that ask for the same always.
    /// What writes, what only waits for a save, and what begins a transaction, are kinds of their own.
    /// </summary>
    private sealed class BestPaths
    {
        private readonly Dictionary<(RoundTripKind Kind, bool IsWrite, bool IsPending, bool Begins, bool IsConstant), RoundTripPath> paths = new();

        public bool Wants(RoundTripPath path) => !paths.TryGetValue(Key(path), out var known) || path.IsBetterThan(known);

        public void Add(RoundTripPath path)
        {
            if (Wants(path))
                paths[Key(path)] = path;
        }

        public ImmutableArray<RoundTripPath> ToImmutable() =>
            paths.Count == 0 ? Nothing : paths.OrderBy(p => p.Key.Kind).ThenBy(p => p.Key.IsWrite).ThenBy(p => p.Key.IsPending).ThenBy(p => p.Key.IsConstant).Select(p => p.Value).ToImmutableArray();

        private static (RoundTripKind Kind, bool IsWrite, bool IsPending, bool Begins, bool IsConstant) Key(RoundTripPath path) =>
            (path.End.Kind, path.End.Row is { IsWrite: true }, path.End.IsPending, path.End.BeginsTransaction, path.Use.IsNothing);
    }

    /// <summary>One question on its way through the methods: what is open now, and how much it may still cost.</summary>
    private sealed class Search
    {
        private readonly HashSet<ISymbol> open = new(SymbolEqualityComparer.Default);
        private int entered;

        public Search(CancellationToken cancellationToken) => CancellationToken = cancellationToken;

        public CancellationToken CancellationToken { get; }

        /// <summary>How often a bound or a circle has kept the search from reading a method.</summary>
        public int Cuts { get; private set; }

        public bool IsOutermost => open.Count == 0;

        public bool Enter(ISymbol method)
        {
            if (entered < MostMethods && open.Add(method))
            {
                entered++;
                return true;
            }

            Cuts++;
            return false;
        }

        public void Leave(ISymbol method) => open.Remove(method);
    }

    /// <summary>What a method does on an object of a class, for callers that say the same, as far as so many methods show.</summary>
    private readonly struct Question : IEquatable<Question>
    {
        private readonly IMethodSymbol method;
        private readonly INamedTypeSymbol? self;
        private readonly string arguments;
        private readonly int depth;

        public Question(IMethodSymbol method, INamedTypeSymbol? self, string arguments, int depth)
        {
            this.method = method;
            this.self = self;
            this.arguments = arguments;
            this.depth = depth;
        }

        public bool Equals(Question other) =>
            depth == other.depth && method.Is(other.method) && (self is null ? other.self is null : self.Is(other.self)) && arguments == other.arguments;

        public override bool Equals(object? obj) => obj is Question other && Equals(other);

        public override int GetHashCode() =>
            (((((SymbolEqualityComparer.Default.GetHashCode(method) * 397) ^ SymbolEqualityComparer.Default.GetHashCode(self)) * 397) ^ StringComparer.Ordinal.GetHashCode(arguments)) * 397) ^ depth;
    }
}
