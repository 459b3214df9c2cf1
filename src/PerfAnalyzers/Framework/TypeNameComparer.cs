namespace PerfAnalyzers.Framework;

/// <summary>Takes the end of a name for its number: the beginning is a namespace, which hundreds of names share, and every operation asks for several types.</summary>
internal sealed class TypeNameComparer : IEqualityComparer<string>
{
    private const int End = 8;

    public static readonly TypeNameComparer Instance = new();

    public bool Equals(string x, string y) => string.Equals(x, y, StringComparison.Ordinal);

    public int GetHashCode(string name)
    {
        var number = name.Length;
        for (var i = Math.Max(0, name.Length - End); i < name.Length; i++)
            number = unchecked((number * 31) + name[i]);

        return number;
    }
}
