namespace PerfAnalyzers.Analysis.Queries;

/// <summary>A query whose rows are whole entities, with what it loads along with them.</summary>
internal sealed class EntityQuery
{
    public EntityQuery(IOperation root, INamedTypeSymbol entity, IOperation execution, CompilationContext compilation)
    {
        Root = root;
        Entity = entity;
        Execution = execution;
        Compilation = compilation;
    }

    /// <summary>What the chain starts from: usually a set of a context.</summary>
    public IOperation Root { get; }

    /// <summary>The type of the rows.</summary>
    public INamedTypeSymbol Entity { get; }

    /// <summary>The call that runs it, or the query itself where a loop goes through it.</summary>
    public IOperation Execution { get; }

    /// <summary>The context of the project that the query is written in.</summary>
    public CompilationContext Compilation { get; }

    /// <summary>Whether the root is surely a set of a database context that nothing was included into before.</summary>
    public bool IsRootCertain { get; set; }

    /// <summary>The operators from the root to the execution, the latter without.</summary>
    public ImmutableArray<IInvocationOperation> Operators { get; set; } = ImmutableArray<IInvocationOperation>.Empty;

    /// <summary>The navigations that are loaded, or may be, from the entity on.</summary>
    public HashSet<string> Included { get; } = new(StringComparer.Ordinal);

    public bool IsTracked { get; set; } = true;

    public bool IgnoresAutoIncludes { get; set; }

    /// <summary>Whether the query says if collections are loaded by one query or by several.</summary>
    public bool StatesSplitting { get; set; }

    /// <summary>Whether the code itself states that there are only a few rows.</summary>
    public bool IsFew { get; set; }

    /// <summary>Whether the query loads a navigation, or may; the path is written with dots.</summary>
    public bool Includes(string path) => Included.Contains(path);
}
