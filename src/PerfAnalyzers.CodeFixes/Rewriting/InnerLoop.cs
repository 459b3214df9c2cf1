using PerfAnalyzers.Analysis.Collections;
using PerfAnalyzers.Analysis.Iteration;

namespace PerfAnalyzers.CodeFixes.Rewriting;

/// <summary>An inner loop as text, whether it goes through elements or counts them: what it goes through, and how its head is written for a part of that.</summary>
/// <param name="Syntax">The loop.</param>
/// <param name="Body">Its body.</param>
/// <param name="Variable">The element, or the counter.</param>
/// <param name="Sequence">What it goes through, as text.</param>
/// <param name="Kind">The index that gives a part of that.</param>
internal sealed record InnerLoop(StatementSyntax Syntax, StatementSyntax Body, ISymbol Variable, string Sequence, IndexKind Kind)
{
    /// <summary>Reads the inner loop of a join; null where its head does more than to go through all elements.</summary>
    public static InnerLoop? Read(NestedJoin join, CompilationContext compilation) => (join.Inner, join.Inner.Syntax) switch
    {
        (IForEachLoopOperation { LoopControlVariable: IVariableDeclaratorOperation { Symbol: { } element } }, ForEachStatementSyntax { Expression: IdentifierNameSyntax or MemberAccessExpressionSyntax or InvocationExpressionSyntax } loop) =>
            element.Type.Is(ElementKind.Of(join.Collection.UnwrapView().Type, compilation)) ? new(loop, loop.Statement, element, loop.Expression.ToString(), IndexKind.Lookup) : null,
        (IForLoopOperation counted, ForStatementSyntax { Condition: BinaryExpressionSyntax { Right: { } bound } } loop) =>
            ElementsOfLoop.ListOf(counted) is { } list && list.ReferencedSymbol().Is(join.Collection.ReferencedSymbol()) && join.Elements.Counter is { } counter && !IsKept(counter, counted)
                ? new(loop, loop.Statement, counter, "Enumerable.Range(0, " + bound + ")", IndexKind.Positions)
                : null,
        _ => null,
    };

    /// <summary>The edit that makes the loop go through what an index has for a key.</summary>
    public TextChange Over(string part) => Syntax is ForEachStatementSyntax elements
        ? new(elements.Expression.Span, part)
        : new(TextSpan.FromBounds(Syntax.SpanStart, ((ForStatementSyntax)Syntax).CloseParenToken.Span.End), "foreach (var " + Variable.Name + " in " + part + ")");

    /// <summary>What an index is built by, as text; of a counted loop in terms of its counter, without the variables that hold the element of a round.</summary>
    public string? Selector(IndexKey key, EqualityTest test, SemanticModel model)
    {
        if (Syntax is ForEachStatementSyntax)
            return key.Selector;

        var code = test.Key.Syntax;
        var values = new Dictionary<SyntaxNode, SyntaxNode>();
        foreach (var name in code.DescendantNodesAndSelf().OfType<IdentifierNameSyntax>())
        {
            if (model.GetOperation(name) is ILocalReferenceOperation local && !local.Local.Is(Variable) && Body.Span.Contains(local.Local.DeclaringSyntaxReferences[0].Span) && LocalValues.SetOnce(local) is { } set)
                values[name] = set.Syntax;
        }

        var conversion = key.Selector is { } text ? text.Substring(0, text.Length - code.ToString().Length) : "";
        return conversion + code.ReplaceNodes(values.Keys, (name, _) => values[name].WithTriviaFrom(name));
    }

    /// <summary>Whether a function that outlives the round sees the counter go on.</summary>
    private static bool IsKept(ISymbol counter, IForLoopOperation loop) => loop.Body.Descendants().Any(o =>
        o is IAnonymousFunctionOperation or ILocalFunctionOperation && LoopFacts.ReferencedSymbols(o).Any(s => s.Is(counter)));
}
