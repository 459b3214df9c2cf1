using Microsoft.CodeAnalysis.CSharp.Syntax;

namespace PerfAnalyzers.Analysis.Collections;

/// <summary>
/// A search that is written as a loop: <c>foreach (var rate in rates) { if (rate.Plan == plan) return rate; }</c>
/// </summary>
internal static class SearchLoop
{
    /// <summary>Whether the text of a method may hold such a loop; asked before anything is bound.</summary>
    public static bool IsIn(IMethodSymbol method)
    {
        if (method.Parameters.IsEmpty || method.DeclaringSyntaxReferences.IsEmpty)
            return false;

        var body = method.DeclaringSyntaxReferences[0].GetSyntax() switch
        {
            BaseMethodDeclarationSyntax declaration => declaration.Body,
            LocalFunctionStatementSyntax function => function.Body,
            _ => null,
        };
        return body is not null && body.Statements.Any(s => s is ForEachStatementSyntax { AwaitKeyword.RawKind: 0 } loop && Single(loop.Statement) is IfStatementSyntax { Else: null } test && Returns(test.Statement));
    }

    /// <summary>What elements are compared with, where the loop does nothing but return for the first that fits; empty for any other loop.</summary>
    public static ImmutableArray<EqualityTest> Tests(IForEachLoopOperation loop)
    {
        if (loop is not { IsAsynchronous: false, LoopControlVariable: IVariableDeclaratorOperation { Symbol: { } element }, Body: { } body }
            || Single(body) is not IConditionalOperation { WhenFalse: null } test
            || Last(test.WhenTrue) is not IReturnOperation { Kind: OperationKind.Return })
        {
            return ImmutableArray<EqualityTest>.Empty;
        }

        return EqualityPredicate.Split(test.Condition, o => EqualityPredicate.Mentions(o, element), negated: false).Tests;
    }

    private static IOperation? Single(IOperation statement) =>
        statement is IBlockOperation block ? block.Operations.Length == 1 ? block.Operations[0] : null : statement;

    private static IOperation? Last(IOperation statement) => statement is IBlockOperation block ? block.Operations.LastOrDefault() : statement;

    private static StatementSyntax? Single(StatementSyntax statement) =>
        statement is BlockSyntax block ? block.Statements.Count == 1 ? block.Statements[0] : null : statement;

    private static bool Returns(StatementSyntax statement) => (statement is BlockSyntax block ? block.Statements.LastOrDefault() : statement) is ReturnStatementSyntax;
}
