using PerfAnalyzers.Analysis.Calls;
using PerfAnalyzers.Knowledge;

namespace PerfAnalyzers.Analysis.Web;

/// <summary>The function that a call of <c>MapGet</c> or its kin sends requests to.</summary>
/// <param name="Function">The lambda, the local function or the method.</param>
/// <param name="Body">Its code.</param>
internal readonly record struct MappedHandler(IMethodSymbol Function, IOperation Body)
{
    /// <summary>The function that a call maps; null for any other call, and where the function is not in source.</summary>
    public static MappedHandler? Of(IInvocationOperation map, CompilationContext compilation)
    {
        if (!map.TargetMethod.IsMemberOf(compilation.Type(TypeNames.WebApplications.EndpointMaps)))
            return null;

        foreach (var argument in map.Arguments)
        {
            var value = argument.Value.Unwrap();
            switch (value is IDelegateCreationOperation made ? made.Target.Unwrap() : value)
            {
                case IAnonymousFunctionOperation lambda:
                    return new MappedHandler(lambda.Symbol, lambda);
                case IMethodReferenceOperation group when MethodBodies.For(compilation).Of(group.Method) is { } body:
                    return new MappedHandler(group.Method, body.Root);
            }
        }

        return null;
    }
}
