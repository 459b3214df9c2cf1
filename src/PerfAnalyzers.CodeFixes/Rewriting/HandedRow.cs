using PerfAnalyzers.Analysis.Calls;
using PerfAnalyzers.Knowledge;

namespace PerfAnalyzers.CodeFixes.Rewriting;

/// <summary>Whether a method in source sets members of a row that it is handed, itself or by handing it on.</summary>
internal static class HandedRow
{
    private const int LongestWay = 4;

    /// <param name="method">The method.</param>
    /// <param name="ordinal">The parameter that the row is handed in for.</param>
    /// <param name="compilation">The compilation.</param>
    public static bool IsSetBy(IMethodSymbol method, int ordinal, CompilationContext compilation) => IsSetBy(method, ordinal, compilation, LongestWay);

    private static bool IsSetBy(IMethodSymbol method, int ordinal, CompilationContext compilation, int steps)
    {
        if (steps == 0 || MethodBodies.For(compilation).Of(method) is not { } body)
            return false;

        var declared = MethodBodies.Declared(method);
        return body.Root.DescendantsAndSelf().OfType<IParameterReferenceOperation>()
            .Any(r => r.Parameter.Ordinal == ordinal && r.Parameter.ContainingSymbol.Is(declared) && IsSet(r, body.Compilation, steps));
    }

    private static bool IsSet(IParameterReferenceOperation row, CompilationContext compilation, int steps)
    {
        IOperation part = row;
        while (part.Parent is IMemberReferenceOperation member && member.Instance == part)
            part = member;

        return part.Parent switch
        {
            IAssignmentOperation assignment => assignment.Target == part && part != row,
            IIncrementOrDecrementOperation => part != row,
            IArgumentOperation { Parameter.Ordinal: var ordinal, Parent: IInvocationOperation call } => part == row && IsSetBy(call.TargetMethod, ordinal, compilation, steps - 1),
            _ => false,
        };
    }
}
