namespace PerfAnalyzers.Analysis.Cancellation;

/// <summary>Tells which places are reached whatever has happened: in a handler, in a finally clause, or because somebody has cancelled. The token may have fired by then.</summary>
internal static class LastSteps
{
    public static bool Hold(IOperation place, CompilationContext compilation)
    {
        var child = place;
        for (var parent = place.Parent; parent is not null; child = parent, parent = parent.Parent)
        {
            if (parent is ICatchClauseOperation || (parent is ITryOperation attempt && attempt.Finally == child))
                return true;
        }

        return AfterCancellation.Reaches(place, compilation);
    }
}
