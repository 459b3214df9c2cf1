using PerfAnalyzers.Analysis.Iteration;
using PerfAnalyzers.Knowledge;

namespace PerfAnalyzers.CodeFixes.Rewriting;

/// <summary>How the key of one round is read from the element: the element itself, or one of its members.</summary>
internal sealed record KeySource(ISymbol Element, ISymbol? Member, ITypeSymbol Type)
{
    /// <summary>
    /// Follows the key back to the element of the loop. Null when it takes more than reading a member, when the member is
    /// set in the loop, or when the sequence cannot be gone through twice.
    /// </summary>
    public static KeySource? TryFind(IOperation value, Iteration loop, CompilationContext compilation)
    {
        if (loop.Form is not (IterationForm.ForEach or IterationForm.Callback) || loop.Variables.Length != 1
            || loop.Source is null || !IsRepeatable(loop.Source, compilation))
        {
            return null;
        }

        var element = loop.Variables[0];
        var current = value.Unwrap();
        while (current is ILocalReferenceOperation local && !local.Local.Is(element))
        {
            if (LocalValues.SetOnce(local) is not { } set)
                return null;

            current = set.Unwrap();
        }

        if (current.ReferencedSymbol().Is(element))
            return current.Type is { } type ? new KeySource(element, null, type) : null;

        var (member, instance) = current switch
        {
            IPropertyReferenceOperation { Property.IsIndexer: false } property => ((ISymbol)property.Property, property.Instance),
            IFieldReferenceOperation field => (field.Field, field.Instance),
            _ => (null!, null),
        };
        if (instance is null || !instance.ReferencedSymbol().Is(element) || LoopFacts.Of(loop).Writes(member))
            return null;

        return current.Type is { } memberType ? new KeySource(element, member, memberType) : null;
    }

    /// <summary>A list in memory; a lazy sequence could be different, or at its end, the second time.</summary>
    private static bool IsRepeatable(IOperation source, CompilationContext compilation)
    {
        if (source.Type is IArrayTypeSymbol { Rank: 1 })
            return true;

        return source.Type is INamedTypeSymbol type
            && TypeNames.System.Lists.Any(name => type.OriginalDefinition.Is(compilation.Type(name)));
    }
}
