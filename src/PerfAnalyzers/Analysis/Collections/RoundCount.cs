using PerfAnalyzers.Analysis.Iteration;

namespace PerfAnalyzers.Analysis.Collections;

/// <summary>How many rounds a loop makes, as far as the code says.</summary>
internal static class RoundCount
{
    public static Magnitude Of(Iteration.Iteration iteration, CompilationContext compilation)
    {
        // A number that stands in the code does not grow with anything.
        if (iteration.Operation is IForLoopOperation { Condition: { } condition } && IsBoundByConstant(condition))
            return Magnitude.Small;

        // There are few different characters, but texts are long.
        if (iteration.Source is not { } source || source.Type is { SpecialType: SpecialType.System_String })
            return Magnitude.Unknown;

        return iteration.Form == IterationForm.While && LoopShape.Reads(((IWhileLoopOperation)iteration.Operation).Condition!) is not null
            ? Magnitude.Data
            : Provenance.Of(source, compilation).Size;
    }

    private static bool IsBoundByConstant(IOperation condition) =>
        condition.Unwrap() is IBinaryOperation comparison
        && (IsNumber(comparison.LeftOperand) || IsNumber(comparison.RightOperand));

    /// <summary>A loop that counts down ends at 0, which says nothing about where it starts.</summary>
    private static bool IsNumber(IOperation operand) => operand.ConstantValue is { HasValue: true, Value: int and not (0 or -1 or 1) };
}
