using PerfAnalyzers.Analysis.Iteration;
using PerfAnalyzers.Knowledge;

namespace PerfAnalyzers.Analysis.Collections;

/// <summary>Questions about a collection that is looked through again and again.</summary>
internal static class ScannedCollection
{
    /// <summary>The variable or member that holds the elements, under the operators that filter or project them.</summary>
    public static IOperation Root(IOperation collection, CompilationContext compilation)
    {
        var value = collection.UnwrapView();
        while (value is IInvocationOperation call && IsPureOperator(call, compilation) && call.Receiver() is { } receiver)
            value = receiver.UnwrapView();

        return value;
    }

    /// <summary>Whether every round looks through the same elements: nothing in the loop replaces or changes the collection.</summary>
    public static bool StaysSame(IOperation collection, Iteration.Iteration iteration, CompilationContext compilation)
    {
        var facts = LoopFacts.Of(iteration);
        var root = Root(collection, compilation);
        if (root.ReferencedSymbol() is not { } symbol || facts.Mutates(symbol) || !Variance.IsInvariantIn(root, iteration))
            return false;

        // foreach (var x in items.Where(x => !seen.Contains(x))) seen.Add(x);
        if (ConsumerOf(iteration, compilation) is { } consumer && LoopFacts.Of(consumer) is var rounds && (rounds.Mutates(symbol) || rounds.Writes(symbol)))
            return false;

        // Filters and projections on the way must not ask for anything that changes either.
        for (var value = collection.UnwrapView(); value != root && value is IInvocationOperation call; value = call.Receiver()!.UnwrapView())
        {
            foreach (var argument in call.Arguments)
            {
                if (argument.Value.Unwrap() is IDelegateCreationOperation callback && Variance.VariesIn(callback, iteration))
                    return false;
            }
        }

        return true;
    }

    /// <summary>Whether the rounds only add to the collection, so that each one searches what all those before have left in it.</summary>
    public static bool Grows(IOperation collection, Iteration.Iteration iteration, CompilationContext compilation)
    {
        var root = collection.UnwrapView();
        return root.ReferencedSymbol() is { } symbol
            && root.Type.IsConstructedFrom(compilation.Type(TypeNames.System.ListOfT))
            && LoopFacts.Of(iteration) is var facts
            && facts.Mutates(symbol)
            && !facts.Shrinks(symbol)
            && Variance.IsInvariantIn(root, iteration);
    }

    /// <summary>The loop that goes through a query while its callback still runs, element by element.</summary>
    private static ILoopOperation? ConsumerOf(Iteration.Iteration iteration, CompilationContext compilation)
    {
        IOperation? query = iteration.Operation;
        while (query is IInvocationOperation call && Callbacks.IsDeferred(call.TargetMethod, compilation))
        {
            switch (call.ParentValue())
            {
                case IForEachLoopOperation loop:
                    return loop;
                case IArgumentOperation { Parent: { } next }:
                    query = next;
                    break;
                default:
                    return null;
            }
        }

        return null;
    }

    private static bool IsPureOperator(IInvocationOperation call, CompilationContext compilation) =>
        call.TargetMethod.IsMemberOf(compilation.Type(TypeNames.System.Enumerable)) && call.TargetMethod.IsExtensionMethod && Callbacks.IsDeferred(call.TargetMethod, compilation);
}
