namespace PerfAnalyzers.Tests.Shapes;

/// <summary>
/// What a performance guide or a review of a pull request shows about data: queries, loops, writes and lists of a property manager with tickets, payroll, wiki, chat and parking.
/// </summary>
public sealed class ReviewDataShapeTests : NewCodeTests<ReviewDataShapeTests>, INewCode
{
    public static string Folder => "ReviewData";

    public static string Model => "reviewdata.shapes";

    public static string Import => "global using Audit;\n";
}
