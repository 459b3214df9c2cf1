using PerfAnalyzers.Knowledge;

namespace PerfAnalyzers.Analysis.Iteration;

/// <summary>Knows which methods run the lambda they are handed, and how often.</summary>
internal static class Callbacks
{
    // Stop at the first element that fits, so the place may run far fewer times than there are elements.
    private static readonly ImmutableHashSet<string> SearchOperators = ImmutableHashSet.Create(
        StringComparer.Ordinal,
        "Any", "All", "First", "FirstOrDefault", "TakeWhile", "SkipWhile", "Find", "FindIndex", "Exists", "TrueForAll");

    // Hand on one element after the other, each when it is asked for.
    private static readonly ImmutableHashSet<string> Streaming = ImmutableHashSet.Create(
        StringComparer.Ordinal, "Select", "SelectMany", "Where", "OfType", "Cast", "Concat", "Append", "Prepend", "Distinct", "DistinctBy", "AsEnumerable", "DefaultIfEmpty");

    private static readonly ImmutableHashSet<string> ParallelLoops = ImmutableHashSet.Create(
        StringComparer.Ordinal, "ForEach", "ForEachAsync", "For", "ForAsync");

    private static readonly ImmutableHashSet<string> ListLoops = ImmutableHashSet.Create(
        StringComparer.Ordinal, "ForEach", "ConvertAll", "RemoveAll", "FindAll", "FindLast", "Find", "FindIndex", "Exists", "TrueForAll");

    /// <summary>
    /// Tells how a lambda, or the method behind a method group, is run. <c>Invocation</c> is the call that runs it, null when that is unknown;
    /// <c>Iteration</c> is set when it runs once per element, null when once per call.
    /// </summary>
    public static (IInvocationOperation? Invocation, Iteration? Iteration) Match(IOperation function, CompilationContext compilation)
    {
        var parent = function.Parent;
        while (parent is IDelegateCreationOperation or IConversionOperation or IParenthesizedOperation)
            parent = parent.Parent;

        if (parent is not IArgumentOperation { Parent: IInvocationOperation invocation } argument)
            return (null, null);

        var method = invocation.TargetMethod;
        if (RunsOnce(method, compilation))
            return (invocation, null);

        if (IsSequenceOperator(method, argument, compilation))
        {
            var kind = SearchOperators.Contains(method.Name) || IsReadUntilFound(invocation, compilation) ? IterationKind.Search : IterationKind.PerElement;
            return (invocation, Create(IterationForm.Callback, kind, invocation, invocation.Receiver() ?? invocation.Argument(0), function, compilation));
        }

        if (method.IsMemberOf(compilation.Type(TypeNames.System.Parallel)) && ParallelLoops.Contains(method.Name))
        {
            // Parallel.For(from, to, body) has bounds where ForEach has a sequence.
            var source = method.Name is "For" or "ForAsync" ? null : invocation.Argument(0);
            return (invocation, Create(IterationForm.ParallelCallback, IterationKind.PerElement, invocation, source, function, compilation));
        }

        return HandedCallbacks.Source(invocation, argument, compilation) is { } handed
            ? (invocation, Create(IterationForm.HandedCallback, IterationKind.PerElement, invocation, handed, function, compilation))
            : (null, null);
    }

    /// <summary>Whether a LINQ to Objects operator gives its answer without going through the sequence first.</summary>
    public static bool IsDeferred(IMethodSymbol method, CompilationContext compilation) =>
        method.IsMemberOf(compilation.Type(TypeNames.System.Enumerable))
        && method.ReturnType.Implements(compilation.Type(TypeNames.System.EnumerableOfT))
        && method.Name is not ("ToList" or "ToArray" or "ToHashSet" or "ToDictionary" or "ToLookup");

    /// <summary>Whether what an operator gives is asked for only until one element fits: <c>parents.Select(Load).Any(p => p.IsOpen)</c>.</summary>
    private static bool IsReadUntilFound(IInvocationOperation sequence, CompilationContext compilation)
    {
        var current = sequence;
        while (Streaming.Contains(current.TargetMethod.Name) && Next(current) is { } next && next.TargetMethod.IsMemberOf(compilation.Type(TypeNames.System.Enumerable)))
        {
            if (next.TargetMethod.Name is "Any" or "All" or "First" or "FirstOrDefault" or "Contains")
                return true;

            current = next;
        }

        return false;
    }

    private static IInvocationOperation? Next(IInvocationOperation sequence)
    {
        var parent = sequence.Parent;
        while (parent is IConversionOperation or IParenthesizedOperation)
            parent = parent.Parent;

        return parent is IArgumentOperation { Parameter.Ordinal: 0, Parent: IInvocationOperation { TargetMethod.IsExtensionMethod: true } next } ? next : null;
    }

    private static Iteration Create(
        IterationForm form,
        IterationKind kind,
        IInvocationOperation invocation,
        IOperation? source,
        IOperation function,
        CompilationContext compilation)
    {
        if (kind == IterationKind.PerElement && source is not null)
            kind = SequenceSize.Kind(source, compilation);

        return function is IAnonymousFunctionOperation lambda
            ? new Iteration(form, kind, invocation, source?.Unwrap(), ImmutableArray<ISymbol>.CastUp(lambda.Symbol.Parameters), lambda.Body)
            : new Iteration(form, kind, invocation, source?.Unwrap(), ImmutableArray<ISymbol>.Empty, function);
    }

    private static bool IsSequenceOperator(IMethodSymbol method, IArgumentOperation argument, CompilationContext compilation)
    {
        if (method.IsMemberOf(compilation.Type(TypeNames.System.Enumerable)))
        {
            // The last function of Aggregate is applied to the result, once.
            return !(method.Name == "Aggregate" && argument.Parameter?.Name == "resultSelector");
        }

        if (method.Name == "RemoveWhere")
            return method.IsMemberOf(compilation.Type(TypeNames.Collections.HashSetOfT));

        return ListLoops.Contains(method.Name)
            && (method.IsMemberOf(compilation.Type(TypeNames.System.ListOfT))
                || method.IsMemberOf(compilation.Type(TypeNames.Collections.ImmutableListOfT))
                || method.IsMemberOf(compilation.Type(TypeNames.System.Array)));
    }

    private static bool RunsOnce(IMethodSymbol method, CompilationContext compilation)
    {
        if (method.Name == "Run" && method.IsMemberOf(compilation.Type(TypeNames.System.Task)))
            return true;

        if (method.Name == "StartNew" && method.ContainingType.Name == "TaskFactory")
            return method.ContainingNamespace.ToDisplayString() == "System.Threading.Tasks";

        // An execution strategy runs its work once, or again after a transient failure.
        return method.Name is "Execute" or "ExecuteAsync" or "ExecuteInTransaction" or "ExecuteInTransactionAsync"
            && method.ContainingType.Is(compilation.Type(TypeNames.EfCore.ExecutionStrategyExtensions));
    }
}
