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

    /// <summary>Whether a call registers a client that nothing guards: no handler, no policy, no limit of time of its own.</summary>
    public bool IsUnguarded(IInvocationOperation call)
    {
        if (call.TargetMethod.Name != "AddHttpClient"
            || !call.TargetMethod.IsMemberOf(extensions)
            || call.Syntax is not InvocationExpressionSyntax syntax
            || call.Type?.Name != "IHttpClientBuilder"
            || hasDefaults.Value)
        {
            return false;
        }

        // The end of the chain: what becomes of the builder there may guard it too.
        SyntaxNode whole = syntax;
        while (whole.Parent is MemberAccessExpressionSyntax { Parent: InvocationExpressionSyntax outer } access && access.Expression == whole)
        {
            if (Guards.Any(g => access.Name.Identifier.ValueText.IndexOf(g, StringComparison.Ordinal) >= 0))
                return false;

            whole = outer;
        }

        return whole.Parent is ExpressionStatementSyntax && !whole.DescendantTokens().Any(t => t.IsKind(SyntaxKind.IdentifierToken) && t.ValueText is "Timeout" or "Resilience");
    }
}
