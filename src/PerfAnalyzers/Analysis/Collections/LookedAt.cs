using PerfAnalyzers.Analysis.Iteration;
using PerfAnalyzers.Knowledge;

namespace PerfAnalyzers.Analysis.Collections;

/// <summary>What becomes of a copy.</summary>
internal enum Look
{
    /// <summary>It is asked where it is made, and gone.</summary>
    AtOnce,

    /// <summary>A variable holds it, and is only asked.</summary>
    FromVariable,

    /// <summary>It may be kept, changed, or gone through while the collection changes.</summary>
    Other,
}

/// <summary>
/// Tells whether a copy is only looked at. One that is kept is each element's own, and one that is gone through may be there so that the collection can
/// change meanwhile.
/// </summary>
internal static class LookedAt
{
    private static readonly ImmutableHashSet<string> Questions = ImmutableHashSet.Create(
        StringComparer.Ordinal,
        "Contains", "IndexOf", "LastIndexOf", "Find", "FindIndex", "Exists", "BinarySearch", "ContainsKey", "TryGetValue", "GetValueOrDefault");

    public static Look Of(IInvocationOperation copy, CompilationContext compilation)
    {
        if (IsAsked(copy, compilation))
            return Look.AtOnce;

        if (copy.ParentValue() is not IVariableInitializerOperation { Parent: IVariableDeclaratorOperation { Symbol: { } local } declarator })
            return Look.Other;

        var block = declarator.Parent;
        while (block is not (null or IBlockOperation))
            block = block.Parent;

        var uses = block?.DescendantsAndSelf().OfType<ILocalReferenceOperation>().Where(r => r.Local.Is(local)).ToList();
        return uses is { Count: > 0 } && uses.All(use => IsAsked(use, compilation)) ? Look.FromVariable : Look.Other;
    }

    private static bool IsAsked(IOperation copy, CompilationContext compilation) => copy.ParentValue() switch
    {
        IInvocationOperation { TargetMethod: { } method } user => user.Receiver()?.Unwrap() == copy && Questions.Contains(method.Name),
        IArgumentOperation { Parameter.Ordinal: 0, Parent: IInvocationOperation { TargetMethod: { } method } } =>
            method.IsMemberOf(compilation.Type(TypeNames.Collections.MemoryExtensions)) ? Questions.Contains(method.Name) : method.IsMemberOf(compilation.Type(TypeNames.System.Enumerable)) && !Callbacks.IsDeferred(method, compilation),
        IPropertyReferenceOperation { Instance: { } owner } read => owner.Unwrap() == copy && !IsSet(read),
        IArrayElementReferenceOperation element => element.ArrayReference.Unwrap() == copy && !IsSet(element),
        _ => false,
    };

    private static bool IsSet(IOperation element) =>
        element.Parent is IIncrementOrDecrementOperation or IArgumentOperation { Parameter.RefKind: not RefKind.None } || (element.Parent is IAssignmentOperation assignment && assignment.Target == element);
}
