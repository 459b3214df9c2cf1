using PerfAnalyzers.Analysis.Calls;
using PerfAnalyzers.Analysis.Iteration;
using PerfAnalyzers.Knowledge;

namespace PerfAnalyzers.Analysis.Collections;

/// <summary>How big a collection gets, as far as the code says.</summary>
internal enum Magnitude
{
    /// <summary>A handful, by nature or because it is written out.</summary>
    Small,

    /// <summary>What belongs to one thing, or what somebody enters once: seldom more than a few.</summary>
    Modest,

    /// <summary>Nothing says.</summary>
    Unknown,

    /// <summary>As much as others hand in: the parameter of a method that anybody may call, what an object keeps.</summary>
    Open,

    /// <summary>It grows with what users store or send.</summary>
    Data,
}

/// <summary>The size of a collection with the reason to believe it.</summary>
/// <param name="Size">How big it gets.</param>
/// <param name="Evidence">Why, as the end of a sentence that starts with "it is".</param>
internal readonly record struct Provenance(Magnitude Size, string Evidence)
{
    private const int LongestTrace = 10;
    private const int MostBranches = 3;

    // More at once than anybody pages through: a limit that keeps a server alive, not one that keeps a list short.
    private const int LargestPage = 1000;

    private static readonly Provenance Part = new(Magnitude.Open, "the part of a collection that passes a filter");

    private static readonly Provenance Exceptions = new(Magnitude.Modest, "the part of a collection that is not as it should be");

    private static readonly Provenance Series = new(Magnitude.Open, "what has happened to one owner in a span of time");

    private static readonly Provenance Cart = new(Magnitude.Modest, "what somebody has put into a cart");

    internal static readonly Provenance Unseen = new(Magnitude.Unknown, "of a size that is not seen here");

    /// <summary>What is stored of one owner: seldom as much as there is of all, and yet nobody bounds it.</summary>
    internal static readonly Provenance OfOwner = new(Magnitude.Unknown, "what is stored of one owner");

    /// <summary>Whether it is what happens over time, of which there is much of one owner too.</summary>
    public bool IsSeries => this == Series;

    /// <summary>Traces a collection back to what makes it: through locals that are set once and operators that keep it.</summary>
    public static Provenance Of(IOperation collection, CompilationContext compilation) => Of(collection, compilation, MostBranches);

    /// <summary>The same, as far as the member says in which the collection is used: nobody asks who calls it.</summary>
    public static Provenance Within(IOperation collection, CompilationContext compilation) => Of(collection, compilation, branches: 0);

    /// <inheritdoc cref="Of(IOperation, CompilationContext)"/>
    /// <param name="collection">The collection.</param>
    /// <param name="compilation">The compilation.</param>
    /// <param name="branches">How often the trace may still go on in another place.</param>
    internal static Provenance Of(IOperation collection, CompilationContext compilation, int branches)
    {
        var origins = CollectionOrigins.For(compilation);
        var value = collection.UnwrapView();
        if (ElementKind.IsCountable(ElementKind.Of(collection.Type, compilation)) || ElementKind.IsCountable(ElementKind.Of(value.Type, compilation)))
            return new(Magnitude.Small, "a list of values of which there are only a few");

        if (TestedSize.IsFew(collection))
            return new(Magnitude.Small, "tested to be small");

        if (TestedSize.IsHeldBelowLimit(collection))
            return new(Magnitude.Modest, "held below a limit");

        var (filtered, belongs) = (false, false);
        for (var step = 0; step < LongestTrace; step++)
        {
            if (SequenceSize.IsFew(value, compilation))
                return OfWrittenOut(value, compilation, branches);

            if (origins.IsSmallByNature(value) is { } nature)
                return LoadedAllTheSame(value, compilation, branches) ?? new(Magnitude.Small, nature);

            // A helper of the code at hand tells more than its name.
            if (value is IInvocationOperation own && branches > 0 && OwnAnswers.Of(own, compilation) is var (answer, within) && Of(answer, within, branches - 1) is var known && known != Unseen)
                return filtered && known.Size == Magnitude.Data ? Part : known;

            if (origins.IsData(value) is { } data)
                return AskedForFew(value, compilation, branches) is { } few ? few : origins.IsEnteredOnce(value) ? new(Magnitude.Modest, "a table of things that somebody enters once") : belongs ? OfOwner : filtered ? Part : new(Magnitude.Data, data);

            if (origins.ComesOfOneParent(value))
                return origins.IsSeries(value) ? Series : OfOwner;

            if (origins.IsAnsweredOfOneParent(value))
                return OfOwner;

            if (value is IInvocationOperation cut && TextParts.AreMany(cut))
                return new(Magnitude.Open, "the lines or words of a text");

            switch (value)
            {
                case IInvocationOperation { TargetMethod: { Name: "Take" or "TakeLast", IsExtensionMethod: true } } most when most.Argument(1)?.ConstantValue is { HasValue: true, Value: int and > LargestPage } && most.Receiver() is { } all:
                    value = all.UnwrapView();
                    continue;

                // The size of a page is chosen by people, however much there is to page through.
                case IInvocationOperation { TargetMethod: { Name: "Take" or "TakeLast" or "Chunk", IsExtensionMethod: true } }:
                    return new(Magnitude.Small, "limited to a page");
                case var _ when value.BlockedFor() is { } task:
                    value = task;
                    continue;
                case ITranslatedQueryOperation query:
                    value = query.Operation.UnwrapView();
                    continue;
                case ILocalReferenceOperation local:
                    var filled = Filled(local.Local, local, compilation, branches);
                    if (LocalValues.SetOnce(local) is not { } set)
                        return filled is { Size: Magnitude.Data } ? (filtered ? Part : filled.Value) : Unseen;

                    // What is added one by one says something about a list that starts empty only.
                    if (filled is { } put && (put.Size != Magnitude.Small || set.Unwrap() is IObjectCreationOperation { Arguments.IsEmpty: true }))
                        return filtered && put.Size == Magnitude.Data ? Part : put;

                    value = set.UnwrapView();
                    continue;
                case IInvocationOperation call when Joins(call) && branches > 0 && call.Receiver() is { } left && call.Argument(1) is { } right:
                    var joined = Bigger(Of(left, compilation, branches - 1), Of(right, compilation, branches - 1));
                    return filtered && joined.Size == Magnitude.Data ? Part : joined;
                case IInvocationOperation call when origins.Keeps(call) && call.Receiver() is { } receiver:
                    if (CollectionFilter.LooksForExceptions(call))
                        return Exceptions;

                    filtered |= origins.Filters(call);
                    belongs |= ParentFilter.Is(call, compilation);
                    value = receiver.UnwrapView();
                    continue;
                case IObjectCreationOperation { Arguments: { Length: > 0 } arguments } copy
                    when ElementKind.Of(copy.Type, compilation) is not null && ElementKind.Of(arguments[0].Value.Unwrap().Type, compilation) is not null:
                    value = arguments[0].Value.UnwrapView();
                    continue;
                case IPropertyReferenceOperation { Property.Name: "Keys" or "Values", Instance: { } dictionary } when ScanCosts.For(compilation).IsDictionary(dictionary.Type):
                    value = dictionary.UnwrapView();
                    continue;
                case ICoalesceOperation fallback:
                    value = fallback.Value.UnwrapView();
                    continue;
                case IConditionalAccessOperation access:
                    value = access.WhenNotNull.UnwrapView();
                    continue;
                case IConditionalAccessInstanceOperation when value.ThroughConditionalAccess().UnwrapView() is var accessed && accessed != value:
                    value = accessed;
                    continue;
                default:
                    return OfPlace(value, compilation, branches);
            }
        }

        return Unseen;
    }

    /// <summary>The size of what is called ignored, blocked or reserved, as if somebody had listed it, and yet comes from a table or a file.</summary>
    private static Provenance? LoadedAllTheSame(IOperation value, CompilationContext compilation, int branches) =>
        branches > 0
        && value is ILocalReferenceOperation local
        && Words.NameQualified(local.Local.Name)
        && LocalValues.SetOnce(local) is { } set
        && Of(set, compilation, branches - 1) is { Size: Magnitude.Data } loaded
            ? loaded with { Size = Magnitude.Open }
            : null;

    /// <summary>The size of a list of keys that rows are asked for by, where there are only a few: there are no more rows than keys.</summary>
    private static Provenance? AskedForFew(IOperation value, CompilationContext compilation, int branches)
    {
        if (branches <= 0 || value is not IInvocationOperation { TargetMethod.IsExtensionMethod: false } call)
            return null;

        foreach (var argument in call.Arguments)
        {
            if (argument is { ArgumentKind: ArgumentKind.Explicit, Parameter.IsParams: false }
                && argument.Value.Unwrap().Type is { SpecialType: not SpecialType.System_String } type
                && ElementKind.Of(type, compilation) is not null
                && Of(argument.Value, compilation, branches - 1) is { Size: < Magnitude.Unknown } keys)
            {
                return keys;
            }
        }

        return null;
    }

    /// <summary>The size of what a variable or member holds that others have filled.</summary>
    private static Provenance OfPlace(IOperation value, CompilationContext compilation, int branches) => value switch
    {
        IParameterReferenceOperation { Parameter: { } parameter } =>
            HandedIn.For(compilation).Of(parameter, branches) is var handed && handed.Size == Magnitude.Open && ElementKind.Of(value.Type, compilation) is { } item && Words.NameCart(item.Name) ? Cart : handed,
        IMemberReferenceOperation member when branches > 0 && LocalValues.SetHere(member) is { } set && Of(set, compilation, branches - 1) is var known && known != Unseen => known,
        IMemberReferenceOperation member when branches > 0 && OfMember(member, compilation, branches - 1) is { } put => put,
        IMemberReferenceOperation or IArrayElementReferenceOperation => Holdings.Of(value, compilation),
        IArrayCreationOperation => new(Magnitude.Open, "as long as a number says"),
        _ => Unseen,
    };

    /// <summary>The size of what a constructor puts into a member, where it surely grows: of the object at hand, or of one that is made here.</summary>
    private static Provenance? OfMember(IMemberReferenceOperation member, CompilationContext compilation, int branches)
    {
        var values = MemberValues.For(compilation);
        if (member.Instance is not (null or IInstanceReferenceOperation))
            return values.OfMade(member) is { } given && Of(given, compilation, branches) is var known && known != Unseen ? known : null;

        return values.Of(member.Member) is var (value, home) && Of(value, home, branches) is { Size: Magnitude.Data } kept ? kept : null;
    }

    /// <summary>An empty list that is written out may be filled afterwards.</summary>
    private static Provenance OfWrittenOut(IOperation value, CompilationContext compilation, int branches)
    {
        if (value.Parent is IVariableInitializerOperation { Parent: IVariableDeclaratorOperation declarator }
            && Filled(declarator.Symbol, value, compilation, branches) is { } filled)
        {
            return filled;
        }

        return new(Magnitude.Small, "written out");
    }

    private static Provenance? Filled(ISymbol collection, IOperation within, CompilationContext compilation, int branches)
    {
        Provenance? biggest = null;
        if (branches <= 0)
            return null;

        foreach (var fill in CollectionFills.Of(collection, within))
        {
            Provenance size;
            if (CollectionFills.LoopsOf(fill, compilation).ToList() is { Count: > 0 } loops)
                size = loops.Select(loop => OfRounds(loop, compilation, branches)).Aggregate(Bigger);
            else if (CollectionFills.AddsMany(fill) && fill.Argument(fill.TargetMethod.IsExtensionMethod ? 1 : 0) is { } added)
                size = Of(added, compilation, branches - 1);
            else
                size = new(Magnitude.Small, "filled one by one");

            if (size.Size == Magnitude.Data)
                size = new(Magnitude.Data, "filled from " + Naming.Describe(fill.Receiver()!));

            biggest = biggest is { } known ? Bigger(known, size) : size;
        }

        return biggest;
    }

    private static Provenance OfRounds(Iteration.Iteration loop, CompilationContext compilation, int branches) => loop.Source is null || WorkLists.Of(loop) is not null || LoopRounds.GoesThroughReader(loop)
        ? new(LoopRounds.Of(loop, compilation), "filled in as many rounds as a number says")
        : Of(loop.Source, compilation, branches - 1);

    private static bool Joins(IInvocationOperation call) =>
        call.TargetMethod is { Name: "Concat" or "Union" or "UnionBy", IsExtensionMethod: true };

    private static Provenance Bigger(Provenance a, Provenance b) => a.Size >= b.Size ? a : b;
}
