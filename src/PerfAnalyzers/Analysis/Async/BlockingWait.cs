using Microsoft.CodeAnalysis.CSharp.Syntax;
using Microsoft.CodeAnalysis.Text;
using PerfAnalyzers.Knowledge;

namespace PerfAnalyzers.Analysis.Async;

/// <summary>One place where a thread waits for a task.</summary>
/// <param name="Operation">The whole expression: the property read or the call.</param>
/// <param name="Kind">How it waits.</param>
/// <param name="Task">What stands before the wait: <c>t</c> in <c>t.Result</c>; null for the static waits.</param>
/// <param name="Arguments">What the wait itself is given: a limit, a token, the tasks.</param>
internal sealed record BlockingWait(
    IOperation Operation,
    WaitKind Kind,
    IOperation? Task,
    ImmutableArray<IArgumentOperation> Arguments)
{
    public static BlockingWait? Find(IOperation operation, WaitPrimitives primitives)
    {
        switch (operation)
        {
            case IPropertyReferenceOperation { Property.Name: "Result", Instance: { } task } property
                when primitives.TryGetKind(property.Property, out var kind):
                return new(property, kind, task, ImmutableArray<IArgumentOperation>.Empty);

            case IInvocationOperation { TargetMethod.Name: "Wait" or "WaitAll" or "WaitAny" } call
                when primitives.TryGetKind(call.TargetMethod, out var kind):
                return new(call, kind, call.Instance, call.Arguments);

            case IInvocationOperation { TargetMethod.Name: "GetResult", Instance: IInvocationOperation { TargetMethod.Name: "GetAwaiter", Instance: { } task } } call
                when primitives.TryGetKind(call.TargetMethod, out var kind):
                return new(call, kind, task, call.Arguments);

            case IInvocationOperation { TargetMethod.Name: "GetResult", Instance: ILocalReferenceOperation } call
                when primitives.TryGetKind(call.TargetMethod, out var kind) && KeptAwaiter.TaskOf(call) is { } kept:
                return new(call, kind, kept, call.Arguments);

            default:
                return null;
        }
    }

    /// <summary>Whether a helper waits for what it is handed, or pauses: whoever calls it decides to.</summary>
    public bool IsForItsCaller(CompilationContext compilation)
    {
        var awaitables = AwaitableTypes.For(compilation);
        return Tasks.Any() && Tasks.Select(t => TaskStorage.Unwrap(t, awaitables)).All(t => t is IParameterReferenceOperation
            || (t is IInvocationOperation { TargetMethod: { Name: "Delay" } method } && awaitables.Declares(method)));
    }

    /// <summary>Whether the code has asked whether the task is done and waits where it is not: whoever wrote that knows what it costs.</summary>
    public bool IsLastResort
    {
        get
        {
            var tasks = Operation.Descendants().Select(o => o.ReferencedSymbol()).OfType<ISymbol>().ToImmutableHashSet(SymbolEqualityComparer.Default);
            var child = Operation;
            for (var parent = child.Parent; parent is not (null or IAnonymousFunctionOperation or ILocalFunctionOperation); child = parent, parent = parent.Parent)
            {
                if (parent is IConditionalOperation choice && choice.Condition != child && choice.Condition.DescendantsAndSelf().Any(Asks))
                    return true;
            }

            return false;

            bool Asks(IOperation operation) =>
                operation is IPropertyReferenceOperation { Property.Name: "IsCompleted" or "IsCompletedSuccessfully", Instance: { } task }
                && task.ReferencedSymbol() is { } asked
                && tasks.Contains(asked);
        }
    }

    /// <summary>From the name that starts the wait to its end: <c>Result</c>, <c>Wait(token)</c>, <c>GetAwaiter().GetResult()</c>.</summary>
    public TextSpan Span
    {
        get
        {
            var access = Operation is IInvocationOperation { Instance: IInvocationOperation awaiter } && Kind == WaitKind.GetResult ? awaiter.Syntax : Operation.Syntax;
            var name = access is InvocationExpressionSyntax invocation ? NameOf(invocation.Expression) : NameOf(access);
            return TextSpan.FromBounds(name.SpanStart, Operation.Syntax.Span.End);
        }
    }

    /// <summary>The wait as a reader calls it.</summary>
    public string Name => Kind switch
    {
        WaitKind.Result => ".Result",
        WaitKind.Wait => ".Wait()",
        WaitKind.GetResult => ".GetAwaiter().GetResult()",
        WaitKind.WaitAll => "Task.WaitAll",
        _ => "Task.WaitAny",
    };

    /// <summary>Whether it gives up after a time: it answers whether the task is done, and a zero asks without waiting.</summary>
    public bool HasTimeout => (Kind is WaitKind.Wait or WaitKind.WaitAll && Operation.Type?.SpecialType == SpecialType.System_Boolean) || (Kind == WaitKind.WaitAny && Arguments.Length > 1);

    /// <summary>Whether it only asks: a limit of zero never waits.</summary>
    public bool OnlyAsks => Arguments.Any(a => IsZero(a.Value));

    /// <summary>What is waited for: one task, the listed tasks, or the collection of them.</summary>
    public IEnumerable<IOperation> Tasks
    {
        get
        {
            if (Task is not null)
                return new[] { Task };

            if (Arguments.FirstOrDefault(a => a.Parameter?.Ordinal == 0) is not { } argument)
                return Enumerable.Empty<IOperation>();

            return argument.Value.Unwrap() switch
            {
                IArrayCreationOperation { Initializer: { } initializer } => initializer.ElementValues,
                { ChildOperations: var listed } when argument.ArgumentKind != ArgumentKind.Explicit => listed,
                var collection => new[] { collection },
            };
        }
    }

    /// <summary>Whether a value is no time at all.</summary>
    public static bool IsZero(IOperation value) => value switch
    {
        IConversionOperation conversion => IsZero(conversion.Operand),
        IFieldReferenceOperation { Field: { Name: "Zero", ContainingType.Name: "TimeSpan" } } => true,
        IDefaultValueOperation { Type.Name: "TimeSpan" } => true,
        _ => value.ConstantValue is { HasValue: true, Value: 0 },
    };

    private static SyntaxNode NameOf(SyntaxNode expression) => expression switch
    {
        MemberAccessExpressionSyntax access => access.Name,
        MemberBindingExpressionSyntax binding => binding.Name,
        _ => expression,
    };
}
