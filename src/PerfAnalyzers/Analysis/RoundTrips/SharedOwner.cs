using PerfAnalyzers.Analysis.Calls;

namespace PerfAnalyzers.Analysis.RoundTrips;

/// <summary>The context or connection that a call ends up working on, here or through methods, and the object that holds it.</summary>
/// <param name="Path">The way to the operation.</param>
/// <param name="Owner">What holds the context or connection: a field, a property, or what the method is given.</param>
/// <param name="Holder">The object that the field or property belongs to; null for the one that the code belongs to.</param>
internal sealed record SharedOwner(RoundTripPath Path, ISymbol Owner, ISymbol? Holder)
{
    /// <summary>Each one that a call surely works on and that has a name where the call stands.</summary>
    public static IEnumerable<SharedOwner> Of(IInvocationOperation call, CompilationContext compilation, CancellationToken cancellationToken)
    {
        foreach (var path in RoundTripFacts.For(compilation).Of(call, isAction: false, cancellationToken))
        {
            if (path is { Certainty: PathCertainty.Certain, End: { Row.IsDatabase: true } or { Query: not null } }
                && RoundTripOwner.Of(path.End, compilation) is { } owner
                && Seen(path, owner, call) is { } shared)
            {
                yield return shared;
            }
        }
    }

    /// <summary>Whether both are the same context.</summary>
    public bool Is(SharedOwner other) => Owner.Is(other.Owner) && (Holder is null ? other.Holder is null : Holder.Is(other.Holder));

    private static SharedOwner? Seen(RoundTripPath path, ISymbol owner, IInvocationOperation call)
    {
        if (path.Steps.IsEmpty)
            return owner is IFieldSymbol or IPropertySymbol or IParameterSymbol or ILocalSymbol ? new SharedOwner(path, owner, null) : null;

        if (owner is IParameterSymbol { ContainingSymbol: IMethodSymbol { MethodKind: not MethodKind.Constructor } method } parameter)
        {
            return path.Steps.Length == 1 && path.Steps[0].Method.Is(method) && call.Arguments.FirstOrDefault(a => a.Parameter?.Ordinal == parameter.Ordinal) is { } given
                && given.Value.ReferencedSymbol() is IFieldSymbol or IPropertySymbol or IParameterSymbol or ILocalSymbol
                    ? new SharedOwner(path, given.Value.ReferencedSymbol()!, null)
                    : null;
        }

        // The way has to stay within one object: another one may hold another context.
        if (owner is not { IsStatic: false } or not (IFieldSymbol or IPropertySymbol or IParameterSymbol) || path.Steps.Any(s => s.Method.IsStatic) || path.Steps.Skip(1).Any(s => !IsOnItself(s.Call)))
            return null;

        return call.Receiver() switch
        {
            IInstanceReferenceOperation => new SharedOwner(path, owner, null),
            { } receiver when receiver.ReferencedSymbol() is { } holder and (IFieldSymbol or ILocalSymbol or IParameterSymbol) => new SharedOwner(path, owner, holder),
            _ => null,
        };
    }

    private static bool IsOnItself(IOperation call) => call is IInvocationOperation { Instance: { } instance } && instance.Unwrap() is IInstanceReferenceOperation;
}
