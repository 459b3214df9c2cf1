namespace PerfAnalyzers.Tests.Shapes;

/// <summary>
/// What a performance guide for an agent platform tells its readers: for each thing to avoid the code that the guide recommends instead. Event bus, case store, session API, tool calls,
/// vector memory and audit log, in controllers, minimal APIs, pages, hubs, gRPC services, handlers, workers and plain libraries.
/// </summary>
public sealed class GuidesShapeTests : NewCodeTests<GuidesShapeTests>, INewCode
{
    public static string Folder => "Guides";

    public static string Model => "guides.shapes";

    public static string Import => "global using Guides;\n";
}
