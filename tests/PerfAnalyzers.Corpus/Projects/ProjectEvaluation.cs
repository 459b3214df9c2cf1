using System.Xml;
using System.Xml.Linq;

namespace PerfAnalyzers.Corpus.Projects;

/// <summary>One element of an ItemGroup that applies, with the folder its paths start from.</summary>
internal sealed record ProjectItem(XElement Element, string Kind, Expression Expression)
{
    public string? Attribute(string name) => Element.Attribute(name) is { } attribute ? Expression.Expand(attribute.Value)?.Trim() : null;

    /// <summary>Metadata, written as an attribute or as a child element.</summary>
    public string Metadata(string name) =>
        Attribute(name)
        ?? (Element.Elements().FirstOrDefault(e => e.Name.LocalName == name) is { } child ? Expression.Expand(child.Value)?.Trim() : null)
        ?? string.Empty;

    public IEnumerable<string> Values(string attribute) =>
        (Attribute(attribute) ?? string.Empty).Split(';', StringSplitOptions.RemoveEmptyEntries | StringSplitOptions.TrimEntries)
        .Where(v => !v.Contains("@(", StringComparison.Ordinal));
}

/// <summary>
/// Reads a project file and what it imports from the repository, in the order of MSBuild: properties first, then
/// items. SDKs and packages are not imported; what they would add is known to <see cref="ProjectReader"/>.
/// </summary>
internal sealed class ProjectEvaluation
{
    private readonly Dictionary<string, string> properties = new(StringComparer.OrdinalIgnoreCase);
    private readonly List<(XElement Element, string Directory)> itemElements = [];
    private readonly HashSet<string> imported = new(StringComparer.Ordinal);
    private readonly string? fixedFramework;

    private ProjectEvaluation(string projectFile, string? framework)
    {
        fixedFramework = framework;
        ProjectFile = projectFile;
        Directory = Path.GetDirectoryName(projectFile)!;
        foreach (var (name, value) in new[]
        {
            ("MSBuildProjectFullPath", projectFile),
            ("MSBuildProjectDirectory", Directory),
            ("MSBuildProjectFile", Path.GetFileName(projectFile)),
            ("MSBuildProjectName", Path.GetFileNameWithoutExtension(projectFile)),
            ("MSBuildProjectExtension", Path.GetExtension(projectFile)),
            ("Configuration", "Debug"),
            ("Platform", "AnyCPU"),
            ("OS", "Unix"),
            ("TargetFramework", framework ?? string.Empty),
        })
        {
            properties[name] = value;
        }
    }

    public string ProjectFile { get; }

    public string Directory { get; }

    public List<string> Notes { get; } = [];

    public List<string> Sdks { get; } = [];

    public List<ProjectItem> Items { get; } = [];

    public string this[string property] => properties.GetValueOrDefault(property, string.Empty);

    public static ProjectEvaluation Of(string projectFile)
    {
        var evaluation = Run(projectFile, null);
        var several = evaluation["TargetFrameworks"].Split(';', StringSplitOptions.RemoveEmptyEntries | StringSplitOptions.TrimEntries);
        return evaluation["TargetFramework"].Length == 0 && TargetFramework.Newest(several) is { } newest
            ? Run(projectFile, newest)
            : evaluation;
    }

    private static ProjectEvaluation Run(string projectFile, string? framework)
    {
        var evaluation = new ProjectEvaluation(projectFile, framework);
        evaluation.ImportAbove("Directory.Build.props");
        evaluation.ImportAbove("Directory.Packages.props");
        evaluation.Import(projectFile);
        evaluation.ImportAbove("Directory.Build.targets");
        evaluation.CollectItems();
        return evaluation;
    }

    private void ImportAbove(string name)
    {
        if (Expression.FileAbove(Directory, name) is { Length: > 0 } file)
            Import(file);
    }

    private void Import(string file)
    {
        file = Expression.Slashes(Path.GetFullPath(file));
        if (!imported.Add(file))
            return;

        XElement root;
        try
        {
            root = XDocument.Load(file).Root!;
        }
        catch (Exception e) when (e is XmlException or IOException or UnauthorizedAccessException)
        {
            Notes.Add($"{Path.GetFileName(file)}: not read ({e.Message})");
            return;
        }

        foreach (var sdk in (root.Attribute("Sdk")?.Value ?? string.Empty).Split(';', StringSplitOptions.RemoveEmptyEntries))
            Sdks.Add(sdk.Split('/')[0].Trim());
        Read(root, file);
    }

    private void Read(XElement parent, string file)
    {
        foreach (var element in parent.Elements())
        {
            var directory = Path.GetDirectoryName(file)! + "/";
            properties["MSBuildThisFileDirectory"] = directory;
            properties["MSBuildThisFile"] = Path.GetFileName(file);
            properties["MSBuildThisFileFullPath"] = file;
            switch (element.Name.LocalName)
            {
                case "Sdk":
                    Sdks.Add(element.Attribute("Name")?.Value ?? string.Empty);
                    break;
                case "PropertyGroup" when Applies(element, directory, ifUnknown: false):
                    foreach (var property in element.Elements().Where(p => Applies(p, directory, ifUnknown: false)))
                        SetProperty(property);
                    break;
                case "ItemGroup":
                    itemElements.AddRange(element.Elements().Select(e => (e, directory)));
                    break;
                case "ImportGroup" when Applies(element, directory, ifUnknown: true):
                    Read(element, file);
                    break;
                case "Choose":
                    ReadChoose(element, file, directory);
                    break;
                case "Import" when element.Attribute("Sdk") is { } sdk:
                    Sdks.Add(sdk.Value.Split('/')[0]);
                    break;
                case "Import" when Applies(element, directory, ifUnknown: true):
                    if (new Expression(properties).Expand(element.Attribute("Project")?.Value ?? string.Empty) is { Length: > 0 } path
                        && Path.Combine(directory, Expression.Slashes(path)) is var target && File.Exists(target))
                    {
                        Import(target);
                    }

                    break;
            }
        }
    }

    private void ReadChoose(XElement choose, string file, string directory)
    {
        var taken = choose.Elements().FirstOrDefault(e => e.Name.LocalName == "When" && Applies(e, directory, ifUnknown: false))
            ?? choose.Elements().FirstOrDefault(e => e.Name.LocalName == "Otherwise");
        if (taken is not null)
            Read(taken, file);
    }

    private void SetProperty(XElement property)
    {
        var name = property.Name.LocalName;
        if (name == "TargetFramework" && fixedFramework is not null)
            return;

        if (new Expression(properties).Expand(property.Value) is { } value)
            properties[name] = value.Trim();
    }

    private bool Applies(XElement element, string directory, bool ifUnknown) =>
        Condition.Holds(element.Attribute("Condition")?.Value, new Expression(properties), directory) ?? ifUnknown;

    private void CollectItems()
    {
        foreach (var (element, directory) in itemElements)
        {
            var local = new Dictionary<string, string>(properties, StringComparer.OrdinalIgnoreCase) { ["MSBuildThisFileDirectory"] = directory };
            var expression = new Expression(local);
            var kind = element.Name.LocalName;

            // A reference too many binds all the same; a source file too many, or one too few, does not.
            var ifUnknown = kind is not "Compile";
            if (Holds(element.Parent!) && Holds(element))
                Items.Add(new ProjectItem(element, kind, expression));

            bool Holds(XElement e) => Condition.Holds(e.Attribute("Condition")?.Value, expression, directory) ?? ifUnknown;
        }
    }
}
