using PerfAnalyzers.Analysis.Calls;
using PerfAnalyzers.Knowledge.Caching;

namespace PerfAnalyzers.Analysis.Caching;

/// <summary>One place that asks a dictionary for an entry or puts one in.</summary>
/// <param name="Place">The call, or the element that is read or set.</param>
/// <param name="Key">The key.</param>
/// <param name="Within">The member whose code it stands in.</param>
/// <param name="Use">What it does.</param>
internal sealed record DictionaryAccess(IOperation Place, IOperation Key, ISymbol Within, DictionaryUse Use)
{
    /// <summary>What is put in; null where a function makes it.</summary>
    public IOperation? Value => Place switch
    {
        IInvocationOperation call => call.Arguments.FirstOrDefault(a => a.Parameter?.Name is "value")?.Value,
        _ => (Place.Parent as IAssignmentOperation)?.Value,
    };
}

/// <summary>All that is done with a dictionary that a member holds.</summary>
internal sealed class DictionaryUses
{
    private readonly IOperation made;

    private DictionaryUses(IOperation made) => this.made = made;

    /// <summary>The places that ask for an entry or put one in.</summary>
    public List<DictionaryAccess> Accesses { get; } = new();

    /// <summary>Whether entries go: somebody takes some out, or starts anew.</summary>
    public bool IsTrimmed { get; private set; }

    /// <summary>Whether somebody looks how many there are, and draws a line.</summary>
    public bool IsCounted { get; private set; }

    /// <summary>Whether it is handed to code that may do anything with it.</summary>
    public bool IsHandedOn { get; private set; }

    /// <summary>What is done with the dictionary that a field or property holds; null where too much mentions its name.</summary>
    /// <param name="dictionary">The field or property.</param>
    /// <param name="made">The expression that makes it.</param>
    /// <param name="compilation">The project.</param>
    /// <param name="cancellationToken">Stops the search.</param>
    public static DictionaryUses? Of(ISymbol dictionary, IOperation made, CompilationContext compilation, CancellationToken cancellationToken)
    {
        if (MemberReferences.Of(dictionary, compilation, cancellationToken) is not { } references)
            return null;

        var uses = new DictionaryUses(made);
        foreach (var (operation, within) in references)
        {
            foreach (var use in ValueUse.Of(operation))
            {
                uses.Look(use, within);
                uses.IsCounted |= CountLimits.IsCounted(use, compilation, cancellationToken);
            }
        }

        return uses;
    }

    private void Look(ValueUse use, ISymbol within)
    {
        switch (use.By)
        {
            case IPropertyReferenceOperation { Property.IsIndexer: true } element when use.End == ValueEnd.Read:
                Add(element, element.Arguments[0].Value, within, element.Parent is IAssignmentOperation { Target: var set } && set == element ? DictionaryUse.Write : DictionaryUse.Ask);
                break;
            case IPropertyReferenceOperation property when use.End == ValueEnd.Read:
                IsHandedOn |= DictionaryMembers.Find(property.Property.Name) is null;
                break;
            case IInvocationOperation call when use.End == ValueEnd.Call && (call.Instance is not null || call.TargetMethod.ContainingNamespace.IsFramework()):
                Call(call, within);
                break;
            case ISimpleAssignmentOperation assignment when use.End == ValueEnd.Replaced:
                IsTrimmed |= assignment.Value.Unwrap().Syntax != made.Syntax || within is not IMethodSymbol { MethodKind: MethodKind.Constructor or MethodKind.StaticConstructor };
                break;
            default:
                IsHandedOn |= use.End != ValueEnd.Looked;
                break;
        }
    }

    private void Call(IInvocationOperation call, ISymbol within)
    {
        var offset = call.Instance is null ? 1 : 0;
        switch (DictionaryMembers.Find(call.TargetMethod.Name))
        {
            case DictionaryUse.Trim:
                IsTrimmed = true;
                break;
            case DictionaryUse.Read:
                break;
            case { } use when call.Argument(offset) is { } key:
                Add(call, key, within, use);
                break;
            default:
                // What LINQ does with it leaves it as it is.
                IsHandedOn |= call.TargetMethod.ContainingType.Name != "Enumerable";
                break;
        }
    }

    private void Add(IOperation place, IOperation key, ISymbol within, DictionaryUse use) => Accesses.Add(new DictionaryAccess(place, key, within, use));
}
