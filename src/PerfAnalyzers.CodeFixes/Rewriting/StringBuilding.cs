using PerfAnalyzers.Analysis.Growth;
using PerfAnalyzers.Analysis.Iteration;

namespace PerfAnalyzers.CodeFixes.Rewriting;

/// <summary>
/// Writes a text that grows in a loop with a StringBuilder: from its declaration on where nothing reads it before the loop has ended,
/// otherwise around the loop.
/// </summary>
internal sealed class StringBuilding
{
    private readonly FixRequest request;
    private readonly ILocalSymbol text;
    private readonly StatementSyntax loop;
    private readonly StringAppends appends;
    private readonly string builder;

    private StringBuilding(FixRequest request, ILocalSymbol text, StatementSyntax loop, StringAppends appends)
    {
        this.request = request;
        this.text = text;
        this.loop = loop;
        this.appends = appends;
        builder = Names.Unique((text.Name.Length > 1 ? Names.Camel(text.Name) + "Builder" : "builder"), loop, request.Model);
    }

    /// <summary>The edits, or null when the text could become another one, or be seen while it is built.</summary>
    public static ImmutableArray<TextChange>? TryWrite(FixRequest request, StringGrowth growth, Iteration iteration)
    {
        if (growth.Symbol is not ILocalSymbol { IsRef: false, IsConst: false, DeclaringSyntaxReferences: { Length: 1 } declarations } text
            || declarations[0].GetSyntax(request.CancellationToken) is not VariableDeclaratorSyntax { Parent.Parent: LocalDeclarationStatementSyntax declaration }
            || StatementOf(iteration) is not { Parent: BlockSyntax } loop
            || GrownText.IsLeftByJumpOrFailure(loop, declaration))
        {
            return null;
        }

        var body = LocalValues.Root(growth.Assignment);
        var appends = new StringAppends(text, body, request.Compilation);
        return appends.References.Any(r => r.Syntax.Parent is RefExpressionSyntax || GrownText.MayBeReadMeanwhile(r, loop)) ? null : new StringBuilding(request, text, loop, appends).Write(declaration, body);
    }

    private ImmutableArray<TextChange>? Write(LocalDeclarationStatementSyntax declaration, IOperation body)
    {
        var edits = ImmutableArray.CreateBuilder<TextChange>();
        if (request.Compilation.Type("System.Text.StringBuilder") is not { } type || !Usings.TryAdd(edits, type, loop, request))
            return null;

        if (!WriteFromDeclaration(declaration, edits) && !(GrownText.IsNeverNull(text, body) && WriteAroundLoop(edits)))
            return null;

        var all = new EditList();
        all.AddRange(edits);
        return all.Build();
    }

    private bool WriteFromDeclaration(LocalDeclarationStatementSyntax declaration, ImmutableArray<TextChange>.Builder edits)
    {
        if (declaration is not { Declaration: { Variables: { Count: 1 } variables } declared, UsingKeyword.RawKind: 0 }
            || variables[0].Initializer is not { } initial
            || request.Model.GetOperation(initial.Value, request.CancellationToken) is not { } first
            || !GrownText.IsText(first)
            || declaration.Parent != loop.Parent
            || Comments.AreIn(declared))
        {
            return false;
        }

        var statements = ((BlockSyntax)loop.Parent!).Statements;
        var reached = statements.IndexOf(declaration);
        var last = -1;
        var changes = new List<TextChange>();
        for (var at = reached + 1; at < statements.Count; at++)
        {
            if (!appends.IsMentionedIn(statements[at]))
                continue;

            if (appends.TryWrite(statements[at], builder) is not { } written)
                break;

            changes.AddRange(written);
            last = at;
        }

        if (last < statements.IndexOf(loop))
            return false;

        var end = statements[last].Span.End;
        var later = appends.References.Where(r => r.Syntax.SpanStart >= end).ToArray();
        if (later.Length == 0)
            return false;

        edits.AddRange(changes);
        edits.Add(new TextChange(declared.Span, "var " + builder + " = new StringBuilder(" + (GrownText.IsEmpty(initial.Value) ? "" : initial.Value.ToString()) + ")"));
        if (later.Length == 1 && last + 1 < statements.Count && IsReadOnceIn(later[0], statements[last + 1]))
            edits.Add(new TextChange(later[0].Syntax.Span, builder + ".ToString()"));
        else
            edits.Add(TextShape.After(statements[last], declared.Type + " " + text.Name + " = " + builder + ".ToString();", request.Text));

        return true;
    }

    private bool WriteAroundLoop(ImmutableArray<TextChange>.Builder edits)
    {
        if (LoopHoist.Before(loop, request.Model) is not { } before || appends.TryWrite(loop, builder) is not { } written)
            return false;

        edits.AddRange(written);
        before.Insert(edits, request.Text, "var " + builder + " = new StringBuilder(" + text.Name + ");");
        edits.Add(TextShape.After(loop, text.Name + " = " + builder + ".ToString();", request.Text));
        return true;
    }

    private static StatementSyntax? StatementOf(Iteration iteration) => iteration.Operation.Syntax switch
    {
        StatementSyntax statement => statement,
        InvocationExpressionSyntax { Parent: ExpressionStatementSyntax statement } when iteration.Form == IterationForm.Callback => statement,
        _ => null,
    };

    /// <summary>Whether the text may as well be made where it is read: once, and not in code that runs later or again.</summary>
    private static bool IsReadOnceIn(IOperation reference, StatementSyntax statement)
    {
        if (statement is not (ReturnStatementSyntax or ExpressionStatementSyntax or LocalDeclarationStatementSyntax) || !statement.Span.Contains(reference.Syntax.Span))
            return false;

        for (var parent = reference.Parent; parent is not null && statement.Span.Contains(parent.Syntax.Span); parent = parent.Parent)
        {
            if (parent is IAnonymousFunctionOperation or INameOfOperation)
                return false;
        }

        return reference.Parent switch
        {
            IReturnOperation or IVariableInitializerOperation or IInterpolationOperation or IConversionOperation => true,
            IArgumentOperation { Parameter.RefKind: RefKind.None } => true,
            IAssignmentOperation assignment => assignment.Value == reference,
            IInvocationOperation call => call.Instance == reference,
            _ => false,
        };
    }
}
