namespace PerfAnalyzers.Tests.Shapes;

/// <summary>
/// How a shop, a hospital, a school, a carrier, a forum, a game and a billing office wait, cancel, retry and search: in classes with constructors, handlers,
/// repositories, jobs and endpoints.
/// </summary>
public sealed class BusinessShapeTests : NewCodeTests<BusinessShapeTests>, INewCode
{
    public static string Folder => "Business";

    public static string Model => "business.shapes";

    public static string Import => "global using Business;\n";
}
