namespace PerfAnalyzers.Knowledge;

/// <summary>The members that call a delegate without an answer and go on when it hands control back, with what does wait.</summary>
internal sealed class AsyncVoidCallbacks
{
    public const string Loop = "use a loop with 'await'";
    public const string Parallel = "use 'Parallel.ForEachAsync'";
    public const string Timer = "use a 'PeriodicTimer' and await it in a loop";
    private const string Task = "use 'Task.Run', whose task can be awaited";

    public static readonly ImmutableArray<(string Type, string Member, string Instead)> Rows = ImmutableArray.Create(
        ("System.Collections.Generic.List`1", "ForEach", Loop),
        ("System.Array", "ForEach", Loop),
        ("System.Collections.Immutable.ImmutableList`1", "ForEach", Loop),
        ("System.Linq.ParallelEnumerable", "ForAll", Parallel),
        ("System.Threading.Tasks.Parallel", "ForEach", Parallel),
        ("System.Threading.Tasks.Parallel", "For", Parallel),
        ("System.Threading.Tasks.Parallel", "Invoke", "use 'Task.WhenAll'"),
        ("System.Threading.Timer", ".ctor", Timer),
        ("System.Threading.ThreadPool", "QueueUserWorkItem", Task),
        ("System.Threading.ThreadPool", "UnsafeQueueUserWorkItem", Task),
        ("System.Threading.Thread", ".ctor", Task),
        ("System.Threading.CancellationToken", "Register", "let the one who waits for the token do the work"),
        ("System.Threading.CancellationToken", "UnsafeRegister", "let the one who waits for the token do the work"));

    private readonly MemberTable<string> table;

    private AsyncVoidCallbacks(CompilationContext compilation) => table = new(compilation, Rows);

    public static AsyncVoidCallbacks For(CompilationContext compilation) => compilation.Get(c => new AsyncVoidCallbacks(c));

    /// <summary>What to use instead of a method that is handed an async function; null when the method is in no table.</summary>
    public string? Find(IMethodSymbol method) => table.TryFind(method.ReducedFrom ?? method, out var instead) ? instead : null;
}
