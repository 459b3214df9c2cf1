using PerfAnalyzers.Analysis.Async;
using PerfAnalyzers.Analysis.Bounds;
using PerfAnalyzers.Analysis.Calls;
using PerfAnalyzers.Knowledge;
using PerfAnalyzers.Knowledge.RoundTrips;

namespace PerfAnalyzers.Analysis.Resilience;

/// <summary>
/// Tells whether somebody outside chooses a text: it comes with a request, from a file or over a network, or is handed down from such a place. What
/// the code, its options or its constants say is one's own, by however many parameters it comes.
/// </summary>
internal sealed class OutsideText
{
    private const int LongestTrace = 12;
    private const int LongestPath = 3;
    private const int MostCallers = 12;

    private readonly CompilationContext compilation;
    private readonly bool withFiles;
    private readonly CancellationToken cancellationToken;

    private OutsideText(CompilationContext compilation, bool withFiles, CancellationToken cancellationToken)
    {
        this.compilation = compilation;
        this.withFiles = withFiles;
        this.cancellationToken = cancellationToken;
    }

    public static bool Is(IOperation text, CompilationContext compilation, CancellationToken cancellationToken) =>
        new OutsideText(compilation, withFiles: true, cancellationToken).Is(text, LongestTrace, LongestPath);

    /// <summary>The same for any value, where a file of this machine is one's own.</summary>
    public static bool IsOfOthers(IOperation value, CompilationContext compilation, CancellationToken cancellationToken) =>
        new OutsideText(compilation, withFiles: false, cancellationToken).Is(value, LongestTrace, LongestPath);

    private bool Is(IOperation text, int trace, int hops)
    {
        var value = text.UnwrapAwait();
        if (trace == 0 || value.ConstantValue.HasValue)
            return false;

        switch (value)
        {
            case ILocalReferenceOperation local:
                return LocalValues.SetOnce(local) is { } set && Is(set, trace - 1, hops);
            case IParameterReferenceOperation parameter:
                return IsGiven(parameter, trace, hops);
            case IPropertyReferenceOperation { Instance: { } instance } property:
                return IsOfRequest(property.Property.ContainingType) || Is(instance, trace - 1, hops);
            case ICoalesceOperation either:
                return Is(either.Value, trace - 1, hops) || Is(either.WhenNull, trace - 1, hops);
            case IConditionalOperation { WhenFalse: { } otherwise } choice:
                return Is(choice.WhenTrue, trace - 1, hops) || Is(otherwise, trace - 1, hops);
            case IConditionalAccessOperation access:
                return Is(access.WhenNotNull, trace - 1, hops);
            case IConditionalAccessInstanceOperation place:
                return place.ThroughConditionalAccess() is { } accessed && accessed != place && Is(accessed, trace - 1, hops);
            case IBinaryOperation { OperatorKind: BinaryOperatorKind.Add } sum:
                return Is(sum.LeftOperand, trace - 1, hops) || Is(sum.RightOperand, trace - 1, hops);
            case IInterpolatedStringOperation interpolated:
                return interpolated.Parts.OfType<IInterpolationOperation>().Any(p => Is(p.Expression, trace - 1, hops));
            case IInvocationOperation call:
                return IsAnswer(call, trace, hops);
            default:
                return false;
        }
    }

    /// <summary>What is read from outside, or made from such a text by what only cuts it to shape.</summary>
    private bool IsAnswer(IInvocationOperation call, int trace, int hops)
    {
        var method = call.TargetMethod;
        if (RoundTripTable.For(compilation).Find(call) is { } trip && (trip.Kind is RoundTripKind.Http or RoundTripKind.Blob or RoundTripKind.Message || (withFiles && trip.Kind == RoundTripKind.File)))
            return true;

        if (withFiles && method.Name is "ReadLine" or "ReadLineAsync" or "ReadToEnd" or "ReadToEndAsync" or "ReadAsStringAsync" or "ReadAllText" or "ReadAllTextAsync" && method.ContainingNamespace.IsFramework())
            return true;

        return (method.ContainingType?.SpecialType == SpecialType.System_String || method.Name == "ToString") && call.Instance is { } cut && Is(cut, trace - 1, hops);
    }

    private bool IsGiven(IParameterReferenceOperation reference, int trace, int hops)
    {
        var parameter = reference.Parameter;
        if (parameter.ContainingSymbol is not IMethodSymbol method)
            return false;

        if (RequestedSize.IsGivenByFramework(parameter, method, reference, compilation) || (IsMessage(parameter) && RequestEntries.For(compilation).Serves(method)))
            return true;

        if (hops == 0 || method.MethodKind is not (MethodKind.Ordinary or MethodKind.Constructor))
            return false;

        foreach (var site in Callers.For(compilation).Of(method, cancellationToken).Take(MostCallers))
        {
            if (site.Operation is IInvocationOperation call && call.Argument(parameter.Ordinal) is { } argument && Is(argument, trace - 1, hops - 1))
                return true;
        }

        return false;
    }

    /// <summary>The message or request that a handler is given, and not what the container gives it.</summary>
    private static bool IsMessage(IParameterSymbol parameter) => parameter.Ordinal == 0;

    private bool IsOfRequest(INamedTypeSymbol type) => TypeNames.AspNetCore.RequestData.Any(n => type.DerivesFrom(compilation.Type(n)));
}
