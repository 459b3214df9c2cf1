namespace PerfAnalyzers.Tests.Shapes;

/// <summary>
/// What somebody types in who goes through the texts of the rules clause by clause: each API, each dress and each boundary of what is right,
/// for a port, a brewery, a tax office, a radio station, an auction house and an observatory.
/// </summary>
public sealed class AcceptanceShapeTests : NewCodeTests<AcceptanceShapeTests>, INewCode
{
    public static string Folder => "Acceptance";

    public static string Model => "acceptance.shapes";

    public static string Import => "global using Acceptance;\n";
}
