using PerfAnalyzers.Analysis.Calls;

namespace PerfAnalyzers.Analysis.Async;

/// <summary>Tells what becomes of the exceptions of awaited work.</summary>
internal static class AwaitedFailures
{
    /// <summary>Whether a function catches whatever the work that it awaits may throw.</summary>
    public static bool AreAllCaught(IOperation function, CompilationContext compilation)
    {
        var body = function is IAnonymousFunctionOperation lambda ? lambda.Body
            : DelegateValues.Method(function) is { } method ? MethodBodies.For(compilation).Of(method)?.Root
            : null;
        return body is not null && body.Descendants().OfType<IAwaitOperation>().All(awaited => IsCaught(awaited, body));
    }

    private static bool IsCaught(IOperation awaited, IOperation body)
    {
        for (var child = awaited; child.Parent is { } parent && child != body; child = parent)
        {
            if (parent is ITryOperation guarded && guarded.Body == child && guarded.Catches.Any(c => c.Filter is null && c.ExceptionType is { Name: "Exception" or "Object" }))
                return true;
        }

        return false;
    }
}
