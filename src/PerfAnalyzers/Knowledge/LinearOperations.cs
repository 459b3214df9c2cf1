namespace PerfAnalyzers.Knowledge;

/// <summary>What a scan compares its elements with.</summary>
internal enum ScanSubject
{
    /// <summary>A value that is handed in.</summary>
    Value,

    /// <summary>A function that says yes or no to an element.</summary>
    Predicate,
}

/// <summary>What a scan tells.</summary>
internal enum ScanAnswer
{
    /// <summary>Whether an element fits.</summary>
    Presence,

    /// <summary>Whether all elements fit, so that none differs.</summary>
    Absence,

    First,
    FirstOrDefault,
    Single,
    SingleOrDefault,
    Last,
    LastOrDefault,

    /// <summary>Where an element stands.</summary>
    Position,

    Count,

    /// <summary>The elements that fit, one after another.</summary>
    Matches,

    /// <summary>The elements that fit, in a list of their own.</summary>
    MatchList,
}

/// <summary>A member that goes through a collection to answer a question about one value.</summary>
/// <param name="Member">The name of the method.</param>
/// <param name="Subject">What elements are compared with.</param>
/// <param name="Answer">What the caller learns.</param>
internal sealed record LinearOperation(string Member, ScanSubject Subject, ScanAnswer Answer);

/// <summary>The members that scan, by the type that declares them.</summary>
internal sealed class LinearOperations
{
    public const string ContainsValue = "ContainsValue";

    private static readonly ImmutableArray<LinearOperation> OfSequences = ImmutableArray.Create<LinearOperation>(
        new("Contains", ScanSubject.Value, ScanAnswer.Presence),
        new("Any", ScanSubject.Predicate, ScanAnswer.Presence),
        new("All", ScanSubject.Predicate, ScanAnswer.Absence),
        new("First", ScanSubject.Predicate, ScanAnswer.First),
        new("FirstOrDefault", ScanSubject.Predicate, ScanAnswer.FirstOrDefault),
        new("Single", ScanSubject.Predicate, ScanAnswer.Single),
        new("SingleOrDefault", ScanSubject.Predicate, ScanAnswer.SingleOrDefault),
        new("Last", ScanSubject.Predicate, ScanAnswer.Last),
        new("LastOrDefault", ScanSubject.Predicate, ScanAnswer.LastOrDefault),
        new("Count", ScanSubject.Predicate, ScanAnswer.Count),
        new("LongCount", ScanSubject.Predicate, ScanAnswer.Count),
        new("Where", ScanSubject.Predicate, ScanAnswer.Matches));

    private static readonly ImmutableArray<LinearOperation> OfLists = ImmutableArray.Create<LinearOperation>(
        new("Contains", ScanSubject.Value, ScanAnswer.Presence),
        new("IndexOf", ScanSubject.Value, ScanAnswer.Position),
        new("LastIndexOf", ScanSubject.Value, ScanAnswer.Position),
        new("Exists", ScanSubject.Predicate, ScanAnswer.Presence),
        new("TrueForAll", ScanSubject.Predicate, ScanAnswer.Absence),
        new("Find", ScanSubject.Predicate, ScanAnswer.FirstOrDefault),
        new("FindLast", ScanSubject.Predicate, ScanAnswer.LastOrDefault),
        new("FindAll", ScanSubject.Predicate, ScanAnswer.MatchList),
        new("FindIndex", ScanSubject.Predicate, ScanAnswer.Position),
        new("FindLastIndex", ScanSubject.Predicate, ScanAnswer.Position));

    /// <summary>A dictionary finds keys by their hash, and has to look for a value.</summary>
    private static readonly ImmutableArray<LinearOperation> OfDictionaries = ImmutableArray.Create(new LinearOperation(ContainsValue, ScanSubject.Value, ScanAnswer.Presence));

    private readonly Dictionary<INamedTypeSymbol, ImmutableArray<LinearOperation>> rows = new(SymbolEqualityComparer.Default);

    private LinearOperations(CompilationContext compilation)
    {
        Add(compilation, TypeNames.System.Enumerable, OfSequences);
        Add(compilation, TypeNames.Collections.ImmutableArrayExtensions, OfSequences);
        Add(compilation, TypeNames.Collections.MemoryExtensions, OfLists);
        Add(compilation, TypeNames.System.Array, OfLists);
        Add(compilation, "System.Collections.Generic.ICollection`1", OfLists);
        foreach (var dictionary in TypeNames.Collections.ValueDictionaries)
            Add(compilation, dictionary, OfDictionaries);
        foreach (var list in TypeNames.Collections.Lists)
            Add(compilation, list, OfLists);
    }

    /// <summary>Every name in the table: what a rule compares before it asks anything else.</summary>
    public static HashSet<string> Names { get; } = new(OfSequences.Concat(OfLists).Concat(OfDictionaries).Select(r => r.Member), StringComparer.Ordinal);

    /// <summary>The types of the table with their rows.</summary>
    public IReadOnlyDictionary<INamedTypeSymbol, ImmutableArray<LinearOperation>> Rows => rows;

    public static LinearOperations For(CompilationContext compilation) => compilation.Get(c => new LinearOperations(c));

    /// <summary>The row of a method, or null when it does not scan.</summary>
    public LinearOperation? Find(IMethodSymbol method)
    {
        if (!Names.Contains(method.Name) || !rows.TryGetValue(method.ContainingType.OriginalDefinition, out var operations))
            return null;

        foreach (var operation in operations)
        {
            if (operation.Member == method.Name)
                return operation;
        }

        return null;
    }

    private void Add(CompilationContext compilation, string type, ImmutableArray<LinearOperation> operations)
    {
        if (compilation.Type(type) is { } known)
            rows[known] = operations;
    }
}
