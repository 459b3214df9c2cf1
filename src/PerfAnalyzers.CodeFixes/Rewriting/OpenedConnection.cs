using System.Text.RegularExpressions;
using PerfAnalyzers.Analysis.Iteration;
using PerfAnalyzers.Analysis.Resilience;
using PerfAnalyzers.Analysis.Sql;

namespace PerfAnalyzers.CodeFixes.Rewriting;

/// <summary>A connection that each round of a loop makes, opens and closes, and that all rounds could use one after another.</summary>
/// <param name="Declaration">The statement that makes it, and closes it at the end of the round.</param>
/// <param name="Opening">The statement that opens it, where that is another one.</param>
/// <param name="Loop">The loop.</param>
internal sealed record OpenedConnection(LocalDeclarationStatementSyntax Declaration, ExpressionStatementSyntax? Opening, Iteration Loop)
{
    /// <summary>What leaves something behind in a connection that the next round would find: a table, a setting.</summary>
    private static readonly Regex State = new(@"#|\btemp(orary)?\b|\bcreate\b|(^|;)\s*(set|use|pragma|declare|begin|attach)\b", RegexOptions.IgnoreCase | RegexOptions.CultureInvariant, TimeSpan.FromSeconds(1));

    /// <summary>Null when a round does more with the connection than to run commands to their end.</summary>
    public static OpenedConnection? TryRead(IOperation opened, FixRequest request)
    {
        var opening = opened is IInvocationOperation { TargetMethod.Name: "Open" or "OpenAsync", Instance: ILocalReferenceOperation local } call ? (local, call) : default;
        var made = opening.local is null ? opened : LocalValues.SetOnce(opening.local);
        while (made is IAwaitOperation or IConversionOperation)
            made = made.ChildOperations.First();

        if (made is null
            || ConnectionPerElement.Of(made, request.Compilation) is not { Loop: { Operation: ILoopOperation { Body.Syntax: BlockSyntax body } statement } loop }
            || made.Syntax.FirstAncestorOrSelf<StatementSyntax>() is not LocalDeclarationStatementSyntax { Declaration.Variables.Count: 1, UsingKeyword.RawKind: not 0 } declaration || declaration.Parent != body
            || request.Model.GetDeclaredSymbol(declaration.Declaration.Variables[0], request.CancellationToken) is not ILocalSymbol connection
            || Iterations.PerElement(statement, request.Compilation) is not null
            || !loop.Body.DescendantsAndSelf().All(o => LeavesNothing(o, connection, opening.call)))
        {
            return null;
        }

        if (opening.call is null)
            return new OpenedConnection(declaration, null, loop);

        return opening.call.Syntax.FirstAncestorOrSelf<StatementSyntax>() is ExpressionStatementSyntax open && open.Parent == body
            && body.Statements.IndexOf(open) == body.Statements.IndexOf(declaration) + 1
            && opening.call.Arguments.All(a => Variance.IsInvariantIn(a.Value, loop))
            ? new OpenedConnection(declaration, open, loop)
            : null;
    }

    /// <summary>The edits that move the statements before the loop.</summary>
    public ImmutableArray<TextChange>? TryWrite(FixRequest request)
    {
        var moved = Opening is null ? new StatementSyntax[] { Declaration } : new StatementSyntax[] { Declaration, Opening };
        if (moved.Any(s => s.GetLeadingTrivia().Concat(s.GetTrailingTrivia()).Any(t => t.IsDirective)) || LoopHoist.Before(Loop.Operation.Syntax, request.Model) is not { } hoist)
            return null;

        var changes = ImmutableArray.CreateBuilder<TextChange>();
        hoist.Insert(changes, request.Text, moved.Select(s => s.ToFullString().Trim()).ToArray());
        changes.AddRange(moved.Select(s => new TextChange(s.FullSpan, "")));
        return changes.ToImmutable();
    }

    /// <summary>Whether an operation neither closes nor keeps the connection, nor leaves a reader, a transaction or a setting open in it.</summary>
    private static bool LeavesNothing(IOperation operation, ILocalSymbol connection, IInvocationOperation? opening) => operation switch
    {
        ILocalReferenceOperation { IsDeclaration: false } use when use.Local.Is(connection) =>
            use.Parent is not (IAssignmentOperation or IReturnOperation)
            && !IsHandedToOwnCode(use)
            && use.Parent is not IInvocationOperation { TargetMethod.Name: "Dispose" or "DisposeAsync" or "Close" or "CloseAsync" or "ChangeDatabase" or "ChangeDatabaseAsync" or "EnlistTransaction" },
        IInvocationOperation call when call != opening && call.TargetMethod.Name is "ExecuteReader" or "ExecuteReaderAsync" or "BeginTransaction" or "BeginTransactionAsync" or "BeginBinaryImport" or "BeginBinaryImportAsync" => IsDisposed(call),
        IAssignmentOperation { Target: IPropertyReferenceOperation { Property.Name: "CommandText" }, Value: var sent } => IsHarmless(sent),
        IArgumentOperation { Parameter: { Type.SpecialType: SpecialType.System_String, Name: "sql" or "cmdText" or "commandText" }, Value: var sent } => IsHarmless(sent),
        { ConstantValue: { HasValue: true, Value: string text } } => !State.IsMatch(text),
        IAnonymousFunctionOperation or ILocalFunctionOperation => false,
        _ => true,
    };

    /// <summary>Whether a statement can be read, and sets nothing up for what comes after it.</summary>
    private static bool IsHarmless(IOperation sent) => SqlCall.TextOf(sent) is var (text, _) && !State.IsMatch(text);

    /// <summary>Whether code of the solution gets the connection, which may do anything with it.</summary>
    private static bool IsHandedToOwnCode(ILocalReferenceOperation use) => use.ParentValue() is IArgumentOperation argument && argument.Parameter?.ContainingSymbol.OriginalDefinition.DeclaringSyntaxReferences.IsEmpty == false;

    private static bool IsDisposed(IInvocationOperation call)
    {
        var value = call.Syntax;
        while (value.Parent is AwaitExpressionSyntax or ParenthesizedExpressionSyntax or MemberAccessExpressionSyntax { Name.Identifier.Text: "ConfigureAwait" } or InvocationExpressionSyntax)
            value = value.Parent;

        return value.Parent is EqualsValueClauseSyntax { Parent: VariableDeclaratorSyntax { Parent: VariableDeclarationSyntax { Parent: LocalDeclarationStatementSyntax { UsingKeyword.RawKind: not 0 } or UsingStatementSyntax } } } or UsingStatementSyntax;
    }
}
