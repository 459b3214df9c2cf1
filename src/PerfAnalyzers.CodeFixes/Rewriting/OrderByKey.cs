using PerfAnalyzers.Analysis.EntityModel;
using PerfAnalyzers.Analysis.Queries;

namespace PerfAnalyzers.CodeFixes.Rewriting;

/// <summary>States an order in which no two rows of an entity are equal.</summary>
internal static class OrderByKey
{
    /// <summary>The text that orders by the key: <c>.OrderBy(o => o.Id)</c>, or <c>.ThenBy(...)</c> behind another order; null when the key has no property for it.</summary>
    public static string? Text(INamedTypeSymbol entity, bool isFirst, SyntaxNode place, FixRequest request)
    {
        if (EntityKeys.For(request.Compilation).Of(entity) is not { } key || key.Any(p => !IsSortable(p, place, request)))
            return null;

        var row = RowNameInUse(place, entity, request) ?? NewRowName(entity, place, request);
        return string.Concat(key.Select((p, i) => $".{(isFirst && i == 0 ? "OrderBy" : "ThenBy")}({row} => {row}.{p.Name})"));
    }

    /// <summary>The edit that puts the order before an operator of a chain; null where the operator is not called as one.</summary>
    public static TextChange? Before(IInvocationOperation call, INamedTypeSymbol entity, FixRequest request)
    {
        if (call.Syntax is not InvocationExpressionSyntax { Expression: MemberAccessExpressionSyntax access } || Text(entity, isFirst: true, access, request) is not { } order)
            return null;

        return new TextChange(new TextSpan(access.OperatorToken.SpanStart, 0), order + LineBreak(access, request.Text));
    }

    /// <summary>The edit that states the key behind an order.</summary>
    public static TextChange? Behind(IInvocationOperation order, INamedTypeSymbol entity, FixRequest request)
    {
        // In query syntax there is no call to stand behind.
        if (order.Syntax is not InvocationExpressionSyntax { Expression: MemberAccessExpressionSyntax access } syntax || Text(entity, isFirst: false, syntax, request) is not { } key)
            return null;

        return new TextChange(new TextSpan(syntax.Span.End, 0), LineBreak(access, request.Text) + key);
    }

    /// <summary>A chain with one operator in each line stays one.</summary>
    public static string LineBreak(MemberAccessExpressionSyntax access, SourceText text) =>
        TextShape.StartsLine(text, access.OperatorToken.SpanStart)
            ? TextShape.NewLine(text) + TextShape.Indentation(text, access.OperatorToken.SpanStart)
            : "";

    private static string NewRowName(INamedTypeSymbol entity, SyntaxNode place, FixRequest request)
    {
        // Lambdas beside may have the name too; only what is visible here may not.
        var initial = char.ToLowerInvariant(entity.Name[0]).ToString();
        return request.Model.LookupSymbols(place.SpanStart, name: initial).IsEmpty ? initial : Names.Unique(initial, place, request.Model);
    }

    /// <summary>The name that lambdas of the same statement give the row.</summary>
    private static string? RowNameInUse(SyntaxNode place, INamedTypeSymbol entity, FixRequest request)
    {
        foreach (var lambda in place.FirstAncestorOrSelf<StatementSyntax>()?.DescendantNodes().OfType<SimpleLambdaExpressionSyntax>() ?? Enumerable.Empty<SimpleLambdaExpressionSyntax>())
        {
            if (request.Model.GetDeclaredSymbol(lambda.Parameter, request.CancellationToken) is IParameterSymbol { Type: { } type } && entity.Is(type)
                && !lambda.Span.Contains(place.Span))
            {
                return lambda.Parameter.Identifier.ValueText;
            }
        }

        return null;
    }

    /// <summary>Whether the database can order by a property: types of the program's own are converted in a way that need not keep an order.</summary>
    private static bool IsSortable(IPropertySymbol property, SyntaxNode place, FixRequest request)
    {
        var type = KeyTypes.Underlying(property.Type);
        return request.Model.IsAccessible(place.SpanStart, property)
            && (type.TypeKind == TypeKind.Enum || type.SpecialType is >= SpecialType.System_Char and <= SpecialType.System_String || type is { Name: "Guid" or "DateTime" or "DateTimeOffset" or "DateOnly", ContainingNamespace.Name: "System" });
    }
}
