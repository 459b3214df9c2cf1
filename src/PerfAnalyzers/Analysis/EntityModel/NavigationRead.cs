namespace PerfAnalyzers.Analysis.EntityModel;

/// <summary>A navigation that code reads from an entity.</summary>
/// <param name="Path">From the entity to the navigation.</param>
/// <param name="Place">The read, or the call in the code looked at that leads to it.</param>
/// <param name="Origin">The read itself, where it stands.</param>
/// <param name="IsConditional">Whether the caller of the method decides by another argument whether it is read.</param>
internal sealed record NavigationRead(NavigationPath Path, IOperation Place, IOperation Origin, bool IsConditional)
{
    /// <summary>Whether it is read after a place that may have loaded it.</summary>
    public bool IsAfter(IOperation? loading) => loading is not null && Place != loading && loading.Syntax.SpanStart < Place.Syntax.SpanStart;
}
