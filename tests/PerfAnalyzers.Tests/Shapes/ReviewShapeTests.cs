namespace PerfAnalyzers.Tests.Shapes;

/// <summary>
/// What a performance guide or the review of a pull request shows: the form in which a mistake is met first, small and plain or one or two calls deep, in property management, telephony,
/// recruitment, payroll, wikis, mail gateways and elections.
/// </summary>
public sealed class ReviewShapeTests : NewCodeTests<ReviewShapeTests>, INewCode
{
    public static string Folder => "Review";

    public static string Model => "review.shapes";

    public static string Import => "global using Review;\n";
}
