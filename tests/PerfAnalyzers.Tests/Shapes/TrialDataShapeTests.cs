namespace PerfAnalyzers.Tests.Shapes;

/// <summary>
/// What a team finds that tries the data rules on its own code: customs declarations in one database, and besides them weather stations, trains, fire brigades, coupons, patents, maps and bank feeds;
/// the queries stand behind repositories, services, decorators, handlers, mappers and clients.
/// </summary>
public sealed class TrialDataShapeTests : NewCodeTests<TrialDataShapeTests>, INewCode
{
    public static string Folder => "TrialData";

    public static string Model => "trialdata.shapes";

    public static string Import => "global using TrialData;\n";
}
