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

    private readonly MemberTable<WaitSubject> table;

    private OpenWaits(CompilationContext compilation) => table = new(compilation, Rows);

    public static OpenWaits For(CompilationContext compilation) => compilation.Get(c => new OpenWaits(c));

    /// <summary>What a method waits for; null when it does not wait.</summary>
    public WaitSubject? Find(IMethodSymbol method) => table.TryFind(method, out var what) ? what : null;
}
