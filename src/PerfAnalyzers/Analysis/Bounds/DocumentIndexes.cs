using Microsoft.CodeAnalysis.CSharp;
using Microsoft.CodeAnalysis.CSharp.Syntax;
using PerfAnalyzers.Analysis.EntityModel;
using PerfAnalyzers.Knowledge;

namespace PerfAnalyzers.Analysis.Bounds;

/// <summary>Of which members no two documents of a collection of MongoDB have the same: the class that reads them says so when it makes the indexes.</summary>
internal static class DocumentIndexes
{
    /// <param name="read">A call that reads documents.</param>
    /// <param name="document">What they are.</param>
    public static IEnumerable<string> Unique(IInvocationOperation read, ITypeSymbol document)
    {
        foreach (var keyed in (document as INamedTypeSymbol is { } named ? EntityTypes.Properties(named) : Enumerable.Empty<IPropertySymbol>()).Where(p => EntityTypes.Attribute(p, TypeNames.Schema.KeyAttribute) is not null))
            yield return keyed.Name;

        foreach (var member in read.Syntax.FirstAncestorOrSelf<TypeDeclarationSyntax>()?.Members ?? default)
        {
            if (member is not BaseMethodDeclarationSyntax || !member.DescendantNodes().Any(StatesUnique))
                continue;

            foreach (var call in member.DescendantNodes().OfType<InvocationExpressionSyntax>())
            {
                if (Key(call, document.Name) is { } name)
                    yield return name;
            }
        }
    }

    /// <summary><c>new CreateIndexOptions { Unique = true }</c>.</summary>
    private static bool StatesUnique(SyntaxNode node) =>
        node is AssignmentExpressionSyntax { Left: IdentifierNameSyntax { Identifier.ValueText: "Unique" }, Right.RawKind: (int)SyntaxKind.TrueLiteralExpression };

    /// <summary>The member that an index is of alone: <c>Builders&lt;Event&gt;.IndexKeys.Ascending(e => e.Name)</c>, and nothing behind or around it that adds another one.</summary>
    private static string? Key(InvocationExpressionSyntax call, string document) =>
        call is
        {
            Expression: MemberAccessExpressionSyntax
            {
                Name.Identifier.ValueText: "Ascending" or "Descending",
                Expression: MemberAccessExpressionSyntax { Name.Identifier.ValueText: "IndexKeys", Expression: { } builders },
            },
            ArgumentList.Arguments: { Count: 1 } arguments,
            Parent: not (MemberAccessExpressionSyntax or ArgumentSyntax { Parent.Parent: InvocationExpressionSyntax { Expression: MemberAccessExpressionSyntax { Name.Identifier.ValueText: "Combine" } } }),
        }
        && builders.DescendantNodesAndSelf().OfType<GenericNameSyntax>().FirstOrDefault() is { Identifier.ValueText: "Builders", TypeArgumentList.Arguments: { Count: 1 } types }
        && types[0] is SimpleNameSyntax { Identifier.ValueText: var of } && of == document
        && arguments[0].Expression is LambdaExpressionSyntax { Body: MemberAccessExpressionSyntax { Name.Identifier.ValueText: var name } }
            ? name
            : null;
}
