using PerfAnalyzers.Knowledge;

namespace PerfAnalyzers.Analysis.Async;

/// <summary>Tells what completion sources, whose tasks others wait for, are told.</summary>
internal static class CompletionSources
{
    /// <summary>Whether a function ends a completion source: by that somebody waits for it, though nobody has its own task.</summary>
    public static bool AreEndedIn(IOperation function, CompilationContext compilation) => function.Descendants().Any(o =>
        o is IInvocationOperation { TargetMethod: { Name: "SetResult" or "TrySetResult", ContainingType: { } type } } && Is(type, compilation));

    /// <summary>Whether a type is a completion source of the framework.</summary>
    public static bool Is(ITypeSymbol type, CompilationContext compilation) =>
        type.OriginalDefinition.Is(compilation.Type(TypeNames.Tasks.CompletionSource)) || type.OriginalDefinition.Is(compilation.Type(TypeNames.Tasks.CompletionSourceOfT));
}
