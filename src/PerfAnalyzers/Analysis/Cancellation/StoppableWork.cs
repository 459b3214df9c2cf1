using System.Collections.Concurrent;
using PerfAnalyzers.Analysis.Async;
using PerfAnalyzers.Analysis.Bounds;
using PerfAnalyzers.Analysis.Calls;
using PerfAnalyzers.Analysis.Iteration;
using PerfAnalyzers.Analysis.RoundTrips;
using PerfAnalyzers.Knowledge;
using PerfAnalyzers.Knowledge.RoundTrips;

namespace PerfAnalyzers.Analysis.Cancellation;

/// <summary>
/// Tells whether it would save work to stop a function half-way: it reads and changes nothing. Lists and sums over tables that grow, requests to
/// others, and many small reads one after the other save most; a row by its key saves little, and what writes is better finished. Each body is read once
/// for each number of calls that it may be away.
/// </summary>
internal sealed class StoppableWork
{
    /// <summary>A way through more functions than this, the endpoint among them, is no longer followed.</summary>
    private const int LongestPath = 5;

    /// <summary>So many round trips one after the other take as long as one that is long.</summary>
    private const int ManyTrips = 4;

    private static readonly Work Nothing = new(null, null, 0, IsLong: false, IsSlight: false, Writes: false);
    private static readonly Work Writing = Nothing with { Writes = true };

    private readonly CompilationContext compilation;
    private readonly TokenSlots slots;
    private readonly AwaitableTypes awaitables;
    private readonly ConcurrentDictionary<(IMethodSymbol Method, int Depth), Work> known = new();
    private readonly Lazy<NameReach?> names;

    private StoppableWork(CompilationContext compilation)
    {
        this.compilation = compilation;
        slots = TokenSlots.For(compilation);
        awaitables = AwaitableTypes.For(compilation);
        names = new(() =>
        {
            var table = RoundTripTable.For(compilation);
            return table.NamesBesideQueries(IsRead) is { } reads
                ? new NameReach(compilation, AsynchronousCalls.For(compilation).Names.Concat(Ports.NamesIn(compilation)).Select(n => (n, (string?)null)).Concat(reads), table.NamesOfQueries)
                : null;
        });
    }

    public static StoppableWork For(CompilationContext compilation) => compilation.Get(c => new StoppableWork(c));

    /// <summary>Whether a method may do anything of the kind, as far as names tell.</summary>
    public bool May(IMethodSymbol method) => names.Value?.May(MethodBodies.Declared(method), LongestPath) != false;

    /// <summary>
    /// The way from a function to what of its work can be stopped and is told nothing, with how much that saves: little is no more than
    /// <see cref="Confidence.Medium"/>, and one file no more than a guess. Null when there is none, or when it changes something.
    /// </summary>
    public MissingTokenPath? Of(IOperation function, CancellationToken cancellationToken)
    {
        var work = Read(function, compilation, LongestPath, cancellationToken);
        if (work.Worth is not { } worth || (work.Long ?? work.Any) is not { } path)
            return null;

        return TokensInReach.For(compilation).Nearest(path.End.Call, cancellationToken) is { } token && UnforwardedToken.IsUsed(token, path.End.Call)
            ? null
            : path with { End = path.End with { Confidence = path.End.Confidence.AtMost(worth) } };
    }

    /// <summary>How much it saves to stop what a call leads to; null when there is nothing to stop, or when it changes something.</summary>
    public Confidence? Behind(IInvocationOperation call, CancellationToken cancellationToken)
    {
        Confidence? worth = null;
        foreach (var method in CallTargets.Of(call, compilation).Methods)
        {
            var work = OfMethod(method, LongestPath - 1, cancellationToken);
            if (work.Writes)
                return null;

            worth = work.Worth > worth || worth is null ? work.Worth : worth;
        }

        return worth;
    }

    private static bool IsRead(RoundTripRow row) =>
        !row.IsWrite && row.Kind is not (RoundTripKind.Cache or RoundTripKind.Message or RoundTripKind.Mail or RoundTripKind.Transaction or RoundTripKind.Connection);

    private Work Read(IOperation function, CompilationContext home, int depth, CancellationToken cancellationToken)
    {
        var facts = For(home);

        // The code of a local function is among the operations already.
        var calls = function.Descendants().OfType<IInvocationOperation>().Where(c => !IsOfLocalFunction(c, function)).ToList();

        // What writes is known by symbols and names alone, before any other body is bound.
        foreach (var call in calls)
        {
            if (facts.MayWrite(call, depth) && !call.IsNotRun(home))
                return Writing;
        }

        var sum = Nothing;
        foreach (var call in calls)
        {
            cancellationToken.ThrowIfCancellationRequested();
            var part = facts.OfCall(call, depth, cancellationToken);
            if (part.Writes)
                return Writing;

            if (part.Trips > 0 && !call.IsNotRun(home) && !CacheLookups.AnswerBefore(call))
                sum = sum.With(part, isRepeated: part.IsLong || Iterations.PerElement(call, home) is not null);
        }

        return sum;
    }

    private static bool IsOfLocalFunction(IInvocationOperation call, IOperation function) =>
        call.TargetMethod is { MethodKind: MethodKind.LocalFunction, DeclaringSyntaxReferences: { Length: 1 } declared } && declared[0].SyntaxTree == function.Syntax.SyntaxTree && function.Syntax.Span.Contains(declared[0].Span);

    private bool MayWrite(IInvocationOperation call, int depth)
    {
        var method = call.TargetMethod;
        if (RoundTripTable.For(compilation).Find(call) is { } row)
            return FinalWrites.IsFinal(row, method.Name);

        if (Ports.IsPort(method) && FinalWrites.IsNamed(method.Name) && CallTargets.Of(call, compilation).Methods.IsEmpty)
            return true;

        var writes = FinalWrites.For(compilation);
        if (!CallTargets.MayRunSource(method) || writes.IsOfAccounts(call))
            return writes.IsOfLibrary(call) && awaitables.IsTaskLike(method.ReturnType);

        if (depth == 1)
            return false;

        return IsNamedForItsCode(method)
            ? writes.May(method, depth - 1)
            : CallTargets.Of(call, compilation).Methods.Any(m => writes.May(m, depth - 1));
    }

    /// <summary>Whether the code that a call runs goes by the name of the method that is called; that of a delegate or of a request does not.</summary>
    private static bool IsNamedForItsCode(IMethodSymbol method) => method.MethodKind is MethodKind.Ordinary or MethodKind.ReducedExtension && !RequestHandlers.MaySend(method);

    private Work OfCall(IInvocationOperation call, int depth, CancellationToken cancellationToken)
    {
        var reader = RoundTripReader.For(compilation);
        if (reader.Read(call) is { } trip)
        {
            if ((trip.Row is { } row && FinalWrites.IsFinal(row, trip.Name)) || (trip.Kind == RoundTripKind.Http && SentVerbs.MayChange(call, compilation)))
                return Writing;

            return (trip.Row is { } read && !IsRead(read)) || IsOfSmallTable(trip) ? Nothing : OfTrip(call, IsLong(trip, cancellationToken), IsSlight(trip), trip.IsCertain && trip.LeavesMachine ? Confidence.High : Confidence.Medium, cancellationToken);
        }

        if (reader.Knows(call.TargetMethod))
            return Nothing;

        if (AsynchronousCalls.For(compilation).Find(call.TargetMethod) is { } subject)
            return IsReading(call.TargetMethod.Name) && !IsOfClient(call) && SynchronousIo.Sureness(call, subject, compilation) is Confidence.High ? OfTrip(call, isLong: true, isSlight: false, Confidence.Medium, cancellationToken) : Nothing;

        // Who declares that a call can be stopped means it to be, whoever implements it.
        if (Ports.IsPort(call.TargetMethod) && CallTargets.Of(call, compilation).Methods.IsEmpty)
            return call.TargetMethod.ReturnType is INamedTypeSymbol { TypeArguments.Length: 1 } ? OfTrip(call, isLong: false, isSlight: false, Confidence.Medium, cancellationToken) : Nothing;

        if (depth == 1 || !CallTargets.MayRunSource(call.TargetMethod) || (IsNamedForItsCode(call.TargetMethod) && names.Value?.May(MethodBodies.Declared(call.TargetMethod), depth - 1) == false))
            return Nothing;

        return CallTargets.Of(call, compilation) is { Methods: { IsEmpty: false } methods } targets ? Behind(call, targets.Name, methods, depth - 1, cancellationToken) : Nothing;
    }

    /// <summary>What is told to stop, or cannot be, is work all the same; only the way to it is missing.</summary>
    private Work OfTrip(IInvocationOperation call, bool isLong, bool isSlight, Confidence confidence, CancellationToken cancellationToken)
    {
        if (!awaitables.IsTaskLike(call.TargetMethod.ReturnType))
            return Nothing;

        var end = CancellableCalls.For(compilation).SlotOf(call) is { } slot && IsStoppable(call, slot, cancellationToken)
            ? new MissingTokenPath(ImmutableArray<CallStep>.Empty, new CancellableCall(call, slot, confidence, Path: null))
            : null;
        return new Work(isLong ? end : null, end, 1, isLong, isSlight, Writes: false);
    }

    private Work Behind(IInvocationOperation call, string name, ImmutableArray<IMethodSymbol> methods, int depth, CancellationToken cancellationToken)
    {
        var facts = MissingTokenFacts.For(compilation);
        var slot = CancellableCalls.For(compilation).SlotOf(call);
        var best = Nothing;
        foreach (var method in methods)
        {
            var work = OfMethod(method, depth, cancellationToken);
            if (work.Writes)
                return Writing;

            // Which of several classes is meant cannot be told; where one has nothing to wait for, it may be that one. One that hands on to the others is none of these.
            if (work.Trips == 0 && methods.Length > 1 && CompletedTasks.For(compilation).GivesDone(method))
                return Nothing;

            // A method that takes a token is where the way ends; through another one it leads on.
            MissingTokenPath? Through(MissingTokenPath? path) => slot is null
                ? path is not null && facts.IsLink(call) && WaitedFor.Is(call, compilation) && IsHarmless(call, cancellationToken) ? path with { Steps = path.Steps.Insert(0, new CallStep(name, method, call)) } : null
                : IsStoppable(call, slot, cancellationToken) ? new MissingTokenPath(ImmutableArray<CallStep>.Empty, new CancellableCall(call, slot, Confidence.Medium, Path: null)) : null;

            if (work.Trips > best.Trips || (work.IsLong && !best.IsLong))
                best = work with { Long = work.IsLong ? Through(work.Long) : null, Any = Through(work.Any) };
        }

        return best;
    }

    private Work OfMethod(IMethodSymbol method, int depth, CancellationToken cancellationToken)
    {
        var declared = MethodBodies.Declared(method);
        if (known.TryGetValue((declared, depth), out var work))
            return work;

        if (names.Value?.May(declared, depth) == false)
            return Nothing;

        // Methods that call each other come to an end, because each call leaves one fewer to follow.
        work = MethodBodies.For(compilation).Of(method) is { } body ? Read(body.Root, body.Compilation, depth, cancellationToken) : Nothing;
        known[(declared, depth)] = work;
        return work;
    }

    private bool IsStoppable(IInvocationOperation call, TokenSlot slot, CancellationToken cancellationToken) =>
        CancellableCalls.For(compilation).IsWaitedFor(call, slot) && IsHarmless(call, cancellationToken);

    private bool IsHarmless(IInvocationOperation call, CancellationToken cancellationToken) =>
        ForwardingHazards.For(compilation).OfPlace(call, cancellationToken) == ForwardingHazard.None;

    /// <summary>Whether a call reads what the client itself sends, or writes what is in memory: that ends by itself when the client has gone.</summary>
    private bool IsOfClient(IInvocationOperation call)
    {
        // A copy from memory waits for whoever takes it only, which is the client where anything can be stopped.
        var read = call.Receiver()?.Unwrap();
        if (read is not null && call.TargetMethod.Name.StartsWith("Copy", StringComparison.Ordinal) && IoPlaces.For(compilation).Of(read) == IoPlace.Memory)
            return true;

        return EndingReads.AreOfClient(call, compilation);
    }

    private static bool IsReading(string name) =>
        name.StartsWith("Read", StringComparison.Ordinal) || name.StartsWith("Copy", StringComparison.Ordinal) || name.StartsWith("Load", StringComparison.Ordinal);

    private bool IsOfSmallTable(RoundTrip trip) =>
        trip.Query?.Root.Type is INamedTypeSymbol { TypeArguments: { Length: 1 } rows } && rows[0] is INamedTypeSymbol entity && TableGrowth.For(compilation).Of(entity) == Bounds.Growth.Small;

    private static bool IsSlight(RoundTrip trip) => trip.Kind == RoundTripKind.File;

    /// <summary>Whether one round trip may take long: one to a service, and one that goes through any number of rows.</summary>
    private bool IsLong(RoundTrip trip, CancellationToken cancellationToken) => trip switch
    {
        { Kind: RoundTripKind.File } => !FileWeight.MayBeLight(trip.Operation, compilation, cancellationToken),
        { Kind: RoundTripKind.Http or RoundTripKind.Grpc or RoundTripKind.Blob } => true,
        { Row: null } or { Row.Result: RoundTripResult.Many } => true,
        { Row.Result: RoundTripResult.Scalar } => !(trip.Name.StartsWith("Any", StringComparison.Ordinal) || trip.Name.StartsWith("Exists", StringComparison.Ordinal)),
        _ => false,
    };

    /// <summary>What a function or a call does.</summary>
    /// <param name="Long">The way to a read that may take long.</param>
    /// <param name="Any">The way to any read.</param>
    /// <param name="Trips">How many reads there are.</param>
    /// <param name="IsLong">Whether one of them may take long, or is repeated for each of many.</param>
    /// <param name="IsSlight">Whether it is nothing but a file that is read in a moment.</param>
    /// <param name="Writes">Whether anything is changed; then nothing else matters.</param>
    private sealed record Work(MissingTokenPath? Long, MissingTokenPath? Any, int Trips, bool IsLong, bool IsSlight, bool Writes)
    {
        /// <summary>How much it saves to stop it; null for nothing, and for what has to be finished.</summary>
        public Confidence? Worth => Writes || Trips == 0 ? null : IsLong || Trips >= ManyTrips ? Confidence.High : IsSlight ? Confidence.Low : Confidence.Medium;

        public Work With(Work part, bool isRepeated) => new(
            Shorter(Long, part.Long ?? (isRepeated ? part.Any : null)),
            Shorter(Any, part.Any),
            Math.Min(Trips + part.Trips, ManyTrips),
            IsLong || isRepeated,
            Trips == 0 && part.IsSlight,
            Writes: false);

        private static MissingTokenPath? Shorter(MissingTokenPath? known, MissingTokenPath? other) =>
            known is null || (other is not null && other.Steps.Length < known.Steps.Length) ? other : known;
    }
}
