namespace PerfAnalyzers.Tests.Shapes;

/// <summary>
/// Whole modules as a team ships them: controllers with their services and repositories, workers with queues and stores, gRPC services with mappers, importers, event buses, session stores,
/// report generators, dispatchers, rules engines and schedulers, most of whose lines are right.
/// </summary>
public sealed class ModulesShapeTests : NewCodeTests<ModulesShapeTests>, INewCode
{
    public static string Folder => "Modules";

    public static string Model => "modules.shapes";

    public static string Import => "global using Modules;\n";

    public static bool IsMarkedInFull => true;
}
