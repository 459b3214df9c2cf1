using PerfAnalyzers.Analysis.Iteration;

namespace PerfAnalyzers.Analysis.Calls;

/// <summary>
/// Which of the inputs of a method a value comes from: a set of its parameters and the object it is called on. Values that
/// cannot be traced come from all of them.
/// </summary>
internal readonly struct ParameterUse
{
    private const int LongestTrace = 6;
    private const int InstanceBit = 63;

    private readonly ulong bits;

    private ParameterUse(ulong bits) => this.bits = bits;

    public static ParameterUse None => default;

    public static ParameterUse Everything => new(ulong.MaxValue);

    /// <summary>Whether the value is the same for all callers of one object.</summary>
    public bool IsNothing => bits == 0;

    public bool Instance => (bits & (1UL << InstanceBit)) != 0;

    /// <summary>Whether nothing but the object that the method is called on decides.</summary>
    public bool IsInstanceOnly => bits == 1UL << InstanceBit;

    public bool Parameter(int ordinal) => ordinal >= InstanceBit || (bits & (1UL << ordinal)) != 0;

    public ParameterUse With(ParameterUse other) => new(bits | other.bits);

    /// <summary>What an operation in a method is given: the arguments of a call, and what it is made on.</summary>
    public static ParameterUse Of(IEnumerable<IOperation> inputs) => inputs.Aggregate(None, (use, input) => use.With(Of(input, LongestTrace)));

    /// <summary>The inputs of a call that a callee makes use of.</summary>
    public IEnumerable<IOperation> Of(IOperation call)
    {
        var used = this;
        return call switch
        {
            IInvocationOperation invocation => invocation.Arguments
                .Where(a => a.Parameter is null || used.Parameter(a.Parameter.Ordinal))
                .Select(a => a.Value)
                .Concat(Owner(used.Instance ? invocation.Instance : null)),
            IObjectCreationOperation creation => creation.Arguments.Where(a => a.Parameter is null || used.Parameter(a.Parameter.Ordinal)).Select(a => a.Value),
            IPropertyReferenceOperation read => read.Arguments.Select(a => a.Value).Concat(Owner(used.Instance ? read.Instance : null)),
            _ => Enumerable.Empty<IOperation>(),
        };
    }

    private static IEnumerable<IOperation> Owner(IOperation? instance) => instance is null ? Enumerable.Empty<IOperation>() : new[] { instance };

    private static ParameterUse Of(IOperation value, int depth)
    {
        var bits = 0UL;
        foreach (var operation in value.DescendantsAndSelf())
        {
            switch (operation)
            {
                // The parameters of a primary constructor live on in the object.
                case IParameterReferenceOperation { Parameter.ContainingSymbol: IMethodSymbol { MethodKind: MethodKind.Constructor } }
                    when LocalValues.Root(operation) is not IConstructorBodyOperation:
                case IInstanceReferenceOperation:
                    bits |= 1UL << InstanceBit;
                    break;
                // Who may give up waiting does not decide about the answer.
                case IParameterReferenceOperation { Type.Name: "CancellationToken" }:
                    break;
                case IParameterReferenceOperation parameter when !IsOwn(parameter.Parameter, value):
                    if (IsCaptured(parameter.Parameter, value))
                        return Everything;

                    bits |= parameter.Parameter.Ordinal < InstanceBit ? 1UL << parameter.Parameter.Ordinal : ulong.MaxValue;
                    break;
                case ILocalReferenceOperation local when !IsOwn(local.Local, value):
                    if (depth == 0 || LocalValues.SetOnce(local) is not { } set || LoopFacts.OfBody(LocalValues.Root(local)).ChangesState(local.Local))
                        return Everything;

                    bits |= Of(set, depth - 1).bits | GivenTo(local, depth - 1);
                    break;
                case IConditionalAccessInstanceOperation when operation.ThroughConditionalAccess() is var accessed && accessed != operation && depth > 0:
                    bits |= Of(accessed, depth - 1).bits;
                    break;
            }
        }

        return new ParameterUse(bits);
    }

    /// <summary>What an object gets on the way to a place: the values that a helper adds to a command.</summary>
    private static ulong GivenTo(ILocalReferenceOperation use, int depth)
    {
        var bits = 0UL;
        foreach (var call in CallsWithLocals.Before(use))
        {
            foreach (var argument in call.Arguments)
            {
                if (argument.Value.Unwrap() is not ILocalReferenceOperation { Local: var local } || !local.Is(use.Local))
                    bits |= Of(argument.Value, depth).bits;
            }
        }

        return bits;
    }

    /// <summary>Whether a lambda or local function reads a parameter of the method around it, which no argument of its own sets.</summary>
    private static bool IsCaptured(IParameterSymbol parameter, IOperation value)
    {
        for (var parent = value.Parent; parent is not null; parent = parent.Parent)
        {
            switch (parent)
            {
                case IAnonymousFunctionOperation lambda:
                    return !parameter.ContainingSymbol.Is(lambda.Symbol);
                case ILocalFunctionOperation local:
                    return !parameter.ContainingSymbol.Is(local.Symbol);
            }
        }

        return false;
    }

    private static bool IsOwn(ISymbol symbol, IOperation expression)
    {
        foreach (var place in symbol.Locations)
        {
            if (place.SourceTree == expression.Syntax.SyntaxTree && expression.Syntax.Span.Contains(place.SourceSpan))
                return true;
        }

        return false;
    }
}
