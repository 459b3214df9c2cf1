using PerfAnalyzers.Analysis.Iteration;
using PerfAnalyzers.Knowledge;

namespace PerfAnalyzers.Analysis.Collections;

/// <summary>How many rounds loops make, as far as the code says.</summary>
internal static class LoopRounds
{
    /// <summary>The rounds of one loop.</summary>
    public static Magnitude Of(Iteration.Iteration loop, CompilationContext compilation)
    {
        // A number that stands in the code does not grow with anything.
        if (loop.Operation is IForLoopOperation { Condition: { } condition } && IsBoundByConstant(condition))
            return Magnitude.Small;

        if (GoesThroughText(loop, compilation))
            return Magnitude.Unknown;

        if (WorkLists.Of(loop) is { } work)
            return CollectionOrigins.For(compilation).IsSmallByNature(work) is null ? Magnitude.Open : Magnitude.Small;

        if (loop.Operation is IWhileLoopOperation parts && LoopShape.ReadsParts(parts))
            return Magnitude.Open;

        if (loop.Source is not { } source)
            return loop.Operation is IForLoopOperation { Condition: IBinaryOperation bound } && (IsHandedIn(bound.LeftOperand) || IsHandedIn(bound.RightOperand)) ? Magnitude.Open : Magnitude.Unknown;

        return GoesThroughReader(loop) ? Magnitude.Data : Provenance.Of(source, compilation).Size;
    }

    /// <summary>Whether each round reads a row or line: <c>while (await reader.ReadAsync())</c></summary>
    public static bool GoesThroughReader(Iteration.Iteration loop) =>
        loop is { Form: IterationForm.While, Operation: IWhileLoopOperation { Condition: { } condition } } && LoopShape.Reads(condition) is not null;

    /// <summary>The biggest size among the loops from one on outwards: where an inner loop goes through a part, the outer loop tells how many there are.</summary>
    /// <param name="place">The place.</param>
    /// <param name="loop">The innermost loop that counts.</param>
    /// <param name="repeats">Whether the rounds of a loop meet the same collection; the first that does not ends the count.</param>
    /// <param name="compilation">The compilation.</param>
    public static Magnitude Of(IOperation place, Iteration.Iteration loop, Func<Iteration.Iteration, bool> repeats, CompilationContext compilation)
    {
        Magnitude? biggest = null;
        var reached = false;
        foreach (var iteration in Iterations.Around(place, compilation))
        {
            reached |= iteration.Operation == loop.Operation;
            if (!reached || !Iterations.HasManyRounds(iteration))
                continue;

            if (!repeats(iteration))
                break;

            var size = Of(iteration, compilation);
            biggest = biggest is { } known && known >= size ? known : size;
        }

        return biggest ?? Magnitude.Unknown;
    }

    /// <summary>Whether a loop goes through the characters of a text or the places where a pattern fits: most such texts are names, titles and codes.</summary>
    public static bool GoesThroughText(Iteration.Iteration loop, CompilationContext compilation) =>
        loop.Source is { } source
        && (source.Type is { SpecialType: SpecialType.System_String } || SequenceSize.Origin(source, compilation).Type is { } type && type.Is(compilation.Type(TypeNames.Texts.MatchCollection)));

    private static bool IsHandedIn(IOperation bound) => bound.Unwrap() is IParameterReferenceOperation { Parameter.ContainingSymbol: IMethodSymbol { MethodKind: not MethodKind.AnonymousFunction } };

    private static bool IsBoundByConstant(IOperation condition) =>
        condition.Unwrap() is IBinaryOperation comparison
        && (IsNumber(comparison.LeftOperand) || IsNumber(comparison.RightOperand));

    /// <summary>A loop that counts down ends at 0, which says nothing about where it starts.</summary>
    private static bool IsNumber(IOperation operand) => operand.ConstantValue is { HasValue: true, Value: int and not (0 or -1 or 1) };
}
