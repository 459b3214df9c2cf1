using PerfAnalyzers.Analysis;

namespace PerfAnalyzers.CodeFixes.Rewriting;

/// <summary>Puts an operator on a query, right before the call that runs it.</summary>
internal static class BeforeExecution
{
    /// <summary>The call that a finding is at, if it is written as a chain.</summary>
    public static IInvocationOperation? Call(FixRequest request) =>
        request.Node<InvocationExpressionSyntax>() is { Expression: MemberAccessExpressionSyntax access } syntax
        && request.Model.GetOperation(syntax, request.CancellationToken) is IInvocationOperation call
        && call.Receiver()?.Syntax.Span == access.Expression.Span
            ? call
            : null;

    /// <param name="call">The call that runs the query, as <see cref="Call"/> gives it.</param>
    /// <param name="operation">The operator with its arguments.</param>
    /// <param name="request">The finding.</param>
    public static TextChange Insert(IInvocationOperation call, string operation, FixRequest request)
    {
        var access = (MemberAccessExpressionSyntax)((InvocationExpressionSyntax)call.Syntax).Expression;
        var end = access.Expression.Span.End;
        var separator = request.Text.ToString(TextSpan.FromBounds(end, access.Name.SpanStart));

        // A line of its own where the chain has one for each call.
        return new TextChange(new TextSpan(end, 0), (string.IsNullOrWhiteSpace(separator.TrimEnd('.')) ? separator : ".") + operation);
    }
}
