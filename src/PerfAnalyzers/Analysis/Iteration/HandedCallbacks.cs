using PerfAnalyzers.Analysis.Calls;

namespace PerfAnalyzers.Analysis.Iteration;

/// <summary>Recognises methods in source that run a function for each element of a sequence: <c>guests.SelectAsync(g => ...)</c>.</summary>
internal static class HandedCallbacks
{
    /// <summary>The sequence; null where a method does anything else with the function, or leaves the sequence before its end.</summary>
    /// <param name="call">The call of the method.</param>
    /// <param name="function">The argument that hands the function over.</param>
    /// <param name="compilation">The project.</param>
    public static IOperation? Source(IInvocationOperation call, IArgumentOperation function, CompilationContext compilation)
    {
        var method = MethodBodies.Declared(call.TargetMethod);
        if (function.Parameter is not { Type: { TypeKind: TypeKind.Delegate } } handed
            || method.Parameters.Length < 2
            || handed.Ordinal >= method.Parameters.Length
            || MethodBodies.For(compilation).Of(method) is not { } body)
        {
            return null;
        }

        IParameterSymbol? sequence = null;
        foreach (var operation in body.Root.DescendantsAndSelf())
        {
            if (operation is not IParameterReferenceOperation reference || !reference.Parameter.Is(method.Parameters[handed.Ordinal]))
                continue;

            if (reference.Parent is not IInvocationOperation { TargetMethod.MethodKind: MethodKind.DelegateInvoke } run || run.Instance != reference || Around(run) is not { } found || (sequence is not null && !sequence.Is(found)))
                return null;

            sequence = found;
        }

        return sequence is null ? null : call.Arguments.FirstOrDefault(a => a.Parameter?.Ordinal == sequence.Ordinal)?.Value;
    }

    /// <summary>The parameter whose elements the loop around a call goes through, handing them to it.</summary>
    private static IParameterSymbol? Around(IInvocationOperation run)
    {
        for (var parent = run.Parent; parent is not null; parent = parent.Parent)
        {
            if (parent is IForEachLoopOperation { Locals: { Length: 1 } elements } loop)
            {
                return loop.Collection.Unwrap() is IParameterReferenceOperation sequence
                    && run.Arguments.Any(a => a.Value.ReferencedSymbol().Is(elements[0]))
                    && !loop.Body.DescendantsAndSelf().Any(o => o is IReturnOperation { Kind: OperationKind.Return } or IBranchOperation { BranchKind: BranchKind.Break })
                        ? sequence.Parameter
                        : null;
            }

            if (parent is ILoopOperation or IAnonymousFunctionOperation or ILocalFunctionOperation or ITryOperation { Catches.IsEmpty: false })
                return null;
        }

        return null;
    }
}
