namespace PerfAnalyzers.Tests.Shapes;

/// <summary>
/// How a shop, a clinic, a school, a fleet, a forum, a billing office and a telemetry service read and write their data: in classes with constructors,
/// handlers, repositories, jobs and endpoints, many of them in libraries that know of no web.
/// </summary>
public sealed class BusinessDataShapeTests : NewCodeTests<BusinessDataShapeTests>, INewCode
{
    public static string Folder => "BusinessData";

    public static string Model => "businesses.shapes";
}
