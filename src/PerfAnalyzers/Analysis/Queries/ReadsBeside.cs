using PerfAnalyzers.Analysis.Bounds;
using PerfAnalyzers.Analysis.Calls;

namespace PerfAnalyzers.Analysis.Queries;

/// <summary>Tells whether a member loads the rows of a table by a query that limits nothing, itself or in a method that it calls.</summary>
internal static class ReadsBeside
{
    /// <summary>Whether one stands beside a query: then that the other looks at every row, too, is little on top.</summary>
    public static bool AreWhole(IInvocationOperation execution, INamedTypeSymbol entity, CompilationContext compilation)
    {
        foreach (var operation in LocalValues.Root(execution).DescendantsAndSelf())
        {
            if (operation is not IInvocationOperation call || call == execution)
                continue;

            if (IsOf(call, entity, compilation))
                return true;

            if (CallTargets.MayRunSource(call)
                && CallTargets.Of(call, compilation).Methods is { Length: 1 } only
                && ListReach.For(compilation).May(only[0])
                && MethodBodies.For(compilation).Of(only[0]) is { } body
                && body.Root.DescendantsAndSelf().Any(o => o is IInvocationOperation inner && IsOf(inner, entity, body.Compilation)))
            {
                return true;
            }
        }

        return false;
    }

    private static bool IsOf(IInvocationOperation call, INamedTypeSymbol entity, CompilationContext compilation) =>
        UnboundedRows.IsExecution(call, compilation)
        && QueryTrail.Read(call.Receiver()!, compilation) is { Perhaps.Count: 0, Entity: { } loaded } trail
        && EntityModel.EntityTypes.Name(loaded) == EntityModel.EntityTypes.Name(entity)
        && QueryBounds.Of(trail, compilation) == Bound.None;
}
