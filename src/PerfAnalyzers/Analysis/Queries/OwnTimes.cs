using PerfAnalyzers.Analysis.Bounds;
using PerfAnalyzers.Analysis.Calls;
using PerfAnalyzers.Analysis.Iteration;

namespace PerfAnalyzers.Analysis.Queries;

/// <summary>Recognises orders by a time that each row gets by itself, when it is made or changed: two rows may have the same one, and hardly ever do.</summary>
internal static class OwnTimes
{
    /// <summary>Whether every column of an order is one that all the code at hand sets from a clock, one row at a time.</summary>
    public static bool Are(QueryOrder order, CompilationContext compilation, CancellationToken cancellationToken) =>
        !order.Columns.IsEmpty && order.Columns.All(c => IsOwn(c.OriginalDefinition, compilation, cancellationToken));

    private static bool IsOwn(IPropertySymbol column, CompilationContext compilation, CancellationToken cancellationToken)
    {
        if (!TableGrowth.IsTime(column.Type))
            return false;

        var isSet = MethodBodies.For(compilation).Initialiser(column) is { } first && ClockReads.IsMoment(first.Root);
        foreach (var project in SourceProjects.Of(compilation))
        {
            if (MemberReferences.Of(column, project, cancellationToken) is not { } places)
                return false;

            foreach (var (place, _) in places)
            {
                if (place.Parent is not IAssignmentOperation assignment || assignment.Target != place)
                    continue;

                if (!ClockReads.IsMoment(assignment.Value) || !Iterations.Around(assignment, project).IsEmpty)
                    return false;

                isSet = true;
            }
        }

        return isSet;
    }
}
