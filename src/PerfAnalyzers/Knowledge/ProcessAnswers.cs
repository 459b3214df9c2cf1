namespace PerfAnalyzers.Knowledge;

/// <summary>What gives the same answer as long as a process runs, and takes its time to find it.</summary>
internal enum ProcessAnswer
{
    /// <summary>Settings, read from all sources of a configuration or put into an object by reflection.</summary>
    Settings,

    /// <summary>A file, which is the same where its path is.</summary>
    File,

    /// <summary>The types of an assembly, or the assemblies.</summary>
    Types,
}

/// <summary>The members that find out what stays the same as long as a process runs.</summary>
internal sealed class ProcessAnswers
{
    public static readonly ImmutableArray<(string Type, string Member, ProcessAnswer Answer)> Rows = ImmutableArray.Create(
        (TypeNames.Configuration.Builder, "Build", ProcessAnswer.Settings),
        (TypeNames.Configuration.BuilderInterface, "Build", ProcessAnswer.Settings),
        (TypeNames.Configuration.Binder, "Get", ProcessAnswer.Settings),
        (TypeNames.Configuration.Binder, "Bind", ProcessAnswer.Settings),
        (TypeNames.Files.File, "ReadAllText", ProcessAnswer.File),
        (TypeNames.Files.File, "ReadAllTextAsync", ProcessAnswer.File),
        (TypeNames.Files.File, "ReadAllLines", ProcessAnswer.File),
        (TypeNames.Files.File, "ReadAllLinesAsync", ProcessAnswer.File),
        (TypeNames.Files.File, "ReadAllBytes", ProcessAnswer.File),
        (TypeNames.Files.File, "ReadAllBytesAsync", ProcessAnswer.File),
        (TypeNames.Files.File, "OpenRead", ProcessAnswer.File),
        (TypeNames.Files.File, "OpenText", ProcessAnswer.File),
        (TypeNames.Reflection.Assembly, "GetTypes", ProcessAnswer.Types),
        (TypeNames.Reflection.Assembly, "GetExportedTypes", ProcessAnswer.Types),
        (TypeNames.Reflection.AppDomain, "GetAssemblies", ProcessAnswer.Types));

    /// <summary>Properties that say where the files of an application are.</summary>
    private static readonly ImmutableHashSet<string> Places = ImmutableHashSet.Create(
        StringComparer.Ordinal, "ContentRootPath", "WebRootPath", "BaseDirectory", "CurrentDirectory", "ProcessPath");

    private static readonly ImmutableArray<(string Type, string Verb)> Parsers = ImmutableArray.Create(
        ("JsonSerializer", "Deserialize"),
        ("JsonDocument", "Parse"),
        ("JsonNode", "Parse"),
        ("XDocument", "Load"),
        ("XElement", "Load"),
        ("XmlDocument", "Load"),
        ("XmlSerializer", "Deserialize"));

    private readonly MemberTable<ProcessAnswer> table;

    private ProcessAnswers(CompilationContext compilation) => table = new(compilation, Rows);

    public static ProcessAnswers For(CompilationContext compilation) => compilation.Get(c => new ProcessAnswers(c));

    /// <summary>What a method finds out; null for any other method.</summary>
    public ProcessAnswer? Find(IMethodSymbol method) => table.TryFind(method.ReducedFrom ?? method, out var answer) ? answer : null;

    /// <summary>Whether a method of a framework makes an object of all that it is given: <c>JsonSerializer.DeserializeAsync</c>, <c>XDocument.Load</c>.</summary>
    public static bool IsParser(IMethodSymbol method) =>
        Parsers.Any(p => p.Type == method.ContainingType.Name && method.Name.StartsWith(p.Verb, StringComparison.Ordinal));

    /// <summary>Whether a property says where the files of the application are: <c>environment.ContentRootPath</c>.</summary>
    public static bool IsPlace(IPropertySymbol property) => Places.Contains(property.Name);
}
