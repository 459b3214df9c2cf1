using System.Globalization;

namespace Microsoft.CodeAnalysis.Testing;

/// <summary>By file, place, id, message.</summary>
internal sealed class DiagnosticOrder : IComparer<Diagnostic>
{
    public static readonly DiagnosticOrder Instance = new();

    public int Compare(Diagnostic? x, Diagnostic? y)
    {
        var (left, right) = (x!.Location, y!.Location);
        var order = string.CompareOrdinal(left.GetLineSpan().Path, right.GetLineSpan().Path);
        if (order == 0)
            order = left.SourceSpan.Start.CompareTo(right.SourceSpan.Start);

        if (order == 0)
            order = left.SourceSpan.End.CompareTo(right.SourceSpan.End);

        if (order == 0)
            order = string.CompareOrdinal(x.Id, y.Id);

        return order == 0 ? string.CompareOrdinal(x.GetMessage(CultureInfo.InvariantCulture), y.GetMessage(CultureInfo.InvariantCulture)) : order;
    }
}
