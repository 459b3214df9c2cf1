using Microsoft.CodeAnalysis.CSharp;
using Microsoft.CodeAnalysis.CSharp.Syntax;
using PerfAnalyzers.Analysis.Async;
using PerfAnalyzers.Analysis.Calls;
using PerfAnalyzers.Analysis.Cancellation;
using PerfAnalyzers.Analysis.RoundTrips;
using PerfAnalyzers.Framework;
using PerfAnalyzers.Knowledge;
using PerfAnalyzers.Knowledge.Resilience;

namespace PerfAnalyzers.Analysis.Resilience;

/// <summary>A wait that nothing ends but what it waits for.</summary>
/// <param name="Operation">The call, or the awaited task of a completion source.</param>
/// <param name="Token">The token that could end it; null where none is at hand.</param>
/// <param name="Confidence">How sure it is that somebody is kept waiting.</param>
internal sealed record UnboundedWait(IOperation Operation, string? Token, Confidence Confidence)
{
    /// <summary>Names that a function around uses which ends the wait of a completion source in another way.</summary>
    private static readonly ImmutableHashSet<string> Ends = ImmutableHashSet.Create(
        StringComparer.Ordinal, "WaitAsync", "WhenAny", "CancelAfter", "Register", "UnsafeRegister", "TrySetCanceled", "SetCanceled", "Timer", "Delay", "TimeoutAfter", "WithCancellation", "WithTimeout");

    /// <summary>The call that waits, as a reader calls it.</summary>
    public string Name => Operation is IInvocationOperation { TargetMethod: var method } ? $"{method.ContainingType.Name}.{method.Name}" : "TaskCompletionSource.Task";

    public static UnboundedWait? Of(IOperation operation, CompilationContext compilation, CancellationToken cancellationToken) => operation switch
    {
        IInvocationOperation call when OpenWaits.For(compilation).Find(call.TargetMethod) is { } what && IsOpen(call, compilation) => OfCall(call, what, compilation, cancellationToken),
        IAwaitOperation awaited => OfSource(awaited, compilation, cancellationToken),
        _ => null,
    };

    private static UnboundedWait? OfCall(IInvocationOperation call, WaitSubject what, CompilationContext compilation, CancellationToken cancellationToken)
    {
        // A semaphore of the function itself is given back by what the function started.
        if (call.Instance?.Unwrap() is not { } instance || (what == WaitSubject.Lock && (IsMadeHere(instance) || IsGivenBackAnyway(call, instance))) || (what == WaitSubject.Process && IsEndedBefore(call, compilation)) || IsLeftAlone(call))
            return null;

        var token = TakesToken(call, compilation) ? TokenAt(call, compilation, cancellationToken) : null;
        if (what == WaitSubject.Item && token is null)
            return null;

        var serving = ServingPlaces.For(compilation).Of(call, cancellationToken).Serving;
        if (serving == Serving.No || call.IsNotRun(compilation))
            return null;

        if (token is not null)
            return new UnboundedWait(call, token, Confidence.High);

        // A lock that is held for a moment only is soon free; one that is held over a round trip is free when the other side answers.
        if (serving != Serving.Certain || (what == WaitSubject.Lock && !HoldsOverRoundTrip(call, compilation, cancellationToken)))
            return null;

        return new UnboundedWait(call, Token: null, what == WaitSubject.Process ? Confidence.High : Confidence.Medium);
    }

    /// <summary>Whether a <c>finally</c> around the call gives the lock back whether or not it was taken: a wait that ends early would give back what another one holds.</summary>
    private static bool IsGivenBackAnyway(IOperation call, IOperation gate)
    {
        for (var (child, parent) = (call, call.Parent); parent is not null; (child, parent) = (parent, parent.Parent))
        {
            if (parent is ITryOperation { Finally: { } last } attempt && attempt.Body == child
                && last.Operations.Any(o => o is IExpressionStatementOperation { Operation: IInvocationOperation { TargetMethod.Name: "Release", Instance: { } given } } && given.ReferencedSymbol().Is(gate.ReferencedSymbol())))
            {
                return true;
            }
        }

        return false;
    }

    private static bool IsMadeHere(IOperation gate) =>
        gate is ILocalReferenceOperation local && (LocalValues.SetOnce(local)?.Unwrap() is not { } made || made is IObjectCreationOperation);

    private static UnboundedWait? OfSource(IAwaitOperation awaited, CompilationContext compilation, CancellationToken cancellationToken)
    {
        if (awaited.UnwrapAwait() is not IPropertyReferenceOperation { Property: { Name: "Task", ContainingType.Name: "TaskCompletionSource" }, Instance: ILocalReferenceOperation { Local: var source } } task
            || !CompletionSources.Is(source.Type, compilation)
            || IsEndedOtherwise(awaited)
            || IsCompletedBefore(awaited, source))
        {
            return null;
        }

        var token = TokenAt(awaited, compilation, cancellationToken);
        var serving = ServingPlaces.For(compilation).Of(awaited, cancellationToken).Serving;
        if (serving == Serving.No || (token is null && serving != Serving.Certain))
            return null;

        return new UnboundedWait(task, token, token is null ? Confidence.Medium : Confidence.High);
    }

    /// <summary>Whether the call is given neither a limit nor a token; one that is given none on purpose is left alone.</summary>
    private static bool IsOpen(IInvocationOperation call, CompilationContext compilation) => call.Arguments.All(a =>
        a.ArgumentKind == ArgumentKind.DefaultValue || (TimeoutValue.Of(a.Value, compilation) & NoLimit.Infinite) != 0);

    private static bool TakesToken(IInvocationOperation call, CompilationContext compilation)
    {
        var token = compilation.Type(TypeNames.System.CancellationToken);
        return call.TargetMethod.ContainingType.GetMembers(call.TargetMethod.Name).Any(m => m is IMethodSymbol { Parameters: { Length: > 0 } parameters } && parameters[parameters.Length - 1].Type.Is(token));
    }

    /// <summary>A token of a function around: one that the object keeps may live longer than the wait.</summary>
    private static string? TokenAt(IOperation place, CompilationContext compilation, CancellationToken cancellationToken) =>
        TokensInReach.For(compilation).Nearest(place, cancellationToken) is { Origin: TokenOrigin.Explicit } token && !LastSteps.Hold(place, compilation) ? token.Text : null;

    /// <summary>Whether the process was told to end, or was waited for with a limit, in the same function.</summary>
    private static bool IsEndedBefore(IInvocationOperation call, CompilationContext compilation) => LocalValues.Root(call).Descendants().Any(o =>
        o is IInvocationOperation { TargetMethod: { Name: "Kill" or "CloseMainWindow" or "WaitForExit", ContainingType.Name: "Process" } method } other && (method.Name != "WaitForExit" || !IsOpen(other, compilation)));

    /// <summary>Whether a round trip is made between taking the lock and its end; where the function does not give it back, its callers hold it.</summary>
    private static bool HoldsOverRoundTrip(IInvocationOperation call, CompilationContext compilation, CancellationToken cancellationToken)
    {
        if (IsFollowedByRoundTrip(call, compilation, cancellationToken))
            return true;

        return HeldByCallers(call, compilation, cancellationToken).Any(c => IsFollowedByRoundTrip(c, compilation, cancellationToken));
    }

    /// <summary>The calls of a function that takes a lock of its object and leaves it to its callers to give it back; none where it gives it back itself, or hands out what does.</summary>
    public static IEnumerable<IOperation> HeldByCallers(IInvocationOperation call, CompilationContext compilation, CancellationToken cancellationToken) =>
        call.Instance?.ReferencedSymbol() is IFieldSymbol or IPropertySymbol
        && !LocalValues.Root(call).Descendants().Any(o => o is IInvocationOperation { TargetMethod.Name: "Release" or "Exit" or "Set" })
        && call.SemanticModel?.GetEnclosingSymbol(call.Syntax.SpanStart, cancellationToken) is IMethodSymbol { MethodKind: MethodKind.Ordinary, ReturnType: not INamedTypeSymbol { IsGenericType: true } } taker
            ? Callers.For(compilation).Of(taker, cancellationToken).Select(s => s.Operation).Where(o => o is IInvocationOperation)
            : Enumerable.Empty<IOperation>();

    private static bool IsFollowedByRoundTrip(IOperation call, CompilationContext compilation, CancellationToken cancellationToken)
    {
        foreach (var operation in LocalValues.Root(call).Descendants())
        {
            if (operation is IInvocationOperation && operation.Syntax.SpanStart > call.Syntax.Span.End
                && RoundTripFacts.For(compilation).Of(operation, isAction: false, cancellationToken).Any(p => p.Certainty != PathCertainty.Guess && p.End.LeavesMachine && !p.End.IsPending))
            {
                return true;
            }
        }

        return false;
    }

    /// <summary>Whether the task of a call is kept, and something else decides how long it is waited for: a race, or a continuation with a token.</summary>
    private static bool IsLeftAlone(IInvocationOperation call) =>
        call.ParentValue() is IVariableInitializerOperation or ISimpleAssignmentOperation && Mentions(call, name => name is "ContinueWith" or "WhenAny");

    /// <summary>Whether the function has completed the source itself by the time it awaits it, whatever happened.</summary>
    private static bool IsCompletedBefore(IOperation wait, ILocalSymbol source)
    {
        for (var parent = wait.Parent; parent is not (null or IAnonymousFunctionOperation or ILocalFunctionOperation); parent = parent.Parent)
        {
            if (parent is IBlockOperation block && block.Operations.Any(s => s.Syntax.Span.End <= wait.Syntax.SpanStart && Completes(s, source)))
                return true;
        }

        return false;
    }

    private static bool Completes(IOperation statement, ILocalSymbol source) => statement switch
    {
        IExpressionStatementOperation { Operation: IInvocationOperation { Instance: ILocalReferenceOperation local, TargetMethod.Name: { } name } } =>
            local.Local.Is(source) && (name.StartsWith("Set", StringComparison.Ordinal) || name.StartsWith("TrySet", StringComparison.Ordinal)),
        IBlockOperation block => block.Operations.Any(s => Completes(s, source)),
        ITryOperation attempt => Completes(attempt.Body, source) && attempt.Catches.All(c => Completes(c.Handler, source) || PathCondition.Leaves(c.Handler)),
        _ => false,
    };

    private static bool IsEndedOtherwise(IOperation wait) => Mentions(wait, Ends.Contains);

    private static bool Mentions(IOperation wait, Func<string, bool> isMeant)
    {
        var function = wait.Syntax.Ancestors().FirstOrDefault(n => n is MemberDeclarationSyntax) ?? wait.Syntax.SyntaxTree.GetRoot();

        // What the function is named itself says nothing: WaitAsync.
        return function.DescendantTokens().Any(t => t.IsKind(SyntaxKind.IdentifierToken) && t.Parent is not MemberDeclarationSyntax && isMeant(t.ValueText));
    }
}
