using PerfAnalyzers.Analysis;
using PerfAnalyzers.Analysis.EntityModel;
using PerfAnalyzers.Analysis.Queries;
using PerfAnalyzers.Knowledge;

namespace PerfAnalyzers.CodeFixes.Rewriting;

/// <summary>
/// Makes a query load a navigation: puts <c>.Include(o =&gt; o.Customer)</c> behind the set it starts from, or <c>ThenInclude</c> behind the
/// Include that it has already for the way there.
/// </summary>
internal static class IncludeRewrite
{
    /// <summary>Adds the edits; false when the query gives no place where they would compile and mean the same.</summary>
    public static bool TryAdd(ImmutableArray<TextChange>.Builder changes, ElementSource source, NavigationPath path, FixRequest request)
    {
        var query = source.Query;
        if (query.Execution.Syntax.SyntaxTree != request.Root.SyntaxTree
            || !IsOnlyForThisLoop(source, request)
            || Anchor(query, path) is not { } anchor
            || request.Compilation.Type(TypeNames.EfCore.QueryableExtensions) is not { } extensions
            || !Usings.TryAdd(changes, extensions, anchor.After, request))
        {
            return false;
        }

        var text = Write(path, anchor.Skip, anchor.After, request);
        changes.Add(new TextChange(new TextSpan(anchor.After.Span.End, 0), Separator(anchor.After, request.Text) + text));
        return true;
    }

    /// <summary>
    /// Whether nobody else gets the rows: a query in another method serves its other callers too, and they may write out, compare or store
    /// what they get.
    /// </summary>
    private static bool IsOnlyForThisLoop(ElementSource source, FixRequest request)
    {
        foreach (var helper in source.Helpers)
        {
            if (helper is not ({ DeclaredAccessibility: Accessibility.Private } or { MethodKind: MethodKind.LocalFunction })
                || helper.ContainingType.DeclaringSyntaxReferences.Any(r => r.SyntaxTree != request.Root.SyntaxTree))
            {
                return false;
            }

            var uses = request.Root.DescendantNodes().OfType<SimpleNameSyntax>()
                .Count(n => n.Identifier.ValueText == helper.Name && request.Model.GetSymbolInfo(n, request.CancellationToken) is var info && (info.Symbol is null || Same(info.Symbol, helper)));
            if (uses != 1)
                return false;
        }

        return true;
    }

    private static bool Same(ISymbol symbol, IMethodSymbol helper) => symbol.OriginalDefinition.Is(helper.OriginalDefinition);

    /// <summary>What the new call is put behind, and how many navigations of the path are named there already.</summary>
    private static (ExpressionSyntax After, int Skip)? Anchor(EntityQuery query, NavigationPath path)
    {
        if (query.Root.Syntax is not ExpressionSyntax root || !CanBeExtended(root))
            return null;

        // Only the set itself takes SQL; and only behind OfType the rows are of the type that has the navigation.
        var start = root;
        foreach (var call in query.Operators)
        {
            if (call.TargetMethod.Name is "OfType" or "Cast" || call.TargetMethod.Name.StartsWith("FromSql", StringComparison.Ordinal) || call.TargetMethod.Name.StartsWith("Temporal", StringComparison.Ordinal))
            {
                if (call.Syntax is not InvocationExpressionSyntax syntax)
                    return null;

                start = syntax;
            }
        }

        var after = start;
        var current = string.Empty;
        for (var i = 0; i < query.Operators.Length; i++)
        {
            var call = query.Operators[i];
            if (call.TargetMethod.Name is not ("Include" or "ThenInclude"))
                continue;

            if (call.Syntax is not InvocationExpressionSyntax syntax || IncludePath.Of(call) is not { } names)
                return null;

            var named = string.Join(".", names);
            current = call.TargetMethod.Name == "Include" ? named : current + "." + named;
            var next = i + 1 < query.Operators.Length ? query.Operators[i + 1] : null;
            if (next is { TargetMethod.Name: "ThenInclude" })
                continue;

            if (syntax.SpanStart <= start.SpanStart && syntax.Span.End > after.Span.End)
                after = syntax;

            // Of a text there is no typed continuation.
            if (path.Text.StartsWith(current + ".", StringComparison.Ordinal) && call.Argument(1)?.ConstantValue is not { HasValue: true } && !IsFiltered(syntax))
                return (syntax, current.Split('.').Length);
        }

        return (after, 0);
    }

    /// <summary>Whether a call can be put behind: a name, a member or a call, and nothing that would need parentheses.</summary>
    private static bool CanBeExtended(ExpressionSyntax root) =>
        root is IdentifierNameSyntax or MemberAccessExpressionSyntax or InvocationExpressionSyntax
        && root.Parent is not MemberBindingExpressionSyntax
        && !root.Ancestors().TakeWhile(a => a is ExpressionSyntax).Any(a => a is ConditionalAccessExpressionSyntax access && access.WhenNotNull.Span.Contains(root.Span));

    private static bool IsFiltered(InvocationExpressionSyntax include) =>
        include.ArgumentList.Arguments[0].Expression is not LambdaExpressionSyntax { ExpressionBody: MemberAccessExpressionSyntax or PostfixUnaryExpressionSyntax };

    private static string Write(NavigationPath path, int skip, ExpressionSyntax place, FixRequest request)
    {
        var text = new System.Text.StringBuilder();
        for (var i = skip; i < path.Steps.Length; i++)
        {
            var step = path.Steps[i];
            var row = RowName(step.Entity, place, request.Model);
            var doubt = i > 0 && !path.Steps[i - 1].IsCollection && MayBeNull(path.Steps[i - 1], place, request) ? "!" : "";
            text.Append(i == 0 ? ".Include(" : ".ThenInclude(").Append(row).Append(" => ").Append(row).Append(doubt).Append('.').Append(step.Property.Name).Append(')');
        }

        return text.ToString();
    }

    /// <summary>The first letter of the entity; a lambda may share it with others beside it, but not with what it stands in.</summary>
    private static string RowName(INamedTypeSymbol entity, SyntaxNode place, SemanticModel model)
    {
        var letter = char.ToLowerInvariant(entity.Name[0]).ToString();
        var name = letter;
        for (var number = 2; model.LookupSymbols(place.SpanStart, name: name).Any(s => s is ILocalSymbol or IParameterSymbol or IRangeVariableSymbol); number++)
            name = letter + number.ToString(System.Globalization.CultureInfo.InvariantCulture);

        return name;
    }

    private static bool MayBeNull(Navigation step, SyntaxNode place, FixRequest request) =>
        step.Property.NullableAnnotation == NullableAnnotation.Annotated && request.Model.GetNullableContext(place.SpanStart).AnnotationsEnabled();

    /// <summary>A line of its own where the chain has one for each call.</summary>
    private static string Separator(ExpressionSyntax after, SourceText text)
    {
        var dot = after.Parent is MemberAccessExpressionSyntax next && next.Expression == after ? next.OperatorToken
            : after is InvocationExpressionSyntax { Expression: MemberAccessExpressionSyntax own } ? own.OperatorToken
            : default;
        return dot.RawKind != 0 && TextShape.StartsLine(text, dot.SpanStart)
            ? TextShape.NewLine(text) + TextShape.Indentation(text, dot.SpanStart)
            : "";
    }
}
