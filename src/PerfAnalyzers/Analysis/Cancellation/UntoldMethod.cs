using PerfAnalyzers.Analysis.Calls;
using PerfAnalyzers.Knowledge;

namespace PerfAnalyzers.Analysis.Cancellation;

/// <summary>A method that could be stopped and takes no token, called where one is at hand.</summary>
/// <param name="Call">The call.</param>
/// <param name="Token">The token at hand.</param>
/// <param name="Path">The way from the call to what could be stopped.</param>
internal sealed record UntoldMethod(IInvocationOperation Call, ReachableToken Token, MissingTokenPath Path)
{
    /// <summary>The method that lacks the token: of several behind an interface, the one that leads on.</summary>
    public IMethodSymbol Method => MethodBodies.Declared(Path.Steps[0].Method);

    /// <summary>Reads a call; null when nothing is to be gained by handing the token on, or nobody may.</summary>
    /// <param name="call">The call.</param>
    /// <param name="member">The member whose code it stands in.</param>
    /// <param name="compilation">The compilation.</param>
    /// <param name="cancellationToken">Stops the reading.</param>
    public static UntoldMethod? At(IInvocationOperation call, ISymbol member, CompilationContext compilation, CancellationToken cancellationToken)
    {
        var facts = MissingTokenFacts.For(compilation);
        if (!facts.IsLink(call)
            || !facts.May(call.TargetMethod)
            || IsStart(member, compilation)
            || IsStart(call.TargetMethod, compilation)
            || TokensInReach.For(compilation).Nearest(call, cancellationToken) is not { } token
            || !UnforwardedToken.IsUsed(token, call)
            || token.IsOfStep
            || token.ComesWith(call)
            || IsDropped(token)
            || DictatedSignature.Is(call.TargetMethod)
            || ForwardingHazards.For(compilation).IsAfterthought(call)
            || facts.Of(call, cancellationToken) is not { } path
            || !MissingTokenFacts.IsStoppable(call, compilation, cancellationToken)
            || (path.End.Call.TargetMethod.Name == "Delay" && TokenRaces.EndWithToken(call, compilation)))
        {
            return null;
        }

        return new UntoldMethod(call, token, path);
    }

    /// <summary>The calls in a file that have a token at hand for the method, in their order.</summary>
    /// <param name="method">The method.</param>
    /// <param name="file">The file.</param>
    /// <param name="counts">Whether a place counts at all.</param>
    /// <param name="compilation">The compilation.</param>
    /// <param name="cancellationToken">Stops the search.</param>
    public static IEnumerable<UntoldMethod> In(IMethodSymbol method, SyntaxTree file, Func<CallerSite, bool> counts, CompilationContext compilation, CancellationToken cancellationToken)
    {
        foreach (var site in Callers.For(compilation).In(file, method, cancellationToken))
        {
            if (site.Operation is IInvocationOperation call && counts(site) && At(call, site.Member, compilation, cancellationToken) is { } found && found.Method.Is(method))
                yield return found;
        }
    }

    /// <summary>Whether the code of the method stands in a file.</summary>
    public bool IsIn(SyntaxTree file) => (Method.PartialImplementationPart ?? Method).DeclaringSyntaxReferences.Any(r => r.SyntaxTree == file);

    /// <summary>Whoever calls it <c>_</c> does not mean to use it; to ask for a parameter for it would be too much.</summary>
    private static bool IsDropped(ReachableToken token) => token.Symbol is { Name: var name } && name.All(c => c == '_');

    /// <summary>The token of a start is cancelled when the start is given up, and all that was to be started with it.</summary>
    private static bool IsStart(ISymbol member, CompilationContext compilation) =>
        member.Name.StartsWith("Initializ", StringComparison.Ordinal)
        || member is IMethodSymbol { Name: "StartAsync" or "StopAsync", ContainingType: { } type }
        && compilation.Type(TypeNames.Hosting.HostedService) is { } hosted
        && type.AllInterfaces.Any(i => i.Is(hosted));
}
