using Microsoft.CodeAnalysis.CSharp;
using Microsoft.CodeAnalysis.CSharp.Syntax;

namespace PerfAnalyzers.Analysis.Iteration;

/// <summary>
/// Counts the elements of a collection that is written out. Works on syntax, because initialisers of other members
/// have no operation at hand and collection expressions have none in the oldest supported compiler.
/// </summary>
internal static class LiteralSyntax
{
    /// <summary>The number of elements, or null when the expression is no written-out collection.</summary>
    public static int? CountElements(SyntaxNode expression)
    {
        switch (expression)
        {
            case ArrayCreationExpressionSyntax { Initializer: { } initializer }:
                return initializer.Expressions.Count;
            case ImplicitArrayCreationExpressionSyntax array:
                return array.Initializer.Expressions.Count;
            case InitializerExpressionSyntax { RawKind: (int)SyntaxKind.ArrayInitializerExpression } initializer:
                return initializer.Expressions.Count;
            case BaseObjectCreationExpressionSyntax { Initializer: { } initializer }:
                return initializer.Expressions.Count;
            case InvocationExpressionSyntax { Expression: MemberAccessExpressionSyntax { Name.Identifier.Text: "Create" or "ToFrozenSet" or "ToImmutableHashSet" or "AsReadOnly" } access } call:
                return call.ArgumentList.Arguments.Count > 0
                    ? call.ArgumentList.Arguments.Count
                    : CountElements(access.Expression);
        }

        if (!IsCollection(expression))
            return null;

        var count = 0;
        foreach (var element in expression.ChildNodes())
        {
            if (!IsElement(element))
                return null;

            count++;
        }

        return count;
    }

    /// <summary>Whether it is <c>Enum.GetValues&lt;Kind&gt;()</c>, as it is or copied.</summary>
    public static bool AreValuesOfEnum(SyntaxNode expression) =>
        expression is InvocationExpressionSyntax { Expression: MemberAccessExpressionSyntax { Name.Identifier.Text: var name, Expression: var of } }
        && (name is "Cast" or "ToArray" or "ToList" or "ToImmutableArray" ? AreValuesOfEnum(of) : name is "GetValues" or "GetNames" && of.ToString() is "Enum" or "System.Enum");

    /// <summary>Whether it is <c>[a, b, ..c]</c>, for which a newer compiler has a node that this assembly, built for an older one, cannot name.</summary>
    public static bool IsCollection(SyntaxNode node) => node.GetType().Name == "CollectionExpressionSyntax";

    /// <summary>Whether it is the <c>a</c> of such a collection.</summary>
    public static bool IsElement(SyntaxNode node) => node.GetType().Name == "ExpressionElementSyntax";

    /// <summary>Whether it is the <c>..c</c> of such a collection.</summary>
    public static bool IsSpread(SyntaxNode node) => node.GetType().Name == "SpreadElementSyntax";
}
