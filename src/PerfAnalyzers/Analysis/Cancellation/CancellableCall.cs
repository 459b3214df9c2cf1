using Microsoft.CodeAnalysis.CSharp.Syntax;
using PerfAnalyzers.Analysis.Async;
using PerfAnalyzers.Analysis.Calls;
using PerfAnalyzers.Analysis.RoundTrips;
using PerfAnalyzers.Knowledge;

namespace PerfAnalyzers.Analysis.Cancellation;

/// <summary>A call that is waited for, does something that can be cancelled, and is not told when to stop.</summary>
/// <param name="Call">The call.</param>
/// <param name="Slot">Where a token goes.</param>
/// <param name="Confidence">How sure it is that the call waits for something outside.</param>
/// <param name="Path">Through which methods, where it does so further down.</param>
internal sealed record CancellableCall(IInvocationOperation Call, TokenSlot Slot, Confidence Confidence, RoundTripPath? Path);

/// <summary>Finds the calls that should be given a token: those that could be, that are worth it, and where it does no harm.</summary>
internal sealed class CancellableCalls
{
    /// <summary>A delay of no more milliseconds is over before anybody notices.</summary>
    private const int ShortDelay = 1000;

    private readonly CompilationContext compilation;
    private readonly TokenSlots slots;
    private readonly AwaitableTypes awaitables;
    private readonly AsynchronousCalls waits;

    private CancellableCalls(CompilationContext compilation)
    {
        this.compilation = compilation;
        slots = TokenSlots.For(compilation);
        awaitables = AwaitableTypes.For(compilation);
        waits = AsynchronousCalls.For(compilation);
    }

    public static CancellableCalls For(CompilationContext compilation) => compilation.Get(c => new CancellableCalls(c));

    /// <summary>Whether a call could be given a token at all, judged by symbols alone.</summary>
    public TokenSlot? SlotOf(IInvocationOperation call) =>
        awaitables.IsAsyncReturn(call.TargetMethod.ReturnType) && call.Syntax is InvocationExpressionSyntax && slots.Of(call) is { } slot && !IsOwn(slot.Method, call) ? slot : null;

    /// <summary>The call as one that lacks a token, whether or not there is one to give it.</summary>
    public CancellableCall? Of(IInvocationOperation call, CancellationToken cancellationToken)
    {
        if (SlotOf(call) is not { } slot || !IsWaitedFor(call, slot) || Judge(call, cancellationToken) is not var (confidence, path) || HandsOnToItselfOnly(slot))
            return null;

        return call.IsNotRun(compilation) || ForwardingHazards.For(compilation).At(call, cancellationToken) != ForwardingHazard.None
            ? null
            : new CancellableCall(call, slot, confidence, path);
    }

    /// <summary>
    /// Whether a method takes its token only to give it to itself once more: nothing that it waits for hears of it, so that there is nothing to gain where it is called.
    /// </summary>
    private bool HandsOnToItselfOnly(TokenSlot slot)
    {
        if (MethodBodies.For(compilation).Of(slot.Method) is not { } body)
            return false;

        var isHandedOn = false;
        foreach (var operation in body.Root.Descendants())
        {
            if (operation is not IParameterReferenceOperation reference || reference.Parameter.Name != slot.Parameter.Name || !MethodBodies.Declared(slot.Method).Is(reference.Parameter.ContainingSymbol))
                continue;

            if (operation.Parent is not IArgumentOperation { Parent: IInvocationOperation again } || !MethodBodies.Declared(again.TargetMethod).Is(MethodBodies.Declared(slot.Method)))
                return false;

            isHandedOn = true;
        }

        return isHandedOn;
    }

    /// <summary>Whether somebody waits for the task, whatever its type will be.</summary>
    public bool IsWaitedFor(IInvocationOperation call, TokenSlot slot) => slot.KeepsTask ? WaitedFor.Is(call, compilation) : WaitedFor.IsAtOnce(call);

    /// <summary>How sure it is that the call waits for something outside, and on which way; null when it does not.</summary>
    private (Confidence Confidence, RoundTripPath? Path)? Judge(IInvocationOperation call, CancellationToken cancellationToken)
    {
        var method = call.TargetMethod;
        if (RoundTripReader.For(compilation).Read(call) is { } trip)
            return (trip.IsCertain && trip.LeavesMachine ? Confidence.High : Confidence.Medium, null);

        // The stream of an answer is there as soon as its headers are.
        if (RoundTripReader.For(compilation).Knows(method) || (method.Name == "ReadAsStreamAsync" && method.IsMemberOf(compilation.Type(TypeNames.Http.Content))))
            return null;

        if (StreamedAnswers.AreReadBy(call, compilation))
            return (Confidence.High, null);

        if (waits.Find(method) is { } subject)
            return !StreamedAnswers.AreStreamedFromMemory(call, compilation) && !EndingReads.AreOfCommand(call, compilation) && SynchronousIo.Sureness(call, subject, compilation) is { } sure ? (sure, null) : null;

        if (method.Name == "Delay" && method.IsMemberOf(awaitables.Task))
            return TokenRaces.EndWithToken(call, compilation) ? null : (JudgePause(call), null);

        if (CallTargets.MayRunSource(method) && !CallTargets.Of(call, compilation).Methods.IsEmpty)
        {
            var path = RoundTripFacts.For(compilation).Of(call, isAction: false, cancellationToken).OrderByDescending(p => p.Certainty).FirstOrDefault();
            return path is null ? null : (path.Certainty == PathCertainty.Guess ? Confidence.Medium : Confidence.High, path);
        }

        // Who declares that a call can be cancelled means it to be, whoever implements it.
        if (Ports.IsPort(method))
            return (Confidence.Medium, null);

        // What another project or a library does with a token cannot be seen.
        return method.DeclaringSyntaxReferences.IsEmpty && !method.ContainingNamespace.IsFramework() && method.Name.EndsWith("Async", StringComparison.Ordinal)
            ? (Confidence.Low, null)
            : null;
    }

    /// <summary>How sure it is that somebody would notice the rest of a pause.</summary>
    private Confidence JudgePause(IInvocationOperation delay)
    {
        if (delay.Arguments.Any(a => Longest(a.Value) is { } time && time <= ShortDelay))
            return Confidence.Low;

        // To cancel the limit of a race looks as if the limit was reached; where it is the pause of a loop, the loop goes on at once.
        return TokenRaces.Around(delay, compilation) is not { } race ? Confidence.High : IsInLoop(race) ? Confidence.Medium : Confidence.Low;
    }

    private static bool IsInLoop(IOperation place)
    {
        for (var parent = place.Parent; parent is not (null or IAnonymousFunctionOperation or ILocalFunctionOperation); parent = parent.Parent)
        {
            if (parent is ILoopOperation)
                return true;
        }

        return false;
    }

    /// <summary>The most milliseconds that a delay takes, where the code says so.</summary>
    private double? Longest(IOperation delay)
    {
        switch (delay.Unwrap())
        {
            case { ConstantValue: { HasValue: true, Value: var constant } }:
                return constant is int or long or double ? Convert.ToDouble(constant, System.Globalization.CultureInfo.InvariantCulture) : null;
            case IInvocationOperation { TargetMethod: { Name: "Next", ContainingType.Name: "Random" }, Arguments: { Length: > 0 } bounds }:
                return Longest(bounds[bounds.Length - 1].Value);
            case IInvocationOperation { TargetMethod: { Name: "FromMilliseconds" or "FromSeconds" } maker, Arguments: { Length: > 0 } parts } when maker.IsMemberOf(compilation.Type(TypeNames.System.TimeSpan)):
                return Longest(parts[0].Value) * (maker.Name == "FromSeconds" ? 1000 : 1);
            default:
                return null;
        }
    }

    /// <summary>Whether the overload with a token is the very method that the call stands in, which hands on to the one without.</summary>
    private static bool IsOwn(IMethodSymbol method, IInvocationOperation call)
    {
        for (var symbol = call.SemanticModel?.GetEnclosingSymbol(call.Syntax.SpanStart); symbol is IMethodSymbol around; symbol = symbol.ContainingSymbol)
        {
            if (!call.TargetMethod.OriginalDefinition.Is(around) && around.Is(method.OriginalDefinition))
                return true;
        }

        return false;
    }
}
