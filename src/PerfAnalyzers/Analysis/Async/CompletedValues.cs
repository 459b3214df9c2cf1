using PerfAnalyzers.Knowledge;

namespace PerfAnalyzers.Analysis.Async;

/// <summary>Expressions whose task is done the moment they are evaluated.</summary>
internal static class CompletedValues
{
    private static readonly ImmutableHashSet<string> AsyncSwitches = ImmutableHashSet.Create(
        StringComparer.OrdinalIgnoreCase, "async", "useAsync", "isAsync", "runAsync", "executeAsync", "doAsync");

    public static bool IsDone(IOperation value, AwaitableTypes types)
    {
        value = TaskStorage.Unwrap(value, types);
        switch (value)
        {
            case IInvocationOperation { TargetMethod: { Name: "FromResult" or "FromException" or "FromCanceled" } method }:
                return types.Declares(method);
            case IInvocationOperation call when RunsSynchronously(call):
                return true;
            case IPropertyReferenceOperation { Property: { Name: "CompletedTask" } property }:
                return types.Declares(property);
            case IFieldReferenceOperation { Field: { IsReadOnly: true } field }:
                return IsSetToFinishedTask(field);
            case IDefaultValueOperation created:
                return types.IsValueTask(created.Type);
            case IObjectCreationOperation created when types.IsValueTask(created.Type):
                return created.Arguments.IsEmpty || (created.Arguments.Length == 1 && !IsPendingSource(created.Arguments[0].Value, types));
            case IConditionalOperation { WhenFalse: { } other } conditional:
                return IsDone(conditional.WhenTrue, types) && IsDone(other, types);
            case IAwaitOperation awaited:
                return IsWinner(awaited, types);
            default:
                return false;
        }
    }

    /// <summary>Whether an await yields the task that Task.WhenAny found done.</summary>
    public static bool IsWinner(IAwaitOperation awaited, AwaitableTypes types) => WhenAny(awaited, types) is not null;

    public static IInvocationOperation? WhenAny(IOperation operation, AwaitableTypes types)
    {
        operation = TaskStorage.Unwrap(operation, types);
        return operation is IAwaitOperation awaited
            && TaskStorage.Unwrap(awaited.Operation, types) is IInvocationOperation { TargetMethod: { Name: "WhenAny" } method } call
            && types.Declares(method)
                ? call
                : null;
    }

    public static bool IsAsyncSwitch(IParameterSymbol parameter) =>
        parameter.Type.SpecialType == SpecialType.System_Boolean && AsyncSwitches.Contains(parameter.Name);

    /// <summary>The synchronous half of a method that does both: <c>ReadCore(async: false)</c> returns a finished task.</summary>
    private static bool RunsSynchronously(IInvocationOperation call) => call.Arguments.Any(a =>
        a.Parameter is { } parameter && IsAsyncSwitch(parameter) && a.Value.ConstantValue is { HasValue: true, Value: false });

    private static bool IsPendingSource(IOperation source, AwaitableTypes types)
    {
        var type = TaskStorage.Unwrap(source, types).Type;
        return type is null || types.IsTaskLike(type) || type.Name == "IValueTaskSource";
    }

    /// <summary>A read-only field that is set to a finished task where it is declared.</summary>
    private static bool IsSetToFinishedTask(IFieldSymbol field)
    {
        foreach (var reference in field.DeclaringSyntaxReferences)
        {
            if (reference.GetSyntax() is Microsoft.CodeAnalysis.CSharp.Syntax.VariableDeclaratorSyntax { Initializer.Value: { } value })
            {
                // Another file may hold it, so the text decides: names of the task types' own factories are not ambiguous in practice.
                var text = value.ToString();
                return text.StartsWith("Task.FromResult", StringComparison.Ordinal)
                    || text.StartsWith("Task.CompletedTask", StringComparison.Ordinal)
                    || text.StartsWith("ValueTask.FromResult", StringComparison.Ordinal)
                    || text.StartsWith("ValueTask.CompletedTask", StringComparison.Ordinal);
            }
        }

        return false;
    }
}
