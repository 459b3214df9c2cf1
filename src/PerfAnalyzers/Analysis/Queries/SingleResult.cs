using PerfAnalyzers.Analysis.Calls;

namespace PerfAnalyzers.Analysis.Queries;

/// <summary>The one value that a method in source gives back.</summary>
/// <param name="Value">The returned expression.</param>
/// <param name="Compilation">The project in which it is written.</param>
internal sealed record SingleResult(IOperation Value, CompilationContext Compilation)
{
    /// <summary>Null when a call may run one of several methods, when the code is not in source, or when it returns at several places.</summary>
    public static SingleResult? Of(IMethodSymbol method, CompilationContext compilation)
    {
        if (Implementations.For(compilation).Of(method) is not { Length: 1 } only || MethodBodies.For(compilation).Of(only[0]) is not { } body)
            return null;

        IOperation? result = null;
        foreach (var operation in body.Root.DescendantsAndSelf())
        {
            if (operation is not IReturnOperation { ReturnedValue: { } value } || IsInFunction(operation, body.Root))
                continue;

            if (result is not null || operation.Kind == OperationKind.YieldReturn)
                return null;

            result = value;
        }

        return result is null ? null : new SingleResult(result, body.Compilation);
    }

    private static bool IsInFunction(IOperation operation, IOperation root)
    {
        for (var parent = operation.Parent; parent is not null && parent != root; parent = parent.Parent)
        {
            if (parent is IAnonymousFunctionOperation or ILocalFunctionOperation)
                return true;
        }

        return false;
    }
}
