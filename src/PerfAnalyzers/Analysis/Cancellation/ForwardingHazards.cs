using PerfAnalyzers.Analysis.Calls;
using PerfAnalyzers.Analysis.RoundTrips;
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

    /// <summary>Something was written before that this belongs to.</summary>
    AfterWrite,

    /// <summary>The code says that from here on nothing is to be cancelled.</summary>
    AfterNone,
}

/// <summary>Tells where a token must not be passed although it could be.</summary>
internal sealed class ForwardingHazards
{
    private static readonly ImmutableArray<string> CleanupWords = ImmutableArray.Create(
        "Dispose", "Rollback", "RollBack", "Release", "Unlock", "Compensate", "Cleanup", "CleanUp", "Undo", "Revert", "Abort", "Abandon", "DeadLetter");

    /// <summary>What ends a unit of work: whoever cancels it does not know whether it has happened.</summary>
    private static readonly ImmutableHashSet<string> Settlements = ImmutableHashSet.Create(
        StringComparer.Ordinal, "CommitAsync", "CompleteAsync", "CompleteMessageAsync", "CommitTransactionAsync", "RenewMessageLockAsync", "BasicAckAsync", "BasicNackAsync");

    /// <summary>How methods begin that change something, where nothing but the name is known.</summary>
    private static readonly ImmutableArray<string> WritingVerbs = ImmutableArray.Create(
        "Save", "Commit", "Publish", "Send", "Insert", "Update", "Delete", "Add", "Create", "Write", "Store", "Upsert", "Remove", "Charge", "Pay", "Submit", "Enqueue", "Register", "Import");

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

    public ForwardingHazard At(IInvocationOperation call, CancellationToken cancellationToken)
    {
        if (Settlements.Contains(call.TargetMethod.Name) || IsCleanup(call.TargetMethod.Name))
            return ForwardingHazard.Cleanup;

        IOperation body = call;
        var child = (IOperation)call;
        for (var parent = call.Parent; parent is not null; child = parent, parent = parent.Parent)
        {
            if (parent is ICatchClauseOperation)
                return ForwardingHazard.Failure;

            if (parent is ITryOperation attempt && attempt.Finally == child)
                return ForwardingHazard.Cleanup;

            body = parent;
        }

        if (call.SemanticModel?.GetEnclosingSymbol(call.Syntax.SpanStart, cancellationToken) is { } within && IsInCleanup(within))
            return ForwardingHazard.Cleanup;

        return Before(call, body, cancellationToken);
    }

    private static bool IsInCleanup(ISymbol within)
    {
        for (var symbol = within; symbol is IMethodSymbol method; symbol = symbol.ContainingSymbol)
        {
            if (IsCleanup(method.Name.Substring(method.Name.LastIndexOf('.') + 1)) || method.MethodKind == MethodKind.Destructor)
                return true;
        }

        return false;
    }

    private static bool IsCleanup(string name)
    {
        foreach (var word in CleanupWords)
        {
            if (name.StartsWith(word, StringComparison.Ordinal))
                return true;
        }

        return false;
    }

    /// <summary>What has surely or maybe happened in the same function before the call is reached.</summary>
    private ForwardingHazard Before(IInvocationOperation call, IOperation body, CancellationToken cancellationToken)
    {
        var earlier = body.DescendantsAndSelf()
            .OfType<IInvocationOperation>()
            .Where(o => o.Syntax.Span.End <= call.Syntax.SpanStart && o.Syntax != call.Syntax && awaitables.IsTaskLike(o.TargetMethod.ReturnType) && MayComeBefore(o, call))
            .ToList();

        if (earlier.Any(IsGivenNone))
            return ForwardingHazard.AfterNone;

        var writes = earlier.Where(o => Writes(o, cancellationToken)).ToList();
        if (writes.Count == 0)
            return ForwardingHazard.None;

        // Inside a transaction that is still open nothing is final.
        var first = writes.Min(w => w.Syntax.SpanStart);
        return IsInTransaction(body, first, call.Syntax.Span.End) ? ForwardingHazard.None : ForwardingHazard.AfterWrite;
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

    private bool IsInTransaction(IOperation body, int after, int until)
    {
        var table = RoundTripTable.For(compilation);
        var begins = false;
        var ends = false;
        foreach (var operation in body.DescendantsAndSelf())
        {
            switch (operation)
            {
                case IInvocationOperation call when table.Find(call)?.Kind == RoundTripKind.Transaction:
                    begins |= call.TargetMethod.Name.StartsWith("Begin", StringComparison.Ordinal) && call.Syntax.SpanStart < after;
                    ends |= call.TargetMethod.Name.StartsWith("Commit", StringComparison.Ordinal) && call.Syntax.SpanStart > until;
                    break;
                case IObjectCreationOperation creation when creation.Type.Is(compilation.Type(TypeNames.Tasks.TransactionScope)):
                    begins |= creation.Syntax.SpanStart < after;
                    break;
                case IInvocationOperation { TargetMethod.Name: "Complete" } complete when complete.Instance?.Type.Is(compilation.Type(TypeNames.Tasks.TransactionScope)) == true:
                    ends |= complete.Syntax.SpanStart > until;
                    break;
            }
        }

        return begins && ends;
    }

    private bool Writes(IInvocationOperation call, CancellationToken cancellationToken)
    {
        if (RoundTripTable.For(compilation).Find(call) is { } row)
            return IsFinal(row, call.TargetMethod.Name);

        if (CallTargets.MayRunSource(call.TargetMethod) && !CallTargets.Of(call, compilation).Methods.IsEmpty)
            return RoundTripFacts.For(compilation).Of(call, isAction: true, cancellationToken).Any(p => !p.End.IsPending && p.End.Row is { } end && IsFinal(end, p.End.Name));

        foreach (var verb in WritingVerbs)
        {
            if (!call.TargetMethod.ContainingNamespace.IsFramework() && call.TargetMethod.Name.StartsWith(verb, StringComparison.Ordinal))
                return true;
        }

        return false;
    }

    /// <summary>Whether others see it from then on; what is in a cache or a local file can be written again.</summary>
    private static bool IsFinal(RoundTripRow row, string name) => row.Kind switch
    {
        RoundTripKind.Cache or RoundTripKind.File or RoundTripKind.Connection => false,
        RoundTripKind.Transaction => name.StartsWith("Commit", StringComparison.Ordinal),
        _ => row.IsWrite,
    };

    /// <summary>Whether the first may have run when the second is reached: not in the other arm, and not on a way that leaves before.</summary>
    private static bool MayComeBefore(IOperation first, IOperation second)
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

            if (parent is IBlockOperation { Operations: { Length: > 0 } operations } && Leaves(operations[operations.Length - 1]))
                return false;
        }

        return true;
    }

    private static bool Leaves(IOperation last) =>
        last is IReturnOperation or IBranchOperation or IThrowOperation or IExpressionStatementOperation { Operation: IThrowOperation };
}
