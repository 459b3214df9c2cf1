namespace PerfAnalyzers.Tests.Shapes;

/// <summary>How the office of a harbour reads and writes its data: by repositories, handlers, routes, SQL, documents and helpers of its own.</summary>
public sealed class HarbourShapeTests : NewCodeTests<HarbourShapeTests>, INewCode
{
    public static string Folder => "Harbour";

    public static string Model => "harbour.shapes";

    public static string Import => "global using Harbour;\n";
}
