namespace PerfAnalyzers.Tests.Shapes;

/// <summary>The rules about loops and stores.</summary>
public sealed class LoopShapeTests : ShapeTests<LoopShapeTests>, IShapes
{
    public static string Folder => "Loops";

    public static ImmutableArray<string> Rules { get; } = ["PERF1009", "PERF2001", "PERF2002", "PERF2003", "PERF2004", "PERF2016", "PERF2020"];

    public static int LeastCostly => 80;

    public static int LeastLegitimate => 60;

    public static bool MaySuggest => true;
}
