using PerfAnalyzers.Analysis.Calls;
using PerfAnalyzers.Analysis.Iteration;

namespace PerfAnalyzers.Analysis.Resilience;

/// <summary>Tells the places that run only until a field holds what they find out: behind a test that it is null or empty.</summary>
internal static class OnceFilled
{
    private const int LongestWay = 2;

    /// <summary>Whether a place runs only where a field of the type at hand holds nothing yet, which code of the same type fills.</summary>
    public static bool At(IOperation place, CompilationContext compilation, CancellationToken cancellationToken)
    {
        for (var (child, parent) = (place, place.Parent); parent is not null; (child, parent) = (parent, parent.Parent))
        {
            if (parent is ICoalesceAssignmentOperation remember && remember.Value == child && Field(remember.Target) is not null)
                return true;
        }

        var owner = place.SemanticModel?.GetEnclosingSymbol(place.Syntax.SpanStart, cancellationToken)?.ContainingType;
        return PathCondition.Of(place).Any(c => c.Means((test, holds) =>
            Unfilled(test, holds) is { ContainingType: { } type } field && type.OriginalDefinition.Is(owner?.OriginalDefinition) && IsFilled(field, compilation, cancellationToken)));
    }

    /// <summary>Whether code uses a member only at such places, or in private methods that are called at such places.</summary>
    public static bool AreAllUses(ISymbol member, CompilationContext compilation, CancellationToken cancellationToken) =>
        member.DeclaredAccessibility == Accessibility.Private
        && MemberReferences.Of(member.OriginalDefinition, compilation, cancellationToken) is { Count: > 0 } uses
        && uses.All(u => IsOnce(u.Operation, u.Within, LongestWay, compilation, cancellationToken));

    private static bool IsOnce(IOperation place, ISymbol within, int hops, CompilationContext compilation, CancellationToken cancellationToken) =>
        At(place, compilation, cancellationToken)
        || (hops > 0
            && within is IMethodSymbol { MethodKind: MethodKind.Ordinary, DeclaredAccessibility: Accessibility.Private } method
            && Callers.For(compilation).Of(method, cancellationToken) is { IsEmpty: false } sites
            && sites.All(s => s.Operation is IInvocationOperation && IsOnce(s.Operation, s.Member, hops - 1, compilation, cancellationToken)));

    /// <summary>The field that a test which came out so says to hold nothing.</summary>
    private static ISymbol? Unfilled(IOperation test, bool holds)
    {
        if (PresenceTest.AsksForPresence(test) == holds)
            return null;

        if (Emptiness.AskedForAny(test) is IFieldSymbol or IPropertySymbol)
            return Emptiness.AskedForAny(test);

        return PresenceTest.Subject(test) is { } subject ? Field(subject) : null;
    }

    private static ISymbol? Field(IOperation value) => value.Unwrap() switch
    {
        IFieldReferenceOperation { Instance: null or IInstanceReferenceOperation } field => field.Field,
        IPropertyReferenceOperation { Instance: null or IInstanceReferenceOperation } property => property.Property,
        _ => null,
    };

    /// <summary>Whether code other than a constructor gives a field its value, or adds to it.</summary>
    private static bool IsFilled(ISymbol field, CompilationContext compilation, CancellationToken cancellationToken) =>
        !field.ContainingType.DeclaringSyntaxReferences.IsEmpty
        && MemberReferences.Of(field.OriginalDefinition, compilation, cancellationToken) is { } uses
        && uses.Any(u => u.Within is not IMethodSymbol { MethodKind: MethodKind.Constructor } && Fills(u.Operation));

    private static bool Fills(IOperation use)
    {
        var value = use;
        while (value.Parent is IConversionOperation or IParenthesizedOperation)
            value = value.Parent;

        return value.Parent switch
        {
            IAssignmentOperation assignment => assignment.Target == value && !CacheMisses.IsNull(assignment.Value),
            IInvocationOperation { TargetMethod.Name: "Add" or "TryAdd" or "AddRange" or "UnionWith" } call => call.Instance == value,
            IPropertyReferenceOperation { Property.IsIndexer: true, Parent: ISimpleAssignmentOperation set } item => set.Target == item,
            _ => false,
        };
    }
}
