using PerfAnalyzers.Analysis.EntityModel;

namespace PerfAnalyzers.CodeFixes.Rewriting;

/// <summary>Members that are read one of the other, from a variable on: <c>order.Customer.Id</c>.</summary>
/// <param name="Root">The variable.</param>
/// <param name="Members">The members, the first one first; each only hands out what it holds.</param>
internal sealed record MemberPath(IOperation Root, ImmutableArray<ISymbol> Members)
{
    private const int Longest = 3;

    /// <summary>Whether an object on the way is known not to be there always, or nobody says.</summary>
    public bool HasGap => Owners.Any(o => IsObject(o) && TypeOf(o)!.NullableAnnotation == NullableAnnotation.Annotated);

    /// <summary>What must be there for the last member to be read.</summary>
    private IEnumerable<ISymbol> Owners => Members.Take(Members.Length - 1);

    /// <summary>Whether to read a member may ask the database.</summary>
    public bool MayQuery(CompilationContext compilation) => Members.Any(m =>
        m is IPropertySymbol { IsVirtual: true } property
        && Entities.For(compilation).Navigation(property.ContainingType, property) is not null
        && LazyLoadingFacts.For(compilation).Of(property.ContainingType, property) != LazyLoading.Impossible);

    /// <summary>The members as they follow a variable; of one that may be null the compiler is told that it is not.</summary>
    public string Text(string variable) => variable + string.Concat(Members.Select((m, i) => "." + m.Name + (i < Members.Length - 1 && IsObject(m) && TypeOf(m)!.NullableAnnotation == NullableAnnotation.Annotated ? "!" : "")));

    /// <summary>The condition under which the last member can be read of a variable; empty where it always can.</summary>
    public string Guard(string variable)
    {
        var tests = new List<string>();
        for (var i = 0; i < Members.Length - 1; i++)
        {
            if (IsObject(Members[i]))
                tests.Add(new MemberPath(Root, Members.Take(i + 1).ToImmutableArray()).Text(variable) + " != null");
        }

        return string.Join(" && ", tests);
    }

    /// <summary>Null when a value takes more than that.</summary>
    /// <param name="value">The value.</param>
    /// <param name="isRoot">What counts as a variable besides.</param>
    public static MemberPath? Read(IOperation value, Func<IOperation, bool>? isRoot = null)
    {
        var members = ImmutableArray.CreateBuilder<ISymbol>();
        var current = value;
        while (current is IMemberReferenceOperation { Instance: { } instance } && members.Count < Longest && isRoot?.Invoke(current) != true)
        {
            if (current is not (IFieldReferenceOperation or IPropertyReferenceOperation { Property.IsIndexer: false })
                || (current is IPropertyReferenceOperation property && !IndexKey.IsPlain(property.Property)))
            {
                return null;
            }

            members.Insert(0, ((IMemberReferenceOperation)current).Member);
            current = instance.Unwrap();
        }

        // What a library holds, it may have to wait for: the result of a task.
        return members.Take(members.Count - 1).All(m => !m.ContainingNamespace.IsFramework() || m.ContainingType.IsValueType)
            ? new MemberPath(current, members.ToImmutable())
            : null;
    }

    private static bool IsObject(ISymbol member) => TypeOf(member) is { IsValueType: false };

    private static ITypeSymbol? TypeOf(ISymbol member) => member is IPropertySymbol property ? property.Type : (member as IFieldSymbol)?.Type;
}
