using PerfAnalyzers.Analysis.Calls;

namespace PerfAnalyzers.Analysis.Async;

/// <summary>Tells what becomes of the exceptions of awaited work.</summary>
internal static class AwaitedFailures
{
    private const int LongestWay = 2;

    /// <summary>Whether a function catches whatever the work that it awaits may throw, or only awaits methods that do.</summary>
    public static bool AreAllCaught(IOperation function, CompilationContext compilation)
    {
        var body = function is IAnonymousFunctionOperation lambda ? lambda.Body
            : DelegateValues.Method(function) is { } method ? MethodBodies.For(compilation).Of(method)?.Root
            : null;
        return body is not null && AreAllCaught(body, LongestWay, compilation);
    }

    private static bool AreAllCaught(IOperation body, int hops, CompilationContext compilation) =>
        body.Descendants().OfType<IAwaitOperation>().All(awaited => CannotFail(awaited) || IsCaught(awaited, body) || (hops > 0 && IsCaughtWithin(awaited, hops - 1, compilation)));

    /// <summary>Whether an async method that is awaited catches what it awaits itself.</summary>
    private static bool IsCaughtWithin(IAwaitOperation awaited, int hops, CompilationContext compilation) =>
        awaited.UnwrapAwait() is IInvocationOperation call
        && CallTargets.Of(call, compilation).Methods is { IsEmpty: false } targets
        && targets.All(t => t.IsAsync && MethodBodies.For(compilation).Of(t)?.Root is { } root && root.Descendants().OfType<IAwaitOperation>().Any() && AreAllCaught(root, hops, compilation));

    /// <summary>Whether an await ends well whatever happens: a pause that nobody can end early.</summary>
    private static bool CannotFail(IAwaitOperation awaited) =>
        awaited.UnwrapAwait() is IInvocationOperation { TargetMethod: { Name: "Delay" or "Yield", Parameters.Length: < 2, ContainingType.Name: "Task" } };

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
