using PerfAnalyzers.Analysis.Iteration;
using PerfAnalyzers.Knowledge;

namespace PerfAnalyzers.Analysis.RoundTrips;

/// <summary>Tells whether the rounds of a loop send one stream piece by piece: it is read once, and each piece begins where the last one ended.</summary>
internal static class StreamParts
{
    public static bool AreSent(IInvocationOperation call, Iteration.Iteration loop, CompilationContext compilation)
    {
        var stream = compilation.Type(TypeNames.Files.Stream);
        return call.Arguments.Any(a => Origin(a.Value).DescendantsAndSelf().Any(o => IsShared(o, loop, stream))) || loop.Body.Descendants().Any(o => Goes(o, loop, stream));
    }

    /// <summary>Whether a round goes to its place in the stream: <c>stream.Position = part.Offset</c>. Going back to the start makes it ready for something else.</summary>
    private static bool Goes(IOperation operation, Iteration.Iteration loop, INamedTypeSymbol? stream)
    {
        var (moved, place) = operation switch
        {
            ISimpleAssignmentOperation { Target: IPropertyReferenceOperation { Property.Name: "Position", Instance: { } set } } assignment => (set, assignment.Value),
            IInvocationOperation { TargetMethod.Name: "Seek", Instance: { } sought } call => (sought, call.Argument(0)),
            _ => default,
        };
        return moved is not null && place?.ConstantValue.HasValue == false && IsShared(moved.Unwrap(), loop, stream);
    }

    /// <summary>What a value was made from, where it is a local: <c>using var part = new StreamContent(...)</c>.</summary>
    private static IOperation Origin(IOperation value) =>
        value.Unwrap() is ILocalReferenceOperation local && LocalValues.SetOnce(local) is { } made ? made : value;

    private static bool IsShared(IOperation operation, Iteration.Iteration loop, INamedTypeSymbol? stream) =>
        operation is ILocalReferenceOperation or IParameterReferenceOperation or IFieldReferenceOperation
        && operation.Type.DerivesFrom(stream)
        && operation.ReferencedSymbol() is { } symbol
        && !LoopFacts.Of(loop).Declares(symbol)
        && !loop.Variables.Any(v => v.Is(symbol));
}
