using System.Runtime.CompilerServices;

namespace PerfAnalyzers.Analysis;

/// <summary>Finds the one expression that gives a local its value.</summary>
internal static class LocalValues
{
    private static readonly ConditionalWeakTable<IOperation, Dictionary<ISymbol, Values>> Bodies = new();

    /// <summary>
    /// The only value ever given to the local in its member, or null when it has several, is passed by reference,
    /// or its value is not an expression (a loop variable, an out variable).
    /// </summary>
    public static IOperation? SetOnce(ILocalReferenceOperation reference) => SetOnce(reference.Local, reference);

    /// <inheritdoc cref="SetOnce(ILocalReferenceOperation)"/>
    public static IOperation? SetOnce(ILocalSymbol local, IOperation within)
    {
        var values = Bodies.GetValue(Root(within), Collect);
        return values.TryGetValue(local, out var known) && known.Count == 1 ? known.First : null;
    }

    /// <summary>A value, or what the local that holds it is set to once.</summary>
    public static IOperation Made(IOperation value) => value.Unwrap() is ILocalReferenceOperation local && SetOnce(local) is { } set ? set.Unwrap() : value.Unwrap();

    /// <summary>The only value given to a member of the object at hand, or a static one, in the member in which it is read; null when none is, or several.</summary>
    public static IOperation? SetHere(IMemberReferenceOperation reference) =>
        IsOwn(reference) && Bodies.GetValue(Root(reference), Collect).TryGetValue(reference.Member, out var known) && known.Count == 1 ? known.First : null;

    private static bool IsOwn(IMemberReferenceOperation reference) => reference is IFieldReferenceOperation or IPropertyReferenceOperation { Property.IsIndexer: false } && reference.Instance is null or IInstanceReferenceOperation;

    /// <summary>
    /// The value the local starts with, whatever is assigned later: enough to tell what a query that is composed
    /// step by step starts from.
    /// </summary>
    public static IOperation? FirstValue(ILocalReferenceOperation reference)
    {
        var values = Bodies.GetValue(Root(reference), Collect);
        return values.TryGetValue(reference.Local, out var known) ? known.First : null;
    }

    /// <summary>The first value of a local that is not null: what a local that is declared with nothing in it gets.</summary>
    public static IOperation? FirstPresent(ILocalReferenceOperation reference)
    {
        var values = Bodies.GetValue(Root(reference), Collect);
        return values.TryGetValue(reference.Local, out var known) ? known.Present : null;
    }

    /// <summary>The <c>x</c> of <c>x is Task&lt;int&gt; t</c>, and of a <c>switch</c> through the kinds that it may be; null for a local that no such pattern declares, or that gets another value later.</summary>
    public static IOperation? Matched(ILocalReferenceOperation reference)
    {
        if (!Bodies.GetValue(Root(reference), Collect).TryGetValue(reference.Local, out var given) || given.Count != 1)
            return null;

        foreach (var operation in Root(reference).DescendantsAndSelf())
        {
            if (operation is IDeclarationPatternOperation pattern && reference.Local.Is(pattern.DeclaredSymbol))
            {
                return pattern.Parent switch
                {
                    IIsPatternOperation match => match.Value,
                    IPatternCaseClauseOperation { Parent: ISwitchCaseOperation { Parent: ISwitchOperation selection } } => selection.Value,
                    ISwitchExpressionArmOperation { Parent: ISwitchExpressionOperation selection } => selection.Value,
                    _ => null,
                };
            }
        }

        return null;
    }

    /// <summary>The outermost operation: the body of the member.</summary>
    public static IOperation Root(IOperation operation)
    {
        while (operation.Parent is { } parent)
            operation = parent;

        return operation;
    }

    private static Dictionary<ISymbol, Values> Collect(IOperation root)
    {
        var values = new Dictionary<ISymbol, Values>(SymbolEqualityComparer.Default);
        foreach (var operation in root.DescendantsAndSelf())
        {
            switch (operation)
            {
                case IVariableDeclaratorOperation declarator when declarator.GetVariableInitializer() is { } initialiser:
                    Add(values, declarator.Symbol, initialiser.Value);
                    break;
                case ISimpleAssignmentOperation assignment:
                    Add(values, assignment.Target, assignment.Value);
                    break;
                case IAssignmentOperation assignment:
                    Add(values, assignment.Target, null);
                    break;
                case IIncrementOrDecrementOperation increment:
                    Add(values, increment.Target, null);
                    break;
                case IArgumentOperation { Parameter.RefKind: not (RefKind.None or RefKind.In) } argument:
                    Add(values, argument.Value, null);
                    break;
                case IDeclarationExpressionOperation or IDeclarationPatternOperation or IRecursivePatternOperation:
                    Add(values, operation, null);
                    break;
                case ILocalReferenceOperation { IsDeclaration: true } declared:
                    Add(values, declared.Local, null);
                    break;
            }
        }

        return values;
    }

    private static void Add(Dictionary<ISymbol, Values> values, IOperation target, IOperation? value)
    {
        switch (target)
        {
            case ILocalReferenceOperation local:
                Add(values, local.Local, value);
                break;
            case IMemberReferenceOperation member when IsOwn(member):
                Add(values, member.Member, value);
                break;
            case IDeclarationExpressionOperation declaration:
                Add(values, declaration.Expression, value);
                break;
            case IDeclarationPatternOperation { DeclaredSymbol: { } declared }:
                Add(values, declared, value);
                break;
            case IRecursivePatternOperation { DeclaredSymbol: { } taken }:
                Add(values, taken, value);
                break;
            case ITupleOperation tuple:
                foreach (var element in tuple.Elements)
                    Add(values, element, null);
                break;
        }
    }

    private static void Add(Dictionary<ISymbol, Values> values, ISymbol local, IOperation? value) =>
        values[local] = values.TryGetValue(local, out var known)
            ? known with { Count = known.Count + 1, Present = known.Present ?? Present(value) }
            : new Values(value, Present(value), 1);

    private static IOperation? Present(IOperation? value) => value?.Unwrap() is { ConstantValue: { HasValue: true, Value: null } } or IDefaultValueOperation ? null : value;

    private readonly record struct Values(IOperation? First, IOperation? Present, int Count);
}
