namespace PerfAnalyzers.Knowledge.Caching;

/// <summary>The members whose hash begins with a number that each process draws anew.</summary>
internal sealed class RandomHashes
{
    public static readonly ImmutableArray<(string Type, string Member)> Rows = ImmutableArray.Create(
        (TypeNames.Hashes.Text, "GetHashCode"),
        (TypeNames.Hashes.StringComparer, "GetHashCode"),
        (TypeNames.Named.Uri, "GetHashCode"),
        (TypeNames.Hashes.HashCode, "Combine"),
        (TypeNames.Hashes.HashCode, "ToHashCode"));

    private readonly MemberTable<bool> table;

    private RandomHashes(CompilationContext compilation)
    {
        table = new(compilation, Rows.Select(r => (r.Type, r.Member, true)));

        // Where there is none, texts have the same hash in each process.
        AreRandom = compilation.Type(TypeNames.Hashes.HashCode) is not null;
    }

    public bool AreRandom { get; }

    public static RandomHashes For(CompilationContext compilation) => compilation.Get(c => new RandomHashes(c));

    public bool Contain(IMethodSymbol method) => table.TryFind(method, out _);
}
