namespace PerfAnalyzers.Knowledge.Caching;

/// <summary>What makes a queue.</summary>
internal enum QueueMaker
{
    /// <summary>A channel, which by its name has no limit.</summary>
    Channel,

    /// <summary>A collection that has one if it is told.</summary>
    Collection,

    /// <summary>A collection that can have none, and that pools and lists use as well.</summary>
    PlainQueue,

    /// <summary>A block that has one if its options say so.</summary>
    Block,
}

/// <summary>What a member does with a queue.</summary>
internal enum QueueUse
{
    /// <summary>It puts something in, now.</summary>
    Write,

    /// <summary>It puts something in, and can be awaited until there is room.</summary>
    AwaitedWrite,

    /// <summary>It takes something out.</summary>
    Read,
}

/// <summary>The queues that a process holds in memory, and the members that fill and empty them.</summary>
internal sealed class QueueMembers
{
    public static readonly ImmutableArray<(string Type, QueueMaker Maker)> Makers = ImmutableArray.Create(
        (TypeNames.Queues.Blocking, QueueMaker.Collection),
        (TypeNames.Queues.Concurrent, QueueMaker.PlainQueue),
        (TypeNames.Queues.BufferBlock, QueueMaker.Block),
        (TypeNames.Queues.ActionBlock, QueueMaker.Block));

    public static readonly ImmutableArray<(string Type, string Member, QueueUse Use)> Rows = ImmutableArray.Create(
        (TypeNames.Queues.ChannelWriter, "WriteAsync", QueueUse.AwaitedWrite),
        (TypeNames.Queues.ChannelWriter, "TryWrite", QueueUse.Write),
        (TypeNames.Queues.ChannelReader, "ReadAllAsync", QueueUse.Read),
        (TypeNames.Queues.ChannelReader, "ReadAsync", QueueUse.Read),
        (TypeNames.Queues.ChannelReader, "TryRead", QueueUse.Read),
        (TypeNames.Queues.ChannelReader, "WaitToReadAsync", QueueUse.Read),
        (TypeNames.Queues.Blocking, "Add", QueueUse.Write),
        (TypeNames.Queues.Blocking, "TryAdd", QueueUse.Write),
        (TypeNames.Queues.Blocking, "GetConsumingEnumerable", QueueUse.Read),
        (TypeNames.Queues.Blocking, "Take", QueueUse.Read),
        (TypeNames.Queues.Blocking, "TryTake", QueueUse.Read),
        (TypeNames.Queues.Concurrent, "Enqueue", QueueUse.Write),
        (TypeNames.Queues.Concurrent, "TryDequeue", QueueUse.Read),
        (TypeNames.Queues.ActionBlock, "Post", QueueUse.Write),
        (TypeNames.Queues.DataflowBlock, "Post", QueueUse.Write),
        (TypeNames.Queues.DataflowBlock, "SendAsync", QueueUse.AwaitedWrite),
        (TypeNames.Queues.BufferBlock, "LinkTo", QueueUse.Read),
        (TypeNames.Queues.BufferBlock, "TryReceive", QueueUse.Read),
        (TypeNames.Queues.DataflowBlock, "LinkTo", QueueUse.Read),
        (TypeNames.Queues.DataflowBlock, "OutputAvailableAsync", QueueUse.Read),
        (TypeNames.Queues.DataflowBlock, "Receive", QueueUse.Read),
        (TypeNames.Queues.DataflowBlock, "ReceiveAsync", QueueUse.Read));

    private readonly Dictionary<ISymbol, QueueMaker> makers = new(SymbolEqualityComparer.Default);
    private readonly MemberTable<QueueUse> table;
    private readonly INamedTypeSymbol? channel;

    private QueueMembers(CompilationContext compilation)
    {
        table = new(compilation, Rows);
        channel = compilation.Type(TypeNames.Queues.Channel);
        foreach (var (name, maker) in Makers)
        {
            if (compilation.Type(name) is { } type)
                makers[type] = maker;
        }
    }

    /// <summary>Whether the project knows no such queue.</summary>
    public bool IsEmpty => channel is null && makers.Count == 0;

    public static QueueMembers For(CompilationContext compilation) => compilation.Get(c => new QueueMembers(c));

    /// <summary>What a method does with a queue that it is called on; null for any other method.</summary>
    public QueueUse? Find(IMethodSymbol method) => table.TryFind(method.ReducedFrom ?? method, out var use) ? use : null;

    /// <summary>Whether a method makes a channel that has no limit.</summary>
    public bool MakesUnbounded(IMethodSymbol method) =>
        method.Name is "CreateUnbounded" or "CreateUnboundedPrioritized" && SymbolEqualityComparer.Default.Equals(method.ContainingType, channel);

    /// <summary>What kind of queue a type is; null for any other type.</summary>
    public QueueMaker? Find(INamedTypeSymbol type) => makers.TryGetValue(type.OriginalDefinition, out var maker) ? maker : null;
}
