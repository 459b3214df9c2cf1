namespace PerfAnalyzers.Knowledge.Caching;

/// <summary>Knows the properties that tell the time of day.</summary>
internal sealed class WallClock
{
    private readonly ImmutableArray<INamedTypeSymbol> times;

    private WallClock(CompilationContext compilation) =>
        times = new[] { TypeNames.System.DateTime, TypeNames.Clocks.DateTimeOffset }.Select(compilation.Type).OfType<INamedTypeSymbol>().ToImmutableArray();

    public static WallClock For(CompilationContext compilation) => compilation.Get(c => new WallClock(c));

    /// <summary>Whether a type is a point in time.</summary>
    public bool IsTime(ITypeSymbol? type) => type is { IsValueType: true, Name: "DateTime" or "DateTimeOffset" } && times.Contains(type, SymbolEqualityComparer.Default);

    /// <summary>Whether a property gives the present time.</summary>
    public bool IsNow(IPropertySymbol property) => property is { IsStatic: true, Name: "Now" or "UtcNow" } && IsTime(property.ContainingType);

    /// <summary>Whether the time that a property gives jumps when summer begins and ends.</summary>
    public static bool IsLocal(IPropertySymbol property) => property.Name == "Now" && property.ContainingType.Name == "DateTime";

    /// <summary>Whether a property or method reads a clock that only goes forward.</summary>
    public static bool IsSteady(ISymbol member) => member is
        { ContainingType.Name: "Stopwatch", Name: "Elapsed" or "ElapsedMilliseconds" or "ElapsedTicks" or "GetElapsedTime" or "GetTimestamp" } or
        { ContainingType.Name: "Environment", Name: "TickCount" or "TickCount64" } or
        { ContainingType.Name: "TimeProvider", Name: "GetElapsedTime" or "GetTimestamp" };
}
