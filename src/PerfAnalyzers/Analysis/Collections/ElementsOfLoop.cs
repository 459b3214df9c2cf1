namespace PerfAnalyzers.Analysis.Collections;

/// <summary>How the code of a loop names the element of the round: by the loop variable, or as <c>items[i]</c>.</summary>
internal sealed class ElementsOfLoop
{
    private readonly ISymbol? variable;
    private readonly ISymbol? list;

    public ElementsOfLoop(ILoopOperation loop, IOperation collection)
    {
        switch (loop)
        {
            case IForEachLoopOperation { LoopControlVariable: IVariableDeclaratorOperation { Symbol: { } element } }:
                variable = element;
                break;
            case IForLoopOperation { Locals: { Length: 1 } locals } counted when StartsAtZero(counted):
                Counter = locals[0];
                list = collection.ReferencedSymbol();
                break;
            case IWhileLoopOperation { Condition: IBinaryOperation { LeftOperand: ILocalReferenceOperation { Local: { } place } } } forward when StartsAtZero(forward, place):
                Counter = place;
                list = collection.ReferencedSymbol();
                break;
        }
    }

    /// <summary>The number of the round; null where the loop goes through elements.</summary>
    public ILocalSymbol? Counter { get; }

    /// <summary>Whether each round is about one element, from the first on: the second of each pair is no other collection.</summary>
    public bool AreAll => variable is not null || (Counter is not null && list is not null);

    /// <summary>The list of whose elements a loop of exactly this form takes one after another: <c>for (var i = 0; i &lt; items.Count; i++)</c>; null for any other loop.</summary>
    public static IOperation? ListOf(IForLoopOperation loop) =>
        loop is { Locals: { Length: 1 } locals, AtLoopBottom: { Length: 1 } bottom, Condition: IBinaryOperation { OperatorKind: BinaryOperatorKind.LessThan } bound }
        && StartsAtZero(loop)
        && bottom[0] is IExpressionStatementOperation { Operation: IIncrementOrDecrementOperation { Kind: OperationKind.Increment } step }
        && step.Target.ReferencedSymbol().Is(locals[0])
        && bound.LeftOperand.ReferencedSymbol().Is(locals[0])
        && bound.RightOperand is IPropertyReferenceOperation { Property.Name: "Count" or "Length", Instance: { } list }
        && !Iteration.LoopFacts.OfBody(loop.Body).Writes(locals[0])
            ? list
            : null;

    /// <summary>Whether an expression is an element of a list that a loop around it, of that form, stands at.</summary>
    public static bool IsCounted(IOperation value)
    {
        for (var parent = value.Parent; parent is not null; parent = parent.Parent)
        {
            if (parent is IForLoopOperation loop && ListOf(loop) is { } list && new ElementsOfLoop(loop, list).IsElement(value))
                return true;
        }

        return false;
    }

    public bool IsMentionedIn(IOperation expression) => variable is not null
        ? EqualityPredicate.Mentions(expression, variable)
        : expression.DescendantsAndSelf().Any(o => IsElement(o) || (o is ILocalReferenceOperation local && LocalValues.SetOnce(local) is { } value && value.DescendantsAndSelf().Any(IsElement)));

    /// <summary>Whether an expression is the element, or a variable that holds nothing else.</summary>
    public bool IsNamedBy(IOperation value) =>
        value is ILocalReferenceOperation local ? local.Local.Is(variable) || (Counter is not null && LocalValues.SetOnce(local) is { } set && IsElement(set)) : IsElement(value);

    private bool IsElement(IOperation value) => Counter is not null && value switch
    {
        IArrayElementReferenceOperation { Indices: { Length: 1 } indices } element => element.ArrayReference.ReferencedSymbol().Is(list) && indices[0].ReferencedSymbol().Is(Counter),
        IPropertyReferenceOperation { Property.IsIndexer: true, Instance: { } owner, Arguments: { Length: 1 } arguments } =>
            owner.ReferencedSymbol().Is(list) && arguments[0].Value.ReferencedSymbol().Is(Counter),
        _ => false,
    };

    /// <summary>Whether the statement before a loop sets its counter to 0.</summary>
    private static bool StartsAtZero(IWhileLoopOperation loop, ILocalSymbol counter)
    {
        if (loop is not { ConditionIsTop: true, Parent: IBlockOperation { Operations: var statements } } || statements.IndexOf(loop) is not (> 0 and var at))
            return false;

        return statements[at - 1] switch
        {
            IVariableDeclarationGroupOperation group => group.Descendants().Any(d => d is IVariableDeclaratorOperation declarator && declarator.Symbol.Is(counter) && IsZero(declarator.GetVariableInitializer()?.Value)),
            IExpressionStatementOperation { Operation: ISimpleAssignmentOperation { Target: { } target, Value: { } value } } => target.ReferencedSymbol().Is(counter) && IsZero(value),
            _ => false,
        };

        static bool IsZero(IOperation? value) => value?.ConstantValue is { HasValue: true, Value: 0 };
    }

    private static bool StartsAtZero(IForLoopOperation loop) =>
        loop.Before is { Length: 1 } before
        && before[0].DescendantsAndSelf().OfType<IVariableDeclaratorOperation>().FirstOrDefault()?.GetVariableInitializer()?.Value.ConstantValue is { HasValue: true, Value: 0 };
}
