namespace PerfAnalyzers.Knowledge;

/// <summary>The members that make a thread wait for time to pass or for another thread, with what to do instead.</summary>
internal sealed class ThreadWaits
{
    /// <summary>Instead of a lock that belongs to a thread.</summary>
    public const string Semaphore = "await 'WaitAsync' of a 'SemaphoreSlim'";

    /// <summary>Instead of waiting for the handle of a token.</summary>
    public const string DelayWithToken = "await 'Task.Delay' with the token";

    private const string Delay = "await 'Task.Delay'";
    private const string WaitAsync = "await 'WaitAsync'";
    private const string Signal = "await the task of a 'TaskCompletionSource'";
    private const string Work = "start the work as a task and await it";
    private const string Channel = "read from a 'Channel' and await it";
    private const string Poll = "await a task that is completed when the condition holds";

    public static readonly ImmutableArray<(string Type, string Member, string Instead)> Rows = ImmutableArray.Create(
        ("System.Threading.Thread", "Sleep", Delay),
        ("System.Threading.Thread", "Join", Work),
        ("System.Threading.SpinWait", "SpinUntil", Poll),
        ("System.Threading.SemaphoreSlim", "Wait", WaitAsync),
        ("System.Threading.WaitHandle", "WaitOne", Signal),
        ("System.Threading.WaitHandle", "WaitAll", Signal),
        ("System.Threading.WaitHandle", "WaitAny", Signal),
        ("System.Threading.WaitHandle", "SignalAndWait", Signal),
        ("System.Threading.ManualResetEventSlim", "Wait", Signal),
        ("System.Threading.CountdownEvent", "Wait", "await 'Task.WhenAll'"),
        ("System.Threading.Barrier", "SignalAndWait", "await 'Task.WhenAll'"),
        ("System.Threading.Monitor", "Wait", Semaphore),
        ("System.Collections.Concurrent.BlockingCollection`1", "Take", Channel),
        ("System.Collections.Concurrent.BlockingCollection`1", "TryTake", Channel),
        ("System.Collections.Concurrent.BlockingCollection`1", "TakeFromAny", Channel),
        ("System.Collections.Concurrent.BlockingCollection`1", "GetConsumingEnumerable", Channel));

    private readonly MemberTable<string> table;

    // TryTake(out item) only looks.
    private ThreadWaits(CompilationContext compilation) =>
        table = new(compilation, Rows, member => member is IMethodSymbol method && (method.Name != "TryTake" || method.Parameters.Length > 1));

    public static ThreadWaits For(CompilationContext compilation) => compilation.Get(c => new ThreadWaits(c));

    public IReadOnlyCollection<string> Names => table.Names;

    /// <summary>What to do instead of calling a method; null when it does not wait.</summary>
    public string? Find(IMethodSymbol method) => table.TryFind(method, out var instead) ? instead : null;
}
