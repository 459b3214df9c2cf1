using System.Runtime.CompilerServices;
using PerfAnalyzers.Knowledge;

namespace PerfAnalyzers.Analysis.Iteration;

/// <summary>
/// The one answer to "in which loops is this". Goes up from a place to the body of its member and tells every
/// iteration on the way, innermost first. Asked only for operations that already matter to a rule, so the walk is
/// as long as the nesting is deep, and nothing is computed for code without candidates.
/// </summary>
internal static class Iterations
{
    // Only places in loops. Several rules, and several questions of one rule, ask for the same place, and what the loops are for it is much to find out.
    private static readonly ConditionalWeakTable<IOperation, StrongBox<ImmutableArray<Iteration>>> Known = new();

    /// <summary>
    /// The iterations around <paramref name="place"/>, innermost first. Empty inside an expression tree, whose lambdas
    /// are translated and not run. A lambda that is stored, or handed to a method that is not known to call it once
    /// or once per element, ends the walk: nothing is known of what runs it.
    /// </summary>
    public static ImmutableArray<Iteration> Around(IOperation place, CompilationContext compilation)
    {
        if (Known.TryGetValue(place, out var known))
            return known.Value;

        var found = Find(place, compilation);
        return found.IsEmpty ? found : Known.GetValue(place, _ => new StrongBox<ImmutableArray<Iteration>>(found)).Value;
    }

    private static ImmutableArray<Iteration> Find(IOperation place, CompilationContext compilation)
    {
        if (place.IsInExpressionTree(compilation))
            return ImmutableArray<Iteration>.Empty;

        var found = ImmutableArray.CreateBuilder<Iteration>();
        var child = place;
        if (place is IMethodReferenceOperation group && !Enter(Callbacks.Match(group, compilation), ref child))
            return ImmutableArray<Iteration>.Empty;

        for (var parent = child.Parent; parent is not null; child = parent, parent = parent.Parent)
        {
            switch (parent)
            {
                case IForEachLoopOperation loop when child == loop.Body:
                    found.Add(Classified(LoopClassifier.Of(loop, compilation), place));
                    break;
                case IForLoopOperation loop when !loop.Before.Contains(child):
                    found.Add(Classified(LoopClassifier.Of(loop, compilation), place));
                    break;
                case IWhileLoopOperation loop:
                    found.Add(Classified(LoopClassifier.Of(loop, compilation), place));
                    break;
                case IAnonymousFunctionOperation lambda:
                    if (!Enter(Callbacks.Match(lambda, compilation), ref parent))
                        return found.ToImmutable();

                    break;
                case ILocalFunctionOperation:
                    return found.ToImmutable();
            }
        }

        return found.ToImmutable();

        bool Enter((IInvocationOperation? Invocation, Iteration? Iteration) callback, ref IOperation current)
        {
            if (callback.Iteration is { } iteration)
                found.Add(Classified(iteration, place));

            current = callback.Invocation ?? current;
            return callback.Invocation is not null;
        }
    }

    /// <summary>
    /// The innermost iteration that makes a place run once per element of something: kinds that bound the rounds are
    /// passed over, as an outer loop may still multiply them; kinds in which a round is a unit of work end the search.
    /// </summary>
    /// <param name="place">The place.</param>
    /// <param name="compilation">The compilation.</param>
    /// <param name="counts">Whether a loop per element matters, or does not and an outer one may, or ends the search (null).</param>
    public static Iteration? PerElement(IOperation place, CompilationContext compilation, Func<Iteration, bool?>? counts = null) => Find(place, compilation, counts, _ => false, _ => false);

    /// <summary>
    /// The same for work in memory, where also a loop through a list of work makes a place run again, and a search that ends with the first hit is made
    /// again in each round of a loop around it, as is a question that decides whether an inner loop goes on.
    /// </summary>
    /// <inheritdoc cref="PerElement"/>
    public static Iteration? PerRound(IOperation place, CompilationContext compilation, Func<Iteration, bool?>? counts = null) => Find(place, compilation, counts, IsInMemory, loop => IsAskedIn(loop, place));

    /// <summary>The loop around a place that goes on by more than one element and asks for the place each time before it does; null for any other.</summary>
    public static Iteration? AskedInSteps(IOperation place, CompilationContext compilation) =>
        Around(place, compilation).FirstOrDefault() is { Kind: IterationKind.Chunk, Operation: IForLoopOperation { Condition: { } condition } } steps && condition.Syntax.Span.Contains(place.Syntax.Span)
            ? steps
            : null;

    /// <summary>Whether a loop has a round for each of many elements, also where its rounds find them.</summary>
    public static bool HasManyRounds(Iteration iteration) => iteration.Kind == IterationKind.PerElement || IsThroughWork(iteration);

    private static bool IsInMemory(Iteration iteration) => IsThroughWork(iteration) || IsSearch(iteration);

    private static bool IsThroughWork(Iteration iteration) =>
        iteration.Kind is IterationKind.Steered or IterationKind.Consumer or IterationKind.Unknown && WorkLists.Of(iteration) is not null;

    /// <summary>Whether a place stands in the condition of a loop, so that it runs at least once wherever the loop does: <c>while (taken.Contains(name)) ...</c></summary>
    private static bool IsAskedIn(Iteration iteration, IOperation place) =>
        iteration.Operation is IWhileLoopOperation { Condition: { } condition } && condition.Syntax.Span.Contains(place.Syntax.Span);

    private static bool IsSearch(Iteration iteration) => iteration is { Kind: IterationKind.Search, Form: IterationForm.Callback };

    private static Iteration? Find(IOperation place, CompilationContext compilation, Func<Iteration, bool?>? counts, Func<Iteration, bool> isRepeated, Func<Iteration, bool> isPassed)
    {
        foreach (var iteration in Around(place, compilation))
        {
            switch (iteration.Kind)
            {
                case var _ when IsSearch(iteration) && isRepeated(iteration):
                    continue;
                case IterationKind.PerElement:
                case var _ when isRepeated(iteration):
                    if ((counts is null ? true : counts(iteration)) is not { } matters)
                        return null;

                    if (matters)
                        return iteration;

                    continue;
                case IterationKind.FewElements:
                case IterationKind.Once:
                case IterationKind.Retry:
                case IterationKind.Steered or IterationKind.Unknown or IterationKind.Search when isPassed(iteration):
                    continue;
                default:
                    return null;
            }
        }

        return null;
    }

    /// <summary>What the loop is for this place: a loop per element may still run the place only once, or on a miss.</summary>
    private static Iteration Classified(Iteration iteration, IOperation place)
    {
        var kind = PlaceInLoop.Refine(iteration, place);
        return kind == iteration.Kind
            ? iteration
            : new Iteration(iteration.Form, kind, iteration.Operation, iteration.Source, iteration.Variables, iteration.Body);
    }
}
