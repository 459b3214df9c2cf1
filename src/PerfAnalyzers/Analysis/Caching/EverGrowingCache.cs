using PerfAnalyzers.Analysis.Async;
using PerfAnalyzers.Analysis.Resilience;
using PerfAnalyzers.Framework;
using PerfAnalyzers.Knowledge;
using PerfAnalyzers.Knowledge.Caching;

namespace PerfAnalyzers.Analysis.Caching;

/// <summary>A dictionary that lives as long as the process, remembers what was asked for, and forgets nothing.</summary>
/// <param name="Name">What it is called.</param>
/// <param name="Write">The place that puts entries in.</param>
/// <param name="Key">What there is an entry for each of.</param>
/// <param name="HoldsLocks">Whether the entries are locks, which nobody may lose while somebody holds them.</param>
/// <param name="Confidence">How sure it is that these become ever more while the process serves.</param>
internal sealed record EverGrowingCache(string Name, DictionaryAccess Write, string Key, bool HoldsLocks, Confidence Confidence)
{
    /// <summary>The cache that an expression makes; null where it makes another thing, or one that cannot be seen to grow without end.</summary>
    public static EverGrowingCache? Of(IObjectCreationOperation made, CompilationContext compilation, CancellationToken cancellationToken)
    {
        if (!DictionaryMembers.For(compilation).IsDictionary(made.Type)
            || !IsEmpty(made)
            || IsOfCode((INamedTypeSymbol)made.Type!)
            || ObjectLife.Of(made, resultsKeepIt: false) is not { End: ObjectEnd.WithOwner, Owner: { } owner }
            || HoldsOwnKind(made, owner)
            || !LivesOn(owner, compilation, cancellationToken)
            || DictionaryUses.Of(owner, made, compilation, cancellationToken) is not { IsTrimmed: false, IsCounted: false, IsHandedOn: false } uses)
        {
            return null;
        }

        if (uses.Accesses.Any(a => MissWrites.IsUpdate(a, uses)))
            return null;

        EverGrowingCache? best = null;
        foreach (var write in uses.Accesses.Where(a => MissWrites.IsOne(a, uses)))
        {
            if (CountLimits.IsCountedBeside(write.Place, compilation, cancellationToken)
                || CacheKey.Of(write.Key, compilation, cancellationToken) is not { } many
                || ServingPlaces.For(compilation).Of(write.Place, cancellationToken, alsoOnMiss: true).Serving is not (not Serving.No and var serving))
            {
                continue;
            }

            var confidence = serving == Serving.Certain ? many.Confidence : many.Confidence.AtMost(Confidence.Medium);
            if (best is null || confidence > best.Confidence)
                best = new EverGrowingCache(owner.Name, write, many.Name, IsLock(((INamedTypeSymbol)made.Type!).TypeArguments[1]), confidence);
        }

        return best;
    }

    /// <summary>Whether a dictionary starts with nothing: what is filled where it is made is a table.</summary>
    private static bool IsEmpty(IObjectCreationOperation made) =>
        made.Initializer is not { Initializers.IsEmpty: false }
        && made.Arguments.All(a => a.Parameter?.Type is { SpecialType: SpecialType.System_Int32 } or { Name: "IEqualityComparer" or "IComparer" });

    /// <summary>Whether keys or values are types, methods, cultures or enums, of which a program has only so many.</summary>
    private static bool IsOfCode(INamedTypeSymbol dictionary) =>
        dictionary.TypeArguments[0] is { TypeKind: TypeKind.Enum } or { SpecialType: SpecialType.System_Boolean or SpecialType.System_Byte or SpecialType.System_Char }
        || dictionary.TypeArguments.Any(DictionaryMembers.StandsForCode);

    /// <summary>Whether a class keeps its own objects, one for each of something: they are what the application works with, and no copies.</summary>
    private static bool HoldsOwnKind(IObjectCreationOperation made, ISymbol owner) => ((INamedTypeSymbol)made.Type!).TypeArguments[1].Is(owner.ContainingType);

    /// <summary>Whether entries are there to be held by one at a time; what is only made by one is a copy.</summary>
    private static bool IsLock(ITypeSymbol value) => value is INamedTypeSymbol { Name: "Lazy", TypeArguments: { Length: 1 } made }
        ? IsLock(made[0])
        : value.SpecialType == SpecialType.System_Object || LockWords.NameType(value.Name);

    /// <summary>Whether a member keeps what it has for as long as the process runs, for all threads and out of reach of other projects.</summary>
    private static bool LivesOn(ISymbol owner, CompilationContext compilation, CancellationToken cancellationToken)
    {
        if (owner.DeclaredAccessibility is not (Accessibility.Private or Accessibility.Internal) && owner.ContainingType.DeclaredAccessibility != Accessibility.Private)
            return false;

        return owner.IsStatic
            ? !owner.GetAttributes().Any(a => a.AttributeClass.Is(compilation.Type(TypeNames.Tasks.ThreadStaticAttribute)))
            : ServiceLives.For(compilation).Of(owner.ContainingType, cancellationToken) == ServiceLife.Once;
    }
}
