using PerfAnalyzers.Analysis.Iteration;
using PerfAnalyzers.Knowledge;
using PerfAnalyzers.Knowledge.RoundTrips;

namespace PerfAnalyzers.Analysis.RoundTrips;

/// <summary>Tells which member does for all elements of a loop what a round trip does for one, and what keeps an element out of it.</summary>
internal static class BatchedRoundTrip
{
    private const int LongestChain = 64;

    /// <summary>What a request is only carried out under; a batch of writes has no conditions.</summary>
    private static readonly ImmutableHashSet<string> Conditions = ImmutableHashSet.Create(StringComparer.Ordinal, "ConditionExpression", "ConditionalOperator", "Expected");

    /// <summary>The member that takes many at once; null where there is none, or where it does not take these.</summary>
    public static string? Of(RoundTripInLoop found, RoundTripPath path)
    {
        if (path.End.Row?.Batch is not { } batch || path.End.TakesMany || HasCondition(path) || HasPartition(found, path) || IsPipeline(path))
            return null;

        // What reads several fields of one key does not help where the key varies.
        var isPerKey = batch.IndexOf("(key,", StringComparison.Ordinal) >= 0;
        return isPerKey && !(path.Steps.IsEmpty && found.IsFirstArgumentInvariant) ? null : batch;
    }

    /// <summary>Whether a write says that other work for the element is done: written for all at the end, what fails before that is done twice.</summary>
    public static bool MarksWorkDone(RoundTripInLoop found, RoundTripPath path, CancellationToken cancellationToken) =>
        path.Steps.IsEmpty
        && path.End.Row is { IsWrite: true }
        && found.Loop.Body.DescendantsAndSelf().OfType<IAwaitOperation>().Any(awaited =>
            awaited.Syntax.Span.End <= found.Operation.Syntax.SpanStart && awaited.UnwrapAwait() is IInvocationOperation call && IsWork(call, found.Compilation, cancellationToken));

    private static bool IsWork(IInvocationOperation call, CompilationContext compilation, CancellationToken cancellationToken) =>
        call.TargetMethod.MethodKind == MethodKind.DelegateInvoke
        || RoundTripInLoop.Of(call, compilation, cancellationToken)?.Paths.Any(p => p.End.Row is { IsWrite: true } || p.End.Kind is RoundTripKind.Message or RoundTripKind.Mail) == true;

    /// <summary>
    /// Whether the store answers for one of these at a time: it has partitions, each of which is asked for itself, as a filter over several of them goes through the whole table; or it
    /// computes the answer in stages.
    /// </summary>
    public static bool IsOnePerKey(RoundTripPath path) => path.End is { Kind: RoundTripKind.Document, Row.IsWrite: false } && (IsPartitioned(path) || IsPipeline(path));

    /// <summary>Whether the rows of a table lie in partitions, and only those of one of them can be asked for together.</summary>
    public static bool IsPartitioned(RoundTripPath path) => path.End.Row?.Type is TypeNames.Stores.AzureTable or TypeNames.Documents.DynamoDb;

    /// <summary>Whether what comes back is computed in stages by the server, each of which may depend on the element: no plain query for many keys does the same.</summary>
    private static bool IsPipeline(RoundTripPath path)
    {
        // Code that is being typed may make a local of itself.
        var source = Composed(path.End.Operation as IInvocationOperation);
        for (var hops = 0; source is IInvocationOperation call && hops < LongestChain; source = Composed(call), hops++)
        {
            if (call.TargetMethod.Name == "Aggregate")
                return true;
        }

        return false;
    }

    /// <summary>What a call is made on, also by way of a local.</summary>
    private static IOperation? Composed(IInvocationOperation? call) =>
        call?.Receiver()?.UnwrapAwait() is ILocalReferenceOperation local ? LocalValues.SetOnce(local)?.UnwrapAwait() : call?.Receiver()?.UnwrapAwait();

    private static bool HasCondition(RoundTripPath path) =>
        path.End.Operation is IInvocationOperation call
        && call.Arguments.Any(a => LocalValues.Made(a.Value) is IObjectCreationOperation { Initializer: { } given }
            && given.Initializers.Any(i => i is ISimpleAssignmentOperation { Target: IPropertyReferenceOperation { Property.Name: { } name } } && Conditions.Contains(name)));

    /// <summary>Whether each element is in a partition of its own, while a batch of writes stays within one.</summary>
    private static bool HasPartition(RoundTripInLoop found, RoundTripPath path) =>
        path.Steps.IsEmpty
        && path.End.Row is { IsWrite: true }
        && path.End.Operation is IInvocationOperation call
        && call.Arguments.Any(a => a.Value.Unwrap().Type?.Name == "PartitionKey" && Variance.VariesIn(a.Value, found.Loop));
}
