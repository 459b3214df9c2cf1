using PerfAnalyzers.Analysis.Calls;
using PerfAnalyzers.Analysis.Iteration;
using PerfAnalyzers.Knowledge;

namespace PerfAnalyzers.Analysis.Collections;

/// <summary>
/// A variable or member that holds a LINQ query over elements in memory, or what a method in source hands out as one, and not their list: whoever goes through it
/// runs all of its operators again.
/// </summary>
internal sealed class DeferredQuery
{
    private const int LongestChain = 20;

    private readonly ImmutableArray<IOperation> values;

    private DeferredQuery(ISymbol holder, ImmutableArray<IOperation> values, ImmutableArray<IInvocationOperation> operators, IOperation root)
    {
        Holder = holder;
        this.values = values;
        Operators = operators;
        Root = root;
    }

    /// <summary>The local, field or property.</summary>
    public ISymbol Holder { get; }

    /// <summary>What it is set to.</summary>
    public IOperation Value => values[0];

    /// <summary>The operators between the holder and the root, the last one first; those of queries that this one is made of as well.</summary>
    public ImmutableArray<IInvocationOperation> Operators { get; }

    /// <summary>What the first operator is called on.</summary>
    public IOperation Root { get; }

    /// <summary>Whether all of it stands in one member: a local that is set to operators.</summary>
    public bool IsWrittenHere { get; private init; }

    /// <summary>The query behind a reference to what is set once; null for everything else, and for what a database answers.</summary>
    public static DeferredQuery? Of(IOperation collection, CompilationContext compilation)
    {
        var reference = collection.UnwrapView();
        if (reference.ReferencedSymbol() is not { } holder || SetOnce(reference, compilation) is not { } set || Step(set, compilation) is null)
            return null;

        var values = ImmutableArray.CreateBuilder<IOperation>();
        var operators = ImmutableArray.CreateBuilder<IInvocationOperation>();
        values.Add(set);
        var (root, isWrittenHere) = (set, holder is ILocalSymbol);
        while (operators.Count < LongestChain && values.Count < LongestChain)
        {
            if (Operator(root, compilation) is { } call && call.Argument(0) is { } source)
            {
                operators.Add(call);
                root = source.UnwrapView();
            }
            else if (HandedOutQuery.Of(root, compilation) is { } handed)
            {
                isWrittenHere = false;
                operators.AddRange(handed.Operators);
                root = handed.Root;
                values.Add(root);
                if (handed.Operators.IsEmpty)
                    break;
            }
            else if (root is ILocalReferenceOperation part && LocalValues.SetOnce(part) is { } made && Step(made, compilation) is not null)
            {
                values.Add(made);
                root = made;
            }
            else
            {
                break;
            }
        }

        return !root.Type.Implements(compilation.Type(TypeNames.System.QueryableOfT))
            ? new DeferredQuery(holder, values.ToImmutable(), operators.ToImmutable(), root) { IsWrittenHere = isWrittenHere }
            : null;
    }

    /// <summary>Whether every round would get the same elements: nothing that the query reads is set or changed in the loop.</summary>
    public bool StaysSameIn(Iteration.Iteration iteration)
    {
        var facts = LoopFacts.Of(iteration);
        return !facts.Declares(Holder) && !facts.Writes(Holder) && !Reads().Any(s => facts.Writes(s) || facts.Mutates(s));
    }

    /// <summary>Whether the query leaves elements out, sorts, or makes something of each, so that a list of its answers is less work.</summary>
    public bool DoesWork => Operators.IsEmpty || Operators.Any(step =>
        step.TargetMethod.Name is not ("Select" or "Cast" or "Concat" or "Append" or "Prepend")
        || step.Arguments.Any(a => a.Parameter?.Ordinal > 0 && a.Value.DescendantsAndSelf().Any(o => o is IInvocationOperation or IObjectCreationOperation)));

    /// <summary>How sure it is that the query runs over many elements many times; null when it surely does not.</summary>
    /// <param name="place">Where it is asked.</param>
    /// <param name="loop">The loop that asks.</param>
    /// <param name="compilation">The compilation.</param>
    public Confidence? Worth(IOperation place, Iteration.Iteration loop, CompilationContext compilation)
    {
        var sizes = SizeProduct.Of(IsWrittenHere ? Value : Root, place, loop, StaysSameIn, compilation);
        if (sizes.IsLinear || Provenance.Of(IsWrittenHere ? Root : Value, compilation).Size == Magnitude.Small)
            return null;

        // What stands elsewhere shows less of how it is meant.
        if (!IsWrittenHere)
            return RoundWork.Beside(sizes.Worth, place, loop, compilation);

        return sizes.Scanned == Magnitude.Modest || sizes.Rounds == Magnitude.Modest ? Confidence.Low : RoundWork.Beside(Confidence.High, place, loop, compilation);
    }

    /// <summary>The variables and members that decide what the query gives.</summary>
    public IEnumerable<ISymbol> Reads() => values.SelectMany(LoopFacts.ReferencedSymbols);

    /// <summary>The only value of a local, or of a member that a constructor sets and that is declared as a sequence.</summary>
    private static IOperation? SetOnce(IOperation reference, CompilationContext compilation) => reference switch
    {
        ILocalReferenceOperation local => LocalValues.SetOnce(local),
        IMemberReferenceOperation { Instance: null or IInstanceReferenceOperation } member when HandedOutQuery.IsSequence(member.Type, compilation) =>
            MemberValues.For(compilation).Of(member.Member) is var (value, home) && home == compilation ? value : null,
        _ => null,
    };

    private static IOperation? Step(IOperation value, CompilationContext compilation) => Operator(value, compilation) ?? (HandedOutQuery.Of(value, compilation) is null ? null : value);

    /// <summary>The operator of LINQ that a value is made by, which has not run yet.</summary>
    public static IInvocationOperation? Operator(IOperation value, CompilationContext compilation)
    {
        var made = value.UnwrapView();
        if (made is ITranslatedQueryOperation query)
            made = query.Operation.UnwrapView();

        return made is IInvocationOperation { TargetMethod: { IsExtensionMethod: true } method } call && Callbacks.IsDeferred(method, compilation) ? call : null;
    }
}
