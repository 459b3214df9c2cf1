using System.Collections.Concurrent;
using PerfAnalyzers.Analysis.Declarations;

namespace PerfAnalyzers.Analysis.Calls;

/// <summary>What can be told of a class before it is looked at.</summary>
[Flags]
internal enum ClassMarks
{
    None = 0,

    /// <summary>It implements a generic interface that is named for handling requests or messages.</summary>
    Handler = 1,

    /// <summary>It derives from a class that is named for validating another.</summary>
    Validator = 2,
}

/// <summary>The classes of one project by what they derive from and implement.</summary>
internal sealed class SubtypeIndex
{
    private readonly CompilationContext project;
    private readonly ClassNames names;
    private readonly ConcurrentDictionary<int, INamedTypeSymbol?> found = new();

    private SubtypeIndex(CompilationContext project)
    {
        this.project = project;
        names = ProjectFacts.Get(project, p => new ClassNames(p));
    }

    public static SubtypeIndex For(CompilationContext project) => project.Get(p => new SubtypeIndex(p));

    /// <summary>The classes and structs of the project with a mark.</summary>
    public IEnumerable<INamedTypeSymbol> Marked(ClassMarks mark) => Resolve(names.Marked(mark));

    /// <summary>The classes that derive from or implement a type, by the definition of the type.</summary>
    public IEnumerable<INamedTypeSymbol> Of(INamedTypeSymbol type) => Resolve(names.Subtypes(type));

    /// <summary>The classes that derive from a class of the framework, which hardly anybody asks for and which calls are not followed to.</summary>
    public IEnumerable<INamedTypeSymbol> OfFramework(INamedTypeSymbol type) => Resolve(names.Specialized(type));

    /// <summary>
    /// As with mediators: whoever hands out messages or requests, it is by a generic interface that is named for it.
    /// </summary>
    public static bool IsHandler(INamedTypeSymbol type) =>
        type.IsGenericType
        && (type.Name.EndsWith("Handler", StringComparison.Ordinal) || type.Name.EndsWith("Consumer", StringComparison.Ordinal) || type.Name.StartsWith("IHandle", StringComparison.Ordinal));

    private IEnumerable<INamedTypeSymbol> Resolve(IReadOnlyList<int> classes)
    {
        foreach (var number in classes)
        {
            if (found.GetOrAdd(number, n => project.Compilation.Assembly.GetTypeByMetadataName(names.Name(n))) is { } type)
                yield return type;
        }
    }

    /// <summary>The names of the classes, which stay when bodies change.</summary>
    private sealed class ClassNames
    {
        private readonly List<string> classes = new();
        private readonly List<ClassMarks> marks = new();
        private readonly Dictionary<string, List<int>> subtypes = new(StringComparer.Ordinal);
        private readonly Dictionary<string, List<int>> specialized = new(StringComparer.Ordinal);

        public ClassNames(CompilationContext project)
        {
            foreach (var type in project.Compilation.Assembly.AllTypes().Where(t => t.TypeKind is TypeKind.Class or TypeKind.Struct))
            {
                var mark = type.BaseType is { Name: "AbstractValidator" } ? ClassMarks.Validator : ClassMarks.None;
                var number = classes.Count;
                classes.Add(TypeKey.Of(type).MetadataName);
                foreach (var implemented in type.AllInterfaces)
                {
                    Add(implemented, number);
                    if (IsHandler(implemented))
                        mark |= ClassMarks.Handler;
                }

                for (var parent = type.BaseType; parent is { SpecialType: SpecialType.None }; parent = parent.BaseType)
                {
                    if (IsFramework(parent))
                        Add(specialized, parent, number);
                    else
                        Add(parent, number);
                }

                marks.Add(mark);
            }
        }

        public string Name(int number) => classes[number];

        public IReadOnlyList<int> Marked(ClassMarks mark) => Enumerable.Range(0, marks.Count).Where(n => (marks[n] & mark) != 0).ToArray();

        public IReadOnlyList<int> Subtypes(INamedTypeSymbol type) =>
            subtypes.TryGetValue(type.FullName(), out var found) ? found : Array.Empty<int>();

        public IReadOnlyList<int> Specialized(INamedTypeSymbol type) =>
            specialized.TryGetValue(type.FullName(), out var found) ? found : Array.Empty<int>();

        private void Add(INamedTypeSymbol parent, int type)
        {
            // Nobody asks who implements IDisposable.
            if (!IsFramework(parent))
                Add(subtypes, parent, type);
        }

        private static void Add(Dictionary<string, List<int>> known, INamedTypeSymbol parent, int type)
        {
            var name = parent.FullName();
            if (!known.TryGetValue(name, out var types))
                known.Add(name, types = new List<int>());

            if (types.Count == 0 || types[types.Count - 1] != type)
                types.Add(type);
        }

        private static bool IsFramework(INamedTypeSymbol type) => type.DeclaringSyntaxReferences.IsEmpty && type.ContainingNamespace.IsFramework();
    }
}
