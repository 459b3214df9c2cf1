using System.Runtime.CompilerServices;

namespace PerfAnalyzers.Framework;

/// <summary>
/// The operations of one body by kind, found in one walk that all rules share. The compiler would call each rule for each
/// operation by itself, which costs more than most rules need to say no.
/// </summary>
internal sealed class BodyOperations
{
    private static readonly ConditionalWeakTable<IOperation, BodyOperations> Known = new();

    private readonly Dictionary<OperationKind, ImmutableArray<IOperation>> byKind = new();

    private BodyOperations(IOperation block)
    {
        var found = new Dictionary<OperationKind, ImmutableArray<IOperation>.Builder>();
        if (Owner(block) is { } owner)
            Add(found, owner);

        foreach (var operation in block.DescendantsAndSelf())
            Add(found, operation);

        foreach (var pair in found)
            byKind.Add(pair.Key, pair.Value.ToImmutable());
    }

    public static BodyOperations Of(IOperation block) => Known.GetValue(block, b => new BodyOperations(b));

    /// <summary>In the order of the code.</summary>
    public ImmutableArray<IOperation> OfKind(OperationKind kind) => byKind.TryGetValue(kind, out var found) ? found : ImmutableArray<IOperation>.Empty;

    /// <summary>The body that a block is, which is no block itself; a constructor with an initializer has two blocks and is counted with the first.</summary>
    private static IOperation? Owner(IOperation block) => block.Parent switch
    {
        IMethodBodyOperation method when method.ChildOperations.First() == block => method,
        IConstructorBodyOperation constructor when constructor.ChildOperations.First() == block => constructor,
        IExpressionStatementOperation statement when statement.Parent is IConstructorBodyOperation constructor => constructor,
        _ => null,
    };

    private static void Add(Dictionary<OperationKind, ImmutableArray<IOperation>.Builder> found, IOperation operation)
    {
        if (!found.TryGetValue(operation.Kind, out var operations))
            found.Add(operation.Kind, operations = ImmutableArray.CreateBuilder<IOperation>());

        operations.Add(operation);
    }
}
