namespace PerfAnalyzers.Framework;

/// <summary>How much of one finding is proven by the code that can be seen.</summary>
internal enum Confidence
{
    /// <summary>A guess; hidden unless the user asks for it.</summary>
    Low,

    /// <summary>True as stated, but its weight depends on sizes or callers that cannot be seen; never above suggestion.</summary>
    Medium,

    /// <summary>Proven; reported at the level of its rule.</summary>
    High,
}
