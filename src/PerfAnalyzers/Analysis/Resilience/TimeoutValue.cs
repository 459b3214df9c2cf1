using PerfAnalyzers.Knowledge;
using PerfAnalyzers.Knowledge.Resilience;

namespace PerfAnalyzers.Analysis.Resilience;

/// <summary>Reads values that limit a wait.</summary>
internal static class TimeoutValue
{
    /// <summary>Which kind of "no limit" a value may stand for; none where it is a limit, or is not written in the code.</summary>
    public static NoLimit Of(IOperation value, CompilationContext compilation)
    {
        value = value.Unwrap();
        if (value.ConstantValue is { HasValue: true, Value: var constant })
        {
            return constant switch
            {
                0 or 0L or 0d => NoLimit.Zero,
                -1 or -1L or -1d => NoLimit.Infinite,
                int.MaxValue => NoLimit.Largest,
                _ => NoLimit.None,
            };
        }

        var span = compilation.Type(TypeNames.System.TimeSpan);
        switch (value)
        {
            case IFieldReferenceOperation { Field: { Name: "InfiniteTimeSpan", ContainingType.Name: "Timeout", Type: var type } } when type.Is(span):
                return NoLimit.Infinite;
            case IFieldReferenceOperation { Field: { Name: "Zero", ContainingType: var owner } } when owner.Is(span):
            case IDefaultValueOperation { Type: var given } when given.Is(span):
                return NoLimit.Zero;
            case IFieldReferenceOperation { Field: { Name: "MaxValue", ContainingType: var home } } when home.Is(span):
                return NoLimit.Largest;
            case IInvocationOperation { TargetMethod: { Name: "FromMilliseconds" or "FromSeconds" or "FromMinutes" or "FromTicks", ContainingType: var maker }, Arguments: { Length: > 0 } parts } call when maker.Is(span):
                return Of(parts[0].Value, compilation) is var part && part == NoLimit.Infinite && call.TargetMethod.Name != "FromMilliseconds" ? NoLimit.None : part;
            case IObjectCreationOperation { Type: var made, Arguments: { Length: > 0 } parts } when made.Is(span):
                return parts.Take(parts.Length - 1).All(p => Of(p.Value, compilation) == NoLimit.Zero) ? Of(parts[parts.Length - 1].Value, compilation) : NoLimit.None;
            default:
                return NoLimit.None;
        }
    }
}
