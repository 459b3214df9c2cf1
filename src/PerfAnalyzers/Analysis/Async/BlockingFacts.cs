using System.Collections.Concurrent;
using PerfAnalyzers.Analysis.Calls;
using PerfAnalyzers.Analysis.Iteration;
using PerfAnalyzers.Analysis.RoundTrips;
using PerfAnalyzers.Knowledge;
using PerfAnalyzers.Knowledge.RoundTrips;

namespace PerfAnalyzers.Analysis.Async;

/// <summary>The way from a call to the operation that it blocks on.</summary>
/// <param name="Steps">The calls, outermost first.</param>
/// <param name="End">What blocks.</param>
internal sealed record BlockingPath(ImmutableArray<CallStep> Steps, BlockingLeaf End)
{
    /// <summary>The task that the last call hands over to be waited for, where its method waits for nothing of its own.</summary>
    public IOperation? Given { get; init; }

    /// <summary>The way in short: <c>Load → ReadAllText</c>.</summary>
    public string Text => string.Join(" → ", Steps.Select(s => s.Name).Append(End.Name));

    public IEnumerable<Location> Locations => Steps.Select(s => s.Location).Append(End.Location);

    /// <summary>Whether it comes to one file that may be read or written in a moment: to make all methods on the way asynchronous would be much for that.</summary>
    public bool MayBeLight(CancellationToken cancellationToken) =>
        FileWeight.MayBeLight(End.Operation, Home(End.Operation), cancellationToken)
        && Steps.All(s => !FileWeight.IsRepeated(s.Call, Home(s.Call)))
        && !FileWeight.IsOneOfCallers(Steps[0].Call, Home(Steps[0].Call));

    private static CompilationContext Home(IOperation operation) => CompilationContext.For(operation.SemanticModel!.Compilation);
}

/// <summary>
/// Tells what a call of a synchronous method blocks on further down, through methods in source. Each method is read once and remembered for
/// the life of the compilation. Asynchronous methods on the way end it: what they do is found in them.
/// </summary>
internal sealed class BlockingFacts
{
    /// <summary>A way through more methods than this is no longer followed: nobody would recognise the cause.</summary>
    private const int LongestPath = 3;

    private static readonly ImmutableArray<string> Waits = ImmutableArray.Create("Wait", "GetResult", "WaitAll", "WaitAny");

    private readonly CompilationContext compilation;
    private readonly ConcurrentDictionary<(IMethodSymbol Method, int Depth), BlockingPath?> known = new();
    private readonly ConcurrentDictionary<IMethodSymbol, (BlockingLeaf Leaf, IParameterSymbol Task)?> given = new(SymbolEqualityComparer.Default);
    private readonly Lazy<NameReach?> names;

    private BlockingFacts(CompilationContext compilation)
    {
        this.compilation = compilation;
        names = new(() =>
        {
            var table = RoundTripTable.For(compilation);
            if (table.NamesBesideQueries() is not { } stores)
                return null;

            // A stream or reader that a method makes and reads is rarely what a caller suffers from; their names are those of everything.
            var calls = SynchronousCalls.Rows.Where(r => r.Subject == IoSubject.Itself).Select(r => r.Member);
            var ends = Waits.Concat(calls).Concat(ThreadWaits.For(compilation).Names).Select(n => (n, (string?)null)).Concat(stores);
            return new NameReach(compilation, ends, table.NamesOfQueries, "Result");
        });
    }

    public static BlockingFacts For(CompilationContext compilation) => compilation.Get(c => new BlockingFacts(c));

    /// <summary>Whether a method or getter may block as far as names can tell: asked first, as it binds nothing.</summary>
    public bool MayBlock(IMethodSymbol called) => names.Value?.May(called, LongestPath) != false;

    /// <summary>The shortest way on which a call blocks; null when it leads nowhere, or where it leads cannot be told.</summary>
    public BlockingPath? Of(IOperation call, CancellationToken cancellationToken)
    {
        for (var depth = 1; depth <= LongestPath; depth++)
        {
            if (Behind(call, depth, cancellationToken) is { } path)
                return path;
        }

        return null;
    }

    private BlockingPath? Behind(IOperation call, int depth, CancellationToken cancellationToken)
    {
        var targets = CallTargets.Of(call, compilation);
        if (targets.Methods.Length != 1 || !IsFollowed(targets.Methods[0]))
            return null;

        return (OfMethod(targets.Methods[0], depth, cancellationToken) ?? (depth == 1 && call is IInvocationOperation handing ? OfGiven(handing, targets.Methods[0], cancellationToken) : null)) is { } path
            ? path with { Steps = path.Steps.Insert(0, new CallStep(targets.Name, targets.Methods[0], call)) }
            : null;
    }

    /// <summary>The way that ends with a task which the call itself starts and hands over: <c>client.GetAsync(id).RunSync()</c>.</summary>
    private BlockingPath? OfGiven(IInvocationOperation call, IMethodSymbol method, CancellationToken cancellationToken)
    {
        var declared = MethodBodies.Declared(method);
        if (!declared.Parameters.Any(p => AwaitableTypes.For(compilation).IsTaskLike(p.Type)) || names.Value?.May(declared, 1) == false)
            return null;

        return given.GetOrAdd(declared, FindGiven) is ({ } leaf, { } task) && call.Argument(task.Ordinal) is { } handed && BlockingLeaf.IsStarted(handed, compilation, cancellationToken)
            ? new BlockingPath(ImmutableArray<CallStep>.Empty, leaf) { Given = handed }
            : null;
    }

    private (BlockingLeaf Leaf, IParameterSymbol Task)? FindGiven(IMethodSymbol method)
    {
        if (MethodBodies.For(compilation).Of(method) is not { } body)
            return null;

        foreach (var operation in RunningCode.Of(body))
        {
            if (BlockingLeaf.OfGiven(operation, body.Compilation) is { } waited && Branches.Count(operation, body.Root) == 0 && IsUsual(operation, body))
                return waited;
        }

        return null;
    }

    private bool IsFollowed(IMethodSymbol method) =>
        method is { IsAsync: false, MethodKind: MethodKind.Ordinary or MethodKind.ExplicitInterfaceImplementation or MethodKind.ReducedExtension or MethodKind.LocalFunction or MethodKind.PropertyGet or MethodKind.Constructor }
        && !AwaitableTypes.For(compilation).IsTaskLike(method.ReturnType);

    private BlockingPath? OfMethod(IMethodSymbol method, int depth, CancellationToken cancellationToken)
    {
        var declared = MethodBodies.Declared(method);
        if (known.TryGetValue((declared, depth), out var path))
            return path;

        if (names.Value?.May(declared, depth) == false)
            return null;

        cancellationToken.ThrowIfCancellationRequested();
        path = MethodBodies.For(compilation).Of(method) is { } body ? Read(body, depth, cancellationToken) : null;
        known.TryAdd((declared, depth), path);
        return path;
    }

    /// <summary>What happens in a branch may be rare, and in a handler of failures is: only what every call comes to counts.</summary>
    private BlockingPath? Read(MethodBody body, int depth, CancellationToken cancellationToken)
    {
        foreach (var operation in RunningCode.Of(body))
        {
            if (depth == 1)
            {
                if (BlockingLeaf.Of(operation, body.Compilation) is { } leaf && Branches.Count(operation, body.Root) <= (leaf.IsPause ? 0 : 1) && IsUsual(operation, body))
                    return new BlockingPath(ImmutableArray<CallStep>.Empty, leaf);
            }
            else if (operation is IInvocationOperation or IPropertyReferenceOperation && CallTargets.MayRunSource(operation) && Branches.Count(operation, body.Root) == 0 && IsUsual(operation, body))
            {
                if (Behind(operation, depth - 1, cancellationToken) is { } path)
                    return path;
            }
        }

        return null;
    }

    /// <summary>Whether a place is come to in most calls: not what loads a cache once, and not what handles a failure.</summary>
    private static bool IsUsual(IOperation place, MethodBody body) => PlaceInLoop.RefineInMethod(body.Root, place) == IterationKind.Unknown;
}
