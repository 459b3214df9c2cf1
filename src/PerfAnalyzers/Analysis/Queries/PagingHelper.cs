using System.Collections.Concurrent;
using PerfAnalyzers.Analysis.Calls;
using PerfAnalyzers.Knowledge;

namespace PerfAnalyzers.Analysis.Queries;

/// <summary>Knows the methods in source that cut a page out of the query they are handed, and leave its order to whoever calls: <c>rows.Page(3, 20)</c>.</summary>
internal sealed class PagingHelper
{
    private static readonly ImmutableHashSet<string> KeepsOrder = ImmutableHashSet.Create(StringComparer.Ordinal, "Where", "Skip", "Take", "AsQueryable", "AsNoTracking", "Include", "TagWith");

    private readonly CompilationContext compilation;
    private readonly INamedTypeSymbol? queryable;
    private readonly ConcurrentDictionary<IMethodSymbol, bool> known = new(SymbolEqualityComparer.Default);

    private PagingHelper(CompilationContext compilation)
    {
        this.compilation = compilation;
        queryable = compilation.Type(TypeNames.System.Queryable);
    }

    public static PagingHelper For(CompilationContext compilation) => compilation.Get(c => new PagingHelper(c));

    /// <summary>Whether a call hands a query to such a method: as its first argument, or as what it extends.</summary>
    public bool Is(IInvocationOperation call)
    {
        var method = call.TargetMethod;
        if (!method.IsExtensionMethod || QueryTrail.RowType(method.ReturnType, compilation) is null || MethodBodies.Declared(method).DeclaringSyntaxReferences.IsEmpty)
            return false;

        var declared = MethodBodies.Declared(method);
        return known.TryGetValue(declared, out var pages) ? pages : known.GetOrAdd(declared, CutsPage(method));
    }

    private bool CutsPage(IMethodSymbol method)
    {
        if (MethodBodies.For(compilation).Of(method) is not { } body)
            return false;

        var cuts = false;
        foreach (var operation in body.Root.Descendants())
        {
            if (operation is not IInvocationOperation call)
                continue;

            if (call.TargetMethod.Name.StartsWith("Order", StringComparison.Ordinal) || call.TargetMethod.Name.StartsWith("ThenBy", StringComparison.Ordinal))
                return false;

            cuts |= call.TargetMethod.Name == "Skip" && call.TargetMethod.IsMemberOf(queryable) && IsOfFirstParameter(call);
        }

        return cuts;
    }

    private static bool IsOfFirstParameter(IInvocationOperation skip)
    {
        var value = skip.Receiver()?.Unwrap();
        while (value is IInvocationOperation { TargetMethod.IsExtensionMethod: true } call && KeepsOrder.Contains(call.TargetMethod.Name))
            value = call.Receiver()?.Unwrap();

        return value is IParameterReferenceOperation { Parameter.Ordinal: 0 };
    }
}
