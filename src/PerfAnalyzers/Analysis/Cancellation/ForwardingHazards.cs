using System.Runtime.CompilerServices;
using PerfAnalyzers.Analysis.Async;
using PerfAnalyzers.Analysis.Calls;
using PerfAnalyzers.Analysis.Collections;
using PerfAnalyzers.Analysis.Iteration;
using PerfAnalyzers.Knowledge;
using PerfAnalyzers.Knowledge.RoundTrips;

namespace PerfAnalyzers.Analysis.Cancellation;

/// <summary>Why a call must be finished even if nobody waits for it any more.</summary>
internal enum ForwardingHazard
{
    None,

    /// <summary>It cleans up, gives something back, or undoes what was done.</summary>
    Cleanup,

    /// <summary>It handles a failure, which may be the cancellation itself.</summary>
    Failure,

    /// <summary>It writes down what has happened, of which the cancellation may be part.</summary>
    Record,

    /// <summary>It runs because somebody has cancelled.</summary>
    AfterCancellation,

    /// <summary>Something was written before that this belongs to.</summary>
    AfterWrite,

    /// <summary>A lock was taken that only the end of the way gives back, which a cancelled call does not get to.</summary>
    Held,

    /// <summary>The code says that from here on nothing is to be cancelled.</summary>
    AfterNone,
}

/// <summary>Tells where a token must not be passed although it could be.</summary>
internal sealed class ForwardingHazards
{
    private static readonly ImmutableArray<string> CleanupWords = ImmutableArray.Create(
        "Dispose", "Rollback", "RollBack", "Release", "Unlock", "Compensate", "Cleanup", "CleanUp", "Undo", "Revert", "Abort", "Abandon", "DeadLetter",
        "Flush", "Kill", "Stop", "Terminate", "Shutdown", "ShutDown", "TearDown", "Teardown", "Unsubscribe", "Unregister", "Disconnect", "DeleteTemp", "RemoveTemp");

    /// <summary>Those of them that are as well what a business does: a berth is released, a customer unsubscribes.</summary>
    private static readonly ImmutableArray<string> BusinessWords = ImmutableArray.Create(
        "Release", "Revert", "Abort", "Abandon", "Kill", "Stop", "Terminate", "Unsubscribe", "Unregister", "Disconnect");

    /// <summary>What others wait for until it is given back.</summary>
    private static readonly ImmutableArray<string> HeldThings = ImmutableArray.Create("Lock", "Lease", "Mutex", "Semaphore");

    /// <summary>What ends a unit of work: whoever cancels it does not know whether it has happened.</summary>
    private static readonly ImmutableHashSet<string> Settlements = ImmutableHashSet.Create(
        StringComparer.Ordinal, "CommitAsync", "CompleteAsync", "CompleteMessageAsync", "CommitTransactionAsync", "DeleteMessageAsync", "DeleteMessageBatchAsync", "RenewMessageLockAsync", "BasicAckAsync", "BasicNackAsync");

    /// <summary>How methods begin that tell others what has happened.</summary>
    private static readonly ImmutableArray<string> TellingWords = ImmutableArray.Create("Publish", "Notify", "Raise", "Broadcast", "Emit", "Trigger", "Track", "Report", "Complete", "Finish", "Acknowledge");

    /// <summary>How methods begin that write down what has happened.</summary>
    private static readonly ImmutableArray<string> RecordingWords = ImmutableArray.Create("Log", "Audit");

    /// <summary>How methods begin that let somebody in or out.</summary>
    private static readonly ImmutableArray<string> Sessions = ImmutableArray.Create("LogIn", "LogOut", "LogOn", "LogOff");

    /// <summary>What methods are called by that keep what was worked out.</summary>
    private static readonly ImmutableArray<string> KeepingWords = ImmutableArray.Create("Save", "Store", "Persist", "Write");

    private static readonly ConditionalWeakTable<IOperation, IInvocationOperation[]> Tasks = new();

    private readonly CompilationContext compilation;
    private readonly TokenSlots slots;
    private readonly AwaitableTypes awaitables;

    private ForwardingHazards(CompilationContext compilation)
    {
        this.compilation = compilation;
        slots = TokenSlots.For(compilation);
        awaitables = AwaitableTypes.For(compilation);
    }

    public static ForwardingHazards For(CompilationContext compilation) => compilation.Get(c => new ForwardingHazards(c));

    public ForwardingHazard At(IInvocationOperation call, CancellationToken cancellationToken) =>
        OfPlace(call, out var body, cancellationToken) is not ForwardingHazard.None and var hazard ? hazard : Before(call, body, cancellationToken);

    /// <summary>What the call and the code around it say, whatever has happened before.</summary>
    public ForwardingHazard OfPlace(IInvocationOperation call, CancellationToken cancellationToken) => OfPlace(call, out _, cancellationToken);

    /// <summary>Whether a call belongs to what was done before it, in a way that only its name tells: it tells others, or keeps the result.</summary>
    public bool IsAfterthought(IInvocationOperation call)
    {
        var name = call.TargetMethod.Name;
        if (TellingWords.Any(w => Words.BeginsWith(name, w)))
            return true;

        return KeepingWords.Any(w => name.IndexOf(w, StringComparison.Ordinal) >= 0) && Earlier(call, LocalValues.Root(call)).Any();
    }

    private ForwardingHazard OfPlace(IInvocationOperation call, out IOperation body, CancellationToken cancellationToken)
    {
        body = call;
        if (Settlements.Contains(call.TargetMethod.Name) || IsCleanup(call.TargetMethod.Name))
            return ForwardingHazard.Cleanup;

        if (IsRecord(call.TargetMethod.Name))
            return ForwardingHazard.Record;

        IOperation child = call;
        for (var parent = call.Parent; parent is not null; child = parent, parent = parent.Parent)
        {
            if (parent is ICatchClauseOperation && !IsPauseBetweenRounds(call))
                return ForwardingHazard.Failure;

            if (parent is ITryOperation attempt && attempt.Finally == child)
                return ForwardingHazard.Cleanup;

            body = parent;
        }

        if (call.SemanticModel?.GetEnclosingSymbol(call.Syntax.SpanStart, cancellationToken) is { } within && IsInCleanup(within))
            return ForwardingHazard.Cleanup;

        if (AfterCancellation.Reaches(call, compilation) && !IsPauseBetweenRounds(call))
            return ForwardingHazard.AfterCancellation;

        return OfUses(call, cancellationToken);
    }

    /// <summary>What all places say that a local function is called at: it may be there for them only.</summary>
    private ForwardingHazard OfUses(IInvocationOperation call, CancellationToken cancellationToken)
    {
        if (LocalFunctionUses.Around(call) is not { } function)
            return ForwardingHazard.None;

        var hazard = ForwardingHazard.None;
        foreach (var use in LocalFunctionUses.Of(function, LocalValues.Root(call)))
        {
            if (function.Syntax.Span.Contains(use.Syntax.Span))
                continue;

            // Local functions may call each other.
            hazard = use is IInvocationOperation place && LocalFunctionUses.Around(place) is null ? OfPlace(place, cancellationToken) : ForwardingHazard.None;
            if (hazard == ForwardingHazard.None)
                return hazard;
        }

        return hazard;
    }

    /// <summary>Whether a call stands in a method that is told when to stop, and whose name may nevertheless mean that it cleans up.</summary>
    public bool MayCleanUp(IInvocationOperation call, CancellationToken cancellationToken)
    {
        for (var symbol = call.SemanticModel?.GetEnclosingSymbol(call.Syntax.SpanStart, cancellationToken); symbol is IMethodSymbol method; symbol = symbol.ContainingSymbol)
        {
            if (BusinessWords.Any(w => Words.BeginsWith(method.Name, w)))
                return true;
        }

        return false;
    }

    private bool IsInCleanup(ISymbol within)
    {
        for (var symbol = within; symbol is IMethodSymbol method; symbol = symbol.ContainingSymbol)
        {
            if ((IsCleanup(method.Name.Substring(method.Name.LastIndexOf('.') + 1)) && !IsOfBusiness(method)) || method.MethodKind == MethodKind.Destructor)
                return true;
        }

        return false;
    }

    /// <summary>Whether a method that is named like one for clean-up is asked for by somebody who may give up: it serves a request, or chose to take a token.</summary>
    private bool IsOfBusiness(IMethodSymbol method) =>
        BusinessWords.Any(w => Words.BeginsWith(method.Name, w))
        && !HeldThings.Any(w => method.Name.IndexOf(w, StringComparison.Ordinal) > 0)
        && (RequestEntries.For(compilation).Serves(method) || (slots.IsTold(method) && !DictatedSignature.Is(method)));

    private static bool IsRecord(string name)
    {
        foreach (var word in RecordingWords)
        {
            if (Words.BeginsWith(name, word))
                return !Sessions.Any(s => Words.BeginsWith(name, s));
        }

        return false;
    }

    private static bool IsCleanup(string name)
    {
        if (Words.BeginsWith(name, "Try"))
            name = name.Substring(3);

        return CleanupWords.Any(w => name.StartsWith(w, StringComparison.Ordinal));
    }

    /// <summary>Whether a call only waits until a loop tries again, also after a failure: what belongs to the round is done by then.</summary>
    private bool IsPauseBetweenRounds(IInvocationOperation call) =>
        call.TargetMethod.Name == "Delay" && call.TargetMethod.IsMemberOf(awaitables.Task) && LoopShape.EndsRound(call);

    /// <summary>What has surely or maybe happened in the same function before the call is reached.</summary>
    private ForwardingHazard Before(IInvocationOperation call, IOperation body, CancellationToken cancellationToken)
    {
        var earlier = Earlier(call, body).ToList();
        if (Earlier(call, body, orFailed: true).Any(IsGivenNone))
            return ForwardingHazard.AfterNone;

        if (earlier.Any(e => HeldGates.AreHeldAcross(e, call, body, compilation)))
            return ForwardingHazard.Held;

        if (IsPauseBetweenRounds(call))
            return ForwardingHazard.None;

        var writes = earlier.Where(o => FinalWrites.For(compilation).Is(o, cancellationToken)).ToList();
        if (writes.Count == 0)
            return ForwardingHazard.None;

        // Inside a transaction that is still open nothing is final.
        var first = writes.Min(w => w.Syntax.SpanStart);
        return OpenTransactions.Hold(call, body, first, compilation, cancellationToken) ? ForwardingHazard.None : ForwardingHazard.AfterWrite;
    }

    /// <summary>The calls of the same function that give a task, and that may have run when the call is reached; also those that were tried and failed.</summary>
    private IEnumerable<IInvocationOperation> Earlier(IInvocationOperation call, IOperation body, bool orFailed = false)
    {
        var tasks = Tasks.GetValue(body, b => b.DescendantsAndSelf().OfType<IInvocationOperation>().Where(o => awaitables.IsTaskLike(o.TargetMethod.ReturnType)).ToArray());
        return tasks.Where(o => o.Syntax != call.Syntax && PlacesOf(call, o, body).Any(place => o.Syntax.Span.End <= place.Syntax.SpanStart && MayComeBefore(o, place, orFailed)));
    }

    /// <summary>Where the way to a call goes on from what stands beside it: a local function runs where it is called, wherever it is written.</summary>
    private static IEnumerable<IOperation> PlacesOf(IInvocationOperation call, IOperation beside, IOperation body)
    {
        ILocalFunctionOperation? function = null;
        for (var parent = call.Parent; parent is not null && !parent.Syntax.Span.Contains(beside.Syntax.Span); parent = parent.Parent)
            function = parent as ILocalFunctionOperation ?? function;

        return function is null ? new IOperation[] { call } : LocalFunctionUses.Of(function, body);
    }

    private bool IsGivenNone(IInvocationOperation call)
    {
        foreach (var argument in call.Arguments)
        {
            if (slots.IsToken(argument.Parameter?.Type)
                && argument.ArgumentKind != ArgumentKind.DefaultValue
                && argument.Value.Unwrap() is IDefaultValueOperation or IPropertyReferenceOperation { Property: { Name: "None", IsStatic: true } })
            {
                return true;
            }
        }

        return false;
    }

    /// <summary>Whether the first may have run when the second is reached: not in the other arm, and not on a way that leaves before.</summary>
    private static bool MayComeBefore(IOperation first, IOperation second, bool orFailed)
    {
        var child = first;
        for (var parent = first.Parent; parent is not null; child = parent, parent = parent.Parent)
        {
            if (parent.Syntax.Span.Contains(second.Syntax.Span))
            {
                return parent switch
                {
                    IConditionalOperation choice => choice.Condition == child,
                    ISwitchOperation or ISwitchExpressionOperation => false,
                    _ => true,
                };
            }

            if (parent is IAnonymousFunctionOperation or ILocalFunctionOperation)
                return false;

            if (parent is IBlockOperation { Operations: { Length: > 0 } operations } && Leaves(operations[operations.Length - 1]) && !(orFailed && parent.Parent is ITryOperation { Catches.IsEmpty: false } attempt && attempt.Body == parent))
                return false;
        }

        return true;
    }

    private static bool Leaves(IOperation last) =>
        last is IReturnOperation or IBranchOperation or IThrowOperation or IExpressionStatementOperation { Operation: IThrowOperation };
}
