using PerfAnalyzers.Knowledge;

namespace PerfAnalyzers.Analysis.Async;

/// <summary>What an operation leaves behind for a task.</summary>
internal enum Completion
{
    /// <summary>It says nothing about the task.</summary>
    Same,

    /// <summary>Whoever comes after it finds the task done.</summary>
    Done,

    /// <summary>It may have put another task in the place.</summary>
    Unknown,
}

/// <summary>Reads from single operations and conditions whether a task is done after them.</summary>
internal sealed partial class CompletionFacts
{
    // Deeper code is left unread: it is generated, and recursion must end.
    private const int Deepest = 60;

    private readonly AwaitableTypes types;

    public CompletionFacts(AwaitableTypes types) => this.types = types;

    /// <summary>What holds for <paramref name="place"/> once <paramref name="operation"/> has run to its end.</summary>
    public Completion After(IOperation operation, IOperation place) => After(operation, place, Deepest);

    /// <summary>Whether an operation or anything in it stores into the place, inner functions included.</summary>
    public bool Writes(IOperation operation, IOperation place) =>
        operation.DescendantsAndSelf().Any(o => Target(o) is { } target && Stores(target, place));

    public static int CountWrites(IOperation root, ILocalSymbol local)
    {
        var writes = 0;
        foreach (var operation in root.DescendantsAndSelf())
        {
            if (operation is IVariableDeclaratorOperation declarator && declarator.GetVariableInitializer() is not null && declarator.Symbol.Is(local))
                writes++;
            else if (Target(operation) is { } target && Names(target, local))
                writes++;
        }

        return writes;
    }

    /// <summary>Whether an operation gives a local a value: <paramref name="value"/>, or null when it does not say which.</summary>
    public static bool Given(IOperation operation, ILocalSymbol local, out IOperation? value)
    {
        value = null;
        switch (operation)
        {
            case IVariableDeclaratorOperation declarator when declarator.Symbol.Is(local):
                value = declarator.GetVariableInitializer()?.Value;
                return value is not null;
            case ISimpleAssignmentOperation { Target: ILocalReferenceOperation target } assignment when target.Local.Is(local):
                value = assignment.Value;
                return true;
            default:
                return Target(operation) is { } other && Names(other, local);
        }
    }

    private Completion After(IOperation operation, IOperation place, int depth)
    {
        if (depth == 0)
            return Completion.Same;

        depth--;
        switch (operation)
        {
            case IAnonymousFunctionOperation or ILocalFunctionOperation or INameOfOperation:
                return Completion.Same;
            case IConditionalOperation conditional:
                return AfterBranches(conditional, place, depth);
            case ISwitchOperation selection:
                return AfterSections(selection, place, depth);
            case ITryOperation attempt:
                return AfterTry(attempt, place, depth);
            case ILoopOperation loop:
                return AfterLoop(loop, place, depth);
            case IBinaryOperation { OperatorKind: BinaryOperatorKind.ConditionalAnd or BinaryOperatorKind.ConditionalOr } logical:
                return Unsure(After(logical.LeftOperand, place, depth), After(logical.RightOperand, place, depth));
            case ICoalesceOperation coalesce:
                return Unsure(After(coalesce.Value, place, depth), After(coalesce.WhenNull, place, depth));
            case IConditionalAccessOperation access:
                return Unsure(After(access.Operation, place, depth), After(access.WhenNotNull, place, depth));
            case ISwitchExpressionOperation selection:
                return After(selection.Value, place, depth);
            case IAwaitOperation awaited when Completes(awaited.Operation, place):
                return Completion.Done;
            case IPropertyReferenceOperation or IInvocationOperation when WaitsFor(operation, place):
            case IInvocationOperation assertion when Asserts(assertion, place):
                return Completion.Done;
            case ISimpleAssignmentOperation assignment when Target(assignment) is not null && Stores(assignment.Target, place):
                return TaskStorage.Same(assignment.Target, place) && CompletedValues.IsDone(assignment.Value, types) ? Completion.Done : Completion.Unknown;
            case IVariableDeclaratorOperation declarator when TaskStorage.RootLocal(place).Is(declarator.Symbol):
                return place is ILocalReferenceOperation && declarator.GetVariableInitializer() is { } initial && CompletedValues.IsDone(initial.Value, types)
                    ? Completion.Done
                    : Completion.Unknown;
        }

        if (Target(operation) is { } target && Stores(target, place))
            return Completion.Unknown;

        var last = Completion.Same;
        foreach (var child in operation.ChildOperations)
        {
            if (After(child, place, depth) is var after and not Completion.Same)
                last = after;
        }

        return last;
    }

    private Completion AfterBranches(IConditionalOperation conditional, IOperation place, int depth)
    {
        var before = After(conditional.Condition, place, depth);
        var whenTrue = AfterBranch(conditional, conditional.WhenTrue, true, before, place, depth);
        var whenFalse = AfterBranch(conditional, conditional.WhenFalse, false, before, place, depth);
        return (whenTrue, whenFalse) switch
        {
            (null, null) => Completion.Same,
            (null, { } only) => only,
            ({ } only, null) => only,
            (Completion.Unknown, _) or (_, Completion.Unknown) => Completion.Unknown,
            (Completion.Done, Completion.Done) => Completion.Done,
            _ => Completion.Same,
        };
    }

    /// <summary>What one branch leaves behind, or null when control never comes out of it.</summary>
    private Completion? AfterBranch(IConditionalOperation conditional, IOperation? branch, bool value, Completion before, IOperation place, int depth)
    {
        if (branch is not null && Leaves(branch))
            return null;

        var after = branch is null ? Completion.Same : After(branch, place, depth);
        if (after != Completion.Same)
            return after;

        return Implies(conditional.Condition, value, place) ? Completion.Done : before;
    }

    private Completion AfterSections(ISwitchOperation selection, IOperation place, int depth)
    {
        var all = selection.Cases.Any(c => c.Clauses.Any(clause => clause.CaseKind == CaseKind.Default));
        foreach (var section in selection.Cases)
        {
            if (section.Body.LastOrDefault() is { } end && Leaves(end) && end is not IBranchOperation)
                continue;

            var after = Completion.Same;
            foreach (var statement in section.Body)
            {
                if (After(statement, place, depth) is var next and not Completion.Same)
                    after = next;
            }

            if (after == Completion.Unknown)
                return Completion.Unknown;

            all &= after == Completion.Done || SelectsComplete(section, new[] { place });
        }

        return all ? Completion.Done : After(selection.Value, place, depth);
    }

    private Completion AfterTry(ITryOperation attempt, IOperation place, int depth)
    {
        if (attempt.Finally is { } cleanup && After(cleanup, place, depth) is var last and not Completion.Same)
            return last;

        // An await that throws has still waited: a swallowing catch after it finds the task done.
        if (After(attempt.Body, place, depth) is var after and not Completion.Same)
            return after;

        return attempt.Catches.Any(c => After(c.Handler, place, depth) == Completion.Unknown) ? Completion.Unknown : Completion.Same;
    }

    private Completion AfterLoop(ILoopOperation loop, IOperation place, int depth)
    {
        if (loop is IWhileLoopOperation { Condition: { } condition } repeat)
        {
            if (Implies(condition, repeat.ConditionIsUntil, place) && !HasBreak(loop))
                return Completion.Done;

            if (!repeat.ConditionIsTop && After(loop.Body, place, depth) is var once and not Completion.Same)
                return once;
        }

        // foreach (var t in tasks) await t; leaves all of them done; so does a counting loop over tasks[i].
        if (loop.Body.DescendantsAndSelf().Any(o => o is IAwaitOperation awaited && IsElementOf(awaited.Operation, place)))
            return Completion.Done;

        return Writes(loop.Body, place) ? Completion.Unknown : Completion.Same;
    }

    /// <summary>Only part of an operation runs for sure: what it completes may not have happened, what it stores may have.</summary>
    private static Completion Unsure(Completion certain, Completion possible) =>
        possible == Completion.Unknown ? Completion.Unknown : certain;

    /// <summary>Whether control never reaches the end of a statement.</summary>
    private static bool Leaves(IOperation statement) => statement switch
    {
        IReturnOperation or IThrowOperation or IBranchOperation => true,
        IExpressionStatementOperation { Operation: IThrowOperation } => true,
        IBlockOperation block => block.Operations.LastOrDefault(o => o is not ILocalFunctionOperation) is { } last && Leaves(last),
        IConditionalOperation { WhenFalse: { } other } conditional => Leaves(conditional.WhenTrue) && Leaves(other),
        _ => false,
    };

    private static bool HasBreak(ILoopOperation loop) =>
        loop.Body.DescendantsAndSelf().Any(o => o is IBranchOperation { BranchKind: BranchKind.Break or BranchKind.GoTo });

    private static bool Stores(IOperation target, IOperation place) => target switch
    {
        ITupleOperation tuple => tuple.Elements.Any(e => Stores(e, place)),
        IDeclarationExpressionOperation declaration => Stores(declaration.Expression, place),
        IDeclarationPatternOperation pattern => TaskStorage.RootLocal(place) is { } local && local.Is(pattern.DeclaredSymbol),
        _ => TaskStorage.Covers(target, place),
    };

    private static bool Names(IOperation target, ILocalSymbol local) => target switch
    {
        ITupleOperation tuple => tuple.Elements.Any(e => Names(e, local)),
        IDeclarationExpressionOperation declaration => Names(declaration.Expression, local),
        IDeclarationPatternOperation pattern => local.Is(pattern.DeclaredSymbol),
        ILocalReferenceOperation reference => local.Is(reference.Local),
        _ => false,
    };

    /// <summary>What an operation stores into.</summary>
    private static IOperation? Target(IOperation operation) => operation switch
    {
        ISimpleAssignmentOperation assignment when Reorders(assignment) => null,
        IAssignmentOperation assignment => assignment.Target,
        IIncrementOrDecrementOperation increment => increment.Target,
        IArgumentOperation { Parameter.RefKind: RefKind.Ref or RefKind.Out } argument => argument.Value,
        IDeclarationPatternOperation pattern => pattern,
        _ => null,
    };
}
