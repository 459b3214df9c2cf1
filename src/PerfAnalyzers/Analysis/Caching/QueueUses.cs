using PerfAnalyzers.Analysis.Async;
using PerfAnalyzers.Analysis.Calls;
using PerfAnalyzers.Knowledge;
using PerfAnalyzers.Knowledge.Caching;

namespace PerfAnalyzers.Analysis.Caching;

/// <summary>One call that fills or empties a queue.</summary>
/// <param name="Call">The call.</param>
/// <param name="Member">The member whose code it stands in.</param>
/// <param name="Use">What it does.</param>
internal sealed record QueueCall(IInvocationOperation Call, ISymbol Member, QueueUse Use);

/// <summary>All that is done with a queue that a member holds, also through its two ends where they are handed out.</summary>
internal sealed class QueueUses
{
    private const int MostBodies = 60;

    private readonly CompilationContext compilation;
    private readonly QueueMembers members;
    private readonly Queue<ISymbol> open = new();
    private readonly HashSet<ISymbol> seen = new(SymbolEqualityComparer.Default);
    private readonly CancellationToken cancellationToken;

    private QueueUses(CompilationContext compilation, CancellationToken cancellationToken)
    {
        this.compilation = compilation;
        this.cancellationToken = cancellationToken;
        members = QueueMembers.For(compilation);
    }

    /// <summary>The calls that fill and empty it.</summary>
    public List<QueueCall> Calls { get; } = new();

    /// <summary>Whether it is handed to code that may do anything with it.</summary>
    public bool IsHandedOn { get; private set; }

    /// <summary>Whether somebody looks how much is in it and draws a line.</summary>
    public bool IsCounted { get; private set; }

    /// <summary>What is done with the queue that a field or property holds; null where too much mentions its name.</summary>
    public static QueueUses? Of(ISymbol queue, CompilationContext compilation, CancellationToken cancellationToken)
    {
        var uses = new QueueUses(compilation, cancellationToken);
        uses.Follow(queue);
        while (uses.open.Count > 0)
        {
            if (MemberReferences.Of(uses.open.Dequeue(), compilation, cancellationToken) is not { } references)
                return null;

            foreach (var (operation, within) in references)
                uses.Look(operation, within);
        }

        return uses;
    }

    /// <summary>What is done with the channel for one kind of element that a container hands out.</summary>
    public static QueueUses OfRegistered(ITypeSymbol element, CompilationContext compilation, CancellationToken cancellationToken)
    {
        var uses = new QueueUses(compilation, cancellationToken);
        var ends = new[] { compilation.Type(TypeNames.Queues.ChannelReader), compilation.Type(TypeNames.Queues.ChannelWriter) };
        var names = QueueMembers.Rows.Where(r => r.Type is TypeNames.Queues.ChannelReader or TypeNames.Queues.ChannelWriter).Select(r => r.Member);
        foreach (var place in names.SelectMany(MentionIndex.For(compilation).Of).Where(p => p.Tree.ToString().Contains("Channel")).Take(MostBodies))
        {
            if (MethodBodies.For(compilation).At(place.Tree, place.Span, cancellationToken) is not (var member, { } body) || !uses.seen.Add(member))
                continue;

            foreach (var call in body.Root.DescendantsAndSelf().OfType<IInvocationOperation>())
            {
                if (ends.Any(e => call.TargetMethod.ContainingType.IsConstructedFrom(e)) && call.TargetMethod.ContainingType.TypeArguments[0].Is(element))
                    uses.Add(call, member);
            }
        }

        return uses;
    }

    private void Follow(ISymbol member)
    {
        if (seen.Add(member.OriginalDefinition))
            open.Enqueue(member.OriginalDefinition);
    }

    /// <summary>Looks what is done with a value that is the queue, or an end of it.</summary>
    private void Look(IOperation value, ISymbol member)
    {
        foreach (var use in ValueUse.Of(value))
        {
            IsCounted |= CountLimits.IsCounted(use, compilation, cancellationToken);
            Look(use, member);
        }
    }

    private void Look(ValueUse use, ISymbol member)
    {
        switch (use)
        {
            case { End: ValueEnd.Read, By: IPropertyReferenceOperation { Property.Name: "Writer" or "Reader" } end }:
                Look(end, member);
                break;
            case { End: ValueEnd.Call, By: IInvocationOperation call } when call.Instance is not null || members.Find(call.TargetMethod) is not null:
                Add(call, member);
                break;
            case { End: ValueEnd.Returned } when member is IMethodSymbol { MethodKind: MethodKind.PropertyGet, AssociatedSymbol: { } property }:
                Follow(property);
                break;
            case { End: ValueEnd.Returned } when member is IMethodSymbol { MethodKind: MethodKind.Ordinary }:
                Follow(member);
                break;
            case { End: ValueEnd.Kept, By: ISimpleAssignmentOperation { Target: IMemberReferenceOperation { Member: var end } } }:
                Follow(end);
                break;
            default:
                // What LINQ does with it leaves it as it is.
                IsHandedOn |= use.End is ValueEnd.HandedOn or ValueEnd.Returned || use.By is IInvocationOperation { TargetMethod: { IsExtensionMethod: true, ContainingType.Name: not "Enumerable" } };
                break;
        }
    }

    private void Add(IInvocationOperation call, ISymbol member)
    {
        if (members.Find(call.TargetMethod) is { } use)
            Calls.Add(new QueueCall(call, member, use));
    }
}
