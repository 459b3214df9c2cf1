using System.Collections.Concurrent;
using PerfAnalyzers.Analysis.Calls;
using PerfAnalyzers.Analysis.Iteration;
using PerfAnalyzers.Analysis.RoundTrips;
using PerfAnalyzers.Knowledge;
using PerfAnalyzers.Knowledge.RoundTrips;

namespace PerfAnalyzers.Analysis.Cancellation;

/// <summary>The way from a call to one further down that could be given a token, through methods that take none.</summary>
/// <param name="Steps">The calls, outermost first.</param>
/// <param name="End">What could be given a token.</param>
internal sealed record MissingTokenPath(ImmutableArray<CallStep> Steps, CancellableCall End)
{
    /// <summary>The way in short: <c>GetAsync → LoadAsync → ToListAsync</c>.</summary>
    public string Text => string.Join(" → ", Steps.Select(s => s.Name).Append(End.Call.TargetMethod.Name));

    public IEnumerable<Location> Locations => Steps.Select(s => s.Location).Append(End.Call.NameAndArguments());
}

/// <summary>
/// Tells what work a method does that it could be told to stop, if it only took a token. Each method is read once and remembered for the life
/// of the compilation. A method that takes a token ends the way: what it does with it is found there.
/// </summary>
internal sealed class MissingTokenFacts
{
    /// <summary>A way through more methods than this is no longer followed.</summary>
    private const int LongestPath = 4;

    private readonly CompilationContext compilation;
    private readonly TokenSlots slots;
    private readonly AwaitableTypes awaitables;
    private readonly INamedTypeSymbol? stream;
    private readonly ConcurrentDictionary<(IMethodSymbol Method, int Depth), MissingTokenPath?> known = new();
    private readonly Lazy<NameReach?> names;

    private MissingTokenFacts(CompilationContext compilation)
    {
        this.compilation = compilation;
        slots = TokenSlots.For(compilation);
        awaitables = AwaitableTypes.For(compilation);
        stream = compilation.Type(TypeNames.System.AsyncEnumerableOfT);
        names = new(() =>
        {
            var table = RoundTripTable.For(compilation);
            if (table.NamesBesideQueries() is not { } stores)
                return null;

            var ends = AsynchronousCalls.For(compilation).Names.Append("Delay").Select(n => (n, (string?)null)).Concat(stores);
            return new NameReach(compilation, ends, table.NamesOfQueries);
        });
    }

    public static MissingTokenFacts For(CompilationContext compilation) => compilation.Get(c => new MissingTokenFacts(c));

    /// <summary>Whether a call runs methods in source that take no token and could.</summary>
    public bool IsLink(IInvocationOperation call) =>
        IsUntold(call.TargetMethod)
        && !MethodBodies.Declared(call.TargetMethod).DeclaringSyntaxReferences.IsEmpty
        && slots.Of(call) is null;

    /// <summary>Whether calls of a method in source may be links, as far as it and its name tell.</summary>
    public bool MayBeLink(IMethodSymbol method) => IsUntold(method) && May(method);

    private bool IsUntold(IMethodSymbol method) =>
        method.MethodKind is MethodKind.Ordinary or MethodKind.ReducedExtension or MethodKind.ExplicitInterfaceImplementation
        && (awaitables.IsAsyncReturn(method.ReturnType) || method.ReturnType.OriginalDefinition.Is(stream))
        && !slots.IsTold(method);

    /// <summary>Whether a method may lead to something that can be stopped, as far as names tell.</summary>
    public bool May(IMethodSymbol method) => names.Value?.May(MethodBodies.Declared(method), LongestPath + 2) != false;

    /// <summary>The shortest way from a call of a method that takes no token to what could be given one.</summary>
    public MissingTokenPath? Of(IInvocationOperation call, CancellationToken cancellationToken)
    {
        for (var depth = 1; depth <= LongestPath; depth++)
        {
            if (Behind(call, depth, cancellationToken) is { } path)
                return path;
        }

        return null;
    }

    /// <summary>The shortest way from the code of a function to what could be given a token.</summary>
    public MissingTokenPath? Within(IOperation function, CancellationToken cancellationToken)
    {
        for (var depth = 1; depth <= LongestPath; depth++)
        {
            if (Read(function, compilation, depth, cancellationToken) is { } path)
                return path;
        }

        return null;
    }

    private MissingTokenPath? Behind(IInvocationOperation call, int depth, CancellationToken cancellationToken)
    {
        if (!IsLink(call))
            return null;

        var targets = CallTargets.Of(call, compilation);
        foreach (var target in targets.Methods)
        {
            if (OfMethod(target, depth, cancellationToken) is { } path)
                return path with { Steps = path.Steps.Insert(0, new CallStep(targets.Name, target, call)) };
        }

        return null;
    }

    private MissingTokenPath? OfMethod(IMethodSymbol method, int depth, CancellationToken cancellationToken)
    {
        var declared = MethodBodies.Declared(method);
        if (known.TryGetValue((declared, depth), out var path))
            return path;

        // What stands at the end may itself be a method of ours that takes a token and leads on.
        if (names.Value?.May(declared, depth + 2) == false)
            return null;

        // Methods that call each other come to an end, because each call leaves one fewer to follow.
        cancellationToken.ThrowIfCancellationRequested();
        path = MethodBodies.For(compilation).Of(method) is { } body ? Read(body.Root, body.Compilation, depth, cancellationToken) : null;
        known[(declared, depth)] = path;
        return path;
    }

    private static MissingTokenPath? Read(IOperation function, CompilationContext home, int depth, CancellationToken cancellationToken)
    {
        var calls = CancellableCalls.For(home);
        var facts = For(home);
        foreach (var operation in function.DescendantsAndSelf())
        {
            if (operation is not IInvocationOperation call || CacheMisses.IsInFactory(call))
                continue;

            if (depth == 1)
            {
                if (calls.Of(call, cancellationToken) is { Confidence: > Confidence.Low } end && IsUntold(call, home, cancellationToken))
                    return new MissingTokenPath(ImmutableArray<CallStep>.Empty, end);
            }
            else if (facts.Behind(call, depth - 1, cancellationToken) is { } path && IsStoppable(call, home, cancellationToken) && IsUntold(call, home, cancellationToken))
            {
                return path;
            }
        }

        return null;
    }

    /// <summary>Whether the call is waited for, and may be left undone.</summary>
    public static bool IsStoppable(IInvocationOperation call, CompilationContext compilation, CancellationToken cancellationToken) =>
        WaitedFor.Is(call, compilation) && !call.IsNotRun(compilation) && ForwardingHazards.For(compilation).At(call, cancellationToken) == ForwardingHazard.None;

    /// <summary>Whether no token is at hand; the request of a controller is, but nobody looked at it.</summary>
    private static bool IsUntold(IInvocationOperation call, CompilationContext compilation, CancellationToken cancellationToken) =>
        TokensInReach.For(compilation).Nearest(call, cancellationToken) is not { } token || !UnforwardedToken.IsUsed(token, call);
}
