namespace PerfAnalyzers.CodeFixes.Rewriting;

/// <summary>Members that are read one of the other, from a variable on: <c>order.Customer.Id</c>.</summary>
/// <param name="Root">The variable.</param>
/// <param name="Members">The members, the first one first; each only hands out what it holds.</param>
internal sealed record MemberPath(IOperation Root, ImmutableArray<ISymbol> Members)
{
    private const int Longest = 3;

    /// <summary>Null when a value takes more than that.</summary>
    public static MemberPath? Read(IOperation value)
    {
        var members = ImmutableArray.CreateBuilder<ISymbol>();
        var current = value;
        while (current is IMemberReferenceOperation { Instance: { } instance } && members.Count < Longest)
        {
            if (current is not (IFieldReferenceOperation or IPropertyReferenceOperation { Property.IsIndexer: false })
                || (current is IPropertyReferenceOperation property && !IndexKey.IsPlain(property.Property)))
            {
                return null;
            }

            members.Insert(0, ((IMemberReferenceOperation)current).Member);
            current = instance.Unwrap();
        }

        return new MemberPath(current, members.ToImmutable());
    }
}
