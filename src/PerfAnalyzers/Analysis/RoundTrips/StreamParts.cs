using PerfAnalyzers.Analysis.Iteration;

namespace PerfAnalyzers.Analysis.RoundTrips;

/// <summary>Tells whether the rounds of a loop send one stream piece by piece: it is read once, and each piece begins where the last one ended.</summary>
internal static class StreamParts
{
    public static bool AreSent(IInvocationOperation call, Iteration.Iteration loop) =>
        call.Arguments.Any(a => Origin(a.Value).DescendantsAndSelf().Any(o => IsSharedStream(o, loop))) || loop.Body.Descendants().Any(o => Goes(o, loop));

    /// <summary>Whether a round goes to its place in the stream: <c>stream.Position = part.Offset</c>.</summary>
    private static bool Goes(IOperation operation, Iteration.Iteration loop) => operation switch
    {
        ISimpleAssignmentOperation { Target: IPropertyReferenceOperation { Property.Name: "Position", Instance: { } moved } } => IsSharedStream(moved.Unwrap(), loop),
        IInvocationOperation { TargetMethod.Name: "Seek", Instance: { } moved } => IsSharedStream(moved.Unwrap(), loop),
        _ => false,
    };

    /// <summary>What a value was made from, where it is a local: <c>using var part = new StreamContent(...)</c>.</summary>
    private static IOperation Origin(IOperation value) =>
        value.Unwrap() is ILocalReferenceOperation local && LocalValues.SetOnce(local) is { } made ? made : value;

    private static bool IsSharedStream(IOperation operation, Iteration.Iteration loop) =>
        operation is ILocalReferenceOperation or IParameterReferenceOperation or IFieldReferenceOperation
        && IsStream(operation.Type)
        && operation.ReferencedSymbol() is { } stream
        && !LoopFacts.Of(loop).Declares(stream)
        && !loop.Variables.Any(v => v.Is(stream));

    private static bool IsStream(ITypeSymbol? type)
    {
        for (; type is not null; type = type.BaseType)
        {
            if (type is { Name: "Stream", ContainingNamespace: { Name: "IO", ContainingNamespace.Name: "System" } })
                return true;
        }

        return false;
    }
}
