namespace PerfAnalyzers.CodeFixes.Rewriting;

/// <summary>A function that is called in one place only: a local function, or a private method of the type. What it does may as well be done there.</summary>
/// <param name="Call">The call.</param>
/// <param name="Declaration">The declaration of the function.</param>
/// <param name="Body">What the function does.</param>
internal sealed record HelperCall(IInvocationOperation Call, SyntaxNode Declaration, IBlockOperation Body)
{
    public bool IsLocal => Declaration is LocalFunctionStatementSyntax;

    /// <summary>Null when the function is called from elsewhere too, or may be another one.</summary>
    public static HelperCall? TryFind(IInvocationOperation call, FixRequest request)
    {
        var helper = call.TargetMethod.OriginalDefinition;
        return IsOnlyCalledHere(helper, request)
            && helper.DeclaringSyntaxReferences[0].GetSyntax(request.CancellationToken) is { ContainsDirectives: false } declaration
            && request.Model.GetOperation(declaration, request.CancellationToken) is { } operation
            && BodyOf(operation) is { } body
            && call.Arguments.All(a => a.ArgumentKind == ArgumentKind.Explicit)
            ? new HelperCall(call, declaration, body)
            : null;
    }

    /// <summary>What is handed in for a parameter.</summary>
    public IOperation? Argument(IParameterSymbol parameter) => Call.Arguments.FirstOrDefault(a => a.Parameter?.Ordinal == parameter.Ordinal)?.Value;

    /// <summary>Whether what a part of the function names means the same at another place.</summary>
    /// <param name="part">The part.</param>
    /// <param name="place">The other place.</param>
    /// <param name="request">The finding.</param>
    /// <param name="isReplaced">Which names will be others there.</param>
    public bool MeansTheSame(SyntaxNode part, SyntaxNode place, FixRequest request, Func<SyntaxNode, bool>? isReplaced = null) =>
        part.DescendantNodes().OfType<IdentifierNameSyntax>()
            .Where(n => IsAtStart(n) && isReplaced?.Invoke(n) != true)
            .All(name => request.Model.GetSymbolInfo(name, request.CancellationToken).Symbol is not { } symbol
                || symbol is INamespaceOrTypeSymbol
                || symbol.DeclaringSyntaxReferences.Any(r => r.SyntaxTree == part.SyntaxTree && part.Span.Contains(r.Span))
                || (symbol is IParameterSymbol parameter && parameter.ContainingSymbol.Is(Call.TargetMethod.OriginalDefinition)
                    ? Argument(parameter) is ILocalReferenceOperation or IParameterReferenceOperation && Argument(parameter)!.Syntax.ToString() == name.Identifier.Text
                    : Finds(symbol, name.Identifier.ValueText, place, request.Model)));

    /// <summary>Whether a name starts a chain, so that something of a place could hide it.</summary>
    private static bool IsAtStart(IdentifierNameSyntax name) =>
        name.Parent is not (NameColonSyntax or NameEqualsSyntax or MemberBindingExpressionSyntax) && !(name.Parent is MemberAccessExpressionSyntax access && access.Name == name);

    private static bool Finds(ISymbol symbol, string name, SyntaxNode place, SemanticModel model)
    {
        var found = model.LookupSymbols(place.SpanStart, name: name);
        return found.Any(symbol.Is) && found.All(f => f.Is(symbol) || f is not (ILocalSymbol or IParameterSymbol));
    }

    private static bool IsOnlyCalledHere(IMethodSymbol helper, FixRequest request)
    {
        if (helper is not ({ MethodKind: MethodKind.LocalFunction } or { MethodKind: MethodKind.Ordinary, DeclaredAccessibility: Accessibility.Private, IsAbstract: false, IsExtern: false })
            || helper.IsGenericMethod || helper.IsExtensionMethod || helper.ContainingType.IsGenericType
            || helper.DeclaringSyntaxReferences is not { Length: 1 } declared || declared[0].SyntaxTree != request.Root.SyntaxTree
            || helper.ContainingType.DeclaringSyntaxReferences.Length != 1
            || helper.GetAttributes().Length > 0)
        {
            return false;
        }

        return request.Root.DescendantNodes().OfType<SimpleNameSyntax>()
            .Count(n => n.Identifier.ValueText == helper.Name && request.Model.GetSymbolInfo(n, request.CancellationToken) is var info
                && (info.Symbol is null || info.Symbol.OriginalDefinition.Is(helper))) == 1;
    }

    private static IBlockOperation? BodyOf(IOperation declared) => declared switch
    {
        ILocalFunctionOperation function => function.Body,
        IMethodBodyOperation method => method.BlockBody ?? method.ExpressionBody,
        _ => null,
    };
}
