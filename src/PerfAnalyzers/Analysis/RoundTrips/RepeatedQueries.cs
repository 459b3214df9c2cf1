using PerfAnalyzers.Analysis.Calls;
using PerfAnalyzers.Analysis.Collections;
using PerfAnalyzers.Analysis.Iteration;
using PerfAnalyzers.Analysis.Queries;
using PerfAnalyzers.Knowledge;
using PerfAnalyzers.Knowledge.RoundTrips;

namespace PerfAnalyzers.Analysis.RoundTrips;

/// <summary>Tells when a question has been answered before, and nothing has happened since that could change the answer.</summary>
internal static class RepeatedQueries
{
    // What a list of messages, and what is asked of it, has in its names.
    private static readonly ImmutableArray<string> MailWords = ImmutableArray.Create("mail", "message", "sms", "outbox", "sent", "queue");

    /// <summary>The way to a question that is the same in every round of its loop; null when there is none, or a round may change the answer.</summary>
    public static RoundTripPath? InLoop(RoundTripInLoop found, CancellationToken cancellationToken)
    {
        // What only some rounds come to may be the exception.
        if (!found.GivesData || found.HasOwnScope || Branches.IsInBranch(found.Operation, found.Loop.Body))
            return null;

        var path = found.Paths.FirstOrDefault(p => IsRead(p.End) && !p.IsInLoop && found.IsInvariant(p));
        if (path is null || IsKept(path.End) || found.AlsoWrites(path) || found.IsStrategy(path))
            return null;

        return LoopShape.Waits(found.Loop.Body) || Writes(found.Loop.Body.DescendantsAndSelf(), found.Operation, found.Compilation, cancellationToken) ? null : path;
    }

    /// <summary>The same query earlier on the way to this one; null when it is the first, or its answer may be out of date.</summary>
    public static IInvocationOperation? Before(IInvocationOperation call, CompilationContext compilation, CancellationToken cancellationToken)
    {
        var reader = RoundTripReader.For(compilation);
        if (!reader.Knows(call.TargetMethod))
            return BehindCall(call, compilation, cancellationToken);

        if (WrittenCalls.Before(call, compilation) is not { Count: > 0 } same || reader.Read(call) is not { } trip || !IsRead(trip) || IsKept(trip) || call.IsInExpressionTree(compilation))
            return null;

        foreach (var earlier in same)
        {
            if (earlier.TargetMethod.Is(call.TargetMethod)
                && IsPassedBefore(earlier, call)
                && !IsOutdated(earlier, call, trip.Inputs, compilation, cancellationToken))
            {
                return earlier;
            }
        }

        return null;
    }

    /// <summary>All calls that repeat the one which <paramref name="call"/> repeats, itself included.</summary>
    public static IEnumerable<IInvocationOperation> Again(IInvocationOperation call, CompilationContext compilation, CancellationToken cancellationToken)
    {
        if (Before(call, compilation, cancellationToken) is not { } first)
            return Enumerable.Empty<IInvocationOperation>();

        var text = call.Syntax.ToString();
        return LocalValues.Root(call).DescendantsAndSelf().OfType<IInvocationOperation>()
            .Where(o => o.TargetMethod.Is(call.TargetMethod) && o.Syntax.ToString() == text && Before(o, compilation, cancellationToken) == first);
    }

    /// <summary>The same for a call of a method in source that does nothing but ask.</summary>
    private static IInvocationOperation? BehindCall(IInvocationOperation call, CompilationContext compilation, CancellationToken cancellationToken)
    {
        if (call.Arguments.IsEmpty
            || !CallTargets.MayRunSource(call.TargetMethod)
            || !call.Arguments.All(a => IsPlain(a.Value))
            || WrittenCalls.Before(call, compilation) is not { Count: > 0 } same
            || !same.Any(earlier => earlier.TargetMethod.Is(call.TargetMethod) && IsPassedBefore(earlier, call)))
        {
            return null;
        }

        var paths = RoundTripFacts.For(compilation).Of(call, isAction: true, cancellationToken);
        if (paths.IsEmpty || !paths.All(p => p.Certainty == PathCertainty.Certain && IsRead(p.End) && !IsKept(p.End)))
            return null;

        var inputs = call.Arguments.Select(a => a.Value).Concat(call.Instance is { } instance ? new[] { instance } : Array.Empty<IOperation>()).ToList();
        return same.FirstOrDefault(earlier =>
            earlier.TargetMethod.Is(call.TargetMethod) && IsPassedBefore(earlier, call) && !IsOutdated(earlier, call, inputs, compilation, cancellationToken));
    }

    /// <summary>Whether the context gives what it has found before: <c>Find</c> looks among the rows that it tracks first.</summary>
    private static bool IsKept(RoundTrip trip) =>
        trip.Row is { IsKept: true }
        || (trip is { Kind: RoundTripKind.Query, Operation: IInvocationOperation { TargetMethod.Name: "Find" or "FindAsync" } }
            && trip.Row?.Type is TypeNames.EfCore.DbContext or TypeNames.EfCore.DbSet or TypeNames.Ef6.DbSet or TypeNames.Ef6.DbSetOfT);

    /// <summary>Whether a value is the same whenever it is written the same way, as long as nobody sets it.</summary>
    private static bool IsPlain(IOperation value) => value.DescendantsAndSelf().All(o =>
        o is ILocalReferenceOperation or IParameterReferenceOperation or ILiteralOperation or IConversionOperation or IParenthesizedOperation or IInstanceReferenceOperation or IDefaultValueOperation
            or IFieldReferenceOperation or IPropertyReferenceOperation { Property.IsStatic: false, Arguments.IsEmpty: true });

    /// <summary>The loop that has gone through the same query before this one; null when it is the first, or its rows may be out of date.</summary>
    public static IForEachLoopOperation? Before(IForEachLoopOperation loop, CompilationContext compilation, CancellationToken cancellationToken)
    {
        if (loop.Collection.Unwrap() is not ILocalReferenceOperation { Local: { } query } rows
            || !QueryReader.For(compilation).IsQueryable(query.Type)
            || QueryReader.For(compilation).ReadSequence(rows) is not { Origin: QueryOrigin.Database })
        {
            return null;
        }

        foreach (var operation in LocalValues.Root(loop).DescendantsAndSelf())
        {
            if (operation is IForEachLoopOperation earlier
                && earlier.Syntax.SpanStart < loop.Syntax.SpanStart
                && earlier.Collection.Unwrap() is ILocalReferenceOperation { Local: { } same }
                && same.Is(query)
                && IsPassedBefore(earlier, loop)
                && !IsOutdated(earlier.Collection, loop, new[] { rows }, compilation, cancellationToken))
            {
                return earlier;
            }
        }

        return null;
    }

    private static bool IsRead(RoundTrip trip) =>
        trip.Kind is RoundTripKind.Query or RoundTripKind.Document
        && trip.IsCertain
        && trip.Row is { IsWrite: false, Result: not RoundTripResult.Nothing };

    /// <summary>Whether every way to a place leads through an earlier one: it stands in a statement of a block around the place.</summary>
    public static bool IsPassedBefore(IOperation earlier, IOperation place)
    {
        var child = earlier;
        for (var parent = earlier.Parent; parent is not null; child = parent, parent = parent.Parent)
        {
            switch (parent)
            {
                case IBlockOperation block:
                    return block.Syntax.Span.Contains(place.Syntax.Span) && !child.Syntax.Span.Contains(place.Syntax.Span) && FunctionOf(earlier) == FunctionOf(place);
                case IConditionalOperation test when test.Condition == child && test.Syntax.Span.Contains(place.Syntax.Span):
                    return FunctionOf(earlier) == FunctionOf(place);
                case IConditionalOperation test when test.Condition != child:
                case ICoalesceOperation fallback when fallback.WhenNull == child:
                case ISwitchExpressionArmOperation or IAnonymousFunctionOperation or ILocalFunctionOperation:
                case IBinaryOperation { OperatorKind: BinaryOperatorKind.ConditionalAnd or BinaryOperatorKind.ConditionalOr } both when both.RightOperand == child:
                case ITryOperation or ICatchClauseOperation:
                    return false;
            }
        }

        return false;
    }

    private static IOperation? FunctionOf(IOperation place)
    {
        for (var parent = place.Parent; parent is not null; parent = parent.Parent)
        {
            if (parent is IAnonymousFunctionOperation or ILocalFunctionOperation)
                return parent;
        }

        return null;
    }

    /// <summary>Whether something between two places sets what a question reads, or may write what it asks for.</summary>
    public static bool IsOutdated(IOperation earlier, IOperation place, IEnumerable<IOperation> inputs, CompilationContext compilation, CancellationToken cancellationToken)
    {
        var between = LocalValues.Root(place).DescendantsAndSelf()
            .Where(o => o.Syntax.SpanStart >= earlier.Syntax.Span.End && o.Syntax.Span.End <= place.Syntax.SpanStart)
            .ToList();
        var named = new HashSet<ISymbol>(inputs.SelectMany(LoopFacts.ReferencedSymbols), SymbolEqualityComparer.Default);
        return between.Any(o => Sets(o, named)) || Writes(between, place, compilation, cancellationToken);
    }

    private static bool Sets(IOperation operation, HashSet<ISymbol> named) => operation switch
    {
        // What a new object is made with changes no other.
        IAssignmentOperation { Target: IMemberReferenceOperation { Instance: IInstanceReferenceOperation { ReferenceKind: InstanceReferenceKind.ImplicitReceiver } } } => false,
        IAssignmentOperation assignment => assignment.Target.ReferencedSymbol() is { } target && named.Contains(target),
        IIncrementOrDecrementOperation increment => increment.Target.ReferencedSymbol() is { } target && named.Contains(target),
        IArgumentOperation { Parameter.RefKind: RefKind.Ref or RefKind.Out } argument => argument.Value.ReferencedSymbol() is { } target && named.Contains(target),
        _ => false,
    };

    /// <summary>Whether any of the operations may change what a store answers, itself or behind a call; what cannot be seen may too, when it is awaited.</summary>
    private static bool Writes(IEnumerable<IOperation> operations, IOperation question, CompilationContext compilation, CancellationToken cancellationToken)
    {
        foreach (var operation in operations)
        {
            if (operation is not IInvocationOperation call)
                continue;

            if (RoundTripFacts.For(compilation).Of(call, isAction: false, cancellationToken).Any(p => p.End.Row is { IsWrite: true } || p.End.Kind is RoundTripKind.Save or RoundTripKind.Command or RoundTripKind.Transaction))
                return true;

            if (UnseenCode.IsBehind(call, compilation) && !IsPost(call, question))
                return true;
        }

        return false;
    }

    /// <summary>Whether a call sends a mail or the like, which at most adds to a list of what is sent, and the question is not about that.</summary>
    private static bool IsPost(IInvocationOperation call, IOperation question) =>
        call.TargetMethod.Name.StartsWith("Send", StringComparison.Ordinal)
        && Words.Split(call.TargetMethod.ContainingType.Name).Any(PurposeWords.IsPost)
        && !MailWords.Any(w => question.Syntax.ToString().IndexOf(w, StringComparison.OrdinalIgnoreCase) >= 0);
}
