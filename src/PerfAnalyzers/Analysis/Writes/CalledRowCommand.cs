using PerfAnalyzers.Analysis.RoundTrips;
using PerfAnalyzers.Knowledge.RoundTrips;

namespace PerfAnalyzers.Analysis.Writes;

/// <summary>Recognises methods in source that do nothing but write the row of one element by SQL, where a loop calls them.</summary>
internal static class CalledRowCommand
{
    /// <summary>The way from the call to the statement; null where the method does more, or other things for other elements, or where that cannot be seen.</summary>
    public static RoundTripPath? In(RoundTripInLoop found, RoundTripTable roundTrips)
    {
        var path = found.Paths.FirstOrDefault(p => !p.Steps.IsEmpty && p.End.Kind == RoundTripKind.Command);
        return path is { Certainty: PathCertainty.Certain, IsInLoop: false, End: { Query: null, Operation: IInvocationOperation sent, Row: { Batch: not null } } }
            && RowCommand.IsWrite(sent, sent, roundTrips)
            && !InProcessCommand.Is(sent)
            && !NamesOtherTable(sent)
            && found.Paths.All(p => p.End.Kind is RoundTripKind.Command or RoundTripKind.Connection && !p.IsInLoop)
            && AnswersAtMostHowMany(found.Operation)
            && !found.IsInvariant(path)
            && !found.HasOwnScope
            && !found.AsksElsewhere
            && !found.HasFewElements
            && !found.IsStrategy(path)
                ? path
                : null;
    }

    /// <summary>
    /// Whether the round waits for something else besides rows that it reads or writes: then the row says that it is done, and has to say so before the
    /// next element is begun.
    /// </summary>
    public static bool IsRecordOfWork(RoundTripInLoop found, RoundTripTable roundTrips, CancellationToken cancellationToken) =>
        UnitOfWork.ActsElsewhere(found.Operation, found.Loop, roundTrips)
        || found.Loop.Body.DescendantsAndSelf().Any(o =>
            o is IAwaitOperation wait
            && wait.UnwrapAwait() is IInvocationOperation other
            && other != found.Operation
            && !(RoundTripInLoop.Of(other, found.Compilation, cancellationToken) is { } known && known.Paths.All(p => p.End.Kind is RoundTripKind.Query or RoundTripKind.Connection || IsPlainCommand(p))));

    private static bool IsPlainCommand(RoundTripPath path) => path.End is { Kind: RoundTripKind.Command, Query: null };

    /// <summary>Whether a call gives back nothing, or a number of rows.</summary>
    private static bool AnswersAtMostHowMany(IOperation call)
    {
        var type = call.Type is INamedTypeSymbol { Name: "Task" or "ValueTask", TypeArguments: var awaited } ? awaited.FirstOrDefault() : call.Type;
        return type is null or { SpecialType: SpecialType.System_Void or SpecialType.System_Int32 };
    }

    /// <summary>Whether a parameter goes into the text of the statement: the name of a table, a list of columns.</summary>
    private static bool NamesOtherTable(IInvocationOperation sent) => LocalValues.Root(sent).DescendantsAndSelf().Any(o =>
        o is IInterpolationOperation { Expression: { } filled }
        && filled.Unwrap() is IParameterReferenceOperation { Type.SpecialType: SpecialType.System_String });
}
