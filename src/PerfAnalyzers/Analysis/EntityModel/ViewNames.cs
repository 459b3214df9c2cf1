namespace PerfAnalyzers.Analysis.EntityModel;

/// <summary>Tells by its name that what a model calls a table is a view.</summary>
internal static class ViewNames
{
    private static readonly ImmutableArray<string> Prefixes = ImmutableArray.Create("vw_", "vw", "v_", "view_");

    public static bool AreMeant(string table) =>
        Prefixes.Any(p => table.StartsWith(p, StringComparison.OrdinalIgnoreCase) && table.Length > p.Length && (p[p.Length - 1] == '_' || char.IsUpper(table[p.Length])));
}
