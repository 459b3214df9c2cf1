using PerfAnalyzers.Analysis.Calls;
using PerfAnalyzers.Analysis.Iteration;
using PerfAnalyzers.Analysis.RoundTrips;
using PerfAnalyzers.Knowledge;
using PerfAnalyzers.Knowledge.RoundTrips;

namespace PerfAnalyzers.Analysis.Writes;

/// <summary>A save, or the beginning of a transaction, that runs once per element of a loop: directly, or behind calls.</summary>
internal sealed class SaveInLoop
{
    private readonly RoundTripInLoop found;
    private readonly CompilationContext compilation;
    private readonly RoundTripTable roundTrips;

    private SaveInLoop(RoundTripInLoop found, RoundTripPath path)
    {
        this.found = found;
        Path = path;
        compilation = found.Compilation;
        roundTrips = RoundTripTable.For(compilation);
    }

    public Iteration.Iteration Loop => found.Loop;

    /// <summary>The way to the save or the transaction; without steps when the operation is one itself.</summary>
    public RoundTripPath Path { get; }

    public bool IsTransaction => Path.End.BeginsTransaction;

    /// <summary>The save or transaction that an operation makes per element; null when it makes none.</summary>
    public static SaveInLoop? Of(IOperation operation, CompilationContext compilation, CancellationToken cancellationToken) =>
        RoundTripInLoop.Of(operation, compilation, cancellationToken) is { } found && Choose(found) is { } path ? new SaveInLoop(found, path) : null;

    /// <summary>
    /// Whether the round is meant to be a unit of work: because of the loop, or of a method on the way to the save.
    /// </summary>
    public bool IsUnitOfItsOwn() =>
        ActsElsewhere()
        || Places().Any(p => UnitOfWork.WorksOnOwn(p.Place, p.Round, compilation)
            || UnitOfWork.SurvivesFailure(p.Place, p.Round)
            || UnitOfWork.HoldsResource(p.Place, p.Round, roundTrips)
            || UnitOfWork.NeedsGeneratedKey(p.Place, p.Round)
            || UnitOfWork.ForgetsEntities(p.Round, compilation))
        || StatesIsolation();

    /// <summary>
    /// Whether the answer is an entity or another object that is worked with: the save may be what completes it. A number or flag only says
    /// that it is done.
    /// </summary>
    public bool GivesObject => !IsTransaction && found.GivesData && !Path.Steps.IsEmpty && Answer(found.Operation) is not { IsValueType: true };

    /// <summary>Whether the call also asks for something that differs from element to element and that the loop works with: then that is what it costs.</summary>
    public bool IsQuestion => found.GivesData && found.Paths.Any(p => p.End.Kind == RoundTripKind.Query && !p.IsInLoop && !found.IsInvariant(p));

    /// <summary>
    /// One finding per loop: the first transaction where there is one, which the saves are part of; else the first save. Several saves in a
    /// transaction depend on each other, and then neither is said.
    /// </summary>
    public bool IsSaidElsewhere(CancellationToken cancellationToken)
    {
        var others = Loop.Body.DescendantsAndSelf()
            .Where(o => o is IInvocationOperation or IMethodReferenceOperation && o != found.Operation)
            .Select(o => (Operation: o, Save: RoundTripInLoop.Of(o, compilation, cancellationToken) is { } other ? Choose(other) : null))
            .Where(o => o.Save is not null)
            .ToList();
        var earlier = others.Where(o => o.Operation.Syntax.SpanStart < found.Operation.Syntax.SpanStart);
        return IsTransaction
            ? others.Count(o => !o.Save!.End.BeginsTransaction) > 1 || earlier.Any(o => o.Save!.End.BeginsTransaction)
            : others.Any(o => o.Save!.End.BeginsTransaction) || earlier.Any();
    }

    /// <summary>
    /// Whether a round awaits code that may do anything, such as send a mail or convert a file: the save may then be the record that it was
    /// done. Code of the project is known to do nothing of that kind when all that it waits for is the database.
    /// </summary>
    public bool AwaitsOtherWork(CancellationToken cancellationToken) => Places().Any(p => p.Round.Body.DescendantsAndSelf().Any(o =>
        o is IAwaitOperation awaited
        && awaited.UnwrapAwait() is IInvocationOperation call
        && !call.TargetMethod.ContainingNamespace.IsFramework()
        && !IsOfDatabase(call, cancellationToken)));

    private bool IsOfDatabase(IInvocationOperation call, CancellationToken cancellationToken)
    {
        var paths = RoundTripFacts.For(compilation).Of(call, isAction: true, cancellationToken);
        return !paths.IsEmpty
            && paths.All(p => p.End.Row is null or { IsDatabase: true } or { Kind: RoundTripKind.Cache })
            && !UnseenCode.IsBehind(call, compilation);
    }

    private static RoundTripPath? Choose(RoundTripInLoop found) =>
        found.Paths.Where(p => !p.IsInLoop && (p.End.BeginsTransaction || p.End is { Kind: RoundTripKind.Save, IsPending: false }))
            .OrderByDescending(p => p.End.BeginsTransaction)
            .FirstOrDefault();

    /// <summary>The call in the loop, and each call in the methods that it leads through, with what is one round there.</summary>
    private IEnumerable<(IOperation Place, Iteration.Iteration Round)> Places()
    {
        yield return (found.Operation, Loop);
        for (var i = 0; i < Path.Steps.Length; i++)
        {
            var place = i + 1 < Path.Steps.Length ? Path.Steps[i + 1].Call : Path.End.Operation;
            if (MethodBodies.For(compilation).Of(Path.Steps[i].Method) is { } body)
                yield return (place, Iteration.Iteration.OfMethod(body.Root));
        }
    }

    private bool ActsElsewhere()
    {
        if (UnitOfWork.ActsElsewhere(found.Operation, Loop, roundTrips))
            return true;

        return Loop.Body.DescendantsAndSelf().Any(o =>
            o is IInvocationOperation
            && RoundTripInLoop.Of(o, compilation, CancellationToken.None) is { } other
            && other.Paths.Any(p => p.End.Row is { IsDatabase: false, Kind: not (RoundTripKind.Cache or RoundTripKind.Other) }));
    }

    /// <summary>Who chooses the isolation of one element has thought about it.</summary>
    private bool StatesIsolation() =>
        Path.End.Operation is IInvocationOperation call && call.TargetMethod.Parameters.Any(p => p.Type.Is(compilation.Type(TypeNames.Data.IsolationLevel)));

    private static ITypeSymbol? Answer(IOperation operation)
    {
        var value = operation;
        while (value.Parent is IAwaitOperation or IConversionOperation or IParenthesizedOperation or IInvocationOperation { TargetMethod.Name: "ConfigureAwait" or "GetAwaiter" or "GetResult" })
            value = value.Parent;

        return value.Type;
    }
}
