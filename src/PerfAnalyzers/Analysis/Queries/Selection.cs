using PerfAnalyzers.Analysis.EntityModel;

namespace PerfAnalyzers.Analysis.Queries;

/// <summary>What a <c>Select</c> makes of rows, where that is rows again.</summary>
internal static class Selection
{
    /// <summary>The reference whose rows take the place of the rows: <c>Select(o =&gt; o.Customer)</c>.</summary>
    public static string? Reference(IInvocationOperation select, CompilationContext compilation) =>
        RowLambda.Of(select.Argument(1)) is { Result: IPropertyReferenceOperation { Property: var property, Instance: { } row } } lambda
        && lambda.IsRow(row)
        && Entities.For(compilation).Navigation(lambda.Row.Type, property) is { IsCollection: false }
            ? property.Name
            : null;

    /// <summary>Whether they stay what they are.</summary>
    public static bool IsIdentity(IInvocationOperation select) =>
        select.Argument(1)?.Unwrap() is { } argument
        && (argument is IDelegateCreationOperation created ? created.Target : argument) is IAnonymousFunctionOperation { Symbol.Parameters.Length: 1, Body.Operations: { Length: 1 } body } lambda
        && body[0] is IReturnOperation { ReturnedValue: { } value }
        && value.Unwrap() is IParameterReferenceOperation parameter
        && parameter.Parameter.Is(lambda.Symbol.Parameters[0]);
}
