using PerfAnalyzers.Analysis.Calls;
using PerfAnalyzers.Knowledge;
using PerfAnalyzers.Knowledge.RoundTrips;

namespace PerfAnalyzers.Analysis.Queries;

/// <summary>Rows in memory that a query has loaded, and nobody but one reader uses.</summary>
/// <param name="Query">The query that loads them.</param>
/// <param name="Materialiser">The call that loads them; null where a query is only looked at as a sequence.</param>
/// <param name="Local">The local that holds them on their way to the reader; null where the reader follows at once.</param>
/// <param name="Value">What the local holds, or what is read: the answer of the materialiser with its await.</param>
/// <param name="Method">The method that loads them and hands them over; null where the query stands in the member of the reader.</param>
/// <param name="Compilation">The project that the query is written in.</param>
internal sealed record LoadedRows(Query Query, IInvocationOperation? Materialiser, ILocalReferenceOperation? Local, IOperation Value, IMethodSymbol? Method, CompilationContext Compilation)
{
    private const int MostMethods = 3;

    /// <summary>Whether something else reads how many there are.</summary>
    public bool AreCounted { get; private init; }

    /// <summary>Whether the method that loads them is told which ones.</summary>
    public bool AreChosen { get; private init; }

    /// <summary>The rows behind what something is read from; null when it is not the whole answer of a query, or when others read it too.</summary>
    /// <param name="sequence">What is read from.</param>
    /// <param name="compilation">The project.</param>
    /// <param name="mayBeCounted">Whether others may read how many there are, which a query of its own tells.</param>
    /// <param name="mayBeChosen">Whether the rows may come from a method that is told which ones.</param>
    public static LoadedRows? Behind(IOperation sequence, CompilationContext compilation, bool mayBeCounted = false, bool mayBeChosen = false)
    {
        var value = sequence.UnwrapAwait();
        if (value is not ILocalReferenceOperation { IsDeclaration: false } local)
            return Of(value, compilation) ?? Handed(value, compilation, mayBeChosen);

        // What a local holds is looked at first: most hold no rows, and going through all uses costs more.
        if (LocalValues.SetOnce(local) is not { } given)
            return null;

        value = given.UnwrapAwait();
        var rows = Of(value, compilation);
        if ((rows is null && !MayBeHanded(value, mayBeChosen)) || !IsOnlyUse(local, mayBeCounted) || !RunsAsOften(local, given) || IsSnapshot(local, given, compilation))
            return null;

        return (rows ?? Handed(value, compilation, mayBeChosen)) is { } found ? found with { Local = local, AreCounted = mayBeCounted && !IsOnlyUse(local) } : null;
    }

    private static LoadedRows? Of(IOperation value, CompilationContext compilation)
    {
        var queries = QueryReader.For(compilation);
        if (value is IInvocationOperation call && IsMaterialiser(call, compilation))
        {
            // AsEnumerable and ToList one after the other.
            var source = call.Receiver()!.Unwrap();
            return (queries.IsQueryable(source.Type) || source is ITranslatedQueryOperation) && queries.ReadSequence(source) is { Origin: not QueryOrigin.Memory } query
                ? new LoadedRows(query, call, null, value, null, compilation)
                : null;
        }

        return queries.IsQueryable(value.Type) && value is not ILocalReferenceOperation && queries.ReadSequence(value) is { Origin: not QueryOrigin.Memory } looked
            ? new LoadedRows(looked, null, null, value, null, compilation)
            : null;
    }

    /// <summary>Rows that a method gives back as it has loaded them, whoever calls it: it has no arguments that choose among them, unless that is allowed.</summary>
    private static LoadedRows? Handed(IOperation value, CompilationContext compilation, bool mayBeChosen)
    {
        var areChosen = false;
        var home = compilation;
        var method = default(IMethodSymbol);
        for (var step = 0; step < MostMethods; step++)
        {
            if (!MayBeHanded(value, mayBeChosen) || value is not IInvocationOperation { TargetMethod: { } called } call || SingleResult.Of(called, home) is not { } result)
                return null;

            method ??= called;
            areChosen |= !IsOnlyTold(called);
            home = result.Compilation;
            value = result.Value.UnwrapAwait();
            if (value is ILocalReferenceOperation local)
            {
                if (LocalValues.SetOnce(local) is not { } given || !IsOnlyUse(local))
                    return null;

                value = given.UnwrapAwait();
            }

            if (Of(value, home) is { } rows)
                return QueryReader.For(compilation).IsQueryable(call.Type) ? null : rows with { Method = method, AreChosen = areChosen };
        }

        return null;
    }

    private static bool MayBeHanded(IOperation value, bool mayBeChosen) =>
        value is IInvocationOperation { TargetMethod: { IsExtensionMethod: false } called } && (mayBeChosen || IsOnlyTold(called)) && MayGiveRows(called.ReturnType);

    /// <summary>Whether a method is told nothing but when to stop.</summary>
    private static bool IsOnlyTold(IMethodSymbol called) => called.Parameters.All(p => p.Type.Name == "CancellationToken");

    /// <summary>Reading a method costs as much as compiling it, so only those are read that give a sequence of classes.</summary>
    private static bool MayGiveRows(ITypeSymbol returned)
    {
        var type = returned is INamedTypeSymbol { Name: "Task" or "ValueTask", TypeArguments: { Length: 1 } awaited } ? awaited[0] : returned;
        return type is IArrayTypeSymbol { ElementType.TypeKind: TypeKind.Class } or INamedTypeSymbol { Name: "List" or "IList" or "IEnumerable" or "ICollection" or "IReadOnlyList" or "IReadOnlyCollection", TypeArguments: { Length: 1 } };
    }

    /// <summary>A call that loads all rows of a query into a list, or makes what follows work on objects.</summary>
    private static bool IsMaterialiser(IInvocationOperation call, CompilationContext compilation) =>
        call.TargetMethod.Name switch
        {
            "ToList" or "ToArray" or "AsEnumerable" => call.TargetMethod.IsMemberOf(compilation.Type(TypeNames.System.Enumerable)) && call.Receiver() is not null,
            "ToListAsync" or "ToArrayAsync" or "AsAsyncEnumerable" => call.TargetMethod.IsMemberOf(compilation.Type(TypeNames.EfCore.QueryableExtensions)) && call.Receiver() is not null,
            _ => false,
        };

    private static bool IsOnlyUse(ILocalReferenceOperation reference, bool mayBeCounted = false)
    {
        foreach (var operation in LocalValues.Root(reference).DescendantsAndSelf())
        {
            if (operation is ILocalReferenceOperation { IsDeclaration: false } other && other != reference && other.Local.Is(reference.Local) && !(mayBeCounted && IsCount(other)))
                return false;
        }

        return true;
    }

    private static bool IsCount(ILocalReferenceOperation list) => list.ParentValue() is IPropertyReferenceOperation { Property.Name: "Count" or "Length" };

    /// <summary>Whether something is written between loading and reading: the rows may be kept because they will be other ones.</summary>
    private static bool IsSnapshot(IOperation reader, IOperation value, CompilationContext compilation)
    {
        var table = RoundTripTable.For(compilation);
        foreach (var operation in LocalValues.Root(reader).DescendantsAndSelf())
        {
            if (operation is IInvocationOperation call
                && call.Syntax.SpanStart > value.Syntax.Span.End
                && call.Syntax.Span.End < reader.Syntax.SpanStart
                && table.Find(call)?.Kind is RoundTripKind.Save or RoundTripKind.Command)
            {
                return true;
            }
        }

        return false;
    }

    /// <summary>Whether the reader runs once for each time that the rows are loaded, and not in a loop or function of its own.</summary>
    private static bool RunsAsOften(IOperation reader, IOperation value)
    {
        IOperation child = reader;
        for (var parent = reader.Parent; parent is not null; child = parent, parent = parent.Parent)
        {
            if (parent.Syntax.Span.Contains(value.Syntax.Span))
                return true;

            if (parent is IAnonymousFunctionOperation or ILocalFunctionOperation || (parent is ILoopOperation && !(parent is IForEachLoopOperation each && each.Collection == child)))
                return false;
        }

        return false;
    }
}
