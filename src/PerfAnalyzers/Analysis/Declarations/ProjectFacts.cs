using System.Collections.Concurrent;
using System.Runtime.CompilerServices;

namespace PerfAnalyzers.Analysis.Declarations;

/// <summary>
/// What follows from the declarations of a project, and of those it references as source, and so outlives an edit inside a body. Without it every key
/// that is typed would make the rules look through the whole project again. Facts kept here hold names: symbols, syntax and operations belong to one
/// compilation and would keep it alive.
/// </summary>
internal sealed class ProjectFacts
{
    // Found through files that both compilations have; it goes when they do.
    private static readonly ConditionalWeakTable<SyntaxTree, StrongBox<ProjectFacts>> Anchors = new();

    private readonly ImmutableArray<MetadataReference> files;
    private readonly ImmutableArray<ProjectFacts> projects;
    private readonly ConcurrentDictionary<Type, Cell> cells = new();

    private volatile SyntaxTree[] trees;

    private ProjectFacts(SyntaxTree[] trees, ImmutableArray<MetadataReference> files, ImmutableArray<ProjectFacts> projects)
    {
        this.trees = trees;
        this.files = files;
        this.projects = projects;
    }

    /// <summary>The one <typeparamref name="T"/> of all compilations with the same declarations, made by <paramref name="create"/> from the first that asks.</summary>
    public static T Get<T>(CompilationContext project, Func<CompilationContext, T> create)
        where T : class =>
        Update<T>(project, known => known ?? create(project));

    /// <summary>
    /// The <typeparamref name="T"/> of the project after <paramref name="update"/>, which is given the last one, or null, and gives back what to keep.
    /// For facts that follow from bodies too.
    /// </summary>
    public static T Update<T>(CompilationContext project, Func<T?, T> update)
        where T : class
    {
        var cell = For(project).cells.GetOrAdd(typeof(T), _ => new Cell());
        lock (cell)
        {
            var fact = update((T?)cell.Fact);
            cell.Fact = fact;
            return fact;
        }
    }

    private static ProjectFacts For(CompilationContext project) => project.Get(Find);

    private static ProjectFacts Find(CompilationContext project)
    {
        var trees = project.Compilation.SyntaxTrees.ToArray();
        var files = ImmutableArray.CreateBuilder<MetadataReference>();
        var projects = ImmutableArray.CreateBuilder<ProjectFacts>();
        foreach (var reference in project.Compilation.References)
        {
            if (reference is CompilationReference { Compilation: var referenced })
                projects.Add(For(CompilationContext.For(referenced)));
            else
                files.Add(reference);
        }

        if (trees.Length == 0)
            return new ProjectFacts(trees, files.ToImmutable(), projects.ToImmutable());

        var anchors = new[] { trees[0], trees[trees.Length / 2], trees[trees.Length - 1] };
        var found = anchors.Select(a => Anchors.TryGetValue(a, out var box) ? box.Value : null).FirstOrDefault(f => f?.Accepts(trees, files, projects) == true)
            ?? new ProjectFacts(trees, files.ToImmutable(), projects.ToImmutable());
        foreach (var anchor in anchors)
            Anchors.GetOrCreateValue(anchor).Value = found;

        return found;
    }

    /// <summary>Whether the facts hold for another compilation, which takes the place of the last one if so.</summary>
    private bool Accepts(SyntaxTree[] others, IReadOnlyList<MetadataReference> otherFiles, IReadOnlyList<ProjectFacts> otherProjects)
    {
        var own = trees;
        if (own.Length != others.Length || !Same(files, otherFiles) || !Same(projects, otherProjects))
            return false;

        for (var i = 0; i < own.Length; i++)
        {
            if (!ReferenceEquals(own[i], others[i]) && !DeclarationText.IsSame(own[i], others[i]))
                return false;
        }

        trees = others;
        return true;
    }

    private static bool Same<T>(ImmutableArray<T> own, IReadOnlyList<T> others)
        where T : class
    {
        if (own.Length != others.Count)
            return false;

        for (var i = 0; i < own.Length; i++)
        {
            if (!ReferenceEquals(own[i], others[i]))
                return false;
        }

        return true;
    }

    private sealed class Cell
    {
        public object? Fact { get; set; }
    }
}
