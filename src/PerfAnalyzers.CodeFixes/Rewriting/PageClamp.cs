using PerfAnalyzers.Analysis;
using PerfAnalyzers.Analysis.Bounds;
using PerfAnalyzers.Analysis.Calls;
using PerfAnalyzers.Knowledge;

namespace PerfAnalyzers.CodeFixes.Rewriting;

/// <summary>Holds a number that a request chooses at a largest value, everywhere in the member that uses it.</summary>
internal static class PageClamp
{
    /// <summary>The edits, or null where the pages would no longer fit together.</summary>
    /// <param name="take">The operator that uses the number.</param>
    /// <param name="size">The number.</param>
    /// <param name="largest">What it is held at.</param>
    /// <param name="request">The finding.</param>
    public static ImmutableArray<TextChange>? Of(IInvocationOperation take, RequestedSize size, int largest, FixRequest request)
    {
        if (request.Compilation.Type(TypeNames.System.Math) is not { } math || !SkipsBySize(take, size) || IsMadeByCallers(size, request))
            return null;

        var changes = ImmutableArray.CreateBuilder<TextChange>();
        var fits = size.Read switch
        {
            IParameterReferenceOperation parameter => ClampParameter(changes, parameter, largest, request),
            IPropertyReferenceOperation property => ClampReads(changes, take, property, largest, request),
            _ => false,
        };
        return fits && (changes.All(c => c.NewText!.IndexOf("Math.", StringComparison.Ordinal) < 0) || Usings.TryAdd(changes, math, take.Syntax, request)) ? changes.ToImmutable() : null;
    }

    /// <summary>
    /// Whether pages still meet: what is skipped is counted in the same size here, or the request names it itself. A caller that has
    /// computed it from the larger size would leave rows out.
    /// </summary>
    private static bool SkipsBySize(IInvocationOperation take, RequestedSize size)
    {
        var number = size.Read.ReferencedSymbol();
        foreach (var operation in LocalValues.Root(take).DescendantsAndSelf())
        {
            if (operation is IInvocationOperation { TargetMethod.Name: "Skip" } skip && skip.Argument(1) is { } count && !size.Calls.IsEmpty && !IsMadeFrom(count, number!))
                return false;
        }

        // What is computed from the size elsewhere in its type stays as large as the request says.
        return number is not IPropertySymbol property
            || property.DeclaringSyntaxReferences.All(r => r.GetSyntax().Parent!.DescendantNodes().OfType<IdentifierNameSyntax>().All(n => n.Identifier.ValueText != property.Name));
    }

    /// <summary>Whether callers make the object with the number: some may make one for more rows on purpose. A request that a mediator hands over is for its endpoint.</summary>
    private static bool IsMadeByCallers(RequestedSize size, FixRequest request) =>
        size.Read is IPropertyReferenceOperation { Property: var property } && !property.Is(size.Source) && !RequestHandlers.For(request.Compilation).Handles(property.ContainingType);

    /// <summary>Whether a value is made from the number, also by way of locals.</summary>
    private static bool IsMadeFrom(IOperation value, ISymbol number)
    {
        var seen = new HashSet<ISymbol>(SymbolEqualityComparer.Default);
        var open = new Stack<IOperation>();
        open.Push(value);
        while (open.Count > 0)
        {
            foreach (var operation in open.Pop().DescendantsAndSelf())
            {
                if (operation is not IConversionOperation && number.Is(operation.ReferencedSymbol()))
                    return true;

                if (operation is ILocalReferenceOperation local && seen.Add(local.Local) && LocalValues.SetOnce(local) is { } set)
                    open.Push(set);
            }
        }

        return false;
    }

    /// <summary>The first statement of the function lowers its parameter; where there is no statement, each use does.</summary>
    private static bool ClampParameter(ImmutableArray<TextChange>.Builder changes, IParameterReferenceOperation read, int largest, FixRequest request)
    {
        if (Function(read) is not { } function)
            return false;

        var name = read.Syntax.ToString();
        var isNullable = read.Type?.OriginalDefinition.SpecialType == SpecialType.System_Nullable_T;
        if (function.Block is { } block)
        {
            var newLine = TextShape.NewLine(request.Text);
            var first = block.Statements.FirstOrDefault();
            if (first is null || !TextShape.StartsLine(request.Text, first.SpanStart))
                return false;

            var indentation = TextShape.Indentation(request.Text, first.SpanStart);
            var statement = isNullable
                ? $"if ({name} > {largest}){newLine}{TextShape.Deeper(indentation)}{name} = {largest};{newLine}{newLine}{indentation}"
                : $"{name} = Math.Min({name}, {largest});{newLine}{indentation}";
            changes.Add(new TextChange(new TextSpan(first.SpanStart, 0), statement));
            return true;
        }

        if (isNullable || function.Expression is not { } expression)
            return false;

        foreach (var use in expression.DescendantNodesAndSelf().OfType<IdentifierNameSyntax>())
        {
            if (use.Identifier.ValueText == read.Parameter.Name && read.Parameter.Is(request.Model.GetSymbolInfo(use, request.CancellationToken).Symbol))
                changes.Add(new TextChange(use.Span, $"Math.Min({use}, {largest})"));
        }

        return changes.Count > 0;
    }

    private static (BlockSyntax? Block, ExpressionSyntax? Expression)? Function(IParameterReferenceOperation read)
    {
        for (var node = read.Syntax; node is not null; node = node.Parent)
        {
            switch (node)
            {
                case AnonymousFunctionExpressionSyntax lambda when Declares(lambda, read.Parameter):
                    return (lambda.Block, lambda.ExpressionBody);
                case LocalFunctionStatementSyntax local when Declares(local, read.Parameter):
                    return (local.Body, local.ExpressionBody?.Expression);
                case BaseMethodDeclarationSyntax method:
                    return Declares(method, read.Parameter) ? (method.Body, method.ExpressionBody?.Expression) : null;
            }
        }

        return null;
    }

    private static bool Declares(SyntaxNode function, IParameterSymbol parameter) =>
        parameter.DeclaringSyntaxReferences.Any(r => r.SyntaxTree == function.SyntaxTree && function.Span.Contains(r.Span));

    /// <summary>Each read of a property is lowered; the object must not go elsewhere, where somebody else would read it.</summary>
    private static bool ClampReads(ImmutableArray<TextChange>.Builder changes, IInvocationOperation take, IPropertyReferenceOperation read, int largest, FixRequest request)
    {
        foreach (var operation in LocalValues.Root(take).DescendantsAndSelf())
        {
            if (read.Instance?.ReferencedSymbol() is { } owner && operation is IArgumentOperation argument && owner.Is(argument.Value.ReferencedSymbol()))
                return false;

            if (operation is not IPropertyReferenceOperation other || !other.Property.Is(read.Property) || other.Syntax is not ExpressionSyntax syntax)
                continue;

            var whole = syntax;
            if (other.Type?.OriginalDefinition.SpecialType == SpecialType.System_Nullable_T)
            {
                // request.PageSize ?? 20 as a whole.
                if (syntax.Parent is not BinaryExpressionSyntax { RawKind: (int)SyntaxKind.CoalesceExpression } coalesce || coalesce.Left != syntax)
                    return false;

                whole = coalesce;
            }
            else if (syntax.Parent is ConditionalAccessExpressionSyntax or MemberBindingExpressionSyntax)
            {
                return false;
            }

            while (whole != syntax && whole.Parent is ParenthesizedExpressionSyntax parenthesized)
                whole = parenthesized;

            var text = whole is ParenthesizedExpressionSyntax { Expression: { } inner } ? inner : whole;
            changes.Add(new TextChange(whole.Span, $"Math.Min({text}, {largest})"));
        }

        return changes.Count > 0;
    }
}
