namespace PerfAnalyzers.Proofs.Memory;

/// <summary>A value that is equal to others of the same text, and counts how often somebody compares it.</summary>
public sealed class Code(string text) : IEquatable<Code>
{
    private readonly string text = text;

    public bool Equals(Code? other) => Item.Look(text == other?.text);

    public override bool Equals(object? obj) => Equals(obj as Code);

    public override int GetHashCode() => Item.Look(text.GetHashCode(StringComparison.Ordinal));
}
