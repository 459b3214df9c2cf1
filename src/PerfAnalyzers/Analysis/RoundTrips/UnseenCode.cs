using PerfAnalyzers.Analysis.Calls;

namespace PerfAnalyzers.Analysis.RoundTrips;

/// <summary>Tells where a call leads that cannot be followed: it may send, write or wait for anything.</summary>
internal static class UnseenCode
{
    private const int LongestLook = 3;

    /// <summary>Whether a call ends up in asynchronous code that cannot be seen: behind an interface without classes here, or in another assembly.</summary>
    public static bool IsBehind(IInvocationOperation call, CompilationContext compilation) => IsBehind(call, compilation, LongestLook);

    private static bool IsBehind(IInvocationOperation call, CompilationContext compilation, int depth)
    {
        if (!IsAsynchronous(call.TargetMethod) || call.TargetMethod.ContainingNamespace.IsFramework())
            return false;

        var reader = RoundTripReader.For(compilation);
        if (reader.Knows(call.TargetMethod) || reader.Read(call) is not null)
            return false;

        var methods = CallTargets.Of(call, compilation).Methods;
        if (methods.IsEmpty || depth == 0)
            return true;

        return methods.Any(m => MethodBodies.For(compilation).Of(m) is { } body
            && RunningCode.Of(body).OfType<IInvocationOperation>().Any(inner => IsBehind(inner, body.Compilation, depth - 1)));
    }

    private static bool IsAsynchronous(IMethodSymbol method) => method.ReturnType.Name is "Task" or "ValueTask";
}
