namespace PerfAnalyzers.Benchmarks.Synthetic;

/// <summary>What the generated code is like.</summary>
internal enum CodeKind
{
    /// <summary>A server: entities, a context with a set for each, repositories behind interfaces, services that call one another, controllers.</summary>
    Server,

    /// <summary>Calculations, collections and text; no library that a rule is about.</summary>
    Plain,
}
