using PerfAnalyzers.Analysis.Calls;
using PerfAnalyzers.Analysis.Iteration;

namespace PerfAnalyzers.Analysis.Collections;

/// <summary>
/// Follows a call to what a helper answers that belongs to the code at hand. What a service answers is told by its name, and what is asked of one owner stays that.
/// </summary>
internal static class OwnAnswers
{
    /// <summary>The one value that a method gives back, with the compilation that its code belongs to; null where there are several methods, several values, or none.</summary>
    public static (IOperation Value, CompilationContext Compilation)? Of(IInvocationOperation call, CompilationContext compilation)
    {
        if (call.TargetMethod is not ({ IsStatic: true, IsExtensionMethod: false } or { DeclaredAccessibility: Accessibility.Private })
            || CollectionOrigins.IsOfOneParent(call.TargetMethod)
            || !CallTargets.MayRunSource(call.TargetMethod)
            || CallTargets.Of(call, compilation).Methods is not { Length: 1 } targets
            || MethodBodies.For(compilation).Of(targets[0]) is not { } body)
        {
            return null;
        }

        var returns = LoopShape.OwnOperations(body.Root).OfType<IReturnOperation>().Where(r => r.ReturnedValue is not null).ToList();
        return returns.Count == 1 && returns[0].Kind == OperationKind.Return ? (returns[0].ReturnedValue!, body.Compilation) : null;
    }
}
