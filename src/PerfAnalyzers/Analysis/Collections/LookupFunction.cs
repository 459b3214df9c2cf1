using PerfAnalyzers.Analysis.Iteration;
using PerfAnalyzers.Knowledge;

namespace PerfAnalyzers.Analysis.Collections;

/// <summary>A search that is handed over without a lambda: the <c>names.Contains</c> of <c>orders.Where(names.Contains)</c>.</summary>
/// <param name="Reference">The method group.</param>
/// <param name="Operation">What kind of question it is.</param>
/// <param name="Collection">What is searched.</param>
/// <param name="Cost">What one question costs.</param>
internal sealed record LookupFunction(IMethodReferenceOperation Reference, LinearOperation Operation, IOperation Collection, ScanCost Cost)
{
    /// <summary>Reads a method group; null when it does not search for the value that it is called with.</summary>
    public static LookupFunction? Read(IMethodReferenceOperation reference, CompilationContext compilation)
    {
        if (LinearOperations.For(compilation).Find((reference.Method.ReducedFrom ?? reference.Method).OriginalDefinition) is not { Subject: ScanSubject.Value } operation
            || reference.Instance is not { } collection
            || ElementKind.HidesFromIndex(ElementKind.Of(collection.UnwrapView().Type, compilation)))
        {
            return null;
        }

        var cost = ScanCosts.For(compilation).Of(collection, operation.Subject);
        return cost == ScanCost.Cheap ? null : new LookupFunction(reference, operation, collection, cost);
    }

    /// <summary>The iteration that calls the function for each of its elements; null when the collection is another one in each round.</summary>
    public Iteration.Iteration? Loop(CompilationContext compilation) =>
        Iterations.PerElement(Reference, compilation, iteration => ScannedCollection.StaysSame(Collection, iteration, compilation) ? true : null);
}
