namespace PerfAnalyzers.Tests.Shapes;

/// <summary>The rules about lists and queries.</summary>
public sealed class ListShapeTests : ShapeTests<ListShapeTests>, IShapes
{
    public static string Folder => "Lists";

    public static ImmutableArray<string> Rules { get; } = ["PERF2005", "PERF2006", "PERF2007", "PERF2009", "PERF2010", "PERF2011", "PERF2013", "PERF2014", "PERF2015", "PERF2018", "PERF2019", "PERF6001", "PERF6002"];

    public static int LeastCostly => 120;

    public static int LeastLegitimate => 120;

    public static bool MaySuggest => true;
}
