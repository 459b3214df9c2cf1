using PerfAnalyzers.Analysis.Calls;
using PerfAnalyzers.Analysis.Iteration;

namespace PerfAnalyzers.Analysis.Async;

/// <summary>
/// Finds loops through collections that other calls of the same object may change. As long as the loop keeps its thread they often cannot, as
/// where one thread serves all events; while it is suspended they can, and its next round throws.
/// </summary>
internal static class SharedLoops
{
    /// <summary>Whether such a loop in the same function runs an operation in its rounds.</summary>
    public static bool Surround(IOperation place, CompilationContext compilation)
    {
        var child = place;
        for (var parent = place.Parent; parent is not (null or IAnonymousFunctionOperation or ILocalFunctionOperation); child = parent, parent = parent.Parent)
        {
            if (parent is IForEachLoopOperation { IsAsynchronous: false } loop && loop.Body == child && MayChange(loop.Collection, compilation))
                return true;
        }

        return false;
    }

    /// <summary>Whether others may change the elements that somebody goes through while he is suspended.</summary>
    public static bool MayChange(IOperation sequence, CompilationContext compilation) => Shared(sequence, compilation) is { } collection && IsChanged(collection, compilation);

    /// <summary>The field or property of the object whose elements a loop goes through as they are, and not through a copy of them.</summary>
    private static ISymbol? Shared(IOperation sequence, CompilationContext compilation)
    {
        var current = sequence.Unwrap();
        while (current is IInvocationOperation call && Callbacks.IsDeferred(call.TargetMethod, compilation) && call.Receiver() is { } source)
            current = source.Unwrap();

        // The keys and the values of a dictionary go with it.
        if (current is IPropertyReferenceOperation { Property.Name: "Keys" or "Values", Instance: { } dictionary } && IsOwn(dictionary.Unwrap()))
            current = dictionary.Unwrap();

        return IsOwn(current) && NoticesChanges(current.Type) ? current.ReferencedSymbol() : null;
    }

    private static bool IsOwn(IOperation value) =>
        value is IFieldReferenceOperation { Instance: null or IInstanceReferenceOperation } or IPropertyReferenceOperation { Arguments.IsEmpty: true, Instance: null or IInstanceReferenceOperation };

    private static bool NoticesChanges(ITypeSymbol? type) =>
        type is INamedTypeSymbol { IsReferenceType: true, SpecialType: not SpecialType.System_String, ContainingNamespace.Name: not ("Concurrent" or "Immutable" or "Frozen") };

    /// <summary>Whether a method of the type that declares a collection adds to it or removes from it; constructors have done so before.</summary>
    private static bool IsChanged(ISymbol collection, CompilationContext compilation)
    {
        foreach (var member in collection.ContainingType.GetMembers())
        {
            if (member is IMethodSymbol { MethodKind: not (MethodKind.Constructor or MethodKind.StaticConstructor) } method
                && MethodBodies.For(compilation).Of(method) is { } body
                && LoopFacts.OfBody(body.Root).Mutates(collection))
            {
                return true;
            }
        }

        return false;
    }
}
