using PerfAnalyzers.Analysis.Iteration;
using PerfAnalyzers.Knowledge;

namespace PerfAnalyzers.Analysis.Collections;

/// <summary>
/// A local that holds a LINQ query over elements in memory, and not their list: whoever goes through it runs all of its operators again.
/// </summary>
internal sealed class DeferredQuery
{
    private const int LongestChain = 20;

    private readonly ImmutableArray<IOperation> values;

    private DeferredQuery(ILocalSymbol local, ImmutableArray<IOperation> values, ImmutableArray<IInvocationOperation> operators, IOperation root)
    {
        Local = local;
        this.values = values;
        Operators = operators;
        Root = root;
    }

    public ILocalSymbol Local { get; }

    /// <summary>What the local is set to.</summary>
    public IOperation Value => values[0];

    /// <summary>The operators between the local and the root, the last one first; those of queries that this one is made of as well.</summary>
    public ImmutableArray<IInvocationOperation> Operators { get; }

    /// <summary>What the first operator is called on.</summary>
    public IOperation Root { get; }

    /// <summary>The query behind a reference to a local that is set once; null for everything else, and for what a database answers.</summary>
    public static DeferredQuery? Of(IOperation collection, CompilationContext compilation)
    {
        if (collection.UnwrapView() is not ILocalReferenceOperation { Local: { } local } reference
            || LocalValues.SetOnce(reference) is not { } set
            || Operator(set, compilation) is null)
        {
            return null;
        }

        var values = ImmutableArray.CreateBuilder<IOperation>();
        var operators = ImmutableArray.CreateBuilder<IInvocationOperation>();
        values.Add(set);
        var root = set;
        while (operators.Count < LongestChain)
        {
            if (Operator(root, compilation) is { } call && call.Argument(0) is { } source)
            {
                operators.Add(call);
                root = source.UnwrapView();
            }
            else if (root is ILocalReferenceOperation part && LocalValues.SetOnce(part) is { } made && Operator(made, compilation) is not null)
            {
                values.Add(made);
                root = made;
            }
            else
            {
                break;
            }
        }

        return root.Type.AsConstructed(compilation.Type(TypeNames.System.QueryableOfT)) is null
            ? new DeferredQuery(local, values.ToImmutable(), operators.ToImmutable(), root)
            : null;
    }

    /// <summary>Whether every round would get the same elements: nothing that the query reads is set or changed in the loop.</summary>
    public bool StaysSameIn(Iteration.Iteration iteration)
    {
        var facts = LoopFacts.Of(iteration);
        return !facts.Declares(Local) && !Reads().Any(s => facts.Writes(s) || facts.Mutates(s));
    }

    /// <summary>Whether the query leaves elements out, sorts, or makes something of each, so that a list of its answers is less work.</summary>
    public bool DoesWork => Operators.Any(step =>
        step.TargetMethod.Name is not ("Select" or "Cast" or "Concat" or "Append" or "Prepend")
        || step.Arguments.Any(a => a.Parameter?.Ordinal > 0 && a.Value.DescendantsAndSelf().Any(o => o is IInvocationOperation or IObjectCreationOperation)));

    /// <summary>How sure it is that the query runs over many elements many times; null when it surely does not.</summary>
    /// <param name="place">Where it is asked.</param>
    /// <param name="loop">The loop that asks.</param>
    /// <param name="compilation">The compilation.</param>
    public Confidence? Worth(IOperation place, Iteration.Iteration loop, CompilationContext compilation)
    {
        var sizes = SizeProduct.Of(Value, place, loop, StaysSameIn, compilation);
        if (sizes.IsLinear || Provenance.Of(Root, compilation).Size == Magnitude.Small)
            return null;

        return sizes.Scanned == Magnitude.Modest || sizes.Rounds == Magnitude.Modest ? Confidence.Low : Confidence.High;
    }

    /// <summary>The variables and members that decide what the query gives.</summary>
    public IEnumerable<ISymbol> Reads() => values.SelectMany(LoopFacts.ReferencedSymbols);

    private static IInvocationOperation? Operator(IOperation value, CompilationContext compilation)
    {
        var made = value.UnwrapView();
        if (made is ITranslatedQueryOperation query)
            made = query.Operation.UnwrapView();

        return made is IInvocationOperation { TargetMethod: { IsExtensionMethod: true } method } call && Callbacks.IsDeferred(method, compilation) ? call : null;
    }
}
