using System.Runtime.CompilerServices;
using PerfAnalyzers.Knowledge;
using PerfAnalyzers.Knowledge.RoundTrips;

namespace PerfAnalyzers.Analysis.RoundTrips;

/// <summary>Tells whether the rounds of a loop also write rows, so that what one of them asks for may be what it or an earlier one has written.</summary>
internal static class RoundWrites
{
    private static readonly ConditionalWeakTable<IOperation, StrongBox<bool>> Known = new();

    /// <summary>Whether a round changes rows and writes them, here or behind calls: it does a piece of work for its element.</summary>
    public static bool InRound(RoundTripInLoop found, CancellationToken cancellationToken)
    {
        if (Known.TryGetValue(found.Loop.Operation, out var known))
            return known.Value;

        var writes = found.Loop.Body.DescendantsAndSelf().Any(o => Writes(o, RoundTripKind.Command, found.Compilation, cancellationToken));
        return Known.GetValue(found.Loop.Operation, _ => new StrongBox<bool>(writes)).Value;
    }

    /// <summary>Whether the round has written rows or documents when it asks for such: no query before the loop finds those.</summary>
    public static bool BeforeAsking(RoundTripInLoop found, RoundTripPath path, CancellationToken cancellationToken) => path.End switch
    {
        { Kind: RoundTripKind.Query } => Before(found, RoundTripKind.Command, cancellationToken),
        { Kind: RoundTripKind.Document, Row: not { IsWrite: true } } => Before(found, RoundTripKind.Document, cancellationToken),
        _ => false,
    };

    private static bool Before(RoundTripInLoop found, RoundTripKind writing, CancellationToken cancellationToken) =>
        found.Loop.Body.DescendantsAndSelf().Any(o => o.Syntax.Span.End <= found.Operation.Syntax.SpanStart && (Writes(o, writing, found.Compilation, cancellationToken) || MayWrite(o, writing, found.Compilation, cancellationToken)));

    /// <summary>Whether an operation writes where the round comes by it: <c>if (tag is null) Save(new Tag { Name = name });</c></summary>
    private static bool MayWrite(IOperation operation, RoundTripKind writing, CompilationContext compilation, CancellationToken cancellationToken) =>
        operation is IInvocationOperation && RoundTripInLoop.PathsOf(operation, compilation, cancellationToken).Any(p => IsWritten(p.End, writing));

    private static bool Writes(IOperation operation, RoundTripKind writing, CompilationContext compilation, CancellationToken cancellationToken) =>
        (operation is IInvocationOperation call && WorkVerbs.Store(call.TargetMethod.Name) && UnseenCode.IsBehind(call, compilation))
        || (operation is IInvocationOperation or IMethodReferenceOperation
            && RoundTripInLoop.Of(operation, compilation, cancellationToken) is { } other
            && other.Paths.Any(p => IsWritten(p.End, writing)));

    private static bool IsWritten(RoundTrip end, RoundTripKind writing) =>
        end.BeginsTransaction || end is { Kind: RoundTripKind.Save, IsPending: false } || (end.Kind == writing && end is { Row.IsWrite: true, Query: null });
}
