using PerfAnalyzers.Analysis.Async;
using PerfAnalyzers.Analysis.Calls;
using PerfAnalyzers.Analysis.Cancellation;
using PerfAnalyzers.Analysis.Resilience;
using PerfAnalyzers.Knowledge;
using PerfAnalyzers.Knowledge.Caching;

namespace PerfAnalyzers.Analysis.Caching;

/// <summary>A queue without limit that outlives its writers, and a worker that empties it.</summary>
/// <param name="Name">What the queue is called.</param>
/// <param name="Write">The call that fills it, and most likely for requests.</param>
/// <param name="Reader">The member that empties it.</param>
/// <param name="Confidence">How sure it is that requests fill it.</param>
/// <param name="CanWait">Whether all that fills it can wait until there is room, and nothing empties and fills it.</param>
internal sealed record UnboundedQueue(string Name, QueueCall Write, ISymbol Reader, Confidence Confidence, bool CanWait)
{
    public static UnboundedQueue? Of(IOperation made, CompilationContext compilation, CancellationToken cancellationToken)
    {
        if (Makes(made, QueueMembers.For(compilation)) is not { } maker || Element(made) is not { } element || IsSignal(element))
            return null;

        var life = ServiceLife.Once;
        string name;
        QueueUses? uses;
        if (IsRegistered(made))
        {
            name = made.Type!.ToMinimalDisplayString(made.SemanticModel!, made.Syntax.SpanStart);
            uses = maker == QueueMaker.Channel ? QueueUses.OfRegistered(element, compilation, cancellationToken) : null;
        }
        else if (ObjectLife.Of(made, resultsKeepIt: false) is { End: ObjectEnd.WithOwner, Owner: { } owner } && !IsScheduler(owner.ContainingType))
        {
            name = owner.Name;
            life = owner.IsStatic ? ServiceLife.Once : LifeOf(owner.ContainingType, compilation, cancellationToken);
            uses = life == ServiceLife.Anew ? null : QueueUses.Of(owner, compilation, cancellationToken);
        }
        else
        {
            return null;
        }

        return uses is { IsCounted: false } and not { IsHandedOn: true, Calls.Count: 0 }
            ? new Judgement(maker, life, uses, compilation, cancellationToken).Of(name)
            : null;
    }

    /// <summary>What kind of queue an expression makes that has no limit as far as it says; null for anything else, and for what may have one.</summary>
    private static QueueMaker? Makes(IOperation operation, QueueMembers members)
    {
        if (operation is not IObjectCreationOperation { Type: INamedTypeSymbol type } creation)
            return operation is IInvocationOperation call && members.MakesUnbounded(call.TargetMethod) ? QueueMaker.Channel : null;

        if (members.Find(type) is not { } maker)
            return null;

        var options = creation.Arguments.FirstOrDefault(a => a.ArgumentKind != ArgumentKind.DefaultValue && a.Parameter?.Type.TypeKind != TypeKind.Delegate)?.Value.Unwrap();
        if (maker == QueueMaker.Collection && options is IObjectCreationOperation { Arguments.IsEmpty: true, Initializer: null } && creation.Arguments.Length == 1)
            return maker;

        var hasNone = maker == QueueMaker.Block && options is IObjectCreationOperation { Arguments.IsEmpty: true } given
            ? given.Initializer?.Initializers.Any(i => i is ISimpleAssignmentOperation { Target: IPropertyReferenceOperation { Property.Name: "BoundedCapacity" } }) != true
            : options is null;
        return hasNone ? maker : null;
    }

    private static ITypeSymbol? Element(IOperation made) =>
        made is IInvocationOperation { TargetMethod.TypeArguments: { Length: 1 } given } ? given[0] : (made.Type as INamedTypeSymbol)?.TypeArguments.FirstOrDefault();

    /// <summary>Whether an element says nothing but that there is something to do, one of them being as good as ten, or is work that runs already, which no limit holds back.</summary>
    private static bool IsSignal(ITypeSymbol element) =>
        (element.Name is "Task" or "ValueTask" && element.ContainingNamespace.IsFramework())
        || element is { SpecialType: SpecialType.System_Boolean or SpecialType.System_Byte } or { TypeKind: TypeKind.Enum } or { Name: "Unit" } or INamedTypeSymbol { Name: "ValueTuple", TypeArguments.IsEmpty: true };

    /// <summary>Whether a container is given the queue, or an end of it, to hand out: <c>services.AddSingleton(Channel.CreateUnbounded&lt;Job&gt;())</c>.</summary>
    private static bool IsRegistered(IOperation made) => ValueUse.Of(made).Any(u => u switch
    {
        { End: ValueEnd.Read, By: IPropertyReferenceOperation { Property.Name: "Reader" or "Writer" } end } => IsRegistered(end),
        { End: ValueEnd.HandedOn or ValueEnd.Returned } => IsHandedToContainer(u.Value),
        _ => false,
    });

    private static bool IsHandedToContainer(IOperation value)
    {
        for (var parent = value.Parent; parent is IConversionOperation or IArgumentOperation or IReturnOperation or IBlockOperation or IAnonymousFunctionOperation or IDelegateCreationOperation or IInvocationOperation; parent = parent.Parent)
        {
            if (parent is IInvocationOperation call)
                return ServiceRegistrations.LifeOf(call.TargetMethod.Name) == ServiceLife.Once;
        }

        return false;
    }

    /// <summary>What runs the work of others must take it whatever there is.</summary>
    private static bool IsScheduler(INamedTypeSymbol type)
    {
        for (var current = type; current is not null; current = current.BaseType)
        {
            if (current.Name is "TaskScheduler" or "SynchronizationContext" && current.ContainingNamespace.IsFramework())
                return true;
        }

        return false;
    }

    private static ServiceLife LifeOf(INamedTypeSymbol type, CompilationContext compilation, CancellationToken cancellationToken)
    {
        var life = ServiceLives.For(compilation).Of(type, cancellationToken);
        return life == ServiceLife.Unknown && type.IsAbstract
            ? Implementations.For(compilation).Subtypes(type).Select(t => ServiceLives.For(compilation).Of(t, cancellationToken)).DefaultIfEmpty(ServiceLife.Unknown).Max()
            : life;
    }

    /// <summary>Weighs who fills a queue and who empties it.</summary>
    private sealed class Judgement
    {
        private readonly QueueMaker maker;
        private readonly ServiceLife life;
        private readonly QueueUses uses;
        private readonly CompilationContext compilation;
        private readonly CancellationToken cancellationToken;
        private readonly HeldBackWriters held;

        public Judgement(QueueMaker maker, ServiceLife life, QueueUses uses, CompilationContext compilation, CancellationToken cancellationToken)
        {
            this.maker = maker;
            this.life = life;
            this.uses = uses;
            this.compilation = compilation;
            this.cancellationToken = cancellationToken;
            held = new HeldBackWriters(compilation, cancellationToken);
        }

        public UnboundedQueue? Of(string name)
        {
            var reads = uses.Calls.Where(c => c.Use == QueueUse.Read).ToList();
            var writes = uses.Calls.Where(c => c.Use != QueueUse.Read).ToList();

            // A pool is emptied by those who fill it.
            if (reads.Any(r => ServingOf(r) == Serving.Certain) || writes.Count == 0)
                return null;

            if (reads.Count == 0 ? maker != QueueMaker.Block : reads.All(StartsOnly) || (maker == QueueMaker.PlainQueue && !reads.Any(IsWorkers)))
                return null;

            var isRequeued = writes.Any(w => reads.Any(r => r.Member.Is(w.Member) || Calls(r.Member, w.Member)));
            (QueueCall Write, Confidence Sure)? best = null;
            foreach (var write in writes)
            {
                if (!reads.Any(r => r.Member.Is(write.Member)) && !held.Contain(write) && Weigh(write) is { } sure && (best is null || sure > best.Value.Sure))
                    best = (write, sure);
            }

            var canWait = !isRequeued && !uses.IsHandedOn && writes.All(w => w.Use == QueueUse.AwaitedWrite && IsWaitedFor(w.Call) && MayWait(w));
            return best is { } found ? new UnboundedQueue(name, found.Write, reads.FirstOrDefault()?.Member ?? found.Write.Member, found.Sure, canWait) : null;
        }

        private bool Calls(ISymbol reader, ISymbol writer) => writer is IMethodSymbol method && Callers.For(compilation).Of(method, cancellationToken).Any(s => s.Member.Is(reader));

        /// <summary>Whether a write is waited for, also by those who are given its task.</summary>
        private bool IsWaitedFor(IOperation call, int hops = 3) => call.Parent switch
        {
            IAwaitOperation => true,
            IReturnOperation when call.IsInLambda() => RequestDelegates.Surround(call, compilation) || WaitedFor.Is(call, compilation),
            IReturnOperation => call.SemanticModel?.GetEnclosingSymbol(call.Syntax.SpanStart) is IMethodSymbol method && hops > 0 && Callers.For(compilation).Of(method, cancellationToken).All(s => IsWaitedFor(s.Operation, hops - 1)),
            IInvocationOperation { TargetMethod.Name: "AsTask" or "ConfigureAwait" } further => IsWaitedFor(further, hops),
            _ => false,
        };

        /// <summary>Not before the readers run, and not while they may wait for what the writer holds.</summary>
        private static bool MayWait(QueueCall write) =>
            write.Member is IMethodSymbol { MethodKind: not MethodKind.Constructor, Name: not ("StartAsync" or "StartingAsync") }
            && !LocalValues.Root(write.Call).Descendants().Any(o => o is IInvocationOperation { TargetMethod: { Name: "Wait" or "WaitAsync", ContainingType.Name: "SemaphoreSlim" } });

        private Confidence? Weigh(QueueCall write) => (ServingOf(write), life) switch
        {
            (Serving.Certain, ServiceLife.Once) => Confidence.High,
            (Serving.Certain, _) => Confidence.Medium,
            (Serving.Possible, ServiceLife.Once) => IsOffered(write) ? Confidence.Medium : Confidence.Low,
            _ => null,
        };

        /// <summary>For whom a place runs. What a worker of the process does by itself, it does for nobody.</summary>
        private Serving ServingOf(QueueCall call)
        {
            var serving = ServingPlaces.For(compilation).Of(call.Call, cancellationToken, alsoOnMiss: true).Serving;
            if (serving != Serving.Certain || RequestDelegates.Surround(call.Call, compilation) || call.Member is not IMethodSymbol method)
                return serving;

            var entry = ServerCode.For(compilation).Of(method, cancellationToken)?.Entry.ContainingType;
            return entry.DerivesFrom(compilation.Type(TypeNames.Hosting.BackgroundService))
                ? (call.Member.ContainingType.Is(entry) ? Serving.No : Serving.Possible)
                : serving;
        }

        /// <summary>Whether others can call what fills it, at once and not only when something occurs. Where callers are seen, they decide, and none of them serves.</summary>
        private bool IsOffered(QueueCall write) =>
            write.Member is IMethodSymbol { MethodKind: MethodKind.Ordinary or MethodKind.ExplicitInterfaceImplementation, IsOverride: false } method
            && (method.DeclaredAccessibility is Accessibility.Public or Accessibility.Internal || !method.ExplicitInterfaceImplementations.IsEmpty)
            && !write.Call.IsInLambda()
            && Callers.For(compilation).HasNone(method, cancellationToken);

        /// <summary>Whether what empties a queue does so by itself: in a service of the host, again and again with a wait, or on a thread or timer that it is handed to.</summary>
        private bool IsWorkers(QueueCall read)
        {
            if (read.Member is not IMethodSymbol method)
                return false;

            if (ServiceLives.For(compilation).IsHosted(read.Member.ContainingType) || LocalValues.Root(read.Call).Descendants().Any(o => o is IInvocationOperation { TargetMethod.Name: "Delay" or "Sleep" or "WaitAsync" or "WaitOne" or "Wait" or "WaitForNextTickAsync" }))
                return true;

            return Callers.For(compilation).Of(method, cancellationToken).Any(s => s.Operation is IMethodReferenceOperation || s.Operation.IsInLambda());
        }

        /// <summary>Whether a reader starts what it takes out and does not wait for it: it is never slower than the writers, and what grows is the number of those that run.</summary>
        private bool StartsOnly(QueueCall read)
        {
            var isStarted = false;
            foreach (var operation in LocalValues.Root(read.Call).Descendants())
            {
                if (operation.IsInLambda())
                    continue;

                switch (operation)
                {
                    case IAwaitOperation waits when waits.UnwrapAwait() is not IInvocationOperation call || QueueMembers.For(compilation).Find(call.TargetMethod) is null:
                        return false;
                    case IInvocationOperation { Parent: not (IAwaitOperation or IReturnOperation or IInvocationOperation) } call when AwaitableTypes.For(compilation).IsAsyncReturn(call.TargetMethod.ReturnType):
                        isStarted |= QueueMembers.For(compilation).Find(call.TargetMethod) is null;
                        break;
                }
            }

            return isStarted;
        }
    }
}
