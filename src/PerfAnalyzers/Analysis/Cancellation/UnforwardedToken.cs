using Microsoft.CodeAnalysis.CSharp.Syntax;

namespace PerfAnalyzers.Analysis.Cancellation;

/// <summary>A call that lacks a token although one is at hand.</summary>
/// <param name="Cancellable">The call.</param>
/// <param name="Token">The nearest token.</param>
/// <param name="Confidence">How sure it is that the two belong together and that anything is waited for.</param>
internal sealed record UnforwardedToken(CancellableCall Cancellable, ReachableToken Token, Confidence Confidence)
{
    public static UnforwardedToken? Of(IInvocationOperation call, CompilationContext compilation, CancellationToken cancellationToken)
    {
        var calls = CancellableCalls.For(compilation);
        if (calls.SlotOf(call) is null
            || TokensInReach.For(compilation).Nearest(call, cancellationToken) is not { } token
            || !IsUsed(token, call)
            || calls.Of(call, cancellationToken) is not { } cancellable)
        {
            return null;
        }

        // A handler that takes the cancellation for a failure has to be looked at first.
        var isOpen = token.Origin == TokenOrigin.Member
            || SwallowedCancellation.At(call, compilation)
            || (DomainEvents.AreHandledAt(call, compilation, cancellationToken) && FinalWrites.For(compilation).Is(call, cancellationToken));
        var confidence = isOpen && cancellable.Confidence > Confidence.Medium ? Confidence.Medium : cancellable.Confidence;
        return new UnforwardedToken(cancellable, token, confidence);
    }

    /// <summary>
    /// Whether the code knows of the token. A member that serves a request and never looks at the token of it lacks more than
    /// one argument, which is another finding.
    /// </summary>
    public static bool IsUsed(ReachableToken token, IOperation place) =>
        token.ContextMember is not { } member || (place.Syntax.FirstAncestorOrSelf<MemberDeclarationSyntax>(m => m is not GlobalStatementSyntax) is { } around && ContextMentions.In(around, member));
}
