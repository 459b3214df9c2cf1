using Microsoft.CodeAnalysis.CSharp.Syntax;
using PerfAnalyzers.Knowledge;

namespace PerfAnalyzers.Analysis.Cancellation;

/// <summary>Tells which semaphores only the end of the way gives back.</summary>
internal static class HeldGates
{
    /// <summary>Whether a call takes a semaphore that is given back after another one, and in no finally clause.</summary>
    public static bool AreHeldAcross(IInvocationOperation taken, IInvocationOperation call, IOperation body, CompilationContext compilation)
    {
        if (taken.TargetMethod.Name != "WaitAsync" || !taken.TargetMethod.IsMemberOf(compilation.Type(TypeNames.Tasks.SemaphoreSlim)) || taken.Instance?.ReferencedSymbol() is not { } held)
            return false;

        var isGivenBack = false;
        foreach (var operation in body.DescendantsAndSelf())
        {
            if (operation is not IInvocationOperation { TargetMethod.Name: "Release" } release || release.Syntax.SpanStart < call.Syntax.Span.End || release.Instance?.ReferencedSymbol()?.Is(held) != true)
                continue;

            if (release.Syntax.FirstAncestorOrSelf<FinallyClauseSyntax>() is not null)
                return false;

            isGivenBack = true;
        }

        return isGivenBack;
    }
}
