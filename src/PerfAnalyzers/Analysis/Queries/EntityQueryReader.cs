using PerfAnalyzers.Analysis.Calls;
using PerfAnalyzers.Analysis.Iteration;
using PerfAnalyzers.Knowledge;

namespace PerfAnalyzers.Analysis.Queries;

/// <summary>
/// Reads what a query loads: goes down its chain, over locals that it is composed in, also conditionally, and into extension
/// methods and helpers in source. Gives nothing when any link cannot be read.
/// </summary>
internal sealed class EntityQueryReader
{
    private const int LongestChain = 64;
    private const int DeepestHelper = 3;

    // Operators that neither load more nor change what the rows are.
    private static readonly ImmutableHashSet<string> Neutral = ImmutableHashSet.Create(
        StringComparer.Ordinal,
        "Where", "OrderBy", "OrderByDescending", "ThenBy", "ThenByDescending", "Order", "OrderDescending", "Skip", "SkipWhile", "TakeWhile", "Reverse",
        "Distinct", "AsQueryable", "AsEnumerable", "AsAsyncEnumerable", "AsTracking", "AsSplitQuery", "AsSingleQuery", "TagWith", "TagWithCallSite",
        "IgnoreQueryFilters", "FromSql", "FromSqlRaw", "FromSqlInterpolated", "TemporalAsOf", "TemporalAll", "TemporalBetween", "TemporalFromTo",
        "TemporalContainedIn", "OfType", "WithCancellation", "ConfigureAwait");

    private readonly CompilationContext compilation;
    private readonly QueryReader queries;
    private readonly List<IInvocationOperation> operators = new();
    private readonly HashSet<ISymbol> seen = new(SymbolEqualityComparer.Default);
    private readonly HashSet<ISymbol> handed = new(SymbolEqualityComparer.Default);
    private readonly HashSet<string> included = new(StringComparer.Ordinal);
    private IOperation? root;
    private bool isRootCertain;
    private bool isTracked = true;
    private bool ignoresAutoIncludes;
    private bool statesSplitting;
    private bool isFew;

    private EntityQueryReader(CompilationContext compilation)
    {
        this.compilation = compilation;
        queries = QueryReader.For(compilation);
    }

    /// <summary>Reads a query from the sequence that is run; <paramref name="execution"/> is what runs it.</summary>
    public static EntityQuery? Read(IOperation sequence, IOperation execution, CompilationContext compilation)
    {
        var reader = new EntityQueryReader(compilation);
        if (!reader.Walk(sequence, DeepestHelper, isMain: true) || reader.root is not { } root || reader.RowType(sequence) is not { } entity)
            return null;

        var query = new EntityQuery(root, entity, execution, compilation)
        {
            IsRootCertain = reader.isRootCertain,
            Operators = reader.operators.ToImmutableArray(),
            IsTracked = reader.isTracked,
            IgnoresAutoIncludes = reader.ignoresAutoIncludes,
            StatesSplitting = reader.statesSplitting,
            IsFew = reader.isFew,
        };
        query.Included.UnionWith(reader.included);
        return query;
    }

    private INamedTypeSymbol? RowType(IOperation sequence)
    {
        var type = sequence.Unwrap() is ITranslatedQueryOperation query ? query.Operation.Type : sequence.Unwrap().Type;
        var rows = type.AsConstructed(compilation.Type(TypeNames.System.QueryableOfT))
            ?? type.AsConstructed(compilation.Type(TypeNames.System.EnumerableOfT))
            ?? type.AsConstructed(compilation.Type(TypeNames.System.AsyncEnumerableOfT));
        return rows?.TypeArguments[0] as INamedTypeSymbol;
    }

    /// <summary>Goes down one chain. Side branches, which may or may not be taken, only add to what is included.</summary>
    private bool Walk(IOperation sequence, int depth, bool isMain)
    {
        var chain = new List<IInvocationOperation>();
        var current = sequence.Unwrap();
        for (var step = 0; step < LongestChain; step++)
        {
            switch (current)
            {
                case ITranslatedQueryOperation translated:
                    current = translated.Operation.Unwrap();
                    continue;
                case IInvocationOperation call when IsOperator(call):
                    chain.Add(call);
                    current = call.Receiver()!.Unwrap();
                    continue;
                case IInvocationOperation call when queries.Handed(call) is { } query:
                    chain.Add(call);
                    current = query.Value.Unwrap();
                    continue;
                case ILocalReferenceOperation local when queries.IsQueryable(local.Type):
                    if (!seen.Add(local.Local))
                        return Apply(chain, depth, isMain);

                    var values = AssignedValues(local, local.Local);
                    if (values.Count == 0)
                        return false;

                    // What is assigned later is applied on top, perhaps.
                    if (values.Skip(1).Any(v => !Walk(v, depth, isMain: false)))
                        return false;

                    current = values[0].Unwrap();
                    continue;
            }

            // The query that a helper was handed; the helper may set its parameter anew.
            if (current is IParameterReferenceOperation parameter && handed.Contains(parameter.Parameter))
            {
                if (seen.Add(parameter.Parameter) && AssignedValues(parameter, parameter.Parameter).Any(v => !Walk(v, depth, isMain: false)))
                    return false;

                return Apply(chain, depth, isMain);
            }

            if (!EndAt(current, depth, isMain))
                return false;

            return Apply(chain, depth, isMain);
        }

        return false;
    }

    private bool IsOperator(IInvocationOperation call) =>
        call.Receiver() is not null
        && (call.TargetMethod.IsExtensionMethod
            || call.TargetMethod.Name is "WithCancellation" or "ConfigureAwait"
            || call.TargetMethod.ContainingType.DerivesFrom(compilation.Type(TypeNames.EfCore.DbSet)))
        && (queries.IsQueryable(call.Type) || call.TargetMethod.Name is "AsEnumerable" or "AsAsyncEnumerable" or "WithCancellation" or "ConfigureAwait");

    private static List<IOperation> AssignedValues(IOperation reference, ISymbol symbol)
    {
        var values = new List<IOperation>();
        foreach (var operation in LocalValues.Root(reference).DescendantsAndSelf())
        {
            switch (operation)
            {
                case IVariableDeclaratorOperation declarator when declarator.Symbol.Is(symbol) && declarator.GetVariableInitializer() is { } initialiser:
                    values.Add(initialiser.Value);
                    break;
                case ISimpleAssignmentOperation assignment when assignment.Target.ReferencedSymbol().Is(symbol):
                    values.Add(assignment.Value);
                    break;
            }
        }

        return values;
    }

    /// <summary>Judges what a chain starts from, and looks into it where it is a helper.</summary>
    private bool EndAt(IOperation start, int depth, bool isMain)
    {
        if (start.Type.DerivesFrom(compilation.Type(TypeNames.EfCore.DbSet)))
            return Root(start, isMain, certain: true);

        if (!queries.IsQueryable(start.Type))
            return false;

        var method = start switch
        {
            IInvocationOperation call => call.TargetMethod,
            IPropertyReferenceOperation property => property.Property.GetMethod,
            _ => null,
        };
        if (method is null)
            return false;

        if (start is IInvocationOperation { Instance.Type: { } type } && type.DerivesFrom(compilation.Type(TypeNames.EfCore.DbContext)))
            return Root(start, isMain, certain: true);

        if (depth > 0 && SingleResult.Of(method, compilation) is { } result)
        {
            var inner = new EntityQueryReader(result.Compilation);
            if (inner.Walk(result.Value, depth - 1, isMain: true))
                return Take(inner) && Root(start, isMain, inner.isRootCertain);
        }

        // Code written for any entity cannot include what only one of them has.
        return method.Parameters.IsEmpty && IsGeneric(method) && Root(start, isMain, certain: false);
    }

    private bool Root(IOperation start, bool isMain, bool certain)
    {
        if (isMain)
        {
            root = start;
            isRootCertain = certain;
        }

        return true;
    }

    private static bool IsGeneric(IMethodSymbol method) =>
        method.OriginalDefinition.ReturnType is INamedTypeSymbol { TypeArguments: { Length: 1 } arguments } && arguments[0] is ITypeParameterSymbol;

    private bool Apply(List<IInvocationOperation> chain, int depth, bool isMain)
    {
        chain.Reverse();
        ImmutableArray<string> path = ImmutableArray<string>.Empty;
        foreach (var call in chain)
        {
            switch (call.TargetMethod.Name)
            {
                case "Include" or "ThenInclude" when IsEfCore(call):
                    if (IncludePath.Of(call) is not { } names)
                        return false;

                    path = call.TargetMethod.Name == "Include" ? names : path.AddRange(names);
                    for (var length = 1; length <= path.Length; length++)
                        included.Add(string.Join(".", path.Take(length)));

                    break;
                case "AsNoTracking" or "AsNoTrackingWithIdentityResolution" when IsEfCore(call):
                    isTracked = false;
                    break;
                case "IgnoreAutoIncludes" when IsEfCore(call):
                    ignoresAutoIncludes = true;
                    break;
                case "AsSplitQuery" or "AsSingleQuery" when IsEfCore(call):
                    statesSplitting = true;
                    break;
                case "Take":
                    isFew |= isMain && call.Argument(1)?.ConstantValue is { HasValue: true, Value: int count } && count <= SequenceSize.Few;
                    break;
                case "Select" when Selection.IsIdentity(call):
                    break;
                case "Select" when isMain && Selection.Reference(call, compilation) is { } reference:
                    Descend(reference);
                    break;
                default:
                    if (IsLibrary(call) ? !Neutral.Contains(call.TargetMethod.Name) : !ApplyHelper(call, depth))
                        return false;

                    break;
            }
        }

        if (isMain)
            operators.AddRange(chain);

        return true;
    }

    /// <summary>Reads a method of the user's own: what it returns must be a chain on the query it is handed.</summary>
    private bool ApplyHelper(IInvocationOperation call, int depth)
    {
        if (depth == 0 || SingleResult.Of(call.TargetMethod, compilation) is not { } result)
            return false;

        var ordinal = call.TargetMethod.IsExtensionMethod ? 0 : queries.Handed(call)?.Parameter?.Ordinal;
        if (ordinal is null)
            return false;

        var query = MethodBodies.Declared(call.TargetMethod).Parameters[ordinal.Value];
        var inner = new EntityQueryReader(result.Compilation);
        inner.handed.Add(query);
        return inner.Walk(result.Value, depth - 1, isMain: false) && inner.seen.Contains(query) && Take(inner);
    }

    /// <summary>Adds what a helper does to the query.</summary>
    private bool Take(EntityQueryReader helper)
    {
        included.UnionWith(helper.included);
        isTracked &= helper.isTracked;
        ignoresAutoIncludes |= helper.ignoresAutoIncludes;
        statesSplitting |= helper.statesSplitting;
        return true;
    }

    private bool IsLibrary(IInvocationOperation call) =>
        IsEfCore(call)
        || call.TargetMethod.IsMemberOf(compilation.Type(TypeNames.System.Queryable))
        || call.TargetMethod.IsMemberOf(compilation.Type(TypeNames.System.Enumerable))
        || call.TargetMethod.ContainingType.DerivesFrom(compilation.Type(TypeNames.EfCore.DbSet))
        || call.TargetMethod.Name is "WithCancellation" or "ConfigureAwait";

    private static bool IsEfCore(IInvocationOperation call) =>
        call.TargetMethod.ContainingNamespace is { Name: "EntityFrameworkCore", ContainingNamespace: { Name: "Microsoft", ContainingNamespace.IsGlobalNamespace: true } };

    /// <summary>Of what is included, that is left which belongs to the rows behind a reference.</summary>
    private void Descend(string reference)
    {
        var below = included.Where(p => p.StartsWith(reference + ".", StringComparison.Ordinal)).Select(p => p.Substring(reference.Length + 1)).ToArray();
        included.Clear();
        included.UnionWith(below);
    }
}
