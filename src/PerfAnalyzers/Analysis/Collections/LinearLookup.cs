using PerfAnalyzers.Analysis.Iteration;
using PerfAnalyzers.Knowledge;

namespace PerfAnalyzers.Analysis.Collections;

/// <summary>What answers a search in one step.</summary>
internal enum LookupCure
{
    Set,
    Dictionary,

    /// <summary>Several elements may have the same key.</summary>
    Lookup,

    /// <summary>The collection is a set, asked in a way that goes through it.</summary>
    AskSet,

    /// <summary>The collection is a dictionary, asked in a way that goes through it.</summary>
    AskDictionary,
}

/// <summary>A call that goes through a collection to answer a question about one value.</summary>
/// <param name="Call">The call.</param>
/// <param name="Operation">What kind of question it is.</param>
/// <param name="Collection">What is gone through, as written.</param>
/// <param name="Cost">What one question costs.</param>
/// <param name="Predicate">The equality asked for, where the question is a predicate.</param>
internal sealed record LinearLookup(
    IInvocationOperation Call,
    LinearOperation Operation,
    IOperation Collection,
    ScanCost Cost,
    EqualityPredicate? Predicate)
{
    /// <summary>Reads a call; null when it does not scan, or when the question is not one that an index answers.</summary>
    public static LinearLookup? Read(IInvocationOperation call, CompilationContext compilation)
    {
        if (LinearOperations.For(compilation).Find(call.TargetMethod) is not { } operation)
            return null;

        var isStatic = call.Instance is null;
        var collection = isStatic ? call.Argument(0) : call.Receiver();
        var subject = call.Argument(isStatic ? 1 : 0);
        if (collection is null || subject is null)
            return null;

        EqualityPredicate? predicate = null;
        if (operation.Subject == ScanSubject.Predicate)
        {
            predicate = EqualityPredicate.Read(subject, negated: operation.Answer == ScanAnswer.Absence);
            if (predicate is null)
                return null;
        }

        var cost = operation.Member == LinearOperations.ContainsValue ? ScanCost.Linear : ScanCosts.For(compilation).Of(collection, operation.Subject);
        var lookup = cost == ScanCost.Cheap ? null : new LinearLookup(call, operation, collection, cost, predicate);
        return lookup?.Sought.Any(s => ElementKind.HidesFromIndex(s.Unwrap().Type)) == true ? null : lookup;
    }

    /// <summary>What is handed in beside the collection: the value looked for, or the predicate.</summary>
    public IOperation Subject => Call.Argument(Call.Instance is null ? 1 : 0)!;

    /// <summary>The values that the elements are compared with.</summary>
    public IEnumerable<IOperation> Sought => Predicate is null ? new[] { Subject } : Predicate.Tests.Select(t => t.Sought);

    /// <summary>Whether an element itself is asked for, and not one with a member of some value.</summary>
    private bool AsksForElement => Predicate is null || Predicate.Tests.All(t => t.Key.Unwrap() is IParameterReferenceOperation);

    /// <summary>The type that is compared again and again: the elements themselves or what the predicate takes of them.</summary>
    public ITypeSymbol? ScannedType(CompilationContext compilation) =>
        Predicate is not null ? null : Operation.Member == LinearOperations.ContainsValue ? Subject.Unwrap().Type : ElementKind.Of(Collection.UnwrapView().Type, compilation);

    /// <summary>Whether enum values, types or flags are looked for: a list that is asked for them holds about one element for each.</summary>
    public bool AsksForFewValues(CompilationContext compilation) =>
        Predicate is not null && AskForFewValues(Predicate.Tests, compilation);

    /// <summary>Whether a list that a loop adds to is asked by something of which there are few kinds: it gets one element for each of them.</summary>
    public bool AsksForFewKinds(Iteration.Iteration loop, CompilationContext compilation) =>
        Predicate is not null
        && Predicate.Tests.All(t => t.Sought.Unwrap() is IMemberReferenceOperation { Member.Name: { } kind } && Words.NameSmall(kind))
        && ScannedCollection.Grows(Collection, loop, compilation);

    /// <inheritdoc cref="AsksForFewValues"/>
    public static bool AskForFewValues(ImmutableArray<EqualityTest> tests, CompilationContext compilation) =>
        tests.All(t => t.Sought.Unwrap().Type is { } type && (ElementKind.IsCountable(type) || CollectionOrigins.For(compilation).IsPartOfProgram(type)));

    public LookupCure Cure(CompilationContext compilation)
    {
        var costs = ScanCosts.For(compilation);
        var type = Collection.UnwrapView().Type;
        if (Operation.Member == LinearOperations.ContainsValue)
            return LookupCure.Set;

        if (costs.IsDictionary(type) && (Predicate is null || Predicate.Tests.Any(t => t.Key.Unwrap() is IPropertyReferenceOperation { Property.Name: "Key", Instance: IParameterReferenceOperation })))
            return LookupCure.AskDictionary;

        return Operation.Answer switch
        {
            ScanAnswer.Presence or ScanAnswer.Absence => costs.IsSet(type) && AsksForElement ? LookupCure.AskSet : LookupCure.Set,
            ScanAnswer.Count or ScanAnswer.Matches or ScanAnswer.MatchList => LookupCure.Lookup,
            _ => LookupCure.Dictionary,
        };
    }

    /// <summary>
    /// The iteration that makes the lookup a product of two sizes: the innermost one in which the value looked for
    /// changes and the collection stays the same. Null when there is none, or when the rounds are few or units of work.
    /// </summary>
    public Iteration.Iteration? Loop(CompilationContext compilation) => Iterations.PerRound(
        Call,
        compilation,

        // Where each round looks through something of its own, all rounds together are linear.
        iteration => (ScannedCollection.StaysSame(Collection, iteration, compilation) || ScannedCollection.Grows(Collection, iteration, compilation))
            && !(Operation.Answer == ScanAnswer.Position && ScannedCollection.MayMove(Collection, iteration)) ? IsSoughtAnew(iteration, compilation) : null);

    /// <summary>Whether each round looks for something else, also where a search in the round asks for each of its elements.</summary>
    private bool IsSoughtAnew(Iteration.Iteration iteration, CompilationContext compilation) =>
        Sought.Any(s => Variance.VariesIn(s, iteration))
        || Iterations.Around(Call, compilation).TakeWhile(inner => inner.Operation != iteration.Operation).Any(inner =>
            inner is { Kind: IterationKind.Search, Source: { } source }
            && Sought.Any(s => LoopFacts.ReferencedSymbols(s).Any(symbol => inner.Variables.Any(v => v.Is(symbol))))
            && Variance.VariesIn(source, iteration));
}
