using PerfAnalyzers.Knowledge;

namespace PerfAnalyzers.Analysis.Cancellation;

/// <summary>
/// Knows the handlers that would take a cancelled call for one that has failed: they log an error, try again, or go on as if nothing had
/// happened. What could not be cancelled before is not to be sent there.
/// </summary>
internal static class SwallowedCancellation
{
    /// <summary>Whether a cancellation at a place would end in such a handler of the function around.</summary>
    public static bool At(IOperation place, CompilationContext compilation)
    {
        var child = place;
        for (var parent = place.Parent; parent is not (null or ILocalFunctionOperation); child = parent, parent = parent.Parent)
        {
            if (parent is IAnonymousFunctionOperation function)
                return CatchAllPolicies.Run(function, compilation);

            if (parent is not ITryOperation attempt || attempt.Body != child || attempt.Catches.FirstOrDefault(c => Takes(c, compilation)) is not { } handler)
                continue;

            if (IsMeantFor(handler, compilation))
                return false;

            if (!ThrowsOn(handler))
                return true;
        }

        return false;
    }

    private static bool Takes(ICatchClauseOperation handler, CompilationContext compilation) =>
        compilation.Type(TypeNames.Cancellation.OperationCanceledException) is { } cancelled
        && (handler.ExceptionType.SpecialType == SpecialType.System_Object || cancelled.DerivesFrom(handler.ExceptionType as INamedTypeSymbol) || handler.ExceptionType.DerivesFrom(cancelled));

    /// <summary>Whether somebody thought of it: by the type that is caught, or by the condition.</summary>
    private static bool IsMeantFor(ICatchClauseOperation handler, CompilationContext compilation)
    {
        var cancelled = compilation.Type(TypeNames.Cancellation.OperationCanceledException);
        if (handler.ExceptionType.DerivesFrom(cancelled))
            return true;

        return handler.Filter?.DescendantsAndSelf().Any(o => o switch
        {
            ITypePatternOperation pattern => pattern.MatchedType.DerivesFrom(cancelled),
            IDeclarationPatternOperation { MatchedType: { } matched } => matched.DerivesFrom(cancelled),
            IIsTypeOperation test => test.TypeOperand.DerivesFrom(cancelled),
            IPropertyReferenceOperation { Property.Name: "IsCancellationRequested" } => true,
            _ => false,
        }) == true;
    }

    /// <summary>Whether the exception goes on, whatever is done about it here.</summary>
    private static bool ThrowsOn(ICatchClauseOperation handler) => handler.Handler.Operations.LastOrDefault() is IThrowOperation or IExpressionStatementOperation { Operation: IThrowOperation };
}
