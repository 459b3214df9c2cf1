using Microsoft.CodeAnalysis.CSharp.Syntax;

namespace PerfAnalyzers.Analysis.Collections;

/// <summary>
/// A search that is written as a loop, which goes through elements or counts them: <c>foreach (var rate in rates) { if (rate.Plan == plan) return rate; }</c>
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
        return body is not null && body.Statements.Any(s => LoopBody(s) is { } loop && Test(loop) is { } test && Returns(test.Statement));
    }

    /// <summary>What is searched, and what its elements are compared with, where the loop does nothing but return for the first that fits; null for any other loop.</summary>
    public static (IOperation Collection, ImmutableArray<EqualityTest> Tests)? Read(ILoopOperation loop)
    {
        var collection = loop switch
        {
            IForEachLoopOperation { IsAsynchronous: false } each => each.Collection,
            IForLoopOperation counted => ElementsOfLoop.ListOf(counted),
            _ => null,
        };
        if (collection is null
            || new ElementsOfLoop(loop, collection) is not { AreAll: true } elements
            || Test(loop) is not { WhenFalse: null } test
            || Last(test.WhenTrue) is not IReturnOperation { Kind: OperationKind.Return })
        {
            return null;
        }

        var tests = EqualityPredicate.Split(test.Condition, elements.IsMentionedIn, negated: false).Tests;
        return tests.IsEmpty ? null : (collection, tests);
    }

    /// <summary>The only statement of a loop; one that counts may give the element a name before.</summary>
    private static IConditionalOperation? Test(ILoopOperation loop)
    {
        var statements = loop.Body is IBlockOperation block ? block.Operations : ImmutableArray.Create(loop.Body);
        return statements.Length == 1 || (statements.Length == 2 && loop is IForLoopOperation && statements[0] is IVariableDeclarationGroupOperation)
            ? statements[statements.Length - 1] as IConditionalOperation
            : null;
    }

    private static IOperation? Last(IOperation statement) => statement is IBlockOperation block ? block.Operations.LastOrDefault() : statement;

    private static StatementSyntax? LoopBody(StatementSyntax statement) => statement switch
    {
        ForEachStatementSyntax { AwaitKeyword.RawKind: 0 } loop => loop.Statement,
        ForStatementSyntax loop => loop.Statement,
        _ => null,
    };

    private static IfStatementSyntax? Test(StatementSyntax body) =>
        (body is not BlockSyntax block ? body : block.Statements.Count == 1 || (block.Statements.Count == 2 && block.Statements[0] is LocalDeclarationStatementSyntax) ? block.Statements[block.Statements.Count - 1] : null) is IfStatementSyntax { Else: null } test
            ? test
            : null;

    private static bool Returns(StatementSyntax statement) => (statement is BlockSyntax block ? block.Statements.LastOrDefault() : statement) is ReturnStatementSyntax;
}
