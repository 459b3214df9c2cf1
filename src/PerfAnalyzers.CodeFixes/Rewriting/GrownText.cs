using PerfAnalyzers.Analysis.Growth;
using PerfAnalyzers.Analysis.Iteration;

namespace PerfAnalyzers.CodeFixes.Rewriting;

/// <summary>Questions about a text that grows in a loop, and about who could see it meanwhile.</summary>
internal static class GrownText
{
    /// <summary>Whether the code after a jump or a caught failure would find the text as it was before the loop.</summary>
    public static bool IsLeftByJumpOrFailure(StatementSyntax loop, SyntaxNode declaration) =>
        loop.DescendantNodes().Any(n => n is GotoStatementSyntax)
        || loop.Ancestors().TakeWhile(a => !a.Span.Contains(declaration.Span)).Any(a => a is TryStatementSyntax);

    /// <summary>Whether every value the text ever gets is one: without a round null would stay null.</summary>
    public static bool IsNeverNull(ILocalSymbol text, IOperation body)
    {
        foreach (var operation in body.DescendantsAndSelf())
        {
            switch (operation)
            {
                case IVariableDeclaratorOperation declarator when declarator.Symbol.Is(text):
                    if (declarator.GetVariableInitializer() is { } initial && !IsText(initial.Value))
                        return false;

                    break;
                case IAssignmentOperation assignment when assignment.Target.ReferencedSymbol().Is(text):
                    if (StringGrowth.Read(assignment) is null && !(assignment is ISimpleAssignmentOperation && IsText(assignment.Value)))
                        return false;

                    break;
                case IDeconstructionAssignmentOperation deconstruction when LoopFacts.ReferencedSymbols(deconstruction.Target).Any(s => s.Is(text)):
                case IArgumentOperation { Parameter.RefKind: not (RefKind.None or RefKind.In) } argument when argument.Value.ReferencedSymbol().Is(text):
                    return false;
            }
        }

        return true;
    }

    public static bool IsText(IOperation value) => value.Unwrap() switch
    {
        { ConstantValue: { HasValue: true, Value: { } } } => true,
        IInterpolatedStringOperation => true,
        IBinaryOperation { OperatorKind: BinaryOperatorKind.Add, Type.SpecialType: SpecialType.System_String } => true,
        IFieldReferenceOperation { Field: { Name: "Empty", ContainingType.SpecialType: SpecialType.System_String } } => true,
        IInvocationOperation { TargetMethod: { Name: "ToString", ContainingType.Name: "StringBuilder" } } => true,
        IInvocationOperation { TargetMethod: { Name: "Concat" or "Join" or "Format", ContainingType.SpecialType: SpecialType.System_String } } => true,
        ICoalesceOperation { WhenNull: { } fallback } => IsText(fallback),
        IConditionalOperation { WhenFalse: { } otherwise } choice => IsText(choice.WhenTrue) && IsText(otherwise),
        _ => false,
    };

    /// <summary>In a function that the loop may call.</summary>
    public static bool MayBeReadMeanwhile(IOperation reference, StatementSyntax loop)
    {
        for (var parent = reference.Parent; parent is not null; parent = parent.Parent)
        {
            if (parent is ILocalFunctionOperation || (parent is IAnonymousFunctionOperation && parent.Syntax.SpanStart < loop.SpanStart && !parent.Syntax.Span.Contains(loop.Span)))
                return true;
        }

        return false;
    }

    /// <summary>Whether an expression is the empty text.</summary>
    public static bool IsEmpty(ExpressionSyntax value) => value.ToString() is "\"\"" or "string.Empty" or "String.Empty";
}
