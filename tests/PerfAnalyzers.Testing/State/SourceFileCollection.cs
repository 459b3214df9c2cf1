using System.Text;

namespace Microsoft.CodeAnalysis.Testing;

/// <summary>Named texts.</summary>
public class SourceFileCollection : List<(string filename, SourceText content)>
{
    public void Add((string filename, string content) file) => Add((file.filename, SourceText.From(file.content, Encoding.UTF8)));

    internal bool ContentEquals(SourceFileCollection other) =>
        Count == other.Count
        && this.Zip(other).All(pair =>
            pair.First.filename == pair.Second.filename
            && Equals(pair.First.content.Encoding, pair.Second.content.Encoding)
            && pair.First.content.ContentEquals(pair.Second.content));
}

/// <summary>Sources; those without a name of their own are numbered: <c>/0/Test0.cs</c>.</summary>
public class SourceFileList(string defaultPrefix, string defaultExtension) : SourceFileCollection
{
    public void Add(string content) => Add((NextName(), content));

    public void Add(SourceText content) => Add((NextName(), content));

    private string NextName() => $"{defaultPrefix}{Count}.{defaultExtension}";
}

/// <summary>References beside those of the framework.</summary>
public class MetadataReferenceCollection : List<MetadataReference>
{
    public void Add(System.Reflection.Assembly assembly) => Add(assembly.Location);

    public void Add(string path) => Add(MetadataReference.CreateFromFile(path));
}

/// <summary>Projects by name; asking for one that is not there makes it.</summary>
public class ProjectCollection(string defaultLanguage, string defaultExtension) : Dictionary<string, ProjectState>
{
    public new ProjectState this[string projectName]
    {
        get
        {
            if (!TryGetValue(projectName, out var project))
                Add(projectName, project = new ProjectState(projectName, defaultLanguage, $"/{projectName}/Test", defaultExtension));

            return project;
        }
    }
}
