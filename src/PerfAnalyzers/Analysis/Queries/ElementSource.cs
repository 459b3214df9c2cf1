using PerfAnalyzers.Analysis.Calls;
using PerfAnalyzers.Analysis.EntityModel;
using PerfAnalyzers.Knowledge;

namespace PerfAnalyzers.Analysis.Queries;

/// <summary>Where the entities that a loop goes through come from.</summary>
internal sealed class ElementSource
{
    private const int LongestTrace = 12;

    // Operators on lists in memory that give the same objects, or some of them.
    private static readonly ImmutableHashSet<string> Keeps = ImmutableHashSet.Create(
        StringComparer.Ordinal,
        "Where", "OrderBy", "OrderByDescending", "ThenBy", "ThenByDescending", "Order", "OrderDescending", "Skip", "SkipWhile", "Take", "TakeWhile", "Reverse",
        "Distinct", "DistinctBy", "ToList", "ToArray", "ToHashSet", "AsEnumerable", "AsReadOnly", "AsParallel", "Except", "Intersect", "DefaultIfEmpty");

    private ElementSource(EntityQuery query, ImmutableArray<ILocalSymbol> lists, ImmutableArray<IMethodSymbol> helpers, ImmutableArray<IOperation> bodies)
    {
        Query = query;
        Lists = lists;
        Helpers = helpers;
        Bodies = bodies;
    }

    public EntityQuery Query { get; }

    /// <summary>The locals that hold the list on its way to the loop.</summary>
    public ImmutableArray<ILocalSymbol> Lists { get; }

    /// <summary>The methods that hand the list on, outermost first; empty where the query stands in the member of the loop.</summary>
    public ImmutableArray<IMethodSymbol> Helpers { get; }

    /// <summary>The code that the list goes through: the member of the loop first, then the methods that hand it on.</summary>
    public ImmutableArray<IOperation> Bodies { get; }

    /// <summary>The query whose rows a sequence holds, as long as every step in between can be seen; null otherwise.</summary>
    public static ElementSource? Find(IOperation sequence, CompilationContext compilation)
    {
        var lists = ImmutableArray.CreateBuilder<ILocalSymbol>();
        var helpers = ImmutableArray.CreateBuilder<IMethodSymbol>();
        var bodies = ImmutableArray.CreateBuilder<IOperation>();
        bodies.Add(LocalValues.Root(sequence));
        var current = sequence.UnwrapAwait();
        for (var step = 0; step < LongestTrace; step++)
        {
            if (QueryReader.For(compilation) is var queries && queries.IsQueryable(current.Type) && current is not ILocalReferenceOperation)
                return Create(current, current, compilation);

            switch (current)
            {
                case ITranslatedQueryOperation translated:
                    current = translated.Operation.UnwrapAwait();
                    continue;
                case ILocalReferenceOperation local:
                    if (queries.IsQueryable(local.Type))
                        return Create(local, local, compilation);

                    if (LocalValues.SetOnce(local) is not { } value)
                        return null;

                    lists.Add(local.Local);
                    current = value.UnwrapAwait();
                    continue;
                case IInvocationOperation call when IsMaterialiser(call, compilation) && call.Receiver() is { } rows:
                    if (IsStillQuery(rows, queries))
                        return Create(rows, call, compilation);

                    current = rows.UnwrapAwait();
                    continue;
                case IInvocationOperation call when IsKept(call, compilation) && call.Receiver() is { } receiver:
                    current = receiver.UnwrapAwait();
                    continue;
                case IInvocationOperation { TargetMethod: { IsExtensionMethod: false } method }:
                    // Reading a method costs as much as compiling it, so only those are read that may give entities.
                    if (!GivesEntities(method.ReturnType, compilation) || SingleResult.Of(method, compilation) is not { } result)
                        return null;

                    helpers.Add(MethodBodies.Declared(method));
                    bodies.Add(LocalValues.Root(result.Value));
                    compilation = result.Compilation;
                    current = result.Value.UnwrapAwait();
                    continue;
                default:
                    return null;
            }
        }

        return null;

        ElementSource? Create(IOperation rows, IOperation execution, CompilationContext home) => EntityQueryReader.Read(rows, execution, home) is { } query
            ? new ElementSource(query, lists.ToImmutable(), helpers.ToImmutable(), bodies.ToImmutable())
            : null;
    }

    /// <summary>Whether a type is a sequence of entities, or a task of one.</summary>
    private static bool GivesEntities(ITypeSymbol returned, CompilationContext compilation)
    {
        var type = returned is INamedTypeSymbol { Name: "Task" or "ValueTask", TypeArguments: { Length: 1 } awaited } ? awaited[0] : returned;
        var element = type is IArrayTypeSymbol array ? array.ElementType
            : type.ArgumentOf(compilation.Type(TypeNames.System.EnumerableOfT))
                ?? type.ArgumentOf(compilation.Type(TypeNames.System.AsyncEnumerableOfT));
        return Entities.For(compilation).Contains(element);
    }

    private static bool IsStillQuery(IOperation rows, QueryReader queries) =>
        queries.IsQueryable(rows.Unwrap().Type) || (rows.Unwrap() is IInvocationOperation { TargetMethod.Name: "AsEnumerable" or "AsAsyncEnumerable" or "WithCancellation" or "ConfigureAwait" } view && view.Receiver() is { } inner && queries.IsQueryable(inner.Unwrap().Type));

    private static bool IsMaterialiser(IInvocationOperation call, CompilationContext compilation) =>
        call.TargetMethod.Name is "ToList" or "ToArray" or "ToHashSet" or "ToListAsync" or "ToArrayAsync" or "ToHashSetAsync" or "AsEnumerable" or "AsAsyncEnumerable" or "WithCancellation" or "ConfigureAwait"
        && (call.TargetMethod.IsMemberOf(compilation.Type(TypeNames.System.Enumerable))
            || call.TargetMethod.IsMemberOf(compilation.Type(TypeNames.EfCore.QueryableExtensions))
            || call.TargetMethod.ContainingType.DerivesFrom(compilation.Type(TypeNames.EfCore.DbSet))
            || call.TargetMethod.Name is "WithCancellation" or "ConfigureAwait");

    private static bool IsKept(IInvocationOperation call, CompilationContext compilation) =>
        Keeps.Contains(call.TargetMethod.Name)
        && (call.TargetMethod.IsMemberOf(compilation.Type(TypeNames.System.Enumerable)) || call.TargetMethod.IsMemberOf(compilation.Type(TypeNames.System.ListOfT)));
}
