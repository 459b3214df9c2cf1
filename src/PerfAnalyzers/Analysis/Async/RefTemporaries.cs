using Microsoft.CodeAnalysis.CSharp;
using Microsoft.CodeAnalysis.CSharp.Syntax;

namespace PerfAnalyzers.Analysis.Async;

/// <summary>
/// Values that a statement has evaluated before it comes to a place and needs after it, but that cannot be kept over
/// a suspension: spans, references, the hidden builder of an interpolated string. Only the emitter complains about some of them.
/// </summary>
internal static class RefTemporaries
{
    public static AwaitObstacle Find(SyntaxNode place, SemanticModel model, CancellationToken cancellationToken)
    {
        var root = place;
        for (SyntaxNode child = place, node = place.Parent!; node is not null; child = node, node = node.Parent!)
        {
            switch (node)
            {
                case StatementSyntax or MemberDeclarationSyntax or ArrowExpressionClauseSyntax or AnonymousFunctionExpressionSyntax:
                    return Before(root, place, model, cancellationToken);
                case InterpolatedStringExpressionSyntax text when !BuildsString(text, model, cancellationToken):
                    return AwaitObstacle.InterpolationHandler;
                case BaseArgumentListSyntax list when list.Arguments.Any(a => a != child && PassesReference(a)):
                    return AwaitObstacle.ByReference;
                case ArgumentSyntax argument when !argument.RefKindKeyword.IsKind(SyntaxKind.None):
                    return AwaitObstacle.ByReference;
                case RefExpressionSyntax:
                    return AwaitObstacle.ByReference;
            }

            root = node;
        }

        return AwaitObstacle.None;
    }

    private static AwaitObstacle Before(SyntaxNode root, SyntaxNode place, SemanticModel model, CancellationToken cancellationToken)
    {
        foreach (var node in root.DescendantNodes(n => !AsyncMember.IsFunction(n) && !place.Span.Contains(n.Span)))
        {
            if (node is not ExpressionSyntax expression || expression.SpanStart >= place.SpanStart || expression.Span.Contains(place.Span))
                continue;

            if (expression.Parent is AssignmentExpressionSyntax { RawKind: (int)SyntaxKind.SimpleAssignmentExpression } assignment
                && assignment.Left == expression
                && expression is IdentifierNameSyntax)
            {
                continue;
            }

            if (expression is TypeSyntax && model.GetSymbolInfo(expression, cancellationToken).Symbol is INamespaceOrTypeSymbol)
                continue;

            var type = model.GetTypeInfo(expression, cancellationToken);
            if (type.Type?.IsRefLikeType == true || type.ConvertedType?.IsRefLikeType == true)
                return AwaitObstacle.RefStruct;

            if (model.GetSymbolInfo(expression, cancellationToken).Symbol is IMethodSymbol { RefKind: not RefKind.None } or IPropertySymbol { RefKind: not RefKind.None })
                return AwaitObstacle.ByReference;
        }

        return AwaitObstacle.None;
    }

    /// <summary>Whether the compiler is free to build the string without a handler once a hole is awaited.</summary>
    private static bool BuildsString(InterpolatedStringExpressionSyntax text, SemanticModel model, CancellationToken cancellationToken)
    {
        var converted = model.GetTypeInfo(text, cancellationToken).ConvertedType;
        if (converted is not { SpecialType: SpecialType.System_String or SpecialType.System_Object } && converted?.Name is not ("FormattableString" or "IFormattable"))
            return false;

        return !text.Contents.OfType<InterpolationSyntax>().Any(hole => model.GetTypeInfo(hole.Expression, cancellationToken).Type?.IsRefLikeType == true);
    }

    private static bool PassesReference(ArgumentSyntax argument) =>
        argument.RefKindKeyword.IsKind(SyntaxKind.RefKeyword) || argument.RefKindKeyword.IsKind(SyntaxKind.InKeyword);
}
