using PerfAnalyzers.Analysis.Growth;
using PerfAnalyzers.Analysis.Iteration;

namespace PerfAnalyzers.CodeFixes.Rewriting;

/// <summary>Makes a local list a queue: for <c>while (list.Count &gt; 0) { var x = list[0]; list.RemoveAt(0); ... }</c>.</summary>
internal sealed class QueueRewrite
{
    private readonly FixRequest request;
    private readonly ListShift shift;
    private readonly LocalList list;
    private readonly EditList edits = new();

    private QueueRewrite(FixRequest request, ListShift shift, LocalList list)
    {
        this.request = request;
        this.shift = shift;
        this.list = list;
    }

    /// <summary>The edits, or null when the list is more than filled, counted and emptied from its start.</summary>
    public static ImmutableArray<TextChange>? TryWrite(FixRequest request, ListShift shift) =>
        LocalList.Of(shift.List, request.CancellationToken) is { } list && !list.IsMentionedInFunction() ? new QueueRewrite(request, shift, list).Write() : null;

    private ImmutableArray<TextChange>? Write()
    {
        if (shift.Call.Syntax is not InvocationExpressionSyntax { Parent: ExpressionStatementSyntax { Parent: BlockSyntax block } removal }
            || shift.Loop.Operation.Syntax is not WhileStatementSyntax loop || loop.Statement != block
            || block.Statements.IndexOf(removal) is not (var position and > 0)
            || Taken(block.Statements[position - 1]) is not { } first
            || Comments.AreIn(list.Declaration.Declaration) || Comments.AreIn(removal) || HasOwnComment(removal)
            || !WriteDeclaration(loop))
        {
            return null;
        }

        if (list.References.Any(r => r.Parent != shift.Call && !WriteUse(r, first)))
            return null;

        edits.Delete(TextSpan.FromBounds(block.Statements[position - 1].Span.End, removal.Span.End));
        return edits.Build();
    }

    /// <summary>What a statement names: <c>var x = list[0];</c>, <c>var (a, b) = list[0];</c>, <c>x = list[0];</c></summary>
    private static ExpressionSyntax? Taken(StatementSyntax statement) => statement switch
    {
        LocalDeclarationStatementSyntax { Declaration.Variables: { Count: 1 } variables, UsingKeyword.RawKind: 0 } => variables[0].Initializer?.Value,
        ExpressionStatementSyntax { Expression: AssignmentExpressionSyntax { RawKind: (int)SyntaxKind.SimpleAssignmentExpression } assignment } => assignment.Right,
        _ => null,
    };

    private bool WriteDeclaration(WhileStatementSyntax loop)
    {
        var declared = list.Declaration.Declaration;
        var usings = ImmutableArray.CreateBuilder<TextChange>();
        if (request.Compilation.Type("System.Collections.Generic.Queue`1") is not { } queue
            || list.Local.Type is not INamedTypeSymbol { TypeArguments: { Length: 1 } elements }
            || FirstElements() is not { } filled
            || !Usings.TryAdd(usings, queue, loop, request))
        {
            return false;
        }

        var type = "Queue<" + elements[0].ToMinimalDisplayString(request.Model, loop.SpanStart) + ">";
        if (QueueOf(type) is not { } made)
            return false;

        edits.AddRange(usings);
        edits.Replace(declared.Type.Span, declared.Type.IsVar ? declared.Type.ToString() : type);
        edits.Replace(declared.Variables[0].Initializer!.Value.Span, made);
        foreach (var element in filled)
            edits.AddRange(new[] { TextShape.After(list.Declaration, list.Local.Name + ".Enqueue(" + element + ");", request.Text) });

        return true;
    }

    /// <summary>The queue as it is made, before the elements that are written out; a collection expression has no type of its own.</summary>
    private string? QueueOf(string type) => list.Made switch
    {
        IObjectCreationOperation { Arguments: var arguments, Syntax: ImplicitObjectCreationExpressionSyntax } => "new(" + Texts(arguments) + ")",
        IObjectCreationOperation { Arguments: var arguments } => "new " + type + "(" + Texts(arguments) + ")",
        IInvocationOperation { TargetMethod: { Name: "ToList", IsExtensionMethod: true, ContainingType.Name: "Enumerable" } } copy when copy.Argument(0) is { } source => "new " + type + "(" + source.Syntax + ")",
        _ when IsCollectionExpression => "new()",
        _ => null,
    };

    private bool IsCollectionExpression => LiteralSyntax.IsCollection(list.Made.Syntax);

    private static string Texts(ImmutableArray<IArgumentOperation> arguments) => string.Join(", ", arguments.Select(a => a.Syntax.ToString()));

    /// <summary>The elements that are written where the list is made, as text; null where others are spread among them.</summary>
    private IEnumerable<string>? FirstElements()
    {
        var elements = IsCollectionExpression
            ? list.Made.Syntax.ChildNodes().ToList()
            : list.Made.Syntax is BaseObjectCreationExpressionSyntax { Initializer: { } initializer } ? initializer.Expressions.ToList<SyntaxNode>() : new List<SyntaxNode>();
        return elements.All(e => e is ExpressionSyntax and not InitializerExpressionSyntax || LiteralSyntax.IsElement(e)) ? elements.Select(e => e.ToString()) : null;
    }

    private bool WriteUse(ILocalReferenceOperation reference, ExpressionSyntax first)
    {
        switch (reference.Parent)
        {
            case IPropertyReferenceOperation { Property.Name: "Count" }:
            case IForEachLoopOperation:
            case IConversionOperation { Parent: IForEachLoopOperation or IArgumentOperation { Parent: IInvocationOperation { TargetMethod: { Name: "Any" or "Count", IsExtensionMethod: true } } } }:
            case IArgumentOperation { Parent: IInvocationOperation { TargetMethod: { Name: "Any" or "Count", IsExtensionMethod: true } } }:
                return true;
            case IPropertyReferenceOperation { Property.IsIndexer: true } read when read.Syntax == first && read.Arguments is { Length: 1 } index && index[0].Value.ConstantValue is { HasValue: true, Value: 0 }:
                edits.Replace(first.Span, list.Local.Name + ".Dequeue()");
                return true;
            case IInvocationOperation { TargetMethod.Name: "Add", Syntax: InvocationExpressionSyntax { Expression: MemberAccessExpressionSyntax access } } call when call.Instance == reference:
                edits.Replace(access.Name.Span, "Enqueue");
                return true;
            case IInvocationOperation { TargetMethod.Name: "AddRange", Syntax: InvocationExpressionSyntax { Parent: ExpressionStatementSyntax statement } syntax } call when call.Instance == reference && syntax.ArgumentList.Arguments.Count == 1:
                return WriteEach(statement, syntax.ArgumentList.Arguments[0].Expression);
            default:
                return false;
        }
    }

    /// <summary>A queue takes several one by one.</summary>
    private bool WriteEach(ExpressionStatementSyntax statement, ExpressionSyntax source)
    {
        if (Comments.AreIn(statement) || !TextShape.StartsLine(request.Text, statement.SpanStart))
            return false;

        var item = Names.Unique(Names.OfElement(source), statement, request.Model);
        edits.Replace(statement.Span, TextShape.Nested(statement, $"foreach (var {item} in {source})", $"{list.Local.Name}.Enqueue({item});", request.Text));
        return true;
    }

    /// <summary>Whether a line that goes has a comment before it.</summary>
    private static bool HasOwnComment(StatementSyntax removal) =>
        removal.GetLeadingTrivia().Concat(removal.GetFirstToken().GetPreviousToken().TrailingTrivia).Any(t => !t.IsKind(SyntaxKind.WhitespaceTrivia) && !t.IsKind(SyntaxKind.EndOfLineTrivia));
}
