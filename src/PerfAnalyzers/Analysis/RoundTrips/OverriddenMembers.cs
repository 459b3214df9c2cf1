using Microsoft.CodeAnalysis.CSharp.Syntax;
using PerfAnalyzers.Analysis.Calls;
using PerfAnalyzers.Analysis.Iteration;

namespace PerfAnalyzers.Analysis.RoundTrips;

/// <summary>What classes of the solution make of a member of a library that is known for its round trip: theirs is what runs, and a cache in it answers most calls.</summary>
internal static class OverriddenMembers
{
    /// <summary>How sure a finding can be at most; null where no class overrides the very member with a cache.</summary>
    public static Confidence? Judge(RoundTripPath path, CompilationContext compilation)
    {
        if (path.End is not { Query: null, Operation: IInvocationOperation { TargetMethod: { IsStatic: false, ContainingType.TypeKind: TypeKind.Class } method } call }
            || !method.OriginalDefinition.DeclaringSyntaxReferences.IsEmpty
            || call.Instance?.Syntax is BaseExpressionSyntax
            || !Implementations.CanBeReplaced(method))
        {
            return null;
        }

        var own = Implementations.For(compilation).OverridesOf(method).Where(m => Derives(m.ContainingType, method.ContainingType)).ToList();
        var cached = own.Count(m => IsAnsweredByCache(m, compilation));
        return cached == 0 ? null : cached == own.Count ? Confidence.Low : Confidence.Medium;
    }

    /// <summary>Whether a method asks what it overrides only where a cache makes a value, or lacks it.</summary>
    private static bool IsAnsweredByCache(IMethodSymbol method, CompilationContext compilation)
    {
        if (method.OverriddenMethod is not { } overridden || MethodBodies.For(compilation).Of(method) is not { } body)
            return false;

        var asked = body.Root.Descendants().Where(o => o is IInvocationOperation { Instance.Syntax: BaseExpressionSyntax } call && call.TargetMethod.OriginalDefinition.Is(overridden.OriginalDefinition)).ToList();
        return asked.Count > 0 && asked.All(o => CacheMisses.IsInFactory(o) || PlaceInLoop.RefineInMethod(body.Root, o) == IterationKind.CacheMiss);
    }

    private static bool Derives(INamedTypeSymbol type, INamedTypeSymbol parent)
    {
        for (var current = type.BaseType; current is not null; current = current.BaseType)
        {
            if (current.Is(parent))
                return true;
        }

        return false;
    }
}
