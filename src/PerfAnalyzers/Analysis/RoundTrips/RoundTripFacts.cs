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
    private const int LongestPath = 8;

    /// <summary>How many methods one question may open before the answer is "not known".</summary>
    private const int MostMethods = 400;

    private static readonly ImmutableArray<RoundTripPath> Nothing = ImmutableArray<RoundTripPath>.Empty;

    private readonly ConcurrentDictionary<(ISymbol Method, string Arguments), ImmutableArray<RoundTripPath>> known = new(KeyComparer.Instance);
    private readonly CompilationContext compilation;

    private RoundTripFacts(CompilationContext compilation) => this.compilation = compilation;

    public static RoundTripFacts For(CompilationContext compilation) => compilation.Get(c => new RoundTripFacts(c));

    /// <summary>
    /// The round trips of an operation, the best way to each kind of them: the operation itself, or what it calls. A way that
    /// runs only on a miss of a cache, or only when something has failed, is none.
    /// </summary>
    public ImmutableArray<RoundTripPath> Of(IOperation operation, CancellationToken cancellationToken)
    {
        var direct = RoundTripReader.For(compilation).Read(operation);
        return direct is not null
            ? ImmutableArray.Create(new RoundTripPath(ImmutableArray<CallStep>.Empty, direct, direct.IsCertain, isInLoop: false))
            : Behind(operation, new Search(cancellationToken));
    }

    private ImmutableArray<RoundTripPath> Behind(IOperation call, Search search)
    {
        var targets = CallTargets.Of(call, compilation);
        if (targets.Methods.IsEmpty)
            return Nothing;

        var arguments = ConstantArguments.Of(call);
        var answers = targets.Methods.Select(method => (Method: method, Paths: OfMethod(method, arguments, search))).ToList();
        var best = new BestPaths();
        foreach (var (method, paths) in answers)
        {
            foreach (var path in paths)
            {
                // Where another class behind the same interface stays in the process, nothing is sure.
                var agreed = answers.All(a => a.Paths.Any(p => p.IsCertain && p.End.Kind == path.End.Kind));
                best.Add(path.Through(new CallStep(targets.Name, method, RoundTrip.Shortest(call)), agreed, isInLoop: false));
            }
        }

        return best.ToImmutable();
    }

    private ImmutableArray<RoundTripPath> OfMethod(IMethodSymbol method, ConstantArguments arguments, Search search)
    {
        var key = ((ISymbol)MethodBodies.Declared(method), arguments.Key);
        if (known.TryGetValue(key, out var answer))
            return answer;

        if (!search.Enter(key.Item1))
            return Nothing;

        var cutBefore = search.Cuts;
        answer = MethodBodies.For(compilation).Of(method) is { } body ? Read(body, arguments, search) : Nothing;
        search.Leave(key.Item1);

        // What was cut off by the bounds of this question may be answered when another one starts nearer.
        if (search.Cuts == cutBefore || search.IsOutermost)
            known.TryAdd(key, answer);

        return answer;
    }

    private ImmutableArray<RoundTripPath> Read(MethodBody body, ConstantArguments arguments, Search search)
    {
        var best = new BestPaths();
        var reader = RoundTripReader.For(body.Compilation);
        foreach (var operation in RunningCode.Of(body))
        {
            search.CancellationToken.ThrowIfCancellationRequested();
            if (reader.Read(operation) is { } direct)
            {
                var path = new RoundTripPath(ImmutableArray<CallStep>.Empty, direct, direct.IsCertain, isInLoop: false);
                Add(best, path, operation, body, arguments);
                continue;
            }

            foreach (var path in Behind(operation, search))
                Add(best, path, operation, body, arguments);
        }

        return best.ToImmutable();
    }

    private static void Add(BestPaths best, RoundTripPath path, IOperation place, MethodBody body, ConstantArguments arguments)
    {
        if (!best.Wants(path) || arguments.Exclude(place) || PlaceInLoop.RefineInMethod(body.Root, place) != IterationKind.Unknown)
            return;

        best.Add(Iterations.PerElement(place, body.Compilation) is null ? path : new RoundTripPath(path.Steps, path.End, path.IsCertain, isInLoop: true));
    }

    /// <summary>The best way to each kind of round trip.</summary>
    private sealed class BestPaths
    {
        private readonly Dictionary<RoundTripKind, RoundTripPath> paths = new();

        public bool Wants(RoundTripPath path) => !paths.TryGetValue(path.End.Kind, out var known) || path.IsBetterThan(known);

        public void Add(RoundTripPath path)
        {
            if (Wants(path))
                paths[path.End.Kind] = path;
        }

        public ImmutableArray<RoundTripPath> ToImmutable() => paths.Count == 0 ? Nothing : paths.OrderBy(p => p.Key).Select(p => p.Value).ToImmutableArray();
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
            if (open.Count < LongestPath && entered < MostMethods && open.Add(method))
            {
                entered++;
                return true;
            }

            Cuts++;
            return false;
        }

        public void Leave(ISymbol method) => open.Remove(method);
    }

    private sealed class KeyComparer : IEqualityComparer<(ISymbol Method, string Arguments)>
    {
        public static readonly KeyComparer Instance = new();

        public bool Equals((ISymbol Method, string Arguments) x, (ISymbol Method, string Arguments) y) =>
            x.Method.Is(y.Method) && x.Arguments == y.Arguments;

        public int GetHashCode((ISymbol Method, string Arguments) key) =>
            (SymbolEqualityComparer.Default.GetHashCode(key.Method) * 397) ^ StringComparer.Ordinal.GetHashCode(key.Arguments);
    }
}
