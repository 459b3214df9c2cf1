using PerfAnalyzers.Analysis.Calls;
using PerfAnalyzers.Knowledge;
using PerfAnalyzers.Knowledge.RoundTrips;

namespace PerfAnalyzers.Analysis.Queries;

/// <summary>Reads chains of query operators, also when they are composed over locals, and tells what they start from.</summary>
internal sealed class QueryReader
{
    private const int LongestChain = 64;

    private readonly CompilationContext compilation;
    private readonly RoundTripTable roundTrips;
    private readonly QueryProviders providers;
    private readonly INamedTypeSymbol? queryable;
    private readonly INamedTypeSymbol? dbSet;
    private readonly INamedTypeSymbol? dbSetOfEf6;
    private readonly bool hasProvider;

    private QueryReader(CompilationContext compilation)
    {
        this.compilation = compilation;
        roundTrips = RoundTripTable.For(compilation);
        providers = QueryProviders.For(compilation);
        queryable = compilation.Type(TypeNames.System.QueryableOfT);
        dbSet = compilation.Type(TypeNames.EfCore.DbSet);
        dbSetOfEf6 = compilation.Type(TypeNames.Ef6.DbSetInterface);
        hasProvider = dbSet is not null || dbSetOfEf6 is not null;
    }

    public static QueryReader For(CompilationContext compilation) => compilation.Get(c => new QueryReader(c));

    /// <summary>The query of Entity Framework that a call runs, or null when the call runs none.</summary>
    public Query? Read(IInvocationOperation call) => ReadAny(call) is { Provider: null } query ? query : null;

    /// <summary>The query that a call runs, whichever library translates it; null when the call runs none.</summary>
    public Query? ReadAny(IInvocationOperation call)
    {
        if (roundTrips.Find(call) is not { Kind: RoundTripKind.Query or RoundTripKind.Command } row || (!IsEntityFramework(row) && row.Shape == RoundTripShape.Call))
            return null;

        if (row.Shape == RoundTripShape.Call)
            return new Query(call, row.Kind, call.Receiver() ?? call, QueryOrigin.Database, ImmutableArray.Create(call));

        if (call.Receiver() is not { } source)
            return null;

        var operators = ImmutableArray.CreateBuilder<IInvocationOperation>();
        operators.Add(call);
        var root = Root(source, operators);
        if (row.Shape == RoundTripShape.RunsQueryIfQueryable && !PassesThroughQuery(source, operators))
            return null;

        operators.Reverse();
        var origin = Origin(root, LongestChain);
        if (origin == QueryOrigin.Unknown && row.Type is TypeNames.EfCore.QueryableExtensions or TypeNames.Ef6.QueryableExtensions)
            origin = QueryOrigin.Database;

        return Belonging(new Query(call, row.Kind, root, origin, operators.ToImmutable()), row);
    }

    /// <summary>The query of Entity Framework that a loop runs by going through it, or null when the loop goes through objects.</summary>
    public Query? Read(IForEachLoopOperation loop) => ReadSequence(loop.Collection);

    /// <summary>The query that a loop runs, whichever library translates it.</summary>
    public Query? ReadAny(IForEachLoopOperation loop) => ReadAny(loop.Collection);

    /// <summary>The query of Entity Framework that runs when somebody goes through a sequence, or null when that is of objects.</summary>
    public Query? ReadSequence(IOperation sequence) => hasProvider && ReadAny(sequence) is { Provider: null } query ? query : null;

    private Query? ReadAny(IOperation sequence)
    {
        // LINQ goes through queries of every provider; without one that is known here there is nothing to say.
        if (!hasProvider && providers.IsEmpty)
            return null;

        // How it is awaited is no part of it.
        var source = sequence.Unwrap();
        while (source is IInvocationOperation { TargetMethod: { Name: "WithCancellation" or "ConfigureAwait", ReturnType.Name: "ConfiguredCancelableAsyncEnumerable" } } configured
            && configured.Receiver() is { } awaited)
        {
            source = awaited.Unwrap();
        }

        var operators = ImmutableArray.CreateBuilder<IInvocationOperation>();
        var root = Root(source, operators);
        if (!IsQueryable(source.Type) && !PassesThroughQuery(source, operators))
            return null;

        operators.Reverse();
        var origin = Origin(root, LongestChain);
        return Belonging(new Query(sequence, RoundTripKind.Query, root, origin, operators.ToImmutable()), row: null);
    }

    /// <summary>The query with the library that runs it: what hands it out tells, or else what declares the operator that runs it.</summary>
    private Query Belonging(Query query, RoundTripRow? row)
    {
        if (providers.IsEmpty || query.Origin == QueryOrigin.Memory || IsSet(query.Root.Type))
            return query;

        if (providers.Of(query.Root) is { } provider)
            return new Query(query.Execution, query.Kind, query.Root, QueryOrigin.Database, query.Operators) { Provider = provider };

        if (row is not null && !IsEntityFramework(row) && row.Type is not (TypeNames.System.Queryable or TypeNames.System.Enumerable))
            return new Query(query.Execution, query.Kind, query.Root, QueryOrigin.Database, query.Operators) { Provider = row.Library };

        // What a repository hands out may be of either where both are referenced; it is then taken for the usual one.
        return hasProvider ? query : new Query(query.Execution, query.Kind, query.Root, query.Origin, query.Operators) { Provider = providers.First };
    }

    /// <summary>Other libraries say their queries as text, or in words of their own.</summary>
    private static bool IsEntityFramework(RoundTripRow row) =>
        row.Library == EfCoreRoundTrips.Library || row.Library == Ef6RoundTrips.Library;

    public bool IsQueryable(ITypeSymbol? type) => type.Implements(queryable);

    /// <summary>A set of EF Core or EF6, or what derives from one.</summary>
    public bool IsSet(ITypeSymbol? type) => type.DerivesFrom(dbSet) || type.Implements(dbSetOfEf6);

    /// <summary>The only query that a method of the user's own is handed, to give it back with more on it: <c>Visible(db.Orders, user)</c>.</summary>
    public IArgumentOperation? Handed(IInvocationOperation call)
    {
        if (call.TargetMethod.IsExtensionMethod || MethodBodies.Declared(call.TargetMethod).DeclaringSyntaxReferences.IsEmpty || !IsQueryable(call.Type))
            return null;

        IArgumentOperation? only = null;
        foreach (var argument in call.Arguments)
        {
            if (!IsQueryable(argument.Value.Unwrap().Type))
                continue;

            if (only is not null)
                return null;

            only = argument;
        }

        return only;
    }

    /// <summary>Goes down a chain to what it starts from, collecting its operators, last first.</summary>
    private IOperation Root(IOperation source, ImmutableArray<IInvocationOperation>.Builder operators)
    {
        var current = source.Unwrap();
        for (var step = 0; step < LongestChain; step++)
        {
            switch (current)
            {
                case ITranslatedQueryOperation query:
                    current = query.Operation.Unwrap();
                    break;
                case IInvocationOperation { TargetMethod.IsExtensionMethod: true } call when IsOperator(call) && call.Receiver() is { } receiver && !HandsOut(call, receiver):
                    operators.Add(call);
                    current = receiver.Unwrap();
                    break;
                case ILocalReferenceOperation local when LocalValues.FirstValue(local) is { } value && IsQueryable(local.Type):
                    current = value.Unwrap();
                    break;
                default:
                    return current;
            }
        }

        return current;
    }

    /// <summary>An extension method that takes a query or sequence and gives one: LINQ, the provider, or somebody's own.</summary>
    private bool IsOperator(IInvocationOperation call) =>
        IsQueryable(call.Type) || call.TargetMethod.Name is "AsEnumerable" or "AsAsyncEnumerable" || IsLazySequence(call);

    /// <summary>Whether an extension of a library makes a query of something else: <c>db.GetTable&lt;Order&gt;()</c>.</summary>
    private bool HandsOut(IInvocationOperation call, IOperation receiver) => !providers.IsEmpty && !IsQueryable(receiver.Unwrap().Type) && providers.Of(call) is not null;

    private bool IsLazySequence(IInvocationOperation call) =>
        call.TargetMethod.IsMemberOf(compilation.Type(TypeNames.System.Enumerable)) && Iteration.Callbacks.IsDeferred(call.TargetMethod, compilation);

    /// <summary>Whether the sequence is, or lazily goes through, a query; false once it has been loaded into memory.</summary>
    private bool PassesThroughQuery(IOperation source, ImmutableArray<IInvocationOperation>.Builder operators)
    {
        if (IsQueryable(source.Unwrap().Type))
            return true;

        foreach (var call in operators)
        {
            if (call.Receiver() is { } receiver && IsQueryable(receiver.Unwrap().Type))
                return true;
        }

        return false;
    }

    private QueryOrigin Origin(IOperation root, int depth)
    {
        if (depth == 0)
            return QueryOrigin.Unknown;

        // What does not bind may look like a query because Queryable is one of the candidates.
        if (root is IInvalidOperation || root.Type is null or { TypeKind: TypeKind.Error or TypeKind.Dynamic })
            return QueryOrigin.Memory;

        if (IsSet(root.Type))
            return QueryOrigin.Database;

        switch (root)
        {
            // Rows that the context has already, as a view of the change tracker.
            case IPropertyReferenceOperation { Property.Name: "Local" }:
                return QueryOrigin.Memory;
            case IInvocationOperation { TargetMethod: { Name: "AsQueryable" } method } call when method.IsMemberOf(compilation.Type(TypeNames.System.Queryable)):
                return call.Receiver() is { } inner && (IsQueryable(inner.Unwrap().Type) || IsSet(inner.Unwrap().Type))
                    ? Origin(inner.Unwrap(), depth - 1)
                    : QueryOrigin.Memory;
            case IInvocationOperation { TargetMethod.ContainingNamespace: { } declared } when IsEfCore(declared):
                return QueryOrigin.Database;
            case IConditionalOperation { WhenFalse: { } otherwise } choice:
                return Weakest(Origin(choice.WhenTrue.Unwrap(), depth - 1), Origin(otherwise.Unwrap(), depth - 1));
            case IObjectCreationOperation or IArrayCreationOperation:
                return QueryOrigin.Memory;
            default:
                return IsQueryable(root.Type) ? QueryOrigin.Unknown : QueryOrigin.Memory;
        }
    }

    private static bool IsEfCore(INamespaceSymbol declared)
    {
        for (var current = declared; current is { IsGlobalNamespace: false }; current = current.ContainingNamespace)
        {
            if (current.Name == "EntityFrameworkCore" && current.ContainingNamespace is { Name: "Microsoft", ContainingNamespace.IsGlobalNamespace: true })
                return true;
        }

        return false;
    }

    private static QueryOrigin Weakest(QueryOrigin first, QueryOrigin second) => first > second ? first : second;
}
