using PerfAnalyzers.Analysis.EntityModel;
using PerfAnalyzers.Knowledge;

namespace PerfAnalyzers.Analysis.Queries;

/// <summary>Tells what rows that are loaded have to do with others that a context tracks.</summary>
internal static class RowRelations
{
    /// <summary>
    /// Whether the rows are loaded so that they find each other: a context that tracks all rows of a tree connects parents and children, and
    /// what is picked afterwards are only the roots.
    /// </summary>
    public static bool LoadTree(LoadedRows rows, CompilationContext compilation) =>
        Entity(rows, compilation) is { } entity
        && Entities.For(compilation).Navigations(entity).Any(n => EntityTypes.WithBases(n.Target).Any(t => t.Is(entity)) || EntityTypes.WithBases(entity).Any(t => t.Is(n.Target)));

    /// <summary>Whether the member reads a navigation that leads to such rows: loading them may be what fills it.</summary>
    public static bool MayBeConnected(LoadedRows rows, IOperation place, CompilationContext compilation)
    {
        if (Entity(rows, compilation) is not { } entity)
            return false;

        foreach (var operation in LocalValues.Root(place).DescendantsAndSelf())
        {
            if (operation is IPropertyReferenceOperation { Instance.Type: { } owner } read
                && Entities.For(compilation).Navigation(owner, read.Property) is { } navigation
                && navigation.Target.Is(entity)
                && !operation.IsInExpressionTree(compilation))
            {
                return true;
            }
        }

        return false;
    }

    /// <summary>The entity that the rows are of; null for others.</summary>
    public static INamedTypeSymbol? Entity(LoadedRows rows, CompilationContext compilation)
    {
        var source = rows.Materialiser?.Receiver() ?? rows.Value;
        var type = source.Unwrap() is ITranslatedQueryOperation query ? query.Operation.Type : source.Unwrap().Type;
        return type.AsConstructed(compilation.Type(TypeNames.System.QueryableOfT))?.TypeArguments[0] is INamedTypeSymbol entity && Entities.For(compilation).Contains(entity) ? entity : null;
    }
}
