namespace PerfAnalyzers.Tests.Shapes;

/// <summary>A platform for support agents, written by many hands: controllers, workers, consumers, repositories, reports and parsers.</summary>
public sealed class DeskShapeTests : NewCodeTests<DeskShapeTests>, INewCode
{
    public static string Folder => "Desk";

    public static string Model => "desk.shapes";

    public static string Import => "global using Desk.Model;\n";
}
