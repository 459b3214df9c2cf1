using PerfAnalyzers.Analysis.Calls;
using PerfAnalyzers.Analysis.Collections;
using PerfAnalyzers.Analysis.RoundTrips;
using PerfAnalyzers.Knowledge;

namespace PerfAnalyzers.Analysis.Writes;

/// <summary>Finds beside a method of the project's own that sends one message the one that sends many.</summary>
internal static class BatchForm
{
    private static readonly ImmutableArray<string> Verbs = ImmutableArray.Create("Publish", "Send", "Enqueue", "Produce", "Emit", "Dispatch", "Push", "Raise");

    private static readonly ImmutableHashSet<string> Many = ImmutableHashSet.Create(StringComparer.Ordinal, "Batch", "Many", "Range", "Bulk", "All", "Messages", "Events");

    /// <summary>Whether a method is named for sending, as far as its name tells.</summary>
    public static bool MaySend(string name)
    {
        foreach (var verb in Verbs)
        {
            if (name.StartsWith(verb, StringComparison.Ordinal))
                return true;
        }

        return false;
    }

    /// <summary>The method beside the one that is called which takes many of what it takes; null when there is none, or when it only calls it for each.</summary>
    /// <param name="call">A call that sends one message.</param>
    /// <param name="compilation">The compilation.</param>
    public static IMethodSymbol? Of(IInvocationOperation call, CompilationContext compilation)
    {
        var single = call.TargetMethod.OriginalDefinition;
        if (!MaySend(single.Name) || single.DeclaringSyntaxReferences.IsEmpty || single.Parameters.Length == 0 || !AwaitableTypes.For(compilation).IsTaskLike(single.ReturnType))
            return null;

        var verb = Words.Split(single.Name)[0];
        foreach (var type in single.ContainingType.AllInterfaces.Where(_ => single.ContainingType.TypeKind == TypeKind.Interface).Prepend(single.ContainingType))
        {
            foreach (var other in type.GetMembers().OfType<IMethodSymbol>())
            {
                if (!other.Is(single) && Words.Split(other.Name) is { Count: > 0 } words && words[0] == verb && (other.Name == single.Name || words.Any(Many.Contains)) && TakesMany(other, single, compilation) && !CallsEach(other, single, compilation))
                    return other;
            }
        }

        return null;
    }

    /// <summary>Whether nobody sees what the call does, or it is seen to leave the process.</summary>
    public static bool LeavesProcess(IInvocationOperation call, CompilationContext compilation, CancellationToken cancellationToken) =>
        CallTargets.Of(call, compilation).Methods.IsEmpty || RoundTripInLoop.Of(call, compilation, cancellationToken) is not null;

    private static bool TakesMany(IMethodSymbol many, IMethodSymbol single, CompilationContext compilation)
    {
        if (many.Parameters.Length == 0 || many.Parameters[0].Type is not { } collection)
            return false;

        var element = collection is IArrayTypeSymbol array ? array.ElementType : collection.ArgumentOf(compilation.Type(TypeNames.System.EnumerableOfT));
        var message = single.Parameters[0].Type;
        return element is not null && (element.Is(message) || (element is ITypeParameterSymbol && message is ITypeParameterSymbol));
    }

    private static bool CallsEach(IMethodSymbol many, IMethodSymbol single, CompilationContext compilation) =>
        Implementations.For(compilation).Of(many).Any(m => MethodBodies.For(compilation).Of(m) is { } body
            && RunningCode.Of(body).OfType<IInvocationOperation>().Any(c => c.TargetMethod.Name == single.Name));
}
