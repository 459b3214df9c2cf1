using PerfAnalyzers.Knowledge;
using PerfAnalyzers.Knowledge.RoundTrips;

namespace PerfAnalyzers.Analysis.Cancellation;

/// <summary>Tells where a transaction is open, in which nothing that was written is final yet.</summary>
internal static class OpenTransactions
{
    /// <summary>Whether a call stands in a transaction that was open at an earlier place, and is ended after the call or by whoever handed it in.</summary>
    /// <param name="call">The call.</param>
    /// <param name="body">The body around it.</param>
    /// <param name="after">Where the first write stands.</param>
    /// <param name="compilation">The compilation.</param>
    /// <param name="cancellationToken">Stops the reading.</param>
    public static bool Hold(IInvocationOperation call, IOperation body, int after, CompilationContext compilation, CancellationToken cancellationToken) =>
        IsHandedIn(call, compilation, cancellationToken) || IsAround(body, after, call.Syntax.Span.End, compilation);

    private static bool IsHandedIn(IInvocationOperation call, CompilationContext compilation, CancellationToken cancellationToken)
    {
        var kinds = new[] { compilation.Type(TypeNames.Data.Transaction), compilation.Type(TypeNames.EfCore.DbContextTransaction) };
        for (var symbol = call.SemanticModel?.GetEnclosingSymbol(call.Syntax.SpanStart, cancellationToken); symbol is IMethodSymbol method; symbol = symbol.ContainingSymbol)
        {
            if (method.Parameters.Any(p => kinds.Any(k => k is not null && (p.Type.Is(k) || p.Type.AllInterfaces.Any(i => i.Is(k))))))
                return true;
        }

        return false;
    }

    private static bool IsAround(IOperation body, int after, int until, CompilationContext compilation)
    {
        var table = RoundTripTable.For(compilation);
        var begins = false;
        var ends = false;
        foreach (var operation in body.DescendantsAndSelf())
        {
            switch (operation)
            {
                case IInvocationOperation call when table.Find(call)?.Kind == RoundTripKind.Transaction:
                    begins |= call.TargetMethod.Name.StartsWith("Begin", StringComparison.Ordinal) && call.Syntax.SpanStart < after;
                    ends |= call.TargetMethod.Name.StartsWith("Commit", StringComparison.Ordinal) && call.Syntax.SpanStart > until;
                    break;
                case IObjectCreationOperation creation when creation.Type.Is(compilation.Type(TypeNames.Tasks.TransactionScope)):
                    begins |= creation.Syntax.SpanStart < after;
                    break;
                case IInvocationOperation { TargetMethod.Name: "Complete" } complete when complete.Instance?.Type.Is(compilation.Type(TypeNames.Tasks.TransactionScope)) == true:
                    ends |= complete.Syntax.SpanStart > until;
                    break;
            }
        }

        return begins && ends;
    }
}
