using PerfAnalyzers.Knowledge;

namespace PerfAnalyzers.Analysis.Resilience;

/// <summary>Tells whether a gRPC call goes out without a deadline.</summary>
internal sealed class GrpcDeadline
{
    private readonly bool isSetElsewhere;

    // Read from text: an interceptor or the factory of the clients gives all calls a deadline, and whoever uses one has to write its name.
    private GrpcDeadline(CompilationContext compilation) => isSetElsewhere = compilation.Compilation.SyntaxTrees.Any(t =>
        t.TryGetText(out var text) && text.ToString() is var all
        && (all.IndexOf("EnableCallContextPropagation", StringComparison.Ordinal) >= 0 || all.IndexOf("Intercept", StringComparison.Ordinal) >= 0));

    /// <summary>A call of a generated client that asks once and gives neither a deadline nor a token.</summary>
    public static bool IsMissing(IInvocationOperation call, CompilationContext compilation)
    {
        if (call.TargetMethod is not { IsStatic: false, ContainingType: { } client } method
            || !client.BaseType.DerivesFrom(compilation.Type(TypeNames.Grpc.ClientBase))
            || method.ReturnType.Name.EndsWith("StreamingCall", StringComparison.Ordinal))
        {
            return false;
        }

        var canLimit = false;
        foreach (var argument in call.Arguments)
        {
            if (argument.Parameter is not { Name: "deadline" or "cancellationToken" } parameter)
                continue;

            if (argument.ArgumentKind != ArgumentKind.DefaultValue)
                return false;

            canLimit |= parameter.Name == "deadline";
        }

        return canLimit && !compilation.Get(c => new GrpcDeadline(c)).isSetElsewhere;
    }
}
