using PerfAnalyzers.Analysis.Calls;
using PerfAnalyzers.Knowledge;

namespace PerfAnalyzers.Analysis.RoundTrips;

/// <summary>Names the context or connection that an operation works on: what allows one operation at a time.</summary>
internal static class RoundTripOwner
{
    /// <summary>The variable, field or property that holds the context or connection; null when it cannot be named, or is none of these.</summary>
    public static ISymbol? Of(RoundTrip trip, CompilationContext compilation)
    {
        var value = trip.Query?.Root ?? (trip.Operation as IInvocationOperation)?.Receiver();
        while (value is not null)
        {
            value = value.Unwrap();
            if (IsOwner(value.Type, compilation))
                return value is IInstanceReferenceOperation ? value.Type : value is IPropertyReferenceOperation { Property: var made } && MakesOne(made, compilation) ? null : value.ReferencedSymbol();

            switch (value)
            {
                case IPropertyReferenceOperation property:
                    value = property.Instance;
                    break;
                case IInvocationOperation call:
                    value = call.Receiver();
                    break;
                case ILocalReferenceOperation local:
                    value = LocalValues.FirstValue(local);
                    break;
                default:
                    return null;
            }
        }

        return null;
    }

    /// <summary>Whether a getter makes or opens another one whenever it is read.</summary>
    private static bool MakesOne(IPropertySymbol property, CompilationContext compilation) =>
        CallTargets.HasOwnCode(property.GetMethod)
        && MethodBodies.For(compilation).Of(property.GetMethod!)?.Root is { } code
        && code.Descendants().Any(o => o is IObjectCreationOperation or IInvocationOperation && o.Parent is not (ICoalesceAssignmentOperation or ISimpleAssignmentOperation));

    private static bool IsOwner(ITypeSymbol? type, CompilationContext compilation) =>
        type.DerivesFrom(compilation.Type(TypeNames.EfCore.DbContext))
        || type.DerivesFrom(compilation.Type(TypeNames.Data.DbConnection))
        || type.Is(compilation.Type(TypeNames.Data.Connection));
}
