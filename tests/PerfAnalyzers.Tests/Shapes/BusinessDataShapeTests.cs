namespace PerfAnalyzers.Tests.Shapes;

/// <summary>
/// How a shop, a clinic, a school, a fleet, a forum, a billing office and a telemetry service read and write their data: in classes with constructors,
/// handlers, repositories, jobs and endpoints, many of them in libraries that know of no web.
/// </summary>
public sealed class BusinessDataShapeTests
{
    private static readonly NewCode Code = new("BusinessData", "*.shapes", "businesses.shapes");

    public static TheoryData<string> Costly => Code.Costly;

    public static TheoryData<string> Legitimate => Code.Legitimate;

    [Theory]
    [MemberData(nameof(Costly))]
    public Task Reports_the_shape(string name) => Code.ReportsAsync(name);

    [Theory]
    [MemberData(nameof(Legitimate))]
    public Task StaysSilent_when_the_shape_is_right(string name) => Code.SilentAsync(name);
}
