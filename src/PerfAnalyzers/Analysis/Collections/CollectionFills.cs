using System.Runtime.CompilerServices;
using PerfAnalyzers.Analysis.Iteration;

namespace PerfAnalyzers.Analysis.Collections;

/// <summary>Finds where a body puts elements into its collections; collected once for each body.</summary>
internal static class CollectionFills
{
    private static readonly ConditionalWeakTable<IOperation, Dictionary<ISymbol, List<IInvocationOperation>>> Bodies = new();

    /// <summary>The calls in the same member that add to the collection.</summary>
    public static IReadOnlyList<IInvocationOperation> Of(ISymbol collection, IOperation within) =>
        Bodies.GetValue(LocalValues.Root(within), Collect).TryGetValue(collection, out var fills) ? fills : Array.Empty<IInvocationOperation>();

    /// <summary>Whether a call adds many elements at once, so that the argument tells how many.</summary>
    public static bool AddsMany(IInvocationOperation fill) => fill.TargetMethod.Name is "AddRange" or "InsertRange" or "UnionWith";

    /// <summary>The loops that make a call add more and more to the same collection, innermost first: none when it runs once or nothing is known.</summary>
    public static IEnumerable<Iteration.Iteration> LoopsOf(IInvocationOperation fill, CompilationContext compilation)
    {
        foreach (var iteration in Iterations.Around(fill, compilation))
        {
            if (fill.Receiver()?.ReferencedSymbol() is not { } collection || LoopFacts.Of(iteration).Declares(collection))
                yield break;

            if (iteration.Kind is not (IterationKind.FewElements or IterationKind.Once or IterationKind.Retry or IterationKind.Failure))
                yield return iteration;
        }
    }

    private static Dictionary<ISymbol, List<IInvocationOperation>> Collect(IOperation root)
    {
        var fills = new Dictionary<ISymbol, List<IInvocationOperation>>(SymbolEqualityComparer.Default);
        foreach (var operation in root.DescendantsAndSelf())
        {
            if (operation is not IInvocationOperation { TargetMethod.Name: "Add" or "AddRange" or "Insert" or "InsertRange" or "UnionWith" or "TryAdd" or "Enqueue" or "Push" } call
                || call.Receiver()?.ReferencedSymbol() is not { } collection)
            {
                continue;
            }

            if (!fills.TryGetValue(collection, out var known))
                fills[collection] = known = new List<IInvocationOperation>();

            known.Add(call);
        }

        return fills;
    }
}
