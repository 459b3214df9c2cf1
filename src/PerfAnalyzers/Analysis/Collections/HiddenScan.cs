using PerfAnalyzers.Analysis.Calls;

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

/// <summary>A search that a method makes in each call.</summary>
/// <param name="Origin">Where the collection comes from.</param>
/// <param name="Parameter">The ordinal of the parameter, where it comes from one.</param>
/// <param name="Member">The field, property or variable that holds the collection; null where the parameter itself is the collection.</param>
/// <param name="Sought">The inputs of the method that decide what is looked for.</param>
/// <param name="Lookup">The search.</param>
/// <param name="Steps">The calls on the way, outermost first.</param>
internal sealed record HiddenScan(
    ScanOrigin Origin,
    int Parameter,
    ISymbol? Member,
    ParameterUse Sought,
    LinearLookup Lookup,
    ImmutableArray<IInvocationOperation> Steps)
{
    /// <summary>The way in short: <c>IsKnown → Contains</c>.</summary>
    public string Text => string.Join(" → ", Steps.Select(s => s.TargetMethod.Name).Append(Lookup.Call.TargetMethod.Name));
}
