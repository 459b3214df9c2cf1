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

    /// <summary>A sum, or another aggregate that is null where there is no row.</summary>
    Total,

    /// <summary>An aggregate that throws where there is no row.</summary>
    Extreme,
}

/// <summary>
/// A query that is run per element and asks for the rows of one key: understood far enough to be asked once for all
/// keys. Everything but the key comparison must be the same for every element.
/// </summary>
internal sealed partial class KeyedQuery
{
    /// <summary>Operators that work the same on the rows of one key and on those of all keys.</summary>
    public static readonly ImmutableHashSet<string> Neutral = ImmutableHashSet.Create(
        StringComparer.Ordinal,
        "Where", "Include", "ThenInclude", "AsNoTracking", "AsNoTrackingWithIdentityResolution", "AsTracking", "AsSplitQuery", "AsSingleQuery",
        "IgnoreQueryFilters", "IgnoreAutoIncludes", "TagWith", "OrderBy", "OrderByDescending", "ThenBy", "ThenByDescending");

    private readonly CompilationContext compilation;
    private bool givesValues;

    private KeyedQuery(Query query, InvocationExpressionSyntax call, KeyedAnswer answer, bool isAsync, CompilationContext compilation)
    {
        this.compilation = compilation;
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

    /// <summary>The columns that are compared with what differs from element to element; together they are the key.</summary>
    public ImmutableArray<KeyColumn> Columns { get; private set; } = ImmutableArray<KeyColumn>.Empty;

    /// <summary>The column of a key that is one column.</summary>
    public KeyColumn Column => Columns[0];

    /// <summary>The lambda of the call itself, where the comparison or a part of the condition stands in it.</summary>
    public LambdaExpressionSyntax? Predicate { get; private set; }

    /// <summary>Where the text of the query starts that moves before the loop, in locals of the loop and in the call.</summary>
    public ComposedChain Chain { get; private set; } = null!;

    /// <summary>What is read of each row by the <c>Select</c> right before the run; null where it is the row.</summary>
    public LambdaExpressionSyntax? Projection { get; private set; }

    /// <summary>What an aggregate is made of, as it is written.</summary>
    public LambdaExpressionSyntax? Selector { get; private set; }

    /// <summary>Whether the answer is one value, made of any number of rows.</summary>
    public bool IsScalar => Answer is KeyedAnswer.Any or KeyedAnswer.Count or KeyedAnswer.Total or KeyedAnswer.Extreme;

    /// <summary>Whether what each element is given may be the same object without anybody being able to tell.</summary>
    public bool GivesValues
    {
        get => IsScalar || givesValues;
        private set => givesValues = value;
    }

    /// <summary>Whether the rows of the query are those of the table, which a context may track.</summary>
    public bool GivesRows => !IsScalar && Projection is null && Mapped is null;

    public ExpressionSyntax? Token { get; private set; }

    public ITypeSymbol Entity { get; private set; } = null!;

    /// <summary>Whether MongoDB is asked, which gives lists only and tracks nothing.</summary>
    public bool AreDocuments { get; private set; }

    /// <summary>What a mapper makes of each row, <c>ProjectTo&lt;OrderDto&gt;(...)</c>; null where the rows stay as they are.</summary>
    public INamedTypeSymbol? Mapped { get; private set; }

    /// <summary>Whether the key is compared before the mapper, and read of what that makes.</summary>
    public bool HasMappedKey { get; private set; }

    /// <summary>Whether no two rows share a key.</summary>
    public bool IsKeyUnique { get; private set; }

    /// <summary>The order whose first or last row of each key is asked for; null where the order does not matter, or all rows are asked for.</summary>
    public RowOrder? Order { get; private set; }

    /// <summary>Whether one row is taken of what may be several, and nothing says which.</summary>
    public bool TakesOneOfSeveral => Answer is KeyedAnswer.RowOrDefault or KeyedAnswer.Row && !IsKeyUnique && Order is null;

    /// <summary>What is handed to its operators.</summary>
    public IEnumerable<IOperation> Given => Query.Operators.SelectMany(o => o.Arguments).Select(a => a.Value);

    public static KeyedQuery? TryRead(Query query, Iteration loop, CompilationContext compilation)
    {
        if (query.Execution is not IInvocationOperation { Syntax: InvocationExpressionSyntax { Expression: MemberAccessExpressionSyntax } syntax } call)
            return null;

        var name = call.TargetMethod.Name;
        var isAsync = name.EndsWith("Async", StringComparison.Ordinal);
        if (Classify(isAsync ? name.Substring(0, name.Length - 5) : name, call) is not { } answer)
            return null;

        var keyed = new KeyedQuery(query, syntax, answer, isAsync, compilation);
        var read = keyed.IsFind ? keyed.ReadFind(call, loop) : keyed.ReadChain(call, loop);
        return read && keyed.FitsAnswer() ? keyed : null;
    }

    private static KeyedAnswer? Classify(string name, IInvocationOperation call) => name switch
    {
        "FirstOrDefault" or "Find" => KeyedAnswer.RowOrDefault,
        "First" => KeyedAnswer.Row,
        "LastOrDefault" when HasOrder(call) => KeyedAnswer.RowOrDefault,
        "Last" when HasOrder(call) => KeyedAnswer.Row,
        "SingleOrDefault" => KeyedAnswer.OnlyRowOrDefault,
        "Single" => KeyedAnswer.OnlyRow,
        "ToList" or "ToArray" => KeyedAnswer.Rows,
        "Any" => KeyedAnswer.Any,
        "Count" => KeyedAnswer.Count,

        // The sum of nothing is 0, also of what may be null: a dictionary would give null.
        "Sum" when IsValue(call, isNullable: false) => KeyedAnswer.Total,
        "Max" or "Min" or "Average" when IsValue(call, isNullable: true) => KeyedAnswer.Total,
        "Max" or "Min" or "Average" when IsValue(call, isNullable: false) => KeyedAnswer.Extreme,
        _ => null,
    };

    /// <summary>Whether the last row means anything: one is the last of an order only.</summary>
    private static bool HasOrder(IInvocationOperation call)
    {
        var current = call.Receiver()?.Unwrap();
        while (current is IInvocationOperation applied && !RowOrder.IsOrder(applied))
            current = applied.Receiver()?.Unwrap();

        return current is IInvocationOperation;
    }

    private static bool IsValue(IInvocationOperation call, bool isNullable)
    {
        var type = call.Type is INamedTypeSymbol { Name: "Task", TypeArguments: { Length: 1 } awaited } ? awaited[0] : call.Type;
        return type is { IsValueType: true } && KeyTypes.IsNullable(type) == isNullable;
    }

    /// <summary>Whether asking once gives every element the same answer as asking for it alone.</summary>
    private bool FitsAnswer()
    {
        // An order says that there are several, of which the database has to choose.
        if (TakesOneOfSeveral && Query.Operators.Any(RowOrder.IsOrder))
        {
            Order = hasOwnOperators || (Projection is not null && !GivesValues) ? null : RowOrder.TryRead(this, compilation);
            if (Order is null)
                return false;

            Chain = Order.Without(Chain);
        }

        if (Answer is KeyedAnswer.Total or KeyedAnswer.Extreme && Selector is null)
            return false;

        return !IsScalar
            || Query.Operators.All(o => o.TargetMethod.Name == "Where" || o == Query.Execution);
    }
}
