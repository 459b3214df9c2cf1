using Microsoft.CodeAnalysis.CSharp.Syntax;

namespace PerfAnalyzers.Analysis.Collections;

/// <summary>A sum, count or extreme that is written as a loop: <c>foreach (var r in readings) top = Math.Max(top, r.Value);</c></summary>
internal static class AggregateLoop
{
    /// <summary>Whether the text of a method may hold such a loop; asked before anything is bound.</summary>
    public static bool IsIn(IMethodSymbol method) =>
        !method.Parameters.IsEmpty
        && !method.DeclaringSyntaxReferences.IsEmpty
        && method.DeclaringSyntaxReferences[0].GetSyntax() is BaseMethodDeclarationSyntax { Body: { } body }
        && body.Statements.Any(s => s is ForEachStatementSyntax { AwaitKeyword.RawKind: 0 } loop && IsUpdate(Only(loop.Statement)));

    /// <summary>What is gone through, and what its elements are compared with: nothing where all of them count. Null for any other loop.</summary>
    /// <param name="loop">The loop.</param>
    /// <param name="depends">Whether an operation reads what the method is called with.</param>
    public static (IOperation Collection, ImmutableArray<EqualityTest> Tests)? Read(ILoopOperation loop, Func<IOperation, bool> depends)
    {
        if (loop is not IForEachLoopOperation { IsAsynchronous: false } each || new ElementsOfLoop(loop, each.Collection) is not { AreAll: true } elements)
            return null;

        var body = Only(loop.Body);
        var test = body as IConditionalOperation;
        if ((test is null ? body : test.WhenFalse is null ? Only(test.WhenTrue) : null) is not IExpressionStatementOperation { Operation: var update } || !IsUpdate(update) || update.DescendantsAndSelf().Any(depends))
            return null;

        if (test is null || !test.Condition.DescendantsAndSelf().Any(depends))
            return (each.Collection, ImmutableArray<EqualityTest>.Empty);

        var tests = EqualityPredicate.Split(test.Condition, elements.IsMentionedIn, negated: false).Tests;
        return tests.IsEmpty ? null : (each.Collection, tests);
    }

    /// <summary>Whether a local takes on a number or the element; what else a loop does, it does for each.</summary>
    private static bool IsUpdate(IOperation update) => update switch
    {
        ICompoundAssignmentOperation { Target: ILocalReferenceOperation { Type.SpecialType: not SpecialType.System_String } } => true,
        IIncrementOrDecrementOperation { Target: ILocalReferenceOperation } => true,
        ISimpleAssignmentOperation { Target: ILocalReferenceOperation, Value: var value } => value.DescendantsAndSelf().All(o => o is not (IAwaitOperation or IObjectCreationOperation) && (o is not IInvocationOperation call || call.TargetMethod.ContainingType.Name == "Math")),
        _ => false,
    };

    private static bool IsUpdate(StatementSyntax statement) =>
        (statement is IfStatementSyntax { Else: null } test ? Only(test.Statement) : statement) is ExpressionStatementSyntax { Expression: AssignmentExpressionSyntax { Left: IdentifierNameSyntax } or PostfixUnaryExpressionSyntax or PrefixUnaryExpressionSyntax };

    private static StatementSyntax Only(StatementSyntax statement) => statement is BlockSyntax { Statements: { Count: 1 } statements } ? statements[0] : statement;

    private static IOperation Only(IOperation body) => body is IBlockOperation { Operations: { Length: 1 } statements } ? statements[0] : body;
}
