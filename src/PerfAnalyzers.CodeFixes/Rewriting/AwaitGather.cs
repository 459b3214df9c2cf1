using PerfAnalyzers.Analysis;
using PerfAnalyzers.Analysis.Async;
using PerfAnalyzers.Knowledge;

namespace PerfAnalyzers.CodeFixes.Rewriting;

/// <summary>Awaits several tasks at once where a thread waited for them.</summary>
internal static class AwaitGather
{
    public static bool TryReplaceWaitAll(EditList edits, BlockingWait wait, ExpressionSyntax whole, FixRequest request) => TryReplace(edits, wait, whole, "WhenAll", request);

    /// <summary>WaitAny of no task at all answers -1, where WhenAny throws; and it answers an index, which is looked up where the tasks have a name.</summary>
    public static bool TryReplaceWaitAny(EditList edits, BlockingWait wait, ExpressionSyntax whole, FixRequest request)
    {
        var tasks = wait.Arguments[0].Value.Unwrap();
        var isNamed = tasks is ILocalReferenceOperation { Type: IArrayTypeSymbol };
        var isAny = isNamed
            ? LocalValues.SetOnce((ILocalReferenceOperation)tasks)?.Unwrap() is IArrayCreationOperation { Initializer.ElementValues.IsEmpty: false }
            : wait.Arguments[0].ArgumentKind != ArgumentKind.Explicit && wait.Tasks.Any();
        if (!isAny)
            return false;

        if (whole.Parent is not ExpressionStatementSyntax)
        {
            var array = request.Compilation.Type(TypeNames.System.Array);
            if (!isNamed || !request.Model.LookupNamespacesAndTypes(whole.SpanStart, name: "Array").Any(t => t.Is(array)))
                return false;

            edits.Insert(whole.SpanStart, $"Array.IndexOf({tasks.Syntax}, ");
        }

        if (!TryReplace(edits, wait, whole, "WhenAny", request))
            return false;

        if (whole.Parent is not ExpressionStatementSyntax)
            edits.Insert(whole.Span.End, ")");

        return true;
    }

    private static bool TryReplace(EditList edits, BlockingWait wait, ExpressionSyntax whole, string instead, FixRequest request)
    {
        if (wait.Operation is not IInvocationOperation { TargetMethod.Parameters.Length: 1 } || whole is not InvocationExpressionSyntax call)
            return false;

        var name = call.Expression switch
        {
            MemberAccessExpressionSyntax access => access.Name,
            IdentifierNameSyntax identifier => identifier,
            _ => null,
        };
        if (name is null)
            return false;

        edits.Insert(whole.SpanStart, "await ");
        edits.Replace(name.Span, instead);
        if (AwaitExpression.WantsConfigureAwait(whole.SyntaxTree, request.CancellationToken))
            edits.Insert(whole.Span.End, AwaitExpression.Configure);

        return true;
    }
}
