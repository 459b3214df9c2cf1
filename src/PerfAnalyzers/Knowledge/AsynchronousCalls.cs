namespace PerfAnalyzers.Knowledge;

/// <summary>The awaitable forms of the calls in <see cref="SynchronousCalls"/>, and what decides whether they wait for something outside.</summary>
internal sealed class AsynchronousCalls
{
    private readonly Dictionary<ISymbol, IoSubject> subjects = new(SymbolEqualityComparer.Default);
    private readonly HashSet<string> names = new(StringComparer.Ordinal);

    private AsynchronousCalls(CompilationContext compilation)
    {
        foreach (var (typeName, member, subject) in SynchronousCalls.Rows)
        {
            if (compilation.Type(typeName) is not { } type)
                continue;

            foreach (var symbol in type.GetMembers(member + "Async"))
            {
                names.Add(symbol.Name);
                subjects[symbol] = subject;
            }
        }
    }

    public static AsynchronousCalls For(CompilationContext compilation) => compilation.Get(c => new AsynchronousCalls(c));

    public IReadOnlyCollection<string> Names => names;

    /// <summary>What decides whether a method waits; null when it is in no table.</summary>
    public IoSubject? Find(IMethodSymbol method)
    {
        for (var current = names.Contains(method.Name) ? method.OriginalDefinition : null; current is not null; current = current.OverriddenMethod?.OriginalDefinition)
        {
            if (subjects.TryGetValue(current, out var subject))
                return subject;
        }

        return null;
    }
}
