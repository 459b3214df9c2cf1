using PerfAnalyzers.Knowledge;

namespace PerfAnalyzers.Analysis.Async;

/// <summary>
/// Columns that may still be on their way after their row was read: those of a reader that was asked not to load rows as a whole. Of any other
/// reader they are in memory.
/// </summary>
internal static class SequentialColumns
{
    private const int SequentialAccess = 16;

    public static bool IsRead(IInvocationOperation call, CompilationContext compilation) =>
        call is { TargetMethod.Name: "IsDBNull" or "GetFieldValue", Instance: { } rows }
        && rows.Type.DerivesFrom(compilation.Type(TypeNames.Data.DbDataReader))
        && rows.Unwrap() is ILocalReferenceOperation local
        && LocalValues.SetOnce(local)?.UnwrapAwait() is IInvocationOperation opening
        && opening.Arguments.Any(a => a.Parameter?.Type.Name == "CommandBehavior" && a.Value.ConstantValue is { HasValue: true, Value: int behavior } && (behavior & SequentialAccess) != 0);
}
