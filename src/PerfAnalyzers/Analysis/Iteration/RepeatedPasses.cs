using PerfAnalyzers.Analysis.Collections;
using PerfAnalyzers.Knowledge;

namespace PerfAnalyzers.Analysis.Iteration;

/// <summary>
/// Knows loops that go through the same elements again and again, as often as a number says that counts such passes, or until a result is near enough:
/// what is computed so takes long even where the elements are few.
/// </summary>
internal static class RepeatedPasses
{
    /// <summary>Whether a loop goes through elements that stay the same in all rounds of such a loop around it.</summary>
    public static bool Repeat(ILoopOperation loop, CompilationContext compilation)
    {
        if (LoopClassifier.Of(loop, compilation) is not { Kind: IterationKind.PerElement or IterationKind.Chunk, Source: { } elements } || elements.ReferencedSymbol() is not { } sequence)
            return false;

        for (var parent = loop.Parent; parent is not (null or IAnonymousFunctionOperation or ILocalFunctionOperation); parent = parent.Parent)
        {
            if (parent is ILoopOperation outer)
                return CountsPasses(outer, compilation) && LoopFacts.Of(outer) is var facts && !facts.Declares(sequence) && !facts.Writes(sequence) && !facts.Mutates(sequence);
        }

        return false;
    }

    private static bool CountsPasses(ILoopOperation loop, CompilationContext compilation) => loop switch
    {
        IForLoopOperation { Condition: IBinaryOperation test } => LoopClassifier.Of(loop, compilation) is { Kind: IterationKind.PerElement, Source: null }
            && (IsNumberOfPasses(test.LeftOperand) || IsNumberOfPasses(test.RightOperand) || IsComparedFraction(test)),
        IWhileLoopOperation { Condition: { } condition } => condition.DescendantsAndSelf().Any(o => o is IBinaryOperation test && (IsNumberOfPasses(test.RightOperand) || IsComparedFraction(test))),
        _ => false,
    };

    /// <summary>Whether a number that somebody hands in or sets says how often: <c>maxIterations</c>.</summary>
    private static bool IsNumberOfPasses(IOperation value) =>
        value.Unwrap() is IParameterReferenceOperation or IFieldReferenceOperation { Field.IsConst: false } or IPropertyReferenceOperation { Property.IsIndexer: false }
        && value.Unwrap().ReferencedSymbol() is { } number
        && Words.Split(number.Name).Any(word => PurposeWords.CountsPasses(Words.Singular(word)));

    /// <summary>Whether a test is of a result that comes nearer to what is sought: <c>error &gt; tolerance</c>.</summary>
    private static bool IsComparedFraction(IBinaryOperation test) =>
        test.OperatorKind is BinaryOperatorKind.LessThan or BinaryOperatorKind.LessThanOrEqual or BinaryOperatorKind.GreaterThan or BinaryOperatorKind.GreaterThanOrEqual
        && test.LeftOperand.Type?.SpecialType is SpecialType.System_Double or SpecialType.System_Single or SpecialType.System_Decimal;
}
