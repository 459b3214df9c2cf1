using PerfAnalyzers.Analysis.Cancellation;
using PerfAnalyzers.Analysis.Iteration;
using PerfAnalyzers.Analysis.RoundTrips;
using PerfAnalyzers.Knowledge;
using PerfAnalyzers.Knowledge.RoundTrips;

namespace PerfAnalyzers.Analysis.Writes;

/// <summary>
/// Tells whether each round of a loop is meant to be a unit of work of its own, so that what it writes must be on the other side before the
/// next round starts. Where it is, one write for all rounds would be another program.
/// </summary>
internal static class UnitOfWork
{
    private const int LongestTrace = 8;

    private static readonly ImmutableHashSet<string> Tracks = ImmutableHashSet.Create(
        StringComparer.Ordinal,
        "Add", "AddRange", "Update", "UpdateRange", "Remove", "RemoveRange", "Attach", "AttachRange", "AddAsync", "AddRangeAsync");

    /// <summary>Whether the call is made on something that the round has made or got for itself: a context, connection or sender per element.</summary>
    public static bool HasOwnReceiver(IInvocationOperation call, Iteration.Iteration loop) =>
        call.Receiver() is not { } receiver || IsOwn(receiver, loop, LongestTrace);

    /// <summary>
    /// Whether an operation works on something that the round has made or got for itself, be it called on it or handed to it. A method that
    /// is handed the context of all rounds works on that, whatever it is called on.
    /// </summary>
    public static bool WorksOnOwn(IOperation place, Iteration.Iteration round, CompilationContext compilation)
    {
        switch (place)
        {
            case IInvocationOperation call when RoundTripTable.For(compilation).Find(call) is not null:
                return HasOwnReceiver(call, round);
            case IInvocationOperation call:
                var contexts = call.Arguments.Select(a => a.Value).Where(v => IsContext(v.Type, compilation)).ToList();
                return contexts.Count > 0
                    ? contexts.All(c => IsOwn(c, round))
                    : call.Receiver() is { } receiver && !IsShared(receiver, round, compilation) && IsOwn(receiver, round);
            case IMethodReferenceOperation { Instance: { } instance }:
                return IsOwn(instance, round);
            default:
                return false;
        }
    }

    /// <summary>
    /// What is made anew around what all rounds share: a repository that a shared object hands out
    /// (<c>unitOfWork.Repository&lt;Order&gt;()</c>), a service that is made with a shared context.
    /// </summary>
    private static bool IsShared(IOperation receiver, Iteration.Iteration round, CompilationContext compilation) => receiver.UnwrapAwait() switch
    {
        IInvocationOperation { TargetMethod: { IsGenericMethod: true, Parameters.IsEmpty: true, IsStatic: false } method, Instance: { } owner } =>
            !method.ContainingNamespace.IsFramework() && !IsOwn(owner, round),
        IObjectCreationOperation creation => creation.Arguments.Any(a => IsContext(a.Value.Type, compilation) && !IsOwn(a.Value, round)),
        ILocalReferenceOperation local when LoopFacts.Of(round).Declares(local.Local) =>
            LocalValues.SetOnce(local) is { } value && value.UnwrapAwait() is not ILocalReferenceOperation && IsShared(value, round, compilation),
        _ => false,
    };

    private static bool IsContext(ITypeSymbol? type, CompilationContext compilation) =>
        type.DerivesFrom(compilation.Type(TypeNames.EfCore.DbContext)) || type.DerivesFrom(compilation.Type(TypeNames.Ef6.DbContext)) || type.Implements(compilation.Type(TypeNames.Data.Connection));

    /// <summary>Clearing the tracker after each save keeps memory and the search for changes small: the number of entities is large, and meant to be cut.</summary>
    public static bool ForgetsEntities(Iteration.Iteration round, CompilationContext compilation) => round.Body.DescendantsAndSelf().Any(o =>
        o is IInvocationOperation { TargetMethod: { Name: "Clear" } method } && method.IsMemberOf(compilation.Type(TypeNames.EfCore.ChangeTracker)));

    /// <summary>Whether a call only tells the context of EF Core about a change, to be saved later.</summary>
    public static bool TracksChanges(IInvocationOperation call, CompilationContext compilation) =>
        Tracks.Contains(call.TargetMethod.Name)
        && (call.TargetMethod.ContainingType.DerivesFrom(compilation.Type(TypeNames.EfCore.DbContext))
            || call.TargetMethod.ContainingType.DerivesFrom(compilation.Type(TypeNames.EfCore.DbSet)));

    /// <summary>Whether a value is one that the round has made or got for itself.</summary>
    public static bool IsOwn(IOperation value, Iteration.Iteration loop) => IsOwn(value, loop, LongestTrace);

    /// <summary>Whether a failure of the place is caught in the loop, which then goes on: the other elements are not to suffer from it.</summary>
    public static bool SurvivesFailure(IOperation place, Iteration.Iteration loop)
    {
        var child = place;
        for (var parent = place.Parent; parent is not null && child != loop.Body; child = parent, parent = parent.Parent)
        {
            // To return from a method that is called per element is to go on with the next one.
            if (parent is ITryOperation attempt && attempt.Body == child && attempt.Catches.Any(c => GoesOn(c.Handler, afterReturn: loop.Form == IterationForm.Call)))
                return true;
        }

        return false;
    }

    /// <summary>
    /// Whether the round does something that nobody takes back: it sends, publishes, uploads, or writes a file. What it writes to the
    /// database is then the record of how far it got.
    /// </summary>
    public static bool ActsElsewhere(IOperation place, Iteration.Iteration loop, RoundTripTable roundTrips) =>
        loop.Body.DescendantsAndSelf().Any(o =>
            o is IInvocationOperation call
            && o != place
            && roundTrips.Find(call) is { IsDatabase: false, Kind: not (RoundTripKind.Cache or RoundTripKind.Other) });

    /// <summary>
    /// Whether the round awaits, before the place, a call that by its name sends or publishes and whose end cannot be seen: the row then says that it is
    /// done, and has to say so before the next one begins.
    /// </summary>
    public static bool TellsOthers(IOperation place, Iteration.Iteration loop, CompilationContext compilation) =>
        loop.Body.DescendantsAndSelf().Any(o =>
            o is IInvocationOperation call
            && call.Syntax.Span.End <= place.Syntax.SpanStart
            && FinalWrites.IsNamed(call.TargetMethod.Name)
            && UnseenCode.IsBehind(call, compilation));

    /// <summary>Whether the round holds a lock, lease or scope that it waited for while the place runs.</summary>
    public static bool HoldsResource(IOperation place, Iteration.Iteration loop, RoundTripTable roundTrips)
    {
        for (var parent = place.Parent; parent is not null && parent != loop.Operation; parent = parent.Parent)
        {
            var resources = parent switch
            {
                IUsingOperation { Resources: { } used } => used,
                _ => null,
            };
            if (resources is not null && !resources.Syntax.Span.Contains(place.Syntax.Span) && IsForeign(resources, roundTrips))
                return true;

            if (parent is IBlockOperation block && block.Operations.OfType<IUsingDeclarationOperation>()
                .Any(u => u.Syntax.Span.End <= place.Syntax.SpanStart && IsForeign(u.DeclarationGroup, roundTrips)))
            {
                return true;
            }
        }

        return false;
    }

    /// <summary>
    /// Whether code after the place, or the next round, needs a key that only the place can have given: it reads the key of an entity that
    /// the round has made or added, hands that entity on, or keeps it for the next round.
    /// </summary>
    public static bool NeedsGeneratedKey(IOperation place, Iteration.Iteration loop)
    {
        var facts = LoopFacts.Of(loop);
        var entities = NewEntities(loop);
        if (place is IInvocationOperation { Arguments: var handed })
            entities.UnionWith(handed.Where(a => a.Value.Type is { IsReferenceType: true, SpecialType: SpecialType.None }).Select(a => a.Value.Unwrap()).OfType<ILocalReferenceOperation>().Select(l => l.Local));

        foreach (var operation in loop.Body.DescendantsAndSelf())
        {
            var isLater = operation.Syntax.SpanStart >= place.Syntax.Span.End && !IsInCatch(operation, loop);
            switch (operation)
            {
                case IPropertyReferenceOperation { Instance: { } instance } property when isLater && IsNew(instance) && NamesKey(property.Property.Name):
                case IArgumentOperation { Parent: IInvocationOperation } argument when isLater && IsNew(argument.Value):
                case IReturnOperation { Kind: OperationKind.YieldReturn }:
                case ISimpleAssignmentOperation { Target: { } target, Value: { } value }
                    when IsNew(value) && target.ReferencedSymbol() is ILocalSymbol or IFieldSymbol && !facts.Declares(target.ReferencedSymbol()!):
                    return true;
            }
        }

        return false;

        bool IsNew(IOperation value) => value.ReferencedSymbol() is { } symbol && entities.Contains(symbol);
    }

    /// <summary>The locals of a round that hold what the database does not know yet: made in the round, or added to something.</summary>
    private static HashSet<ISymbol> NewEntities(Iteration.Iteration loop)
    {
        var entities = new HashSet<ISymbol>(SymbolEqualityComparer.Default);
        foreach (var operation in loop.Body.DescendantsAndSelf())
        {
            switch (operation)
            {
                case IVariableDeclaratorOperation declarator
                    when declarator.GetVariableInitializer()?.Value.UnwrapAwait() is IObjectCreationOperation or IInvocationOperation && declarator.Symbol.Type.IsReferenceType:
                    entities.Add(declarator.Symbol);
                    break;
                case IArgumentOperation { Parent: IInvocationOperation { TargetMethod.Name: "Add" or "AddAsync" }, Value: { } added }
                    when added.Unwrap() is ILocalReferenceOperation or IParameterReferenceOperation:
                    entities.Add(added.ReferencedSymbol()!);
                    break;
            }
        }

        return entities;
    }

    private static bool IsInCatch(IOperation operation, Iteration.Iteration loop)
    {
        for (var parent = operation.Parent; parent is not null && parent != loop.Body; parent = parent.Parent)
        {
            if (parent is ICatchClauseOperation)
                return true;
        }

        return false;
    }

    private static bool IsOwn(IOperation value, Iteration.Iteration loop, int depth)
    {
        switch (value.UnwrapAwait())
        {
            case IInstanceReferenceOperation:
                return false;
            case IPropertyReferenceOperation { Instance: { } instance }:
                return IsOwn(instance, loop, depth);
            case IFieldReferenceOperation { Instance: { } instance }:
                return IsOwn(instance, loop, depth);
            case IPropertyReferenceOperation or IFieldReferenceOperation:
                return false;
            case IParameterReferenceOperation parameter:
                return loop.Variables.Any(v => v.Is(parameter.Parameter));
            case ILocalReferenceOperation local when LoopFacts.Of(loop).Declares(local.Local) || loop.Variables.Any(v => v.Is(local.Local)):
                return depth == 0 || LocalValues.SetOnce(local) is not { } set || IsOwn(set, loop, depth - 1);
            case ILocalReferenceOperation local:
                return LoopFacts.Of(loop).Writes(local.Local);
            default:
                return true;
        }
    }

    private static bool GoesOn(IBlockOperation handler, bool afterReturn) =>
        handler.Operations.IsEmpty
        || (afterReturn && handler.Operations[handler.Operations.Length - 1] is IReturnOperation)
        || handler.Operations[handler.Operations.Length - 1] is not (
            IReturnOperation
            or IThrowOperation
            or IExpressionStatementOperation { Operation: IThrowOperation }
            or IBranchOperation { BranchKind: BranchKind.Break or BranchKind.GoTo });

    /// <summary>A resource that was waited for, and is no transaction, connection or context.</summary>
    private static bool IsForeign(IOperation resources, RoundTripTable roundTrips) =>
        resources.DescendantsAndSelf().OfType<IAwaitOperation>().Any(a =>
            a.UnwrapAwait() is IInvocationOperation call && roundTrips.Find(call) is not { IsDatabase: true });

    private static bool NamesKey(string name) =>
        name.EndsWith("Id", StringComparison.Ordinal) || name.EndsWith("ID", StringComparison.Ordinal) || name.EndsWith("Key", StringComparison.Ordinal);
}
