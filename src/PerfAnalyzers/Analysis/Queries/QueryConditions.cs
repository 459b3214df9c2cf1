using PerfAnalyzers.Analysis.Calls;
using PerfAnalyzers.Analysis.EntityModel;
using PerfAnalyzers.Knowledge;

namespace PerfAnalyzers.Analysis.Queries;

/// <summary>The conditions that all rows of a query must meet, as far as they name columns of the entity that the query starts from.</summary>
internal sealed partial class QueryConditions
{
    private const int LongestChain = 32;
    private const int DeepestHelper = 3;

    private static readonly ImmutableHashSet<string> WithPredicate = ImmutableHashSet.Create(
        StringComparer.Ordinal,
        "Where", "First", "FirstOrDefault", "Single", "SingleOrDefault", "Last", "LastOrDefault", "Any", "Count", "LongCount",
        "FirstAsync", "FirstOrDefaultAsync", "SingleAsync", "SingleOrDefaultAsync", "LastAsync", "LastOrDefaultAsync", "AnyAsync", "CountAsync", "LongCountAsync");

    // What stands before these in a chain is about the rows of the set itself.
    private static readonly ImmutableHashSet<string> KeepRows = ImmutableHashSet.Create(
        StringComparer.Ordinal,
        "Where", "Include", "ThenInclude", "AsNoTracking", "AsNoTrackingWithIdentityResolution", "AsTracking", "AsSplitQuery", "AsSingleQuery", "AsQueryable", "TagWith", "IgnoreQueryFilters",
        "IgnoreAutoIncludes", "OrderBy", "OrderByDescending", "ThenBy", "ThenByDescending");

    private static readonly ImmutableHashSet<string> Lists = ImmutableHashSet.Create(
        StringComparer.Ordinal, "ToList", "ToListAsync", "ToArray", "ToArrayAsync", "ToDictionary", "ToDictionaryAsync", "ToHashSet", "ToHashSetAsync");

    private static readonly ImmutableHashSet<string> Aggregates = ImmutableHashSet.Create(
        StringComparer.Ordinal, "Sum", "SumAsync", "Min", "MinAsync", "Max", "MaxAsync", "Average", "AverageAsync");

    private static readonly ImmutableHashSet<string> MakeOthers = ImmutableHashSet.Create(
        StringComparer.Ordinal, "Select", "SelectMany", "GroupBy", "Skip", "Take", "Distinct", "Reverse");

    private QueryConditions(INamedTypeSymbol entity) => Entity = entity;

    public INamedTypeSymbol Entity { get; }

    public List<ColumnCondition> Columns { get; } = new();

    /// <summary>The same that are put on the query on some ways only.</summary>
    public List<ColumnCondition> Perhaps { get; } = new();

    /// <summary>Whether there are conditions beside these that may help to find the rows: of other tables, of alternatives, of unknown code.</summary>
    public bool HasOthers { get; private set; }

    /// <summary>The conditions of a query that a call runs; null where none can be read, or where the query is not whole.</summary>
    public static QueryConditions? Of(IInvocationOperation execution, CompilationContext compilation)
    {
        if (!MayHave(execution) || (Aggregates.Contains(execution.TargetMethod.Name) && execution.IsInExpressionTree(compilation)) || QueryReader.For(compilation).Read(execution) is not { Origin: not QueryOrigin.Memory } query)
            return null;

        if (IsWhole(query) && !query.Operators.Any(o => o != execution && IsHelper(o) && !PagingHelper.For(compilation).Is(o)))
            return IsSet(query.Root, compilation) ? Of(query.Operators, execution, compilation) : null;

        // Put together step by step, some of them under conditions.
        return QueryTrail.Read(execution.Receiver()!, compilation) is { } trail
            && IsSet(trail.Root, compilation)
            && Of(trail.Always.Append(execution), execution, compilation) is { } always
            && always.TryAdd(trail.Perhaps, compilation)
            ? always
            : null;
    }

    /// <summary>The same of a query that a member gives to its callers, who run it; null of all others.</summary>
    public static QueryConditions? OfGiven(IInvocationOperation last, CompilationContext compilation) =>
        last.TargetMethod.Name == "Where"
        && (last.ParentValue() is ITranslatedQueryOperation written ? (IOperation)written : last).ParentValue() is IReturnOperation { Kind: OperationKind.Return }
        && !last.IsInExpressionTree(compilation)
        && QueryReader.For(compilation).IsQueryable(last.Type)
        && QueryReader.For(compilation).ReadSequence(last) is { Origin: QueryOrigin.Database } query
        && IsWhole(query)
        && IsSet(query.Root, compilation)
            ? Of(query.Operators, last, compilation)
            : null;

    private static QueryConditions? Of(IEnumerable<IInvocationOperation> operators, IInvocationOperation execution, CompilationContext compilation)
    {
        QueryConditions? conditions = null;
        foreach (var call in operators)
        {
            if (WithPredicate.Contains(call.TargetMethod.Name) && Translations.Lambda(call.Argument(1)) is { } lambda)
            {
                if (lambda.Symbol.Parameters[0].Type is not INamedTypeSymbol entity || !Entities.For(compilation).Contains(entity) || Translations.Body(lambda) is not { } body)
                    return null;

                conditions ??= new QueryConditions(entity);
                conditions.Read(body, lambda.Symbol.Parameters[0], compilation);
            }
            else if (call.TargetMethod.Name == "Where")
            {
                return null;
            }

            if (KeepRows.Contains(call.TargetMethod.Name))
                continue;

            // What a helper puts on a query may find the rows.
            if (call != execution && !MakeOthers.Contains(call.TargetMethod.Name) && !PagingHelper.For(compilation).Is(call))
                return null;

            break;
        }

        return conditions;
    }

    /// <summary>Adds what is applied on some ways only; false where one of the operators cannot be read.</summary>
    private bool TryAdd(IEnumerable<IInvocationOperation> perhaps, CompilationContext compilation)
    {
        var some = new QueryConditions(Entity);
        foreach (var call in perhaps)
        {
            if (call.TargetMethod.Name != "Where")
            {
                if (!KeepRows.Contains(call.TargetMethod.Name) && !MakeOthers.Contains(call.TargetMethod.Name))
                    return false;
            }
            else if (Translations.Lambda(call.Argument(1)) is { } lambda && lambda.Symbol.Parameters[0].Type.Is(Entity) && Translations.Body(lambda) is { } body)
            {
                some.Read(body, lambda.Symbol.Parameters[0], compilation);
            }
            else
            {
                return false;
            }
        }

        HasOthers |= some.HasOthers;
        Perhaps.AddRange(some.Columns);
        return true;
    }

    private static bool MayHave(IInvocationOperation execution)
    {
        if (WithPredicate.Contains(execution.TargetMethod.Name))
        {
            if (execution.TargetMethod.Name == "Where")
                return false;
        }
        else if (!Lists.Contains(execution.TargetMethod.Name) && !Aggregates.Contains(execution.TargetMethod.Name))
        {
            return false;
        }

        // A chain without a condition is not worth reading; one that starts at a variable may have some.
        if (!Aggregates.Contains(execution.TargetMethod.Name) && Translations.Lambda(execution.Argument(1)) is not null)
            return true;

        var current = execution.Receiver()?.Unwrap();
        for (var step = 0; step < LongestChain && current is IInvocationOperation { TargetMethod.IsExtensionMethod: true } call; step++)
        {
            if (call.TargetMethod.Name == "Where" || IsHelper(call))
                return true;

            current = call.Receiver()?.Unwrap();
        }

        return current is ILocalReferenceOperation or ITranslatedQueryOperation;
    }

    /// <summary>Whether an operator is one of the user's own, which puts others on the query.</summary>
    private static bool IsHelper(IInvocationOperation call) => !MethodBodies.Declared(call.TargetMethod).DeclaringSyntaxReferences.IsEmpty;

    /// <summary>Whether nothing is put on the query in between, in branches that are not read.</summary>
    private static bool IsWhole(Query query)
    {
        foreach (var call in query.Operators)
        {
            if (call.Receiver()?.Unwrap() is ILocalReferenceOperation local && LocalValues.SetOnce(local) is null)
                return false;
        }

        return true;
    }

    /// <summary>Whether a chain starts with all rows of a table: a set, or what a helper without arguments makes of one without choosing among its rows.</summary>
    private static bool IsSet(IOperation root, CompilationContext compilation)
    {
        for (var depth = 0; depth < DeepestHelper; depth++)
        {
            if (root.Type.DerivesFrom(compilation.Type(TypeNames.EfCore.DbSet)))
                return true;

            var method = root switch
            {
                IInvocationOperation { TargetMethod: { IsExtensionMethod: false, Parameters.IsEmpty: true } called } => called,
                IPropertyReferenceOperation property => property.Property.GetMethod,
                _ => null,
            };
            if (method is null || SingleResult.Of(method, compilation) is not { } result)
                return false;

            compilation = result.Compilation;
            root = result.Value.UnwrapAwait();
            for (var step = 0; step < LongestChain && root is IInvocationOperation { TargetMethod: { IsExtensionMethod: true, Name: not "Where" } } call && KeepRows.Contains(call.TargetMethod.Name) && call.Receiver() is { } receiver; step++)
                root = receiver.Unwrap();
        }

        return false;
    }
}
