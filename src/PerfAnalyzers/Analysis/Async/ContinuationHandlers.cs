using System.Collections.Concurrent;
using Microsoft.CodeAnalysis.CSharp.Syntax;

namespace PerfAnalyzers.Analysis.Async;

/// <summary>The methods that are handed to <c>ContinueWith</c> by name, read once per type.</summary>
internal sealed class ContinuationHandlers
{
    private readonly ConcurrentDictionary<INamedTypeSymbol, ImmutableHashSet<string>> namesByType = new(SymbolEqualityComparer.Default);

    private ContinuationHandlers()
    {
    }

    public static ContinuationHandlers For(CompilationContext compilation) => compilation.Get(_ => new ContinuationHandlers());

    /// <summary>Whether the own type of a method hands it over, so that its task is done when it runs.</summary>
    public bool Contains(IMethodSymbol method) => namesByType.GetOrAdd(method.ContainingType, Names).Contains(method.Name);

    private static ImmutableHashSet<string> Names(INamedTypeSymbol type)
    {
        var names = ImmutableHashSet.CreateBuilder(StringComparer.Ordinal);
        foreach (var declaration in type.DeclaringSyntaxReferences)
        {
            foreach (var node in declaration.GetSyntax().DescendantNodes())
            {
                if (node is not InvocationExpressionSyntax
                    {
                        Expression: MemberAccessExpressionSyntax { Name.Identifier.ValueText: "ContinueWith" },
                        ArgumentList.Arguments: var arguments,
                    })
                {
                    continue;
                }

                foreach (var argument in arguments)
                {
                    if (argument.Expression is IdentifierNameSyntax name)
                        names.Add(name.Identifier.ValueText);
                    else if (argument.Expression is MemberAccessExpressionSyntax { Name: IdentifierNameSyntax member })
                        names.Add(member.Identifier.ValueText);
                }
            }
        }

        return names.ToImmutable();
    }
}
