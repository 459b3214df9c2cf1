using PerfAnalyzers.Analysis.Calls;
using PerfAnalyzers.Knowledge;

namespace PerfAnalyzers.Analysis.Queries;

/// <summary>
/// What is applied to a query on its way to a place: over locals that it is composed in, into helpers and repositories in source, down to
/// the set it starts from.
/// </summary>
internal sealed class QueryTrail
{
    private const int LongestChain = 64;
    private const int DeepestHelper = 3;

    private readonly CompilationContext compilation;
    private readonly HashSet<ISymbol> seen = new(SymbolEqualityComparer.Default);
    private readonly HashSet<ISymbol> handed = new(SymbolEqualityComparer.Default);
    private readonly List<IInvocationOperation> always = new();
    private readonly List<IInvocationOperation> perhaps = new();
    private IOperation? root;

    private QueryTrail(CompilationContext compilation) => this.compilation = compilation;

    /// <summary>The operators that are applied in any case, the first one first.</summary>
    public IReadOnlyList<IInvocationOperation> Always => always;

    /// <summary>The operators that are applied under conditions.</summary>
    public IReadOnlyList<IInvocationOperation> Perhaps => perhaps;

    public IEnumerable<IInvocationOperation> Operators => always.Concat(perhaps);

    /// <summary>The set that the query starts from.</summary>
    public IOperation Root => root!;

    /// <summary>The entity whose set it starts from; null in code that is written for any entity.</summary>
    public INamedTypeSymbol? Entity { get; private set; }

    /// <summary>Reads what leads to a sequence; null when any link cannot be seen.</summary>
    public static QueryTrail? Read(IOperation sequence, CompilationContext compilation)
    {
        var trail = new QueryTrail(compilation);
        if (!trail.Walk(sequence, DeepestHelper, trail.always) || trail.root is null)
            return null;

        trail.Entity = trail.FirstRow();
        return trail;
    }

    /// <summary>The type of the rows of a query or set; null for other types.</summary>
    public static INamedTypeSymbol? RowType(ITypeSymbol? sequence, CompilationContext compilation) =>
        sequence.ArgumentOf(compilation.Type(TypeNames.System.QueryableOfT)) as INamedTypeSymbol;

    /// <summary>Whether an operator is one of LINQ or of EF Core, whose names have one meaning.</summary>
    public static bool IsLibrary(IInvocationOperation call, CompilationContext compilation) =>
        call.TargetMethod.IsMemberOf(compilation.Type(TypeNames.System.Queryable))
        || call.TargetMethod.ContainingType.DerivesFrom(compilation.Type(TypeNames.EfCore.DbSet))
        || IsProjection(call)
        || call.TargetMethod.ContainingNamespace is { Name: "EntityFrameworkCore", ContainingNamespace: { Name: "Microsoft", ContainingNamespace.IsGlobalNamespace: true } };

    /// <summary>Whether an operator makes other rows of the rows: those of mappers, too.</summary>
    public static bool IsProjection(IInvocationOperation call) => call.TargetMethod.Name == "Select" || IsMapping(call);

    /// <summary>Whether a mapper makes the other rows, which says elsewhere how.</summary>
    public static bool IsMapping(IInvocationOperation call) => call.TargetMethod switch
    {
        { Name: "ProjectTo", ContainingNamespace: { Name: "QueryableExtensions", ContainingNamespace: { Name: "AutoMapper", ContainingNamespace.IsGlobalNamespace: true } } } => true,
        { Name: "ProjectToType", ContainingNamespace: { Name: "Mapster", ContainingNamespace.IsGlobalNamespace: true } } => true,
        _ => false,
    };

    /// <summary>A generic repository names its rows only where it is asked.</summary>
    private INamedTypeSymbol? FirstRow()
    {
        if (RowType(Root.Type, compilation) is { } rows)
            return rows;

        foreach (var call in Operators)
        {
            if (call.Receiver() is { } source && RowType(source.Unwrap().Type, compilation) is { } named)
                return named;
        }

        return null;
    }

    private bool Walk(IOperation sequence, int depth, List<IInvocationOperation> into)
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
                case IInvocationOperation call when QueryReader.For(compilation).Handed(call) is { } query:
                    chain.Add(call);
                    current = query.Value.Unwrap();
                    continue;
                case ILocalReferenceOperation local when IsQueryable(local.Type):
                    if (!seen.Add(local.Local))
                        return Add(chain, depth, into);

                    // What is assigned later is applied on top.
                    if (Assigned(local, local.Local) is not { Count: > 0 } values || !Branches(values.Skip(1), local, depth))
                        return false;

                    current = values[0].Unwrap();
                    continue;
                case IConditionalOperation { WhenFalse: { } otherwise } choice when IsQueryable(choice.Type):
                    return Walk(choice.WhenTrue, depth, perhaps) && Walk(otherwise, depth, perhaps) && Add(chain, depth, into);
                case ISwitchExpressionOperation choice when IsQueryable(choice.Type):
                    return choice.Arms.All(a => a.Value.Unwrap() is IThrowOperation || Walk(a.Value, depth, perhaps)) && Add(chain, depth, into);
                case IParameterReferenceOperation parameter when handed.Contains(parameter.Parameter):
                    return (!seen.Add(parameter.Parameter) || Branches(Assigned(parameter, parameter.Parameter), parameter, depth)) && Add(chain, depth, into);
                default:
                    return Start(current, depth, into) && Add(chain, depth, into);
            }
        }

        return false;
    }

    private bool Branches(IEnumerable<IOperation> values, IOperation use, int depth)
    {
        foreach (var value in values)
        {
            if (value.Syntax.SpanStart < use.Syntax.SpanStart && !Walk(value, depth, IsInBranch(value, use) ? perhaps : always))
                return false;
        }

        return true;
    }

    /// <summary>Whether a value is assigned on some ways to its use only.</summary>
    private static bool IsInBranch(IOperation value, IOperation use)
    {
        for (var parent = value.Parent; parent is not null && !parent.Syntax.Span.Contains(use.Syntax.Span); parent = parent.Parent)
        {
            if (parent is IConditionalOperation or ISwitchOperation or ILoopOperation or ITryOperation or ISwitchExpressionOperation or IAnonymousFunctionOperation or ILocalFunctionOperation)
                return true;
        }

        return false;
    }

    private static List<IOperation> Assigned(IOperation reference, ISymbol symbol)
    {
        var values = new List<IOperation>();
        foreach (var operation in LocalValues.Root(reference).DescendantsAndSelf())
        {
            if (operation is IVariableDeclaratorOperation declarator && declarator.Symbol.Is(symbol) && declarator.GetVariableInitializer() is { } initialiser)
                values.Add(initialiser.Value);
            else if (operation is ISimpleAssignmentOperation assignment && assignment.Target.ReferencedSymbol().Is(symbol))
                values.Add(assignment.Value);
        }

        return values;
    }

    private bool IsQueryable(ITypeSymbol? type) => QueryReader.For(compilation).IsQueryable(type);

    private bool IsOperator(IInvocationOperation call) =>
        call.Receiver() is { } receiver
        && (call.TargetMethod.IsExtensionMethod || call.TargetMethod.ContainingType.DerivesFrom(compilation.Type(TypeNames.EfCore.DbSet)))
        && IsQueryable(call.Type)
        && IsQueryable(receiver.Unwrap().Type);

    private bool Start(IOperation start, int depth, List<IInvocationOperation> into)
    {
        if (start.Type.DerivesFrom(compilation.Type(TypeNames.EfCore.DbSet)))
        {
            root ??= start;
            return true;
        }

        if (!IsQueryable(start.Type) || depth == 0)
            return false;

        var method = start switch
        {
            IInvocationOperation call => call.TargetMethod,
            IPropertyReferenceOperation property => property.Property.GetMethod,
            _ => null,
        };
        if (method is null || SingleResult.Of(method, compilation) is not { } result)
            return false;

        var inner = new QueryTrail(result.Compilation);
        if (!inner.Walk(result.Value, depth - 1, inner.always))
            return false;

        // Of a generic repository the rows are known here, and not inside.
        root ??= start;
        Take(inner, into);
        return true;
    }

    private bool Add(List<IInvocationOperation> chain, int depth, List<IInvocationOperation> into)
    {
        for (var i = chain.Count - 1; i >= 0; i--)
        {
            var call = chain[i];
            if (IsLibrary(call, compilation))
            {
                into.Add(call);
                continue;
            }

            var ordinal = QueryReader.For(compilation).Handed(call)?.Parameter?.Ordinal ?? 0;
            if (depth == 0 || SingleResult.Of(call.TargetMethod, compilation) is not { } result)
                return false;

            var inner = new QueryTrail(result.Compilation);
            inner.handed.Add(MethodBodies.Declared(call.TargetMethod).Parameters[ordinal]);
            if (!inner.Walk(result.Value, depth - 1, inner.always))
                return false;

            Take(inner, into);
        }

        return true;
    }

    private void Take(QueryTrail inner, List<IInvocationOperation> into)
    {
        into.AddRange(inner.always);
        perhaps.AddRange(inner.perhaps);
    }
}
