using PerfAnalyzers.Analysis.Collections;
using PerfAnalyzers.Analysis.Growth;

namespace PerfAnalyzers.CodeFixes.Rewriting;

/// <summary>Writes a loop that only removes the elements that fit a condition as one call of <c>RemoveAll</c>.</summary>
internal sealed class RemoveAllRewrite
{
    private readonly FixRequest request;
    private readonly ListShift shift;
    private readonly StatementSyntax loop;
    private string? element;

    private RemoveAllRewrite(FixRequest request, ListShift shift, StatementSyntax loop)
    {
        this.request = request;
        this.shift = shift;
        this.loop = loop;
    }

    public static ImmutableArray<TextChange>? TryWrite(FixRequest request, ListShift shift) =>
        shift.Kind == ShiftKind.RemovesInPlace && shift.Loop.Operation.Syntax is StatementSyntax loop ? new RemoveAllRewrite(request, shift, loop).Write() : null;

    private ImmutableArray<TextChange>? Write()
    {
        if (BodyOf(loop) is not { } body
            || OnlyTest(body) is not { Else: null } test
            || request.Model.GetOperation(test.Condition, request.CancellationToken) is not { } condition
            || !PurePredicate.Is(condition, IsElement, request.Compilation)
            || MentionsList(condition))
        {
            return null;
        }

        var name = element ?? Names.Unique(Names.Camel(Words.Singular(shift.List.ReferencedSymbol()!.Name)), loop, request.Model);
        var edits = ImmutableArray.CreateBuilder<TextChange>();
        foreach (var read in condition.DescendantsAndSelf().Where(o => IsElement(o) && o is IPropertyReferenceOperation))
            edits.Add(new TextChange(new TextSpan(read.Syntax.SpanStart - test.Condition.SpanStart, read.Syntax.Span.Length), name));

        var predicate = SourceText.From(test.Condition.ToString()).WithChanges(edits.OrderBy(e => e.Span.Start)).ToString();
        var comments = Comments.Outside(loop.Span, loop, request.Text, test.Condition.Span);
        return ImmutableArray.Create(new TextChange(loop.Span, comments + shift.List.Syntax + ".RemoveAll(" + name + " => " + predicate + ");"));
    }

    /// <summary>The one test in the body, under which the element goes; before it the element may get a name.</summary>
    private IfStatementSyntax? OnlyTest(StatementSyntax body)
    {
        var statements = body is BlockSyntax block ? block.Statements : SyntaxFactory.SingletonList(body);
        if (loop is ForStatementSyntax && statements.Count == 2 && statements[0] is LocalDeclarationStatementSyntax { Declaration.Variables: { Count: 1 } variables, UsingKeyword.RawKind: 0 }
            && variables[0].Initializer is { } initial
            && request.Model.GetOperation(initial.Value, request.CancellationToken) is { } first && IsElementAtIndex(first))
        {
            element = variables[0].Identifier.Text;
        }
        else if (loop is ForEachStatementSyntax each && statements.Count == 1)
        {
            element = each.Identifier.Text;
        }
        else if (statements.Count != 1)
        {
            return null;
        }

        return statements[statements.Count - 1] is IfStatementSyntax test && IsRemoval(test.Statement) ? test : null;
    }

    private bool IsRemoval(StatementSyntax branch)
    {
        var statements = branch is BlockSyntax block ? block.Statements : SyntaxFactory.SingletonList(branch);
        if (statements.Count == 0 || statements[0] is not ExpressionStatementSyntax removal || removal.Expression != shift.Call.Syntax)
            return false;

        // Going forward, the next element has come to the place of the one that went.
        var stepsBack = shift.Call.Arguments[0].Value.Unwrap() is IIncrementOrDecrementOperation;
        if (stepsBack)
            return IsForward && statements.Count == 1;

        return IsForward
            ? statements.Count == 2 && statements[1] is ExpressionStatementSyntax { Expression: PostfixUnaryExpressionSyntax { RawKind: (int)SyntaxKind.PostDecrementExpression, Operand: { } operand } } && operand.ToString() == Index
            : statements.Count == 1;
    }

    private StatementSyntax? BodyOf(StatementSyntax statement)
    {
        switch (statement)
        {
            case ForEachStatementSyntax each when HasPlainEquality():
                return each.Statement;
            case ForStatementSyntax { Declaration.Variables.Count: 1, Condition: BinaryExpressionSyntax, Incrementors.Count: 1 } counting when CountsThroughAll(counting):
                return counting.Statement;
            default:
                return null;
        }
    }

    private bool IsForward => loop is ForStatementSyntax { Incrementors: { Count: 1 } steps } && steps[0].IsKind(SyntaxKind.PostIncrementExpression);

    private string? Index => loop is ForStatementSyntax { Declaration.Variables: { Count: 1 } variables } ? variables[0].Identifier.Text : null;

    private bool CountsThroughAll(ForStatementSyntax counting)
    {
        var list = shift.List.Syntax.ToString();
        var start = counting.Declaration!.Variables[0].Initializer?.Value.ToString();
        var condition = counting.Condition!.ToString();
        var step = counting.Incrementors[0].ToString();
        return (start == list + ".Count - 1" && condition == Index + " >= 0" && step == Index + "--")
            || (start == "0" && condition == Index + " < " + list + ".Count" && step == Index + "++");
    }

    private bool IsElement(IOperation operation) => operation switch
    {
        ILocalReferenceOperation local => element is not null && local.Local.Name == element,
        _ => IsElementAtIndex(operation),
    };

    /// <summary>The <c>list[i]</c> of a counting loop.</summary>
    private bool IsElementAtIndex(IOperation operation) =>
        operation is IPropertyReferenceOperation { Property.IsIndexer: true, Instance: { } list, Arguments: { Length: 1 } arguments }
        && GrownVariable.IsSame(list, shift.List)
        && arguments[0].Value.ReferencedSymbol() is { } index
        && shift.Loop.Variables.Contains(index, SymbolEqualityComparer.Default);

    /// <summary>Whether a condition asks for the list, or for the index, beside the element.</summary>
    private bool MentionsList(IOperation condition)
    {
        var symbols = condition.DescendantsAndSelf().Count(o => o is not IConversionOperation && (o.ReferencedSymbol().Is(shift.List.ReferencedSymbol()) || IsIndex(o)));
        return symbols > 2 * condition.DescendantsAndSelf().Count(IsElementAtIndex);
    }

    private bool IsIndex(IOperation operation) => loop is ForStatementSyntax && operation is ILocalReferenceOperation local && shift.Loop.Variables.Any(local.Local.Is);

    /// <summary>Whether elements that are equal fit the condition alike, so that it does not matter which of them goes first.</summary>
    private bool HasPlainEquality()
    {
        var type = ElementKind.Of(shift.List.Type, request.Compilation);
        return type switch
        {
            { SpecialType: SpecialType.System_Single or SpecialType.System_Double or SpecialType.System_Decimal or SpecialType.System_Object } => false,
            { SpecialType: not SpecialType.None } or { TypeKind: TypeKind.Enum } => true,
            INamedTypeSymbol { TypeKind: TypeKind.Class } named => named.IsRecord
                ? !named.GetMembers("Equals").Any(m => !m.IsImplicitlyDeclared)
                : !named.AllInterfaces.Any(i => i.Name == "IEquatable") && !OverridesEquals(named),
            _ => false,
        };
    }

    private static bool OverridesEquals(INamedTypeSymbol type)
    {
        for (INamedTypeSymbol? current = type; current is { SpecialType: not SpecialType.System_Object }; current = current.BaseType)
        {
            if (current.GetMembers("Equals").Any(m => m.IsOverride))
                return true;
        }

        return false;
    }
}
