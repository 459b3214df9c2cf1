namespace PerfAnalyzers.Knowledge;

/// <summary>What to await instead of a call that holds its thread: the same work, and the same answer once awaited.</summary>
/// <param name="Method">The method to call, with the type arguments of the call it stands for.</param>
internal sealed record AsyncTwin(IMethodSymbol Method)
{
    public string Name => Method.Name;

    /// <summary>The overload that also takes a token; the method itself where it does. Null when no overload takes one.</summary>
    public IMethodSymbol? WithToken { get; init; }

    /// <summary>The namespace that has to be imported for the call to bind; null when the name alone will do.</summary>
    public string? Import { get; init; }

    /// <summary>The type whose name has to stand before the method: <c>Task</c> in <c>Task.Delay</c> for <c>Thread.Sleep</c>. Null when what stands there stays.</summary>
    public INamedTypeSymbol? OtherType { get; init; }

    /// <summary>Ordinals of parameters that take a memory where the call now gives a span.</summary>
    public ImmutableArray<int> MemoryParameters { get; init; } = ImmutableArray<int>.Empty;

    /// <summary>Ordinals of optional parameters of the call that the method to await has not: nothing may be given for them.</summary>
    public ImmutableArray<int> DroppedParameters { get; init; } = ImmutableArray<int>.Empty;

    /// <summary>Whether it gives an asynchronous sequence, to go through by <c>await foreach</c>, and not a task.</summary>
    public bool IsSequence { get; init; }

    /// <summary>Whether it stands in for a property: <c>request.Form</c> becomes <c>await request.ReadFormAsync()</c>.</summary>
    public bool ReplacesProperty { get; init; }

    /// <summary>Whether the only way to call it is with a token.</summary>
    public bool NeedsToken => TokenParameter(Method) is { IsOptional: false };

    public static IParameterSymbol? TokenParameter(IMethodSymbol method) =>
        method.Parameters.LastOrDefault(p => p.Type is INamedTypeSymbol { Name: "CancellationToken", ContainingNamespace: { Name: "Threading", ContainingNamespace: { Name: "System" } } });
}
