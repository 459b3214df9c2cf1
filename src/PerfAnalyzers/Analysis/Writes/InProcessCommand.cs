using PerfAnalyzers.Analysis.Iteration;
using PerfAnalyzers.Knowledge;
using PerfAnalyzers.Knowledge.RoundTrips;

namespace PerfAnalyzers.Analysis.Writes;

/// <summary>Recognises commands of SQLite, whose database is part of the process: there is no round trip per row, but outside of a transaction each statement is one.</summary>
internal static class InProcessCommand
{
    public static bool Is(IInvocationOperation sent) =>
        sent.Receiver() is { } receiver && (IsOfSqlite(receiver.Unwrap().Type) || (receiver.Unwrap() is ILocalReferenceOperation local && IsOfSqlite(LocalValues.SetOnce(local)?.UnwrapAwait().Type)));

    /// <summary>Whether each statement surely commits by itself: the member opens the connection for all rounds, and speaks of no transaction.</summary>
    public static bool CommitsAlone(IInvocationOperation sent, Iteration.Iteration loop, CompilationContext compilation)
    {
        var (opens, commits) = (false, true);
        foreach (var operation in LocalValues.Root(sent).DescendantsAndSelf())
        {
            opens |= operation is IObjectCreationOperation { Type: { } made } && made.Implements(compilation.Type(TypeNames.Data.Connection)) && IsOfSqlite(made) && !loop.Operation.Syntax.Span.Contains(operation.Syntax.Span);
            commits &= !(operation is IInvocationOperation call && RoundTripTable.For(compilation).Find(call)?.Kind == RoundTripKind.Transaction)
                && operation is not IObjectCreationOperation { Type.Name: "TransactionScope" or "CommittableTransaction" }
                && !(operation is ILiteralOperation { ConstantValue: { HasValue: true, Value: string text } } && text.TrimStart().StartsWith("BEGIN", StringComparison.OrdinalIgnoreCase));
        }

        return opens && commits;
    }

    private static bool IsOfSqlite(ITypeSymbol? type) =>
        type?.ContainingNamespace is { Name: "Sqlite" or "SQLite", ContainingNamespace: { Name: "Data", ContainingNamespace: { Name: "Microsoft" or "System", ContainingNamespace.IsGlobalNamespace: true } } };
}
