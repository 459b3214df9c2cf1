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
        builder = Names.Unique(Names.Camel(text.Name) + "Builder", loop, request.Model);
    }

    /// <summary>The edits, or null when the text could become another one, or be seen while it is built.</summary>
    public static ImmutableArray<TextChange>? TryWrite(FixRequest request, StringGrowth growth, Iteration iteration)
    {
        if (growth.Symbol is not ILocalSymbol { IsRef: false, IsConst: false, DeclaringSyntaxReferences: { Length: 1 } declarations } text
            || declarations[0].GetSyntax(request.CancellationToken) is not VariableDeclaratorSyntax { Parent.Parent: LocalDeclarationStatementSyntax declaration }
            || StatementOf(iteration) is not { Parent: BlockSyntax } loop
            || IsLeftByJumpOrFailure(loop, declaration))
        {
            return null;
        }

        var body = LocalValues.Root(growth.Assignment);
        var appends = new StringAppends(text, body, request.Compilation);
        return appends.References.Any(r => r.Syntax.Parent is RefExpressionSyntax || MayBeReadMeanwhile(r, loop)) ? null : new StringBuilding(request, text, loop, appends).Write(declaration, body);
    }

    private ImmutableArray<TextChange>? Write(LocalDeclarationStatementSyntax declaration, IOperation body)
    {
        var edits = ImmutableArray.CreateBuilder<TextChange>();
        if (request.Compilation.Type("System.Text.StringBuilder") is not { } type || !Usings.TryAdd(edits, type, loop, request))
            return null;

        if (!WriteFromDeclaration(declaration, edits) && !(IsNeverNull(text, body) && WriteAroundLoop(edits)))
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
            || !IsText(first)
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
        edits.Add(new TextChange(declared.Span, "var " + builder + " = new StringBuilder(" + (IsEmpty(initial.Value) ? "" : initial.Value.ToString()) + ")"));
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

    /// <summary>Whether the code after a jump or a caught failure would find the text as it was before the loop.</summary>
    private static bool IsLeftByJumpOrFailure(StatementSyntax loop, SyntaxNode declaration) =>
        loop.DescendantNodes().Any(n => n is GotoStatementSyntax)
        || loop.Ancestors().TakeWhile(a => !a.Span.Contains(declaration.Span)).Any(a => a is TryStatementSyntax);

    /// <summary>Whether every value the text ever gets is one: without a round null would stay null.</summary>
    private static bool IsNeverNull(ILocalSymbol text, IOperation body)
    {
        foreach (var operation in body.DescendantsAndSelf())
        {
            switch (operation)
            {
                case IVariableDeclaratorOperation declarator when declarator.Symbol.Is(text):
                    if (declarator.GetVariableInitializer() is { } initial && !IsText(initial.Value))
                        return false;

                    break;
                case IAssignmentOperation assignment when assignment.Target.ReferencedSymbol().Is(text):
                    if (StringGrowth.Read(assignment) is null && !(assignment is ISimpleAssignmentOperation && IsText(assignment.Value)))
                        return false;

                    break;
                case IDeconstructionAssignmentOperation deconstruction when LoopFacts.ReferencedSymbols(deconstruction.Target).Any(s => s.Is(text)):
                case IArgumentOperation { Parameter.RefKind: not (RefKind.None or RefKind.In) } argument when argument.Value.ReferencedSymbol().Is(text):
                    return false;
            }
        }

        return true;
    }

    private static bool IsText(IOperation value) => value.Unwrap() switch
    {
        { ConstantValue: { HasValue: true, Value: { } } } => true,
        IInterpolatedStringOperation => true,
        IBinaryOperation { OperatorKind: BinaryOperatorKind.Add, Type.SpecialType: SpecialType.System_String } => true,
        IFieldReferenceOperation { Field: { Name: "Empty", ContainingType.SpecialType: SpecialType.System_String } } => true,
        IInvocationOperation { TargetMethod: { Name: "ToString", ContainingType.Name: "StringBuilder" } } => true,
        IInvocationOperation { TargetMethod: { Name: "Concat" or "Join" or "Format", ContainingType.SpecialType: SpecialType.System_String } } => true,
        ICoalesceOperation { WhenNull: { } fallback } => IsText(fallback),
        IConditionalOperation { WhenFalse: { } otherwise } choice => IsText(choice.WhenTrue) && IsText(otherwise),
        _ => false,
    };

    /// <summary>In a function that the loop may call.</summary>
    private static bool MayBeReadMeanwhile(IOperation reference, StatementSyntax loop)
    {
        for (var parent = reference.Parent; parent is not null; parent = parent.Parent)
        {
            if (parent is ILocalFunctionOperation || (parent is IAnonymousFunctionOperation && parent.Syntax.SpanStart < loop.SpanStart && !parent.Syntax.Span.Contains(loop.Span)))
                return true;
        }

        return false;
    }

    private static bool IsEmpty(ExpressionSyntax value) => value.ToString() is "\"\"" or "string.Empty" or "String.Empty";

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
