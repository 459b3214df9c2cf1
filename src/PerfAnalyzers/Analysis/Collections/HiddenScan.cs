using PerfAnalyzers.Analysis.Calls;
using PerfAnalyzers.Knowledge;

namespace PerfAnalyzers.Analysis.Collections;

/// <summary>Where a method has a collection from that it searches.</summary>
internal enum ScanOrigin
{
    /// <summary>A parameter is, or holds, the collection.</summary>
    Parameter,

    /// <summary>The object that the method is called on holds it.</summary>
    Instance,

    /// <summary>Neither: a static member, or a variable around a local function.</summary>
    Outside,
}

/// <summary>What goes through a collection.</summary>
/// <param name="Operation">The call, or the loop.</param>
/// <param name="Name">How a reader knows it.</param>
/// <param name="Subject">What is asked.</param>
/// <param name="Compared">The type that is compared again and again; null where a function says what is.</param>
/// <param name="IsWhole">Whether it takes all elements together, for an answer that does not depend on what the method is called with.</param>
internal sealed record CollectionPass(IOperation Operation, string Name, ScanSubject Subject, ITypeSymbol? Compared, bool IsWhole);

/// <summary>A search that a method makes in each call.</summary>
/// <param name="Origin">Where the collection comes from.</param>
/// <param name="Parameter">The ordinal of the parameter, where it comes from one.</param>
/// <param name="Member">The field, property or variable that holds the collection; null where the parameter itself is the collection.</param>
/// <param name="Sought">The inputs of the method that decide what is looked for.</param>
/// <param name="Pass">The search.</param>
/// <param name="Steps">The calls on the way, outermost first.</param>
internal sealed record HiddenScan(
    ScanOrigin Origin,
    int Parameter,
    ISymbol? Member,
    ParameterUse Sought,
    CollectionPass Pass,
    ImmutableArray<IInvocationOperation> Steps)
{
    /// <summary>The way in short: <c>IsKnown → Contains</c>.</summary>
    public string Text => string.Join(" → ", Steps.Select(s => s.TargetMethod.Name).Append(Pass.Name));
}
