using PerfAnalyzers.Knowledge;

namespace PerfAnalyzers.Analysis.Cancellation;

/// <summary>
/// Tells which code runs because somebody has cancelled, or may: the branch of a test, what follows a loop or a handler that a cancellation ends in.
/// Given the token that has fired, it would be over before it began.
/// </summary>
internal static class AfterCancellation
{
    private const int LongestTrace = 3;

    public static bool Reaches(IOperation place, CompilationContext compilation) => Reaches(place, until: null, compilation);

    private static bool Reaches(IOperation place, IOperation? until, CompilationContext compilation)
    {
        var child = place;

        // A local function runs where it is called, wherever it is written.
        for (var parent = place.Parent; parent != until && parent is not (null or ILocalFunctionOperation); child = parent, parent = parent.Parent)
        {
            switch (parent)
            {
                case IConditionalOperation choice when choice.Condition != child && Tells(choice.Condition, child == choice.WhenTrue, compilation):
                case ICatchClauseOperation handler when until is not null && IsOfCancellation(handler, compilation):
                    return true;
                case IBlockOperation block when Follows(block, child, compilation):
                    return true;
            }
        }

        return false;
    }

    /// <summary>Whether one of the statements before a child of a block is left for the next because of a cancellation.</summary>
    private static bool Follows(IBlockOperation block, IOperation child, CompilationContext compilation)
    {
        foreach (var statement in block.Operations)
        {
            if (statement.Syntax.SpanStart >= child.Syntax.SpanStart)
                return false;

            var isLeft = statement switch
            {
                IConditionalOperation choice => IsLeftOver(choice, compilation),
                ILoopOperation loop => Ends(loop, compilation),
                ITryOperation attempt => attempt.Catches.Any(c => IsOfCancellation(c, compilation) && !Leaves(c.Handler) && IsTold(attempt.Body, compilation)),
                _ => false,
            };
            if (isLeft)
                return true;
        }

        return false;
    }

    /// <summary><c>if (!token.IsCancellationRequested) { ...; return; }</c></summary>
    private static bool IsLeftOver(IConditionalOperation choice, CompilationContext compilation) =>
        (Leaves(choice.WhenTrue) && Tells(choice.Condition, holds: false, compilation)) || (choice.WhenFalse is { } otherwise && Leaves(otherwise) && Tells(choice.Condition, holds: true, compilation));

    /// <summary>Whether a loop is over when somebody cancels, and what follows it is not.</summary>
    private static bool Ends(ILoopOperation loop, CompilationContext compilation)
    {
        var condition = (loop as IWhileLoopOperation)?.Condition ?? (loop as IForLoopOperation)?.Condition;
        if (condition is not null && Tells(condition, holds: false, compilation))
            return true;

        return MayBeLeft(loop.Syntax) && loop.Body.Descendants().Any(o => o is IBranchOperation { BranchKind: BranchKind.Break } exit && exit.Target.Is(loop.ExitLabel) && Reaches(exit, loop, compilation));
    }

    /// <summary>Told by the text first, because to go through the operations of a loop is dear.</summary>
    private static bool MayBeLeft(SyntaxNode loop) => loop.ToString() is var text && (text.Contains("IsCancellationRequested") || text.Contains("CanceledException"));

    /// <summary>Whether a condition that holds, or does not, may do so because of a cancellation.</summary>
    private static bool Tells(IOperation condition, bool holds, CompilationContext compilation, int hops = LongestTrace) => condition.Unwrap() switch
    {
        IPropertyReferenceOperation { Property.Name: "IsCancellationRequested" } asked => holds && asked.Instance is { } instance && IsOfOthers(instance.Unwrap(), compilation, LongestTrace),
        IUnaryOperation { OperatorKind: UnaryOperatorKind.Not } not => Tells(not.Operand, !holds, compilation, hops),
        IBinaryOperation { OperatorKind: BinaryOperatorKind.ConditionalAnd or BinaryOperatorKind.ConditionalOr or BinaryOperatorKind.And or BinaryOperatorKind.Or } both =>
            Tells(both.LeftOperand, holds, compilation, hops) || Tells(both.RightOperand, holds, compilation, hops),
        IBinaryOperation { OperatorKind: BinaryOperatorKind.Equals, RightOperand.ConstantValue: { HasValue: true, Value: bool expected } } same => Tells(same.LeftOperand, holds == expected, compilation, hops),
        ILocalReferenceOperation local when hops > 0 && local.Type?.SpecialType == SpecialType.System_Boolean && LocalValues.SetOnce(local) is { } value => Tells(value, holds, compilation, hops - 1),
        _ => false,
    };

    /// <summary>Whether a token, or a source, may be fired by somebody outside: one that the function has made for itself fires when a time is over.</summary>
    private static bool IsOfOthers(IOperation token, CompilationContext compilation, int hops)
    {
        if (token is IPropertyReferenceOperation { Property.Name: "Token", Instance: { } source } property && property.Property.ContainingType.Is(compilation.Type(TypeNames.Cancellation.TokenSource)))
            return IsOfOthers(source.Unwrap(), compilation, hops);

        if (token is not ILocalReferenceOperation local || hops == 0 || LocalValues.SetOnce(local)?.Unwrap() is not { } value)
            return true;

        return value is not IObjectCreationOperation && (value is not (ILocalReferenceOperation or IPropertyReferenceOperation) || IsOfOthers(value, compilation, hops - 1));
    }

    /// <summary>Whether a handler is there for what somebody outside has cancelled.</summary>
    private static bool IsOfCancellation(ICatchClauseOperation handler, CompilationContext compilation) =>
        handler.ExceptionType.DerivesFrom(compilation.Type(TypeNames.Cancellation.OperationCanceledException))
        && (handler.Filter is not { } filter || !filter.DescendantsAndSelf().Any(o => o is IPropertyReferenceOperation { Property.Name: "IsCancellationRequested" }) || Tells(filter, holds: true, compilation));

    /// <summary>Whether any work of a block is given a token that somebody outside may fire.</summary>
    private static bool IsTold(IOperation body, CompilationContext compilation)
    {
        var slots = TokenSlots.For(compilation);
        return body.Descendants().Any(o =>
            slots.IsToken(o.Type)
            && o is IParameterReferenceOperation or ILocalReferenceOperation or IFieldReferenceOperation or IPropertyReferenceOperation { Property.IsStatic: false }
            && IsOfOthers(o, compilation, LongestTrace));
    }

    private static bool Leaves(IOperation branch)
    {
        var last = branch is IBlockOperation block ? block.Operations.LastOrDefault() : branch;
        return last is IReturnOperation or IBranchOperation or IThrowOperation or IExpressionStatementOperation { Operation: IThrowOperation };
    }
}
