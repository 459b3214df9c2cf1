namespace PerfAnalyzers.Analysis.Calls;

/// <summary>Where local functions are called or handed on: they run there, wherever they are written.</summary>
internal static class LocalFunctionUses
{
    public static IEnumerable<IOperation> Of(ILocalFunctionOperation function, IOperation body) => body.Descendants().Where(o => o switch
    {
        IInvocationOperation use => use.TargetMethod.OriginalDefinition.Is(function.Symbol),
        IMethodReferenceOperation use => use.Method.OriginalDefinition.Is(function.Symbol),
        _ => false,
    });

    /// <summary>The innermost local function that an operation is part of.</summary>
    public static ILocalFunctionOperation? Around(IOperation operation)
    {
        var parent = operation.Parent;
        while (parent is not (null or ILocalFunctionOperation))
            parent = parent.Parent;

        return parent as ILocalFunctionOperation;
    }
}
