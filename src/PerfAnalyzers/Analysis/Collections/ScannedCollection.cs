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

        // foreach (var x in items.Where(x => !seen.Contains(x))) seen.Add(x); seen.AddRange(items.Where(x => !seen.Contains(x)));
        if (ConsumerOf(iteration, compilation) is { } consumer && (consumer is ILoopOperation loop ? LoopFacts.Of(loop) : LoopFacts.OfBody(consumer)) is var rounds && (rounds.Mutates(symbol) || rounds.Writes(symbol)))
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

    /// <summary>Whether elements may get other places in the loop, so that where one stood before it tells nothing: something is put between them, or code of the project has the list in hand.</summary>
    public static bool MayMove(IOperation collection, Iteration.Iteration iteration)
    {
        if (collection.UnwrapView().ReferencedSymbol() is not { } symbol)
            return false;

        return LoopFacts.Of(iteration).Moves(symbol)
            || iteration.Body.Descendants().Any(o =>
                o is IArgumentOperation { Parent: IInvocationOperation { TargetMethod.DeclaringSyntaxReferences.IsEmpty: false } } handed && handed.Value.Unwrap().ReferencedSymbol().Is(symbol));
    }

    /// <summary>The loop or call that goes through a query while its callback still runs, element by element.</summary>
    private static IOperation? ConsumerOf(Iteration.Iteration iteration, CompilationContext compilation)
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

        return query == iteration.Operation ? null : query;
    }

    private static bool IsPureOperator(IInvocationOperation call, CompilationContext compilation) =>
        call.TargetMethod.IsMemberOf(compilation.Type(TypeNames.System.Enumerable)) && call.TargetMethod.IsExtensionMethod && Callbacks.IsDeferred(call.TargetMethod, compilation);
}
