namespace PerfAnalyzers.Knowledge;

/// <summary>The members that open a file to read it, and give a stream of it rather than all that stands in it.</summary>
internal sealed class FileOpenings
{
    public static readonly ImmutableArray<(string Type, string Member)> Rows = ImmutableArray.Create(
        (TypeNames.Files.File, "OpenRead"),
        (TypeNames.Files.File, "OpenText"),
        (TypeNames.Files.File, "ReadLines"),
        (TypeNames.Files.FileInfo, "OpenRead"),
        (TypeNames.Files.FileInfo, "OpenText"));

    private readonly MemberTable<bool> table;

    private FileOpenings(CompilationContext compilation) => table = new(compilation, Rows.Select(r => (r.Type, r.Member, true)));

    public static FileOpenings For(CompilationContext compilation) => compilation.Get(c => new FileOpenings(c));

    public bool Contains(IMethodSymbol method) => table.TryFind(method, out _);
}
