using PerfAnalyzers.Knowledge;

namespace PerfAnalyzers.CodeFixes.Rewriting;

/// <summary>
/// Recognises conditions that give the same answer whenever and in whatever order they are asked: they read, compare, and ask
/// texts, sets and dictionaries.
/// </summary>
internal static class PurePredicate
{
    /// <param name="condition">The condition.</param>
    /// <param name="isElement">Recognises what stands for the element.</param>
    /// <param name="compilation">The compilation.</param>
    public static bool Is(IOperation condition, Func<IOperation, bool> isElement, CompilationContext compilation)
    {
        var pending = new Stack<IOperation>();
        pending.Push(condition);
        while (pending.Count > 0)
        {
            var operation = pending.Pop();
            if (isElement(operation))
                continue;

            if (!IsPure(operation, isElement, compilation))
                return false;

            foreach (var child in operation.ChildOperations)
                pending.Push(child);
        }

        return true;
    }

    private static bool IsPure(IOperation operation, Func<IOperation, bool> isElement, CompilationContext compilation) => operation switch
    {
        IBinaryOperation binary => binary.OperatorMethod is null or { ContainingType.SpecialType: not SpecialType.None },
        IUnaryOperation unary => unary.OperatorMethod is null,
        IConversionOperation conversion => conversion.OperatorMethod is null && conversion.IsImplicit,
        IFieldReferenceOperation field => field.Instance is null || IsSafe(field.Instance, isElement),
        IPropertyReferenceOperation { Property: { IsIndexer: false } property } read => IndexKey.IsPlain(property) && (read.Instance is null || IsSafe(read.Instance, isElement)),
        IInvocationOperation call => IsKnown(call, compilation),
        ILocalReferenceOperation or IParameterReferenceOperation or IInstanceReferenceOperation or ILiteralOperation or IDefaultValueOperation or IParenthesizedOperation
            or IArgumentOperation or IIsPatternOperation or IIsTypeOperation or IConstantPatternOperation or ITypePatternOperation or INegatedPatternOperation or IRelationalPatternOperation or IBinaryPatternOperation
            or IConditionalAccessOperation or IConditionalAccessInstanceOperation or ICoalesceOperation => true,
        _ => false,
    };

    /// <summary>Whether asking for a member of it fails either for all orders of elements or for none.</summary>
    private static bool IsSafe(IOperation owner, Func<IOperation, bool> isElement) =>
        isElement(owner)
        || owner is IConditionalAccessInstanceOperation or IInstanceReferenceOperation
        || owner.Type is { IsValueType: true }
        || IndexKey.IsSteady(owner)
        || owner.ReferencedSymbol() is IPropertySymbol { NullableAnnotation: NullableAnnotation.NotAnnotated } or IFieldSymbol { NullableAnnotation: NullableAnnotation.NotAnnotated };

    private static bool IsKnown(IInvocationOperation call, CompilationContext compilation)
    {
        var method = call.TargetMethod;
        if (method.ContainingType.SpecialType == SpecialType.System_String)
            return true;

        return method.Name is "Contains" or "ContainsKey"
            && (method.IsMemberOf(compilation.Type(TypeNames.System.Enumerable)) || method.ContainingNamespace.ToDisplayString().StartsWith("System.Collections", StringComparison.Ordinal))
            && call.Receiver() is { } receiver
            && receiver.Unwrap() is ILocalReferenceOperation or IParameterReferenceOperation or IFieldReferenceOperation;
    }
}
