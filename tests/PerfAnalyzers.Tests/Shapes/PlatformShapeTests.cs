namespace PerfAnalyzers.Tests.Shapes;

/// <summary>Code of a platform for agents: event bus, stores, session and case API, hubs, gRPC, workers, imports.</summary>
public sealed class PlatformShapeTests : NewCodeTests<PlatformShapeTests>, INewCode
{
    public static string Folder => "Platform";

    public static string Model => "agents.shapes";

    public static string Import => "global using Agents;\n";
}
