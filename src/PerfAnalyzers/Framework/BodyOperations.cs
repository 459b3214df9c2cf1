using System.Runtime.CompilerServices;

namespace PerfAnalyzers.Framework;

/// <summary>
/// The operations of one body by kind, found in one walk that all rules share. The compiler would call each rule for each
/// operation by itself, which costs more than most rules need to say no.
/// </summary>
internal sealed class BodyOperations
{
    private const byte NotKept = byte.MaxValue;
    private const int LongWay = 64;

    /// <summary>The kinds that somebody asks for; all others, more than half of a body, are passed over.</summary>
    private static readonly ImmutableArray<OperationKind> Kept = ImmutableArray.Create(
        OperationKind.Invocation,
        OperationKind.PropertyReference,
        OperationKind.ObjectCreation,
        OperationKind.Loop,
        OperationKind.SimpleAssignment,
        OperationKind.MethodBody,
        OperationKind.AnonymousFunction,
        OperationKind.LocalFunction,
        OperationKind.MethodReference,
        OperationKind.DelegateCreation,
        OperationKind.Await,
        OperationKind.Argument,
        OperationKind.Binary,
        OperationKind.CompoundAssignment,
        OperationKind.ParameterReference);

    private static readonly byte[] Slots = FindSlots();

    private readonly IOperation block;
    private readonly IOperation[] operations;
    private readonly int[] ends = new int[Kept.Length];
    private IOperation[]?[]? repeatable;

    private BodyOperations(IOperation block)
    {
        this.block = block;
        var found = new List<IOperation>(16);
        if (Owner(block) is { } owner)
            Add(owner, found);

        foreach (var operation in block.DescendantsAndSelf())
            Add(operation, found);

        var starts = new int[ends.Length];
        for (var slot = 1; slot < starts.Length; slot++)
            starts[slot] = starts[slot - 1] + ends[slot - 1];

        starts.CopyTo(ends, 0);
        operations = new IOperation[found.Count];
        foreach (var operation in found)
            operations[ends[Slot(operation.Kind)]++] = operation;
    }

    public static BodyOperations Of(IOperation block, CompilationContext compilation) => Latest.For(compilation).Of(block);

    /// <summary>In the order of the code.</summary>
    public Some OfKind(OperationKind kind)
    {
        var slot = Slot(kind);
        if (slot == NotKept)
            throw new ArgumentOutOfRangeException(nameof(kind), kind, "Operations of this kind are not kept.");

        return new Some(operations, slot == 0 ? 0 : ends[slot - 1], ends[slot]);
    }

    /// <summary>
    /// Those that a loop or a lambda stands around, and method groups: all others run once each time the body does. Every rule about loops would find that out
    /// by itself.
    /// </summary>
    public Some MayRepeat(OperationKind kind)
    {
        if (kind == OperationKind.MethodReference)
            return OfKind(kind);

        if (OfKind(OperationKind.Loop).IsEmpty && OfKind(OperationKind.AnonymousFunction).IsEmpty)
            return default;

        var found = (repeatable ??= new IOperation[Kept.Length][])[Slot(kind)] ??= FindRepeatable(kind);
        return new Some(found, 0, found.Length);
    }

    private IOperation[] FindRepeatable(OperationKind kind)
    {
        var found = new List<IOperation>();
        Dictionary<IOperation, bool>? known = null;
        foreach (var operation in OfKind(kind))
        {
            if (IsInRepeatable(operation.Parent, ref known))
                found.Add(operation);
        }

        return found.ToArray();
    }

    /// <summary>Goes up from an operation. What long ways lead to is remembered: in an expression of thousands of parts each would go up through all others.</summary>
    private static bool IsInRepeatable(IOperation? first, ref Dictionary<IOperation, bool>? known)
    {
        var (end, steps, result) = (first, 0, false);
        for (; end is not null && (known is null || !known.TryGetValue(end, out result)); end = end.Parent, steps++)
        {
            result = end.Kind is OperationKind.Loop or OperationKind.AnonymousFunction;
            if (result)
                break;
        }

        if (steps > LongWay)
        {
            known ??= new Dictionary<IOperation, bool>();
            for (var passed = first; passed != end; passed = passed!.Parent)
                known[passed!] = result;
        }

        return result;
    }

    /// <summary>The body that a block is, which is no block itself; a constructor with an initializer has two blocks and is counted with the first.</summary>
    private static IOperation? Owner(IOperation block) => block.Parent switch
    {
        IMethodBodyOperation method when method.ChildOperations.First() == block => method,
        IConstructorBodyOperation constructor when constructor.ChildOperations.First() == block => constructor,
        IExpressionStatementOperation statement when statement.Parent is IConstructorBodyOperation constructor => constructor,
        _ => null,
    };

    private void Add(IOperation operation, List<IOperation> found)
    {
        var slot = Slot(operation.Kind);
        if (slot == NotKept)
            return;

        ends[slot]++;
        found.Add(operation);
    }

    private static byte Slot(OperationKind kind) => (int)kind < Slots.Length ? Slots[(int)kind] : NotKept;

    private static byte[] FindSlots()
    {
        var slots = Enumerable.Repeat(NotKept, Kept.Max(k => (int)k) + 1).ToArray();
        for (var slot = 0; slot < Kept.Length; slot++)
            slots[(int)Kept[slot]] = (byte)slot;

        return slots;
    }

    /// <summary>
    /// The bodies that were asked for lately. The compiler takes a body through all rules before it goes on to the next, on each of its threads, so that a few are
    /// enough, and cost less than to remember all of them; one that is crowded out is walked again.
    /// </summary>
    public sealed class Latest
    {
        private const int Most = 64;

        private readonly BodyOperations?[] bodies = new BodyOperations?[Most];

        public static Latest For(CompilationContext compilation) => compilation.Get(_ => new Latest());

        public BodyOperations Of(IOperation block)
        {
            ref var place = ref bodies[RuntimeHelpers.GetHashCode(block) % Most];
            if (place is { } known && ReferenceEquals(known.block, block))
                return known;

            var made = new BodyOperations(block);
            place = made;
            return made;
        }
    }

    /// <summary>Some neighbours, to go through without an enumerator on the heap.</summary>
    public struct Some
    {
        private readonly IOperation[] operations;
        private readonly int end;
        private int next;

        public Some(IOperation[] operations, int start, int end)
        {
            this.operations = operations;
            this.end = end;
            next = start;
        }

        public readonly bool IsEmpty => next >= end;

        public readonly IOperation Current => operations[next - 1];

        public readonly Some GetEnumerator() => this;

        public bool MoveNext() => next++ < end;
    }
}
