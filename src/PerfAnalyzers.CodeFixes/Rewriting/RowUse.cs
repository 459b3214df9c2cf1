using PerfAnalyzers.Analysis.Iteration;
using PerfAnalyzers.Knowledge;

namespace PerfAnalyzers.CodeFixes.Rewriting;

/// <summary>What a loop does with the rows that a query gives it.</summary>
internal enum RowEffect
{
    /// <summary>It reads them.</summary>
    Read,

    /// <summary>It hands them to code, or puts them where code finds them, that could change them.</summary>
    HandedOn,

    /// <summary>It sets one of their members, or hands them to code that does.</summary>
    Written,
}

/// <summary>Follows the answer of a query through the loop, over locals, navigations and the elements of lists.</summary>
internal sealed class RowUse
{
    private readonly Iteration loop;
    private readonly CompilationContext compilation;
    private readonly HashSet<ISymbol> followed = new(SymbolEqualityComparer.Default);
    private readonly Stack<IOperation> pending = new();
    private RowEffect worst;

    private RowUse(Iteration loop, CompilationContext compilation)
    {
        this.loop = loop;
        this.compilation = compilation;
    }

    public static RowEffect Of(IOperation answer, Iteration loop, CompilationContext compilation)
    {
        var use = new RowUse(loop, compilation);
        use.pending.Push(answer);
        while (use.pending.Count > 0 && use.worst != RowEffect.Written)
            use.Follow(use.pending.Pop());

        return use.worst;
    }

    private void Follow(IOperation value)
    {
        switch (value.Parent)
        {
            case IConversionOperation or IParenthesizedOperation or IAwaitOperation or ICoalesceOperation:
            case IInvocationOperation { TargetMethod.Name: "ConfigureAwait" }:
            case IConditionalOperation choice when choice.Condition != value:
            case IConditionalAccessOperation whole when whole.WhenNotNull == value:
                FollowResult(value.Parent);
                break;
            case IMemberReferenceOperation member and (IPropertyReferenceOperation or IFieldReferenceOperation) when member.Instance == value:
                FollowMember(member);
                break;
            case IConditionalAccessOperation access:
                foreach (var inner in access.WhenNotNull.DescendantsAndSelf())
                {
                    if (inner is IConditionalAccessInstanceOperation && inner.ThroughConditionalAccess() == value)
                        pending.Push(inner);
                }

                break;
            case IVariableInitializerOperation { Parent: IVariableDeclaratorOperation declarator }:
                FollowVariable(declarator.Symbol);
                break;
            case ISimpleAssignmentOperation assignment when assignment.Value == value:
                FollowAssigned(assignment.Target);
                break;
            case IIsPatternOperation match:
                foreach (var pattern in match.Pattern.DescendantsAndSelf().OfType<IDeclarationPatternOperation>())
                    FollowVariable(pattern.DeclaredSymbol);

                foreach (var pattern in match.Pattern.DescendantsAndSelf().OfType<IRecursivePatternOperation>())
                    FollowVariable(pattern.DeclaredSymbol);

                break;
            case IForEachLoopOperation inner when inner.Collection == value:
                foreach (var variable in inner.Locals)
                    FollowVariable(variable);

                break;
            case IArgumentOperation { Parent: IInvocationOperation call } when SumsUp(call):
            case IInvocationOperation { TargetMethod.ContainingType.SpecialType: SpecialType.System_Object }:
            case IBinaryOperation or IExpressionStatementOperation or IConditionalOperation:
                break;
            case IArgumentOperation { Parameter.Ordinal: var ordinal, Parent: IInvocationOperation call } when HandedRow.IsSetBy(call.TargetMethod, ordinal, compilation):
                Note(RowEffect.Written);
                break;
            default:
                Note(RowEffect.HandedOn);
                break;
        }
    }

    private void FollowMember(IMemberReferenceOperation member)
    {
        var isSet = member.Parent switch
        {
            IAssignmentOperation assignment => assignment.Target == member,
            IIncrementOrDecrementOperation => true,
            IArgumentOperation { Parameter.RefKind: not (RefKind.None or RefKind.In) } => true,
            _ => false,
        };
        if (isSet)
            Note(RowEffect.Written);
        else
            FollowResult(member);
    }

    /// <summary>A number or text read from a row is a copy; an object is still part of it.</summary>
    private void FollowResult(IOperation result)
    {
        if (result.Type is not ({ IsValueType: true } or { SpecialType: SpecialType.System_String }) || IsTask(result.Type))
            pending.Push(result);
    }

    private void FollowAssigned(IOperation target)
    {
        if (target.Unwrap() is IDiscardOperation)
            return;

        if (target.ReferencedSymbol() is ILocalSymbol local && LoopFacts.Of(loop).Declares(local))
            FollowVariable(local);
        else
            Note(RowEffect.HandedOn);
    }

    private void FollowVariable(ISymbol? variable)
    {
        if (variable is null || !followed.Add(variable))
            return;

        foreach (var operation in loop.Body.DescendantsAndSelf())
        {
            if (operation is ILocalReferenceOperation { IsDeclaration: false } reference && reference.Local.Is(variable)
                && !(reference.Parent is IAssignmentOperation assignment && assignment.Target == reference))
            {
                pending.Push(reference);
            }
        }
    }

    /// <summary>A number or text found out about the rows, by functions that set nothing.</summary>
    private bool SumsUp(IInvocationOperation call) =>
        call.TargetMethod.IsMemberOf(compilation.Type(TypeNames.System.Enumerable))
        && call.Type is { IsValueType: true } or { SpecialType: SpecialType.System_String }
        && !call.DescendantsAndSelf().Any(o => o is IAssignmentOperation or IIncrementOrDecrementOperation || (o is IInvocationOperation inner && inner != call));

    private static bool IsTask(ITypeSymbol? type) => type is INamedTypeSymbol { Name: "ValueTask" or "ConfiguredTaskAwaitable" or "ConfiguredValueTaskAwaitable" };

    private void Note(RowEffect effect)
    {
        if (effect > worst)
            worst = effect;
    }
}
