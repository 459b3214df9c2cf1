namespace PerfAnalyzers.Tests.Shapes;

/// <summary>
/// How newer services are written: vertical slices with minimal APIs and typed results, primary constructors and records, generic handlers, decorators, workers with channels and timers,
/// gRPC services and hubs, typed clients, importers, and algorithms on graphs, texts and calendars that know of no server.
/// </summary>
public sealed class ServicesShapeTests : NewCodeTests<ServicesShapeTests>, INewCode
{
    public static string Folder => "Services";

    public static string Model => "services.shapes";

    public static string Import => "global using Travel;\n";
}
