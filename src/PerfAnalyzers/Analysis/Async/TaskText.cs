using PerfAnalyzers.Knowledge;

namespace PerfAnalyzers.Analysis.Async;

/// <summary>Names a task in a message by what the reader finds in the code.</summary>
internal static class TaskText
{
    public static string Of(BlockingWait wait, CompilationContext compilation) =>
        string.Join(", ", wait.Tasks.Select(task => Of(TaskStorage.Unwrap(task, AwaitableTypes.For(compilation)))).DefaultIfEmpty("no task"));

    private static string Of(IOperation task) => task switch
    {
        IInvocationOperation call => call.TargetMethod.Name + (call.Syntax.ToString().EndsWith("()", StringComparison.Ordinal) ? "()" : "(...)"),
        IObjectCreationOperation { Type: { } type } => "new " + type.Name,
        ILocalReferenceOperation local => local.Local.Name,
        IParameterReferenceOperation parameter => parameter.Parameter.Name,
        IPropertyReferenceOperation { Arguments.IsEmpty: true } property => property.Property.Name,
        IFieldReferenceOperation field => field.Field.Name,
        _ => "the task",
    };
}
