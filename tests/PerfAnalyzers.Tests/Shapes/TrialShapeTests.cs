namespace PerfAnalyzers.Tests.Shapes;

/// <summary>
/// Excerpts of programs as their own teams would try the product on: customs declarations, fire brigades, weather, archives and bank feeds, where the mistake stands behind
/// a helper, an injected service, a base class, a generic method, a delegate or a property.
/// </summary>
public sealed class TrialShapeTests : NewCodeTests<TrialShapeTests>, INewCode
{
    public static string Folder => "Trial";

    public static string Model => "trial.shapes";

    public static string Import => "global using Trial;\n";
}
