using PerfAnalyzers.Analysis.Calls;

namespace PerfAnalyzers.Analysis.Caching;

/// <summary>Tells whether somebody counts what something holds, and draws a line.</summary>
internal static class CountLimits
{
    private const int LongestTrace = 4;

    /// <summary>Whether a use of a collection counts it and compares the count with a limit.</summary>
    public static bool IsCounted(ValueUse use, CompilationContext compilation, CancellationToken cancellationToken) => use switch
    {
        { End: ValueEnd.Read, By: IPropertyReferenceOperation { Property.Name: "Count" or "InputCount" or "Length" } count } => IsDrawn(count, compilation, cancellationToken),
        { End: ValueEnd.Read, By: IPropertyReferenceOperation { Property.Name: "Keys" or "Values" } part } => ValueUse.Of(part).Any(u => IsCounted(u, compilation, cancellationToken)),
        { End: ValueEnd.Call, By: IInvocationOperation { TargetMethod: { Name: "Count" or "LongCount", ContainingType.Name: "Enumerable" } } count } => IsDrawn(count, compilation, cancellationToken),
        _ => false,
    };

    /// <summary>Whether a field is counted up beside a place and compared with a limit, there or elsewhere.</summary>
    public static bool IsCountedBeside(IOperation place, CompilationContext compilation, CancellationToken cancellationToken) =>
        LocalValues.Root(place).Descendants().Select(Counter).OfType<IFieldSymbol>().Distinct<IFieldSymbol>(SymbolEqualityComparer.Default).Any(c =>
            MemberReferences.Of(c.OriginalDefinition, compilation, cancellationToken)?.Any(r => IsDrawn(Current(r.Operation), compilation, cancellationToken)) == true);

    /// <summary>Whether a number is compared with a limit, there, by way of a local, or by those who call the member that gives it.</summary>
    private static bool IsDrawn(IOperation number, CompilationContext compilation, CancellationToken cancellationToken) => IsDrawn(number, compilation, LongestTrace, cancellationToken);

    private static bool IsDrawn(IOperation number, CompilationContext compilation, int trace, CancellationToken cancellationToken)
    {
        switch (number.ParentValue())
        {
            case var _ when trace == 0:
                return false;
            case IBinaryOperation { OperatorKind: BinaryOperatorKind.Add or BinaryOperatorKind.Subtract } sum:
                return IsDrawn(sum, compilation, trace - 1, cancellationToken);
            case IBinaryOperation { Type.SpecialType: SpecialType.System_Boolean } comparison:
                return !IsOneOrNone(comparison.LeftOperand) && !IsOneOrNone(comparison.RightOperand);
            case IIsPatternOperation match:
                return IsLimit(match.Pattern);
            case ISwitchExpressionOperation choice:
                return choice.Arms.Any(a => IsLimit(a.Pattern));
            case IVariableInitializerOperation { Parent: IVariableDeclaratorOperation { Symbol: var local } }:
                return IsDrawn(local, number, compilation, trace, cancellationToken);
            case ISimpleAssignmentOperation { Target: ILocalReferenceOperation { Local: var local } }:
                return IsDrawn(local, number, compilation, trace, cancellationToken);
            case IArgumentOperation { Parent: IInvocationOperation { TargetMethod.ContainingType.Name: "Math" } computed }:
                return IsDrawn(computed, compilation, trace - 1, cancellationToken);
            case IReturnOperation when number.SemanticModel?.GetEnclosingSymbol(number.Syntax.SpanStart) is IMethodSymbol { MethodKind: MethodKind.Ordinary or MethodKind.PropertyGet or MethodKind.ExplicitInterfaceImplementation } member:
                return Callers.For(compilation).Of(member, cancellationToken).Any(s => IsDrawn(s.Operation, compilation, trace - 1, cancellationToken));
            default:
                return false;
        }
    }

    private static bool IsDrawn(ILocalSymbol local, IOperation number, CompilationContext compilation, int trace, CancellationToken cancellationToken) =>
        LocalValues.Root(number).Descendants().OfType<ILocalReferenceOperation>().Any(r => r.Local.Is(local) && IsDrawn(r, compilation, trace - 1, cancellationToken));

    /// <summary>Whether there is something at all, which says nothing of how much.</summary>
    private static bool IsOneOrNone(IOperation value) => value.Unwrap().ConstantValue is { HasValue: true, Value: 0 or 1 or 0L or 1L };

    private static bool IsLimit(IPatternOperation pattern) => pattern.DescendantsAndSelf().Any(o => o is IRelationalPatternOperation relational && !IsOneOrNone(relational.Value));

    /// <summary>The field that an operation counts up: <c>Interlocked.Increment(ref field)</c>, <c>field++</c>, <c>field += 1</c>.</summary>
    private static IFieldSymbol? Counter(IOperation operation) => operation switch
    {
        IIncrementOrDecrementOperation { Kind: OperationKind.Increment, Target: IFieldReferenceOperation field } => field.Field,
        ICompoundAssignmentOperation { OperatorKind: BinaryOperatorKind.Add, Target: IFieldReferenceOperation { Type.SpecialType: SpecialType.System_Int32 or SpecialType.System_Int64 } field } => field.Field,
        IInvocationOperation { TargetMethod: { Name: "Increment" or "Add", ContainingType.Name: "Interlocked" } } call => (call.Argument(0)?.Unwrap() as IFieldReferenceOperation)?.Field,
        _ => null,
    };

    /// <summary>The number that a mention of a counter gives: itself, or what <c>Volatile</c> and <c>Interlocked</c> give back for it.</summary>
    private static IOperation Current(IOperation mention) =>
        mention.Parent switch
        {
            IArgumentOperation { Parent: IInvocationOperation { TargetMethod.ContainingType.Name: "Interlocked" or "Volatile" } call } => call,
            IIncrementOrDecrementOperation counted => counted,
            _ => mention,
        };
}
