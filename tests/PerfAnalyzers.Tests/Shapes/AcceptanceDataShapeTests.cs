namespace PerfAnalyzers.Tests.Shapes;

/// <summary>
/// What somebody types in who verifies the rules on data access and endpoints clause by clause: each store, each way in which a round trip hides, each bound that makes a list or a loop right.
/// Theatres, charities, water works and seed banks.
/// </summary>
public sealed class AcceptanceDataShapeTests : NewCodeTests<AcceptanceDataShapeTests>, INewCode
{
    public static string Folder => "AcceptanceData";

    public static string Model => "acceptancedata.shapes";

    public static string Import => "global using AcceptanceData;\n";
}
