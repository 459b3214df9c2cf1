using PerfAnalyzers.Analysis.Iteration;

namespace PerfAnalyzers.Analysis.Collections;

/// <summary>Two loops, one in the other, that pair the elements of two collections by equality.</summary>
/// <param name="Inner">The inner loop.</param>
/// <param name="Collection">What the inner loop goes through in each round of the outer one.</param>
/// <param name="Test">The statement that leaves out what does not fit: an <c>if</c> around everything else, or one that ends in <c>continue</c>.</param>
/// <param name="IsGuard">Whether it is the latter.</param>
/// <param name="Tests">The comparisons of an element of the inner collection with something from outside.</param>
/// <param name="Elements">How the inner loop names its elements.</param>
/// <param name="Outer">The loop that makes it a product of two sizes.</param>
internal sealed record NestedJoin(
    ILoopOperation Inner,
    IOperation Collection,
    IConditionalOperation Test,
    bool IsGuard,
    ImmutableArray<EqualityTest> Tests,
    ElementsOfLoop Elements,
    Iteration.Iteration Outer)
{
    /// <summary>The comparison that makes the pairs.</summary>
    public EqualityTest Key => Tests.First(t => Variance.VariesIn(t.Sought, Outer));

    /// <summary>Reads an inner loop; null when it does anything with elements that do not fit, or when the first hit ends both loops.</summary>
    public static NestedJoin? Read(ILoopOperation inner, CompilationContext compilation)
    {
        if (TestOf(inner) is not { } test || LoopClassifier.Of(inner, compilation) is not { Kind: IterationKind.PerElement, Source: { } collection })
            return null;

        var isGuard = Continues(test.WhenTrue);
        var elements = new ElementsOfLoop(inner, collection);
        var (tests, _) = EqualityPredicate.Split(test.Condition, elements.IsMentionedIn, negated: isGuard);
        if (tests.IsEmpty || !elements.AreAll || LeavesBoth(inner))
            return null;

        var outer = Iterations.PerElement(
            inner,
            compilation,
            iteration => ScannedCollection.StaysSame(collection, iteration, compilation) ? tests.Any(t => Variance.VariesIn(t.Sought, iteration)) : null);
        return outer is null || EndsOnHit(inner, outer) ? null : new NestedJoin(inner, collection, test, isGuard, tests, elements, outer);
    }

    private static IConditionalOperation? TestOf(ILoopOperation inner)
    {
        if (inner is IForEachLoopOperation { IsAsynchronous: true })
            return null;

        var statements = inner.Body is IBlockOperation block ? block.Operations : ImmutableArray.Create(inner.Body);
        var first = 0;

        // Where elements have no name of their own they get one first: var other = others[j];
        while (inner is IForLoopOperation or IWhileLoopOperation && first < statements.Length && statements[first] is IVariableDeclarationGroupOperation)
            first++;

        // while (j < others.Count) { if (...) ...; j++; }
        var last = inner is IWhileLoopOperation && statements.Length > 1 && statements[statements.Length - 1] is IExpressionStatementOperation { Operation: IIncrementOrDecrementOperation } ? statements.Length - 2 : statements.Length - 1;
        return first <= last && statements[first] is IConditionalOperation { WhenFalse: null } test && (first == last || Continues(test.WhenTrue))
            ? test
            : null;
    }

    private static bool Continues(IOperation statement) =>
        (statement is IBlockOperation { Operations: { Length: 1 } statements } ? statements[0] : statement) is IBranchOperation { BranchKind: BranchKind.Continue };

    private static bool LeavesBoth(ILoopOperation inner) =>
        LoopShape.OwnOperations(inner.Body).Any(o => o is IReturnOperation { Kind: OperationKind.Return } or IBranchOperation { BranchKind: BranchKind.GoTo });

    /// <summary>Whether the outer loop is left when the inner one has found something.</summary>
    private static bool EndsOnHit(ILoopOperation inner, Iteration.Iteration outer)
    {
        var facts = LoopFacts.Of(inner);
        return outer.Operation is ILoopOperation loop && LoopExits.Of(loop).Any(exit => LoopFacts.ReferencedSymbols(exit.Test.Condition).Any(facts.Writes));
    }
}
