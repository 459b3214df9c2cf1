namespace PerfAnalyzers.Knowledge.Resilience;

/// <summary>What somebody waits for.</summary>
internal enum WaitSubject
{
    /// <summary>That others give a lock back.</summary>
    Lock,

    /// <summary>That another thread gives a signal, or ends.</summary>
    Signal,

    /// <summary>That another process ends.</summary>
    Process,

    /// <summary>That somebody puts something into a queue.</summary>
    Item,
}

/// <summary>The members that wait until something happens, with no limit unless they are given one.</summary>
internal sealed class OpenWaits
{
    public static readonly ImmutableArray<(string Type, string Member, WaitSubject What)> Rows = ImmutableArray.Create(
        ("System.Threading.SemaphoreSlim", "WaitAsync", WaitSubject.Lock),
        ("System.Threading.SemaphoreSlim", "Wait", WaitSubject.Lock),
        ("System.Threading.ManualResetEventSlim", "Wait", WaitSubject.Signal),
        ("System.Threading.CountdownEvent", "Wait", WaitSubject.Signal),
        ("System.Threading.WaitHandle", "WaitOne", WaitSubject.Signal),
        ("System.Threading.Thread", "Join", WaitSubject.Signal),
        ("System.Diagnostics.Process", "WaitForExit", WaitSubject.Process),
        ("System.Diagnostics.Process", "WaitForExitAsync", WaitSubject.Process),
        ("System.Collections.Concurrent.BlockingCollection`1", "Take", WaitSubject.Item),
        ("System.Threading.Channels.ChannelReader`1", "ReadAsync", WaitSubject.Item),
        ("System.Threading.Channels.ChannelReader`1", "WaitToReadAsync", WaitSubject.Item));

    private readonly Dictionary<ISymbol, WaitSubject> rows = new(SymbolEqualityComparer.Default);
    private readonly HashSet<string> names = new(StringComparer.Ordinal);

    private OpenWaits(CompilationContext compilation)
    {
        foreach (var (type, member, what) in Rows)
        {
            foreach (var method in compilation.Type(type)?.GetMembers(member) ?? ImmutableArray<ISymbol>.Empty)
            {
                names.Add(member);
                rows[method] = what;
            }
        }
    }

    public static OpenWaits For(CompilationContext compilation) => compilation.Get(c => new OpenWaits(c));

    /// <summary>What a method waits for; null when it does not wait.</summary>
    public WaitSubject? Find(IMethodSymbol method)
    {
        if (!names.Contains(method.Name))
            return null;

        for (var current = method.OriginalDefinition; current is not null; current = current.OverriddenMethod?.OriginalDefinition)
        {
            if (rows.TryGetValue(current, out var what))
                return what;
        }

        return null;
    }
}
