using PerfAnalyzers.Knowledge;

namespace PerfAnalyzers.Analysis.Async;

/// <summary>Tells which functions a cache in the process runs on the thread of whoever asks it: <c>rates.GetOrAdd(day, d => Load(d))</c>.</summary>
internal static class CacheCallbacks
{
    /// <summary>The call of the cache that runs a function where there is nothing yet; null where nothing is known to run it.</summary>
    public static IInvocationOperation? CallOf(IAnonymousFunctionOperation function, CompilationContext compilation)
    {
        IOperation value = function;
        while (value.Parent is IDelegateCreationOperation or IConversionOperation or IParenthesizedOperation)
            value = value.Parent;

        return value.Parent is IArgumentOperation { Parent: IInvocationOperation call } && CacheFactories.For(compilation).Contain(call.TargetMethod) ? call : null;
    }

    /// <summary>Whether the function nearest around an operation is run by a cache: once for each key, and not once for each request.</summary>
    public static bool Surround(IOperation operation, CompilationContext compilation)
    {
        for (var parent = operation.Parent; parent is not (null or ILocalFunctionOperation); parent = parent.Parent)
        {
            if (parent is IAnonymousFunctionOperation function)
                return CallOf(function, compilation) is not null;
        }

        return false;
    }
}
