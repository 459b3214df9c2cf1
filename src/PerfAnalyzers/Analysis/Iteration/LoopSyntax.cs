using Microsoft.CodeAnalysis.CSharp.Syntax;
using Microsoft.CodeAnalysis.Text;

namespace PerfAnalyzers.Analysis.Iteration;

/// <summary>Tells where a loop is written.</summary>
internal static class LoopSyntax
{
    /// <summary>The head of a loop, so that what is marked does not hide its body: <c>foreach (var x in xs)</c>, or the word <c>do</c>.</summary>
    public static Location Head(SyntaxNode loop)
    {
        var end = loop switch
        {
            CommonForEachStatementSyntax each => each.CloseParenToken,
            ForStatementSyntax counted => counted.CloseParenToken,
            WhileStatementSyntax tested => tested.CloseParenToken,
            DoStatementSyntax repeated => repeated.DoKeyword,
            _ => loop.GetLastToken(),
        };
        return Location.Create(loop.SyntaxTree, TextSpan.FromBounds(loop.SpanStart, end.Span.End));
    }
}
