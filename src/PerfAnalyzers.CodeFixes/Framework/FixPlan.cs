namespace PerfAnalyzers.CodeFixes.Framework;

/// <summary>One way to fix one finding, proven applicable: what the light bulb shows and the text that changes.</summary>
/// <param name="Title">Imperative and unambiguous in a menu, such as "Use 'await'".</param>
/// <param name="Key">The kind of action, the same for every finding it can be applied to; a constant of the fix.</param>
/// <param name="Changes">The edits, in any order, none overlapping another. All text outside of them stays as it is.</param>
internal sealed record FixPlan(string Title, string Key, ImmutableArray<TextChange> Changes)
{
    /// <summary>Whether the fixed code may behave differently; such an action is chosen one at a time, never by fix-all.</summary>
    public bool ChangesBehaviour { get; init; }
}
