namespace PerfAnalyzers.Tests.Shapes;

/// <summary>What people write in parsers, games, reports and the like, and the rules about algorithms.</summary>
public sealed class AlgorithmShapeTests : ShapeTests<AlgorithmShapeTests>, IShapes
{
    public static string Folder => "Algorithms";

    public static ImmutableArray<string> Rules { get; } = ["PERF4001", "PERF4002", "PERF4003", "PERF4004", "PERF4005", "PERF4006", "PERF4007", "PERF4008", "PERF4009", "PERF4010"];

    public static int LeastCostly => 150;

    public static int LeastLegitimate => 120;

    public static bool MaySuggest => true;
}
