namespace PerfAnalyzers.Analysis.Iteration;

/// <summary>Tells what changes from round to round and what stays.</summary>
internal static class Variance
{
    private const int LongestTrace = 8;

    /// <summary>
    /// Whether the value of an expression depends on the round: on the element or counter, or on a local that gets its
    /// value from them, directly or over other locals.
    /// </summary>
    /// <param name="expression">The expression.</param>
    /// <param name="iteration">The loop.</param>
    /// <param name="isRow">What is read by a database and not by the code of the loop, whose assignments do not reach it.</param>
    public static bool VariesIn(IOperation expression, Iteration iteration, Func<IOperation, bool>? isRow = null) => VariesIn(expression, iteration, isRow, LongestTrace);

    /// <summary>
    /// Whether an expression surely has the same value in every round: it names variables and members from outside,
    /// none of which a round sets, and calls nothing.
    /// </summary>
    public static bool IsInvariantIn(IOperation expression, Iteration iteration)
    {
        var facts = LoopFacts.Of(iteration);
        foreach (var operation in expression.DescendantsAndSelf())
        {
            if (operation is IInvocationOperation or IObjectCreationOperation or IAwaitOperation or IDynamicInvocationOperation)
                return false;

            // What stands before the question mark decides about what stands after it.
            if (AccessedFrom(operation) is { } accessed && !IsInvariantIn(accessed, iteration))
                return false;

            if (operation.ReferencedSymbol() is { } symbol
                && (facts.Writes(symbol) || facts.Declares(symbol) || iteration.Variables.Contains(symbol, SymbolEqualityComparer.Default)))
            {
                return false;
            }
        }

        return true;
    }

    /// <summary>
    /// As <see cref="IsInvariantIn"/>, for expressions that hold queries: operators of LINQ and what stands in their lambdas give the same
    /// again when everything they name is the same.
    /// </summary>
    public static bool StaysIn(IOperation expression, Iteration iteration) => StaysIn(expression, iteration, LongestTrace);

    private static bool StaysIn(IOperation expression, Iteration iteration, int depth)
    {
        var facts = LoopFacts.Of(iteration);
        foreach (var operation in expression.DescendantsAndSelf())
        {
            if (operation is IConversionOperation or IParenthesizedOperation)
                continue;

            if (AccessedFrom(operation) is { } accessed && !StaysIn(accessed, iteration, depth))
                return false;

            if (operation is IAwaitOperation or IDynamicInvocationOperation or IInvocationOperation or IObjectCreationOperation
                && !IsInLambdaOf(operation, expression)
                && !IsQueryOperator(operation))
            {
                return false;
            }

            if (operation.ReferencedSymbol() is not { } symbol || IsOwnParameter(symbol, expression))
                continue;

            if (facts.Writes(symbol) || facts.ChangesState(symbol) || iteration.Variables.Contains(symbol, SymbolEqualityComparer.Default))
                return false;

            if (facts.Declares(symbol)
                && !(depth > 0 && symbol is ILocalSymbol local && LocalValues.SetOnce(local, operation) is { } value && StaysIn(value, iteration, depth - 1)))
            {
                return false;
            }
        }

        return true;
    }

    private static bool IsInLambdaOf(IOperation operation, IOperation expression)
    {
        for (var parent = operation.Parent; parent is not null && operation != expression; parent = parent.Parent)
        {
            if (parent is IAnonymousFunctionOperation)
                return true;

            if (parent == expression)
                return false;
        }

        return false;
    }

    private static bool IsQueryOperator(IOperation operation) =>
        operation is IInvocationOperation { TargetMethod: { IsExtensionMethod: true, ContainingNamespace.Name: "Linq" or "EntityFrameworkCore" } };

    private static bool VariesIn(IOperation expression, Iteration iteration, Func<IOperation, bool>? isRow, int depth)
    {
        var facts = LoopFacts.Of(iteration);
        foreach (var operation in expression.DescendantsAndSelf())
        {
            if (AccessedFrom(operation) is { } accessed && VariesIn(accessed, iteration, isRow, depth))
                return true;

            if (Taken(operation) is { } list && facts.Shrinks(list))
                return true;

            if (operation is IConversionOperation or IParenthesizedOperation || operation.ReferencedSymbol() is not { } symbol || isRow?.Invoke(operation) == true)
                continue;

            if (iteration.Variables.Contains(symbol, SymbolEqualityComparer.Default))
                return true;

            if (symbol is not ILocalSymbol local)
            {
                if (facts.Writes(symbol))
                    return true;

                continue;
            }

            if (facts.Declares(symbol) && depth > 0 && LocalValues.SetOnce(local, operation) is { } value)
            {
                if (VariesIn(value, iteration, isRow, depth - 1))
                    return true;
            }
            else if (facts.Declares(symbol) ? !IsOwnParameter(symbol, expression) : facts.Writes(symbol))
            {
                return true;
            }
        }

        return false;
    }

    /// <summary>The list or queue of which an expression takes one element: <c>open.Pop()</c>, <c>open[0]</c>.</summary>
    private static ISymbol? Taken(IOperation operation) => operation switch
    {
        IInvocationOperation { TargetMethod.Name: "Pop" or "Dequeue", Instance: { } owner } => owner.ReferencedSymbol(),
        IPropertyReferenceOperation { Property.IsIndexer: true, Instance: { } owner } => owner.ReferencedSymbol(),
        IImplicitIndexerReferenceOperation { Instance: { } owner } => owner.ReferencedSymbol(),
        _ => null,
    };

    /// <summary>The <c>a</c> for the empty place in the <c>.b</c> of <c>a?.b</c>.</summary>
    private static IOperation? AccessedFrom(IOperation operation) =>
        operation is IConditionalAccessInstanceOperation && operation.ThroughConditionalAccess() is var accessed && accessed != operation ? accessed : null;

    private static bool IsOwnParameter(ISymbol symbol, IOperation expression) =>
        symbol.DeclaringSyntaxReferences.Any(r => expression.Syntax.Span.Contains(r.Span) && r.SyntaxTree == expression.Syntax.SyntaxTree);
}
