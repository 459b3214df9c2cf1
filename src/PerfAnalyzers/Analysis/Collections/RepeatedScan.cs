using PerfAnalyzers.Analysis.Iteration;
using PerfAnalyzers.Knowledge;

namespace PerfAnalyzers.Analysis.Collections;

/// <summary>A call that goes through the same collection for the same answer in each round of a loop.</summary>
/// <param name="Call">The call.</param>
/// <param name="Collection">What is gone through, as written.</param>
/// <param name="Loop">The innermost loop per element whose rounds get the same answer.</param>
internal sealed record RepeatedScan(IInvocationOperation Call, IOperation Collection, Iteration.Iteration Loop)
{
    /// <summary>Whether the operator answers from what stands at a number, which changes with each round.</summary>
    public bool IsByPosition => Call.TargetMethod.Name is "ElementAt" or "ElementAtOrDefault";

    /// <summary>Reads a call; null when it costs a step or two, or does not give the same answer again.</summary>
    public static RepeatedScan? Read(IInvocationOperation call, CompilationContext compilation)
    {
        if (!call.TargetMethod.IsMemberOf(compilation.Type(TypeNames.System.Enumerable))
            || call.Argument(0) is not { } collection
            || !Costs(call, collection, compilation)
            || !IsHeld(collection, compilation)
            || AsksChance(call))
        {
            return null;
        }

        var byPosition = call.TargetMethod.Name is "ElementAt" or "ElementAtOrDefault";
        return Iterations.PerElement(call, compilation, i => IsSameIn(call, collection, i, compilation, byPosition) ? true : null) is { } loop
            ? new RepeatedScan(call, collection, loop)
            : null;
    }

    /// <summary>Whether the answer is the same in every round, as far as the code of the loop tells.</summary>
    public bool IsSameIn(Iteration.Iteration iteration, CompilationContext compilation) => IsSameIn(Call, Collection, iteration, compilation, IsByPosition);

    private static bool IsSameIn(IInvocationOperation call, IOperation collection, Iteration.Iteration iteration, CompilationContext compilation, bool byPosition)
    {
        if (!ScannedCollection.StaysSame(collection, iteration, compilation))
            return false;

        foreach (var argument in call.Arguments)
        {
            if (argument.Parameter?.Ordinal > 0 && Variance.VariesIn(argument.Value, iteration) != byPosition)
                return false;
        }

        return true;
    }

    private static bool AsksChance(IInvocationOperation scan) => scan.Descendants().Any(o => o is IInvocationOperation call && ChangingValues.IsChance(call.TargetMethod));

    private static bool Costs(IInvocationOperation call, IOperation collection, CompilationContext compilation)
    {
        var name = call.TargetMethod.Name;
        if (WholeScans.Always.Contains(name) || (WholeScans.WithFunction.Contains(name) && call.Arguments.Length > 1))
            return true;

        if (WholeScans.Copies.Contains(name))
            return IsUsedUp(call, compilation);

        // A query may be sorted, filtered or made anew; what knows its count knows the rest as well.
        if (WholeScans.UnlessList.Contains(name))
        {
            var costs = ScanCosts.For(compilation);
            return IsSorted(collection, compilation)
                || (name is not ("Count" or "LongCount") && (costs.IsSet(collection.UnwrapView().Type) || costs.IsDictionary(collection.UnwrapView().Type)))
                || Runs(collection, compilation)
                || IsUnknownSequence(collection, compilation);
        }

        return name is "First" or "FirstOrDefault" or "Any" && IsSorted(collection, compilation);
    }

    /// <summary>Whether the sequence is a query that has to be run to be counted.</summary>
    private static bool Runs(IOperation collection, CompilationContext compilation)
    {
        var value = collection.UnwrapView();
        if (value is ILocalReferenceOperation local && LocalValues.SetOnce(local) is { } set)
            value = set.UnwrapView();

        return value is IInvocationOperation { TargetMethod: { } method } && Callbacks.IsDeferred(method, compilation) && method.Name is not ("Range" or "Repeat" or "Empty");
    }

    /// <summary>A parameter that may be any sequence, so that a caller may well hand in a query.</summary>
    private static bool IsUnknownSequence(IOperation collection, CompilationContext compilation) =>
        collection.UnwrapView() is IParameterReferenceOperation { Type: { } type } && type.IsConstructedFrom(compilation.Type(TypeNames.System.EnumerableOfT));

    private static bool IsSorted(IOperation collection, CompilationContext compilation)
    {
        for (var value = collection.UnwrapView(); value is IInvocationOperation call && Callbacks.IsDeferred(call.TargetMethod, compilation) && call.Receiver() is { } receiver; value = receiver.UnwrapView())
        {
            if (call.TargetMethod.Name.StartsWith("OrderBy", StringComparison.Ordinal) || call.TargetMethod.Name is "Order" or "OrderDescending")
                return true;
        }

        return false;
    }

    /// <summary>
    /// Whether a copy is only looked at where it is made. One that is kept is each element's own, and one that is gone through may be there so that the
    /// collection can change meanwhile.
    /// </summary>
    private static bool IsUsedUp(IInvocationOperation copy, CompilationContext compilation) => copy.ParentValue() switch
    {
        IInvocationOperation { TargetMethod: { } method } user => user.Receiver()?.Unwrap() == copy && (method.Name is "Contains" or "IndexOf" or "Find" or "FindIndex" or "Exists" or "ContainsKey" or "GetValueOrDefault"),
        IArgumentOperation { Parameter.Ordinal: 0, Parent: IInvocationOperation { TargetMethod: { } method } } => method.IsMemberOf(compilation.Type(TypeNames.System.Enumerable)) && !Callbacks.IsDeferred(method, compilation),
        IPropertyReferenceOperation { Instance: { } owner } read => owner.Unwrap() == copy && !IsSet(read),
        IArrayElementReferenceOperation element => element.ArrayReference.Unwrap() == copy && !IsSet(element),
        _ => false,
    };

    private static bool IsSet(IOperation element) => element.Parent is IAssignmentOperation assignment && assignment.Target == element;

    /// <summary>Whether a variable or member holds the elements in memory; a query is asked of a database, and the characters of a text are few.</summary>
    private static bool IsHeld(IOperation collection, CompilationContext compilation) =>
        ScannedCollection.Root(collection, compilation) is { } root
        && root.ReferencedSymbol() is not null
        && root.Type?.SpecialType != SpecialType.System_String
        && root.Type.AsConstructed(compilation.Type(TypeNames.System.QueryableOfT)) is null;
}
