using PerfAnalyzers.Analysis.Iteration;

namespace PerfAnalyzers.Analysis.Queries;

/// <summary>Tells whether one query can ask for all elements of a loop: their rows must be found by keys, and not by ranges or by parts of a text.</summary>
internal static class KeyedQuestion
{
    private static readonly ImmutableHashSet<string> TextSearches = ImmutableHashSet.Create(
        StringComparer.Ordinal, "StartsWith", "EndsWith", "Contains", "IndexOf");

    /// <summary>Whether what changes from round to round is only ever compared for equality. True too where nothing is compared: <c>FindAsync(id)</c>.</summary>
    public static bool IsAskedBy(Query query, Iteration.Iteration loop) => IsAsked(query.Operators, OfRound(loop));

    /// <summary>The same of the calls that a question is made of.</summary>
    public static bool IsAskedBy(IEnumerable<IInvocationOperation> operators, Iteration.Iteration loop) => IsAsked(operators, OfRound(loop));

    /// <summary>Whether several columns are compared with what changes from round to round: rows can be loaded by one of them and told apart by the others, but one command cannot.</summary>
    public static bool NeedsSeveralKeys(Query query, Iteration.Iteration loop) =>
        Reads(query.Operators, OfRound(loop)).Select(Comparison).Where(c => c is not null).Distinct().Count() > 1;

    private static Func<ISymbol, bool> OfRound(Iteration.Iteration loop)
    {
        var facts = LoopFacts.Of(loop);
        return symbol => loop.Variables.Any(v => v.Is(symbol)) || facts.Declares(symbol);
    }

    /// <summary>The same of a query in the method that a round calls, of those parameters for which the round has values of its own.</summary>
    public static bool IsAskedBehind(IEnumerable<IInvocationOperation> operators, IInvocationOperation call, IMethodSymbol method, Iteration.Iteration loop)
    {
        var varying = call.Arguments
            .Where(a => a.Parameter is { } && Variance.VariesIn(a.Value, loop))
            .Select(a => a.Parameter!.Ordinal + (method.Parameters.Length - call.TargetMethod.Parameters.Length))
            .ToImmutableHashSet();
        return IsAsked(operators, symbol => symbol is IParameterSymbol { ContainingSymbol: IMethodSymbol { MethodKind: not MethodKind.AnonymousFunction } } parameter && varying.Contains(parameter.Ordinal));
    }

    private static bool IsAsked(IEnumerable<IInvocationOperation> operators, Func<ISymbol, bool> varies) => !Reads(operators, varies).Any(IsRange);

    private static IEnumerable<IOperation> Reads(IEnumerable<IInvocationOperation> operators, Func<ISymbol, bool> varies) =>
        operators
            .SelectMany(call => call.Arguments)
            .SelectMany(argument => argument.Value.DescendantsAndSelf())
            .Where(read => read is ILocalReferenceOperation or IParameterReferenceOperation && varies(read.ReferencedSymbol()!));

    private static IOperation? Comparison(IOperation value)
    {
        for (var current = value.Parent; current is not (null or IAnonymousFunctionOperation); current = current.Parent)
        {
            if (current is IBinaryOperation { OperatorKind: BinaryOperatorKind.Equals } or IInvocationOperation { TargetMethod.Name: "Equals" })
                return current;
        }

        return null;
    }

    /// <summary>Whether a value becomes the border of a range or a part of a text that is looked for.</summary>
    private static bool IsRange(IOperation value)
    {
        for (var current = value.Parent; current is not null; current = current.Parent)
        {
            switch (current)
            {
                case IBinaryOperation { OperatorKind: BinaryOperatorKind.LessThan or BinaryOperatorKind.LessThanOrEqual or BinaryOperatorKind.GreaterThan or BinaryOperatorKind.GreaterThanOrEqual }:
                    return true;
                case IInvocationOperation { TargetMethod: { ContainingType.SpecialType: SpecialType.System_String } method }:
                    if (TextSearches.Contains(method.Name))
                        return true;
                    break;
                case IInvocationOperation { TargetMethod: { Name: "Like" or "ILike", ContainingNamespace.Name: "EntityFrameworkCore" } }:
                    return true;
                case IBinaryOperation { OperatorKind: not BinaryOperatorKind.Add } or IAnonymousFunctionOperation or IConditionalOperation:
                    return false;
            }
        }

        return false;
    }
}
