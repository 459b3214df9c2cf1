namespace PerfAnalyzers.Tests.Shapes;

/// <summary>A platform of a chain of clinics: visits, orders of laboratories, devices and claims, behind repositories, specifications and units of work.</summary>
public sealed class WardlineShapeTests : NewCodeTests<WardlineShapeTests>, INewCode
{
    public static string Folder => "Wardline";

    public static string Model => "wardline.shapes";

    public static string Import => "global using Wardline.Model;\n";
}
