using Microsoft.CodeAnalysis.CSharp.Syntax;
using PerfAnalyzers.Knowledge;

namespace PerfAnalyzers.Analysis.Cancellation;

/// <summary>Reads the tokens that a function keeps in locals, and those of the sources that it makes.</summary>
internal sealed class LocalTokens
{
    private readonly TokenSlots slots;
    private readonly INamedTypeSymbol? source;

    public LocalTokens(CompilationContext compilation)
    {
        slots = TokenSlots.For(compilation);
        source = compilation.Type(TypeNames.Cancellation.TokenSource);
    }

    /// <summary>The token of a local, as a place can name it; null when it is none, never fires, or has fired.</summary>
    public ReachableToken? Of(VariableDeclaratorSyntax variable, IOperation place, SemanticModel model, CancellationToken cancellationToken)
    {
        if (model.GetDeclaredSymbol(variable, cancellationToken) is not ILocalSymbol local)
            return null;

        if (slots.IsToken(local.Type))
            return NeverFires(variable.Initializer!.Value.ToString()) ? null : Limited(new ReachableToken(local.Name, TokenOrigin.Explicit, local), local, place, cancellationToken);

        if (!local.Type.Is(source) || IsSpent(local, place, IsLinked(variable)))
            return null;

        // A source that stands for nobody who waits, and gives up after no time, is somebody's own switch.
        var token = Limited(new ReachableToken(local.Name + ".Token", TokenOrigin.Explicit, local), local, place, cancellationToken);
        return token.IsOwnLimit || IsLinked(variable) ? token : null;
    }

    private static bool NeverFires(string value) =>
        value is "default" or "new()" || value.EndsWith(".None", StringComparison.Ordinal) || value.Contains("Application") || value.StartsWith("default(", StringComparison.Ordinal);

    /// <summary>
    /// The same, told whether it fires after a time. What stands for somebody who waits as well is a limit of another step where an earlier call was
    /// given it; otherwise it is for everything that follows.
    /// </summary>
    private ReachableToken Limited(ReachableToken token, ILocalSymbol local, IOperation place, CancellationToken cancellationToken)
    {
        var made = local;
        if (!local.Type.Is(source))
        {
            if (LocalValues.SetOnce(local, place)?.Unwrap() is not IPropertyReferenceOperation { Property: { Name: "Token", ContainingType: var owner }, Instance: { } instance } || !owner.Is(source))
                return token;

            if (instance.Unwrap() is IObjectCreationOperation { Arguments.IsEmpty: false })
                return token with { IsOwnLimit = true, IsOfStep = IsGivenBefore(local, local, place) };

            if (instance.Unwrap() is not ILocalReferenceOperation { Local: var kept })
                return token;

            made = kept;
        }

        if (made.DeclaringSyntaxReferences.FirstOrDefault()?.GetSyntax(cancellationToken) is not VariableDeclaratorSyntax variable || !HasLimit(variable, place))
            return token;

        var isOfStep = IsGivenBefore(local, made, place);
        return IsLinked(variable) && !isOfStep ? token : token with { IsOwnLimit = true, IsOfStep = isOfStep };
    }

    private static bool IsLinked(VariableDeclaratorSyntax variable) => variable.Initializer?.Value.ToString().Contains("CreateLinkedTokenSource") == true;

    /// <summary>Whether a source gives up after a time that was set before the place: one that is set later is meant for what follows then.</summary>
    private static bool HasLimit(VariableDeclaratorSyntax variable, IOperation place)
    {
        if (variable.Initializer?.Value is BaseObjectCreationExpressionSyntax { ArgumentList.Arguments.Count: > 0 })
            return true;

        return variable.FirstAncestorOrSelf<MemberDeclarationSyntax>() is { } member
            && member.ToString().IndexOf(variable.Identifier.ValueText + ".CancelAfter(", StringComparison.Ordinal) is >= 0 and var at
            && member.SpanStart + at < place.Syntax.SpanStart;
    }

    /// <summary>Whether a source is cancelled or disposed by hand: before the place; or anywhere, if that is all it is for.</summary>
    private static bool IsSpent(ILocalSymbol local, IOperation place, bool isLinked)
    {
        foreach (var operation in LocalValues.Root(place).Descendants())
        {
            if (operation is IInvocationOperation { TargetMethod.Name: "Cancel" or "CancelAsync" or "Dispose", Instance: ILocalReferenceOperation reference } call
                && reference.Local.Is(local)
                && (!isLinked || call.Syntax.SpanStart < place.Syntax.SpanStart))
            {
                return true;
            }
        }

        return false;
    }

    /// <summary>Whether a token, or that of its source, is an argument of a call that stands before the place. What is only given to later ones began before all of them.</summary>
    private bool IsGivenBefore(ILocalSymbol token, ILocalSymbol made, IOperation place)
    {
        foreach (var operation in LocalValues.Root(place).Descendants())
        {
            if (operation is not IArgumentOperation { Parent: IInvocationOperation call } argument || call.TargetMethod.ContainingType.Is(source) || call.Syntax.Span.End > place.Syntax.SpanStart)
                continue;

            var given = argument.Value.Unwrap();
            if (given is IPropertyReferenceOperation { Property.Name: "Token", Instance: { } instance })
                given = instance.Unwrap();

            if (given is ILocalReferenceOperation { Local: var local } && (local.Is(token) || local.Is(made)))
                return true;
        }

        return false;
    }
}
