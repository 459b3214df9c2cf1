using PerfAnalyzers.Knowledge;

namespace PerfAnalyzers.Analysis.Caching;

/// <summary>The one time that a sequence in memory is gone through, where nothing else is done with it.</summary>
/// <param name="Consumer">The loop, or the last operator, that goes through it.</param>
/// <param name="Local">The local that holds the sequence in between; null where there is none.</param>
internal sealed record SinglePass(IOperation Consumer, ILocalSymbol? Local)
{
    private const int MostHops = 12;

    private static readonly ImmutableHashSet<string> Streaming = ImmutableHashSet.Create(
        StringComparer.Ordinal,
        "Where", "Select", "SelectMany", "Skip", "SkipWhile", "Take", "TakeWhile", "OfType", "Cast", "Distinct", "DistinctBy", "Append", "Prepend", "DefaultIfEmpty", "Chunk", "AsEnumerable");

    private static readonly ImmutableHashSet<string> Answers = ImmutableHashSet.Create(
        StringComparer.Ordinal,
        "First", "FirstOrDefault", "Single", "SingleOrDefault", "Any", "All", "Count", "LongCount", "Contains", "Sum", "Min", "Max", "MinBy", "MaxBy", "Average", "Aggregate");

    private static readonly ImmutableHashSet<string> Copies = ImmutableHashSet.Create(StringComparer.Ordinal, "ToList", "ToArray", "ToHashSet", "ToDictionary", "ToLookup");

    // What is kept of these is less than what came in, or something else.
    private static readonly ImmutableHashSet<string> Reducing = ImmutableHashSet.Create(StringComparer.Ordinal, "Where", "Take", "TakeWhile", "Distinct", "DistinctBy");

    /// <param name="sequence">The expression whose value is the sequence.</param>
    /// <param name="compilation">The compilation.</param>
    public static SinglePass? Of(IOperation sequence, CompilationContext compilation) => Of(sequence, null, false, MostHops, compilation);

    private static SinglePass? Of(IOperation sequence, ILocalSymbol? local, bool isReduced, int hops, CompilationContext compilation)
    {
        var value = Outermost(sequence);
        switch (value.Parent)
        {
            case IForEachLoopOperation { IsAsynchronous: false } loop when loop.Collection == value:
                return new SinglePass(loop, local);
            case IVariableInitializerOperation { Parent: IVariableDeclaratorOperation { Symbol: var held } } when local is null && hops > 0:
                return OnlyUse(held, value) is { } use ? Of(use, held, isReduced, hops - 1, compilation) : null;
            case IArgumentOperation { Parameter.Ordinal: 0, Parent: IInvocationOperation { TargetMethod: var method } call }
                when hops > 0 && method.IsMemberOf(compilation.Type(TypeNames.System.Enumerable)):
                if (Streaming.Contains(method.Name))
                    return Of(call, local, isReduced || Reducing.Contains(method.Name) || MakesOthers(method), hops - 1, compilation);

                return Answers.Contains(method.Name) || (isReduced && Copies.Contains(method.Name)) ? new SinglePass(call, local) : null;
            default:
                return null;
        }
    }

    /// <summary>The only place where a local is named, if it runs no more often than the local is set; null otherwise.</summary>
    public static IOperation? OnlyUse(ILocalSymbol local, IOperation value)
    {
        if (LocalValues.SetOnce(local, value) is null)
            return null;

        ILocalReferenceOperation? only = null;
        foreach (var operation in LocalValues.Root(value).Descendants())
        {
            if (operation is not ILocalReferenceOperation reference || !reference.Local.Is(local))
                continue;

            if (only is not null)
                return null;

            only = reference;
        }

        return only is not null && !IsRunAgain(only, value) ? only : null;
    }

    /// <summary>The value with what only waits for it or converts it.</summary>
    public static IOperation Outermost(IOperation value)
    {
        while (value.Parent is IConversionOperation or IParenthesizedOperation or IAwaitOperation
            || (value.Parent is IInvocationOperation { TargetMethod.Name: "ConfigureAwait" } configured && configured.Instance == value))
        {
            value = value.Parent;
        }

        return value;
    }

    /// <summary>Whether a place lies in a loop or function that does not hold another place.</summary>
    private static bool IsRunAgain(IOperation place, IOperation other)
    {
        var child = place;
        for (var parent = place.Parent; parent is not null && !parent.Syntax.Span.Contains(other.Syntax.Span); child = parent, parent = parent.Parent)
        {
            if (parent is IAnonymousFunctionOperation or ILocalFunctionOperation or IWhileLoopOperation or IForLoopOperation
                || (parent is IForEachLoopOperation loop && loop.Collection != child))
            {
                return true;
            }
        }

        return false;
    }

    /// <summary>Whether an operator makes other things than texts of what it is given.</summary>
    private static bool MakesOthers(IMethodSymbol method) =>
        method.Name == "Select" && method.TypeArguments is { Length: 2 } types && types[1].SpecialType != SpecialType.System_String;
}
