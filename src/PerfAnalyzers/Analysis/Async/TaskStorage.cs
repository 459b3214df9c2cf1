using PerfAnalyzers.Knowledge;

namespace PerfAnalyzers.Analysis.Async;

/// <summary>Names of values: a local, a parameter, or a path of members from one, such as <c>this.cache.Task</c>.</summary>
internal static class TaskStorage
{
    private const int LongestPath = 8;

    /// <summary>The task behind conversions and the calls that only wrap it: <c>AsTask</c>, <c>ConfigureAwait</c>, <c>WaitAsync</c>.</summary>
    public static IOperation Unwrap(IOperation operation, AwaitableTypes types)
    {
        while (true)
        {
            operation = Peel(operation)!;
            if (operation is not IInvocationOperation { Instance: { } receiver, TargetMethod.Name: "AsTask" or "ConfigureAwait" or "WaitAsync" or "Preserve" or "GetAwaiter" } call
                || !types.IsTaskLike(call.TargetMethod.ContainingType))
            {
                return operation;
            }

            operation = receiver;
        }
    }

    /// <summary>Whether two operations read the same place.</summary>
    public static bool Same(IOperation? left, IOperation? right)
    {
        for (var length = 0; length < LongestPath; length++)
        {
            left = Peel(left);
            right = Peel(right);
            switch (left, right)
            {
                case (null, null):
                    return true;
                case (ILocalReferenceOperation a, ILocalReferenceOperation b):
                    return SymbolEqualityComparer.Default.Equals(a.Local, b.Local);
                case (IParameterReferenceOperation a, IParameterReferenceOperation b):
                    return SymbolEqualityComparer.Default.Equals(a.Parameter, b.Parameter);
                case (IInstanceReferenceOperation, IInstanceReferenceOperation):
                    return true;
                case (IMemberReferenceOperation a, IMemberReferenceOperation b)
                    when SymbolEqualityComparer.Default.Equals(a.Member, b.Member) && SameIndexes(a, b):
                    (left, right) = (a.Instance, b.Instance);
                    break;
                case (IArrayElementReferenceOperation a, IArrayElementReferenceOperation b) when SameIndexes(a.Indices, b.Indices):
                    (left, right) = (a.ArrayReference, b.ArrayReference);
                    break;
                default:
                    return false;
            }
        }

        return false;
    }

    /// <summary>Whether writing to <paramref name="target"/> changes what <paramref name="storage"/> names.</summary>
    public static bool Covers(IOperation target, IOperation storage)
    {
        IOperation? current = storage;
        for (var length = 0; length < LongestPath && current is not null; length++)
        {
            current = Peel(current);
            if (Same(target, current))
                return true;

            if (Indexes(current).Any(index => Same(target, index)))
                return true;

            current = Owner(current);
        }

        return false;
    }

    /// <summary>Whether the operation names a place that a later operation can name again.</summary>
    public static bool IsStorage(IOperation operation)
    {
        IOperation? current = operation;
        for (var length = 0; length < LongestPath; length++)
        {
            current = Peel(current);
            switch (current)
            {
                case null or ILocalReferenceOperation or IParameterReferenceOperation or IInstanceReferenceOperation:
                    return length > 0 || current is not null;
                case IFieldReferenceOperation or IPropertyReferenceOperation or IArrayElementReferenceOperation:
                    current = Owner(current);
                    break;
                default:
                    return false;
            }
        }

        return false;
    }

    /// <summary>The local that a path starts with, if it starts with one.</summary>
    public static ILocalSymbol? RootLocal(IOperation storage)
    {
        IOperation? current = storage;
        for (var length = 0; length < LongestPath && current is not null; length++)
        {
            current = Peel(current);
            if (current is ILocalReferenceOperation local)
                return local.Local;

            current = Owner(current);
        }

        return null;
    }

    /// <summary>What stands before the dot or the bracket.</summary>
    public static IOperation? Owner(IOperation? storage) => storage switch
    {
        IMemberReferenceOperation member => member.Instance,
        IArrayElementReferenceOperation element => element.ArrayReference,
        _ => null,
    };

    private static IOperation? Peel(IOperation? operation)
    {
        for (; ; )
        {
            switch (operation)
            {
                case IConversionOperation conversion:
                    operation = conversion.Operand;
                    break;
                case IParenthesizedOperation parenthesized:
                    operation = parenthesized.Operand;
                    break;
                case IConditionalAccessInstanceOperation instance when Accessed(instance) is { } accessed:
                    operation = accessed;
                    break;
                default:
                    return operation;
            }
        }
    }

    private static IOperation? Accessed(IConditionalAccessInstanceOperation instance)
    {
        for (IOperation child = instance; child.Parent is { } parent; child = parent)
        {
            if (parent is IConditionalAccessOperation access && access.WhenNotNull == child)
                return access.Operation;
        }

        return null;
    }

    private static bool SameIndexes(IMemberReferenceOperation left, IMemberReferenceOperation right) =>
        left is not IPropertyReferenceOperation { Arguments: { Length: > 0 } a }
        || (right is IPropertyReferenceOperation { Arguments: var b }
            && SameIndexes(a.Select(x => x.Value).ToImmutableArray(), b.Select(x => x.Value).ToImmutableArray()));

    private static bool SameIndexes(ImmutableArray<IOperation> left, ImmutableArray<IOperation> right) =>
        left.Length == right.Length
        && left.Zip(right, (a, b) => a.ConstantValue is { HasValue: true, Value: { } value } ? value.Equals(b.ConstantValue.Value) : IsStorage(a) && Same(a, b)).All(same => same);

    private static IEnumerable<IOperation> Indexes(IOperation? storage) => storage switch
    {
        IPropertyReferenceOperation { Arguments.Length: > 0 } property => property.Arguments.Select(a => a.Value),
        IArrayElementReferenceOperation element => element.Indices,
        _ => Enumerable.Empty<IOperation>(),
    };
}
