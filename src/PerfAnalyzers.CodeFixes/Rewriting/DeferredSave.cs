using PerfAnalyzers.Analysis;
using PerfAnalyzers.Analysis.Calls;
using PerfAnalyzers.Analysis.Iteration;
using PerfAnalyzers.Analysis.Queries;
using PerfAnalyzers.Analysis.RoundTrips;
using PerfAnalyzers.Analysis.Writes;
using PerfAnalyzers.Knowledge;
using PerfAnalyzers.Knowledge.RoundTrips;

namespace PerfAnalyzers.CodeFixes.Rewriting;

/// <summary>Judges whether a save at the end of each round may as well come once, after the last round.</summary>
internal static class DeferredSave
{
    /// <param name="loop">The loop.</param>
    /// <param name="statement">Its statement.</param>
    /// <param name="save">The save.</param>
    /// <param name="saveSyntax">Its statement.</param>
    /// <param name="compilation">The compilation.</param>
    /// <param name="apart">Statements that leave the loop as well.</param>
    public static bool CanFollow(Iteration loop, ILoopOperation statement, IInvocationOperation save, StatementSyntax saveSyntax, CompilationContext compilation, params StatementSyntax[] apart)
    {
        // Nothing that matters may come after the save in its round, and something must come before it.
        if (saveSyntax.Parent is not BlockSyntax { Statements: { Count: > 1 } statements } body
            || statements[0] == saveSyntax
            || statement.Body is not IBlockOperation block
            || block.Operations.Any(o => o.Syntax.SpanStart > saveSyntax.SpanStart && !OnlyCounts(o) && !apart.Contains(o.Syntax))
            || statement.Body.Syntax != body
            || !IsSameInAllRounds(save, loop))
        {
            return false;
        }

        return KeepsChanges(loop, statement, save, compilation, apart);
    }

    /// <summary>Whether what the rounds change is still to be saved after the last one, and nobody asks for it before.</summary>
    /// <param name="loop">The loop.</param>
    /// <param name="statement">Its statement.</param>
    /// <param name="save">The call that saves.</param>
    /// <param name="compilation">The compilation.</param>
    /// <param name="apart">Statements that leave the loop.</param>
    public static bool KeepsChanges(Iteration loop, ILoopOperation statement, IInvocationOperation save, CompilationContext compilation, params StatementSyntax[] apart)
    {
        if (statement.Syntax is not StatementSyntax { Parent: BlockSyntax })
            return false;

        // A save behind an inner loop would only be found again in the outer one.
        return Iterations.Around(statement, compilation).All(i => i.Kind != IterationKind.PerElement)
            && !LeavesOrKeeps(statement, loop, compilation, apart)
            && LoopShape.OwnOperations(statement.Body).All(o => o == save || IsIn(o, apart) || !MayReachDatabase(o, compilation))
            && !HasChangesBefore(statement, compilation);
    }

    private static bool IsSameInAllRounds(IInvocationOperation save, Iteration loop) =>
        (save.Receiver() is { } receiver ? Variance.IsInvariantIn(receiver, loop) : save.TargetMethod.MethodKind == MethodKind.LocalFunction)
        && save.Arguments.All(a => Variance.IsInvariantIn(a.Value, loop));

    /// <summary>Whether a statement does no more than to count in a local, which nobody sees when a save fails.</summary>
    private static bool OnlyCounts(IOperation statement) => statement is IExpressionStatementOperation { Operation: { } counting } && counting switch
    {
        IIncrementOrDecrementOperation { Target: ILocalReferenceOperation { Type.IsValueType: true } } => true,
        ICompoundAssignmentOperation { Target: ILocalReferenceOperation { Type.IsValueType: true }, Value: ILiteralOperation } => true,
        _ => false,
    };

    /// <summary>Whether a round ends early before it has changed anything: what it had changed would then have waited for a later save, or for none.</summary>
    private static bool SkipsUnchanged(IBranchOperation branch, ILoopOperation statement, CompilationContext compilation) =>
        branch.Target.Is(statement.ContinueLabel)
        && !LoopShape.OwnOperations(statement.Body).Any(o => o.Syntax.SpanStart < branch.Syntax.SpanStart && o switch
        {
            IAssignmentOperation assignment => assignment.Target.Unwrap() is not ILocalReferenceOperation,
            IIncrementOrDecrementOperation step => step.Target.Unwrap() is not ILocalReferenceOperation,
            IInvocationOperation call => UnitOfWork.TracksChanges(call, compilation) || !call.TargetMethod.ContainingNamespace.IsFramework(),
            _ => false,
        });

    /// <summary>Whether some rounds end before the save, so that a run may save nothing at all.</summary>
    public static bool SkipsRounds(ILoopOperation statement) =>
        LoopShape.OwnOperations(statement.Body).Any(o => o is IBranchOperation branch && branch.Target.Is(statement.ContinueLabel));

    /// <summary>Whether a round may end before its save, gives something out, holds a resource, or leaves an object for the next round.</summary>
    private static bool LeavesOrKeeps(ILoopOperation statement, Iteration loop, CompilationContext compilation, StatementSyntax[] apart)
    {
        var facts = LoopFacts.Of(loop);
        foreach (var operation in LoopShape.OwnOperations(statement.Body).Where(o => !IsIn(o, apart)))
        {
            switch (operation)
            {
                case IBranchOperation branch when branch.BranchKind == BranchKind.GoTo || branch.Target.Is(statement.ExitLabel)
                    || (branch.Target.Is(statement.ContinueLabel) && !SkipsUnchanged(branch, statement, compilation)):
                case IReturnOperation:
                case IUsingOperation or IUsingDeclarationOperation or ITryOperation or ILockOperation:
                case ISimpleAssignmentOperation { Target: { } target }
                    when target.ReferencedSymbol() is ILocalSymbol or IFieldSymbol or IParameterSymbol
                        && !facts.Declares(target.ReferencedSymbol()!)
                        && target.Type is { IsReferenceType: true, SpecialType: not SpecialType.System_String }:
                    return true;
            }
        }

        return statement.Body.DescendantsAndSelf().Any(o => o is IAnonymousFunctionOperation or ILocalFunctionOperation && !o.IsImplicit && HasWrites(o));
    }

    private static bool IsIn(IOperation operation, StatementSyntax[] statements) => statements.Any(s => s.Span.Contains(operation.Syntax.Span));

    private static bool HasWrites(IOperation function) => function.DescendantsAndSelf().Any(o => o is IAssignmentOperation or IIncrementOrDecrementOperation);

    /// <summary>
    /// A query in the round would no longer see what earlier rounds have saved, and code of the project may hold one; what an object
    /// does to itself does not.
    /// </summary>
    public static bool MayReachDatabase(IOperation operation, CompilationContext compilation)
    {
        if (operation is IForEachLoopOperation inner)
            return inner.IsAsynchronous || QueryReader.For(compilation).Read(inner) is not null;

        if (operation is not IInvocationOperation call)
            return false;

        if (RoundTripTable.For(compilation).Find(call) is not null)
            return true;

        var type = call.TargetMethod.ContainingType;
        if (type.DerivesFrom(compilation.Type(TypeNames.EfCore.DbContext)) || type.DerivesFrom(compilation.Type(TypeNames.EfCore.DbSet)))
            return !UnitOfWork.TracksChanges(call, compilation);

        return !call.TargetMethod.ContainingNamespace.IsFramework() && !IsOfObject(call, compilation) && !OnlyTracks(call, compilation);
    }

    /// <summary>A repository that only tells the context: <c>orders.Update(order)</c>.</summary>
    private static bool OnlyTracks(IInvocationOperation call, CompilationContext compilation)
    {
        var methods = CallTargets.Of(call, compilation).Methods;
        return !methods.IsEmpty && methods.All(m =>
            MethodBodies.For(compilation).Of(m) is { } body && CallSites.Of(body) is { Count: > 0 } sites && sites.All(s => s.RoundTrip is { IsPending: true }));
    }

    private static bool IsOfObject(IInvocationOperation call, CompilationContext compilation) =>
        call is { Instance: ILocalReferenceOperation { Type: { TypeKind: TypeKind.Class } }, TargetMethod: { IsAsync: false, ReturnType: { } answer } }
        && answer.Name is not ("Task" or "ValueTask")
        && !call.Arguments.Any(a => a.Value.Unwrap().Type.DerivesFrom(compilation.Type(TypeNames.EfCore.DbContext)));

    /// <summary>
    /// Whether the member has changes under way before the loop. A loop without a round would then have saved nothing, and the
    /// save after it would.
    /// </summary>
    public static bool HasChangesBefore(IOperation statement, CompilationContext compilation)
    {
        var root = LocalValues.Root(statement);
        return root.DescendantsAndSelf().Any(o => o.Syntax.Span.End <= statement.Syntax.SpanStart && o switch
        {
            IInvocationOperation call => UnitOfWork.TracksChanges(call, compilation),
            ISimpleAssignmentOperation { Target: IPropertyReferenceOperation { Instance: ILocalReferenceOperation or IParameterReferenceOperation } } => true,
            _ => false,
        });
    }
}
