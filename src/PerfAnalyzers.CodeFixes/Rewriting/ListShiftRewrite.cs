using PerfAnalyzers.Analysis.Growth;

namespace PerfAnalyzers.CodeFixes.Rewriting;

/// <summary>Writes what makes a list move its elements so that each moves once, or not at all.</summary>
internal static class ListShiftRewrite
{
    /// <summary>Adds at the end and reverses after the loop: for a list that nothing else touches until then.</summary>
    public static ImmutableArray<TextChange>? TryReverse(FixRequest request, ListShift shift)
    {
        if (shift.Loop.Operation.Syntax is not StatementSyntax { Parent: BlockSyntax } loop
            || LocalList.Of(shift.List, request.CancellationToken) is not { StartsEmpty: true } list
            || list.IsMentionedInFunction()
            || list.IsSeenAfterFailure(loop))
        {
            return null;
        }

        var edits = new EditList();
        foreach (var reference in list.References)
        {
            if (reference.Syntax.SpanStart >= loop.Span.End)
                continue;

            if (!loop.Span.Contains(reference.Syntax.Span)
                || reference.Parent is not IInvocationOperation { TargetMethod.Name: "Insert", Syntax: InvocationExpressionSyntax { Parent: ExpressionStatementSyntax, Expression: MemberAccessExpressionSyntax access, ArgumentList.Arguments: { Count: 2 } arguments } } call
                || call.Instance != reference
                || call.Argument(0)?.ConstantValue is not { HasValue: true, Value: 0 }
                || arguments.Any(a => a.NameColon is not null)
                || Comments.AreIn(arguments[0]))
            {
                return null;
            }

            edits.Replace(access.Name.Span, "Add");
            edits.Delete(TextSpan.FromBounds(arguments[0].SpanStart, arguments[1].SpanStart));
        }

        edits.AddRange(new[] { TextShape.After(loop, list.Local.Name + ".Reverse();", request.Text) });
        return edits.Build();
    }

    /// <summary>Makes the list a queue: for <c>while (list.Count &gt; 0) { var x = list[0]; list.RemoveAt(0); ... }</c>.</summary>
    public static ImmutableArray<TextChange>? TryQueue(FixRequest request, ListShift shift)
    {
        if (LocalList.Of(shift.List, request.CancellationToken) is not { } list
            || list.IsMentionedInFunction()
            || shift.Call.Syntax is not InvocationExpressionSyntax { Parent: ExpressionStatementSyntax { Parent: BlockSyntax block } removal }
            || shift.Loop.Operation.Syntax is not WhileStatementSyntax loop || loop.Statement != block
            || block.Statements.IndexOf(removal) != 1
            || block.Statements[0] is not LocalDeclarationStatementSyntax { Declaration.Variables: { Count: 1 } variables, UsingKeyword.RawKind: 0 }
            || variables[0].Initializer?.Value is not { } first
            || request.Compilation.Type("System.Collections.Generic.Queue`1") is not { } queue
            || list.Local.Type is not INamedTypeSymbol { TypeArguments: { Length: 1 } elements })
        {
            return null;
        }

        var type = "Queue<" + elements[0].ToMinimalDisplayString(request.Model, loop.SpanStart) + ">";
        var declared = list.Declaration.Declaration;
        if (QueueOf(list, type) is not { } made || Comments.AreIn(declared) || Comments.AreIn(removal) || HasOwnComment(removal))
            return null;

        var usings = ImmutableArray.CreateBuilder<TextChange>();
        if (!Usings.TryAdd(usings, queue, loop, request))
            return null;

        var edits = new EditList();
        edits.AddRange(usings);
        foreach (var reference in list.References)
        {
            if (reference.Parent == shift.Call)
                continue;

            switch (reference.Parent)
            {
                case IPropertyReferenceOperation { Property.Name: "Count" }:
                case IForEachLoopOperation:
                case IConversionOperation { Parent: IForEachLoopOperation or IArgumentOperation { Parent: IInvocationOperation { TargetMethod: { Name: "Any" or "Count", IsExtensionMethod: true } } } }:
                case IArgumentOperation { Parent: IInvocationOperation { TargetMethod: { Name: "Any" or "Count", IsExtensionMethod: true } } }:
                    continue;
                case IPropertyReferenceOperation { Property.IsIndexer: true } read when read.Syntax == first && read.Arguments is { Length: 1 } index && index[0].Value.ConstantValue is { HasValue: true, Value: 0 }:
                    edits.Replace(first.Span, list.Local.Name + ".Dequeue()");
                    continue;
                case IInvocationOperation { TargetMethod.Name: "Add", Syntax: InvocationExpressionSyntax { Expression: MemberAccessExpressionSyntax access } } call when call.Instance == reference:
                    edits.Replace(access.Name.Span, "Enqueue");
                    continue;
                default:
                    return null;
            }
        }

        edits.Replace(declared.Type.Span, declared.Type.IsVar ? declared.Type.ToString() : type);
        edits.Replace(declared.Variables[0].Initializer!.Value.Span, made);
        edits.Delete(TextSpan.FromBounds(block.Statements[0].Span.End, removal.Span.End));
        return edits.Build();
    }

    /// <summary>Whether a line that goes has a comment before it.</summary>
    private static bool HasOwnComment(StatementSyntax removal) =>
        removal.GetLeadingTrivia().Concat(removal.GetFirstToken().GetPreviousToken().TrailingTrivia).Any(t => !t.IsKind(SyntaxKind.WhitespaceTrivia) && !t.IsKind(SyntaxKind.EndOfLineTrivia));

    private static string? QueueOf(LocalList list, string type) => list.Made switch
    {
        IObjectCreationOperation { Initializer: null, Arguments: var arguments } => "new " + type + "(" + string.Join(", ", arguments.Select(a => a.Syntax.ToString())) + ")",
        IInvocationOperation { TargetMethod: { Name: "ToList", IsExtensionMethod: true, ContainingType.Name: "Enumerable" } } copy when copy.Argument(0) is { } source => "new " + type + "(" + source.Syntax + ")",
        _ => null,
    };
}
