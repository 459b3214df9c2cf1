using PerfAnalyzers.Analysis.Calls;
using PerfAnalyzers.Analysis.Iteration;
using PerfAnalyzers.Knowledge;
using PerfAnalyzers.Knowledge.RoundTrips;

namespace PerfAnalyzers.Analysis.RoundTrips;

/// <summary>Work that is started for every element of a source before any of it is awaited by <c>Task.WhenAll</c>.</summary>
/// <param name="Start">The projection that starts it, or the call that collects its tasks in a loop.</param>
/// <param name="Source">What has the elements.</param>
/// <param name="Operations">What runs for each element.</param>
internal sealed record GatheredWork(IInvocationOperation Start, IOperation Source, IReadOnlyList<IOperation> Operations)
{
    private const int MostHops = 4;

    /// <summary>What lets only so many go on at a time.</summary>
    private static readonly ImmutableHashSet<string> Gates = ImmutableHashSet.Create(
        StringComparer.Ordinal, "WaitAsync", "AcquireAsync", "LockAsync", "EnterAsync", "AttemptAcquire", "ThrottleAsync", "WaitToReadAsync");

    /// <summary>The work whose tasks a call waits for together, where nobody knows how much it is; empty when the call is something else.</summary>
    public static IEnumerable<GatheredWork> Of(IInvocationOperation gather, CompilationContext compilation)
    {
        if (gather.TargetMethod.Name != "WhenAll" || !gather.TargetMethod.IsMemberOf(compilation.Type(TypeNames.System.Task)) || gather.Arguments.Length != 1)
            return Enumerable.Empty<GatheredWork>();

        var tasks = gather.Arguments[0].Value;
        return Value(tasks) switch
        {
            IInvocationOperation { TargetMethod.Name: "Select", Arguments.Length: 2 } select => Projected(select, compilation),
            IObjectCreationOperation when tasks.Unwrap() is ILocalReferenceOperation list => Collected(list, compilation),
            _ => Enumerable.Empty<GatheredWork>(),
        };
    }

    /// <summary>Whether something holds back the next while too many are under way, or the source is a slice of a larger one.</summary>
    public bool IsLimited(CompilationContext compilation) => Operations.Any(IsGate) || IsSlice(compilation);

    /// <summary>Whether a method on the way to what each element costs waits at a gate that all of them have to pass.</summary>
    public static bool IsLimited(RoundTripPath path, CompilationContext compilation) =>
        path.Steps.Any(s => MethodBodies.For(compilation).Of(s.Method) is { } body && RunningCode.Of(body).Any(o => IsGate(o) && !IsMadeHere((IInvocationOperation)o)));

    /// <summary>
    /// The round trip that is made for each element. What belongs to one context or connection is another question: more than one at
    /// a time is wrong there.
    /// </summary>
    public RoundTripPath? RoundTrip(CompilationContext compilation, CancellationToken cancellationToken) =>
        Operations.Select(o => Path(o, compilation, cancellationToken)).FirstOrDefault(p => p is not null);

    /// <summary>
    /// The call of a service of this object that is made for each element, of which nothing is seen but that it waits for something that can be
    /// stopped; null when there is none.
    /// </summary>
    public IInvocationOperation? Unseen(CompilationContext compilation) => Operations.OfType<IInvocationOperation>().FirstOrDefault(c =>
        c.TargetMethod.IsAbstract
        && TokenSlots.For(compilation).Parameter(c.TargetMethod) is not null
        && c.Instance?.ReferencedSymbol() is IFieldSymbol or IPropertySymbol or IParameterSymbol { ContainingSymbol: IMethodSymbol { MethodKind: MethodKind.Constructor } }
        && UnseenCode.IsBehind(c, compilation));

    /// <summary>The tasks without the calls and variables that only hand them on.</summary>
    private static IOperation Value(IOperation tasks)
    {
        var value = tasks.Unwrap();
        for (var hop = 0; hop < MostHops; hop++)
        {
            if (value is ITranslatedQueryOperation query)
                value = query.Operation.Unwrap();
            else if (value is ILocalReferenceOperation local && LocalValues.SetOnce(local) is { } set)
                value = set.Unwrap();
            else if (value is IInvocationOperation { TargetMethod.Name: "ToList" or "ToArray" or "AsEnumerable" } call && call.Receiver() is { } receiver)
                value = receiver.Unwrap();
            else
                break;
        }

        return value;
    }

    private static IEnumerable<GatheredWork> Projected(IInvocationOperation select, CompilationContext compilation)
    {
        if (select.Arguments[1].Value.Unwrap() is IDelegateCreationOperation { Target: var function }
            && Callbacks.Match(function, compilation).Iteration is { Kind: IterationKind.PerElement, Source: { } source })
        {
            yield return new(select, source, function is IAnonymousFunctionOperation lambda ? lambda.Body.Descendants().ToList() : new[] { function });
        }
    }

    private static IEnumerable<GatheredWork> Collected(ILocalReferenceOperation list, CompilationContext compilation)
    {
        var uses = LocalValues.Root(list).Descendants().OfType<ILocalReferenceOperation>().Where(r => r.Local.Is(list.Local)).ToList();

        // Emptied or looked at on the way: somebody limits how many there are.
        if (uses.Any(u => u.Parent is IInvocationOperation { TargetMethod.Name: "Clear" or "Remove" or "RemoveAt" or "RemoveAll" } || u.Parent is IPropertyReferenceOperation { Property.Name: "Count" }))
            yield break;

        foreach (var use in uses)
        {
            if (use.Parent is IInvocationOperation { TargetMethod.Name: "Add", Arguments: { Length: 1 } added } add
                && Iterations.PerElement(add, compilation) is { Form: IterationForm.ForEach, Source: { } source } loop
                && !loop.Body.Descendants().Contains(list))
            {
                yield return new(add, source, added[0].Descendants().Concat(loop.Body.Descendants().Where(IsGate)).ToList());
            }
        }
    }

    /// <summary>A task that is waited for with a limit holds nobody back.</summary>
    private static bool IsGate(IOperation operation) => operation is IInvocationOperation { TargetMethod: { Name: var name, ContainingType.Name: not "Task" } } && Gates.Contains(name);

    /// <summary>Whether each call makes a gate of its own, which holds back nobody else.</summary>
    private static bool IsMadeHere(IInvocationOperation gate) =>
        gate.Instance?.Unwrap() is ILocalReferenceOperation local && LocalValues.SetOnce(local)?.Unwrap() is IObjectCreationOperation;

    /// <summary>What a loop over chunks or pages has in hand is as long as somebody said.</summary>
    private bool IsSlice(CompilationContext compilation) =>
        Source.ReferencedSymbol() is { } symbol
        && Iterations.Around(Source, compilation).Any(i => i.Kind is IterationKind.Chunk or IterationKind.Page && i.Variables.Any(v => v.Is(symbol)));

    private static RoundTripPath? Path(IOperation operation, CompilationContext compilation, CancellationToken cancellationToken)
    {
        if (operation is not (IInvocationOperation or IMethodReferenceOperation))
            return null;

        if (operation is IMethodReferenceOperation group && RoundTripTable.For(compilation).Find(group.Method) is { IsDatabase: false } row)
            return RoundTripPath.To(new RoundTrip(group, group.Method.Name, row, query: null));

        return RoundTripFacts.For(compilation).Of(operation, isAction: false, cancellationToken)
            .FirstOrDefault(p => p.End is { Query: null, Row: not { IsDatabase: true } } && p.Certainty != PathCertainty.Guess);
    }
}
