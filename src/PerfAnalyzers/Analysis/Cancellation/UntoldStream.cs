using PerfAnalyzers.Analysis.Calls;
using PerfAnalyzers.Knowledge;

namespace PerfAnalyzers.Analysis.Cancellation;

/// <summary>An asynchronous stream that is gone through without the token at hand.</summary>
/// <param name="Sequence">The stream, without what configures how it is awaited.</param>
/// <param name="Token">The nearest token.</param>
/// <param name="Slot">Where the call that makes the stream takes a token; null where it is added behind it.</param>
/// <param name="IsCertain">Whether the stream surely looks at the token.</param>
internal sealed record UntoldStream(IOperation Sequence, ReachableToken Token, TokenSlot? Slot, bool IsCertain)
{
    /// <summary>How a reader knows it.</summary>
    public string Name => Sequence is IInvocationOperation call ? call.TargetMethod.Name : Sequence.Syntax.ToString();

    public static UntoldStream? Of(IForEachLoopOperation loop, CompilationContext compilation, CancellationToken cancellationToken)
    {
        var sequence = loop.Collection.Unwrap();
        while (sequence is IInvocationOperation { TargetMethod.Name: "ConfigureAwait" } configured && configured.Receiver() is { } receiver)
            sequence = receiver.Unwrap();

        if (!sequence.Type.Implements(compilation.Type(TypeNames.System.AsyncEnumerableOfT))
            || TokensInReach.For(compilation).Nearest(loop, cancellationToken) is not { } token
            || !UnforwardedToken.IsUsed(token, loop)
            || LastSteps.Hold(loop, compilation))
        {
            return null;
        }

        if (sequence is not IInvocationOperation call)
            return sequence is IParameterReferenceOperation or ILocalReferenceOperation && !IsTold(sequence, compilation, cancellationToken) ? new UntoldStream(sequence, token, Slot: null, IsCertain: false) : null;

        var slots = TokenSlots.For(compilation);
        if (slots.IsGiven(call))
            return null;

        if (slots.Of(call) is { } slot)
            return new UntoldStream(call, token, slot, IsCertain: true);

        // An iterator of ours that takes no token is given none by anybody.
        return call.TargetMethod.Name == "AsAsyncEnumerable" && IsOfQuery(call.TargetMethod, compilation) ? new UntoldStream(call, token, Slot: null, IsCertain: true) : null;
    }

    private static bool IsOfQuery(IMethodSymbol method, CompilationContext compilation) =>
        method.IsMemberOf(compilation.Type(TypeNames.EfCore.QueryableExtensions)) || method.ContainingType.DerivesFrom(compilation.Type(TypeNames.EfCore.DbSet));

    /// <summary>Whether the stream was made by a call that was given a token, or takes none; also by all who are seen to hand it in.</summary>
    private static bool IsTold(IOperation sequence, CompilationContext compilation, CancellationToken cancellationToken) => sequence switch
    {
        ILocalReferenceOperation local => IsMadeTold(LocalValues.SetOnce(local)?.Unwrap(), compilation),
        IParameterReferenceOperation { Parameter: { ContainingSymbol: IMethodSymbol { MethodKind: MethodKind.Ordinary } method, Ordinal: var ordinal } } =>
            Callers.For(compilation).Of(method, cancellationToken) is { IsEmpty: false } sites
            && sites.All(s => s.Operation is IInvocationOperation call && call.Arguments.FirstOrDefault(a => a.Parameter?.Ordinal == ordinal)?.Value.Unwrap() is { } given && IsGivenTold(given, compilation)),
        _ => false,
    };

    private static bool IsGivenTold(IOperation given, CompilationContext compilation) =>
        (given is ILocalReferenceOperation local ? LocalValues.SetOnce(local)?.Unwrap() : given) is { } made && made.DescendantsAndSelf().OfType<IInvocationOperation>().Any(TokenSlots.For(compilation).IsGiven);

    private static bool IsMadeTold(IOperation? made, CompilationContext compilation) =>
        made is null || NamesToken(made) || made.DescendantsAndSelf().OfType<IInvocationOperation>().Any(c => TokenSlots.For(compilation).IsGiven(c) || IsDeaf(c, compilation));

    /// <summary>Whether a token is written where a stream is made by something that does not bind.</summary>
    private static bool NamesToken(IOperation made) =>
        made.DescendantsAndSelf().Any(o => o is IInvalidOperation) && made.Syntax.ToString().IndexOf("token", StringComparison.OrdinalIgnoreCase) >= 0;

    /// <summary>Whether a call makes a stream of ours that takes no token.</summary>
    private static bool IsDeaf(IInvocationOperation call, CompilationContext compilation) =>
        call.Type.Implements(compilation.Type(TypeNames.System.AsyncEnumerableOfT))
        && !MethodBodies.Declared(call.TargetMethod).DeclaringSyntaxReferences.IsEmpty
        && !TokenSlots.For(compilation).IsTold(call.TargetMethod);
}
