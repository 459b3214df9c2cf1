using Microsoft.CodeAnalysis.CSharp.Syntax;

namespace PerfAnalyzers.Analysis.Cancellation;

/// <summary>A call that lacks a token although one is at hand.</summary>
/// <param name="Cancellable">The call.</param>
/// <param name="Token">The nearest token.</param>
/// <param name="Confidence">How sure it is that the two belong together and that anything is waited for.</param>
internal sealed record UnforwardedToken(CancellableCall Cancellable, ReachableToken Token, Confidence Confidence)
{
    /// <summary>So many calls without a token are no oversight any more.</summary>
    private const int EnoughAlike = 8;

    public static UnforwardedToken? Of(IInvocationOperation call, CompilationContext compilation, CancellationToken cancellationToken)
    {
        var calls = CancellableCalls.For(compilation);
        if (calls.SlotOf(call) is null
            || TokensInReach.For(compilation).Nearest(call, cancellationToken) is not { } token
            || !IsUsed(token, call)
            || calls.Of(call, cancellationToken) is not { } cancellable
            || (token.IsOwnLimit && FinalWrites.For(compilation).Is(call, cancellationToken))
            || (token is { Origin: TokenOrigin.Member, Symbol: IParameterSymbol } && IsNeverGiven(call)))
        {
            return null;
        }

        // A handler that takes the cancellation for a failure has to be looked at first.
        var isOpen = token.Origin == TokenOrigin.Member
            || token.IsOwnLimit
            || SwallowedCancellation.At(call, compilation)
            || IsLeftInGoodOrder(call)
            || (!token.IsOwnLimit && EndingReads.AreOfClient(call, compilation))
            || EndingReads.AreOfProcess(call, compilation)
            || ForwardingHazards.For(compilation).MayCleanUp(call, cancellationToken)
            || (DomainEvents.AreHandledAt(call, compilation, cancellationToken) && FinalWrites.For(compilation).Is(call, cancellationToken));
        var confidence = isOpen && cancellable.Confidence > Confidence.Medium ? Confidence.Medium : cancellable.Confidence;
        return new UnforwardedToken(cancellable, token, confidence);
    }

    /// <summary>
    /// Whether the code of a file leaves the token out wherever it calls what a call is made on: with one that merely comes along in what is handed in, that is how it is meant.
    /// </summary>
    private static bool IsNeverGiven(IInvocationOperation call)
    {
        if (call.Syntax is not InvocationExpressionSyntax { Expression: MemberAccessExpressionSyntax { Expression: IdentifierNameSyntax { Identifier.ValueText: var receiver } } })
            return false;

        var alike = 0;
        foreach (var node in call.Syntax.SyntaxTree.GetRoot().DescendantNodes())
        {
            if (node is not InvocationExpressionSyntax { Expression: MemberAccessExpressionSyntax { Expression: IdentifierNameSyntax { Identifier.ValueText: var other } }, ArgumentList: var arguments } || other != receiver)
                continue;

            if (arguments.Arguments.Any(a => a.ToString().IndexOf("cancellation", StringComparison.OrdinalIgnoreCase) >= 0))
                return false;

            alike++;
        }

        return alike >= EnoughAlike;
    }

    /// <summary>
    /// Whether a loop around a call is left without an exception when somebody cancels: what follows it, such as saving what was done, would not be
    /// reached by one.
    /// </summary>
    private static bool IsLeftInGoodOrder(IOperation call)
    {
        for (var parent = call.Parent; parent is not (null or IAnonymousFunctionOperation or ILocalFunctionOperation); parent = parent.Parent)
        {
            if (parent is ILoopOperation { Body: IBlockOperation body } && body.Operations.Any(IsExitOnCancellation))
                return true;
        }

        return false;
    }

    private static bool IsExitOnCancellation(IOperation statement) =>
        statement is IConditionalOperation { WhenFalse: null } test
        && test.Condition.DescendantsAndSelf().Any(o => o is IPropertyReferenceOperation { Property.Name: "IsCancellationRequested" })
        && (test.WhenTrue is IBlockOperation { Operations: { Length: > 0 } last } ? last[last.Length - 1] : test.WhenTrue) is IBranchOperation { BranchKind: BranchKind.Break };

    /// <summary>
    /// Whether the code knows of the token. A member that serves a request and never looks at the token of it lacks more than
    /// one argument, which is another finding.
    /// </summary>
    public static bool IsUsed(ReachableToken token, IOperation place) =>
        token.ContextMember is not { } member || (place.Syntax.FirstAncestorOrSelf<MemberDeclarationSyntax>(m => m is not GlobalStatementSyntax) is { } around && ContextMentions.In(around, member));
}
