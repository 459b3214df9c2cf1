namespace PerfAnalyzers.Knowledge;

/// <summary>What functions are called by which a method answers that something was not in order.</summary>
internal static class FailureAnswers
{
    private static readonly ImmutableHashSet<string> Makers = ImmutableHashSet.Create(
        StringComparer.Ordinal,
        // Of controllers, minimal APIs and pages.
        "BadRequest", "NotFound", "Conflict", "Problem", "ValidationProblem", "Forbid", "Forbidden", "Unauthorized", "UnprocessableEntity", "InternalServerError",
        // Of the usual result types.
        "Fail", "Failed", "Failure", "Error", "Invalid", "Rejected", "Denied");

    /// <summary>Whether a function of the name makes such an answer.</summary>
    public static bool AreMadeBy(string name) => Makers.Contains(name);
}
