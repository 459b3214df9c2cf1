namespace PerfAnalyzers.Tests.Shapes;

/// <summary>Code of a platform for agents: event bus, stores, session and case API, hubs, gRPC, workers, imports.</summary>
public sealed class PlatformShapeTests
{
    private static readonly NewCode Code = new("Platform", "*.shapes", "agents.shapes") { Import = "global using Agents;\n" };

    public static TheoryData<string> Costly => Code.Costly;

    public static TheoryData<string> Legitimate => Code.Legitimate;

    [Theory]
    [MemberData(nameof(Costly))]
    public Task Reports_the_shape(string name) => Code.ReportsAsync(name);

    [Theory]
    [MemberData(nameof(Legitimate))]
    public Task StaysSilent_when_the_shape_is_right(string name) => Code.SilentAsync(name);
}
