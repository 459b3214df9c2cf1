using System.Runtime.CompilerServices;

namespace PerfAnalyzers.Framework;

/// <summary>
/// The operations of one body by kind, found in one walk that all rules share. The compiler would call each rule for each
/// operation by itself, which costs more than most rules need to say no.
/// </summary>
internal sealed class BodyOperations
{
    private static readonly ConditionalWeakTable<IOperation, BodyOperations> Known = new();

    // Few kinds are in use, and their numbers are small.
    private const int Kinds = 160;

    private static readonly List<IOperation> Nothing = new();

    private readonly List<IOperation>?[] byKind = new List<IOperation>?[Kinds];

    private BodyOperations(IOperation block)
    {
        if (Owner(block) is { } owner)
            Add(owner);

        foreach (var operation in block.DescendantsAndSelf())
            Add(operation);
    }

    public static BodyOperations Of(IOperation block) => Known.GetValue(block, b => new BodyOperations(b));

    /// <summary>In the order of the code.</summary>
    public List<IOperation> OfKind(OperationKind kind) => (int)kind < Kinds && byKind[(int)kind] is { } found ? found : Nothing;

    /// <summary>The body that a block is, which is no block itself; a constructor with an initializer has two blocks and is counted with the first.</summary>
    private static IOperation? Owner(IOperation block) => block.Parent switch
    {
        IMethodBodyOperation method when method.ChildOperations.First() == block => method,
        IConstructorBodyOperation constructor when constructor.ChildOperations.First() == block => constructor,
        IExpressionStatementOperation statement when statement.Parent is IConstructorBodyOperation constructor => constructor,
        _ => null,
    };

    private void Add(IOperation operation)
    {
        var kind = (int)operation.Kind;
        if (kind < Kinds)
            (byKind[kind] ??= new List<IOperation>()).Add(operation);
    }
}
