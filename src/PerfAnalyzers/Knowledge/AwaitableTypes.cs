namespace PerfAnalyzers.Knowledge;

/// <summary>The task types of one compilation.</summary>
internal sealed class AwaitableTypes
{
    private readonly INamedTypeSymbol? taskFactory;
    private readonly INamedTypeSymbol? taskFactoryOfT;

    private AwaitableTypes(CompilationContext compilation)
    {
        Task = compilation.Type(TypeNames.System.Task);
        TaskOfT = compilation.Type(TypeNames.System.TaskOfT);
        ValueTask = compilation.Type(TypeNames.System.ValueTask);
        ValueTaskOfT = compilation.Type(TypeNames.System.ValueTaskOfT);
        taskFactory = compilation.Type(TypeNames.Tasks.Factory);
        taskFactoryOfT = compilation.Type(TypeNames.Tasks.FactoryOfT);
    }

    public INamedTypeSymbol? Task { get; }

    public INamedTypeSymbol? TaskOfT { get; }

    public INamedTypeSymbol? ValueTask { get; }

    public INamedTypeSymbol? ValueTaskOfT { get; }

    public static AwaitableTypes For(CompilationContext compilation) => compilation.Get(c => new AwaitableTypes(c));

    /// <summary>Exactly <c>Task</c>, <c>Task&lt;T&gt;</c>, <c>ValueTask</c> or <c>ValueTask&lt;T&gt;</c>: what an async method may return.</summary>
    public bool IsAsyncReturn(ITypeSymbol? type) => IsPlainTask(type) || IsValueTask(type);

    /// <summary>Exactly <c>Task</c> or <c>Task&lt;T&gt;</c>.</summary>
    public bool IsPlainTask(ITypeSymbol? type) => Is(type, Task) || Is(type, TaskOfT);

    public bool IsValueTask(ITypeSymbol? type) => Is(type, ValueTask) || Is(type, ValueTaskOfT);

    /// <summary>One of the four types, or derived from one.</summary>
    public bool IsTaskLike(ITypeSymbol? type)
    {
        if (type is { SpecialType: >= SpecialType.System_Object and <= SpecialType.System_String })
            return false;

        for (var current = type; current is not null; current = current.BaseType)
        {
            if (IsAsyncReturn(current))
                return true;
        }

        return false;
    }

    /// <summary>Whether a member belongs to the task types or their factory, and not to a look-alike.</summary>
    public bool Declares(ISymbol member) =>
        IsAsyncReturn(member.ContainingType) || Is(member.ContainingType, taskFactory) || Is(member.ContainingType, taskFactoryOfT);

    // Names differ most often, and cost least.
    private static bool Is(ITypeSymbol? type, INamedTypeSymbol? expected) =>
        type is not null && expected is not null && type.Name == expected.Name && SymbolEqualityComparer.Default.Equals(type.OriginalDefinition, expected);
}
