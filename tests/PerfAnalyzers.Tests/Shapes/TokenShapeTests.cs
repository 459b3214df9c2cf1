namespace PerfAnalyzers.Tests.Shapes;

/// <summary>The rules about tokens, limits of time and attempts.</summary>
public sealed class TokenShapeTests : ShapeTests<TokenShapeTests>, IShapes
{
    public static string Folder => "Tokens";

    public static ImmutableArray<string> Rules { get; } = ["PERF3001", "PERF3002", "PERF3003", "PERF3004", "PERF3005", "PERF3006", "PERF3007", "PERF3008", "PERF3009", "PERF3011"];

    public static int LeastCostly => 90;

    public static int LeastLegitimate => 60;
}
