using PerfAnalyzers.Analysis.Collections;
using PerfAnalyzers.Analysis.Iteration;
using PerfAnalyzers.Knowledge;

namespace PerfAnalyzers.CodeFixes.Rewriting;

/// <summary>What a search asks of elements besides their key.</summary>
/// <param name="Filter">What is the same for the whole loop, and sorts out elements before; null for nothing.</param>
/// <param name="Rest">What is asked of the elements of one key, as a lambda; null for nothing.</param>
/// <param name="Filters">The conditions that sort out elements before.</param>
internal sealed record LookupConditions(string? Filter, string? Rest, ImmutableArray<IOperation> Filters)
{
    /// <summary>Reads the further conditions; null when one of them has to be asked of elements of other keys, or turned around.</summary>
    public static LookupConditions? Read(EqualityPredicate predicate, ScanAnswer answer)
    {
        if (predicate.Others.IsEmpty)
            return new LookupConditions(null, null, ImmutableArray<IOperation>.Empty);

        // All(x => x.Id != id || !x.IsActive) would have to be turned around first.
        if (answer == ScanAnswer.Absence)
            return null;

        var rest = new List<IOperation>();
        foreach (var other in predicate.Others)
        {
            var isPlain = PlainFunction.IsPlain(other);
            if (isPlain && EqualityPredicate.Mentions(other, predicate.Element) && !MentionsMore(other, predicate.Element))
                continue;

            // What comes after the key is asked of the same elements as before, in the same order, whatever it does.
            if (!isPlain && predicate.Tests.Any(t => t.Key.Syntax.SpanStart > other.Syntax.SpanStart))
                return null;

            rest.Add(other);
        }

        var filters = predicate.Others.Except(rest).ToImmutableArray();
        return new LookupConditions(Joined(filters), Joined(rest) is { } asked ? predicate.Element.Name + " => " + asked : null, filters);
    }

    /// <summary>Whether a condition asks for anything but the element and what never changes.</summary>
    private static bool MentionsMore(IOperation condition, IParameterSymbol element) => condition.DescendantsAndSelf().Any(o => o switch
    {
        ILocalReferenceOperation local => !local.Local.HasConstantValue,
        IParameterReferenceOperation parameter => !parameter.Parameter.Is(element),
        IFieldReferenceOperation { Instance: null or IInstanceReferenceOperation, Field: { HasConstantValue: false, IsReadOnly: false } } => true,
        IPropertyReferenceOperation { Instance: null or IInstanceReferenceOperation, Property.SetMethod: not null and not { IsInitOnly: true } } => true,
        _ => false,
    });

    private static string? Joined(IEnumerable<IOperation> conditions)
    {
        var text = string.Join(" && ", conditions.Select(o => o.Syntax.Parent is ParenthesizedExpressionSyntax inner ? inner.ToString() : o.Syntax.ToString()));
        return text.Length == 0 ? null : text;
    }
}
