using Microsoft.CodeAnalysis.CSharp.Syntax;
using PerfAnalyzers.Analysis.Async;
using PerfAnalyzers.Framework;
using PerfAnalyzers.Knowledge;

namespace PerfAnalyzers.Analysis.Cancellation;

/// <summary>How a function that a framework calls for a request learns that the request is aborted.</summary>
/// <param name="Text">How the token is written in it; null where it has to be taken as a parameter.</param>
internal sealed record RequestToken(string? Text);

/// <summary>Knows the functions that serve requests, and what they would have to look at to stop in time.</summary>
internal static class RequestTokens
{
    /// <summary>How a method comes to the token of its request; null when it serves none, or takes a token already.</summary>
    public static RequestToken? Of(IMethodSymbol method, CompilationContext compilation, CancellationToken cancellationToken)
    {
        if (TokenSlots.For(compilation).IsTold(method))
            return null;

        // app.MapGet("/orders", ListAsync)
        if (!RequestEntries.For(compilation).Serves(method))
            return Endpoints.For(compilation).IsHandedOver(method, cancellationToken) ? OfParameters(method, compilation) ?? new RequestToken(Text: null) : null;

        if (OfParameters(method, compilation) is { } given)
            return given;

        var owner = ContextTokens.For(compilation).OfOwner(method.ContainingType);
        if (!RequestEntries.For(compilation).Contains(method))
            return owner is null ? null : new RequestToken(owner.Path);

        // A hub takes no token from its callers but for a stream, and what others dictate takes no parameter.
        var isHub = method.ContainingType.DerivesFrom(compilation.Type(TypeNames.AspNetCore.Hub)) && !IsStream(method.ReturnType, compilation);
        return owner is not null && (isHub || method.IsOverride || IsOfInterface(method))
            ? new RequestToken(owner.Path)
            : new RequestToken(Text: null);
    }

    /// <summary>The same for a lambda that is mapped to a route.</summary>
    public static RequestToken? Of(IAnonymousFunctionOperation lambda, CompilationContext compilation) =>
        !TokenSlots.For(compilation).IsTold(lambda.Symbol) && RequestDelegates.IsHandedOver(lambda, compilation)
            ? OfParameters(lambda.Symbol, compilation) ?? (IsRouteHandler(lambda, compilation) ? new RequestToken(Text: null) : null)
            : null;

    /// <summary>Whether a request may wait for what a function gives: a task, or a stream that a framework goes through.</summary>
    public static bool IsWaitedFor(ITypeSymbol result, CompilationContext compilation) => AwaitableTypes.For(compilation).IsTaskLike(result) || IsStream(result, compilation);

    private static bool IsStream(ITypeSymbol result, CompilationContext compilation) => result.IsConstructedFrom(compilation.Type(TypeNames.System.AsyncEnumerableOfT));

    /// <summary>Whether the code of a function mentions the token of its request.</summary>
    public static bool IsLookedAt(SyntaxNode function) =>
        ContextMentions.In(function, "RequestAborted") || ContextMentions.In(function, "ConnectionAborted") || ContextMentions.In(function, "CancellationToken");

    private static RequestToken? OfParameters(IMethodSymbol method, CompilationContext compilation)
    {
        foreach (var parameter in method.Parameters)
        {
            if (ContextTokens.For(compilation).OfParameter(parameter.Type) is { } context)
                return new RequestToken(parameter.Name + "." + context.Path);
        }

        return null;
    }

    private static bool IsRouteHandler(IAnonymousFunctionOperation lambda, CompilationContext compilation)
    {
        IOperation value = lambda;
        while (value.Parent is IDelegateCreationOperation or IConversionOperation or IParenthesizedOperation)
            value = value.Parent;

        return lambda.Syntax is ParenthesizedLambdaExpressionSyntax
            && value.Parent is IArgumentOperation { Parameter.Type: var type }
            && type.Is(compilation.Type(TypeNames.System.Delegate));
    }

    private static bool IsOfInterface(IMethodSymbol method) => method.ContainingType.AllInterfaces
        .SelectMany(i => i.GetMembers(method.Name))
        .Any(m => method.ContainingType.FindImplementationForInterfaceMember(m).Is(method));
}
