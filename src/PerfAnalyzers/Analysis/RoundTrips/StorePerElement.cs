using PerfAnalyzers.Analysis.Calls;
using PerfAnalyzers.Analysis.Collections;
using PerfAnalyzers.Analysis.Iteration;
using PerfAnalyzers.Knowledge;
using PerfAnalyzers.Knowledge.RoundTrips;

namespace PerfAnalyzers.Analysis.RoundTrips;

/// <summary>
/// Tells whether each round asks another collection, database or service, which it finds by its element: <c>database.GetCollection(name)</c>, <c>services[node]</c>. No one
/// question spans them.
/// </summary>
internal static class StorePerElement
{
    private const int LongestChain = 16;

    private static readonly ImmutableHashSet<string> Stores = ImmutableHashSet.Create(
        StringComparer.Ordinal, "Collection", "Client", "Connection", "Context", "Database", "Service", "Store", "Repository", "Index", "Table", "Queue", "Container", "Session", "Shard", "Provider", "Channel");

    /// <summary>Looks at the call in the loop, and at the first one of the method that it leads to.</summary>
    public static bool IsAsked(RoundTripInLoop found, RoundTripPath path)
    {
        // The client of a blob is its name and no store of its own.
        if (path.End.Kind == RoundTripKind.Blob || found.Operation is not IInvocationOperation call)
            return false;

        if (IsFoundBy(call, value => Variance.VariesIn(value, found.Loop), found.Compilation))
            return true;

        if (path.Steps.IsEmpty || (path.Steps.Length > 1 ? path.Steps[1].Call : path.End.Operation) is not IInvocationOperation next)
            return false;

        var method = MethodBodies.Declared(path.Steps[0].Method);
        return IsFoundBy(next, value => LoopFacts.ReferencedSymbols(value).OfType<IParameterSymbol>().Any(p => p.ContainingSymbol.Is(method) && IsGivenElement(p.Name)), found.Compilation);

        bool IsGivenElement(string parameter) => call.Arguments.Any(a => a.Parameter?.Name == parameter && Variance.VariesIn(a.Value, found.Loop));
    }

    private static bool IsFoundBy(IInvocationOperation call, Func<IOperation, bool> varies, CompilationContext compilation)
    {
        // Code that is being typed may make a local of itself.
        var at = call.Receiver();
        for (var hops = 0; at is not null && hops < LongestChain; hops++)
        {
            var value = at.UnwrapAwait();
            switch (value)
            {
                case ILocalReferenceOperation local:
                    at = LocalValues.SetOnce(local.Local, call);
                    break;
                case IPropertyReferenceOperation { Arguments: { IsEmpty: false } keys, Instance: var owner }:
                    if (keys.Any(k => varies(k.Value)) && IsStore(value.Type, compilation))
                        return true;

                    at = owner;
                    break;
                case IArrayElementReferenceOperation { Indices: var indices, ArrayReference: var array }:
                    if (indices.Any(varies) && IsStore(value.Type, compilation))
                        return true;

                    at = array;
                    break;
                case IInvocationOperation getter:
                    if ((getter.Arguments.Any(a => varies(a.Value)) || IsFactory(getter, varies)) && IsStore(value.Type, compilation))
                        return true;

                    at = getter.Receiver();
                    break;
                case IMemberReferenceOperation { Instance: var owner }:
                    at = owner;
                    break;
                default:
                    return false;
            }
        }

        return false;
    }

    /// <summary>Whether the element itself makes the store: <c>using var db = projection.Value();</c></summary>
    private static bool IsFactory(IInvocationOperation call, Func<IOperation, bool> varies) =>
        call is { TargetMethod.MethodKind: MethodKind.DelegateInvoke, Instance: { } factory } && varies(factory);

    private static bool IsStore(ITypeSymbol? type, CompilationContext compilation) =>
        type is not null
        && (type.DerivesFrom(compilation.Type(TypeNames.EfCore.DbContext)) || (Stores.Contains(Words.Split(type.Name).LastOrDefault() ?? "") && ElementKind.IsService(type, compilation)));
}
