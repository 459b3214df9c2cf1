namespace PerfAnalyzers.Tests.Shapes;

/// <summary>The wards of those clinics: measurements, sessions of agents, printers and matching of records.</summary>
public sealed class WardShapeTests : NewCodeTests<WardShapeTests>, INewCode
{
    public static string Folder => "Ward";

    public static string Model => "ward.shapes";

    public static string Import => "global using Ward.Shared;\n";
}
