using PerfAnalyzers.Analysis.Collections;
using PerfAnalyzers.Analysis.Iteration;
using PerfAnalyzers.Knowledge;
using PerfAnalyzers.Knowledge.RoundTrips;

namespace PerfAnalyzers.Analysis.Queries;

/// <summary>What a query in a loop asks for, seen from the loop.</summary>
internal static class QueryTraits
{
    /// <summary>Whether each round already asks for a list of its own: the loop goes over groups or batches, whatever they are called.</summary>
    public static bool AsksForManyKeys(Query query, Iteration.Iteration loop)
    {
        var facts = LoopFacts.Of(loop);
        return query.Operators
            .SelectMany(o => o.Arguments)
            .Any(a => IsOwnList(a.Value, facts)
                || a.Value.DescendantsAndSelf().Any(o => o is IInvocationOperation { TargetMethod.Name: "Contains" or "Any" } contains && contains.Receiver() is { } keys && (IsOwnList(keys, facts) || IsListOfElement(keys, loop))));
    }

    /// <summary>Whether the element of the round holds a list itself: it stands for many rows already.</summary>
    private static bool IsListOfElement(IOperation value, Iteration.Iteration loop) =>
        value.Unwrap() is IMemberReferenceOperation { Instance: { } owner } list
        && list.Type is { SpecialType: not SpecialType.System_String } type
        && !IsQuery(type)
        && owner.Unwrap().ReferencedSymbol() is { } element
        && loop.Variables.Any(v => v.Is(element));

    /// <summary>Whether a value is a list that the round has made; what an operator of the project does with it, it does for many keys.</summary>
    private static bool IsOwnList(IOperation value, LoopFacts facts) =>
        value.ReferencedSymbol() is ILocalSymbol { Type: { SpecialType: not SpecialType.System_String } type } keys
        && facts.Declares(keys)
        && (type is IArrayTypeSymbol || (type.AllInterfaces.Any(i => i.SpecialType == SpecialType.System_Collections_IEnumerable) && !IsQuery(type)));

    private static bool IsQuery(ITypeSymbol type) => type.Name == "IQueryable" || type.AllInterfaces.Any(i => i.Name == "IQueryable");

    /// <summary>Whether an update sets values that differ from element to element, which one command for all cannot.</summary>
    public static bool WritesOwnValues(Query query, Iteration.Iteration loop) =>
        query is { Kind: RoundTripKind.Command, Execution: IInvocationOperation { TargetMethod.Name: "ExecuteUpdate" or "ExecuteUpdateAsync" } update }
        && update.Arguments.Any(a => a.Parameter?.Ordinal > 0 && Variance.VariesIn(a.Value, loop));

    /// <summary>Whether each round changes some of its rows by their place in an order, all but the newest ten: one command for all would count over all of them.</summary>
    public static bool ChangesByRank(Query query) =>
        query.Kind == RoundTripKind.Command && query.Operators.Any(o => o.TargetMethod.Name is "Skip" or "Take" or "SkipWhile" or "TakeWhile");

    /// <summary>
    /// Whether a place runs for one kind of element only, of several that a switch tells apart: there may be many elements and still one of each kind.
    /// </summary>
    public static bool IsForOneKind(IOperation place, Iteration.Iteration loop)
    {
        const int FewestKinds = 3;
        for (var parent = place.Parent; parent is not null && parent != loop.Operation; parent = parent.Parent)
        {
            var (value, kinds) = parent switch
            {
                ISwitchOperation statement => (statement.Value, statement.Cases.Length),
                ISwitchExpressionOperation expression => (expression.Value, expression.Arms.Length),
                _ => (null, 0),
            };
            if (value is not null && kinds >= FewestKinds && Variance.VariesIn(value, loop))
                return true;

            if (parent is IConditionalOperation { Condition: var test } branch && ToldApart(test) is { } told && Alternatives(branch, told) >= FewestKinds && Variance.VariesIn(told, loop))
                return true;
        }

        return false;
    }

    /// <summary>What a test compares with a constant; null for other tests.</summary>
    private static IOperation? ToldApart(IOperation test) => test.Unwrap() switch
    {
        IBinaryOperation { OperatorKind: BinaryOperatorKind.Equals, RightOperand.ConstantValue.HasValue: true } equality => equality.LeftOperand.Unwrap(),
        IIsPatternOperation { Pattern: IConstantPatternOperation, Value: { } value } => value.Unwrap(),
        IBinaryOperation { OperatorKind: BinaryOperatorKind.ConditionalOr or BinaryOperatorKind.ConditionalAnd } joined => ToldApart(joined.LeftOperand) ?? ToldApart(joined.RightOperand),
        _ => null,
    };

    /// <summary>How many tests of the same value follow each other as <c>else if</c>, up to and below a branch.</summary>
    private static int Alternatives(IConditionalOperation branch, IOperation value)
    {
        var top = branch;
        while (top.Parent is IConditionalOperation { WhenFalse: { } otherwise } above && otherwise == top)
            top = above;

        var count = 0;
        for (var at = top; at is not null; at = at.WhenFalse as IConditionalOperation)
            count += ToldApart(at.Condition) is { } other && other.ReferencedSymbol() is { } symbol && symbol.Is(value.ReferencedSymbol()) ? 1 : 0;

        return count;
    }

    /// <summary>Whether the model says of the rows that they are kept in a cache, as second-level caches let it say: <c>[CacheableEntity]</c>.</summary>
    public static bool MayBeCached(Query query)
    {
        var entity = query.Root.Type is INamedTypeSymbol { TypeArguments: { Length: 1 } rows } ? rows[0] : null;
        for (var type = entity; type is not null; type = type.BaseType)
        {
            if (type.GetAttributes().Any(a => Words.Split(a.AttributeClass?.Name ?? "").Any(w => w.StartsWith("Cach", StringComparison.Ordinal))))
                return true;
        }

        return false;
    }

    /// <summary>Whether it is SQL written as text, which may be anything.</summary>
    public static bool IsText(Query query) =>
        query is { Kind: RoundTripKind.Command, Operators: { Length: 1 } operators }
        && operators[0] == query.Execution
        && operators[0].TargetMethod.Name.StartsWith("ExecuteSql", StringComparison.Ordinal);

    /// <summary>Whether a function that is handed in makes the query for each element: what it asks for, and if all can be asked for at once, is not seen.</summary>
    public static bool IsMadeElsewhere(Query query, Iteration.Iteration loop) =>
        LocalValues.Made(query.Root) is IInvocationOperation { TargetMethod.MethodKind: MethodKind.DelegateInvoke } made
        && made.Arguments.Any(a => Variance.VariesIn(a.Value, loop));

    /// <summary>
    /// Whether the query looks for what the same round has made and handed on to be stored: no query before the loop
    /// could find it.
    /// </summary>
    public static bool AsksForOwnRow(Query query, Iteration.Iteration loop)
    {
        var facts = LoopFacts.Of(loop);
        foreach (var call in query.Operators)
        {
            foreach (var read in call.Arguments.SelectMany(a => a.Value.DescendantsAndSelf()).OfType<ILocalReferenceOperation>())
            {
                if (facts.Declares(read.Local) && LocalValues.SetOnce(read)?.Unwrap() is IObjectCreationOperation && IsHandedOn(read.Local, loop))
                    return true;
            }
        }

        return false;
    }

    /// <summary>Whether rows are found by key that an earlier statement has loaded into the context, which looks there first.</summary>
    public static bool MayBeTracked(Query query, Iteration.Iteration loop, CompilationContext compilation)
    {
        if (query.Execution is not IInvocationOperation { TargetMethod.Name: "Find" or "FindAsync" })
            return false;

        foreach (var operation in LocalValues.Root(loop.Operation).DescendantsAndSelf())
        {
            if (operation.Syntax.SpanStart >= loop.Operation.Syntax.SpanStart)
                continue;

            if (operation is IInvocationOperation { TargetMethod.Name: "ToList" or "ToListAsync" or "ToArray" or "ToArrayAsync" or "ToDictionary" or "ToDictionaryAsync" or "Load" or "LoadAsync" } load
                && QueryReader.For(compilation).Read(load) is { } earlier
                && earlier.Root.Type.Is(query.Root.Type)
                && !earlier.Operators.Any(o => o.TargetMethod.Name is "Select" or "AsNoTracking" or "AsNoTrackingWithIdentityResolution"))
            {
                return true;
            }
        }

        return false;
    }

    private static bool IsHandedOn(ILocalSymbol local, Iteration.Iteration loop) =>
        loop.Body.DescendantsAndSelf().Any(o => o is IArgumentOperation argument && argument.Value.ReferencedSymbol().Is(local));
}
