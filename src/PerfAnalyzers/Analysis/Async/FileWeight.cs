using PerfAnalyzers.Analysis.Iteration;
using PerfAnalyzers.Analysis.Resilience;
using PerfAnalyzers.Analysis.RoundTrips;
using PerfAnalyzers.Knowledge;
using PerfAnalyzers.Knowledge.RoundTrips;

namespace PerfAnalyzers.Analysis.Async;

/// <summary>
/// Tells whether a wait for a file of this machine is surely worth changing. Most such files are settings, templates and certificates, which are read
/// in a moment; what says otherwise is a loop over many, or that whoever sends a request chooses the file or what is written to it.
/// </summary>
internal static class FileWeight
{
    private const int MostHops = 4;

    /// <summary>Whether an operation, if it is one with a whole file, may be over in a moment.</summary>
    public static bool MayBeLight(IOperation operation, CompilationContext compilation, CancellationToken cancellationToken) =>
        operation is IInvocationOperation call
        && RoundTripTable.For(compilation).Find(call) is { Kind: RoundTripKind.File }
        && !IsRepeated(call, compilation)
        && !call.Arguments.Any(a => IsChosenOutside(a.Value, MostHops, compilation, cancellationToken));

    /// <summary>Whether a path has a part that comes with a request or from another machine.</summary>
    public static bool IsChosenByOthers(IOperation path, CompilationContext compilation, CancellationToken cancellationToken) => IsChosenOutside(path, MostHops, compilation, cancellationToken);

    /// <summary>Whether an operation is run for file after file.</summary>
    public static bool IsRepeated(IOperation operation, CompilationContext compilation) => Iterations.Around(operation, compilation).Any(IsOverMany);

    /// <summary>
    /// Whether a call in async code is handed a path that the code around it is handed in turn, beside work that another machine has a part in: whoever calls chooses the file,
    /// and it is no setting that is read when a program starts.
    /// </summary>
    public static bool IsOneOfCallers(IOperation call, CompilationContext compilation)
    {
        var arguments = call switch
        {
            IInvocationOperation invocation => invocation.Arguments,
            IObjectCreationOperation creation => creation.Arguments,
            _ => ImmutableArray<IArgumentOperation>.Empty,
        };
        return arguments.SelectMany(a => a.Value.DescendantsAndSelf()).Any(o => o is IParameterReferenceOperation { Parameter: { Type.SpecialType: SpecialType.System_String, ContainingSymbol: IMethodSymbol { DeclaredAccessibility: not Accessibility.Private, MethodKind: MethodKind.Ordinary, IsAsync: true } } })
            && LocalValues.Root(call).Descendants().Any(o => o is IInvocationOperation { Parent: IAwaitOperation } awaited && RoundTripReader.For(compilation).Read(awaited) is { LeavesMachine: true });
    }

    /// <summary>Whether a loop comes to file after file, and not to one again that could not be read, has changed, or was not needed yet.</summary>
    private static bool IsOverMany(Iteration.Iteration loop) => loop.Kind is not (IterationKind.FewElements or IterationKind.Once or IterationKind.Retry or IterationKind.Poll or IterationKind.CacheMiss or IterationKind.Failure);

    /// <summary>Whether a path or content has a part that comes with a request or from another machine.</summary>
    private static bool IsChosenOutside(IOperation argument, int hops, CompilationContext compilation, CancellationToken cancellationToken) =>
        argument.DescendantsAndSelf().Any(part => (!IsOfService(part, compilation) && OutsideText.IsOfOthers(part, compilation, cancellationToken))
            || (hops > 0 && part is ILocalReferenceOperation local && LocalValues.SetOnce(local) is { } set && IsChosenOutside(set, hops - 1, compilation, cancellationToken)));

    /// <summary>Whether the container gives it, and not the request: an action may be handed its settings as a parameter.</summary>
    private static bool IsOfService(IOperation part, CompilationContext compilation)
    {
        var owner = part;
        while (owner.Unwrap() is IMemberReferenceOperation { Instance: { } instance })
            owner = instance;

        return owner.Unwrap().Type is INamedTypeSymbol { TypeKind: TypeKind.Interface, IsGenericType: false } type && !TypeNames.AspNetCore.FormTypes.Any(name => type.Is(compilation.Type(name)));
    }
}
