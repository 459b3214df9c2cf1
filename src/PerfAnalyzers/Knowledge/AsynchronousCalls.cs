namespace PerfAnalyzers.Knowledge;

/// <summary>The awaitable forms of the calls in <see cref="SynchronousCalls"/>, and what decides whether they wait for something outside.</summary>
internal sealed class AsynchronousCalls
{
    private readonly MemberTable<IoSubject> table;

    private AsynchronousCalls(CompilationContext compilation) =>
        table = new(compilation, SynchronousCalls.Rows.Select(r => (r.Type, r.Member + "Async", r.Subject)));

    public static AsynchronousCalls For(CompilationContext compilation) => compilation.Get(c => new AsynchronousCalls(c));

    public IReadOnlyCollection<string> Names => table.Names;

    /// <summary>What decides whether a method waits; null when it is in no table.</summary>
    public IoSubject? Find(IMethodSymbol method) => table.TryFind(method, out var subject) ? subject : null;
}
