namespace PerfAnalyzers.Analysis.Cancellation;

/// <summary>Where a token comes from, the surest first.</summary>
internal enum TokenOrigin
{
    /// <summary>A parameter of a function around the place, or a local of one.</summary>
    Explicit,

    /// <summary>A member of what the function is handed for a request or message.</summary>
    Context,

    /// <summary>A field or property of the object, which may live longer than the work.</summary>
    Member,

    /// <summary>The request that the object serves: a controller, page or hub.</summary>
    Owner,
}

/// <summary>A token that a place can name.</summary>
/// <param name="Text">How it is written there.</param>
/// <param name="Origin">Where it comes from.</param>
/// <param name="Symbol">What the text begins with; null for a member that the object inherits.</param>
internal sealed record ReachableToken(string Text, TokenOrigin Origin, ISymbol? Symbol)
{
    /// <summary>The member of a context that is the token; null where the token is named itself.</summary>
    public string? ContextMember { get; init; }

    /// <summary>Whether it belongs to a source of the function itself that fires after a time: a limit of one step of it, or of all.</summary>
    public bool IsOwnLimit { get; init; }

    /// <summary>Whether such a limit was given to a call before: it may be meant for that one alone.</summary>
    public bool IsOfStep { get; init; }

    /// <summary>Whether a call is handed the object that the token is a member of, so that it has the token already: <c>Work(task)</c> beside <c>task.Token</c>.</summary>
    public bool ComesWith(IInvocationOperation call) =>
        Text.LastIndexOf('.') is var dot and > 0 && call.Arguments.Any(a => a.ArgumentKind == ArgumentKind.Explicit && a.Value.Syntax.ToString() == Text.Substring(0, dot));
}
