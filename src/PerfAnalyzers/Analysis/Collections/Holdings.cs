using Microsoft.CodeAnalysis.Operations;

namespace PerfAnalyzers.Analysis.Collections;

/// <summary>How much objects hold: an order its lines, a service all that it was given, the answer of a service what was asked for.</summary>
internal static class Holdings
{
    private const int LongestTrace = 4;

    private static readonly Provenance OfOne = new(Magnitude.Modest, "what belongs to one object");
    private static readonly Provenance Kept = new(Magnitude.Open, "what the object keeps");

    /// <summary>The size of what a member or an element of a collection holds.</summary>
    public static Provenance Of(IOperation held, CompilationContext compilation)
    {
        // What a dictionary has for one key.
        if (held is IArrayElementReferenceOperation or IPropertyReferenceOperation { Property.IsIndexer: true })
            return OfOne;

        if (held is not IMemberReferenceOperation { Member: { } member } reference)
            return Provenance.Unseen;

        if (RequestValues.Fill(member, compilation))
            return RequestValues.Ticked;

        if (reference.Instance is not { } owner)
            return Kept;

        var holder = owner.ThroughConditionalAccess().UnwrapAwait();
        if (holder is IInstanceReferenceOperation)
            return Kept;

        if (AreLines(held, member, compilation))
            return OfOne;

        // A task has an id too.
        return owner.ThroughConditionalAccess().Type is INamedTypeSymbol type && (CollectionOrigins.IsThing(type) || !IsLasting(holder, compilation)) && !IsOfTenant(member, type) ? OfOne : Provenance.Unseen;
    }

    /// <summary>Whether a collection is a member of some other object: the lines of an order, the images of an item.</summary>
    public static bool AreOfOther(IOperation collection) =>
        collection.UnwrapView() is IMemberReferenceOperation { Instance: { } owner } && owner.Unwrap() is not IInstanceReferenceOperation;

    /// <summary>Whether the elements are the lines of one order, cart or bill, by their type or by the name under which they are held.</summary>
    private static bool AreLines(IOperation collection, ISymbol name, CompilationContext compilation) =>
        Words.NameLines(name.Name) || (ElementKind.Of(collection.Type, compilation) is { } line && Words.NameLines(line.Name));

    private static bool IsOfTenant(ISymbol member, INamedTypeSymbol type) =>
        member is not null && Words.Split(type.Name) is { Count: > 0 } words && Knowledge.CollectionSizes.TenantWords.Contains(words[words.Count - 1]);

    /// <summary>Whether the holder is what a service keeps, or the envelope in which a call answers.</summary>
    private static bool IsLasting(IOperation holder, CompilationContext compilation)
    {
        for (var step = 0; step < LongestTrace; step++)
        {
            switch (holder)
            {
                case IMemberReferenceOperation { Instance: null or IInstanceReferenceOperation }:
                    return holder.Type is not INamedTypeSymbol settings || !CollectionOrigins.IsSettings(settings);
                case IInvocationOperation { TargetMethod: { } method }:
                    return !method.IsExtensionMethod || !method.IsMemberOf(compilation.Type(Knowledge.TypeNames.System.Enumerable));
                case IPropertyReferenceOperation { Property: { Name: "Result", ContainingNamespace.Name: "Tasks" }, Instance: { } task }:
                    holder = task.UnwrapAwait();
                    continue;
                case ILocalReferenceOperation local when LocalValues.SetOnce(local) is { } set:
                    holder = set.UnwrapAwait();
                    continue;
                default:
                    return false;
            }
        }

        return false;
    }
}
