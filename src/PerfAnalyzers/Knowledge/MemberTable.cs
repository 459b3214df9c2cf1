namespace PerfAnalyzers.Knowledge;

/// <summary>What rows state about members of libraries, for the libraries that a compilation references.</summary>
/// <typeparam name="T">What is stated.</typeparam>
internal sealed class MemberTable<T>
{
    private readonly Dictionary<ISymbol, T> stated = new(SymbolEqualityComparer.Default);
    private readonly HashSet<string> names = new(StringComparer.Ordinal);

    public MemberTable(CompilationContext compilation, IEnumerable<(string Type, string Member, T Stated)> rows, Func<ISymbol, bool>? isMeant = null)
    {
        foreach (var (type, member, what) in rows)
        {
            foreach (var symbol in compilation.Type(type)?.GetMembers(member) ?? ImmutableArray<ISymbol>.Empty)
            {
                if (isMeant is not null && !isMeant(symbol))
                    continue;

                names.Add(member);
                stated[symbol] = what;
            }
        }
    }

    /// <summary>The names of the members that there are.</summary>
    public IReadOnlyCollection<string> Names => names;

    /// <summary>What is stated about a member, or about what it overrides. Names are asked first: most members bear none of these.</summary>
    public bool TryFind(ISymbol member, out T what)
    {
        what = default!;
        if (!names.Contains(member.Name))
            return false;

        for (var current = member; current is not null; current = (current as IMethodSymbol)?.OverriddenMethod)
        {
            if (stated.TryGetValue(current.OriginalDefinition, out what))
                return true;
        }

        return false;
    }
}
