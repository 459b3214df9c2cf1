namespace PerfAnalyzers.Analysis.Iteration;

/// <summary>Sees a loop that counts through a list as the loop over its elements that it is.</summary>
internal static class ElementView
{
    /// <summary>
    /// <c>for (var i = 0; i &lt; orders.Count; i++) { var order = orders[i]; ... }</c> as <c>foreach (var order in orders)</c>; any other iteration as it is.
    /// It has to go through all elements of a list that stays the same. Where none has a name of its own the counter remains the variable.
    /// </summary>
    public static Iteration? Of(Iteration? iteration)
    {
        if (iteration is not { Kind: IterationKind.PerElement, Operation: IForLoopOperation { Locals: { Length: 1 } locals } loop, Source: ILocalReferenceOperation or IParameterReferenceOperation or IFieldReferenceOperation }
            || iteration.Source is not { } source
            || source.ReferencedSymbol() is not { } list
            || !GoesThroughAll(loop, locals[0], list))
        {
            return iteration;
        }

        var body = LoopFacts.OfBody(loop.Body);
        if (body.Writes(locals[0]) || body.Writes(list) || body.Mutates(list))
            return iteration;

        var element = ElementOf(loop, locals[0], list) ?? locals[0];
        return new Iteration(IterationForm.ForEach, iteration.Kind, loop, source, ImmutableArray.Create<ISymbol>(element), loop.Body);
    }

    /// <summary>From 0, below the number of elements, one further each round.</summary>
    private static bool GoesThroughAll(IForLoopOperation loop, ILocalSymbol counter, ISymbol list) =>
        LoopClassifier.Start(loop) is { ConstantValue: { HasValue: true, Value: 0 } }
        && loop.Condition?.Unwrap() is IBinaryOperation { OperatorKind: BinaryOperatorKind.LessThan } test
        && test.LeftOperand.ReferencedSymbol().Is(counter)
        && test.RightOperand.Unwrap() is IPropertyReferenceOperation
        && LoopShape.Counted(test.RightOperand).Is(list)
        && loop.AtLoopBottom.Length == 1
        && loop.AtLoopBottom[0] is IExpressionStatementOperation { Operation: IIncrementOrDecrementOperation { Kind: OperationKind.Increment } step }
        && step.Target.ReferencedSymbol().Is(counter);

    /// <summary>The local that is nothing but the element of the round.</summary>
    private static ILocalSymbol? ElementOf(IForLoopOperation loop, ILocalSymbol counter, ISymbol list)
    {
        if (loop.Body is not IBlockOperation block)
            return null;

        foreach (var statement in block.Operations)
        {
            if (statement is not IVariableDeclarationGroupOperation { Declarations: { Length: 1 } declarations } || declarations[0].Declarators.Length != 1)
                continue;

            var declarator = declarations[0].Declarators[0];
            if (declarator.GetVariableInitializer()?.Value.Unwrap() is { } value
                && IsElement(value, counter, list)
                && declarator.Symbol.RefKind == RefKind.None
                && !LoopFacts.OfBody(loop.Body).Writes(declarator.Symbol))
            {
                return declarator.Symbol;
            }
        }

        return null;
    }

    /// <summary>Whether a value is <c>list[counter]</c>.</summary>
    public static bool IsElement(IOperation value, ILocalSymbol counter, ISymbol list) => value switch
    {
        IArrayElementReferenceOperation { Indices: { Length: 1 } indices } element => element.ArrayReference.ReferencedSymbol().Is(list) && indices[0].ReferencedSymbol().Is(counter),
        IPropertyReferenceOperation { Property.IsIndexer: true, Arguments: { Length: 1 } arguments, Instance: { } indexed } => indexed.ReferencedSymbol().Is(list) && arguments[0].Value.ReferencedSymbol().Is(counter),
        _ => false,
    };
}
