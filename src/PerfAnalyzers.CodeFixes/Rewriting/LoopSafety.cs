using PerfAnalyzers.Analysis.Iteration;
using PerfAnalyzers.Knowledge;
using PerfAnalyzers.Knowledge.RoundTrips;

namespace PerfAnalyzers.CodeFixes.Rewriting;

/// <summary>Whether rows may be read before a loop instead of inside it.</summary>
internal enum ReadAhead
{
    /// <summary>Nothing in the loop can change the rows, and every element is reached.</summary>
    Safe,

    /// <summary>The loop calls code that cannot be seen here, which might change the rows.</summary>
    Assumed,

    /// <summary>The loop changes rows, or may end before all elements are reached.</summary>
    Unsafe,
}

/// <summary>Looks for what makes reading ahead different from reading when it is needed.</summary>
internal static class LoopSafety
{
    private static readonly ImmutableHashSet<string> ChangesTracked = ImmutableHashSet.Create(
        StringComparer.Ordinal,
        "Add", "AddAsync", "AddRange", "AddRangeAsync", "Attach", "AttachRange", "Remove", "RemoveRange", "Update", "UpdateRange");

    public static ReadAhead Judge(Iteration loop, InvocationExpressionSyntax query, bool readsTracker, CompilationContext compilation)
    {
        var result = ReadAhead.Safe;
        foreach (var operation in loop.Body.DescendantsAndSelf())
        {
            switch (operation)
            {
                // Reading ahead would ask for elements that are never reached.
                case IBranchOperation { BranchKind: BranchKind.GoTo }:
                case IBranchOperation { BranchKind: BranchKind.Break } exit when loop.Operation is ILoopOperation statement && LoopShape.IsBreakOf(exit, statement):
                case IReturnOperation { Kind: OperationKind.YieldReturn or OperationKind.YieldBreak }:
                    return ReadAhead.Unsafe;
                case IInvocationOperation call when call.Syntax != query && !call.Syntax.Span.IsEmpty:
                    var effect = Effect(call, readsTracker, compilation);
                    if (effect == ReadAhead.Unsafe)
                        return effect;

                    if (effect > result)
                        result = effect;

                    break;
            }
        }

        return result;
    }

    private static ReadAhead Effect(IInvocationOperation call, bool readsTracker, CompilationContext compilation)
    {
        var method = call.TargetMethod;
        if (RoundTripTable.For(compilation).Find(call) is { IsDatabase: true } row)
            return row.IsWrite || row.Kind == RoundTripKind.Transaction ? ReadAhead.Unsafe : ReadAhead.Safe;

        var onContext = method.ContainingType.DerivesFrom(compilation.Type(TypeNames.EfCore.DbContext));
        if (onContext || method.ContainingType.DerivesFrom(compilation.Type(TypeNames.EfCore.DbSet)))
            return readsTracker && ChangesTracked.Contains(method.Name) ? ReadAhead.Unsafe : ReadAhead.Safe;

        if (method.ContainingNamespace.IsFramework())
            return ReadAhead.Safe;

        var mayReachDatabase = method.ReturnType.Name is "Task" or "ValueTask"
            || call.Arguments.Any(a => a.Value.Unwrap().Type.DerivesFrom(compilation.Type(TypeNames.EfCore.DbContext)))
            || call.Instance?.Unwrap() is IInstanceReferenceOperation or IFieldReferenceOperation or IPropertyReferenceOperation or IParameterReferenceOperation;
        return mayReachDatabase ? ReadAhead.Assumed : ReadAhead.Safe;
    }
}
