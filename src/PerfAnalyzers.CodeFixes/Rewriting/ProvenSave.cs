using PerfAnalyzers.Analysis;
using PerfAnalyzers.Analysis.Iteration;
using PerfAnalyzers.Analysis.Writes;
using PerfAnalyzers.Knowledge;

namespace PerfAnalyzers.CodeFixes.Rewriting;

/// <summary>
/// Proves that one save after a loop leaves the same rows as the saves in it, in every run that does not fail. What is left
/// behind by a run that fails is no part of it, unless the member itself catches the failure and goes on.
/// </summary>
internal static class ProvenSave
{
    private static readonly ImmutableHashSet<string> Makers = ImmutableHashSet.Create(StringComparer.Ordinal, "CreateDbContext", "CreateDbContextAsync");

    /// <summary>
    /// The test under which the save has to stand, so that a loop without rounds still saves nothing; empty when none is needed, and
    /// null when it is not proven at all.
    /// </summary>
    public static string? Condition(Iteration loop, ILoopOperation statement, IInvocationOperation save, CompilationContext compilation)
    {
        if (statement is not IForEachLoopOperation { IsAsynchronous: false } forEach
            || Count(forEach.Collection.Unwrap(), compilation) is not { } count
            || LoopFacts.Of(loop).Writes(forEach.Collection.ReferencedSymbol()!)
            || LoopFacts.Of(loop).Mutates(forEach.Collection.ReferencedSymbol()!)
            || save.Receiver()?.Type is not INamedTypeSymbol context
            || !context.DerivesFrom(compilation.Type(TypeNames.EfCore.DbContext))
            || WrittenModel.For(compilation).SeesSaves(context)
            || save.Arguments.Any(a => a.Value.Type?.Name != nameof(CancellationToken) && !a.IsImplicit)
            || IsWatched(statement)
            || DeferredSave.SkipsRounds(statement)
            || MayReadGenerated(forEach, loop))
        {
            return null;
        }

        return HoldsNothingBefore(save.Receiver()!, statement, compilation) || IsGuarded(statement, forEach.Collection.ReferencedSymbol()!)
            ? string.Empty
            : $"if ({forEach.Collection.Unwrap().Syntax}.{count} > 0)";
    }

    /// <summary>Whether somebody near looks at failures, or the code runs as part of something else: a handler around it, a function it is in.</summary>
    public static bool IsWatched(IOperation place)
    {
        var child = place;
        for (var parent = place.Parent; parent is not null; child = parent, parent = parent.Parent)
        {
            if (parent is IAnonymousFunctionOperation or ILocalFunctionOperation or ICatchClauseOperation || (parent is ITryOperation { Catches.IsEmpty: false } attempt && attempt.Body == child))
                return true;
        }

        return false;
    }

    /// <summary>The value that a local context was made with in this member; null when others may know the context.</summary>
    public static IOperation? MadeHere(IOperation context)
    {
        if (context.Unwrap() is not ILocalReferenceOperation local || LocalValues.SetOnce(local) is not { } value)
            return null;

        return value.UnwrapAwait() switch
        {
            IObjectCreationOperation => value,
            IInvocationOperation call when Makers.Contains(call.TargetMethod.Name) => value,
            _ => null,
        };
    }

    /// <summary>How many elements a list in memory has: a variable that holds a list or an array.</summary>
    private static string? Count(IOperation source, CompilationContext compilation)
    {
        if (source.ReferencedSymbol() is not { } symbol || source is not (ILocalReferenceOperation or IParameterReferenceOperation or IFieldReferenceOperation) || symbol is IRangeVariableSymbol)
            return null;

        return source.Type is IArrayTypeSymbol { Rank: 1 } ? "Length" : source.Type.IsConstructedFrom(compilation.Type(TypeNames.System.ListOfT)) ? "Count" : null;
    }

    /// <summary>
    /// Whether a round reads what an earlier save may have given to something that the rounds share: a key, or any member of an entity that
    /// is neither the element nor made in the round.
    /// </summary>
    private static bool MayReadGenerated(IForEachLoopOperation statement, Iteration loop)
    {
        var facts = LoopFacts.Of(loop);
        return statement.Body.DescendantsAndSelf().Any(o =>
            o is IPropertyReferenceOperation { Instance: { } instance, Property: { } property }
            && !property.ContainingType.DeclaringSyntaxReferences.IsEmpty
            && !IsTarget(o)
            && instance.Unwrap() switch
            {
                ILocalReferenceOperation local => !facts.Declares(local.Local) && !loop.Variables.Any(v => v.Is(local.Local)) && !IsContext(local),
                IParameterReferenceOperation or IFieldReferenceOperation or IInstanceReferenceOperation => !IsContext(instance.Unwrap()) && !IsSet(property),
                IPropertyReferenceOperation => property.Name.EndsWith("Id", StringComparison.Ordinal),
                _ => false,
            });
    }

    private static bool IsTarget(IOperation reference) => reference.Parent is ISimpleAssignmentOperation assignment && assignment.Target == reference;

    private static bool IsContext(IOperation value)
    {
        for (var type = value.Type?.BaseType; type is not null; type = type.BaseType)
        {
            if (type.Name == "DbContext")
                return true;
        }

        return false;
    }

    private static bool IsSet(IPropertySymbol property) => property.Type.Name == "DbSet";

    /// <summary>Whether the context was made in this member, and all that has happened to it before are questions.</summary>
    private static bool HoldsNothingBefore(IOperation context, IOperation statement, CompilationContext compilation) =>
        MadeHere(context) is not null
        && !DeferredSave.HasChangesBefore(statement, compilation)
        && !LocalValues.Root(statement).DescendantsAndSelf().Any(o =>
            o is IArgumentOperation argument
            && argument.Syntax.Span.End <= statement.Syntax.SpanStart
            && argument.Value.ReferencedSymbol().Is(context.ReferencedSymbol()));

    /// <summary>Whether the list surely has elements where the loop begins: it follows <c>if (orders.Count == 0) return;</c>.</summary>
    private static bool IsGuarded(IOperation statement, ISymbol list)
    {
        if (statement.Parent is not IBlockOperation block)
            return false;

        return block.Operations.TakeWhile(o => o != statement).Any(o =>
            o is IConditionalOperation { WhenFalse: null } test
            && LoopShape.EmptyOne(test.Condition).Is(list)
            && (test.WhenTrue is IReturnOperation || (test.WhenTrue is IBlockOperation { Operations: { Length: > 0 } inner } && inner[inner.Length - 1] is IReturnOperation)))
            && !block.Operations.TakeWhile(o => o != statement).Any(o => LoopFacts.OfBody(o).Mutates(list));
    }
}
