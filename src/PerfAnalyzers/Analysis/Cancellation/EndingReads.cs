using PerfAnalyzers.Analysis.Resilience;
using PerfAnalyzers.Knowledge;

namespace PerfAnalyzers.Analysis.Cancellation;

/// <summary>Knows the reads that end by themselves with what they read from: the body of a request whose client has gone, the output of a process that somebody waits for.</summary>
internal static class EndingReads
{
    private static readonly ImmutableHashSet<string> Outputs = ImmutableHashSet.Create(StringComparer.Ordinal, "StandardOutput", "StandardError");

    /// <summary>Whether a call reads what the client itself sends, also through a reader that is made over it.</summary>
    public static bool AreOfClient(IInvocationOperation call, CompilationContext compilation) =>
        Source(call.Receiver())?.DescendantsAndSelf().Any(o => o is IPropertyReferenceOperation property && property.Property.ContainingType.Is(compilation.Type(TypeNames.Cancellation.HttpRequest))) == true;

    /// <summary>Whether a call reads what a process writes, and the function then waits for the end of the process with a token.</summary>
    public static bool AreOfProcess(IInvocationOperation call, CompilationContext compilation)
    {
        if (call.Receiver()?.Unwrap() is not IPropertyReferenceOperation { Property: { Name: var name, ContainingType: { Name: "Process" } owner }, Instance: ILocalReferenceOperation { Local: var process } }
            || !Outputs.Contains(name)
            || owner.ContainingNamespace?.Name != "Diagnostics"
            || WaitedFor.IsAtOnce(call))
        {
            return false;
        }

        var slots = TokenSlots.For(compilation);
        return LocalValues.Root(call).Descendants().Any(o =>
            o is IInvocationOperation wait
            && wait.Syntax.SpanStart > call.Syntax.Span.End
            && wait.Arguments.Any(a => slots.IsToken(a.Parameter?.Type) && a.ArgumentKind != ArgumentKind.DefaultValue)
            && ((wait.TargetMethod.Name == "WaitForExitAsync" && IsOf(wait.Instance, process)) || wait.Arguments.Any(a => IsOf(a.Value, process))));
    }

    /// <summary>Whether such a read matters to nobody: a command that is called off ends, and its process with it.</summary>
    public static bool AreOfCommand(IInvocationOperation call, CompilationContext compilation) => ServingPlaces.For(compilation).IsTool && AreOfProcess(call, compilation);

    private static bool IsOf(IOperation? value, ILocalSymbol process) => value?.Unwrap() is ILocalReferenceOperation local && local.Local.Is(process);

    private static IOperation? Source(IOperation? read) => read?.Unwrap() is ILocalReferenceOperation local ? LocalValues.SetOnce(local) : read;
}
