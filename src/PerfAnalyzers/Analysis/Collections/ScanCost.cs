using PerfAnalyzers.Analysis.Iteration;
using PerfAnalyzers.Knowledge;

namespace PerfAnalyzers.Analysis.Collections;

/// <summary>What asking a collection about one value costs.</summary>
internal enum ScanCost
{
    /// <summary>A step for each element.</summary>
    Linear,

    /// <summary>A step for each element, and the query behind it runs again each time.</summary>
    Deferred,

    /// <summary>It depends on what stands behind an interface.</summary>
    Unknown,

    /// <summary>A few steps, whatever the size; or nothing that this package has an opinion on.</summary>
    Cheap,
}

/// <summary>Tells what a question costs from the type of the collection, as declared and as assigned.</summary>
internal sealed class ScanCosts
{
    private const int MostHops = 2;

    private readonly CompilationContext compilation;
    private readonly ImmutableHashSet<INamedTypeSymbol> lists;
    private readonly ImmutableHashSet<INamedTypeSymbol> concurrent;
    private readonly ImmutableHashSet<INamedTypeSymbol> views;

    private ScanCosts(CompilationContext compilation)
    {
        this.compilation = compilation;
        lists = Resolve(TypeNames.Collections.Lists);
        concurrent = Resolve(TypeNames.Collections.ConcurrentLists);
        views = Resolve(TypeNames.Collections.Views);
    }

    public static ScanCosts For(CompilationContext compilation) => compilation.Get(c => new ScanCosts(c));

    /// <summary>The cost of one question to <paramref name="collection"/>.</summary>
    public ScanCost Of(IOperation collection, ScanSubject subject) => Of(collection, subject, MostHops);

    private ScanCost Of(IOperation collection, ScanSubject subject, int hops)
    {
        var value = collection.UnwrapView();
        var cost = OfValue(value, subject);
        if (cost == ScanCost.Unknown && hops > 0 && value is IParameterReferenceOperation { Parameter: { } parameter })
            return OfHandedIn(parameter, subject, hops);

        if (cost is ScanCost.Cheap || value is not ILocalReferenceOperation local || LocalValues.SetOnce(local) is not { } set)
            return cost;

        // What was assigned tells more than the declared type, which may be an interface.
        var assigned = OfValue(set.Unwrap(), subject);
        return assigned == ScanCost.Unknown ? cost : assigned;
    }

    /// <summary>What callers hand in tells what stands behind an interface, where all of them hand in lists.</summary>
    private ScanCost OfHandedIn(IParameterSymbol parameter, ScanSubject subject, int hops)
    {
        var values = HandedIn.For(compilation).Values(parameter);
        return !values.IsEmpty && values.All(v => Of(v, subject, hops - 1) is ScanCost.Linear or ScanCost.Deferred) ? ScanCost.Linear : ScanCost.Unknown;
    }

    /// <summary>Whether looking for a value in this type goes through its elements.</summary>
    public bool IsList(ITypeSymbol? type)
    {
        if (type is IArrayTypeSymbol { Rank: 1 })
            return true;

        for (var current = type as INamedTypeSymbol; current is not null; current = current.BaseType)
        {
            if (lists.Contains(current.OriginalDefinition))
                return true;
        }

        return false;
    }

    /// <summary>Whether other threads may add to a collection of this type at any time.</summary>
    public bool IsFilledByThreads(ITypeSymbol? type) => type is INamedTypeSymbol named && concurrent.Contains(named.OriginalDefinition);

    public bool IsDictionary(ITypeSymbol? type) =>
        type.Implements(compilation.Type(TypeNames.Collections.DictionaryOfT))
        || type.Implements(compilation.Type(TypeNames.Collections.ReadOnlyDictionaryOfT));

    public bool IsSet(ITypeSymbol? type) =>
        type.Implements(compilation.Type(TypeNames.Collections.SetOfT))
        || type.Implements(compilation.Type(TypeNames.Collections.ReadOnlySetOfT));

    private ScanCost OfValue(IOperation value, ScanSubject subject)
    {
        // What is awaited is the collection that the task gives.
        var type = value.Type is INamedTypeSymbol { Name: "Task" or "ValueTask", TypeArguments: { Length: 1 } given } ? given[0] : value.Type;

        // Characters of a text; a query that a database answers.
        if (type is null or { SpecialType: SpecialType.System_String } or { TypeKind: TypeKind.Dynamic or TypeKind.Error }
            || type.Implements(compilation.Type(TypeNames.System.QueryableOfT)))
        {
            return ScanCost.Cheap;
        }

        if (value is IInvocationOperation call && Callbacks.IsDeferred(call.TargetMethod, compilation))
            return ScanCost.Deferred;

        if (IsList(type) || IsFilledByThreads(type))
            return ScanCost.Linear;

        // Sorted anew by whoever goes through it.
        if (type.IsConstructedFrom(compilation.Type(TypeNames.System.OrderedEnumerableOfT)))
            return ScanCost.Deferred;

        if (!type.Implements(compilation.Type(TypeNames.System.EnumerableOfT)))
            return ScanCost.Cheap;

        if (type is INamedTypeSymbol named && views.Contains(named.OriginalDefinition))
            return subject == ScanSubject.Predicate ? ScanCost.Linear : OfView(value);

        // Sets, dictionaries and the like know a value by its hash, but no predicate.
        var known = IsSet(type) || IsDictionary(type) || type.Implements(compilation.Type(TypeNames.Collections.LookupOfT));
        return subject == ScanSubject.Predicate && (known || IsFrameworkType(type)) ? ScanCost.Linear : ScanCost.Cheap;
    }

    /// <summary>The keys of a dictionary are found by hash; its values are not.</summary>
    private ScanCost OfView(IOperation value) => value switch
    {
        IPropertyReferenceOperation { Property.Name: "Values", Instance: { } owner } when IsDictionary(owner.Type) => ScanCost.Linear,
        IPropertyReferenceOperation { Property.Name: "Keys", Instance: { } owner } when IsDictionary(owner.Type) => ScanCost.Cheap,
        _ => ScanCost.Unknown,
    };

    private static bool IsFrameworkType(ITypeSymbol type)
    {
        for (var space = type.ContainingNamespace; space is not null; space = space.ContainingNamespace)
        {
            if (space is { Name: "Collections", ContainingNamespace.Name: "System" })
                return true;
        }

        return false;
    }

    private ImmutableHashSet<INamedTypeSymbol> Resolve(ImmutableArray<string> names) =>
        names.Select(compilation.Type).OfType<INamedTypeSymbol>().ToImmutableHashSet<INamedTypeSymbol>(SymbolEqualityComparer.Default);
}
