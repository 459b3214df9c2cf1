using PerfAnalyzers.Analysis.Calls;
using PerfAnalyzers.Knowledge;

namespace PerfAnalyzers.Analysis.Async;

/// <summary>Work that is sent to another thread of the pool while its caller does nothing but await it: <c>await Task.Run(() => work)</c>.</summary>
/// <param name="Call">The call that sends it.</param>
/// <param name="Function">The lambda that is sent.</param>
/// <param name="Work">The one expression that it consists of, without the <c>await</c> before it.</param>
internal sealed record AwaitedDetour(IInvocationOperation Call, IAnonymousFunctionOperation Function, IOperation Work)
{
    /// <summary>The detour that a call is; null when it is none, or when the work is more than one expression.</summary>
    public static AwaitedDetour? Of(IInvocationOperation call, CompilationContext compilation)
    {
        if (!StartsWork(call, compilation) || !IsWaitedFor(call))
            return null;

        var function = call.Arguments.Select(a => a.Value.Unwrap()).OfType<IDelegateCreationOperation>().FirstOrDefault()?.Target as IAnonymousFunctionOperation;
        return function is not null && OnlyExpression(function.Body) is { } work ? new AwaitedDetour(call, function, work) : null;
    }

    /// <summary>The work itself, where what is sent is a method of one's own that does nothing else: <c>byte[] Load(string path) => File.ReadAllBytes(path)</c>.</summary>
    public static (IOperation Work, CompilationContext Compilation) Behind(IOperation work, CompilationContext compilation) =>
        work is IInvocationOperation { TargetMethod: { MethodKind: MethodKind.Ordinary, IsVirtual: false, IsOverride: false, IsAbstract: false, IsAsync: false } method }
        && MethodBodies.For(compilation).Of(method) is { Root: IMethodBodyOperation { } root } body
        && (root.BlockBody ?? root.ExpressionBody) is { } block
        && OnlyExpression(block) is { } inner
            ? (inner, body.Compilation)
            : (work, compilation);

    /// <summary>What is started with options asks for a thread of its own.</summary>
    private static bool StartsWork(IInvocationOperation call, CompilationContext compilation) =>
        call.TargetMethod.Name is "Run" or "StartNew"
        && AwaitableTypes.For(compilation).Declares(call.TargetMethod)
        && !call.Arguments.Any(a => a.Parameter?.Type.Name == "TaskCreationOptions");

    /// <summary>Whether the caller does nothing until the work is done: what is started and left alone, or gathered, means something else.</summary>
    private static bool IsWaitedFor(IInvocationOperation call)
    {
        var parent = call.ParentValue();
        while (parent is IInvocationOperation { TargetMethod.Name: "ConfigureAwait" or "Unwrap" or "WaitAsync" } or IArgumentOperation { Parent: IInvocationOperation { TargetMethod.Name: "Unwrap" } })
            parent = parent.ParentValue();

        return parent is IAwaitOperation or IReturnOperation;
    }

    /// <summary>What becomes of the answer is no work: <c>(string?)database.StringGet(key)</c>.</summary>
    private static IOperation WithoutConversions(IOperation value)
    {
        var plain = value.UnwrapAwait();
        while (plain is IConversionOperation conversion)
            plain = conversion.Operand.UnwrapAwait();

        return plain;
    }

    private static IOperation? OnlyExpression(IBlockOperation code)
    {
        var statements = code.Operations.Where(o => o is not IReturnOperation { IsImplicit: true, ReturnedValue: null }).ToList();
        if (statements is not { Count: 1 })
            return null;

        var value = statements[0] switch
        {
            IReturnOperation { ReturnedValue: { } returned } => returned,
            IExpressionStatementOperation statement => statement.Operation,
            _ => null,
        };
        return value is null ? null : WithoutConversions(value);
    }
}
