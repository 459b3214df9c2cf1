namespace PerfAnalyzers.Tests.Shapes;

/// <summary>The rules about asynchrony in agent platforms and shops: they say nothing about tasks that are complete, streams in memory, and code that serves nobody.</summary>
public sealed class AsyncShapeTests : ShapeTests<AsyncShapeTests>, IShapes
{
    public static string Folder => "Asynchrony";

    public static ImmutableArray<string> Rules { get; } = ["PERF1001", "PERF1002", "PERF1003", "PERF1004", "PERF1005", "PERF1006", "PERF1007", "PERF1008", "PERF1009"];

    public static int LeastCostly => 150;

    public static int LeastLegitimate => 40;

    public static int MostFalseWarnings => 0;
}
