using System.Collections.Concurrent;

namespace PerfAnalyzers.Knowledge;

/// <summary>The rows about twins that hold in one compilation, with those of the user.</summary>
internal sealed class AsyncTwinTable
{
    private const string None = "none";

    private readonly CompilationContext compilation;
    private readonly Dictionary<ISymbol, ImmutableArray<IMethodSymbol>> named = new(SymbolEqualityComparer.Default);
    private readonly HashSet<ISymbol> worse = new(SymbolEqualityComparer.Default);
    private readonly HashSet<ISymbol> worseTypes;
    private readonly HashSet<string> worseNames = new(StringComparer.Ordinal);
    private readonly HashSet<ISymbol> onlySynchronous;
    private readonly HashSet<ISymbol> stated = new(SymbolEqualityComparer.Default);
    private readonly ConcurrentDictionary<ISymbol, bool> judged = new(SymbolEqualityComparer.Default);

    private AsyncTwinTable(CompilationContext compilation)
    {
        this.compilation = compilation;
        onlySynchronous = Types(AsyncTwinRows.OnlySynchronous);
        worseTypes = Types(AsyncTwinRows.WorseTypes);
        foreach (var (type, member, twinType, twin) in AsyncTwinRows.Named)
            AddNamed(type, member, twinType, twin);

        foreach (var (type, member) in AsyncTwinRows.Worse)
            AddWorse(type, member);

        foreach (var row in UserTables.Members(compilation.Options, UserTables.AsyncTwins, CancellationToken.None))
            AddStated(row);
    }

    public static AsyncTwinTable For(CompilationContext compilation) => compilation.Get(c => new AsyncTwinTable(c));

    /// <summary>Whether a user says of the member that it holds its thread and can be awaited.</summary>
    public bool IsStated(ISymbol member) => stated.Count > 0 && stated.Contains(member.OriginalDefinition);

    /// <summary>The twins that a table names for a member; empty when none does.</summary>
    public ImmutableArray<IMethodSymbol> Named(ISymbol member) =>
        named.TryGetValue(member.OriginalDefinition, out var twins) ? twins : ImmutableArray<IMethodSymbol>.Empty;

    /// <summary>Whether the asynchronous members of a type do the same on the same thread.</summary>
    public bool IsOnlySynchronous(ITypeSymbol type)
    {
        if (onlySynchronous.Count == 0)
            return false;

        for (ITypeSymbol? current = type; current is not null; current = current.BaseType)
        {
            if (onlySynchronous.Contains(current))
                return true;
        }

        return false;
    }

    /// <summary>Whether a member is better called as it is, although another is named like its twin.</summary>
    public bool IsWorse(IMethodSymbol method)
    {
        var declared = (method.ReducedFrom ?? method).OriginalDefinition;
        return worseTypes.Contains(declared.ContainingType) || (worseNames.Contains(declared.Name) && judged.GetOrAdd(declared, _ => Judge(declared)));
    }

    private bool Judge(IMethodSymbol declared)
    {
        for (var current = declared; current is not null; current = current.OverriddenMethod?.OriginalDefinition)
        {
            if (worse.Contains(current))
                return true;
        }

        // What a class declares anew, or implements, for a base class or an interface of the table.
        for (var type = declared.ContainingType; type is not null && !declared.IsStatic; type = type.BaseType)
        {
            if (type.OriginalDefinition.GetMembers(declared.Name).Any(worse.Contains))
                return true;
        }

        return !declared.IsStatic && declared.ContainingType.AllInterfaces.Any(i => i.OriginalDefinition.GetMembers(declared.Name).Any(worse.Contains));
    }

    private void AddStated(UserMember row)
    {
        if (string.Equals(row.Word, None, StringComparison.OrdinalIgnoreCase))
        {
            AddWorse(row.TypeName, row.MemberName);
            return;
        }

        if (row.Word is { } twin)
            AddNamed(row.TypeName, row.MemberName, row.TypeName, twin);

        if (compilation.Type(row.TypeName) is { } type)
            stated.UnionWith(type.GetMembers(row.MemberName));
    }

    private void AddNamed(string type, string member, string twinType, string twin)
    {
        if (compilation.Type(type) is not { } declaring || compilation.Type(twinType) is not { } other)
            return;

        var twins = other.GetMembers(twin).OfType<IMethodSymbol>().ToImmutableArray();
        foreach (var symbol in declaring.GetMembers(member))
            named[symbol] = twins;
    }

    private void AddWorse(string type, string member)
    {
        if (compilation.Type(type) is not { } declaring)
            return;

        worseNames.Add(member);
        worse.UnionWith(declaring.GetMembers(member));
    }

    private HashSet<ISymbol> Types(ImmutableArray<string> names) => new(names.Select(compilation.Type).OfType<ISymbol>(), SymbolEqualityComparer.Default);
}
