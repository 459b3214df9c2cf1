using PerfAnalyzers.Analysis.Collections;
using PerfAnalyzers.Analysis.Iteration;
using PerfAnalyzers.Knowledge;

namespace PerfAnalyzers.CodeFixes.Rewriting;

/// <summary>Recognises functions that may run earlier, more often or less often than written without anybody noticing.</summary>
internal static class PlainFunction
{
    /// <summary>Whether an expression only reads variables and members of them, compares and combines.</summary>
    public static bool IsPlain(IOperation expression)
    {
        foreach (var operation in expression.DescendantsAndSelf())
        {
            var plain = operation switch
            {
                IBinaryOperation binary => binary.OperatorMethod is null or { ContainingType.SpecialType: not SpecialType.None },
                IUnaryOperation unary => unary.OperatorMethod is null,
                IConversionOperation conversion => conversion.OperatorMethod is null && conversion.IsImplicit,
                IParenthesizedOperation or ILiteralOperation or IDefaultValueOperation => true,
                _ => IndexKey.IsSteady(operation),
            };
            if (!plain)
                return false;
        }

        return true;
    }

    /// <summary>Whether the operators between a collection and what holds its elements have plain functions.</summary>
    public static bool IsPlainChain(IOperation collection, IOperation root, Iteration loop)
    {
        var operators = new List<IInvocationOperation>();
        for (var value = collection.UnwrapView(); value != root; value = operators[operators.Count - 1].Receiver()!.UnwrapView())
            operators.Add((IInvocationOperation)value);

        return ArePlain(operators, LoopFacts.Of(loop).Writes);
    }

    /// <summary>Whether operators have plain functions, which read nothing that is set meanwhile.</summary>
    public static bool ArePlain(IEnumerable<IInvocationOperation> operators, Func<ISymbol, bool> isSet)
    {
        foreach (var call in operators)
        {
            if (call.TargetMethod.Name is not ("Select" or "Where" or "OfType" or "Cast" or "Distinct" or "DistinctBy" or "OrderBy" or "OrderByDescending" or "ThenBy" or "ThenByDescending" or "Reverse"))
                return false;

            foreach (var argument in call.Arguments.Skip(1))
            {
                if (argument.Value.Unwrap() is not IDelegateCreationOperation { Target: IAnonymousFunctionOperation { Symbol.Parameters.Length: 1, Body.Operations: { Length: 1 } body } }
                    || body[0] is not IReturnOperation { ReturnedValue: { } result }
                    || !IsPlain(result)
                    || LoopFacts.ReferencedSymbols(result).Any(isSet))
                {
                    return false;
                }
            }
        }

        return true;
    }

    /// <summary>Whether what a deferred operator gives is gone through in the statement it stands in, and not later by somebody else.</summary>
    public static bool IsUsedAtOnce(IOperation sequence, CompilationContext compilation)
    {
        for (var current = sequence; current is not null; current = current.Parent)
        {
            // [.. sequence] copies the elements where it stands.
            if (current.Syntax.Parent is { } list && LiteralSyntax.IsSpread(list))
                return true;

            switch (current)
            {
                case IInvocationOperation call when !Callbacks.IsDeferred(call.TargetMethod, compilation):
                    return call.TargetMethod.IsMemberOf(compilation.Type(TypeNames.System.Enumerable))
                        || call.TargetMethod.ContainingType.SpecialType == SpecialType.System_String
                        || CollectionFills.AddsMany(call);
                case IForEachLoopOperation:
                    return true;
                case IVariableInitializerOperation { Parent: IVariableDeclaratorOperation declarator }:
                    return IsUsedNext(declarator, compilation);
                case IAnonymousFunctionOperation or IBlockOperation or IReturnOperation:
                    return false;
            }
        }

        return false;
    }

    /// <summary>Whether the next statement goes through what the local holds before it does anything else, and no other does: <c>var open = orders.Where(...); return open.ToList();</c></summary>
    private static bool IsUsedNext(IVariableDeclaratorOperation declarator, CompilationContext compilation)
    {
        var references = LocalValues.Root(declarator).DescendantsAndSelf().OfType<ILocalReferenceOperation>().Where(r => r.Local.Is(declarator.Symbol)).ToList();
        return references.Count == 1
            && references[0].Syntax is var used
            && declarator.Syntax.FirstAncestorOrSelf<StatementSyntax>() is { Parent: BlockSyntax { Statements: var statements } } declaration
            && used.FirstAncestorOrSelf<StatementSyntax>() is ReturnStatementSyntax or LocalDeclarationStatementSyntax or ExpressionStatementSyntax
            && used.FirstAncestorOrSelf<StatementSyntax>()! is var next
            && statements.IndexOf(next) == statements.IndexOf(declaration) + 1
            && !next.DescendantNodes().Any(n => n.Span.End <= used.SpanStart && n is InvocationExpressionSyntax or AssignmentExpressionSyntax or AwaitExpressionSyntax)
            && IsUsedAtOnce(references[0], compilation);
    }
}
