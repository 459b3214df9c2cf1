namespace PerfAnalyzers.Tests.Shapes;

/// <summary>
/// Code of metering and field service, insurance claims, laboratories, libraries, yards, leagues, media and build tools: whole slices with endpoints, hubs, workers and handlers,
/// repositories on EF Core, Dapper, Redis and MongoDB, and plain libraries.
/// </summary>
public sealed class FieldworkShapeTests : NewCodeTests<FieldworkShapeTests>, INewCode
{
    public static string Folder => "Fieldwork";

    public static string Model => "fieldwork.shapes";

    public static string Import => "global using Field;\n";
}
