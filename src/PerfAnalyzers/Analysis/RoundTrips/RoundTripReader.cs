using PerfAnalyzers.Analysis.Calls;
using PerfAnalyzers.Analysis.Queries;
using PerfAnalyzers.Analysis.Sql;
using PerfAnalyzers.Analysis.Writes;
using PerfAnalyzers.Knowledge;
using PerfAnalyzers.Knowledge.RoundTrips;

namespace PerfAnalyzers.Analysis.RoundTrips;

/// <summary>Tells which single operations are round trips, of every library in the tables.</summary>
internal sealed class RoundTripReader
{
    private readonly CompilationContext compilation;
    private readonly RoundTripTable table;
    private readonly QueryReader queries;
    private readonly SaveCall saves;
    private readonly INamedTypeSymbol? compiler;

    private RoundTripReader(CompilationContext compilation)
    {
        this.compilation = compilation;
        table = RoundTripTable.For(compilation);
        queries = QueryReader.For(compilation);
        saves = SaveCall.For(compilation);
        compiler = compilation.Type(TypeNames.EfCore.Compiler);
    }

    public static RoundTripReader For(CompilationContext compilation) => compilation.Get(c => new RoundTripReader(c));

    /// <summary>Whether the tables have the method: most calls need no other question.</summary>
    public bool Knows(IMethodSymbol method) => table.Find(method) is not null;

    /// <summary>The round trip that this very operation makes, or null when it stays in the process.</summary>
    public RoundTrip? Read(IOperation operation)
    {
        switch (operation)
        {
            case IInvocationOperation { TargetMethod.MethodKind: MethodKind.DelegateInvoke, Instance: { } held } call when IsCompiledQuery(held):
                return new RoundTrip(call, held.ReferencedSymbol()?.Name ?? call.TargetMethod.Name, row: null, query: null);
            case IInvocationOperation call when table.Find(call) is { } row:
                if (queries.ReadAny(call) is { } query)
                    return query.Origin == QueryOrigin.Memory ? null : new RoundTrip(call, call.TargetMethod.Name, Belonging(row, query), query);

                if (row.Shape != RoundTripShape.Call || IsOnlySent(call))
                    return null;

                // What gives back the key of the row it has inserted is no question that could be asked for all of them.
                var sent = row.Kind == RoundTripKind.Query && WritingSql.IsSent(call, compilation) ? row with { Kind = RoundTripKind.Command, IsWrite = true } : row;
                return new RoundTrip(call, call.TargetMethod.Name, sent, query: null);
            case IInvocationOperation call when saves.OfInterface(call) is { } save:
                return new RoundTrip(call, call.TargetMethod.Name, save, query: null);
            case IForEachLoopOperation loop when queries.ReadAny(loop) is { Origin: not QueryOrigin.Memory } streamed:
                return new RoundTrip(loop, "foreach", row: null, streamed);
            default:
                return null;
        }
    }

    /// <summary>The operators of LINQ have one row; the library is that of the query.</summary>
    private static RoundTripRow Belonging(RoundTripRow row, Query query) =>
        query.Provider is { } provider && row.Library != provider ? row with { Library = provider } : row;

    /// <summary>Whether the call says that it does not wait for an answer: Redis commands with <c>CommandFlags.FireAndForget</c>.</summary>
    private static bool IsOnlySent(IInvocationOperation call)
    {
        foreach (var argument in call.Arguments)
        {
            if (argument.Parameter?.Type.TypeKind == TypeKind.Enum && argument.Value.Unwrap() is IFieldReferenceOperation { Field.Name: "FireAndForget" })
                return true;
        }

        return false;
    }

    private bool IsCompiledQuery(IOperation held) =>
        compiler is not null
        && DelegateValues.Of(held, compilation) is IInvocationOperation { TargetMethod.Name: "CompileQuery" or "CompileAsyncQuery" } compile
        && compile.TargetMethod.IsMemberOf(compiler);
}
