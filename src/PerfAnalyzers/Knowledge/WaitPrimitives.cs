namespace PerfAnalyzers.Knowledge;

/// <summary>How a member waits for a task.</summary>
internal enum WaitKind
{
    /// <summary>Reading <c>Result</c>.</summary>
    Result,

    /// <summary><c>Wait</c>, with or without a limit.</summary>
    Wait,

    /// <summary><c>GetResult</c> of an awaiter.</summary>
    GetResult,

    WaitAll,

    WaitAny,
}

/// <summary>The members that hold a thread until a task is done.</summary>
internal sealed class WaitPrimitives
{
    public static readonly ImmutableArray<(string Type, string Member, WaitKind Kind)> Rows = ImmutableArray.Create(
        (TypeNames.System.TaskOfT, "Result", WaitKind.Result),
        (TypeNames.System.ValueTaskOfT, "Result", WaitKind.Result),
        (TypeNames.System.Task, "Wait", WaitKind.Wait),
        (TypeNames.System.Task, "WaitAll", WaitKind.WaitAll),
        (TypeNames.System.Task, "WaitAny", WaitKind.WaitAny),
        (TypeNames.Tasks.Awaiter, "GetResult", WaitKind.GetResult),
        (TypeNames.Tasks.AwaiterOfT, "GetResult", WaitKind.GetResult),
        (TypeNames.Tasks.ConfiguredAwaiter, "GetResult", WaitKind.GetResult),
        (TypeNames.Tasks.ConfiguredAwaiterOfT, "GetResult", WaitKind.GetResult),
        (TypeNames.Tasks.ValueAwaiter, "GetResult", WaitKind.GetResult),
        (TypeNames.Tasks.ValueAwaiterOfT, "GetResult", WaitKind.GetResult),
        (TypeNames.Tasks.ConfiguredValueAwaiter, "GetResult", WaitKind.GetResult),
        (TypeNames.Tasks.ConfiguredValueAwaiterOfT, "GetResult", WaitKind.GetResult));

    private readonly MemberTable<WaitKind> table;

    private WaitPrimitives(CompilationContext compilation) => table = new(compilation, Rows);

    public static WaitPrimitives For(CompilationContext compilation) => compilation.Get(c => new WaitPrimitives(c));

    public bool TryGetKind(ISymbol member, out WaitKind kind) => table.TryFind(member, out kind);
}
