using PerfAnalyzers.Analysis.EntityModel;
using PerfAnalyzers.Analysis.Iteration;
using PerfAnalyzers.Analysis.Queries;
using PerfAnalyzers.Knowledge;

namespace PerfAnalyzers.CodeFixes.Rewriting;

/// <summary>What a query per element asks for each key.</summary>
internal enum KeyedAnswer
{
    /// <summary>The one row, or null.</summary>
    RowOrDefault,

    /// <summary>The one row; a missing one throws.</summary>
    Row,

    /// <summary>The only row, or null; a second one throws.</summary>
    OnlyRowOrDefault,

    /// <summary>The only row; a missing or second one throws.</summary>
    OnlyRow,

    /// <summary>All rows, as a list or array.</summary>
    Rows,

    /// <summary>Whether there is any row.</summary>
    Any,

    /// <summary>How many rows there are.</summary>
    Count,
}

/// <summary>
/// A query that is run per element and asks for the rows of one key: understood far enough to be asked once for all
/// keys. Everything but the key comparison must be the same for every element.
/// </summary>
internal sealed class KeyedQuery
{
    // Operators that work the same on the rows of one key and on those of all keys.
    private static readonly ImmutableHashSet<string> Neutral = ImmutableHashSet.Create(
        StringComparer.Ordinal,
        "Where", "Include", "ThenInclude", "AsNoTracking", "AsNoTrackingWithIdentityResolution", "AsTracking", "AsSplitQuery", "AsSingleQuery",
        "IgnoreQueryFilters", "IgnoreAutoIncludes", "TagWith", "OrderBy", "OrderByDescending", "ThenBy", "ThenByDescending");

    private KeyedQuery(Query query, InvocationExpressionSyntax call, KeyedAnswer answer, bool isAsync)
    {
        Query = query;
        Call = call;
        Answer = answer;
        IsAsync = isAsync;
    }

    public Query Query { get; }

    public InvocationExpressionSyntax Call { get; }

    public KeyedAnswer Answer { get; }

    public bool IsAsync { get; }

    /// <summary>Whether rows that the context tracks answer before the database is asked.</summary>
    public bool IsFind => Query.Execution is IInvocationOperation { TargetMethod.Name: "Find" or "FindAsync" };

    /// <summary>The property that is compared with the key.</summary>
    public IPropertySymbol Key { get; private set; } = null!;

    /// <summary>The key, as the query of one element states it.</summary>
    public IOperation Value { get; private set; } = null!;

    /// <summary>The comparison; null for Find, which has none.</summary>
    public ExpressionSyntax? Comparison { get; private set; }

    /// <summary>The lambda of the call itself, where the comparison or a part of the condition stands in it.</summary>
    public LambdaExpressionSyntax? Predicate { get; private set; }

    /// <summary>Where the text of the query starts that moves before the loop, in locals of the loop and in the call.</summary>
    public ComposedChain Chain { get; private set; } = null!;

    /// <summary>The name of the row in the comparison.</summary>
    public string RowName { get; private set; } = "row";

    public ExpressionSyntax? Token { get; private set; }

    public ITypeSymbol Entity { get; private set; } = null!;

    /// <summary>Whether no two rows share a key.</summary>
    public bool IsKeyUnique { get; private set; }

    public static KeyedQuery? TryRead(Query query, Iteration loop, CompilationContext compilation)
    {
        if (query.Execution is not IInvocationOperation { Syntax: InvocationExpressionSyntax { Expression: MemberAccessExpressionSyntax } syntax } call)
            return null;

        var name = call.TargetMethod.Name;
        var isAsync = name.EndsWith("Async", StringComparison.Ordinal);
        if (Classify(isAsync ? name.Substring(0, name.Length - 5) : name) is not { } answer)
            return null;

        var keyed = new KeyedQuery(query, syntax, answer, isAsync);
        var read = keyed.IsFind ? keyed.ReadFind(call, loop, compilation) : keyed.ReadChain(call, loop, compilation);
        return read && keyed.FitsAnswer() ? keyed : null;
    }

    private static KeyedAnswer? Classify(string name) => name switch
    {
        "FirstOrDefault" or "Find" => KeyedAnswer.RowOrDefault,
        "First" => KeyedAnswer.Row,
        "SingleOrDefault" => KeyedAnswer.OnlyRowOrDefault,
        "Single" => KeyedAnswer.OnlyRow,
        "ToList" or "ToArray" => KeyedAnswer.Rows,
        "Any" => KeyedAnswer.Any,
        "Count" => KeyedAnswer.Count,
        _ => null,
    };

    private bool ReadFind(IInvocationOperation call, Iteration loop, CompilationContext compilation)
    {
        if (call.Instance is not { } set || Variance.VariesIn(set, loop)
            || (set.Type as INamedTypeSymbol)?.TypeArguments is not { Length: 1 } arguments || arguments[0] is not INamedTypeSymbol entity
            || EntityKeys.For(compilation).Single(entity) is not { } key)
        {
            return false;
        }

        var values = call.Argument(0)?.Unwrap() is IArrayCreationOperation { Initializer: { } initializer } ? initializer.ElementValues : default;
        if (values.IsDefault || values.Length != 1)
            return false;

        Entity = entity;
        Chain = ComposedChain.Of(call);
        Key = key;
        Value = values[0].Unwrap();
        IsKeyUnique = true;
        RowName = char.ToLowerInvariant(entity.Name[0]).ToString();
        Token = call.Arguments.Length > 1 ? (call.Arguments[1].Syntax as ArgumentSyntax)?.Expression : null;
        return true;
    }

    private bool ReadChain(IInvocationOperation call, Iteration loop, CompilationContext compilation)
    {
        if (ComposedChain.TryRead(call, loop) is not { } chain
            || chain.Start.Type.AsConstructed(compilation.Type(TypeNames.System.QueryableOfT))?.TypeArguments[0] is not INamedTypeSymbol entity
            || Variance.VariesIn(Query.Root, loop))
        {
            return false;
        }

        Chain = chain;
        Entity = entity;
        var isWholeSet = chain.Start.Type.DerivesFrom(compilation.Type(TypeNames.EfCore.DbSet)) || SetsNoRowTwice(chain.Start);
        foreach (var applied in Query.Operators)
        {
            // Before what the loop starts from, the same rows are chosen for every element.
            if (applied != call && !chain.Applies(applied.Syntax))
                continue;

            if (applied != call && !Neutral.Contains(applied.TargetMethod.Name))
                return false;

            // In query syntax the operators have no call of their own that could be kept.
            if (applied.Syntax is not InvocationExpressionSyntax)
                return false;

            foreach (var argument in applied.Arguments)
            {
                if (argument.Parameter?.Ordinal > 0 && !ReadArgument(applied, argument, loop, isRun: applied == call))
                    return false;
            }
        }

        if (Comparison is null)
            return false;

        IsKeyUnique = isWholeSet && EntityKeys.For(compilation).Single(entity).Is(Key);
        return true;
    }

    /// <summary>Whether a query that was made before the loop holds no row twice: it only filters and sorts a set.</summary>
    private bool SetsNoRowTwice(IOperation start) =>
        start is ILocalReferenceOperation local
        && LocalValues.SetOnce(local) is not null
        && Query.Origin == QueryOrigin.Database
        && Query.Operators.All(o => o == Query.Execution || Neutral.Contains(o.TargetMethod.Name));

    private bool ReadArgument(IInvocationOperation applied, IArgumentOperation argument, Iteration loop, bool isRun)
    {
        if (argument.Parameter?.Type.Name == "CancellationToken")
        {
            Token = (argument.Syntax as ArgumentSyntax)?.Expression;
            return Token is null || Variance.IsInvariantIn(argument.Value, loop);
        }

        var lambda = argument.Value.Unwrap() as IAnonymousFunctionOperation;
        if (lambda?.Syntax is LambdaExpressionSyntax { ExpressionBody: { } body } syntax && (isRun || applied.TargetMethod.Name == "Where"))
        {
            if (lambda.Symbol.Parameters.Length != 1)
                return false;

            if (isRun)
                Predicate = syntax;

            return ReadCondition(lambda, body, loop);
        }

        return IsSame(argument.Value, loop);
    }

    /// <summary>Its value must not depend on the element, nor may it call what could answer otherwise before the loop.</summary>
    private static bool IsSame(IOperation value, Iteration loop) =>
        !Variance.VariesIn(value, loop)
        && !value.DescendantsAndSelf().Any(o => o is IInvocationOperation call && !LoopFacts.ReferencedSymbols(call).Any(s => s is IParameterSymbol { ContainingSymbol: IMethodSymbol { MethodKind: MethodKind.AnonymousFunction } }));

    private bool ReadCondition(IAnonymousFunctionOperation lambda, ExpressionSyntax body, Iteration loop)
    {
        var row = lambda.Symbol.Parameters[0];
        if (lambda.Body.Operations.Length != 1 || lambda.Body.Operations[0] is not IReturnOperation { ReturnedValue: { } condition })
            return false;

        var pending = new Stack<IOperation>();
        pending.Push(condition.Unwrap());
        while (pending.Count > 0)
        {
            var part = pending.Pop();
            if (part is IBinaryOperation { OperatorKind: BinaryOperatorKind.ConditionalAnd } and)
            {
                pending.Push(and.LeftOperand.Unwrap());
                pending.Push(and.RightOperand.Unwrap());
            }
            else if (!IsSame(part, loop) && !ReadComparison(part, row, loop))
            {
                return false;
            }
        }

        return true;
    }

    private bool ReadComparison(IOperation part, IParameterSymbol row, Iteration loop)
    {
        if (Comparison is not null || part is not IBinaryOperation { OperatorKind: BinaryOperatorKind.Equals } equality)
            return false;

        var (column, value) = IsColumn(equality.LeftOperand, row)
            ? (equality.LeftOperand, equality.RightOperand)
            : (equality.RightOperand, equality.LeftOperand);
        if (!IsColumn(column, row) || LoopFacts.ReferencedSymbols(value).Any(s => s.Is(row)))
            return false;

        Key = ((IPropertyReferenceOperation)column.Unwrap()).Property;
        Value = value.Unwrap();
        Comparison = (ExpressionSyntax)part.Syntax;
        RowName = row.Name;
        return true;
    }

    private static bool IsColumn(IOperation operand, IParameterSymbol row) =>
        operand.Unwrap() is IPropertyReferenceOperation { Property.IsIndexer: false, Instance: { } instance } && instance.ReferencedSymbol().Is(row);

    /// <summary>Whether asking once gives every element the same answer as asking for it alone.</summary>
    private bool FitsAnswer()
    {
        // Which of several rows comes first, the database decides anew for each query; and all of them would be loaded.
        if (Answer is KeyedAnswer.RowOrDefault or KeyedAnswer.Row && !IsKeyUnique)
            return false;

        return Answer is not (KeyedAnswer.Any or KeyedAnswer.Count)
            || Query.Operators.All(o => o.TargetMethod.Name == "Where" || o == Query.Execution);
    }
}
