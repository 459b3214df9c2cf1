using PerfAnalyzers.Knowledge;

namespace PerfAnalyzers.Analysis.Growth;

/// <summary>Where a text gets what is added to it.</summary>
internal enum GrowthSide
{
    End,
    Start,

    /// <summary>Around it, or differently from case to case.</summary>
    Elsewhere,
}

/// <summary>An assignment that gives a text its own value with something added: <c>s += x</c>, <c>s = s + x</c>, <c>s = $"{s}{x}"</c>.</summary>
/// <param name="Assignment">The assignment.</param>
/// <param name="Side">Where something is added.</param>
/// <param name="Parts">What is added, piece by piece, where that can be told; empty otherwise.</param>
internal sealed record StringGrowth(IAssignmentOperation Assignment, GrowthSide Side, ImmutableArray<IOperation> Parts)
{
    private static readonly char[] LineMarks = { '\n', '\r', '<' };

    public ISymbol Symbol => Assignment.Target.ReferencedSymbol()!;

    /// <summary>Reads an assignment; null when it does not add a text to itself.</summary>
    public static StringGrowth? Read(IAssignmentOperation assignment)
    {
        // An indexer may name another place each time.
        if (assignment.Type?.SpecialType != SpecialType.System_String
            || assignment.Target is IPropertyReferenceOperation { Property.IsIndexer: true }
            || assignment.Target.ReferencedSymbol() is null)
        {
            return null;
        }

        return assignment switch
        {
            ICompoundAssignmentOperation { OperatorKind: BinaryOperatorKind.Add } sum when IsConcatenation(sum.OperatorMethod) =>
                new(assignment, GrowthSide.End, Leaves(sum.Value)),
            ISimpleAssignmentOperation { Value: { } value } => OfValue(assignment, value),
            _ => null,
        };
    }

    /// <summary>
    /// Whether a function of <c>Aggregate</c> gives the text that it is handed, with something added:
    /// <c>names.Aggregate("", (text, name) => text + name)</c>.
    /// </summary>
    public static bool IsFold(IInvocationOperation call, CompilationContext compilation)
    {
        if (call.TargetMethod is not { Name: "Aggregate" } method || !method.IsMemberOf(compilation.Type(TypeNames.System.Enumerable)))
            return false;

        foreach (var argument in call.Arguments)
        {
            if (argument.Value.Unwrap() is IDelegateCreationOperation { Target: IAnonymousFunctionOperation { Symbol.Parameters: { Length: 2 } parameters } function })
                return parameters[0].Type.SpecialType == SpecialType.System_String && GivesMore(function, parameters[0]);
        }

        return false;
    }

    /// <summary>
    /// Whether an expression that adds to a text writes a line, an element of markup or a row of several values. Single values
    /// with something between them are mostly a message or a setting, and stay short.
    /// </summary>
    /// <param name="added">The expression, or the lambda that gives the text with something added.</param>
    /// <param name="text">The text that grows: what it holds already is no value of the row.</param>
    public static bool WritesLine(IOperation added, ISymbol text)
    {
        var values = 0;
        var pending = new Stack<IOperation>();
        pending.Push(added);
        while (pending.Count > 0)
        {
            var part = pending.Pop();
            if (TextOf(part) is { } written)
            {
                if (written.IndexOfAny(LineMarks) >= 0)
                    return true;

                continue;
            }

            if (part is IPropertyReferenceOperation { Property: { Name: "NewLine", ContainingType.Name: nameof(Environment) } })
                return true;

            var isPut = part is ILocalReferenceOperation or IParameterReferenceOperation or IMemberReferenceOperation
                || (part is IInvocationOperation { TargetMethod.ContainingType.SpecialType: var owner } && owner != SpecialType.System_String);
            if (isPut)
            {
                values += part.ReferencedSymbol().Is(text) ? 0 : 1;
                continue;
            }

            foreach (var child in part.ChildOperations)
                pending.Push(child);
        }

        return values > 1;
    }

    private static string? TextOf(IOperation operation) => operation switch
    {
        { ConstantValue: { HasValue: true, Value: var value } } => value?.ToString(),
        IInterpolatedStringTextOperation { Text.ConstantValue: { HasValue: true, Value: string part } } => part,
        _ => null,
    };

    private static bool GivesMore(IAnonymousFunctionOperation function, IParameterSymbol text) =>
        function.Body.Operations is { Length: 1 } statements
        && statements[0] is IReturnOperation { ReturnedValue: { } value }
        && PartsOf(value.Unwrap()) is { Length: > 1 } parts
        && parts.Any(p => p is IParameterReferenceOperation { Parameter: { } part } && part.Is(text));

    private static ImmutableArray<IOperation>? PartsOf(IOperation value) => value switch
    {
        IBinaryOperation { OperatorKind: BinaryOperatorKind.Add } => Leaves(value),
        IInvocationOperation { TargetMethod: { Name: "Concat", ContainingType.SpecialType: SpecialType.System_String } } call => Arguments(call),
        IInterpolatedStringOperation text => Holes(text),
        _ => null,
    };

    private static StringGrowth? OfValue(IAssignmentOperation assignment, IOperation value)
    {
        var plain = value.Unwrap();
        switch (plain)
        {
            case IBinaryOperation { OperatorKind: BinaryOperatorKind.Add }:
                return OfParts(assignment, Leaves(plain), keepsParts: true);
            case IInvocationOperation { TargetMethod: { Name: "Concat", ContainingType.SpecialType: SpecialType.System_String } } call:
                return OfParts(assignment, Arguments(call), keepsParts: true);
            case IInterpolatedStringOperation text:
                return OfParts(assignment, Holes(text), keepsParts: false);
            case IConditionalOperation { WhenFalse: { } otherwise } choice:
                return OfValue(assignment, choice.WhenTrue) is null && OfValue(assignment, otherwise) is null
                    ? null
                    : new(assignment, GrowthSide.Elsewhere, ImmutableArray<IOperation>.Empty);
            default:
                return null;
        }
    }

    private static StringGrowth? OfParts(IAssignmentOperation assignment, ImmutableArray<IOperation> parts, bool keepsParts)
    {
        var own = 0;
        foreach (var part in parts)
        {
            if (GrownVariable.IsSame(part, assignment.Target))
                own++;
        }

        if (own == 0 || parts.Length < 2)
            return null;

        if (own == 1 && GrownVariable.IsSame(parts[0], assignment.Target))
            return new(assignment, GrowthSide.End, keepsParts ? parts.RemoveAt(0) : ImmutableArray<IOperation>.Empty);

        return own == 1 && GrownVariable.IsSame(parts[parts.Length - 1], assignment.Target)
            ? new(assignment, GrowthSide.Start, keepsParts ? parts.RemoveAt(parts.Length - 1) : ImmutableArray<IOperation>.Empty)
            : new(assignment, GrowthSide.Elsewhere, ImmutableArray<IOperation>.Empty);
    }

    /// <summary>The operands of a chain of concatenations, from left to right. The sum of two numbers in it is one operand.</summary>
    private static ImmutableArray<IOperation> Leaves(IOperation value)
    {
        var leaves = ImmutableArray.CreateBuilder<IOperation>();
        var pending = new Stack<IOperation>();
        pending.Push(value);
        while (pending.Count > 0)
        {
            var part = Plain(pending.Pop());
            if (part is IBinaryOperation { OperatorKind: BinaryOperatorKind.Add, Type.SpecialType: SpecialType.System_String, ConstantValue.HasValue: false } sum
                && IsConcatenation(sum.OperatorMethod))
            {
                pending.Push(sum.RightOperand);
                pending.Push(sum.LeftOperand);
            }
            else
            {
                leaves.Add(part);
            }
        }

        return leaves.ToImmutable();
    }

    private static ImmutableArray<IOperation> Arguments(IInvocationOperation call)
    {
        var values = call.Arguments.Length == 1 && call.Arguments[0].Value is IArrayCreationOperation { Initializer: { } initializer }
            ? initializer.ElementValues
            : call.Arguments.Select(a => a.Value).ToImmutableArray();
        return values.Select(Plain).ToImmutableArray();
    }

    private static ImmutableArray<IOperation> Holes(IInterpolatedStringOperation text)
    {
        var parts = ImmutableArray.CreateBuilder<IOperation>(text.Parts.Length);
        foreach (var part in text.Parts)
            parts.Add(part is IInterpolationOperation { Alignment: null, FormatString: null } hole ? Plain(hole.Expression) : part);

        return parts.ToImmutable();
    }

    private static IOperation Plain(IOperation value)
    {
        while (value is IConversionOperation { IsImplicit: true, OperatorMethod: null } conversion)
            value = conversion.Operand;

        return value;
    }

    private static bool IsConcatenation(IMethodSymbol? operatorMethod) => operatorMethod is null or { ContainingType.SpecialType: SpecialType.System_String };
}
