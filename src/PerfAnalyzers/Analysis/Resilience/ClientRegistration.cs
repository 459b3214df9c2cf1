using Microsoft.CodeAnalysis.CSharp;
using Microsoft.CodeAnalysis.CSharp.Syntax;
using PerfAnalyzers.Analysis.Calls;
using PerfAnalyzers.Knowledge;

namespace PerfAnalyzers.Analysis.Resilience;

/// <summary>Reads registrations of HTTP clients.</summary>
internal sealed class ClientRegistration
{
    private static readonly ImmutableArray<string> Guards = ImmutableArray.Create("Resilience", "Policy", "Hedging", "Handler", "ServiceDiscovery");

    private readonly INamedTypeSymbol? extensions;
    private readonly Lazy<bool> hasDefaults;

    private ClientRegistration(CompilationContext compilation)
    {
        extensions = compilation.Type(TypeNames.Http.FactoryRegistration);
        CanGuard = compilation.Type(TypeNames.Http.ResilienceExtensions) is not null;

        // Whoever sets all clients up has to write one of these names, or calls the method that the templates bring, in whichever project.
        hasDefaults = new(() => SourceProjects.Of(compilation).Any(p => ProjectText.For(p).Has(TextMark.ClientDefaults)));
    }

    /// <summary>Whether the package is there that would guard a client.</summary>
    public bool CanGuard { get; }

    public static ClientRegistration For(CompilationContext compilation) => compilation.Get(c => new ClientRegistration(c));

    /// <summary>
    /// The whole registration of a client that nothing guards, up to where its builder is dropped: no handler, no policy, no limit of time of its own or of the typed client.
    /// Null for any other call.
    /// </summary>
    public ExpressionSyntax? Unguarded(IInvocationOperation call)
    {
        if (call.TargetMethod.Name != "AddHttpClient"
            || !call.TargetMethod.IsMemberOf(extensions)
            || call.Syntax is not InvocationExpressionSyntax syntax
            || call.Type?.Name != "IHttpClientBuilder"
            || hasDefaults.Value
            || call.TargetMethod.TypeArguments.Any(LimitsItself))
        {
            return null;
        }

        // The end of the chain: what becomes of the builder there may guard it too.
        ExpressionSyntax whole = syntax;
        while (whole.Parent is MemberAccessExpressionSyntax { Parent: InvocationExpressionSyntax outer } access && access.Expression == whole)
        {
            if (Guards.Any(g => access.Name.Identifier.ValueText.IndexOf(g, StringComparison.Ordinal) >= 0))
                return null;

            whole = outer;
        }

        return IsDropped(whole, call) && !whole.DescendantTokens().Any(t => t.IsKind(SyntaxKind.IdentifierToken) && t.ValueText is "Timeout" or "Resilience") ? whole : null;
    }

    /// <summary>Whether a typed client sets the limit of the client that it is handed.</summary>
    private static bool LimitsItself(ITypeSymbol typed) => typed.DeclaringSyntaxReferences.Any(r => r.GetSyntax().DescendantNodes().Any(n =>
        n is AssignmentExpressionSyntax { Left: MemberAccessExpressionSyntax { Name.Identifier.ValueText: "Timeout" } }));

    /// <summary>Whether nobody gets the builder in the end: the statement ends, in whichever form it is written, or goes on with the services.</summary>
    private static bool IsDropped(ExpressionSyntax whole, IOperation call)
    {
        if (whole.Parent is MemberAccessExpressionSyntax { Name.Identifier.ValueText: "Services" } access && access.Expression == whole)
            return true;

        var operation = call;
        while (operation is not (null or IExpressionStatementOperation or IAnonymousFunctionOperation))
            operation = operation.Parent;

        return operation is IExpressionStatementOperation { Operation: var done }
            && (done is ISimpleAssignmentOperation { Target: IDiscardOperation, Value: var value } ? value.Unwrap() : done).Syntax == whole;
    }
}
