namespace PerfAnalyzers.Corpus.Projects;

/// <summary>What a project file says, as far as reading and binding its sources needs it.</summary>
internal sealed record SourceProject
{
    public required string Name { get; init; }

    /// <summary>The project file, or the folder of sources that belong to none.</summary>
    public required string Path { get; init; }

    public required ImmutableArray<string> Files { get; init; }

    public string AssemblyName { get; init; } = string.Empty;

    public TargetFramework Framework { get; init; } = TargetFramework.Unknown;

    public LanguageVersion Language { get; init; } = LanguageVersion.Latest;

    public NullableContextOptions Nullable { get; init; } = NullableContextOptions.Disable;

    public OutputKind OutputKind { get; init; } = OutputKind.DynamicallyLinkedLibrary;

    public ImmutableArray<string> Constants { get; init; } = [];

    /// <summary>Using directives that hold in every file, without the keyword and the semicolon.</summary>
    public ImmutableArray<string> GlobalUsings { get; init; } = [];

    public ImmutableArray<string> FriendAssemblies { get; init; } = [];

    /// <summary>Full paths of the projects this one references.</summary>
    public ImmutableArray<string> ProjectReferences { get; init; } = [];

    public ImmutableArray<PackageRequest> Packages { get; init; } = [];

    public bool IsTest { get; init; }

    /// <summary>Whether it says that it is packed as a command of its user.</summary>
    public bool IsTool { get; init; }

    /// <summary>Whether the project itself asks for ASP.NET Core; packages and projects below it may as well.</summary>
    public bool AsksForWeb { get; init; }

    /// <summary>What could not be read, in words for the user.</summary>
    public ImmutableArray<string> Notes { get; init; } = [];
}

/// <summary>A package that a project asks for; the version is the lowest that would do, or empty.</summary>
internal sealed record PackageRequest(string Id, string Version);
