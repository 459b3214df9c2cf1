using PerfAnalyzers.Analysis.Iteration;
using PerfAnalyzers.Analysis.Sql;
using PerfAnalyzers.Knowledge;
using PerfAnalyzers.Knowledge.RoundTrips;

namespace PerfAnalyzers.Analysis.Writes;

/// <summary>Recognises SQL that writes the row of one element, by ADO.NET or Dapper.</summary>
internal static class RowCommand
{
    private static readonly ImmutableArray<string> Verbs = ImmutableArray.Create("INSERT", "UPDATE", "DELETE", "MERGE", "REPLACE");

    /// <summary>Whether the call runs a statement that is written out in the round or method around it, or handed to it, and starts with a verb of writing.</summary>
    public static bool IsWrite(IInvocationOperation call, IOperation round, RoundTripTable roundTrips)
    {
        if (roundTrips.Find(call) is not { Kind: RoundTripKind.Command } row || (row.Library != AdoNetRoundTrips.Library && row.Library != DapperRoundTrips.Library))
            return false;

        var texts = call.Arguments.Select(a => SqlCall.Defined(a) ?? a.Value);
        if (row.Library == AdoNetRoundTrips.Library)
            texts = texts.Concat(TextsOf(call, round));

        return texts.Any(IsWriting);
    }

    /// <summary>Whether each round writes over a connection that is there for all of them.</summary>
    public static bool SharesConnection(IInvocationOperation call, Iteration.Iteration loop, CompilationContext compilation)
    {
        if (!UnitOfWork.HasOwnReceiver(call, loop))
            return true;

        // The command is made in the round; what counts is what it is made of.
        if (call.Receiver() is not ILocalReferenceOperation command || LocalValues.SetOnce(command)?.UnwrapAwait() is not { } made)
            return false;

        return made switch
        {
            IInvocationOperation { TargetMethod.Name: "CreateCommand" } create => !UnitOfWork.HasOwnReceiver(create, loop),
            IObjectCreationOperation created => created.Arguments.Any(a =>
                a.Value.Unwrap() is { } value
                && value.Type.Implements(compilation.Type(TypeNames.Data.Connection))
                && !UnitOfWork.IsOwn(value, loop)),
            _ => false,
        };
    }

    /// <summary>The texts that a command gets: where it is made, or by its property.</summary>
    private static IEnumerable<IOperation> TextsOf(IInvocationOperation call, IOperation round)
    {
        if (call.Receiver()?.ReferencedSymbol() is not { } command)
            yield break;

        foreach (var operation in LocalValues.Root(round).DescendantsAndSelf())
        {
            switch (operation)
            {
                case ISimpleAssignmentOperation { Target: IPropertyReferenceOperation { Property.Name: "CommandText", Instance: { } instance } } assignment
                    when instance.ReferencedSymbol().Is(command):
                    yield return assignment.Value;
                    break;
                case IVariableDeclaratorOperation declarator when declarator.Symbol.Is(command) && declarator.GetVariableInitializer()?.Value.Unwrap() is IObjectCreationOperation created:
                    foreach (var part in created.DescendantsAndSelf().OfType<ILiteralOperation>())
                        yield return part;

                    break;
            }
        }
    }

    private static bool IsWriting(IOperation text)
    {
        var value = text.Unwrap();
        if (value is ILocalReferenceOperation local && LocalValues.SetOnce(local) is { } set)
            value = set.Unwrap();

        var start = value is IInterpolatedStringOperation { Parts: { Length: > 0 } parts } && parts[0] is IInterpolatedStringTextOperation first ? first.Text : value;
        return start.ConstantValue is { HasValue: true, Value: string sql }
            && Verbs.Any(v => sql.TrimStart().StartsWith(v, StringComparison.OrdinalIgnoreCase));
    }
}
