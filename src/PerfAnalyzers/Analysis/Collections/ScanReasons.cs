using PerfAnalyzers.Analysis.Iteration;
using PerfAnalyzers.Knowledge;

namespace PerfAnalyzers.Analysis.Collections;

/// <summary>Tells why a loop goes through a whole collection in each of its rounds.</summary>
internal static class ScanReasons
{
    /// <summary>The reason, where the rounds get the same answer; null where the call costs a step or two.</summary>
    public static ScanReason? Of(IInvocationOperation call, IOperation collection, CompilationContext compilation)
    {
        var name = call.TargetMethod.Name;
        if (WholeScans.Always.Contains(name) || (WholeScans.WithFunction.Contains(name) && call.Arguments.Length > 1))
            return ScanReason.SameAnswer;

        if (WholeScans.Copies.Contains(name))
        {
            return LookedAt.Of(call, compilation) switch
            {
                Look.AtOnce => ScanReason.SameAnswer,
                Look.FromVariable => ScanReason.SameCopy,
                _ => null,
            };
        }

        if (IsSort(call))
            return TakesFew(call, compilation) ? ScanReason.SortForFew : null;

        return Runs(name, collection, compilation) ? ScanReason.SameAnswer : null;
    }

    /// <summary>
    /// The loop that an answer bounds, or that counts through it in steps: <c>for (var i = 0; i &lt; query.Count(); i += step)</c>. Steps of which a few make up
    /// the whole collection are left out.
    /// </summary>
    public static Iteration.Iteration? LoopBoundBy(IInvocationOperation call, bool isByPosition, CompilationContext compilation)
    {
        if (Iterations.Around(call, compilation).FirstOrDefault() is not { Kind: IterationKind.Chunk or IterationKind.Steered or IterationKind.Unknown or IterationKind.Search } loop)
            return null;

        var condition = loop.Operation switch
        {
            IForLoopOperation { Condition: { } test } steps when !steps.AtLoopBottom.SelectMany(s => s.DescendantsAndSelf()).Any(IsLongStep) => test,
            IWhileLoopOperation { Condition: { } test } => test,
            _ => null,
        };
        return condition is not null && (condition.Syntax.Span.Contains(call.Syntax.Span) ? IsNumber(call) : isByPosition && (loop.Kind is IterationKind.Chunk or IterationKind.Search)) ? loop : null;
    }

    /// <summary>
    /// The loop that goes on until a collection is empty and each time takes out the element of which the call finds that it is the least or greatest. A list
    /// moves its elements besides, which has a rule of its own.
    /// </summary>
    public static Iteration.Iteration? LoopOfRest(IInvocationOperation call, IOperation collection, CompilationContext compilation)
    {
        if (!(call.TargetMethod.Name is "MinBy" or "MaxBy" || (call.TargetMethod.Name is "First" or "FirstOrDefault" or "Last" or "LastOrDefault" && call.Arguments.Length == 1 && IsSorted(collection, compilation))))
            return null;

        var rest = ScannedCollection.Root(collection, compilation);
        return !rest.Type.IsConstructedFrom(compilation.Type(TypeNames.System.ListOfT))
            && rest.ReferencedSymbol() is { } symbol
            && Iterations.Around(call, compilation).FirstOrDefault() is { Operation: IWhileLoopOperation { Condition: { } condition }, Kind: IterationKind.Steered or IterationKind.Unknown or IterationKind.PerElement } loop
            && WorkLists.UntilEmpty(condition)?.ReferencedSymbol().Is(symbol) == true
            && PlaceInLoop.Results(call, loop.Operation) is { IsEmpty: false } chosen
            && LoopShape.OwnOperations(loop.Body).Any(o => o is IInvocationOperation { TargetMethod.Name: "Remove" } removal && removal.Receiver()?.ReferencedSymbol().Is(symbol) == true && removal.Arguments.Any(a => LoopFacts.ReferencedSymbols(a.Value).Any(s => chosen.Any(c => c.Is(s)))))
                ? loop
                : null;
    }

    private static bool IsLongStep(IOperation step) => step is ICompoundAssignmentOperation { Value.ConstantValue: { HasValue: true, Value: int and > SequenceSize.Few } };

    private static bool IsNumber(IOperation answer) => answer.ParentValue() switch
    {
        IBinaryOperation => true,
        IPropertyReferenceOperation { Property.Name: "Count" or "Length" } length => length.ParentValue() is IBinaryOperation,
        _ => false,
    };

    private static bool Runs(string name, IOperation collection, CompilationContext compilation)
    {
        // A query may be sorted, filtered or made anew; what knows its count knows the rest as well.
        if (WholeScans.UnlessList.Contains(name))
        {
            var costs = ScanCosts.For(compilation);
            return IsSorted(collection, compilation)
                || (name is not ("Count" or "LongCount") && (costs.IsSet(collection.UnwrapView().Type) || costs.IsDictionary(collection.UnwrapView().Type)))
                || IsQuery(collection, compilation)
                || IsUnknownSequence(collection, compilation);
        }

        return name is "First" or "FirstOrDefault" or "Any" && IsSorted(collection, compilation);
    }

    /// <summary>Whether the sequence is a query that has to be run to be counted.</summary>
    private static bool IsQuery(IOperation collection, CompilationContext compilation)
    {
        var value = collection.UnwrapView();
        if (value is ILocalReferenceOperation local && LocalValues.SetOnce(local) is { } set)
            value = set.UnwrapView();

        if (value is IInvocationOperation given && given.Type.IsConstructedFrom(compilation.Type(TypeNames.System.EnumerableOfT)) && OwnAnswers.Of(given, compilation) is var (answer, _))
            value = answer.UnwrapView();

        return value is IInvocationOperation { TargetMethod: { } method } && Callbacks.IsDeferred(method, compilation) && method.Name is not ("Range" or "Repeat" or "Empty");
    }

    /// <summary>A parameter that may be any sequence, so that a caller may well hand in a query.</summary>
    private static bool IsUnknownSequence(IOperation collection, CompilationContext compilation) =>
        collection.UnwrapView() is IParameterReferenceOperation { Type: { } type } && type.IsConstructedFrom(compilation.Type(TypeNames.System.EnumerableOfT));

    private static bool IsSorted(IOperation collection, CompilationContext compilation)
    {
        for (var value = collection.UnwrapView(); value is IInvocationOperation call && Callbacks.IsDeferred(call.TargetMethod, compilation) && call.Receiver() is { } receiver; value = receiver.UnwrapView())
        {
            if (IsSort(call))
                return true;
        }

        return false;
    }

    private static bool IsSort(IInvocationOperation call) => WholeScans.Sorts.Contains(call.TargetMethod.Name);

    /// <summary>Whether a loop goes through the first few of a sort, or asks something of them.</summary>
    private static bool TakesFew(IInvocationOperation sort, CompilationContext compilation)
    {
        IOperation taken = sort;
        var takes = false;
        while (taken.ParentValue() is IArgumentOperation { Parameter.Ordinal: 0, Parent: IInvocationOperation next })
        {
            if (!Callbacks.IsDeferred(next.TargetMethod, compilation))
                return takes && next.TargetMethod.IsMemberOf(compilation.Type(TypeNames.System.Enumerable)) && next.Arguments.Length > 1 && !WholeScans.Copies.Contains(next.TargetMethod.Name);

            takes |= next.TargetMethod.Name == "Take";
            taken = next;
        }

        return takes && taken.ParentValue() is IForEachLoopOperation;
    }
}
