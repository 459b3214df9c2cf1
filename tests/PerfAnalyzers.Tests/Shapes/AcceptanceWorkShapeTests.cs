namespace PerfAnalyzers.Tests.Shapes;

/// <summary>What somebody types in who wants to verify the text of the rules clause by clause.</summary>
public sealed class AcceptanceWorkShapeTests : NewCodeTests<AcceptanceWorkShapeTests>, INewCode
{
    public static string Folder => "AcceptanceWork";

    public static string Model => "acceptancework.shapes";

    public static string Import => "global using AcceptanceWork;\n";
}
